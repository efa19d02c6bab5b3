//! What a plan's page offers about each target beside the widget: its picture, and how a wrong figure is reported.

use std::fmt::Write as _;

use shared::{
    answer::window_lines,
    lang::Lang,
    policy::Window,
    snapshot::{IndicatorView, Snapshot},
    words,
};

use super::{Addresses, escape};
use crate::pack::Pack;

/// Who is told of a wrong figure.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// The address that the pack names.
    address: Option<String>,
    /// Whom to ask where it names none.
    window: Option<Window>,
}

impl Corrections {
    /// What a pack says.
    pub fn of(pack: &Pack) -> Self {
        let window = pack.windows.iter().find(|window| window.default).cloned();
        Self { address: pack.plan.corrections.clone(), window }
    }

    /// The address, where the plan and its figures are named in it if it takes words.
    fn about(&self, subject: &str) -> Option<String> {
        let address = self.address.as_ref()?;
        let takes_words = address.starts_with("mailto:");
        Some(if takes_words { format!("{address}?subject={}", percent(subject)) } else { address.clone() })
    }
}

/// The list of a plan's targets, closed at first.
pub(crate) fn targets(
    snapshot: &Snapshot,
    corrections: &Corrections,
    lang: Lang,
    addresses: &Addresses,
) -> String {
    let version = version(snapshot, lang);
    let items: String = snapshot
        .indicators
        .iter()
        .map(|indicator| item(snapshot, indicator, corrections, lang, addresses))
        .collect();
    let (heading, wrong) = lang.pick(
        ("各目标的图；数据有误", "数据有误？"),
        ("A picture of each target; a wrong figure", "Is a figure wrong? "),
    );
    let whom = whom(corrections, &format!("{}: {version}", snapshot.plan), lang);
    let naming = lang.pick(
        format!("请写明目标编号和数据版本（{}，{version}）。", snapshot.plan),
        format!("Please name the target and the version of the figures ({}, {version}).", snapshot.plan),
    );
    format!(
        "<details class=\"targets\"><summary>{heading}</summary>\n<p>{wrong}{whom}{}</p>\n<ul>\n{items}</ul></details>",
        escape(&naming)
    )
}

/// Which state of the figures is shown.
fn version(snapshot: &Snapshot, lang: Lang) -> String {
    match &snapshot.publication {
        Some(publication) => words::publication(publication, lang),
        None => lang.pick(format!("判定日 {}", snapshot.as_of), format!("judged on {}", snapshot.as_of)),
    }
}

/// The address as a link, or the window in words.
fn whom(corrections: &Corrections, subject: &str, lang: Lang) -> String {
    match (&corrections.address, &corrections.window) {
        (Some(address), _) => {
            let href = corrections.about(subject).unwrap_or_default();
            let shown = address.split_once(':').map_or(address.as_str(), |(scheme, rest)| match scheme {
                "https" => address.as_str(),
                _ => rest,
            });
            let (before, after) = lang.pick(("请告知 ", "。"), ("Tell ", ". "));
            format!("{before}<a href=\"{}\">{}</a>{after}", escape(&href), escape(shown))
        }
        (None, Some(window)) => escape(&(window_lines(window, lang) + lang.pick("。", ". "))),
        (None, None) => String::new(),
    }
}

/// `i1 名称：SVG · PNG`, and the address for its figures where the pack names one.
fn item(
    snapshot: &Snapshot,
    indicator: &IndicatorView,
    corrections: &Corrections,
    lang: Lang,
    addresses: &Addresses,
) -> String {
    let (id, name) = (&indicator.id, indicator.name.pick(lang));
    let mut item = format!("<li>{id} {}{}", escape(name), lang.pick("：", ": "));
    for (at, form) in ["svg", "png"].into_iter().enumerate() {
        let address = addresses.picture(&snapshot.plan, id, lang, form);
        let (dot, form) = (if at == 0 { "" } else { " · " }, form.to_ascii_uppercase());
        // Writing into a string cannot fail.
        let _ = write!(item, "{dot}<a href=\"{}\">{form}</a>", escape(&address));
    }
    let subject = format!(
        "{} {}/{id}, {}",
        lang.pick("数据有误", "A wrong figure"),
        snapshot.plan,
        version(snapshot, lang)
    );
    if let Some(address) = corrections.about(&subject) {
        let _ = write!(
            item,
            " · <a href=\"{}\">{}</a>",
            escape(&address),
            lang.pick("数据有误", "A figure is wrong")
        );
    }
    item + "</li>\n"
}

/// A text for an address.
fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
