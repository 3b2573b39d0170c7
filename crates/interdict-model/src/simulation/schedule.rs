//! The list of the tick in a strict bevy schedule: a test of its order.
//!
//! Two systems that touch the same thing in no stated order are an error here; and the list can be run
//! in many orders that the statement allows, to show that the statement is enough.

use bevy_ecs::prelude::*;
use bevy_ecs::schedule::{
    LogLevel, ScheduleBuildSettings, ScheduleLabel, SingleThreadedExecutor, SystemSet,
};

use interdict_engine::{Clock, Driver, Due, Step};
use interdict_scenario::synthetic::{Shape, generate};

use super::{Seed, Simulation};
use crate::tick;

/// How much order the schedule is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Every step after the one before it.
    Chained,
    /// Phases after one another; the steps of a phase in no order.
    ByPhase,
}

#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct PhaseSet(&'static str);

#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct StepSet(usize);

/// A schedule in which every ambiguity is an error, nothing is applied behind one's back, and one
/// thread does all.
fn strict(label: impl ScheduleLabel, shuffle_seed: Option<u64>) -> Schedule {
    let mut schedule = Schedule::new(label);
    schedule.set_build_settings(ScheduleBuildSettings {
        ambiguity_detection: LogLevel::Error,
        hierarchy_detection: LogLevel::Error,
        auto_insert_apply_deferred: false,
        shuffle_seed,
        ..ScheduleBuildSettings::new()
    });
    schedule.set_executor(SingleThreadedExecutor::new());
    schedule
}

/// Puts the steps into a strict schedule. Each step runs when it is due by the [`Clock`] in the world;
/// a world without clock runs them all. Panics when a phase comes up again after another: a phase is one stretch of the list.
fn schedule(
    label: impl ScheduleLabel,
    steps: Vec<Step>,
    order: Order,
    shuffle_seed: Option<u64>,
) -> Schedule {
    let mut schedule = strict(label, shuffle_seed);
    let mut phases: Vec<&'static str> = Vec::new();
    for (place, step) in steps.into_iter().enumerate() {
        if phases.last() != Some(&step.phase) {
            assert!(
                !phases.contains(&step.phase),
                "phase `{}` comes up again at step `{}`",
                step.phase,
                step.name
            );
            if let Some(&last) = phases.last() {
                schedule.configure_sets(PhaseSet(step.phase).after(PhaseSet(last)));
            }
            phases.push(step.phase);
        }
        let due = step.due;
        let system = step
            .system
            .run_if(move |world: &World| due.is_due(world))
            .in_set(PhaseSet(step.phase))
            .in_set(StepSet(place));
        if order == Order::Chained && place > 0 {
            schedule.add_systems(system.after(StepSet(place - 1)));
        } else {
            schedule.add_systems(system);
        }
    }
    schedule
}

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct Tick;
#[derive(Resource, Default)]
struct Count(u32);

fn steps() -> Vec<Step> {
    let add = |mut count: ResMut<Count>| count.0 += 1;
    let double = |mut count: ResMut<Count>| count.0 *= 2;
    vec![
        Step::new("first", "add", Due::EveryTick, add),
        Step::new("first", "double", Due::EveryTick, double),
    ]
}

#[test]
fn a_stated_order_is_kept_and_an_unstated_one_is_an_error() {
    let mut world = World::new();
    world.init_resource::<Count>();
    for seed in 0..20 {
        world.resource_mut::<Count>().0 = 0;
        schedule(Tick, steps(), Order::Chained, Some(seed)).run(&mut world);
        assert_eq!(world.resource::<Count>().0, 2);
    }
    let mut loose = schedule(Tick, steps(), Order::ByPhase, None);
    assert!(loose.initialize(&mut world).is_err());
}

#[test]
fn phases_follow_one_another_whatever_the_order_within() {
    #[derive(Resource, Default)]
    struct Other(u32);
    let list = || {
        vec![
            Step::new(
                "first",
                "other",
                Due::EveryTick,
                |mut other: ResMut<Other>| {
                    other.0 += 1;
                },
            ),
            Step::new(
                "first",
                "add",
                Due::EveryTick,
                |mut count: ResMut<Count>| {
                    count.0 += 1;
                },
            ),
            Step::new(
                "second",
                "join",
                Due::EveryTick,
                |mut count: ResMut<Count>, other: Res<Other>| count.0 = count.0 * 10 + other.0,
            ),
        ]
    };
    for seed in 0..20 {
        let mut world = World::new();
        world.init_resource::<Count>();
        world.init_resource::<Other>();
        schedule(Tick, list(), Order::ByPhase, Some(seed)).run(&mut world);
        assert_eq!(world.resource::<Count>().0, 11);
    }
}

#[test]
fn the_driver_runs_the_same_list_the_same_way() {
    #[derive(Resource, Default, Debug, PartialEq)]
    struct Log(Vec<(u32, usize)>);
    let list = || {
        let dues = [
            Due::DayBegins,
            Due::Every(5 * 3_600),
            Due::Weekly {
                second_of_day: 40_000,
                every_days: 3,
            },
            Due::EachDayAt(40_000),
            Due::When(|_, clock| clock.tick.is_multiple_of(7)),
            Due::DayEnds,
        ];
        let step = |(place, due)| {
            let note = move |mut log: ResMut<Log>, clock: Res<Clock>| {
                log.0.push((clock.now, place));
            };
            Step::new("only", "note", due, note)
        };
        dues.into_iter().enumerate().map(step).collect()
    };
    let clock = Clock::new(3_600);
    let mut driven = World::new();
    let mut scheduled = World::new();
    for world in [&mut driven, &mut scheduled] {
        world.insert_resource(clock);
        world.init_resource::<Log>();
    }
    let mut driver = Driver::new(&mut driven, list(), &clock);
    let mut schedule = schedule(Tick, list(), Order::Chained, None);
    for _ in 0..10 * 24 {
        driver.run_tick(&mut driven);
        schedule.run(&mut scheduled);
        for world in [&mut driven, &mut scheduled] {
            world.resource_mut::<Clock>().advance();
        }
    }
    assert_eq!(driven.resource::<Log>(), scheduled.resource::<Log>());
    let weekly = driven.resource::<Log>().0.iter().filter(|note| note.1 == 2);
    assert_eq!(weekly.count(), 4);
}

#[test]
#[should_panic(expected = "phase `first` comes up again at step `late`")]
fn a_phase_is_one_stretch_of_the_list() {
    let step = |phase, name| Step::new(phase, name, Due::EveryTick, || ());
    let list = vec![
        step("first", "a"),
        step("second", "b"),
        step("first", "late"),
    ];
    schedule(Tick, list, Order::ByPhase, None);
}

#[test]
fn twenty_shuffles_of_the_strict_schedule_give_what_the_driver_gives() {
    let days = 4;
    let theatre = generate(
        Shape {
            days,
            ..Shape::small()
        },
        7,
    );
    let seed = Seed {
        seed: 2,
        replication: 0,
    };
    let driven = super::run(&theatre, seed).expect("no law breaks");
    for shuffle in 0..20 {
        let mut simulation = Simulation::new(&theatre);
        simulation.reset(seed);
        let steps = tick::steps(&theatre, theatre.domains(), false);
        let mut schedule = schedule(Tick, steps, Order::Chained, Some(shuffle));
        while simulation.day() < days {
            schedule.run(&mut simulation.world);
            simulation.world.resource_mut::<Clock>().advance();
            simulation.held().expect("no law breaks");
        }
        assert_eq!(
            simulation.record().digest,
            driven.digest,
            "shuffle {shuffle}"
        );
    }
}
