//! A pack: the folder that holds everything one deployment knows. Formats: docs/PACK.md.

mod check;
mod context;
mod fault;
mod knowledge;
mod ledger;
mod lines;
mod plan;
mod publishing;
mod table;
mod unseen;
mod wordings;

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use shared::{
    date::Date,
    id::WindowId,
    library::Library,
    offers::{Offers, Records},
    plan::{Context, Observation, Plan, TaskUpdate},
    policy::{Faq, Policy, Reply, Scheme, Service, Session, Window},
    snapshot::Snapshot,
};

use self::{fault::Collector, lines::Lines, table::File};
pub use self::{
    fault::{At, Fault, Faults, Located},
    wordings::{Subject, Unheld, Word, Wordings},
};
use crate::office::files;

/// A file of a pack is text of at most this many bytes.
const MAX_FILE: u64 = 8 * 1024 * 1024;

/// A checked pack: one plan and what is known around it.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The plan.
    pub plan: Plan,
    /// Published values.
    pub observations: Vec<Observation>,
    /// Where each of them stands, in their order.
    pub observation_rows: Vec<At>,
    /// Reports on tasks.
    pub updates: Vec<TaskUpdate>,
    /// Where each of them stands, in their order.
    pub update_rows: Vec<At>,
    /// Policy documents.
    pub policies: Vec<Policy>,
    /// What an enterprise can get or have done.
    pub schemes: Vec<Scheme>,
    /// Places to ask at.
    pub windows: Vec<Window>,
    /// Services by situation.
    pub services: Vec<Service>,
    /// Training sessions.
    pub sessions: Vec<Session>,
    /// Canned replies.
    pub replies: Vec<Reply>,
    /// Written answers.
    pub faqs: Vec<Faq>,
    /// How people ask for all these.
    pub wordings: Vec<Wordings>,
    /// Words that mean the same.
    pub words: Vec<Word>,
    /// What people ask for and nothing of the pack answers.
    pub unheld: Vec<Unheld>,
}

impl Pack {
    /// The plan judged as of a day by the pack's own figures, whatever day a demonstration pack fixes.
    pub fn as_of(&self, day: Date) -> Snapshot {
        Snapshot::judge(&self.plan, &self.observations, &self.updates, day)
    }

    /// What an enterprise can get or have done, as of a day.
    pub fn offers(&self, day: Date) -> Offers {
        Offers::of(self.records(), day)
    }

    /// What can be looked for beside the plan, as of a day.
    pub fn library(&self, day: Date) -> Library {
        Library::of(self.records(), day)
    }

    fn records(&self) -> Records<'_> {
        Records {
            regions: &self.plan.regions,
            policies: &self.policies,
            schemes: &self.schemes,
            services: &self.services,
            windows: &self.windows,
            sessions: &self.sessions,
        }
    }

    /// The day this pack is read as of.
    pub fn day(&self, today: Date) -> Date {
        self.plan.as_of.unwrap_or(today)
    }
}

/// What a folder holds, before it is checked as a whole.
#[derive(Debug, Default)]
struct Folder {
    path: PathBuf,
    has_plan_file: bool,
    plan: Option<Located<Plan>>,
    observations: Vec<Located<Observation>>,
    updates: Vec<Located<TaskUpdate>>,
    context: Vec<Located<Context>>,
    policies: Vec<Located<Policy>>,
    schemes: Vec<Located<Scheme>>,
    windows: Vec<Located<Window>>,
    window_links: HashMap<WindowId, Vec<String>>,
    services: Vec<Located<Service>>,
    sessions: Vec<Located<Session>>,
    replies: Vec<Located<Reply>>,
    faqs: Vec<Located<Faq>>,
    wordings: Vec<Located<Wordings>>,
    words: Vec<Located<Word>>,
    unheld: Vec<Located<Unheld>>,
}

/// Reads folders in order. A folder with the plan of the one before it, or with none, overlays it record by record; a
/// folder with another plan begins another pack. `today` is the day that missed targets are looked for.
pub fn load(folders: &[PathBuf], today: Date) -> Result<Vec<Pack>, Faults> {
    collect(folders, today, Collector::default())
}

/// The same of packs that are to be published: nothing leads to a host outside the government's, and nothing rests on
/// re-posts alone.
pub fn load_for_publishing(folders: &[PathBuf], today: Date) -> Result<Vec<Pack>, Faults> {
    collect(folders, today, Collector::for_publishing())
}

fn collect(folders: &[PathBuf], today: Date, faults: Collector) -> Result<Vec<Pack>, Faults> {
    let mut merged: Vec<Folder> = Vec::new();
    for path in folders {
        let folder = Folder::read(path, &faults);
        let base = match &folder.plan {
            Some(plan) => merged.iter_mut().find(|base| base.is_of(&plan.record)),
            None => merged.last_mut(),
        };
        match base {
            Some(base) => base.overlay(folder),
            None => merged.push(folder),
        }
    }
    for folder in &merged {
        check::whole(folder, today, &faults);
        if faults.publishing() {
            publishing::check(folder, &faults);
        }
    }
    check::successions(&merged, &faults);
    check::sessions(&merged, &faults);
    faults.finish()?;
    Ok(merged.into_iter().filter_map(Folder::into_pack).collect())
}

/// Reads a policy's file alone, as it stands in a pack: what only the whole pack can show is not looked at.
pub fn read_policy(path: &Path, text: &str) -> Result<Policy, Faults> {
    let faults = Collector::default();
    let file = File { path, text, before: 0, lines: &Lines::of(text), faults: &faults };
    let policy = knowledge::policy(file);
    faults.finish()?;
    policy.map(|located| located.record).ok_or_else(|| Faults(Vec::new()))
}

impl Folder {
    fn read(path: &Path, faults: &Collector) -> Self {
        if !path.is_dir() {
            faults.add(&At::new(path, 1), "", "没有这个文件夹；请检查 --data 的路径");
            return Self { has_plan_file: true, ..Self::default() };
        }
        let mut folder = Self { path: path.to_owned(), ..Self::default() };
        with_file(path, "plan.toml", faults, |file| {
            folder.has_plan_file = true;
            folder.plan = plan::read(file).map(|record| Located { record, at: At::new(file.path, 1) });
        });
        with_file(path, "observations.csv", faults, |file| {
            folder.observations = ledger::observations(file.path, file.text, faults);
        });
        with_file(path, "task_updates.csv", faults, |file| {
            folder.updates = ledger::updates(file.path, file.text, faults);
        });
        with_file(path, "context.toml", faults, |file| folder.context = context::read(file));
        with_file(path, "schemes.toml", faults, |file| folder.schemes = knowledge::schemes(file));
        with_file(path, "services.toml", faults, |file| {
            let found = knowledge::services(file);
            (folder.windows, folder.services) = (found.windows, found.services);
            folder.window_links = found.window_links;
        });
        with_file(path, "sessions.toml", faults, |file| folder.sessions = knowledge::sessions(file));
        with_file(path, "replies.toml", faults, |file| folder.replies = knowledge::replies(file));
        with_file(path, "words.toml", faults, |file| folder.words = wordings::words(file));
        with_file(path, "unheld.toml", faults, |file| folder.unheld = wordings::unheld(file));
        for name in articles(path, "asked", "toml") {
            with_file(path, &name, faults, |file| folder.wordings.extend(wordings::asked(file)));
        }
        for name in articles(path, "policies", "md") {
            with_file(path, &name, faults, |file| folder.policies.extend(knowledge::policy(file)));
        }
        for name in articles(path, "faq", "md") {
            with_file(path, &name, faults, |file| folder.faqs.extend(knowledge::faq(file)));
        }
        folder
    }

    fn is_of(&self, plan: &Plan) -> bool {
        self.plan.as_ref().is_some_and(|own| own.record.id == plan.id)
    }

    /// Whole records replace those with the same id.
    fn overlay(&mut self, over: Self) {
        self.plan = over.plan.or(self.plan.take());
        self.has_plan_file |= over.has_plan_file;
        overlay(&mut self.observations, over.observations, |r| r.id.as_str());
        overlay(&mut self.updates, over.updates, |r| r.id.as_str());
        overlay(&mut self.context, over.context, |r| r.id.as_str());
        overlay(&mut self.policies, over.policies, |r| r.id.as_str());
        overlay(&mut self.schemes, over.schemes, |r| r.id.as_str());
        overlay(&mut self.windows, over.windows, |r| r.id.as_str());
        self.window_links.extend(over.window_links);
        overlay(&mut self.services, over.services, |r| r.id.as_str());
        overlay(&mut self.sessions, over.sessions, |r| r.id.as_str());
        overlay(&mut self.replies, over.replies, |r| r.id.as_str());
        overlay(&mut self.faqs, over.faqs, |r| r.id.as_str());
        overlay(&mut self.unheld, over.unheld, |r| r.id.as_str());
        overlay(&mut self.words, over.words, |r| &r.term);
        // One more way to ask takes none away.
        self.wordings.extend(over.wordings);
    }

    fn into_pack(self) -> Option<Pack> {
        Some(Pack {
            observation_rows: places(&self.observations),
            update_rows: places(&self.updates),
            plan: Plan { context: records(self.context), ..self.plan?.record },
            observations: records(self.observations),
            updates: records(self.updates),
            policies: records(self.policies),
            schemes: records(self.schemes),
            windows: records(self.windows),
            services: records(self.services),
            sessions: records(self.sessions),
            replies: records(self.replies),
            faqs: records(self.faqs),
            wordings: records(self.wordings),
            words: records(self.words),
            unheld: records(self.unheld),
        })
    }
}

fn records<T>(located: Vec<Located<T>>) -> Vec<T> {
    located.into_iter().map(|located| located.record).collect()
}

fn places<T>(located: &[Located<T>]) -> Vec<At> {
    located.iter().map(|located| located.at.clone()).collect()
}

fn overlay<T>(base: &mut Vec<Located<T>>, over: Vec<Located<T>>, id: impl Fn(&T) -> &str) {
    base.retain(|old| !over.iter().any(|new| id(&new.record) == id(&old.record)));
    base.extend(over);
}

/// Reads a file of the folder, if it is there. A byte order mark is no fault: Excel writes one.
fn with_file(folder: &Path, name: &str, faults: &Collector, read: impl FnOnce(File<'_>)) {
    let path = folder.join(name);
    let at = At::new(&path, 1);
    // What is there under the name, link or not, is meant to be read.
    if fs::symlink_metadata(&path).is_err() {
        return;
    }
    let size = match fs::metadata(&path) {
        Ok(metadata) if metadata.is_file() => metadata.len(),
        _ => {
            faults.add(&at, "", "应为一个普通文件");
            return;
        }
    };
    if size > MAX_FILE {
        faults.add(&at, "", format!("文件超过 {} MiB", MAX_FILE / 1024 / 1024));
        return;
    }
    match fs::read(&path).map(String::from_utf8) {
        Ok(Ok(text)) => {
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n");
            read(File { path: &path, text: &text, before: 0, lines: &Lines::of(&text), faults });
        }
        Ok(Err(_)) => faults.add(&at, "", "不是 UTF-8 文本；请另存为 UTF-8"),
        Err(error) => faults.add(&at, "", format!("读不了：{}", files::unread(&error))),
    }
}

/// The files of a folder within that end so, in the order of their names.
fn articles(folder: &Path, within: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.join(within)).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    // Editors leave hidden and temporary files; an ending in capitals is a slip of the hand.
    let is_article = |name: &String| {
        !name.starts_with(['.', '~'])
            && Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
    };
    let mut names: Vec<String> = names.filter(is_article).map(|name| format!("{within}/{name}")).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests;
