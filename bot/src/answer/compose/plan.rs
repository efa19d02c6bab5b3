//! Answers about the plan, from the same snapshot as the page.

use shared::{
    answer::{Answer, AnswerStatus, Citation},
    lang::Lang,
    plan::Stage,
    policy::{LegalStatus, Read},
    snapshot::{IndicatorView, Mode, TaskView},
    words,
};

use super::{Composer, Draft};
use crate::answer::understand::Question;

impl Composer<'_> {
    fn plan_status(&self) -> LegalStatus {
        match self.snapshot.stage {
            Stage::Draft => LegalStatus::Draft,
            Stage::InForce => LegalStatus::InForce,
        }
    }

    fn plan_citation(&self, within: Option<&str>, clause: Option<String>, quote: String) -> Citation {
        let plan = &self.snapshot.plan;
        Citation {
            id: within.map_or_else(|| plan.to_string(), |id| format!("{plan}/{id}")),
            title: self.snapshot.title.zh.clone(),
            number: self.snapshot.document.number.clone(),
            clause,
            url: self.snapshot.document.url.clone(),
            status: self.plan_status(),
            region: self.snapshot.region.zh.clone(),
            read: Read::Page,
            quote,
        }
    }

    /// The plan's sentence, and the values the answer takes from the ledger.
    fn indicator_citation(&self, indicator: &IndicatorView) -> Citation {
        let unit = indicator.goal.as_ref().map_or("", |goal| goal.unit.pick(self.lang));
        let readings = indicator.readings.iter().map(|reading| {
            let value = words::reading(indicator, reading, self.lang);
            format!(" {}：{value}（{}，{}）", reading.period, reading.source.title, reading.as_of)
        });
        let quote = format!("{}{}", indicator.quote, readings.collect::<String>());
        let known = format!("{quote} {unit}");
        self.plan_citation(
            Some(indicator.id.as_str()),
            Some(indicator.locator.clone()),
            known.trim().to_owned(),
        )
    }

    fn task_citation(&self, task: &TaskView) -> Citation {
        let quote = format!("{}.{}［{}］", task.number, task.title.zh, task.units.join("、"));
        self.plan_citation(Some(task.id.as_str()), Some(task.title.zh.clone()), quote)
    }

    fn notices(&self, draft: Draft) -> Draft {
        let draft = if self.snapshot.demo {
            let (word, text) = words::demo_notice(self.lang);
            draft.notice(self.lang.pick(format!("{word}：{text}"), format!("{word}: {text}")))
        } else {
            draft
        };
        let draft = match words::stage_notice(self.snapshot.stage, self.lang) {
            Some(notice) => draft.notice(notice),
            None => draft,
        };
        match self.snapshot.correction() {
            Some(correction) => draft.notice(words::correction(correction, self.lang)),
            None => draft,
        }
    }

    fn target_question(&self, at: usize) -> Option<String> {
        let name = self.snapshot.indicators.get(at)?.name.pick(self.lang);
        Some(self.lang.pick(format!("{name}的目标是多少？"), format!("What is the target for {name}?")))
    }
}

/// Whether the plan is issued.
pub(in crate::answer) fn stage(composer: &Composer<'_>) -> Answer {
    let mut draft = composer.draft("plan.stage");
    let snapshot = composer.snapshot;
    let at = draft.cite(composer.plan_citation(None, None, snapshot.title.zh.clone()));
    let title = &snapshot.title.zh;
    let issued = snapshot.document.published.map(|date| format!("，发布日期 {date}")).unwrap_or_default();
    let text = match (snapshot.stage, composer.lang) {
        (Stage::Draft, Lang::Zh) => format!(
            "《{title}》[{at}] 是征求意见稿，本库没有收录正式印发的文本，不能据此说它已经印发。目标和任务以正式印发的文本为准。"
        ),
        (Stage::Draft, Lang::En) => format!(
            "The plan 《{title}》 [{at}] is a consultation draft. This library holds no issued text, so it cannot be said to be issued."
        ),
        (Stage::InForce, Lang::Zh) => {
            format!("《{title}》[{at}] 的正文没有标明征求意见稿，按已印发的文本收录{issued}。")
        }
        (Stage::InForce, Lang::En) => {
            format!("The plan 《{title}》 [{at}] is held as an issued text; it is not marked as a draft.")
        }
    };
    let period = words::period(snapshot, composer.lang);
    composer
        .notices(draft.text(text).text(period))
        .suggest(composer.target_question(0))
        .answer(AnswerStatus::Answered)
}

/// All targets.
pub(in crate::answer) fn overview(composer: &Composer<'_>) -> Answer {
    let mut draft = composer.draft("plan.overview");
    let snapshot = composer.snapshot;
    let mut items = Vec::new();
    for indicator in &snapshot.indicators {
        let at = draft.cite(composer.indicator_citation(indicator));
        let target = words::target(indicator, composer.lang);
        let name = indicator.name.pick(composer.lang);
        items
            .push(composer.lang.pick(format!("{name}：{target} [{at}]"), format!("{name}: {target} [{at}]")));
    }
    let count = items.len();
    let title = &snapshot.title.zh;
    let text = composer
        .lang
        .pick(format!("《{title}》共有 {count} 项目标："), format!("《{title}》 has {count} targets:"));
    composer
        .notices(draft.text(text).list(items))
        .suggest(composer.target_question(0))
        .answer(AnswerStatus::Answered)
}

/// What became of the targets.
pub(in crate::answer) fn progress(composer: &Composer<'_>) -> Answer {
    let mut draft = composer.draft("plan.progress");
    let snapshot = composer.snapshot;
    let mut items = Vec::new();
    for indicator in &snapshot.indicators {
        let at = draft.cite(composer.indicator_citation(indicator));
        items.push(format!("{} [{at}]", line(composer, indicator)));
    }
    let status = if snapshot.mode == Mode::Promise { AnswerStatus::Partial } else { AnswerStatus::Answered };
    let draft = draft.text(words::result_sentence(snapshot, composer.lang)).list(items);
    composer.notices(draft.notice(words::counting_note(composer.lang))).answer(status)
}

fn line(composer: &Composer<'_>, indicator: &IndicatorView) -> String {
    let lang = composer.lang;
    let (name, target) = (indicator.name.pick(lang), words::target(indicator, lang));
    let target = lang.pick(format!("{name}：方案目标 {target}"), format!("{name}: target {target}"));
    if composer.snapshot.mode == Mode::Promise {
        return target;
    }
    let status = words::status(indicator.verdict.status, lang);
    let remarks = indicator.remarks.iter().map(|remark| remark.pick(lang));
    let remarks: String =
        remarks.flat_map(|remark| lang.pick(["（", remark, "）"], [" (", remark, ")"])).collect();
    match &indicator.latest {
        Some(reading) => {
            let value = words::reading(indicator, reading, lang);
            let period = words::covered(indicator.kind, reading.period, lang);
            let source = &reading.source.title;
            lang.pick(
                format!("{target}；{period} {value}（{source}）；{status}{remarks}"),
                format!("{target}; {period}: {value} ({source}); {status}{remarks}"),
            )
        }
        None => lang.pick(format!("{target}；{status}"), format!("{target}; {status}")),
    }
}

/// Targets named in the question: the promise and what became of it.
pub(in crate::answer) fn indicators(composer: &Composer<'_>, at: &[usize], question: &Question) -> Answer {
    let lang = composer.lang;
    let asks_result = question.asks_result();
    let mut draft = composer.draft(if asks_result { "plan.progress" } else { "plan.target" });
    if let [only] = at {
        draft.picture = composer.snapshot.indicators.get(*only).and_then(|only| composer.picture(only));
    }
    let (mut missing, mut other_year) = (false, false);
    for indicator in at.iter().filter_map(|at| composer.snapshot.indicators.get(*at)) {
        let cited = draft.cite(composer.indicator_citation(indicator));
        let (date, basis) = (indicator.due.date, words::due_basis(indicator.due.basis, lang));
        let year = if date.is_year() { " 年" } else { "" };
        let due = lang.pick(format!("{date}{year}，{basis}"), format!("{date}, {basis}"));
        let line = line(composer, indicator);
        draft = draft.text(lang.pick(
            format!("{line} [{cited}]\n到期：{due}\n原文：“{}”", indicator.quote),
            format!("{line} [{cited}]\nDue: {due}\nThe plan says: “{}”", indicator.quote),
        ));
        if let Some(basis) = &indicator.basis {
            draft = draft.text(format!("{}{}", lang.pick("口径：", "Basis: "), basis.pick(lang)));
        }
        for year in question.years.iter().filter(|year| **year != indicator.due.date.year()) {
            other_year = true;
            draft = draft.notice(lang.pick(
                format!(
                    "方案没有写 {year} 年的目标；上面是方案写明或推定到 {} 年的目标。",
                    indicator.due.date
                ),
                format!(
                    "The plan states no target for {year}; the one above is due in {}.",
                    indicator.due.date
                ),
            ));
        }
        let no_data = indicator.latest.is_none();
        if no_data {
            draft = draft.text(lang.pick("完成数据尚未录入。", "No results have been entered yet."));
        }
        missing |= no_data;
        if let Some(reading) = &indicator.latest {
            let parts =
                [("原因：", "Reason: ", &reading.reason), ("下一步：", "Next step: ", &reading.next_step)];
            for (zh, en, text) in parts {
                if let Some(text) = text {
                    draft = draft.notice(format!("{}{text}", lang.pick(zh, en)));
                }
            }
        }
        for note in &indicator.notes {
            draft = draft.notice(note.pick(lang));
        }
    }
    let status =
        if other_year || (asks_result && missing) { AnswerStatus::Partial } else { AnswerStatus::Answered };
    composer.notices(draft).answer(status)
}

/// Who answers for a target: nobody, by the plan's text.
pub(in crate::answer) fn no_unit(composer: &Composer<'_>, at: &[usize]) -> Answer {
    let lang = composer.lang;
    let mut draft = composer.draft("plan.target");
    for indicator in at.iter().filter_map(|at| composer.snapshot.indicators.get(*at)) {
        let cited = draft.cite(composer.indicator_citation(indicator));
        let name = indicator.name.pick(lang);
        draft = draft.text(lang.pick(
            format!("方案只为任务列出责任单位，没有为目标“{name}”列出责任单位 [{cited}]。"),
            format!(
                "The plan names responsible units for tasks only, none for the target “{name}” [{cited}]."
            ),
        ));
    }
    let ask = lang.pick("重点任务有哪些？", "Which tasks are there?").to_owned();
    composer.notices(draft).suggest([ask]).answer(AnswerStatus::Answered)
}

/// `1.title`, and `1. Title` in English: without the blank it would look like an address.
fn numbered(task: &TaskView, lang: Lang) -> String {
    let dot = lang.pick(".", ". ");
    format!("{}{dot}{}", task.number, task.title.pick(lang))
}

/// All tasks.
pub(in crate::answer) fn tasks(composer: &Composer<'_>) -> Answer {
    let mut draft = composer.draft("plan.tasks");
    let items = composer.snapshot.tasks.iter().map(|task| numbered(task, composer.lang));
    let items: Vec<String> = items.collect();
    let quote = items.join(" ");
    let at = draft.cite(composer.plan_citation(None, None, quote));
    let (count, title) = (items.len(), &composer.snapshot.title.zh);
    let text = composer.lang.pick(
        format!("《{title}》共有 {count} 项任务 [{at}]："),
        format!("《{title}》 has {count} tasks [{at}]:"),
    );
    let next = composer.snapshot.tasks.first().map(|task| {
        composer.lang.pick(
            format!("任务{}由谁负责？", task.number),
            format!("Who is responsible for task {}?", task.number),
        )
    });
    composer.notices(draft.text(text).list(items)).suggest(next).answer(AnswerStatus::Answered)
}

/// Who answers for tasks.
pub(in crate::answer) fn task(composer: &Composer<'_>, at: &[usize]) -> Answer {
    let lang = composer.lang;
    let mut draft = composer.draft("plan.task");
    for task in at.iter().filter_map(|at| composer.snapshot.tasks.get(*at)) {
        let cited = draft.cite(composer.task_citation(task));
        let (number, title, units) = (&task.number, task.title.pick(lang), task.units.join("、"));
        draft = draft.text(lang.pick(
            format!("任务{number}“{title}”[{cited}] 的责任单位：{units}。"),
            format!("Task {number} “{title}” [{cited}]: responsible units (as printed): {units}."),
        ));
        if !task.lead.is_empty() {
            let lead = task.lead.join("、");
            draft = draft.text(
                lang.pick(format!("原文写明牵头单位：{lead}。"), format!("The text names as lead: {lead}.")),
            );
        }
        draft =
            draft.text(format!("{}{}", lang.pick("进展：", "State: "), words::task_state(task.state, lang)));
        if let Some(report) = &task.report {
            draft = draft.notice(format!("{}（{}，{}）", report.text, report.source.title, report.as_of));
        }
    }
    let order = lang.pick(
        "责任单位按原文顺序列出，顺序不表示主次。",
        "Units stand in the printed order, which means no rank.",
    );
    composer.notices(draft.notice(order)).answer(AnswerStatus::Answered)
}

/// Which tasks units have.
pub(in crate::answer) fn units(composer: &Composer<'_>, units: &[String]) -> Answer {
    let lang = composer.lang;
    let mut draft = composer.draft("plan.unit");
    for unit in units {
        let mut items = Vec::new();
        for task in composer.snapshot.tasks.iter().filter(|task| task.units.contains(unit)) {
            let at = draft.cite(composer.task_citation(task));
            items.push(format!("{} [{at}]", numbered(task, lang)));
        }
        let count = items.len();
        let text = lang.pick(
            format!("{unit}是以下 {count} 项任务的责任单位："),
            format!("{unit} is a responsible unit of {count} tasks:"),
        );
        draft = draft.text(text).list(items);
    }
    let tasks_only = lang.pick(
        "方案只为任务列出责任单位，没有为目标列出。",
        "The plan names responsible units for tasks only, not for targets.",
    );
    composer.notices(draft.notice(tasks_only)).answer(AnswerStatus::Answered)
}

/// The safeguards.
pub(in crate::answer) fn safeguards(composer: &Composer<'_>) -> Answer {
    let mut draft = composer.draft("plan.safeguards");
    let titles =
        composer.snapshot.safeguards.iter().map(|safeguard| safeguard.title.pick(composer.lang).to_owned());
    let items: Vec<String> = titles.collect();
    let at = draft.cite(composer.plan_citation(None, None, items.join(" ")));
    let (count, title) = (items.len(), &composer.snapshot.title.zh);
    let text = composer.lang.pick(
        format!("《{title}》有 {count} 项保障措施 [{at}]："),
        format!("《{title}》 has {count} safeguards [{at}]:"),
    );
    composer.notices(draft.text(text).list(items)).answer(AnswerStatus::Answered)
}
