//! The token is in the address of every request; it must be nowhere else.

use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use bot::{
    channels::telegram::{Config, Telegram},
    fakes::telegram::{FakeTelegram, Fault},
};
use tracing_subscriber::{filter::LevelFilter, fmt::MakeWriter};

use crate::world::{SECRET, World};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

async fn refused(token: &str, api_url: &str) -> String {
    let config =
        Config { token: token.into(), api_url: Some(api_url.parse().unwrap()), webhook_secret: None };
    match Telegram::connect(config).await {
        Ok(_) => String::new(),
        Err(error) => format!("{error} {error:?}"),
    }
}

#[tokio::test]
async fn no_error_no_log_line_and_no_row_holds_the_token() {
    let log = Log::default();
    // Of this thread, which runs everything that is spawned here: other tests do not write into it.
    let subscriber =
        tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(log.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let mut world = World::polling().await;
    let elsewhere = FakeTelegram::start().await.unwrap();
    for fault in [
        Fault::Refuses(400, "Bad Request: something about bot100200:FAKE-token_of-the_one-bot"),
        Fault::Refuses(401, "Unauthorized"),
        Fault::Redirect(format!("{}/bot{}/sendMessage", elsewhere.api_url(), world.telegram.token())),
        Fault::AnswerLost,
        Fault::TooMany(0),
    ] {
        for method in ["sendMessage", "getUpdates"] {
            world.telegram.fail(method, fault.clone());
        }
        world.telegram.user(7).says("甲");
        world.telegram.all_confirmed().await;
    }
    world.telegram.called("sendMessage", 8).await;
    world.stops().await;

    let stranger = refused("100:CANARY-token", &world.telegram.api_url()).await;
    assert!(stranger.contains("ZHICE_TELEGRAM_TOKEN"), "{stranger}");
    let closed = refused(world.telegram.token(), "http://127.0.0.1:1").await;
    let nowhere = refused(world.telegram.token(), "http://nowhere.invalid").await;
    let not_http = refused(world.telegram.token(), "ftp://nowhere.invalid").await;
    assert!(not_http.contains("ZHICE_TELEGRAM_API_URL"), "{not_http}");

    // No redirect is followed, to whatever host.
    assert!(elsewhere.calls("sendMessage").is_empty() && elsewhere.calls("getUpdates").is_empty());

    let mut said = format!("{stranger}{closed}{nowhere}{not_http}").into_bytes();
    said.extend_from_slice(&log.0.lock().unwrap());
    for file in std::fs::read_dir(world.dir.path()).unwrap() {
        said.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("回复无法送达") && said.contains("连不上 Telegram"), "the log is not caught");
    for secret in ["FAKE-token_of-the_one-bot", "CANARY-token", SECRET] {
        let at = said.find(secret);
        assert_eq!(at, None, "…{}…", at.map_or("", |at| &said[at.saturating_sub(300)..at + 80]));
    }
}
