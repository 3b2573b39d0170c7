//! What each scenario comes to, to the bit.
//!
//! `golden.ron` in each folder of `scenarios/` holds, for the scenario and each counterfactual beside
//! it, the digest of seed 1, replication 0 and a dozen outcomes that say what moved when it does.
//! `UPDATE_GOLDEN=1 cargo test -p interdict --test it goldens` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use interdict::model::{Nature, Record, Seed, Series, run};
use interdict::scenario::load;
use serde::Deserialize;

use crate::repository::{entries, files_under, name, none, read, scenarios, shown};

/// What is kept of a run: totals of what happened, and how things stood at the end.
const OUTCOMES: &[Series] = &[
    Series::Needed,
    Series::Unmet,
    Series::Delivered,
    Series::DeliveredFront,
    Series::Trucked,
    Series::FrontStock,
    Series::TrainsArrived,
    Series::SortiesFlown,
    Series::BombsDropped,
    Series::DamagePlaces,
    Series::CutsRepaired,
    Series::SpansHit,
    Series::AircraftLost,
    Series::FlakConsumed,
    Series::LocomotivesLost,
    Series::TrucksLost,
];

/// What one file comes to.
#[derive(Debug, PartialEq, Deserialize)]
struct Golden {
    /// Digest of the record, in hexadecimal.
    digest: String,
    /// Outcomes by name of the series.
    outcomes: BTreeMap<String, i64>,
}

/// What a folder comes to, by name of the file.
type Goldens = BTreeMap<String, Golden>;

fn golden(record: &Record) -> Golden {
    let outcome = |series: Series| match series.nature() {
        Nature::Flow => record.total(series),
        Nature::State => record.series(series).last().unwrap_or(0),
    };
    let outcomes = OUTCOMES.iter();
    Golden {
        digest: format!("{:016x}", record.digest),
        outcomes: outcomes
            .map(|&series| (series.name().to_owned(), outcome(series)))
            .collect(),
    }
}

/// Runs the scenario of a folder and every counterfactual beside it.
fn goldens(folder: &Path) -> Goldens {
    let mut files = entries(folder);
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    files.retain(|path| name(path) != "golden.ron");
    let run = |path: &Path| {
        let loaded = load(path, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
        let seed = Seed {
            seed: 1,
            replication: 0,
        };
        golden(&run(&loaded.scenario, seed).expect("no law breaks"))
    };
    files.iter().map(|path| (name(path), run(path))).collect()
}

/// The text of `golden.ron`, one figure a line.
fn written(goldens: &Goldens) -> String {
    let mut text = "// What seed 1, replication 0 comes to, to the bit: the digest of the record, and outcomes that say what\n\
                    // moved when it does. Written by `UPDATE_GOLDEN=1 cargo test -p interdict --test it goldens`.\n{\n"
        .to_owned();
    for (file, golden) in goldens {
        let _ = writeln!(
            text,
            "    \"{file}\": (\n        digest: \"{}\",",
            golden.digest
        );
        text.push_str("        outcomes: {\n");
        for (outcome, value) in &golden.outcomes {
            let _ = writeln!(text, "            \"{outcome}\": {value},");
        }
        text.push_str("        },\n    ),\n");
    }
    text.push_str("}\n");
    text
}

/// What differs, old and new side by side.
fn differences(old: &Goldens, new: &Goldens) -> String {
    let mut page = String::new();
    for file in old
        .keys()
        .chain(new.keys().filter(|file| !old.contains_key(*file)))
    {
        let (Some(before), Some(after)) = (old.get(file), new.get(file)) else {
            let side = if new.contains_key(file) {
                "new"
            } else {
                "gone"
            };
            let _ = writeln!(page, "{file}: {side}");
            continue;
        };
        if before == after {
            continue;
        }
        let _ = writeln!(page, "{file}:\n    {:<20}{:>20}{:>20}", "", "golden", "now");
        let _ = writeln!(
            page,
            "    {:<20}{:>20}{:>20}",
            "digest", before.digest, after.digest
        );
        for (outcome, value) in &after.outcomes {
            let change = match before.outcomes.get(outcome) {
                Some(old) if old == value => format!("{old:>20}{value:>20}"),
                Some(old) => format!("{old:>20}{value:>20}  {:+}", value - old),
                None => format!("{:>20}{value:>20}", "-"),
            };
            let _ = writeln!(page, "    {outcome:<20}{change}");
        }
    }
    page
}

/// A scenario whose tables are long, and whose runs take long in a build for tests.
fn is_large(folder: &Path) -> bool {
    let tables = files_under(folder, "csv").into_iter();
    let bytes = tables.filter_map(|table| table.metadata().ok());
    bytes.map(|file| file.len()).sum::<u64>() > 30_000
}

#[test]
fn every_scenario_comes_to_what_it_came_to() {
    let mut moved = Vec::new();
    for folder in scenarios() {
        if std::env::var_os("SMALL_GOLDENS").is_some() && is_large(&folder) {
            continue;
        }
        let path = folder.join("golden.ron");
        let new = goldens(&folder);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, written(&new)).expect("the golden can be written");
        }
        if !path.is_file() {
            moved.push(format!("{} is not there", shown(&path)));
            continue;
        }
        let old: Goldens = ron::from_str(&read(&path)).expect("a golden is what was written");
        if old != new {
            moved.push(format!("{}\n{}", shown(&path), differences(&old, &new)));
        }
    }
    none(
        &moved,
        "goldens moved. If that is right, say why in the commit and accept them with \
         `UPDATE_GOLDEN=1 cargo test -p interdict --test it goldens`",
    );
}

#[test]
fn a_golden_that_moved_shows_the_old_and_the_new() {
    let goldens = |digest: &str, trains| -> Goldens {
        let outcomes = BTreeMap::from([("trains_arrived".to_owned(), trains)]);
        let golden = Golden {
            digest: digest.to_owned(),
            outcomes,
        };
        BTreeMap::from([("scenario.ron".to_owned(), golden)])
    };
    let (old, new) = (goldens("00aa", 7), goldens("00bb", 5));
    let page = differences(&old, &new);
    assert!(page.contains("00aa                00bb"), "{page}");
    assert!(page.contains("7                   5  -2"), "{page}");
    assert_eq!(differences(&old, &goldens("00aa", 7)), "");
    assert_eq!(
        ron::from_str::<Goldens>(&written(&old)).expect("it can be read back"),
        old
    );
}
