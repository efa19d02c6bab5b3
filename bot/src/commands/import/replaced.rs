//! What a new text changes in a plan, for a person.

use shared::{
    id::ItemId,
    plan_text::replace::{Change, Changes, Fate, Field, FieldChange, Fields, Replacement, TaskDifference},
};

/// The changes and doubts as lines.
pub(super) fn describe(replacement: &Replacement) -> String {
    let Replacement { plan, changes, doubts } = replacement;
    let mut lines = vec![format!("与数据包里的方案 {} 比较：", plan.id)];
    if changes.is_empty() {
        lines.push("  没有改动".to_owned());
    }
    let Changes { plan: heading, targets, areas, tasks, safeguards } = changes;
    lines.extend(heading.iter().map(|change| format!("  {change}")));
    lines.extend(targets.iter().map(|change| line("目标", change, simple)));
    lines.extend(areas.iter().map(|change| line("任务分组", change, simple)));
    lines.extend(tasks.iter().map(|change| line("任务", change, task)));
    lines.extend(safeguards.iter().map(|change| line("保障措施", change, simple)));
    if !plan.retired.is_empty() {
        let ids: Vec<&str> = plan.retired.iter().map(ItemId::as_str).collect();
        lines.push(format!("  停用的 id（不再使用）：{}", ids.join("、")));
    }
    lines.extend(doubts.iter().map(|doubt| format!("  待核：{doubt}")));
    lines.join("\n")
}

fn line<D>(kind: &str, change: &Change<D>, detail: fn(&D) -> Vec<String>) -> String {
    let Change { id, name, fate } = change;
    match fate {
        Fate::New => format!("  新增{kind} {id} {name}"),
        Fate::Dropped => format!("  删除{kind} {id} {name}"),
        Fate::Changed(difference) => format!("  {kind} {id} {name}：{}", detail(difference).join("；")),
    }
}

fn simple(difference: &Fields) -> Vec<String> {
    difference.fields.iter().map(part).collect()
}

fn task(difference: &TaskDifference) -> Vec<String> {
    let TaskDifference { fields, added, removed, reordered } = difference;
    let mut parts: Vec<String> = fields.iter().map(part).collect();
    if !added.is_empty() {
        parts.push(format!("增加责任单位 {}", added.join("、")));
    }
    if !removed.is_empty() {
        parts.push(format!("去掉责任单位 {}", removed.join("、")));
    }
    if *reordered {
        parts.push("责任单位顺序有变".to_owned());
    }
    parts
}

fn part(change: &FieldChange) -> String {
    let name = match change.field {
        Field::Name => "名称",
        Field::Number => "编号",
        Field::Value => "目标值",
        Field::Unit => "单位",
        Field::Comparator => "比较",
        Field::Words => "要求",
        Field::Due => "到期",
        Field::Sentence => "原句",
        Field::Area => "任务分组",
        Field::Lead => "牵头单位",
    };
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "无".to_owned());
    format!("{name} {} → {}", shown(&change.old), shown(&change.new))
}
