//! `zhice serve`

use std::{env, io::IsTerminal, net::SocketAddr, sync::Arc};

use anyhow::Context;
use clap::Args;
use tokio::{net::TcpListener, signal};

use super::{Data, desks};
use crate::{
    clock,
    http::{self, Site},
};

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    data: Data,
    /// 监听地址
    #[arg(long, env = "ZHICE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: SocketAddr,
    /// 网址前缀，如 /zhice
    #[arg(long, default_value = "", value_name = "/x")]
    base_path: String,
}

impl Serve {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        log();
        let packs = self.data.load(clock::today())?;
        let desks = Arc::new(desks(packs)?);
        let site = Site::new(Arc::clone(&desks), &self.base_path)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(self.listen(site))
    }

    async fn listen(&self, site: Site) -> anyhow::Result<()> {
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!("不能监听 {}：端口可能已被占用或没有权限；请用 --listen 换一个地址", self.listen)
        })?;
        let address = listener.local_addr()?;
        if !http::has_widget() {
            tracing::warn!("the wasm widget is not built: pages are served with their static content only");
        }
        tracing::info!(%address, base = self.base_path, "listening");
        axum::serve(listener, site.router()).with_graceful_shutdown(stop()).await?;
        tracing::info!("stopped");
        Ok(())
    }
}

/// The log goes to standard error; `ZHICE_LOG` chooses what, as `RUST_LOG` does elsewhere.
fn log() {
    let filter = env::var("ZHICE_LOG").unwrap_or_else(|_| "info".to_owned());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}

/// Until an interrupt or a request to stop.
async fn stop() {
    let interrupt = async { signal::ctrl_c().await.ok() };
    #[cfg(unix)]
    {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
