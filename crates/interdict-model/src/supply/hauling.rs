//! # Round the gap
//!
//! What happens: where the plan crosses a gap by road, trucks load what lies in transit on one side, drive
//! over in waves, and unload on the other side: for those who draw there, or in transit again for the
//! next train.
//!
//! Rule: the larger of the fleets at the two ends of the road makes the night's whole trips (see `trucks`),
//! one wave a trip; a wave carries what the fleet lifts in one trip, what lies there that somebody wants, and what is
//! left of the plan, whichever is least. Losses as in `trucks`, reckoned when the wave leaves.
//!
//! Reads: the plan, depots. Writes: depots, [`OnRoad`], books. Chance: `TRUCKS_LOST`.

use std::cmp::Reverse;

use interdict_engine::When;
use interdict_quantity::{Key, SECONDS_PER_DAY, mass};

use crate::accounts::{Account, CLASSES, Supplies};
use crate::chance::TRUCKS_LOST;
use crate::outcomes::{AreaSeries, Series};
use crate::rail::dispatcher::{Dispatcher, Item};
use crate::rail::timetable::OnRoad;
use crate::record::{EventKind, Place};

impl Dispatcher<'_> {
    /// A wave of trucks of an island's plan is to leave.
    pub(crate) fn haul(&mut self, island: usize, haul: u32, second: u32) {
        let plan = &self.timetable.plans[island].hauls[haul as usize];
        let left = plan.planned_kg - plan.carried_kg;
        let way = self.timetable.roads[(plan.road / 2) as usize].clone();
        let light = self.sky.next_light(second);
        if left <= 0 || !self.sky.is_dark(second) || second + way.drive_s > light {
            return;
        }
        let (from, railhead) = (plan.from as usize, plan.railhead);
        let cycle = 2 * way.drive_s + self.truck_knobs.handling_s;
        let fleet = self.gap.at(way.from).max(self.gap.at(way.to));
        let lift = self
            .truck_knobs
            .carried(fleet, 1_000)
            .min(self.gap.lift_kg[from]);
        let wanted = self.depots.wanted(railhead, self.knobs.order_days);
        let mut can = [0; CLASSES];
        for class in 0..CLASSES {
            can[class] = wanted[class].min(self.depots.transit[from][class]);
        }
        let kg = lift.min(left).min(can.iter().sum());
        if kg > 0 {
            let mut shares = Vec::with_capacity(CLASSES);
            mass::split(kg, &can, &mut shares);
            let mut load = [0; CLASSES];
            load.copy_from_slice(&shares);
            self.send_trucks(island, haul, &load, second);
        }
        let next = second + cycle.max(900);
        if next < light {
            let key = self.yards[from].key.child(8, haul);
            let edition = self.timetable.plans[island].edition;
            self.agenda[island].put(next, key, Item::Haul(haul).code(), edition);
        }
    }

    fn send_trucks(&mut self, island: usize, haul: u32, load: &Supplies, second: u32) {
        let plan = &mut self.timetable.plans[island].hauls[haul as usize];
        let kg: i64 = load.iter().sum();
        plan.carried_kg += kg;
        let (from, to, railhead) = (plan.from as usize, plan.to, plan.railhead);
        let road = plan.road;
        self.gap.lift_kg[from] -= kg;
        for (lying, kg) in self.depots.transit[from].iter_mut().zip(load) {
            *lying -= kg;
        }
        let key = self.identity(10, [from as u32, to, railhead]);
        let burnt = self.lose_trucks(road, load, key, second);
        let mut load = *load;
        for (class, kg) in load.iter_mut().enumerate() {
            *kg -= burnt[class];
            let coming = if to == railhead {
                &mut self.depots.coming
            } else {
                &mut self.depots.coming_transit
            };
            coming[to as usize][class] += *kg;
        }
        self.books
            .move_supplies(Account::Transit, Account::Road, &load);
        self.books
            .move_supplies(Account::Transit, Account::LostOnRoad, &burnt);
        self.measures
            .add(Series::LostOnRoad, burnt.iter().sum::<i64>());
        self.measures.add(Series::Trucked, kg);
        for &area in &self.timetable.roads[(road / 2) as usize].within {
            self.measures.add_area(area, AreaSeries::Trucked, kg);
        }
        self.journal.note(
            second,
            EventKind::Trucked,
            Place::Road(road / 2),
            key,
            key,
            kg,
        );
        let wave = OnRoad {
            key,
            road,
            to,
            railhead,
            load,
            is_used: true,
        };
        let waves = &mut self.timetable.on_road;
        let slot = if let Some(Reverse(free)) = self.timetable.free_slots.pop() {
            waves[free as usize] = wave;
            free
        } else {
            waves.push(wave);
            waves.len() as u32 - 1
        };
        let drive_s = self.timetable.roads[(road / 2) as usize].drive_s;
        let there = second + drive_s + self.truck_knobs.handling_s / 2;
        self.agenda_at(to)
            .put(there, key, Item::Arrival(slot).code(), 0);
    }

    /// Trucks of a wave that are lost, from the fleet that drives it; what they burn.
    fn lose_trucks(&mut self, road: u32, load: &Supplies, wave: Key, second: u32) -> Supplies {
        let way = &self.timetable.roads[(road / 2) as usize];
        let (length_m, [from, to]) = (way.length_m, [way.from, way.to]);
        let station = if self.gap.at(from) >= self.gap.at(to) {
            from
        } else {
            to
        };
        let trips = self.truck_knobs.loads(load.iter().sum());
        let day = (second / SECONDS_PER_DAY) as u16;
        let [u]: [f64; 1] = self.chance.draw(TRUCKS_LOST, wave, When::on(day));
        let lost = i64::from(self.truck_knobs.lost(u, trips as u32, length_m));
        let mut left = lost.min(self.gap.at(station));
        self.gap.lose(station, left);
        for &(_, company) in self.gap.companies(station) {
            let company = &mut self.companies[company as usize];
            let own = left.min(company.trucks);
            company.lose(own, self.books, self.measures);
            left -= own;
        }
        self.truck_knobs.burnt(load, lost)
    }

    /// A wave of trucks has come over.
    pub(crate) fn trucks_arrive(&mut self, slot: u32, second: u32) {
        let wave = self.timetable.on_road[slot as usize];
        self.timetable.on_road[slot as usize].is_used = false;
        self.timetable.free_slots.push(Reverse(slot));
        let is_final = wave.to == wave.railhead;
        let to = wave.to as usize;
        let kg: i64 = wave.load.iter().sum();
        for class in 0..CLASSES {
            let (store, coming) = if is_final {
                (&mut self.depots.stock, &mut self.depots.coming)
            } else {
                (&mut self.depots.transit, &mut self.depots.coming_transit)
            };
            store[to][class] += wave.load[class];
            coming[to][class] -= wave.load[class];
        }
        let account = if is_final {
            Account::Depots
        } else {
            Account::Transit
        };
        self.books.move_supplies(Account::Road, account, &wave.load);
        if is_final {
            self.delivered(second, wave.to, wave.key, kg);
        }
        let way = &self.timetable.roads[(wave.road / 2) as usize];
        for &area in &way.areas[(wave.road % 2) as usize] {
            self.measures.add_area(area, AreaSeries::Passed, kg);
            self.measures.add_area(area, AreaSeries::PassedByRoad, kg);
        }
    }
}
