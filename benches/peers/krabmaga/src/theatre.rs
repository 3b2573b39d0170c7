//! What the agents share: network, damage, depots, packages, weather.

use std::any::Any;

use kernel_w::rail::Search;
use kernel_w::shape::{Network, Size};
use kernel_w::state::{
    Damage, Depot, FULL, GROUNDED, HOURS, Package, Present, Progress, Routes, Track, is_night,
    sites, tracks, trains,
};
use kernel_w::{air, rail};
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State;

use crate::agents::{Bombers, CrewAgent, SiteAgent, TrainAgent};

/// The state of the model.
pub(crate) struct Theatre {
    pub(crate) network: Network,
    pub(crate) damage: Vec<Damage>,
    pub(crate) progress: Vec<Progress>,
    pub(crate) tracks: Vec<Track>,
    pub(crate) depots: Vec<Depot>,
    pub(crate) packages: Vec<Package>,
    /// The packages of this hour.
    pub(crate) overhead: Vec<u32>,
    pub(crate) routes: Routes,
    pub(crate) present: Present,
    pub(crate) tick: u32,
    weights: Vec<f64>,
    search: Search,
}

impl Theatre {
    pub(crate) fn new(size: Size, seed: u64) -> Self {
        let network = Network::new(size);
        let segments = size.segments as usize;
        let mut theatre = Self {
            damage: vec![Damage::default(); segments],
            progress: vec![Progress::default(); segments],
            tracks: tracks(&network),
            depots: vec![FULL; size.lines as usize],
            packages: vec![GROUNDED; size.packages as usize],
            overhead: Vec::new(),
            routes: Routes::default(),
            present: Present::new(seed),
            tick: 0,
            weights: vec![0.0; segments],
            search: Search::default(),
            network,
        };
        theatre.find_routes();
        theatre
    }

    /// The theatre behind the state that an agent is given.
    pub(crate) fn of(state: &mut dyn State) -> &mut Self {
        let theatre = state.as_any_mut().downcast_mut();
        theatre.expect("the model has one state, and this is it")
    }

    pub(crate) const fn hour(&self) -> u32 {
        self.tick % HOURS
    }

    fn find_routes(&mut self) {
        let (network, damage) = (&self.network, &self.damage);
        rail::routing(&mut self.routes, &mut self.search, network, damage);
    }
}

impl State for Theatre {
    fn init(&mut self, schedule: &mut Schedule) {
        let size = self.network.size;
        for (id, site) in (0..).zip(sites(size)) {
            schedule.schedule_repeating(Box::new(SiteAgent::new(id, site, size)), 0.0, 0);
        }
        schedule.schedule_repeating(Box::new(Bombers), 0.0, 1);
        for id in 0..size.crews() {
            schedule.schedule_repeating(Box::new(CrewAgent::new(id)), 0.0, 2);
        }
        let (trains, timers) = trains(size);
        for (id, (train, timer)) in (0..).zip(trains.into_iter().zip(timers)) {
            // In the order of their numbers, as the workload has it.
            let ordering = 3 + id as i32;
            schedule.schedule_repeating(Box::new(TrainAgent { id, train, timer }), 0.0, ordering);
        }
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }

    fn as_state(&self) -> &dyn State {
        self
    }

    fn reset(&mut self) {
        *self = Self::new(self.network.size, 0);
    }

    fn update(&mut self, step: u64) {
        self.tick = step as u32;
    }

    fn before_step(&mut self, _: &mut Schedule) {
        let (hour, tick) = (self.hour(), self.tick);
        if hour == 0 {
            air::weather(&mut self.present, tick);
            rail::replenish(&mut self.depots);
        }
        if hour == 5 {
            let (network, damage) = (&self.network, &self.damage);
            air::weights(&mut self.weights, network, damage, &mut self.tracks);
            air::plan(&mut self.packages, &self.weights, &self.present, tick);
        }
        self.overhead.clear();
        if is_night(hour) {
            rail::capacity(&mut self.tracks);
        } else {
            let strikes = |&(_, package): &(u32, &Package)| u32::from(package.hour) == hour;
            let striking = (0..).zip(&self.packages).filter(strikes).map(|(id, _)| id);
            self.overhead.extend(striking);
        }
    }

    fn after_step(&mut self, _: &mut Schedule) {
        let today = &mut self.present.today;
        rail::consume(&mut self.depots, today);
        today.damaged_hours += u64::from(rail::damaged(&self.damage));
        // Nothing runs and nothing is mended between here and the place the workload gives it.
        if self.hour() == 17 {
            self.find_routes();
        }
        if self.hour() == HOURS - 1 {
            self.present.close_day();
        }
    }
}
