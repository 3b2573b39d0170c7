//! What a study says: every outcome of every arm, several arms at once, and curves day by day.

use interdict_model::BrokenLaw;
use interdict_model::chance::REGISTRY;
use interdict_scenario::Domains;
use serde::Serialize;

use crate::arms::{Arm, Arms, digest};
use crate::bands::{BAND_ERROR, Band, Fan};
use crate::broken::told;
use crate::differences::{Difference, differences};
use crate::moments::mean;
use crate::noise::{Noise, noise};
use crate::ordered::each;
use crate::outcome::{Catalogue, Label, Window};
use crate::paired::{self, Against, Paired};
use crate::pairs::Replication;
use crate::placebo::{Placebo, placebos};
use crate::resample::{BANDS, FOR_BANDS, FOR_INTERVALS, INTERVALS, Resamples};
use crate::sham::NoSham;
use crate::simultaneous::{AllPairs, Best, Selection};
use crate::stopping::{Looks, Stopping};
use crate::study::{Design, Ending, Study};
use crate::why::Told;

/// Version of the form of [`Findings`] in files. Fields are only added within one version.
pub const SCHEMA_VERSION: u32 = 2;

/// What a study says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Findings {
    /// Version of this form.
    pub schema_version: u32,
    /// Version of the program.
    pub version: String,
    /// Version of the registry of chance.
    pub registry: u32,
    /// The domains of the arms together.
    pub domains: Domains,
    /// Master seed.
    pub seed: u64,
    /// First day compared.
    pub first_day: String,
    /// Last day compared.
    pub last_day: String,
    /// The same, as days of the scenario.
    pub window: Window,
    /// Pairs that all figures are made from.
    pub pairs: usize,
    /// Replications that are left out, for a law broke in one of the arms.
    pub broken: Vec<Broken>,
    /// When it was to stop, and how it did.
    pub stopping: StoppingMark,
    /// The arms, the base first.
    pub arms: Vec<ArmMark>,
    /// Place of the outcome that is told first.
    pub watched: usize,
    /// What the outcomes are.
    pub outcomes: Vec<Label>,
    /// Each arm but the base against the base: one [`Paired`] for each outcome.
    pub comparisons: Vec<Against>,
    /// What a change of no consequence does: the floor of noise. `None` where none was run.
    pub noise: Option<Noise>,
    /// Why there is none; `None` where there is one.
    pub no_noise: Option<NoSham>,
    /// For each arm but the base, the days before it acts, on which it must be equal to the base; `None` where it acts
    /// from the first.
    pub placebos: Vec<Option<Placebo>>,
    /// All pairs of arms, for each outcome; empty for two arms.
    pub all_pairs: Vec<AllPairs>,
    /// The arm to take by the watched outcome; `None` for two arms.
    pub selection: Option<Selection>,
    /// Day by day.
    pub curves: Vec<Curves>,
    /// Each arm but the base: what changed on each line; left out where there is no line.
    #[serde(skip_serializing_if = "no_line")]
    pub lines: Vec<Vec<LineEffect>>,
}

fn no_line(lines: &[Vec<LineEffect>]) -> bool {
    lines.iter().all(Vec::is_empty)
}

/// What an arm changes on a line. The intervals of all lines of an arm hold together with 95 %.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineEffect {
    /// Id of the line.
    pub line: String,
    /// Open in the base, per cent of the time.
    pub base_open: f64,
    /// More in the arm, percentage points.
    pub open: Told,
    /// Places damaged in a hundred days, in the base.
    pub base_damage: f64,
    /// More in the arm.
    pub damage: Told,
}

/// A replication that did not run to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// Its number.
    pub replication: u32,
    /// Name of the arm.
    pub arm: String,
    /// Which law, and where.
    #[serde(serialize_with = "told")]
    pub law: BrokenLaw,
}

/// When a study was to stop, and how it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoppingMark {
    /// Pairs that were asked for.
    pub pairs: Option<u32>,
    /// Half-width that was asked for, in the unit of the watched outcome.
    pub half_width: Option<f64>,
    /// When it was looked at.
    pub looks: Option<Looks>,
    /// Pairs at each look.
    pub looked: Vec<u32>,
    /// `pairs`, `half_width_reached`, `out_of_pairs` or `interrupted`.
    pub ending: &'static str,
    /// Error of each interval.
    pub error: f64,
}

/// One arm.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArmMark {
    /// Its name.
    pub name: String,
    /// Title of its scenario.
    pub title: String,
    /// Why it was made.
    pub because: Option<String>,
    /// Digest of its scenario, 16 hexadecimal digits.
    pub digest: String,
    /// In what it differs from the base.
    pub differences: Vec<Difference>,
}

/// One curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curves {
    /// What it is.
    pub label: Label,
    /// How it fans out in each arm, the base first.
    pub arms: Vec<Fan>,
    /// How its paired difference from the base fans out, for each arm but the base.
    pub differences: Vec<Fan>,
    /// The mean difference, with a band that holds all of it at once.
    pub bands: Vec<Band>,
    /// Of curves in tons: the paired differences added up from the first day to each, arm by arm.
    pub sums: Vec<Fan>,
    /// Their means with bands.
    pub sum_bands: Vec<Band>,
}

/// Which arm is wanted where there are several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// The most or the least of the watched outcome.
    pub best: Best,
    /// Difference that nobody minds.
    pub zone: f64,
}

impl Findings {
    /// What a study says.
    pub fn of(
        arms: &Arms,
        catalogue: &Catalogue,
        design: &Design,
        study: &Study,
        wanted: Wanted,
    ) -> Self {
        let count = arms.count();
        let error = paired::ERROR;
        let pairs = study.whole().count();
        let resamples = Resamples::new(pairs, FOR_INTERVALS, INTERVALS);
        let values: Vec<Vec<Vec<f64>>> = (0..catalogue.outcomes.len())
            .map(|place| study.outcome(count, place))
            .collect();
        let comparisons = (1..count)
            .map(|arm| Against {
                arm,
                outcomes: each(values.len(), |place| {
                    let arms = &values[place];
                    Paired::of(&arms[0], &arms[arm], error, &resamples)
                }),
            })
            .collect();
        let all_pairs: Vec<AllPairs> = if count > 2 {
            each(values.len(), |place| {
                AllPairs::of(&values[place], error, &resamples)
            })
        } else {
            Vec::new()
        };
        let selection = all_pairs.get(design.watched).and_then(|all| {
            let arms = &values[design.watched];
            Selection::of(arms, all, wanted.best, wanted.zone, &resamples)
        });
        let base = arms.base();
        let date = |day: u16| {
            let date = base.scenario.starts.plus_days(i32::from(day));
            date.unwrap_or(base.scenario.starts).to_string()
        };
        Self {
            schema_version: SCHEMA_VERSION,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: REGISTRY,
            domains: catalogue.domains,
            seed: design.seed,
            first_day: date(catalogue.window.from),
            last_day: date(catalogue.window.to.saturating_sub(1)),
            window: catalogue.window,
            pairs,
            broken: (study.broken())
                .map(|(replication, arm, law)| Broken {
                    replication,
                    arm: (arms.all().get(arm))
                        .map_or("the change of no consequence", |arm| &arm.name)
                        .to_owned(),
                    law: law.clone(),
                })
                .collect(),
            stopping: StoppingMark::of(design, study),
            arms: marks(arms),
            watched: design.watched,
            outcomes: catalogue.outcomes.clone(),
            comparisons,
            noise: noise(arms, study, &values, error, &resamples),
            no_noise: arms.sham().err(),
            placebos: placebos(arms, catalogue, study),
            all_pairs,
            selection,
            curves: curves(count, catalogue, study, pairs),
            lines: (1..count).map(|arm| lines(catalogue, study, arm)).collect(),
        }
    }

    /// The watched outcome of the change of no consequence against the base, and of an arm against it; `arm` counts from 1.
    pub fn noise_of(&self, arm: usize) -> Option<[&Paired; 2]> {
        let noise = self.noise.as_ref()?;
        let against = noise.arms.iter().find(|one| one.arm == arm)?;
        Some([
            noise.outcomes.get(self.watched)?,
            against.outcomes.get(self.watched)?,
        ])
    }

    /// The watched outcome of an arm against the base; `arm` counts from 1.
    pub fn watched(&self, arm: usize) -> Option<&Paired> {
        let comparison = self.comparisons.iter().find(|one| one.arm == arm)?;
        comparison.outcomes.get(self.watched)
    }
}

/// The arms, and in what each differs from the base.
fn marks(arms: &Arms) -> Vec<ArmMark> {
    let base = &arms.base().scenario;
    let mark = |arm: &Arm| ArmMark {
        name: arm.name.clone(),
        title: arm.scenario.title.clone(),
        because: arm.because.clone(),
        digest: format!("{:016x}", digest(&arm.scenario)),
        differences: differences(base, &arm.scenario),
    };
    arms.all().iter().map(mark).collect()
}

fn curves(count: usize, catalogue: &Catalogue, study: &Study, pairs: usize) -> Vec<Curves> {
    let resamples = Resamples::new(pairs, FOR_BANDS, BANDS);
    let from: Vec<usize> = (1..count).map(|arm| parting(study, arm)).collect();
    let bands = |curves: &[Vec<Vec<f64>>]| -> Vec<Band> {
        (curves.iter().zip(&from))
            .map(|(curves, &from)| Band::of(curves, from, BAND_ERROR, &resamples))
            .collect()
    };
    each(catalogue.curves.len(), |place| {
        let arms: Vec<Vec<Vec<f64>>> = (0..count).map(|arm| study.curves(arm, place)).collect();
        let apart: Vec<Vec<Vec<f64>>> = (arms[1..].iter())
            .map(|arm| {
                (arms[0].iter().zip(arm))
                    .map(|(base, arm)| paired::differences(base, arm))
                    .collect()
            })
            .collect();
        let is_of_tons = catalogue.curves[place].unit == "t";
        let gained: Vec<Vec<Vec<f64>>> = (apart.iter())
            .filter(|_| is_of_tons)
            .map(|curves| curves.iter().map(|curve| added_up(curve)).collect())
            .collect();
        Curves {
            sums: gained.iter().map(|curves| Fan::of(curves)).collect(),
            sum_bands: bands(&gained),
            label: catalogue.curves[place].clone(),
            arms: arms.iter().map(|curves| Fan::of(curves)).collect(),
            differences: apart.iter().map(|curves| Fan::of(curves)).collect(),
            bands: bands(&apart),
        }
    })
}

/// The first day of the window on which any curve of an arm is other than the base's in any pair; beyond all days
/// where none is.
fn parting(study: &Study, arm: usize) -> usize {
    let of_pair = |one: &Replication| -> Option<usize> {
        let [base, arm] = [0, arm].map(|arm| one.arms[arm].as_ref().ok());
        let curves = base?.curves.iter().zip(&arm?.curves);
        let parts = curves.filter_map(|(base, arm)| {
            let mut days = base.iter().zip(arm);
            days.position(|(base, arm)| base.to_bits() != arm.to_bits())
        });
        parts.min()
    };
    study
        .whole()
        .filter_map(of_pair)
        .min()
        .unwrap_or(usize::MAX)
}

fn lines(catalogue: &Catalogue, study: &Study, arm: usize) -> Vec<LineEffect> {
    let figures: Vec<_> = (study.whole())
        .filter_map(|one| Some((one.arms[0].as_ref().ok()?, one.arms[arm].as_ref().ok()?)))
        .collect();
    // all lines of an arm hold together (Bonferroni): one is picked out for it stands out
    let miss = paired::ERROR / (2 * catalogue.lines.len().max(1)) as f64;
    (catalogue.lines.iter().enumerate())
        .map(|(row, line)| {
            let base = |what: usize| -> Vec<f64> {
                figures
                    .iter()
                    .map(|(base, _)| base.lines[row][what])
                    .collect()
            };
            let apart = |what: usize| {
                let pairs = figures.iter();
                let apart = pairs.map(|(base, arm)| arm.lines[row][what] - base.lines[row][what]);
                Told::with_error(&apart.collect::<Vec<f64>>(), miss)
            };
            LineEffect {
                line: line.clone(),
                base_open: mean(&base(0)),
                open: apart(0),
                base_damage: mean(&base(1)),
                damage: apart(1),
            }
        })
        .collect()
}

/// What a curve comes to from its first day to each.
fn added_up(curve: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |value: &f64| {
        sum += value;
        sum
    };
    curve.iter().map(add).collect()
}

impl StoppingMark {
    fn of(design: &Design, study: &Study) -> Self {
        let (pairs, half_width, looks) = match &design.stopping {
            Stopping::Pairs(pairs) => (Some(*pairs), None, None),
            Stopping::HalfWidth { half_width, looks } => (None, Some(*half_width), Some(*looks)),
        };
        let ending = match study.ending {
            Ending::Pairs => "pairs",
            Ending::Reached => "half_width_reached",
            Ending::OutOfPairs => "out_of_pairs",
            Ending::Interrupted => "interrupted",
        };
        Self {
            pairs,
            half_width,
            looks,
            looked: study.looked.clone(),
            ending,
            error: paired::ERROR,
        }
    }
}
