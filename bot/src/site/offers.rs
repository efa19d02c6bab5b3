//! 企业能办什么, as the site shows it.

use shared::{lang::Lang, offers::Offers, snapshot::Snapshot};
use widget::{Calendars, Links, Show};

use super::{Addresses, common};

/// The view alone, linked as `addresses` say.
pub(crate) async fn offers(snapshot: Snapshot, offers: Offers, show: Show, addresses: &Addresses) -> String {
    let plan = &snapshot.plan;
    let links = Links {
        page: Some(addresses.page(plan, show.lang)),
        chat: addresses.chat(Some(plan)),
        ..Links::default()
    };
    let calendars = Calendars { before: addresses.at("/sessions/"), after: "/event.ics".to_owned() };
    widget::render_offers(snapshot, offers, Show { links, ..show }, calendars).await
}

/// What its page echoes.
pub(crate) fn of_offers(
    snapshot: &Snapshot,
    lang: Lang,
    addresses: &Addresses,
) -> Vec<(&'static str, String)> {
    let (plan, other) = (&snapshot.plan, lang.pick(Lang::En, Lang::Zh));
    let region = snapshot.region.pick(lang);
    let title = lang
        .pick(format!("{region}企业能办什么"), format!("{region}: what an enterprise can get or have done"));
    let mut values = common(addresses);
    values.extend([
        ("TITLE", title),
        ("LANG", lang.tag().to_owned()),
        ("HEADING", lang.pick("惠企事项", "For enterprises").to_owned()),
        ("OTHER_LANG", other.tag().to_owned()),
        ("OTHER_LANG_NAME", lang.pick("English", "中文").to_owned()),
        ("OTHER_PAGE", addresses.offers(plan, other)),
    ]);
    values
}
