//! A run: a pure function of the scenario and the seed.

use bevy_ecs::prelude::World;
use interdict_engine::driver::Profile;
use interdict_engine::whole::fit;
use interdict_engine::{Chance, Clock, Digest, Driver, Due, Step};
use interdict_quantity::Key;
use interdict_scenario::synthetic::{Shape, generate};
use interdict_scenario::{Domain, Domains, Scenario, Unsound};

use crate::accounts::Books;
use crate::chance::REGISTRY;
use crate::cities::CityLog;
use crate::damage::impact::Impacts;
use crate::extend::{ExtendError, Extension, PutBack, recorded};
use crate::flak::silence::Silences;
use crate::kept;
use crate::laws::{BrokenLaw, Laws};
use crate::measure::Journal;
use crate::outcomes::{AreaSeries, FormationSeries, LineSeries, Series};
use crate::record::{Grid, Record};
use crate::recording::Tape;
use crate::schools::{SchoolLog, Schools};
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
/// A law of conservation that did not hold: a fault of the engine, with its place. Or [`UNSOUND`], for a scenario that was
/// changed by hand and makes no sense any more.
pub fn run(scenario: &Scenario, seed: Seed) -> Result<Record, BrokenLaw> {
    let mut simulation = Simulation::new(scenario);
    simulation.reset(seed);
    while simulation.run_day()? {}
    Ok(simulation.record())
}

/// The law that a run of an unsound scenario breaks before its first tick.
pub const UNSOUND: &str = "the scenario is sound";

/// One world and its list of systems, built once and put back in place for each replication.
pub struct Simulation {
    world: World,
    driver: Driver,
    days: u16,
    seed: Seed,
    digests_ticks: bool,
    unsound: Option<BrokenLaw>,
    own: Vec<PutBack>,
}

impl Simulation {
    /// Builds the world of a scenario, ready for its first tick under the default seed.
    ///
    /// Any value of the type is taken. What a scenario that was changed by hand says may make no sense: then nothing of it
    /// is built, and every run ends before its first tick with the law [`UNSOUND`]. [`Self::verified`] says so at once.
    pub fn new(scenario: &Scenario) -> Self {
        Self::with(scenario, scenario.domains(), false)
    }

    /// The same with the steps of these domains, too, though the scenario may have nothing for them to do: so that runs
    /// of two scenarios can be laid beside each other step by step.
    pub fn with_steps_of(scenario: &Scenario, domains: Domains) -> Self {
        Self::with(scenario, scenario.domains().and(domains), false)
    }

    /// The same, for a scenario that was changed by hand.
    ///
    /// # Errors
    /// The first thing in it that makes no sense.
    pub fn verified(scenario: &Scenario) -> Result<Self, Unsound> {
        scenario.sound()?;
        Ok(Self::new(scenario))
    }

    /// The same without asking whether the scenario is sound: for tests that go beyond what a file may say, on purpose.
    /// What makes no sense may panic. Steps of all domains run, so that a test may strike where nobody attacks.
    #[doc(hidden)]
    pub fn unverified(scenario: &Scenario) -> Self {
        let steps = tick::steps(scenario, Domains::of(&Domain::ALL), false);
        Self::build(scenario, steps, Vec::new(), false)
    }

    /// The same, with a digest of every tick.
    pub fn with_tick_digests(scenario: &Scenario) -> Self {
        Self::with(scenario, scenario.domains(), true)
    }

    fn with(scenario: &Scenario, domains: Domains, digests_ticks: bool) -> Self {
        let build = |scenario: &Scenario, domains: Domains| {
            let steps = tick::steps(scenario, domains, digests_ticks);
            Self::build(scenario, steps, Vec::new(), digests_ticks)
        };
        let Err(unsound) = scenario.sound() else {
            return build(scenario, domains);
        };
        // a small theatre stands in whose clock never moves
        let small = generate(Shape::small(), 0);
        let mut simulation = build(&small, small.domains());
        simulation.unsound = Some(BrokenLaw {
            day: 0,
            second: 0,
            law: UNSOUND.into(),
            detail: unsound.to_string(),
        });
        simulation
    }

    /// Builds the world of a scenario with processes from outside. Unstable, as [`extend`](crate::extend) is.
    ///
    /// # Errors
    /// When a step has no place in the tick, or the scenario makes no sense.
    pub fn extended(scenario: &Scenario, extension: &Extension) -> Result<Self, ExtendError> {
        scenario.sound().map_err(ExtendError::Unsound)?;
        let mut steps = tick::steps(scenario, scenario.domains(), false);
        extension.put_steps(&mut steps)?;
        let own = extension.fresh(scenario);
        Ok(Self::build(scenario, steps, own, false))
    }

    fn build(
        scenario: &Scenario,
        steps: Vec<Step>,
        own: Vec<PutBack>,
        digests_ticks: bool,
    ) -> Self {
        let mut world = World::new();
        theatre::populate(&mut world, scenario);
        let clock = Clock::new(scenario.step);
        for put in &own {
            put(&mut world);
        }
        let driver = Driver::new(&mut world, steps, &clock);
        let days = scenario.days;
        let mut simulation = Self {
            world,
            driver,
            days,
            seed: Seed::default(),
            digests_ticks,
            unsound: None,
            own,
        };
        simulation.reset(Seed::default());
        simulation
    }

    /// Back to the first tick, under another seed.
    pub fn reset(&mut self, seed: Seed) {
        self.seed = seed;
        kept::restore(&mut self.world, seed.seed, seed.replication);
        for put in &self.own {
            put(&mut self.world);
        }
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

    /// Runs one tick; false when the last day was done already.
    ///
    /// # Errors
    /// A broken law.
    pub fn run_tick(&mut self) -> Result<bool, BrokenLaw> {
        self.run_tick_and(|_, _| ())
    }

    /// The same, and after each step that ran looks at the world: number of the step, world.
    ///
    /// # Errors
    /// A broken law.
    pub fn run_tick_and(
        &mut self,
        after: impl FnMut(usize, &mut World),
    ) -> Result<bool, BrokenLaw> {
        if let Some(unsound) = &self.unsound {
            return Err(unsound.clone());
        }
        if self.day() >= self.days {
            return Ok(false);
        }
        self.driver.run_tick_and(&mut self.world, after);
        self.world.resource_mut::<Clock>().advance();
        self.held().map(|()| true)
    }

    /// Runs to the end of the present day; false when the last day was done already.
    ///
    /// # Errors
    /// A broken law.
    pub fn run_day(&mut self) -> Result<bool, BrokenLaw> {
        let day = self.day();
        while self.run_tick()? {
            if self.day() != day {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether every law has held so far.
    fn held(&self) -> Result<(), BrokenLaw> {
        match &self.world.resource::<Laws>().broken {
            Some(broken) => Err(broken.clone()),
            None => Ok(()),
        }
    }

    /// The tick and second that come next.
    pub fn clock(&self) -> Clock {
        *self.world.resource::<Clock>()
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

    /// Counts and times every step from now on, with the caller's clock: some unit, monotone.
    pub fn start_profile(&mut self, now: fn() -> u64) {
        self.driver.start_profile(now);
    }

    /// Counts and times of the steps since then, in the order of [`Self::steps`]; `None` where they were not asked for.
    pub fn take_profile(&mut self) -> Option<Profile> {
        self.driver.take_profile()
    }

    /// The world: for looking at what the model keeps, and for planting what a test needs. Nothing that is reached through
    /// it is promised to stay as it is.
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
            formed: self.world.resource::<Schools>().told(),
            students: self.world.resource::<SchoolLog>().students.clone(),
            cities: self.world.resource::<CityLog>().guarded.clone(),
            balances: self.world.resource::<Books>().ledger.balances().collect(),
            daily_digests: tape.daily.clone(),
            tick_digests: if self.digests_ticks {
                tape.ticks.clone()
            } else {
                Vec::new()
            },
            own: recorded(&self.world, days),
            digest: 0,
        };
        for grid in [
            &mut record.theatre,
            &mut record.lines,
            &mut record.formations,
            &mut record.areas,
            &mut record.students,
            &mut record.cities,
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
    for (grid, series) in [
        (&record.theatre, Series::COUNT),
        (&record.lines, LineSeries::COUNT),
        (&record.formations, FormationSeries::COUNT),
        (&record.areas, AreaSeries::COUNT),
    ] {
        digest_grid(grid, series, record.days, &mut digest);
    }
    for grid in [&record.students, &record.cities] {
        if grid.columns() > 0 {
            digest.numbers(grid.values());
        }
    }
    if !record.own.series.is_empty() {
        digest.numbers(record.own.grid.values());
    }
    digest.word(record.events.len() as u64);
    for event in &record.events {
        digest.pair(event.second, event.kind as u32);
        digest.word(event.key.0);
        digest.number(event.amount);
    }
    digest.finish()
}

/// Takes in what is not zero of a grid: whose it is, which series, the day and the value. Series are only ever appended,
/// so a new one that nothing moves leaves the digest as it was.
fn digest_grid(grid: &Grid, series: usize, days: u16, digest: &mut Digest) {
    for day in 0..days {
        for (column, &value) in grid.day(day).iter().enumerate() {
            if value != 0 {
                let (thing, which) = (column / series, column % series);
                digest.pair(fit(thing), fit::<u32, _>(which) << 16 | u32::from(day));
                digest.number(value);
            }
        }
    }
    digest.word(u64::MAX);
}

#[cfg(test)]
mod schedule;
#[cfg(test)]
mod tests;
