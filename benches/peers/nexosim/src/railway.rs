//! The railway: segments, depots and the enemy's plan, in one model that all others ask.

use std::time::Duration;

use kernel_w::air;
use kernel_w::draws::{Purpose, binomial};
use kernel_w::rail::{self, Search};
use kernel_w::shape::{Network, SEGMENTS_OF_CREW};
use kernel_w::state::{
    Cover, Damage, Depot, FULL, GROUNDED, HOURS, LOAD, NEED, Package, Present, Routes, Site, Track,
    sites, tracks,
};
use nexosim::model::{BuildContext, Context, Model, ProtoModel, schedulable};
use nexosim::ports::{Output, UniRequestor};
use serde::{Deserialize, Serialize};

use crate::Day;
use crate::time::{DAWN, DUSK, HOUR, ROUTES, STRIKE, at, tick_of};
use crate::train::{Answer, Ask};

/// What the railway is built from.
pub(crate) struct ProtoRailway {
    pub(crate) network: Network,
    pub(crate) seed: u64,
    /// By site: fire at so many aircraft.
    pub(crate) sites: Vec<UniRequestor<u32, (u32, u32)>>,
    /// By crew: something in its zone is hit.
    pub(crate) alarms: Vec<Output<()>>,
    /// The day that has passed.
    pub(crate) daily: Output<Day>,
}

/// The ports of the railway.
#[derive(Serialize, Deserialize)]
pub(crate) struct Railway {
    sites: Vec<UniRequestor<u32, (u32, u32)>>,
    alarms: Vec<Output<()>>,
    daily: Output<Day>,
}

/// What it knows.
pub(crate) struct Ground {
    network: Network,
    damage: Vec<Damage>,
    /// Segments damaged, and the tick before which that has been added up.
    damaged: (u32, u32),
    tracks: Vec<Track>,
    /// By segment: the tick of which `used` tells.
    used_in: Vec<u32>,
    depots: Vec<Depot>,
    /// By line: the tick before which the front has consumed.
    consumed: Vec<u32>,
    routes: Routes,
    search: Search,
    sites: Vec<Site>,
    cover: Cover,
    packages: Vec<Package>,
    weights: Vec<f64>,
    present: Present,
}

impl Ground {
    fn settle_damage(&mut self, tick: u32) {
        let (damaged, since) = self.damaged;
        self.present.today.damaged_hours += u64::from(damaged) * u64::from(tick - since);
        self.damaged.1 = tick;
    }

    fn settle_front(&mut self, line: usize, tick: u32) {
        let need = NEED * (tick - self.consumed[line]);
        let eaten = need.min(self.depots[line].front);
        self.depots[line].front -= eaten;
        self.present.today.shortage += u64::from(need - eaten);
        self.consumed[line] = tick;
    }
}

impl ProtoModel for ProtoRailway {
    type Model = Railway;

    fn build(self, _: &mut BuildContext<Self>) -> (Railway, Ground) {
        let size = self.network.size;
        let segments = size.segments as usize;
        let mut ground = Ground {
            damage: vec![Damage::default(); segments],
            damaged: (0, 0),
            tracks: tracks(&self.network),
            used_in: vec![0; segments],
            depots: vec![FULL; size.lines as usize],
            consumed: vec![0; size.lines as usize],
            routes: Routes::default(),
            search: Search::default(),
            sites: sites(size),
            cover: Cover::default(),
            packages: vec![GROUNDED; size.packages as usize],
            weights: vec![0.0; segments],
            present: Present::new(self.seed),
            network: self.network,
        };
        let (routes, search) = (&mut ground.routes, &mut ground.search);
        rail::routing(routes, search, &ground.network, &ground.damage);
        air::coverage(&mut ground.cover, &ground.sites, size);
        let railway = Railway {
            sites: self.sites,
            alarms: self.alarms,
            daily: self.daily,
        };
        (railway, ground)
    }
}

#[Model(type Env = Ground)]
impl Railway {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>, _: &mut Ground) {
        const SOON: &str = "the first day is to come";
        let day = Duration::from_secs(u64::from(HOURS * HOUR));
        let daily = |first, what| context.schedule_periodic_event(first, day, what, ());
        daily(at(0, DAWN), schedulable!(Self::dawn)).expect(SOON);
        daily(at(5, DAWN), schedulable!(Self::plan)).expect(SOON);
        daily(at(17, ROUTES), schedulable!(Self::route)).expect(SOON);
        daily(at(23, DUSK), schedulable!(Self::dusk)).expect(SOON);
        let week = at(7 * HOURS + 1, DAWN);
        context
            .schedule_periodic_event(week, 7 * day, schedulable!(Self::redeploy), ())
            .expect(SOON);
    }

    #[nexosim(schedulable)]
    async fn dawn(&mut self, (): (), context: &Context<Self>, ground: &mut Ground) {
        air::weather(&mut ground.present, tick_of(context.time()));
        rail::replenish(&mut ground.depots);
    }

    #[nexosim(schedulable)]
    async fn redeploy(&mut self, (): (), context: &Context<Self>, ground: &mut Ground) {
        let (size, draws) = (ground.network.size, &ground.present.draws);
        air::redeploy(&mut ground.sites, size, draws, tick_of(context.time()));
        air::coverage(&mut ground.cover, &ground.sites, size);
    }

    #[nexosim(schedulable)]
    async fn plan(&mut self, (): (), context: &Context<Self>, ground: &mut Ground) {
        let tick = tick_of(context.time());
        let (network, damage) = (&ground.network, &ground.damage);
        air::weights(&mut ground.weights, network, damage, &mut ground.tracks);
        air::plan(&mut ground.packages, &ground.weights, &ground.present, tick);
        for hour in 6..18 {
            if ground.packages.iter().any(|package| package.hour == hour) {
                let then = at(tick / HOURS * HOURS + u32::from(hour), STRIKE);
                context
                    .schedule_event(then, schedulable!(Self::strike), hour)
                    .expect("packages fly later in the day");
            }
        }
    }

    #[nexosim(schedulable)]
    async fn strike(&mut self, hour: u8, context: &Context<Self>, ground: &mut Ground) {
        let tick = tick_of(context.time());
        for id in 0..ground.packages.len() {
            let package = ground.packages[id];
            if package.hour != hour {
                continue;
            }
            let (mut active, mut losses) = (0, 0);
            for &site in ground.cover.of(package.target) {
                let (fired, lost) = self.sites[site as usize].send(package.aircraft).await;
                active += fired;
                losses += lost;
            }
            let losses = losses.min(package.aircraft);
            let present = &mut ground.present;
            present.today.losses += u64::from(losses);
            let [aim] = present.draws.draw(Purpose::Bomb, id as u32, tick);
            let chance = air::cut_chance(present.weather, active);
            let cuts = binomial(aim, package.aircraft - losses, chance);
            if cuts == 0 {
                continue;
            }
            present.today.cuts += u64::from(cuts);
            if ground.damage[package.target as usize].0 == 0 {
                ground.settle_damage(tick);
                ground.damaged.0 += 1;
                self.alarms[(package.target / SEGMENTS_OF_CREW) as usize]
                    .send(())
                    .await;
            }
            ground.damage[package.target as usize].0 += cuts as u16;
        }
    }

    #[nexosim(schedulable)]
    async fn route(&mut self, (): (), _: &Context<Self>, ground: &mut Ground) {
        let (routes, search) = (&mut ground.routes, &mut ground.search);
        rail::routing(routes, search, &ground.network, &ground.damage);
    }

    #[nexosim(schedulable)]
    async fn dusk(&mut self, (): (), context: &Context<Self>, ground: &mut Ground) {
        let next = tick_of(context.time()) + 1;
        for line in 0..ground.depots.len() {
            ground.settle_front(line, next);
        }
        ground.settle_damage(next);
        let day = std::mem::take(&mut ground.present.today);
        let fields = [
            day.delivered,
            day.cuts,
            day.losses,
            day.damaged_hours,
            day.shortage,
        ];
        self.daily.send(fields).await;
    }

    /// A train wants to run -- replier.
    pub(crate) async fn run(
        &mut self,
        ask: Ask,
        context: &Context<Self>,
        ground: &mut Ground,
    ) -> Answer {
        let tick = tick_of(context.time());
        let hops = if ask.is_loaded {
            &ground.routes.to_front
        } else {
            &ground.routes.to_rear
        };
        let hop = hops[ask.station as usize];
        let segment = hop.segment as usize;
        let track = &mut ground.tracks[segment];
        if ground.used_in[segment] != tick {
            ground.used_in[segment] = tick;
            track.used = 0;
        }
        if ground.damage[segment].0 > 0 || track.used >= track.capacity {
            return Answer::Wait;
        }
        let draws = &ground.present.draws;
        let [fate] = draws.draw(Purpose::Breakdown, ask.train, tick);
        if fate < 0.01 {
            return Answer::BrokenDown;
        }
        track.used += 1;
        track.traffic += 1;
        Answer::At(hop.station)
    }

    /// A train has unloaded -- input port.
    pub(crate) async fn unload(
        &mut self,
        line: usize,
        context: &Context<Self>,
        ground: &mut Ground,
    ) {
        ground.settle_front(line, tick_of(context.time()));
        ground.depots[line].front += LOAD;
        ground.present.today.delivered += u64::from(LOAD);
    }

    /// A train wants to load -- replier.
    pub(crate) async fn load(
        &mut self,
        line: usize,
        _: &Context<Self>,
        ground: &mut Ground,
    ) -> bool {
        let stock = &mut ground.depots[line].rear;
        let is_there = *stock >= LOAD;
        if is_there {
            *stock -= LOAD;
        }
        is_there
    }

    /// The most damaged segment of a crew's zone -- replier.
    pub(crate) async fn worst(
        &mut self,
        crew: u32,
        _: &Context<Self>,
        ground: &mut Ground,
    ) -> Option<u32> {
        rail::worst(&ground.damage, ground.network.size, crew)
    }

    /// A cut is mended: those that are left -- replier.
    pub(crate) async fn mend(
        &mut self,
        segment: u32,
        context: &Context<Self>,
        ground: &mut Ground,
    ) -> u32 {
        ground.damage[segment as usize].0 -= 1;
        let left = ground.damage[segment as usize].0;
        if left == 0 {
            ground.settle_damage(tick_of(context.time()));
            ground.damaged.0 -= 1;
        }
        u32::from(left)
    }
}
