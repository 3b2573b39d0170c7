//! The figures of record as what a model is held against: how far off a figure may be, and why.

use interdict_scenario::Scenario;
use interdict_scenario::scenario::Observed;
use serde::Serialize;

use super::cut::rare;
use crate::observed::is_out_of_reach;
use crate::student::normal_critical;

/// What a model may be off at its best knobs where nothing is stated: a standard deviation, as a share of the
/// figure.
pub const DISCREPANCY: f64 = 0.1;

/// The error of the range of a figure: `low` to `high` hold the truth in 95 of 100 cases.
const RANGE_ERROR: f64 = 0.05;

/// A figure of record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Target {
    /// Its place among the scenario's figures of record.
    #[serde(skip)]
    pub place: usize,
    /// The figure's id.
    pub id: String,
    /// What it is.
    pub quantity: String,
    /// Unit.
    pub unit: String,
    /// The figure.
    pub value: f64,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
    /// Standard deviation of the record where the truth is below the figure: the range is 95 % of a normal
    /// law with a side for each half.
    pub record_below: f64,
    /// Likewise above.
    pub record_above: f64,
    /// Standard deviation of what the model may be off.
    pub discrepancy: f64,
    /// Place of its group.
    pub group: usize,
}

impl Target {
    /// The variance of the record, seen from a mean of runs.
    pub fn record_variance(&self, mean: f64) -> f64 {
        let side = if mean < self.value {
            self.record_below
        } else {
            self.record_above
        };
        side * side
    }
}

/// Figures that share their causes and are judged together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its name: of a figure alone, the figure's id.
    pub name: String,
    /// Places of its figures.
    pub members: Vec<usize>,
}

/// A figure that no run can ever tell, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The figure's id.
    pub id: String,
    /// Why.
    pub why: String,
}

/// What a model is held against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Targets {
    /// The figures, in the scenario's order.
    pub figures: Vec<Target>,
    /// Their groups, in order of first figure.
    pub groups: Vec<Group>,
    /// Figures that the scenario's series, areas or days cannot tell. Nothing is left out for how runs fare.
    pub left_out: Vec<LeftOut>,
    /// What the squared distance of each group exceeds as rarely as a figure exceeds three deviations.
    #[serde(skip)]
    pub(super) rare: Vec<f64>,
}

/// Why a record is nothing to be held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// The low end of a figure is its high end.
    NoRange(String),
    /// There is no figure that a run can tell.
    NoFigures,
}

impl std::fmt::Display for TargetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoRange(id) => write!(
                f,
                "figure of record `{id}` has no range: its low end is its high end, so that nothing but the very figure would do"
            ),
            Self::NoFigures => write!(f, "the scenario holds no figure of record that a run tells"),
        }
    }
}

impl std::error::Error for TargetError {}

impl Targets {
    /// The figures of record of a scenario; `discrepancy` is for those that state none.
    ///
    /// # Errors
    /// Every figure without a range; or that there is none.
    pub fn of(scenario: &Scenario, discrepancy: f64) -> Result<Self, Vec<TargetError>> {
        let mut targets = Self {
            figures: Vec::new(),
            groups: Vec::new(),
            left_out: Vec::new(),
            rare: Vec::new(),
        };
        let mut errors = Vec::new();
        for (place, figure) in scenario.observed.iter().enumerate() {
            if figure.high <= figure.low {
                errors.push(TargetError::NoRange(figure.id.clone()));
            } else if let Some(why) = is_out_of_reach(scenario, figure) {
                let id = figure.id.clone();
                targets.left_out.push(LeftOut { id, why });
            } else {
                targets.add(place, figure, discrepancy);
            }
        }
        if targets.figures.is_empty() && errors.is_empty() {
            errors.push(TargetError::NoFigures);
        }
        let sizes = targets.groups.iter().map(|group| group.members.len());
        targets.rare = sizes.map(rare).collect();
        if errors.is_empty() {
            Ok(targets)
        } else {
            Err(errors)
        }
    }

    fn add(&mut self, place: usize, figure: &Observed, discrepancy: f64) {
        let own = self.figures.len();
        let known = (self.groups.iter())
            .position(|group| !figure.group.is_empty() && group.name == figure.group);
        let group = known.unwrap_or(self.groups.len());
        match known {
            Some(group) => self.groups[group].members.push(own),
            None => self.groups.push(Group {
                name: if figure.group.is_empty() {
                    figure.id.clone()
                } else {
                    figure.group.clone()
                },
                members: vec![own],
            }),
        }
        let ends = normal_critical(RANGE_ERROR);
        self.figures.push(Target {
            place,
            id: figure.id.clone(),
            quantity: figure.quantity.clone(),
            unit: figure.unit.clone(),
            value: figure.value,
            low: figure.low,
            high: figure.high,
            record_below: (figure.value - figure.low) / ends,
            record_above: (figure.high - figure.value) / ends,
            discrepancy: figure.discrepancy.unwrap_or(discrepancy) * figure.value.abs(),
            group,
        });
    }
}
