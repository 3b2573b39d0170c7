//! Recording: the day's counters go into the record, and the day's state into its digest.

use bevy_ecs::prelude::*;
use interdict_engine::{Chance, Clock, Digest, Rows, RowsMut};
use interdict_scenario::Scenario;

use crate::accounts::Books;
use crate::air::AirUnit;
use crate::damage::bridge::Bridge;
use crate::damage::closure::Closures;
use crate::damage::gang::GangBase;
use crate::damage::job::Jobs;
use crate::flak::Battery;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::{AreaSeries, FormationSeries, Series};
use crate::picture::RailwayPicture;
use crate::rail::block::Block;
use crate::rail::timetable::Timetable;
use crate::rail::train::{Train, TrainState};
use crate::rail::yard::Yard;
use crate::record::Grid;
use crate::sky::{Sky, Weather};
use crate::supply::consumption::Formation;
use crate::supply::depot::Depots;
use crate::supply::shortage::LeftBehind;
use crate::supply::trucks::Company;

/// The grids of the record in the making, and the digests so far.
#[derive(Resource, Clone, Debug)]
pub struct Tape {
    /// Series of the theatre.
    pub theatre: Grid,
    /// Series of lines.
    pub lines: Grid,
    /// Series of formations.
    pub formations: Grid,
    /// Series of areas.
    pub areas: Grid,
    /// Digest of each day.
    pub daily: Vec<u64>,
    /// Digest of each tick, where it is asked for.
    pub ticks: Vec<u64>,
    /// Tables digested at the end of the last day, for finding where two runs part.
    pub tables: Vec<(&'static str, u64)>,
}

/// What decides whether an area is open for running through.
#[derive(Clone, Debug)]
pub struct Gate {
    from: Vec<u32>,
    to: Vec<u32>,
    /// Ascending.
    lines: Vec<u32>,
}

/// Through running of the areas: watched only when a line has changed.
#[derive(Resource, Clone, Debug, Default)]
pub struct Gates {
    areas: Vec<Gate>,
    is_open: Vec<bool>,
    since: Vec<u32>,
    reached: Vec<bool>,
}

impl Gates {
    /// The gates of a scenario's areas.
    pub fn new(scenario: &Scenario) -> Self {
        let gates: Vec<Gate> = scenario
            .areas
            .iter()
            .map(|area| {
                let mut lines = area.lines.clone();
                lines.sort_unstable();
                Gate {
                    from: area.gates_from.clone(),
                    to: area.gates_to.clone(),
                    lines,
                }
            })
            .collect();
        let count = gates.len();
        Self {
            areas: gates,
            is_open: vec![true; count],
            since: vec![0; count],
            reached: vec![false; scenario.stations.len()],
        }
    }

    fn is_through(&mut self, area: usize, network: &Network, closures: &Closures) -> bool {
        let gate = &self.areas[area];
        if gate.from.is_empty() || gate.to.is_empty() {
            return gate.lines.iter().all(|&line| closures.is_line_open(line));
        }
        self.reached.fill(false);
        for &station in &gate.from {
            self.reached[station as usize] = true;
        }
        loop {
            let mut grew = false;
            for &line in gate
                .lines
                .iter()
                .filter(|&&line| closures.is_line_open(line))
            {
                let built = &network.lines[line as usize];
                let (from, to) = (built.from as usize, built.to as usize);
                if self.reached[from] != self.reached[to] {
                    self.reached[from] = true;
                    self.reached[to] = true;
                    grew = true;
                }
            }
            let is_reached = |&station: &u32| self.reached[station as usize];
            if gate.to.iter().any(is_reached) {
                return true;
            }
            if !grew {
                return false;
            }
        }
    }

    /// Whether an area can have opened or closed with the lines that have changed: more open lines never close a way
    /// through, and fewer never open one.
    fn may_have_changed(&self, area: usize, closures: &Closures) -> bool {
        let (lines, is_open) = (&self.areas[area].lines, self.is_open[area]);
        closures.unwatched.iter().any(|&line| {
            closures.is_line_open(line) != is_open && lines.binary_search(&line).is_ok()
        })
    }

    fn count(&mut self, area: usize, second: u32, measures: &mut Measures) {
        if self.is_open[area] {
            let open = i64::from(second) - i64::from(self.since[area]);
            measures.add_area(area as u32, AreaSeries::ThroughOpen, open);
        }
        self.since[area] = second;
    }
}

/// Looks at all gates in the first tick, and then at those where a line has changed. Changes count from the end of
/// the tick.
pub fn watch_gates(
    clock: Res<Clock>,
    network: Res<Network>,
    mut closures: ResMut<Closures>,
    mut gates: ResMut<Gates>,
    mut measures: ResMut<Measures>,
) {
    let is_first = clock.tick == 0;
    for area in 0..gates.areas.len() {
        if !is_first && !gates.may_have_changed(area, &closures) {
            continue;
        }
        let is_open = gates.is_through(area, &network, &closures);
        if is_open != gates.is_open[area] {
            gates.count(area, clock.until, &mut measures);
            gates.is_open[area] = is_open;
        }
    }
    closures.unwatched.clear();
}

/// Adds up the states of the day's end. Due when the day ends.
pub fn take_stock(
    clock: Res<Clock>,
    sky: Res<Sky>,
    depots: Res<Depots>,
    trains: Rows<Train>,
    formations: Rows<Formation>,
    jobs: Res<Jobs>,
    mut gates: ResMut<Gates>,
    mut closures: ResMut<Closures>,
    mut measures: ResMut<Measures>,
) {
    measures.add(Series::CutsOpen, jobs.open[0]);
    measures.add(Series::SpansDown, jobs.open[1]);
    closures.settle(clock.until, &mut measures);
    for area in 0..gates.areas.len() {
        gates.count(area, clock.until, &mut measures);
    }
    let (stock, transit) = depots.totals();
    measures.add(Series::DepotStock, stock.iter().sum());
    measures.add(Series::TransitStock, transit.iter().sum());
    let (mut on_trains, mut running, mut idle) = (0, 0, 0);
    for train in trains.slice() {
        on_trains += train.kg();
        running += i64::from(matches!(
            train.state,
            TrainState::Running | TrainState::Waiting | TrainState::SettingDown
        ));
        idle += i64::from(train.state == TrainState::Idle);
    }
    measures.add(Series::OnTrains, on_trains);
    measures.add(Series::TrainsRunning, running);
    measures.add(Series::EnginesIdle, idle);
    for formation in formations.slice() {
        let kg = formation.stock.iter().sum();
        measures.add_formation(formation.row, FormationSeries::Stock, kg);
        if formation.front {
            measures.add(Series::FrontStock, kg);
        }
    }
    measures.add(Series::NightSeconds, i64::from(sky.dark_seconds(clock.day)));
}

/// Writes the day into the record. Due when the day ends, last of all.
pub fn write_day(clock: Res<Clock>, mut measures: ResMut<Measures>, mut tape: ResMut<Tape>) {
    let day = clock.day;
    tape.theatre.day_mut(day).copy_from_slice(&measures.theatre);
    tape.lines.day_mut(day).copy_from_slice(&measures.lines);
    tape.formations
        .day_mut(day)
        .copy_from_slice(&measures.formations);
    tape.areas.day_mut(day).copy_from_slice(&measures.areas);
    measures.clear();
}

/// Digests the railway and the supplies. Due when the day ends, or every tick on request.
pub fn digest_railway(
    clock: Res<Clock>,
    chance: Res<Chance>,
    books: Res<Books>,
    depots: Res<Depots>,
    left: Res<LeftBehind>,
    closures: Res<Closures>,
    picture: Res<RailwayPicture>,
    journal: Res<Journal>,
    trains: Rows<Train>,
    blocks: Rows<Block>,
    yards: Rows<Yard>,
    formations: Rows<Formation>,
    mut companies: RowsMut<Company>,
    timetable: Res<Timetable>,
    mut tape: ResMut<Tape>,
) {
    let _ = chance;
    tape.tables.clear();
    let mut table = |name: &'static str, fill: &mut dyn FnMut(&mut Digest)| {
        let mut digest = Digest::new(name);
        digest.word(u64::from(clock.until));
        fill(&mut digest);
        tape.tables.push((name, digest.finish()));
    };
    table("books", &mut |digest| digest.numbers(books.ledger.words()));
    table("depots", &mut |digest| {
        for rows in [
            &depots.stock,
            &depots.transit,
            &depots.coming,
            &depots.coming_transit,
        ] {
            for row in rows {
                digest.numbers(row);
            }
        }
    });
    table("plan", &mut |digest| timetable.digest(digest));
    table("left behind", &mut |digest| left.digest(digest));
    table("closures", &mut |digest| {
        closures.digest(digest, &picture.expected);
    });
    table("trains", &mut |digest| {
        trains.slice().iter().for_each(|row| row.digest(digest));
    });
    table("blocks", &mut |digest| {
        blocks.slice().iter().for_each(|row| row.digest(digest));
    });
    table("yards", &mut |digest| {
        for yard in yards.slice() {
            digest.pair(yard.busy, yard.idle.len() as u32);
            digest.number(yard.budget_kg);
        }
    });
    table("formations", &mut |digest| {
        formations.slice().iter().for_each(|row| row.digest(digest));
    });
    table("trucks", &mut |digest| {
        companies
            .slice_mut()
            .iter()
            .for_each(|row| row.digest(digest));
    });
    table("journal", &mut |digest| {
        digest.word(journal.events.len() as u64);
    });
}

/// Digests damage and repair, with the railway's tables before it.
pub fn digest_damage(
    jobs: Res<Jobs>,
    bases: Rows<GangBase>,
    bridges: Rows<Bridge>,
    mut tape: ResMut<Tape>,
) {
    let mut digest = Digest::new("jobs");
    jobs.digest(&mut digest);
    tape.tables.push(("jobs", digest.finish()));
    let mut digest = Digest::new("gangs");
    bases.slice().iter().for_each(|row| row.digest(&mut digest));
    tape.tables.push(("gangs", digest.finish()));
    let mut digest = Digest::new("bridges");
    bridges
        .slice()
        .iter()
        .for_each(|row| row.digest(&mut digest));
    tape.tables.push(("bridges", digest.finish()));
}

/// Digests aircraft, guns and the weather.
pub fn digest_arms(
    units: Rows<AirUnit>,
    batteries: Rows<Battery>,
    weather: Res<Weather>,
    mut tape: ResMut<Tape>,
) {
    let mut digest = Digest::new("air units");
    for unit in units.slice() {
        digest.word(unit.key.0);
        digest.pair(unit.ready, unit.in_repair);
        digest.real(unit.losses);
        digest.real(unit.height);
    }
    tape.tables.push(("air units", digest.finish()));
    let mut digest = Digest::new("batteries");
    for battery in batteries.slice().iter().filter(|battery| battery.fires) {
        digest.word(battery.key.0);
        digest.number(battery.rounds);
        digest.word(battery.wave.0);
    }
    tape.tables.push(("batteries", digest.finish()));
    let mut digest = Digest::new("weather");
    for cell in 0..weather.cells() {
        digest.word(weather.over(cell) as u64);
    }
    tape.tables.push(("weather", digest.finish()));
}

/// Puts the tables' digests together into the day's. Due after all tables are digested.
pub fn seal_day(mut tape: ResMut<Tape>) {
    let root = root(&tape.tables);
    tape.daily.push(root);
}

/// The same for a tick.
pub fn seal_tick(mut tape: ResMut<Tape>) {
    let root = root(&tape.tables);
    tape.ticks.push(root);
}

fn root(tables: &[(&'static str, u64)]) -> u64 {
    let mut digest = Digest::new("tables");
    for &(name, value) in tables {
        digest.text(name);
        digest.word(value);
    }
    digest.finish()
}

#[cfg(test)]
mod tests;
