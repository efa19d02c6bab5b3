//! The place that a document binds.

use serde::{Deserialize, Serialize};

use crate::plan::Region;

/// The places of a pack, from the widest to the plan's own; none where there is no pack.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places<'a>(pub &'a [Region]);

impl Places<'_> {
    /// The place as the text itself says it: by its label, else the one that its issuer or its title opens with.
    pub(super) fn bound(&self, labelled: Option<&str>, issuer: Option<&str>, title: &str) -> Option<String> {
        if let Some(labelled) = labelled {
            return Some(self.named(labelled).unwrap_or(labelled).to_owned());
        }
        issuer.and_then(|name| self.opens(name)).or_else(|| self.opens(title)).map(str::to_owned)
    }

    /// The place that goes by a name.
    pub fn named(&self, name: &str) -> Option<&str> {
        let goes_by =
            |region: &&Region| region.name.zh == name || region.aliases.iter().any(|alias| alias == name);
        self.0.iter().find(goes_by).map(|region| region.name.zh.as_str())
    }

    /// The narrowest place that a name opens with: 某某市示例区人民政府.
    fn opens(&self, name: &str) -> Option<&str> {
        let mut found = None;
        let mut rest = name;
        while let Some(region) = self.0.iter().find(|region| rest.starts_with(&region.name.zh)) {
            rest = &rest[region.name.zh.len()..];
            found = Some(region.name.zh.as_str());
        }
        found
    }
}

/// How wide a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The whole country.
    National,
    /// A province, an autonomous region, or a municipality that is one.
    Provincial,
    /// A prefecture.
    City,
    /// A county or district.
    District,
}

impl Level {
    /// By the name of a place, as such names end. A county-level city reads as a city.
    pub fn of(region: &str) -> Self {
        let municipality = ["北京市", "上海市", "天津市", "重庆市"];
        let ends = |words: &[&str]| words.iter().any(|word| region.ends_with(word));
        if region == "全国" {
            Self::National
        } else if ends(&["省", "自治区", "特别行政区"]) || municipality.contains(&region) {
            Self::Provincial
        } else if ends(&["市", "自治州", "盟", "地区"]) {
            Self::City
        } else {
            Self::District
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Text;

    #[test]
    fn the_narrowest_place_that_a_name_opens_with() {
        let region = |name: &str| Region { name: Text::zh(name), aliases: Vec::new(), elsewhere: false };
        let regions = [region("全国"), region("样本市"), region("示例区")];
        let places = Places(&regions);
        assert_eq!(places.bound(None, Some("样本市示例区人民政府"), "").as_deref(), Some("示例区"));
        assert_eq!(places.bound(None, Some("样本市财政局"), "示例区办法").as_deref(), Some("样本市"));
        assert_eq!(places.bound(None, None, "关于示例区的通知"), None, "a place that is only spoken of");
        assert_eq!(places.bound(Some("全国"), Some("样本市财政局"), "").as_deref(), Some("全国"));
    }

    #[test]
    fn a_place_is_as_wide_as_its_name_ends() {
        assert_eq!(Level::of("全国"), Level::National);
        assert_eq!(Level::of("样本自治区"), Level::Provincial);
        assert_eq!(Level::of("样本市"), Level::City);
        assert_eq!(Level::of("示例区"), Level::District);
    }
}
