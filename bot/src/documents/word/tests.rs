use super::*;
use crate::{
    documents::tests::shown,
    office::fixtures::{TYPES, zipped},
};

const LISTS: &str = r#"<w:numbering xmlns:w="w" xmlns:mc="mc">
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="japaneseCounting"/><w:pStyle w:val="Chapter"/><w:lvlText w:val="第%1章"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="ideographTraditional"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%3、"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="ListStyle"/></w:abstractNum>
  <w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>
    <mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, ..."/></mc:Choice>
    <mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>
  <w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>
  <w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
  <w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="2"><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:lvlOverride></w:num>
</w:numbering>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w">
  <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="wps2"><w:name w:val="标题 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
  <w:style w:type="character" w:styleId="secret"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>
  <w:style w:type="numbering" w:styleId="ListStyle"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"#;

const RELATIONS: &str = r#"<Relationships>
  <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
  <Relationship Id="r2" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/numbering" Target="/word/lists.xml"/>
</Relationships>"#;

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}<w:sectPr/></w:body></w:document>");
    zipped(&[
        TYPES,
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/lists.xml", LISTS.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
    ])
}

fn seen(body: &str) -> String {
    shown(&read(&docx(body)).unwrap())
}

/// A paragraph in a list.
fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn items(places: &[(u32, u32)]) -> String {
    let body: String = places.iter().map(|(list, level)| item(*list, *level, "※")).collect();
    seen(&body).replace("p  ", "").replace('※', "").replace('\n', "|")
}

#[test]
fn numbers_run_on_under_each_heading() {
    let places = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)];
    assert_eq!(items(&places), "一、|（一）|1. |2. |① |3. |（二）|1. |二、|（一）");
}

#[test]
fn lists_of_one_definition_count_together_unless_they_start_anew() {
    assert_eq!(items(&[(1, 2), (1, 2), (6, 2), (6, 2), (1, 2)]), "1. |2. |1. |2. |3. ");
}

#[test]
fn a_list_may_change_a_level() {
    assert_eq!(items(&[(7, 1), (7, 2), (7, 2)]), "（一）|A) |B) ");
}

#[test]
fn a_start_value_plain_digits_and_a_level_that_never_restarts() {
    let places = [(2, 0), (2, 1), (2, 1), (2, 2), (2, 0), (2, 1), (2, 2)];
    assert_eq!(items(&places), "第三章 |3.1 |3.2 |甲、|第四章 |4.1 |乙、");
}

#[test]
fn a_bullet_is_no_number_and_zero_takes_one_away() {
    assert_eq!(items(&[(3, 0), (0, 0), (99, 0)]), "||");
}

#[test]
fn a_list_style_and_a_special_format_lead_to_their_lists() {
    assert_eq!(items(&[(4, 0), (4, 1), (5, 0)]), "一、|（一）|01. ");
}

#[test]
fn styles_make_headings_and_lists() {
    let body = "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>总体要求</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='wps2'/></w:pPr><w:r><w:t>工作</w:t><w:br/><w:t>目标</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='Chapter'/></w:pPr><w:r><w:t>任务</w:t></w:r></w:p>\
        <w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>直接设置</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='1'/><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>正文</w:t></w:r></w:p>";
    assert_eq!(seen(body), "h1 总体要求\nh2 工作目标\nh1 第三章 任务\nh3 直接设置\np  正文");
}

#[test]
fn changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t>达到</w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>85</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val='1'/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>后半</w:t></w:r></w:p>\
        <w:moveFrom><w:p><w:r><w:t>旧处</w:t></w:r></w:p></w:moveFrom><w:moveTo><w:p><w:r><w:t>新处</w:t></w:r></w:p></w:moveTo>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>全删</w:delText></w:r></w:del></w:p>";
    assert_eq!(seen(body), "p  达到85件\np  前半后半\np  新处");
}

#[test]
fn what_is_not_shown_is_not_read() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:rStyle w:val='secret'/></w:rPr><w:t>藏</w:t></w:r>\
        <w:r><w:rPr><w:strike/></w:rPr><w:t>划</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/><w:strike w:val='0'/></w:rPr><w:t>见</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>\
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处输入文字</w:t></w:r></w:p></w:sdtContent></w:sdt>\
        <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>\
        <w:p><w:pPr><w:pStyle w:val='toc1'/></w:pPr><w:r><w:t>一、总体要求 3</w:t></w:r></w:p>\
        <w:sdt><w:sdtPr/><w:sdtContent><w:p><w:smartTag><w:r><w:t>控件里的字</w:t></w:r></w:smartTag></w:p></w:sdtContent></w:sdt>";
    assert_eq!(seen(body), "p  见\np  控件里的字");
}

#[test]
fn fields_show_their_results_and_a_table_of_contents_is_left_out() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let body = [
        format!("<w:p>{begin}{}{separate}{}</w:p>", instruction(" TOC \\o "), run("一、总体要求 1")),
        format!("<w:p>{}{end}</w:p>", run("二、重点任务 3")),
        format!("<w:p>{}{begin}{}{separate}{}{end}</w:p>", run("见"), instruction(" REF x "), run("第三条")),
        format!(
            "<w:p><w:hyperlink>{}</w:hyperlink><w:fldSimple w:instr='DATE'>{}</w:fldSimple></w:p>",
            run("链接"),
            run("日期")
        ),
        format!("<w:p>{begin}{}{}</w:p>", instruction(" BROKEN "), run("没有分隔")),
        format!("<w:p>{}</w:p>", run("后文仍在")),
        format!("<w:p>{begin}{}{separate}{}</w:p>", instruction("TOC"), run("没有结束的目录")),
        format!("<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr>{}</w:p>", run("标题仍在")),
    ];
    assert_eq!(seen(&body.concat()), "p  见第三条\np  链接日期\np  后文仍在\nh1 标题仍在");
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let inner = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"
    );
    assert_eq!(seen(&body), "p  前后\np  框内");
}

#[test]
fn signs_breaks_and_readings() {
    let body = "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>85</w:t><w:tab/><w:t>件</w:t><w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F04A'/></w:r></w:p>\
        <w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>\
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>\
        <w:p><w:r><w:t>A&amp;B&#x4E2D;</w:t></w:r></w:p>";
    assert_eq!(seen(body), "p  ≥85\t件-\np  第一行\np  第二行\np  拼\np  A&B中");
}

#[test]
fn merged_cells_are_empty_after_their_first() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let rows = [
        [cell("", "指标"), cell("<w:gridSpan w:val='2'/>", "目标值")].concat(),
        [cell("<w:vMerge w:val='restart'/>", "创造"), cell("", "专利"), cell("", "48件")].concat(),
        [cell("<w:vMerge/>", "重复"), cell("", "商标"), cell("", "14万件")].concat(),
        format!("<w:trPr><w:gridBefore w:val='1'/></w:trPr>{}{}", cell("", "合计"), cell("", "")),
        format!("<w:trPr><w:del/></w:trPr>{}", cell("", "删去的行")),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    assert_eq!(
        seen(&format!("<w:tbl>{rows}</w:tbl>")),
        "t1 指标 | 目标值 | \nt  创造 | 专利 | 48件\nt   | 商标 | 14万件\nt   | 合计 | "
    );
}

#[test]
fn a_cell_keeps_its_lines_and_numbers_and_a_frame_is_no_table() {
    let units = [item(1, 2, "县市场局"), item(1, 2, "县科技局")].concat();
    let table = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc><w:tc>{units}</w:tc></w:tr></w:tbl>"
    );
    assert_eq!(seen(&table), "t1 单位 | 1. 县市场局⏎2. 县科技局");
    let frame = format!("<w:tbl><w:tr><w:tc>{}{table}</w:tc></w:tr></w:tbl>", item(1, 0, "正文"));
    assert_eq!(seen(&frame), "p  一、正文\nt1 单位 | 1. 县市场局⏎2. 县科技局");
}

#[test]
fn depth_types_and_broken_ends_are_refused() {
    let error = |body: &str| read(&docx(body)).unwrap_err();
    let broken = WordError::Broken { part: MAIN.to_owned() };
    assert_eq!(error(&"<w:sdt>".repeat(500)), WordError::Deep { part: MAIN.to_owned() });
    assert_eq!(error("<w:p>"), broken);
    assert_eq!(error("<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>"), broken);
    let typed = b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document><w:body/></w:document>";
    assert_eq!(read(&zipped(&[TYPES, ("word/document.xml", typed)])), Err(broken));
}

#[test]
fn spans_without_end_are_refused() {
    let row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='63'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>";
    let body = format!("<w:tbl>{}</w:tbl>", row.repeat(MAX_TEXT / 63 / 32 + 1));
    assert_eq!(read(&docx(&body)), Err(WordError::TooMuch));
}

#[test]
fn a_document_by_another_library_reads_the_same() {
    use docx_rs::{
        AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, NumberFormat, Numbering,
        NumberingId, Paragraph, Run, Start, Table, TableCell, TableRow,
    };
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("chineseCounting"),
        LevelText::new("（%1）"),
        LevelJc::new("left"),
    );
    let text = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let numbered = |words: &str| text(words).numbering(NumberingId::new(2), IndentLevel::new(0));
    let cell = |words: &str| TableCell::new().add_paragraph(text(words));
    let docx = Docx::new()
        .add_abstract_numbering(AbstractNumbering::new(2).add_level(level))
        .add_numbering(Numbering::new(2, 2))
        .add_paragraph(text("青山县质量工作方案（演示）"))
        .add_paragraph(numbered("总体要求"))
        .add_paragraph(numbered("工作目标"))
        .add_table(Table::new(vec![
            TableRow::new(vec![cell("指标"), cell("目标")]),
            TableRow::new(vec![cell("质量标准数"), cell("12件")]),
        ]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).unwrap();
    insta::assert_snapshot!(shown(&read(bytes.get_ref()).unwrap()), @r"
    p  青山县质量工作方案（演示）
    p  （一）总体要求
    p  （二）工作目标
    t1 指标 | 目标
    t  质量标准数 | 12件
    ");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_body_panics(body in "(<w:(p|r|t|tbl|tr|tc|sdt|sdtContent|pPr|numPr|numId w:val='1'/|ins|del)>|</w:(p|r|t|tbl|tr|tc|sdt|pPr)>|\\PC){0,40}") {
        let _ = read(&docx(&body));
    }
}
