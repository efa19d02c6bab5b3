//! Who answers for a publication.

use shared::text::clean;
use unicode_normalization::UnicodeNormalization;

use super::{Batch, FiguresError};

/// A name has at most so many characters.
const LONGEST: usize = 64;
/// What lists of names are parted with, and so can stand in none.
const SEPARATORS: [char; 7] = ['、', '，', ',', ';', '；', '/', '／'];
/// Stands between the names of several preparers where they are kept.
const BETWEEN: &str = "、";

/// What a person answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Preparer,
    Reviewer,
    Approver,
    /// Who decides that figures are taken back.
    Withdrawer,
    /// Who takes a plan down or puts it back.
    Switcher,
}

impl Role {
    /// What is told where nobody is named.
    fn nobody(self) -> &'static str {
        match self {
            Self::Preparer => "编制人的姓名不能为空：请用 --prepared-by 写明",
            Self::Reviewer => "审核人的姓名不能为空：请用 --reviewer 写明",
            Self::Approver => "签发人的姓名不能为空：请用 --approver 写明",
            Self::Withdrawer => "没有写明由谁决定撤回：请用 --by 写上姓名",
            Self::Switcher => "没有写明由谁操作：请用 --by 写上姓名",
        }
    }
}

/// The name of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name(String);

impl Name {
    /// One name: no list of names, and nothing in it that cannot be seen.
    pub(super) fn new(role: Role, text: &str) -> Result<Self, FiguresError> {
        let name = text.trim();
        if name.chars().any(char::is_control) || name.contains(['\u{2028}', '\u{2029}']) {
            return Err(FiguresError::Review("姓名里有换行或控制字符：请只写一个人的姓名"));
        }
        if name.contains(SEPARATORS) {
            return Err(FiguresError::Review("姓名里有分隔符（、，,;/）：每一步只写一个人的姓名"));
        }
        if name.chars().count() > LONGEST {
            return Err(FiguresError::Review("姓名超过 64 个字"));
        }
        let name = Self(clean(name));
        if name.folded().is_empty() {
            return Err(FiguresError::Review(role.nobody()));
        }
        Ok(name)
    }

    /// The name as it is written.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// What two ways to write a name have in common: neither width, case, space, nor what is invisible makes another
    /// person.
    fn folded(&self) -> String {
        let seen = |c: &char| c.is_alphanumeric() && !matches!(c, '\u{115F}' | '\u{1160}');
        let lower: String = self.0.nfkc().flat_map(char::to_lowercase).collect();
        lower.nfkc().filter(seen).collect()
    }

    fn is(&self, other: &Self) -> bool {
        self.folded() == other.folded()
    }
}

/// Who answers for a publication, kept in the database and on the review sheet and shown nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    preparers: Vec<Name>,
    reviewer: Name,
    approver: Name,
}

impl People {
    /// 编制、审核、签发 of these batches. Whoever staged one is a preparer whatever `prepared_by` says; it names who
    /// filled in those that name nobody.
    pub fn of(
        batches: &[Batch],
        prepared_by: Option<&str>,
        reviewer: &str,
        approver: &str,
    ) -> Result<Self, FiguresError> {
        if prepared_by.is_none() && unsigned(batches) {
            return Err(FiguresError::Review("有批次没有写明编制人：请加 --prepared-by 姓名"));
        }
        let mut preparers: Vec<Name> = Vec::new();
        for name in batches.iter().filter_map(|batch| batch.prepared_by.as_deref()).chain(prepared_by) {
            let name = Name::new(Role::Preparer, name)?;
            if !preparers.iter().any(|known| known.is(&name)) {
                preparers.push(name);
            }
        }
        let reviewer = Name::new(Role::Reviewer, reviewer)?;
        let approver = Name::new(Role::Approver, approver)?;
        if reviewer.is(&approver) || preparers.iter().any(|name| name.is(&reviewer) || name.is(&approver)) {
            return Err(FiguresError::Review("编制、审核、签发要由三个不同的人负责"));
        }
        Ok(Self { preparers, reviewer, approver })
    }

    /// Who prepared, reviewed and approved, as kept and printed.
    pub(super) fn written(&self) -> [String; 3] {
        let preparers: Vec<&str> = self.preparers.iter().map(Name::as_str).collect();
        [preparers.join(BETWEEN), self.reviewer.0.clone(), self.approver.0.clone()]
    }
}

/// Whether a batch names nobody who filled it in.
pub fn unsigned(batches: &[Batch]) -> bool {
    batches.iter().any(|batch| batch.prepared_by.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(prepared_by: Option<&str>) -> Batch {
        let prepared_by = prepared_by.map(str::to_owned);
        Batch {
            id: 1,
            file: "填报.csv".to_owned(),
            sha256: "00".to_owned(),
            prepared_by,
            staged_at: 0,
            rows: 1,
        }
    }

    #[test]
    fn a_preparer_reviews_nothing_however_the_name_is_written() {
        let both = [batch(Some("Zhang San")), batch(Some("李某"))];
        for name in
            ["Zhang San", "zhangsan", "ＺＨＡＮＧ　ＳＡＮ", "Zhang\u{200B} San", "李 某", "李\u{FEFF}某"]
        {
            assert!(People::of(&both, None, name, "丙").is_err(), "{name}");
            assert!(
                People::of(&both, Some("王某"), "乙", name).is_err(),
                "the flag takes nobody's place: {name}"
            );
        }
        assert!(People::of(&both, Some("乙"), "乙", "丙").is_err());
        assert!(People::of(&both, None, "乙", " 乙\u{3164}").is_err());
        let [preparers, ..] = People::of(&both, Some("王某"), "乙", "丙").unwrap().written();
        assert_eq!(preparers, "Zhang San、李某、王某");
    }

    #[test]
    fn a_batch_that_names_nobody_needs_a_name() {
        let both = [batch(Some("甲")), batch(None)];
        assert!(People::of(&both, None, "乙", "丙").unwrap_err().to_string().contains("--prepared-by"));
        assert_eq!(People::of(&both, Some("甲"), "乙", "丙").unwrap().written()[0], "甲");
    }

    #[test]
    fn a_name_is_one_name_that_can_be_seen() {
        for name in ["", " ", "\u{200B}", "甲、乙", "甲，乙", "甲,乙", "甲;乙", "甲/乙", "甲\n乙", "甲\u{7}"]
        {
            assert!(Name::new(Role::Preparer, name).is_err(), "{name:?}");
        }
        assert!(Name::new(Role::Preparer, &"长".repeat(65)).is_err());
        assert_eq!(Name::new(Role::Preparer, " 阿里木·买买提 ").unwrap().as_str(), "阿里木·买买提");
    }

    #[test]
    fn who_is_not_named_is_told_by_role_and_flag() {
        let roles = [
            (Role::Preparer, "编制人", "--prepared-by"),
            (Role::Reviewer, "审核人", "--reviewer"),
            (Role::Approver, "签发人", "--approver"),
            (Role::Withdrawer, "由谁决定撤回", "--by"),
        ];
        for (role, who, flag) in roles {
            let told = Name::new(role, " \u{200B}").unwrap_err().to_string();
            assert!(told.contains(who) && told.contains(flag), "{told}");
        }
    }
}
