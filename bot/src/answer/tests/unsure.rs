//! What an adviser is asked, and how little its advice can do.

use super::*;
use crate::figures::{Moment, tests::over_time::Past};

const DOUBTFUL: &str = "袋子上的画";

fn unsure(desk: &Desk, question: &str) -> Option<Unsure> {
    desk.unsure(&[], question, today())
}

#[test]
fn only_want_of_confidence_is_put_before_an_adviser() {
    let open = unsure(&GONGSHU, DOUBTFUL).unwrap();
    assert_eq!(open.question(), DOUBTFUL);
    assert!((1..=8).contains(&open.candidates().len()));
    for sure in [
        "费减比例是多少",
        "PCT目标是多少",
        "你好",
        "转人工",
        "",
        "？？？",
        "增值税税率是多少",
        "域名被别人注册了去哪里投诉",
        "专利法第一百二十条规定了什么",
        "温州市知识产权质押贷款贴息比例是多少",
        "富阳区袋子上的画",
        "袋子上的画？我的照片呢？",
        "袋子上的画，打电话13800138000给我",
        &"袋子上的画".repeat(80),
    ] {
        assert!(unsure(&GONGSHU, sure).is_none(), "{sure}: {:?}", unsure(&GONGSHU, sure));
    }
    let earlier = ["我的手机号是13800138000".to_owned()];
    assert!(GONGSHU.unsure(&earlier, DOUBTFUL, today()).is_none(), "nor with personal data just before");
}

#[test]
fn a_choice_is_answered_from_that_record_by_the_engine() {
    let open = unsure(&GONGSHU, DOUBTFUL).unwrap();
    let ids: Vec<&str> = open.candidates().iter().map(|candidate| candidate.id.as_str()).collect();
    let mut answered = 0;
    for (at, candidate) in open.candidates().iter().enumerate() {
        let Some(answer) = GONGSHU.advised(&open, &Advice::Choice(at)) else { continue };
        answered += 1;
        assert!(candidate.id.contains('/') || cites(&answer).contains(&candidate.id.as_str()), "{ids:?}");
        assert!(matches!(&answer.blocks[0], Block::Notice(notice) if notice.contains("语言模型")));
        User(&GONGSHU).resolves(&answer, DOUBTFUL);
    }
    assert!(answered > 0, "{ids:?}");
    assert_eq!(GONGSHU.advised(&open, &Advice::Choice(ids.len())), None);
}

#[test]
fn other_words_may_look_elsewhere_but_bring_nothing() {
    let open = unsure(&GONGSHU, DOUBTFUL).unwrap();
    let looks = |words: &str| GONGSHU.advised(&open, &Advice::Rewrite(words.to_owned()));
    let answer = looks("著作权侵权由谁处理").or_else(|| looks("费减比例是多少")).unwrap();
    assert!(!answer.citations.is_empty());
    for adds in [
        "费减比例是85%吗",
        "2019年费减比例是多少",
        "一百万元的费减比例是多少",
        "富阳区质押贷款贴息多少",
        "温州市费减比例是多少",
        "拱墅区费减比例是多少",
        "专利法第四十二条规定了什么",
        "财税〔2016〕78号规定了什么",
        "“蓝鲸企业”费减比例是多少",
    ] {
        assert_eq!(looks(adds), None, "{adds}");
    }
    for says_nothing in ["你好", "谢谢", "转人工", "增值税税率是多少", "域名被别人注册了去哪里投诉"]
    {
        assert_eq!(looks(says_nothing), None, "{says_nothing}");
    }
}

#[test]
fn what_the_asker_tied_the_question_to_still_ties() {
    let mut open = unsure(&GONGSHU, DOUBTFUL).unwrap();
    assert!(GONGSHU.advised(&open, &Advice::Rewrite("费减比例是多少".to_owned())).is_some());
    open.question = GONGSHU.names.understand("1998年袋子上的画，费减比例");
    assert_eq!(GONGSHU.advised(&open, &Advice::Rewrite("费减比例是多少".to_owned())), None);
    for at in 0..open.candidates().len() {
        assert_eq!(GONGSHU.advised(&open, &Advice::Choice(at)), None, "{}", open.candidates()[at].id);
    }
}

#[tokio::test]
async fn nothing_is_asked_and_no_advice_taken_while_the_plan_is_switched_off() {
    let past = Past::new().await;
    let live = Live::new(past.ledger.current().await.unwrap());
    let desk = Desk::with_figures(Arc::new(past.pack.clone()), live.clone(), today).unwrap();
    let questions = ["质押能拿到什么", "专利的事找谁看看", "商标被人用了咋弄", "贷款"];
    let (question, open) =
        questions.iter().find_map(|asked| Some((*asked, unsure(&desk, asked)?))).expect("a doubtful one");
    let moment = Moment { millis: 1, day: today() };
    past.ledger.switch_off("核对", "科长乙", moment).await.unwrap();
    live.refresh(&past.ledger).await.unwrap();
    assert!(unsure(&desk, question).is_none());
    for at in 0..open.candidates().len() {
        assert_eq!(desk.advised(&open, &Advice::Choice(at)), None);
    }
}
