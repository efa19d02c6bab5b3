//! What the people who review are shown.

use super::*;

#[tokio::test]
async fn the_review_sheet_tells_the_change_and_the_three_people() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE, FIRST]).await.unwrap();
    office.publishes().await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 2).await.unwrap();
    let text = words_of(&review_sheet(&office.pack.plan, &review).unwrap());
    insta::assert_snapshot!(text);
    office.withdraws(None).await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 3).await.unwrap();
    let text = words_of(&review_sheet(&office.pack.plan, &review).unwrap());
    assert!(text.contains("撤回，恢复第 1 次发布的内容") && !text.contains("局长丙"), "{text}");
}

/// The paragraphs of a Word file, a line each.
fn words_of(docx: &[u8]) -> String {
    let mut container = crate::office::container::open(docx, crate::office::Package::Document).unwrap();
    let xml = String::from_utf8(container.read("word/document.xml").unwrap()).unwrap();
    let text = |part: &str| -> String {
        part.split("<w:t")
            .skip(1)
            .filter_map(|run| run.split_once('>')?.1.split_once("</w:t>"))
            .map(|(text, _)| text)
            .collect()
    };
    xml.split("</w:p>").map(text).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn told(lines: &[Line]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn every_row_that_becomes_public_is_on_the_list_and_a_waiting_one_that_was_corrected_never_is() {
    let office = Office::new().await;
    office.stages(HEADER, &[&MORE.replace("2.6", "9.9")]).await.unwrap();
    office.stages(HEADER, &[MORE, "i4,2022,1.1,2022-12-31,初步数,演示：旧数,,"]).await.unwrap();
    office.stages(REPORTS, &["k1,未启动,2022-12-31,演示：早先的报告。,演示：简报"]).await.unwrap();
    let proposal = propose(&office.ledger, &office.pack.plan, office.moment).await.unwrap();
    let lines = told(&proposal.lines);
    for part in
        ["2024：2.4 亿元（最终数） → 2.6 亿元（最终数）", "2022：", "1.1 亿元（初步数）", "早先的报告"]
    {
        assert!(lines.contains(part), "{part}: {lines}");
    }
    assert!(!lines.contains("9.9"), "{lines}");
    office.publishes().await.unwrap();
    let public = office.ledger.current().await.unwrap();
    let before = Published::of_pack(&office.pack);
    assert_eq!(
        public.observations.len() + public.updates.len(),
        before.observations.len() + before.updates.len() + 3
    );
    let new = public.observations.iter().find(|o| o.id.as_str() == "f-i4-2024-2").unwrap();
    assert_eq!(new.supersedes.as_ref().unwrap().as_str(), "o-i4-2024");
    assert!(public.observations.iter().all(|o| o.id.as_str() != "f-i4-2024-1"));
}

#[tokio::test]
async fn the_texts_that_become_public_are_shown_old_and_new() {
    let office = Office::new().await;
    office
        .stages(
            FULL,
            &["i4,2024,2.4,2024-12-31,最终数,演示：统计,,0.1,演示：新原因,演示：新措施,演示：新备注"],
        )
        .await
        .unwrap();
    office.publishes().await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 2).await.unwrap();
    let (lines, sheet) = (told(&review.lines), words_of(&review_sheet(&office.pack.plan, &review).unwrap()));
    let old = office.pack.observations.iter().find(|o| o.id.as_str() == "o-i4-2024").unwrap();
    for text in
        ["演示：新原因", "演示：新措施", "演示：新备注", "误差", "0.1", old.reason.as_deref().unwrap()]
    {
        assert!(lines.contains(text) && sheet.contains(text), "{text}: {lines}\n{sheet}");
    }
}

#[tokio::test]
async fn a_step_back_on_a_ladder_is_told_at_staging_at_publishing_and_on_the_review_sheet() {
    let header = "指标,期间,阶段,截至日期,数据性质,数据来源";
    let wanted = "低于已公布的阶段：已申报 → 创建";
    for period in ["2024", "2025-03"] {
        let office = Office::new().await;
        let back = format!("i8,{period},创建,2025-03-31,最终数,演示：统计");
        let staged = office.stages(header, &[&back]).await.unwrap();
        office.publishes().await.unwrap();
        let review = reviewed(&office.ledger, &office.pack.plan, 2).await.unwrap();
        for lines in [told(&staged.lines), told(&review.lines)] {
            assert!(lines.contains(wanted), "{lines}");
        }
        let sheet = words_of(&review_sheet(&office.pack.plan, &review).unwrap());
        assert!(sheet.contains("低于已公布的阶段\n已申报\n创建"), "{sheet}");
    }

    // Steps up, the same step, and what is said of an earlier time are no fall.
    for row in ["2025-03,已认定,2025-03-31", "2025-03,已申报,2025-03-31", "2022,创建,2022-12-31"] {
        let office = Office::new().await;
        let staged = office.stages(header, &[&format!("i8,{row},最终数,演示：统计")]).await.unwrap();
        assert!(!told(&staged.lines).contains("低于"), "{row}: {}", told(&staged.lines));
    }
}

#[tokio::test]
async fn how_a_percentage_was_read_is_told_at_staging_at_publishing_and_on_the_review_sheet() {
    let office = Office::new().await;
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("目标数据").unwrap();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    for (column, heading) in (0..).zip(["指标", "期间", "截至日期", "数据性质", "数据来源", "数值"])
    {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (column, text) in (0..).zip(["i6", "2024", "2024-12-31", "最终数", "演示：统计"]) {
        sheet.write_string(1, column, text).unwrap();
    }
    sheet.write_number_with_format(1, 5, 0.85, &percent).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let rows = || sheet::read(&bytes, Kind::Workbook, &office.pack.plan, today()).unwrap();

    let wanted = "单元格按百分比显示（存的数是 0.85），读作 85";
    let shown = preview(Some(&office.ledger), &office.pack, rows(), office.moment).await.unwrap();
    let file = File { name: "填报.xlsx", sha256: "00", prepared_by: None };
    let staged = stage(&office.ledger, &office.pack.plan, rows(), file, office.moment).await.unwrap();
    assert_eq!(told(&shown.lines), told(&staged.lines));
    office.publishes().await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 2).await.unwrap();
    let sheet = words_of(&review_sheet(&office.pack.plan, &review).unwrap());
    for text in [told(&staged.lines), told(&review.lines), sheet] {
        assert!(text.contains(wanted) && text.contains("85%"), "{text}");
    }
    assert_eq!(office.value("i6").await, "85");

    // The same number typed as text says nothing new.
    let again = office.stages(HEADER, &["i6,2024,85,2024-12-31,最终数,演示：统计,,"]).await.unwrap();
    assert_eq!((again.batch, again.unchanged), (None, 1));
}
