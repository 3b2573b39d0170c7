//! `interdict run --replications N`: how the main outcomes are spread.

use std::fmt::Write as _;

use interdict::engine::Digest;
use interdict::experiment::journal::Of;
use interdict::experiment::spreads::{MAIN, Ran, each};
use interdict::experiment::{Replications, Spreads};
use interdict::model::{Nature, Series};
use interdict::report::catalogue;
use interdict::report::charts::bands;
use interdict::report::layout::{Side, laid};
use interdict::report::provenance::Made;
use interdict::report::write_texts;
use interdict::scenario::Scenario;
use interdict::scenario::domain::{CITIES, SCHOOLS};

use crate::args::Run;
use crate::document::say_document;
use crate::outcome::{Done, Failure, RUN_FAILED, say};
use crate::signals::stop_on_interrupt;
use crate::studies::{claimed, journal, keeping, no_journal, ready, wrote};
use crate::terminal::Growing;

/// Parts of one in which the record keeps chances.
const MILLION: f64 = 1_000_000.0;

/// Runs the replications and prints the spread; leaves every replication's figures in a folder, where one is named.
pub(crate) fn spread(
    scenario: &Scenario,
    arguments: &Run,
    count: u32,
    made: impl FnOnce() -> Made,
) -> Done {
    let plan = Replications {
        seed: arguments.seed,
        count,
        threads: arguments.threads as usize,
    };
    let out = arguments.out.as_deref();
    let folder = claimed(out, made)?;
    let journal = journal(out, Of::Study)?;
    let keeping = keeping(journal.as_deref(), out, (false, arguments.anew), Of::Study);
    let mut bar = Growing::new("runs", arguments.quiet);
    let stop = stop_on_interrupt();
    let ran = each(scenario, plan, keeping, &stop, &mut |done| {
        bar.show(done, count);
    });
    bar.clear();
    let ran = ran.map_err(no_journal)?;
    let is_whole = ran.len() == count as usize;
    if !is_whole && out.is_none() {
        return Err(Failure::interrupted(
            "interrupted; nothing was written".to_owned(),
            false,
        ));
    }
    let spreads = Spreads::of(scenario, &ran);
    let (text, json) = (
        text(scenario, arguments, &spreads),
        json(scenario, arguments, &spreads),
    );
    if arguments.json {
        say_document("spread", &json)?;
    } else {
        say(&text)?;
    }
    if let (Some(folder), Some(out)) = (folder, out) {
        let mut digest = Digest::new("replications");
        let digests = ran.iter().filter_map(|ran| Some(ran.told.as_ref().ok()?.0));
        digests.for_each(|one| digest.word(one));
        let mut files = vec![
            ("replications.csv", table(scenario, &ran)),
            ("spread.json", json),
            ("spread.txt", text),
        ];
        if !scenario.establishments.is_empty() {
            let whole = ran.iter().filter(|ran| ran.told.is_ok());
            let formed: Vec<&[_]> = whole.map(|ran| &ran.formed[..]).collect();
            files.push(("formations.svg", bands(scenario, &formed, arguments.seed)));
        }
        let folder = ready(folder, out, (ran.len(), is_whole));
        let written = write_texts(folder, &files, arguments.seed, digest.finish());
        wrote(&written, out, arguments.quiet)?;
    }
    if !spreads.broken.is_empty() {
        let broken: Vec<String> = spreads.broken.iter().map(ToString::to_string).collect();
        return Err(Failure::new(RUN_FAILED, broken.join("\n")));
    }
    if is_whole {
        return Ok(());
    }
    let done = format!("interrupted after {} replications", ran.len());
    Err(Failure::interrupted(done, true))
}

/// Every figure of every replication, one a row.
fn table(scenario: &Scenario, ran: &[Ran]) -> String {
    let theatre = scenario.domains();
    let fields = catalogue::files::form("replications.csv").map_or(&[][..], |form| form.fields());
    let heads: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let mut table = heads.join(",") + "\n";
    for ran in ran {
        let Ok((_, figures)) = &ran.told else {
            continue;
        };
        for (series, figure) in MAIN.iter().zip(figures) {
            if theatre.has_all(series.needs()) {
                let (number, name, unit) = (ran.number, series.name(), of_figure(*series));
                let _ = writeln!(table, "{number},{name},{unit},{figure:?}");
            }
        }
    }
    table
}

/// What a figure is told in: flows of schools in all, for units are few; other flows by the day.
fn unit(series: Series, days: u16) -> (f64, String) {
    if series.nature() == Nature::Flow && series.needs().has_one_of(SCHOOLS.and(CITIES)) {
        return match series.unit() {
            "millionths" => (f64::from(days) / MILLION, "in all".to_owned()),
            unit => (f64::from(days), format!("{unit} in all")),
        };
    }
    if series.unit() == "millionths" {
        return (1.0 / MILLION, "at the end".to_owned());
    }
    let (scale, unit) = if series.unit() == "kg" {
        (1e-3, "t")
    } else {
        (1.0, series.unit())
    };
    let per = if series.nature() == Nature::Flow {
        "/day"
    } else {
        " at the end"
    };
    (scale, format!("{unit}{per}"))
}

/// The unit of a figure of a series: a flow is told a day, a state as it is when the last day ends.
fn of_figure(series: Series) -> String {
    match series.nature() {
        Nature::Flow => format!("{}/day", series.unit()),
        Nature::State => series.unit().to_owned(),
    }
}

fn text(scenario: &Scenario, arguments: &Run, spreads: &Spreads) -> String {
    let mut page = format!(
        "{}: {} replications of {} days under seed {}\n\n",
        scenario.title, spreads.whole, scenario.days, arguments.seed,
    );
    let head = ["", "mean", "s.d.", "5 %", "median", "95 %", "  unit"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (series, spread) in &spreads.of {
        let (scale, unit) = unit(*series, scenario.days);
        let figures = [
            spread.mean(),
            spread.deviation(),
            spread.quantile(0.05),
            spread.quantile(0.5),
            spread.quantile(0.95),
        ];
        let name = series.name().trim_end_matches("_kg");
        let mut row = vec![name.trim_end_matches("_millionths").to_owned()];
        // of one in all: shares need more places
        let places = if scale < 1e-3 { 3 } else { 1 };
        row.extend(figures.map(|figure| format!("{:.places$}", scale * figure)));
        row.push(format!("  {unit}"));
        rows.push(row);
    }
    let mut columns = vec![(Side::Left, 22), (Side::Right, 12)];
    columns.extend([(Side::Right, 10); 4]);
    for line in laid(&rows, &columns) {
        let _ = writeln!(page, "{line}");
    }
    page
}

fn json(scenario: &Scenario, arguments: &Run, spreads: &Spreads) -> String {
    let series: Vec<serde_json::Value> = (spreads.of.iter())
        .map(|(series, spread)| {
            serde_json::json!({
                "series": series.name(), "unit": of_figure(*series), "nature": series.nature().name(), "mean": spread.mean(),
                "standard_deviation": spread.deviation(), "q05": spread.quantile(0.05),
                "median": spread.quantile(0.5), "q95": spread.quantile(0.95),
            })
        })
        .collect();
    let page = serde_json::json!({
        "schema_version": 1, "title": scenario.title, "seed": arguments.seed,
        "replications": spreads.whole, "days": scenario.days, "outcomes": series,
    });
    format!("{page:#}\n")
}
