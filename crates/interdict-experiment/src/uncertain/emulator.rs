//! A sum of polynomials that stands for the model at points where it was not run: terms of one knob and of
//! two.
//!
//! Legendre polynomials in the place of a knob in its range are orthogonal over evenly spread points, so that
//! the share of the variance that a term stands for is the square of its factor (polynomial chaos; Sudret,
//! Reliability Engineering and System Safety 93, 2008). There are far more terms than points: they are taken
//! one by one, the one that goes most with what is left first, until the best of so many goes with it no more
//! than luck would have it (orthogonal matching pursuit after Blatman and Sudret, Journal of Computational
//! Physics 230, 2011; the bound of Foster and George, Annals of Statistics 22, 1994). Terms of two knobs have
//! one of the knobs that lead alone among them.

use interdict_engine::math;

/// Knobs that lead, with which others are paired.
const LEADERS: usize = 6;
/// Terms at most.
const TERMS: usize = 40;
/// Points for one term at least.
const POINTS_A_TERM: usize = 4;
/// Share of the variance below which nothing is left to tell.
const NOTHING: f64 = 1e-10;

/// Polynomials of every knob at every point: `columns[knob][degree - 1][point]`.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    pub(super) columns: Vec<Vec<Vec<f64>>>,
    /// Highest degree in a term of two knobs.
    pairs: usize,
}

impl Basis {
    /// Of places `[point][knob]` from 0 to 1. The more points, the higher the degree.
    pub(super) fn of(places: &[Vec<f64>]) -> Self {
        let (degree, pairs) = match places.len() {
            ..96 => (3, 2),
            96..192 => (4, 2),
            192..384 => (5, 3),
            384..768 => (6, 3),
            _ => (8, 4),
        };
        let knobs = places.first().map_or(0, Vec::len);
        let of_knob = |knob: usize| {
            let mut columns = vec![Vec::with_capacity(places.len()); degree];
            for place in places {
                for (column, value) in columns.iter_mut().zip(legendre(place[knob], degree)) {
                    column.push(value);
                }
            }
            columns
        };
        Self {
            columns: (0..knobs).map(of_knob).collect(),
            pairs,
        }
    }

    /// Highest degree in one knob.
    pub(super) fn degree(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    fn at(&self, term: &Term, row: usize) -> f64 {
        let of = |(knob, degree): (usize, usize)| self.columns[knob][degree][row];
        of(term.first) * term.second.map_or(1.0, of)
    }
}

/// Legendre polynomials of the degrees from 1 on, of mean square one over the range.
fn legendre(place: f64, degree: usize) -> Vec<f64> {
    let x = 2.0 * place - 1.0;
    let (mut before, mut now) = (1.0, x);
    let mut all = Vec::with_capacity(degree);
    for n in 1..=degree {
        let n = n as f64;
        all.push(now * (2.0 * n + 1.0).sqrt());
        let next = ((2.0 * n + 1.0) * x * now - n * before) / (n + 1.0);
        (before, now) = (now, next);
    }
    all
}

/// A polynomial in one knob or in two, as (knob, degree less one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) first: (usize, usize),
    pub(super) second: Option<(usize, usize)>,
}

/// The sum.
#[derive(Clone, Debug)]
pub(super) struct Emulator {
    mean: f64,
    pub(super) terms: Vec<(Term, f64)>,
}

impl Emulator {
    /// Fitted to values at some points.
    pub(super) fn fit(basis: &Basis, rows: &[usize], values: &[f64]) -> Self {
        let n = rows.len();
        let mut left: Vec<f64> = rows.iter().map(|&row| values[row]).collect();
        let mut fit = Orthogonal::default();
        fit.take(vec![1.0; n], &mut left);
        let whole = squares(&left);
        let leaders = leaders(basis, rows, &left);
        let mut terms = Vec::new();
        while terms.len() < TERMS.min(n / POINTS_A_TERM) && squares(&left) > NOTHING * whole {
            let Some((term, tried)) = best(basis, rows, &left, &leaders, &terms) else {
                break;
            };
            let column: Vec<f64> = rows.iter().map(|&row| basis.at(&term, row)).collect();
            let before = squares(&left);
            let mut after = left.clone();
            let mut tentative = fit.clone();
            if !tentative.take(column, &mut after) {
                break;
            }
            let freedom = n as f64 - terms.len() as f64 - 2.0;
            let gain = (before - squares(&after)) / squares(&after).max(NOTHING * whole) * freedom;
            if gain < 2.0 * math::ln(tried) {
                break;
            }
            (fit, left) = (tentative, after);
            terms.push(term);
        }
        let factors = fit.factors();
        Self {
            mean: factors[0],
            terms: terms
                .into_iter()
                .zip(factors[1..].iter().copied())
                .collect(),
        }
    }

    /// What it tells of a point.
    pub(super) fn at(&self, basis: &Basis, row: usize) -> f64 {
        let parts = self.terms.iter().map(|(term, by)| by * basis.at(term, row));
        self.mean + parts.sum::<f64>()
    }

    /// Variance over all points that its terms of one knob with another stand for.
    pub(super) fn together(&self, knob: usize) -> f64 {
        let is_of = |term: &Term| {
            (term.second).is_some_and(|second| term.first.0 == knob || second.0 == knob)
        };
        let of = self.terms.iter().filter(|(term, _)| is_of(term));
        of.map(|(_, by)| by * by).sum()
    }

    /// Variance over all points that it stands for.
    pub(super) fn variance(&self) -> f64 {
        self.terms.iter().map(|(_, by)| by * by).sum()
    }

    /// What its terms of one knob, and those of that knob with another, tell of a point.
    pub(super) fn of_knob(&self, basis: &Basis, knob: usize, row: usize) -> (f64, f64) {
        let (mut alone, mut together) = (0.0, 0.0);
        for (term, by) in &self.terms {
            let part = || by * basis.at(term, row);
            match term.second {
                None if term.first.0 == knob => alone += part(),
                Some(second) if term.first.0 == knob || second.0 == knob => together += part(),
                _ => {}
            }
        }
        (alone, together)
    }
}

/// The term that goes most with what is left, judged by how many of its kind are tried, and how many those are.
fn best(
    basis: &Basis,
    rows: &[usize],
    left: &[f64],
    leaders: &[usize],
    taken: &[Term],
) -> Option<(Term, f64)> {
    let (knobs, degree, pairs) = (basis.columns.len(), basis.degree(), basis.pairs);
    let size = squares(left) / rows.len() as f64;
    let mut best: Option<(f64, Term, f64)> = None;
    let mut offer = |term: Term, with: f64, tried: f64| {
        let score = with * with / (size * rows.len() as f64) - 2.0 * math::ln(tried);
        if best.is_none_or(|(most, ..)| score > most) && !taken.contains(&term) {
            best = Some((score, term, tried));
        }
    };
    let along = |column: &[f64], by: &[f64]| -> f64 {
        rows.iter().zip(by).map(|(&row, by)| column[row] * by).sum()
    };
    let alone = (knobs * degree) as f64;
    for (knob, columns) in basis.columns.iter().enumerate() {
        for (at, column) in columns.iter().enumerate() {
            let first = (knob, at);
            let second = None;
            offer(Term { first, second }, along(column, left), alone);
        }
    }
    let together = (leaders.len() * knobs * pairs * pairs) as f64;
    for &leader in leaders {
        for at in 0..pairs {
            let column = &basis.columns[leader][at];
            let by: Vec<f64> = (rows.iter().zip(left))
                .map(|(&row, left)| column[row] * left)
                .collect();
            for knob in 0..knobs {
                // two leaders are paired once
                if knob == leader || (knob < leader && leaders.contains(&knob)) {
                    continue;
                }
                for other in 0..pairs {
                    let with = along(&basis.columns[knob][other], &by);
                    let (first, second) = ((leader, at), Some((knob, other)));
                    offer(Term { first, second }, with, together);
                }
            }
        }
    }
    best.map(|(_, term, tried)| (term, tried))
}

/// The knobs whose polynomials go most with what is left.
fn leaders(basis: &Basis, rows: &[usize], left: &[f64]) -> Vec<usize> {
    let with = |columns: &Vec<Vec<f64>>| -> f64 {
        let of = |column: &Vec<f64>| -> f64 {
            rows.iter()
                .zip(left)
                .map(|(&row, left)| column[row] * left)
                .sum()
        };
        columns.iter().map(|column| of(column) * of(column)).sum()
    };
    let with: Vec<f64> = basis.columns.iter().map(with).collect();
    let mut order: Vec<usize> = (0..with.len()).collect();
    order.sort_by(|&a, &b| with[b].total_cmp(&with[a]));
    order.truncate(LEADERS);
    order
}

fn squares(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum()
}

/// Least squares, column by column (modified Gram-Schmidt).
#[derive(Clone, Debug, Default)]
pub(super) struct Orthogonal {
    /// Columns of length one, each at right angles to those before.
    pub(super) columns: Vec<Vec<f64>>,
    /// How each column that was given is made of those, the last entry its own.
    made_of: Vec<Vec<f64>>,
    /// What of the values lies along each.
    along: Vec<f64>,
}

impl Orthogonal {
    /// Takes a column in, and takes what lies along it off what is left of the values; says no where nothing
    /// of the column is left.
    pub(super) fn take(&mut self, mut column: Vec<f64>, left: &mut [f64]) -> bool {
        let whole = squares(&column);
        let mut made_of = Vec::with_capacity(self.columns.len() + 1);
        for before in &self.columns {
            let along: f64 = before.iter().zip(&column).map(|(a, b)| a * b).sum();
            for (at, before) in column.iter_mut().zip(before) {
                *at -= along * before;
            }
            made_of.push(along);
        }
        let length = squares(&column).sqrt();
        if length * length <= NOTHING * whole || whole <= 0.0 {
            return false;
        }
        for at in &mut column {
            *at /= length;
        }
        made_of.push(length);
        let along: f64 = column.iter().zip(&*left).map(|(a, b)| a * b).sum();
        for (left, at) in left.iter_mut().zip(&column) {
            *left -= along * at;
        }
        self.columns.push(column);
        self.made_of.push(made_of);
        self.along.push(along);
        true
    }

    /// The factor of each column that was taken.
    pub(super) fn factors(&self) -> Vec<f64> {
        let mut factors = vec![0.0; self.along.len()];
        for place in (0..factors.len()).rev() {
            let later: f64 = (place + 1..factors.len())
                .map(|later| self.made_of[later][place] * factors[later])
                .sum();
            factors[place] = (self.along[place] - later) / self.made_of[place][place];
        }
        factors
    }
}
