use shared::{date::Date, lang::Lang, plan::Source};

use super::source;
use crate::{
    markup::Writer,
    tests::{fixtures, part},
};

fn from(out: &mut Writer, url: &str) {
    let title = "统计公报".to_owned();
    source(out, &Source { title, url: Some(url.to_owned()) }, Date::new(2025, 12, 31).unwrap());
}

#[tokio::test]
async fn an_address_of_the_web_is_linked() {
    let html = part(fixtures::promise(), Lang::Zh, |out| from(out, "https://a.gov.cn/?x=1&y=\"2")).await;
    insta::assert_snapshot!(html);
}

#[tokio::test]
async fn an_address_that_runs_code_is_not() {
    let html = part(fixtures::promise(), Lang::En, |out| from(out, "javascript:alert(1)")).await;
    insta::assert_snapshot!(html);
}
