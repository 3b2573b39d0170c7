//! Row by row: references lead to rows that are there, figures lie in the ranges of their columns.

use super::unsound::{Sound, Unsound, Why, within};
use crate::domain::Domain;
use crate::forms::{Kind, TableName};
use crate::reader::LONGEST_DAYS;
use crate::scenario::{FlakPlace, Need, RaidTarget, Scenario};

/// One row, for the paths of what is wrong in it.
struct Of<'a> {
    table: TableName,
    id: &'a str,
}

impl Of<'_> {
    fn path(&self, column: &str) -> String {
        format!("{}.{}.{column}", self.table.form().name, self.id)
    }

    /// A figure in the unit of its column lies in the range of that column.
    fn is(&self, column: &str, value: f64) -> Sound {
        let form = self.table.form();
        let place = form.column(column).expect("a column of the table");
        let (Kind::Number(_, low, high) | Kind::Parts(_, low, high, _) | Kind::Count(_, low, high)) =
            form.columns[place].kind
        else {
            unreachable!("`{column}` holds figures")
        };
        within(|| self.path(column), value, (low, high))
    }

    /// A reference leads to a row of a table of so many.
    fn leads(&self, column: &str, row: u32, rows: usize) -> Sound {
        if (row as usize) < rows {
            return Ok(());
        }
        Err(Unsound {
            path: self.path(column),
            why: Why::NoSuchRow { row, rows },
        })
    }

    /// The same of several.
    fn all_lead(&self, column: &str, leads: &[u32], rows: usize) -> Sound {
        leads
            .iter()
            .try_for_each(|&row| self.leads(column, row, rows))
    }

    fn place(&self, lat: f64, lon: f64) -> Sound {
        within(|| self.path("lat"), lat, (-90.0, 90.0))?;
        within(|| self.path("lon"), lon, (-180.0, 180.0))
    }

    /// A share from 0 to 1.
    fn share(&self, column: &str, value: f64) -> Sound {
        within(|| self.path(column), value, (0.0, 1.0))
    }

    fn ends(&self, (from, to): (u32, u32), stations: usize) -> Sound {
        self.leads("from", from, stations)?;
        self.leads("to", to, stations)?;
        if from == to {
            return Err(Unsound {
                path: self.path("to"),
                why: Why::Loop,
            });
        }
        Ok(())
    }
}

fn km(metres: u32) -> f64 {
    f64::from(metres) / 1_000.0
}

fn tons(kg: i64) -> f64 {
    kg as f64 / 1_000.0
}

pub(super) fn network(scenario: &Scenario) -> Sound {
    let theatre = scenario.domains();
    let (stations, lines) = (scenario.stations.len(), scenario.lines.len());
    let of = |table, id| Of { table, id };
    for cell in &scenario.weather {
        let of = of(TableName::Weather, &cell.id);
        of.place(cell.lat, cell.lon)?;
        let mut shares = cell.visual_share.iter();
        shares.try_for_each(|&share| of.share("visual", share))?;
    }
    for station in &scenario.stations {
        let of = of(TableName::Stations, &station.id);
        of.place(station.lat, station.lon)?;
        of.is("shelter", f64::from(station.shelter))?;
        of.is("places", f64::from(station.places.unwrap_or(1)))?;
    }
    for line in &scenario.lines {
        let of = of(TableName::Lines, &line.id);
        of.ends((line.from, line.to), stations)?;
        of.is("length_km", km(line.length_m))?;
        of.is("tracks", f64::from(line.tracks))?;
        (line.speed_kmh.iter()).try_for_each(|&speed| of.is("speed_kmh", speed))?;
        (line.passing_km.iter()).try_for_each(|&passing| of.is("passing_km", passing))?;
        if theatre.has(Domain::Attack) {
            of.leads("cell", line.cell, scenario.weather.len())?;
        }
    }
    for bridge in &scenario.bridges {
        let of = of(TableName::Bridges, &bridge.id);
        of.leads("line", bridge.line, lines)?;
        of.share("at", bridge.at)?;
        of.is("length_m", f64::from(bridge.length_m))?;
        of.place(bridge.lat, bridge.lon)?;
    }
    for road in &scenario.roads {
        let of = of(TableName::Roads, &road.id);
        of.ends((road.from, road.to), stations)?;
        of.is("length_km", km(road.length_m))?;
        of.is("trucks_per_night", f64::from(road.trucks_per_night))?;
    }
    for field in &scenario.airfields {
        let of = of(TableName::Airfields, &field.id);
        of.place(field.lat, field.lon)?;
        of.is("runway_m", f64::from(field.runway_m))?;
        of.is("width_m", f64::from(field.width_m))?;
        (field.strip_m.iter()).try_for_each(|&strip| of.is("strip_m", f64::from(strip)))?;
        of.is("labour", f64::from(field.labour))?;
        of.is("parked", f64::from(field.parked))?;
        of.is("shelters", f64::from(field.shelters))?;
    }
    for area in &scenario.areas {
        let of = of(TableName::Areas, &area.id);
        of.all_lead("lines", &area.lines, lines)?;
        of.all_lead("roads", &area.roads, scenario.roads.len())?;
        of.all_lead("gates_from", &area.gates_from, stations)?;
        of.all_lead("gates_to", &area.gates_to, stations)?;
    }
    Ok(())
}

pub(super) fn supply(scenario: &Scenario) -> Sound {
    let stations = scenario.stations.len();
    let of = |table, id| Of { table, id };
    for base in &scenario.bases {
        let of = of(TableName::Bases, &base.id);
        of.leads("station", base.station, stations)?;
        of.is("tons_per_day", tons(base.kg_per_day))?;
    }
    for stock in &scenario.stocks {
        let of = of(TableName::Stocks, "*");
        of.leads("station", stock.station, stations)?;
        of.is("days", stock.days)?;
    }
    for depot in &scenario.depots {
        let of = of(TableName::Depots, &depot.id);
        of.leads("station", depot.station, stations)?;
        of.is("tons", tons(depot.kg))?;
        let days = (-f64::from(LONGEST_DAYS), f64::from(LONGEST_DAYS));
        within(|| of.path("from"), f64::from(depot.begins), days)?;
        let full = (f64::from(depot.begins), days.1);
        within(|| of.path("full_by"), f64::from(depot.full_by), full)?;
    }
    for pool in &scenario.locomotives {
        let of = of(TableName::Locomotives, &pool.id);
        of.leads("station", pool.station, stations)?;
        of.is("count", f64::from(pool.count))?;
    }
    for formation in &scenario.formations {
        let of = of(TableName::Formations, &formation.id);
        of.leads("railhead", formation.railhead, stations)?;
        of.is("road_km", km(formation.road_m))?;
        match formation.need {
            Need::Kilograms(kg) => of.is("tons_per_day", tons(kg))?,
            Need::Men(men, _) => of.is("men", f64::from(men))?,
        }
        of.is("stock_days", formation.stock_days)?;
        (formation.reserve_days.iter()).try_for_each(|&days| of.is("reserve_days", days))?;
    }
    for company in &scenario.trucks {
        let of = of(TableName::Trucks, &company.id);
        of.leads("station", company.station, stations)?;
        of.is("trucks", f64::from(company.trucks))?;
    }
    for gang in &scenario.gangs {
        let of = of(TableName::Gangs, &gang.id);
        of.leads("station", gang.station, stations)?;
        of.is("men", f64::from(gang.men))?;
    }
    Ok(())
}

pub(super) fn attack(scenario: &Scenario) -> Sound {
    let theatre = scenario.domains();
    let (stations, lines) = (scenario.stations.len(), scenario.lines.len());
    let of = |table, id| Of { table, id };
    for posting in &scenario.flak {
        let of = of(TableName::Flak, &posting.id);
        of.is("heavy", f64::from(posting.heavy))?;
        of.is("light", f64::from(posting.light))?;
        of.is("strength", posting.strength)?;
        if theatre.has(Domain::Supply) {
            of.leads("depot", posting.depot, stations)?;
        }
        of.is("arrival_tons", tons(posting.arrival_kg))?;
        match &posting.place {
            FlakPlace::At { lat, lon, radius_m } => {
                of.place(*lat, *lon)?;
                of.is("radius_km", km(*radius_m))?;
            }
            FlakPlace::Along(along) => of.all_lead("lines", along, lines)?,
        }
    }
    for aircraft in &scenario.aircraft {
        let of = of(TableName::Aircraft, &aircraft.id);
        of.is("bombs", f64::from(aircraft.bombs))?;
        of.is("bomb_kg", f64::from(aircraft.bomb_kg))?;
        (aircraft.miss_m.iter()).try_for_each(|&miss| of.is("miss_m", miss))?;
        of.is("vulnerability", aircraft.vulnerability)?;
        of.is("radius_km", km(aircraft.radius_m))?;
    }
    for unit in &scenario.air_units {
        let of = of(TableName::AirUnits, &unit.id);
        of.leads("aircraft", unit.aircraft, scenario.aircraft.len())?;
        of.is("strength", f64::from(unit.strength))?;
        of.is("sorties_per_aircraft", unit.sorties_per_aircraft)?;
        of.share("rail_share", unit.rail_share)?;
        of.all_lead("sector", &unit.sector, lines)?;
        of.place(unit.lat, unit.lon)?;
    }
    for raid in &scenario.raids {
        let of = of(TableName::Raids, &raid.unit);
        match raid.target {
            RaidTarget::Bridge(row) => of.leads("target", row, scenario.bridges.len())?,
            RaidTarget::Yard(row) => of.leads("target", row, stations)?,
            RaidTarget::Airfield(row) => of.leads("target", row, scenario.airfields.len())?,
            RaidTarget::Track(row, at) => {
                of.leads("target", row, lines)?;
                of.share("at", f64::from(at) / 1_000.0)?;
            }
        }
        of.is("aircraft", f64::from(raid.aircraft))?;
        of.is("bombs_kg", f64::from(raid.bombs_kg))?;
        of.is("height_m", f64::from(raid.height_m))?;
        let second = f64::from(raid.second.unwrap_or(0));
        within(|| of.path("hour"), second, (0.0, 86_399.0))?;
    }
    Ok(())
}

pub(super) fn phases(scenario: &Scenario) -> Sound {
    for phase in &scenario.phases {
        let of = Of {
            table: TableName::Phases,
            id: &phase.id,
        };
        of.share("rail_share", phase.rail_share)?;
        of.share("track_share", phase.track_share)?;
        for (column, values, wanted) in [
            ("lines", &phase.line_value, scenario.lines.len()),
            ("bridges", &phase.bridge_value, scenario.bridges.len()),
        ] {
            if values.len() != wanted {
                let is = values.len();
                return Err(Unsound {
                    path: of.path(column),
                    why: Why::Length { is, wanted },
                });
            }
            // negative infinity: it is no target
            let mut values = values.iter().filter(|value| **value != f64::NEG_INFINITY);
            values.try_for_each(|&value| within(|| of.path(column), value, (-1e9, 1e9)))?;
        }
        of.is("stretch_km", km(phase.stretch_m))?;
        of.is("bomb_kg", f64::from(phase.bomb_kg))?;
        for &(from, to) in &phase.hours {
            within(|| of.path("hours"), from, (0.0, 24.0))?;
            within(|| of.path("hours"), to, (from, 24.0))?;
        }
    }
    Ok(())
}
