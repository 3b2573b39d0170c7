//! Recording: the day's counters go into the record, and the day's state into its digest.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column, Rows, Tree};
use interdict_scenario::Scenario;

use crate::damage::closure::Closures;
use crate::damage::job::Jobs;
use crate::kept;
use crate::measure::Measures;
use crate::network::Network;
use crate::outcomes::{AreaSeries, FormationSeries, LineSeries, Series};
use crate::rail::train::{Train, TrainState};
use crate::record::Grid;
use crate::row::{AreaRow, LineRow, StationRow};
use crate::sky::Sky;
use crate::state::state;
use crate::supply::consumption::Formation;
use crate::supply::depot::Depots;
use crate::told::untold;

/// The grids of the record in the making, and the digests so far.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Tape {
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
    /// Digests of the kinds of things at the end of the last day, for finding where two runs part.
    pub tables: Tree,
}

impl Tape {
    /// Room for the days of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let grid = |count: usize| Grid::new(scenario.days, count);
        Self {
            theatre: grid(Series::COUNT),
            lines: grid(scenario.lines.len() * LineSeries::COUNT),
            formations: grid(scenario.formations.len() * FormationSeries::COUNT),
            areas: grid(scenario.areas.len() * AreaSeries::COUNT),
            daily: Vec::new(),
            ticks: Vec::new(),
            tables: Tree::default(),
        }
    }
}

/// What decides whether an area is open for running through.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    from: Vec<StationRow>,
    to: Vec<StationRow>,
    /// Ascending.
    lines: Vec<LineRow>,
}

/// Through running of the areas: watched only when a line has changed.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Gates {
    areas: Column<AreaRow, Gate>,
    is_open: Column<AreaRow, bool>,
    since: Column<AreaRow, u32>,
    reached: Column<StationRow, bool>,
}

state!(Gates: is_open, since; fixed: areas; room: reached);
untold!(Gates = "gates");

impl Gates {
    /// The gates of a scenario's areas.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let stations = |rows: &[u32]| rows.iter().copied().map(StationRow).collect();
        let gates: Column<AreaRow, Gate> = scenario
            .areas
            .iter()
            .map(|area| {
                let mut lines: Vec<LineRow> = area.lines.iter().copied().map(LineRow).collect();
                lines.sort_unstable();
                Gate {
                    from: stations(&area.gates_from),
                    to: stations(&area.gates_to),
                    lines,
                }
            })
            .collect();
        let count = gates.len();
        Self {
            areas: gates,
            is_open: Column::filled(true, count),
            since: Column::filled(0, count),
            reached: Column::filled(false, scenario.stations.len()),
        }
    }

    fn is_through(&mut self, area: AreaRow, network: &Network, closures: &Closures) -> bool {
        let gate = &self.areas[area];
        if gate.from.is_empty() || gate.to.is_empty() {
            return gate.lines.iter().all(|&line| closures.is_line_open(line));
        }
        self.reached.fill(false);
        for &station in &gate.from {
            self.reached[station] = true;
        }
        loop {
            let mut grew = false;
            for &line in gate
                .lines
                .iter()
                .filter(|&&line| closures.is_line_open(line))
            {
                let built = &network.lines[line];
                let (from, to) = (built.from, built.to);
                if self.reached[from] != self.reached[to] {
                    self.reached[from] = true;
                    self.reached[to] = true;
                    grew = true;
                }
            }
            let is_reached = |&station: &StationRow| self.reached[station];
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
    fn may_have_changed(&self, area: AreaRow, closures: &Closures) -> bool {
        let (lines, is_open) = (&self.areas[area].lines, self.is_open[area]);
        closures.unwatched.iter().any(|&line| {
            closures.is_line_open(line) != is_open && lines.binary_search(&line).is_ok()
        })
    }

    fn count(&mut self, area: AreaRow, second: u32, measures: &mut Measures) {
        if self.is_open[area] {
            let open = i64::from(second) - i64::from(self.since[area]);
            measures.add_area(area, AreaSeries::ThroughOpen, open);
        }
        self.since[area] = second;
    }
}

/// Looks at all gates in the first tick, and then at those where a line has changed. Changes count from the end of
/// the tick.
pub(crate) fn watch_gates(
    clock: Res<Clock>,
    network: Res<Network>,
    mut closures: ResMut<Closures>,
    mut gates: ResMut<Gates>,
    mut measures: ResMut<Measures>,
) {
    let is_first = clock.tick == 0;
    for area in gates.areas.rows() {
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
pub(crate) fn take_stock(
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
    for area in gates.areas.rows() {
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
pub(crate) fn write_day(clock: Res<Clock>, mut measures: ResMut<Measures>, mut tape: ResMut<Tape>) {
    let day = clock.day;
    tape.theatre.day_mut(day).copy_from_slice(&measures.theatre);
    tape.lines.day_mut(day).copy_from_slice(&measures.lines);
    tape.formations
        .day_mut(day)
        .copy_from_slice(&measures.formations);
    tape.areas.day_mut(day).copy_from_slice(&measures.areas);
    measures.clear();
}

/// Digests everything that is kept and can change. Due when the day ends, or every tick on request.
pub(crate) fn digest_state(world: &mut World) {
    let mut tables = std::mem::take(&mut world.resource_mut::<Tape>().tables);
    kept::digest(world, &mut tables);
    world.resource_mut::<Tape>().tables = tables;
}

/// Puts the tables' digests together into the day's. Due after the state is digested.
pub(crate) fn seal_day(mut tape: ResMut<Tape>) {
    let root = tape.tables.root();
    tape.daily.push(root);
}

/// The same for a tick.
pub(crate) fn seal_tick(mut tape: ResMut<Tape>) {
    let root = tape.tables.root();
    tape.ticks.push(root);
}

#[cfg(test)]
mod tests;
