//! # Departures
//!
//! What happens: at its time a train of the plan is formed and loaded, if there is an idle train and
//! something to load; otherwise the staff try again. Where a station lacks engines for its plan, idle
//! ones are called from the nearest station that can spare them. A train that stands before a line
//! closed for long is turned back: it is unloaded where it stands, and its cargo waits in transit.
//!
//! Rule: a train takes what its railhead wants, class by class in proportion, as far as it is there; it
//! leaves with less than half a load only for a railhead that wants no more than that.
//!
//! Reads: depots, yards, the plan. Writes: trains, depots, books. Chance: none.

use interdict_quantity::{Key, mass};

use crate::accounts::{Account, CLASSES, Supplies};
use crate::outcomes::Series;
use crate::rail::dispatcher::{Dispatcher, Item};
use crate::rail::train::{NOWHERE, Train, TrainState};
use crate::record::{EventKind, Place};

/// Seconds until a departure that could not be made is tried again.
const TRY_AGAIN_S: u32 = 1_800;

/// An empty train with less running than this to its station counts as there when engines are called.
const SOON_S: u32 = 43_200;

impl Dispatcher<'_> {
    /// A departure of an island's plan is due.
    pub(super) fn depart(&mut self, island: usize, leg: u32, second: u32) {
        let plan = &self.timetable.plans[island].legs[leg as usize];
        if plan.sent >= plan.planned {
            return;
        }
        let (from, every_s) = (plan.from, plan.every_s);
        let wait = if self.send_train(island, leg, second) {
            every_s.max(60)
        } else {
            TRY_AGAIN_S
        };
        let plan = &self.timetable.plans[island];
        let planned = &plan.legs[leg as usize];
        if planned.sent < planned.planned {
            let key = self.yards[from as usize].key.child(7, leg);
            self.agenda[island].put(second + wait, key, Item::Leg(leg).code(), plan.edition);
        }
    }

    fn send_train(&mut self, island: usize, leg: u32, second: u32) -> bool {
        let plan = &self.timetable.plans[island].legs[leg as usize];
        let (from, to, railhead) = (plan.from as usize, plan.to, plan.railhead);
        let is_final = to == railhead;
        let Some(&train) = self.yards[from].idle.first() else {
            return false;
        };
        if !self.has_supplies(from) {
            return false;
        }
        let metres: i64 = plan
            .route
            .iter()
            .map(|step| i64::from(self.network.lines[(step / 2) as usize].length_m))
            .sum();
        let coal = 2 * metres * self.knobs.coal_g_per_m / 1_000;
        let row = &self.trains[train as usize];
        let room = (i64::from(row.wagons) * self.knobs.wagon_kg - coal).max(0);
        let wanted = self.depots.wanted(railhead, self.knobs.order_days);
        let load = self.choose_load(from, &wanted, room);
        let kg: i64 = load.iter().sum();
        if kg == 0 || (2 * kg < room && kg < wanted.iter().sum()) {
            return false;
        }
        self.take_load(from, &load);
        let coming = if is_final {
            &mut self.depots.coming
        } else {
            &mut self.depots.coming_transit
        };
        for class in 0..CLASSES {
            coming[to as usize][class] += load[class];
        }
        self.yards[from].idle.remove(0);
        let trip = self.identity(9, [from as u32, to, railhead]);
        let plan = &mut self.timetable.plans[island].legs[leg as usize];
        plan.sent += 1;
        let row = &mut self.trains[train as usize];
        row.route.clone_from(&plan.route);
        row.trip = trip;
        row.bound_for = to;
        row.final_leg = is_final;
        row.home = from as u32;
        row.load = load;
        self.measures.add(Series::TrainsDispatched, 1);
        let place = Place::Station(from as u32);
        self.journal
            .note(second, EventKind::TrainLeft, place, trip, trip, kg);
        self.due_at(train, TrainState::Forming, second + self.knobs.forming_s);
        true
    }

    /// The identity of the next train (`kind` 9) or wave of trucks (10) from a station to another for a
    /// railhead: of these three, the night, and how many went there tonight before it.
    pub(crate) fn identity(&mut self, kind: u16, way: [u32; 3]) -> Key {
        let [from, to, railhead] = way.map(|station| self.yards[station as usize].key);
        let ordinal = self.timetable.departures.next(way);
        from.with(to).with(railhead).child(kind, ordinal)
    }

    /// Anything at all could be loaded at a station: at its base, or in transit.
    fn has_supplies(&self, station: usize) -> bool {
        let yard = &self.yards[station];
        let at_base = yard.base_kg_per_day > 0 && yard.budget_kg > 0;
        at_base || self.depots.transit[station].iter().any(|&kg| kg > 0)
    }

    /// What a train takes: what is wanted, in proportion, as far as it is there.
    fn choose_load(&self, from: usize, wanted: &Supplies, room: i64) -> Supplies {
        let mut can = [0; CLASSES];
        for class in 0..CLASSES {
            let mut there = self.depots.transit[from][class];
            if self.yards[from].base_kg_per_day > 0 {
                there += self.yards[from].budget_kg.max(0);
            }
            can[class] = wanted[class].min(there);
        }
        let total: i64 = can.iter().sum();
        let mut room = room;
        if self.yards[from].base_kg_per_day > 0 {
            let transit: i64 = self.depots.transit[from].iter().sum();
            room = room.min(self.yards[from].budget_kg.max(0) + transit);
        }
        if total <= room {
            return can;
        }
        let mut shares = Vec::with_capacity(CLASSES);
        mass::split(room, &can, &mut shares);
        let mut load = [0; CLASSES];
        load.copy_from_slice(&shares);
        load
    }

    /// Takes a load from what lies in transit at a station, and the rest from its base.
    fn take_load(&mut self, from: usize, load: &Supplies) {
        let mut from_transit = [0; CLASSES];
        let mut from_base = [0; CLASSES];
        for class in 0..CLASSES {
            from_transit[class] = load[class].min(self.depots.transit[from][class]);
            from_base[class] = load[class] - from_transit[class];
            self.depots.transit[from][class] -= from_transit[class];
        }
        let entered: i64 = from_base.iter().sum();
        self.yards[from].budget_kg -= entered;
        self.books
            .move_supplies(Account::Transit, Account::Trains, &from_transit);
        self.books
            .move_supplies(Account::Outside, Account::Trains, &from_base);
        self.measures.add(Series::Entered, entered);
    }

    /// Calls idle engines to stations for which the plans of these islands need more than they have.
    pub(super) fn call_engines(&mut self, islands: &[u32], second: u32) {
        let stations = self.yards.len();
        let mut needed = vec![0_usize; stations];
        for &island in islands {
            for leg in &self.timetable.plans[island as usize].legs {
                needed[leg.from as usize] += leg.planned as usize;
            }
        }
        let mut missing: Vec<usize> = (self.yards.iter().zip(&needed))
            .map(|(yard, &needed)| needed.saturating_sub(yard.idle.len()))
            .collect();
        self.count_on_who_comes_home(&mut missing);
        for station in 0..stations {
            let mut missing = missing[station];
            if missing == 0 {
                continue;
            }
            self.search(station as u32, None, second);
            let (island, _) = self.islands.place(station as u32);
            let mut spare: Vec<(u32, u32)> = (self.islands.stations(island).iter().copied())
                .filter(|&other| self.yards[other as usize].idle.len() > needed[other as usize])
                .filter_map(|other| self.searched(other).map(|far| (far, other)))
                .collect();
            spare.sort_unstable();
            for (_, other) in spare {
                // All engines from there go the same way; setting them out looks for no other.
                let route = self.searched_way_from(other, station as u32);
                let free = self.yards[other as usize].idle.len() - needed[other as usize];
                for _ in 0..free.min(missing) {
                    let train = self.yards[other as usize].idle.remove(0);
                    missing -= 1;
                    let row = &mut self.trains[train as usize];
                    row.route.clone_from(&route);
                    row.bound_for = station as u32;
                    row.home = station as u32;
                    self.set_out(train, second);
                }
                if missing == 0 {
                    break;
                }
            }
        }
    }

    /// Takes off from what stations lack the empty trains on their way there with less than half a day of
    /// running left.
    fn count_on_who_comes_home(&self, missing: &mut [usize]) {
        let is_near = |train: &Train| {
            let left: u32 = train.route[train.leg as usize..]
                .iter()
                .map(|step| self.network.lines[(step / 2) as usize].run_s)
                .sum();
            left < SOON_S
        };
        for train in self.trains.iter() {
            if matches!(train.state, TrainState::Running | TrainState::Waiting)
                && missing[train.bound_for as usize] > 0
                && train.kg() == 0
                && is_near(train)
            {
                missing[train.bound_for as usize] -= 1;
            }
        }
    }

    /// Turns back trains that stand in a station before a line that is closed for long, where a plan is to be made.
    pub(super) fn turn_back_the_stuck(&mut self, second: u32) {
        for train in 0..self.trains.len() as u32 {
            let row = &self.trains[train as usize];
            let (island, _) = self.islands.place(row.station);
            if row.state != TrainState::Waiting || !self.timetable.plans[island as usize].is_stale {
                continue;
            }
            let line = row.route[row.leg as usize] / 2;
            let at_station =
                row.block == NOWHERE || self.network.block_line[row.block as usize] != line;
            if at_station && self.wait_for(line, second).is_none() {
                self.turn_back(train, second);
            }
        }
    }

    fn turn_back(&mut self, train: u32, second: u32) {
        let row = &mut self.trains[train as usize];
        let step = row.route[row.leg as usize];
        let built = self.network.lines[(step / 2) as usize];
        let first = if step.is_multiple_of(2) {
            built.first
        } else {
            built.first + built.blocks - 1
        };
        let (block, direction) = (row.block, row.direction);
        let (station, bound_for) = (row.station as usize, row.bound_for as usize);
        if row.kg() > 0 {
            for class in 0..CLASSES {
                let coming = if row.final_leg {
                    &mut self.depots.coming
                } else {
                    &mut self.depots.coming_transit
                };
                coming[bound_for][class] -= row.load[class];
                self.depots.coming_transit[station][class] += row.load[class];
            }
            row.final_leg = false;
        }
        row.bound_for = station as u32;
        self.blocks[first as usize].leave_queue((step % 2) as u8, train, self.trains);
        if block != NOWHERE {
            self.leave_place(block, direction, second);
        }
        self.arrive(train, second);
    }
}
