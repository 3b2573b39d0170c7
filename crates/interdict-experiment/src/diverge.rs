//! Where and why two runs part: the first moment, step, thing and field, what was drawn behind it, and
//! what came of it.
//!
//! Both arms are run under one seed, three times. First whole, looking at every field of every thing when
//! each day ends: so the first day on which anything differs is known, and how the difference grows.
//! Then again from that day on, looking after every step of the tick: so is the step in which each kind of
//! thing parts for the first time. Then a third time with a witness of chance, to write down the fields
//! and what was drawn and weighed in those steps. What stands in one scenario only, or otherwise in the
//! other, differs by construction: it is the treatment, and is left out.

use std::collections::{BTreeMap, BTreeSet};

use interdict_model::census::{Kind, Value};
use interdict_model::{BrokenLaw, Event, Identities, Record, Seed};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use serde::Serialize;

mod apart;
mod ask;
mod course;
pub mod floor;
pub mod names;
mod treated;

pub use apart::{Apart, EventsApart};
pub use ask::{PartError, Parted, part};
pub use course::{Fault, Weighed};
pub use treated::Treated;

use course::{Course, Snapshot, Steps};

/// Days after the first parting in which the first parting of each kind of thing is looked for.
const HORIZON: u16 = 45;

/// Where two runs part, and how far.
#[derive(Clone, Debug)]
pub struct Divergence {
    /// The first parting of each kind of thing, in order of time; empty where the runs are the same.
    pub partings: Vec<Parting>,
    /// How the difference grows, day by day.
    pub growth: Vec<Growth>,
    /// Events of one run that the other has not, or has otherwise.
    pub events: EventsApart,
    /// The two records, the base's first.
    pub records: [Record; 2],
    /// Whoever got a key in the two runs.
    pub identities: Identities,
}

impl Divergence {
    /// Everything that it tells of: what differs, who decided, what happened and what caused it.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let cells = self.partings.iter().flat_map(|parting| &parting.cells);
        let of_cells = cells.flat_map(|cell| {
            let thing = |value: Option<Value>| match value {
                Some(Value::Thing(key)) => Some(key),
                _ => None,
            };
            [Some(cell.who), thing(cell.base), thing(cell.arm)]
        });
        let weighed = self.partings.iter().flat_map(|parting| &parting.weighed);
        let of_events = self.events.all().flat_map(|event| {
            let cause = Some(event.cause).filter(|&cause| cause != Key::default());
            [Some(event.key), cause]
        });
        (of_cells.flatten())
            .chain(weighed.map(|weighed| weighed.who))
            .chain(of_events.flatten())
    }
}

/// The first moment at which a kind of thing differs.
#[derive(Clone, Debug)]
pub struct Parting {
    /// The kind of thing.
    pub kind: Kind,
    /// First second of the tick.
    pub second: u32,
    /// Phase and name of the step; `None` where it differs when the tick begins.
    pub step: Option<(&'static str, &'static str)>,
    /// What differs.
    pub cells: Vec<Apart>,
    /// Decisions of this step in which the same number met another limit and came to lie on its other
    /// side, or a decision that was made in one run only.
    pub weighed: Vec<Weighed>,
    /// Draws of this step in the base, in the arm, and in both.
    pub draws: [usize; 3],
}

/// How far two runs are apart when a day ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Growth {
    /// The day.
    pub day: u16,
    /// Things that differ in any field.
    pub things: u32,
    /// Events of the day in one run only, or otherwise.
    pub events: u32,
    /// Kilograms delivered more in the arm, from the first day to this one.
    pub delivered_kg: i64,
}

/// Finds where two runs part under a seed.
///
/// # Errors
/// A broken law in one of them.
pub fn diverge(base: &Scenario, arm: &Scenario, seed: Seed) -> Result<Divergence, BrokenLaw> {
    diverge_with(base, arm, seed, None)
}

/// The same, with a fault planted in the arm: for tests of what is found.
///
/// # Errors
/// A broken law in one of the runs.
pub fn diverge_with(
    base: &Scenario,
    arm: &Scenario,
    seed: Seed,
    fault: Option<&Fault>,
) -> Result<Divergence, BrokenLaw> {
    let mut identities = Identities::nobody();
    let found = identities.write_down(|| compared(base, arm, seed, fault))?;
    Ok(Divergence {
        identities,
        ..found
    })
}

fn compared(
    base: &Scenario,
    arm: &Scenario,
    seed: Seed,
    fault: Option<&Fault>,
) -> Result<Divergence, BrokenLaw> {
    let treated = treated::keys(base, arm);
    // both have the steps of both, so that a step has one number
    let steps_of = base.domains().and(arm.domains());
    let mut courses = [
        Course::new(base, steps_of, &treated, None),
        Course::new(arm, steps_of, &treated, fault),
    ];
    let (growth, records) = grow(&mut courses, seed)?;
    let events = EventsApart::of(&records[0], &records[1], &treated);
    let mut growth = growth;
    count_events(&mut growth, &events, &records);
    let Some(first) = growth.iter().find(|day| day.things > 0).map(|day| day.day) else {
        return Ok(Divergence {
            partings: Vec::new(),
            growth,
            events,
            records,
            identities: Identities::nobody(),
        });
    };
    let found = find(&mut courses, seed, first)?;
    let partings = describe(&mut courses, seed, first, &found)?;
    Ok(Divergence {
        partings,
        growth,
        events,
        records,
        identities: Identities::nobody(),
    })
}

/// Runs both to the end and looks at them when each day ends.
fn grow(courses: &mut [Course; 2], seed: Seed) -> Result<(Vec<Growth>, [Record; 2]), BrokenLaw> {
    let [base, arm] = courses;
    base.reset(seed);
    arm.reset(seed);
    let mut growth = Vec::new();
    let days = base.days().min(arm.days());
    for day in 0..days {
        base.run_day()?;
        arm.run_day()?;
        let mut things = BTreeSet::new();
        for &kind in Kind::ALL {
            if base.digest(kind) != arm.digest(kind) {
                let apart = apart::cells(&base.snapshot(kind), &arm.snapshot(kind));
                things.extend(apart.iter().map(|cell| (kind, cell.who)));
            }
        }
        growth.push(Growth {
            day,
            things: things.len() as u32,
            ..Growth::default()
        });
    }
    Ok((growth, [base.record(), arm.record()]))
}

fn count_events(growth: &mut [Growth], events: &EventsApart, records: &[Record; 2]) {
    let day_of = |event: &Event| (event.second / interdict_quantity::SECONDS_PER_DAY) as usize;
    for event in events.all() {
        if let Some(day) = growth.get_mut(day_of(event)) {
            day.events += 1;
        }
    }
    let [base, arm] = records;
    let series = interdict_model::Series::Delivered;
    let mut sum = 0;
    for (day, (base, arm)) in growth
        .iter_mut()
        .zip(base.series(series).zip(arm.series(series)))
    {
        sum += arm - base;
        day.delivered_kg = sum;
    }
}

/// Where a kind of thing parts: the tick, and after how many steps of the list.
type Place = (u32, usize);

/// Looks after every step of every tick, from a day on.
fn find(
    courses: &mut [Course; 2],
    seed: Seed,
    first: u16,
) -> Result<BTreeMap<Kind, Place>, BrokenLaw> {
    let [base, arm] = courses;
    base.start(seed, first)?;
    arm.start(seed, first)?;
    let mut found = BTreeMap::new();
    let last = base
        .days()
        .min(arm.days())
        .min(first.saturating_add(HORIZON));
    while base.day() < last && found.len() < Kind::ALL.len() {
        let kinds: Vec<Kind> = (Kind::ALL.iter().copied())
            .filter(|kind| !found.contains_key(kind))
            .collect();
        let tick = base.tick();
        let (steps, others) = (base.digests_of_tick(&kinds)?, arm.digests_of_tick(&kinds)?);
        for (place, &kind) in kinds.iter().enumerate() {
            if let Some(step) = first_difference(&steps, &others, place) {
                found.insert(kind, (tick, step));
            }
        }
    }
    Ok(found)
}

/// After how many steps two ticks differ in a kind for the first time. A step that did not run changed nothing.
fn first_difference(base: &Steps, arm: &Steps, place: usize) -> Option<usize> {
    let steps: BTreeSet<usize> = base.iter().chain(arm).map(|(step, _)| *step).collect();
    let after = |steps: &Steps, step: usize| {
        let last = steps.iter().rev().find(|(of, _)| *of <= step);
        last.map(|(_, digests)| digests[place])
    };
    (steps.into_iter()).find(|&step| after(base, step) != after(arm, step))
}

/// Writes down what differs and what was drawn at the places that were found.
fn describe(
    courses: &mut [Course; 2],
    seed: Seed,
    first: u16,
    found: &BTreeMap<Kind, Place>,
) -> Result<Vec<Parting>, BrokenLaw> {
    let [base, arm] = courses;
    base.start(seed, first)?;
    arm.start(seed, first)?;
    let mut places: Vec<(Place, Kind)> =
        found.iter().map(|(kind, place)| (*place, *kind)).collect();
    places.sort_unstable();
    let mut partings = Vec::new();
    let mut snapshots: [BTreeMap<Kind, Snapshot>; 2] = Default::default();
    for ((tick, step), kind) in places {
        if base.tick() <= tick {
            // several kinds may part in one tick: what was seen in it is kept for all of them
            let wanted: Vec<(usize, Kind)> = (found.iter())
                .filter(|(_, place)| place.0 == tick)
                .map(|(kind, place)| (place.1, *kind))
                .collect();
            snapshots = [base.look_at(tick, &wanted)?, arm.look_at(tick, &wanted)?];
        }
        let [of_base, of_arm] = &snapshots;
        let (Some(before), Some(after)) = (of_base.get(&kind), of_arm.get(&kind)) else {
            continue;
        };
        partings.push(Parting {
            kind,
            second: tick * base.step(),
            step: base.step_name(step),
            cells: apart::cells(before, after),
            weighed: course::parted(before, after),
            draws: course::shared(before, after),
        });
    }
    Ok(partings)
}

#[cfg(test)]
mod tests;
