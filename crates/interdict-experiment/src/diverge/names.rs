//! Names of things for people: what a key stands for, found again from its scenario.
//!
//! A key is made from names and cannot be read back, so likely things are tried: rows of tables first,
//! then what derives from them on the days about the moment in question.

use std::collections::BTreeMap;

use interdict_model::{Event, EventKind, Identity, Place, Record};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Line;

mod derived;

/// Most flights of a unit on a day and aircraft of a flight that are tried.
const TRIED: [u32; 2] = [256, 4];

/// What keys stand for.
#[derive(Debug)]
pub struct Names<'a> {
    scenarios: [&'a Scenario; 2],
    known: BTreeMap<Key, String>,
    trains: BTreeMap<Key, String>,
}

impl<'a> Names<'a> {
    /// Names of what two scenarios have and two runs tell.
    pub fn new(scenarios: [&'a Scenario; 2], records: &[Record; 2]) -> Self {
        let mut names = Self {
            scenarios,
            known: BTreeMap::new(),
            trains: BTreeMap::new(),
        };
        for scenario in scenarios {
            names.rows(scenario);
        }
        for (scenario, record) in scenarios.into_iter().zip(records) {
            for event in &record.events {
                names.errand(scenario, event);
            }
        }
        names
    }

    /// The name of a thing about a day of the run.
    pub fn of(&self, key: Key, day: u16) -> String {
        if let Some(name) = self.known.get(&key).or_else(|| self.trains.get(&key)) {
            return name.clone();
        }
        (self.in_the_air(key, day))
            .or_else(|| self.derived(key, day))
            .unwrap_or_else(|| format!("something without a name ({:016x})", key.0))
    }

    /// The name of a station, by row.
    pub fn station(&self, row: u32) -> String {
        let station = self.scenarios[0].stations.get(row as usize);
        station.map_or_else(
            || "?".to_owned(),
            |station| called(&station.name, &station.id),
        )
    }

    /// The name of a line, by row.
    pub fn line(&self, row: u32) -> String {
        let scenario = self.scenarios[0];
        let line = scenario.lines.get(row as usize);
        line.map_or_else(|| "?".to_owned(), |line| line_name(scenario, line))
    }

    /// The name of a place of an event.
    pub fn place(&self, place: Place) -> String {
        match place {
            Place::Station(row) => self.station(row),
            Place::Line(row) => self.line(row),
            Place::Formation(row) => {
                let formation = &self.scenarios[0].formations[row as usize];
                called(&formation.name, &formation.id)
            }
            other => {
                let (table, id) = other.name(self.scenarios[0]);
                format!("{table} {id}")
            }
        }
    }

    fn rows(&mut self, scenario: &Scenario) {
        let known = &mut self.known;
        for row in &scenario.stations {
            known.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.lines {
            known.insert(row.key, line_name(scenario, row));
        }
        for row in &scenario.bridges {
            known.insert(row.key, format!("bridge {}", called(&row.name, &row.id)));
        }
        for row in &scenario.weather {
            known.insert(row.key, format!("sky over {}", row.id));
        }
        for row in &scenario.formations {
            known.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.formations {
            let known = known.entry(row.formation_key());
            known.or_insert_with(|| called(&row.name, &row.formation));
        }
        for row in &scenario.trucks {
            known.insert(row.key, format!("trucks {}", row.id));
            for formation in &scenario.formations {
                let of = called(&formation.name, &formation.id);
                let convoy = format!("trucks {} on their way to {of}", row.id);
                known.insert(row.key.with(formation.key), convoy);
            }
        }
        for row in &scenario.gangs {
            known.insert(row.key, format!("gangs {}", called(&row.name, &row.id)));
        }
        for row in &scenario.air_units {
            known.insert(row.key, called(&row.name, &row.id));
        }
        for row in &scenario.flak {
            let name = called(&row.name, &row.id);
            for (kind, word, guns) in [(10, "light", row.light), (11, "heavy", row.heavy)] {
                for ordinal in 0..guns {
                    let battery = format!("{word} battery {} of {name}", ordinal + 1);
                    known.insert(row.key.child(kind, ordinal), battery);
                }
            }
            known.insert(row.key, name);
        }
        for row in &scenario.locomotives {
            for ordinal in 0..row.count {
                let name = format!("engine {} of {}", ordinal + 1, row.id);
                known.insert(row.key.child(2, ordinal), name);
            }
        }
        self.errands(scenario);
    }

    /// Rows of the plan: from where to where.
    fn errands(&mut self, scenario: &Scenario) {
        for from in &scenario.stations {
            for to in &scenario.stations {
                let [start, end] = [from, to].map(|station| called(&station.name, &station.id));
                let errand = from.key.with(to.key);
                self.known
                    .insert(errand, format!("trains from {start} to {end}"));
            }
        }
        for road in &scenario.roads {
            for (from, to) in [(road.from, road.to), (road.to, road.from)] {
                let [from, to] = [from, to].map(|station| &scenario.stations[station as usize]);
                let [start, end] = [from, to].map(|station| called(&station.name, &station.id));
                let haul = from.key.with(to.key).with(road.key);
                let over = called(&road.name, &road.id);
                self.known
                    .insert(haul, format!("trucks from {start} to {end} over {over}"));
            }
        }
    }

    fn errand(&mut self, scenario: &Scenario, event: &Event) {
        let (station, what) = match (event.kind, event.place) {
            (EventKind::TrainLeft, Place::Station(row)) => (row, "train"),
            _ => return,
        };
        let station = &scenario.stations[station as usize];
        let day = (event.second / interdict_quantity::SECONDS_PER_DAY) as i32;
        let date = scenario.starts.plus_days(day);
        let date = date.map_or_else(String::new, |date| format!(" of {date}"));
        let name = format!("{what} from {}{date}", called(&station.name, &station.id));
        self.trains.entry(event.key).or_insert(name);
    }

    /// Waves, flights, aircraft, bombs, and pairs of flights and batteries.
    fn in_the_air(&self, key: Key, day: u16) -> Option<String> {
        let [flights, planes] = TRIED;
        let units = (self.scenarios.iter()).flat_map(|scenario| {
            let bombs = |aircraft: u32| scenario.aircraft[aircraft as usize].bombs;
            (scenario.air_units.iter()).map(move |unit| (unit, bombs(unit.aircraft)))
        });
        for (unit, bombs) in units {
            let of_unit = called(&unit.name, &unit.id);
            for day in day.saturating_sub(2)..=day + 1 {
                for ordinal in 0..flights {
                    let which = ordinal + 1;
                    if (Identity::Wave {
                        unit: unit.key,
                        day,
                        n: ordinal,
                    })
                    .key()
                        == key
                    {
                        return Some(format!("wave {which} of {of_unit}"));
                    }
                    let patrol = unit.key.child(25, u32::from(day) << 8 | ordinal);
                    if patrol == key {
                        return Some(format!("patrol {which} of {of_unit}"));
                    }
                    if let Some(bomb) = (0..bombs).find(|&bomb| patrol.child(22, bomb) == key) {
                        return Some(format!("bomb {} of patrol {which} of {of_unit}", bomb + 1));
                    }
                    let flight = Identity::Flight {
                        unit: unit.key,
                        day,
                        n: ordinal,
                    }
                    .key();
                    let name = || format!("flight {which} of {of_unit}");
                    if flight == key {
                        return Some(name());
                    }
                    for plane in 0..planes {
                        if flight.child(23, plane) == key {
                            return Some(format!("aircraft {} of {}", plane + 1, name()));
                        }
                        let bomb =
                            (0..bombs).find(|bomb| flight.child(22, plane << 8 | bomb) == key);
                        if let Some(bomb) = bomb {
                            return Some(format!(
                                "bomb {} of aircraft {} of {}",
                                bomb + 1,
                                plane + 1,
                                name()
                            ));
                        }
                    }
                }
            }
        }
        None
    }

    /// Raids, jobs of repair, trips and hauls.
    fn derived(&self, key: Key, day: u16) -> Option<String> {
        let mut each = self.scenarios.into_iter();
        each.find_map(|scenario| {
            derived::of_raids(scenario, key)
                .or_else(|| derived::of_bridges(scenario, key, day))
                .or_else(|| derived::of_departures(scenario, key, day))
        })
    }

    /// The flight and the battery that a clock of fire belongs to.
    pub fn duel(&self, key: Key, day: u16, flights: &[Key]) -> Option<String> {
        let batteries = self
            .known
            .iter()
            .filter(|(_, name)| name.contains(" battery "));
        for (battery, of_battery) in batteries {
            let flight = flights.iter().find(|flight| flight.with(*battery) == key);
            if let Some(flight) = flight {
                return Some(format!(
                    "{}, under fire of {of_battery}",
                    self.of(*flight, day)
                ));
            }
        }
        None
    }
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
