//! The words of 企业能办什么.

use super::Label;

/// Follows the name of the place.
pub(crate) const TITLE: Label = Label("企业能办什么", "what an enterprise can get or have done");
/// The day of the list follows.
pub(crate) const LISTED: Label = Label("截至 ", "as of ");
/// Counted things; the English ones take an s.
pub(crate) const OPEN_COUNT: Label = Label("个事项", "item");
/// See [`OPEN_COUNT`].
pub(crate) const SERVICE_COUNT: Label = Label("项服务", "service");
/// See [`OPEN_COUNT`].
pub(crate) const SESSION_COUNT: Label = Label("场培训", "training session");
/// What the list is, and what it is not.
pub(crate) const NOTE: Label = Label(
    "金额和期限照所列文件写；没有读到的写“未公布”。能不能办、还受不受理，以受理窗口的答复为准。",
    "Amounts and dates are those of the documents named; what was not found reads “not published”. Whether an item \
     applies to you and is still accepted is for the office to say. The documents are in Chinese and quoted as they are.",
);

/// Section of what can be had.
pub(crate) const OPEN: Label = Label("事项", "Items");
/// Section of what does not apply yet.
pub(crate) const AHEAD: Label = Label("尚未施行的事项", "Items not yet in force");
/// Section of what is over.
pub(crate) const ENDED: Label = Label("已结束的事项", "Items that are over");
/// Nothing can be had.
pub(crate) const NO_ITEMS: Label =
    Label("本库没有收录可以办理的事项。", "No item that can be applied for is in this library.");
/// Column heads.
pub(crate) const ITEM: Label = Label("事项", "Item");
/// Who may have it.
pub(crate) const FOR_WHOM: Label = Label("对象", "For whom");
/// How much.
pub(crate) const AMOUNT: Label = Label("金额", "Amount");
/// Until when.
pub(crate) const UNTIL: Label = Label("截止", "Until");
/// What to bring, and how.
pub(crate) const PAPERS: Label = Label("材料", "Papers");
/// How to apply.
pub(crate) const HOW: Label = Label("办理", "How");
/// Where to ask.
pub(crate) const PHONE: Label = Label("电话", "Phone");
/// What it rests on.
pub(crate) const BASIS: Label = Label("依据", "Based on");
/// No amount or day was found.
pub(crate) const UNPUBLISHED: Label = Label("未公布", "not published");
/// No paper, way, window or basis is recorded.
pub(crate) const UNRECORDED: Label = Label("未写明", "not stated");
/// Leads to the default window.
pub(crate) const SEE_WINDOW: Label = Label("未写明，见“在哪里问”", "not stated, see “Where to ask”");
/// A page of the authority about the item.
pub(crate) const OFFICIAL: Label = Label("官方页面", "Official page");
/// The day checked follows.
pub(crate) const VERIFIED: Label = Label("核对于 ", "checked on ");
/// Between headings of clauses.
pub(crate) const CLAUSES: Label = Label("、", "、");

/// Section of the services.
pub(crate) const SERVICES: Label = Label("按情形找服务", "Services by situation");
/// Column of the services.
pub(crate) const SERVICE: Label = Label("服务", "Service");
/// Column of what a service does.
pub(crate) const WHAT: Label = Label("内容", "What it does");

/// Section of the sessions.
pub(crate) const SESSIONS: Label = Label("近期培训", "Next trainings");
/// Column of the times.
pub(crate) const TIME: Label = Label("时间", "When");
/// Column of the titles.
pub(crate) const TRAINING: Label = Label("培训", "Training");
/// Column of the places.
pub(crate) const PLACE: Label = Label("地点", "Where");
/// Column of the seats.
pub(crate) const SEATS: Label = Label("名额", "Seats");
/// Column of how to enrol.
pub(crate) const ENROL: Label = Label("报名", "Enrolment");
/// Who holds it.
pub(crate) const ORGANISER: Label = Label("主办", "Held by");
/// Who announced it.
pub(crate) const ANNOUNCED: Label = Label("来源", "Source");
/// The file for a calendar.
pub(crate) const CALENDAR: Label = Label("加入日历（.ics）", "Add to calendar (.ics)");
/// Marks what is made up.
pub(crate) const DEMO: Label = Label("演示", "Demonstration");

/// Section of the default window.
pub(crate) const ASK: Label = Label("在哪里问", "Where to ask");
/// Office hours.
pub(crate) const HOURS: Label = Label("时间", "Hours");
/// Address.
pub(crate) const ADDRESS: Label = Label("地址", "Address");
