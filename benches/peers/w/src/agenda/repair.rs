//! Crews, by the end of each repair.

use bevy_ecs::prelude::{Component, Res, ResMut, Resource, World};
use interdict_engine::{Agenda, Clock, Key, RowsMut};

use super::HOUR;
use crate::draws::{Draws, Purpose};
use crate::rail::worst;
use crate::shape::{SEGMENTS_OF_CREW, Size};
use crate::state::{Daily, Damage, Present, WORK_OF_CUT};

/// A repair crew.
#[derive(Component, Clone, Copy, Debug)]
pub(super) enum Gang {
    /// Nothing in its zone is damaged.
    Idle,
    /// Looks for work when its turn comes.
    Looking,
    /// Mends a cut of a segment.
    At(u32),
}

impl Gang {
    /// The crews at the start.
    pub(super) fn all(size: Size) -> Vec<Self> {
        vec![Self::Idle; size.crews() as usize]
    }
}

/// What is being mended, and what damage has not been added up.
#[derive(Resource)]
pub(super) struct Repairs {
    size: Size,
    agenda: Agenda,
    damaged: u32,
    since: u32,
    /// The set of damaged segments is not the one for which the routes were found.
    pub(super) is_news: bool,
}

impl Repairs {
    /// Nothing is damaged yet.
    pub(super) fn new(size: Size) -> Self {
        Self {
            size,
            agenda: Agenda::with_room(size.crews() as usize),
            damaged: 0,
            since: 0,
            is_news: false,
        }
    }

    /// Back to the start.
    pub(super) fn reset(&mut self) {
        self.agenda.clear();
        (self.damaged, self.since, self.is_news) = (0, 0, false);
    }

    /// Adds up the damage of the ticks before `tick`.
    pub(super) fn settle(&mut self, tick: u32, today: &mut Daily) {
        today.damaged_hours += u64::from(self.damaged) * u64::from(tick - self.since);
        self.since = tick;
    }

    /// A segment is cut.
    pub(super) fn hit(
        &mut self,
        segment: u32,
        cuts: u32,
        damage: &mut [Damage],
        gangs: &mut [Gang],
        today: &mut Daily,
        tick: u32,
    ) {
        let damage = &mut damage[segment as usize].0;
        if *damage == 0 {
            self.settle(tick, today);
            self.damaged += 1;
            self.is_news = true;
            let crew = segment / SEGMENTS_OF_CREW;
            let gang = &mut gangs[crew as usize];
            if matches!(gang, Gang::Idle) {
                *gang = Gang::Looking;
                self.put(tick, crew);
            }
        }
        *damage += cuts as u16;
    }

    fn put(&mut self, tick: u32, crew: u32) {
        self.agenda.put(tick * HOUR, Key(u64::from(crew)), crew, 0);
    }
}

/// Some crew is due.
pub(super) fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Repairs>().agenda.is_due(clock.until)
}

/// Crews that are due set out, or have mended a cut.
pub(super) fn mend(
    mut repairs: ResMut<Repairs>,
    mut gangs: RowsMut<Gang>,
    mut damage: RowsMut<Damage>,
    mut present: ResMut<Present>,
    clock: Res<Clock>,
) {
    let (repairs, present) = (&mut *repairs, &mut *present);
    let (tick, size) = (clock.tick, repairs.size);
    let (gangs, damage) = (gangs.slice_mut(), damage.slice_mut());
    while let Some(due) = repairs.agenda.next_before(clock.until) {
        let crew = due.item;
        let gang = &mut gangs[crew as usize];
        if let Gang::At(segment) = *gang {
            let left = &mut damage[segment as usize].0;
            *left -= 1;
            if *left == 0 {
                repairs.settle(tick, &mut present.today);
                repairs.damaged -= 1;
                repairs.is_news = true;
                *gang = Gang::Idle;
                if worst(damage, size, crew).is_some() {
                    *gang = Gang::Looking;
                    repairs.put(tick + 1, crew);
                }
                continue;
            }
        } else {
            let segment = worst(damage, size, crew);
            *gang = Gang::At(segment.expect("a crew looks for work only where there is some"));
        }
        let end = end_of_repair(&present.draws, crew, tick + 1);
        repairs.put(end, crew);
    }
}

/// The tick in which a cut is mended on which work begins at `tick`.
fn end_of_repair(draws: &Draws, crew: u32, mut tick: u32) -> u32 {
    let mut work = 0.0;
    loop {
        let [more] = draws.draw(Purpose::Repair, crew, tick);
        work += (0.5 + more) as f32;
        if work >= WORK_OF_CUT {
            return tick;
        }
        tick += 1;
    }
}
