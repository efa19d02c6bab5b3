use shared::lang::Lang;

use super::{across, group, label, row_head, table};
use crate::{
    strings::TARGET,
    tests::{fixtures, part},
};

#[tokio::test]
async fn a_table_says_what_its_parts_are() {
    let html = part(fixtures::promise(), Lang::Zh, |out| {
        table(out, "part", "table.zc-x", &TARGET, &["甲", "乙"], |out| {
            group(out, "zc-row", "a", |out| {
                out.element("tr", |out| {
                    row_head(out, |out| out.text("一"));
                    out.element("td.zc-value", |out| {
                        label(out, "乙");
                        out.text("二");
                    });
                });
                across(out, "zc-more", "2", |out| out.text("三"));
            });
        });
    });
    insta::assert_snapshot!(html.await);
}
