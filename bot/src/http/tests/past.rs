//! A site whose figures were corrected and withdrawn.

use serde_json::Value;

use super::*;
use crate::figures::{Live, tests::over_time::Past};

async fn site() -> (Visitor, Past) {
    let past = Past::new().await;
    let live = Live::new(past.ledger.current().await.unwrap());
    let desk = Desk::with_figures(Arc::new(past.pack.clone()), live, today).unwrap();
    let desks = Arc::new(Desks::new(vec![desk], today));
    let site = Site::new(desks, vec![past.ledger.clone()], "").unwrap();
    (Visitor(site.router(Router::new(), &Portals::default())), past)
}

async fn json(site: &Visitor, query: &str) -> Value {
    serde_json::from_str(&site.opens(&format!("/api/v1/plans/shili{query}")).await.body).unwrap()
}

#[tokio::test]
async fn an_address_of_a_day_shows_what_was_public_on_it() {
    let (site, _past) = site().await;
    for (query, value, number) in [
        ("?as_of=2025-06-04", "2.4", 1),
        ("?as_of=2025-06-05", "2.6", 2),
        ("?as_of=2025-06-10", "2.7", 3),
        ("?as_of=2025-06-20", "2.6", 4),
        ("", "2.6", 4),
    ] {
        let shown = json(&site, query).await;
        let i4 = shown["indicators"].as_array().unwrap().iter().find(|one| one["id"] == "i4").unwrap();
        assert_eq!(i4["latest"]["value"], value, "{query}");
        assert_eq!(shown["publication"]["number"], number, "{query}");
    }
}

#[tokio::test]
async fn changes_tell_a_publication_a_correction_and_a_withdrawal() {
    let (site, _past) = site().await;
    for (days, told) in [
        ("from=2025-06-01&to=2025-06-05", ["revised"].as_slice()),
        ("from=2025-06-05&to=2025-06-10", &["revised"]),
        ("from=2025-06-10&to=2025-06-20", &["corrected", "added", "removed"]),
        ("from=2025-06-10", &["corrected", "added", "removed"]),
        ("from=2025-06-11&to=2025-06-19", &[]),
    ] {
        let changes = json(&site, &format!("/changes?{days}")).await;
        let what: Vec<&str> = changes["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["change"]["what"].as_str().unwrap())
            .collect();
        assert_eq!(what, told, "{days}");
    }
}
