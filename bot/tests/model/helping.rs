//! A model that does as it is asked.

use bot::{answer::Advice, dialogue::Respond as _, fakes::model::Reply};
use shared::answer::{AnswerStatus, Block};

use crate::world::{PATIENT, beside, desk, holds_no_word, is_own, own, says, unsure};

#[tokio::test]
async fn a_choice_is_answered_from_that_record() {
    assert!(matches!(own().status, AnswerStatus::Clarify | AnswerStatus::Unanswerable));
    let open = unsure();
    let followed = |at: &usize| desk().advised(&open, &Advice::Choice(*at)).is_some();
    let at = (0..open.candidates().len()).find(followed).expect("one that the engine can answer from");
    let id = &open.candidates()[at].id;
    let (answer, fake) = beside(says(Some(id), None), PATIENT).await;
    assert_eq!(Some(&answer), desk().advised(&open, &Advice::Choice(at)).as_ref());
    assert!(matches!(answer.status, AnswerStatus::Answered | AnswerStatus::Partial));
    assert!(!answer.citations.is_empty());
    assert!(matches!(&answer.blocks[0], Block::Notice(notice) if notice.contains("语言模型")));
    assert_eq!(fake.asked().len(), 1);
}

#[tokio::test]
async fn a_rewrite_is_looked_for_and_none_of_its_words_is_said() {
    let (answer, _fake) = beside(says(None, Some("蓝鲸喷火CANARY费减比例是多少")), PATIENT).await;
    holds_no_word(&answer).unwrap();
    let plain = Advice::Rewrite("费减比例是多少".to_owned());
    let (answer, _fake) = beside(says(None, Some("费减比例是多少")), PATIENT).await;
    assert_eq!(Some(&answer), desk().advised(&unsure(), &plain).as_ref());
    assert!(answer.to_text().contains("85%"), "{}", answer.to_text());
}

#[tokio::test]
async fn a_model_that_knows_no_better_changes_nothing() {
    for reply in [says(None, None), says(None, Some("增值税税率是多少")), says(None, Some("你好"))]
    {
        let (answer, fake) = beside(reply, PATIENT).await;
        is_own(&answer).unwrap();
        assert_eq!(fake.asked().len(), 1);
    }
}

#[tokio::test]
async fn the_reply_may_carry_what_endpoints_add() {
    let words = r#"{\"choice\": null, \"rewrite\": \"费减比例是多少\"}"#;
    let body = format!(
        r#"{{"choices": [{{"message": {{"content": "{words}", "refusal": null, "x": 1}}, "x": []}}], "x": {{}}}}"#
    );
    let (answer, _fake) = beside(Reply::Sends(body), PATIENT).await;
    assert!(answer.to_text().contains("85%"), "{}", answer.to_text());
}
