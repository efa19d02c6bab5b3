//! Places of the country that a pack may hold nothing of: provinces and the cities below them (民政部，行政区划).

/// Provinces, autonomous regions, municipalities and special administrative regions, without the word for what they are.
const PROVINCES: &str = "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 \
    广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆";

/// Where the country's own rules do not hold, or not all of them.
const OWN_LAW: &str = "香港 澳门 台湾 台北 高雄";

/// Cities of prefecture level, without 市. Names that are words too stay out.
const CITIES: &str = "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 \
    忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 \
    营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 \
    七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 宁波 温州 嘉兴 湖州 绍兴 \
    金华 衢州 舟山 台州 丽水 义乌 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 \
    福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 \
    淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 \
    许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 \
    湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 \
    梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 \
    崇左 海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 \
    贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 \
    榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 \
    乌鲁木齐 克拉玛依 吐鲁番 哈密";

/// Countries and parts of the world whose own law a question may be about, as people call them, folded.
const ABROAD: &str = "美国 日本 韩国 朝鲜 德国 英国 法国 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 奥地利 波兰 \
    捷克 匈牙利 希腊 爱尔兰 俄罗斯 乌克兰 土耳其 以色列 沙特 阿联酋 迪拜 伊朗 埃及 南非 尼日利亚 肯尼亚 印度 印尼 \
    巴基斯坦 孟加拉 越南 泰国 菲律宾 柬埔寨 老挝 缅甸 新加坡 马来西亚 哈萨克斯坦 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 \
    澳大利亚 澳洲 新西兰 欧盟 欧洲 北美 南美 东南亚 非洲 中东 unitedstates america germany german japan korea france \
    french britain unitedkingdom europe india indonesia vietnam thailand singapore malaysia brazil mexico canada \
    australia russia italy italian spain";

/// What stands before 本 where 日 is a day and not the beginning of a country's name.
const DAYS: &[char] = &['今', '明', '昨', '次', '当', '每', '近', '节', '假', '工', '一', '两', '十'];

/// A place named in a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// As it is named.
    pub name: String,
    /// Whether the country's rules hold there.
    pub own_law: bool,
}

/// The first province or city named in a normalised question, or what is called 区 or 县 in it, that is not known
/// otherwise.
pub(super) fn named(text: &str, is_known: impl Fn(&str) -> bool) -> Option<Named> {
    let listed = |names: &'static str, own_law: bool| {
        let named = names.split_whitespace().filter(|name| text.contains(name));
        named.map(move |name| Named { name: name.to_owned(), own_law })
    };
    let mut all = listed(OWN_LAW, true)
        .chain(listed(PROVINCES, false))
        .chain(listed(CITIES, false))
        .chain(districts(text));
    all.find(|place| !is_known(&place.name))
}

/// What follows a country's name where it says whose somebody is, and not where something is to hold.
const NATIONALS: &[&str] = &[
    "公司",
    "企业",
    "客户",
    "律所",
    "律师",
    "老板",
    "人",
    "籍",
    "商人",
    "工厂",
    "供应商",
    "投资",
    "股东",
    "母公司",
    "总部",
    "同行",
    "朋友",
    "esecompany",
    "company",
    "ancompany",
    "esefirm",
    "firm",
    "esecustomer",
    "customer",
];

/// The first country or part of the world that a normalised question names as a place.
pub(super) fn abroad(text: &str) -> Option<&'static str> {
    ABROAD.split_whitespace().find(|name| {
        text.match_indices(name).any(|(at, _)| {
            let rest = &text[at + name.len()..];
            let is_day = name.starts_with('日') && text[..at].ends_with(DAYS);
            !is_day && !NATIONALS.iter().any(|word| rest.starts_with(word))
        })
    })
}

/// 桐庐县, 长兴县, 柯桥区 at the beginning of a question or of a part of it: a name of two characters and the word.
fn districts(text: &str) -> impl Iterator<Item = Named> {
    const NO_NAMES: &str =
        "我本全该各某园社地辖校小专特景厂片新市自保高郊城老旧分山营战灾禁海库矿林牧湖江区县";
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter_map(|part| {
        let mut chars = part.char_indices();
        let (first, second) = (chars.next()?.1, chars.next()?.1);
        let (at, kind) = chars.next()?;
        let is_name = !NO_NAMES.contains(first)
            && !NO_NAMES.contains(second)
            && first.is_alphabetic()
            && !first.is_ascii();
        let rest = &part[at + kind.len_utf8()..];
        let goes_on = rest.starts_with(['级', '域', '内', '外', '别', '分', '块', '间']);
        (is_name && "区县".contains(kind) && !goes_on)
            .then(|| Named { name: part[..at + kind.len_utf8()].to_owned(), own_law: false })
    })
}

#[cfg(test)]
mod tests {
    use super::{abroad, named};

    #[test]
    fn a_place_is_found_by_name_unless_it_is_known() {
        let name = |text: &str| named(text, |name| name == "浙江").map(|place| place.name);
        assert_eq!(name("苏州工业园区的奖励").as_deref(), Some("苏州"));
        assert_eq!(name("桐庐县商标奖补").as_deref(), Some("桐庐县"));
        assert_eq!(name("浙江省知识产权奖"), None);
        assert_eq!(name("我区有哪些任务"), None);
        assert_eq!(name("全区的目标"), None);
        assert!(named("香港标准专利", |_| false).is_some_and(|place| place.own_law));
    }

    #[test]
    fn a_country_is_told_from_a_day_and_from_whose_a_firm_is() {
        assert_eq!(abroad("日本外观设计保护几年"), Some("日本"));
        assert_eq!(abroad("今日本店收到函"), None);
        assert_eq!(abroad("我们是德国企业"), None);
        assert_eq!(abroad("howlongisagermandesignprotected"), Some("german"));
    }
}
