//! Doctrines: whether those that are named exist, and whether what they go for does.

use std::collections::BTreeSet;

use crate::codes;
use crate::fault::{Fault, nearest, quoted};
use crate::forms::TableName;
use crate::reader::Reader;
use crate::rows::{At, Table, at};
use crate::scenario::{
    AirRole, AirUnit, Among, BomberOrder, Doctrine, ObjectKind, Phase, Scenario, rows_of,
};

/// Who follows a doctrine, and what kinds of things such units do not attack.
#[derive(Clone, Copy)]
struct Follower {
    who: &'static str,
    lets_be: &'static [ObjectKind],
}

/// Fighter-bombers by day and intruders by night.
const LIGHT: Follower = Follower {
    who: "fighter-bombers and intruders",
    lets_be: &[ObjectKind::Yard, ObjectKind::Airfield],
};

/// Bombers with orders.
const HEAVY: Follower = Follower {
    who: "bombers",
    lets_be: &[ObjectKind::Train],
};

/// Reports names of doctrines that no row has, and warns of rows that go for what is not there or what those who follow
/// them do not attack.
pub(super) fn check_doctrines(scenario: &Scenario, reader: &mut Reader<'_>) {
    let doctrines = &scenario.doctrines;
    let phases = scenario.phases.iter().map(|phase| &phase.doctrine);
    let at = (TableName::Phases, at!(Phase, "doctrine"));
    named(reader, doctrines, at, LIGHT, phases);
    let units = scenario.air_units.iter().map(|unit| &unit.doctrine);
    let at = (TableName::AirUnits, at!(AirUnit, "doctrine"));
    named(reader, doctrines, at, LIGHT, units);
    let orders = scenario.orders.iter().map(|order| &order.doctrine);
    let at = (TableName::Orders, at!(BomberOrder, "doctrine"));
    named(reader, doctrines, at, HEAVY, orders);
    for (row, order) in scenario.orders.iter().enumerate() {
        check_unit(scenario, reader, row, order);
    }
    for (row, doctrine) in doctrines.iter().enumerate() {
        warn_of_nothing(scenario, reader, row, doctrine);
    }
}

/// Reports names of doctrines that no row has, and warns of those with rows that who follows them lets be.
fn named<'a, T: Table>(
    reader: &mut Reader<'_>,
    doctrines: &[Doctrine],
    (table, column): (TableName, At<T>),
    follower: Follower,
    names: impl Iterator<Item = &'a String>,
) {
    let known: BTreeSet<&str> = doctrines.iter().map(|row| row.doctrine.as_str()).collect();
    for (row, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
        let place = reader.place(table, row, column);
        if !known.contains(name.as_str()) {
            let message = format!("{} is no doctrine", quoted(name));
            let fault = Fault::at(codes::DANGLING, place, message)
                .expected("a name in the column `doctrine` of `doctrines`")
                .nearest(nearest(name, known.iter().copied()));
            reader.report(fault, &[TableName::Doctrines]);
        }
        let kinds: BTreeSet<&str> = rows_of(doctrines, name)
            .filter(|row| follower.lets_be.contains(&row.kind))
            .map(|row| row.kind.word())
            .collect();
        for kind in kinds {
            let (name, kind) = (quoted(name), quoted(kind));
            let message = format!(
                "doctrine {name} goes for {kind}, which {} do not attack",
                follower.who
            );
            let fault = Fault::at(codes::NO_SUCH_OBJECT, place, message).warning();
            reader.report(fault.hint("its rows of this kind do nothing here"), &[]);
        }
    }
}

/// Reports an order to a unit that does not bomb from height.
fn check_unit(scenario: &Scenario, reader: &mut Reader<'_>, row: usize, order: &BomberOrder) {
    let unit = scenario.air_units.get(order.unit as usize);
    if let Some(unit) = unit.filter(|unit| unit.role != AirRole::Bomber) {
        let (one, role) = (quoted(&unit.id), quoted(unit.role.word()));
        let place = reader.place(TableName::Orders, row, at!(BomberOrder, "unit"));
        let fault = Fault::at(
            codes::NO_BOMBERS,
            place,
            format!("{one} is no unit of bombers but of {role}"),
        )
        .expected("a unit of the role `bomber`")
        .hint("fighter-bombers and intruders have their orders in `phases`");
        reader.report(fault, &[TableName::AirUnits]);
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
