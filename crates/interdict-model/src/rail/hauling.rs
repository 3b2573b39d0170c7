//! # Round the gap
//!
//! What happens: where the plan crosses a gap by road, trucks load what lies in transit on one side, drive
//! over in waves, and unload on the other side: for those who draw there, or in transit again for the
//! next train.
//!
//! Rule: the larger of the fleets at the two ends of the road makes the night's whole trips (see `trucks`),
//! one wave a trip; a wave carries what the fleet lifts in one trip, what lies there that is wanted or for which there is
//! room at the far end, and what is left of the plan, whichever is least. A wave that could not be across before light
//! does not leave; where no night is long enough for the road, a column drives several nights and lies up by day. Losses
//! as in `trucks`, reckoned when the wave leaves.
//!
//! Reads: the plan, depots. Writes: depots, [`OnRoad`], books. Chance: `TRUCKS_LOST`.

use std::cmp::Reverse;

use interdict_engine::When;
use interdict_engine::whole::fit;
use interdict_quantity::{Key, SECONDS_PER_DAY};

use crate::accounts::{Account, CLASSES, Supplies};
use crate::chance::TRUCKS_LOST;
use crate::definitions::MOST_NIGHTS;
use crate::identity::Identity;
use crate::outcomes::{AreaSeries, Series};
use crate::rail::dispatcher::{Dispatcher, Item};
use crate::rail::timetable::OnRoad;
use crate::record::{EventKind, Place};
use crate::row::{HaulRow, IslandRow, RoadStep, WaveRow};

impl Dispatcher<'_> {
    /// A wave of trucks of an island's plan is to leave.
    pub(crate) fn haul(&mut self, island: IslandRow, haul: HaulRow, second: u32) {
        let plan = &self.timetable.plans[island].hauls[haul];
        let left = plan.planned_kg - plan.carried_kg;
        let (from, to, is_final) = (plan.from, plan.to, plan.is_final);
        let way = &self.timetable.roads[plan.road.way()];
        let (drive_s, ends) = (way.drive_s, [way.from, way.to]);
        let light = self.sky.next_light(second);
        if left <= 0 || !self.sky.is_dark(second) || self.arrival(second, drive_s).is_none() {
            return;
        }
        let cycle = 2 * drive_s + self.truck_knobs.handling_s;
        let fleet = self.gap.at(ends[0]).max(self.gap.at(ends[1]));
        let lift = self
            .truck_knobs
            .carried(fleet, 1_000)
            .min(self.gap.lift_kg[from]);
        let wanted = self.wanted_at(to, is_final);
        let there = self.there(from);
        let load = self.choose_load(&there, &wanted, lift.min(left), is_final.then_some(to));
        if load.iter().any(|&kg| kg > 0) {
            self.send_trucks(island, haul, &load, second);
        }
        let next = second + cycle;
        if next < light {
            let station = self.yards[from].key;
            let key = Identity::TrucksPlanned { station, n: haul.0 }.key();
            let edition = self.timetable.plans[island].edition;
            self.agenda[island].put(next, key, Item::Haul(haul).code(), edition);
        }
    }

    /// When trucks that leave in the dark are across: tonight, or, where no night is long enough, after so much darkness;
    /// `None` where they would be caught by day on a road that a whole night is long enough for.
    fn arrival(&self, second: u32, drive_s: u32) -> Option<u32> {
        let light = self.sky.next_light(second);
        if second + drive_s <= light {
            return Some(second + drive_s);
        }
        let tonight = self.sky.dark_seconds(fit(second / SECONDS_PER_DAY));
        if drive_s <= tonight {
            return None;
        }
        let (mut dusk, mut left) = (second, drive_s);
        for _ in 0..MOST_NIGHTS {
            let light = self.sky.next_light(dusk);
            if dusk + left <= light {
                return Some(dusk + left);
            }
            left -= light - dusk;
            dusk = self.sky.next_dark(light);
        }
        None
    }

    fn send_trucks(&mut self, island: IslandRow, haul: HaulRow, load: &Supplies, second: u32) {
        let plan = &mut self.timetable.plans[island].hauls[haul];
        let kg: i64 = load.iter().sum();
        plan.carried_kg += kg;
        let (from, to, is_final) = (plan.from, plan.to, plan.is_final);
        let road = plan.road;
        self.gap.lift_kg[from] -= kg;
        let (way, night, n) = self.next_departure([from, to]);
        let key = Identity::TruckWave { way, night, n }.key();
        let burnt = self.lose_trucks(road, load, key, second);
        let mut load = *load;
        for (class, kg) in load.iter_mut().enumerate() {
            *kg -= burnt[class];
            let coming = if is_final {
                &mut self.depots.coming
            } else {
                &mut self.depots.coming_transit
            };
            coming[to][class] += *kg;
        }
        self.take_load(from, &load, Account::Road);
        self.take_load(from, &burnt, Account::LostOnRoad);
        self.measures
            .add(Series::LostOnRoad, burnt.iter().sum::<i64>());
        self.measures.add(Series::Trucked, kg);
        for &area in &self.timetable.roads[road.way()].within {
            self.measures.add_area(area, AreaSeries::Trucked, kg);
        }
        self.journal.note(
            second,
            EventKind::Trucked,
            Place::Road(road.way()),
            key,
            key,
            kg,
        );
        let wave = OnRoad {
            key,
            road,
            to,
            is_final,
            load,
            is_used: true,
        };
        let waves = &mut self.timetable.on_road;
        let slot = if let Some(Reverse(free)) = self.timetable.free_slots.pop() {
            waves[free] = wave;
            free
        } else {
            waves.push(wave)
        };
        let drive_s = self.timetable.roads[road.way()].drive_s;
        let across = self.arrival(second, drive_s).unwrap_or(second + drive_s);
        let there = across + self.truck_knobs.handling_s / 2;
        self.agenda_at(to)
            .put(there, key, Item::Arrival(slot).code(), 0);
    }

    /// Trucks of a wave that are lost, from the fleet that drives it; what they burn.
    fn lose_trucks(&mut self, road: RoadStep, load: &Supplies, wave: Key, second: u32) -> Supplies {
        let way = &self.timetable.roads[road.way()];
        let (length_m, [from, to]) = (way.length_m, [way.from, way.to]);
        let station = if self.gap.at(from) >= self.gap.at(to) {
            from
        } else {
            to
        };
        let trips = self.truck_knobs.loads(load.iter().sum());
        let day = fit(second / SECONDS_PER_DAY);
        let [u]: [f64; 1] = self.chance.draw(TRUCKS_LOST, wave, When::on(day));
        let lost = i64::from(self.truck_knobs.lost(u, fit(trips), length_m));
        let mut left = lost.min(self.gap.at(station));
        self.gap.lose(station, left);
        for &(_, company) in self.gap.companies(station) {
            let company = &mut self.companies[company];
            let own = left.min(company.trucks);
            company.lose(own, self.books, self.measures);
            left -= own;
        }
        self.truck_knobs.burnt(load, lost)
    }

    /// A wave of trucks has come over.
    pub(crate) fn trucks_arrive(&mut self, slot: WaveRow, second: u32) {
        let wave = self.timetable.on_road[slot];
        self.timetable.on_road[slot].is_used = false;
        self.timetable.free_slots.push(Reverse(slot));
        let is_final = wave.is_final;
        let to = wave.to;
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
        let way = &self.timetable.roads[wave.road.way()];
        for &area in &way.areas[wave.road.direction()] {
            self.measures.add_area(area, AreaSeries::Passed, kg);
            self.measures.add_area(area, AreaSeries::PassedByRoad, kg);
        }
    }
}
