//! What was read, for a person and as JSON.

use serde_json::{Value, json};
use shared::{lang::Lang, policy_text::ApartKind};

use super::{Prepared, write::Outcome};

/// The document as lines.
pub(super) fn describe(one: &Prepared) -> String {
    let policy = &one.policy;
    let figures: usize = policy.clauses.iter().map(|clause| clause.facts.len()).sum();
    let done = match &one.outcome {
        Outcome::Shown => String::new(),
        Outcome::New { target, .. } => format!("　已写入 {}", target.display()),
        Outcome::Same { target } => format!("　与 {} 相同，没有重写", target.display()),
        Outcome::Replaced { target, .. } => format!("　已替换 {}", target.display()),
    };
    let stated = [
        policy.number.clone(),
        policy.issuer.clone(),
        Some(one.region.clone()),
        Some(policy.status.word(Lang::Zh).to_owned()),
        policy.written.map(|date| format!("成文 {date}")),
        policy.published.map(|date| format!("发布 {date}")),
        policy.effective.map(|date| format!("施行 {date}")),
        policy.expires.map(|date| format!("失效 {date}")),
    ];
    let mut lines = vec![
        format!("{}　{}{done}", one.file.display(), one.id),
        policy.title.clone(),
        stated.into_iter().flatten().collect::<Vec<_>>().join("　"),
        format!("条款 {}　数字 {figures}", policy.clauses.len()),
    ];
    let clause = |clause: &shared::policy_text::DraftClause| format!("  {}　{}", clause.id, clause.title);
    lines.extend(policy.clauses.iter().map(clause));
    if let Outcome::Replaced { changes, .. } = &one.outcome {
        lines.extend(changes.iter().map(|change| format!("  改动：{change}")));
    }
    let apart = policy
        .apart
        .iter()
        .map(|apart| format!("  另存（第 {} 行）：{} {}", apart.line, kind(apart.kind), apart.text));
    lines.extend(apart);
    lines.extend(policy.notes.iter().map(|note| format!("  待核（第 {} 行）：{}", note.line, note.text)));
    lines.join("\n")
}

fn kind(kind: ApartKind) -> &'static str {
    match kind {
        ApartKind::Annex => "附件",
        ApartKind::Signature => "落款",
        ApartKind::Date => "落款日期",
        ApartKind::Copies => "抄送和印发",
    }
}

/// The document as docs/IMPORT.md documents it.
pub(super) fn to_json(one: &Prepared) -> Value {
    let policy = &one.policy;
    let (outcome, target, changes) = match &one.outcome {
        Outcome::Shown => ("shown", None, &[][..]),
        Outcome::New { target, .. } => ("new", Some(target), &[][..]),
        Outcome::Same { target } => ("same", Some(target), &[][..]),
        Outcome::Replaced { target, changes, .. } => ("replaced", Some(target), changes.as_slice()),
    };
    json!({
        "file": one.file,
        "id": one.id,
        "outcome": outcome,
        "written_to": target,
        "changes": changes,
        "title": policy.title,
        "issuer": policy.issuer,
        "number": policy.number,
        "index": policy.index,
        "region": one.region,
        "level": one.level,
        "status": policy.status,
        "written": policy.written,
        "published": policy.published,
        "effective": policy.effective,
        "expires": policy.expires,
        "read": "original",
        "clauses": policy.clauses,
        "apart": policy.apart,
        "notes": policy.notes,
    })
}
