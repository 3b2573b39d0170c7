//! The staff: what is to be sent in the night, and which engines are to come home.

use kernel_r::built::DAY;
use kernel_r::planned::SOON_S;
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::{Orders, Railway};

/// The staff.
#[derive(Clone, Default)]
pub(crate) struct Staff {
    /// By line: trains that are going to come back over it.
    against: Vec<u32>,
}

impl Agent for Staff {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        if railway.of_day() == railway.built.plan_hours[0] * 3_600 {
            railway.is_stale.fill(true);
        }
        if railway.is_staff_hour() && railway.is_stale.contains(&true) {
            self.plan(railway);
        }
    }
}

impl Staff {
    /// Makes the plans of those corridors anew of which a line has closed or opened since, every day those of all.
    fn plan(&mut self, railway: &mut Railway) {
        let (sky, now) = (&railway.sky, railway.now);
        let dusk = if sky.is_dark(now) {
            now
        } else {
            sky.next_dark(now)
        };
        let night = sky.next_light(dusk) - dusk;
        let first_wave = dusk + railway.built.handling_s / 2;
        self.look_ahead(railway, night);
        for row in 0..railway.orders.len() {
            if !std::mem::take(&mut railway.is_stale[row]) {
                continue;
            }
            railway.orders[row] = self.orders(railway, row, night, first_wave);
            let corridor = &railway.built.corridors[row];
            if let Some(road) = corridor.road {
                railway.lift[row] = railway.built.lift(road, night);
            }
            for chain in 0..corridor.chains.len() {
                Self::call_engines(railway, row, chain);
            }
        }
    }

    fn look_ahead(&mut self, railway: &Railway, night: u32) {
        self.against.clear();
        self.against.resize(railway.closed.len(), 0);
        for train in railway.trains.iter().filter(|train| train.is_on_the_way()) {
            let against = &mut self.against;
            railway.built.count_coming_back(train.way(), night, against);
        }
    }

    fn orders(&self, railway: &Railway, row: usize, night: u32, first_wave: u32) -> Orders {
        let corridor = &railway.built.corridors[row];
        let wanted = railway.wanted(corridor.railhead);
        let there = |station: u32| {
            let place = station as usize;
            railway.transit[place].min(wanted) + railway.coming_transit[place].min(wanted)
        };
        let passes = |chain: usize| {
            let over = |&line: &u32| {
                let wait = railway.wait_for(line, railway.now).unwrap_or(DAY);
                let against = self.against[line as usize];
                railway.built.passes(line, wait, railway.now, against)
            };
            let lines = &corridor.chains[chain].lines;
            lines.iter().map(over).min().unwrap_or(0)
        };
        let [base, near, far] = railway.built.shares(row, wanted, night, there, passes);
        let mut orders = Orders {
            edition: railway.orders[row].edition + 1,
            first_wave,
            ..Orders::default()
        };
        orders.trains[0] = base;
        if corridor.road.is_some() {
            orders.trains[1] = base + near + far;
            orders.over_kg = i64::from(base + near) * railway.built.full_kg;
        }
        orders.every_s = orders.trains.map(|trains| night / trains.max(1));
        orders
    }

    /// Calls idle engines from the end of a chain when its start lacks some.
    fn call_engines(railway: &mut Railway, row: usize, chain: usize) {
        let needed = railway.orders[row].trains[chain] as usize;
        let of = &railway.built.corridors[row].chains[chain];
        let (start, end) = (of.start, of.end as usize);
        let missing = needed.saturating_sub(railway.idle[start as usize].len());
        if missing == 0 || railway.idle[end].is_empty() {
            return;
        }
        let on_the_way = railway.trains.iter().filter(|train| {
            train.is_on_the_way()
                && train.kg == 0
                && train.home == start
                && railway.built.running_s(train.way()) < SOON_S
        });
        let missing = missing.saturating_sub(on_the_way.count());
        let way_back: Vec<u32> = of.lines.iter().rev().map(|line| line * 2 + 1).collect();
        if !railway.is_passable(&way_back, railway.now) {
            return;
        }
        for _ in 0..missing.min(railway.idle[end].len()) {
            let train = railway.idle[end].remove(0);
            let called = &mut railway.trains[train as usize];
            called.route.clone_from(&way_back);
            called.home = start;
            railway.set_out(train, railway.now);
        }
    }
}
