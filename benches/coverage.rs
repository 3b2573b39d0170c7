//! What intervals and bands hold: real pairs stand for the truth, studies are drawn from them, and how often each study's
//! interval holds the mean of all is counted. The figures stand in `docs/counterfactuals.md`.
//!
//! `cargo bench --bench coverage` runs a thousand pairs of each scenario first and takes some five minutes on two cores.
//! Studies are drawn with replacement, so that a study of sixty is not a part of its own truth.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use std::convert::Infallible;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use interdict::experiment::bands::{BAND_ERROR, Band};
use interdict::experiment::moments::{deviation, mean, skewness};
use interdict::experiment::paired::{ERROR, VarianceReduction, differences, mean_interval};
use interdict::experiment::resample::{BANDS, FOR_BANDS, INTERVALS, Resamples};
use interdict::experiment::stopping::{Decision, Looks};
use interdict::experiment::{Arm, Arms, Catalogue, Replication, Runner, Window};
use interdict::scenario::load;
use interdict_engine::chance::Stream;
use interdict_engine::{Chance, Key, Purpose, When, math};

/// Pairs that stand for the truth.
const TRUTH: u32 = 1_000;
/// Seed of those pairs and of the studies.
const SEED: u64 = 11;
/// Studies of bands, and of sequential rules and intervals.
const STUDIES: u16 = 300;
const MANY: u16 = 2_000;

/// Pairs of one question.
struct Truth {
    name: &'static str,
    catalogue: Catalogue,
    pairs: Vec<Replication>,
}

impl Truth {
    fn of(name: &'static str, folder: &str, arm: &str) -> Self {
        let read = |file: &str| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("scenarios")
                .join(folder)
                .join(file);
            match load(&path, &[]) {
                Ok(loaded) => Arm {
                    name: file.to_owned(),
                    because: None,
                    scenario: loaded.scenario,
                },
                Err(faults) => panic!("{}", faults.render(false)),
            }
        };
        let arms = Arms::new(vec![read("scenario.ron"), read(arm)]).expect("the same days");
        let window = Window {
            from: 0,
            to: arms.base().scenario.days,
        };
        let catalogue = Catalogue::of(&arms.scenarios(), window);
        let mut pairs = Vec::new();
        let keep = |pair: Replication| {
            pairs.push(pair);
            Ok::<(), Infallible>(())
        };
        let runner = Runner::new(&arms, &catalogue, SEED, 0, TRUTH);
        let Ok(()) = runner.run(0..TRUTH, &AtomicBool::new(false), keep);
        assert!(pairs.iter().all(Replication::is_whole), "a law broke");
        Self {
            name,
            catalogue,
            pairs,
        }
    }

    /// An outcome in both arms.
    fn outcome(&self, name: &str) -> [Vec<f64>; 2] {
        let place = self.catalogue.outcome(name).expect("an outcome");
        [0, 1].map(|arm| {
            let of = |pair: &Replication| {
                let figures = pair.arms[arm].as_ref();
                figures.map_or(f64::NAN, |figures| figures.outcomes[place])
            };
            self.pairs.iter().map(of).collect()
        })
    }

    /// The differences of a curve.
    fn curve(&self, name: &str, is_added_up: bool) -> Vec<Vec<f64>> {
        let labels = &self.catalogue.curves;
        let place = labels.iter().position(|label| label.name == name);
        let place = place.expect("a curve");
        let apart = |pair: &Replication| {
            let [base, arm] = [0, 1].map(|arm| &pair.arms[arm].as_ref().expect("whole").curves);
            let mut apart = differences(&base[place], &arm[place]);
            if is_added_up {
                for day in 1..apart.len() {
                    apart[day] += apart[day - 1];
                }
            }
            apart
        };
        self.pairs.iter().map(apart).collect()
    }
}

/// Which pairs the studies take.
fn stream(study: u16, size: usize) -> Stream {
    Chance::new(SEED, 0, 0).stream(Purpose(1), Key(size as u64), When::on(study))
}

fn draw(stream: &mut Stream, size: usize) -> Vec<usize> {
    (0..size)
        .map(|_| (stream.draw() * f64::from(TRUTH)) as usize)
        .collect()
}

fn row(what: &str, nominal: f64, held: usize, of: usize, half_width: &str) {
    let share = held as f64 / of as f64;
    let margin = 196.0 * (share * (1.0 - share) / of as f64).sqrt();
    println!(
        "| {what} | {nominal:.0} % | {:.1} ± {margin:.1} % | {half_width} |",
        100.0 * share
    );
}

/// The whole curve, in studies of sixty pairs.
fn bands(truth: &Truth, name: &str, is_added_up: bool, size: usize) {
    let curves = truth.curve(name, is_added_up);
    let days = curves[0].len();
    let column = |day: usize| curves.iter().map(move |curve| curve[day]);
    let means: Vec<f64> = (0..days)
        .map(|day| column(day).sum::<f64>() / f64::from(TRUTH))
        .collect();
    let is_apart = |day: &usize| column(*day).any(|apart| apart.abs() > 0.0);
    let from = (0..days).find(is_apart).unwrap_or(days);
    let resamples = Resamples::new(size, FOR_BANDS, BANDS);
    let (mut held, mut width) = (0, 0.0);
    for study in 0..STUDIES {
        let taken = draw(&mut stream(study, size), size);
        let curves: Vec<Vec<f64>> = taken.iter().map(|&pair| curves[pair].clone()).collect();
        let band = Band::of(&curves, from, BAND_ERROR, &resamples);
        let holds = |day: usize| {
            let slack = 1e-9 * means[day].abs().max(1.0);
            band.low[day] - slack <= means[day] && means[day] <= band.high[day] + slack
        };
        held += usize::from((0..days).all(holds));
        let half = |day: usize| (band.high[day] - band.low[day]) / 2.0;
        width += (0..days).map(half).sum::<f64>() / days as f64;
    }
    let added = if is_added_up { ", added up" } else { " by day" };
    let what = format!("band, {}: {name}{added}, {size} pairs", truth.name);
    let half_width = format!("{:.3}", width / f64::from(STUDIES));
    row(
        &what,
        100.0 * (1.0 - BAND_ERROR),
        held,
        usize::from(STUDIES),
        &half_width,
    );
}

/// The mean difference in studies of some sizes.
fn intervals(truth: &Truth, name: &str, sizes: &[usize]) {
    let [base, arm] = truth.outcome(name);
    let apart = differences(&base, &arm);
    let centre = mean(&apart);
    for &size in sizes {
        let (mut held, mut width) = (0, 0.0);
        for study in 0..MANY {
            let taken = draw(&mut stream(study, size), size);
            let apart: Vec<f64> = taken.iter().map(|&pair| apart[pair]).collect();
            let (_, interval) = mean_interval(&apart, ERROR);
            held += usize::from(interval.holds(centre));
            width += interval.half_width();
        }
        let skew = skewness(&apart);
        let what = format!(
            "mean, {}: {name} (skewness {skew:.1}), {size} pairs",
            truth.name
        );
        let half_width = width / f64::from(MANY) / deviation(&apart);
        let half_width = format!("{half_width:.2} s.d.");
        row(&what, 95.0, held, usize::from(MANY), &half_width);
    }
}

/// What the pairing was worth.
fn worth(truth: &Truth, name: &str, size: usize) {
    let [base, arm] = truth.outcome(name);
    let all = Resamples::new(base.len(), 1, INTERVALS);
    let Some(VarianceReduction { ratio, .. }) = VarianceReduction::of(&base, &arm, ERROR, &all)
    else {
        return;
    };
    let resamples = Resamples::new(size, 1_000, INTERVALS);
    let (mut held, mut told, mut factor) = (0, 0, 0.0);
    for study in 0..STUDIES {
        let taken = draw(&mut stream(study, size), size);
        let [base, arm] =
            [&base, &arm].map(|all| -> Vec<f64> { taken.iter().map(|&pair| all[pair]).collect() });
        let found = VarianceReduction::of(&base, &arm, ERROR, &resamples);
        if let Some(interval) = found.and_then(|found| found.interval) {
            told += 1;
            held += usize::from(interval.holds(ratio));
            factor += math::ln(interval.high / interval.low) / 2.0;
        }
    }
    let what = format!("VRF, {}: {name} ({ratio:.1}), {size} pairs", truth.name);
    let half_width = format!("times {:.2}", math::exp(factor / f64::from(told)));
    row(&what, 95.0, held, told as usize, &half_width);
}

/// Stopping at the first look at which the interval is narrow.
fn stopping(truth: &Truth, name: &str, pairs_needed: f64) {
    let [base, arm] = truth.outcome(name);
    let apart = differences(&base, &arm);
    let centre = mean(&apart);
    let half_width = 1.96 * deviation(&apart) / pairs_needed.sqrt();
    let looks = Looks::default();
    let (mut held, mut pairs) = (0, 0.0);
    for study in 0..MANY {
        let mut stream = stream(study, 0);
        let mut found = Vec::new();
        let mut next = looks.first;
        let interval = loop {
            let more = next as usize - found.len();
            found.extend(draw(&mut stream, more).into_iter().map(|pair| apart[pair]));
            let (_, interval) = mean_interval(&found, ERROR);
            match looks.decide(next, interval.half_width(), half_width) {
                Decision::GoOn { pairs } => next = pairs,
                _ => break interval,
            }
        };
        held += usize::from(interval.holds(centre));
        pairs += f64::from(next);
    }
    let what = format!(
        "stopping, {}: {name}, {pairs_needed:.0} pairs would do if the variance were known",
        truth.name
    );
    let mean_pairs = format!("{half_width:.2}, {:.0} pairs", pairs / f64::from(MANY));
    row(&what, 95.0, held, usize::from(MANY), &mean_pairs);
}

fn main() {
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    println!("| what | nominal | measured | half-width |\n|---|--:|--:|--:|");
    let line = Truth::of("one-line", "one-line", "with-division.ron");
    for name in ["delivered", "front_stock", "track_cuts", "aircraft_lost"] {
        bands(&line, name, false, 60);
    }
    bands(&line, "delivered", true, 60);
    bands(&line, "delivered", false, 20);
    bands(&line, "track_cuts", false, 20);
    bands(&line, "aircraft_lost", false, 20);
    let sizes = [4, 6, 10, 60];
    for name in ["delivered", "aircraft_written_off", "front_days_short"] {
        intervals(&line, name, &sizes);
    }
    let routes = Truth::of("two-routes", "two-routes", "pass-held.ron");
    for name in ["delivered", "front_reserve_days", "longest_closure.short"] {
        intervals(&routes, name, &sizes);
    }
    for name in ["delivered", "track_cuts", "aircraft_lost"] {
        worth(&line, name, 60);
    }
    for name in ["delivered", "front_reserve_days", "through_open.short"] {
        worth(&routes, name, 60);
    }
    worth(&line, "delivered", 10);
    for (truth, name) in [
        (&line, "delivered"),
        (&line, "aircraft_lost"),
        (&routes, "delivered"),
    ] {
        stopping(truth, name, 99.0);
    }
}
