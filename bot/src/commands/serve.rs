//! `zhice serve`: the site, and the message channels that the environment sets up.

use std::{env, future::IntoFuture, io::IsTerminal, net::SocketAddr, sync::Arc};

use anyhow::Context;
use clap::Args;
use tokio::{net::TcpListener, signal, sync::watch};

use super::{
    Data, advised,
    ledger::{self, Database},
};
use crate::{
    answer::{AtDesk, Desk, Desks},
    channels::telegram::{Config, Telegram},
    clock,
    delivery::{Channel, Service, System},
    figures::{Ledger, Live},
    http::{Origin, Portals, Site},
    pack::Pack,
    site,
    store::Store,
};

// A later argument takes the place of an earlier one, so that a script may fix some and be called with others.
#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(super) struct Serve {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    database: Database,
    /// 监听地址
    #[arg(long, env = "ZHICE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: SocketAddr,
    /// 网址前缀，如 /zhice
    #[arg(long, default_value = "", value_name = "/x")]
    base_path: String,
    /// 除本站外，哪个网站可以用 iframe 嵌入页面并读取数据，如 https://www.example.gov.cn；可多次给出
    #[arg(long = "frame-ancestors", value_name = "ORIGIN")]
    portals: Vec<Origin>,
}

impl Serve {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        log();
        let packs = self.data.load(clock::today())?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(self.serve(packs))
    }

    async fn serve(&self, packs: Vec<Pack>) -> anyhow::Result<()> {
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!("不能监听 {}：端口可能已被占用或没有权限；请用 --listen 换一个地址", self.listen)
        })?;
        // From here on a request to stop is heard; before, it simply ends the process, which has done nothing yet.
        let asked_to_stop = asked_to_stop()?;
        let store = Store::open(&self.database.db).await?;
        let (desks, ledgers) = desks(packs, &store).await?;
        let desks = Arc::new(advised(desks)?);
        let site = Site::new(Arc::clone(&desks), ledgers, &self.base_path)?;
        let (stop, mut stopping) = watch::channel(false);
        let anywhere = Arc::new(AtDesk::anywhere(desks));
        let delivery =
            Service::start(store, Arc::new(System), anywhere, channels().await?, stopping.clone()).await?;
        let router = site.router(delivery.routes(), &Portals::new(self.portals.clone()));
        if !site::has_widget() {
            tracing::warn!("the wasm widget is not built: pages are served with their static content only");
        }
        let address = listener.local_addr()?;
        tracing::info!(%address, base = self.base_path, "listening");
        let finish = async move {
            let _ = stopping.wait_for(|stop| *stop).await;
        };
        let site = tokio::spawn(axum::serve(listener, router).with_graceful_shutdown(finish).into_future());
        let mut delivering = tokio::spawn(delivery.run());
        tokio::select! {
            ended = &mut delivering => return Ok(ended??),
            () = asked_to_stop => {}
        }
        let _ = stop.send(true);
        delivering.await??;
        site.abort();
        tracing::info!("stopped");
        Ok(())
    }
}

/// A desk for each pack, with the figures that its ledger has published, now and from now on.
async fn desks(packs: Vec<Pack>, store: &Store) -> anyhow::Result<(Desks, Vec<Ledger>)> {
    let (mut desks, mut ledgers) = (Vec::new(), Vec::new());
    for pack in packs {
        let ledger = Ledger::open(store.clone(), &pack, ledger::moment(&pack)).await?;
        let live = Live::new(ledger.current().await?);
        tokio::spawn(live.clone().follow(ledger.clone()));
        ledgers.push(ledger);
        desks.push(Desk::with_figures(Arc::new(pack), live, clock::today)?);
    }
    Ok((Desks::new(desks, clock::today), ledgers))
}

/// The channels that the environment names.
async fn channels() -> anyhow::Result<Vec<Arc<dyn Channel>>> {
    let mut channels: Vec<Arc<dyn Channel>> = Vec::new();
    if let Some(config) = Config::from_env()? {
        channels.push(Arc::new(Telegram::connect(config).await?));
    }
    Ok(channels)
}

/// The log goes to standard error; `ZHICE_LOG` chooses what, as `RUST_LOG` does elsewhere.
fn log() {
    let filter = env::var("ZHICE_LOG").unwrap_or_else(|_| "info".to_owned());
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
}

/// Listens for an interrupt or a request to end; the future waits for one.
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = signal::ctrl_c().await;
    })
}
