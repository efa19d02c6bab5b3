//! The whole site as files: every page in both languages, every form of the data, no server. What is in it depends on
//! the plans alone, so that the same plans give the same bytes.

use std::collections::{BTreeMap, HashMap};

use shared::{
    binary::{Binary, BinaryError},
    id::PlanId,
    judging::{Inputs, Judged},
    lang::Lang,
    library::Library,
    offers::Offers,
    snapshot::Snapshot,
    words,
};
use widget::{Show, View};

use super::{
    Addresses, BasePath, Corrections, Files, common, escape, expand, has_widget, includes,
    mark::{MARK, Mark},
    notice::{notice, taken_down},
    of_offers, of_plan, offers, page, plain, snippet, targets,
};
use crate::{
    exports::{self, Entry, ExportError},
    figures::Off,
    picture::{self, PictureError},
};

/// Pages that only the running service gives, and templates of pages.
const NOT_COPIED: [&str; 12] = [
    "404.html",
    "chat.html",
    "chat.js",
    "embed.css",
    "embed.html",
    "embed.js",
    "frozen.html",
    "index.html",
    "notice.html",
    "plan.html",
    "plans.html",
    "schemes.html",
];

/// A plan as the site shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The judged plan.
    pub judged: Judged,
    /// What changed in it, for the feed.
    pub entries: Vec<Entry>,
    /// What an enterprise can get or have done.
    pub offers: Offers,
    /// What can be looked for beside the plan.
    pub library: Library,
    /// What it is judged from.
    pub inputs: Inputs,
    /// Who is told of a wrong figure.
    pub corrections: Corrections,
    /// Since when and why nothing of it is shown; nothing where it is.
    pub off: Option<Off>,
}

/// The files of a site, by their paths in it.
pub type Folder = BTreeMap<String, Vec<u8>>;

/// Why a site could not be made into files. None of it is the plans' fault.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A download could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The binary form could not be written.
    #[error("网页组件的数据写不成：{0}")]
    Binary(#[from] BinaryError),
    /// The JSON form could not be written.
    #[error("JSON 写不成：{0}")]
    Json(#[from] serde_json::Error),
    /// A picture could not be drawn.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// Files could not be put into one.
    #[error("zip 写不成：{0}")]
    Zip(#[from] zip::result::ZipError),
    /// A page of ours is missing from the program.
    #[error("程序里缺少页面 {0}；请重新构建")]
    Page(&'static str),
}

/// The site of some plans. `base` only matters to the snippets, which stand in pages of others.
pub async fn folder(plans: &[Shown], base: &BasePath) -> Result<Folder, RenderError> {
    let mut files = Folder::new();
    for shown in plans {
        let mut own = Folder::new();
        pages(&mut own, shown, base).await?;
        pictures(&mut own, &shown.judged.snapshot).await?;
        enterprise(&mut own, shown, base).await?;
        data(&mut own, shown)?;
        files.extend(match &shown.off {
            Some(off) => taken_down(own, &shown.judged.snapshot.short_title, off)?,
            None => own,
        });
    }
    listing(&mut files, plans)?;
    portal(&mut files, plans).await?;
    files.insert(exports::SCHEMA_PATH.trim_start_matches('/').to_owned(), exports::schema().into_bytes());
    for name in Files::iter().filter(|name| !NOT_COPIED.contains(&name.as_ref())) {
        if let Some(file) = Files::get(&name) {
            files.insert(name.into_owned(), file.data.into_owned());
        }
    }
    if !has_widget() {
        files.insert("embed/v1/widget.css".to_owned(), widget::STYLE.as_bytes().to_vec());
    }
    let ids: Vec<PlanId> = plans.iter().map(|shown| shown.judged.snapshot.plan.clone()).collect();
    let mark = Mark::of(ids, &files).to_bytes()?;
    files.insert(MARK.to_owned(), mark);
    Ok(files)
}

/// The plan's page, its snippets and its plain content, in both languages.
async fn pages(files: &mut Folder, shown: &Shown, base: &BasePath) -> Result<(), RenderError> {
    let snapshot = &shown.judged.snapshot;
    let plan = &snapshot.plan;
    let template = page("plan.html").ok_or(RenderError::Page("plan.html"))?;
    let (near, far) = (Addresses::from_depth(2), Addresses::published(base));
    for lang in [Lang::Zh, Lang::En] {
        let inside = snippet(snapshot.clone(), Show { lang, ..Show::default() }, &near).await;
        let targets = targets(snapshot, &shown.corrections, lang, &near);
        let html = expand(&template, &of_plan(snapshot, lang, &near), &[inside, targets]);
        let name = lang.pick("index.html", "en.html");
        files.insert(format!("p/{plan}/{name}"), html.into_bytes());
        for (name, view) in views(snapshot) {
            let show = Show { lang, view, ..Show::default() };
            let ending = lang.pick("html", "en.html");
            let alone = snippet(snapshot.clone(), show.clone(), &far).await;
            files.insert(format!("p/{plan}/snippet{name}.{ending}"), alone.into_bytes());
            let alone = plain(snapshot.clone(), show, &far).await;
            files.insert(format!("p/{plan}/plain{name}.{ending}"), alone.into_bytes());
        }
    }
    Ok(())
}

/// Every target as a picture, SVG and PNG, in both languages. A picture that the font has no characters for is left out.
async fn pictures(files: &mut Folder, snapshot: &Snapshot) -> Result<(), RenderError> {
    for indicator in &snapshot.indicators {
        for lang in [Lang::Zh, Lang::En] {
            let drawn = widget::render_picture(snapshot.clone(), indicator.id.clone(), lang).await;
            let Some(svg) = drawn else { continue };
            let name = format!("p/{}/i/{}{}", snapshot.plan, indicator.id, lang.pick("", ".en"));
            match picture::png(&svg) {
                Ok(png) => {
                    files.insert(format!("{name}.png"), png);
                }
                Err(error @ PictureError::Drawing(_)) => return Err(error.into()),
                Err(error) => tracing::warn!(%error, "{name}.png 没有生成"),
            }
            files.insert(format!("{name}.svg"), svg.into_bytes());
        }
    }
    Ok(())
}

/// The views that a page of others may include, with what their files' names end in. Units are named in Chinese and have
/// none: their tasks stand in the view of all units.
pub(super) fn views(snapshot: &Snapshot) -> Vec<(String, View)> {
    let fixed = [
        ("", View::Overview),
        ("-compact", View::Compact),
        ("-tasks", View::Tasks),
        ("-units", View::Units),
        ("-timeline", View::Timeline),
        ("-badge", View::Badge),
    ];
    let targets = snapshot
        .indicators
        .iter()
        .map(|indicator| (format!("-indicator-{}", indicator.id), View::Indicator(indicator.id.clone())));
    fixed.into_iter().map(|(name, view)| (name.to_owned(), view)).chain(targets).collect()
}

/// What an enterprise can get, as a page and as a snippet in both languages; and its sessions for calendars.
async fn enterprise(files: &mut Folder, shown: &Shown, base: &BasePath) -> Result<(), RenderError> {
    let (snapshot, listed) = (&shown.judged.snapshot, &shown.offers);
    let plan = &snapshot.plan;
    let template = page("schemes.html").ok_or(RenderError::Page("schemes.html"))?;
    let (near, far) = (Addresses::from_depth(3), Addresses::published(base));
    for lang in [Lang::Zh, Lang::En] {
        let inside = offers(snapshot.clone(), listed.clone(), Show { lang, ..Show::default() }, &near).await;
        let html = expand(&template, &of_offers(snapshot, lang, &near), &[inside]);
        let name = lang.pick("index.html", "en.html");
        files.insert(format!("p/{plan}/schemes/{name}"), html.into_bytes());
        let alone = offers(snapshot.clone(), listed.clone(), Show { lang, ..Show::default() }, &far).await;
        let name = lang.pick("snippet.html", "snippet.en.html");
        files.insert(format!("p/{plan}/schemes/{name}"), alone.into_bytes());
    }
    for session in &listed.sessions {
        let file = exports::ics(plan, session, listed.as_of);
        files.entry(format!("sessions/{}/event.ics", session.id)).or_insert(file);
    }
    Ok(())
}

/// Every form of a plan's data.
fn data(files: &mut Folder, shown: &Shown) -> Result<(), RenderError> {
    let snapshot = &shown.judged.snapshot;
    let folder = format!("api/v1/plans/{}", snapshot.plan);
    let page = Addresses::from_depth(4).page(&snapshot.plan, Lang::Zh);
    let forms = [
        ("index.json", serde_json::to_vec(&shown.judged)?),
        ("figures.csv", exports::csv(snapshot)?),
        ("figures.xlsx", exports::xlsx(snapshot)?),
        ("feed.atom", exports::atom(snapshot, &shown.entries, &page, "feed.atom")?),
        ("snapshot.bin", snapshot.to_bytes()?),
        ("library.bin", shown.library.to_bytes()?),
        ("inputs.bin", shown.inputs.to_bytes()?),
    ];
    files.extend(forms.map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    Ok(())
}

/// The first page: which plans there are, and how each stands.
fn listing(files: &mut Folder, plans: &[Shown]) -> Result<(), RenderError> {
    let template = page("plans.html").ok_or(RenderError::Page("plans.html"))?;
    let addresses = Addresses::from_depth(0);
    let item = |Shown { judged, off, .. }: &Shown| {
        let snapshot = &judged.snapshot;
        let result = match off {
            Some(off) => off.words(snapshot.short_title.pick(Lang::Zh), Lang::Zh).concat(),
            None => words::result_sentence(snapshot, Lang::Zh),
        };
        let page = addresses.page(&snapshot.plan, Lang::Zh);
        let demo = snapshot.demo.then(|| format!("<strong>{}</strong> ", words::demo_notice(Lang::Zh).0));
        format!(
            "<li>{}<a href=\"{}\">{}</a><br>{}{}。{}</li>\n",
            demo.unwrap_or_default(),
            escape(&page),
            escape(&snapshot.title.zh),
            words::stage_notice(snapshot.stage, Lang::Zh).unwrap_or_default(),
            escape(&words::period(snapshot, Lang::Zh)),
            escape(&result),
        )
    };
    let items: String = plans.iter().map(item).collect();
    let html = expand(&template, &common(&addresses), &[format!("<ul>\n{items}</ul>")]);
    files.insert("index.html".to_owned(), html.into_bytes());
    Ok(())
}

/// The demonstration portal, where all the plans that it includes are there.
async fn portal(files: &mut Folder, plans: &[Shown]) -> Result<(), RenderError> {
    let template = page("index.html").ok_or(RenderError::Page("index.html"))?;
    let addresses = Addresses::from_depth(0);
    let known: HashMap<String, &Shown> =
        plans.iter().map(|shown| (format!("/p/{}/snippet", shown.judged.snapshot.plan), shown)).collect();
    let mut snippets = Vec::new();
    for path in includes(&template) {
        let Some(Shown { judged, off, .. }) = known.get(path) else { return Ok(()) };
        let snapshot = &judged.snapshot;
        snippets.push(match off {
            Some(off) => notice(&snapshot.short_title, off, Lang::Zh),
            None => snippet(snapshot.clone(), Show::default(), &addresses).await,
        });
    }
    let html = expand(&template, &common(&addresses), &snippets);
    files.insert("portal.html".to_owned(), html.into_bytes());
    Ok(())
}
