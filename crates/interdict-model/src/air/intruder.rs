//! # Intruders
//!
//! What happens: every night single aircraft search stretches of line for trains, and attack those that
//! they find. Those that were sent for the track bomb it instead ([`night`]).
//!
//! Rule: a patrol that was [sent](crate::staff::patrols) flies if the weather lets it. Search at random: a train on the line is found with
//! chance `1 - exp(-w v t / A)`, with `w` the sweep width by moonlight or dark, `v t` the track flown, and
//! `A` the line's length times the width of the strip; of a train that waits in a station a share of the
//! exposure is left. Of the trains found it attacks the first few, in the order in which the search comes upon
//! them (the smaller its number, the earlier). A train attacked may lose its locomotive, and loses wagons
//! by a Poisson law.
//!
//! Assumes: trains that are unloaded or stand idle are hidden; a patrol meets the trains that are out at its
//! hour; guns do not hinder it.
//!
//! Sources: B. O. Koopman (1946), "Search and Screening"; figures with the knobs.
//!
//! Reads: knobs of `intruder`, [`Train`], [`Block`], [`Sky`]. Writes: [`TrainHits`], impacts, what was
//! seen, counters. Chance:
//! `FLOWN` by patrol; `FIND` and `TRAIN_HIT` by patrol and trip.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::witness::falls_below;
use interdict_engine::{Agenda, Chance, Clock, Column, Rows, math, sample};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::air::night::{self, Night};
use crate::air::patrol::{Patrol, Task};
use crate::air::unit::AirUnit;
use crate::chance::{FIND, FLOWN, TRAIN_HIT};
use crate::identity::Identity;
use crate::islands::{ByIsland, Islands};
use crate::measure::Measures;
use crate::network::Network;
use crate::outcomes::Series;
use crate::picture::beliefs::{Source, Thing};
use crate::rail::block::Block;
use crate::rail::train::{Train, TrainHit, TrainHits, TrainState};
use crate::row::{IslandRow, LineRow, PatrolRow, TrainRow};
use crate::sky::Sky;
use crate::state::state;
use crate::told::untold;

/// The patrols of the night.
#[derive(Resource, Clone, Debug)]
pub struct Patrols {
    /// Those sent for the night.
    pub sent: Column<PatrolRow, Patrol>,
    /// Items are patrols.
    pub agenda: Agenda,
    /// Share of patrols against railways.
    pub rail_share: f64,
    flies: f64,
    /// Ground searched on a patrol, sweep width times distance, by dark and by moonlight, square metres.
    swept_m2: [f64; 2],
    strip_m: f64,
    exposure: f64,
    attacks: usize,
    /// Working room: trains on the way.
    on_the_way: OnLines,
    /// Working room: trains that a patrol finds: the number, the search, and the row.
    found: Vec<(f64, Key, TrainRow)>,
    locomotive: f64,
    wagons: f64,
}

state!(
    Patrols: sent, agenda;
    fixed: rail_share, flies, swept_m2, strip_m, exposure, attacks, locomotive, wagons;
    room: on_the_way, found
);
untold!(Patrols = "patrols");

impl Patrols {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.intruder;
        let flown_m = 1_000.0 * knobs.speed_kmh * knobs.patrol_h;
        Self {
            sent: Column::default(),
            agenda: Agenda::with_room(128),
            rail_share: knobs.rail_share,
            flies: scenario.rules.strike.radar_factor * scenario.rules.strike.serviceability,
            swept_m2: [knobs.sweep_dark_km, knobs.sweep_moonlit_km]
                .map(|km| 1_000.0 * km * flown_m),
            strip_m: 1_000.0 * knobs.strip_km,
            exposure: knobs.shelter_exposure,
            attacks: knobs.attacks_per_patrol.into(),
            on_the_way: OnLines::default(),
            found: Vec::with_capacity(64),
            locomotive: knobs.locomotive_disabled,
            wagons: knobs.wagons_lost,
        }
    }
}

/// A patrol is due.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Patrols>().agenda.is_due(clock.until)
}

/// Patrols search their lines. Due when their agenda is.
pub fn search(
    clock: Res<Clock>,
    chance: Res<Chance>,
    sky: Res<Sky>,
    network: Res<Network>,
    islands: Res<Islands>,
    units: Rows<AirUnit>,
    trains: Rows<Train>,
    blocks: Rows<Block>,
    mut patrols: ResMut<Patrols>,
    mut hits: ResMut<TrainHits>,
    mut measures: ResMut<Measures>,
    mut night: Night,
) {
    let (units, trains) = (units.slice(), trains.slice());
    let patrols = &mut *patrols;
    patrols.on_the_way.forget();
    while let Some(due) = patrols.agenda.next_before(clock.until) {
        let patrol = patrols.sent[PatrolRow(due.item)];
        let [number] = chance.draw::<1>(FLOWN, patrol.key, When::on(patrol.day));
        let flies = falls_below(FLOWN, patrol.key, number, patrols.flies);
        if !flies || units[patrol.unit].ready == 0 {
            continue;
        }
        let thing = Thing::Track(patrol.line);
        (night.sightings).note(patrol.key, due.second, thing, Source::Patrols);
        if let Task::Track(block) = patrol.task {
            let unit = &units[patrol.unit];
            night::bomb_track(
                &mut night,
                &chance,
                due.second,
                &patrol,
                block,
                unit,
                &mut measures,
            );
            continue;
        }
        measures.add(Series::PatrolsFlown, 1);
        if !has_trains(blocks.slice(), &network, patrol.line) {
            continue;
        }
        let island = islands.of_line(&network, patrol.line);
        (patrols.on_the_way).note(island, trains, &network, &islands);
        let swept = patrols.swept_m2[usize::from(sky.is_moonlit(patrol.day))];
        let area = f64::from(network.lines[patrol.line].length_m) * patrols.strip_m;
        let chances = [1.0, patrols.exposure].map(|exposure| finds(swept * exposure, area));
        for row in patrols.on_the_way.on(patrol.line) {
            let found = comes_upon(&chance, &network, &patrol, &trains[row], chances);
            (patrols.found).extend(found.map(|(number, key)| (number, key, row)));
        }
        put_in_order(&mut patrols.found);
        for &(_, key, row) in patrols.found.iter().take(patrols.attacks) {
            let when = When::on(patrol.day);
            let [engine, wagons] = chance.draw::<2>(TRAIN_HIT, key, when);
            hits.pending.push(TrainHit {
                second: due.second,
                key,
                train: row,
                disables: engine < patrols.locomotive,
                wagons: sample::poisson(wagons, patrols.wagons).min(trains[row].wagons),
            });
        }
        patrols.found.clear();
    }
}

/// Whether a patrol finds a train that is on its way in the open, or waits in a station, with these chances: the number
/// of its search, the smaller the earlier it comes upon it, and the search.
fn comes_upon(
    chance: &Chance,
    network: &Network,
    patrol: &Patrol,
    train: &Train,
    [in_the_open, in_a_station]: [f64; 2],
) -> Option<(f64, Key)> {
    let block = train.on_the_way()?;
    let waits = train.state == TrainState::Waiting;
    let finds = if waits && network.ends_line(block, train.direction) {
        in_a_station
    } else {
        in_the_open
    };
    let key = Identity::Search {
        patrol: patrol.key,
        trip: train.trip,
    }
    .key();
    let [number] = chance.draw::<1>(FIND, key, When::on(patrol.day));
    falls_below(FIND, key, number, finds).then_some((number, key))
}

/// Puts trains in the order in which a search comes upon them; of two that it comes upon at once, the one whose search
/// has the smaller key is the first, whatever rows the two lie in.
fn put_in_order(found: &mut [(f64, Key, TrainRow)]) {
    found.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
}

/// Trains are on the way on a line: each takes a place at the end of a block.
fn has_trains(blocks: &[Block], network: &Network, line: LineRow) -> bool {
    let built = &network.lines[line];
    built
        .part_of(blocks)
        .iter()
        .any(|block| block.at_end != [0; 2])
}

/// Trains on the way, by line: each line knows its first train, and each train the next on its line. They are noted
/// for those islands only that are searched.
#[derive(Clone, Debug, Default)]
struct OnLines {
    first: Column<LineRow, TrainRow>,
    next: Column<TrainRow, TrainRow>,
    /// By island: noted in this tick.
    is_noted: Column<IslandRow, bool>,
    /// The trains of each island; a train never leaves it.
    trains: ByIsland<TrainRow>,
}

impl OnLines {
    /// A new tick: trains have moved.
    fn forget(&mut self) {
        self.is_noted.fill(false);
    }

    /// Notes where the trains of an island are, if they have not been noted in this tick.
    fn note(&mut self, island: IslandRow, trains: &[Train], network: &Network, islands: &Islands) {
        if self.is_noted.is_empty() {
            self.first = Column::filled(TrainRow::NONE, network.lines.len());
            self.next = Column::filled(TrainRow::NONE, trains.len());
            self.is_noted = Column::filled(false, islands.count());
            self.trains = islands.sort(trains.iter().map(|train| train.station));
        }
        if std::mem::replace(&mut self.is_noted[island], true) {
            return;
        }
        for &line in islands.lines(island) {
            self.first[line] = TrainRow::NONE;
        }
        // From the last to the first, so that chains ascend.
        for &row in self.trains.of(island).iter().rev() {
            if let Some(block) = trains[row].on_the_way() {
                let line = network.block_line[block];
                self.next[row] = self.first[line];
                self.first[line] = row;
            }
        }
    }

    /// The trains on a line, ascending.
    fn on(&self, line: LineRow) -> impl Iterator<Item = TrainRow> {
        let first = self.first[line].known();
        std::iter::successors(first, move |&row| self.next[row].known())
    }
}

/// Chance that a random search that sweeps so much of an area finds what is in it.
pub fn finds(swept: f64, area: f64) -> f64 {
    if area > 0.0 {
        -math::exp_m1(-swept / area)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_trains_that_are_found_at_once_the_first_is_the_same_whatever_rows_they_lie_in() {
        let patrol = Key::of("patrol");
        let trips = ["first", "second", "third", "fourth"].map(Key::of);
        let numbers = [0.2, 0.1, 0.2, 0.2];
        let found = |rows: [u32; 4]| {
            let one = |place: usize| {
                let trip = trips[place];
                let key = Identity::Search { patrol, trip }.key();
                (numbers[place], key, TrainRow(rows[place]))
            };
            let mut found = [0, 1, 2, 3].map(one);
            found.sort_unstable_by_key(|&(_, _, row)| row);
            put_in_order(&mut found);
            found.map(|(_, key, _)| key)
        };
        let straight = found([0, 1, 2, 3]);
        let second = Identity::Search {
            patrol,
            trip: trips[1],
        }
        .key();
        assert_eq!(straight[0], second);
        assert_eq!(found([3, 2, 1, 0]), straight);
        assert_eq!(found([2, 0, 3, 1]), straight);
    }

    #[test]
    fn random_search_adds_up_over_time() {
        let (area, hour) = (50_000.0 * 6_000.0, 1_000.0 * 320_000.0);
        assert!((finds(hour, area) - (1.0 - math::exp(-hour / area))).abs() < 1e-12);
        let twice = 1.0 - (1.0 - finds(hour, area)) * (1.0 - finds(hour, area));
        assert!((finds(2.0 * hour, area) - twice).abs() < 1e-12);
        assert!(finds(0.0, area).abs() < 1e-15 && finds(hour, 0.0).abs() < 1e-15);
    }
}
