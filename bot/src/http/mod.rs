//! HTTP: pages, the snapshot's forms, the embed's files and the web chat. All under the base path.

mod api;
mod as_of;
mod assets;
mod chat;
mod embed;
mod legible;
mod offers;
mod pages;
mod pictures;
mod portals;
mod problem;
mod switched;
mod wanted;

use std::{collections::HashMap, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    handler::Handler,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{Redirect, Response},
    routing::{get, post},
};
use shared::{
    date::Date,
    id::{IndicatorId, PlanId},
    lang::Lang,
    snapshot::Publication,
};
use tokio::sync::Mutex;
use tower_http::{compression::CompressionLayer, timeout::RequestBodyTimeoutLayer};

pub use self::portals::{InvalidOrigin, Origin, Portals};
use crate::{
    answer::Desks,
    exports::SCHEMA_PATH,
    figures::Ledger,
    site::{Addresses, BasePath, InvalidBase},
};

/// A request's body of at most this many bytes is read.
const MAX_BODY: usize = 64 * 1024;

/// A body that does not arrive in this time is given up.
const BODY_WAIT: Duration = Duration::from_secs(20);

/// What handlers need.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

struct Inner {
    desks: Arc<Desks>,
    ledgers: Vec<Ledger>,
    addresses: Addresses,
    /// Static renderings of the last state asked for: the overviews of a handful of plans in two languages.
    rendered: Kept<(PlanId, Lang), String>,
    /// The PNGs of the last state asked for: one at a time is drawn.
    pictures: Kept<(PlanId, IndicatorId, Lang), Vec<u8>>,
    /// The feeds of the last state asked for.
    feeds: Kept<PlanId, Vec<u8>>,
}

/// What a rendering shows: the day judged and the publication of the figures.
type Shown = (Date, Option<Publication>);

/// Renderings that are kept, each of one state.
type Kept<K, V> = Mutex<HashMap<K, (Shown, V)>>;

impl Site {
    /// A site over desks, under a base path: empty, or `/x`. The feed of a plan without a ledger follows its pack.
    pub fn new(desks: Arc<Desks>, ledgers: Vec<Ledger>, base: &str) -> Result<Self, InvalidBase> {
        let addresses = Addresses::served(&base.parse::<BasePath>()?);
        let (rendered, pictures, feeds) = (Mutex::default(), Mutex::default(), Mutex::default());
        let inner = Inner { desks, ledgers, addresses, rendered, pictures, feeds };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// What stands before every address: nothing, or `/x`.
    fn base(&self) -> &str {
        self.inner.addresses.root()
    }

    /// An address under the base path.
    fn at(&self, path: &str) -> String {
        self.inner.addresses.at(path)
    }

    /// The ledger of a plan.
    fn ledger(&self, plan: &PlanId) -> Option<&Ledger> {
        self.inner.ledgers.iter().find(|ledger| ledger.plan() == plan)
    }

    /// Names of the plans, for a page that lists them.
    fn plans(&self) -> Vec<&PlanId> {
        self.inner.desks.iter().map(|desk| &desk.pack().plan.id).collect()
    }

    /// All routes, and those at which platforms push messages; `portals` may show them.
    pub fn router(self, pushes: Router, portals: &Portals) -> Router {
        let base = self.base().to_owned();
        let of_plan = Router::new()
            .route("/p/{plan}", get(pages::plan))
            .route("/p/{plan}/snippet", get(pages::snippet))
            .route("/p/{plan}/i/{file}", get(pictures::picture))
            .route("/p/{plan}/plain", get(pages::plain))
            .route("/p/{plan}/portal.zip", get(embed::zip))
            .route("/p/{plan}/schemes", get(offers::schemes))
            .route("/p/{plan}/schemes/snippet", get(offers::snippet))
            .route("/api/v1/plans/{plan}", get(api::snapshot))
            .route("/api/v1/plans/{plan}/changes", get(api::changes))
            .route("/api/v1/plans/{plan}/figures.csv", get(api::csv))
            .route("/api/v1/plans/{plan}/figures.xlsx", get(api::xlsx))
            .route("/api/v1/plans/{plan}/feed.atom", get(api::feed))
            .route("/api/v1/plans/{plan}/snapshot.bin", get(api::binary))
            .route("/api/v1/plans/{plan}/library.bin", get(api::library))
            .route("/api/v1/plans/{plan}/inputs.bin", get(api::inputs))
            .route_layer(middleware::from_fn_with_state(self.clone(), switched::shown))
            .route_layer(portals.readers());
        let routes = Router::new()
            .route("/", get(pages::portal))
            .route("/sessions/{id}/event.ics", get(offers::event))
            .route(SCHEMA_PATH, get(api::schema))
            .route("/embed.html", get(embed::page))
            .route("/api/v1/embed/check", post(embed::checked))
            .route("/api/v1/chat", post(chat::answer))
            .route("/chat", get(chat::page).post(chat::form))
            .route("/healthz", get(|| async { "ok\n" }))
            .route("/readyz", get(|| async { "ok\n" }))
            .merge(of_plan)
            .method_not_allowed_fallback(legible::method)
            .fallback(assets::file.layer(portals.readers()))
            .layer(middleware::from_fn_with_state(self.clone(), legible::addressed))
            .layer(DefaultBodyLimit::max(MAX_BODY))
            .with_state(self)
            .merge(pushes);
        let routes = if base.is_empty() {
            routes
        } else {
            let home = base.clone();
            let slash = get(move || async move { Redirect::permanent(&home) });
            Router::new().route(&format!("{base}/"), slash).nest(&base, routes)
        };
        let patience = RequestBodyTimeoutLayer::new(BODY_WAIT);
        let harden = middleware::from_fn_with_state(portals.policy(), harden);
        routes.layer(patience).layer(CompressionLayer::new()).layer(harden)
    }
}

/// What every response carries.
async fn harden(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

#[cfg(test)]
mod tests;
