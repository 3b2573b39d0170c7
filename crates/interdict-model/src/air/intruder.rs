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
//! Reads: knobs of `intruder`, [`Train`], [`Block`], [`Sky`]. Writes: [`TrainHits`], impacts, counters. Chance:
//! `FLOWN` by patrol; `FIND` and `TRAIN_HIT` by patrol and trip.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::witness::falls_below;
use interdict_engine::{Agenda, Chance, Clock, Rows, math, sample};
use interdict_scenario::Scenario;

use crate::air::night::{self, Night};
use crate::air::patrol::{Patrol, Task};
use crate::air::unit::AirUnit;
use crate::chance::{FIND, FLOWN, TRAIN_HIT};
use crate::identity::Identity;
use crate::islands::{self, Islands};
use crate::measure::Measures;
use crate::network::Network;
use crate::outcomes::Series;
use crate::rail::block::Block;
use crate::rail::train::{NOWHERE, Train, TrainHit, TrainHits, TrainState};
use crate::sky::Sky;

/// The patrols of the night.
#[derive(Resource, Clone, Debug)]
pub struct Patrols {
    /// Those sent for the night.
    pub sent: Vec<Patrol>,
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
    /// Working room: trains that a patrol finds, by number.
    found: Vec<(f64, u32)>,
    locomotive: f64,
    wagons: f64,
}

impl Patrols {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.intruder;
        let flown_m = 1_000.0 * knobs.speed_kmh * knobs.patrol_h;
        Self {
            sent: Vec::with_capacity(128),
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
        let patrol = patrols.sent[due.item as usize];
        let [number] = chance.draw::<1>(FLOWN, patrol.key, When::on(patrol.day));
        let flies = falls_below(FLOWN, patrol.key, number, patrols.flies);
        if !flies || units[patrol.unit as usize].ready == 0 {
            continue;
        }
        if let Task::Track(block) = patrol.task {
            let unit = &units[patrol.unit as usize];
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
        let area = f64::from(network.lines[patrol.line as usize].length_m) * patrols.strip_m;
        let in_the_open = finds(swept, area);
        let in_a_station = finds(swept * patrols.exposure, area);
        for row in patrols.on_the_way.on(patrol.line) {
            let train = &trains[row as usize];
            let Some(block) = train.on_the_way() else {
                continue;
            };
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
            if falls_below(FIND, key, number, finds) {
                patrols.found.push((number, row));
            }
        }
        patrols
            .found
            .sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        for &(_, row) in patrols.found.iter().take(patrols.attacks) {
            let train = &trains[row as usize];
            let key = Identity::Search {
                patrol: patrol.key,
                trip: train.trip,
            }
            .key();
            let [engine, wagons] = chance.draw::<2>(TRAIN_HIT, key, When::on(patrol.day));
            hits.pending.push(TrainHit {
                second: due.second,
                key,
                train: row,
                disables: engine < patrols.locomotive,
                wagons: sample::poisson(wagons, patrols.wagons).min(train.wagons),
            });
        }
        patrols.found.clear();
    }
}

/// Trains are on the way on a line: each takes a place at the end of a block.
fn has_trains(blocks: &[Block], network: &Network, line: u32) -> bool {
    let built = &network.lines[line as usize];
    let of_line = &blocks[built.first as usize..(built.first + built.blocks) as usize];
    of_line.iter().any(|block| block.at_end != [0; 2])
}

/// Trains on the way, by line: each line knows its first train, and each train the next on its line. They are noted
/// for those islands only that are searched.
#[derive(Clone, Debug, Default)]
struct OnLines {
    first: Vec<u32>,
    next: Vec<u32>,
    /// By island: noted in this tick.
    is_noted: Vec<bool>,
    /// The trains of each island; a train never leaves it.
    trains: islands::Rows,
}

impl OnLines {
    /// A new tick: trains have moved.
    fn forget(&mut self) {
        self.is_noted.fill(false);
    }

    /// Notes where the trains of an island are, if they have not been noted in this tick.
    fn note(&mut self, island: u32, trains: &[Train], network: &Network, islands: &Islands) {
        if self.is_noted.is_empty() {
            self.first = vec![NOWHERE; network.lines.len()];
            self.next = vec![NOWHERE; trains.len()];
            self.is_noted = vec![false; islands.count()];
            self.trains = islands.sort(trains.iter().map(|train| train.station));
        }
        if std::mem::replace(&mut self.is_noted[island as usize], true) {
            return;
        }
        for &line in islands.lines(island) {
            self.first[line as usize] = NOWHERE;
        }
        // From the last to the first, so that chains ascend.
        for &row in self.trains.of(island).iter().rev() {
            if let Some(block) = trains[row as usize].on_the_way() {
                let line = network.block_line[block as usize] as usize;
                self.next[row as usize] = self.first[line];
                self.first[line] = row;
            }
        }
    }

    /// The trains on a line, ascending.
    fn on(&self, line: u32) -> impl Iterator<Item = u32> {
        let known = |row: u32| (row != NOWHERE).then_some(row);
        let first = known(self.first[line as usize]);
        std::iter::successors(first, move |&row| known(self.next[row as usize]))
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
    fn random_search_adds_up_over_time() {
        let (area, hour) = (50_000.0 * 6_000.0, 1_000.0 * 320_000.0);
        assert!((finds(hour, area) - (1.0 - math::exp(-hour / area))).abs() < 1e-12);
        let twice = 1.0 - (1.0 - finds(hour, area)) * (1.0 - finds(hour, area));
        assert!((finds(2.0 * hour, area) - twice).abs() < 1e-12);
        assert!(finds(0.0, area).abs() < 1e-15 && finds(hour, 0.0).abs() < 1e-15);
    }
}
