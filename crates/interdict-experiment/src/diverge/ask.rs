//! Where two arms part under one seed, with the floor of noise under it.

use std::fmt;

use interdict_model::{BrokenLaw, Seed};

use super::floor::{Floor, TOUCHES, floor};
use super::{Divergence, diverge};
use crate::arms::{Arm, Arms};
use crate::sham::{NoSham, Sham};

/// Where two arms part, and what changes of no consequence do to the same pair.
#[derive(Clone, Debug)]
pub struct Parted {
    /// Where they part, and how far.
    pub divergence: Divergence,
    /// The floor of noise, or why there is none.
    pub floor: Result<Floor, NoSham>,
}

/// Why it cannot be said where two arms part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartError {
    /// They have processes from outside, of which the census knows nothing.
    Extended,
    /// Their ticks are of different length, seconds.
    OtherTicks([u32; 2]),
    /// A law broke in one of the runs.
    Law(BrokenLaw),
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherTicks(_) => f.write_str(
                "the two have ticks of different length: there is no first tick to part in",
            ),
            Self::Extended => {
                f.write_str("arms with processes from outside cannot be followed step by step")
            }
            Self::Law(law) => law.fmt(f),
        }
    }
}

impl std::error::Error for PartError {}

impl From<BrokenLaw> for PartError {
    fn from(law: BrokenLaw) -> Self {
        Self::Law(law)
    }
}

/// Finds where the first arm parts from the base under a seed. With a sham, changes of no consequence are made under the
/// same chance and show what any touch does to the pair.
///
/// # Errors
/// When ticks are of different length, or a law breaks.
pub fn part(arms: &Arms, seed: Seed, has_sham: bool) -> Result<Parted, PartError> {
    let (Arm { scenario: base, .. }, Arm { scenario: arm, .. }) = (arms.base(), &arms.all()[1]);
    if arms.is_extended() {
        return Err(PartError::Extended);
    }
    if base.step != arm.step {
        return Err(PartError::OtherTicks([base.step, arm.step]));
    }
    let divergence = diverge(base, arm, seed)?;
    let sham = if has_sham {
        Sham::of(base, &[arm])
    } else {
        Err(NoSham::NotAsked)
    };
    let floor = match &sham {
        // two runs that never part need no floor to stand on
        _ if divergence.partings.is_empty() => Err(NoSham::NotAsked),
        Ok(sham) => Ok(floor(base, &divergence.records[0], sham, seed, TOUCHES)?),
        Err(why) => Err(*why),
    };
    Ok(Parted { divergence, floor })
}
