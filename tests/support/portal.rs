//! A portal as webmasters run them: its pages stand at the same origin as the service, and its Content-Security-Policy
//! holds for everything.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Where the portal's own page stands; every other path is the service's.
const PAGE: &str = "/portal.html";
/// Stands in a portal's page for what the service gives to be embedded.
pub(crate) const SNIPPET: &str = "<!-- snippet -->";

/// A page of a portal with nothing of its own but a heading.
pub(crate) const PLAIN_PAGE: &str = "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>门户</title></head>\
    <body><main><h1>门户</h1>\n<!-- snippet -->\n</main></body></html>\n";

/// How a portal embeds a plan.
#[derive(Clone, Debug)]
pub(crate) struct Embedding {
    /// The service's origin, without a slash at the end.
    pub(crate) upstream: String,
    /// The path of the snippet, such as `/p/gongshu/snippet`; `None` where the page includes nothing.
    pub(crate) snippet: Option<String>,
    /// The policy; `None` takes the service's own away too.
    pub(crate) csp: Option<String>,
    /// The portal's page, which holds `SNIPPET` where something is included.
    pub(crate) page: String,
    /// Scripts of the portal's own, by their paths, compressed with brotli.
    pub(crate) scripts: BTreeMap<String, Vec<u8>>,
}

impl Embedding {
    pub(crate) fn new(upstream: &str, snippet: &str, csp: Option<&str>) -> Self {
        Self {
            upstream: upstream.to_owned(),
            snippet: Some(snippet.to_owned()),
            csp: csp.map(str::to_owned),
            page: PLAIN_PAGE.to_owned(),
            scripts: BTreeMap::new(),
        }
    }

    pub(crate) async fn serve(self) -> Result<Portal> {
        anyhow::ensure!(
            self.snippet.is_some() == self.page.contains(SNIPPET),
            "the portal's page has no place for the snippet, or a place and no snippet"
        );
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let state = Proxy { embedding: Arc::new(self), client, requests: Arc::clone(&requests) };
        let router = Router::new().fallback(answer).with_state(state);
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Ok(Portal { origin: format!("http://{address}"), requests, server })
    }
}

/// A running portal; it ends with this value.
pub(crate) struct Portal {
    origin: String,
    requests: Arc<Mutex<Vec<String>>>,
    server: JoinHandle<()>,
}

impl Portal {
    pub(crate) fn page(&self) -> String {
        self.url(PAGE)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The paths that were asked for so far, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.server.abort();
    }
}

#[derive(Clone)]
struct Proxy {
    embedding: Arc<Embedding>,
    client: reqwest::Client,
    requests: Arc<Mutex<Vec<String>>>,
}

async fn answer(State(proxy): State<Proxy>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    proxy.requests.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let made = if uri.path() == PAGE {
        proxy.page().await
    } else if let Some(script) = proxy.embedding.scripts.get(&path) {
        let kind = [(header::CONTENT_TYPE, "text/javascript"), (header::CONTENT_ENCODING, "br")];
        Ok((kind, script.clone()).into_response())
    } else {
        proxy.pass(&path, &headers).await
    };
    let mut response =
        made.unwrap_or_else(|error| (StatusCode::BAD_GATEWAY, format!("{error:#}")).into_response());
    response.headers_mut().remove(header::CONTENT_SECURITY_POLICY);
    if let Some(csp) = &proxy.embedding.csp {
        match HeaderValue::from_str(csp) {
            Ok(value) => response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value),
            Err(_) => return (StatusCode::INTERNAL_SERVER_ERROR, "the policy is no header").into_response(),
        };
    }
    response
}

impl Proxy {
    async fn page(&self) -> Result<Response> {
        let Embedding { upstream, snippet, page, .. } = &*self.embedding;
        let mut html = page.clone();
        if let Some(path) = snippet {
            let url = format!("{upstream}{path}");
            let snippet = self.client.get(&url).send().await?.error_for_status()?.text().await?;
            html = page.replace(SNIPPET, &snippet);
        }
        Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
    }

    async fn pass(&self, path: &str, headers: &HeaderMap) -> Result<Response> {
        let mut request = self.client.get(format!("{}{path}", self.embedding.upstream));
        for name in [header::ACCEPT, header::ACCEPT_ENCODING, header::IF_NONE_MATCH] {
            if let Some(value) = headers.get(&name) {
                request = request.header(name, value);
            }
        }
        let answer = request.send().await.with_context(|| path.to_owned())?;
        let mut response = Response::builder().status(answer.status());
        for (name, value) in answer.headers().iter().filter(|(name, _)| !of_one_hop(name)) {
            response = response.header(name, value);
        }
        Ok(response.body(Body::from(answer.bytes().await?))?)
    }
}

/// Headers that speak of a connection and not of the content.
fn of_one_hop(name: &HeaderName) -> bool {
    [header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH].contains(name)
}
