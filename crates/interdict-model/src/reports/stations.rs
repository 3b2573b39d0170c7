//! # Stations report
//!
//! What happens: stations report blocks that were shut or opened, and days that are known; the staff note them before
//! they plan and before trains move.
//!
//! Rule: notices are entered in the order in which things happened. Where reports are not perfect, a notice arrives
//! `reports.stations_delay_min` after what happened, by night `reports.stations_night_delay_min`; when `u < stations_miss` it
//! goes astray and arrives `reports.stations_again_h` later. A notice that is older than what is known of the block is laid
//! aside.
//!
//! Assumes: days that are known are known at once; trains that stand before a cut see it themselves.
//!
//! Sources: figures with the knobs of `reports`.
//!
//! Reads: knobs of `reports`, notices of [`Closures`], `Sky`. Writes: [`Wire`], [`RailwayPicture`], [`Closures`] (lines for the
//! railway to look at again). Chance: `REPORT` by block and minute of the day; block 1: it opened.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::witness::falls_below;
use interdict_engine::{Agenda, Chance, Clock, Column};
use interdict_scenario::Scenario;

use crate::chance::REPORT;
use crate::damage::closure::Closures;
use crate::network::Network;
use crate::picture::RailwayPicture;
use crate::picture::railway::Notice;
use crate::row::BlockRow;
use crate::sky::Sky;
use crate::state::state;
use crate::told::untold;

/// Notices of stations on their way to the staff.
#[derive(Resource, Clone, Debug)]
pub struct Wire {
    /// In slots that are used again: the notice, and which of all it is.
    sent: Vec<(Notice, u32)>,
    free: Vec<u32>,
    /// Items are slots.
    agenda: Agenda,
    /// Notices so far.
    count: u32,
    /// By block: which notice was entered last.
    known: Column<BlockRow, u32>,
    is_perfect: bool,
    /// Seconds by day, by night, and until a notice is sent again.
    delay_s: [u32; 2],
    again_s: u32,
    miss: f64,
}

state!(Wire: sent, free, agenda, count, known; fixed: is_perfect, delay_s, again_s, miss);
untold!(Wire = "notices on their way");

impl Wire {
    /// Nothing on its way.
    pub fn new(scenario: &Scenario, network: &Network) -> Self {
        let knobs = &scenario.rules.reports;
        Self {
            sent: Vec::new(),
            free: Vec::new(),
            agenda: Agenda::default(),
            count: 0,
            known: Column::filled(0, network.block_line.len()),
            is_perfect: knobs.perfect,
            delay_s: [knobs.stations_delay_min, knobs.stations_night_delay_min]
                .map(|minutes| nearest::<u32>(60.0 * minutes)),
            again_s: nearest::<u32>(3_600.0 * knobs.stations_again_h),
            miss: knobs.stations_miss,
        }
    }

    /// Sends a notice off.
    fn send(
        &mut self,
        notice: Notice,
        clock: &Clock,
        sky: &Sky,
        chance: &Chance,
        network: &Network,
    ) {
        let (block, opened) = match notice {
            Notice::Shut(block) | Notice::Opens(block, _) => (block, 0),
            Notice::Opened(block) => (block, 1),
        };
        let key = network.block_key[block];
        let minute = fit(clock.second_of_day / 60);
        let when = When::on(clock.day).attempt(minute).block(opened);
        let [number] = chance.draw::<1>(REPORT, key, when);
        let mut delay_s = self.delay_s[usize::from(sky.is_dark(clock.now))];
        if falls_below(REPORT, key, number, self.miss) {
            delay_s += self.again_s;
        }
        self.count += 1;
        let sent = (notice, self.count);
        let slot = self.free.pop().unwrap_or_else(|| {
            self.sent.push(sent);
            fit(self.sent.len() - 1)
        });
        self.sent[slot as usize] = sent;
        self.agenda
            .put(clock.now.saturating_add(delay_s), key, slot, 0);
    }

    /// The next notice that has arrived and is not older than what is known.
    fn arrived(&mut self, now: u32) -> Option<(BlockRow, Notice)> {
        while let Some(due) = self.agenda.next_before(now + 1) {
            self.free.push(due.item);
            let (notice, number) = self.sent[due.item as usize];
            let (Notice::Shut(block) | Notice::Opened(block) | Notice::Opens(block, _)) = notice;
            if number > self.known[block] {
                self.known[block] = number;
                return Some((block, notice));
            }
        }
        None
    }
}

/// Stations have something to report, or a notice arrives.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    !world.resource::<Closures>().notices.is_empty()
        || world.resource::<Wire>().agenda.is_due(clock.now + 1)
}

/// Carries what stations report into the picture. Due when they have something to report, or a notice arrives.
pub fn report(
    clock: Res<Clock>,
    chance: Res<Chance>,
    sky: Res<Sky>,
    network: Res<Network>,
    mut wire: ResMut<Wire>,
    mut closures: ResMut<Closures>,
    mut picture: ResMut<RailwayPicture>,
) {
    if wire.is_perfect {
        for notice in closures.notices.drain(..) {
            picture.enter(notice, &network);
        }
        return;
    }
    for notice in closures.notices.drain(..) {
        match notice {
            Notice::Opens(..) => picture.enter(notice, &network),
            _ => wire.send(notice, &clock, &sky, &chance, &network),
        }
    }
    while let Some((block, notice)) = wire.arrived(clock.now) {
        picture.enter(notice, &network);
        let line = network.block_line[block];
        if !closures.changed.contains(&line) {
            closures.changed.push(line);
        }
    }
}
