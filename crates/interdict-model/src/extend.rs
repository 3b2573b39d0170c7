//! Processes from outside: steps, state, knobs, series and draws that are not the model's own.
//!
//! Unstable: everything here may change with any version, and so may whatever of the model a process from outside reads.
//!
//! An [`Extension`] says what is added; [`Simulation::extended`](crate::Simulation::extended) builds a world with it. What
//! is added obeys the model's rules: state is put back for each replication and takes part in the digest of the day,
//! numbers are drawn for a purpose by who asks and when, steps run where the list says and spawn nothing. A world without
//! extension is the model's to the bit.

use std::fmt;
use std::sync::Arc;

use bevy_ecs::prelude::*;
pub use bevy_ecs::prelude::{Res, ResMut};
use bevy_ecs::system::IntoSystem;
use interdict_engine::{Digest, Due, Purpose, Step};
use interdict_scenario::Scenario;

use crate::record::Grid;

mod recorded;

pub use crate::outcomes::OwnSeries;
pub use crate::record::OwnRecord;
pub use recorded::OwnMeasures;
use recorded::OwnTape;
pub(crate) use recorded::recorded;

/// First number of the purposes that belong to processes from outside: the model's own stay below.
const OWN_PURPOSES: u16 = 0x8000;

/// A purpose of chance of one's own, by number. One purpose, one meaning; numbers of two extensions that are used together
/// must differ.
///
/// # Panics
/// At compile time or when called, with a number of 32,768 or more.
pub const fn purpose(number: u16) -> Purpose {
    assert!(
        number < OWN_PURPOSES,
        "there are 32,768 purposes of one's own"
    );
    Purpose(OWN_PURPOSES + number)
}

/// A knob of a process from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnKnob {
    /// Its path: `desertion.share`.
    pub path: &'static str,
    /// Value where none is set: one that switches the process off.
    pub default: f64,
    /// The lowest value allowed.
    pub low: f64,
    /// The highest value allowed.
    pub high: f64,
    /// Unit.
    pub unit: &'static str,
    /// What it means.
    pub doc: &'static str,
}

/// What a process from outside keeps from tick to tick.
pub trait OwnState: Clone + Send + Sync + 'static {
    /// Its name among the tables of a digest.
    const NAME: &'static str;

    /// How it stands before the first tick.
    fn fresh(scenario: &Scenario) -> Self;

    /// Puts every field that can change into a digest: state that is left out lets two runs part unseen.
    fn digest(&self, digest: &mut Digest);
}

/// State of a process from outside, as its steps ask for it: `ResMut<Own<Desertion>>`.
#[derive(Resource, Clone, Debug)]
pub struct Own<T: Send + Sync + 'static>(pub T);

/// The knobs of processes from outside, as their steps ask for them: `Res<OwnKnobs>`.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct OwnKnobs(Vec<(OwnKnob, f64)>);

impl OwnKnobs {
    /// The value of a knob.
    ///
    /// # Panics
    /// When the knob is not part of the extension: a mistake of who wrote the process.
    pub fn value(&self, knob: &OwnKnob) -> f64 {
        let found = self.0.iter().find(|(known, _)| known.path == knob.path);
        found.expect("a knob of the extension").1
    }

    fn set(&mut self, path: &str, value: f64) -> Result<(), ExtendError> {
        let Some((knob, old)) = self.0.iter_mut().find(|(knob, _)| knob.path == path) else {
            return Err(ExtendError::UnknownKnob(path.to_owned()));
        };
        if !(knob.low..=knob.high).contains(&value) {
            return Err(ExtendError::OutOfRange(*knob, value));
        }
        *old = value;
        Ok(())
    }
}

/// Why an extension cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum ExtendError {
    /// There is no step of this name to stand before or after.
    UnknownStep(&'static str),
    /// There is no knob of this path.
    UnknownKnob(String),
    /// A value lies outside the range of its knob, or is no number.
    OutOfRange(OwnKnob, f64),
    /// The scenario makes no sense: it was changed by hand.
    Unsound(interdict_scenario::Unsound),
}

impl fmt::Display for ExtendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownStep(name) => write!(f, "there is no step `{name}` in the tick"),
            Self::UnknownKnob(path) => write!(f, "there is no knob `{path}` in the extension"),
            Self::OutOfRange(knob, value) => write!(
                f,
                "`{}` is {value} {}, which is not from {} to {}",
                knob.path, knob.unit, knob.low, knob.high
            ),
            Self::Unsound(unsound) => unsound.fmt(f),
        }
    }
}

impl std::error::Error for ExtendError {}

/// Puts a fresh state into a world: first when it is built, then for each replication.
pub(crate) type PutBack = Arc<dyn Fn(&mut World) + Send + Sync>;

/// One state: how it is made for a scenario, and how it goes into a digest.
#[derive(Clone)]
struct Kept {
    name: &'static str,
    fresh: fn(&Scenario) -> PutBack,
    digest: fn(&World, &mut Digest),
}

/// Where a step stands.
#[derive(Clone, Copy)]
enum Place {
    Before(&'static str),
    After(&'static str),
}

/// What is added to the model.
#[derive(Clone, Default)]
pub struct Extension {
    knobs: OwnKnobs,
    series: Vec<OwnSeries>,
    kept: Vec<Kept>,
    steps: Vec<(Place, Arc<dyn Fn(&'static str) -> Step + Send + Sync>)>,
}

impl Extension {
    /// An extension that adds nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a knob, with its default.
    #[must_use]
    pub fn knob(mut self, knob: OwnKnob) -> Self {
        self.knobs.0.push((knob, knob.default));
        self
    }

    /// The same extension with another value of a knob.
    ///
    /// # Errors
    /// When there is no such knob, or the value is outside its range.
    pub fn set(mut self, path: &str, value: f64) -> Result<Self, ExtendError> {
        self.knobs.set(path, value)?;
        Ok(self)
    }

    /// Adds a series.
    #[must_use]
    pub fn series(mut self, series: OwnSeries) -> Self {
        self.series.push(series);
        self
    }

    /// Adds state.
    #[must_use]
    pub fn state<T: OwnState>(mut self) -> Self {
        self.kept.push(Kept {
            name: T::NAME,
            fresh: |scenario| {
                let fresh = Own(T::fresh(scenario));
                Arc::new(move |world| world.insert_resource(fresh.clone()))
            },
            digest: |world, digest| world.resource::<Own<T>>().0.digest(digest),
        });
        self
    }

    /// Adds a step after a step of the tick, by the name that `interdict explain tick` lists.
    #[must_use]
    pub fn after<M, S>(self, step: &'static str, name: &'static str, due: Due, system: S) -> Self
    where
        S: IntoSystem<(), (), M, System: Send + Sync> + Clone + Send + Sync + 'static,
    {
        self.step(Place::After(step), name, due, system)
    }

    /// Adds a step before a step of the tick.
    #[must_use]
    pub fn before<M, S>(self, step: &'static str, name: &'static str, due: Due, system: S) -> Self
    where
        S: IntoSystem<(), (), M, System: Send + Sync> + Clone + Send + Sync + 'static,
    {
        self.step(Place::Before(step), name, due, system)
    }

    fn step<M, S>(mut self, place: Place, name: &'static str, due: Due, system: S) -> Self
    where
        S: IntoSystem<(), (), M, System: Send + Sync> + Clone + Send + Sync + 'static,
    {
        let make = move |phase| Step::new(phase, name, due, system.clone());
        self.steps.push((place, Arc::new(make)));
        self
    }

    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.kept.is_empty() && self.series.is_empty()
    }

    /// One number for knobs, series, state and names of steps: two extensions whose runs may be put together have the same.
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new("extension");
        for (knob, value) in &self.knobs.0 {
            digest.text(knob.path);
            digest.real(*value);
        }
        let series = self.series.iter().map(|series| series.name);
        for name in series.chain(self.kept.iter().map(|kept| kept.name)) {
            digest.text(name);
        }
        for (_, make) in &self.steps {
            digest.text(make("").name);
        }
        digest.finish()
    }

    /// Puts the steps in their places.
    pub(crate) fn put_steps(&self, steps: &mut Vec<Step>) -> Result<(), ExtendError> {
        for (place, make) in &self.steps {
            let (Place::Before(name) | Place::After(name)) = *place;
            // after all of them where several stand after the same step: in the order in which they were added
            let Some(anchor) = steps.iter().position(|step| step.name == name) else {
                return Err(ExtendError::UnknownStep(name));
            };
            let at = match place {
                Place::Before(_) => anchor,
                Place::After(_) => anchor + 1,
            };
            steps.insert(at, make(steps[anchor].phase));
        }
        if !self.is_empty() {
            recorded::put_steps(steps);
        }
        Ok(())
    }

    /// Everything that is put into a world, now and for each replication.
    pub(crate) fn fresh(&self, scenario: &Scenario) -> Vec<PutBack> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut all: Vec<PutBack> = self
            .kept
            .iter()
            .map(|kept| (kept.fresh)(scenario))
            .collect();
        let knobs = self.knobs.clone();
        all.push(Arc::new(move |world| world.insert_resource(knobs.clone())));
        let measures = OwnMeasures::new(&self.series);
        all.push(Arc::new(move |world| {
            world.insert_resource(measures.clone());
        }));
        let tape = OwnTape {
            grid: Grid::new(scenario.days, self.series.len()),
            kept: self
                .kept
                .iter()
                .map(|kept| (kept.name, kept.digest))
                .collect(),
        };
        all.push(Arc::new(move |world| world.insert_resource(tape.clone())));
        all
    }
}

impl fmt::Debug for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: Vec<&str> = self.steps.iter().map(|(_, make)| make("").name).collect();
        f.debug_struct("Extension")
            .field("knobs", &self.knobs)
            .field("series", &self.series)
            .field("steps", &steps)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Extension {
    fn eq(&self, other: &Self) -> bool {
        self.digest() == other.digest()
    }
}

#[cfg(test)]
mod tests;
