//! What only the whole scenario can show: what is needed, what cannot be reached, what collides.

use interdict_quantity::Key;

use crate::codes;
use crate::domain::{self, Domain};
use crate::fault::{Fault, Faults, listed, quoted};
use crate::forms::{Kind, TableName};
use crate::reader::{Names, Reader};
use crate::rows::at;
use crate::scenario::{AirRole, Formation, MOST_FLIGHTS, Road, Scenario, TruckTask};
use crate::written::Book;

/// Reports tables that a domain of the scenario cannot do without and that are empty, and a scenario without any.
pub(super) fn needed(reader: &mut Reader<'_>) {
    let span = reader.book.head.span;
    let span = crate::source::Span {
        end: span.start,
        ..span
    };
    let has_rows = |table: TableName| {
        let written = reader.book.table(table);
        !written.rows.is_empty() || written.is_partial
    };
    let domains = domain::present(has_rows);
    if domains.is_empty() {
        let fault = Fault::at(codes::NO_DOMAIN, span, "there is nothing in the scenario");
        let domains: Vec<&str> = Domain::ALL.into_iter().map(Domain::name).collect();
        let expected = format!("tables of one of its domains: {}", domains.join(", "));
        reader.faults.push(fault.expected(expected));
    }
    for domain in domains.iter() {
        for asked in domain.asks().iter().filter(|asked| !has_rows(asked.table)) {
            let (name, one) = (domain.name(), asked.one);
            let message = format!("the scenario has no {one}, which its domain {name} needs");
            let tables = domain.tables().filter(|&table| has_rows(table));
            let tables: Vec<&str> = tables.map(|table| table.form().name).collect();
            reader.faults.push(
                Fault::at(asked.code, span, message)
                    .expected(format!(
                        "`{}` with at least one row",
                        asked.table.form().name
                    ))
                    .hint(format!(
                        "to the domain {name} belong rows of {}",
                        listed(tables.into_iter(), 8)
                    )),
            );
        }
    }
}

/// The island of each station: stations that lines and roads join have one number, the least row.
pub(crate) fn connections(scenario: &Scenario) -> Vec<u32> {
    joined(scenario, |_| true)
}

/// The island of each station as lines and some of the roads join them.
fn joined(scenario: &Scenario, counts: impl Fn(&Road) -> bool) -> Vec<u32> {
    let count = scenario.stations.len();
    let mut parent: Vec<u32> = (0..count as u32).collect();
    let lines = scenario.lines.iter().map(|line| (line.from, line.to));
    let roads = scenario.roads.iter().filter(|road| counts(road));
    let roads = roads.map(|road| (road.from, road.to));
    for (from, to) in lines.chain(roads) {
        if (from as usize) < count && (to as usize) < count {
            let (first, second) = (root(&mut parent, from), root(&mut parent, to));
            parent[first.max(second) as usize] = first.min(second);
        }
    }
    (0..count as u32)
        .map(|station| root(&mut parent, station))
        .collect()
}

fn root(parent: &mut [u32], station: u32) -> u32 {
    let mut at = station;
    while parent[at as usize] != at {
        parent[at as usize] = parent[parent[at as usize] as usize];
        at = parent[at as usize];
    }
    at
}

/// Reports stations that are needed and that no base can reach, one fault an island.
pub(super) fn cut_off(scenario: &Scenario, book: &Book, names: &Names, faults: &mut Faults) {
    if faults.errors() > 0 || !scenario.domains().has(Domain::Supply) {
        return;
    }
    let island = connections(scenario);
    let mut is_reached = vec![false; island.len()];
    for base in &scenario.bases {
        is_reached[island[base.station as usize] as usize] = true;
    }
    let formations = scenario
        .formations
        .iter()
        .map(|formation| formation.railhead);
    let gangs = scenario.gangs.iter().map(|gang| gang.station);
    let trucks = scenario.trucks.iter().map(|company| company.station);
    let depots = scenario.depots.iter().map(|depot| depot.station);
    let users = (formations
        .enumerate()
        .map(|(row, at)| (TableName::Formations, row, at)))
    .chain(
        trucks
            .enumerate()
            .map(|(row, at)| (TableName::Trucks, row, at)),
    )
    .chain(
        gangs
            .enumerate()
            .map(|(row, at)| (TableName::Gangs, row, at)),
    )
    .chain(
        depots
            .enumerate()
            .map(|(row, at)| (TableName::Depots, row, at)),
    );
    for (table, row, station) in users {
        let isle = island[station as usize];
        if std::mem::replace(&mut is_reached[isle as usize], true) {
            continue;
        }
        let shown = if faults.is_full() { 0 } else { usize::MAX };
        let stations: Vec<&str> = (scenario.stations.iter().zip(&island).take(shown))
            .filter(|&(_, &other)| other == isle)
            .map(|(station, _)| station.id.as_str())
            .collect();
        let form = table.form();
        let written = &book.table(table).rows[names.written(table, row as u32)];
        let column = form.of_kind(Kind::One(TableName::Stations));
        let place = column.and_then(|column| written.cell(column));
        let who = format!("{} {}", form.one, quoted(names.id(table, row as u32)));
        let where_ = quoted(&scenario.stations[station as usize].id);
        let message = format!("no base can reach {where_}, which {who} needs");
        faults.push(
            Fault::at(
                codes::CUT_OFF,
                place.map_or(written.span, |node| node.span),
                message,
            )
            .expected("a station that lines or roads join to a base")
            .hint(format!(
                "the island is {}",
                listed(stations.iter().copied(), 12)
            )),
        );
    }
}

/// Warns of railheads that only roads without trucks join to a base, once an island.
pub(super) fn no_trucks(scenario: &Scenario, book: &Book, names: &Names, faults: &mut Faults) {
    if faults.errors() > 0 || !scenario.rules.timetable.transloading {
        return;
    }
    let has_trucks = |station: u32| {
        let mut companies = scenario.trucks.iter();
        companies.any(|row| row.station == station && row.task == TruckTask::Gap && row.trucks > 0)
    };
    let island = joined(scenario, |road| {
        has_trucks(road.from) || has_trucks(road.to)
    });
    let mut is_reached = vec![false; island.len()];
    for base in &scenario.bases {
        is_reached[island[base.station as usize] as usize] = true;
    }
    for (row, formation) in scenario.formations.iter().enumerate() {
        let isle = island[formation.railhead as usize];
        if std::mem::replace(&mut is_reached[isle as usize], true) {
            continue;
        }
        let table = TableName::Formations;
        let written = &book.table(table).rows[names.written(table, row as u32)];
        let place = written.cell(at!(Formation, "railhead").place());
        let message = format!(
            "only roads without trucks lead to {}, where {} draws",
            quoted(&scenario.stations[formation.railhead as usize].id),
            quoted(names.id(table, row as u32))
        );
        faults.push(
            Fault::at(
                codes::NO_TRUCKS,
                place.map_or(written.span, |node| node.span),
                message,
            )
            .warning()
            .expected(
                "a station that lines, or roads with trucks of the task `gap`, join to a base",
            )
            .hint("nothing comes to it"),
        );
    }
}

/// Reports units that would offer more flights on a day, or patrols in a night, than a unit has numbers for.
pub(super) fn many_flights(scenario: &Scenario, book: &Book, names: &Names, faults: &mut Faults) {
    let phases = scenario.phases.iter();
    let rail_share = phases.map(|phase| phase.rail_share).fold(0.0, f64::max);
    for (row, unit) in scenario.air_units.iter().enumerate() {
        let sorties = f64::from(unit.strength) * unit.sorties_per_aircraft * unit.rail_share;
        let flights = match unit.role {
            AirRole::Bomber => continue,
            AirRole::Intruder => sorties,
            AirRole::FighterBomber => {
                sorties * rail_share / f64::from(scenario.rules.strike.flight_size)
            }
        };
        if flights <= f64::from(MOST_FLIGHTS) {
            continue;
        }
        let table = TableName::AirUnits;
        let written = &book.table(table).rows[names.written(table, row as u32)];
        let place = (table.form().column("strength")).and_then(|column| written.cell(column));
        let message = format!(
            "{} would fly {} flights on a day",
            quoted(names.id(table, row as u32)),
            flights.ceil()
        );
        let span = place.map_or(written.span, |node| node.span);
        faults.push(
            Fault::at(codes::OUT_OF_RANGE, span, message)
                .expected(format!("at most {MOST_FLIGHTS} flights of a unit on a day"))
                .hint("write it as several units"),
        );
    }
}

/// Reports names whose keys are equal.
pub(super) fn collisions(keys: Vec<(Key, String)>, faults: &mut Faults) {
    for (first, second) in colliding(keys) {
        let message = format!("{} and {} have one key", quoted(&first), quoted(&second));
        faults.push(Fault::new(codes::KEY_COLLISION, message).hint("rename one of them"));
    }
}

/// Pairs of names with equal keys.
fn colliding(mut keys: Vec<(Key, String)>) -> Vec<(String, String)> {
    keys.sort_unstable();
    (keys.windows(2))
        .filter(|pair| pair[0].0 == pair[1].0)
        .map(|pair| (pair[0].1.clone(), pair[1].1.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_are_found() {
        let keys = [(1, "a"), (2, "b"), (1, "c")];
        let keys = keys.map(|(key, name)| (Key(key), name.to_owned()));
        let equal = ("a".to_owned(), "c".to_owned());
        assert_eq!(colliding(keys.to_vec()), [equal]);
    }
}
