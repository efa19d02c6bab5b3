//! Delivery step by step, with a channel and a clock that are moved by hand.

use std::{
    collections::VecDeque,
    sync::{
        Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use shared::{
    answer::{AnswerStatus, Block},
    date::Date,
};
use tokio::{sync::Notify, task::JoinSet};

use super::{processing::Processor, sending::Sender, *};
use crate::{
    dialogue::{EARLIER, Respond},
    store::Store,
};

#[derive(Default)]
struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Says what it was asked; panics if asked to.
struct Echo;

impl Respond for Echo {
    fn respond(&self, earlier: &[String], question: &str) -> Answer {
        assert_ne!(question, "panic", "as asked");
        Answer {
            status: AnswerStatus::Answered,
            intent: "echo".to_owned(),
            blocks: vec![Block::text(format!("{}→{question}", earlier.join("、")))],
            citations: Vec::new(),
            as_of: Date::new(2026, 11, 22).unwrap(),
            lang: shared::lang::Lang::Zh,
            suggestions: vec![format!("{question}？")],
            picture: None,
        }
    }
}

type Sent = (String, i64, Content);

/// A channel that meets the scripted faults and keeps what it sent.
#[derive(Default)]
struct Script {
    faults: Mutex<VecDeque<Fault>>,
    sent: Mutex<Vec<Sent>>,
}

impl Channel for Script {
    fn name(&self) -> &'static str {
        "script"
    }

    fn render(&self, answer: &Answer) -> Vec<Content> {
        let text = |block: &Block| match block {
            Block::Text(text) => text.clone(),
            _ => String::new(),
        };
        // Long answers are two messages.
        let mut contents: Vec<Content> = answer.blocks.iter().map(text).map(Content::text).collect();
        contents.push(Content::Message { text: "还有".to_owned(), buttons: answer.suggestions.clone() });
        contents
    }

    fn send<'a>(
        &'a self,
        conversation: &'a str,
        id: i64,
        content: &'a Content,
    ) -> Pending<'a, Result<Option<String>, Fault>> {
        Box::pin(async move {
            if let Some(fault) = self.faults.lock().unwrap().pop_front() {
                return Err(fault);
            }
            self.sent.lock().unwrap().push((conversation.to_owned(), id, content.clone()));
            Ok(Some(format!("m{id}")))
        })
    }

    fn pull(self: Arc<Self>, _: Intake, _: Stop) -> Option<Pending<'static, ()>> {
        None
    }

    fn routes(self: Arc<Self>, _: Intake) -> axum::Router {
        axum::Router::new()
    }
}

/// One channel's delivery, stepped by the test.
struct Bench {
    intake: Intake,
    processor: Processor,
    sender: Sender,
    clock: Arc<Hands>,
    script: Arc<Script>,
    store: Store,
    _dir: tempfile::TempDir,
}

impl Bench {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}/z.db", dir.path().display())).await.unwrap();
        let (clock, script) = (Arc::new(Hands::default()), Arc::new(Script::default()));
        let now: Arc<dyn Clock> = clock.clone();
        let channel: Arc<dyn Channel> = script.clone();
        Self {
            intake: Intake::new(store.clone(), now.clone(), "script", Arc::new(Notify::new())),
            processor: Processor {
                store: store.clone(),
                clock: now.clone(),
                responder: Arc::new(Echo),
                channel: channel.clone(),
            },
            sender: Sender { store: store.clone(), clock: now, channel },
            clock,
            script,
            store,
            _dir: dir,
        }
    }

    async fn receives(&self, key: &str, conversation: &str, event: Event) -> u64 {
        let (dedupe_key, conversation) = (key.to_owned(), conversation.to_owned());
        self.intake.accept(&[Received { dedupe_key, conversation, event }], Some(key)).await.unwrap()
    }

    async fn is_asked(&self, key: &str, conversation: &str, text: &str) {
        self.receives(key, conversation, Event::Question { text: text.to_owned() }).await;
    }

    async fn answers_all(&self) {
        while self.processor.process_next().await.unwrap() {}
    }

    /// Sends what is due at `seconds`, and what that makes due. Returns when more will be.
    async fn sends(&self, seconds: i64) -> Option<i64> {
        self.clock.0.store(seconds * 1000, Ordering::SeqCst);
        let mut sending = JoinSet::new();
        loop {
            let due = self.sender.start_due(&mut sending, 8).await.unwrap();
            if sending.is_empty() {
                return due.map(|due| due / 1000);
            }
            while let Some(sent) = sending.join_next().await {
                sent.unwrap();
            }
        }
    }

    fn fails(&self, fault: Fault) {
        self.script.faults.lock().unwrap().push_back(fault);
    }

    /// The texts that `conversation` got, in order.
    fn heard(&self, conversation: &str) -> Vec<String> {
        let text = |content: &Content| match content {
            Content::Message { text, .. } => text.clone(),
            Content::Picture { caption, .. } => format!("[{caption}]"),
            Content::Acknowledge { press } => format!("({press})"),
        };
        let sent = self.script.sent.lock().unwrap();
        sent.iter().filter(|(to, ..)| to == conversation).map(|(.., content)| text(content)).collect()
    }

    async fn states(&self, query: &'static str) -> Vec<String> {
        sqlx::query_scalar(query).fetch_all(self.store.reader()).await.unwrap()
    }

    async fn runs(&self, statement: &'static str) {
        let mut tx = self.store.begin().await.unwrap();
        sqlx::query(statement).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn passing() -> Fault {
    Fault::Passing("超时".to_owned())
}

#[tokio::test]
async fn a_message_that_comes_twice_is_answered_once() {
    let bench = Bench::new().await;
    for new in [1, 0] {
        let question = Event::Question { text: "甲".to_owned() };
        assert_eq!(bench.receives("1", "7", question).await, new);
        bench.answers_all().await;
    }
    bench.sends(0).await;
    assert_eq!(bench.heard("7"), ["→甲", "还有"]);
    assert_eq!(bench.intake.position().await.unwrap().as_deref(), Some("1"));
}

#[tokio::test]
async fn what_identifies_a_person_is_never_stored() {
    let bench = Bench::new().await;
    bench.is_asked("1", "7", "我是13800138000，甲").await;
    bench.answers_all().await;
    let stored = [
        bench.states("SELECT event FROM inbox").await,
        bench.states("SELECT question FROM turn").await,
        bench.states("SELECT content FROM outbox").await,
    ];
    assert!(stored.iter().all(|rows| !rows.is_empty()), "{stored:?}");
    let stored = stored.concat().concat();
    assert!(!stored.contains("13800138000") && stored.contains("〔已隐去〕，甲"), "{stored}");
}

#[tokio::test]
async fn a_batch_is_stored_whole_or_not_at_all() {
    let bench = Bench::new().await;
    bench.runs("CREATE TRIGGER no BEFORE INSERT ON inbox WHEN new.dedupe_key = '2' BEGIN SELECT RAISE(FAIL, 'disk'); END").await;
    let message = |key: &str| Received {
        dedupe_key: key.to_owned(),
        conversation: "7".to_owned(),
        event: Event::Start,
    };
    assert!(bench.intake.accept(&[message("1"), message("2")], Some("3")).await.is_err());
    assert_eq!(bench.states("SELECT dedupe_key FROM inbox").await, Vec::<String>::new());
    assert_eq!(bench.intake.position().await.unwrap(), None);
}

#[tokio::test]
async fn effect_and_reply_are_stored_together_or_not_at_all() {
    let bench = Bench::new().await;
    bench.is_asked("1", "7", "甲").await;
    bench.runs("CREATE TRIGGER no BEFORE INSERT ON outbox WHEN new.seq = 1 BEGIN SELECT RAISE(FAIL, 'disk'); END").await;
    assert!(bench.processor.process_next().await.is_err());
    assert_eq!(bench.states("SELECT question FROM turn").await, Vec::<String>::new());
    assert_eq!(bench.states("SELECT content FROM outbox").await, Vec::<String>::new());
    bench.runs("DROP TRIGGER no").await;
    bench.answers_all().await;
    bench.sends(0).await;
    assert_eq!(bench.heard("7"), ["→甲", "还有"]);
}

#[tokio::test]
async fn a_conversation_remembers_its_last_questions_until_it_starts_anew() {
    let bench = Bench::new().await;
    for at in 1..=EARLIER + 2 {
        bench.is_asked(&format!("a{at}"), "7", &at.to_string()).await;
    }
    bench.is_asked("b", "8", "别人").await;
    bench.receives("c", "7", Event::Start).await;
    bench.is_asked("d", "7", "乙").await;
    bench.answers_all().await;
    bench.sends(0).await;
    let heard = bench.heard("7");
    assert_eq!(heard[0], "→1");
    assert_eq!(heard[2 * (EARLIER + 1)], "2、3、4、5→6");
    assert_eq!(heard[2 * (EARLIER + 2)..], ["→你好", "还有", "→乙", "还有"]);
    assert_eq!(bench.heard("8"), ["→别人", "还有"]);
}

#[tokio::test]
async fn what_needs_no_answer_or_cannot_be_read_holds_nothing_up() {
    let bench = Bench::new().await;
    bench.receives("1", "", Event::Other { what: "hologram".to_owned(), raw: None }).await;
    bench.receives("2", "7", Event::Unreadable).await;
    bench.is_asked("3", "7", "panic").await;
    bench.is_asked("4", "7", "甲").await;
    bench.runs("UPDATE inbox SET event = '{\"kind\":\"of the future\"}' WHERE dedupe_key = '1'").await;
    bench.answers_all().await;
    bench.sends(0).await;
    let heard = bench.heard("7");
    assert!(heard[0].contains("文字") && heard[1].contains("抱歉"), "{heard:?}");
    assert_eq!(heard[2..], ["→甲", "还有"]);
    assert_eq!(
        bench.states("SELECT state FROM inbox ORDER BY id").await,
        ["skipped", "done", "done", "done"]
    );
}

#[tokio::test]
async fn buttons_ask_their_question_in_their_conversation_only() {
    let bench = Bench::new().await;
    bench.is_asked("1", "7", "甲").await;
    bench.answers_all().await;
    bench.sends(0).await;
    let (_, row, _) = bench.script.sent.lock().unwrap()[1].clone();
    let press = |row, at| Event::Press { row, at, press: "p".to_owned() };
    bench.receives("2", "7", press(Some(row), 0)).await;
    for (key, conversation, row, at) in
        [("3", "8", Some(row), 0), ("4", "8", Some(row), 9), ("5", "8", None, 0)]
    {
        bench.receives(key, conversation, press(row, at)).await;
    }
    bench.answers_all().await;
    bench.sends(0).await;
    assert_eq!(bench.heard("7")[2..], ["(p)", "甲→甲？", "还有"]);
    let stale = bench.heard("8");
    assert_eq!(stale.iter().filter(|text| text.contains("失效")).count(), 3, "{stale:?}");
}

#[tokio::test]
async fn a_reply_waits_as_long_as_it_is_told_and_no_reply_overtakes_it() {
    let bench = Bench::new().await;
    bench.is_asked("1", "7", "甲").await;
    bench.is_asked("2", "7", "乙").await;
    bench.answers_all().await;
    bench.fails(Fault::Wait(Duration::from_secs(30)));
    assert_eq!(bench.sends(0).await, Some(30));
    bench.is_asked("3", "8", "丙").await;
    bench.answers_all().await;
    bench.sends(29).await;
    assert_eq!(bench.heard("7"), Vec::<String>::new());
    assert_eq!(bench.heard("8"), ["→丙", "还有"]);
    assert_eq!(bench.sends(30).await, None);
    assert_eq!(bench.heard("7"), ["→甲", "还有", "甲→乙", "还有"]);
}

#[tokio::test]
async fn passing_faults_are_retried_later_and_later() {
    let bench = Bench::new().await;
    bench.is_asked("1", "7", "甲").await;
    bench.answers_all().await;
    let mut now = 0;
    let mut pauses = Vec::new();
    for _ in 0..6 {
        bench.fails(passing());
        let next = bench.sends(now).await.unwrap();
        pauses.push(next - now);
        now = next;
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32]);
    assert_eq!(bench.sends(now).await, None);
    assert_eq!(bench.heard("7"), ["→甲", "还有"]);
}

#[tokio::test]
async fn a_refused_reply_is_kept_with_its_reason_and_the_next_goes_out() {
    let bench = Bench::new().await;
    bench.is_asked("1", "7", "甲").await;
    bench.answers_all().await;
    bench.runs("UPDATE outbox SET content = '{\"kind\":\"of the future\"}' WHERE seq = 0").await;
    bench.is_asked("2", "7", "乙").await;
    bench.answers_all().await;
    bench.fails(Fault::Final("Forbidden: bot was blocked by the user".to_owned()));
    assert_eq!(bench.sends(0).await, None);
    assert_eq!(bench.heard("7"), ["甲→乙", "还有"]);
    assert_eq!(bench.states("SELECT state FROM outbox ORDER BY id").await, ["dead", "dead", "sent", "sent"]);
    let reasons = bench.states("SELECT reason FROM outbox WHERE state = 'dead' ORDER BY id").await;
    assert!(reasons[0].contains("无法解读") && reasons[1].contains("blocked"), "{reasons:?}");
}

#[tokio::test]
async fn a_press_is_acknowledged_once_or_never() {
    let bench = Bench::new().await;
    bench.receives("1", "7", Event::Press { row: None, at: 0, press: "p".to_owned() }).await;
    bench.answers_all().await;
    bench.fails(passing());
    assert_eq!(bench.sends(0).await, None);
    assert_eq!(bench.heard("7").len(), 1);
}

#[tokio::test]
async fn what_was_being_sent_at_the_crash_is_sent_again() {
    let bench = Bench::new().await;
    bench.is_asked("1", "7", "甲").await;
    bench.answers_all().await;
    let mut lost = outbox::lease(&bench.store, "script", 0, 8).await.unwrap();
    assert_eq!((lost.len(), lost.remove(0).attempts), (1, 1));
    assert_eq!(bench.sends(0).await, None);
    assert_eq!(bench.heard("7"), Vec::<String>::new());
    assert_eq!(outbox::recover(&bench.store, "script").await.unwrap(), 1);
    bench.sends(0).await;
    assert_eq!(bench.heard("7"), ["→甲", "还有"]);
}

#[tokio::test]
async fn a_full_inbox_says_so() {
    let bench = Bench::new().await;
    let message = |at: i32| Received {
        dedupe_key: at.to_string(),
        conversation: "7".to_owned(),
        event: Event::Other { what: "x".to_owned(), raw: None },
    };
    let messages: Vec<Received> = (0..1000).map(message).collect();
    bench.intake.accept(&messages[1..], None).await.unwrap();
    assert!(!bench.intake.is_full().await.unwrap());
    bench.intake.accept(&messages[..1], None).await.unwrap();
    assert!(bench.intake.is_full().await.unwrap());
    bench.processor.process_next().await.unwrap();
    assert!(!bench.intake.is_full().await.unwrap());
}

#[tokio::test]
async fn what_is_finished_is_deleted_in_time_and_what_waits_is_not() {
    let bench = Bench::new().await;
    bench.is_asked("old", "7", "甲").await;
    bench.answers_all().await;
    bench.sends(0).await;
    bench.is_asked("unsent", "8", "乙").await;
    bench.answers_all().await;
    bench.is_asked("unanswered", "9", "丙").await;

    let retention = i64::try_from(RETENTION.as_millis()).unwrap();
    assert_eq!(purge(&bench.store, retention).await.unwrap(), 0);
    // Two replies, one message, two turns.
    assert_eq!(purge(&bench.store, retention + 1).await.unwrap(), 5);
    let kept = bench.states("SELECT dedupe_key FROM inbox ORDER BY id").await;
    assert_eq!(kept, ["unsent", "unanswered"]);
    bench.answers_all().await;
    bench.sends(0).await;
    assert_eq!(bench.heard("8"), ["→乙", "还有"]);
    assert_eq!(bench.heard("9"), ["→丙", "还有"]);
}
