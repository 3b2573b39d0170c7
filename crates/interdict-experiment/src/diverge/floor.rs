//! The floor of noise under one pair: changes of no consequence under the very same chance.

use interdict_engine::whole::fit;
use interdict_model::{BrokenLaw, Record, Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::moments::{deviation, mean};
use crate::ordered::workers;
use crate::sham::Sham;

/// Changes of no consequence that are made. Two figures are held against them: that one of the two is larger than all of so
/// many comes by chance alone in less than one pair of twenty.
pub const TOUCHES: u16 = 40;

/// What changes of no consequence do to one pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Floor {
    /// What was changed, in words.
    pub told: String,
    /// Kilograms more than in the base over the whole run, one for each change: brought to the front.
    pub front_kg: Vec<i64>,
    /// The same, delivered to railheads.
    pub railheads_kg: Vec<i64>,
}

/// How a difference stands against the floor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// The least and the most that a change of no consequence makes, kilograms.
    pub range: [i64; 2],
    /// Root of their mean square, kilograms: how far such a change moves the pair.
    pub moves: f64,
    /// How many of them move it at least as far.
    pub as_far: usize,
    /// How many there are.
    pub of: usize,
}

impl Standing {
    /// Of a difference beside those that changes of no consequence make.
    pub fn of(difference: i64, touches: &[i64]) -> Self {
        let values: Vec<f64> = touches.iter().map(|&kg| kg as f64).collect();
        let (centre, spread) = (mean(&values), deviation(&values));
        let n = values.len().max(1) as f64;
        let range = [touches.iter().min(), touches.iter().max()];
        let as_far = touches.iter().filter(|kg| kg.abs() >= difference.abs());
        Self {
            range: range.map(|end| end.copied().unwrap_or(0)),
            moves: (centre * centre + spread * spread * (n - 1.0) / n).sqrt(),
            as_far: as_far.count(),
            of: touches.len(),
        }
    }

    /// Whether no change of no consequence does as much.
    pub fn stands_out(self) -> bool {
        self.as_far == 0 && self.of > 0
    }
}

/// Runs the changes of no consequence that belong to an arm, each beside the same run of the base.
///
/// # Errors
/// A broken law in one of them.
pub fn floor(
    base: &Scenario,
    record: &Record,
    sham: &Sham,
    seed: Seed,
    touches: u16,
) -> Result<Floor, BrokenLaw> {
    let one = |(): &mut (), number: u32| -> Result<[i64; 2], BrokenLaw> {
        let touched = sham.scenario(base, seed, fit(number));
        let mut simulation = Simulation::new(&touched);
        simulation.reset(seed);
        while simulation.run_day()? {}
        let other = simulation.record();
        let more = |series| other.total(series) - record.total(series);
        Ok([more(Series::DeliveredFront), more(Series::Delivered)])
    };
    let found = workers(0, touches.into()).map(0..touches.into(), || (), one)?;
    Ok(Floor {
        told: sham.told_once(),
        front_kg: found.iter().map(|kg| kg[0]).collect(),
        railheads_kg: found.iter().map(|kg| kg[1]).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_model::run;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn a_difference_stands_out_when_no_touch_does_as_much() {
        let touches = [0, -300, 200, 100];
        let within = Standing::of(250, &touches);
        assert_eq!(
            (within.range, within.as_far, within.of),
            ([-300, 200], 1, 4)
        );
        assert!(!within.stands_out());
        assert!(Standing::of(-301, &touches).stands_out());
        // a touch that does exactly as much is no less
        assert!(!Standing::of(300, &touches).stands_out());
        // root of (90,000 + 40,000 + 10,000) / 4
        let moves = f64::sqrt(35_000.0);
        assert!((within.moves - moves).abs() < 1e-9);
    }

    #[test]
    fn guns_that_do_nothing_are_a_floor_of_nothing() {
        let shape = Shape {
            days: 16,
            air_units: 4,
            flak: 6,
            ..Shape::small()
        };
        let mut base = generate(shape, 9);
        let seed = Seed {
            seed: 3,
            replication: 1,
        };
        let of = |base: &Scenario| {
            let record = run(base, seed).expect("no law breaks");
            let sham = Sham::of(base, &[base]).expect("it is attacked");
            floor(base, &record, &sham, seed, 6).expect("no law breaks")
        };
        let live = of(&base);
        assert_eq!(live, of(&base), "it is reproducible");
        assert!(live.railheads_kg.iter().any(|&kg| kg != 0), "{live:?}");
        let knobs = &mut base.rules.flak;
        (knobs.lethality, knobs.kappa, knobs.beta) = (0.0, 0.0, 0.0);
        (knobs.consumption, knobs.suppression_share) = (0.0, 0.0);
        let dead = of(&base);
        assert_eq!((dead.front_kg, dead.railheads_kg), (vec![0; 6], vec![0; 6]));
    }
}
