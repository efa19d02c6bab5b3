//! Stories told through the desk, over a small pack of its own and over the packs of the repository.

mod adversarial;
mod bad;
mod unsure;

use std::{collections::HashSet, path::PathBuf, sync::LazyLock};

use proptest::prelude::*;

use super::*;
use crate::pack;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn today() -> Date {
    day("2026-11-22")
}

fn desk(folder: &str) -> Desk {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let pack = pack::load(&[folder], today()).unwrap().remove(0);
    Desk::new(Arc::new(pack), today).unwrap()
}

static GONGSHU: LazyLock<Desk> = LazyLock::new(|| desk("data/gongshu"));
static SHILI: LazyLock<Desk> = LazyLock::new(|| desk("data/shili"));
/// A pack of other names, places and figures: what is right here is not learnt by heart.
static QINGSHAN: LazyLock<Desk> = LazyLock::new(|| desk("bot/tests/packs/qingshan"));

/// A user at a desk.
struct User<'a>(&'a Desk);

impl User<'_> {
    fn says(&self, question: &str) -> Answer {
        let answer = self.0.answer(&[], question, today());
        self.resolves(&answer, question);
        answer
    }

    /// Every citation leads to something in the pack, and every figure of the answer stands in one.
    fn resolves(&self, answer: &Answer, asked: &str) {
        let pack = self.0.pack();
        let mut known: HashSet<String> = HashSet::from([pack.plan.id.to_string()]);
        known.extend(pack.plan.indicators.iter().map(|i| format!("{}/{}", pack.plan.id, i.id)));
        known.extend(pack.plan.tasks.iter().map(|t| format!("{}/{}", pack.plan.id, t.id)));
        known.extend(pack.sessions.iter().map(|s| format!("session/{}", s.id)));
        for policy in &pack.policies {
            known.extend(policy.clauses.iter().map(|clause| format!("{}#{}", policy.id, clause.id)));
        }
        for citation in &answer.citations {
            assert!(known.contains(&citation.id), "{} leads nowhere", citation.id);
            assert!(!citation.quote.is_empty());
        }
        assert_eq!(check::holds(answer, pack, asked), Ok(()));
    }
}

fn text(answer: &Answer) -> String {
    answer.to_text()
}

/// Each question: its status, its intent, and what its answer must say.
fn all(desk: &Desk, questions: &[&str], status: AnswerStatus, intent: &str, says: &[&str]) {
    for question in questions {
        let answer = User(desk).says(question);
        let text = text(&answer);
        assert_eq!((answer.status, answer.intent.as_str()), (status, intent), "{question}: {text}");
        for words in says {
            assert!(text.contains(words), "{question}: no “{words}” in {text}");
        }
    }
}

#[test]
fn the_target_of_an_indicator() {
    let questions = [
        "PCT目标是多少",
        "PCT专利一年要申请多少件",
        "方案里国际专利申请的指标",
        "到2025年PCT申请要达到多少",
        "方案对PCT专利提了什么要求",
    ];
    all(
        &GONGSHU,
        &questions,
        AnswerStatus::Answered,
        "plan.target",
        &["85", "征求意见稿", "完成数据尚未录入"],
    );
    let questions = [
        "标准认证目标是多少",
        "国际标准认证一年要申请多少件",
        "方案里国际标准认证的指标",
        "到2034年国际标准认证要达到多少",
        "方案对国际标准认证提了什么要求",
    ];
    all(&QINGSHAN, &questions, AnswerStatus::Answered, "plan.target", &["20", "征求意见稿"]);
}

#[test]
fn which_tasks_a_unit_has() {
    let questions = [
        "区科技局有哪些任务",
        "科技局负责什么",
        "区科技局在方案里做什么",
        "哪些任务是区科技局负责的",
        "区科技局承担几项任务",
    ];
    all(&GONGSHU, &questions, AnswerStatus::Answered, "plan.unit", &["5 项任务", "征求意见稿"]);
    let questions = [
        "县科技局有哪些任务",
        "科技局负责什么",
        "县科技局在方案里做什么",
        "哪些任务是县科技局负责的",
        "县科技局承担几项任务",
    ];
    all(&QINGSHAN, &questions, AnswerStatus::Answered, "plan.unit", &["1 项任务"]);
}

#[test]
fn whether_the_plan_is_issued() {
    let questions = [
        "方案正式印发了吗",
        "这个方案是征求意见稿还是正式稿",
        "工作方案有文号吗",
        "方案现在生效了吗",
        "方案发文了吗",
    ];
    all(&GONGSHU, &questions, AnswerStatus::Answered, "plan.stage", &["是征求意见稿", "没有收录正式印发"]);
    all(&QINGSHAN, &questions, AnswerStatus::Answered, "plan.stage", &["是征求意见稿"]);
    all(&SHILI, &questions, AnswerStatus::Answered, "plan.stage", &["没有标明征求意见稿", "演示"]);
}

#[test]
fn grants_are_no_longer_subsidised() {
    let questions = [
        "专利授权有补贴吗",
        "发明专利授权补多少钱",
        "拿到专利证书区里奖励多少",
        "实用新型授权补多少",
        "区里对授权专利给不给资助",
    ];
    all(
        &GONGSHU,
        &questions,
        AnswerStatus::Answered,
        "policy",
        &["全部取消", "国知发保字〔2021〕1号", "据转载页整理，原文待核"],
    );
    let questions = [
        "标准发布有补贴吗",
        "发布一项标准补多少钱",
        "标准发布补助",
        "县里对标准发布给不给补贴",
        "企业发布标准能拿补助吗",
    ];
    all(&QINGSHAN, &questions, AnswerStatus::Answered, "policy", &["不补助", "青质〔2032〕7号"]);
}

#[test]
fn fees_can_be_reduced() {
    let questions = [
        "费减比例是多少",
        "小微企业专利申请费能打几折",
        "专利交费有优惠吗",
        "申请费能便宜多少",
        "官费减免多少",
    ];
    all(&GONGSHU, &questions, AnswerStatus::Answered, "policy", &["85%", "70%"]);
    let questions =
        ["检测费减免多少", "检测费能打几折", "检测费减免比例", "小微企业检测费怎么减免", "检测费优惠"];
    all(&QINGSHAN, &questions, AnswerStatus::Answered, "policy", &["45%"]);
}

#[test]
fn the_next_training() {
    let questions = [
        "最近有什么培训",
        "下次培训在哪里",
        "近期知识产权培训什么时候报名",
        "哪天有知识产权讲座",
        "有什么课可以听",
    ];
    all(&GONGSHU, &questions, AnswerStatus::Unanswerable, "sessions", &["没有收录", "可咨询"]);
    all(&SHILI, &questions, AnswerStatus::Answered, "sessions", &["演示", "2025-07-10"]);
    let questions =
        ["最近有什么培训", "下次培训在哪里", "近期质量培训什么时候报名", "哪天有质量讲座", "有什么课可以听"];
    all(&QINGSHAN, &questions, AnswerStatus::Answered, "sessions", &["2026-12-08", "县会展中心"]);
}

#[test]
fn a_session_that_was_held_is_not_offered() {
    assert!(!text(&User(&SHILI).says("最近有什么培训")).contains("已办过"));
}

#[test]
fn tax_is_out_of_scope() {
    let questions = [
        "增值税税率是多少",
        "小规模纳税人怎么报税",
        "企业所得税怎么算",
        "个税起征点是多少",
        "开发票税点多少",
    ];
    all(&GONGSHU, &questions, AnswerStatus::Unanswerable, "out-of-scope", &["税务", "0571-12345"]);
    all(&QINGSHAN, &questions, AnswerStatus::Unanswerable, "out-of-scope", &["税务", "0000-1000"]);
}

#[test]
fn no_sum_of_another_programme_is_given_for_a_general_question() {
    for question in ["拱墅知识产权补贴最高多少", "拱墅区知识产权奖励上限", "区里知识产权资助最高给多少钱"]
    {
        let answer = User(&GONGSHU).says(question);
        let text = text(&answer);
        assert_eq!(answer.status, AnswerStatus::Unanswerable, "{question}: {text}");
        for sum in ["1500", "100万", "万元"] {
            assert!(!text.contains(sum), "{question}: {text}");
        }
    }
}

#[test]
fn another_place_is_answered_only_when_it_is_named_and_said_not_to_apply() {
    let named = User(&GONGSHU).says("富阳区质押贷款贴息多少");
    assert!(named.citations.iter().all(|citation| citation.region == "富阳区"), "{}", text(&named));
    assert!(text(&named).contains("不适用于拱墅区"));
    for question in ["质押贷款贴息多少", "质押贴息", "拱墅区质押贷款利息补助"] {
        let answer = User(&GONGSHU).says(question);
        let home = ["全国", "浙江省", "杭州市", "拱墅区"];
        assert!(
            answer.citations.iter().all(|citation| home.contains(&citation.region.as_str())),
            "{question}"
        );
    }
    assert_eq!(User(&GONGSHU).says("深圳专利补贴多少").status, AnswerStatus::Unanswerable);
}

#[test]
fn whether_interest_is_subsidised_is_said_of_the_city_and_of_the_district() {
    let answer = User(&GONGSHU).says("质押贴息");
    assert_eq!(answer.status, AnswerStatus::Answered);
    assert_eq!(cites(&answer)[0], "hz-caijin-2025#kechuang");
    for words in ["年利率不超过1%", "最高20万元", "没有收录拱墅区"] {
        assert!(text(&answer).contains(words), "{}", text(&answer));
    }
}

#[test]
fn progress_is_what_the_snapshot_says() {
    let missed = User(&SHILI).says("质押登记金额完成了吗");
    let text = text(&missed);
    for words in ["2.4 亿元", "未达到", "原因", "下一步"] {
        assert!(text.contains(words), "{text}");
    }
    assert_eq!(User(&GONGSHU).says("方案完成情况怎么样").status, AnswerStatus::Partial);
}

#[test]
fn a_follow_up_takes_over_what_was_asked() {
    let earlier = ["PCT目标是多少".to_owned()];
    let answer = GONGSHU.answer(&earlier, "那质押融资呢", today());
    assert_eq!((answer.intent.as_str(), answer.citations[0].id.as_str()), ("plan.target", "gongshu/i4"));
}

#[test]
fn it_says_that_it_is_a_machine() {
    let answer = User(&GONGSHU).says("你是机器人吗");
    assert!(text(&answer).contains("不是人工") && text(&answer).contains("征求意见稿"));
}

#[test]
fn traditional_and_hidden_characters_change_nothing() {
    let plain = User(&GONGSHU).says("专利申请费用");
    for question in ["專利申請費用", "专\u{200B}利申\u{202E}请费用", "专利　申请　费用", "专利申请费用？？"]
    {
        assert_eq!(User(&GONGSHU).says(question).citations, plain.citations, "{question}");
    }
}

#[test]
fn strange_questions_get_a_polite_answer() {
    for question in ["", "   ", "？？？", "\u{202E}\u{0007}", "😀😀", "a", "1", "《》", "[1]"] {
        let answer = GONGSHU.answer(&[], question, today());
        assert!(!answer.blocks.is_empty(), "{question:?}");
    }
    assert_eq!(GONGSHU.answer(&[], &"长".repeat(1001), today()).status, AnswerStatus::Refused);
}

#[test]
fn a_figure_without_a_source_is_caught() {
    let mut answer = User(&GONGSHU).says("PCT目标是多少");
    answer.blocks.push(Block::text("另有补助 12345 元"));
    assert_eq!(check::holds(&answer, GONGSHU.pack(), ""), Err("12345".to_owned()));
}

#[test]
fn every_written_answer_is_found_by_its_own_question() {
    let missed: Vec<&str> = GONGSHU
        .pack()
        .faqs
        .iter()
        .filter(|faq| {
            let answer = GONGSHU.answer(&[], &faq.question, today());
            let basis: Vec<String> = faq.basis.iter().map(ToString::to_string).collect();
            !answer.citations.iter().any(|citation| basis.contains(&citation.id))
        })
        .map(|faq| faq.question.as_str())
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_suggested_is_answered() {
    for desk in [&*GONGSHU, &*SHILI, &*QINGSHAN] {
        for asked in ["", "你好", "有哪些补贴", "补贴最高多少", "目标有哪些", "任务有哪些", "火锅店在哪"]
        {
            for suggestion in User(desk).says(asked).suggestions {
                let answer = User(desk).says(&suggestion);
                let sessions = answer.intent == "sessions";
                assert!(
                    sessions || answer.status == AnswerStatus::Answered,
                    "{suggestion}: {}",
                    text(&answer)
                );
            }
        }
    }
}

#[test]
fn the_plan_speaks_for_its_own_place_and_years_only() {
    for question in ["杭州市每万人高价值发明专利目标", "浙江省PCT目标", "武汉PCT目标", "下城区满意度目标"]
    {
        let answer = User(&GONGSHU).says(question);
        assert_ne!(answer.intent, "plan.target", "{question}: {}", text(&answer));
    }
    assert_ne!(User(&SHILI).says("拱墅区专利补贴").status, AnswerStatus::Answered);
    let other_year = User(&GONGSHU).says("2027年满意度目标");
    assert_eq!(other_year.status, AnswerStatus::Unanswerable);
    assert!(text(&other_year).contains("没有写到 2027 年"));
    assert_eq!(User(&GONGSHU).says("杭州市拱墅区PCT目标").intent, "plan.target");
}

#[test]
fn a_year_is_no_task_and_a_spoken_number_is_one() {
    assert_ne!(User(&GONGSHU).says("外观专利年费第11年").intent, "plan.task");
    for question in ["第十一项任务由谁负责", "任务11的责任单位", "第11项任务是什么"] {
        assert_eq!(User(&GONGSHU).says(question).citations[0].id, "gongshu/k11", "{question}");
    }
}

#[test]
fn nobody_is_named_for_a_target() {
    let answer = User(&GONGSHU).says("质押融资8亿是哪个单位负责");
    assert!(text(&answer).contains("没有为目标") && !text(&answer).contains("区金融办"), "{}", text(&answer));
    assert!(text(&User(&GONGSHU).says("牵头单位是谁")).contains("没有写牵头单位"));
}

#[test]
fn a_passage_that_speaks_of_no_payment_does_not_answer_a_question_for_one() {
    for question in ["商标注册补贴1000元", "数据知识产权登记补贴多少", "律师费补贴"] {
        let answer = User(&GONGSHU).says(question);
        let pays = |quote: &str| ["补", "奖", "资助"].iter().any(|word| quote.contains(word));
        assert!(
            answer.citations.iter().any(|citation| pays(&citation.quote)) || answer.citations.is_empty(),
            "{question}: {}",
            text(&answer)
        );
    }
}

#[test]
fn an_answer_written_from_a_text_that_has_ended_is_withheld() {
    let asked = |day: &str| GONGSHU.answer(&[], "商标异议期是几个月", day.parse().unwrap());
    let ended = |answer: &Answer| answer.citations.iter().any(|citation| !citation.status.may_apply());
    let later = asked("2027-02-01");
    assert!(!ended(&later) || later.status != AnswerStatus::Answered, "{}", text(&later));
}

#[test]
fn one_box_for_several_plans_goes_by_the_place_named() {
    let desks = Desks::new(vec![desk("data/gongshu"), desk("data/shili")], today);
    let asked = |question: &str| desks.answer(&[], question, today()).unwrap().citations[0].id.clone();
    assert_eq!(asked("满意度目标"), "gongshu/i9");
    assert_eq!(asked("示例区满意度目标"), "shili/i7");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_question_gets_an_answer_whose_figures_have_sources(question in "\\PC{0,60}") {
        let answer = GONGSHU.answer(&[], &question, today());
        prop_assert!(!answer.blocks.is_empty());
        prop_assert_eq!(check::holds(&answer, GONGSHU.pack(), &question), Ok(()));
    }
}

#[test]
fn personal_data_is_not_looked_at_and_the_rest_is_answered() {
    let asked = SHILI.answer(&[], "我的手机号13800138000，质押贷款贴息多少", today());
    let without = SHILI.answer(&[], "我的手机号，质押贷款贴息多少", today());
    assert_eq!(asked.citations, without.citations);
    let Block::Notice(notice) = &asked.blocks[0] else { panic!("{asked:?}") };
    assert!(notice.contains("没有保存") && !asked.to_text().contains("138"), "{asked:?}");
    let only = SHILI.answer(&[], "11010519491231002X", today());
    assert_eq!((only.status, only.blocks.len()), (AnswerStatus::Clarify, 2), "{only:?}");
}

/// What is answered to the last of several questions.
fn after(desk: &Desk, questions: &[&str]) -> Answer {
    let (last, earlier) = questions.split_last().unwrap();
    let earlier: Vec<String> = earlier.iter().map(|asked| (*asked).to_owned()).collect();
    desk.answer(&earlier, last, today())
}

fn cites(answer: &Answer) -> Vec<&str> {
    answer.citations.iter().map(|citation| citation.id.as_str()).collect()
}

#[test]
fn a_question_goes_on_from_the_one_before() {
    for (questions, cited) in [
        (&["发明专利申请费多少", "那实用新型呢"][..], "law-patent-fees#apply"),
        (&["拱墅区有效注册商标量目标是多少", "那质押融资额呢"], "gongshu/i4"),
        (&["杭州知识产权强企要什么条件", "文号多少"], "hz-strong-firm"),
    ] {
        let answer = after(&GONGSHU, questions);
        assert!(cites(&answer).iter().any(|id| id.starts_with(cited)), "{questions:?}: {:?}", cites(&answer));
    }
    let card = after(&GONGSHU, &["杭州知识产权强企要什么条件", "文号多少"]);
    assert!(text(&card).contains("杭市管〔2025〕93号"), "{}", text(&card));
    assert_ne!(after(&GONGSHU, &["文号多少"]).intent, "card", "nothing was spoken of");
    let other = after(&GONGSHU, &["商标续展多少钱", "杭州强企的文号多少"]);
    assert!(cites(&other).iter().all(|id| !id.starts_with("law-trademark")), "{:?}", cites(&other));
}

#[test]
fn what_asks_nothing_goes_on_from_nothing() {
    for (said, intent) in
        [("谢谢", "thanks"), ("你好", "greeting"), ("转人工", "handoff"), ("？？？", "empty")]
    {
        let answer = after(&GONGSHU, &["商标续展多少钱", said]);
        assert_eq!(
            (answer.intent.as_str(), answer.citations.len()),
            (intent, 0),
            "{said}: {}",
            text(&answer)
        );
    }
    assert_eq!(cites(&after(&GONGSHU, &["商标续展多少钱", "嗯嗯"])), [""; 0]);
}

#[test]
fn several_questions_get_several_answers_and_what_is_left_out_is_named() {
    let both = User(&GONGSHU).says("发明专利保护几年？软件著作权登记收不收费？");
    assert_eq!(both.status, AnswerStatus::Answered);
    let ids = cites(&both).join(" ");
    assert!(ids.contains("law-patent#a42") && ids.contains("law-software"), "{ids}");
    let half = User(&GONGSHU).says("发明专利保护几年？明天杭州下雨吗？");
    assert_eq!(half.status, AnswerStatus::Partial);
    assert!(text(&half).contains("“明天杭州下雨吗？”"), "{}", text(&half));
    let person = User(&GONGSHU).says("发明专利保护几年？能转人工吗？");
    let window = |block: &Block| matches!(block, Block::Window(_));
    assert!(
        person.blocks.iter().any(window) && !text(&person).contains("没有能回答这一问"),
        "{}",
        text(&person)
    );
}

#[test]
fn a_computation_shows_its_steps_and_cites_its_clauses() {
    let answer = User(&GONGSHU).says("小微企业自己申请一件发明，申请费费减后交多少");
    assert!(
        text(&answer).starts_with("按所引条款计算：100% − 85% = 15%，900元 × 15% = 135元"),
        "{}",
        text(&answer)
    );
    assert_eq!(cites(&answer)[..2], ["nat-feijian#rate", "law-patent-fees#apply"]);
    let answer = User(&GONGSHU).says("商标驳回通知2026年12月1日收到，复审最晚哪天提");
    assert!(text(&answer).contains("2026-12-01 + 15日 = 2026-12-16"), "{}", text(&answer));
}

#[test]
fn a_wrong_computation_never_leaves() {
    let mut answer = User(&GONGSHU).says("小微企业自己申请一件发明，申请费费减后交多少");
    for wrong in ["900元 × 15% = 145元", "900元 × 25% = 225元", "900元 × 15% = 135元，另交 77元"]
    {
        answer.blocks[0] = Block::text(wrong);
        assert!(check::holds(&answer, GONGSHU.pack(), "申请费费减后交多少").is_err(), "{wrong}");
    }
    answer.blocks[0] = Block::Window(shared::policy::Window {
        phone: Some("0571-00000000".to_owned()),
        ..GONGSHU.pack().windows[0].clone()
    });
    assert!(check::holds(&answer, GONGSHU.pack(), "").is_err(), "a telephone number of nobody's");
}

#[test]
fn what_the_question_is_tied_to_must_stand_in_the_text() {
    for (question, lacks) in [
        ("专利法第一百二十条规定了什么", "第一百二十条"),
        ("财税〔2031〕8号文对专利收费怎么规定", "〔2031〕8号"),
        ("1998年注册一个商标要交多少钱", "1998 年"),
        ("杭州市知识产权“蓝鲸企业”认定条件", "蓝鲸企业"),
        ("温州市知识产权质押贷款贴息比例是多少", "温州"),
    ] {
        let answer = User(&GONGSHU).says(question);
        assert_eq!(answer.status, AnswerStatus::Unanswerable, "{question}: {}", text(&answer));
        assert!(text(&answer).contains(lacks), "{question}: {}", text(&answer));
    }
    assert!(cites(&User(&GONGSHU).says("专利法第四十二条规定了什么")).contains(&"law-patent#a42"));
}

#[test]
fn what_is_not_held_is_named_and_doubt_offers_choices() {
    let unheld = User(&GONGSHU).says("域名被别人注册了去哪里投诉");
    assert_eq!((unheld.status, unheld.intent.as_str()), (AnswerStatus::Unanswerable, "not-held"));
    assert!(text(&unheld).contains("域名"), "{}", text(&unheld));
    let doubtful = User(&GONGSHU).says("袋子上的画");
    assert_eq!((doubtful.status, doubtful.intent.as_str()), (AnswerStatus::Clarify, "choices"));
    assert!(!doubtful.suggestions.is_empty() && doubtful.citations.is_empty());
}
