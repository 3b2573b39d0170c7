//! A run: a pure function of the scenario and the seed.

use bevy_ecs::prelude::World;
use bevy_ecs::schedule::ScheduleLabel;
use interdict_engine::{Chance, Clock, Digest, Driver, Due};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::accounts::Books;
use crate::chance::REGISTRY;
use crate::damage::impact::Impacts;
use crate::flak::silence::Silences;
use crate::kept;
use crate::laws::{BrokenLaw, Laws};
use crate::measure::Journal;
use crate::record::Record;
use crate::recording::Tape;
use crate::staff::outlook::Outlook;
use crate::theatre;
use crate::tick;

/// Which of the possible courses of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Seed {
    /// The master seed.
    pub seed: u64,
    /// The replication under it.
    pub replication: u32,
}

/// Runs a scenario to its end.
///
/// # Errors
/// A law of conservation that did not hold: a fault of the engine, with its place.
pub fn run(scenario: &Scenario, seed: Seed) -> Result<Record, BrokenLaw> {
    let mut simulation = Simulation::new(scenario);
    simulation.reset(seed);
    while simulation.run_day()? {}
    Ok(simulation.record())
}

/// Runs a scenario with the list of the tick in a strict bevy schedule instead of the driver: ambiguity
/// is an error, and `shuffle` picks one of the orders that the list allows. For tests of the order.
///
/// # Errors
/// As [`run`].
pub fn run_by_schedule(scenario: &Scenario, seed: Seed, shuffle: u64) -> Result<Record, BrokenLaw> {
    let mut simulation = Simulation::new(scenario);
    simulation.reset(seed);
    let steps = tick::steps(scenario, false);
    let mut schedule = interdict_engine::schedule::schedule(
        Tick,
        steps,
        interdict_engine::schedule::Order::Chained,
        Some(shuffle),
    );
    while simulation.day() < simulation.days {
        schedule.run(&mut simulation.world);
        simulation.world.resource_mut::<Clock>().advance();
        if let Some(broken) = &simulation.world.resource::<Laws>().broken {
            return Err(broken.clone());
        }
    }
    Ok(simulation.record())
}

/// The label of the tick in a schedule.
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Tick;

/// One world and its list of systems, built once and put back in place for each replication.
pub struct Simulation {
    world: World,
    driver: Driver,
    days: u16,
    seed: Seed,
    digests_ticks: bool,
}

impl Simulation {
    /// Builds the world of a scenario, ready for its first tick under the default seed.
    pub fn new(scenario: &Scenario) -> Self {
        Self::with(scenario, false)
    }

    /// The same, with a digest of every tick.
    pub fn with_tick_digests(scenario: &Scenario) -> Self {
        Self::with(scenario, true)
    }

    fn with(scenario: &Scenario, digests_ticks: bool) -> Self {
        let mut world = World::new();
        theatre::populate(&mut world, scenario);
        let clock = Clock::new(scenario.step);
        let driver = Driver::new(&mut world, tick::steps(scenario, digests_ticks), &clock);
        let days = scenario.days;
        let mut simulation = Self {
            world,
            driver,
            days,
            seed: Seed::default(),
            digests_ticks,
        };
        simulation.reset(Seed::default());
        simulation
    }

    /// Back to the first tick, under another seed.
    pub fn reset(&mut self, seed: Seed) {
        self.seed = seed;
        kept::restore(&mut self.world, seed.seed, seed.replication);
    }

    /// From now on leaves out what these bombs, flights or raids strike; until the next reset.
    pub fn spare(&mut self, causes: Vec<Key>) {
        self.world.resource_mut::<Impacts>().spared = causes;
    }

    /// From the next tick on chance is that of another replication under the same seed, until the next reset. What was
    /// drawn and decided before stays as it is, so nothing before this moment changes: fresh chance from here on.
    pub fn branch(&mut self, replication: u32) {
        let chance = Chance::new(self.seed.seed, replication, REGISTRY);
        self.world.insert_resource(chance);
        self.world.resource_mut::<Outlook>().forget();
    }

    /// Runs one tick.
    ///
    /// # Errors
    /// A broken law.
    pub fn run_tick(&mut self) -> Result<(), BrokenLaw> {
        self.driver.run_tick(&mut self.world);
        self.world.resource_mut::<Clock>().advance();
        self.world
            .resource::<Laws>()
            .broken
            .clone()
            .map_or(Ok(()), Err)
    }

    /// Runs one tick, and after each step that ran looks at the world: number of the step, world.
    ///
    /// # Errors
    /// A broken law.
    pub fn run_tick_and(&mut self, after: impl FnMut(usize, &mut World)) -> Result<(), BrokenLaw> {
        self.driver.run_tick_and(&mut self.world, after);
        self.world.resource_mut::<Clock>().advance();
        let broken = &self.world.resource::<Laws>().broken;
        broken.clone().map_or(Ok(()), Err)
    }

    /// The tick and second that come next.
    pub fn clock(&self) -> Clock {
        *self.world.resource::<Clock>()
    }

    /// Runs to the end of the present day; false when the last day was done already.
    ///
    /// # Errors
    /// A broken law.
    pub fn run_day(&mut self) -> Result<bool, BrokenLaw> {
        if self.day() >= self.days {
            return Ok(false);
        }
        let day = self.day();
        while self.day() == day {
            self.driver.run_tick(&mut self.world);
            self.world.resource_mut::<Clock>().advance();
        }
        match &self.world.resource::<Laws>().broken {
            Some(broken) => Err(broken.clone()),
            None => Ok(true),
        }
    }

    /// Days done.
    pub fn day(&self) -> u16 {
        self.world.resource::<Clock>().day
    }

    /// Digest of each kind of thing that is kept, by name, at the end of the last day or tick that was digested.
    pub fn tables(&self) -> &[(&'static str, u64)] {
        self.world.resource::<Tape>().tables.tables()
    }

    /// The list of the tick: phase, name and time of each step, in order.
    pub fn steps(&self) -> impl Iterator<Item = (&'static str, &'static str, Due)> + '_ {
        self.driver.steps()
    }

    /// The driver, for a profile.
    pub fn driver_mut(&mut self) -> &mut Driver {
        &mut self.driver
    }

    /// The world, for looking in from a test.
    pub fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// What has been recorded so far.
    pub fn record(&self) -> Record {
        let tape = self.world.resource::<Tape>();
        let days = self.day();
        let mut record = Record {
            seed: self.seed.seed,
            replication: self.seed.replication,
            days,
            theatre: tape.theatre.clone(),
            lines: tape.lines.clone(),
            formations: tape.formations.clone(),
            areas: tape.areas.clone(),
            events: self.world.resource::<Journal>().events.clone(),
            silences: self.world.resource::<Silences>().listed(),
            balances: self.world.resource::<Books>().ledger.balances().collect(),
            daily_digests: tape.daily.clone(),
            tick_digests: if self.digests_ticks {
                tape.ticks.clone()
            } else {
                Vec::new()
            },
            digest: 0,
        };
        for grid in [
            &mut record.theatre,
            &mut record.lines,
            &mut record.formations,
            &mut record.areas,
        ] {
            grid.truncate(days);
        }
        record.digest = digest(&record);
        record
    }
}

/// The digest of a record: its days, its series and its events.
fn digest(record: &Record) -> u64 {
    let mut digest = Digest::new("record");
    digest.word(u64::from(record.days));
    record
        .daily_digests
        .iter()
        .for_each(|&day| digest.word(day));
    for grid in [
        &record.theatre,
        &record.lines,
        &record.formations,
        &record.areas,
    ] {
        digest.numbers(grid.values());
    }
    digest.word(record.events.len() as u64);
    for event in &record.events {
        digest.pair(event.second, event.kind as u32);
        digest.word(event.key.0);
        digest.number(event.amount);
    }
    digest.finish()
}
