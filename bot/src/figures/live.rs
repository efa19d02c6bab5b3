//! The figures that a running service shows, and how it notices that others were published.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use super::{FiguresError, Ledger, Off, Published};

/// How often the ledger is looked at. A withdrawal by another process shows after this long.
const LOOK: Duration = Duration::from_secs(2);

/// A shared handle on what is public. Whoever reads it gets one whole publication.
#[derive(Debug, Clone, Default)]
pub struct Live(Arc<RwLock<Shown>>);

#[derive(Debug, Clone, Default)]
struct Shown {
    published: Arc<Published>,
    off: Option<Off>,
}

impl Live {
    /// Begins with these figures.
    pub fn new(published: Published) -> Self {
        Self(Arc::new(RwLock::new(Shown { published: Arc::new(published), off: None })))
    }

    /// What is public now.
    pub fn get(&self) -> Arc<Published> {
        self.shown().published
    }

    /// Since when and why none of it is shown; nothing where it is.
    pub fn off(&self) -> Option<Off> {
        self.shown().off
    }

    fn shown(&self) -> Shown {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, shown: Shown) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = shown;
    }

    /// Takes over what the ledger has published since, and whether it is shown. False where nothing has changed.
    pub async fn refresh(&self, ledger: &Ledger) -> Result<bool, FiguresError> {
        let known = self.shown();
        let (number, off) = (ledger.number().await?, ledger.off().await?);
        let is_new = number != known.published.publication.as_ref().map(|publication| publication.number);
        if !is_new && off == known.off {
            return Ok(false);
        }
        let published = if is_new { Arc::new(ledger.current().await?) } else { known.published };
        self.set(Shown { published, off });
        Ok(true)
    }

    /// Follows the ledger for as long as it is awaited. Where the ledger cannot be read, what was public stays.
    pub async fn follow(self, ledger: Ledger) {
        let mut failing = false;
        loop {
            tokio::time::sleep(LOOK).await;
            match self.refresh(&ledger).await {
                Ok(changed) => {
                    failing = false;
                    if changed {
                        let number = self.get().publication.as_ref().map(|publication| publication.number);
                        let off = self.off().is_some();
                        tracing::info!(plan = %ledger.plan(), number, off, "what is public changed");
                    }
                }
                // Said once, not every two seconds.
                Err(error) if !failing => {
                    failing = true;
                    tracing::error!(%error, "the ledger cannot be read; the figures shown stay as they are");
                }
                Err(_) => {}
            }
        }
    }
}
