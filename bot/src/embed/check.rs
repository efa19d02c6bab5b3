//! What the response headers of a portal's page allow: which way of embedding works in it, and what to change for the
//! others. Pure: headers in, verdicts out.

use reqwest::Url;
use serde::Serialize;

use super::{
    csp::{Given, Need, Policy},
    headers::Headers,
};

/// At most so many bytes of headers are read.
pub const MAX_HEADERS: usize = 16 * 1024;

/// Why there is nothing to check.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// Too much.
    #[error("响应头超过 16 KiB：请只粘贴一个页面的响应头")]
    TooLong,
    /// No header in it.
    #[error("没有读到响应头：请粘贴门户页面的响应头，每行一个“名称: 值”，如 curl -I 网址 的输出")]
    NoHeaders,
    /// The portal's address is none.
    #[error("“{0}”不是门户的网址：请写成 https://www.example.gov.cn 这样")]
    Origin(String),
}

/// A way to embed a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// HTML without anything.
    Plain,
    /// HTML and SVG with a linked style sheet.
    Snippet,
    /// The custom element.
    Element,
    /// A page in a frame.
    Iframe,
}

/// Whether it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Works {
    /// In full.
    Yes,
    /// The content is there, and something is missing.
    Partly,
    /// The content is not there.
    No,
}

/// What is to be said of one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The way.
    pub tier: Tier,
    /// Whether it works.
    pub works: Works,
    /// What is missing, and why.
    pub reasons: Vec<String>,
    /// What to write instead, directive by directive.
    pub change: Vec<String>,
}

/// What is to be said of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checkup {
    /// The version of this form.
    pub v: u16,
    /// All four ways.
    pub tiers: Vec<Verdict>,
    /// What was left out of account, and what headers cannot tell.
    pub remarks: Vec<String>,
}

/// Checks the headers of a portal's page, which stands on the same origin as the service. `origin` is the portal's
/// address; addresses that a policy lists can only be compared with it.
pub fn check(headers: &str, origin: Option<&str>) -> Result<Checkup, CheckError> {
    if headers.len() > MAX_HEADERS {
        return Err(CheckError::TooLong);
    }
    let read = Headers::read(headers);
    if read.is_empty() {
        return Err(CheckError::NoHeaders);
    }
    let origin = origin.map(str::trim).filter(|origin| !origin.is_empty()).map(address).transpose()?;
    let policies: Vec<Policy> = read.all("content-security-policy").flat_map(Policy::read).collect();
    let page = Page { policies, origin, headers: read };
    let tiers = vec![
        Verdict { tier: Tier::Plain, works: Works::Yes, reasons: Vec::new(), change: Vec::new() },
        page.snippet(),
        page.element(),
        page.iframe(),
    ];
    Ok(Checkup { v: 1, remarks: page.remarks(), tiers })
}

fn address(text: &str) -> Result<Url, CheckError> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| CheckError::Origin(text.chars().take(100).collect()))
}

struct Page {
    policies: Vec<Policy>,
    origin: Option<Url>,
    headers: Headers,
}

/// A verdict in the making.
struct Draft<'a> {
    page: &'a Page,
    fixed: Vec<Policy>,
    verdict: Verdict,
}

impl Page {
    fn draft(&self, tier: Tier) -> Draft<'_> {
        let verdict = Verdict { tier, works: Works::Yes, reasons: Vec::new(), change: Vec::new() };
        Draft { page: self, fixed: self.policies.clone(), verdict }
    }

    fn snippet(&self) -> Verdict {
        let mut draft = self.draft(Tier::Snippet);
        draft.need(Need::Style, Works::Partly, "样式表不能加载，内容按门户自己的样式显示");
        draft.done()
    }

    fn element(&self) -> Verdict {
        let mut draft = self.draft(Tier::Element);
        draft.need(Need::Style, Works::Partly, "静态内容的样式表不能加载");
        if self.needs_sandbox(&["allow-scripts", "allow-same-origin"]) {
            draft.lacks(
                Works::Partly,
                "策略带 sandbox 而没有 allow-scripts 和 allow-same-origin：脚本不运行，显示静态内容",
            );
            draft.verdict.change.push(
                "去掉 sandbox，或改为 sandbox allow-scripts allow-same-origin（并保留原有各项）".to_owned(),
            );
        }
        draft.need(Need::Script, Works::Partly, "脚本不能加载，显示静态内容");
        draft.need(Need::Wasm, Works::Partly, "不能编译 wasm，显示静态内容（没有搜索和筛选）");
        draft.need(Need::Fetch, Works::Partly, "数据不能读取，显示静态内容");
        draft.done()
    }

    fn iframe(&self) -> Verdict {
        let mut draft = self.draft(Tier::Iframe);
        draft.need(Need::Frame, Works::No, "不能用 iframe 打开本站页面");
        draft.need(Need::Script, Works::Partly, "frame.js 不能加载，高度固定不变");
        if self.needs_sandbox(&["allow-scripts"]) {
            draft.lacks(Works::Partly, "策略带 sandbox 而没有 allow-scripts：脚本不运行，高度固定不变");
        }
        let isolated = self.headers.all("cross-origin-embedder-policy").any(|value| {
            matches!(value.split(';').next().map(str::trim), Some("require-corp" | "credentialless"))
        });
        if isolated {
            draft.lacks(
                Works::No,
                "Cross-Origin-Embedder-Policy 要求框内页面也声明同样的策略，本服务的页面没有声明",
            );
            draft.verdict.change.push("去掉 Cross-Origin-Embedder-Policy，或改用片段".to_owned());
        }
        draft.done()
    }

    /// Whether a policy is a sandbox that does not allow all of this.
    fn needs_sandbox(&self, wanted: &[&str]) -> bool {
        let lacks = |allowed: &[String]| {
            wanted.iter().any(|word| !allowed.iter().any(|own| own.eq_ignore_ascii_case(word)))
        };
        self.policies.iter().filter_map(|policy| policy.directive("sandbox")).any(lacks)
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let mut remark = |applies: bool, text: &str| {
            if applies {
                remarks.push(text.to_owned());
            }
        };
        let has = |name: &'static str| self.headers.all(name).next().is_some();
        let directive = |name: &str| self.policies.iter().any(|policy| policy.directive(name).is_some());
        remark(
            has("content-security-policy-report-only"),
            "Content-Security-Policy-Report-Only 只上报、不拦截，没有计入",
        );
        let needs = [Need::Script, Need::Style, Need::Fetch, Need::Frame];
        let lists = needs.iter().any(|need| self.policies.iter().any(|policy| policy.lists_addresses(*need)));
        remark(
            lists && self.origin.is_none(),
            "策略里列了具体网址：请同时写明门户的网址（--origin）再查一次，才能比对",
        );
        remark(
            directive("require-trusted-types-for"),
            "require-trusted-types-for 不影响各种嵌入方式：本站脚本不把文字当作代码或 HTML 插入",
        );
        remark(
            directive("frame-ancestors") || has("x-frame-options"),
            "frame-ancestors 和 X-Frame-Options 管的是谁可以框住门户页面，不妨碍嵌入；但反向代理如果把它们也加到本服务的页面上，\
             值为 'none' 或 DENY 时 iframe 会打不开（以本服务自己的 frame-ancestors 'self' 为准即可，不要另加）",
        );
        remark(
            true,
            "页面里的 <meta http-equiv=\"Content-Security-Policy\"> 不在响应头里，也会生效：请一并查看页面源代码",
        );
        remarks
    }
}

impl Draft<'_> {
    fn lacks(&mut self, works: Works, reason: &str) {
        let rank = |works: Works| [Works::Yes, Works::Partly, Works::No].iter().position(|own| *own == works);
        if rank(works) > rank(self.verdict.works) {
            self.verdict.works = works;
        }
        if !self.verdict.reasons.iter().any(|own| own == reason) {
            self.verdict.reasons.push(reason.to_owned());
        }
    }

    /// Asks every policy for it; all of them must give it. `without` is what is left where one does not.
    fn need(&mut self, need: Need, without: Works, reason: &str) {
        for at in 0..self.fixed.len() {
            match self.page.policies[at].gives(need, self.page.origin.as_ref()) {
                Given::Yes => {}
                Given::WithNonce => {
                    self.lacks(Works::Partly, reason);
                    let tag = if need == Need::Style { "<link>" } else { "<script>" };
                    let advice = format!("给 {tag} 标签加上策略里的 nonce（策略里还没有 nonce 的，先加上）");
                    if !self.verdict.change.contains(&advice) {
                        self.verdict.change.push(advice);
                    }
                }
                Given::No => {
                    self.lacks(without, reason);
                    self.fixed[at].allow(need);
                }
            }
        }
    }

    fn done(mut self) -> Verdict {
        for (fixed, own) in self.fixed.iter().zip(&self.page.policies) {
            self.verdict.change.extend(fixed.beyond(own));
        }
        self.verdict
    }
}
