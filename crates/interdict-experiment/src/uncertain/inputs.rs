//! What may be drawn: knobs with a plausible range, and what scenarios say in the table `uncertain`.
//!
//! A row of the table says between which values a knob or figures of another table may lie. Its range goes before the
//! plausible range of the knob. Rows with one name in `together` move with one draw.

use interdict_scenario::rules::{Knob, KnobKind};
use interdict_scenario::scenario::UncertainFigure;
use interdict_scenario::{FigurePath, Rules, Scenario};

use super::what::What;

/// A knob or figures of a table that may be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Input {
    /// Its path, without `rules.`.
    pub(crate) path: String,
    pub(crate) what: What,
    pub(crate) unit: &'static str,
    /// Between which values it may well lie; of a factor, between which factors.
    pub(crate) plausible: (f64, f64),
    /// Between which values it may lie.
    pub(crate) allowed: (f64, f64),
    pub(crate) is_whole: bool,
    /// What the base says; 1 of a factor.
    pub(crate) value: f64,
    pub(crate) together: Option<String>,
    pub(crate) is_against: bool,
    /// Whether some scenario has a row of what it acts on.
    pub(crate) acts: bool,
    /// Its number among those that act: the same, whatever is held.
    pub(super) dimension: usize,
}

impl Input {
    /// A knob that is drawn from a range, whatever is said of it.
    pub(crate) fn of_knob(knob: &Knob, plausible: (f64, f64), scenario: &Scenario) -> Self {
        let path = knob.path();
        Self {
            value: scenario.rules.get(&path).unwrap_or(knob.default),
            path,
            what: What::Knob,
            unit: knob.unit,
            plausible,
            allowed: (knob.low, knob.high),
            is_whole: knob.kind == KnobKind::Whole,
            together: None,
            is_against: false,
            acts: true,
            dimension: 0,
        }
    }

    /// What a row says of figures of a table; `None` where it is about none.
    fn of_figures(row: &UncertainFigure, scenarios: &[&Scenario]) -> Option<Self> {
        let path = FigurePath::read(&row.path).ok()?;
        let figures = scenarios
            .iter()
            .flat_map(|scenario| scenario.figures(&path));
        let figures: Vec<f64> = figures.map(|(_, value)| value).collect();
        let first = *figures.first()?;
        let (low, high) = path.range();
        let mut input = Self {
            path: row.path.clone(),
            unit: path.unit(),
            plausible: (row.from, row.to),
            allowed: (low, high),
            is_whole: path.is_whole(),
            value: first,
            together: None,
            is_against: false,
            acts: true,
            dimension: 0,
            what: What::Figure(path),
        };
        if let (What::Figure(path), true) = (&input.what, row.factor) {
            let positive = figures.iter().filter(|figure| **figure > 0.0);
            let most = positive
                .map(|figure| high / figure)
                .fold(f64::INFINITY, f64::min);
            input.what = What::Factor(path.clone());
            input.unit = "times";
            input.allowed = (0.0, most);
            input.is_whole = false;
            input.value = 1.0;
        }
        Some(input.said_by(row))
    }

    fn said_by(mut self, row: &UncertainFigure) -> Self {
        self.together = (!row.together.is_empty()).then(|| row.together.clone());
        self.is_against = row.against;
        self
    }

    /// Whether a path that a command names is about it: the knob, or some of the figures.
    pub(crate) fn is_named(&self, path: &str) -> bool {
        match &self.what {
            What::Knob => path.trim_start_matches("rules.") == self.path,
            What::Figure(own) | What::Factor(own) => {
                FigurePath::read(path).is_ok_and(|path| path.meets(own))
            }
        }
    }
}

/// Everything that may be drawn of some scenarios, the base first: knobs with a plausible range of their own, other knobs
/// with a row, figures with a row; each in its order.
pub(crate) fn inputs(scenarios: &[&Scenario]) -> Vec<Input> {
    let Some(base) = scenarios.first() else {
        return Vec::new();
    };
    let rows = rows(scenarios);
    let knobs = Rules::knobs();
    let (own, others): (Vec<&Knob>, Vec<&Knob>) =
        knobs.iter().partition(|knob| knob.plausible.is_some());
    let mut found: Vec<Input> = Vec::new();
    for knob in own.into_iter().chain(others) {
        let path = knob.path();
        let row = rows.iter().find(|row| row.knob() == Some(&*path));
        let value = base.rules.get(&path).unwrap_or(knob.default);
        let said = row.map(|row| {
            let times = if row.factor { value } else { 1.0 };
            (times * row.from, times * row.to)
        });
        let Some(plausible) = said.or(knob.plausible) else {
            continue;
        };
        let mut input = Input::of_knob(knob, plausible, base);
        input.acts = scenarios.iter().any(|one| one.has_use_for(knob.group));
        found.push(match row {
            Some(row) => input.said_by(row),
            None => input,
        });
    }
    let figures = rows.iter().filter(|row| row.knob().is_none());
    found.extend(figures.filter_map(|row| Input::of_figures(row, scenarios)));
    let acting = found.iter_mut().filter(|input| input.acts);
    for (dimension, input) in acting.enumerate() {
        input.dimension = dimension;
    }
    found
}

/// The rows of all scenarios, each path once: of two that say something else, the earlier scenario's.
fn rows<'a>(scenarios: &[&'a Scenario]) -> Vec<&'a UncertainFigure> {
    let mut rows: Vec<&UncertainFigure> = Vec::new();
    for row in scenarios.iter().flat_map(|scenario| &scenario.uncertain) {
        let is_known = |other: &&UncertainFigure| other.id == row.id || other.path == row.path;
        if !rows.iter().any(is_known) {
            rows.push(row);
        }
    }
    rows
}
