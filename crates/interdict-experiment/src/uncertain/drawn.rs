//! What is drawn: a knob or figures of a table within a range, alone or with others that move with it.

use interdict_engine::math;
use interdict_scenario::Scenario;
use serde::Serialize;

use super::inputs::Input;
use super::what::{What, differs};

/// A range whose ends differ by this factor or more is drawn evenly in the logarithm.
const WIDE: f64 = 10.0;

/// How a knob is drawn within its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Evenly.
    Even,
    /// Evenly in its logarithm.
    Logarithmic,
}

/// A knob or figures of a table that are drawn, and from where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawn {
    /// Its path: `flak.kappa`, `trucks.*.trucks`.
    pub path: String,
    /// Unit; `times` of a factor on what the scenario says.
    pub unit: &'static str,
    /// Lower end of the range that is drawn from.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How.
    pub scale: Scale,
    /// What the base says; 1 of a factor.
    pub scenario: f64,
    /// Whether the plausible range was widened to hold that.
    pub is_widened: bool,
    /// Whether only whole numbers are drawn, each as often.
    pub is_whole: bool,
    /// The name of those that move with one draw; `None` where it moves alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<String>,
    /// Whether it is low where the first of them is high.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_against: bool,
    /// The others that move with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Self>,
    #[serde(skip)]
    pub(crate) what: What,
    /// Which of the sequences of points it follows.
    #[serde(skip)]
    pub(super) dimension: usize,
}

impl Drawn {
    /// An input, drawn from a range that is widened to hold what the base says.
    pub(crate) fn of(input: &Input, (low, high): (f64, f64), scenario: f64) -> Self {
        let (from, to) = (low.min(scenario), high.max(scenario));
        let is_whole = input.is_whole;
        Self {
            path: input.path.clone(),
            unit: input.unit,
            low: from,
            high: to,
            scale: if !is_whole && from > 0.0 && to >= WIDE * from {
                Scale::Logarithmic
            } else {
                Scale::Even
            },
            scenario,
            is_widened: from < low || to > high,
            is_whole,
            together: input.together.clone(),
            is_against: false,
            with: Vec::new(),
            what: input.what.clone(),
            dimension: input.dimension,
        }
    }

    /// All that is drawn, those that move together as one: the first that is against none of them, with the others. Each
    /// comes with whether it is against.
    pub(crate) fn put_together(all: Vec<(Self, bool)>) -> Vec<Self> {
        let mut found: Vec<Vec<(Self, bool)>> = Vec::new();
        for one in all {
            let is_same = |group: &&mut Vec<(Self, bool)>| group[0].0.together == one.0.together;
            match found.iter_mut().find(is_same) {
                Some(group) if one.0.together.is_some() => group.push(one),
                _ => found.push(vec![one]),
            }
        }
        let as_one = |mut group: Vec<(Self, bool)>| {
            let lead = group.iter().position(|(_, is_against)| !is_against);
            let (mut lead, lead_is_against) = group.remove(lead.unwrap_or(0));
            let others = group.into_iter().map(|(mut one, is_against)| {
                one.is_against = is_against != lead_is_against;
                one
            });
            lead.with = others.collect();
            lead
        };
        found.into_iter().map(as_one).collect()
    }

    /// The value at a place between 0 and 1.
    pub fn at(&self, place: f64) -> f64 {
        if self.is_whole {
            // from half below the lowest to half above the highest, so that the ends come as often as the others
            let (low, high) = (self.low.round(), self.high.round());
            let steps = (place * (high - low + 1.0)).floor();
            return (low + steps).clamp(low, high);
        }
        let between = |low: f64, high: f64| low + place * (high - low);
        let value = match self.scale {
            Scale::Even => between(self.low, self.high),
            Scale::Logarithmic => math::exp(between(math::ln(self.low), math::ln(self.high))),
        };
        value.clamp(self.low, self.high)
    }

    /// It and all that moves with it, each with its value at a place of the first.
    pub fn each(&self, place: f64) -> impl Iterator<Item = (&Self, f64)> {
        let others = self.with.iter().map(move |one| {
            let place = if one.is_against { 1.0 - place } else { place };
            (one, one.at(place))
        });
        std::iter::once((self, self.at(place))).chain(others)
    }

    /// The path as a change names it: `rules.flak.kappa`, `trucks.*.trucks`.
    pub fn full_path(&self) -> String {
        match self.what {
            What::Knob => format!("rules.{}", self.path),
            What::Figure(_) | What::Factor(_) => self.path.clone(),
        }
    }

    /// Whether it is a knob, and not a figure of a table.
    pub fn is_knob(&self) -> bool {
        self.what == What::Knob
    }

    /// Puts it, and all that moves with it, into a scenario: their values at a place of the range.
    ///
    /// # Panics
    /// When a value of a knob is not allowed; ranges are checked when a scenario is read.
    pub(crate) fn put_into(&self, scenario: &mut Scenario, place: f64) {
        for (one, value) in self.each(place) {
            match &one.what {
                What::Knob => {
                    let set = scenario.rules.set(&one.path, value);
                    assert_eq!(set, Ok(()), "{} = {value}", one.path);
                }
                What::Figure(path) => scenario.set_figures(path, &mut |_| value),
                What::Factor(path) => scenario.set_figures(path, &mut |old| value * old),
            }
        }
    }

    /// What `--set` has to say of a scenario so that it is as at a place: one path for each figure.
    pub(crate) fn sets(&self, scenario: &Scenario, place: f64) -> Vec<(String, f64)> {
        let mut changed = scenario.clone();
        self.put_into(&mut changed, place);
        let mut sets = Vec::new();
        for (one, value) in self.each(place) {
            match &one.what {
                What::Knob => sets.push((one.full_path(), value)),
                What::Figure(path) | What::Factor(path) => {
                    let figures = changed.figures(path).into_iter();
                    sets.extend(figures.map(|(row, value)| (path.path_of(&row), value)));
                }
            }
        }
        sets
    }

    /// Whether two scenarios differ in it: in the knob, or in a figure that both have.
    pub(crate) fn differs(&self, base: &Scenario, other: &Scenario) -> bool {
        differs(&self.path, &self.what, base, other)
    }

    /// Path and ends of it and of all that moves with it, as a journal keeps them.
    pub(crate) fn marks(&self) -> impl Iterator<Item = (String, f64, f64)> {
        let others = self.with.iter().map(|one| {
            let way = if one.is_against { "against" } else { "with" };
            (
                format!("{} {way} {}", one.path, self.path),
                one.low,
                one.high,
            )
        });
        std::iter::once((self.path.clone(), self.low, self.high)).chain(others)
    }
}
