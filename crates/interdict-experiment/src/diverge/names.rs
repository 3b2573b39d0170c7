//! Names of things for people: what a key stands for.
//!
//! Rows of tables are named from the scenarios. What comes from them is named from its [`Identity`], which was
//! written down when its key was made. Nothing is guessed.

use std::collections::BTreeMap;
use std::fmt;

use interdict_model::{Identities, Identity, Place};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Line;

/// A key without a name: it was made elsewhere than as an [`Identity`], or while nobody listened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unnamed(pub Key);

impl fmt::Display for Unnamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the key {:016x} has no name", self.0.0)
    }
}

impl std::error::Error for Unnamed {}

/// What keys stand for.
#[derive(Debug)]
pub struct Names<'a> {
    scenarios: [&'a Scenario; 2],
    rows: BTreeMap<Key, String>,
    identities: &'a Identities,
}

impl<'a> Names<'a> {
    /// Names of what two scenarios have, the base's first, and of whoever was written down in their runs.
    ///
    /// # Errors
    /// One of the keys that are `wanted` has no name.
    pub fn new(
        scenarios: [&'a Scenario; 2],
        identities: &'a Identities,
        wanted: impl IntoIterator<Item = Key>,
    ) -> Result<Self, Unnamed> {
        let mut names = Self {
            scenarios,
            rows: BTreeMap::new(),
            identities,
        };
        for scenario in scenarios {
            names.take_rows(scenario);
        }
        for key in wanted {
            names.find(key, None)?;
        }
        Ok(names)
    }

    /// The name of a thing, told about a day of the run: the day that a thing belongs to is told where it is another.
    ///
    /// # Panics
    /// For a key that was not wanted.
    pub fn of(&self, key: Key, day: u16) -> String {
        let name = self.find(key, Some(day));
        name.unwrap_or_else(|unnamed| panic!("{unnamed}, and was not asked for in time"))
    }

    /// The name of a place of an event in the base (0) or the arm (1).
    pub fn place(&self, place: Place, arm: usize) -> String {
        let scenario = self.scenarios[arm];
        match place {
            Place::Station(row) => {
                let station = &scenario.stations[row.index()];
                called(&station.name, &station.id)
            }
            Place::Line(row) => line_name(scenario, &scenario.lines[row.index()]),
            Place::Formation(row) => {
                let formation = &scenario.formations[row.index()];
                called(&formation.name, &formation.id)
            }
            Place::Academy(row) => {
                let academy = &scenario.academies[row.index()];
                called(&academy.name, &academy.id)
            }
            Place::Course(row) => {
                let course = &scenario.courses[row.index()];
                called(&course.name, &course.id)
            }
            Place::Establishment(row) => {
                let unit = &scenario.establishments[row.index()];
                called(&unit.name, &unit.id)
            }
            Place::Request(row) => {
                let request = &scenario.requests[row.index()];
                called(&request.name, &request.id)
            }
            Place::City(row) => {
                let city = &scenario.cities[row.index()];
                called(&city.name, &city.id)
            }
            other => {
                let (table, id) = other.name(scenario);
                format!("{table} {id}")
            }
        }
    }

    /// Rows of tables; of a row that both have, the name in the arm.
    fn take_rows(&mut self, scenario: &Scenario) {
        let rows = &mut self.rows;
        // whatever has a key has a name, and most have a better one
        rows.extend(scenario.named());
        for row in &scenario.stations {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.lines {
            rows.insert(row.key, line_name(scenario, row));
        }
        for row in &scenario.bridges {
            rows.insert(row.key, format!("bridge {}", called(&row.name, &row.id)));
        }
        for row in &scenario.roads {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.airfields {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.weather {
            rows.insert(row.key, format!("sky over {}", row.id));
        }
        for row in &scenario.formations {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.formations {
            let known = rows.entry(row.formation_key());
            known.or_insert_with(|| called(&row.name, &row.formation));
        }
        for row in &scenario.trucks {
            rows.insert(row.key, format!("trucks {}", row.id));
        }
        for row in &scenario.gangs {
            rows.insert(row.key, format!("gangs {}", called(&row.name, &row.id)));
        }
        for row in &scenario.air_units {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.flak {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.locomotives {
            rows.insert(row.key, row.id.clone());
        }
        for row in &scenario.academies {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.cohorts {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.establishments {
            rows.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.requests {
            rows.insert(
                row.key,
                format!("the request {}", called(&row.name, &row.id)),
            );
        }
        for row in &scenario.raids {
            let date = date(scenario, row.day);
            rows.insert(row.key, format!("the raid of {} on {date}", row.unit));
        }
    }

    /// The name of a row, or of who comes from it. Where no day is given, every day is told.
    fn find(&self, key: Key, day: Option<u16>) -> Result<String, Unnamed> {
        match self.rows.get(&key) {
            Some(name) => Ok(name.clone()),
            None => self.derived(self.identities.of(key).ok_or(Unnamed(key))?, day),
        }
    }

    /// The name of who comes from others.
    fn derived(&self, identity: Identity, day: Option<u16>) -> Result<String, Unnamed> {
        let of = |key| self.find(key, day);
        let on = |other: u16| match day {
            Some(day) if day == other => String::new(),
            _ => format!(" of {}", date(self.scenarios[0], other)),
        };
        let night = |night| format!("night of {}", date(self.scenarios[0], night));
        let numbered = |what: &str, n: u32, whose: Key| -> Result<String, Unnamed> {
            Ok(format!("{what} {} of {}", n + 1, of(whose)?))
        };
        let name = match identity {
            Identity::Block { line, n } => numbered("block", n, line)?,
            Identity::Way { from, to } => format!("trains from {} to {}", of(from)?, of(to)?),
            Identity::RoadWay { way, road } => {
                format!("trucks {} over {}", self.way(way)?, of(road)?)
            }
            Identity::Engine { pool, n } => numbered("engine", n, pool)?,
            Identity::SwitchBack { bridge, .. } => {
                format!("the switch to another crossing at {}", of(bridge)?)
            }
            Identity::SwitchOver { impact, .. } => {
                format!("the switch to another crossing after {}", of(impact)?)
            }
            Identity::YardCut { impact, n } => {
                format!("cut {} in the yard by {}", n + 1, self.raid(impact, day)?)
            }
            Identity::ByPass { bridge, .. } => format!("the by-pass begun beside {}", of(bridge)?),
            Identity::TrainsPlanned { station, n } => {
                format!("trains from {}, entry {} of its plan", of(station)?, n + 1)
            }
            Identity::TrucksPlanned { station, n } => {
                format!("trucks from {}, entry {} of its plan", of(station)?, n + 1)
            }
            Identity::Trip { way, night: on, n } => {
                format!("train {} {}, {}", n + 1, self.way(way)?, night(on))
            }
            Identity::TruckWave { way, night: on, n } => {
                let way = self.way(way)?;
                format!("wave of trucks {} {way}, {}", n + 1, night(on))
            }
            Identity::LightBattery { posting, n } => numbered("light battery", n, posting)?,
            Identity::HeavyBattery { posting, n } => numbered("heavy battery", n, posting)?,
            Identity::Wave { unit, day, n } => numbered("wave", n, unit)? + &on(day),
            Identity::Flight { unit, day, n } => numbered("flight", n, unit)? + &on(day),
            Identity::Patrol { unit, day, n } => numbered("patrol", n, unit)? + &on(day),
            Identity::Bomb { flight, plane, n } => {
                let of_plane = numbered("aircraft", plane.into(), flight)?;
                format!("bomb {} of {of_plane}", n + 1)
            }
            Identity::PatrolBomb { patrol, n } => numbered("bomb", n.into(), patrol)?,
            Identity::Aircraft { flight, n } => numbered("aircraft", n, flight)?,
            Identity::Hit { raid, n } => numbered("hit", n, raid)?,
            Identity::Search { patrol, trip } => {
                format!("{}, in search of {}", of(patrol)?, of(trip)?)
            }
            Identity::Duel { attacker, battery } => {
                format!("{}, under fire of {}", of(attacker)?, of(battery)?)
            }
            Identity::Choice { unit, target } => format!("{}, before {}", of(unit)?, of(target)?),
            Identity::Convoy { company, formation } => {
                format!("{} on their way to {}", of(company)?, of(formation)?)
            }
            Identity::Sweep { unit, day, n } => numbered("sweep", n, unit)? + &on(day),
            Identity::Encounter { mission, group } => {
                format!("{}, met by {}", of(mission)?, of(group)?)
            }
            Identity::Fighter { group, n } => numbered("fighter", n, group)?,
            Identity::Crater { raid, n } => numbered("crater", n, raid)?,
            Identity::FieldLabour { airfield, .. } => format!("the men of {}", of(airfield)?),
            Identity::EngineStruck { impact, engine } => {
                format!("{}, under {}", of(engine)?, of(impact)?)
            }
            Identity::OrderedRaid { order, day, n } => numbered("raid", n, order)? + &on(day),
            Identity::FieldWork { airfield, n } => {
                format!("work {} at {}", n + 1, of(airfield)?)
            }
            Identity::CityRaid { city, day, n } => {
                format!("raid {} on {}{}", n + 1, of(city)?, on(day))
            }
        };
        Ok(name)
    }

    /// `from Base to Bridgend`, of an [`Identity::Way`].
    fn way(&self, key: Key) -> Result<String, Unnamed> {
        match self.identities.of(key) {
            Some(Identity::Way { from, to }) => {
                let [from, to] = [self.find(from, None)?, self.find(to, None)?];
                Ok(format!("from {from} to {to}"))
            }
            _ => Err(Unnamed(key)),
        }
    }

    /// The raid that a hit belongs to; of another impact, the impact.
    fn raid(&self, impact: Key, day: Option<u16>) -> Result<String, Unnamed> {
        match self.identities.of(impact) {
            Some(Identity::Hit { raid, .. }) => self.find(raid, day),
            _ => self.find(impact, day),
        }
    }
}

fn date(scenario: &Scenario, day: u16) -> String {
    let date = scenario.starts.plus_days(i32::from(day));
    date.map_or_else(|| format!("day {day}"), |date| date.to_string())
}

/// `line Northgate - Bridgend (Coast line)`.
fn line_name(scenario: &Scenario, line: &Line) -> String {
    let [from, to] = [line.from, line.to].map(|row| &scenario.stations[row as usize]);
    format!(
        "line {} - {} ({})",
        called(&from.name, &from.id),
        called(&to.name, &to.id),
        called(&line.name, &line.id)
    )
}

fn called(name: &str, id: &str) -> String {
    if name.is_empty() {
        id.to_owned()
    } else {
        name.to_owned()
    }
}
