//! `zhice progress`

use anyhow::bail;
use clap::Args;
use serde::Serialize;
use serde_json::json;
use shared::{
    changes::{self, Change},
    date::Date,
    id::PlanId,
    judging::Judged,
    lang::Lang,
    plan::Plan,
    snapshot::{IndicatorView, Mode, Snapshot},
    words,
};

use super::{
    AsOf, Data,
    ledger::{self, Public},
    say,
};
use crate::{clock, figures::Published, pack::Pack};

#[derive(Debug, Args)]
pub(super) struct Progress {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    as_of: AsOf,
    /// 从数据库读已发布的数据：某一天显示的是那一天已公开的内容；不写则只读数据包，不论何时录入
    #[arg(long, env = "ZHICE_DB", value_name = "URL")]
    db: Option<String>,
    /// 列出从哪一天以来的变动；有数据库时，比较那一天和判定日各自已公开的内容，发布、更正、撤回都算变动
    #[arg(long, value_name = "DATE", value_parser = clock::day)]
    since: Option<Date>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl Progress {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let plans = self.plans()?;
        let judged: Vec<Judged> = plans.iter().map(Figures::judged).collect();
        let Some(since) = self.since else {
            if self.json {
                say(json!({ "v": 1, "plans": judged }));
            } else {
                let pages: Vec<String> = judged.iter().map(|judged| page(&judged.snapshot)).collect();
                say(pages.join("\n\n"));
            }
            return Ok(());
        };
        let changes: Vec<Since> =
            plans.iter().zip(&judged).map(|(plan, now)| plan.changes(since, &now.snapshot)).collect();
        if self.json {
            say(json!({ "v": 1, "plans": judged, "changes": changes }));
        } else {
            let lists: Vec<String> =
                changes.iter().zip(&judged).map(|(changes, now)| list(changes, &now.snapshot)).collect();
            say(lists.join("\n\n"));
        }
        Ok(())
    }

    /// Each plan with the figures to judge it by and the day to judge it as of.
    fn plans(&self) -> anyhow::Result<Vec<Figures>> {
        // Not as of the day asked for: what is entered on the way is entered today.
        let packs = self.data.load(clock::today())?;
        ledger::run(async {
            let mut plans = Vec::new();
            for public in ledger::public(packs, self.db.as_deref()).await? {
                plans.push(self.figures(public).await?);
            }
            Ok(plans)
        })
    }

    async fn figures(&self, public: Public) -> anyhow::Result<Figures> {
        let day = self.day(&public.pack)?;
        let since = self.since.unwrap_or(day);
        if since > day {
            bail!("--since {since} 晚于判定日 {day}；请写更早的日期");
        }
        let (then, now) = (public.on(since).await?, public.on(day).await?);
        Ok(Figures { then, now, day, plan: public.pack.plan })
    }

    /// The day to judge a pack as of. What lies ahead has no figures and is not judged.
    fn day(&self, pack: &Pack) -> anyhow::Result<Date> {
        let latest = pack.day(clock::today());
        match self.as_of.date {
            Some(day) if day > latest => bail!(
                "--as-of {day} 晚于 {latest}：{} 没有那一天的数据；请写 {latest} 或更早的日期",
                pack.plan.id
            ),
            asked => Ok(asked.unwrap_or(latest)),
        }
    }
}

/// A plan with what was public on the day it is judged as of, and on the day that its changes are told since.
struct Figures {
    plan: Plan,
    then: Published,
    now: Published,
    day: Date,
}

/// What changed in a plan between two days.
#[derive(Serialize)]
struct Since {
    plan: PlanId,
    from: Date,
    to: Date,
    changes: Vec<Change>,
}

impl Figures {
    fn judged(&self) -> Judged {
        self.now.judged(&self.plan, self.day)
    }

    fn changes(&self, since: Date, now: &Snapshot) -> Since {
        let before = self.then.snapshot(&self.plan, since);
        let changes = changes::between(&before, now);
        Since { plan: self.plan.id.clone(), from: since, to: self.day, changes }
    }
}

fn list(changes: &Since, now: &Snapshot) -> String {
    let mut lines = vec![format!("{}：{} 至 {} 的变动", now.title.zh, changes.from, changes.to)];
    if now.demo {
        lines.push(words::demo_notice(Lang::Zh).1.to_owned());
    }
    if changes.changes.is_empty() {
        lines.push("没有变动。".to_owned());
    }
    lines.extend(changes.changes.iter().map(|change| format!("· {}", words::change(change, now, Lang::Zh))));
    lines.join("\n")
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
    let remarks: String =
        indicator.remarks.iter().flat_map(|remark| ["（", remark.zh.as_str(), "）"]).collect();
    format!("{} {target}{value}　{}{remarks}", words::mark(status), words::status(status, lang))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::Parser;

    use super::*;
    use crate::figures::tests::over_time::Past;

    #[test]
    fn a_year_is_no_day_and_the_form_of_a_day_is_told() {
        for asked in [["--since", "2024"], ["--as-of", "2025-12"]] {
            let parsed = super::super::Cli::try_parse_from(["zhice", "progress"].into_iter().chain(asked));
            let said = parsed.unwrap_err().to_string();
            assert!(said.contains("请写成 2025-12-31 这样的日期（1949 年至 2999 年）"), "{said}");
            assert!(!said.contains("2025、"), "{said}");
        }
    }

    #[test]
    fn changes_since_a_day_are_those_that_the_public_saw() {
        let past = ledger::run(async { Ok(Past::new().await) }).unwrap();
        let changed = |since: &str, as_of: Option<&str>| {
            let progress = Progress {
                data: Data { folders: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili")] },
                as_of: AsOf { date: as_of.map(|day| day.parse().unwrap()) },
                db: Some(past.url()),
                since: Some(since.parse().unwrap()),
                json: false,
            };
            let plan = progress.plans().unwrap().remove(0);
            let now = plan.judged().snapshot;
            let changes = plan.changes(since.parse().unwrap(), &now).changes;
            changes.iter().map(|change| words::change(change, &now, Lang::Zh)).collect::<Vec<_>>()
        };
        let corrected = changed("2025-06-05", Some("2025-06-10")).concat();
        assert!(corrected.contains("2.6") && corrected.contains("2.7"), "{corrected}");
        let withdrawn = changed("2025-06-10", None);
        assert!(withdrawn[0].contains("录入有误"), "{withdrawn:?}");
        assert_eq!(changed("2025-06-11", Some("2025-06-19")), [""; 0]);
    }
}
