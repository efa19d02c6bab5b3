//! A running service between the fake of Telegram and a stub that answers.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use bot::{
    channels::telegram::{Config, Telegram, TelegramError},
    delivery::{Broken, Channel, Service, System},
    dialogue::Respond,
    fakes::telegram::FakeTelegram,
    store::{Store, StoreError},
};
use shared::{
    answer::{Answer, AnswerStatus, Block},
    date::Date,
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

pub(crate) const SECRET: &str = "webhook_secret-CANARY";

/// Answers with the question; "长" gets an answer that fills three messages.
#[derive(Default)]
pub(crate) struct Stub {
    asked: Mutex<Vec<(Vec<String>, String)>>,
}

impl Stub {
    /// What was asked, each with the questions before it.
    pub(crate) fn asked(&self) -> Vec<(Vec<String>, String)> {
        self.asked.lock().unwrap().clone()
    }
}

impl Respond for Stub {
    fn respond(&self, earlier: &[String], question: &str) -> Answer {
        self.asked.lock().unwrap().push((earlier.to_vec(), question.to_owned()));
        let paragraph = |at| Block::text(format!("第{at}段{}", "，长".repeat(1800)));
        Answer {
            status: AnswerStatus::Answered,
            intent: "stub".to_owned(),
            blocks: if question == "长" {
                (1..=3).map(paragraph).collect()
            } else {
                vec![Block::text(format!("答：{question}"))]
            },
            citations: Vec::new(),
            as_of: Date::new(2026, 11, 22).unwrap(),
            lang: shared::lang::Lang::Zh,
            picture: None,
            suggestions: if question == "菜单" {
                vec!["要哪些材料".to_owned(), "找谁办".to_owned()]
            } else {
                Vec::new()
            },
        }
    }
}

pub(crate) struct World {
    pub(crate) telegram: FakeTelegram,
    pub(crate) stub: Arc<Stub>,
    pub(crate) store: Store,
    pub(crate) dir: tempfile::TempDir,
    secret: Option<&'static str>,
    running: Option<Running>,
}

struct Running {
    stop: watch::Sender<bool>,
    service: JoinHandle<Result<(), Broken>>,
    http: JoinHandle<()>,
    address: SocketAddr,
}

impl World {
    /// A bot that pulls.
    pub(crate) async fn polling() -> Self {
        Self::new(None).await
    }

    /// A bot that is pushed to.
    pub(crate) async fn pushing() -> Self {
        Self::new(Some(SECRET)).await
    }

    async fn new(secret: Option<&'static str>) -> Self {
        let mut world = Self::stopped(secret).await;
        world.starts().await;
        world
    }

    pub(crate) async fn stopped(secret: Option<&'static str>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = open(&dir).await;
        let telegram = FakeTelegram::start().await.unwrap();
        Self { telegram, stub: Arc::default(), store, dir, secret, running: None }
    }

    pub(crate) fn config(&self) -> Config {
        Config {
            token: self.telegram.token().into(),
            api_url: Some(self.telegram.api_url().parse().unwrap()),
            webhook_secret: self.secret.map(Into::into),
        }
    }

    pub(crate) async fn connects(&self) -> Result<Telegram, TelegramError> {
        Telegram::connect(self.config()).await
    }

    /// A service over this world's store and Telegram, not yet running.
    pub(crate) async fn service(&self, stop: watch::Receiver<bool>) -> Result<Service, StoreError> {
        let telegram: Arc<dyn Channel> = Arc::new(self.connects().await.unwrap());
        let stub = Arc::clone(&self.stub);
        Service::start(self.store.clone(), Arc::new(System), stub, vec![telegram], stop).await
    }

    pub(crate) async fn starts(&mut self) {
        let (stop, stopping) = watch::channel(false);
        let service = self.service(stopping).await.unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes = service.routes();
        let http = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        let service = tokio::spawn(service.run());
        self.running = Some(Running { stop, service, http, address });
    }

    /// Stops as on SIGTERM.
    pub(crate) async fn stops(&mut self) {
        let running = self.running.take().unwrap();
        running.stop.send(true).unwrap();
        running.service.await.unwrap().unwrap();
        running.http.abort();
    }

    pub(crate) fn webhook(&self) -> String {
        format!("http://{}/channels/telegram", self.running.as_ref().unwrap().address)
    }

    /// Shows that nothing more was said to `user` than was heard: what is asked now is answered next.
    pub(crate) async fn nothing_more_for(&self, user: i64) {
        self.telegram.user(user).says("完了吗");
        assert_eq!(self.telegram.user(user).hears().await.text, "答：完了吗");
    }
}

async fn open(dir: &tempfile::TempDir) -> Store {
    Store::open(&format!("sqlite://{}/z.db", dir.path().display())).await.unwrap()
}
