//! # Silence
//!
//! What happens: when the day ends it is noted which guns had an attacker in reach, and which of these
//! wanted to fire and had no round.
//!
//! Rule: a battery was under attack when an attacker came within its range on the day, and silent when at
//! least one of its guns wanted to open fire while it had no round left. All its guns count. A posting with
//! a silent battery is noted in the journal once a day.
//!
//! Assumes: a battery that fires its last round is not silent before it wants to fire again.
//!
//! Sources: none needed.
//!
//! Reads: [`Battery`], [`Posting`]. Writes: [`Silences`], the marks of [`Battery`], counters, journal.
//! Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column, Rows, RowsMut};
use interdict_quantity::Key;

use crate::flak::battery::Battery;
use crate::flak::posting::Posting;
use crate::measure::{Journal, Measures};
use crate::outcomes::Series;
use crate::record::{EventKind, Place, Silence};
use crate::row::{FlakRow, PostingRow};
use crate::state::state;
use crate::told::untold;

/// How often the guns of each posting stood without rounds so far.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Silences {
    /// By row of the postings that are switched on.
    of: Column<PostingRow, Silence>,
}

state!(Silences: of);
untold!(Silences = "silences");

impl Silences {
    /// Of so many postings: nothing so far.
    pub(crate) fn new(postings: usize) -> Self {
        let nothing = Silence {
            posting: FlakRow(0),
            days_under_attack: 0,
            days_silent: 0,
            gun_days_silent: 0,
        };
        Self {
            of: Column::filled(nothing, postings),
        }
    }

    /// The postings that stood silent at least once, in order of their rows.
    pub(crate) fn listed(&self) -> Vec<Silence> {
        let silent = self.of.iter().filter(|silence| silence.days_silent > 0);
        silent.copied().collect()
    }
}

/// Notes the guns that stood without rounds, and clears the day's marks. Due when the day ends.
pub(crate) fn note_silence(
    clock: Res<Clock>,
    postings: Rows<Posting>,
    mut batteries: RowsMut<Battery>,
    mut silences: ResMut<Silences>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let batteries = batteries.slice_mut();
    for (posting, so_far) in postings.slice().iter().zip(&mut silences.of) {
        so_far.posting = posting.row;
        let [attacked, silent] = marked(&mut batteries[posting.rows()]);
        if attacked == 0 {
            continue;
        }
        so_far.days_under_attack += 1;
        measures.add(Series::GunsUnderAttack, attacked);
        if silent > 0 {
            so_far.days_silent += 1;
            so_far.gun_days_silent += silent;
            measures.add(Series::GunsSilent, silent);
            let place = Place::Posting(posting.row);
            let kind = EventKind::GunsSilent;
            journal.note(clock.now, kind, place, posting.key, Key(0), silent);
        }
    }
}

/// Guns under attack and guns silent today; the marks are taken off.
fn marked(batteries: &mut [Battery]) -> [i64; 2] {
    let mut guns = [0; 2];
    for battery in batteries.iter_mut().filter(|battery| battery.attacked) {
        guns[0] += i64::from(battery.guns);
        guns[1] += i64::from(battery.guns) * i64::from(battery.silent);
        (battery.attacked, battery.silent) = (false, false);
    }
    guns
}
