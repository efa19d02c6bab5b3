use super::*;
use crate::policy::Fact;

pub(crate) fn regions() -> Vec<Region> {
    let place = |name: &str, elsewhere| Region { name: Text::zh(name), aliases: Vec::new(), elsewhere };
    vec![place("全国", false), place("某市", false), place("某区", false), place("邻区", true)]
}

pub(crate) fn policy(status: LegalStatus, expires: Option<&str>) -> Policy {
    let fact = |read| Fact {
        value: "5".to_owned(),
        unit: "万元".to_owned(),
        about: "补贴".to_owned(),
        read,
        source_url: None,
    };
    let clause = |id: &str, title: &str, read| Clause {
        id: id.parse().unwrap(),
        title: title.to_owned(),
        text: "补贴5万元。".to_owned(),
        topics: Vec::new(),
        facts: vec![fact(read)],
    };
    Policy {
        id: "doc".parse().unwrap(),
        title: "办法".to_owned(),
        issuer: None,
        number: Some("某发〔2024〕1号".to_owned()),
        region: "某区".to_owned(),
        status,
        written: None,
        published: None,
        effective: None,
        expires: expires.map(|date| date.parse().unwrap()),
        read: Read::Page,
        verified_on: day("2025-01-01"),
        topics: Vec::new(),
        links: vec!["https://example.com/a".to_owned(), "https://www.mou.gov.cn/a".to_owned()],
        clauses: vec![clause("rate", "标准", None), clause("how", "办理", Some(Read::Repost))],
    }
}

pub(crate) fn scheme(id: &str, region: &str) -> Scheme {
    Scheme {
        id: id.parse().unwrap(),
        name: Text::zh("补贴"),
        for_whom: "企业".to_owned(),
        amount: Some("5万元".to_owned()),
        until: None,
        open: true,
        papers: Vec::new(),
        how: None,
        window: None,
        basis: vec!["doc#rate".parse().unwrap(), "doc#how".parse().unwrap()],
        region: region.to_owned(),
        status: LegalStatus::InForce,
        read: Read::Page,
        verified_on: day("2025-01-01"),
        topics: Vec::new(),
        links: Vec::new(),
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn offers(policies: &[Policy], schemes: &[Scheme]) -> Offers {
    let records =
        Records { regions: &regions(), policies, schemes, services: &[], windows: &[], sessions: &[] };
    Offers::of(records, day("2025-06-30"))
}

fn ids(views: &[SchemeView]) -> Vec<&str> {
    views.iter().map(|view| view.id.as_str()).collect()
}

fn standing(policy: Policy, scheme: Scheme) -> Standing {
    let Offers { open, ahead, ended, .. } = offers(&[policy], &[scheme]);
    let all: Vec<SchemeView> = [open, ahead, ended].concat();
    all[0].ground.standing
}

#[test]
fn the_own_place_comes_first_and_another_never() {
    let schemes = [
        scheme("wide", "全国"),
        scheme("next-door", "邻区"),
        scheme("unheard-of", "无此地"),
        scheme("own", "某区"),
        scheme("city", "某市"),
    ];
    let found = offers(&[policy(LegalStatus::InForce, None)], &schemes);
    assert_eq!(ids(&found.open), ["own", "city", "wide"]);
    assert!(found.ended.is_empty() && found.ahead.is_empty());
}

#[test]
fn what_cannot_be_had_stands_apart() {
    let live = || policy(LegalStatus::InForce, None);
    let own = || scheme("a", "某区");
    let until = |until: &str| Scheme { until: Some(until.to_owned()), ..own() };
    assert_eq!(standing(live(), own()), Standing::Open);
    assert_eq!(standing(policy(LegalStatus::Check, None), own()), Standing::Open);
    assert_eq!(standing(live(), Scheme { open: false, ..own() }), Standing::Closed);
    assert_eq!(standing(live(), until("2025-06-29")), Standing::Passed);
    assert_eq!(standing(live(), until("2025-05")), Standing::Passed);
    assert_eq!(standing(live(), until("2025-06-30")), Standing::Open);
    assert_eq!(standing(live(), until("每年 11 月 30 日前")), Standing::Open);
    assert_eq!(standing(policy(LegalStatus::InForce, Some("2025-06")), own()), Standing::Open);
    assert_eq!(standing(policy(LegalStatus::InForce, Some("2025-05")), own()), Standing::BasisEnded);
    assert_eq!(standing(policy(LegalStatus::Repealed, None), own()), Standing::BasisEnded);
    assert_eq!(standing(policy(LegalStatus::Draft, None), own()), Standing::Ahead);
    assert_eq!(standing(live(), Scheme { status: LegalStatus::Expired, ..own() }), Standing::BasisEnded);
    let later = Policy { effective: Some("2025-07-01".parse().unwrap()), ..live() };
    assert_eq!(standing(later, own()), Standing::Ahead);
}

#[test]
fn clauses_of_one_document_are_one_basis_with_its_caution() {
    let found = offers(&[policy(LegalStatus::InForce, None)], &[scheme("a", "某区")]);
    let [basis] = &found.open[0].ground.basis[..] else { panic!("one document") };
    assert_eq!(basis.clauses, ["标准", "办理"]);
    assert_eq!(basis.read, Read::Repost);
    assert_eq!(basis.url.as_deref(), Some("https://www.mou.gov.cn/a"));
}

#[test]
fn the_compact_form_reads_back() {
    let found = offers(&[policy(LegalStatus::InForce, None)], &[scheme("a", "某区")]);
    let bytes = postcard::to_allocvec(&found).unwrap();
    assert_eq!(postcard::from_bytes::<Offers>(&bytes).unwrap(), found);
}
