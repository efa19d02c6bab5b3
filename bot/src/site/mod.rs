//! The pages of the site: one set of them, for the running service and for a folder of plain files.

mod addresses;
mod assets;
mod files;
mod folder;
mod frozen;
mod mark;
mod notice;
mod offers;
mod place;
mod plain;
mod ssi;
mod targets;
#[cfg(test)]
mod tests;

use shared::{id::PlanId, lang::Lang, snapshot::Snapshot};
use widget::{Links, Show};

pub use self::{
    addresses::{Addresses, BasePath, InvalidBase},
    files::has_widget,
    folder::{Folder, RenderError, Shown, folder},
    frozen::{frozen, usual_place, zipped},
    place::{PlaceError, place},
    targets::Corrections,
};
pub(crate) use self::{
    assets::Assets,
    files::{Files, page, widget_folder},
    notice::{notice, notice_page, notice_problem},
    offers::{of_offers, offers},
    ssi::{escape, expand, includes},
    targets::targets,
};

/// The element of a plan with its static content, linked as `addresses` say.
pub(crate) async fn snippet(snapshot: Snapshot, show: Show, addresses: &Addresses) -> String {
    let src = addresses.of_plan(&snapshot.plan, "snapshot.bin");
    let show = linked(&snapshot.plan, show, addresses);
    widget::render_snippet(snapshot, show, &src, None).await
}

/// The same content as an editor of a content system keeps it.
pub(crate) async fn plain(snapshot: Snapshot, show: Show, addresses: &Addresses) -> String {
    let show = linked(&snapshot.plan, show, addresses);
    plain::plain(&widget::render_static(snapshot, show).await)
}

/// With the addresses that a plan's content leads to.
fn linked(plan: &PlanId, show: Show, addresses: &Addresses) -> Show {
    let links = Links {
        page: Some(addresses.page(plan, Lang::Zh)),
        offers: Some(addresses.offers(plan, show.lang)),
        json: Some(addresses.json(plan)),
        csv: Some(addresses.of_plan(plan, "figures.csv")),
        chat: addresses.chat(Some(plan)),
        ask: addresses.ask(),
        library: Some(addresses.of_plan(plan, "library.bin")),
        ..Links::default()
    };
    Show { links, ..show }
}

/// What any page may echo.
pub(crate) fn common(addresses: &Addresses) -> Vec<(&'static str, String)> {
    vec![
        ("BASE", addresses.root().to_owned()),
        ("HOME", addresses.home()),
        ("INDEX", addresses.index().to_owned()),
        ("LOADER", if has_widget() { addresses.at("/embed/v1/plan-progress.js") } else { String::new() }),
        ("CHAT", addresses.chat(None).unwrap_or_default()),
    ]
}

/// What the page of a plan names before its loader does, so that all of it is on its way at once. The style sheet is the
/// one that the widget fetches too.
fn ahead(plan: &PlanId, addresses: &Addresses) -> [(&'static str, String); 3] {
    let folder = widget_folder().filter(|_| has_widget());
    [
        ("STYLE", addresses.at(&format!("{}/widget.css", folder.as_deref().unwrap_or("/embed/v1")))),
        ("ASSETS", folder.map(|folder| addresses.at(&folder)).unwrap_or_default()),
        ("SNAPSHOT", addresses.of_plan(plan, "snapshot.bin")),
    ]
}

/// What the page of a plan echoes.
pub(crate) fn of_plan(snapshot: &Snapshot, lang: Lang, addresses: &Addresses) -> Vec<(&'static str, String)> {
    let plan = &snapshot.plan;
    let other = lang.pick(Lang::En, Lang::Zh);
    let words = [
        ("TITLE", snapshot.short_title.pick(lang)),
        ("LANG", lang.tag()),
        ("HEADING", lang.pick("方案公开", "Published work plan")),
        ("OTHER_LANG", other.tag()),
        ("OTHER_LANG_NAME", lang.pick("English", "中文")),
        ("WORKBOOK_NAME", lang.pick("完成情况 Excel 表", "Figures for Excel")),
        ("FEED_NAME", lang.pick("变化订阅（Atom）", "Changes (Atom)")),
        ("SCHEMA_NAME", lang.pick("接口数据格式（JSON Schema）", "Format of the data (JSON Schema)")),
    ];
    let mut values = common(addresses);
    values.extend(ahead(plan, addresses));
    values.extend(words.map(|(name, value)| (name, value.to_owned())));
    values.push(("PLAN", plan.to_string()));
    values.push(("OTHER_PAGE", addresses.page(plan, other)));
    values.push(("WORKBOOK", addresses.of_plan(plan, "figures.xlsx")));
    values.push(("FEED", addresses.of_plan(plan, "feed.atom")));
    values.push(("SCHEMA", addresses.at(crate::exports::SCHEMA_PATH)));
    values
}
