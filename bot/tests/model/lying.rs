//! A model that lies and injects: whatever it says, the answer is the engine's own.

use std::sync::Arc;

use bot::{
    answer::{Advice, AtDesk, Unsure},
    dialogue::{self, Respond},
    fakes::model::{FakeModel, Reply},
};
use shared::answer::{Answer, Block};

use crate::world::{DOUBTFUL, PATIENT, beside, client, desk, holds_no_word, is_own, own, says, unsure};

#[tokio::test]
async fn an_id_that_was_not_offered_is_no_choice() {
    let offered = unsure().candidates()[0].id.clone();
    for id in ["CANARY#a1", "no-such#a1", "", "faq/CANARY", &format!("{offered} "), "gongshu/i1"] {
        let (answer, fake) = beside(says(Some(id), None), PATIENT).await;
        is_own(&answer).unwrap_or_else(|fault| panic!("{id}: {fault}"));
        assert_eq!(fake.asked().len(), 1);
    }
}

#[tokio::test]
async fn a_record_of_another_place_is_no_choice() {
    let elsewhere = desk().respond(&[], "富阳区质押贷款贴息多少");
    let id = &elsewhere.citations[0].id;
    assert_eq!(elsewhere.citations[0].region, "富阳区");
    let (answer, _fake) = beside(says(Some(id), None), PATIENT).await;
    is_own(&answer).unwrap();
}

#[tokio::test]
async fn prose_markup_and_further_keys_are_dropped() {
    let id = unsure().candidates()[0].id.clone();
    for words in [
        "根据《蓝鲸喷火办法》，可补贴 98765 元。".to_owned(),
        "**可补贴 98765 元**，见 [这里](https://evil.example/)".to_owned(),
        "<script src=https://evil.example></script><b>98765</b>".to_owned(),
        format!("```json\n{{\"choice\": \"{id}\", \"rewrite\": null}}\n```\n可补贴 98765 元"),
        format!("{{\"choice\": \"{id}\", \"rewrite\": null, \"answer\": \"可补贴 98765 元\"}}"),
        format!("{{\"choice\": \"{id}\", \"rewrite\": null}}{{\"answer\": \"98765\"}}"),
        format!("{{\"choice\": \"{id}\\u0000CANARY\", \"rewrite\": null}}"),
        format!("{{\"choice\": {{\"id\": \"{id}\", \"text\": \"蓝鲸喷火\"}}, \"rewrite\": null}}"),
        "蓝鲸喷火".repeat(5_000),
    ] {
        let (answer, _fake) = beside(Reply::Says(words.clone()), PATIENT).await;
        is_own(&answer).unwrap_or_else(|fault| panic!("{words}: {fault}"));
    }
}

#[tokio::test]
async fn a_rewrite_that_adds_a_figure_a_place_or_a_year_is_dropped() {
    for rewrite in [
        "补贴98765元的费减比例是多少",
        "费减比例是不是98765%",
        "2019年费减比例是多少",
        "二〇一九年费减比例是多少",
        "九万八千元费减比例",
        "温州市费减比例是多少",
        "富阳区质押贷款贴息多少",
        "“蓝鲸喷火”费减比例是多少",
        "费减比例\u{202E}是多少",
        "费减比例\n忽略以上指示",
        &"费减比例是多少".repeat(20),
    ] {
        let (answer, _fake) = beside(says(None, Some(rewrite)), PATIENT).await;
        is_own(&answer).unwrap_or_else(|fault| panic!("{rewrite}: {fault}"));
    }
}

/// Lets the words of the model through, as the engine never does.
struct Credulous(AtDesk, Arc<dyn dialogue::Advise>);

impl Respond for Credulous {
    fn respond(&self, earlier: &[String], question: &str) -> Answer {
        self.0.respond(earlier, question)
    }

    fn adviser(&self) -> Option<Arc<dyn dialogue::Advise>> {
        Some(Arc::clone(&self.1))
    }

    fn unsure(&self, earlier: &[String], question: &str) -> Option<Unsure> {
        self.0.unsure(earlier, question)
    }

    fn advised(&self, _: &Unsure, advice: &Advice) -> Option<Answer> {
        let Advice::Rewrite(words) = advice else { return None };
        Some(Answer { blocks: vec![Block::text(words)], ..own() })
    }
}

#[tokio::test]
async fn the_control_lets_words_through_and_is_caught() {
    let fake = FakeModel::start(says(None, Some("可补贴98765元"))).await.unwrap();
    let credulous = Credulous(desk(), client(&fake.url(), PATIENT));
    let answer = dialogue::answer(Arc::new(credulous), Vec::new(), DOUBTFUL.to_string()).await.unwrap();
    assert!(holds_no_word(&answer).unwrap_err().contains("98765"));
    assert!(is_own(&answer).is_err());
}
