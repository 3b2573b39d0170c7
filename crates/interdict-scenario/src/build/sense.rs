//! What can be written down and cannot be meant: warned of, each with its place and what comes of it.
//!
//! A warning stands where a scenario runs and something in it has no effect, or a figure contradicts another one. What
//! may well be meant is not warned of.

mod accepted;
mod air_war;
mod idle;
mod places;

use std::collections::BTreeSet;

use accepted::Acceptances;

use crate::codes;
use crate::domain::Domain;
use crate::fault::{Code, Fault, Faults, listed, quoted};
use crate::forms::TableName;
use crate::reader::Names;
use crate::rules::Rules;
use crate::scenario::{AirRole, AirUnit, Scenario};
use crate::source::Span;
use crate::tree::Kind;
use crate::written::{Book, Row};

/// Units of raids that are not in the table and are compared with it, at most.
const MOST_RAIDERS: usize = 200;

/// Warnings of one kind that are told row by row; the rest are counted in the last of them.
const TOLD: usize = 3;

/// A scenario as it is read and as it is written, and where warnings go.
pub(super) struct Looking<'a> {
    pub(super) scenario: &'a Scenario,
    book: &'a Book,
    names: &'a Names,
    faults: &'a mut Faults,
    accepted: Acceptances<'a>,
}

/// A row that is warned of: its number, the column that the warning points at, what is wrong.
pub(super) type Found = (usize, &'static str, String);

impl Looking<'_> {
    /// A row as it is written.
    fn written(&self, table: TableName, row: usize) -> Option<&Row> {
        let written = match table.form().key {
            Some(_) => self.names.written(table, row as u32),
            None => row,
        };
        self.book.table(table).rows.get(written)
    }

    /// Whether the file says something in a cell.
    pub(super) fn is_written(&self, table: TableName, row: usize, column: &str) -> bool {
        let column = table.form().column(column);
        let row = self.written(table, row);
        column.is_some_and(|column| row.is_some_and(|row| row.cell(column).is_some()))
    }

    /// Where a cell of a row stands; the row, where the cell is empty.
    fn place(&self, table: TableName, row: usize, column: &str) -> Span {
        let Some(row) = self.written(table, row) else {
            return self.book.head.span;
        };
        let cell = table
            .form()
            .column(column)
            .and_then(|column| row.cell(column));
        cell.map_or(row.span, |node| node.span)
    }

    /// Warns of rows of a table, the first of them one by one.
    pub(super) fn warn(&mut self, code: Code, table: TableName, found: &[Found], hint: &str) {
        let is_told = |(row, ..): &&Found| !self.accepts(code, table, *row);
        let found: Vec<&Found> = found.iter().filter(is_told).collect();
        for (place, (row, column, message)) in found.iter().enumerate().take(TOLD) {
            let span = self.place(table, *row, column);
            let more = found.len().saturating_sub(TOLD);
            let hint = if place + 1 == TOLD && more > 0 {
                format!(
                    "{hint}; so it is with {more} more rows of `{}`",
                    table.form().name
                )
            } else {
                hint.to_owned()
            };
            self.faults
                .push(Fault::at(code, span, message.as_str()).warning().hint(hint));
        }
    }

    /// Whether the scenario accepts this warning about a row.
    fn accepts(&self, code: Code, table: TableName, row: usize) -> bool {
        let id = match table.form().key {
            Some(_) => self.names.id(table, row as u32),
            None => "",
        };
        self.accepted.has(code, table.form().name, id)
    }

    /// Warns of the scenario as a whole.
    fn warn_whole(&mut self, code: Code, message: &str, hint: &str) {
        if self.accepted.has(code, "", "") {
            return;
        }
        let span = self.book.head.span;
        let span = Span {
            end: span.start,
            ..span
        };
        self.faults
            .push(Fault::at(code, span, message).warning().hint(hint));
    }

    /// Whether there is a warning of this kind.
    pub(super) fn has_told(&self, code: Code) -> bool {
        self.faults.iter().any(|fault| fault.code == code)
    }

    /// The name of a station, in a message.
    pub(super) fn station(&self, row: u32) -> String {
        let station = self.scenario.stations.get(row as usize);
        quoted(station.map_or("", |station| station.id.as_str()))
    }
}

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

impl Looking<'_> {
    /// The first row in the file whose raid this unit flew: raids are put in order when they are read.
    fn written_raid(&self, unit: &str) -> usize {
        let column = TableName::Raids.form().column("unit");
        let says = |row: &Row| {
            let cell = column.and_then(|column| row.cell(column));
            cell.is_some_and(|node| matches!(&node.kind, Kind::Text(text) if **text == *unit))
        };
        let mut rows = self.book.table(TableName::Raids).rows.iter();
        rows.position(says).unwrap_or(0)
    }
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

impl Looking<'_> {
    fn warn_knob(&mut self, path: &str, code: Code, message: &str, hint: &str) {
        debug_assert!(
            Rules::knobs().iter().any(|knob| knob.path() == path),
            "{path}"
        );
        if self.accepted.has(code, "rules", path) {
            return;
        }
        let set = self
            .book
            .settings
            .iter()
            .find(|setting| *setting.path.text == *path);
        let head = self.book.head.span;
        let span = set.map_or(
            Span {
                end: head.start,
                ..head
            },
            |setting| setting.path.span,
        );
        self.faults
            .push(Fault::at(code, span, message).warning().hint(hint));
    }
}
