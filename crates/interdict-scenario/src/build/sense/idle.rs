//! Trucks, roads, stocks and types of aircraft that nothing uses.

use super::looking::{Found, Looking};
use crate::codes;
use crate::fault::{listed, quoted};
use crate::forms::TableName;
use crate::scenario::{Road, Scenario, TruckCompany, TruckTask};

/// Hours of the longest night that a road may take, in temperate latitudes, before it is said that it takes several.
const LONGEST_NIGHT_H: f64 = 16.0;

/// Which stations some rows name.
struct At(Vec<bool>);

impl At {
    fn of(scenario: &Scenario, stations: impl Iterator<Item = u32>) -> Self {
        let mut is_named = vec![false; scenario.stations.len()];
        for station in stations {
            if let Some(named) = is_named.get_mut(station as usize) {
                *named = true;
            }
        }
        Self(is_named)
    }

    fn has(&self, station: u32) -> bool {
        self.0.get(station as usize).is_some_and(|named| *named)
    }
}

/// Trucks where there is nothing to do for them, and roads that no truck uses or crosses in a night.
pub(super) fn trucks(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let roads_leave = At::of(
        scenario,
        scenario.roads.iter().flat_map(|road| [road.from, road.to]),
    );
    let drawn = At::of(
        scenario,
        scenario
            .formations
            .iter()
            .map(|formation| formation.railhead),
    );
    let found: Vec<Found> = (scenario.trucks.iter().enumerate())
        .filter_map(|(row, company)| {
            let (id, at) = (quoted(&company.id), looking.station(company.station));
            let message = match company.task {
                TruckTask::Gap if !roads_leave.has(company.station) => {
                    format!("{id} carries round gaps from {at}, where no road leaves")
                }
                TruckTask::Front if !drawn.has(company.station) => {
                    format!("{id} carries to those who draw at {at}, where nobody draws")
                }
                _ => return None,
            };
            Some((row, "station", message))
        })
        .collect();
    looking.warn(
        codes::NO_USE,
        TableName::Trucks,
        &found,
        "these trucks have nothing to do",
    );
    roads(looking);
}

fn roads(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let gap = |company: &&TruckCompany| company.task == TruckTask::Gap && company.trucks > 0;
    let companies = scenario.trucks.iter().filter(gap);
    let carriers = At::of(
        scenario,
        companies
            .map(|company| company.station)
            .chain(scenario.porters.iter().map(|company| company.station)),
    );
    // a railhead beyond roads without trucks has been told
    let is_told = looking.has_told(codes::NO_TRUCKS);
    let is_looked_at = scenario.rules.timetable.transloading && !is_told;
    let idle: Vec<(usize, &Road)> = (scenario.roads.iter().enumerate())
        .filter(|(row, road)| {
            let mut ends = [road.from, road.to].into_iter();
            let is_idle = is_looked_at && !ends.any(|end| carriers.has(end));
            is_idle && !looking.accepts(codes::NO_USE, TableName::Roads, *row)
        })
        .collect();
    // told once: a table of roads may be larger than what trucks there are
    if let Some((row, road)) = idle.first() {
        let (id, ends) = (
            quoted(&road.id),
            [road.from, road.to].map(|end| looking.station(end)),
        );
        let message = match idle.len() - 1 {
            0 => format!(
                "{id} has no trucks with the task `gap` at {} or {}",
                ends[0], ends[1]
            ),
            more => {
                let ids = idle.iter().map(|(_, road)| road.id.as_str());
                let ids = listed(ids, 8);
                format!(
                    "{} roads have no trucks with the task `gap` at either end: {ids}",
                    more + 1
                )
            }
        };
        let found = [(*row, "id", message)];
        looking.warn(
            codes::NO_USE,
            TableName::Roads,
            &found,
            "nothing is carried over them",
        );
    }
    let speed = scenario.rules.trucks.speed_kmh;
    let long: Vec<Found> = (scenario.roads.iter().enumerate())
        .filter_map(|(row, road)| {
            let hours = f64::from(road.length_m) / 1_000.0 / speed;
            let message = format!(
                "{} takes {hours:.0} h at {speed} km/h without lights, more than the longest night",
                quoted(&road.id)
            );
            (hours > LONGEST_NIGHT_H).then_some((row, "length_km", message))
        })
        .collect();
    let hint =
        "trucks lie up by day on the way; a station between would break the road into stages";
    looking.warn(codes::LONG_ROAD, TableName::Roads, &long, hint);
}

/// Stock that is reckoned in days of a need that nobody has, and more stock than a formation can hold.
pub(super) fn stocks(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let guns = scenario.flak.iter().filter(|posting| posting.active);
    let drawn = At::of(
        scenario,
        (scenario.formations.iter())
            .map(|formation| formation.railhead)
            .chain(guns.map(|posting| posting.depot)),
    );
    let found: Vec<Found> = (scenario.stocks.iter().enumerate())
        .filter(|(_, stock)| stock.days > 0.0 && !drawn.has(stock.station))
        .map(|(row, stock)| {
            let at = looking.station(stock.station);
            (
                row,
                "station",
                format!(
                    "{at} has stock for {} days, and nobody draws there",
                    stock.days
                ),
            )
        })
        .collect();
    let hint =
        "stock is in days of the need of all who draw: this is none; a row of `depots` gives tons";
    looking.warn(codes::NO_USE, TableName::Stocks, &found, hint);
    let most = scenario.rules.supply.carried_days;
    let found: Vec<Found> = (scenario.formations.iter().enumerate())
        .filter(|(row, formation)| {
            formation.stock_days > most
                && looking.is_written(TableName::Formations, *row, "stock_days")
        })
        .map(|(row, formation)| {
            let message = format!(
                "{} begins with {} days of supply, and a formation holds {most} with itself",
                quoted(&formation.id),
                formation.stock_days
            );
            (row, "stock_days", message)
        })
        .collect();
    let hint = "what is above does not go with it: `supply.carried_days` says how much it holds";
    looking.warn(codes::NO_USE, TableName::Formations, &found, hint);
}

/// Types of aircraft that no unit flies.
pub(super) fn types(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let is_flown = |row: u32| {
        scenario.air_units.iter().any(|unit| unit.aircraft == row)
            || scenario.fighters.iter().any(|unit| unit.aircraft == row)
    };
    let found: Vec<Found> = (scenario.aircraft.iter().enumerate())
        .filter(|(row, _)| !is_flown(*row as u32))
        .map(|(row, kind)| (row, "id", format!("no unit flies {}", quoted(&kind.id))))
        .collect();
    looking.warn(
        codes::NO_USE,
        TableName::Aircraft,
        &found,
        "no rule reads it",
    );
}
