//! Where the things of a site stand, as one of its pages links to them.

use shared::{
    id::{IndicatorId, PlanId},
    lang::Lang,
};

/// Why a base path is none.
#[derive(Debug, thiserror::Error)]
#[error("网址前缀应以 / 开头、不以 / 结尾，没有连着的 //，只含字母、数字、-、_ 和 /，现为“{0}”")]
pub struct InvalidBase(String);

/// What stands before every address of a site: nothing, or `/x`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// The prefix as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for BasePath {
    type Err = InvalidBase;

    fn from_str(text: &str) -> Result<Self, InvalidBase> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
        let path = text.starts_with('/') && !text.ends_with('/') && !text.contains("//");
        let good = text.is_empty() || (path && text.chars().all(plain));
        if good { Ok(Self(text.to_owned())) } else { Err(InvalidBase(text.to_owned())) }
    }
}

/// The addresses of a site, as seen from one of its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    root: String,
    files: bool,
}

impl Addresses {
    /// Of the running service.
    pub fn served(base: &BasePath) -> Self {
        Self { root: base.0.clone(), files: false }
    }

    /// Of a folder, as seen from a page so many folders deep in it: no prefix is in them, and no server is needed.
    pub fn from_depth(depth: usize) -> Self {
        let root = if depth == 0 { ".".to_owned() } else { vec![".."; depth].join("/") };
        Self { root, files: true }
    }

    /// Of a folder that stands under a base path, as seen from anywhere on its host.
    pub fn published(base: &BasePath) -> Self {
        Self { root: base.0.clone(), files: true }
    }

    /// Where the site begins, without a slash at the end.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Something by its path from there, which begins with a slash.
    pub fn at(&self, path: &str) -> String {
        [&self.root, path].concat()
    }

    /// The first page.
    pub fn home(&self) -> String {
        self.at(if self.files { "/index.html" } else { "/" })
    }

    /// What is added to a page's folder to name the page itself.
    pub fn index(&self) -> &'static str {
        if self.files { "/index.html" } else { "" }
    }

    /// A plan's page in a language.
    pub fn page(&self, plan: &PlanId, lang: Lang) -> String {
        let name = match (self.files, lang) {
            (true, Lang::Zh) => "/index.html",
            (true, Lang::En) => "/en.html",
            (false, Lang::Zh) => "",
            (false, Lang::En) => "?lang=en",
        };
        self.at(&format!("/p/{plan}{name}"))
    }

    /// What an enterprise can get, in a language.
    pub fn offers(&self, plan: &PlanId, lang: Lang) -> String {
        let name = match (self.files, lang) {
            (true, Lang::Zh) => "/index.html",
            (true, Lang::En) => "/en.html",
            (false, Lang::Zh) => "",
            (false, Lang::En) => "?lang=en",
        };
        self.at(&format!("/p/{plan}/schemes{name}"))
    }

    /// The picture of a target, `svg` or `png`.
    pub fn picture(&self, plan: &PlanId, indicator: &IndicatorId, lang: Lang, form: &str) -> String {
        let (infix, query) = match (self.files, lang) {
            (_, Lang::Zh) => ("", ""),
            (true, Lang::En) => (".en", ""),
            (false, Lang::En) => ("", "?lang=en"),
        };
        self.at(&format!("/p/{plan}/i/{indicator}{infix}.{form}{query}"))
    }

    /// A plan's judged snapshot.
    pub fn json(&self, plan: &PlanId) -> String {
        let name = if self.files { "/index.json" } else { "" };
        self.at(&format!("/api/v1/plans/{plan}{name}"))
    }

    /// A file of a plan's data.
    pub fn of_plan(&self, plan: &PlanId, name: &str) -> String {
        self.at(&format!("/api/v1/plans/{plan}/{name}"))
    }

    /// Where programs ask questions; a folder has nobody to answer.
    pub fn ask(&self) -> Option<String> {
        (!self.files).then(|| self.at("/api/v1/chat"))
    }

    /// Where people ask questions; a folder has nobody to answer.
    pub fn chat(&self, plan: Option<&PlanId>) -> Option<String> {
        let about = plan.map(|plan| format!("?plan={plan}")).unwrap_or_default();
        (!self.files).then(|| self.at(&format!("/chat{about}")))
    }
}
