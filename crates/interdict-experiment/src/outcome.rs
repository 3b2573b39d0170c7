//! What is compared: figures of a run with a name, a unit and a meaning, and curves day by day.
//!
//! The catalogue follows from the scenarios alone: outcomes of the whole theatre, and for each area that
//! all arms have, how open it was or what passed it. Figures are taken over a window of days. An outcome needs
//! domains; those are there of which the arms together have all that they need.

use std::collections::BTreeMap;

use interdict_model::{AreaSeries, Formed, LineSeries, Record};
use interdict_scenario::domain::{ALWAYS, RAILWAY, SUPPLY};
use interdict_scenario::{Domain, Domains, Scenario};
use serde::{Deserialize, Serialize};

mod area;
mod city;
mod early;
mod find;
mod front;
mod label;
mod own;
mod theatre;
mod unit;
mod window;
pub mod words;

pub use find::{Amount, NoAmount, OtherUnit, UnknownOutcome};
pub use front::{front_reserves, is_short};
pub use label::Label;
pub use own::OwnOutcome;
pub use window::Window;

use area::OfArea;
use city::OfCity;
use theatre::{CURVES, Curve, OFF_RAIL, SCALARS, Scalar};
use unit::OfUnit;
use window::{DAY_S, KG_PER_TON, in_window, longest, per_day};

/// What was measured of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Digest of the run.
    pub digest: u64,
    /// One number for each outcome of the catalogue.
    pub outcomes: Vec<f64>,
    /// One curve for each of the catalogue, a number a day of the window.
    pub curves: Vec<Vec<f64>>,
    /// For each line of the catalogue: open, per cent of the time; places damaged in a hundred days.
    pub lines: Vec<[f64; 2]>,
    /// For each day on which an arm begins to act: one number for all that was recorded before it.
    #[serde(default)]
    pub early: Vec<u64>,
}

/// Every outcome and curve of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// The domains of all arms together.
    pub domains: Domains,
    /// Outcomes, in order.
    pub outcomes: Vec<Label>,
    /// Curves, in order.
    pub curves: Vec<Label>,
    /// The days.
    pub window: Window,
    /// Ids of the lines that all arms have.
    pub lines: Vec<String>,
    /// Days on which arms begin to act, other than the first, ascending: before them they must be equal.
    pub quiet: Vec<u16>,
    /// Areas with what is measured of them: outcomes, in order, after those of the theatre.
    areas: Vec<(String, OfArea)>,
    /// Areas whose through running is a curve, in order, after those of the theatre.
    open: Vec<String>,
    /// Units to be formed with what is measured of them: outcomes, in order, after those of areas.
    units: Vec<(String, OfUnit)>,
    /// Cities with what is measured of them: outcomes, in order, after those of units.
    cities: Vec<(String, OfCity)>,
    /// Outcomes from outside, in order, after those of cities.
    own: Vec<OwnOutcome>,
}

impl Catalogue {
    /// The outcomes that all of these scenarios have, over a window of days.
    pub fn of(scenarios: &[&Scenario], window: Window) -> Self {
        let domains = (scenarios.iter()).fold(ALWAYS, |all, one| all.and(one.domains()));
        let mut all = Self {
            domains,
            outcomes: scalars(domains)
                .map(|scalar| scalar.label(domains))
                .collect(),
            curves: curves(domains).map(|curve| curve.label(domains)).collect(),
            window,
            lines: Vec::new(),
            quiet: Vec::new(),
            areas: Vec::new(),
            open: Vec::new(),
            units: Vec::new(),
            cities: Vec::new(),
            own: Vec::new(),
        };
        let Some((base, others)) = scenarios.split_first() else {
            return all;
        };
        all.quiet = early::days(base, others);
        for line in &base.lines {
            let has = |other: &&Scenario| other.lines.iter().any(|shared| shared.id == line.id);
            if others.iter().all(has) {
                all.lines.push(line.id.clone());
            }
        }
        for area in &base.areas {
            let has_gates = !area.gates_from.is_empty() && !area.gates_to.is_empty();
            let is_shared =
                (others.iter()).all(|other| other.areas.iter().any(|shared| shared.id == area.id));
            if !has_gates || !is_shared {
                continue;
            }
            if area.crossing && domains.has_all(SUPPLY) {
                all.add(&area.id, &area.name, OfArea::Passed);
            } else if !area.crossing && domains.has_all(RAILWAY) {
                all.add(&area.id, &area.name, OfArea::Open);
                all.add(&area.id, &area.name, OfArea::LongestClosure);
                all.curves.push(OfArea::Open.label(&area.id, &area.name));
                all.open.push(area.id.clone());
            }
        }
        for what in OfUnit::ALL {
            for unit in &base.establishments {
                let has = |other: &&Scenario| {
                    (other.establishments.iter()).any(|shared| shared.id == unit.id)
                };
                if others.iter().all(has) {
                    all.outcomes.push(what.label(&unit.id, &unit.name));
                    all.units.push((unit.id.clone(), what));
                }
            }
        }
        for (what, city) in OfCity::shared(base, others) {
            all.outcomes.push(what.label(&city.id, &city.name));
            all.cities.push((city.id.clone(), what));
        }
        all
    }

    /// The same catalogue with outcomes of one's own behind its own.
    #[must_use]
    pub fn with(mut self, own: &[OwnOutcome]) -> Self {
        self.outcomes.extend(own.iter().map(OwnOutcome::label));
        self.own.extend(own);
        self
    }

    /// The same without curves, for which a study of many arms has no use.
    #[must_use]
    pub fn without_curves(mut self) -> Self {
        self.curves.clear();
        self
    }

    fn add(&mut self, id: &str, name: &str, what: OfArea) {
        self.outcomes.push(what.label(id, name));
        self.areas.push((id.to_owned(), what));
    }

    /// The place of an outcome by its name.
    pub fn outcome(&self, name: &str) -> Option<usize> {
        self.outcomes.iter().position(|label| label.name == name)
    }

    /// The domains that an outcome of this name needs and the scenarios have not; none where it is there, or where
    /// there is no such outcome.
    pub fn lacking(&self, name: &str) -> Domains {
        let scalar = SCALARS.iter().find(|scalar| scalar.name == name);
        let of_area = name.split_once('.').map_or(ALWAYS, |(stem, _)| {
            OfArea::needs(stem)
                .and(OfUnit::needs(stem))
                .and(OfCity::needs(stem))
        });
        self.domains
            .lacking(scalar.map_or(of_area, |scalar| scalar.needs))
    }

    /// Measures a run of a scenario.
    pub fn measure(&self, scenario: &Scenario, record: &Record) -> Figures {
        let window = Window {
            from: self.window.from.min(record.days),
            to: self.window.to.min(record.days),
        };
        let rows: BTreeMap<&str, u32> = (scenario.areas.iter())
            .zip(0..)
            .map(|(area, row)| (area.id.as_str(), row))
            .collect();
        let open = |id: &str| -> Vec<f64> {
            rows.get(id).map_or_else(Vec::new, |&row| {
                in_window(record.area(row, AreaSeries::ThroughOpen), window)
                    .map(|seconds| seconds as f64 / DAY_S)
                    .collect()
            })
        };
        let theatre = scalars(self.domains).map(|scalar| (scalar.of)(record, window));
        let areas = self.areas.iter().map(|(id, what)| match what {
            OfArea::Open => 100.0 * per_day(open(id).iter().sum(), window),
            OfArea::LongestClosure => longest(open(id).iter().map(|&share| share <= 0.0)),
            OfArea::Passed => rows.get(id.as_str()).map_or(0.0, |&row| {
                let passed = in_window(record.area(row, AreaSeries::Passed), window);
                per_day(passed.sum::<i64>() as f64 / KG_PER_TON, window)
            }),
        });
        let units = self.units.iter().map(|(id, what)| {
            let mut formed = record.formed.iter();
            let of_unit = |one: &&Formed| scenario.establishments[one.unit.index()].id == *id;
            formed
                .find(of_unit)
                .map_or(0.0, |one| what.of(one, record.days))
        });
        let cities = self.cities.iter().map(|(id, what)| {
            let row = scenario.cities.iter().position(|city| city.id == *id);
            row.map_or(0.0, |row| what.of(row, record, window.from..window.to))
        });
        let own = self.own.iter().map(|own| (own.of)(record, window));
        let curves = curves(self.domains)
            .map(|curve| {
                (window.from..window.to)
                    .map(|day| (curve.of)(record, day))
                    .collect()
            })
            .chain(
                self.open
                    .iter()
                    .map(|id| open(id).into_iter().map(|share| 100.0 * share).collect()),
            );
        Figures {
            digest: record.digest,
            outcomes: (theatre.chain(areas).chain(units))
                .chain(cities)
                .chain(own)
                .collect(),
            curves: curves.take(self.curves.len()).collect(),
            lines: self.of_lines(scenario, record, window),
            early: self.early(scenario, record),
        }
    }
}

impl Catalogue {
    /// One number for all before each day on which an arm begins to act.
    fn early(&self, scenario: &Scenario, record: &Record) -> Vec<u64> {
        if self.quiet.is_empty() {
            return Vec::new();
        }
        let row = |id: &String| scenario.lines.iter().position(|line| line.id == *id);
        let rows = self.lines.iter().filter_map(row).map(|row| row as u32);
        let rows: Vec<u32> = rows.collect();
        let before = |&day: &u16| early::before(scenario, record, &rows, day);
        self.quiet.iter().map(before).collect()
    }

    /// How open each line was, and how often it was damaged.
    fn of_lines(&self, scenario: &Scenario, record: &Record, window: Window) -> Vec<[f64; 2]> {
        let rows: BTreeMap<&str, u32> = (scenario.lines.iter())
            .zip(0..)
            .map(|(line, row)| (line.id.as_str(), row))
            .collect();
        let of = |row: u32| {
            let sum = |series| in_window(record.line(row, series), window).sum::<i64>() as f64;
            let damaged = sum(LineSeries::Cuts) + sum(LineSeries::Spans);
            let open = sum(LineSeries::OpenSeconds) / DAY_S;
            [
                per_day(100.0 * open, window),
                per_day(100.0 * damaged, window),
            ]
        };
        (self.lines.iter())
            .map(|id| rows.get(id.as_str()).map_or([0.0; 2], |&row| of(row)))
            .collect()
    }
}

/// The outcomes of a theatre with these domains.
fn scalars(theatre: Domains) -> impl Iterator<Item = &'static Scalar> {
    (SCALARS.iter()).filter(move |scalar| theatre.has_all(scalar.needs))
}

/// The curves of a theatre with these domains.
fn curves(theatre: Domains) -> impl Iterator<Item = &'static Curve> {
    (CURVES.iter()).filter(move |curve| theatre.has_all(curve.needs))
}

impl Scalar {
    fn label(&self, theatre: Domains) -> Label {
        Label {
            name: self.name.to_owned(),
            title: self.title.to_owned(),
            unit: self.unit,
            doc: self.doc.to_owned(),
            verb: self.verb,
            is_of_guns: self.is_of_guns,
        }
        .in_words_of(theatre)
    }
}

impl Curve {
    fn label(&self, theatre: Domains) -> Label {
        Label {
            name: self.name.to_owned(),
            title: self.title.to_owned(),
            unit: self.unit,
            doc: self.doc.to_owned(),
            verb: None,
            is_of_guns: false,
        }
        .in_words_of(theatre)
    }
}

impl Label {
    /// In a theatre without a railway nothing is told of railheads and gaps.
    fn in_words_of(mut self, theatre: Domains) -> Self {
        let words = OFF_RAIL.iter().find(|words| words.name == self.name);
        if let Some(words) = words.filter(|_| !theatre.has(Domain::Railway)) {
            self.title = words.title.to_owned();
            self.doc = words.doc.to_owned();
            self.verb = self.verb.and(words.verb);
        }
        self
    }
}

#[cfg(test)]
mod tests;
