//! # Consumption
//!
//! What happens: formations eat, shoot and burn fuel from what they have with them; what is not there is
//! felt as a shortfall.
//!
//! Rule: once a day, class by class, `stock' = stock - min(stock, need)`; the rest of the need is the
//! shortfall. A formation wants to hold so many days of its need.
//!
//! Assumes: need is driven by the scenario; a hungry formation needs no less.
//!
//! Sources: some 40 t a day for a division in defence (Futrell, recalled).
//!
//! Reads: knobs of `supply`. Writes: [`Formation`], books. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Digest, RowsMut};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, CLASSES, Commodity, Supplies};
use crate::measure::{Journal, Measures};
use crate::outcomes::{FormationSeries, Series};
use crate::record::{EventKind, Place};
use crate::supply::depot::Depots;

/// An army, corps or other user of supplies.
#[derive(Component, Clone, Debug)]
pub struct Formation {
    /// Identity.
    pub key: Key,
    /// Where it draws.
    pub railhead: u32,
    /// Road from there, metres.
    pub road_m: u32,
    /// Need of a day, kilograms.
    pub kg_per_day: i64,
    /// Need of a day by class.
    pub need: Supplies,
    /// What it has with it.
    pub stock: Supplies,
    /// What it likes to have with it.
    pub full: Supplies,
    /// At the front; where no formation of the scenario is, all count as standing there.
    pub front: bool,
    /// Of the need of the last day, what was not issued.
    pub missed: Supplies,
    /// First day and day after the last.
    pub days: (u16, u16),
    /// Days of supply it brings, thousandths.
    pub brings_milli: i64,
}

impl Formation {
    /// It is in the theatre on a day.
    pub fn is_there(&self, day: u16) -> bool {
        self.days.0 <= day && day < self.days.1
    }

    /// What it could still take in, by class.
    pub fn room(&self) -> Supplies {
        let mut room = [0; CLASSES];
        for (class, room) in room.iter_mut().enumerate() {
            *room = (self.full[class] - self.stock[class]).max(0);
        }
        room
    }

    /// Hours that what it has will last, by the scarcest class.
    pub fn hours_of_supply(&self) -> i64 {
        (0..CLASSES)
            .filter(|&class| self.need[class] > 0)
            .map(|class| 24 * self.stock[class] / self.need[class])
            .min()
            .unwrap_or(0)
    }

    /// Takes the state into a digest.
    pub fn digest(&self, digest: &mut Digest) {
        digest.numbers(&self.stock);
    }
}

/// The formations of a scenario, with empty hands: they bring their stock when they come.
pub fn formations(scenario: &Scenario) -> Vec<Formation> {
    let rules = &scenario.rules.supply;
    let weights = [
        (1_000.0 * rules.food_share).round() as i64,
        (1_000.0 * rules.ammunition_share).round() as i64,
        (1_000.0 * rules.fuel_share).round() as i64,
    ];
    let rest = (1_000 - weights.iter().sum::<i64>()).max(0);
    let weights = [weights[0], weights[1], weights[2], rest, 0];
    let mut shares = Vec::new();
    let has_front = scenario.formations.iter().any(|row| row.front);
    scenario
        .formations
        .iter()
        .map(|row| {
            let kg_per_day = (row.kg_per_day as f64 * rules.need_factor).round() as i64;
            mass::split(kg_per_day, &weights, &mut shares);
            let mut need = [0; CLASSES];
            need.copy_from_slice(&shares);
            let full = need.map(|kg| (kg as f64 * rules.carried_days).round() as i64);
            Formation {
                key: row.key,
                railhead: row.railhead,
                road_m: row.road_m,
                kg_per_day,
                need,
                stock: [0; CLASSES],
                full,
                front: row.front || !has_front,
                missed: [0; CLASSES],
                days: (row.from, row.to),
                brings_milli: (1_000.0 * row.stock_days).round() as i64,
            }
        })
        .collect()
}

/// Formations come with what they bring, and leave with what they have. Due every day.
pub fn come_and_go(
    clock: Res<Clock>,
    mut formations: RowsMut<Formation>,
    mut books: ResMut<Books>,
) {
    for formation in formations.slice_mut() {
        if formation.days.0 == clock.day {
            let brings = formation.brings_milli;
            formation.stock = formation.need.map(|kg| kg * brings / 1_000);
            books.move_supplies(Account::Outside, Account::Formations, &formation.stock);
        }
        if formation.days.1 == clock.day {
            for class in 0..CLASSES {
                let kg = std::mem::take(&mut formation.stock[class]);
                let (from, to) = (Account::Formations as u16, Account::Withdrawn as u16);
                books.ledger.post(class as u16, from, to, kg);
            }
        }
    }
}

/// Formations say what they could take in, at most two days' need, and those that stand at their
/// railhead draw it there; the others wait for trucks. Due once a day.
pub fn draw(
    clock: Res<Clock>,
    mut formations: RowsMut<Formation>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    for formation in formations.slice_mut() {
        if !formation.is_there(clock.day) {
            continue;
        }
        let place = formation.railhead as usize;
        let mut drawn: Supplies = [0; CLASSES];
        for (class, room) in formation.room().into_iter().enumerate() {
            let wanted = room.min(2 * formation.need[class]);
            depots.asked[place][class] += wanted;
            if formation.road_m == 0 {
                drawn[class] = wanted.min(depots.stock[place][class]);
                depots.stock[place][class] -= drawn[class];
                formation.stock[class] += drawn[class];
            }
        }
        books.move_supplies(Account::Depots, Account::Formations, &drawn);
        if formation.front {
            measures.add(Series::DeliveredFront, drawn.iter().sum());
        }
    }
}

/// Formations consume. Due once a day.
pub fn consume(
    clock: Res<Clock>,
    mut formations: RowsMut<Formation>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let mut eaten: Supplies = [0; CLASSES];
    for (row, formation) in formations.slice_mut().iter_mut().enumerate() {
        if !formation.is_there(clock.day) {
            continue;
        }
        let mut short = 0;
        for (class, eaten) in eaten.iter_mut().enumerate() {
            let issued = formation.need[class].min(formation.stock[class]);
            formation.stock[class] -= issued;
            *eaten += issued;
            formation.missed[class] = formation.need[class] - issued;
            short += formation.missed[class];
        }
        let row = row as u32;
        measures.add(Series::Needed, formation.kg_per_day);
        measures.add(Series::Unmet, short);
        measures.add_formation(row, FormationSeries::Need, formation.kg_per_day);
        measures.add_formation(row, FormationSeries::Short, short);
        if formation.front {
            measures.add(Series::FrontNeeded, formation.kg_per_day);
            measures.add(Series::FrontUnmet, short);
        }
        if short > 0 {
            let place = Place::Formation(row);
            let key = formation.key;
            journal.note(
                clock.now,
                EventKind::WentShort,
                place,
                key,
                Key::default(),
                short,
            );
        }
    }
    let kg: i64 = eaten.iter().sum();
    measures.add(Series::Consumed, kg);
    books.move_supplies(Account::Formations, Account::Consumed, &eaten);
    debug_assert!(books.balance(Commodity::Food, Account::Formations) >= 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formation(stock: i64, need: i64) -> Formation {
        Formation {
            key: Key(1),
            railhead: 0,
            road_m: 0,
            kg_per_day: need,
            need: [need, 0, 0, 0, 0],
            stock: [stock, 0, 0, 0, 0],
            full: [7 * need, 0, 0, 0, 0],
            front: true,
            missed: [0; CLASSES],
            days: (0, 10),
            brings_milli: 0,
        }
    }

    #[test]
    fn supply_lasts_as_long_as_the_division_says() {
        let formation = formation(300, 100);
        assert_eq!(formation.hours_of_supply(), 72);
        assert_eq!(formation.room()[0], 400);
        assert!(formation.is_there(9) && !formation.is_there(10));
    }
}
