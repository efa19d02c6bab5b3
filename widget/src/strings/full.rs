//! The words of what the full build adds.

use super::Label;

/// The search box, with the library beside the plan.
pub(crate) const SEARCH_ALL: Label =
    Label("搜索目标、任务、单位、政策和事项", "Search targets, tasks, units, policies and offers");
/// Closes a panel.
pub(crate) const CLOSE: Label = Label("关闭", "Close");

/// Heading of the conversation.
pub(crate) const ASK: Label = Label("问政策、补贴和培训", "Ask about policies, subsidies and trainings");
/// What it answers from.
pub(crate) const ASK_NOTE: Label = Label(
    "只按已收录的文件回答，答不了会告诉您向哪里咨询。请勿填写身份证号等个人信息。",
    "Answers rest on the documents held here only; where none helps you are told whom to ask. Do not enter personal data.",
);
/// The question box.
pub(crate) const QUESTION: Label = Label("您的问题", "Your question");
/// Sends it.
pub(crate) const SEND: Label = Label("发送", "Send");
/// Before what was asked, for those who only hear it.
pub(crate) const ASKED: Label = Label("您问", "You asked");
/// Something is on its way.
pub(crate) const WAITING: Label = Label("正在查找……", "Looking it up …");
/// It did not come.
pub(crate) const NO_ANSWER: Label = Label("没有得到答复。", "No answer came.");
/// Asks again.
pub(crate) const RETRY: Label = Label("重试", "Try again");
/// The number of citations follows.
pub(crate) const GROUNDS: Label = Label("依据 ", "Sources ");
/// Before questions that may be asked next.
pub(crate) const SUGGESTIONS: Label = Label("还可以问：", "You may also ask: ");

/// A kind of find.
pub(crate) const POLICIES: Label = Label("政策文件", "Policy documents");
/// A kind of find.
pub(crate) const SCHEMES: Label = Label("事项", "What can be had or done");
/// A kind of find.
pub(crate) const SERVICES: Label = Label("服务", "Services");
/// A kind of find.
pub(crate) const SESSIONS: Label = Label("培训", "Trainings");
/// More was found than is listed.
pub(crate) const SOME: Label = Label(
    "只列出前 20 项，请再加一个词缩小范围。",
    "Only the first 20 are listed; add a word to narrow the search.",
);
/// Documents and offers are on their way.
pub(crate) const SHELVING: Label = Label("正在载入政策和事项……", "Loading policies and offers …");
/// They did not come.
pub(crate) const NO_LIBRARY: Label = Label(
    "政策和事项没有载入，下面只有方案中的结果。",
    "Policies and offers could not be loaded; only the plan was searched.",
);
/// Counted finds; the English ones take an s.
pub(crate) const FINDS: Label = Label("项政策和事项", "document or offer");

/// Heading of the comparison.
pub(crate) const COMPARE: Label = Label("比较", "Compare");
/// Heading of the first part.
pub(crate) const TWO_YEARS: Label = Label("两个年度的全年数据", "Full-year figures of two years");
/// The first year.
pub(crate) const FIRST_YEAR: Label = Label("前一年度", "First year");
/// The second year.
pub(crate) const SECOND_YEAR: Label = Label("后一年度", "Second year");
/// Column of the differences.
pub(crate) const DIFFERENCE: Label = Label("相差", "Difference");
/// There is nothing to compare.
pub(crate) const NO_YEARS: Label =
    Label("这两个年度都没有已公布的全年数据。", "Neither year has published full-year figures.");
/// Heading of the second part.
pub(crate) const TWO_DAYS: Label = Label("与某一天公布的相比", "What changed since a day");
/// The day box.
pub(crate) const DAY: Label = Label("哪一天", "Day");
/// Shows the changes.
pub(crate) const SHOW: Label = Label("比较", "Compare");
/// Before two days.
pub(crate) const SINCE: Label = Label("公布内容的变化，", "What was published changed, ");
/// Nothing changed.
pub(crate) const NO_CHANGES: Label = Label("没有变化。", "nothing changed.");
/// That day's snapshot is not to be had.
pub(crate) const NO_DAY: Label =
    Label("这里没有那一天的数据，不能比较。", "That day's figures are not to be had here.");

/// Heading of the tool for the staff.
pub(crate) const WHAT_IF: Label = Label("假设演算（工作人员用）", "Suppose a value (for staff)");
/// What it does, and what it does not.
pub(crate) const WHAT_IF_NOTE: Label = Label(
    "填一个假设数值，按同一判定方法重算整页。结果只在本机显示，不保存、不上传，不是公布的数据。",
    "Enter a value and the same method judges the whole page again. It is shown here only: not kept, not sent, not \
     published.",
);
/// Judges again.
pub(crate) const SUPPOSE: Label = Label("演算", "Judge again");
/// Forgets what is supposed.
pub(crate) const FORGET: Label = Label("还原为公布的数据", "Back to the published figures");
/// The mark of a supposed page.
pub(crate) const SUPPOSED: Label = Label("假设演算，不是公布的数据", "Supposed, not published");
/// What is needed did not come.
pub(crate) const NO_INPUTS: Label =
    Label("演算所需的数据没有载入，或没有可演算的目标。", "The figures needed could not be loaded.");
/// What was typed is no value.
pub(crate) const NO_NUMBER: Label = Label(
    "没有演算：数值只写数字（如 48 或 3.5），期间写年份（如 2025）或年月（如 2025-06）。",
    "Not judged: write the figure in digits (48 or 3.5) and the period as a year (2025) or month (2025-06).",
);
