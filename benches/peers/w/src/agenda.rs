//! The same on the engine, by due times: who waits is not asked.
//!
//! On agendas stand trains that load, unload or are broken down, and the ends of repairs, which are
//! found by looking ahead along the numbers of the crew. Rounds, suppression, consumption and exposure
//! are settled when somebody asks. Packages lie in the hour at which they strike. Routes are found anew
//! only when the set of damaged segments has changed. What remains to be polled is trains that may run.

use bevy_ecs::prelude::{Res, ResMut, Resource, World};
use interdict_engine::{Clock, Driver, Due, RowsMut, Step, columns};

use crate::shape::{Network, Size};
use crate::state::{Ammunition, Cover, Damage, HOURS, Present, Routes, Site, Timer, sites, tracks};
use crate::{Kernel, Outcome, air, rail};
use repair::{Gang, Repairs};
use running::{Runner, Store, Yard};
use strike::{Battery, Plan};

mod repair;
mod running;
mod strike;

const HOUR: u32 = 3_600;

/// What never changes, for the systems.
#[derive(Resource)]
struct Ground(Network);

/// The workload on the engine, by due times.
pub struct ByAgenda {
    world: World,
    driver: Driver,
    routes: Routes,
    cover: Cover,
    days: u32,
}

impl ByAgenda {
    /// A theatre of some size.
    pub fn new(size: Size) -> Self {
        let mut world = World::new();
        let network = Network::new(size);
        let clock = Clock::new(HOUR);
        let (mut routes, mut cover) = (Routes::default(), Cover::default());
        let none = vec![Damage::default(); size.segments as usize];
        rail::routing(&mut routes, &mut rail::Search::default(), &network, &none);
        air::coverage(&mut cover, &sites(size), size);
        columns::populate(&mut world, &none);
        columns::populate(&mut world, &tracks(&network));
        columns::populate(&mut world, &sites(size));
        columns::populate(&mut world, &Runner::all(size));
        columns::populate(&mut world, &Store::all(size));
        columns::populate(&mut world, &Gang::all(size));
        columns::populate(&mut world, &Battery::all(size));
        world.insert_resource(Yard::new(size, routes.clone()));
        world.insert_resource(Repairs::new(size));
        world.insert_resource(Plan::new(size, cover.clone()));
        world.insert_resource(Present::new(0));
        world.insert_resource(Ground(network));
        world.insert_resource(clock);
        let driver = Driver::new(&mut world, steps(), &clock);
        Self {
            world,
            driver,
            routes,
            cover,
            days: 0,
        }
    }
}

impl Kernel for ByAgenda {
    fn reset(&mut self, seed: u64) {
        let world = &mut self.world;
        let network = &world.resource::<Ground>().0;
        let (size, tracks) = (network.size, tracks(network));
        columns::reset(world, &vec![Damage::default(); size.segments as usize]);
        columns::reset(world, &tracks);
        columns::reset(world, &sites(size));
        columns::reset(world, &Runner::all(size));
        columns::reset(world, &Store::all(size));
        columns::reset(world, &Gang::all(size));
        columns::reset(world, &Battery::all(size));
        world.resource_mut::<Yard>().reset(size, &self.routes);
        world.resource_mut::<Repairs>().reset();
        world.resource_mut::<Plan>().reset(&self.cover);
        world.insert_resource(Present::new(seed));
        world.insert_resource(Clock::new(HOUR));
    }

    fn run(&mut self, days: u32) {
        self.days = days;
        for _ in 0..days * HOURS {
            self.driver.run_tick(&mut self.world);
            self.world.resource_mut::<Clock>().advance();
        }
    }

    fn outcome(&mut self) -> Outcome {
        let world = &mut self.world;
        let last = (self.days * HOURS).saturating_sub(1);
        let runners = columns::column::<Runner>(world).to_vec();
        let damage = columns::column::<Damage>(world).to_vec();
        let batteries = columns::column::<Battery>(world).to_vec();
        Outcome::new(
            world.resource::<Present>().daily.clone(),
            runners
                .into_iter()
                .map(|runner| (runner.train, Timer(runner.due.saturating_sub(last) as u8))),
            damage.into_iter(),
            batteries
                .into_iter()
                .map(|battery| Ammunition(battery.rounds_at(last))),
        )
    }
}

/// Everything that happens in a tick, in the order in which it happens.
fn steps() -> Vec<Step> {
    let at = |hour: u32| Due::EachDayAt(hour * HOUR);
    let weekly = Due::Weekly {
        second_of_day: HOUR,
        every_days: 7,
    };
    vec![
        Step::new("day", "dawn", Due::DayBegins, dawn),
        Step::new("flak", "redeploy", weekly, redeploy),
        Step::new("air", "plan", at(5), strike::plan),
        Step::new("air", "strike", Due::When(strike::is_due), strike::strike),
        Step::new("damage", "mend", Due::When(repair::is_due), repair::mend),
        Step::new("rail", "route", at(17), running::route),
        Step::new("rail", "run", Due::When(running::is_due), running::run),
        Step::new("day", "dusk", Due::DayEnds, dusk),
    ]
}

/// The weather turns over, and the rear depots are filled up.
fn dawn(mut present: ResMut<Present>, mut stores: RowsMut<Store>, clock: Res<Clock>) {
    air::weather(&mut present, clock.tick);
    for store in stores.slice_mut() {
        store.replenish();
    }
}

/// Every site moves somewhere else.
fn redeploy(
    mut sites: RowsMut<Site>,
    mut plan: ResMut<Plan>,
    ground: Res<Ground>,
    present: Res<Present>,
    clock: Res<Clock>,
) {
    if clock.day > 0 {
        let sites = sites.slice_mut();
        air::redeploy(sites, ground.0.size, &present.draws, clock.tick);
        air::coverage(&mut plan.cover, sites, ground.0.size);
    }
}

/// What was left to be settled is settled, and the day is put down.
fn dusk(
    mut stores: RowsMut<Store>,
    mut repairs: ResMut<Repairs>,
    mut present: ResMut<Present>,
    clock: Res<Clock>,
) {
    let today = &mut present.today;
    for store in stores.slice_mut() {
        store.settle(clock.tick + 1, today);
    }
    repairs.settle(clock.tick + 1, today);
    present.close_day();
}
