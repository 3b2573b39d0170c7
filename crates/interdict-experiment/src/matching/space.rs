//! The knobs that are calibrated, and between which values.

use interdict_engine::chance::Stream;
use interdict_scenario::rules::Knob;
use interdict_scenario::{Rules, Scenario};
use sobol_burley::sample;

use super::emulator::Term;
use crate::uncertain::inputs::{Input, inputs};
use crate::uncertain::points::{Drawn, scramblings};

/// A knob, or all knobs of a process, that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// `flak.kappa`, or `flak` for all knobs of it that have a plausible range.
    pub name: String,
    /// Between which values; `None`: the plausible range.
    pub range: Option<(f64, f64)>,
}

/// Why knobs cannot be calibrated.
#[derive(Clone, Debug, PartialEq)]
pub enum SpaceError {
    /// Neither a knob nor a process is called so.
    Unknown(String),
    /// A knob has no plausible range and none was given.
    NoRange(String),
    /// A range belongs to one knob, not to a process.
    RangeOfMany(String),
    /// The low end of a range is not below its high end.
    WrongWayRound(String, (f64, f64)),
    /// A range leaves what a scenario may say: the knob, the range, what is allowed, unit.
    LeavesAllowed(String, (f64, f64), (f64, f64), &'static str),
    /// A knob is asked for and set.
    IsSet(String),
    /// No knob is left.
    Nothing,
}

impl std::fmt::Display for SpaceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "no knob and no process is called `{name}`"),
            Self::NoRange(path) => write!(
                f,
                "knob `{path}` has no plausible range: say one, as in `{path}=LOW:HIGH`"
            ),
            Self::RangeOfMany(name) => {
                write!(f, "a range belongs to one knob, and `{name}` is a process")
            }
            Self::WrongWayRound(path, (low, high)) => write!(
                f,
                "the range of knob `{path}` is the wrong way round: {low} is not below {high}"
            ),
            Self::LeavesAllowed(path, (low, high), (least, most), unit) => write!(
                f,
                "the range of knob `{path}`, {low} to {high} {unit}, leaves what is allowed: {least} to {most} {unit}"
            ),
            Self::IsSet(path) => write!(
                f,
                "knob `{path}` is set by `--set` and asked for: a knob is held or calibrated, not both"
            ),
            Self::Nothing => write!(f, "no knob is left to calibrate"),
        }
    }
}

impl std::error::Error for SpaceError {}

/// What is calibrated: a box with a side for each knob.
#[derive(Clone, Debug, PartialEq)]
pub struct Space {
    /// The knobs, in the order of the tick.
    pub knobs: Vec<Drawn>,
    scramblings: Vec<u32>,
}

impl Space {
    /// A term of a stand-in in words.
    pub(super) fn words(&self, term: Term) -> String {
        let path = |knob: usize| &self.knobs[knob].path;
        match term {
            Term::Line(knob) => path(knob).clone(),
            Term::Square(knob) => format!("{} squared", path(knob)),
            Term::Product(first, second) => format!("{} x {}", path(first), path(second)),
        }
    }

    /// The knobs asked for, or all that have a plausible range where none is; those `set` by their path are
    /// held. Plausible ranges are widened to hold what the scenario says; ranges asked for are not.
    ///
    /// # Errors
    /// Everything that is wrong with what was asked for.
    pub fn of(
        scenario: &Scenario,
        asked: &[Asked],
        set: &[String],
        seed: u64,
    ) -> Result<Self, Vec<SpaceError>> {
        let all = inputs(&[scenario]);
        let is_set = |input: &Input| set.iter().any(|path| input.is_named(path));
        let open: Vec<Side> = (all.iter().enumerate())
            .filter(|(_, input)| !is_set(input))
            .map(|(order, input)| Side::plausible(order, input))
            .collect();
        let mut errors = Vec::new();
        let mut wanted: Vec<Side> = Vec::new();
        if asked.is_empty() {
            wanted.clone_from(&open);
        }
        for one in asked {
            match named(scenario, (&all, &open), one, set) {
                Ok(found) => wanted.extend(found),
                Err(error) => errors.push(error),
            }
        }
        // what moves with what is asked for comes along
        let with: Vec<Side> = (open.into_iter())
            .filter(|side| {
                let is_one = |asked: &Side| asked.input.together == side.input.together;
                side.input.together.is_some() && wanted.iter().any(is_one)
            })
            .collect();
        wanted.splice(0..0, with);
        // the last word about a knob counts
        wanted.reverse();
        wanted.sort_by(|a, b| a.order.cmp(&b.order));
        wanted.dedup_by(|a, b| a.order == b.order);
        if wanted.is_empty() && errors.is_empty() {
            errors.push(SpaceError::Nothing);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let drawn = wanted.iter().map(|side| {
            let (value, (low, high)) = (side.input.value, side.range);
            let held = if side.is_own {
                value.clamp(low, high)
            } else {
                value
            };
            let mut drawn = Drawn::of(&side.input, side.range, held);
            drawn.scenario = value;
            (drawn, side.input.is_against)
        });
        let knobs = Drawn::put_together(drawn.collect());
        Ok(Self {
            scramblings: scramblings(knobs.len(), seed),
            knobs,
        })
    }

    /// Knobs.
    pub fn sides(&self) -> usize {
        self.knobs.len()
    }

    /// The values of the knobs at a place of the box, each side from 0 to 1.
    pub fn values(&self, place: &[f64]) -> Vec<f64> {
        let sides = self.knobs.iter().zip(place);
        sides.map(|(knob, &at)| knob.at(at)).collect()
    }

    /// A scenario with the knobs of a place.
    ///
    /// # Panics
    /// When a value is not allowed; ranges are checked when a space is made.
    pub fn put_into(&self, scenario: &Scenario, place: &[f64]) -> Scenario {
        let mut scenario = scenario.clone();
        for (knob, &at) in self.knobs.iter().zip(place) {
            knob.put_into(&mut scenario, at);
        }
        scenario
    }

    /// What `--set` has to say of a scenario so that it is as at a place: path and value.
    pub fn sets(&self, scenario: &Scenario, place: &[f64]) -> Vec<(String, f64)> {
        let sides = self.knobs.iter().zip(place);
        sides
            .flat_map(|(knob, &at)| knob.sets(scenario, at))
            .collect()
    }

    /// The first points of a sequence that fills the box evenly (Sobol', scrambled).
    pub fn evenly(&self, count: u32) -> Vec<Vec<f64>> {
        let at = |point: u32| -> Vec<f64> {
            let sides = self.scramblings.iter();
            sides
                .map(|&scrambling| f64::from(sample(point, 0, scrambling)))
                .collect()
        };
        (0..count).map(at).collect()
    }

    /// A place drawn anywhere in the box.
    pub fn anywhere(&self, stream: &mut Stream) -> Vec<f64> {
        self.knobs.iter().map(|_| stream.draw()).collect()
    }
}

/// A knob, or figures of a table, that is asked for.
#[derive(Clone, Debug)]
struct Side {
    /// Its place among all; those that have no plausible range come last.
    order: (usize, String),
    input: Input,
    /// Between which values.
    range: (f64, f64),
    /// Whether that was said and is not the plausible range.
    is_own: bool,
}

impl Side {
    fn plausible(order: usize, input: &Input) -> Self {
        Self {
            order: (order, String::new()),
            input: input.clone(),
            range: input.plausible,
            is_own: false,
        }
    }
}

/// What a name stands for, with ranges: of all that may be drawn, and of what is not set.
fn named(
    scenario: &Scenario,
    (all, open): (&[Input], &[Side]),
    asked: &Asked,
    set: &[String],
) -> Result<Vec<Side>, SpaceError> {
    let name = asked.name.trim().trim_start_matches("rules.");
    let knobs = Rules::knobs();
    let of_knob = || knobs.iter().find(|knob| knob.path() == name);
    let place = all.iter().position(|input| input.path == name);
    let mut side = match (place, of_knob()) {
        (Some(place), _) => {
            let is_open = open.iter().find(|side| side.order.0 == place);
            is_open.cloned().ok_or(SpaceError::IsSet(name.to_owned()))?
        }
        (None, Some(_)) if set.iter().any(|path| path == name) => {
            return Err(SpaceError::IsSet(name.to_owned()));
        }
        (None, Some(knob)) => {
            let range = asked.range.ok_or(SpaceError::NoRange(name.to_owned()))?;
            Side {
                order: (all.len(), name.to_owned()),
                input: Input::of_knob(knob, range, scenario),
                range,
                is_own: true,
            }
        }
        (None, None) => return of_process(&knobs, open, asked, name),
    };
    if let Some(range) = asked.range {
        side.range = range;
        side.is_own = true;
    }
    let ((low, high), allowed, path) = (side.range, side.input.allowed, side.input.path.clone());
    // a range that is no number at all is no order either
    if low.partial_cmp(&high) != Some(std::cmp::Ordering::Less) {
        return Err(SpaceError::WrongWayRound(path, (low, high)));
    }
    if low < allowed.0 || high > allowed.1 {
        let unit = side.input.unit;
        return Err(SpaceError::LeavesAllowed(path, (low, high), allowed, unit));
    }
    Ok(vec![side])
}

/// All knobs of a process, or figures of a table, that are not set.
fn of_process(
    knobs: &[Knob],
    open: &[Side],
    asked: &Asked,
    name: &str,
) -> Result<Vec<Side>, SpaceError> {
    let is_own = |path: &str| path.split('.').next() == Some(name);
    let found: Vec<Side> = (open.iter())
        .filter(|side| is_own(&side.input.path))
        .cloned()
        .collect();
    if found.is_empty() && !knobs.iter().any(|knob| knob.group == name) {
        return Err(SpaceError::Unknown(name.to_owned()));
    }
    if asked.range.is_some() {
        return Err(SpaceError::RangeOfMany(name.to_owned()));
    }
    Ok(found)
}
