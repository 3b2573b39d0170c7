//! A cheap stand-in for runs: what a figure's mean would be at knobs that nobody has run.
//!
//! A regression on the few knobs that a figure goes with: lines, then squares and products of knobs that are
//! in already, taken up one by one, each the one that explains most of what is left. A term must explain more
//! than the luckiest of all that were tried would by chance (`z^2 > 2 ln tried`; Foster and George, Annals of
//! Statistics 22, 1994). The error is that of knobs which the regression has not seen: in each of eight rounds an eighth
//! of the points is kept back, terms are chosen without them, and they are foretold. Nothing is drawn.
//!
//! The variance holds the error of the means that were learnt from, too, so it is rather too large.

use interdict_engine::math;
use serde::Serialize;

use super::linear::Root;
use crate::moments::{mean, variance};

/// Rounds in which a part of the points is kept back.
const ROUNDS: usize = 8;

/// A function of the knobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Term {
    /// A knob.
    Line(usize),
    /// The square of a knob.
    Square(usize),
    /// The product of two knobs.
    Product(usize, usize),
}

impl Term {
    /// Its value at a place of the box. Each is zero in the mean over the box and of about one size.
    fn at(self, place: &[f64]) -> f64 {
        let side = |knob: usize| 2.0 * place[knob] - 1.0;
        match self {
            Self::Line(knob) => side(knob),
            Self::Square(knob) => (3.0 * side(knob) * side(knob) - 1.0) / 2.0,
            Self::Product(first, second) => side(first) * side(second),
        }
    }
}

/// A stand-in for one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Emulator {
    /// What the figure goes with.
    pub terms: Vec<Term>,
    /// Standard error at points that were kept back.
    pub error: f64,
    /// Share of the variance from point to point that is foretold at points kept back; below zero where the
    /// mean of all would do better; `None` where the figure does not vary.
    pub foretold: Option<f64>,
    /// Points that it was made from.
    pub points: usize,
    coefficients: Vec<f64>,
    root: Root,
}

impl Emulator {
    /// From the means of a figure at some places.
    pub fn of(places: &[&[f64]], means: &[f64]) -> Self {
        let mut missed = 0.0;
        if means.len() > ROUNDS {
            for round in 0..ROUNDS {
                let kept_back = |point: usize| point % ROUNDS == round;
                let learnt = |point: &usize| !kept_back(*point);
                let from: Vec<usize> = (0..means.len()).filter(learnt).collect();
                let seen: Vec<&[f64]> = from.iter().map(|&point| places[point]).collect();
                let told: Vec<f64> = from.iter().map(|&point| means[point]).collect();
                let fit = Fit::of(&seen, &told);
                for point in (0..means.len()).filter(|&point| kept_back(point)) {
                    let apart = means[point] - fit.at(places[point]);
                    missed += apart * apart;
                }
            }
            missed /= means.len() as f64;
        } else {
            missed = variance(means);
        }
        let all = variance(means);
        let Fit {
            terms,
            coefficients,
            root,
        } = Fit::of(places, means);
        Self {
            terms,
            error: missed.sqrt(),
            foretold: (all > 0.0).then(|| 1.0 - missed / all),
            points: means.len(),
            coefficients,
            root,
        }
    }

    /// Of a figure that hardly any point tells: it may be anything, so it rules nothing out.
    pub fn blind() -> Self {
        Self {
            terms: Vec::new(),
            error: f64::INFINITY,
            foretold: None,
            points: 0,
            coefficients: vec![0.0],
            root: Root::of(&[vec![1.0]]),
        }
    }

    /// The mean at a place and its variance.
    pub fn at(&self, place: &[f64]) -> (f64, f64) {
        let row = row(&self.terms, place);
        let sum = row.iter().zip(&self.coefficients).map(|(x, b)| x * b).sum();
        (
            sum,
            self.error * self.error * (1.0 + self.root.distance(&row)),
        )
    }
}

fn row(terms: &[Term], place: &[f64]) -> Vec<f64> {
    let terms = terms.iter().map(|term| term.at(place));
    std::iter::once(1.0).chain(terms).collect()
}

/// A regression.
struct Fit {
    terms: Vec<Term>,
    coefficients: Vec<f64>,
    root: Root,
}

impl Fit {
    fn of(places: &[&[f64]], means: &[f64]) -> Self {
        let terms = chosen(places, means);
        let rows: Vec<Vec<f64>> = places.iter().map(|place| row(&terms, place)).collect();
        let sums = |of: &dyn Fn(usize, &[f64]) -> f64| -> f64 {
            (rows.iter().enumerate())
                .map(|(point, row)| of(point, row))
                .sum()
        };
        let matrix: Vec<Vec<f64>> = (0..=terms.len())
            .map(|i| {
                (0..=terms.len())
                    .map(|j| sums(&|_, row| row[i] * row[j]))
                    .collect()
            })
            .collect();
        let right: Vec<f64> = (0..=terms.len())
            .map(|i| sums(&|point, row| row[i] * means[point]))
            .collect();
        let root = Root::of(&matrix);
        Self {
            coefficients: root.solved(&right),
            terms,
            root,
        }
    }

    fn at(&self, place: &[f64]) -> f64 {
        let row = row(&self.terms, place);
        row.iter().zip(&self.coefficients).map(|(x, b)| x * b).sum()
    }
}

/// A term that may be taken up, made orthogonal to those that were.
struct Candidate {
    term: Term,
    column: Vec<f64>,
}

/// The terms that explain more than luck, in order of taking up.
fn chosen(places: &[&[f64]], means: &[f64]) -> Vec<Term> {
    let n = means.len();
    let sides = places.first().map_or(0, |place| place.len());
    let centre = mean(means);
    let mut left: Vec<f64> = means.iter().map(|value| value - centre).collect();
    let mut taken: Vec<Vec<f64>> = Vec::new();
    let mut terms: Vec<Term> = Vec::new();
    let column = |term: Term, taken: &[Vec<f64>]| {
        let values: Vec<f64> = places.iter().map(|place| term.at(place)).collect();
        let centre = mean(&values);
        let mut column: Vec<f64> = values.iter().map(|value| value - centre).collect();
        for other in taken {
            take_out(&mut column, other);
        }
        Candidate { term, column }
    };
    let mut open: Vec<Candidate> = (0..sides)
        .map(|knob| column(Term::Line(knob), &taken))
        .collect();
    let most = n / 4;
    let nothing = 1e-18 * dot(&left, &left);
    while terms.len() < most {
        let all: f64 = left.iter().map(|x| x * x).sum();
        let gains = open.iter().enumerate().filter_map(|(place, candidate)| {
            let size: f64 = candidate.column.iter().map(|x| x * x).sum();
            let product: f64 = dot(&candidate.column, &left);
            (size > 1e-9 * n as f64).then(|| (product * product / size, place))
        });
        let best = gains.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((gain, place)) = best else { break };
        let free = n.saturating_sub(terms.len() + 2).max(1) as f64;
        let bound = 2.0 * math::ln(open.len().max(2) as f64);
        if gain * free <= bound * (all - gain).max(0.0) || all <= nothing {
            break;
        }
        let Candidate {
            term,
            column: mut own,
        } = open.swap_remove(place);
        let size = dot(&own, &own).sqrt();
        for x in &mut own {
            *x /= size;
        }
        take_out(&mut left, &own);
        for candidate in &mut open {
            take_out(&mut candidate.column, &own);
        }
        taken.push(own);
        if let Term::Line(knob) = term {
            open.push(column(Term::Square(knob), &taken));
            for other in &terms {
                if let Term::Line(other) = *other {
                    open.push(column(Term::Product(other, knob), &taken));
                }
            }
        }
        terms.push(term);
    }
    terms
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Takes the part along a column of length one out of another.
fn take_out(column: &mut [f64], along: &[f64]) {
    let part = dot(column, along);
    for (x, a) in column.iter_mut().zip(along) {
        *x -= part * a;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::{Chance, Key, Purpose, When, sample};

    fn draws(who: u64, count: usize) -> Vec<f64> {
        let mut stream = Chance::new(3, 0, 0).stream(Purpose(12), Key(who), When::on(0));
        (0..count).map(|_| stream.draw()).collect()
    }

    #[test]
    fn a_quadratic_among_forty_knobs_is_found_and_foretold_exactly() {
        let places: Vec<Vec<f64>> = (0..60).map(|point| draws(point, 40)).collect();
        let truth = |place: &[f64]| {
            let (a, b) = (2.0 * place[7] - 1.0, 2.0 * place[31] - 1.0);
            100.0 + 30.0 * a - 12.0 * b + 9.0 * a * b
        };
        let means: Vec<f64> = places.iter().map(|place| truth(place)).collect();
        let seen: Vec<&[f64]> = places.iter().map(Vec::as_slice).collect();
        let emulator = Emulator::of(&seen, &means);
        let mut terms = emulator.terms.clone();
        terms.truncate(3);
        assert_eq!(
            terms,
            [Term::Line(7), Term::Line(31), Term::Product(7, 31)],
            "{terms:?}"
        );
        let unseen = draws(999, 40);
        let (mean, _) = emulator.at(&unseen);
        assert!((mean - truth(&unseen)).abs() < 1e-6, "{mean}");
        assert!(emulator.foretold.unwrap() > 0.999_999);
    }

    #[test]
    fn what_is_foretold_lies_within_its_error_as_often_as_it_says_and_luck_is_taken_for_nothing() {
        let (mut outside, mut tried, mut lucky) = (0, 0, 0);
        for trial in 0..40_u64 {
            let places: Vec<Vec<f64>> = (0..48)
                .map(|point| draws(1_000 * trial + point, 10))
                .collect();
            let seen: Vec<&[f64]> = places.iter().map(Vec::as_slice).collect();
            let noise: Vec<f64> = (draws(7_000_000 + trial, 48).iter())
                .map(|&u| sample::normal(u))
                .collect();
            let truth = |place: &[f64]| 10.0 * math::sin(3.0 * place[2]) + 4.0 * place[5];
            let means: Vec<f64> = (places.iter().zip(&noise))
                .map(|(place, noise)| truth(place) + 0.5 * noise)
                .collect();
            let emulator = Emulator::of(&seen, &means);
            for point in 0..50 {
                let place = draws(9_000_000 + 1_000 * trial + point, 10);
                let (mean, variance) = emulator.at(&place);
                tried += 1;
                outside += usize::from((mean - truth(&place)).abs() > 2.0 * variance.sqrt());
            }
            lucky += Emulator::of(&seen, &noise).terms.len();
        }
        // 5 of 100 would be outside two deviations of a sure normal law
        assert!(outside * 20 <= tried, "{outside} of {tried}");
        assert!(lucky <= 20, "{lucky} terms in 40 studies of nothing");
    }
}
