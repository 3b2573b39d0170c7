//! Days before an arm acts: both arms must be equal there, to the bit.
//!
//! An arm that acts from a date on can have no effect before it. If it has one all the same, either something else
//! differs between the arms or the engine looks ahead, and no figure of the comparison can be trusted. What is
//! compared: every series of the theatre and of the shared lines on each day before, and every event.

use serde::Serialize;

use crate::arms::{Arm, Arms};
use crate::outcome::Catalogue;
use crate::study::Study;
use crate::touched::Touched;

/// What the days before an arm acts say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placebo {
    /// Day from which it acts.
    pub acts_from: String,
    /// Days before it.
    pub days: u16,
    /// Pairs that were looked at.
    pub pairs: usize,
    /// Replications in which something differed before it: there should be none.
    pub unlike: Vec<u32>,
}

/// The days before each arm acts; `None` for an arm that acts from the first day, or never.
pub(crate) fn placebos(arms: &Arms, catalogue: &Catalogue, study: &Study) -> Vec<Option<Placebo>> {
    let base = &arms.base().scenario;
    let of_arm = |(arm, other): (usize, &Arm)| {
        let day = Touched::of(base, &other.scenario).from;
        let place = catalogue.quiet.iter().position(|&quiet| quiet == day)?;
        let date = base.starts.plus_days(i32::from(day)).unwrap_or(base.starts);
        let (mut pairs, mut unlike) = (0, Vec::new());
        for one in study.whole() {
            let [ours, theirs] = [0, arm].map(|arm| {
                let figures = one.arms.get(arm)?.as_ref().ok()?;
                figures.early.get(place)
            });
            pairs += 1;
            if ours != theirs {
                unlike.push(one.number);
            }
        }
        Some(Placebo {
            acts_from: date.to_string(),
            days: day,
            pairs,
            unlike,
        })
    };
    arms.all().iter().enumerate().skip(1).map(of_arm).collect()
}
