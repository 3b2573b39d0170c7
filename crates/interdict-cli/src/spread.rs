//! `interdict run --replications N`: how the main outcomes are spread.

use std::fmt::Write as _;

use interdict::experiment::{Replications, Spreads};
use interdict::model::{Nature, Series};
use interdict::report::layout::{Side, laid};
use interdict::scenario::Scenario;

use crate::args::Run;
use crate::outcome::{Done, Failure, RUN_FAILED, say};
use crate::terminal::{bar, leave_on_interrupt};

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
    let spreads = Spreads::run(scenario, plan, || bar.inc(1));
    bar.finish_and_clear();
    if arguments.json {
        say(&json(scenario, arguments, &spreads))?;
    } else {
        say(&text(scenario, arguments, &spreads))?;
    }
    if spreads.broken.is_empty() {
        return Ok(());
    }
    let broken: Vec<String> = spreads.broken.iter().map(ToString::to_string).collect();
    Err(Failure::new(RUN_FAILED, broken.join("\n")))
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

fn text(scenario: &Scenario, arguments: &Run, spreads: &Spreads) -> String {
    let mut page = format!(
        "{}: {} replications of {} days under seed {}\n\n",
        scenario.title, spreads.whole, scenario.days, arguments.seed,
    );
    let head = ["", "mean", "s.d.", "5 %", "median", "95 %", "  unit"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (series, spread) in &spreads.of {
        let (scale, unit) = unit(*series);
        let figures = [
            spread.mean(),
            spread.deviation(),
            spread.quantile(0.05),
            spread.quantile(0.5),
            spread.quantile(0.95),
        ];
        let mut row = vec![series.name().trim_end_matches("_kg").to_owned()];
        row.extend(figures.map(|figure| format!("{:.1}", scale * figure)));
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
                "series": series.name(), "unit": series.unit(), "mean": spread.mean(),
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
