//! Which part of a plan is shown, and how: what the attributes of the element and the parameters of an address say.

use shared::{id::IndicatorId, snapshot::Snapshot};

/// A part of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum View {
    /// Everything, the result first.
    #[default]
    Overview,
    /// The result and a line a target, for a narrow column.
    Compact,
    /// One target with all that is known of it.
    Indicator(IndicatorId),
    /// The tasks by group.
    Tasks,
    /// The units with their tasks.
    Units,
    /// The tasks of one unit, named as printed.
    Unit(String),
    /// What is due and what happened, by day.
    Timeline,
    /// The result in one line.
    Badge,
}

/// A view that an attribute or an address does not name rightly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownView;

impl View {
    /// The names that `view` may have.
    pub const NAMES: [&str; 7] = ["overview", "compact", "indicator", "tasks", "units", "timeline", "badge"];

    /// Reads the three attributes; an absent one is empty. A unit or a target may be named without a view.
    pub fn named(view: &str, indicator: &str, unit: &str) -> Result<Self, UnknownView> {
        Ok(match (view, indicator, unit) {
            ("" | "indicator", indicator, "") if !indicator.is_empty() => {
                Self::Indicator(indicator.parse().map_err(|_| UnknownView)?)
            }
            ("" | "units", "", unit) if !unit.is_empty() => Self::Unit(unit.to_owned()),
            ("" | "overview", "", "") => Self::Overview,
            ("compact", "", "") => Self::Compact,
            ("tasks", "", "") => Self::Tasks,
            ("units", "", "") => Self::Units,
            ("timeline", "", "") => Self::Timeline,
            ("badge", "", "") => Self::Badge,
            _ => return Err(UnknownView),
        })
    }

    /// The three attributes; an absent one is empty.
    pub fn attributes(&self) -> [&str; 3] {
        match self {
            Self::Overview => ["", "", ""],
            Self::Compact => ["compact", "", ""],
            Self::Indicator(id) => ["indicator", id.as_str(), ""],
            Self::Tasks => ["tasks", "", ""],
            Self::Units => ["units", "", ""],
            Self::Unit(name) => ["units", "", name],
            Self::Timeline => ["timeline", "", ""],
            Self::Badge => ["badge", "", ""],
        }
    }

    /// Whether a plan has what this shows.
    pub fn is_in(&self, snapshot: &Snapshot) -> bool {
        match self {
            Self::Indicator(id) => snapshot.indicator(id).is_some(),
            Self::Unit(name) => snapshot.units.iter().any(|unit| unit.name.zh == *name),
            _ => true,
        }
    }
}

/// How it looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Larger type and targets (关怀版).
    pub care: bool,
    /// Whose colours.
    pub theme: Theme,
}

/// Colours of the page around.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on white, whatever the reader's system prefers: portals are white.
    #[default]
    Light,
    /// Light ink on black.
    Dark,
    /// As the reader's system prefers.
    Auto,
}

impl Theme {
    /// Reads the attribute; what it does not know is the default.
    pub fn named(name: &str) -> Self {
        match name {
            "dark" => Self::Dark,
            "auto" => Self::Auto,
            _ => Self::Light,
        }
    }

    /// The attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Auto => "auto",
        }
    }
}

impl Look {
    /// The value of `mode` for larger type.
    pub const CARE: &str = "care";

    /// Reads the attributes.
    pub fn named(mode: &str, theme: &str) -> Self {
        Self { care: mode == Self::CARE, theme: Theme::named(theme) }
    }

    /// The values of `mode` and `theme`; without larger type the first is empty.
    pub fn names(self) -> [&'static str; 2] {
        [if self.care { Self::CARE } else { "" }, self.theme.name()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_attributes_say_is_read_back() {
        let views = [
            View::Overview,
            View::Compact,
            View::Indicator("i5".parse().unwrap()),
            View::Tasks,
            View::Units,
            View::Unit("区科技局".to_owned()),
            View::Timeline,
            View::Badge,
        ];
        for view in views {
            let [name, indicator, unit] = view.attributes();
            assert_eq!(View::named(name, indicator, unit).as_ref(), Ok(&view));
            assert!(name.is_empty() || View::NAMES.contains(&name));
        }
        assert_eq!(View::named("", "i5", ""), Ok(View::Indicator("i5".parse().unwrap())));
        assert_eq!(View::named("", "", "区科技局"), Ok(View::Unit("区科技局".to_owned())));
    }

    #[test]
    fn what_contradicts_itself_is_no_view() {
        for (view, indicator, unit) in [
            ("charts", "", ""),
            ("indicator", "", ""),
            ("indicator", "I 5", ""),
            ("tasks", "i5", ""),
            ("", "i5", "区科技局"),
            ("badge", "", "区科技局"),
        ] {
            assert_eq!(View::named(view, indicator, unit), Err(UnknownView), "{view} {indicator} {unit}");
        }
    }
}
