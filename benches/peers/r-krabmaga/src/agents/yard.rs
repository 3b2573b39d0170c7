//! The yard at the start of a chain, which forms and sends trains.

use kernel_r::built::{NONE, TRY_AGAIN_S};
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::{Doing, Railway};

/// A yard.
#[derive(Clone)]
pub(crate) struct Yard {
    corridor: usize,
    chain: usize,
    edition: u32,
    sent: u32,
    next: u32,
}

impl Yard {
    pub(crate) const fn new(corridor: usize, chain: usize) -> Self {
        Self {
            corridor,
            chain,
            edition: 0,
            sent: 0,
            next: NONE,
        }
    }

    /// Sends a train, if there is an engine and a load.
    fn send(&self, railway: &mut Railway, second: u32) -> bool {
        let corridor = &railway.built.corridors[self.corridor];
        let (chain, railhead) = (&corridor.chains[self.chain], corridor.railhead);
        let (from, to) = (chain.start as usize, chain.end as usize);
        let Some(&train) = railway.idle[from].first() else {
            return false;
        };
        let (wanted, full) = (railway.wanted(railhead), railway.built.full_kg);
        let there = railway.transit[from] + railway.budget[from].max(0);
        let kg = wanted.min(there).min(full);
        if kg == 0 || 2 * kg < full && kg < wanted {
            return false;
        }
        let from_transit = kg.min(railway.transit[from]);
        railway.transit[from] -= from_transit;
        railway.budget[from] -= kg - from_transit;
        let is_final = chain.end == railhead;
        if is_final {
            railway.coming[to] += kg;
        } else {
            railway.coming_transit[to] += kg;
        }
        railway.idle[from].remove(0);
        let row = &mut railway.trains[train as usize];
        row.route.clear();
        row.route.extend(chain.lines.iter().map(|line| line * 2));
        row.home = chain.start;
        row.is_final = is_final;
        row.kg = kg;
        row.doing = Doing::Forming;
        row.due = second + railway.built.forming_s;
        true
    }
}

impl Agent for Yard {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        let orders = &railway.orders[self.corridor];
        let (planned, every_s) = (orders.trains[self.chain], orders.every_s[self.chain]);
        if self.edition != orders.edition {
            self.edition = orders.edition;
            self.sent = 0;
            self.next = railway.now;
        }
        while self.sent < planned && self.next < railway.until() {
            if self.send(railway, self.next) {
                self.sent += 1;
                self.next += every_s.max(60);
            } else {
                self.next += TRY_AGAIN_S;
            }
        }
    }
}
