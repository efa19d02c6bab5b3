//! Ten thousand questions, asked well and badly: no answer says what stands nowhere. And answers made wrong on purpose,
//! each of which must be caught.

mod generator;
mod judge;

use std::thread;

use shared::{answer::Citation, policy::Window};

use self::{
    generator::{Case, Pool},
    judge::Judge,
};
use super::*;

/// So many questions are asked at the first desk, …
const CASES: u64 = 10_000;
/// … so many at those with figures and with other names, …
const ELSEWHERE: u64 = 1_000;
/// … and so many answers made wrong, in every way.
const WRONG: usize = 1_000;
const THREADS: u64 = 2;

/// Asks a desk the cases up to a number, on two threads, and gives what was found wrong, with the questions it came of.
fn asked(desk: &Desk, cases: u64) -> Vec<String> {
    let pool = Pool::of(desk.pack());
    let judge = Judge::new(desk, today());
    let share = |thread: u64| {
        let faults = (0..cases).filter(|number| number % THREADS == thread).filter_map(|number| {
            let case = pool.case(number);
            let answer = desk.answer(&case.earlier, &case.asked, today());
            let fault = judge.judges(&case, &answer).err()?;
            Some(format!("{number}: {fault}\n  {case:?}\n  {}", answer.to_text()))
        });
        faults.collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let share = &share;
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || share(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    })
}

#[test]
fn no_question_gets_an_answer_that_says_what_stands_nowhere() {
    for (desk, cases) in [(&*GONGSHU, CASES), (&*SHILI, ELSEWHERE), (&*QINGSHAN, ELSEWHERE)] {
        let faults = asked(desk, cases);
        let first = faults.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n");
        assert!(faults.is_empty(), "{} faults at {}, the first:\n{first}", faults.len(), desk.pack().plan.id);
    }
}

/// An adviser that points anywhere: at each candidate, and to the words of another question.
#[test]
fn no_advice_makes_an_answer_say_what_stands_nowhere() {
    let pool = Pool::of(GONGSHU.pack());
    let judge = Judge::new(&GONGSHU, today());
    let mut followed = 0;
    for number in 0..ELSEWHERE {
        let case = pool.case(number);
        let Some(unsure) = GONGSHU.unsure(&case.earlier, &case.asked, today()) else { continue };
        let choices = (0..unsure.candidates().len()).map(Advice::Choice);
        for advice in choices.chain([Advice::Rewrite(pool.case(number + 1).asked)]) {
            let Some(answer) = GONGSHU.advised(&unsure, &advice) else { continue };
            followed += 1;
            assert_eq!(judge.judges(&case, &answer), Ok(()), "{case:?} {advice:?} {}", answer.to_text());
            assert!(!answer.citations.is_empty(), "{case:?} {advice:?}");
        }
    }
    assert!(followed > 100, "{followed} followed");
}

#[test]
fn the_same_number_asks_the_same_question() {
    let pool = Pool::of(GONGSHU.pack());
    let all: HashSet<String> = (0..2_000).map(|number| pool.case(number).asked).collect();
    assert!(all.len() > 1_800, "{} different ones", all.len());
    assert_eq!(pool.case(7).asked, Pool::of(GONGSHU.pack()).case(7).asked);
}

/// Ways of being wrong, each made of an answer that is right.
fn wrongs(right: &Answer) -> [(&'static str, Answer); 5] {
    let with = |change: &dyn Fn(&mut Answer)| {
        let mut answer = right.clone();
        change(&mut answer);
        answer
    };
    let figure = |answer: &mut Answer| {
        let text = answer.blocks.iter_mut().find_map(|block| match block {
            Block::Text(text) => Some(text),
            _ => None,
        });
        // Before a figure that it begins with, the two become one that nothing holds either.
        text.expect("an answer has a text").insert_str(0, "7654321");
    };
    let phone = |answer: &mut Answer| {
        let window = GONGSHU.pack().windows[0].clone();
        answer.blocks.push(Block::Window(Window { phone: Some("0571-87654321".to_owned()), ..window }));
    };
    let linked = |citation: &mut Citation| citation.url = Some("https://www.gov.cn.evil.example/".to_owned());
    [
        ("a figure", with(&figure)),
        ("no citation", with(&|answer| answer.citations.clear())),
        ("a telephone", with(&phone)),
        ("a telephone in the text", with(&|answer| answer.blocks.push(Block::text("请拨打 0571-87654321")))),
        ("a link", with(&|answer| answer.citations.iter_mut().take(1).for_each(linked))),
    ]
}

#[test]
fn the_control_is_wrong_and_is_caught_every_time() {
    let pool = Pool::of(GONGSHU.pack());
    let judge = Judge::new(&GONGSHU, today());
    let snapshot = GONGSHU.snapshot();
    let composer = Composer { pack: GONGSHU.pack(), snapshot: &snapshot, day: today(), lang: Lang::Zh };
    let answers = (0..).filter_map(|number| {
        let case = pool.case(number);
        let case = Case { earlier: Vec::new(), ..case };
        let answer = GONGSHU.answer(&[], &case.asked, today());
        let cites = answer.status == AnswerStatus::Answered && !answer.citations.is_empty();
        let speaks = answer.blocks.iter().any(|block| matches!(block, Block::Text(_)));
        (cites && speaks && !judge.is_reviewed(&answer)).then_some((case, answer))
    });
    for (case, right) in answers.take(WRONG) {
        assert_eq!(judge.judges(&case, &right), Ok(()), "{case:?}");
        for (what, wrong) in wrongs(&right) {
            assert!(judge.judges(&case, &wrong).is_err(), "{what} is not noticed: {case:?}");
            // Of an answer without a figure the desk's own check does not ask for a citation.
            if what != "no citation" {
                let left = GONGSHU.checked(&composer, wrong, &case.asked);
                assert_eq!(left.intent, "unsupported", "{what} would leave: {case:?}");
            }
        }
    }
}
