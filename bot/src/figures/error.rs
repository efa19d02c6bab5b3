//! Why figures cannot be entered, published or withdrawn, in the words of the person who has to mend it.

use super::sheet::Faults;
use crate::store::StoreError;

/// What went wrong with the ledger of figures.
#[derive(Debug, thiserror::Error)]
pub enum FiguresError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A row of the database is not what it should be.
    #[error("数据库中的记录 {id} 无法解读（{reason}）：数据库可能被手工改过，请从备份恢复")]
    Unreadable {
        /// The row.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// What is public is not what was approved.
    #[error("第 {number} 次发布的内容与发布时的摘要不符：数据库可能被手工改过，请从备份恢复")]
    Digest {
        /// The publication.
        number: u32,
    },
    /// The pack and the database contradict each other.
    #[error("数据包与数据库中已有的数据矛盾，数据库没有改动：\n{}", .0.join("\n"))]
    Conflict(Vec<String>),
    /// There is no such publication.
    #[error("没有第 {0} 次发布；用 zhice figures list 查看")]
    NoPublication(u32),
    /// There is no such batch waiting.
    #[error("没有待审核的批次 {0}；用 zhice figures list 查看")]
    NoBatch(i64),
    /// Nothing waits for review.
    #[error("没有待审核的数据：请先用 zhice figures stage FILE 暂存")]
    NothingStaged,
    /// What waits is what is public already.
    #[error("待审核的批次与公开的数据没有差别，没有可发布的：请用 zhice figures drop 撤下，或重新暂存")]
    NothingNew,
    /// What waits cannot become public.
    #[error("不能发布，公开的数据没有变动：\n{}", .0.join("\n"))]
    NotFit(Vec<String>),
    /// Rows of a file contradict what is public or waits.
    #[error(transparent)]
    Contradiction(Faults),
    /// Somebody else was faster.
    #[error("核对期间又有人发布、撤回或暂存了数据：请重新运行，核对新的变动")]
    Overtaken,
    /// The review was not by three people.
    #[error("{0}")]
    Review(&'static str),
    /// What would be public again misses targets without saying why.
    #[error("不能撤回到这一状态，公开的数据没有变动：\n{}\n请用 --to 指定另一次发布", .0.join("\n"))]
    Unexplained(Vec<String>),
    /// There is nothing to withdraw to.
    #[error("没有更早的发布可以恢复：目前公开的是第一次发布的内容。确要撤到没有任何数据，请加 --to 0")]
    NothingBefore,
    /// A state that was withdrawn does not come back unreviewed.
    #[error("第 {0} 次发布已被撤回或不在目前公开内容之前，不能恢复；可恢复的有：{1}")]
    NotAnEarlierState(u32, String),
}

impl From<sqlx::Error> for FiguresError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<serde_json::Error> for FiguresError {
    fn from(error: serde_json::Error) -> Self {
        Self::Store(error.into())
    }
}
