//! The public words, in one table: page and bot use the same ones.

mod change;
mod method;
mod revision;

pub use self::{change::change, method::covered};
pub(crate) use self::{
    method::{explained, remarks},
    revision::revision,
};
use crate::{
    date::Date,
    id::PlanId,
    lang::{Lang, Text},
    method::Status,
    plan::{Claim, Comparator, Context, Continues, Continuity, DueBasis, Goal, Kind, Stage, TaskState},
    snapshot::{Correction, IndicatorView, Mode, Publication, Reading, Snapshot, TaskView},
};

/// The word of a status.
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Met => lang.pick("达到", "Met"),
        Status::Missed => lang.pick("未达到", "Not met"),
        Status::NotMeasurable => lang.pick("定性目标", "Qualitative target"),
        Status::OnTrack => lang.pick("按进度", "On pace"),
        Status::Slow => lang.pick("进度偏慢", "Slower than needed"),
        Status::FarBehind => lang.pick("明显偏慢", "Far behind"),
        Status::Backward => lang.pick("不及起点", "Worse than at the start"),
        Status::Borderline => lang.pick("介于两档", "Between two bands"),
        Status::LevelOnly => lang.pick("尚未到期", "Not yet due"),
        Status::Stale => lang.pick("数据未更新", "Figures out of date"),
        Status::AwaitingFinal => lang.pick("期末数据尚未录入", "Final figure not yet entered"),
        Status::NoData => lang.pick("尚未录入", "No figure entered"),
    }
}

/// The shape that stands beside the word, so that colour never carries it alone.
pub fn mark(status: Status) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::Missed => "✕",
        Status::NotMeasurable => "◇",
        Status::OnTrack => "▲",
        Status::Slow => "◐",
        Status::FarBehind => "▽",
        Status::Backward => "▼",
        Status::Borderline => "△",
        Status::LevelOnly => "○",
        Status::Stale => "□",
        Status::AwaitingFinal => "…",
        Status::NoData => "–",
    }
}

/// The word of a task's state.
pub fn task_state(state: TaskState, lang: Lang) -> &'static str {
    match state {
        TaskState::NotStarted => lang.pick("未启动", "Not started"),
        TaskState::OnSchedule => lang.pick("按序时推进", "On schedule"),
        TaskState::Done => lang.pick("已完成", "Done"),
        TaskState::NotReached => lang.pick("未达到", "Not reached"),
        TaskState::NoReport => lang.pick("暂无报告", "No report yet"),
    }
}

/// What a value of an indicator is, in a word.
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Stock => lang.pick("存量", "Level"),
        Kind::AnnualFlow => lang.pick("当年", "Per year"),
        Kind::Score => lang.pick("调查得分", "Survey score"),
        Kind::Milestone => lang.pick("定性目标", "Qualitative"),
    }
}

/// Whether a target measures what it measured in the plan before.
pub fn continuity(continuity: Continuity, lang: Lang) -> &'static str {
    match continuity {
        Continuity::Same => lang.pick("同口径", "same definition"),
        Continuity::Changed => lang.pick("口径有变", "definition changed"),
    }
}

/// How a target goes on from the plan before, in a sentence.
pub fn continues(predecessor: &PlanId, continues: &Continues) -> Text {
    let say = |lang: Lang| {
        let (word, indicator) = (continuity(continues.continuity, lang), &continues.indicator);
        let note = continues.note.as_ref().map(|note| note.pick(lang)).unwrap_or_default();
        let sentence = lang.pick(
            format!("承接上一方案（{predecessor}）的目标 {indicator}，{word}。"),
            format!("Goes on from target {indicator} of the plan before ({predecessor}), {word}. "),
        );
        sentence + note
    };
    Text { zh: say(Lang::Zh), en: Some(say(Lang::En).trim_end().to_owned()) }
}

/// What a due date rests on.
pub fn due_basis(basis: DueBasis, lang: Lang) -> &'static str {
    match basis {
        DueBasis::OwnSentence => lang.pick("原文写明", "stated in its own sentence"),
        DueBasis::GoverningSentence => lang.pick("由上句写明", "stated by the sentence before it"),
        DueBasis::PlanPeriod => lang.pick("方案期末（推定）", "end of the plan's period (presumed)"),
    }
}

/// The sign printed before a target. The bare words 达, 达到 and 实现 keep no sign: they are shown as printed.
pub fn target_sign(goal: &Goal) -> &'static str {
    match goal.comparator {
        Comparator::AtLeast if !matches!(goal.comparator_text.as_str(), "" | "达" | "达到" | "实现") => {
            "≥"
        }
        Comparator::AtLeast | Comparator::Exactly => "",
        Comparator::MoreThan => ">",
        Comparator::AtMost => "≤",
        Comparator::LessThan => "<",
        Comparator::About => "≈",
    }
}

/// The sign of a comparison as printed: `≥`.
pub fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtLeast => "≥",
        Comparator::AtMost => "≤",
        other => other.sign(),
    }
}

/// The target of an indicator in a few words: `≥ 48 件/万人`, `14 万件`, `培育`.
pub fn target(indicator: &IndicatorView, lang: Lang) -> String {
    match (&indicator.goal, &indicator.target_text) {
        (Some(goal), _) => {
            let sign = target_sign(goal);
            let gap = if sign.is_empty() { "" } else { " " };
            let value = with_unit(&goal.value.to_string(), goal.unit.pick(lang));
            [sign, gap, &value].concat()
        }
        (None, Some(text)) => text.pick(lang).to_owned(),
        (None, None) => lang.pick("未写数字", "no number stated").to_owned(),
    }
}

/// A value with its unit; a percent sign stands close.
pub fn with_unit(value: &str, unit: &str) -> String {
    let gap = if unit.is_empty() || unit.starts_with('%') { "" } else { " " };
    [value, gap, unit].concat()
}

/// A published value in a few words: `49.1 件/万人`, `已申报`; a dash where a milestone names an unknown step.
pub fn reading(indicator: &IndicatorView, reading: &Reading, lang: Lang) -> String {
    let unit = indicator.goal.as_ref().map_or("", |goal| goal.unit.pick(lang));
    let step = reading.step.and_then(|step| indicator.ladder.get(usize::from(step)));
    match (reading.value, step) {
        (Some(value), _) => with_unit(&value.to_string(), unit),
        (None, Some(step)) => step.pick(lang).to_owned(),
        (None, None) => "—".to_owned(),
    }
}

/// The notice of a plan's legal stage; nothing for an issued plan.
pub fn stage_notice(stage: Stage, lang: Lang) -> Option<&'static str> {
    (stage == Stage::Draft).then(|| {
        lang.pick(
            "依据征求意见稿整理；本库未收录正式印发文本。",
            "Compiled from a consultation draft; the issued text is not in this library.",
        )
    })
}

/// Which publication it is: `第 3 次公布，2025-10-20`.
pub fn publication(publication: &Publication, lang: Lang) -> String {
    let (number, day) = (publication.number, publication.published);
    lang.pick(format!("第 {number} 次公布，{day}"), format!("publication {number}, {day}"))
}

/// That published figures were taken back, and when.
pub fn corrected(on: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已更正：{on} 撤回了此前发布的数据，原因："),
        Lang::En => format!("Corrected: figures withdrawn on {on}, because: "),
    }
}

/// The same with its reason, which is in Chinese.
pub fn correction(correction: &Correction, lang: Lang) -> String {
    [&corrected(correction.on, lang), &correction.reason].map(String::as_str).concat()
}

/// The notice of a demonstration.
pub fn demo_notice(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(
        ("演示", "本方案和地区均为虚构，数字均为演示。"),
        ("Demonstration", "The plan and the place are fictitious; all figures are made up."),
    )
}

/// The period with whether it is over: `方案期 2022—2025 年（已期满）`.
pub fn period(snapshot: &Snapshot, lang: Lang) -> String {
    let (from, to) = (snapshot.period.from, snapshot.period.to);
    let over = if snapshot.is_over() { lang.pick("（已期满）", " (ended)") } else { "" };
    match lang {
        Lang::Zh => format!("方案期 {from}—{to} 年{over}"),
        Lang::En => format!("Plan period {from}–{to}{over}"),
    }
}

/// The result in one sentence, as parts: the words around, and the counts with their status.
pub fn result(snapshot: &Snapshot, lang: Lang) -> Vec<(Option<Status>, String)> {
    let total = snapshot.indicators.len();
    let mut parts = vec![(None, lang.pick(format!("{total} 项目标："), format!("{total} targets: ")))];
    if snapshot.mode == Mode::Promise {
        parts.push((None, lang.pick("完成数据尚未录入。", "no results have been entered yet.").to_owned()));
        return parts;
    }
    for (at, entry) in snapshot.summary.iter().enumerate() {
        if at > 0 {
            parts.push((None, lang.pick("，", ", ").to_owned()));
        }
        let (word, count) = (status(entry.status, lang), entry.count);
        let text = match lang {
            Lang::Zh => format!("{word} {count} 项"),
            Lang::En => format!("{count} {}", word.to_ascii_lowercase()),
        };
        parts.push((Some(entry.status), text));
        parts.extend(of_them_provisional(snapshot, entry.status, lang).map(|words| (None, words)));
    }
    let until = snapshot.data_as_of.map(|date| match lang {
        Lang::Zh => format!("。数据截至 {date}。"),
        Lang::En => format!(". Figures as of {date}."),
    });
    parts.push((None, until.unwrap_or_else(|| lang.pick("。", ".").to_owned())));
    parts
}

/// How many of the targets that are met rest on a figure that is not final; nothing where none does.
fn of_them_provisional(snapshot: &Snapshot, status: Status, lang: Lang) -> Option<String> {
    let rests = |indicator: &&IndicatorView| {
        let verdict = &indicator.verdict;
        status == Status::Met && verdict.status == status && verdict.provisional
    };
    let count = snapshot.indicators.iter().filter(rests).count();
    (count > 0)
        .then(|| lang.pick(format!("（其中 {count} 项为初步数）"), format!(" ({count} of them provisional)")))
}

/// The result sentence as one text.
pub fn result_sentence(snapshot: &Snapshot, lang: Lang) -> String {
    result(snapshot, lang).into_iter().map(|(_, text)| text).collect()
}

/// A published figure near a target, with why it is not the target's value.
pub fn context(context: &Context) -> Text {
    let say = |lang: Lang| {
        let (region, metric) = (&context.region, context.metric.pick(lang));
        let value = with_unit(&context.value.to_string(), context.unit.pick(lang));
        let (period, source) = (context.period, &context.source.title);
        let claim = match context.claim {
            Claim::Goal => lang.pick("目标", "goal"),
            Claim::Result => lang.pick("结果", "result"),
        };
        let caution = context
            .read
            .caution(lang)
            .map_or_else(String::new, |c| lang.pick(format!("，{c}"), format!("; {c}")));
        let difference = context.difference.pick(lang);
        match lang {
            Lang::Zh => {
                format!("{region}{metric}：{period}，{claim} {value}（{source}{caution}）。{difference}")
            }
            Lang::En => {
                format!("{region} {metric}: {period}, {claim} {value} ({source}{caution}). {difference}")
            }
        }
    };
    Text { zh: say(Lang::Zh), en: Some(say(Lang::En)) }
}

/// 责任单位 as printed; units that the text itself names 牵头 are called so.
pub fn units(task: &TaskView) -> String {
    let others = task.units.iter().filter(|unit| !task.lead.contains(unit));
    let others = others.map(String::as_str).collect::<Vec<_>>().join("、");
    match (task.lead.as_slice(), others.as_str()) {
        ([], _) => others,
        (lead, "") => format!("牵头：{}", lead.join("、")),
        (lead, _) => format!("牵头：{}；{others}", lead.join("、")),
    }
}

/// What stands for a window's telephone where none is known; the `default` window is the bureau's own.
pub fn missing_phone(default: bool, lang: Lang) -> &'static str {
    if default {
        lang.pick("待区局提供", "to be supplied by the bureau")
    } else {
        lang.pick("未查到公开电话", "no published number found")
    }
}

/// That no training is known of from a day on.
pub fn no_sessions(day: Date, lang: Lang) -> String {
    lang.pick(
        format!("本库没有收录 {day} 以后的培训安排，请向窗口询问。"),
        format!("No session after {day} is in this library; please ask at the window."),
    )
}

/// Why there is no overall percentage.
pub fn counting_note(lang: Lang) -> &'static str {
    lang.pick(
        "各目标口径不同，不合并为总百分比；缺数据不计为零。",
        "The targets measure unlike things and are not merged into one percentage; missing is not zero.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        judging::tests::{judged, value},
        plan::Observation,
    };

    #[test]
    fn the_result_says_how_many_of_the_met_are_provisional() {
        let met = value("a", "2024", "50");
        let sure = judged(std::slice::from_ref(&met));
        let early = judged(&[Observation { provisional: true, ..met }]);
        assert!(!result_sentence(&sure, Lang::Zh).contains("初步数"));
        assert_eq!(
            [Lang::Zh, Lang::En].map(|lang| result_sentence(&early, lang)),
            [
                "1 项目标：达到 1 项（其中 1 项为初步数）。数据截至 2024-12-31。",
                "1 targets: 1 met (1 of them provisional). Figures as of 2024-12-31."
            ]
        );
        let missed = judged(&[Observation { provisional: true, ..value("a", "2024", "40") }]);
        assert!(!result_sentence(&missed, Lang::Zh).contains("初步数"), "of what is met alone");
    }

    #[test]
    fn only_the_bare_words_keep_no_sign() {
        let goal = |words: &str| Goal {
            value: "8".parse().unwrap(),
            unit: Text::zh("家"),
            comparator: Comparator::AtLeast,
            comparator_text: words.to_owned(),
        };
        for words in ["以上", "达到…以上", "不少于", "不低于", "至少", "突破"] {
            assert_eq!(target_sign(&goal(words)), "≥", "{words}");
        }
        for words in ["", "达", "达到", "实现"] {
            assert_eq!(target_sign(&goal(words)), "", "{words}");
        }
    }
}
