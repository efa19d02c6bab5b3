//! The figures that a running service shows, and how it notices that others were published.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use super::{FiguresError, Ledger, Published};

/// How often the ledger is looked at. A withdrawal by another process shows after this long.
const LOOK: Duration = Duration::from_secs(2);

/// A shared handle on what is public. Whoever reads it gets one whole publication.
#[derive(Debug, Clone, Default)]
pub struct Live(Arc<RwLock<Arc<Published>>>);

impl Live {
    /// Begins with these figures.
    pub fn new(published: Published) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(published))))
    }

    /// What is public now.
    pub fn get(&self) -> Arc<Published> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, published: Published) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(published);
    }

    /// Takes over what the ledger has published since. False where nothing has changed.
    pub async fn refresh(&self, ledger: &Ledger) -> Result<bool, FiguresError> {
        let known = self.get().publication.as_ref().map(|publication| publication.number);
        if ledger.number().await? == known {
            return Ok(false);
        }
        self.set(ledger.current().await?);
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
                        tracing::info!(plan = %ledger.plan(), number, "published figures changed");
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
