//! Writing the tree from top to bottom.
//!
//! Parts write into one [`Writer`] instead of each returning what `html!` makes of it: the same tree for a quarter of the
//! wasm. `html!` remains where listeners are.

use core::fmt::{Display, Write as _};
use std::rc::Rc;

use shared::{
    lang::{Lang, Text},
    method::Status,
};
use yew::{
    AttrValue, Html,
    virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VTag, VText},
};

use crate::{
    scene::{Details, Scene},
    strings::{COLON, Label},
};

/// The tree so far. Texts that follow each other become one node.
pub(crate) struct Writer<'a> {
    /// What is shown, and how.
    pub(crate) scene: Scene<'a>,
    text: String,
    nodes: Vec<Html>,
}

impl<'a> Writer<'a> {
    /// An empty tree.
    pub(crate) fn new(scene: Scene<'a>) -> Self {
        Self { scene, text: String::new(), nodes: Vec::new() }
    }

    /// The tree.
    pub(crate) fn finish(mut self) -> Html {
        self.mark();
        VList::with_children(self.nodes, None).into()
    }

    /// A wording of the interface.
    pub(crate) fn say(&mut self, label: &Label) {
        self.text(label.of(self.scene.lang));
    }

    /// A text as it is.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A number, a date or a made-up text.
    pub(crate) fn show(&mut self, value: &dyn Display) {
        // Writing into a string cannot fail.
        let _ = write!(self.text, "{value}");
    }

    /// A text of the plan; marked as Chinese where the page is English and no translation exists.
    pub(crate) fn plan(&mut self, text: &Text) {
        self.around(text, text.pick(self.scene.lang));
    }

    /// A day, which stays whole: browsers break `2024-12-31` at its hyphens.
    pub(crate) fn day(&mut self, day: &dyn Display) {
        self.element("time", |out| out.show(day));
    }

    /// A text with a day in it, which stays whole. The first hyphen is the day's.
    pub(crate) fn dated(&mut self, text: &str) {
        let hyphen = text.bytes().position(|byte| byte == b'-').unwrap_or_default();
        let (from, to) = (hyphen.saturating_sub(4), hyphen + 6);
        match (text.get(..from), text.get(from..to), text.get(to..)) {
            (Some(before), Some(day), Some(after)) if hyphen > 0 => {
                self.text(before);
                self.day(&day);
                self.text(after);
            }
            _ => self.text(text),
        }
    }

    /// A text made around `own`, in whose language it then is.
    pub(crate) fn around(&mut self, own: &Text, text: &str) {
        match &own.en {
            None => self.chinese(text),
            Some(_) => self.text(text),
        }
    }

    /// A text that exists in Chinese only.
    pub(crate) fn chinese(&mut self, text: &str) {
        match self.scene.lang {
            Lang::Zh => self.text(text),
            Lang::En => self.with("span", &["lang"], &["zh-CN"], |out| out.text(text)),
        }
    }

    /// What `write` writes, as a string: for attributes.
    pub(crate) fn sentence(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = core::mem::take(&mut self.text);
        write(self);
        core::mem::replace(&mut self.text, before)
    }

    /// The name of a landmark. A page may hold several plans, and each landmark needs a name of its own.
    pub(crate) fn landmark(&self, what: &Label) -> String {
        let Scene { snapshot, lang, .. } = self.scene;
        [snapshot.short_title.pick(lang), COLON.of(lang), what.of(lang)].concat()
    }

    /// A node made elsewhere.
    pub(crate) fn node(&mut self, node: Html) {
        self.mark();
        self.nodes.push(node);
    }

    /// An element: `tag` or `tag.class`. Lists and parts of tables get their role by name too: the style sheet lays them
    /// out as what they are not, which takes the implicit roles away.
    pub(crate) fn element(&mut self, shape: &'static str, inside: impl FnOnce(&mut Self)) {
        let start = self.mark();
        inside(self);
        self.close_shape(start, shape);
    }

    /// An element of a status: `data-status` gives it its colour.
    pub(crate) fn marked(
        &mut self,
        tag: &'static str,
        class: &'static str,
        status: Status,
        inside: impl FnOnce(&mut Self),
    ) {
        self.with(tag, &["class", "data-status"], &[class, key(status)], inside);
    }

    /// An element with attributes.
    pub(crate) fn with(
        &mut self,
        tag: &'static str,
        names: &'static [&'static str],
        values: &[&str],
        inside: impl FnOnce(&mut Self),
    ) {
        let start = self.mark();
        inside(self);
        self.close(start, tag, names, values, None);
    }

    /// An element that keeps its identity when its neighbours come and go: the last attribute is its key.
    pub(crate) fn keyed(
        &mut self,
        tag: &'static str,
        names: &'static [&'static str],
        values: &[&str],
        inside: impl FnOnce(&mut Self),
    ) {
        let start = self.mark();
        inside(self);
        let key = values.last().map(|key| Key::from(*key));
        self.close(start, tag, names, values, key);
    }

    /// Nodes that count as one for their neighbours, even if there are none.
    pub(crate) fn slot(&mut self, inside: impl FnOnce(&mut Self)) {
        let start = self.mark();
        inside(self);
        self.mark();
        let nodes = self.nodes.split_off(start);
        self.nodes.push(VList::with_children(nodes, None).into());
    }

    /// Ends the text before; what is written from here on has this place or a later one.
    fn mark(&mut self) -> usize {
        if !self.text.is_empty() {
            let text = AttrValue::Rc(Rc::from(core::mem::take(&mut self.text)));
            self.nodes.push(VText::new(text).into());
        }
        self.nodes.len()
    }

    fn close_shape(&mut self, start: usize, shape: &'static str) {
        let (tag, class) = shape.split_once('.').unwrap_or((shape, ""));
        let role = role(tag);
        match (class.is_empty(), role.is_empty()) {
            (true, true) => self.close(start, tag, &[], &[], None),
            (true, false) => self.close(start, tag, &["role"], &[role], None),
            (false, true) => self.close(start, tag, &["class"], &[class], None),
            (false, false) => self.close(start, tag, &["class", "role"], &[class, role], None),
        }
    }

    fn close(
        &mut self,
        start: usize,
        tag: &'static str,
        names: &'static [&'static str],
        values: &[&str],
        key: Option<Key>,
    ) {
        self.mark();
        let mut element = VTag::new(AttrValue::Static(tag));
        element.add_children(self.nodes.split_off(start));
        let value = |value: &&str| Some(AttributeOrProperty::Attribute(AttrValue::Rc(Rc::from(*value))));
        element.attributes = Attributes::Dynamic { keys: names, values: values.iter().map(value).collect() };
        element.key = key;
        self.nodes.push(element.into());
    }
}

/// Elements that recur.
impl Writer<'_> {
    /// Words that weigh more.
    pub(crate) fn strong(&mut self, inside: impl FnOnce(&mut Self)) {
        self.element("strong.zc-strong", inside);
    }

    /// Words that weigh less.
    pub(crate) fn sub(&mut self, inside: impl FnOnce(&mut Self)) {
        self.element("span.zc-sub", inside);
    }

    /// Words for those who do not see the page.
    pub(crate) fn hidden(&mut self, inside: impl FnOnce(&mut Self)) {
        self.element("span.zc-hidden", inside);
    }

    /// A shape or a label that repeats what is said elsewhere: for the eye only.
    pub(crate) fn seen(&mut self, class: &'static str, text: &str) {
        self.with("span", &["class", "aria-hidden"], &[class, "true"], |out| out.text(text));
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, inside: impl FnOnce(&mut Self)) {
        self.element("p", inside);
    }

    /// A part of the page that links may lead to.
    pub(crate) fn part(&mut self, id: &str, inside: impl FnOnce(&mut Self)) {
        let id = self.scene.id(id);
        self.with("div", &["class", "id"], &["zc-part", &id], inside);
    }

    /// The heading of a section.
    pub(crate) fn section(&mut self, title: &Label) {
        self.element("h3.zc-section", |out| out.say(title));
    }

    /// An item of a list.
    pub(crate) fn item(&mut self, inside: impl FnOnce(&mut Self)) {
        self.element("li", inside);
    }

    /// A term, and what there is to say of it.
    pub(crate) fn fact(&mut self, name: &Label, inside: impl FnOnce(&mut Self)) {
        self.element("dt", |out| out.say(name));
        self.element("dd", inside);
    }

    /// Facts behind a summary. `about` tells summaries that look alike apart for those who only hear them.
    pub(crate) fn details(&mut self, summary: &Label, about: &Text, facts: impl FnOnce(&mut Self)) {
        let names: &[&str] =
            if self.scene.details == Details::Open { &["class", "open"] } else { &["class"] };
        let values = ["zc-details", "open"];
        self.with("details", names, &values[..names.len()], |out| {
            out.element("summary.zc-summary", |out| {
                out.say(summary);
                out.hidden(|out| {
                    out.say(&COLON);
                    out.plan(about);
                });
            });
            if out.scene.details != Details::Empty {
                out.element("dl.zc-facts", facts);
            }
        });
    }
}

/// The role that an element has by its tag, where styles may take it away.
fn role(tag: &str) -> &'static str {
    match tag {
        "table" => "table",
        "thead" | "tbody" => "rowgroup",
        "tr" => "row",
        "td" => "cell",
        "ol" | "ul" => "list",
        _ => "",
    }
}

/// The value of `data-status`.
pub(crate) fn key(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::Missed => "missed",
        Status::NotMeasurable => "not-measurable",
        Status::OnTrack => "on-track",
        Status::Slow => "slow",
        Status::FarBehind => "far-behind",
        Status::Backward => "backward",
        Status::Borderline => "borderline",
        Status::LevelOnly => "level-only",
        Status::Stale => "stale",
        Status::AwaitingFinal => "awaiting-final",
        Status::NoData => "no-data",
    }
}
