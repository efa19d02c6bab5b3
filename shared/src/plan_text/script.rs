//! Documents in traditional characters: read as if they were simplified, given back as printed.

use super::{Block, DraftPlan, Shape};
use crate::text::clean;

/// Traditional characters of the words that plans use, each with its simplified one; all of three bytes.
const PAIRS: &str = "牽牵頭头責责負负單单門门關关機机構构達达過过於于約约萬万億亿個个項项場场務务標标區区縣县鎮镇鄉乡廳厅\
     處处屬属級级實实現现協协辦办參参與与導导領领時时間间體体據据職职進进總总會会團团業业產产權权監监學学\
     園园衛卫發发佈布財财稅税農农廣广電电聯联經经濟济國国黨党組组織织專专數数額额證证貸贷資资質质險险費费補补\
     貼贴獎奖勵励給给減减長长點点幾几兩两雙双壓压縮缩強强確确爭争創创設设開开舉举訓训養养計计劃划規规綱纲\
     應应當当將将從从較较對对爲为為为備备義义環环際际類类層层優优範范圍围積积穩稳維维護护築筑樣样條条臺台\
     戶户畝亩噸吨隻只輛辆種种歲岁內内週周後后餘余徵征見见題题檢检測测驗验轉转變变動动勞劳競竞賽赛請请願愿\
     選选適适連连遞递運运邊边郵邮銀银鐵铁錢钱閉闭陽阳隊队隨随難难響响順顺預预頻频風风館馆驅驱齊齐龍龙衆众\
     眾众裝装複复復复號号誌志識识議议讀读貢贡貫贯貿贸賬账軟软載载遊游還还邁迈鏈链頒颁顯显飛飞馬马檔档歷历\
     殘残氣气決决沒没況况淨净漸渐災灾營营獨独獲获畫画異异療疗盤盘礎础禮礼筆笔節节簡简糧粮係系細细終终統统\
     綜综綠绿網网緊紧緩缓縱纵繼继續续罰罚聲声聽听肅肃脫脱臨临艱艰藝艺藥药蘇苏術术衝冲製制視视覺觉觀观訂订\
     託托許许訴诉診诊評评試试詳详誠诚語语說说調调論论諮咨講讲謀谋譽誉讓让豐丰購购贏赢趕赶躍跃軍军輔辅輸输\
     遠远遷迁醫医釋释針针銷销鍵键鑒鉴閱阅陸陆階阶雜杂離离鞏巩頁页顧顾騰腾驟骤鮮鲜齡龄";

/// A document in simplified characters, and as printed.
pub(super) struct Script {
    simplified: String,
    /// Of the same length, byte for byte; `None` where nothing differs.
    printed: Option<String>,
}

impl Script {
    /// The blocks in simplified characters, and the way back.
    pub(super) fn of(blocks: &[Block]) -> (Self, Vec<Block>) {
        let table = table();
        let simple = |text: &str| text.chars().map(|c| simplify(&table, c)).collect::<String>();
        let simplified: Vec<Block> = blocks
            .iter()
            .map(|block| Block {
                text: simple(&block.text),
                line: block.line,
                shape: match &block.shape {
                    Shape::Row { cells, first } => {
                        Shape::Row { cells: cells.iter().map(|cell| simple(cell)).collect(), first: *first }
                    }
                    shape => shape.clone(),
                },
            })
            .collect();
        let same = blocks == simplified;
        let whole =
            |blocks: &[Block]| blocks.iter().flat_map(texts).map(clean).collect::<Vec<_>>().join("\n");
        let printed = (!same).then(|| whole(blocks));
        let script = Self { simplified: if same { String::new() } else { whole(&simplified) }, printed };
        (script, simplified)
    }

    /// Gives everything that was read back as it is printed.
    pub(super) fn restore(&self, plan: &mut DraftPlan) {
        let Some(printed) = &self.printed else { return };
        let whole = Pair { simplified: &self.simplified, printed };
        let mut texts = whole.reader();
        texts.back(&mut plan.title);
        plan.safeguards.iter_mut().for_each(|title| texts.back(title));
        let mut texts = whole.reader();
        plan.areas.iter_mut().for_each(|area| texts.back(&mut area.title));
        let (mut titles, mut sources) = (whole.reader(), whole.reader());
        for task in &mut plan.tasks {
            titles.back(&mut task.title);
            let names = task.departments.iter_mut().chain(&mut task.lead);
            sources.back_with(&mut task.source, names);
        }
        let mut sources = whole.reader();
        for one in &mut plan.indicators {
            let texts = [&mut one.name, &mut one.text, &mut one.comparator_text];
            let texts = texts.into_iter().chain(&mut one.unit).chain(&mut one.relative_to);
            sources.back_with(&mut one.source, texts);
        }
        let mut texts = whole.reader();
        plan.notes.iter_mut().for_each(|note| texts.back(&mut note.source));
    }
}

/// A text in simplified characters, and as printed; of the same length, byte for byte.
#[derive(Clone, Copy)]
struct Pair<'a> {
    simplified: &'a str,
    printed: &'a str,
}

impl<'a> Pair<'a> {
    fn reader(self) -> Reader<'a> {
        Reader { pair: self, at: 0 }
    }

    /// A text as printed where it first stands from `from` on, and that place.
    fn find(self, text: &str, from: usize) -> Option<(&'a str, usize)> {
        let at = from + self.simplified[from..].find(text)?;
        Some((&self.printed[at..at + text.len()], at))
    }

    /// A text as printed that has other blanks and breaks inside it than the document.
    fn find_bare(self, text: &str) -> Option<String> {
        let bare = |text: &str| text.replace([' ', '\n'], "");
        let (simplified, printed, wanted) = (bare(self.simplified), bare(self.printed), bare(text));
        let at = simplified.find(&wanted)?;
        let mut printed = printed[at..at + wanted.len()].chars();
        text.chars().map(|c| if matches!(c, ' ' | '\n') { Some(c) } else { printed.next() }).collect()
    }
}

/// Gives texts back in the order of the document, so that none is searched for from its beginning.
struct Reader<'a> {
    pair: Pair<'a>,
    /// Where the last text was found.
    at: usize,
}

impl Reader<'_> {
    /// A text as printed, line by line and cell by cell; what was put together stays as it is.
    fn back(&mut self, text: &mut String) {
        let mut back = String::with_capacity(text.len());
        for part in text.split_inclusive(['\n', '\t']) {
            let words = part.trim_end_matches(['\n', '\t']);
            let found = self.pair.find(words, self.at).or_else(|| self.pair.find(words, 0));
            match found {
                Some((printed, at)) => {
                    self.at = at;
                    back.push_str(printed);
                }
                None => back.push_str(&self.pair.find_bare(words).unwrap_or_else(|| words.to_owned())),
            }
            back.push_str(&part[words.len()..]);
        }
        *text = back;
    }

    /// A source as printed, and with it the texts that were read from it.
    fn back_with<'t>(&mut self, source: &mut String, texts: impl Iterator<Item = &'t mut String>) {
        let simplified = source.clone();
        self.back(source);
        let pair = Pair { simplified: &simplified, printed: source };
        for text in texts {
            // 达到…以上
            let words = text.split('…').map(|word| {
                let printed = pair.find(word, 0).map(|(printed, _)| printed.to_owned());
                printed.or_else(|| pair.find_bare(word)).unwrap_or_else(|| self.printed(word))
            });
            *text = words.collect::<Vec<_>>().join("…");
        }
    }

    fn printed(&mut self, text: &str) -> String {
        let mut printed = text.to_owned();
        self.back(&mut printed);
        printed
    }
}

fn texts(block: &Block) -> Vec<&str> {
    match &block.shape {
        Shape::Row { cells, .. } => cells.iter().map(String::as_str).collect(),
        _ => vec![&block.text],
    }
}

fn table() -> Vec<(char, char)> {
    let mut chars = PAIRS.chars();
    let mut table = Vec::new();
    while let (Some(printed), Some(simple)) = (chars.next(), chars.next()) {
        table.push((printed, simple));
    }
    table.sort_unstable();
    table
}

fn simplify(table: &[(char, char)], c: char) -> char {
    table.binary_search_by_key(&c, |(printed, _)| *printed).map_or(c, |at| table[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_is_of_one_length() {
        assert!(
            table().iter().all(|(one, other)| one != other && one.len_utf8() == 3 && other.len_utf8() == 3)
        );
    }
}
