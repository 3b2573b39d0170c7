//! How much of an effect's variance over the knobs each knob stands for: Sobol' indices from the points that
//! there are.
//!
//! The first-order index of a knob is the share of the variance that would go if that knob alone were known;
//! the total index is the share that would be left if all others were (Sobol', Mathematics and Computers in
//! Simulation 55, 2001). Neither cares whether the effect rises, falls or has a hump in the middle.
//!
//! A sum of polynomials (`emulator`) is fitted ten times, each time without a tenth of the points,
//! and tells that tenth. For the first-order index of a knob the others' part is taken off the effect at each
//! point, as told by a fit that has not seen the point, and what is left is set against a polynomial of the
//! knob. A fit that tells nothing makes this the plain regression on one knob; a good one takes the scatter
//! away; neither makes it wrong, for what a fit gets wrong about other knobs has nothing to do with this one.
//! What chance of the pairs and finitely many points add is taken off, and the variance that shares are of is
//! the knobs' alone: what the fits stand for over all points, what they leave, and both together, less the
//! chance within points.
//!
//! What a knob does together with others is what the fits tell of it at points that they have not seen: what
//! they cannot tell is missing there, so that a total index is rather too low than too high.
//!
//! Intervals: points drawn with replacement, about the estimate the other way round (the basic bootstrap;
//! Davison and Hinkley, Bootstrap Methods, 1997, section 5.2). What the luckiest of all knobs would reach: what is
//! left after the fits, dealt out to the points at random.

use serde::Serialize;

use super::design::{Design, luck};
use super::effect::Effect;
use super::emulator::{Basis, Emulator};
use super::points::{FEWEST, Points};
use super::shape::{Quarter, Shape, quarters};
use super::share::share_between;
use crate::moments::{mean, quantile, sorted, variance};
use crate::paired::{ERROR, Interval};
use crate::resample::{POINTS, Resamples};

/// Parts of the points, each told by the others.
const PARTS: usize = 10;
/// Resamples for intervals.
const RESAMPLES: usize = 500;
/// Knobs that are named.
const NAMED: usize = 10;

/// A share with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The share, from 0 to 1.
    pub value: f64,
    /// Between which it lies.
    pub interval: Interval,
}

impl Share {
    /// So many of so many, each drawn by itself.
    pub(crate) fn of(count: usize, of: usize) -> Self {
        Self {
            value: count as f64 / of.max(1) as f64,
            interval: share_between(count, of),
        }
    }
}

/// A knob and what it does to the effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Leading {
    /// Path of the knob.
    pub path: String,
    /// Unit.
    pub unit: &'static str,
    /// Share of the knobs' variance that it stands for alone.
    pub first: Share,
    /// Share that it stands for alone and together with others.
    pub total: Share,
    /// Whether it does alone more than the luckiest of all knobs would.
    pub stands_out: bool,
    /// How the effect goes with it.
    pub shape: Shape,
    /// The effect in quarters of its range, from the lowest, what is told of other knobs taken off.
    pub quarters: Vec<Quarter>,
    /// The effect at the lowest and the highest tenth of its range, as its polynomial tells.
    pub ends: (f64, f64),
    /// By which share the spread of the effect over the knobs would shrink if it were known.
    pub narrows: f64,
    /// What one who takes the better of the two arms by the mean gains in the mean by knowing it first, in
    /// units of the effect.
    pub worth: f64,
    #[serde(skip)]
    pub(super) knob: usize,
}

/// Which knobs an effect hangs on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sensitivity {
    /// Knobs that were tried.
    pub tried: usize,
    /// Highest degree of the polynomials of one knob.
    pub degree: usize,
    /// Share of the knobs' variance that the fits tell at points that they have not seen; below zero where
    /// they tell less than the mean does. `None` where nothing varies or the points are too few.
    pub told: Option<f64>,
    /// Share that the luckiest of so many knobs reaches in 5 of 100 studies in which none does anything.
    pub bound: f64,
    /// The knobs that stand for most, alone or with others; none where nothing can be said.
    pub knobs: Vec<Leading>,
}

/// The effect at points, and what the fits that have not seen a point tell of it.
struct Told<'a> {
    basis: Basis,
    effects: &'a [f64],
    /// Variance of the chance in each effect.
    noise: &'a [f64],
    /// What is told of each, and what is left.
    by_others: Vec<f64>,
    left: Vec<f64>,
    /// What each knob does alone and with others: `[knob][point]`.
    alone: Vec<Vec<f64>>,
    together: Vec<Vec<f64>>,
    /// Variance that the fits stand for over all points, and that of each knob with others.
    variance: f64,
    together_in_all: Vec<f64>,
}

impl Sensitivity {
    /// Of an effect at points; `rows` says which point each is of.
    pub fn of(points: &Points, rows: &[usize], effect: &Effect) -> Self {
        let places: Vec<Vec<f64>> = rows.iter().map(|&row| points.places[row].clone()).collect();
        let noise = &effect.chance_by_point;
        let mut found = Self::of_values(&places, (&effect.by_point, noise), RESAMPLES);
        for leading in &mut found.knobs {
            let drawn = &points.drawn[leading.knob];
            leading.path.clone_from(&drawn.path);
            leading.unit = drawn.unit;
        }
        found
    }

    /// Of values at places `[point][knob]`, with the variance of chance in each; knobs go by their number.
    pub(super) fn of_values(
        places: &[Vec<f64>],
        (effects, noise): (&[f64], &[f64]),
        resamples: usize,
    ) -> Self {
        let tried = places.first().map_or(0, Vec::len);
        let mut found = Self {
            tried,
            degree: 0,
            told: None,
            bound: 1.0,
            knobs: Vec::new(),
        };
        if effects.len() < FEWEST || tried == 0 || variance(effects) <= mean(noise) {
            return found;
        }
        let told = Told::of(places, effects, noise);
        let all: Vec<u32> = (0..effects.len() as u32).collect();
        let of_knobs = told.of_knobs(&all);
        if of_knobs <= 0.0 {
            return found;
        }
        found.degree = told.basis.degree();
        let missed = mean(&told.left.iter().map(|left| left * left).collect::<Vec<_>>());
        found.told = Some(1.0 - (missed - mean(noise)) / of_knobs);
        let designs: Vec<Design> = (0..tried)
            .map(|knob| Design::of(&told.basis, knob))
            .collect();
        let luck = luck(&designs, &told.left);
        found.bound = (luck * variance(&told.left) / of_knobs).min(1.0);
        let mut ranked: Vec<(f64, f64, bool, usize)> = (designs.iter().enumerate())
            .map(|(knob, design)| {
                let values = told.without_others(knob);
                let is_beyond = design.told(&values) > luck;
                let alone = design.adjusted(&values).max(0.0);
                (alone + told.together_of(knob, &all), alone, is_beyond, knob)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
        ranked.truncate(NAMED);
        let resamples = Resamples::new(effects.len(), resamples, POINTS);
        found.knobs = (ranked.into_iter())
            .map(|(_, _, stands_out, knob)| told.leading(knob, stands_out, of_knobs, &resamples))
            .collect();
        found
    }

    /// The knobs that stand out.
    pub fn beyond(&self) -> impl Iterator<Item = &Leading> {
        self.knobs.iter().filter(|knob| knob.stands_out)
    }
}

impl<'a> Told<'a> {
    fn of(places: &[Vec<f64>], effects: &'a [f64], noise: &'a [f64]) -> Self {
        let (n, knobs) = (effects.len(), places[0].len());
        let basis = Basis::of(places);
        let mut told = Self {
            basis,
            effects,
            noise,
            by_others: vec![0.0; n],
            left: vec![0.0; n],
            variance: 0.0,
            together_in_all: vec![0.0; knobs],
            alone: vec![vec![0.0; n]; knobs],
            together: vec![vec![0.0; n]; knobs],
        };
        let parts = PARTS.min(n / 2);
        for part in 0..parts {
            let rows: Vec<usize> = (0..n).filter(|row| row % parts != part).collect();
            let fit = Emulator::fit(&told.basis, &rows, effects);
            let share = 1.0 / parts as f64;
            told.variance += share * fit.variance();
            for (knob, together) in told.together_in_all.iter_mut().enumerate() {
                *together += share * fit.together(knob);
            }
            for row in (part..n).step_by(parts) {
                told.by_others[row] = fit.at(&told.basis, row);
                told.left[row] = effects[row] - told.by_others[row];
                for knob in 0..knobs {
                    let (alone, together) = fit.of_knob(&told.basis, knob, row);
                    told.alone[knob][row] = alone;
                    told.together[knob][row] = together;
                }
            }
        }
        told
    }

    /// The effect at each point without what other knobs do there.
    fn without_others(&self, knob: usize) -> Vec<f64> {
        let parts = self.left.iter().zip(&self.alone[knob]);
        parts.map(|(left, alone)| left + alone).collect()
    }

    /// Variance of the effect over the knobs, as some of the points say.
    fn of_knobs(&self, taken: &[u32]) -> f64 {
        let pick =
            |from: &[f64]| -> Vec<f64> { taken.iter().map(|&row| from[row as usize]).collect() };
        let (told, left) = (pick(&self.by_others), pick(&self.left));
        let (about, of_left) = (mean(&told), mean(&left));
        let both = told.iter().zip(&left);
        let both: Vec<f64> = both.map(|(a, b)| (a - about) * (b - of_left)).collect();
        (self.variance + 2.0 * mean(&both) + variance(&left) - mean(&pick(self.noise))).max(0.0)
    }

    /// Variance that a knob stands for with others, as some of the points say.
    fn together_of(&self, knob: usize, taken: &[u32]) -> f64 {
        let at = |&row: &u32| self.together[knob][row as usize] * self.left[row as usize];
        let both: f64 = taken.iter().map(at).sum();
        (self.together_in_all[knob] + 2.0 * both / taken.len() as f64).max(0.0)
    }

    fn leading(
        &self,
        knob: usize,
        stands_out: bool,
        of_knobs: f64,
        resamples: &Resamples,
    ) -> Leading {
        let values = self.without_others(knob);
        let design = Design::of(&self.basis, knob);
        let alone = design.adjusted(&values);
        let all: Vec<u32> = (0..values.len() as u32).collect();
        let both = alone.max(0.0) + self.together_of(knob, &all);
        let shares = |(alone, both): (f64, f64), of: f64| (alone / of, both / of);
        let (first, total) = shares((alone, both), of_knobs);
        let mut redone = (Vec::new(), Vec::new());
        for taken in resamples.each() {
            let pick = |from: &[f64]| -> Vec<f64> {
                taken.iter().map(|&row| from[row as usize]).collect()
            };
            let of = self.of_knobs(taken);
            // where hardly any variance is left to the knobs a share of it says nothing
            if of < 0.1 * of_knobs {
                continue;
            }
            let alone = design.taken(taken).adjusted(&pick(&values));
            let both = alone.max(0.0) + self.together_of(knob, taken);
            let (first, total) = shares((alone, both), of);
            redone.0.push(first);
            redone.1.push(total);
        }
        let first = basic(first, &redone.0);
        let mut total = basic(total, &redone.1);
        total.interval.low = total.interval.low.max(0.0).min(total.value);
        let centre = mean(self.effects);
        let (quarters, shape) = quarters(&design.place, &values, centre);
        let (ends, worth) = design.curve(&values, centre);
        Leading {
            path: knob.to_string(),
            unit: "",
            first,
            total,
            stands_out,
            shape,
            quarters,
            ends,
            narrows: 1.0 - (1.0 - first.value).max(0.0).sqrt(),
            worth,
            knob,
        }
    }
}

/// An estimate with its interval by resamples, kept between 0 and 1.
fn basic(value: f64, redone: &[f64]) -> Share {
    let kept = |value: f64| value.clamp(0.0, 1.0);
    if redone.is_empty() {
        return Share {
            value: kept(value),
            interval: Interval {
                low: 0.0,
                high: 1.0,
            },
        };
    }
    let redone = sorted(redone);
    let at = |share: f64| 2.0 * value - quantile(&redone, share);
    Share {
        value: kept(value),
        interval: Interval {
            low: kept(at(1.0 - ERROR / 2.0)),
            high: kept(at(ERROR / 2.0)),
        },
    }
}
