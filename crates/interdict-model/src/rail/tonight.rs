//! What is laid down for one night: the wants of railheads, the room where goods change, what lies there and at bases,
//! and the roads. The rule is told in `timetable`; lines are laid in `planning`.

use interdict_engine::Column;
use interdict_engine::whole::fit;
use interdict_quantity::SECONDS_PER_DAY;

use crate::accounts::{CLASSES, Supplies, put};
use crate::definitions::SHIFT_DAYS;
use crate::rail::dispatcher::Dispatcher;
use crate::rail::flow::Rise;
use crate::rail::knobs::PlanKnobs;
use crate::rail::timetable::{Means, loads, useful};
use crate::row::{IslandRow, NodeRow, StationRow};
use crate::supply::depot::NOT_WAITING;

/// More than any arc has to carry.
const PLENTY: u32 = 1 << 24;

/// The nodes of a night's flow: one for each station, and more for those where goods change.
pub(super) struct Nodes {
    /// Where everything comes from; the sink is the next one.
    pub(super) source: NodeRow,
    /// The nodes of the stations where goods change, ascending: their places on the island.
    changes: Vec<NodeRow>,
    /// By place on the island: the first of the nodes of a station where goods change, or [`NodeRow::NONE`].
    first: Column<NodeRow, NodeRow>,
}

/// Nodes that a station has where goods change, beyond the one that trains leave from: what lies there, what arrives by
/// train, what arrives by road, what ends here, and what those who draw here get.
const EXTRA: u32 = 5;
const LIES: u32 = 0;
pub(super) const ARRIVES: u32 = 1;
const BY_ROAD: u32 = 2;
const ENDS: u32 = 3;
const WANTED: u32 = 4;

impl Nodes {
    /// The first of the nodes of a station where goods change.
    #[inline]
    pub(super) fn change(&self, station: NodeRow) -> Option<NodeRow> {
        self.first[station].known()
    }
}

impl Dispatcher<'_> {
    /// Which stations have nodes for what changes there.
    pub(super) fn find_nodes(&self, island: IslandRow, stations: usize) -> Nodes {
        let cards = &self.timetable.plans[island].cards;
        let mut changes: Vec<NodeRow> = Vec::new();
        for card in &cards.all {
            changes.push(self.islands.place(card.station).1);
        }
        for &road in &cards.roads {
            let way = &self.timetable.roads[road.way()];
            changes.extend([way.from, way.to].map(|station| self.islands.place(station).1));
        }
        changes.sort_unstable();
        changes.dedup();
        let mut first = Column::filled(NodeRow::NONE, stations);
        let mut next = NodeRow::from_index(stations);
        for &station in &changes {
            first[station] = next;
            next = next.plus(EXTRA);
        }
        Nodes {
            source: next,
            changes,
            first,
        }
    }

    /// What a railhead's next train-load costs and how the cost rises: its days of supply, less what its users lack,
    /// less the days by which the front comes first, and less the days that it has waited.
    fn urgency(&self, station: StationRow, knobs: &PlanKnobs, now: u32) -> Rise {
        let daily: i64 = self.depots.daily_use(station).iter().sum::<i64>().max(1);
        let first = knobs.front_first_days * self.depots.front_daily[station];
        let position = self.depots.position(station).iter().sum::<i64>() - first;
        let since = self.depots.waits_since[station];
        let most_age = SHIFT_DAYS * i64::from(SECONDS_PER_DAY);
        let age = match since {
            NOT_WAITING => 0,
            since => i64::from(now.saturating_sub(since)).min(most_age),
        };
        let shift = SHIFT_DAYS * (knobs.urgency_s + knobs.age_s);
        let shift = shift + knobs.front_first_days * knobs.urgency_s;
        let shift = shift - age * knobs.age_s / i64::from(SECONDS_PER_DAY);
        Rise {
            start: (position.saturating_mul(knobs.urgency_s))
                .saturating_add(shift.saturating_mul(daily)),
            each: self.knobs.full_load() * knobs.urgency_s,
            per: daily,
            most: shift + knobs.plenty_days * knobs.urgency_s.max(1),
        }
    }

    /// An arc for each railhead that wants something, each of its train-loads less urgent than the one
    /// before. Returns what is wanted in all.
    pub(super) fn lay_wants(
        &mut self,
        island: IslandRow,
        nodes: &Nodes,
        knobs: &PlanKnobs,
        sink: NodeRow,
        now: u32,
    ) -> Supplies {
        let (full, orders) = (self.knobs.full_load(), self.knobs.orders);
        let mut all = [0; CLASSES];
        let islands = self.islands;
        let is_elsewhere = |other: &StationRow| islands.place(*other).0 != island;
        self.timetable.small.retain(is_elsewhere);
        for (node, &station) in (0..).map(NodeRow).zip(islands.stations(island)) {
            let wanted = self.depots.wanted(station, orders.order_days);
            let total: i64 = wanted.iter().sum();
            for (all, kg) in all.iter_mut().zip(&wanted) {
                *all += kg;
            }
            let whole = total / full;
            let has_lot = total >= orders.lot_kg || self.depots.runs_out(station, &orders);
            let has_lot = has_lot && total > 0;
            let is_small = has_lot && whole == 0;
            if is_small {
                self.timetable.small.push(station);
            }
            let since = self.depots.waiting_since(station, has_lot, now);
            let is_due = has_lot && now.saturating_sub(since) >= self.knobs.small_lot_s;
            // A base serves who draws there at once.
            let is_base = self.depots.base_daily_kg[station] > 0;
            let units = (whole + i64::from(is_due || (is_small && is_base))).min(knobs.most_loads);
            let change = nodes.change(node);
            let is_rest_laid = change.is_some() && units == whole;
            if units == 0 && !is_rest_laid {
                continue;
            }
            let urgency = self.urgency(station, knobs, now);
            if units > 0 {
                let node = change.map_or(node, |change| change.plus(WANTED));
                let flow = &mut self.timetable.flow;
                flow.rising_arc(node, sink, fit(units), urgency);
                self.timetable.arcs.push(Means::Want(station));
            }
            if let (Some(change), true) = (change, is_rest_laid)
                && self.small_want(station) > 0
            {
                let cost = urgency.cost(fit(units));
                self.lay_rest(change, sink, station, cost, Means::Want(station));
            }
        }
        all
    }

    /// What a station wants beyond whole train-loads, if trucks would go for it: a truck's load, or anything where some
    /// class in use lasts for less than the lead time. Trucks wait for no lot.
    fn small_want(&self, station: StationRow) -> i64 {
        let orders = &self.knobs.orders;
        let wanted = self.depots.wanted(station, orders.order_days);
        let rest = wanted.iter().sum::<i64>() % self.knobs.full_load();
        let is_worth_it =
            rest >= self.truck_knobs.payload_kg || self.depots.runs_out(station, orders);
        if is_worth_it { rest } else { 0 }
    }

    /// Less than a train-load for a station: what trucks bring, and what lies there already.
    fn lay_rest(
        &mut self,
        change: NodeRow,
        sink: NodeRow,
        station: StationRow,
        cost: i64,
        means: Means,
    ) {
        self.lay_arc(change.plus(BY_ROAD), sink, 1, cost, means);
        if (self.depots.transit[station].iter()).any(|&kg| kg > 0) {
            self.lay_arc(change.plus(LIES), sink, 1, cost, means);
        }
    }

    /// Train-loads in a mass that may go by truck: a rest counts from a truck's load.
    fn by_truck(&self, kg: i64) -> u32 {
        loads(kg, self.knobs.full_load(), self.truck_knobs.payload_kg)
    }

    /// Adds what there is room for where goods change on an island.
    pub(super) fn add_rooms(&self, island: IslandRow, wanted: &mut Supplies) {
        for card in &self.timetable.plans[island].cards.all {
            put(wanted, &self.card_room(card.station));
        }
    }

    /// What can be sent from a station: what lies there that anybody wants, and, as a plan holds for a day, across the
    /// hour at which a base gets its next supplies, not what is left of today's counts, but a day's.
    fn sent_from(&self, station: StationRow, wanted: &Supplies) -> i64 {
        useful(&self.depots.transit[station], wanted) + self.depots.base_daily_kg[station]
    }

    /// The nodes of stations where goods change, and what may lie there: goods that lie there go on by rail or by road,
    /// to who draws there, or stay; what arrives tonight by train goes through, to who draws there, or stays; what
    /// arrives by road does not go on tonight. Goods that stay have their place beside those for which there is room:
    /// without it a maximum flow would send them out and back, or to where they came from. Each change that is still to
    /// come makes a place dearer, so that goods go on where they can.
    pub(super) fn lay_changes(
        &mut self,
        island: IslandRow,
        nodes: &Nodes,
        knobs: &PlanKnobs,
        sink: NodeRow,
        wanted: &Supplies,
    ) {
        let (full, lot) = (self.knobs.full_load(), self.knobs.orders.lot_kg);
        for &node in &nodes.changes {
            let change = nodes.first[node];
            let station = self.islands.stations(island)[node];
            let by_rail = loads(self.sent_from(station, wanted), full, lot);
            if by_rail > 0 {
                self.lay_arc(change.plus(LIES), node, by_rail, 0, Means::Within);
            }
            for (from, to) in [
                (ARRIVES, None),
                (ARRIVES, Some(ENDS)),
                (BY_ROAD, Some(ENDS)),
                (LIES, Some(ENDS)),
                (ENDS, Some(WANTED)),
            ] {
                let to = to.map_or(node, |to| change.plus(to));
                self.lay_arc(change.plus(from), to, PLENTY, 0, Means::Within);
            }
        }
        let now = self.timetable.planned_at;
        let cards = std::mem::take(&mut self.timetable.plans[island].cards);
        for card in &cards.all {
            let place = card.station;
            let [all, coming, lying]: [i64; 3] = [
                &self.timetable.card_kg,
                &self.depots.coming_transit,
                &self.depots.transit,
            ]
            .map(|kg| kg[place].iter().sum());
            let room: i64 = self.card_room(card.station).iter().sum();
            let most = (room + lying).min((all - coming).max(lying));
            let units = loads(most, full, lot);
            let changes = i64::from(card.changes) * knobs.change_s;
            let cost = (card.beyond.iter())
                .map(|&(railhead, _, to_go)| self.urgency(railhead, knobs, now).first() + to_go)
                .min()
                .map(|cost| cost + changes);
            let (_, node) = self.islands.place(card.station);
            if let (Some(cost), Some(change)) = (cost, nodes.change(node)) {
                let means = Means::Card(card.station);
                if units > 0 {
                    self.lay_arc(change.plus(ENDS), sink, units, cost, means);
                }
                // What little lies there does not take the only place from what trucks bring.
                let is_small = units == 1 && room >= self.truck_knobs.payload_kg;
                if is_small || self.by_truck(most) > units {
                    self.lay_rest(change, sink, card.station, cost, means);
                }
            }
        }
        self.timetable.plans[island].cards = cards;
    }

    pub(super) fn lay_sources(
        &mut self,
        stations: &[StationRow],
        nodes: &Nodes,
        source: NodeRow,
        wanted: &Supplies,
    ) {
        let (full, lot) = (self.knobs.full_load(), self.knobs.orders.lot_kg);
        for (node, &station) in (0..).map(NodeRow).zip(stations) {
            let kg = self.sent_from(station, wanted);
            let (node, capacity) = match nodes.change(node) {
                Some(change) => (change.plus(LIES), self.by_truck(kg)),
                None => (node, loads(kg, full, lot)),
            };
            if capacity > 0 {
                self.lay_arc(source, node, capacity, 0, Means::Source(station));
            }
        }
    }

    pub(super) fn lay_roads(
        &mut self,
        island: IslandRow,
        nodes: &Nodes,
        knobs: &PlanKnobs,
        night: u32,
    ) {
        self.refill_lift(island, night);
        for place in 0..self.timetable.plans[island].cards.roads.len() {
            let road = self.timetable.plans[island].cards.roads[place];
            let way = &self.timetable.roads[road.way()];
            let cost = i64::from(way.drive_s) + knobs.transload_s;
            let ends = way.ends(road.direction());
            // Who wants little at the far end does not take a train-load's room from what goes further.
            let kg = self.road_kg(road.way(), night);
            let small = self.small_want(ends[1]);
            let capacity = if (1..kg).contains(&small) {
                self.by_truck(kg - small) + 1
            } else {
                self.by_truck(kg)
            };
            let [tail, head] = ends.map(|station| nodes.change(self.islands.place(station).1));
            if let (Some(tail), Some(head)) = (tail, head)
                && capacity > 0
            {
                let means = Means::Road(road);
                self.lay_arc(tail.plus(LIES), head.plus(BY_ROAD), capacity, cost, means);
            }
        }
    }
}
