//! The same on the engine alone, polled: a row of a column for each thing, each system built once, a
//! list of those that are due, everything put back in place between replications.

use bevy_ecs::prelude::{Local, Res, ResMut, Resource, World};
use interdict_engine::{Clock, Driver, Due, Rows, RowsMut, Step, columns};

use crate::rail::Search;
use crate::shape::{Network, Size};
use crate::state::{
    Ammunition, Cover, Crew, Damage, Depot, FULL, GROUNDED, HOURS, IDLE, Package, Present,
    Progress, ROUNDS, Routes, Site, Suppression, Timer, Track, Train, is_night, sites, tracks,
    trains,
};
use crate::{Kernel, Outcome, air, rail};

const HOUR: u32 = 3_600;

/// What never changes, for the systems.
#[derive(Resource)]
struct Ground(Network);

/// Running sums of what the segments are worth.
#[derive(Resource)]
struct Weights(Vec<f64>);

/// The workload on the engine.
pub struct Engine {
    world: World,
    driver: Driver,
    size: Size,
    routes: Routes,
    cover: Cover,
}

impl Engine {
    /// A theatre of some size.
    pub fn new(size: Size) -> Self {
        let mut world = World::new();
        let network = Network::new(size);
        let none = vec![Damage::default(); size.segments as usize];
        let (mut routes, mut cover) = (Routes::default(), Cover::default());
        rail::routing(&mut routes, &mut Search::default(), &network, &none);
        air::coverage(&mut cover, &sites(size), size);
        let clock = Clock::new(HOUR);
        let rows = Start::new(&network);
        columns::populate(&mut world, &rows.damage);
        columns::populate(&mut world, &rows.progress);
        columns::populate(&mut world, &rows.tracks);
        columns::populate(&mut world, &rows.trains);
        columns::populate(&mut world, &rows.timers);
        columns::populate(&mut world, &rows.crews);
        columns::populate(&mut world, &rows.sites);
        columns::populate(&mut world, &rows.ammunition);
        columns::populate(&mut world, &rows.suppression);
        columns::populate(&mut world, &rows.packages);
        columns::populate(&mut world, &rows.depots);
        world.insert_resource(Weights(vec![0.0; size.segments as usize]));
        world.insert_resource(routes.clone());
        world.insert_resource(cover.clone());
        world.insert_resource(Present::new(0));
        world.insert_resource(Ground(network));
        world.insert_resource(clock);
        let driver = Driver::new(&mut world, steps(), &clock);
        Self {
            world,
            driver,
            size,
            routes,
            cover,
        }
    }
}

impl Kernel for Engine {
    fn reset(&mut self, seed: u64) {
        let world = &mut self.world;
        let rows = Start::new(&world.resource::<Ground>().0);
        columns::reset(world, &rows.damage);
        columns::reset(world, &rows.progress);
        columns::reset(world, &rows.tracks);
        columns::reset(world, &rows.trains);
        columns::reset(world, &rows.timers);
        columns::reset(world, &rows.crews);
        columns::reset(world, &rows.sites);
        columns::reset(world, &rows.ammunition);
        columns::reset(world, &rows.suppression);
        columns::reset(world, &rows.packages);
        columns::reset(world, &rows.depots);
        world.resource_mut::<Routes>().clone_from(&self.routes);
        world.resource_mut::<Cover>().clone_from(&self.cover);
        world.insert_resource(Present::new(seed));
        world.insert_resource(Clock::new(HOUR));
    }

    fn run(&mut self, days: u32) {
        for _ in 0..days * HOURS {
            self.driver.run_tick(&mut self.world);
            self.world.resource_mut::<Clock>().advance();
        }
    }

    fn outcome(&mut self) -> Outcome {
        let world = &mut self.world;
        let timers = columns::column::<Timer>(world).to_vec();
        let trains = columns::column::<Train>(world).to_vec();
        let damage = columns::column::<Damage>(world).to_vec();
        let ammunition = columns::column::<Ammunition>(world).to_vec();
        debug_assert_eq!(trains.len(), self.size.trains as usize);
        Outcome::new(
            world.resource::<Present>().daily.clone(),
            trains.into_iter().zip(timers),
            damage.into_iter(),
            ammunition.into_iter(),
        )
    }
}

/// The rows at the start.
struct Start {
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
}

impl Start {
    fn new(network: &Network) -> Self {
        let size = network.size;
        let (trains, timers) = trains(size);
        let segments = size.segments as usize;
        Self {
            damage: vec![Damage::default(); segments],
            progress: vec![Progress::default(); segments],
            tracks: tracks(network),
            trains,
            timers,
            crews: vec![IDLE; size.crews() as usize],
            sites: sites(size),
            ammunition: vec![Ammunition(ROUNDS); size.batteries as usize],
            suppression: vec![Suppression::default(); size.batteries as usize],
            packages: vec![GROUNDED; size.packages as usize],
            depots: vec![FULL; size.lines as usize],
        }
    }
}

/// Everything that happens in a tick, in the order in which it happens.
fn steps() -> Vec<Step> {
    let at = |hour: u32| Due::EachDayAt(hour * HOUR);
    let weekly = Due::Weekly {
        second_of_day: HOUR,
        every_days: 7,
    };
    let by_night = Due::When(|_, clock| is_night(hour(clock)));
    let by_day = Due::When(|_, clock| !is_night(hour(clock)));
    vec![
        Step::new("sky", "weather", Due::DayBegins, weather),
        Step::new("supply", "replenish", Due::DayBegins, replenish),
        Step::new("flak", "redeploy", weekly, redeploy),
        Step::new("flak", "coverage", weekly, coverage),
        Step::new("flak", "resupply", at(2), resupply),
        Step::new("flak", "recover", Due::EveryTick, recover),
        Step::new("air", "weights", at(5), weights),
        Step::new("air", "plan", at(5), plan),
        Step::new("air", "flak", by_day, flak),
        Step::new("air", "bomb", by_day, bomb),
        Step::new("air", "hits", by_day, hits),
        Step::new("damage", "assign", Due::EveryTick, assign),
        Step::new("damage", "travel", Due::EveryTick, travel),
        Step::new("damage", "repair", Due::EveryTick, repair),
        Step::new("rail", "routing", at(17), routing),
        Step::new("rail", "capacity", by_night, capacity),
        Step::new("rail", "timers", Due::EveryTick, timers),
        Step::new("rail", "advance", by_night, advance),
        Step::new("supply", "unload", Due::EveryTick, unload),
        Step::new("supply", "load", Due::EveryTick, load),
        Step::new("supply", "consume", Due::EveryTick, consume),
        Step::new("record", "exposure", Due::EveryTick, exposure),
        Step::new("record", "daily", Due::DayEnds, daily),
    ]
}

fn hour(clock: &Clock) -> u32 {
    clock.second_of_day / HOUR
}

fn weather(mut present: ResMut<Present>, clock: Res<Clock>) {
    air::weather(&mut present, clock.tick);
}

fn replenish(mut depots: RowsMut<Depot>) {
    rail::replenish(depots.slice_mut());
}

fn redeploy(
    mut sites: RowsMut<Site>,
    ground: Res<Ground>,
    present: Res<Present>,
    clock: Res<Clock>,
) {
    if clock.day > 0 {
        air::redeploy(sites.slice_mut(), ground.0.size, &present.draws, clock.tick);
    }
}

fn coverage(mut cover: ResMut<Cover>, sites: Rows<Site>, ground: Res<Ground>) {
    air::coverage(&mut cover, sites.slice(), ground.0.size);
}

fn resupply(mut ammunition: RowsMut<Ammunition>) {
    air::resupply(ammunition.slice_mut());
}

fn recover(mut suppression: RowsMut<Suppression>) {
    air::recover(suppression.slice_mut());
}

fn weights(
    mut weights: ResMut<Weights>,
    ground: Res<Ground>,
    damage: Rows<Damage>,
    mut tracks: RowsMut<Track>,
) {
    air::weights(
        &mut weights.0,
        &ground.0,
        damage.slice(),
        tracks.slice_mut(),
    );
}

fn plan(
    mut packages: RowsMut<Package>,
    weights: Res<Weights>,
    present: Res<Present>,
    clock: Res<Clock>,
) {
    air::plan(packages.slice_mut(), &weights.0, &present, clock.tick);
}

fn flak(
    mut packages: RowsMut<Package>,
    mut ammunition: RowsMut<Ammunition>,
    mut suppression: RowsMut<Suppression>,
    cover: Res<Cover>,
    ground: Res<Ground>,
    mut present: ResMut<Present>,
    clock: Res<Clock>,
) {
    air::flak(
        packages.slice_mut(),
        ammunition.slice_mut(),
        suppression.slice_mut(),
        &cover,
        ground.0.size,
        &mut present,
        clock.tick,
        hour(&clock) as u8,
    );
}

fn bomb(mut packages: RowsMut<Package>, mut present: ResMut<Present>, clock: Res<Clock>) {
    let hour = hour(&clock) as u8;
    air::bomb(packages.slice_mut(), &mut present, clock.tick, hour);
}

fn hits(
    packages: Rows<Package>,
    mut damage: RowsMut<Damage>,
    mut progress: RowsMut<Progress>,
    clock: Res<Clock>,
) {
    air::hits(
        packages.slice(),
        damage.slice_mut(),
        progress.slice_mut(),
        hour(&clock) as u8,
    );
}

fn assign(mut crews: RowsMut<Crew>, damage: Rows<Damage>, ground: Res<Ground>) {
    rail::assign(crews.slice_mut(), damage.slice(), ground.0.size);
}

fn travel(mut crews: RowsMut<Crew>) {
    rail::travel(crews.slice_mut());
}

fn repair(
    mut crews: RowsMut<Crew>,
    mut damage: RowsMut<Damage>,
    mut progress: RowsMut<Progress>,
    present: Res<Present>,
    clock: Res<Clock>,
) {
    rail::repair(
        crews.slice_mut(),
        damage.slice_mut(),
        progress.slice_mut(),
        &present.draws,
        clock.tick,
    );
}

fn routing(
    mut routes: ResMut<Routes>,
    mut search: Local<Search>,
    ground: Res<Ground>,
    damage: Rows<Damage>,
) {
    rail::routing(&mut routes, &mut search, &ground.0, damage.slice());
}

fn capacity(mut tracks: RowsMut<Track>) {
    rail::capacity(tracks.slice_mut());
}

fn timers(mut timers: RowsMut<Timer>) {
    rail::timers(timers.slice_mut());
}

fn advance(
    mut trains: RowsMut<Train>,
    mut timers: RowsMut<Timer>,
    mut tracks: RowsMut<Track>,
    damage: Rows<Damage>,
    routes: Res<Routes>,
    present: Res<Present>,
    clock: Res<Clock>,
) {
    rail::advance(
        trains.slice_mut(),
        timers.slice_mut(),
        tracks.slice_mut(),
        damage.slice(),
        &routes,
        &present.draws,
        clock.tick,
    );
}

fn unload(
    mut trains: RowsMut<Train>,
    timers: Rows<Timer>,
    mut depots: RowsMut<Depot>,
    mut present: ResMut<Present>,
) {
    rail::unload(
        trains.slice_mut(),
        timers.slice(),
        depots.slice_mut(),
        &mut present.today,
    );
}

fn load(mut trains: RowsMut<Train>, mut timers: RowsMut<Timer>, mut depots: RowsMut<Depot>) {
    rail::load(trains.slice_mut(), timers.slice_mut(), depots.slice_mut());
}

fn consume(mut depots: RowsMut<Depot>, mut present: ResMut<Present>) {
    rail::consume(depots.slice_mut(), &mut present.today);
}

fn exposure(damage: Rows<Damage>, mut present: ResMut<Present>) {
    present.today.damaged_hours += u64::from(rail::damaged(damage.slice()));
}

fn daily(mut present: ResMut<Present>) {
    present.close_day();
}
