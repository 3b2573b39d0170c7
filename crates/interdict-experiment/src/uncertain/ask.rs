//! A study over knobs, from the question to the answer.

use std::fmt;

use super::{About, AtPoint, Nest, Points, Running, Uncertainty, run};
use crate::arms::Arms;
use crate::journal::JournalError;

/// What is asked of a study over knobs.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Seed, points, pairs at each, threads.
    pub nest: Nest,
    /// Paths of knobs and figures that are set and not drawn; `rules.` before a knob may be left out.
    pub set: Vec<String>,
    /// Only knobs and figures are drawn whose path begins with one of these, and what moves with them; empty: all that
    /// have a plausible range.
    pub only: Vec<String>,
}

/// Why a study over knobs would say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// No knob is left to draw.
    NothingToDraw,
    /// There are too few points for the knobs.
    TooFewPoints {
        /// Points that were asked for.
        points: u32,
        /// Knobs that are drawn.
        knobs: usize,
        /// The fewest points that say something of so many.
        least: u32,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToDraw => f.write_str(
                "no knob is left to draw: all that have a plausible range are set, differ, or were not asked for",
            ),
            Self::TooFewPoints {
                points,
                knobs,
                least,
            } => write!(
                f,
                "{points} points say nothing of {knobs} knobs: at least {least} do"
            ),
        }
    }
}

impl std::error::Error for RequestError {}

/// A study over knobs that can be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The points.
    pub points: Points,
    /// Seed, pairs at each point, threads.
    pub nest: Nest,
}

impl Plan {
    /// The plan of a request.
    ///
    /// # Errors
    /// When no knob is left to draw, or there are too few points to say something of the knobs.
    pub fn new(arms: &Arms, request: &Request) -> Result<Self, RequestError> {
        let nest = request.nest;
        let points = Points::of(arms, &request.set, nest.seed, nest.points).only(&request.only);
        if points.drawn.is_empty() {
            return Err(RequestError::NothingToDraw);
        }
        let least = points.least();
        if nest.points < least {
            return Err(RequestError::TooFewPoints {
                points: nest.points,
                knobs: points.drawn.len(),
                least,
            });
        }
        Ok(Self { points, nest })
    }

    /// Runs in all.
    pub fn runs(&self, arms: &Arms) -> u64 {
        self.nest.runs(self.points.runs_in_pair(arms))
    }

    /// Runs the arms at every point and says what came of it: of the points that are done, where it was stopped.
    ///
    /// # Errors
    /// When the journal is of no use.
    pub fn run(
        &self,
        about: About<'_>,
        running: Running<'_>,
    ) -> Result<(Uncertainty, Vec<AtPoint>), JournalError> {
        let of = (&self.points, self.nest);
        let ran = run(about, of, running)?;
        Ok((Uncertainty::of(about, of, &ran), ran))
    }
}
