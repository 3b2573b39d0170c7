//! # Departures
//!
//! What happens: at its time a train of the plan is formed and loaded, if there is an idle train and
//! something to load; otherwise the staff try again. A train that stands before a line
//! closed for long is turned back: it is unloaded where it stands, and its cargo waits in transit.
//!
//! Rule: a train fills up by water level: of what is wanted and there, class by class, so much that each class would last
//! equally long, weighted (`w` of shells 2, food 1.5, ammunition 1, fuel 1, stores 0.5): the least `tau` with
//! `sum of max(0, tau w use + lack - there already) = load`. On its way it passes small stations that wait for a lot: up to
//! `rail.set_down_stations` of them, the neediest first, get up to `rail.set_down_wagons` each, together at most
//! `rail.set_down_share` of its room. It leaves with less than `yard.least_load_share` of its room only for a railhead that wants no more than that, or has waited for `supply.small_lot_days`, or lacks for the lead time;
//! or, with a wagon at least, to where goods change and no train-load of them may lie.
//!
//! Assumes: a base can give any class, within its mass for the day.
//!
//! Sources: weights are estimates (0.5 to 3): see `supply.class_weights` in the reference.
//!
//! Reads: depots, yards, the plan. Writes: trains, depots, books. Chance: none.

use interdict_quantity::{Key, mass};

use crate::accounts::{Account, CLASSES, Supplies, put, take};
use crate::definitions::LEAST_APART_S;
use crate::identity::Identity;
use crate::outcomes::Series;
use crate::rail::dispatcher::{Dispatcher, Item};
use crate::rail::timetable::SetDown;
use crate::rail::train::TrainState;
use crate::record::{EventKind, Place};
use crate::row::{BlockRow, IslandRow, LegRow, StationRow, TrainRow};
use crate::supply::depot::NOT_WAITING;
use crate::supply::level::level;

/// What lies at a station to be sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct There {
    /// In transit, by class.
    transit: Supplies,
    /// At a base, in whatever class, kilograms.
    base: i64,
}

impl There {
    /// Takes a load: from transit first.
    fn take(&mut self, load: &Supplies) {
        for (kg, transit) in load.iter().zip(&mut self.transit) {
            let from_transit = (*kg).min(*transit);
            *transit -= from_transit;
            self.base -= kg - from_transit;
        }
    }
}

impl Dispatcher<'_> {
    /// A departure of an island's plan is due.
    pub(super) fn depart(&mut self, island: IslandRow, leg: LegRow, second: u32) {
        let plan = &self.timetable.plans[island].legs[leg];
        if plan.sent >= plan.planned {
            return;
        }
        let (from, every_s) = (plan.from, plan.every_s);
        let wait = if self.send_train(island, leg, second) {
            every_s.max(LEAST_APART_S)
        } else {
            self.knobs.retry_s
        };
        let plan = &self.timetable.plans[island];
        let planned = &plan.legs[leg];
        if planned.sent < planned.planned {
            let station = self.yards[from].key;
            let key = Identity::TrainsPlanned { station, n: leg.0 }.key();
            self.agenda[island].put(second + wait, key, Item::Leg(leg).code(), plan.edition);
        }
    }

    fn send_train(&mut self, island: IslandRow, leg: LegRow, second: u32) -> bool {
        let plan = &self.timetable.plans[island].legs[leg];
        let (from, to, is_final) = (plan.from, plan.to, plan.is_final);
        let Some(&train) = self.yards[from].idle.first() else {
            return false;
        };
        if !self.has_supplies(from) {
            return false;
        }
        let coal = 2 * plan.length_m * self.knobs.coal_g_per_m / 1_000;
        let row = &self.trains[train];
        let room = (i64::from(row.wagons) * self.knobs.wagon_kg - coal).max(0);
        let mut set_downs = std::mem::take(&mut self.timetable.set_downs[train]);
        let small: i64 = self.choose_set_downs(island, leg, room, &mut set_downs);
        let wanted = self.wanted_at(to, is_final);
        let beyond = is_final.then_some(to);
        let mut there = self.there(from);
        for part in &set_downs {
            there.take(&part.load);
        }
        let own = self.choose_load(&there, &wanted, room - small, beyond);
        let kg = own.iter().sum::<i64>() + small;
        let is_worth_it = self.knobs.is_worth_a_train(kg, room)
            || kg >= wanted.iter().sum::<i64>() + small
            || self.goes_with_less(to, is_final, kg, second);
        if kg == 0 || !is_worth_it {
            set_downs.clear();
            self.timetable.set_downs[train] = set_downs;
            return false;
        }
        let mut load = own;
        for part in &set_downs {
            put(&mut load, &part.load);
            put(&mut self.depots.coming[part.station], &part.load);
        }
        self.timetable.set_downs[train] = set_downs;
        self.take_load(from, &load, Account::Trains);
        let coming = if is_final {
            &mut self.depots.coming
        } else {
            &mut self.depots.coming_transit
        };
        for class in 0..CLASSES {
            coming[to][class] += own[class];
        }
        self.yards[from].idle.remove(0);
        let (way, night, n) = self.next_departure([from, to]);
        let trip = Identity::Trip { way, night, n }.key();
        let plan = &mut self.timetable.plans[island].legs[leg];
        plan.sent += 1;
        let row = &mut self.trains[train];
        row.route.clone_from(&plan.route);
        row.trip = trip;
        row.bound_for = to;
        row.final_leg = is_final;
        row.home = from;
        row.load = load;
        self.measures.add(Series::TrainsDispatched, 1);
        let place = Place::Station(from);
        self.journal
            .note(second, EventKind::TrainLeft, place, trip, trip, kg);
        self.due_at(train, TrainState::Forming, second + self.knobs.forming_s);
        true
    }

    /// What is wanted at the end of a leg, by class: by those who draw there, or as far as there is room to forward it.
    pub(crate) fn wanted_at(&self, station: StationRow, is_final: bool) -> Supplies {
        if is_final {
            self.depots.wanted(station, self.knobs.orders.order_days)
        } else {
            self.card_room(station)
        }
    }

    /// A train leaves with less than `yard.least_load_share`, and less than is wanted: for a railhead that presses, or with a wagon at
    /// least to where no train-load may lie to be forwarded.
    fn goes_with_less(&self, to: StationRow, is_final: bool, kg: i64, second: u32) -> bool {
        if is_final {
            return self.is_pressing(to, second);
        }
        let card: i64 = self.timetable.card_kg[to].iter().sum();
        card < self.knobs.full_load() && kg >= self.knobs.orders.lot_kg
    }

    /// A railhead has waited for long, or has not enough for the lead time.
    fn is_pressing(&self, station: StationRow, second: u32) -> bool {
        let since = self.depots.waits_since[station];
        let waits = since != NOT_WAITING && second.saturating_sub(since) >= self.knobs.small_lot_s;
        waits || self.depots.runs_out(station, &self.knobs.orders)
    }

    /// What a train of a leg sets down on its way at small stations that wait for a lot; returns its mass. Together not
    /// more than `rail.set_down_share` of its room.
    fn choose_set_downs(
        &self,
        island: IslandRow,
        leg: LegRow,
        room: i64,
        set_downs: &mut Vec<SetDown>,
    ) -> i64 {
        set_downs.clear();
        let leg = &self.timetable.plans[island].legs[leg];
        if leg.passes.is_empty() || self.knobs.set_down_kg == 0 {
            return 0;
        }
        let mut stops: Vec<(i64, StationRow, Supplies)> = Vec::new();
        for &station in &leg.passes {
            if let Some(lot) = self.depots.lot(station, &self.knobs.orders) {
                let daily: i64 = self.depots.daily_use(station).iter().sum();
                let position: i64 = self.depots.position(station).iter().sum();
                stops.push((1_000 * position / daily.max(1), station, lot));
            }
        }
        stops.sort_unstable_by_key(|&(days, station, _)| (days, station));
        stops.dedup_by_key(|&mut (_, station, _)| station);
        let mut all = 0;
        let most_of_all = room * self.knobs.set_down_milli / 1_000;
        let mut there = self.there(leg.from);
        for (_, station, lot) in stops.into_iter().take(self.knobs.set_down_stations) {
            let most = self.knobs.set_down_kg.min(most_of_all - all);
            let load = self.choose_load(&there, &lot, most, Some(station));
            let kg: i64 = load.iter().sum();
            if kg > 0 {
                there.take(&load);
                all += kg;
                set_downs.push(SetDown { station, load });
            }
        }
        all
    }

    /// Who departs next from a station for another, by train or by truck: the way, the night, and how many of either
    /// went by it tonight before.
    pub(crate) fn next_departure(&mut self, way: [StationRow; 2]) -> (Key, u16, u32) {
        let [from, to] = way.map(|station| self.yards[station].key);
        let (night, n) = self.timetable.departures.next(way);
        (Identity::Way { from, to }.key(), night, n)
    }

    /// Anything at all could be loaded at a station: at its base, or in transit.
    fn has_supplies(&self, station: StationRow) -> bool {
        let at_base = self.depots.base_left_kg[station] > 0;
        at_base || self.depots.transit[station].iter().any(|&kg| kg > 0)
    }

    /// What lies at a station to be sent.
    pub(crate) fn there(&self, station: StationRow) -> There {
        There {
            transit: self.depots.transit[station],
            base: self.depots.base_left_kg[station].max(0),
        }
    }

    /// What is taken of what is wanted, as far as it is there and there is room: for those who draw at a station by
    /// water level, else in proportion.
    pub(crate) fn choose_load(
        &self,
        there: &There,
        wanted: &Supplies,
        room: i64,
        who: Option<StationRow>,
    ) -> Supplies {
        let mut can = [0; CLASSES];
        for class in 0..CLASSES {
            can[class] = wanted[class].min(there.transit[class] + there.base);
        }
        let room = room.max(0);
        let mut load = self.share_out(&can, room, who);
        // A base gives any class, but no more than its mass of all together.
        let of_base = |load: &Supplies| -> i64 {
            let mut classes = load.iter().zip(&there.transit);
            classes
                .by_ref()
                .map(|(kg, transit)| (kg - transit).max(0))
                .sum()
        };
        let too_much = of_base(&load) - there.base;
        if too_much > 0 {
            let less = load.iter().sum::<i64>() - too_much;
            load = self.share_out(&can, less, who);
            let mut left = there.base;
            for (kg, transit) in load.iter_mut().zip(&there.transit) {
                let more = (*kg - transit).clamp(0, left);
                left -= more;
                *kg = (*kg).min(transit + more);
            }
        }
        load
    }

    fn share_out(&self, can: &Supplies, room: i64, who: Option<StationRow>) -> Supplies {
        if can.iter().sum::<i64>() <= room {
            return *can;
        }
        let Some(station) = who else {
            let mut shares = Vec::with_capacity(CLASSES);
            mass::split(room, can, &mut shares);
            let mut load = [0; CLASSES];
            load.copy_from_slice(&shares);
            return load;
        };
        let daily = self.depots.daily_use(station);
        let lacks = self.depots.position(station).map(|kg| -kg);
        level(room, can, &daily, &lacks, &self.knobs.class_weights)
    }

    /// Takes a load from what lies in transit at a station, and the rest from its base.
    pub(crate) fn take_load(&mut self, from: StationRow, load: &Supplies, to: Account) {
        let mut from_transit = [0; CLASSES];
        let mut from_base = [0; CLASSES];
        for class in 0..CLASSES {
            from_transit[class] = load[class].min(self.depots.transit[from][class]);
            from_base[class] = load[class] - from_transit[class];
            self.depots.transit[from][class] -= from_transit[class];
        }
        let entered: i64 = from_base.iter().sum();
        self.depots.base_left_kg[from] -= entered;
        self.books
            .move_supplies(Account::Transit, to, &from_transit);
        self.books.move_supplies(Account::Outside, to, &from_base);
        self.measures.add(Series::Entered, entered);
    }

    /// Turns back trains that stand in a station before a line that is closed for long, where a plan is to be made.
    pub(super) fn turn_back_the_stuck(&mut self, second: u32) {
        for train in TrainRow::first(self.trains.len()) {
            let row = &self.trains[train];
            if row.state != TrainState::Waiting {
                continue;
            }
            let (island, _) = self.islands.place(row.station);
            if !self.timetable.plans[island].is_stale {
                continue;
            }
            let line = row.route[row.leg as usize].way();
            let at_station =
                row.block == BlockRow::NONE || self.network.block_line[row.block] != line;
            if at_station && self.wait_for(line, second).is_none() {
                self.turn_back(train, second);
            }
        }
    }

    fn turn_back(&mut self, train: TrainRow, second: u32) {
        let row = &mut self.trains[train];
        let step = row.route[row.leg as usize];
        let first = self.network.lines[step.way()].first_block(step.direction());
        let (block, direction) = (row.block, row.direction);
        let (station, bound_for) = (row.station, row.bound_for);
        if row.kg() > 0 {
            let mut own = row.load;
            for part in self.timetable.set_downs[train].drain(..) {
                take(&mut own, &part.load);
                take(&mut self.depots.coming[part.station], &part.load);
            }
            for class in 0..CLASSES {
                let coming = if row.final_leg {
                    &mut self.depots.coming
                } else {
                    &mut self.depots.coming_transit
                };
                coming[bound_for][class] -= own[class];
                self.depots.coming_transit[station][class] += row.load[class];
            }
            row.final_leg = false;
        }
        row.bound_for = station;
        self.blocks[first].leave_queue(step.direction(), train, self.trains);
        if block != BlockRow::NONE {
            self.leave_place(block, direction, second);
        }
        self.arrive(train, second);
    }
}
