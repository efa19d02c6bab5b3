//! `zhice progress`

use clap::Args;
use serde_json::json;
use shared::{
    lang::Lang,
    snapshot::{IndicatorView, Judged, Mode, Snapshot},
    words,
};

use super::{
    AsOf, Data,
    ledger::{self, Public},
    say,
};
use crate::clock;

#[derive(Debug, Args)]
pub(super) struct Progress {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    as_of: AsOf,
    /// 从数据库读已发布的数据；不写则只读数据包
    #[arg(long, env = "ZHICE_DB", value_name = "URL")]
    db: Option<String>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl Progress {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let judged = self.judged()?;
        if self.json {
            say(json!({ "v": 1, "plans": judged }));
            return Ok(());
        }
        let pages: Vec<String> = judged.iter().map(|judged| page(&judged.snapshot)).collect();
        say(pages.join("\n\n"));
        Ok(())
    }

    fn judged(&self) -> anyhow::Result<Vec<Judged>> {
        let Some(db) = &self.db else {
            let packs = self.as_of.packs(&self.data)?;
            return Ok(packs.iter().map(|pack| pack.judged(self.as_of.day())).collect());
        };
        // Not as of the day asked for: what is entered on the way is entered today.
        let packs = self.data.load(clock::today())?;
        let judged = |public: &Public| {
            let day = self.as_of.date.unwrap_or_else(|| public.pack.day(clock::today()));
            public.figures.judged(&public.pack.plan, day)
        };
        Ok(ledger::public(packs, Some(db))?.iter().map(judged).collect())
    }
}

fn page(snapshot: &Snapshot) -> String {
    let lang = Lang::Zh;
    let mut lines = vec![snapshot.title.zh.clone(), words::period(snapshot, lang)];
    if snapshot.demo {
        let (word, text) = words::demo_notice(lang);
        lines.push(format!("{word}：{text}"));
    }
    lines.extend(words::stage_notice(snapshot.stage, lang).map(str::to_owned));
    lines.extend(snapshot.correction().map(|correction| words::correction(correction, lang)));
    lines.push(words::result_sentence(snapshot, lang));
    lines.push(String::new());
    lines.extend(snapshot.indicators.iter().map(|indicator| line(indicator, snapshot.mode)));
    lines.push(String::new());
    lines.push(words::counting_note(lang).to_owned());
    lines.extend(snapshot.publication.as_ref().map(|publication| words::publication(publication, lang)));
    lines.join("\n")
}

fn line(indicator: &IndicatorView, mode: Mode) -> String {
    let lang = Lang::Zh;
    let target =
        format!("{} {}　方案目标 {}", indicator.id, indicator.name.zh, words::target(indicator, lang));
    if mode == Mode::Promise {
        return target;
    }
    let status = indicator.verdict.status;
    let value = indicator.latest.as_ref().map_or_else(String::new, |reading| {
        let value = words::reading(indicator, reading, lang);
        let period = words::covered(indicator.kind, reading.period, lang);
        format!("　{period} {value}（{}）", reading.source.title)
    });
    let remarks: String = indicator.remarks.iter().map(|remark| format!("（{}）", remark.zh)).collect();
    format!("{} {target}{value}　{}{remarks}", words::mark(status), words::status(status, lang))
}
