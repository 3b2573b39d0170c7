//! `interdict check`: every fault at once, and how much of a scenario is sourced.

use std::fmt::Write as _;

use interdict::scenario::domain::{ALWAYS, ATTACK, CITIES, DEFENCE, RAILWAY, SCHOOLS, SUPPLY};
use interdict::scenario::{Faults, Scenario, load, sources_json, sources_summary};

use crate::args::{Check, Deny, Format};
use crate::document::say_value;
use crate::outcome::{Done, Failure, USAGE, has_color, remark, say_page, stderr_has_color};

/// Checks scenarios.
pub(crate) fn check(arguments: &Check) -> Done {
    let is_json = arguments.json || arguments.format == Format::Json;
    let mut faulty = 0;
    let mut warned = 0;
    let mut reports = Vec::new();
    for path in &arguments.scenarios {
        let name = path.display().to_string();
        match load(path, &[]) {
            Ok(loaded) => {
                let n_warnings = loaded.warnings.warnings();
                warned += usize::from(n_warnings > 0 && arguments.deny == Some(Deny::Warnings));
                let summary = sources_summary(&loaded.scenario.provenance);
                if is_json {
                    reports.push(serde_json::json!({
                        "scenario": name, "good": true, "title": loaded.scenario.title,
                        "domains": loaded.scenario.domains(),
                        "warnings": loaded.warnings.to_json(),
                        "sources": sources_json(&loaded.scenario.provenance),
                    }));
                } else {
                    let good = verdict(&loaded.warnings);
                    let mut page = format!("{name}: {good}. {}\n", counts(&loaded.scenario));
                    let _ = writeln!(page, "{}", summary.trim_end());
                    if !loaded.warnings.is_empty() {
                        page.push_str(&loaded.warnings.render(has_color()));
                    }
                    say_page(&page)?;
                }
            }
            Err(faults) => {
                faulty += 1;
                if is_json {
                    reports.push(serde_json::json!({
                        "scenario": name, "good": false, "faults": faults.to_json(),
                    }));
                } else {
                    let page = faults.render(stderr_has_color());
                    remark(page.strip_suffix('\n').unwrap_or(&page));
                }
            }
        }
    }
    if is_json {
        say_value("checked", serde_json::json!({ "scenarios": reports }))?;
    }
    match faulty {
        0 if warned > 0 => {
            let message = match warned {
                1 => "one scenario has warnings".to_owned(),
                more => format!("{more} scenarios have warnings"),
            };
            Err(Failure::new(USAGE, message).hint("`--deny warnings` asks for scenarios without"))
        }
        0 => Ok(()),
        _ if is_json => Err(Failure {
            code: USAGE,
            message: String::new(),
        }),
        1 => Err(Failure::new(USAGE, "one scenario is not in order")),
        _ => Err(Failure::new(
            USAGE,
            format!("{faulty} scenarios are not in order"),
        )),
    }
}

/// `good, 2 warnings, 3 accepted`.
fn verdict(warnings: &Faults) -> String {
    let told = match warnings.warnings() {
        0 => String::new(),
        1 => ", 1 warning".to_owned(),
        more => format!(", {more} warnings"),
    };
    let accepted = match warnings.accepted() {
        0 => String::new(),
        1 => ", 1 accepted with its reason".to_owned(),
        more => format!(", {more} accepted with their reasons"),
    };
    format!("good{told}{accepted}")
}

/// What a scenario holds, in one line: its domains, and rows of what they are about.
fn counts(scenario: &Scenario) -> String {
    let theatre = scenario.domains();
    let guns: u32 = (scenario.flak.iter())
        .map(|posting| posting.heavy + posting.light)
        .sum();
    let students: u32 = (scenario.cohorts.iter())
        .map(|cohort| cohort.students)
        .sum();
    let rows = [
        (ALWAYS, scenario.stations.len(), "stations"),
        (RAILWAY, scenario.lines.len(), "lines"),
        (RAILWAY, scenario.bridges.len(), "bridges"),
        (SUPPLY, scenario.roads.len(), "roads"),
        (SUPPLY, scenario.formations.len(), "formations"),
        (DEFENCE, scenario.flak.len(), "gun postings"),
        (ATTACK, scenario.air_units.len(), "attacking units"),
        (ATTACK, scenario.raids.len(), "raids of record"),
        (SCHOOLS, scenario.academies.len(), "academies"),
        (SCHOOLS, students as usize, "students"),
        (SCHOOLS, scenario.establishments.len(), "units to be formed"),
        (SCHOOLS, scenario.requests.len(), "requests"),
        (CITIES, scenario.cities.len(), "cities"),
    ];
    // schools and cities need no station
    let has_places = !(SCHOOLS.and(CITIES)).has_all(theatre);
    let rows = (rows.into_iter()).filter(|(needs, count, _)| {
        theatre.has_all(*needs) && (*count > 0 || *needs != ALWAYS || has_places)
    });
    let rows: Vec<String> = rows
        .map(|(needs, count, what)| match needs {
            DEFENCE => format!("{count} {what} ({guns} guns on paper)"),
            _ => format!("{count} {what}"),
        })
        .collect();
    format!(
        "{theatre}: {} days from {}, {}",
        scenario.days,
        scenario.starts,
        rows.join(", ")
    )
}
