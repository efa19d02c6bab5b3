//! The words of the interface that are not in [`shared::words`].

#[cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
pub(crate) mod offers;
#[cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
pub(crate) mod picture;

#[cfg(feature = "full")]
pub(crate) mod full;

use shared::lang::Lang;

/// One wording in both languages.
#[derive(Clone, Copy)]
pub(crate) struct Label(&'static str, &'static str);

impl Label {
    /// The wording in `lang`.
    pub(crate) fn of(self, lang: Lang) -> &'static str {
        lang.pick(self.0, self.1)
    }
}

/// Between two things in one line; a new line begins after it, never with it.
pub(crate) const DOT: &str = "\u{a0}· ";
/// After a label.
pub(crate) const COLON: Label = Label("：", ": ");
/// Between two in a sentence.
pub(crate) const COMMA: Label = Label("，", ", ");
/// At the end of a sentence.
pub(crate) const STOP: Label = Label("。", ".");
/// Between the numbers of tasks.
pub(crate) const ENUMERATION: Label = Label("、", ", ");
/// Between the steps of a ladder.
pub(crate) const THEN: &str = " → ";
/// Where there is no value.
pub(crate) const NONE: &str = "—";

/// Follows the plan's short title.
pub(crate) const TITLE_RESULTS: Label = Label("目标完成情况", "results against its targets");
/// Follows the plan's short title while nothing is entered.
pub(crate) const TITLE_PROMISES: Label = Label("目标与任务", "targets and tasks");
/// Counted things; the English ones take an s.
pub(crate) const TARGETS: Label = Label("项目标", "target");
/// See [`TARGETS`].
pub(crate) const TASKS: Label = Label("项重点任务", "task");
/// See [`TARGETS`].
pub(crate) const SAFEGUARDS: Label = Label("项保障措施", "safeguard");
/// See [`TARGETS`].
pub(crate) const UNITS: Label = Label("个责任单位", "responsible unit");

/// Names the row of marks.
pub(crate) const MARKS: Label =
    Label("各目标完成情况，按方案顺序", "Result of each target, in the plan's order");

/// Caption of the targets with results.
pub(crate) const RESULTS_CAPTION: Label = Label("目标完成情况", "Results");
/// Caption of the targets without results.
pub(crate) const PROMISES_CAPTION: Label = Label("方案目标", "Targets of the plan");
/// Column heads.
pub(crate) const TARGET: Label = Label("目标", "Target");
/// The number to reach.
pub(crate) const PLANNED: Label = Label("方案目标", "To reach");
/// The newest value of a running plan.
pub(crate) const NEWEST: Label = Label("最新数据", "Newest figure");
/// The chart.
pub(crate) const YEARS: Label = Label("历年（虚线为目标）", "By year (dashed: target)");
/// The verdict.
pub(crate) const OUTCOME: Label = Label("完成情况 · 来源", "Result · source");
/// Until when.
pub(crate) const DUE: Label = Label("完成期限", "Due");
/// The plan's sentence.
pub(crate) const SENTENCE: Label = Label("方案原文", "Words of the plan");
/// Opens the details of a target.
pub(crate) const EVIDENCE: Label = Label("原文与数据", "Evidence");
/// Opens the details of a target that has no figures.
pub(crate) const REMARKS: Label = Label("说明", "Notes");
/// Published figures near the target; not its value.
pub(crate) const CONTEXT: Label =
    Label("相近数据（口径不同，不作判定）", "Near figures (defined otherwise, not judged)");
/// The comparison.
pub(crate) const CHECK: Label = Label("核算", "Comparison");
/// The ladder in words.
pub(crate) const STEPS: Label = Label("阶段", "Steps");
/// Whose ladder it is.
pub(crate) const STEPS_OURS: Label =
    Label("本系统整理的阶段，非方案目标", "steps arranged by this system, not a target of the plan");
/// All values.
pub(crate) const FIGURES: Label = Label("已公布数据", "Published figures");
/// Heads the values of parts of years.
pub(crate) const PARTS: Label =
    Label("部分年份（不与全年并列）", "Parts of years (not to be read beside full years)");
/// Before the margin of a value.
pub(crate) const MARGIN: Label = Label("误差范围 ±", "margin ±");
/// Column of the values' periods.
pub(crate) const PERIOD: Label = Label("期间", "Period");
/// Column of the values.
pub(crate) const VALUE: Label = Label("数值", "Figure");
/// Column of the sources.
pub(crate) const SOURCE: Label = Label("来源", "Source");
/// The rules' id follows.
pub(crate) const METHOD: Label = Label("判定方法", "Method");
/// A value that is not final.
pub(crate) const PROVISIONAL: Label = Label("初步数", "provisional");
/// A value that replaces another.
pub(crate) const CORRECTED: Label = Label("更正数", "corrected");
/// Before the day a value speaks of.
pub(crate) const AS_OF: Label = Label("（截至 ", "(as of ");
/// After it.
pub(crate) const AS_OF_END: Label = Label("）", ")");
/// The newest value of another period follows.
pub(crate) const LAST_KNOWN: Label = Label("最近：", "last known: ");
/// Why a target was missed.
pub(crate) const REASON: Label = Label("原因", "Reason");
/// What is done about it.
pub(crate) const NEXT_STEP: Label = Label("下一步", "Next step");
/// Neither is there.
pub(crate) const NO_REASON: Label =
    Label("原因及下一步尚未填写。", "The reason and the next step have not been entered yet.");

/// The chart's sentence.
pub(crate) const CHART: Label = Label("历年数据", "Figures by year");
/// A past year without a value.
pub(crate) const NOT_ENTERED: Label = Label("未录入", "not entered");
/// A year that is not over.
pub(crate) const NOT_OVER: Label = Label("未期满", "not over");
/// A step that is reached.
pub(crate) const REACHED: Label = Label("已到", "reached");
/// A step that is not.
pub(crate) const NOT_REACHED: Label = Label("未到", "not reached");

/// Caption of the tasks.
pub(crate) const TASKS_CAPTION: Label = Label("重点任务", "Tasks");
/// Column of a task's title.
pub(crate) const TASK: Label = Label("任务", "Task");
/// Column of a task's units.
pub(crate) const RESPONSIBLE: Label = Label("责任单位", "Responsible units");
/// Units that the text itself names so.
pub(crate) const LEAD: Label = Label("牵头单位", "Leading units");
/// Column of a task's state.
pub(crate) const STATE: Label = Label("进展", "Progress");
/// Opens a task's details.
pub(crate) const TASK_DETAILS: Label = Label("任务内容", "What it asks for");
/// Opens a task's details with its report.
pub(crate) const TASK_REPORT: Label = Label("任务内容与进展", "Task and progress");
/// The task in our words.
pub(crate) const SUMMARY: Label = Label("内容提要", "In short");

/// Heading of the units.
pub(crate) const UNITS_HEADING: Label = Label("责任单位与任务", "Responsible units and their tasks");
/// What the order of units means.
pub(crate) const UNITS_ORDER: Label =
    Label("按方案中出现的先后排列。", "In the order in which the plan names them. ");
/// What units answer for.
pub(crate) const UNITS_NOTE: Label =
    Label("责任单位对应任务，不对应目标。", "Units answer for tasks, not for targets.");
/// Before a unit's task numbers.
pub(crate) const TASK_NUMBERS: Label = Label("任务 ", "Tasks: ");
/// Heading of the timeline.
pub(crate) const TIMELINE_HEADING: Label = Label("时间安排与进展", "Timeline");
/// On the first year.
pub(crate) const BEGINS: Label = Label("方案期开始", "The plan's period begins");
/// On the last year.
pub(crate) const ENDS: Label = Label("方案期结束", "The plan's period ends");
/// Before the names of targets.
pub(crate) const DUE_TARGETS: Label = Label("目标到期：", "Targets due: ");
/// Before the tasks and their states.
pub(crate) const TASKS_REPORTED: Label = Label("任务进展：", "Reports on tasks:");
/// Before the reason of a withdrawal.
pub(crate) const CORRECTION: Label = Label("更正，撤回此前公布的数据：", "Correction, figures withdrawn: ");
/// Names the links to the parts of the page.
pub(crate) const CONTENTS: Label = Label("目录", "Contents");
/// Heading of the safeguards.
pub(crate) const SAFEGUARDS_HEADING: Label = Label("保障措施", "Safeguards");

/// The source document.
pub(crate) const BASED_ON: Label = Label("依据", "Based on");
/// Its stage.
pub(crate) const DRAFT: Label = Label("征求意见稿", "consultation draft");
/// Its stage.
pub(crate) const ISSUED: Label = Label("正式印发", "issued");
/// The day judged follows.
pub(crate) const JUDGED: Label = Label("判定日 ", "judged on ");
/// Names the footer's links.
pub(crate) const MORE: Label = Label("更多", "More");
/// A footer link.
pub(crate) const LINK_PAGE: Label = Label("方案页", "Page of the plan");
/// A footer link.
pub(crate) const LINK_CSV: Label = Label("下载数据", "Download the figures");
/// A footer link.
pub(crate) const LINK_JSON: Label = Label("数据接口（JSON）", "JSON");
/// A footer link.
pub(crate) const LINK_CHAT: Label = Label("问政策", "Ask about policies");
/// A footer link.
pub(crate) const LINK_OFFERS: Label = Label("企业能办什么", "What an enterprise can get");

/// Opens the conversation.
pub(crate) const TOOL_ASK: Label = Label("提问", "Ask");
/// Widens the search.
pub(crate) const TOOL_SEARCH: Label = Label("同时搜政策和事项", "Search policies and offers too");
/// Opens the comparison.
pub(crate) const TOOL_COMPARE: Label = Label("比较", "Compare");
/// Opens the tool for the staff.
pub(crate) const TOOL_WHAT_IF: Label = Label("假设演算", "Suppose a value");
/// Opens the tools.
pub(crate) const OPENER: Label = Label("搜索", "Search");
/// Follows it where there is room.
pub(crate) const OPENER_REST: Label = Label("与工具", " and tools");
/// Names the tools.
pub(crate) const TOOLS: Label = Label("筛选与搜索", "Filter and search");
/// The filter that filters nothing.
pub(crate) const ALL: Label = Label("全部", "All");
/// The search box.
#[cfg(not(feature = "full"))]
pub(crate) const SEARCH: Label = Label("搜索目标、任务、单位", "Search targets, tasks, units");
/// Opens all details.
pub(crate) const EXPAND: Label = Label("全部展开", "Expand all");
/// Closes all details.
pub(crate) const COLLAPSE: Label = Label("全部收起", "Collapse all");
/// Before the numbers of hits.
pub(crate) const SHOWN: Label = Label("显示 ", "Showing ");
/// No hit at all.
pub(crate) const NOTHING: Label = Label("没有符合的内容", "Nothing matches");
