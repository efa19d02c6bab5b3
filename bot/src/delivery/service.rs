//! The running service: for each channel one task that pulls, one that answers, one that sends.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Notify, watch},
    task::{JoinHandle, JoinSet},
    time::{Instant, sleep, timeout_at},
};

use super::{
    Channel, Clock, Intake, Stop, outbox,
    processing::Processor,
    purge,
    sending::{AT_ONCE, Sender},
    stopped, stopping,
};
use crate::{
    dialogue::Respond,
    store::{Claim, Store, StoreError},
};

/// Work is announced; this is how often it is looked for nevertheless.
const LOOK: Duration = Duration::from_secs(1);
/// The pause after the database failed.
const MEND: Duration = Duration::from_secs(2);
/// How long a stop may take, all stages together.
const STOP: Duration = Duration::from_secs(5);
const DAY: Duration = Duration::from_hours(24);

/// A task ended that should have run on: only a restart helps, and loses nothing.
#[derive(Debug, thiserror::Error)]
#[error("消息服务的一个部分意外停止，请重新启动 zhice（已收到的消息不会丢失）")]
pub struct Broken;

/// The delivery of messages and replies.
pub struct Service {
    lines: Vec<Line>,
    routes: axum::Router,
    housekeeping: JoinHandle<()>,
    stop: Stop,
    _claim: Option<Claim>,
}

/// The tasks of one channel, and the signals that stop them one after the other.
struct Line {
    puller: JoinHandle<()>,
    answerer: JoinHandle<()>,
    sender: JoinHandle<()>,
    drain: watch::Sender<bool>,
    flush: watch::Sender<bool>,
}

impl Service {
    /// Starts delivery from `store` for `channels`, until `stop`. One process only may do so for a database; without a
    /// channel there is nothing to deliver, and any number may run.
    pub async fn start(
        store: Store,
        clock: Arc<dyn Clock>,
        responder: Arc<dyn Respond>,
        channels: Vec<Arc<dyn Channel>>,
        stop: Stop,
    ) -> Result<Self, StoreError> {
        let claim = if channels.is_empty() { None } else { Some(store.claim()?) };
        let mut lines = Vec::new();
        let mut routes = axum::Router::new();
        for channel in channels {
            let uncertain = outbox::recover(&store, channel.name()).await?;
            if uncertain > 0 {
                tracing::warn!(uncertain, "上次停止时有回复正在发送，现重新发送；其中已送达的会重复一次");
            }
            let arrived = Arc::new(Notify::new());
            let intake = Intake::new(store.clone(), Arc::clone(&clock), channel.name(), Arc::clone(&arrived));
            routes = routes.merge(Arc::clone(&channel).routes(intake.clone()));
            let responder = Arc::clone(&responder);
            let processor = Processor {
                store: store.clone(),
                clock: Arc::clone(&clock),
                responder,
                channel: Arc::clone(&channel),
            };
            let sender =
                Sender { store: store.clone(), clock: Arc::clone(&clock), channel: Arc::clone(&channel) };
            lines.push(Line::start(&channel, intake, arrived, processor, sender, &stop));
        }
        let housekeeping = tokio::spawn(keep_house(store, clock));
        Ok(Self { lines, routes, housekeeping, stop, _claim: claim })
    }

    /// The routes at which platforms push messages, without the base path.
    pub fn routes(&self) -> axum::Router {
        self.routes.clone()
    }

    /// Runs until the stop is asked for, then stops in order: nothing more is taken in, what was taken in is answered,
    /// what is due is sent. After five seconds the rest is left to the next start.
    pub async fn run(mut self) -> Result<(), Broken> {
        tokio::select! {
            // First, since a stop also ends the tasks.
            biased;
            () = stopped(&mut self.stop) => {}
            () = broken(&self.lines) => return Err(Broken),
        }
        let deadline = Instant::now() + STOP;
        for line in &mut self.lines {
            if timeout_at(deadline, line.stop()).await.is_err() {
                tracing::warn!("停止前未能发完全部回复，余下的在下次启动后发送");
            }
        }
        Ok(())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.housekeeping.abort();
        for line in &self.lines {
            line.puller.abort();
            line.answerer.abort();
            line.sender.abort();
        }
    }
}

impl Line {
    fn start(
        channel: &Arc<dyn Channel>,
        intake: Intake,
        arrived: Arc<Notify>,
        processor: Processor,
        sender: Sender,
        stop: &Stop,
    ) -> Self {
        let (drain, draining) = watch::channel(false);
        let (flush, flushing) = watch::channel(false);
        let written = Arc::new(Notify::new());
        let mut waiting = stop.clone();
        let pull = Arc::clone(channel).pull(intake, stop.clone());
        let puller = tokio::spawn(async move {
            match pull {
                Some(pull) => pull.await,
                None => stopped(&mut waiting).await,
            }
        });
        let answerer = tokio::spawn(answer_all(processor, arrived, Arc::clone(&written), draining));
        let sender = tokio::spawn(send_all(sender, written, flushing));
        Self { puller, answerer, sender, drain, flush }
    }

    async fn stop(&mut self) {
        let _ = (&mut self.puller).await;
        let _ = self.drain.send(true);
        let _ = (&mut self.answerer).await;
        let _ = self.flush.send(true);
        let _ = (&mut self.sender).await;
    }
}

/// Returns when a task of a line has ended by itself.
async fn broken(lines: &[Line]) {
    loop {
        sleep(LOOK).await;
        let ended = |task: &JoinHandle<()>| task.is_finished();
        if lines.iter().any(|line| ended(&line.puller) || ended(&line.answerer) || ended(&line.sender)) {
            return;
        }
    }
}

async fn answer_all(processor: Processor, arrived: Arc<Notify>, written: Arc<Notify>, mut drain: Stop) {
    loop {
        let pause = match processor.process_next().await {
            Ok(true) => {
                written.notify_one();
                continue;
            }
            Ok(false) if stopping(&drain) => return,
            Ok(false) => LOOK,
            Err(error) => {
                tracing::error!(%error, "暂时无法回复，稍后重试");
                MEND
            }
        };
        tokio::select! {
            () = arrived.notified() => {}
            () = sleep(pause) => {}
            // Once it is true this returns at once: then the pause alone must hold the loop.
            () = stopped(&mut drain), if !stopping(&drain) => {}
        }
    }
}

async fn send_all(sender: Sender, written: Arc<Notify>, mut flush: Stop) {
    let mut sending = JoinSet::new();
    loop {
        let free = AT_ONCE - sending.len();
        let pause = match sender.start_due(&mut sending, free).await {
            Ok(due) => {
                let now = sender.clock.now();
                if stopping(&flush) && sending.is_empty() && due.is_none_or(|due| due > now) {
                    return;
                }
                due.map_or(LOOK, |due| Duration::from_millis(u64::try_from(due - now).unwrap_or(0)).min(LOOK))
            }
            Err(error) => {
                tracing::error!(%error, "暂时无法发送，稍后重试");
                MEND
            }
        };
        let busy = sending.len() == AT_ONCE;
        tokio::select! {
            Some(ended) = sending.join_next() => if let Err(error) = ended {
                tracing::error!(%error, "发送时程序出错");
            },
            () = written.notified(), if !busy => {}
            () = sleep(pause), if !busy => {}
            () = stopped(&mut flush), if !stopping(&flush) => {}
        }
    }
}

async fn keep_house(store: Store, clock: Arc<dyn Clock>) {
    loop {
        match purge(&store, clock.now()).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "已删除超过保存期的消息记录"),
            Err(error) => tracing::error!(%error, "无法删除超过保存期的消息记录，明天再试"),
        }
        sleep(DAY).await;
    }
}
