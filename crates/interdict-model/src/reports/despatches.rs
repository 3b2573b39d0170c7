//! # Reports on their way
//!
//! What happens: a report reaches the staff of the attackers some time after somebody looked, and moves what they
//! believe.
//!
//! Rule: reports arrive in order of (second, identity of who looked).
//!
//! Assumes: no report of this kind is lost; a report is about the second at which somebody looked.
//!
//! Sources: none needed.
//!
//! Reads: [`Despatches`]. Writes: [`Beliefs`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::fit;
use interdict_engine::{Agenda, Clock};
use interdict_quantity::Key;

use crate::picture::Beliefs;
use crate::picture::beliefs::Heard;
use crate::state::state;
use crate::told::untold;

/// Reports on their way.
#[derive(Resource, Clone, Debug, Default)]
pub struct Despatches {
    /// In slots that are used again.
    sent: Vec<Heard>,
    free: Vec<u32>,
    /// Items are slots.
    agenda: Agenda,
}

state!(Despatches: sent, free, agenda);
untold!(Despatches = "reports on their way");

impl Despatches {
    /// Sends a report off, to arrive at a second.
    pub(super) fn send(&mut self, heard: Heard, observer: Key, arrives: u32) {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.sent.push(heard);
            fit(self.sent.len() - 1)
        });
        self.sent[slot as usize] = heard;
        self.agenda.put(arrives, observer, slot, 0);
    }

    /// Reports that are on their way, soonest first: the second of arrival, and what was seen.
    pub fn on_the_way(&self) -> Vec<(u32, Heard)> {
        let mut all: Vec<_> = self.agenda.entries().copied().collect();
        all.sort_unstable();
        let sent = |item: u32| self.sent[item as usize];
        all.iter().map(|due| (due.second, sent(due.item))).collect()
    }
}

/// A report arrives.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Despatches>().agenda.is_due(clock.now + 1)
}

/// Enters the reports that have arrived. Due when one has.
pub fn arrive(clock: Res<Clock>, mut despatches: ResMut<Despatches>, mut beliefs: ResMut<Beliefs>) {
    let despatches = &mut *despatches;
    while let Some(due) = despatches.agenda.next_before(clock.now + 1) {
        beliefs.hear(&despatches.sent[due.item as usize]);
        despatches.free.push(due.item);
    }
}
