//! `interdict run --replications N`: how the main outcomes are spread.

use std::fmt::Write as _;

use interdict::experiment::{Replications, Spread, replicate};
use interdict::model::{Nature, Record, Series};
use interdict::scenario::{Domains, Scenario};

use crate::args::Run;
use crate::outcome::{Done, Failure, RUN_FAILED, say};
use crate::run::{bar, leave_on_interrupt};

/// The outcomes shown.
const SHOWN: &[Series] = &[
    Series::DeliveredFront,
    Series::FrontNeeded,
    Series::FrontUnmet,
    Series::Delivered,
    Series::Entered,
    Series::TrainsArrived,
    Series::Trucked,
    Series::DamagePlaces,
    Series::TrackCuts,
    Series::SortiesFlown,
    Series::AircraftLost,
    Series::LocomotivesLost,
    Series::TrucksLost,
    Series::FrontStock,
    Series::FrontRailheadStock,
];

/// Runs the replications and prints the spread.
pub(crate) fn spread(scenario: &Scenario, arguments: &Run, count: u32) -> Done {
    let plan = Replications {
        seed: arguments.seed,
        count,
        threads: arguments.threads as usize,
    };
    let bar = bar(u64::from(count), arguments.quiet);
    bar.set_message("runs");
    leave_on_interrupt(&bar);
    let records = replicate(scenario, plan, |record| figures(&record), || bar.inc(1));
    bar.finish_and_clear();
    let mut kept = Vec::with_capacity(records.len());
    let mut broken = Vec::new();
    for (replication, record) in records.into_iter().enumerate() {
        match record {
            Ok(figures) => kept.push(figures),
            Err(law) => broken.push(format!("replication {replication}: {law}")),
        }
    }
    if arguments.json {
        say(&json(scenario, arguments, &kept))?;
    } else {
        say(&text(scenario, arguments, &kept))?;
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(RUN_FAILED, broken.join("\n")))
    }
}

/// Flows by day, states at the end.
fn figures(record: &Record) -> Vec<f64> {
    let days = f64::from(record.days.max(1));
    SHOWN
        .iter()
        .map(|&series| match series.nature() {
            Nature::Flow => record.total(series) as f64 / days,
            Nature::State => record.series(series).last().unwrap_or(0) as f64,
        })
        .collect()
}

/// The outcomes of the domains that the theatre has.
fn columns(theatre: Domains, kept: &[Vec<f64>]) -> impl Iterator<Item = (Series, Spread)> + '_ {
    SHOWN
        .iter()
        .enumerate()
        .filter(move |(_, series)| theatre.has_all(series.needs()))
        .filter_map(move |(column, &series)| {
            Spread::of(kept.iter().map(|figures| figures[column])).map(|spread| (series, spread))
        })
}

fn unit(series: Series) -> (f64, String) {
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

fn text(scenario: &Scenario, arguments: &Run, kept: &[Vec<f64>]) -> String {
    let mut page = format!(
        "{}: {} replications of {} days under seed {}\n\n{:<22}{:>12}{:>10}{:>10}{:>10}{:>10}  unit\n",
        scenario.title,
        kept.len(),
        scenario.days,
        arguments.seed,
        "",
        "mean",
        "s.d.",
        "5 %",
        "median",
        "95 %"
    );
    for (series, spread) in columns(scenario.domains(), kept) {
        let (scale, unit) = unit(series);
        let _ = writeln!(
            page,
            "{:<22}{:>12.1}{:>10.1}{:>10.1}{:>10.1}{:>10.1}  {unit}",
            series.name().trim_end_matches("_kg"),
            scale * spread.mean(),
            scale * spread.deviation(),
            scale * spread.quantile(0.05),
            scale * spread.quantile(0.5),
            scale * spread.quantile(0.95),
        );
    }
    page
}

fn json(scenario: &Scenario, arguments: &Run, kept: &[Vec<f64>]) -> String {
    let series: Vec<serde_json::Value> = columns(scenario.domains(), kept)
        .map(|(series, spread)| {
            serde_json::json!({
                "series": series.name(), "unit": series.unit(), "mean": spread.mean(),
                "standard_deviation": spread.deviation(), "q05": spread.quantile(0.05),
                "median": spread.quantile(0.5), "q95": spread.quantile(0.95),
            })
        })
        .collect();
    let page = serde_json::json!({
        "schema_version": 1, "title": scenario.title, "seed": arguments.seed,
        "replications": kept.len(), "days": scenario.days, "outcomes": series,
    });
    format!("{page:#}\n")
}
