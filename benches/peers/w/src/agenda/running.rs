//! Trains: those that may run are polled by night, the others wait on the agenda.

use bevy_ecs::prelude::{Component, Res, ResMut, Resource, World};
use interdict_engine::{Agenda, Clock, Key, Rows, RowsMut};

use super::repair::Repairs;
use super::{Ground, HOUR};
use crate::draws::{Draws, Purpose};
use crate::rail::{self, Search};
use crate::shape::{STATIONS_OF_LINE, Size, line_of};
use crate::state::{
    BREAKDOWN, Daily, Damage, Depot, Errand, FULL, HANDLING, LOAD, NEED, Present, REAR_STOCK,
    Routes, Track, Train, is_night, trains,
};

/// A train, and the tick from which it can do what it is about.
#[derive(Component, Clone, Copy, Debug)]
pub(super) struct Runner {
    pub(super) train: Train,
    pub(super) due: u32,
}

impl Runner {
    /// The trains at the start.
    pub(super) fn all(size: Size) -> Vec<Self> {
        let (trains, timers) = trains(size);
        // A timer of three runs out in the third tick, which is number two.
        let due = |timer: u8| u32::from(timer).saturating_sub(1);
        trains
            .into_iter()
            .zip(timers)
            .map(|(train, timer)| Self {
                train,
                due: due(timer.0),
            })
            .collect()
    }

    /// Waits until a tick.
    fn wait(&mut self, agenda: &mut Agenda, id: u32, tick: u32) {
        self.due = tick;
        agenda.put(tick * HOUR, Key(u64::from(id)), id, 0);
    }
}

/// The depots of a line, and the tick before which the front has consumed.
#[derive(Component, Clone, Copy, Debug)]
pub(super) struct Store {
    depot: Depot,
    since: u32,
}

impl Store {
    /// The depots at the start.
    pub(super) fn all(size: Size) -> Vec<Self> {
        let full = Self {
            depot: FULL,
            since: 0,
        };
        vec![full; size.lines as usize]
    }

    /// The rear is filled up.
    pub(super) fn replenish(&mut self) {
        self.depot.rear = (self.depot.rear + 4_000).min(REAR_STOCK);
    }

    /// The front consumes in the ticks before `tick`.
    pub(super) fn settle(&mut self, tick: u32, today: &mut Daily) {
        let need = NEED * (tick - self.since);
        let eaten = need.min(self.depot.front);
        self.depot.front -= eaten;
        today.shortage += u64::from(need - eaten);
        self.since = tick;
    }
}

/// A set of trains, walked in the order of their numbers.
#[derive(Clone, Debug, Default)]
struct Set(Vec<u64>);

impl Set {
    fn put(&mut self, id: u32) {
        self.0[id as usize / 64] |= 1 << (id % 64);
    }

    fn take(&mut self, id: u32) {
        self.0[id as usize / 64] &= !(1 << (id % 64));
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }
}

/// Who may run, who loads, who waits, and the ways.
#[derive(Resource, Default)]
pub(super) struct Yard {
    agenda: Agenda,
    ready: Set,
    loading: Set,
    unloaded: Vec<u32>,
    routes: Routes,
    search: Search,
}

impl Yard {
    /// The yard at the start.
    pub(super) fn new(size: Size, routes: Routes) -> Self {
        let mut yard = Self::default();
        yard.reset(size, &routes);
        yard
    }

    /// Back to the start.
    pub(super) fn reset(&mut self, size: Size, routes: &Routes) {
        self.routes.clone_from(routes);
        self.agenda.clear();
        for set in [&mut self.ready, &mut self.loading] {
            set.0.clear();
            set.0.resize(size.trains.div_ceil(64) as usize, 0);
        }
        for (id, mut runner) in (0..).zip(Runner::all(size)) {
            match runner.train.errand {
                Errand::Loading => self.loading.put(id),
                Errand::Unloading => runner.wait(&mut self.agenda, id, runner.due),
                Errand::ToFront | Errand::ToRear => self.ready.put(id),
            }
        }
    }

    /// Who is due may run, or has unloaded.
    fn wake(&mut self, runners: &[Runner], until: u32) {
        while let Some(due) = self.agenda.next_before(until) {
            if runners[due.item as usize].train.errand == Errand::Unloading {
                self.unloaded.push(due.item);
            } else {
                self.ready.put(due.item);
            }
        }
    }

    /// Trains run, one segment in an hour.
    fn advance(
        &mut self,
        runners: &mut [Runner],
        tracks: &mut [Track],
        damage: &[Damage],
        draws: &Draws,
        tick: u32,
    ) {
        let Self {
            agenda,
            ready,
            loading,
            routes,
            ..
        } = self;
        let (to_front, to_rear) = (routes.to_front.as_slice(), routes.to_rear.as_slice());
        for (place, word) in (0..).zip(&mut ready.0) {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                let id = place * 64 + bit;
                let runner = &mut runners[id as usize];
                let is_loaded = runner.train.errand == Errand::ToFront;
                let hops = if is_loaded { to_front } else { to_rear };
                let hop = hops[runner.train.station as usize];
                let track = &mut tracks[hop.segment as usize];
                if damage[hop.segment as usize].0 > 0 || track.used >= track.capacity {
                    continue;
                }
                let [fate] = draws.draw(Purpose::Breakdown, id, tick);
                if fate < 0.01 {
                    *word &= !(1 << bit);
                    runner.wait(agenda, id, tick + u32::from(BREAKDOWN));
                    continue;
                }
                track.used += 1;
                track.traffic += 1;
                runner.train.station = hop.station;
                let goal = if is_loaded { STATIONS_OF_LINE - 1 } else { 0 };
                if hop.station % STATIONS_OF_LINE != goal {
                    continue;
                }
                *word &= !(1 << bit);
                if is_loaded {
                    runner.train.errand = Errand::Unloading;
                    runner.wait(agenda, id, tick + u32::from(HANDLING));
                } else {
                    runner.train.errand = Errand::Loading;
                    loading.put(id);
                }
            }
        }
    }

    /// Trains that have unloaded turn to the rear.
    fn unload(
        &mut self,
        runners: &mut [Runner],
        stores: &mut [Store],
        today: &mut Daily,
        tick: u32,
    ) {
        for id in self.unloaded.drain(..) {
            let train = &mut runners[id as usize].train;
            let store = &mut stores[line_of(train.station)];
            store.settle(tick, today);
            store.depot.front += LOAD;
            today.delivered += u64::from(LOAD);
            train.errand = Errand::ToRear;
            self.ready.put(id);
        }
    }

    /// Trains in the rear take what there is.
    fn load(&mut self, runners: &mut [Runner], stores: &mut [Store], tick: u32) {
        for word in 0..self.loading.0.len() {
            let mut left = self.loading.0[word];
            while left != 0 {
                let id = word as u32 * 64 + left.trailing_zeros();
                left &= left - 1;
                let runner = &mut runners[id as usize];
                let stock = &mut stores[line_of(runner.train.station)].depot.rear;
                if *stock >= LOAD {
                    *stock -= LOAD;
                    runner.train.errand = Errand::ToFront;
                    runner.wait(&mut self.agenda, id, tick + u32::from(HANDLING));
                    self.loading.take(id);
                }
            }
        }
    }
}

/// Routes are found anew, if the set of damaged segments has changed.
pub(super) fn route(
    mut yard: ResMut<Yard>,
    mut repairs: ResMut<Repairs>,
    damage: Rows<Damage>,
    ground: Res<Ground>,
) {
    if std::mem::take(&mut repairs.is_news) {
        let Yard { routes, search, .. } = &mut *yard;
        rail::routing(routes, search, &ground.0, damage.slice());
    }
}

/// It is night, or some train is due.
pub(super) fn is_due(world: &World, clock: &Clock) -> bool {
    if is_night(clock.second_of_day / HOUR) {
        return true;
    }
    let yard = world.resource::<Yard>();
    yard.agenda.is_due(clock.until) || !yard.loading.is_empty()
}

/// Trains that may run do, and those that are due load and unload.
pub(super) fn run(
    mut yard: ResMut<Yard>,
    mut runners: RowsMut<Runner>,
    mut tracks: RowsMut<Track>,
    mut stores: RowsMut<Store>,
    damage: Rows<Damage>,
    mut present: ResMut<Present>,
    clock: Res<Clock>,
) {
    let (yard, present, tick) = (&mut *yard, &mut *present, clock.tick);
    let (runners, stores) = (runners.slice_mut(), stores.slice_mut());
    yard.wake(runners, clock.until);
    if is_night(clock.second_of_day / HOUR) {
        let tracks = tracks.slice_mut();
        rail::capacity(tracks);
        yard.advance(runners, tracks, damage.slice(), &present.draws, tick);
    }
    yard.unload(runners, stores, &mut present.today, tick);
    yard.load(runners, stores, tick);
}
