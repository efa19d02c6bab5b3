use super::{Computed, Source, computed};

const APPLY: Source<'_> = Source {
    title: "申请费和附加费",
    text: "申请费：发明900元，实用新型500元；权利要求超过10项的，从第11项起每项150元；说明书超过30页的，从第31页起每页50元，从第301页起每页100元。",
};
const RATE: Source<'_> = Source {
    title: "减缴比例",
    text: "单独一个的，减缴85%。两个以上共同申请的，减缴70%。能减缴的是申请费（不含附加费）和年费。",
};
const ANNUAL: Source<'_> = Source {
    title: "发明年费",
    text: "发明年费：第1—3年900元，第4—6年1200元，第7—9年2000元。",
};
const REVIEW: Source<'_> =
    Source { title: "复审", text: "不服的，自收到通知之日起15日内申请复审。" };
const FINE: Source<'_> =
    Source { title: "处罚", text: "没收违法所得，可以处违法所得5倍以下的罚款。" };
const LOAN: Source<'_> = Source {
    title: "贴息",
    text: "按实际贷款金额、年利率不超过1%贴息，每年最高20万元。",
};

fn steps(asked: &str, sources: &[Source<'_>]) -> String {
    computed(asked, "", sources).map_or_else(String::new, |computed| computed.steps)
}

#[test]
fn a_reduced_fee_is_told_with_its_steps() {
    let found = computed("小公司申请发明，申请费费减后交多少", "", &[RATE, APPLY]);
    let steps = "100% − 85% = 15%，900元 × 15% = 135元".to_owned();
    assert_eq!(found, Some(Computed { steps, from: vec![0, 1] }));
    assert_eq!(steps_of_two(), "100% − 70% = 30%，500元 × 30% = 150元");
}

fn steps_of_two() -> String {
    steps("和高校共同申请实用新型，申请费减缴后多少钱", &[RATE, APPLY])
}

#[test]
fn items_beyond_a_number_and_years_of_a_table_are_counted() {
    assert_eq!(steps("权利要求写了14项，附加费多少", &[APPLY]), "14 − 10 = 4，4 × 150元 = 600元");
    assert_eq!(steps("说明书一共36页，附加费怎么算", &[APPLY]), "36 − 30 = 6，6 × 50元 = 300元");
    assert_eq!(steps("权利要求8项，附加费多少", &[APPLY]), "");
    assert_eq!(steps("发明第5年年费多少", &[ANNUAL]), "第4—6年一档：1200元");
    assert_eq!(steps("发明从第4年交到第9年，年费一共多少", &[ANNUAL]), "1200元 × 3 + 2000元 × 3 = 9600元");
}

#[test]
fn a_table_that_makes_no_sense_gives_nothing() {
    let odd = Source {
        title: "费", text: "第0项起每项5元，第99999999999项起每项1元，第5—2年3元"
    };
    assert_eq!(steps("写了14项，多少钱", &[odd]), "");
    assert_eq!(steps("第3年多少钱", &[odd]), "");
}

#[test]
fn the_last_day_of_a_period_is_counted_from_the_day_after() {
    assert_eq!(
        steps("驳回通知2026年12月1日收到，复审最晚哪天提", &[REVIEW]),
        "2026-12-01 + 15日 = 2026-12-16"
    );
    assert_eq!(steps("复审多少钱", &[REVIEW]), "");
}

#[test]
fn of_a_day_on_which_something_ran_out_only_a_period_of_grace_goes_on() {
    let renewal = Source {
        title: "续展",
        text: "期满前12个月内办理；没能办理的，有6个月宽展期；每次续展10年。",
    };
    let term = Source { title: "有效期", text: "有效期为10年，自核准之日起计算。" };
    assert_eq!(
        steps("2026年8月14日就到期了，最晚哪天补办", &[term, renewal]),
        "2026-08-14 + 6个月 = 2027-02-14"
    );
    assert_eq!(steps("2026年8月14日就到期了，最晚哪天补办", &[term]), "");
    assert_eq!(steps("2016年8月14日核准的，哪天到期", &[term]), "2016-08-14 + 10年 = 2026-08-14");
}

#[test]
fn several_of_a_kind_are_paid_together() {
    let exam = Source { title: "实质审查费", text: "发明的实质审查费2500元。" };
    let rate = Source { text: "减缴85%。能减缴的是实质审查费。", ..RATE };
    let found = computed("三件发明提实审，减完一共多少", "三件发明提实质审查", &[rate, exam]);
    assert_eq!(
        found.map(|found| found.steps).as_deref(),
        Some("100% − 85% = 15%，2500元 × 15% = 375元，375元 × 3 = 1125元")
    );
}

#[test]
fn the_fee_that_is_named_is_reduced_and_no_more_pieces_than_anybody_files() {
    let exam = Source { title: "实质审查费", text: "发明专利申请实质审查费2500元。" };
    let rate = Source { text: "减缴85%。能减缴的是申请费、实质审查费。", ..RATE };
    let paid = |asked: &str| steps(asked, &[rate, exam, APPLY]);
    assert_eq!(
        paid("2件发明专利，申请费费减后一共多少"),
        "100% − 85% = 15%，900元 × 15% = 135元，135元 × 2 = 270元"
    );
    assert_eq!(paid("459044641件发明专利，申请费费减后一共多少"), "100% − 85% = 15%，900元 × 15% = 135元");
}

#[test]
fn classes_and_items_beyond_those_included_are_added_up() {
    let register = Source {
        title: "注册费",
        text: "一个类别300元，含10个商品；超过10项的，每项加30元。电子申请按90%，即270元、每项27元。",
    };
    assert_eq!(
        steps("网上报三个类别，每个类别12个商品，一共多少", &[register]),
        "12 − 10 = 2，2 × 27元 = 54元，270元 + 54元 = 324元，324元 × 3 = 972元"
    );
    assert_eq!(
        steps("纸质报一个类别，12个商品多少钱", &[register]),
        "12 − 10 = 2，2 × 30元 = 60元，300元 + 60元 = 360元"
    );
    assert_eq!(
        steps("报两个类别多少钱", &[register]),
        "纸质申请 300元 × 2 = 600元；电子申请 270元 × 2 = 540元"
    );
    assert_eq!(steps("报一个类别多少钱", &[register]), "");
}

#[test]
fn multiples_and_capped_shares_of_an_amount() {
    assert_eq!(steps("违法所得20万，最高罚多少", &[FINE]), "20万元 × 5 = 100万元");
    assert_eq!(steps("贷了1200万，贴息最多多少", &[LOAN]), "1200万元 × 1% = 12万元");
    assert_eq!(
        steps("贷了3000万，贴息最多多少", &[LOAN]),
        "3000万元 × 1% = 30万元，超过最高 20万元，按 20万元"
    );
}
