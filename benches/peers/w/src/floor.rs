//! The floor: columns in vectors, one function for each system, called in the declared order.

use crate::rail::Search;
use crate::shape::{Network, Size};
use crate::state::{
    Ammunition, Cover, Crew, Damage, Depot, FULL, GROUNDED, HOURS, IDLE, Package, Present,
    Progress, ROUNDS, Routes, Site, Suppression, Timer, Track, Train, is_night, sites, tracks,
    trains,
};
use crate::{Kernel, Outcome, air, rail};

/// What changes.
#[derive(Clone, Debug)]
struct State {
    damage: Vec<Damage>,
    progress: Vec<Progress>,
    tracks: Vec<Track>,
    trains: Vec<Train>,
    timers: Vec<Timer>,
    crews: Vec<Crew>,
    sites: Vec<Site>,
    ammunition: Vec<Ammunition>,
    suppression: Vec<Suppression>,
    packages: Vec<Package>,
    depots: Vec<Depot>,
    routes: Routes,
    cover: Cover,
    weights: Vec<f64>,
    present: Present,
}

/// The workload, written by hand.
pub struct Floor {
    network: Network,
    template: State,
    state: State,
    search: Search,
}

impl Floor {
    /// A theatre of some size.
    pub fn new(size: Size) -> Self {
        let network = Network::new(size);
        let (trains, timers) = trains(size);
        let segments = size.segments as usize;
        let mut state = State {
            damage: vec![Damage::default(); segments],
            progress: vec![Progress::default(); segments],
            tracks: tracks(&network),
            trains,
            timers,
            crews: vec![IDLE; size.crews() as usize],
            sites: sites(size),
            ammunition: vec![Ammunition(ROUNDS); size.batteries as usize],
            suppression: vec![Suppression::default(); size.batteries as usize],
            packages: vec![GROUNDED; size.packages as usize],
            depots: vec![FULL; size.lines as usize],
            routes: Routes::default(),
            cover: Cover::default(),
            weights: vec![0.0; segments],
            present: Present::new(0),
        };
        let mut search = Search::default();
        rail::routing(&mut state.routes, &mut search, &network, &state.damage);
        air::coverage(&mut state.cover, &state.sites, size);
        Self {
            network,
            template: state.clone(),
            state,
            search,
        }
    }
}

impl Kernel for Floor {
    fn reset(&mut self, seed: u64) {
        self.state.clone_from(&self.template);
        self.state.present = Present::new(seed);
    }

    fn run(&mut self, days: u32) {
        for tick in 0..days * HOURS {
            self.state.tick(tick, &self.network, &mut self.search);
        }
    }

    fn outcome(&mut self) -> Outcome {
        let state = &self.state;
        Outcome::new(
            state.present.daily.clone(),
            state
                .trains
                .iter()
                .copied()
                .zip(state.timers.iter().copied()),
            state.damage.iter().copied(),
            state.ammunition.iter().copied(),
        )
    }
}

impl State {
    #[inline]
    fn tick(&mut self, tick: u32, network: &Network, search: &mut Search) {
        let (hour, day, size) = (tick % HOURS, tick / HOURS, network.size);
        let struck = hour as u8;
        if hour == 0 {
            air::weather(&mut self.present, tick);
            rail::replenish(&mut self.depots);
        }
        if hour == 1 && day > 0 && day.is_multiple_of(7) {
            air::redeploy(&mut self.sites, size, &self.present.draws, tick);
            air::coverage(&mut self.cover, &self.sites, size);
        }
        if hour == 2 {
            air::resupply(&mut self.ammunition);
        }
        air::recover(&mut self.suppression);
        if hour == 5 {
            air::weights(&mut self.weights, network, &self.damage, &mut self.tracks);
            air::plan(&mut self.packages, &self.weights, &self.present, tick);
        }
        if !is_night(hour) {
            air::flak(
                &mut self.packages,
                &mut self.ammunition,
                &mut self.suppression,
                &self.cover,
                size,
                &mut self.present,
                tick,
                struck,
            );
            air::bomb(&mut self.packages, &mut self.present, tick, struck);
            air::hits(&self.packages, &mut self.damage, &mut self.progress, struck);
        }
        rail::assign(&mut self.crews, &self.damage, size);
        rail::travel(&mut self.crews);
        let draws = &self.present.draws;
        rail::repair(
            &mut self.crews,
            &mut self.damage,
            &mut self.progress,
            draws,
            tick,
        );
        if hour == 17 {
            rail::routing(&mut self.routes, search, network, &self.damage);
        }
        if is_night(hour) {
            rail::capacity(&mut self.tracks);
        }
        rail::timers(&mut self.timers);
        if is_night(hour) {
            rail::advance(
                &mut self.trains,
                &mut self.timers,
                &mut self.tracks,
                &self.damage,
                &self.routes,
                draws,
                tick,
            );
        }
        let today = &mut self.present.today;
        rail::unload(&mut self.trains, &self.timers, &mut self.depots, today);
        rail::load(&mut self.trains, &mut self.timers, &mut self.depots);
        rail::consume(&mut self.depots, today);
        today.damaged_hours += u64::from(rail::damaged(&self.damage));
        if hour == HOURS - 1 {
            self.present.close_day();
        }
    }
}
