//! The trucks that carry loads over a river.

use kernel_r::built::{NONE, Road};
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::Railway;

/// A wave on the road.
#[derive(Clone, Copy)]
struct Wave {
    over: u32,
    kg: i64,
}

/// The trucks of a road.
#[derive(Clone)]
pub(crate) struct Trucks {
    corridor: usize,
    edition: u32,
    next: u32,
    carried_kg: i64,
    on_the_road: Vec<Wave>,
}

impl Trucks {
    pub(crate) const fn new(corridor: usize) -> Self {
        Self {
            corridor,
            edition: 0,
            next: NONE,
            carried_kg: 0,
            on_the_road: Vec::new(),
        }
    }

    fn arrive(&mut self, railway: &mut Railway) {
        let far = railway.built.corridors[self.corridor].chains[1].start as usize;
        let until = railway.until();
        self.on_the_road.retain(|wave| {
            if wave.over < until {
                railway.transit[far] += wave.kg;
                railway.coming_transit[far] -= wave.kg;
            }
            wave.over >= until
        });
    }

    /// Sends a wave, if it can be over before light; whether there may be another.
    fn send(&mut self, railway: &mut Railway, road: Road, second: u32) -> bool {
        let corridor = &railway.built.corridors[self.corridor];
        let (near, far) = (
            corridor.chains[0].end as usize,
            corridor.chains[1].start as usize,
        );
        let left = railway.orders[self.corridor].over_kg - self.carried_kg;
        let light = railway.sky.next_light(second);
        if left <= 0 || !railway.sky.is_dark(second) || second + road.drive_s > light {
            return false;
        }
        let kg = (railway.built.carried(road.trucks, 1_000))
            .min(railway.lift[self.corridor])
            .min(left)
            .min(railway.wanted(corridor.railhead))
            .min(railway.transit[near]);
        if kg > 0 {
            self.carried_kg += kg;
            railway.lift[self.corridor] -= kg;
            railway.transit[near] -= kg;
            railway.coming_transit[far] += kg;
            railway.today[2] += kg;
            let over = second + road.drive_s + railway.built.handling_s / 2;
            self.on_the_road.push(Wave { over, kg });
        }
        true
    }
}

impl Agent for Trucks {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        self.arrive(railway);
        let orders = railway.orders[self.corridor];
        if self.edition != orders.edition {
            self.edition = orders.edition;
            self.carried_kg = 0;
            self.next = if orders.over_kg > 0 {
                orders.first_wave
            } else {
                NONE
            };
        }
        let corridor = &railway.built.corridors[self.corridor];
        let road = corridor.road.expect("trucks have a road");
        while self.next < railway.until() {
            let second = self.next;
            let next = second + (2 * road.drive_s + railway.built.handling_s).max(900);
            let goes_on = self.send(railway, road, second) && next < railway.sky.next_light(second);
            self.next = if goes_on { next } else { NONE };
        }
    }
}
