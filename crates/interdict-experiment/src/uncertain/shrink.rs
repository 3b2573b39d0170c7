//! The effect at each point once chance is taken out.
//!
//! The mean of a few pairs carries chance beside what the knobs do, and at some points far more than at
//! others. Each point is drawn towards the mean of all by its own chance, so that the points are spread as the
//! effect is and not as their means (constrained empirical Bayes; Louis, JASA 79, 1984).
//!
//! The variance of a handful of pairs is itself poorly known, so its logarithm is drawn towards the mean of all,
//! by as much as its differences from point to point are no more than a handful would give anyway
//! (credibility, Bühlmann 1967; for normal pairs the logarithm of a variance of `d` degrees of freedom has the
//! variance `trigamma(d / 2)`; Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004).

use core::f64::consts::PI;

use interdict_engine::math;

use crate::moments::{mean, variance};

/// Share of the mean variance below which a variance is taken as that.
const LEAST: f64 = 1e-4;
/// Times its own chance that a value is drawn by at most.
const MOST_TIMES: f64 = 16.0;

/// Variance that chance gives to the mean of each group, from the variances within groups of one size.
pub(super) fn chance_at(within: &[f64], each: usize) -> Vec<f64> {
    let centre = mean(within);
    if centre <= 0.0 {
        return vec![0.0; within.len()];
    }
    let logs: Vec<f64> = (within.iter())
        .map(|own| math::ln(own.max(LEAST * centre)))
        .collect();
    let scatter = trigamma_of_half(each.saturating_sub(1).max(1));
    let believed = (1.0 - scatter / variance(&logs).max(scatter)).max(0.0);
    let about = mean(&logs);
    let drawn: Vec<f64> = (logs.iter())
        .map(|own| math::exp(about + believed * (own - about)))
        .collect();
    // the mean of the variances is known well, and is kept
    let kept = centre / mean(&drawn) / each.max(1) as f64;
    drawn.iter().map(|own| own * kept).collect()
}

/// The trigamma function of half a whole number.
fn trigamma_of_half(freedom: usize) -> f64 {
    let (mut at, mut value) = if freedom.is_multiple_of(2) {
        (1.0, PI * PI / 6.0)
    } else {
        (0.5, PI * PI / 2.0)
    };
    while 2.0 * at < freedom as f64 {
        value -= 1.0 / (at * at);
        at += 1.0;
    }
    value
}

/// Values drawn towards their mean, each by the chance in it, until they are spread by `knobs`; to so many
/// halvings. A value without chance stays where it is.
pub(super) fn drawn_together(
    values: &[f64],
    chance: &[f64],
    knobs: f64,
    halvings: u32,
) -> Vec<f64> {
    let centre = mean(values);
    let drawn = |times: f64| -> Vec<f64> {
        (values.iter().zip(chance))
            .map(|(value, chance)| {
                let all = knobs * knobs + times * chance;
                let by = if all > 0.0 { knobs / all.sqrt() } else { 1.0 };
                centre + (value - centre) * by
            })
            .collect()
    };
    // once its chance is right in the mean of many studies: what this one lacks or has over is made good
    let is_wide = |times: f64| variance(&drawn(times)) > knobs * knobs;
    let (mut low, mut high) = (0.0, 1.0);
    while high < MOST_TIMES && is_wide(high) {
        (low, high) = (high, 2.0 * high);
    }
    for _ in 0..halvings {
        let middle = f64::midpoint(low, high);
        if is_wide(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    drawn(f64::midpoint(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::{Chance, Key, Purpose, When, sample};

    #[test]
    fn quiet_points_are_drawn_less_than_loud_ones_and_lie_nearer_to_the_truth() {
        // half of the points have chance of 2, half of 40, four pairs each; the knobs spread the effect by 10
        let mut missed = [0.0_f64; 2];
        for study in 0..20 {
            let mut truth = Vec::new();
            let groups: Vec<Vec<f64>> = (0..200_u64)
                .map(|point| {
                    let numbers: [f64; 5] =
                        Chance::new(31, 0, 0).draw(Purpose(11), Key(point), When::on(study));
                    let [knob, pairs @ ..] = numbers.map(sample::normal);
                    let chance = if point % 2 == 0 { 2.0 } else { 40.0 };
                    truth.push(10.0 * knob);
                    pairs.map(|pair| 10.0 * knob + chance * pair).to_vec()
                })
                .collect();
            let means: Vec<f64> = groups.iter().map(|group| mean(group)).collect();
            let within: Vec<f64> = groups.iter().map(|group| variance(group)).collect();
            let own = chance_at(&within, 4);
            let one = vec![mean(&own); own.len()];
            for (missed, chance) in missed.iter_mut().zip([own, one]) {
                let drawn = drawn_together(&means, &chance, 10.0, 60);
                *missed += (drawn.iter().zip(&truth))
                    .map(|(drawn, truth)| (drawn - truth) * (drawn - truth))
                    .sum::<f64>();
            }
        }
        let [own, one] = missed;
        assert!(own < 0.85 * one, "{own} {one}");
    }

    #[test]
    fn variances_that_differ_no_more_than_a_handful_of_pairs_would_are_taken_as_one() {
        assert_eq!(chance_at(&[2.0; 3], 2), [1.0; 3]);
        // of one degree of freedom the logarithm scatters by pi^2 / 2, more than these two do
        let found = chance_at(&[2.0, 18.0], 2);
        assert!(
            found.iter().all(|own| (own - 5.0).abs() < 1e-12),
            "{found:?}"
        );
        // of nineteen by 0.111: these two differ by far more, and hardly move; their mean is kept
        let found = chance_at(&[2.0, 18.0], 20);
        assert!(found[0] < 2.4 / 20.0 && (found[0] + found[1] - 1.0).abs() < 1e-12);
        assert!(chance_at(&[], 4).is_empty());
        assert_eq!(chance_at(&[0.0; 3], 4), [0.0; 3]);
        // 2 and 4 degrees: pi^2 / 6 and one less
        assert!((trigamma_of_half(2) - 1.644_934).abs() < 1e-6);
        assert!((trigamma_of_half(4) - 0.644_934).abs() < 1e-6);
        assert!((trigamma_of_half(3) - 0.934_802).abs() < 1e-6);
    }

    #[test]
    fn a_value_without_chance_stays_where_it_is() {
        let values = [0.0, 0.0, 0.0, 0.0, 30.0, 90.0];
        let chance = [0.0, 0.0, 0.0, 0.0, 400.0, 900.0];
        let drawn = drawn_together(&values, &chance, 20.0, 60);
        assert_eq!(drawn[..4], [0.0; 4]);
        assert!(drawn[5] < 80.0, "{drawn:?}");
    }
}
