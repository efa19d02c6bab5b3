//! An asker at the desk of a pack, with a model to ask.

use std::{
    path::PathBuf,
    sync::{Arc, LazyLock},
};

use bot::{
    answer::{Advice, AtDesk, Desk, Desks, Unsure},
    dialogue::{self, Advise, Respond},
    fakes::model::{FakeModel, Reply},
    model::{Config, Model},
    pack,
};
use serde_json::json;
use shared::{answer::Answer, date::Date};

pub(crate) const KEY: &str = "sk-CANARY-key";
/// Made-up words that only the model says.
pub(crate) const CANARIES: [&str; 4] = ["蓝鲸喷火", "98765", "CANARY", "evil.example"];

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

/// Without anybody to ask.
pub(crate) static DESKS: LazyLock<Arc<Desks>> = LazyLock::new(|| Arc::new(desks()));

pub(crate) fn desks() -> Desks {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/gongshu");
    let pack = pack::load(&[folder], today()).unwrap().remove(0);
    Desks::new(vec![Desk::new(Arc::new(pack), today).unwrap()], today)
}

/// A question that the engine asks back or refuses for want of confidence.
pub(crate) static DOUBTFUL: LazyLock<&str> = LazyLock::new(|| {
    let questions = ["我的画被印在袋子上", "有人拿我们的东西去卖", "那个证丢了咋整", "我想靠专利弄点钱花"];
    questions.into_iter().find(|asked| desk().unsure(&[], asked).is_some()).expect("one that is doubtful")
});

pub(crate) fn desk() -> AtDesk {
    AtDesk::anywhere(Arc::clone(&DESKS))
}

/// What is put before the model.
pub(crate) fn unsure() -> Unsure {
    desk().unsure(&[], *DOUBTFUL).unwrap()
}

/// The engine's own answer.
pub(crate) fn own() -> Answer {
    desk().respond(&[], *DOUBTFUL)
}

/// A desk of the one pack, with an adviser.
pub(crate) struct Advised {
    pub(crate) at: AtDesk,
    pub(crate) adviser: Arc<dyn Advise>,
}

impl Respond for Advised {
    fn respond(&self, earlier: &[String], question: &str) -> Answer {
        self.at.respond(earlier, question)
    }

    fn adviser(&self) -> Option<Arc<dyn Advise>> {
        Some(Arc::clone(&self.adviser))
    }

    fn unsure(&self, earlier: &[String], question: &str) -> Option<Unsure> {
        self.at.unsure(earlier, question)
    }

    fn advised(&self, unsure: &Unsure, advice: &Advice) -> Option<Answer> {
        self.at.advised(unsure, advice)
    }
}

/// A client as the environment sets it up.
pub(crate) fn client(url: &str, patience: &str) -> Arc<Model> {
    let config = Config::read(|name| match name {
        "ZHICE_MODEL_URL" => Some(url.to_owned()),
        "ZHICE_MODEL_NAME" => Some("fake".to_owned()),
        "ZHICE_MODEL_KEY" => Some(KEY.to_owned()),
        "ZHICE_MODEL_TIMEOUT_MS" => Some(patience.to_owned()),
        _ => None,
    });
    Arc::new(Model::new(&config.unwrap().unwrap()).unwrap())
}

/// Long enough for a busy machine.
pub(crate) const PATIENT: &str = "10000";
/// For what never comes.
pub(crate) const HASTY: &str = "100";

pub(crate) async fn asks(adviser: Arc<dyn Advise>, question: &str) -> Answer {
    let responder = Arc::new(Advised { at: desk(), adviser });
    dialogue::answer(responder, Vec::new(), question.to_owned()).await.unwrap()
}

/// The answer to the doubtful question beside a model that replies like this.
pub(crate) async fn beside(reply: Reply, patience: &str) -> (Answer, FakeModel) {
    let fake = FakeModel::start(reply).await.unwrap();
    let answer = asks(client(&fake.url(), patience), *DOUBTFUL).await;
    (answer, fake)
}

/// A reply of the form that was asked for.
pub(crate) fn says(choice: Option<&str>, rewrite: Option<&str>) -> Reply {
    Reply::Says(json!({"choice": choice, "rewrite": rewrite}).to_string())
}

/// Whether an answer is the engine's own, and holds no word of the model.
pub(crate) fn is_own(answer: &Answer) -> Result<(), String> {
    holds_no_word(answer)?;
    if *answer == own() { Ok(()) } else { Err(format!("not the engine's own answer: {}", answer.to_text())) }
}

/// Whether an answer holds no word that only the model said, in whatever part of it.
pub(crate) fn holds_no_word(answer: &Answer) -> Result<(), String> {
    let whole = serde_json::to_string(answer).unwrap();
    let said = CANARIES.iter().find(|word| whole.contains(*word));
    said.map_or(Ok(()), |word| Err(format!("“{word}” in {whole}")))
}
