//! Whether a number in a clause is a target's.

use super::{
    clause::Clause,
    compare, deed,
    phrase::{Phrase, RANK},
    relation, rule,
    sentence::{Reader, Time},
    span,
};
use crate::{plan::Comparator, plan_text::units::is_nothing, quantity::Quantity};

impl Reader {
    /// Whether a number is a target's.
    pub(super) fn accepts(&self, clause: &Clause, phrase: &Phrase) -> bool {
        let Phrase { named, before, figure, .. } = *phrase;
        let unit = figure.unit.as_deref().unwrap_or_default();
        if before.is_some_and(|(word, _)| word == RANK) {
            return self.goals && rises(named);
        }
        if !is_measured(clause.text, phrase) || ranks(named, unit, clause.text) {
            return false;
        }
        if self.goals {
            return figure.unit.is_some() || before.is_some_and(|(word, _)| word != "完成");
        }
        let text = clause.text;
        if clause.rewarded {
            return false;
        }
        if (is_promised_sum(phrase) || is_full_rate(phrase)) && !rule::is_offer(text) && !rule::limits(text)
            || is_shortened(phrase)
        {
            return true;
        }
        if unit.is_empty()
            || figure.attribute && !named.is_empty() && !is_staff(phrase)
            || rule::limits(text) && !span::is_duration(named)
        {
            return false;
        }
        let strong = figure.after.is_some_and(|(word, _)| compare::is_strong(word))
            || before.is_some_and(|(word, _)| compare::is_strong(word));
        let verb = deed::has_verb(named) || deed::has_verb(clause.before) && text.len() < 60;
        let urged = deed::urges(text) || deed::urges(clause.before);
        let dated = matches!(self.time, Time::Due(_));
        let when = span::says_when(text) || span::only_says_when(clause.before);
        let often = span::says_yearly(text) || span::says_often(text);
        let told = urged || dated || when || self.spanned || often;
        let offer = rule::is_offer(text);
        let share = unit.ends_with(['%', '％', '‰', '点', '倍', '成']);
        match () {
            () if unit.ends_with('元') => {
                let bare = is_nothing(deed::strip_opening(named).0);
                let subject = if bare { clause.name } else { text };
                let result = rule::is_result(subject) && (strong || relation::moves(text) || verb);
                let high = strong && is_high(phrase) && !rule::is_offer(text);
                let raised = rule::is_result(if bare { clause.name } else { named }) && (high || dated);
                is_nothing(phrase.tail) && (told && (result || urged && strong) || raised)
            }
            () if share => {
                let compared = clause.base.is_some() && relation::moves(text);
                told && (strong || relation::moves(text))
                    || compared
                    || strong && (is_rate(phrase) || relation::moves(text)) && !rule::is_offer(text)
                    || is_cut_of_time(named)
                    || self.task && !offer && self.is_share_of_task(phrase, told)
            }
            () if is_capped(phrase) => false,
            () if strong && span::is_duration(named) => true,
            () if strong && is_high(phrase) && (is_amount(named) || deed::helps(named)) => true,
            () if before.is_some_and(|(word, _)| compare::reaches(word)) && is_nothing(phrase.tail) => true,
            () if is_count_kept_high(phrase) && !rule::is_offer(text) => true,
            () if self.task && !offer && self.is_counted_on(clause, phrase, told, strong) => true,
            () => strong && (told || verb) || told && verb || self.counts(clause, phrase),
        }
    }

    /// Whether a task is to bring a share to this height, though no year and no base is told.
    fn is_share_of_task(&self, phrase: &Phrase, told: bool) -> bool {
        is_kept_low(phrase)
            || is_level(phrase)
            || is_risen_share(phrase)
            || relation::ends_moving(phrase.named) && is_nothing(phrase.tail)
            || (told || self.company.is_some()) && is_plain_rate(phrase)
    }

    /// Whether a number counts what is to be done in a task, without a verb that is known.
    fn is_counted_on(&self, clause: &Clause, phrase: &Phrase, told: bool, strong: bool) -> bool {
        let Phrase { named, figure, tail, .. } = *phrase;
        let unit = figure.unit.as_deref().unwrap_or_default();
        let persons = unit.ends_with(['人', '名', '位']);
        let daily = ["每日", "每天", "每班"].iter().any(|word| clause.text.contains(word));
        if figure.words || daily || !(persons || is_counted(unit)) {
            return false;
        }
        let (bare, ends) = (is_nothing(named), is_nothing(tail));
        // 支持300名甲赴外培训，1000名乙参加研修
        let along = bare && !ends && self.company.as_deref() == Some(unit);
        // （2031年15家、2032年30家）
        let of_year = matches!(self.time, Time::Due(_)) && bare && ends && !is_nothing(clause.name);
        along
            || of_year
            || deed::ends_with_deed(named)
            || deed::urges(clause.text) && deed::enters(tail)
            // 为3000家次以上企业提供帮扶
            || strong && named.ends_with('为') && deed::serves(tail)
            || !bare && ends && (told || !persons && (strong || deed::has_verb(named) || deed::acts(named)))
    }

    /// Whether a number says how much is to be done: `新增服务站3家`, and beside it `企业8家`.
    fn counts(&self, clause: &Clause, phrase: &Phrase) -> bool {
        let Phrase { named, before, figure, tail, .. } = *phrase;
        let done = before.is_some_and(|(word, _)| ["完成", "实现"].contains(&word));
        let does = done
            || deed::opens_with_deed(span::strip_span(named))
            // 在重点园区设立站点10个
            || named.starts_with('在') && deed::has_verb(named)
            || self.company.is_some() && is_nothing(tail) && !is_nothing(named) && named.chars().count() <= 20;
        !figure.words && does && !rule::is_offer(clause.text)
    }
}

/// Whether a number measures: a time only where it is cut, years only where they are counted, a numeral in words only with
/// a word that compares or does.
fn is_measured(text: &str, phrase: &Phrase) -> bool {
    const SHARES: [&str; 10] = ["每户", "每人", "每家", "每个", "每件", "每村", "每日", "每天", "每班", "每"];
    const PARTS: [&str; 9] = ["范围", "方面", "等级", "环节", "阶段", "步骤", "层次", "部分", "维度"];
    const MARKS: [&str; 9] = ["分值", "得", "扣", "加", "得分", "基础分", "绩效分", "满分", "分为"];
    let Phrase { named, before, figure, .. } = *phrase;
    let unit = figure.unit.as_deref().unwrap_or_default();
    let at_most =
        figure.after.or(before).is_some_and(|(_, c)| matches!(c, Comparator::AtMost | Comparator::LessThan));
    let time = ["天", "小时", "分钟", "日"].iter().any(|end| unit.ends_with(end)) || unit.ends_with("个月");
    let lasts = span::is_duration(named) && before.is_some();
    if time && !(lasts || relation::moves(text) || at_most && text.contains("控制")) {
        return false;
    }
    if unit == "年" && !["年限", "年数", "寿命"].iter().any(|end| named.ends_with(end)) {
        return false;
    }
    let ends = |words: &[&str]| words.iter().any(|word| named.ends_with(word));
    let marks = unit == "分" && (ends(&MARKS) || text.contains("得分")) && !text.contains("满意度");
    if ends(&SHARES) || marks || PARTS.iter().any(|part| phrase.tail.starts_with(part)) {
        return false;
    }
    let small = figure.value.is_some_and(|value| value <= Quantity::new(1, 0));
    let compared = before.is_some() || figure.after.is_some();
    !figure.words || compared || !small && deed::has_verb(named)
}

/// `前10名`, `第3位`: a rank is no amount.
fn ranks(named: &str, unit: &str, text: &str) -> bool {
    let ranked =
        named.ends_with('前') || named.ends_with('第') || named.ends_with("排名") || named.ends_with("位居");
    ranked
        && !named.ends_with("日前")
        && (["位", "名", "强", "个"].contains(&unit) || unit.is_empty() || text.contains('强'))
}

/// `每年认定不超过20个`: outside the goals a cap on what is counted is a rule; one on time, or one lowered, is a goal.
fn is_capped(phrase: &Phrase) -> bool {
    let Phrase { before, figure, .. } = *phrase;
    let capped =
        figure.after.or(before).is_some_and(|(_, c)| matches!(c, Comparator::AtMost | Comparator::LessThan));
    let unit = figure.unit.as_deref().unwrap_or_default();
    capped && !is_cut(phrase) && ["家", "个", "件", "项", "人", "名", "次", "户"].contains(&unit)
}

/// Whether more is better, as the words say.
fn is_high(phrase: &Phrase) -> bool {
    let Phrase { before, figure, .. } = *phrase;
    figure.after.or(before).is_some_and(|(_, c)| matches!(c, Comparator::AtLeast | Comparator::MoreThan))
}

/// A share that is to be kept high: `结案率不低于95%`.
fn is_rate(phrase: &Phrase) -> bool {
    let rate = ["率", "满意度", "占比", "比重", "增速", "权重", "覆盖面"]
        .iter()
        .any(|end| phrase.named.ends_with(end));
    is_high(phrase) && rate && is_nothing(phrase.tail)
}

/// `年受理量`: a name of something counted.
fn is_amount(named: &str) -> bool {
    ["量", "总数", "件数", "家数", "户数", "人数", "次数"].iter().any(|end| named.ends_with(end))
}

/// Whether a number behind 、 is counted with the one before it: `示范园区2个`.
pub(super) fn goes_along(phrase: &Phrase, first: &Phrase) -> bool {
    let Phrase { named, figure, tail, .. } = *phrase;
    let unit = figure.unit.as_deref().unwrap_or_default();
    // 扶持50个研修班和50场次讲座
    let alike = is_nothing(tail) || is_nothing(named) && !is_nothing(first.tail);
    !figure.attribute && !figure.words && is_counted(unit) && alike && named.chars().count() <= 20
}

fn is_counted(unit: &str) -> bool {
    const COUNTED: [&str; 19] = [
        "家", "个", "件", "项", "场", "次", "期", "起", "篇", "款", "户", "套", "座", "处", "所", "宗", "份",
        "批", "条",
    ];
    COUNTED.contains(&unit.trim_start_matches(['万', '千', '百']))
        || ["人次", "场次", "件次", "家次", "户次"].iter().any(|end| unit.ends_with(end))
}

/// `组建不少于30人的服务队伍`: how many are to be found, not whom the rest is about.
fn is_staff(phrase: &Phrase) -> bool {
    let persons = phrase.figure.unit.as_deref().is_some_and(|unit| ["人", "名"].contains(&unit));
    persons
        && is_high(phrase)
        && ["组建", "建立", "成立", "打造"].iter().any(|verb| phrase.named.ends_with(verb))
}

/// A rank that is to be reached: `综合实力进入全省前10位`.
fn rises(named: &str) -> bool {
    const RISING: [&str; 9] = ["进入", "位居", "稳居", "位列", "保持", "跻身", "列全", "居全", "争创"];
    RISING.iter().any(|word| named.contains(word))
}

/// `不合格率控制在1%以内`
fn is_kept_low(phrase: &Phrase) -> bool {
    let kept = phrase.before.is_some_and(|(word, _)| word.starts_with("控制"));
    kept && phrase.named.ends_with('率') && is_nothing(phrase.tail)
}

/// `研发投入强度达到4.1%`
fn is_level(phrase: &Phrase) -> bool {
    phrase.before.is_some_and(|(word, _)| compare::reaches(word)) && is_nothing(phrase.tail)
}

/// `增加值占比提高0.5个百分点`
fn is_risen_share(phrase: &Phrase) -> bool {
    let points = phrase.figure.unit.as_deref().is_some_and(|unit| unit.ends_with("百分点"));
    let share = ["率", "比重", "占比", "满意度", "增速"].iter().any(|word| phrase.named.contains(word));
    points && share && relation::moves(phrase.named) && is_nothing(phrase.tail)
}

/// `知晓率90%`
fn is_plain_rate(phrase: &Phrase) -> bool {
    phrase.before.is_none() && phrase.named.ends_with('率') && is_nothing(phrase.tail)
}

/// `备案企业不少于1500家`; of persons it says who may take part.
fn is_count_kept_high(phrase: &Phrase) -> bool {
    let Phrase { named, before, figure, tail, .. } = *phrase;
    let kept = before.is_some_and(|(word, _)| ["不少于", "不低于"].contains(&word));
    let unit = figure.unit.as_deref().unwrap_or_default();
    kept && is_counted(unit) && unit != "次" && is_nothing(tail) && !is_nothing(named)
}

/// `办结率100%`: a rate that is to be whole needs no word that compares.
fn is_full_rate(phrase: &Phrase) -> bool {
    let Phrase { named, figure, tail, .. } = *phrase;
    let whole = figure.value == Some(Quantity::new(100, 0)) && figure.unit.as_deref() == Some("%");
    whole && named.ends_with('率') && is_nothing(tail)
}

/// `审理期限缩短至6个月`: of the terms that are set, one that is cut is a goal.
fn is_shortened(phrase: &Phrase) -> bool {
    phrase.named.ends_with("期限") && is_cut(phrase)
}

fn is_cut(phrase: &Phrase) -> bool {
    let cut = ["缩短", "压缩", "压减", "减少", "降"];
    phrase.before.is_some_and(|(word, _)| cut.iter().any(|verb| word.starts_with(verb)))
}

/// `办理时间缩短` by some share.
fn is_cut_of_time(named: &str) -> bool {
    ["缩短", "压缩", "压减", "减少"].iter().any(|cut| {
        let cut = named.strip_suffix(cut);
        cut.is_some_and(|named| span::is_duration(named.trim_end_matches("平均").trim_end_matches("总体")))
    })
}

/// `提供不低于500亿元融资总量`: a sum that all together are to be given, so large that it is no one's.
fn is_promised_sum(phrase: &Phrase) -> bool {
    let Phrase { named, before, figure, tail, .. } = *phrase;
    let sum = figure.unit.as_deref().is_some_and(|unit| unit.ends_with("亿元"));
    let of = tail.trim_start_matches('的');
    sum && deed::gives(named)
        && before.is_some()
        && is_high(phrase)
        && rule::is_result(of)
        && of.chars().count() <= 20
}
