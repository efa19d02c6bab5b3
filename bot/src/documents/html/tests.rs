use super::*;
use crate::documents::tests::shown;

fn seen(page: &str) -> String {
    shown(&read(page).unwrap().article)
}

/// A page as an old content system writes it: tables for the layout, menus, a form around everything.
const PORTAL: &str = r#"<html><head><title>青山县质量工作方案（演示）_青山县人民政府</title>
<meta name="ArticleTitle" content="关于印发《青山县质量工作方案（演示）》的通知"><script>var a = "脚本";</script></head>
<body><form><table width="1000"><tr><td><a href="/">首页</a> <a href="/zw">政务公开</a><span>今天是演示日，欢迎访问青山县人民政府网站</span></td></tr>
<tr><td><table><tr><td width="200"><ul><li><a>通知公告通知公告通知公告</a></li><li><a>政策文件</a></li></ul></td><td>
<div class="TRS_Editor"><style>p { color: red }</style>
<P align=center><STRONG>青山县质量工作方案（演示）</STRONG></P>
<P>&nbsp;&nbsp;&nbsp; 为推进质量工作，
制定本方案。<br>　　一、工作目标<br>到2034年，质量标准数达到<b>12</b>件以上，注册品牌量达3.5万件。
<P style="display: none">这一段看不见
<P>二、重点任务
<P>1.激发活力。<FONT>（责任单位：县市场局、县发改局）</FONT></P>
<P>坚持质量第一、效益优先，健全标准、计量、认证和检验检测体系，支持企业开展质量改进，推动产业链上下游质量协同提升，建立质量提升重点项目库，定期通报进展，完善质量激励政策，营造人人重视质量、追求质量的良好氛围，按年度开展质量培训和质量服务进企业活动。（演示文字）</P>
<table border=1><tr><th rowspan=2>类别</th><th colspan="2">目标</th></tr><tr><td>指标</td><td>值</td></tr>
<tr hidden><td>藏</td><td>藏</td><td>藏</td></tr>
<tr><td>创造</td><td>专利<br>商标</td><td>12件</td></tr></table>
</div></td></tr></table></td></tr>
<tr><td>主办：青山县人民政府 <a>网站地图</a></td></tr></table></form></body></html>"#;

#[test]
fn what_a_page_says_before_its_article_is_kept_apart() {
    let page = "<html><head><meta name='PubDate' content='2024-03-08 10:00'></head><body><div>首页</div>\
        <table><tr><td>索引号</td><td>A-1</td></tr><tr><td>文号</td><td>示科〔2024〕5号</td></tr></table>\
        <div id='zoom'><p>示例区演示办法</p><p>第一条 为了演示，制定本办法，补助企业。</p></div><p>责任编辑</p></body></html>";
    let page = read(page).unwrap();
    assert_eq!(
        shown(&page.about),
        "p  首页\nt1 索引号 | A-1\nt  文号 | 示科〔2024〕5号\np  发布日期：2024-03-08 10:00"
    );
    assert_eq!(shown(&page.article), "p  示例区演示办法\np  第一条 为了演示，制定本办法，补助企业。");
}

#[test]
fn the_article_of_a_portal_is_found_in_its_layout() {
    insta::assert_snapshot!(seen(PORTAL), @r"
    p  青山县质量工作方案（演示）
    p  为推进质量工作，制定本方案。
    p  一、工作目标
    p  到2034年，质量标准数达到12件以上，注册品牌量达3.5万件。
    p  二、重点任务
    p  1.激发活力。（责任单位：县市场局、县发改局）
    p  坚持质量第一、效益优先，健全标准、计量、认证和检验检测体系，支持企业开展质量改进，推动产业链上下游质量协同提升，建立质量提升重点项目库，定期通报进展，完善质量激励政策，营造人人重视质量、追求质量的良好氛围，按年度开展质量培训和质量服务进企业活动。（演示文字）
    t1 类别 | 目标 | 
    t   | 指标 | 值
    t  创造 | 专利⏎商标 | 12件
    ");
}

#[test]
fn without_a_known_mark_the_text_itself_shows_where_it_is() {
    assert_eq!(seen(&PORTAL.replace("TRS_Editor", "x")), seen(PORTAL));
}

#[test]
fn a_title_above_the_article_is_kept() {
    let page = "<body><div><h1>青山县质量工作方案（演示）</h1><p>来源：演示</p></div>\
                <div><p>为推进质量工作，制定本方案，坚持质量第一，用好示范点经验，分年度推进各项工作。</p><p>到2034年，质量标准数达到12件以上，培训覆盖全部规模以上企业，质量满意度进一步提升。</p></div>";
    assert_eq!(
        seen(page),
        "h1 青山县质量工作方案（演示）\np  为推进质量工作，制定本方案，坚持质量第一，用好示范点经验，分年度推进各项工作。\n\
         p  到2034年，质量标准数达到12件以上，培训覆盖全部规模以上企业，质量满意度进一步提升。"
    );
}

#[test]
fn the_name_of_a_site_is_no_title() {
    let page = "<title>文件公开_青山县人民政府</title><h1>青山县人民政府</h1><div><p>到2034年达到12件以上，坚持质量第一，支持企业开展质量改进和质量协同提升</p></div>";
    assert_eq!(seen(page), "p  到2034年达到12件以上，坚持质量第一，支持企业开展质量改进和质量协同提升");
}

#[test]
fn lists_are_numbered_as_a_browser_does() {
    let page = "<body><ol start=3><li>甲<li value=7><p>乙</p><p>续</p></ol><ol type=A><li>丙<ul><li>丁</ul><li>戊</ol>\
                <ol style='list-style-type: none'><li>己</ol><ol><li>（一）自带编号<li>庚</ol>";
    assert_eq!(
        seen(page),
        "p  3. 甲\np  7. 乙\np  续\np  A. 丙\np  丁\np  B. 戊\np  己\np  （一）自带编号\np  2. 庚"
    );
}

#[test]
fn headings_blanks_and_lines() {
    let page = "<body><h2>一、总体<br>要求</h2><div>第一行\n接着写 two\nwords &nbsp;x</div><pre>甲\n乙</pre>裸文字<p>段";
    assert_eq!(
        seen(page),
        "h2 一、总体要求\np  第一行接着写 two words \u{a0}x\np  甲\np  乙\np  裸文字\np  段"
    );
}

#[test]
fn struck_out_text_and_marks_of_footnotes_are_left_out() {
    let page =
        "<body><p>达到<s>10</s>12件<a href='#n'><sup>1</sup></a><sup><a>[2]</a></sup>，占地5m<sup>2</sup>";
    assert_eq!(seen(page), "p  达到12件，占地5m2");
}

#[test]
fn a_page_that_is_all_table_keeps_its_rows() {
    let row = |text: &str| format!("<tr><td>{text}</td><td>县市场局</td></tr>");
    let page = format!("<body><table>{}{}{}</table>", row("任务"), row("激发活力"), row("培育重点"));
    assert_eq!(seen(&page), "t1 任务 | 县市场局\nt  激发活力 | 县市场局\nt  培育重点 | 县市场局");
}

#[test]
fn pages_without_bounds_are_refused() {
    assert_eq!(read(&"<div>".repeat(100_000)), Err(HtmlError::Deep));
    assert_eq!(read(&"x".repeat(MAX_PAGE + 1)), Err(HtmlError::TooLarge));
    let bold: Vec<String> = (0..400).map(|at| format!("<b id={at}>")).collect();
    assert_eq!(read(&format!("<p>{}{}", bold.concat(), "<p>x".repeat(3000))), Err(HtmlError::TooMuch));
    let wide = format!("<table><tr><td>a<td>b<tr>{}</table>", "<td colspan=64>x".repeat(9));
    assert_eq!(read(&wide), Err(HtmlError::TooMuch));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_page_panics(page in "(</?(p|div|table|tr|td rowspan=0|td colspan=3|ol|li|h1|b|a|br|pre|meta charset=x|title|select|svg|math)>|\\PC){0,40}") {
        let _ = read(&page);
    }
}
