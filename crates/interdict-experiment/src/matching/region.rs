//! What is not ruled out yet: all emulators so far, the volume they leave, and where to run next.

use interdict_engine::{Chance, Key, Purpose, When};
use serde::Serialize;

use super::cut::CUT;
use super::emulator::Emulator;
use super::implausible::{Expected, Judged, Noise};
use super::space::Space;
use super::target::Targets;
use crate::paired::{ERROR, Interval};
use crate::resample::VERSION;
use crate::student::normal_critical;

/// Places that are tried for what is left. The number is never used again.
const PLACES: Purpose = Purpose(40);

/// Places that are tried at least.
const LEAST_TRIED: u32 = 8_192;
/// Places that are tried at most.
const MOST_TRIED: u32 = 65_536;
/// Places left that are enough.
const ENOUGH: usize = 1_000;

/// The emulators of one wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    /// One for each figure.
    pub emulators: Vec<Emulator>,
    /// How figures differ from run to run.
    pub noise: Noise,
}

impl Stand {
    /// How implausible a place is that nobody has run.
    pub fn judge(&self, targets: &Targets, place: &[f64]) -> Judged {
        let expected: Vec<Expected> = (self.emulators.iter().zip(&self.noise.variance))
            .map(|(emulator, &replication)| {
                let (mean, variance) = emulator.at(place);
                Expected {
                    mean: Some(mean),
                    replication,
                    emulator: variance,
                }
            })
            .collect();
        self.noise.judge(targets, &expected)
    }
}

/// The share of the box that is not ruled out yet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Volume {
    /// The share of the places tried that is left.
    pub share: f64,
    /// Its 95 % interval: of counting places, not of the emulators, whose errors are in what they rule out.
    pub interval: Interval,
    /// Places tried.
    pub tried: u32,
    /// Places left.
    pub left: u32,
}

impl Volume {
    /// Of so many places left (Wilson 1927: an interval that is right where none or all are).
    pub fn of(left: u32, tried: u32) -> Self {
        let (z, n) = (normal_critical(ERROR), f64::from(tried.max(1)));
        let share = f64::from(left) / n;
        let square = z * z / n;
        let centre = (share + square / 2.0) / (1.0 + square);
        let half = z / (1.0 + square) * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
        Self {
            share,
            interval: Interval {
                low: (centre - half).max(0.0),
                high: (centre + half).min(1.0),
            },
            tried,
            left,
        }
    }
}

/// What is left after a wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// Its volume.
    pub volume: Volume,
    /// Places that are left, as they came.
    pub places: Vec<Vec<f64>>,
    /// The least implausible places of those tried, the best first: with what the worst group says.
    pub best: Vec<(f64, Vec<f64>)>,
    /// The least that each figure alone comes to, wherever it does.
    pub least: Vec<f64>,
}

impl Left {
    /// What all stands so far leave of the box; keeps so many best places.
    pub fn of(
        space: &Space,
        targets: &Targets,
        stands: &[Stand],
        (seed, best): (u64, usize),
    ) -> Self {
        let chance = Chance::new(seed, 0, VERSION);
        let mut stream = chance.stream(PLACES, Key(stands.len() as u64), When::on(0));
        let mut left = Self {
            volume: Volume::of(0, 0),
            places: Vec::new(),
            best: Vec::new(),
            least: vec![f64::INFINITY; targets.figures.len()],
        };
        let (mut tried, mut passed) = (0, 0);
        while tried < MOST_TRIED && (tried < LEAST_TRIED || left.places.len() < ENOUGH) {
            let place = space.anywhere(&mut stream);
            tried += 1;
            let mut worst: f64 = 0.0;
            for (number, stand) in stands.iter().enumerate() {
                let judged = stand.judge(targets, &place);
                worst = worst.max(judged.worst());
                if number + 1 == stands.len() {
                    for (least, own) in left.least.iter_mut().zip(&judged.figures) {
                        *least = least.min(*own);
                    }
                }
            }
            if left.best.len() < best || left.best.last().is_some_and(|last| worst < last.0) {
                let at = left.best.partition_point(|known| known.0 <= worst);
                left.best.insert(at, (worst, place.clone()));
                left.best.truncate(best);
            }
            if worst <= CUT {
                passed += 1;
                left.places.push(place);
            }
        }
        left.volume = Volume::of(passed, tried);
        left
    }

    /// Where to run next: places left, or the least implausible ones where too few are left.
    pub fn next(&self, count: usize) -> Vec<Vec<f64>> {
        if self.places.len() >= count {
            return self.places[..count].to_vec();
        }
        let best = self.best.iter().map(|(_, place)| place.clone());
        best.take(count).collect()
    }
}
