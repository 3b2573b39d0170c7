//! What processes from outside leave in the record and in the digest of the day.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Digest, Due, Step};

use crate::outcomes::OwnSeries;
use crate::record::{Grid, OwnRecord};
use crate::recording::Tape;

/// Today's counters of processes from outside, as their steps ask for them: `ResMut<OwnMeasures>`.
#[derive(Resource, Clone, Debug, Default)]
pub struct OwnMeasures {
    series: Vec<OwnSeries>,
    today: Vec<i64>,
}

impl OwnMeasures {
    /// Counters at zero.
    pub(super) fn new(series: &[OwnSeries]) -> Self {
        Self {
            series: series.to_vec(),
            today: vec![0; series.len()],
        }
    }

    /// Adds to a series.
    ///
    /// # Panics
    /// When the series is not part of the extension: a mistake of who wrote the process.
    pub fn add(&mut self, series: &OwnSeries, amount: i64) {
        let found = self
            .series
            .iter()
            .position(|known| known.name == series.name);
        self.today[found.expect("a series of the extension")] += amount;
    }
}

/// The record of processes from outside in the making.
#[derive(Resource, Clone)]
pub(crate) struct OwnTape {
    pub(super) grid: Grid,
    /// Name of each state, and how it goes into a digest.
    pub(super) kept: Vec<(&'static str, fn(&World, &mut Digest))>,
}

/// What a world has recorded so far; nothing where it has no extension.
pub(crate) fn recorded(world: &World, days: u16) -> OwnRecord {
    let Some(tape) = world.get_resource::<OwnTape>() else {
        return OwnRecord::default();
    };
    let mut grid = tape.grid.clone();
    grid.truncate(days);
    OwnRecord {
        series: world.resource::<OwnMeasures>().series.clone(),
        grid,
    }
}

/// Adds the steps that write the day down and digest what is kept.
pub(super) fn put_steps(steps: &mut Vec<Step>) {
    let write = Step::new(
        "write",
        "the day of extensions is written",
        Due::DayEnds,
        write_day,
    );
    let digest = Step::new(
        "digest",
        "extensions are digested",
        Due::DayEnds,
        digest_state,
    );
    for step in [write, digest] {
        let last = steps.iter().rposition(|known| known.phase == step.phase);
        let at = last.map_or(steps.len(), |last| last + 1);
        steps.insert(at, step);
    }
}

fn write_day(clock: Res<Clock>, mut measures: ResMut<OwnMeasures>, mut tape: ResMut<OwnTape>) {
    tape.grid
        .day_mut(clock.day)
        .copy_from_slice(&measures.today);
    measures.today.fill(0);
}

fn digest_state(world: &mut World) {
    let kept = world.resource::<OwnTape>().kept.clone();
    for (name, put) in kept {
        let mut digest = Digest::new(name);
        put(world, &mut digest);
        let table = digest.finish();
        world.resource_mut::<Tape>().tables.table(name, table);
    }
}
