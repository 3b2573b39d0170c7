//! The plan: what the least-cost flow comes to where every corridor is a chain.

use std::cmp::Reverse;

use super::built::{Doing, Haul, Leg, Road};
use super::rail::{HAUL, LEG};
use super::{DAY, Floor};

/// The most train-loads that one railhead is planned in a night.
const MOST_LOADS: u32 = 400;
/// An empty train with less running than this to its station counts as there.
const SOON_S: u32 = 43_200;

impl Floor {
    /// Makes the plan anew.
    pub(super) fn plan(&mut self, now: u32) {
        self.state.edition += 1;
        self.state.is_stale = false;
        self.state.legs.clear();
        self.state.hauls.clear();
        let dusk = if self.sky.is_dark(now) {
            now
        } else {
            self.sky.next_dark(now)
        };
        let night = self.sky.next_light(dusk) - dusk;
        let railheads = self
            .built
            .corridors
            .iter()
            .map(|corridor| corridor.railhead);
        let all: i64 = railheads.map(|railhead| self.wanted(railhead)).sum();
        if all > 0 {
            self.refill_lift(night);
            let against = self.coming_back(night);
            for corridor in 0..self.built.corridors.len() {
                self.plan_corridor(corridor, all, now, night, &against);
            }
            self.call_engines(now);
        }
        self.set_departures(now, dusk);
    }

    /// Fills the nearest source first: it is the cheapest, and whatever passes further back passes it.
    fn plan_corridor(&mut self, row: usize, all: i64, now: u32, night: u32, against: &[u32]) {
        let corridor = &self.built.corridors[row];
        let full = self.built.full_kg;
        let mut wanted = loads(self.wanted(corridor.railhead), full).min(MOST_LOADS);
        let there = |station: u32| {
            let (state, place) = (&self.state, station as usize);
            let kg = state.transit[place].min(all) + state.coming_transit[place].min(all);
            loads(kg + self.built.base_kg[place], full)
        };
        let last = corridor.chains.len() - 1;
        let mut sent = [0; 3];
        wanted = wanted.min(self.capacity(row, last, now, against));
        if let Some(road) = corridor.road {
            sent[2] = wanted.min(there(corridor.chains[1].start));
            wanted = (wanted - sent[2]).min(loads(self.over(road, night), full));
            sent[1] = wanted.min(there(corridor.chains[0].end));
            wanted = (wanted - sent[1]).min(self.capacity(row, 0, now, against));
        }
        sent[0] = wanted.min(there(corridor.chains[0].start));
        let is_broken = corridor.road.is_some();
        for (source, units) in sent.into_iter().enumerate().filter(|&(_, units)| units > 0) {
            if source == 0 {
                self.add_leg(row, 0, units, night);
            }
            if is_broken {
                if source < 2 {
                    self.add_haul(row, i64::from(units) * full);
                }
                self.add_leg(row, 1, units, night);
            }
        }
    }

    /// Trains that a chain can pass, its worst line deciding.
    fn capacity(&self, corridor: usize, chain: usize, now: u32, against: &[u32]) -> u32 {
        let lines = &self.built.corridors[corridor].chains[chain].lines;
        let over = |&line: &u32| {
            let wait = self
                .wait_for(line, now)
                .expect("every cut is mended in a day");
            let usable = if wait < DAY { DAY - wait } else { DAY };
            let built = &self.built.lines[line as usize];
            let blocks = built.first as usize..(built.first + built.blocks) as usize;
            let milli = blocks
                .map(|block| self.milli_trains(block, usable, against[line as usize]))
                .min()
                .unwrap_or(0);
            let day = u64::from(now / DAY);
            (milli * (day + 1) / 1_000 - milli * day / 1_000) as u32
        };
        lines.iter().map(over).min().unwrap_or(0)
    }

    /// Trains that a block passes toward the railhead while so many come the other way, in thousandths.
    fn milli_trains(&self, block: usize, window_s: u32, against: u32) -> u64 {
        let block = &self.built.blocks[block];
        let window = 1_000 * u64::from(window_s);
        let fleet = self
            .built
            .fleet
            .min(block.places[0].min(block.places[1]))
            .max(1);
        let followers = (u64::from(fleet) - 1) * u64::from(block.follow_s);
        let cycle = 2 * (u64::from(block.run_s) + u64::from(block.clear_s) + followers);
        let pairs = u64::from(fleet) * window / cycle;
        let free = block.run_s.div_ceil(u32::from(block.places[0]));
        let alone = window / u64::from(block.follow_s.max(free));
        let most = alone.max(pairs);
        let against = 1_000 * u64::from(against);
        let trains = if against >= pairs {
            (2 * pairs).saturating_sub(against)
        } else {
            most - against * (most - pairs) / pairs
        };
        trains.min(alone)
    }

    /// By line: trains on the way that are going to come back over it within so much running.
    fn coming_back(&self, within_s: u32) -> Vec<u32> {
        let mut against = vec![0; self.built.lines.len()];
        for train in &self.state.trains {
            if !matches!(train.doing, Doing::Running | Doing::Waiting) {
                continue;
            }
            let mut running = 0;
            for &step in &train.route[train.leg..] {
                let line = (step / 2) as usize;
                against[line] += step % 2;
                running += self.built.lines[line].run_s;
                if running >= within_s {
                    break;
                }
            }
        }
        against
    }

    fn trips_milli(&self, road: Road, night: u32) -> i64 {
        let cycle = 2 * road.drive_s + self.built.handling_s;
        let milli = 1_000 * i64::from(night) / i64::from(cycle);
        if milli >= 1_000 {
            milli / 1_000 * 1_000
        } else {
            milli
        }
    }

    /// What a fleet of trucks carries in so many thousandths of a trip.
    pub(super) fn carried(&self, trucks: i64, trips_milli: i64) -> i64 {
        trucks * self.built.fit_milli / 1_000 * self.built.payload_kg * trips_milli / 1_000
    }

    fn over(&self, road: Road, night: u32) -> i64 {
        self.carried(road.trucks, self.trips_milli(road, night))
            .min(road.kg_per_night)
    }

    fn refill_lift(&mut self, night: u32) {
        for row in 0..self.built.corridors.len() {
            if let Some(road) = self.built.corridors[row].road {
                let from = self.built.corridors[row].chains[0].end as usize;
                self.state.lift[from] = self.carried(road.trucks, self.trips_milli(road, night));
            }
        }
    }

    fn add_leg(&mut self, corridor: usize, chain: usize, units: u32, night: u32) {
        let (row, number) = (corridor as u32, chain as u32);
        let legs = &mut self.state.legs;
        let same = |leg: &&mut Leg| leg.corridor == row && leg.chain == number;
        if let Some(leg) = legs.iter_mut().rev().take(2).find(same) {
            leg.planned += units;
            leg.every_s = night / leg.planned;
            return;
        }
        let built = &self.built.corridors[corridor];
        legs.push(Leg {
            from: built.chains[chain].start,
            to: built.chains[chain].end,
            railhead: built.railhead,
            corridor: row,
            chain: number,
            planned: units,
            sent: 0,
            every_s: night / units,
        });
    }

    fn add_haul(&mut self, corridor: usize, kg: i64) {
        let row = corridor as u32;
        if let Some(haul) = self
            .state
            .hauls
            .last_mut()
            .filter(|haul| haul.corridor == row)
        {
            haul.planned_kg += kg;
            return;
        }
        self.state.hauls.push(Haul {
            corridor: row,
            planned_kg: kg,
            carried_kg: 0,
        });
    }

    /// Engines that found no way home are called from the end of their chain when its start lacks some.
    fn call_engines(&mut self, now: u32) {
        for row in 0..self.built.corridors.len() {
            for chain in 0..self.built.corridors[row].chains.len() {
                let of = &self.built.corridors[row].chains[chain];
                let (start, end) = (of.start, of.end);
                let planned = self.state.legs.iter().find(|leg| leg.from == start);
                let needed = planned.map_or(0, |leg| leg.planned as usize);
                let there = self.state.idle[start as usize].len();
                let mut missing = needed.saturating_sub(there);
                if missing == 0 || self.state.idle[end as usize].is_empty() {
                    continue;
                }
                missing -= missing.min(self.nearly_home(start));
                let way_back = of
                    .lines
                    .iter()
                    .rev()
                    .map(|line| line * 2 + 1)
                    .collect::<Vec<_>>();
                let is_open = |step: &u32| self.wait_for(step / 2, now).is_some();
                if !way_back.iter().all(is_open) {
                    continue;
                }
                for _ in 0..missing.min(self.state.idle[end as usize].len()) {
                    let train = self.state.idle[end as usize].remove(0);
                    let called = &mut self.state.trains[train as usize];
                    called.route.clone_from(&way_back);
                    called.bound_for = start;
                    called.home = start;
                    self.set_out(train, now);
                }
            }
        }
    }

    fn nearly_home(&self, station: u32) -> usize {
        let is_near = |train: &&super::built::Train| {
            let left = train.route[train.leg..].iter();
            let left: u32 = left
                .map(|step| self.built.lines[(step / 2) as usize].run_s)
                .sum();
            matches!(train.doing, Doing::Running | Doing::Waiting)
                && train.kg == 0
                && train.bound_for == station
                && left < SOON_S
        };
        self.state.trains.iter().filter(is_near).count()
    }

    fn set_departures(&mut self, now: u32, dusk: u32) {
        let state = &mut self.state;
        for (place, leg) in state.legs.iter().enumerate() {
            let key = self.built.station_key[leg.from as usize].child(7, place as u32);
            let entry = (now, key, LEG | place as u32, state.edition);
            state.agenda.push(Reverse(entry));
        }
        for (place, haul) in state.hauls.iter().enumerate() {
            let from = self.built.corridors[haul.corridor as usize].chains[0].end;
            let key = self.built.station_key[from as usize].child(8, place as u32);
            let first = dusk + self.built.handling_s / 2;
            let entry = (first, key, HAUL | place as u32, state.edition);
            state.agenda.push(Reverse(entry));
        }
    }
}

/// Train-loads in a mass, rounded half up.
fn loads(kg: i64, full: i64) -> u32 {
    ((kg + full / 2) / full).clamp(0, 10_000) as u32
}
