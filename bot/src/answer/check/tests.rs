use super::steps::steps;

const RATE: &str = "减缴85%；申请费900元";

#[test]
fn steps_are_worked_out_again() {
    let told = "申请费费减后交多少";
    assert_eq!(steps("100% − 85% = 15%，900元 × 15% = 135元", &[RATE], told), Ok(()));
    assert!(steps("100% − 85% = 15%，900元 × 15% = 145元", &[RATE], told).is_err());
    assert!(steps("900元 × 25% = 225元", &[RATE], told).is_err(), "25% stands nowhere");
    assert!(steps("135元", &[RATE], told).is_err(), "a result without its steps");
}

#[test]
fn a_day_is_counted_again() {
    let (text, asked) = (["15日内申请复审"], "2026年12月1日收到，最晚哪天");
    assert_eq!(steps("2026-12-01 + 15日 = 2026-12-16", &text, asked), Ok(()));
    assert!(steps("2026-12-01 + 15日 = 2026-12-17", &text, asked).is_err());
    assert!(steps("2026-12-01 + 30日 = 2026-12-31", &text, asked).is_err());
    assert!(steps("2025-12-01 + 15日 = 2025-12-16", &text, asked).is_err(), "not the day that was told");
}

#[test]
fn sums_of_products_are_worked_out() {
    let text = ["第4—6年1200元，第7—9年2000元"];
    assert_eq!(steps("1200元 × 3 + 2000元 × 3 = 9600元", &text, "第3年 3"), Ok(()));
    assert!(steps("1200元 × 3 + 2000元 × 3 = 9700元", &text, "第3年 3").is_err());
}
