//! # Trains under attack
//!
//! What happens: an attack that found a train burns wagons with what is on them, and may disable the
//! locomotive. A train without engine waits where it is for a relief engine; its own goes into repair
//! from the next station.
//!
//! Rule: of the load, `wagons burnt / wagons` is lost, class by class, rounded down.
//!
//! Reads: [`TrainHits`](crate::rail::train::TrainHits). Writes: trains, books. Chance: none.

use crate::accounts::{Account, CLASSES};
use crate::outcomes::Series;
use crate::rail::dispatcher::Dispatcher;
use crate::rail::train::TrainState;
use crate::record::{EventKind, Place};

impl Dispatcher<'_> {
    /// Posts the attacks of this tick, in order of (second, key).
    pub(super) fn post_hits(&mut self) {
        if self.hits.pending.is_empty() {
            return;
        }
        self.hits.pending.sort_unstable();
        for place in 0..self.hits.pending.len() {
            let hit = self.hits.pending[place];
            let row = &mut self.trains[hit.train];
            let Some(block) = row.on_the_way() else {
                continue;
            };
            let wagons = row.wagons;
            let burnt_wagons = hit.wagons.min(wagons);
            let mut burnt = row.load;
            for kg in &mut burnt {
                *kg = *kg * i64::from(burnt_wagons) / i64::from(row.wagons.max(1));
            }
            row.wagons = (row.wagons - burnt_wagons).max(1);
            let coming = if row.final_leg {
                &mut self.depots.coming
            } else {
                &mut self.depots.coming_transit
            };
            for (class, &kg) in burnt.iter().enumerate() {
                row.load[class] -= kg;
                coming[row.bound_for][class] -= kg;
            }
            for part in &mut self.timetable.set_downs[hit.train] {
                let share = i64::from(burnt_wagons);
                for class in 0..CLASSES {
                    // Rounded up, so that the parts are never more than the load that is left.
                    let wagons = i64::from(wagons.max(1));
                    let kg = (part.load[class] * share + wagons - 1) / wagons;
                    part.load[class] -= kg;
                    // Not off what goes on, as reckoned above, but off what is set down here.
                    let coming = if row.final_leg {
                        &mut self.depots.coming
                    } else {
                        &mut self.depots.coming_transit
                    };
                    coming[row.bound_for][class] += kg;
                    self.depots.coming[part.station][class] -= kg;
                }
            }
            let lost: i64 = burnt.iter().sum();
            self.books
                .move_supplies(Account::Trains, Account::LostOnRail, &burnt);
            self.measures.add(Series::LostOnRail, lost);
            self.measures
                .add(Series::WagonsLost, i64::from(burnt_wagons));
            let line = self.network.block_line[block];
            let trip = row.trip;
            self.journal.note(
                hit.second,
                EventKind::TrainHit,
                Place::Line(line),
                trip,
                hit.key,
                lost,
            );
            if hit.disables && !row.is_hit {
                row.is_hit = true;
                self.measures.add(Series::LocomotivesLost, 1);
                let relief = self.knobs.relief_s;
                if row.state == TrainState::Running {
                    let due = row.due + relief;
                    self.due_at(hit.train, TrainState::Running, due);
                } else {
                    row.delay += relief;
                }
            }
        }
        self.hits.pending.clear();
    }
}
