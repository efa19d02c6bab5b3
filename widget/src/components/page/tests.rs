use shared::{lang::Lang, method::Status};

use super::{body::overview, selection::Selection};
use crate::{
    markup::Writer,
    search::Query,
    tests::{fixtures, part},
};

fn searched(typed: &str, filter: Option<Status>) -> (usize, usize, usize) {
    let snapshot = fixtures::closed();
    let selection = Selection::new(&snapshot, filter, &Query::new(typed));
    (selection.indicators.len(), selection.tasks.len(), selection.units.len())
}

#[test]
fn a_search_reaches_targets_tasks_and_units() {
    assert_eq!(searched("", None), (9, 11, 11));
    assert_eq!(searched("ＰＣＴ", None), (1, 0, 0));
    assert_eq!(searched("trademarks", None), (1, 0, 0));
    assert_eq!(searched("科技局", None), (0, 5, 1));
    assert_eq!(searched("没有的事", None), (0, 0, 0));
}

#[test]
fn a_filter_speaks_of_targets_only() {
    assert_eq!(searched("", Some(Status::Missed)), (1, 11, 11));
    assert_eq!(searched("PCT", Some(Status::Missed)), (0, 0, 0));
}

#[tokio::test]
async fn hits_are_told_in_words() {
    fn hits(out: &mut Writer, typed: &str, filter: Option<Status>) {
        let query = Query::new(typed);
        Selection::new(out.scene.snapshot, filter, &query).hits(out, &query);
    }
    let closed = fixtures::closed;
    let filtered = part(closed(), Lang::Zh, |out| hits(out, "", Some(Status::Missed))).await;
    assert_eq!(filtered, "显示 1 项目标");
    assert_eq!(
        part(closed(), Lang::Zh, |out| hits(out, "金融", None)).await,
        "显示 2 项重点任务，1 个责任单位"
    );
    assert_eq!(part(closed(), Lang::En, |out| hits(out, "x y z", None)).await, "Nothing matches");
}

#[tokio::test]
async fn a_part_without_hits_has_no_heading_either() {
    let html = part(fixtures::closed(), Lang::Zh, |out| {
        let query = Query::new("PCT");
        overview(out, &Selection::new(out.scene.snapshot, None, &query), &query);
    });
    let html = html.await;
    assert_eq!(html.matches("<h3").count(), 1, "{html}");
}
