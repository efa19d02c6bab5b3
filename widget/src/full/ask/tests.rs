use shared::{
    answer::AnswerStatus,
    policy::{LegalStatus, Read},
};

use super::*;
use crate::full::{Failure, tests::shown};

fn said(text: &str) -> Rc<Answer> {
    Rc::new(Answer {
        status: AnswerStatus::Answered,
        intent: "policy".to_owned(),
        blocks: vec![Block::text(text), Block::List(vec!["甲".to_owned()]), Block::notice("<b>慎用</b>")],
        citations: vec![Citation {
            id: "doc#rate".to_owned(),
            title: "办法".to_owned(),
            number: Some("某发〔2024〕1号".to_owned()),
            clause: Some("标准".to_owned()),
            url: Some("https://www.mou.gov.cn/a".to_owned()),
            status: LegalStatus::InForce,
            region: "某区".to_owned(),
            read: Read::Repost,
            quote: "补贴 5 万元。".to_owned(),
        }],
        as_of: "2026-01-01".parse().unwrap(),
        lang: Lang::Zh,
        suggestions: vec!["期限多久？".to_owned()],
        picture: None,
    })
}

fn asked(talk: &mut Talk, question: &str) -> Option<Request> {
    talk.update(Event::Typed(question.to_owned()));
    talk.update(Event::Send)
}

#[test]
fn a_question_goes_out_with_those_before_it() {
    let mut talk = Talk::default();
    for number in 1..=7 {
        let sent = asked(&mut talk, &format!(" 问{number} "));
        let Some(Request::Answer(questions)) = sent else { panic!("not asked") };
        assert_eq!(questions.last(), Some(&format!("问{number}")));
        assert_eq!(questions.len(), number.min(CONTEXT));
        talk.update(Event::Said(Ok(said("好"))));
    }
}

#[test]
fn nothing_is_asked_twice_or_while_an_answer_is_awaited() {
    let mut talk = Talk::default();
    assert_eq!(asked(&mut talk, "  "), None);
    assert!(asked(&mut talk, "贴息").is_some());
    assert_eq!(asked(&mut talk, "再问"), None);
    assert_eq!(talk.update(Event::Again), None, "nothing failed");
    talk.update(Event::Said(Err(Failure)));
    assert_eq!(talk.update(Event::Again), Some(Request::Answer(vec!["贴息".to_owned()])));
    assert_eq!(talk.turns.len(), 1);
}

#[test]
fn a_long_conversation_forgets_its_beginning() {
    let mut talk = Talk::default();
    for number in 0..KEPT + 5 {
        asked(&mut talk, &number.to_string());
        talk.update(Event::Said(Ok(said("好"))));
    }
    assert_eq!((talk.turns.len(), talk.turns[0].asked.as_str()), (KEPT, "5"));
}

#[tokio::test]
async fn an_answer_stands_with_what_it_rests_on() {
    let html = shown(Lang::Zh, |out| {
        let mut talk = Talk::default();
        asked(&mut talk, "补贴<多少>");
        talk.update(Event::Said(Ok(said("补贴 5 万元 [1]"))));
        talk.view(out, &Callback::noop());
    });
    insta::assert_snapshot!(html.await);
}

#[tokio::test]
async fn waiting_and_failing_are_said() {
    for (failed, words) in [(false, "Looking it up"), (true, "No answer came")] {
        let html = shown(Lang::En, move |out| {
            let mut talk = Talk::default();
            asked(&mut talk, "x");
            if failed {
                talk.update(Event::Said(Err(Failure)));
            }
            talk.view(out, &Callback::noop());
        });
        let html = html.await;
        assert!(html.contains(words) && html.contains("Try again") == failed, "{html}");
    }
}
