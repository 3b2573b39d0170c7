//! One knob's part in the effect by least squares: polynomials of its place, what they tell, and what the luckiest of all
//! knobs would tell of values dealt out at random. The method is told in `sensitivity`.

use interdict_engine::{Chance, Key, Purpose, When};

use super::emulator::{Basis, Orthogonal};
use crate::moments::{mean, quantile, sorted};
use crate::paired::ERROR;
use crate::resample::VERSION;

/// Dealing out what is left to the points. The number is never used again.
const DEALING: Purpose = Purpose(5);

/// Deals for the bound.
const DEALS: u16 = 200;

/// The polynomials of one knob as columns of least squares.
pub(super) struct Design {
    columns: Vec<Vec<f64>>,
    /// The places of the points in its range.
    pub(super) place: Vec<f64>,
}

impl Design {
    pub(super) fn of(basis: &Basis, knob: usize) -> Self {
        let columns = basis.columns[knob].clone();
        // the first polynomial is the place itself, but for its scale
        let place = (columns[0].iter())
            .map(|first| f64::midpoint(first / 3.0_f64.sqrt(), 1.0))
            .collect();
        Self { columns, place }
    }

    pub(super) fn taken(&self, taken: &[u32]) -> Self {
        let pick = |from: &Vec<f64>| taken.iter().map(|&row| from[row as usize]).collect();
        Self {
            columns: self.columns.iter().map(pick).collect(),
            place: Vec::new(),
        }
    }

    /// Sum of squares about the mean, what is left of it, the columns that were of use, and their factors.
    fn fit(&self, values: &[f64]) -> (f64, f64, usize, Vec<f64>) {
        let mut left = values.to_vec();
        let mut fit = Orthogonal::default();
        fit.take(vec![1.0; left.len()], &mut left);
        let sum = |left: &[f64]| left.iter().map(|at| at * at).sum::<f64>();
        let whole = sum(&left);
        let mut used = 0;
        for column in &self.columns {
            used += usize::from(fit.take(column.clone(), &mut left));
        }
        (whole, sum(&left), used, fit.factors())
    }

    /// Share of the variance of some values that the polynomial tells, as it is.
    pub(super) fn told(&self, values: &[f64]) -> f64 {
        let (whole, left, ..) = self.fit(values);
        if whole > 0.0 { 1.0 - left / whole } else { 0.0 }
    }

    /// Variance over all points that the polynomial stands for, what luck alone would give taken off.
    pub(super) fn adjusted(&self, values: &[f64]) -> f64 {
        let (_, left, used, factors) = self.fit(values);
        let n = values.len() as f64;
        let freedom = (n - used as f64 - 1.0).max(1.0);
        let squares: f64 = factors[1..].iter().map(|by| by * by).sum();
        squares - used as f64 * left / freedom / n
    }

    /// The polynomial at the lowest and the highest tenth, and what knowing the knob is worth to one who
    /// chooses.
    pub(super) fn curve(&self, values: &[f64], centre: f64) -> ((f64, f64), f64) {
        let (.., used, factors) = self.fit(values);
        if used < self.columns.len() {
            return ((centre, centre), 0.0);
        }
        let at = |row: usize| {
            let parts = self.columns.iter().zip(&factors[1..]);
            centre + parts.map(|(column, by)| column[row] * by).sum::<f64>()
        };
        let over = |is_in: &dyn Fn(f64) -> bool, of: &dyn Fn(f64) -> f64| {
            let rows = (0..values.len()).filter(|&row| is_in(self.place[row]));
            let told: Vec<f64> = rows.map(|row| of(at(row))).collect();
            if told.is_empty() { centre } else { mean(&told) }
        };
        let as_it_is = |value: f64| value;
        let low = over(&|place| place < 0.1, &as_it_is);
        let high = over(&|place| place >= 0.9, &as_it_is);
        let better = over(&|_| true, &|value| value.max(0.0));
        let blind = over(&|_| true, &as_it_is).max(0.0);
        ((low, high), (better - blind).max(0.0))
    }
}

/// The share that the luckiest of all knobs tells of values dealt out at random, in 95 of 100 deals.
pub(super) fn luck(designs: &[Design], left: &[f64]) -> f64 {
    let bases: Vec<Vec<Vec<f64>>> = designs.iter().map(orthonormal).collect();
    let chance = Chance::new(0, 0, VERSION);
    let centre = mean(left);
    let mut dealt: Vec<f64> = left.iter().map(|at| at - centre).collect();
    let whole: f64 = dealt.iter().map(|at| at * at).sum();
    if whole <= 0.0 {
        return 0.0;
    }
    let most = (0..DEALS).map(|deal| {
        let mut stream = chance.stream(DEALING, Key(left.len() as u64), When::on(deal));
        for place in (1..dealt.len()).rev() {
            let other = (stream.draw() * (place as f64 + 1.0)) as usize;
            dealt.swap(place, other.min(place));
        }
        let told = bases.iter().map(|columns| {
            let along = columns.iter().map(|column| {
                let along: f64 = column.iter().zip(&dealt).map(|(a, b)| a * b).sum();
                along * along
            });
            along.sum::<f64>() / whole
        });
        told.fold(0.0, f64::max)
    });
    quantile(&sorted(&most.collect::<Vec<_>>()), 1.0 - ERROR)
}

/// The columns of a design at right angles to each other and to the mean, of length one.
fn orthonormal(design: &Design) -> Vec<Vec<f64>> {
    let mut nothing = vec![0.0; design.place.len()];
    let mut fit = Orthogonal::default();
    fit.take(vec![1.0; nothing.len()], &mut nothing);
    for column in &design.columns {
        fit.take(column.clone(), &mut nothing);
    }
    fit.columns.split_off(1)
}
