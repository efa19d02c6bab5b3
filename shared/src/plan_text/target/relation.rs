//! Words that relate a number: growth and its base, doubling, shares.

/// Words of growth and decline.
pub(super) fn moves(text: &str) -> bool {
    ["增长", "提高", "提升", "增加", "下降", "降低", "减少", "压减", "压缩", "缩短", "上升", "增幅", "增速"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a name ends with what moves it: `亩均增加值增长`.
pub(super) fn ends_moving(name: &str) -> bool {
    ["增长", "提高", "提升", "增加", "下降", "降低", "减少", "压减"].iter().any(|verb| name.ends_with(verb))
}

/// The base of a relative target, as printed: 比2020年增长…, 较上年提高…, 年均增长….
pub(super) fn base(clause: &str) -> Option<String> {
    const MOVES: [&str; 15] = [
        "年均", "增长", "提高", "提升", "增加", "下降", "降低", "减少", "翻", "上升", "压减", "压缩", "缩短",
        "多", "高",
    ];
    let compared = ["比较", "比重", "比例", "占比", "对比", "环比", "同比", "比率"];
    for word in ["相较于", "相比于", "相较", "比", "较"] {
        for (at, _) in clause.match_indices(word).take(8) {
            let around: String =
                clause[..at].chars().rev().take(1).chain(clause[at..].chars().take(2)).collect();
            if compared.iter().any(|word| around.contains(word))
                || clause[..at].ends_with(['占', '对', '同', '环', '相'])
            {
                continue;
            }
            let rest = &clause[at + word.len()..];
            let end = MOVES.iter().filter_map(|verb| rest.find(verb)).filter(|end| *end > 0).min();
            let base = end.map(|end| trim_base(&rest[..end]));
            if let Some(base) = base.filter(|base| !base.is_empty() && base.chars().count() <= 14) {
                return Some(base.to_owned());
            }
        }
    }
    for (open, close) in [("与", "相比"), ("在", "基础上"), ("以", "为基"), ("是", "的"), ("达到", "的")]
    {
        if let Some((_, rest)) = clause.split_once(open)
            && let Some((base, after)) = rest.split_once(close)
            && base.chars().count() <= 12
            && (close != "的" || base.contains('年') && after.contains('倍'))
        {
            return Some(base.trim_end_matches('的').trim().to_owned());
        }
    }
    let yearly = ["年均", "同比", "年增长"].iter().any(|word| clause.contains(word)) && moves(clause);
    yearly.then(|| "上年".to_owned())
}

fn trim_base(base: &str) -> &str {
    let mut base = base.trim();
    for word in ["实际", "进一步", "至少", "力争", "累计", "再", "约", "要"] {
        base = base.strip_suffix(word).unwrap_or(base);
    }
    base.trim_end_matches(['，', ' '])
}

/// 翻一番: a target by its relation alone.
pub(super) fn doubles(clause: &str) -> Option<&'static str> {
    ["翻两番", "翻一番", "翻番"].into_iter().find(|word| clause.contains(word))
}

/// Whether 均 shares a number out among several names.
pub(super) fn shares(text: &str) -> Option<usize> {
    text.match_indices('均').map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + '均'.len_utf8()..].chars().next();
        !before.is_some_and(|c| "年人平户地亩日月车".contains(c))
            && !after.is_some_and(|c| "衡等匀值线价".contains(c))
    })
}
