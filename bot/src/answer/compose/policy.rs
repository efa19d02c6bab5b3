//! Answers from policies, schemes, services and written answers.

use shared::{
    answer::{Answer, AnswerStatus, Block, Citation},
    id::ClauseRef,
    lang::Lang,
    policy::{Clause, Faq, LegalStatus, Policy, Scheme, Service},
};

use super::{Composer, Draft, direct, replies};
use crate::answer::{
    check,
    compute::{self, Source},
    cues,
    library::{Found, Key},
    understand::{Place, Question},
};

/// How many passages one answer shows.
const MOST: usize = 3;

/// What was found, the best first; what can be computed from it before that.
pub(in crate::answer) fn found(composer: &Composer<'_>, question: &Question, found: &Found) -> Answer {
    let keys = choose(composer, &found.keys);
    let mut draft = computed(composer, composer.draft("policy"), question, &keys, &found.fees);
    if draft.blocks.is_empty() {
        draft = direct(composer, draft, question, &keys);
    }
    for key in keys {
        draft = match &key {
            Key::Clause { policy, clause } => {
                let policy = &composer.pack.policies[*policy];
                clause_block(composer, draft, policy, &policy.clauses[*clause])
            }
            Key::Scheme(at) => scheme(composer, draft, &composer.pack.schemes[*at]),
            Key::Service(at) => service(composer, draft, &composer.pack.services[*at]),
            Key::Faq(at) => faq(composer, draft, &composer.pack.faqs[*at]),
            Key::Window(_) | Key::Indicator(_) | Key::Task(_) | Key::Unheld(_) => draft,
        };
    }
    if draft.citations.is_empty() {
        return replies::unanswerable(composer, "policy");
    }
    let status = status(composer, question, &mut draft);
    draft.answer(status)
}

/// What the clauses let compute of what is asked, with its steps.
fn computed(
    composer: &Composer<'_>,
    mut draft: Draft,
    question: &Question,
    keys: &[Key],
    fees: &[Key],
) -> Draft {
    let clauses = |key: &Key| {
        let cited = super::cites(composer.pack, *key);
        cited.into_iter().filter_map(|id| composer.clause(&id.parse().ok()?)).collect::<Vec<_>>()
    };
    let of_fees = fees.iter().flat_map(clauses);
    let current = of_fees.filter(|(policy, _)| policy.status_on(composer.day).may_apply());
    let clauses: Vec<(&Policy, &Clause)> = keys.iter().flat_map(clauses).chain(current).collect();
    let sources: Vec<Source<'_>> =
        clauses.iter().map(|(_, clause)| Source { title: &clause.title, text: &clause.text }).collect();
    let Some(computed) = compute::computed(&question.asked, &question.canonical, &sources) else {
        return draft;
    };
    let texts: Vec<&str> = computed.from.iter().map(|at| sources[*at].text).collect();
    if check::steps(&computed.steps, &texts, &question.asked).is_err() {
        return draft;
    }
    let marks = computed.from.iter().map(|at| {
        let (policy, clause) = clauses[*at];
        format!("[{}]", draft.cite(composer.clause_citation(policy, clause)))
    });
    let marks: String = marks.collect();
    let steps = &computed.steps;
    let text = composer
        .lang
        .pick(format!("按所引条款计算：{steps} {marks}"), format!("By the clauses cited: {steps} {marks}"));
    draft.text(text)
}

/// The very figure that is asked for, where the best text has several.
fn direct(composer: &Composer<'_>, mut draft: Draft, question: &Question, keys: &[Key]) -> Draft {
    let Some(first) = keys.first() else { return draft };
    let text = match first {
        Key::Clause { policy, clause } => &composer.pack.policies[*policy].clauses[*clause].text,
        Key::Faq(at) => &composer.pack.faqs[*at].answer,
        _ => return draft,
    };
    let Some(part) = direct::part(&question.asked, text) else { return draft };
    let basis: Vec<ClauseRef> =
        super::cites(composer.pack, *first).iter().filter_map(|id| id.parse().ok()).collect();
    let marks = cite_all(composer, &mut draft, &basis);
    draft.text(format!("{part} {marks}"))
}

/// What the document is that was just spoken of.
pub(in crate::answer) fn card(composer: &Composer<'_>, cited: Vec<Citation>) -> Answer {
    let lang = composer.lang;
    let Some(citation) = cited.into_iter().next() else { return replies::unanswerable(composer, "card") };
    let policy = composer.pack.policies.iter().find(|policy| policy.title == citation.title);
    let mut draft = composer.draft("card");
    let not_stated = || lang.pick("资料里没有写", "not stated in the material").to_owned();
    let mut items = vec![
        format!("{}{}", lang.pick("标题：", "Title: "), citation.title),
        format!("{}{}", lang.pick("文号：", "Number: "), citation.number.clone().unwrap_or_else(not_stated)),
        format!("{}{}", lang.pick("地区：", "Region: "), citation.region),
        format!("{}{}", lang.pick("效力：", "Status: "), citation.status.word(lang)),
    ];
    if let Some(policy) = policy {
        items.push(format!(
            "{}{}",
            lang.pick("发布机构：", "Issuer: "),
            policy.issuer.clone().unwrap_or_else(not_stated)
        ));
        let dates = [
            (lang.pick("成文：", "Written: "), policy.written),
            (lang.pick("发布：", "Published: "), policy.published),
            (lang.pick("施行：", "In force from: "), policy.effective),
        ];
        items.extend(dates.into_iter().filter_map(|(name, date)| Some(format!("{name}{}", date?))));
    }
    let at = draft.cite(citation);
    let lead = lang.pick(format!("前面所引文件 [{at}]："), format!("The document cited before [{at}]:"));
    draft.text(lead).list(items).answer(AnswerStatus::Answered)
}

/// A written answer alone, if one fits nearly as well as the best and rests on the same; else current texts, if there are
/// any; at most [`MOST`].
fn choose(composer: &Composer<'_>, keys: &[Key]) -> Vec<Key> {
    let status = |key: &Key| match key {
        Key::Clause { policy, .. } => composer.pack.policies[*policy].status_on(composer.day),
        Key::Scheme(at) => composer.pack.schemes[*at].status,
        Key::Service(at) => composer.pack.services[*at].status,
        Key::Faq(_) | Key::Window(_) | Key::Indicator(_) | Key::Task(_) | Key::Unheld(_) => {
            LegalStatus::InForce
        }
    };
    let best = keys.first().map(|key| super::cites(composer.pack, *key)).unwrap_or_default();
    let stands = |key: &&Key| match key {
        Key::Faq(at) => {
            let basis = &composer.pack.faqs[*at].basis;
            basis.iter().all(|clause| !composer.has_ended(clause))
                && basis.iter().any(|clause| best.contains(&clause.to_string()))
        }
        _ => false,
    };
    if let Some(written) = keys.iter().find(stands) {
        return vec![*written];
    }
    let keys: Vec<Key> = keys.iter().filter(|key| !matches!(key, Key::Faq(_))).copied().collect();
    let current: Vec<Key> = keys.iter().filter(|key| status(key).may_apply()).copied().collect();
    let chosen = if current.is_empty() { keys } else { current };
    chosen.into_iter().take(MOST).collect()
}

/// Cautions that the whole answer needs, and whether it is whole.
fn status(composer: &Composer<'_>, question: &Question, draft: &mut Draft) -> AnswerStatus {
    let lang = composer.lang;
    let mut whole = true;
    let own = &composer.snapshot.region.zh;
    let mut notices: Vec<String> = Vec::new();
    if let Place::Elsewhere(place) = &question.place {
        notices.push(lang.pick(
            format!("以上是{place}的文件，不适用于{own}的企业。"),
            format!("These are documents of {place}; they do not apply to firms in {own}."),
        ));
    } else if question.place == Place::Own && draft.citations.iter().all(|citation| citation.region != *own) {
        notices.push(lang.pick(
            format!("没有查到{own}自己的文件；以上是上级文件，所写金额和比例不是{own}另定的标准。"),
            format!("No document of {own} itself was found; these are of higher levels and set no amount of {own}'s own."),
        ));
    }
    let stale = draft.citations.iter().filter(|citation| !citation.status.may_apply());
    let mut words: Vec<&str> = stale.map(|citation| citation.status.word(lang)).collect();
    words.sort_unstable();
    words.dedup();
    if !words.is_empty() {
        whole = false;
        let words = words.join("、");
        notices.push(lang.pick(
            format!("所引文件有的{words}，不能当作现行规定。"),
            format!("Some of the documents cited are {words} and are not what applies now."),
        ));
    }
    let says_figure = draft.blocks.iter().any(|block| matches!(block, Block::Text(text) if has_figure(text)));
    if question.says(cues::AMOUNT) && question.says(cues::SUBSIDY) && !says_figure {
        notices.push(lang.pick("所查条款没有写明金额。", "The clauses found state no amount.").to_owned());
    }
    if draft.citations.iter().any(|citation| citation.read.caution(lang).is_some()) {
        notices.push(lang.pick(
            "部分内容据转载页整理，原文待核；办理前请以主管部门公布为准。",
            "Partly compiled from re-posts, originals still to be checked; the authority's own publication prevails.",
        ).to_owned());
    }
    if lang == Lang::En {
        notices.push("The documents are in Chinese and are quoted as they are.".to_owned());
    }
    draft.blocks.extend(notices.into_iter().map(Block::notice));
    if whole { AnswerStatus::Answered } else { AnswerStatus::Partial }
}

/// A digit outside a citation mark.
fn has_figure(text: &str) -> bool {
    let mut inside = false;
    text.chars().any(|c| {
        inside = c == '[' || (inside && c != ']');
        c.is_ascii_digit() && !inside
    })
}

fn clause_block(composer: &Composer<'_>, mut draft: Draft, policy: &Policy, clause: &Clause) -> Draft {
    let at = draft.cite(composer.clause_citation(policy, clause));
    let status = policy.status_on(composer.day).word(composer.lang);
    draft.text(format!("【{}·{status}】{}：{} [{at}]", policy.region, clause.title, clause.text))
}

fn cite_all(composer: &Composer<'_>, draft: &mut Draft, basis: &[ClauseRef]) -> String {
    let marks = basis
        .iter()
        .filter_map(|at| composer.clause(at))
        .map(|(policy, clause)| format!("[{}]", draft.cite(composer.clause_citation(policy, clause))));
    marks.collect()
}

fn scheme(composer: &Composer<'_>, mut draft: Draft, scheme: &Scheme) -> Draft {
    let lang = composer.lang;
    let marks = cite_all(composer, &mut draft, &scheme.basis);
    let unpublished = lang.pick("未公布", "not published");
    let state =
        if scheme.open { scheme.status.word(lang) } else { lang.pick("本期已结束", "closed for now") };
    let head = format!("【{}·{state}】{} {marks}", scheme.region, scheme.name.pick(lang));
    let mut items = vec![
        format!("{}{}", lang.pick("对象：", "For: "), scheme.for_whom),
        format!("{}{}", lang.pick("金额：", "Amount: "), scheme.amount.as_deref().unwrap_or(unpublished)),
        format!("{}{}", lang.pick("截止：", "Until: "), scheme.until.as_deref().unwrap_or(unpublished)),
    ];
    if !scheme.papers.is_empty() {
        items.push(format!("{}{}", lang.pick("材料：", "Papers: "), scheme.papers.join("、")));
    }
    items.extend(scheme.how.as_ref().map(|how| format!("{}{how}", lang.pick("办理：", "How: "))));
    let window = scheme.window.as_ref().and_then(|id| composer.window(Some(id)));
    draft.text(head).list(items).window(window)
}

fn service(composer: &Composer<'_>, mut draft: Draft, service: &Service) -> Draft {
    let lang = composer.lang;
    let marks = cite_all(composer, &mut draft, &service.basis);
    let mut items = vec![service.what.clone()];
    items.extend(service.for_whom.as_ref().map(|who| format!("{}{who}", lang.pick("对象：", "For: "))));
    items.extend(service.how.as_ref().map(|how| format!("{}{how}", lang.pick("办理：", "How: "))));
    let head = format!("【{}】{}：{} {marks}", service.region, service.situation.pick(lang), service.name);
    let window = service.window.as_ref().and_then(|id| composer.window(Some(id)));
    draft.text(head).list(items).window(window)
}

fn faq(composer: &Composer<'_>, mut draft: Draft, faq: &Faq) -> Draft {
    let marks = cite_all(composer, &mut draft, &faq.basis);
    draft.text(format!("{} {marks}", faq.answer))
}

/// What an enterprise can get, in general: names with their places. Where a sum is asked for in general there is none
/// to give, and no list either, lest one item's sum be taken for all.
pub(in crate::answer) fn schemes(composer: &Composer<'_>, question: &Question) -> Answer {
    let lang = composer.lang;
    let mut draft = composer.draft("schemes");
    let own = &composer.snapshot.region.zh;
    let mut wanted: Vec<&Scheme> = composer.pack.schemes.iter().filter(|scheme| scheme.open).collect();
    let regions = &composer.pack.plan.regions;
    // From the plan's own place to the widest.
    wanted.sort_by_key(|scheme| {
        std::cmp::Reverse(regions.iter().position(|region| region.name.zh == scheme.region))
    });
    let ask = wanted.iter().rev().take(2).map(|scheme| {
        let name = scheme.name.pick(lang);
        lang.pick(format!("{name}怎么办？"), format!("How does one get {name}?"))
    });
    let ask: Vec<String> = ask.collect();
    if wanted.is_empty() || question.says(cues::AMOUNT) {
        let text = lang.pick(
            format!("本库没有写明{own}这类支持总的金额或最高数额的文件，不能给出一个数。金额要看具体事项，可以逐项问。"),
            format!("No document in this library states a general or highest amount for {own}; please ask about one item."),
        );
        let draft = draft.text(text).window(composer.window(None));
        return draft.suggest(ask).answer(AnswerStatus::Unanswerable);
    }
    let mut items = Vec::new();
    for scheme in &wanted {
        let marks = cite_all(composer, &mut draft, &scheme.basis[..scheme.basis.len().min(1)]);
        items.push(format!("【{}】{} {marks}", scheme.region, scheme.name.pick(lang)));
    }
    let lead = lang.pick("目前收录的、可以办理的事项：", "Items on record that can be applied for:");
    draft.text(lead).list(items).suggest(ask).answer(AnswerStatus::Answered)
}
