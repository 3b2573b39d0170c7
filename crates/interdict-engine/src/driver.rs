//! The driver: a list of systems, each built once, each run when it is due.
//!
//! Beside each system stands when it is due. What is due at fixed times of the day is looked up in a
//! table by tick of the day; what waits for its agenda is asked, cheaply, each tick. Order is the order
//! of the list, always.
//!
//! Why not bevy's own schedule: it costs twice as much for each system run, and something for each
//! that is not. Nothing is spawned in a tick, so there are no commands to apply, and a system that
//! asks for them is refused.

use std::fmt;

use bevy_ecs::prelude::*;
use bevy_ecs::system::BoxedSystem;

use crate::clock::Clock;

/// When a system is due.
#[derive(Clone, Copy)]
pub enum Due {
    /// Every tick.
    EveryTick,
    /// In the first tick of each day.
    DayBegins,
    /// In the last tick of each day.
    DayEnds,
    /// In the tick that covers this second of the day.
    EachDayAt(u32),
    /// In the tick that covers each whole multiple of so many seconds of the day.
    Every(u32),
    /// On the first day and every so many days after, in the tick that covers this second of the day.
    Weekly {
        /// Second of the day.
        second_of_day: u32,
        /// Days from one to the next.
        every_days: u16,
    },
    /// When this says so.
    When(fn(&World, &Clock) -> bool),
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |second: u32| format!("{:02}:{:02}", second / 3_600, second / 60 % 60);
        match self {
            Self::EveryTick => write!(f, "every tick"),
            Self::DayBegins => write!(f, "when the day begins"),
            Self::DayEnds => write!(f, "when the day ends"),
            Self::EachDayAt(second) => write!(f, "each day at {}", clock(*second)),
            Self::Every(seconds) => write!(f, "every {} h", f64::from(*seconds) / 3_600.0),
            Self::Weekly {
                second_of_day,
                every_days,
            } => {
                write!(f, "every {every_days} days at {}", clock(*second_of_day))
            }
            Self::When(_) => write!(f, "when its agenda has something"),
        }
    }
}

/// A system of the list, with its place in the tick.
pub struct Step {
    /// Its name, as people read it.
    pub name: &'static str,
    /// The phase of the tick it belongs to.
    pub phase: &'static str,
    /// When it is due.
    pub due: Due,
    /// The system.
    pub system: BoxedSystem,
}

impl Step {
    /// A step of the list.
    pub fn new<M>(
        phase: &'static str,
        name: &'static str,
        due: Due,
        system: impl IntoSystem<(), (), M, System: Send + Sync>,
    ) -> Self {
        Self {
            name,
            phase,
            due,
            system: Box::new(IntoSystem::into_system(system)),
        }
    }
}

/// Counts and times of the steps, where they are asked for. Never part of a result.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The caller's clock: some unit, monotone.
    pub now: fn() -> u64,
    /// Runs of each step.
    pub runs: Vec<u64>,
    /// Time spent in each step.
    pub time: Vec<u64>,
}

/// The list, ready to run.
pub struct Driver {
    steps: Vec<Step>,
    /// By tick of the day: steps due by the clock or to be asked, ascending.
    by_tick: Vec<Vec<u32>>,
    /// Where the time goes, where it is asked for.
    profile: Option<Profile>,
}

impl Driver {
    /// Builds every system of the list, once.
    pub fn new(world: &mut World, mut steps: Vec<Step>, clock: &Clock) -> Self {
        for step in &mut steps {
            step.system.initialize(world);
            assert!(
                !step.system.has_deferred(),
                "step `{}` asks for commands: nothing is spawned in a tick",
                step.name
            );
            assert!(
                !matches!(step.due, Due::Every(0) | Due::Weekly { every_days: 0, .. }),
                "step `{}` is due after no time at all",
                step.name
            );
        }
        let ticks = interdict_quantity::SECONDS_PER_DAY / clock.step;
        let mut by_tick = Vec::with_capacity(ticks as usize);
        let mut tick = Clock::new(clock.step);
        for _ in 0..ticks {
            let due = |step: &Step| is_due_by_time_of_day(step.due, &tick);
            by_tick.push(
                (0..steps.len() as u32)
                    .filter(|&s| due(&steps[s as usize]))
                    .collect(),
            );
            tick.advance();
        }
        Self {
            steps,
            by_tick,
            profile: None,
        }
    }

    /// Runs what is due in the present tick, in the order of the list.
    pub fn run_tick(&mut self, world: &mut World) {
        self.run_tick_and(world, |_, _| ());
    }

    /// The same, and after each step that ran looks at the world: number of the step, world.
    #[inline]
    pub fn run_tick_and(&mut self, world: &mut World, mut after: impl FnMut(usize, &mut World)) {
        let clock = *world.resource::<Clock>();
        let tick_of_day = (clock.second_of_day / clock.step) as usize;
        for &index in &self.by_tick[tick_of_day] {
            let step = &mut self.steps[index as usize];
            if !is_due_if_asked(step.due, world, &clock) {
                continue;
            }
            let before = self.profile.as_ref().map(|profile| (profile.now)());
            if let Err(error) = step.system.run_without_applying_deferred((), world) {
                panic!("system `{}` could not run: {error}", step.name);
            }
            if let (Some(profile), Some(before)) = (&mut self.profile, before) {
                profile.runs[index as usize] += 1;
                profile.time[index as usize] += (profile.now)() - before;
            }
            after(index as usize, world);
        }
    }

    /// Phase, name and time of the steps, in order.
    pub fn steps(&self) -> impl Iterator<Item = (&'static str, &'static str, Due)> + '_ {
        self.steps
            .iter()
            .map(|step| (step.phase, step.name, step.due))
    }

    /// Switches the profile on, with the caller's clock, from zero.
    pub fn start_profile(&mut self, now: fn() -> u64) {
        let count = self.steps.len();
        self.profile = Some(Profile {
            now,
            runs: vec![0; count],
            time: vec![0; count],
        });
    }

    /// What was counted since the profile was switched on; it is off from now on. `None` where it was off.
    pub fn take_profile(&mut self) -> Option<Profile> {
        self.profile.take()
    }
}

impl Due {
    /// Whether a step of this time is due in the present tick of a world; without a clock there, always.
    pub fn is_due(self, world: &World) -> bool {
        let Some(clock) = world.get_resource::<Clock>() else {
            return true;
        };
        is_due_by_time_of_day(self, clock) && is_due_if_asked(self, world, clock)
    }
}

/// The part of the answer that is found only in the tick itself.
#[inline]
fn is_due_if_asked(due: Due, world: &World, clock: &Clock) -> bool {
    match due {
        Due::When(asks) => asks(world, clock),
        Due::Weekly { every_days, .. } => clock.day.is_multiple_of(every_days),
        _ => true,
    }
}

/// The part of the answer that is the same every day.
fn is_due_by_time_of_day(due: Due, clock: &Clock) -> bool {
    match due {
        Due::EveryTick | Due::When(_) => true,
        Due::DayBegins => clock.is_first_of_day(),
        Due::DayEnds => clock.is_last_of_day(),
        Due::EachDayAt(second_of_day) | Due::Weekly { second_of_day, .. } => {
            clock.covers(second_of_day)
        }
        Due::Every(seconds) => {
            clock.second_of_day.div_ceil(seconds) * seconds < clock.second_of_day + clock.step
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Resource, Default)]
    struct Log(Vec<(u32, &'static str)>);

    fn note(name: &'static str) -> impl FnMut(ResMut<Log>, Res<Clock>) + Send + Sync {
        move |mut log: ResMut<Log>, clock: Res<Clock>| log.0.push((clock.now, name))
    }

    #[test]
    fn each_step_runs_when_it_is_due_in_the_order_of_the_list() {
        let mut world = World::new();
        let clock = Clock::new(3_600);
        world.insert_resource(clock);
        world.init_resource::<Log>();
        let steps = vec![
            Step::new("first", "ends", Due::DayEnds, note("ends")),
            Step::new("first", "six", Due::Every(6 * 3_600), note("six")),
            Step::new("second", "at", Due::EachDayAt(64_801), note("at")),
            Step::new(
                "second",
                "asks",
                Due::When(|_, clock| clock.now == 7_200),
                note("asks"),
            ),
        ];
        let mut driver = Driver::new(&mut world, steps, &clock);
        for _ in 0..24 {
            driver.run_tick(&mut world);
            world.resource_mut::<Clock>().advance();
        }
        let expected = [
            (0, "six"),
            (7_200, "asks"),
            (21_600, "six"),
            (43_200, "six"),
            (64_800, "six"),
            (64_800, "at"),
            (82_800, "ends"),
        ];
        assert_eq!(world.resource::<Log>().0, expected);
    }

    #[test]
    fn a_weekly_step_skips_the_days_between_and_a_profile_counts() {
        let mut world = World::new();
        let clock = Clock::new(900);
        world.insert_resource(clock);
        world.init_resource::<Log>();
        let due = Due::Weekly {
            second_of_day: 3_700,
            every_days: 7,
        };
        let steps = vec![
            Step::new("first", "weekly", due, note("weekly")),
            Step::new("first", "begins", Due::DayBegins, || ()),
        ];
        let mut driver = Driver::new(&mut world, steps, &clock);
        driver.start_profile(|| 5);
        for _ in 0..15 * 96 {
            driver.run_tick(&mut world);
            world.resource_mut::<Clock>().advance();
        }
        let at = |week: u32| (week * 7 * 86_400 + 3_600, "weekly");
        assert_eq!(world.resource::<Log>().0, [at(0), at(1), at(2)]);
        let profile = driver.profile.unwrap();
        assert_eq!((profile.runs, profile.time), (vec![3, 15], vec![0, 0]));
    }

    #[test]
    #[should_panic(expected = "step `spawns` asks for commands")]
    fn commands_are_refused() {
        let spawns = |mut commands: Commands| {
            commands.spawn_empty();
        };
        let steps = vec![Step::new("first", "spawns", Due::EveryTick, spawns)];
        Driver::new(&mut World::new(), steps, &Clock::new(900));
    }
}
