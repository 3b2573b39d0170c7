//! # Tours of units of fighters
//!
//! What happens: a unit is in the theatre from one day to another, with so many aircraft and such skill.
//!
//! Rule: a unit that is there by dates has one tour, that of its row. One that the schools form has the tours on which it is sent
//! ([`sent`](crate::air::fighters::sent)), and what a tour is can change while it lasts.
//!
//! Assumes: nothing.
//!
//! Sources: none.
//!
//! Reads: nothing. Writes: nothing. Chance: none.

use interdict_engine::Digest;

#[cfg(test)]
use crate::state::walk::Walk;
use crate::state::{State, state};

/// A unit's time in the theatre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tour {
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Aircraft that it comes with.
    pub strength: u32,
    /// Skill, from hours.
    pub skill: f64,
    /// Aircraft with it when they were last counted: in the morning.
    pub counted: u32,
    /// Aircraft that it has lost on all of its tours, as far as they were counted.
    pub lost: u32,
}

state!(Tour: from, to, strength, skill, counted, lost);

impl Tour {
    /// A tour that was not begun.
    pub const NONE: Self = Self {
        from: u16::MAX,
        to: u16::MAX,
        strength: 0,
        skill: 1.0,
        counted: 0,
        lost: 0,
    };

    /// It lasts on a day.
    pub fn lasts(&self, day: u16) -> bool {
        self.from <= day && day < self.to
    }
}

/// When a unit is in the theatre: by dates that no run changes, or when it is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stay {
    /// By the dates of its row.
    Dated(Tour),
    /// When the schools send it.
    Sent(Tour),
}

impl Stay {
    /// The tour.
    pub const fn tour(&self) -> &Tour {
        let (Self::Dated(tour) | Self::Sent(tour)) = self;
        tour
    }
}

/// What dates say is fixed for the run, and is not taken in.
impl State for Stay {
    fn digest(&self, digest: &mut Digest) {
        if let Self::Sent(tour) = self {
            tour.digest(digest);
        }
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        if let Self::Sent(tour) = self {
            tour.nudge(walk);
        }
    }

    #[cfg(test)]
    fn fields(put: &mut dyn FnMut(&'static str)) {
        Tour::fields(put);
    }
}
