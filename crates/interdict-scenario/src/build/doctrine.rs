//! Doctrines: whether those that are named exist, and whether what they go for does.

use std::collections::BTreeSet;

use crate::codes;
use crate::fault::{Fault, nearest, quoted};
use crate::forms::TableName;
use crate::reader::Reader;
use crate::rows::{At, Table, at};
use crate::scenario::{AirUnit, Among, Doctrine, ObjectKind, Phase, Scenario};

/// Reports names of doctrines that no row has, and warns of rows that go for what the scenario has not.
pub(super) fn check_doctrines(scenario: &Scenario, reader: &mut Reader<'_>) {
    let known: BTreeSet<&str> = (scenario.doctrines.iter())
        .map(|row| row.doctrine.as_str())
        .collect();
    let phases = scenario.phases.iter().map(|phase| phase.doctrine.as_str());
    named::<Phase>(
        reader,
        &known,
        TableName::Phases,
        at!(Phase, "doctrine"),
        phases,
    );
    let units = scenario.air_units.iter().map(|unit| unit.doctrine.as_str());
    named::<AirUnit>(
        reader,
        &known,
        TableName::AirUnits,
        at!(AirUnit, "doctrine"),
        units,
    );
    for (row, doctrine) in scenario.doctrines.iter().enumerate() {
        warn_of_nothing(scenario, reader, row, doctrine);
    }
}

/// Reports names of doctrines that no row has.
fn named<'a, T: Table>(
    reader: &mut Reader<'_>,
    known: &BTreeSet<&str>,
    table: TableName,
    column: At<T>,
    names: impl Iterator<Item = &'a str>,
) {
    for (row, name) in names.enumerate() {
        if name.is_empty() || known.contains(name) {
            continue;
        }
        let message = format!("{} is no doctrine", quoted(name));
        let fault = Fault::at(codes::DANGLING, reader.place(table, row, column), message)
            .expected("a name in the column `doctrine` of `doctrines`")
            .nearest(nearest(name, known.iter().copied()));
        reader.report(fault, &[TableName::Doctrines]);
    }
}

/// Warns of a row that goes for things of which the scenario has none.
fn warn_of_nothing(scenario: &Scenario, reader: &mut Reader<'_>, row: usize, doctrine: &Doctrine) {
    let (table, count) = match doctrine.kind {
        ObjectKind::Track => (TableName::Lines, scenario.lines.len()),
        ObjectKind::Bridge => (TableName::Bridges, scenario.bridges.len()),
        ObjectKind::Yard => (TableName::Stations, scenario.stations.len()),
        ObjectKind::Airfield => (TableName::Airfields, scenario.airfields.len()),
        ObjectKind::Train => (TableName::Locomotives, scenario.locomotives.len()),
    };
    let (kind, among) = (at!(Doctrine, "kind"), at!(Doctrine, "among"));
    let mut warn = |column: At<Doctrine>, message: String, hint: String| {
        let place = reader.place(TableName::Doctrines, row, column);
        let fault = Fault::at(codes::NO_SUCH_OBJECT, place, message).warning();
        reader.report(fault.hint(hint), &[table, TableName::Bases]);
    };
    let name = quoted(&doctrine.doctrine);
    if count == 0 {
        let word = quoted(doctrine.kind.word());
        warn(
            kind,
            format!("doctrine {name} goes for {word}, and the scenario has none"),
            format!("`{}` has no rows; the row does nothing", table.form().name),
        );
    }
    let is_cut = matches!(doctrine.among, Among::Cut | Among::Greedy);
    let is_of_lines = matches!(doctrine.kind, ObjectKind::Track | ObjectKind::Bridge);
    if is_cut && is_of_lines && !has_ends(scenario) {
        warn(
            among,
            format!("doctrine {name} goes for a cut, and there is nothing to cut off"),
            "a cut lies between `bases` and the railheads of formations at the front; the row does nothing"
                .to_owned(),
        );
    } else if is_cut && !is_of_lines {
        warn(
            among,
            format!(
                "doctrine {name} goes for {} on a cut",
                quoted(doctrine.kind.word())
            ),
            "only track and bridges lie on a cut; the row does nothing".to_owned(),
        );
    }
}

/// There are bases, and formations at the front.
fn has_ends(scenario: &Scenario) -> bool {
    let mut formations = scenario.formations.iter();
    !scenario.bases.is_empty() && formations.any(|formation| formation.front)
}
