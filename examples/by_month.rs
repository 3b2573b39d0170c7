//! Every series of a run, month by month: flows as totals, states as means.
//!
//! `cargo run --release --example by_month -- scenarios/anju-1951 [SEED]`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::collections::BTreeMap;

use interdict::model::{AreaSeries, LineSeries, Nature, Seed, Series, run};
use interdict::scenario::load;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments
        .next()
        .unwrap_or_else(|| "scenarios/three-stations".to_owned());
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let loaded = load(std::path::Path::new(&path), &[]).map_err(|faults| faults.render(false))?;
    let scenario = &loaded.scenario;
    let record = run(
        scenario,
        Seed {
            seed,
            replication: 0,
        },
    )?;

    let mut months: BTreeMap<(i16, i8), Vec<u16>> = BTreeMap::new();
    for day in 0..record.days {
        let Some(date) = scenario.starts.plus_days(i32::from(day)) else {
            continue;
        };
        months
            .entry((date.year(), date.month()))
            .or_default()
            .push(day);
    }
    let names = months
        .keys()
        .map(|(year, month)| format!("{year}-{month:02}"));
    let header = names.collect::<Vec<String>>().join(" ");
    println!("{:24} {header}", "");
    let print = |name: &str, unit: &str, nature: Nature, values: &[i64]| {
        let cell = |days: &Vec<u16>| {
            let sum: i64 = days.iter().map(|&day| values[usize::from(day)]).sum();
            let mean = if nature == Nature::Flow {
                sum
            } else {
                sum / days.len() as i64
            };
            format!("{:>7} ", if unit == "kg" { mean / 1_000 } else { mean })
        };
        let row: String = months.values().map(cell).collect();
        println!("{name:24} {row} {}", if unit == "kg" { "t" } else { unit });
    };
    for &series in Series::ALL {
        let values: Vec<i64> = record.series(series).collect();
        print(series.name(), series.unit(), series.nature(), &values);
    }
    for (row, area) in scenario.areas.iter().enumerate() {
        println!("\n{}", area.name);
        let names = LineSeries::ALL
            .iter()
            .map(|series| (series.name(), series.unit()));
        for (name, unit) in names.chain(AreaSeries::ALL.iter().map(|s| (s.name(), s.unit()))) {
            if let Some(values) = record.named(scenario, name, Some(row as u32))
                && values.iter().any(|&value| value != 0)
            {
                print(name, unit, Nature::Flow, &values);
            }
        }
    }
    println!("\ndigest {:016x}", record.digest);
    Ok(())
}
