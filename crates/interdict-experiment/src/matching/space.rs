//! The knobs that are calibrated, and between which values.

use interdict_engine::chance::Stream;
use interdict_scenario::rules::Knob;
use interdict_scenario::{Rules, Scenario};
use sobol_burley::sample;

use super::emulator::Term;
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
        let all = Rules::knobs();
        let mut errors = Vec::new();
        let mut wanted: Vec<Side> = Vec::new();
        if asked.is_empty() {
            let open = all.iter().enumerate();
            let open = open.filter(|(_, knob)| !set.contains(&knob.path()));
            wanted.extend(open.filter_map(Side::plausible));
        }
        for one in asked {
            match named(&all, one, set) {
                Ok(found) => wanted.extend(found),
                Err(error) => errors.push(error),
            }
        }
        // the last word about a knob counts
        wanted.reverse();
        wanted.sort_by_key(|side| side.knob);
        wanted.dedup_by_key(|side| side.knob);
        if wanted.is_empty() && errors.is_empty() {
            errors.push(SpaceError::Nothing);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let knobs = wanted.iter().enumerate().map(|(number, side)| {
            let knob = &all[side.knob];
            let value = scenario.rules.get(&knob.path()).unwrap_or(knob.default);
            let (low, high) = side.range;
            let held = if side.is_own {
                value.clamp(low, high)
            } else {
                value
            };
            let mut drawn = Drawn::of(knob, side.range, held, number);
            drawn.scenario = value;
            drawn
        });
        Ok(Self {
            knobs: knobs.collect(),
            scramblings: scramblings(wanted.len(), seed),
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
        for (knob, value) in self.knobs.iter().zip(self.values(place)) {
            let set = scenario.rules.set(&knob.path, value);
            assert_eq!(set, Ok(()), "{} = {value}", knob.path);
        }
        scenario
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

/// A knob that is asked for.
struct Side {
    /// Its place among all.
    knob: usize,
    /// Between which values.
    range: (f64, f64),
    /// Whether that was said and is not the plausible range.
    is_own: bool,
}

impl Side {
    fn plausible((knob, of): (usize, &Knob)) -> Option<Self> {
        Some(Self {
            knob,
            range: of.plausible?,
            is_own: false,
        })
    }
}

/// The knobs that a name stands for, with their ranges.
fn named(all: &[Knob], asked: &Asked, set: &[String]) -> Result<Vec<Side>, SpaceError> {
    let name = asked.name.trim().trim_start_matches("rules.");
    let Some(place) = all.iter().position(|knob| knob.path() == name) else {
        let of_group = || {
            all.iter()
                .enumerate()
                .filter(|(_, knob)| knob.group == name)
        };
        if of_group().next().is_none() {
            return Err(SpaceError::Unknown(name.to_owned()));
        }
        if asked.range.is_some() {
            return Err(SpaceError::RangeOfMany(name.to_owned()));
        }
        let open = of_group().filter(|(_, knob)| !set.contains(&knob.path()));
        return Ok(open.filter_map(Side::plausible).collect());
    };
    let knob = &all[place];
    let path = knob.path();
    if set.contains(&path) {
        return Err(SpaceError::IsSet(path));
    }
    let Some((low, high)) = asked.range.or(knob.plausible) else {
        return Err(SpaceError::NoRange(path));
    };
    // a range that is no number at all is no order either
    if low.partial_cmp(&high) != Some(std::cmp::Ordering::Less) {
        return Err(SpaceError::WrongWayRound(path, (low, high)));
    }
    if low < knob.low || high > knob.high {
        let allowed = (knob.low, knob.high);
        return Err(SpaceError::LeavesAllowed(
            path,
            (low, high),
            allowed,
            knob.unit,
        ));
    }
    Ok(vec![Side {
        knob: place,
        range: (low, high),
        is_own: asked.range.is_some(),
    }])
}
