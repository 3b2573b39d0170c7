//! One tick of the war: everything that happens, in the order it happens, and beside each when it is
//! due. Nothing runs that is not listed here.

use bevy_ecs::prelude::World;
use interdict_engine::Due::{DayBegins, DayEnds, EachDayAt, EveryTick, When};
use interdict_engine::{Clock, Step};
use interdict_scenario::Scenario;

use crate::damage::closure::Closures;
use crate::rail::dispatcher::RailAgenda;
use crate::rail::train::TrainHits;
use crate::{damage, laws, rail, recording, supply};

const HOUR: u32 = 3_600;

/// The list.
pub(crate) fn steps(scenario: &Scenario, digests_ticks: bool) -> Vec<Step> {
    let plan = &scenario.rules.timetable;
    let at = |hour: f64| EachDayAt((f64::from(HOUR) * hour) as u32);
    let digests = if digests_ticks { EveryTick } else { DayEnds };
    let mut steps = vec![
        // The day begins: who is there, and what is new.
        Step::new(
            "muster",
            "formations come and go",
            DayBegins,
            supply::consumption::come_and_go,
        ),
        Step::new(
            "muster",
            "trucks come and go",
            DayBegins,
            supply::trucks::muster,
        ),
        Step::new(
            "muster",
            "bases are supplied",
            DayBegins,
            rail::yard::supply_bases,
        ),
        Step::new(
            "flood",
            "flooded lines reopen",
            DayBegins,
            damage::flood::reopen,
        ),
        // The railway plans, then moves.
        Step::new(
            "plan",
            "the plan is made",
            at(plan.plan_hour),
            rail::planning::plan,
        ),
        Step::new(
            "plan",
            "the plan is revised",
            at(plan.revise_hour),
            rail::planning::revise,
        ),
        Step::new(
            "plan",
            "and revised again",
            at(plan.second_revise_hour),
            rail::planning::revise,
        ),
        Step::new(
            "rail",
            "trains move",
            When(railway_is_due),
            rail::movement::run,
        ),
        Step::new(
            "watch",
            "gates are watched",
            When(gates_are_stale),
            recording::watch_gates,
        ),
        // Supplies are used.
        Step::new(
            "supply",
            "trucks feed the front",
            EachDayAt(21 * HOUR),
            supply::trucks::supply_front,
        ),
        Step::new(
            "supply",
            "formations consume",
            EachDayAt(6 * HOUR),
            supply::consumption::consume,
        ),
        Step::new(
            "supply",
            "depots close the day",
            DayEnds,
            supply::depot::close_day,
        ),
        // The day is taken stock of.
        Step::new("record", "stock is taken", DayEnds, recording::take_stock),
        Step::new(
            "laws",
            "supplies are conserved",
            DayEnds,
            laws::check_supplies,
        ),
        Step::new("laws", "trains are conserved", DayEnds, laws::check_railway),
        Step::new("write", "the day is written", DayEnds, recording::write_day),
        Step::new(
            "digest",
            "the railway is digested",
            digests,
            recording::digest_railway,
        ),
        Step::new("seal", "the day is sealed", DayEnds, recording::seal_day),
    ];
    if digests_ticks {
        steps.push(Step::new(
            "seal",
            "the tick is sealed",
            EveryTick,
            recording::seal_tick,
        ));
    }
    steps
}

fn railway_is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<RailAgenda>().0.is_due(clock.until)
        || !world.resource::<TrainHits>().pending.is_empty()
        || !world.resource::<Closures>().changed.is_empty()
        || !world.resource::<Closures>().opened.is_empty()
}

fn gates_are_stale(world: &World, _: &Clock) -> bool {
    world.resource::<Closures>().has_changed
}
