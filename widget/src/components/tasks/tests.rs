use shared::{lang::Lang, snapshot::Snapshot};

use super::tasks;
use crate::{
    markup::Writer,
    tests::{fixtures, part},
};

fn first_six(out: &mut Writer) {
    let chosen: Vec<_> = out.scene.snapshot.tasks.iter().take(6).collect();
    tasks(out, &chosen);
}

#[tokio::test]
async fn reported_tasks_say_where_they_stand_and_who_says_so() {
    insta::assert_snapshot!(part(fixtures::closed(), Lang::Zh, first_six).await);
}

#[tokio::test]
async fn without_any_report_there_is_no_column_of_states() {
    let html = part(fixtures::promise(), Lang::Zh, first_six).await;
    assert!(!html.contains("进展") && !html.contains("暂无报告"), "{html}");
}

#[tokio::test]
async fn only_units_that_the_text_calls_leading_are_called_so() {
    let lead = |lead: &[&str]| -> Snapshot {
        let mut snapshot = fixtures::promise();
        snapshot.tasks[0].lead = lead.iter().map(|&unit| unit.to_owned()).collect();
        snapshot
    };
    assert!(!part(lead(&[]), Lang::Zh, first_six).await.contains("牵头"));
    assert!(part(lead(&["区科技局"]), Lang::Zh, first_six).await.contains("牵头单位：区科技局"));
}
