//! What only a pack as a whole can show: names that lead nowhere, ids used twice, figures that cannot be published.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

use sha2::{Digest, Sha256};
use shared::{
    date::Date,
    id::ClauseRef,
    link,
    method::{self, Status},
    plan::{Observed, Plan},
    policy::Clause,
    text::{figures, fold},
};

use super::{
    Folder, Located,
    fault::{At, Collector},
    wordings,
};
use crate::documents;

pub(super) fn whole(folder: &Folder, today: Date, faults: &Collector) {
    let Some(plan) = &folder.plan else {
        // A plan.toml that cannot be read has told its own faults.
        if !folder.has_plan_file {
            faults.add(
                &At::new(&folder.path.join("plan.toml"), 1),
                "",
                "没有这个文件；可先用 zhice import plan 生成",
            );
        }
        return;
    };
    if let Some(day) = plan.record.as_of.filter(|day| *day > today) {
        let message = format!("{day} 还没有到（今天是 {today}）；请写今天或更早的一天，或删去这一行");
        faults.add(&plan.at, "as_of", message);
    }
    unique(folder, faults);
    links_in_plan(plan, faults);
    document(folder, plan, faults);
    observations(folder, &plan.record, today, faults);
    references(folder, &plan.record, faults);
}

/// A target that goes on from the plan before names one of its targets, where that plan is loaded too.
pub(super) fn successions(folders: &[Folder], faults: &Collector) {
    let plans = || folders.iter().filter_map(|folder| folder.plan.as_ref());
    for Located { record, at } in plans() {
        let Some(before) = &record.predecessor else { continue };
        if *before == record.id {
            faults.add(at, "predecessor", "上一期方案不能是它自己");
        }
        let Some(before) = plans().find(|plan| plan.record.id == *before) else { continue };
        for indicator in &record.indicators {
            let Some(continues) = &indicator.continues else { continue };
            if before.record.indicators.iter().all(|known| known.id != continues.indicator) {
                let (id, from) = (&indicator.id, &continues.indicator);
                faults.add(
                    at,
                    "continues",
                    format!("目标 {id} 承接的 {from} 不在方案 {} 里", before.record.id),
                );
            }
        }
    }
}

/// Faults of sessions in several packs: their addresses name no plan, so that one id means one session.
pub(super) fn sessions(folders: &[Folder], faults: &Collector) {
    let mut seen = HashMap::new();
    for (plan, folder) in folders.iter().enumerate() {
        for Located { record, at } in &folder.sessions {
            // Within one pack an id used twice is told as such.
            let (first, known) = *seen.entry(&record.id).or_insert((plan, record));
            if first != plan && known != record {
                let id = &record.id;
                faults.add(at, "id", format!("id {id} 已是另一个方案的另一场培训；请换一个"));
            }
        }
    }
}

fn unique(folder: &Folder, faults: &Collector) {
    fn each<'a, T>(records: &'a [Located<T>], id: impl Fn(&'a T) -> &'a str, faults: &Collector) {
        let mut seen = HashSet::new();
        for located in records {
            let id = id(&located.record);
            if !seen.insert(id) {
                faults.add(&located.at, "id", format!("id {id} 重复"));
            }
        }
    }
    each(&folder.observations, |r| r.id.as_str(), faults);
    each(&folder.updates, |r| r.id.as_str(), faults);
    each(&folder.context, |r| r.id.as_str(), faults);
    each(&folder.policies, |r| r.id.as_str(), faults);
    each(&folder.schemes, |r| r.id.as_str(), faults);
    each(&folder.windows, |r| r.id.as_str(), faults);
    each(&folder.services, |r| r.id.as_str(), faults);
    each(&folder.sessions, |r| r.id.as_str(), faults);
    each(&folder.replies, |r| r.id.as_str(), faults);
    each(&folder.faqs, |r| r.id.as_str(), faults);
    each(&folder.unheld, |r| r.id.as_str(), faults);
    for located in &folder.policies {
        let stem = located.at.file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if stem != located.record.id.as_str() {
            faults.add(
                &located.at,
                "id",
                format!("id 是 {}，文件名应为 {}.md", located.record.id, located.record.id),
            );
        }
    }
}

fn links_in_plan(plan: &Located<Plan>, faults: &Collector) {
    let (record, at) = (&plan.record, &plan.at);
    linkable(record.document.url.as_deref(), "url", at, faults);
    let mut ids = HashSet::new();
    let named = record
        .indicators
        .iter()
        .map(|i| i.id.as_str())
        .chain(record.tasks.iter().map(|t| t.id.as_str()))
        .chain(record.areas.iter().map(|a| a.id.as_str()))
        .chain(record.safeguards.iter().map(|s| s.id.as_str()));
    for id in named {
        if !ids.insert(id) {
            faults.add(at, "id", format!("方案内 id {id} 重复"));
        }
    }
    for id in record.retired.iter().filter(|id| ids.contains(id.as_str())) {
        faults.add(at, "retired", format!("id {id} 已停用，不能再用；新的项目请用新的 id"));
    }
    for task in &record.tasks {
        if let Some(area) =
            task.area.as_ref().filter(|area| record.areas.iter().all(|known| known.id != **area))
        {
            faults.add(at, "area", format!("任务 {} 所属的 area {area} 不存在", task.id));
        }
        for lead in task.lead.iter().filter(|lead| !task.units.contains(lead)) {
            faults.add(at, "lead", format!("任务 {} 的 {lead} 不在 units 里", task.id));
        }
    }
    for unit in &record.units {
        if !record.unit_names().contains(&unit.name.zh.as_str()) {
            faults.add(at, "unit", format!("没有任务写有责任单位“{}”", unit.name.zh));
        }
    }
    for indicator in &record.indicators {
        let year = indicator.target.due.date.year();
        if year < record.period.from {
            faults.add(at, "due", format!("目标 {} 的到期年份 {year} 早于方案期", indicator.id));
        }
    }
}

fn observations(folder: &Folder, plan: &Plan, today: Date, faults: &Collector) {
    let as_of = plan.as_of.unwrap_or(today);
    for Located { record, at } in &folder.observations {
        let Some(indicator) = plan.indicators.iter().find(|indicator| indicator.id == record.indicator)
        else {
            faults.add(at, "indicator", format!("方案里没有目标 {}", record.indicator));
            continue;
        };
        match (&record.observed, &indicator.target.goal) {
            (Observed::State(state), _) if indicator.ladder.iter().all(|step| step.zh != *state) => {
                faults.add(at, "state", format!("目标 {} 的 ladder 里没有“{state}”", indicator.id));
            }
            (Observed::Value(_), None) => {
                faults.add(at, "value", format!("目标 {} 没有数值目标，请填 state", indicator.id));
            }
            (Observed::State(_), Some(_)) => {
                faults.add(at, "state", format!("目标 {} 有数值目标，请填 value", indicator.id));
            }
            _ => {}
        }
        if !indicator.kind.allows(record.period) {
            let message = "当年值的期间写年份（2024），或 1 月至某月（2024-09，不含 12 月）；全年请写年份";
            faults.add(at, "period", message);
        }
        if record.as_of > as_of {
            faults.add(at, "as_of", format!("截至日 {} 晚于 {as_of}", record.as_of));
        }
        linkable(record.source.url.as_deref(), "source_url", at, faults);
        if let Some(old) = &record.supersedes {
            let corrects = folder.observations.iter().any(|other| {
                other.record.id == *old
                    && other.record.indicator == record.indicator
                    && other.record.id != record.id
            });
            if !corrects {
                faults.add(at, "supersedes", format!("同一目标下没有数据 {old}"));
            }
        }
    }
    for Located { record, at } in &folder.context {
        linkable(record.source.url.as_deref(), "source_url", at, faults);
        if plan.indicators.iter().all(|indicator| indicator.id != record.indicator) {
            faults.add(at, "indicator", format!("方案里没有目标 {}", record.indicator));
        }
    }
    twice(folder, plan, faults);
    missed(folder, plan, as_of, faults);
    for Located { record, at } in &folder.updates {
        linkable(record.source.url.as_deref(), "source_url", at, faults);
        if plan.tasks.iter().all(|task| task.id != record.task) {
            faults.add(at, "task", format!("方案里没有任务 {}", record.task));
        }
    }
}

/// A target has one value for each period, however the period is written; a correction supersedes it.
fn twice(folder: &Folder, plan: &Plan, faults: &Collector) {
    let superseded: HashSet<_> =
        folder.observations.iter().filter_map(|o| o.record.supersedes.as_ref()).collect();
    let mut seen = HashMap::new();
    for Located { record, at } in &folder.observations {
        let indicator = plan.indicators.iter().find(|indicator| indicator.id == record.indicator);
        let Some(indicator) = indicator.filter(|_| !superseded.contains(&record.id)) else { continue };
        let period = indicator.kind.canonical(record.period);
        let first = *seen.entry((&record.indicator, period)).or_insert(record);
        // The same id twice is told already.
        if first.id != record.id {
            let (id, first, period) = (&record.id, &first.id, first.period);
            let message = format!(
                "数据 {id} 与 {first}（期间 {period}）说的是同一目标的同一期间：是更正就在 supersedes 写 {first}，否则请删去一行"
            );
            faults.add(at, "period", message);
        }
    }
}

/// Pages link to government hosts only.
fn linkable(url: Option<&str>, key: &str, at: &At, faults: &Collector) {
    if let Some(url) = url.filter(|url| !link::is_allowed(url)) {
        faults.add(at, key, format!("“{url}”不能作为公开链接：只允许 *.gov.cn；请删去网址，只写来源名称"));
    }
}

/// A missed target cannot be published without its reason and what is done about it. A final value that will miss its
/// target says so from the day it is entered, so that no pack turns faulty by the passing of a day.
fn missed(folder: &Folder, plan: &Plan, as_of: Date, faults: &Collector) {
    let observations: Vec<_> = folder.observations.iter().map(|located| located.record.clone()).collect();
    for indicator in &plan.indicators {
        let once_due = as_of.max(indicator.target.due.date.last_day().next_day());
        let verdict = method::judge(indicator, plan.period, &observations, once_due).verdict;
        let Some(compared) = verdict.compared.filter(|_| verdict.status == Status::Missed) else { continue };
        let Some(located) = folder.observations.iter().find(|o| o.record.id == compared.observation) else {
            continue;
        };
        for (key, cell) in [("reason", &located.record.reason), ("next_step", &located.record.next_step)] {
            if cell.is_none() {
                let message = format!("目标 {} 未达到，必须写明原因和下一步", indicator.id);
                faults.add(&located.at, key, message);
            }
        }
    }
}

fn references(folder: &Folder, plan: &Plan, faults: &Collector) {
    let region = |name: &str, at: &At| {
        if plan.regions.iter().all(|region| region.name.zh != name) {
            faults.add(at, "region", format!("plan.toml 的 [[region]] 里没有“{name}”"));
        }
    };
    let basis = |clauses: &[ClauseRef], at: &At| {
        for clause in clauses {
            let policy = folder.policies.iter().find(|policy| policy.record.id == clause.policy);
            if policy.is_none_or(|policy| policy.record.clauses.iter().all(|known| known.id != clause.clause))
            {
                faults.add(at, "basis", format!("没有条款 {clause}"));
            }
        }
    };
    let window = |id: Option<&shared::id::WindowId>, at: &At| {
        if let Some(id) = id.filter(|id| folder.windows.iter().all(|window| window.record.id != **id)) {
            faults.add(at, "window", format!("services.toml 里没有窗口 {id}"));
        }
    };
    for Located { record, at } in &folder.policies {
        web_links(&record.links, at, faults);
        region(&record.region, at);
    }
    for Located { record, at } in &folder.schemes {
        let parts =
            [Some(&record.name.zh), Some(&record.for_whom), record.amount.as_ref(), record.until.as_ref()];
        let texts = parts.into_iter().flatten().chain(&record.papers).chain(&record.how);
        unsupported(folder, &record.basis, texts, at, faults);
        web_links(&record.links, at, faults);
        region(&record.region, at);
        basis(&record.basis, at);
        window(record.window.as_ref(), at);
    }
    for Located { record, at } in &folder.services {
        let parts = [Some(&record.name), Some(&record.what), record.for_whom.as_ref(), record.how.as_ref()];
        unsupported(folder, &record.basis, parts.into_iter().flatten(), at, faults);
        web_links(&record.links, at, faults);
        region(&record.region, at);
        basis(&record.basis, at);
        window(record.window.as_ref(), at);
    }
    for Located { record, at } in &folder.faqs {
        region(&record.region, at);
        basis(&record.basis, at);
        unsupported(folder, &record.basis, [&record.answer], at, faults);
    }
    for Located { record, at } in &folder.sessions {
        web_links(&record.links, at, faults);
        window(record.window.as_ref(), at);
    }
    for Located { record, at } in &folder.replies {
        window(record.window.as_ref(), at);
    }
    for Located { record, at } in &folder.unheld {
        window(record.window.as_ref(), at);
    }
    wordings::check(folder, plan, faults);
    for second in folder.windows.iter().filter(|window| window.record.default).skip(1) {
        faults.add(&second.at, "default", "只能有一个默认窗口");
    }
}

/// What an answer says of a record may hold no figure that the record's clauses do not.
fn unsupported<'a>(
    folder: &Folder,
    basis: &[ClauseRef],
    texts: impl IntoIterator<Item = &'a String>,
    at: &At,
    faults: &Collector,
) {
    let mut known: Vec<String> = Vec::new();
    for policy in &folder.policies {
        let of =
            |clause: &&Clause| basis.iter().any(|at| at.policy == policy.record.id && at.clause == clause.id);
        for clause in policy.record.clauses.iter().filter(of) {
            let number = policy.record.number.as_deref().unwrap_or_default();
            for text in [&clause.text, &clause.title, &policy.record.title, number] {
                known.extend(figures(text));
            }
        }
    }
    let said = texts.into_iter().flat_map(|text| figures(text));
    for figure in said.filter(|figure| !known.contains(figure)) {
        faults.add(at, "basis", format!("写到的“{figure}”不在所引条款里"));
    }
}

/// Addresses are kept even where they are not shown; a script is none.
fn web_links(links: &[String], at: &At, faults: &Collector) {
    let web = |url: &&String| {
        let url = url.to_ascii_lowercase();
        url.starts_with("https://") || url.starts_with("http://")
    };
    for url in links.iter().filter(|url| !web(url)) {
        faults.add(at, "links", format!("“{url}”不是网址：应以 https:// 或 http:// 开头"));
    }
}

/// Where the imported text lies beside the plan, its digest and every quoted sentence must be found in it.
fn document(folder: &Folder, plan: &Located<Plan>, faults: &Collector) {
    let (record, at) = (&plan.record, &plan.at);
    let name = Path::new(&record.document.file);
    if name.components().count() != 1 || name.file_name().is_none() {
        faults.add(at, "document.file", "只写文件名，不写路径");
        return;
    }
    let Ok(bytes) = fs::read(folder.path.join(name)) else { return };
    if format!("{:x}", Sha256::digest(&bytes)) != record.document.sha256.to_ascii_lowercase() {
        faults.add(
            at,
            "document.sha256",
            format!("与 {} 的内容不符；原文改过就要重新导入", record.document.file),
        );
    }
    let text: String = match documents::from_bytes(name, &bytes) {
        Ok(document) => document.blocks.iter().map(|block| fold(&block.text)).collect(),
        Err(error) => {
            faults.add(at, "document.file", error.to_string());
            return;
        }
    };
    for indicator in record.indicators.iter().filter(|indicator| !text.contains(&fold(&indicator.quote))) {
        let message = format!("目标 {} 的 quote 在 {} 里找不到", indicator.id, record.document.file);
        faults.add(at, "quote", message);
    }
}
