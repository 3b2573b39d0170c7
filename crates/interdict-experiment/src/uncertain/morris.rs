//! Elementary effects: how far an effect moves when one knob crosses its range and all others stand still.
//!
//! An elementary effect of a knob is the difference that its step makes, divided by the step: what the whole range would
//! do at that slope. `mu*`, the mean of their sizes over trajectories, ranks knobs; `mu`, the mean with signs, is as large
//! where the knob always moves the effect one way; `sigma`, their standard deviation, is large where what the knob does
//! depends on where it, or another knob, stands (Morris, Technometrics 33, 1991; Campolongo, Cariboni and Saltelli,
//! Environmental Modelling and Software 22, 2007).
//!
//! Chance is common within a trajectory, and yet two runs part for good once anything differs. What that alone gives to
//! `mu*` is reckoned from how far pairs of one step differ: the mean size of a normal deviate of that variance.
//!
//! Intervals: trajectories drawn with replacement.

use core::f64::consts::FRAC_2_PI;

use interdict_engine::Purpose;
use serde::Serialize;

use super::points::Drawn;
use super::sensitivity::Share;
use super::trajectories::Trajectory;
use crate::moments::{mean, quantile, sorted, variance};
use crate::paired::{ERROR, Interval};
use crate::resample::Resamples;

/// Resampling of trajectories. The number is never used again.
const RESAMPLING: Purpose = Purpose(43);
/// Resamples for intervals.
const RESAMPLES: usize = 1_000;

/// Shares of `mu*` up to which `sigma`, chance taken out, says that a knob moves the effect in a straight line, or one
/// way (Garcia Sanchez and others, Energy and Buildings 68, 2014).
const STRAIGHT: f64 = 0.1;
const ONE_WAY: f64 = 0.5;

/// How a knob moves an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// By as much wherever it and the others stand.
    Straight,
    /// One way.
    OneWay,
    /// Now this way and now that: it bends, or depends on other knobs.
    Bends,
    /// By nothing that can be told from chance.
    Unclear,
}

impl Manner {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Straight => "straight",
            Self::OneWay => "one way",
            Self::Bends => "bends, or depends on others",
            Self::Unclear => "-",
        }
    }
}

/// A knob and its elementary effects, in units of the effect for the whole range.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// Path of the knob.
    pub path: String,
    /// Unit.
    pub unit: &'static str,
    /// Mean size of the elementary effects.
    pub mu_star: Share,
    /// Their mean.
    pub mu: Share,
    /// Their standard deviation.
    pub sigma: f64,
    /// What chance alone would give to `mu_star`; `None` where there is one pair at each point.
    pub chance: Option<f64>,
    /// Whether `mu_star` is beyond that by its interval.
    pub stands_out: bool,
    /// How it moves the effect.
    pub manner: Manner,
}

/// Elementary effects of one trajectory: for each knob, pair by pair. `apart[point][pair]`.
pub(super) fn elementary(trajectory: &Trajectory, apart: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut effects = vec![Vec::new(); trajectory.order.len()];
    for ((knob, step), two) in trajectory.steps().zip(apart.windows(2)) {
        let pairs = two[0].iter().zip(&two[1]);
        effects[knob] = pairs
            .map(|(before, after)| (after - before) / step)
            .collect();
    }
    effects
}

/// The knobs by their elementary effects `[trajectory][knob][pair]`, the one that moves most first.
pub(super) fn ranked(drawn: &[Drawn], effects: &[Vec<Vec<f64>>]) -> Vec<Moved> {
    let resamples = Resamples::new(effects.len(), RESAMPLES, RESAMPLING);
    let mut found: Vec<Moved> = (drawn.iter().enumerate())
        .map(|(knob, drawn)| {
            let own: Vec<&[f64]> = effects.iter().map(|of| &*of[knob]).collect();
            let mut moved = moved(&own, &resamples);
            moved.path.clone_from(&drawn.path);
            moved.unit = drawn.unit;
            moved
        })
        .collect();
    found.sort_by(|a, b| b.mu_star.value.total_cmp(&a.mu_star.value));
    found
}

/// Of the elementary effects of one knob: `[trajectory][pair]`.
fn moved(effects: &[&[f64]], resamples: &Resamples) -> Moved {
    let means: Vec<f64> = effects.iter().map(|pairs| mean(pairs)).collect();
    let sizes: Vec<f64> = means.iter().map(|at| at.abs()).collect();
    let pairs = effects.first().map_or(0, |pairs| pairs.len());
    // the variance of the mean of the pairs, the mean over trajectories
    let noise = (pairs > 1).then(|| {
        let within: Vec<f64> = effects.iter().map(|pairs| variance(pairs)).collect();
        mean(&within) / pairs as f64
    });
    let chance = noise.map(|noise| (FRAC_2_PI * noise).sqrt());
    let (mu_star, mu) = (interval(&sizes, resamples), interval(&means, resamples));
    let sigma = variance(&means).sqrt();
    let stands_out = mu_star.interval.low > chance.unwrap_or(0.0);
    let left = (sigma * sigma - noise.unwrap_or(0.0)).max(0.0).sqrt();
    let manner = match left / mu_star.value {
        _ if !stands_out => Manner::Unclear,
        ratio if ratio <= STRAIGHT => Manner::Straight,
        ratio if ratio <= ONE_WAY => Manner::OneWay,
        _ => Manner::Bends,
    };
    Moved {
        path: String::new(),
        unit: "",
        mu_star,
        mu,
        sigma,
        chance,
        stands_out,
        manner,
    }
}

/// The mean with its interval over trajectories.
fn interval(values: &[f64], resamples: &Resamples) -> Share {
    let redone: Vec<f64> = (resamples.each())
        .map(|taken| {
            let sum: f64 = taken.iter().map(|&row| values[row as usize]).sum();
            sum / taken.len() as f64
        })
        .collect();
    let redone = sorted(&redone);
    let value = mean(values);
    let at = |share: f64| {
        if redone.is_empty() {
            value
        } else {
            quantile(&redone, share)
        }
    };
    Share {
        value,
        interval: Interval {
            low: at(ERROR / 2.0),
            high: at(1.0 - ERROR / 2.0),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::{Chance, Key, When, sample};

    /// Elementary effects of a function of the places, with chance of a size that is fresh at every point and pair.
    fn effects(
        (knobs, trajectories, pairs): (usize, u32, u32),
        chance: f64,
        of: impl Fn(&[f64]) -> f64,
    ) -> Vec<Vec<Vec<f64>>> {
        let luck = |who: u32, point: usize, pair: u32| {
            let number: [f64; 1] = Chance::new(77, 0, 0).draw(
                Purpose(11),
                Key(u64::from(who * 1_000 + pair)),
                When::on(point as u16),
            );
            sample::normal(number[0])
        };
        (0..trajectories)
            .map(|number| {
                let trajectory = Trajectory::of(3, number, knobs);
                let apart: Vec<Vec<f64>> = (trajectory.places.iter().enumerate())
                    .map(|(point, place)| {
                        let pair = |pair| of(place) + chance * luck(number, point, pair);
                        (0..pairs).map(pair).collect()
                    })
                    .collect();
                elementary(&trajectory, &apart)
            })
            .collect()
    }

    fn drawn(knobs: usize) -> Vec<Drawn> {
        let input = |knob: usize| {
            let scenario = interdict_scenario::synthetic::generate(
                interdict_scenario::synthetic::Shape::small(),
                3,
            );
            let all = super::super::inputs::inputs(&[&scenario]);
            let mut one = Drawn::of(&all[knob], (0.0, 1.0), 0.5);
            one.path = format!("knob.{knob}");
            one
        };
        (0..knobs).map(input).collect()
    }

    /// A line, a steeper line downwards, a hump, a product of two, and nothing.
    fn planted(at: &[f64]) -> f64 {
        let hump = 1.0 - (2.0 * at[2] - 1.0) * (2.0 * at[2] - 1.0);
        10.0 * at[0] - 20.0 * at[1] + 12.0 * hump + 30.0 * (at[3] - 0.5) * (at[4] - 0.5)
    }

    #[test]
    fn a_planted_function_is_ranked_as_its_elementary_effects_are() {
        let found = ranked(&drawn(6), &effects((6, 200, 1), 0.0, planted));
        let of = |knob: usize| {
            let path = format!("knob.{knob}");
            found.iter().find(|moved| moved.path == path).unwrap()
        };
        // lines: the same wherever they are measured
        for (knob, slope) in [(0, 10.0), (1, -20.0)] {
            let line = of(knob);
            assert!((line.mu.value - slope).abs() < 1e-9, "{line:?}");
            assert!((line.mu_star.value - slope.abs()).abs() < 1e-9 && line.sigma < 1e-9);
            assert_eq!(line.manner, Manner::Straight);
        }
        // the hump over 0 to 2/3 and over 1/3 to 1: (8/9) 12 / (2/3) = 16 up, and as much down
        let hump = of(2);
        assert!((hump.mu_star.value - 16.0).abs() < 1e-9, "{hump:?}");
        assert!(hump.mu.interval.holds(0.0) && hump.manner == Manner::Bends);
        // the product: 30 times where the other stands, half of them 1/2 and half 1/6 from the middle
        for knob in [3, 4] {
            let both = of(knob);
            assert!(both.mu_star.interval.holds(10.0), "{both:?}");
            assert_eq!(both.manner, Manner::Bends);
        }
        let nothing = of(5);
        assert!(nothing.mu_star.value.abs() < 1e-9 && !nothing.stands_out);
        let order: Vec<&str> = found.iter().map(|moved| &*moved.path).collect();
        assert_eq!(
            (order[0], order[1], order[5]),
            ("knob.1", "knob.2", "knob.5")
        );
    }

    #[test]
    fn what_chance_alone_gives_is_told_and_stands_out_of_nothing() {
        let found = ranked(&drawn(6), &effects((6, 40, 4), 4.0, planted));
        let nothing = found.iter().find(|moved| moved.path == "knob.5").unwrap();
        // four pairs a point of 4: sqrt(2 / pi) 4 sqrt(2) / sqrt(4) / (2/3) = 3.4
        let chance = nothing.chance.unwrap();
        assert!((chance - 3.385).abs() < 0.4, "{nothing:?}");
        assert!(nothing.mu_star.interval.holds(chance) && !nothing.stands_out);
        assert_eq!(nothing.manner, Manner::Unclear);
        let steep = found.iter().find(|moved| moved.path == "knob.1").unwrap();
        assert!(
            steep.stands_out && steep.manner == Manner::Straight,
            "{steep:?}"
        );
        // one pair tells nothing of chance
        let alone = ranked(&drawn(6), &effects((6, 4, 1), 4.0, planted));
        assert_eq!(alone[0].chance, None);
    }

    #[test]
    fn intervals_hold_what_many_trajectories_come_to() {
        let held = (0..100_u32).filter(|study| {
            let all = effects((6, 20 * (study + 1), 1), 0.0, planted);
            let own = &all[20 * *study as usize..];
            let found = ranked(&drawn(6), own);
            let product = found.iter().find(|moved| moved.path == "knob.3").unwrap();
            product.mu_star.interval.holds(10.0)
        });
        // 95 of 100 where the interval is right; resampling twenty trajectories gives a little less
        let held = held.count();
        assert!((86..=100).contains(&held), "{held}");
    }
}
