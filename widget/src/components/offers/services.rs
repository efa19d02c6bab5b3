//! The services, by the situation a visitor is in.

use shared::offers::{ServiceView, Situation};

use super::{
    ground::{ask, basis, place},
    schemes::{cell, how},
};
use crate::{
    components::table::{group, group_head, row_head, table},
    markup::Writer,
    strings::{
        COLON,
        offers::{BASIS, FOR_WHOM, PHONE, SERVICE, SERVICES, WHAT},
    },
};

/// A head over each situation's services; nothing where there are none.
pub(super) fn services(out: &mut Writer, situations: &[Situation]) {
    if situations.is_empty() {
        return;
    }
    let columns = [SERVICE, WHAT, PHONE, BASIS].map(|column| column.of(out.scene.lang));
    table(out, "services", "table.zc-table zc-services", &SERVICES, &columns, |out| {
        for (at, situation) in situations.iter().enumerate() {
            let id = ["situation-", &at.to_string()].concat();
            group(out, "zc-area", &id, |out| group_head(out, "4", |out| out.plan(&situation.name)));
            for service in &situation.services {
                row(out, service);
            }
        }
    });
}

fn row(out: &mut Writer, service: &ServiceView) {
    let id = ["service-", service.id.as_str()].concat();
    group(out, "zc-row", &id, |out| {
        out.element("tr", |out| {
            row_head(out, |out| {
                out.strong(|out| out.chinese(&service.name));
                place(out, &service.ground);
            });
            cell(out, "td.zc-what", &WHAT, |out| {
                out.chinese(&service.what);
                if let Some(who) = &service.for_whom {
                    out.element("p.zc-sub", |out| {
                        out.say(&FOR_WHOM);
                        out.say(&COLON);
                        out.chinese(who);
                    });
                }
                if let Some(text) = &service.how {
                    how(out, text);
                }
            });
            cell(out, "td.zc-ask", &PHONE, |out| ask(out, &service.ground));
            cell(out, "td.zc-ground", &BASIS, |out| basis(out, &service.ground));
        });
    });
}
