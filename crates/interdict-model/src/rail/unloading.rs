//! # Unloading and turning
//!
//! What happens: a loaded train at its station waits for a place, is unloaded, and goes home empty at
//! once where a way is to be had, the way it came or else another; an empty one is idle. Where goods lie that go
//! on from there, more than its idle trains can take, it stays for them until somebody calls it. A train whose
//! locomotive was hit goes into repair when it is empty.
//!
//! Rule: see `yard`. Home is the station that the present trip began at.
//!
//! Reads: knobs of `yard`. Writes: yards, depots, trains. Chance: none.

use interdict_engine::whole::amount;
use interdict_quantity::Key;

use crate::accounts::{Account, CLASSES, Commodity, take};
use crate::outcomes::Series;
use crate::rail::dispatcher::Dispatcher;
use crate::rail::timetable::SetDown;
use crate::rail::train::TrainState;
use crate::record::{EventKind, Place};
use crate::row::{BlockRow, StationRow, TrainRow};

impl Dispatcher<'_> {
    /// A train has come to the end of its route.
    pub(super) fn arrive(&mut self, train: TrainRow, second: u32) {
        let row = &mut self.trains[train];
        row.block = BlockRow::NONE;
        row.leg = 0;
        if row.kg() == 0 {
            self.rest(train, second);
            return;
        }
        row.state = TrainState::Queued;
        let station = row.station;
        self.yards[station].queue.push(train);
        self.unload_next(station, second);
    }

    pub(super) fn unload_next(&mut self, station: StationRow, second: u32) {
        let yard = &mut self.yards[station];
        if yard.busy >= yard.places || yard.queue.is_empty() {
            return;
        }
        yard.busy += 1;
        let train = yard.queue.remove(0);
        let done = second + self.knobs.unloading_s;
        self.due_at(train, TrainState::Unloading, done);
    }

    /// A train has something to set down at the station that it has come to on its way.
    pub(super) fn sets_down_at(&self, train: TrainRow, station: StationRow) -> bool {
        let parts = &self.timetable.set_downs[train];
        parts.iter().any(|part| part.station == station)
    }

    /// A train has set down what was for a station on its way, and goes on.
    pub(super) fn set_down(&mut self, train: TrainRow, second: u32) {
        let station = self.trains[train].station;
        let trip = self.trains[train].trip;
        let mut deliveries = 0;
        let here = |part: &SetDown| part.station == station;
        let parts = |desk: &Self| desk.timetable.set_downs[train].iter().position(here);
        while let Some(place) = parts(self) {
            let load = self.timetable.set_downs[train].remove(place).load;
            take(&mut self.trains[train].load, &load);
            take(&mut self.depots.coming[station], &load);
            self.put_into_depot(station, &load);
            self.books
                .move_supplies(Account::Trains, Account::Depots, &load);
            deliveries += load.iter().sum::<i64>();
        }
        self.delivered(second, station, trip, deliveries);
        self.seek_line(train, second);
    }

    /// A train has been unloaded.
    pub(super) fn unloaded(&mut self, train: TrainRow, second: u32) {
        let row = &mut self.trains[train];
        let station = row.station;
        let load = std::mem::replace(&mut row.load, [0; CLASSES]);
        let kg: i64 = load.iter().sum();
        let (is_final, trip) = (row.final_leg, row.trip);
        let bound_for = row.bound_for;
        for class in 0..CLASSES {
            let store = if is_final {
                &mut self.depots.stock
            } else {
                &mut self.depots.transit
            };
            store[station][class] += load[class];
            let coming = if is_final {
                &mut self.depots.coming
            } else {
                &mut self.depots.coming_transit
            };
            coming[bound_for][class] -= load[class];
        }
        let to = if is_final {
            Account::Depots
        } else {
            Account::Transit
        };
        self.books.move_supplies(Account::Trains, to, &load);
        if is_final {
            self.delivered(second, station, trip, kg);
        }
        self.measures.add(Series::TrainsArrived, 1);
        let place = Place::Station(station);
        self.journal
            .note(second, EventKind::TrainUnloaded, place, trip, trip, kg);
        self.yards[station].busy -= 1;
        self.unload_next(station, second);
        self.turn(train, second);
    }

    /// Supplies have reached the railhead that they were meant for.
    pub(crate) fn delivered(&mut self, second: u32, station: StationRow, key: Key, kg: i64) {
        self.measures.add(Series::Delivered, kg);
        self.depots.has_come(station);
        let place = Place::Station(station);
        (self.journal).note(second, EventKind::Delivered, place, key, key, kg);
    }

    /// Goods lie at a station to be forwarded, more than its idle trains can take.
    fn is_wanted_here(&self, station: StationRow) -> bool {
        let lying: i64 = self.depots.transit[station].iter().sum();
        let idle = amount(self.yards[station].idle.len());
        let full = self.knobs.full_load();
        lying > idle * full + full * self.knobs.least_load_milli / 1_000
    }

    /// An empty train looks for its way home, unless it is wanted where it is.
    fn turn(&mut self, train: TrainRow, second: u32) {
        let (station, home, is_hit) = {
            let row = &self.trains[train];
            (row.station, row.home, row.is_hit)
        };
        let stays = is_hit || station == home || self.is_wanted_here(station);
        if stays || !self.find_way_back(station, home, train, second) {
            self.rest(train, second);
            return;
        }
        self.trains[train].bound_for = home;
        self.set_out(train, second);
    }

    /// An empty train is put away: into repair, or idle.
    fn rest(&mut self, train: TrainRow, second: u32) {
        let row = &mut self.trains[train];
        if row.is_hit {
            row.is_hit = false;
            self.books
                .post(Commodity::Locomotives, Account::Ready, Account::Repair, 1);
            let fit = second + self.knobs.locomotive_repair_s;
            self.due_at(train, TrainState::Disabled, fit);
            return;
        }
        row.state = TrainState::Idle;
        let station = row.station;
        if self.depots.base_daily_kg[station] > 0 {
            self.trains[train].wagons = self.knobs.wagons;
        }
        self.yards[station].put_idle(train);
    }

    /// A locomotive comes out of repair.
    pub(super) fn fit_again(&mut self, train: TrainRow) {
        self.books
            .post(Commodity::Locomotives, Account::Repair, Account::Ready, 1);
        let row = &mut self.trains[train];
        row.state = TrainState::Idle;
        row.wagons = self.knobs.wagons;
        let station = row.station;
        self.yards[station].put_idle(train);
    }
}
