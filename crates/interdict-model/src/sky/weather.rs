//! # Weather
//!
//! What happens: over each cell the weather is visual, marginal or closed, and turns every three hours.
//!
//! Rule: a lagged chain, `P = rho I + (1 - rho) 1 pi'`: with chance `rho` the weather stays, else it is
//! drawn anew from the month's shares `pi`. Cells go together by a Gaussian copula with correlation
//! `exp(-distance / correlation_km)`: `u = Phi((L z)_cell)` with `L L'` the correlation matrix.
//!
//! Assumes: weather comes from outside and depends on nothing that anybody does; three classes say
//! enough for who can bomb what.
//!
//! Sources: monthly shares from the scenario; persistence and extent are estimates.
//!
//! Reads: knobs of `sky`, the weather table. Writes: [`Weather`], the count of visual weather. Chance:
//! `WEATHER` by cell and step.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{amount, fit};
use interdict_engine::{Chance, Clock, Column, math, sample};
use interdict_quantity::Key;
use interdict_scenario::{Domain, Scenario};

use crate::chance::WEATHER;
use crate::measure::Measures;
use crate::network::Network;
use crate::outcomes::Series;
use crate::row::CellRow;
use crate::state::{choice, state};

/// Seconds of one step of the weather.
pub(crate) const STEP: u32 = 10_800;

/// What can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// The target can be seen.
    Visual,
    /// It can be seen at times.
    Marginal,
    /// It cannot be seen.
    Closed,
}

choice!(Visibility: Visual, Marginal, Closed);

/// The present weather over every cell, and how it turns.
#[derive(Resource, Clone, Debug)]
pub struct Weather {
    /// By cell.
    pub now: Column<CellRow, Visibility>,
    keys: Vec<Key>,
    /// Shares (visual, marginal) of each cell, by month.
    shares: Column<CellRow, [(f64, f64); 12]>,
    /// Month (0 to 11) of each day.
    months: Vec<u8>,
    persistence: f64,
    /// Lower triangle of the Cholesky factor, row by row.
    factor: Vec<f64>,
    normals: Vec<f64>,
    /// Somebody attacks: how often targets are seen is counted.
    is_bombed_under: bool,
}

state!(Weather: now; fixed: keys, shares, months, persistence, factor, is_bombed_under; room: normals);

impl Weather {
    /// The weather of a scenario; visual everywhere until the first step is drawn.
    pub fn new(scenario: &Scenario, network: &Network) -> Self {
        let knobs = &scenario.rules.sky;
        let cells = &scenario.weather;
        let split = |visual: f64| (visual, (1.0 - visual) * knobs.marginal_share_of_rest);
        let places: Vec<_> = cells
            .iter()
            .map(|cell| network.place(cell.lat, cell.lon))
            .collect();
        let extent = 1_000.0 * knobs.correlation_km;
        let correlation = |a: usize, b: usize| math::exp(-places[a].distance(places[b]) / extent);
        let month = |day| {
            scenario
                .starts
                .plus_days(day)
                .map_or(0, |date| fit(date.month() - 1))
        };
        Self {
            now: Column::filled(Visibility::Visual, cells.len()),
            keys: cells.iter().map(|cell| cell.key).collect(),
            shares: cells
                .iter()
                .map(|cell| cell.visual_share.map(split))
                .collect(),
            months: (0..i32::from(scenario.days)).map(month).collect(),
            persistence: knobs.persistence,
            factor: cholesky(cells.len(), correlation),
            normals: vec![0.0; cells.len()],
            is_bombed_under: scenario.domains().has(Domain::Attack),
        }
    }

    /// The weather over a cell.
    pub fn over(&self, cell: CellRow) -> Visibility {
        self.now[cell]
    }

    /// The weather over a cell; visual where there is no cell.
    pub(crate) fn over_any(&self, cell: Option<CellRow>) -> Visibility {
        let known = cell.filter(|cell| cell.index() < self.now.len());
        known.map_or(Visibility::Visual, |cell| self.over(cell))
    }

    fn turn(&mut self, chance: &Chance, day: u16, step: u16) {
        let month = usize::from(self.months.get(usize::from(day)).copied().unwrap_or(0));
        for (normal, &key) in self.normals.iter_mut().zip(&self.keys) {
            let [u] = chance.draw::<1>(WEATHER, key, When::on(day).attempt(step));
            *normal = sample::normal(u);
        }
        let is_first = day == 0 && step == 0;
        for cell in self.now.rows() {
            let place = cell.index();
            let row = place * (place + 1) / 2;
            let mixed: f64 = self.factor[row..=row + place]
                .iter()
                .zip(&self.normals)
                .map(|(weight, normal)| weight * normal)
                .sum();
            let stay = if is_first { 0.0 } else { self.persistence };
            let shares = self.shares[cell][month];
            self.now[cell] = turned(math::normal_cdf(mixed), self.now[cell], stay, shares);
        }
    }
}

/// Turns the weather over every cell. Due every [`STEP`].
pub(crate) fn turn_weather(
    clock: Res<Clock>,
    chance: Res<Chance>,
    mut weather: ResMut<Weather>,
    mut measures: ResMut<Measures>,
) {
    weather.turn(&chance, clock.day, fit(clock.second_of_day / STEP));
    let visual = weather
        .now
        .iter()
        .filter(|&&now| now == Visibility::Visual)
        .count();
    if weather.is_bombed_under {
        measures.add(Series::VisualWeather, amount(visual));
    }
}

/// The next state by inversion of its distribution function: with chance `stay` as before, else by
/// `shares` of (visual, marginal).
pub fn turned(u: f64, before: Visibility, stay: f64, shares: (f64, f64)) -> Visibility {
    let fresh = 1.0 - stay;
    let part = |state| if before == state { stay } else { 0.0 };
    let visual = fresh * shares.0 + part(Visibility::Visual);
    let marginal = visual + fresh * shares.1 + part(Visibility::Marginal);
    if u < visual {
        Visibility::Visual
    } else if u < marginal {
        Visibility::Marginal
    } else {
        Visibility::Closed
    }
}

/// Lower triangle, row by row, of the factor of a correlation matrix.
fn cholesky(size: usize, correlation: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut factor: Vec<f64> = Vec::with_capacity(size * (size + 1) / 2);
    for row in 0..size {
        for column in 0..=row {
            let (a, b) = (row * (row + 1) / 2, column * (column + 1) / 2);
            let done: f64 = (0..column).map(|k| factor[a + k] * factor[b + k]).sum();
            let rest = correlation(row, column) - done;
            factor.push(if row == column {
                math::sqrt(rest.max(0.0))
            } else if factor[b + column] > 1e-9 {
                rest / factor[b + column]
            } else {
                0.0
            });
        }
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_cell(persistence: f64, shares: (f64, f64)) -> Weather {
        Weather {
            now: vec![Visibility::Visual].into(),
            keys: vec![Key::of("cell")],
            shares: vec![[shares; 12]].into(),
            months: vec![0; 30_000],
            persistence,
            factor: vec![1.0],
            normals: vec![0.0],
            is_bombed_under: true,
        }
    }

    #[test]
    fn the_chain_has_its_shares_its_runs_and_its_memory() {
        let (rho, pi) = (0.85, (0.6, 0.2));
        let mut weather = one_cell(rho, pi);
        let chance = Chance::new(3, 0, 1);
        let path: Vec<Visibility> = (0..160_000_u32)
            .map(|step| {
                weather.turn(&chance, fit(step / 8), fit(step % 8));
                weather.now[CellRow(0)]
            })
            .collect();
        let steps = path.len() as f64;
        let share = |state| path.iter().filter(|&&now| now == state).count() as f64 / steps;
        assert!((share(Visibility::Visual) - 0.6).abs() < 0.02);
        assert!((share(Visibility::Marginal) - 0.2).abs() < 0.02);
        let runs = path
            .windows(2)
            .filter(|w| w[0] != w[1] && w[0] == Visibility::Visual)
            .count();
        let mean_run = share(Visibility::Visual) * steps / runs as f64;
        let known = 1.0 / ((1.0 - rho) * (1.0 - pi.0));
        assert!(
            (mean_run - known).abs() < 0.05 * known,
            "{mean_run} for {known}"
        );
        let is = |state: Visibility| f64::from(u8::from(state == Visibility::Visual)) - 0.6;
        for lag in 1..4 {
            let moment: f64 = path.windows(lag + 1).map(|w| is(w[0]) * is(w[lag])).sum();
            let correlation = moment / steps / 0.24;
            let known = sample::power(rho, fit(lag));
            assert!(
                (correlation - known).abs() < 0.03,
                "{lag}: {correlation} for {known}"
            );
        }
    }

    #[test]
    fn worse_shares_never_bring_better_weather() {
        for step in 0..200 {
            let u = (f64::from(step) + 0.5) / 200.0;
            for before in [Visibility::Visual, Visibility::Marginal, Visibility::Closed] {
                let fair = turned(u, before, 0.8, (0.6, 0.2));
                assert!(fair <= turned(u, before, 0.8, (0.3, 0.35)));
            }
        }
    }

    #[test]
    fn the_factor_gives_back_the_correlation() {
        let correlation = |a: usize, b: usize| math::exp(-(a as f64 - b as f64).abs() / 2.0);
        let factor = cholesky(5, correlation);
        for a in 0..5_usize {
            for b in 0..=a {
                let (x, y) = (a * (a + 1) / 2, b * (b + 1) / 2);
                let product: f64 = (0..=b).map(|k| factor[x + k] * factor[y + k]).sum();
                assert!((product - correlation(a, b)).abs() < 1e-12);
            }
        }
    }
}
