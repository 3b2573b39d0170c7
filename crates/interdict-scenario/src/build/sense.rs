//! What can be written down and cannot be meant: warned of, each with its place and what comes of it.
//!
//! A warning stands where a scenario runs and something in it has no effect, or a figure contradicts another one. What
//! may well be meant is not warned of.

mod accepted;
mod air_war;
mod idle;
mod looking;
mod places;

use std::collections::BTreeSet;

use crate::codes;
use crate::domain::Domain;
use crate::fault::{Faults, listed, quoted};
use crate::forms::TableName;
use crate::reader::Names;
use crate::rules::Rules;
use crate::scenario::{AirRole, AirUnit, Scenario};
use crate::source::Span;
use crate::written::Book;

use accepted::Acceptances;
use looking::{Found, Looking};

/// Units of raids that are not in the table and are compared with it, at most.
const MOST_RAIDERS: usize = 200;

/// Warns of all that cannot be meant; of nothing, where there are faults.
pub(super) fn look(scenario: &Scenario, book: &Book, names: &Names, faults: &mut Faults) {
    if faults.errors() > 0 {
        return;
    }
    let mut looking = Looking {
        scenario,
        book,
        names,
        faults,
        accepted: Acceptances::of(scenario),
    };
    places::lengths(&mut looking);
    places::far_away(&mut looking);
    air_war::reach(&mut looking);
    air_war::sent(&mut looking);
    air_war::fuel(&mut looking);
    air_war::runways(&mut looking);
    air_war::sanctuaries(&mut looking);
    idle::trucks(&mut looking);
    idle::stocks(&mut looking);
    idle::types(&mut looking);
    nobody_at_work(&mut looking);
    attackers(&mut looking);
    phases(&mut looking);
    shares(&mut looking);
    knobs(&mut looking);
    accepted(&mut looking);
}

/// Counts what was accepted, and warns of rows that have met no warning. Where a counterfactual has changed the scenario,
/// what the scenario accepts may well be gone.
fn accepted(looking: &mut Looking<'_>) {
    looking.faults.count_accepted(looking.accepted.count());
    if looking.book.is_changed {
        return;
    }
    let unmet = looking.accepted.unmet();
    let found: Vec<Found> = unmet
        .map(|(row, message)| (row, "warning", message))
        .collect();
    let hint = "leave the row out, or name what the warning is about as its message does";
    looking.warn(codes::ACCEPTS_NOTHING, TableName::Accepted, &found, hint);
}

/// A railway without engines carries nothing; one that is attacked and has no gangs is never mended.
fn nobody_at_work(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let has_railway = !scenario.lines.is_empty();
    let has_engines = scenario.locomotives.iter().any(|pool| pool.count > 0);
    if has_railway && !has_engines && !scenario.formations.is_empty() {
        looking.warn_whole(
            codes::NOBODY,
            "the railway has no locomotives",
            "no train runs; give the table `locomotives` a row",
        );
    }
    let is_attacked = scenario.domains().has(Domain::Attack);
    let men: u64 = scenario.gangs.iter().map(|base| u64::from(base.men)).sum();
    if has_railway && is_attacked && men == 0 {
        looking.warn_whole(
            codes::NOBODY,
            "the railway is attacked and has no gangs",
            "nothing that is damaged is ever mended; give the table `gangs` a row",
        );
    }
}

/// Units that never attack.
fn attackers(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let flies = |role: AirRole| role != AirRole::Bomber;
    let found: Vec<Found> = (scenario.air_units.iter().enumerate())
        .filter(|(_, unit)| flies(unit.role))
        .filter_map(|(row, unit)| {
            let (column, what) = if unit.strength == 0 {
                ("strength", "no aircraft")
            } else if unit.sorties_per_aircraft <= 0.0 {
                ("sorties_per_aircraft", "no sorties")
            } else if unit.rail_share <= 0.0 {
                ("rail_share", "no effort for railways")
            } else {
                return None;
            };
            Some((row, column, format!("{} has {what}", quoted(&unit.id))))
        })
        .collect();
    looking.warn(
        codes::NO_ATTACK,
        TableName::AirUnits,
        &found,
        "it never attacks",
    );
    let strikers = (scenario.air_units.iter()).position(|unit| unit.role == AirRole::FighterBomber);
    if let Some(row) = strikers.filter(|_| scenario.phases.is_empty()) {
        let found = [(
            row,
            "role",
            "no phase says what fighter-bombers go for".to_owned(),
        )];
        let hint = "they never attack; give the table `phases` a row";
        looking.warn(codes::NO_ATTACK, TableName::AirUnits, &found, hint);
    }
    unknown_raiders(looking);
}

/// Raids whose unit is spelt otherwise than a unit of the scenario.
fn unknown_raiders(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let units = scenario.air_units.iter();
    let known: BTreeSet<&str> = units
        .flat_map(|unit| [unit.id.as_str(), unit.name.as_str()])
        .collect();
    let raiders: BTreeSet<&str> = scenario
        .raids
        .iter()
        .map(|raid| raid.unit.as_str())
        .collect();
    let ids = || scenario.air_units.iter().map(|unit| unit.id.as_str());
    let unknown = raiders
        .into_iter()
        .filter(|unit| !unit.is_empty() && !known.contains(unit));
    let mut found = Vec::new();
    for unit in unknown.take(MOST_RAIDERS) {
        if let Some(near) = crate::fault::nearest(unit, ids()) {
            let written = looking.written_raid(unit);
            let message = format!(
                "no unit is called {}; there is {}",
                quoted(unit),
                quoted(&near)
            );
            found.push((written, "unit", message));
        }
    }
    let hint = "who flew a raid is for people alone: it is flown all the same";
    looking.warn(codes::NO_USE, TableName::Raids, &found, hint);
}

/// Fighter-bombers that have nothing to go for before the first phase, between phases or after the last.
fn phases(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let strikes = |unit: &AirUnit| unit.role == AirRole::FighterBomber && unit.strength > 0;
    let (Some(last), true) = (
        scenario.phases.iter().map(|phase| phase.to).max(),
        scenario.air_units.iter().any(strikes),
    ) else {
        return;
    };
    let idle = scenario.days.saturating_sub(last);
    // a campaign may end a little before the scenario does
    if idle * 4 <= scenario.days || idle < 7 {
        return;
    }
    let row = scenario
        .phases
        .iter()
        .position(|phase| phase.to == last)
        .unwrap_or(0);
    let id = &scenario.phases[row].id;
    let row = scenario_order(scenario, id);
    let message = format!(
        "no phase says what attackers go for on the last {idle} days of {}",
        scenario.days
    );
    let hint = "fighter-bombers do not attack then";
    looking.warn(
        codes::NO_ATTACK,
        TableName::Phases,
        &[(row, "to", message)],
        hint,
    );
}

/// The row of a phase in the order of names: phases are in the order of dates.
fn scenario_order(scenario: &Scenario, id: &str) -> usize {
    scenario
        .phases
        .iter()
        .filter(|phase| phase.id.as_str() < id)
        .count()
}

/// Shares of the need by class that add up to more than the whole.
fn shares(looking: &mut Looking<'_>) {
    let rules = &looking.scenario.rules.supply;
    let sum = rules.food_share + rules.ammunition_share + rules.fuel_share;
    if sum > 1.0 + 1e-9 {
        let message = format!("the shares of food, ammunition and fuel add up to {sum:.2}");
        looking.warn_knob(
            "supply.food_share",
            codes::SHARES,
            &message,
            "nothing is left for stores, and more is needed than formations say",
        );
    }
}

/// Knobs that the file sets, of a group that is about tables without a row. Where a counterfactual has taken the rows
/// away, what the scenario under it sets was meant for them.
fn knobs(looking: &mut Looking<'_>) {
    let book = looking.book;
    let is_meant = |span: Span| book.is_changed && span.file == book.head.span.file;
    let paths: Vec<String> = (book.settings.iter())
        .filter(|setting| !is_meant(setting.path.span))
        .map(|setting| setting.path.text.to_string())
        .collect();
    for path in paths {
        let group = path.split('.').next().unwrap_or("");
        if looking.scenario.has_rows_for(group) {
            continue;
        }
        let tables = Rules::tables(group).iter().map(|table| table.form().name);
        let message = format!(
            "`rules.{path}` is set, and there are no rows of {}",
            listed(tables, 8)
        );
        looking.warn_knob(&path, codes::NO_USE, &message, "no rule reads it");
    }
}
