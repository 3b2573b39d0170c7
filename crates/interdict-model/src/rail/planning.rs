//! Making the plan: the steps of the rule told in `timetable`.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{amount, fit};
use interdict_quantity::SECONDS_PER_DAY;

use crate::identity::Identity;
use crate::outcomes::Series;
use crate::rail::dispatcher::{Dispatcher, Item, Railway};
use crate::rail::knobs::PlanKnobs;
use crate::rail::throughput::{Throughput, slowed};
use crate::rail::timetable::Means;
use crate::rail::tonight::{ARRIVES, Nodes};
use crate::rail::train::{Train, TrainState};
use crate::row::{ByDirection, Direction, IslandRow, LineRow, NodeRow, RailStep, StationRow};

/// How long a line can be used in the night of the plan, and entered, seconds.
#[derive(Clone, Copy)]
struct Window {
    usable_s: u32,
    entry_s: u32,
}

/// Fixes the plan for the coming night. Due once a day.
pub fn plan(mut railway: Railway, knobs: Res<PlanKnobs>) {
    let now = railway.clock.now;
    let mut desk = railway.desk();
    desk.timetable.departures.begin(fit(now / SECONDS_PER_DAY));
    desk.count_sheltered();
    let (dusk, dawn) = desk.window(now);
    for island in IslandRow::first(desk.islands.count()) {
        desk.draw_cards(island, &knobs, now, dawn.saturating_sub(dusk));
        desk.timetable.plans[island].is_stale = true;
    }
    desk.make_plans(&knobs, now);
}

/// Revises the plans of islands where lines have closed or reopened since. Due at night.
pub fn revise(mut railway: Railway, knobs: Res<PlanKnobs>) {
    let now = railway.clock.now;
    railway.desk().make_plans(&knobs, now);
}

impl Dispatcher<'_> {
    /// Trains that lie up on the way until dark.
    fn count_sheltered(&mut self) {
        let lies_up =
            |train: &&Train| train.state == TrainState::Waiting && train.on_the_way().is_some();
        let sheltered = self.trains.iter().filter(lies_up).count();
        self.measures
            .add(Series::TrainsSheltered, amount(sheltered));
    }

    /// Makes the plans that are stale. No way leads from island to island: each is a flow by itself, and the least
    /// costs of all are the least cost of the whole.
    fn make_plans(&mut self, knobs: &PlanKnobs, now: u32) {
        let stale = (self.timetable.plans.by_row()).filter(|(_, plan)| plan.is_stale);
        let stale: Vec<IslandRow> = stale.map(|(island, _)| island).collect();
        if stale.is_empty() {
            return;
        }
        self.turn_back_the_stuck(now);
        let (dusk, dawn) = self.window(now);
        let bound = self.bound_over_lines(dawn.saturating_sub(dusk));
        let mut is_planned = false;
        for &island in &stale {
            let plan = &mut self.timetable.plans[island];
            plan.edition += 1;
            plan.is_stale = false;
            plan.legs.clear();
            plan.hauls.clear();
            self.timetable.planned_at = now;
            if self.lay_arcs(island, knobs, now, (dusk, dawn), &bound) {
                self.take_paths(island, dusk, dawn, now);
                is_planned = true;
            }
        }
        if is_planned {
            self.call_engines(&stale, now);
        }
        for island in stale {
            self.set_departures(island, now, dusk);
        }
    }

    /// The night that the plan is for: its rest, or the coming one.
    fn window(&self, now: u32) -> (u32, u32) {
        let dusk = if self.sky.is_dark(now) {
            now
        } else {
            self.sky.next_dark(now)
        };
        (dusk, self.sky.next_light(dusk))
    }

    /// When a line can be used for this plan: by day at once, by night from dusk, or when it reopens;
    /// `None` where nobody waits for it.
    fn usable_from(&self, line: LineRow, now: u32, dusk: u32) -> Option<u32> {
        let by_day = self.network.lines[line].by_day;
        let start = if by_day { now } else { dusk };
        Some(start + self.wait_for(line, start)?)
    }

    /// Lays the graph of an island and sends the flow; false when nothing is wanted or nothing can move.
    fn lay_arcs(
        &mut self,
        island: IslandRow,
        knobs: &PlanKnobs,
        now: u32,
        (dusk, dawn): (u32, u32),
        bound: &[u32],
    ) -> bool {
        let islands = self.islands;
        let stations = islands.stations(island);
        let night = dawn.saturating_sub(dusk);
        let nodes = self.find_nodes(island, stations.len());
        let (source, sink) = (nodes.source, nodes.source.plus(1));
        self.timetable.arcs.clear();
        self.timetable.flow.reset(sink.index() + 1);
        let mut wanted = self.lay_wants(island, &nodes, knobs, sink, now);
        self.add_rooms(island, &mut wanted);
        if wanted.iter().sum::<i64>() == 0 {
            return false;
        }
        self.lay_changes(island, &nodes, knobs, sink, &wanted);
        self.lay_sources(stations, &nodes, source, &wanted);
        let mut slow = Vec::new();
        for &line in islands.lines(island) {
            self.lay_line(line, &nodes, knobs, now, (dusk, dawn), bound, &mut slow);
        }
        self.lay_roads(island, &nodes, knobs, night);
        self.timetable.flow.send(source, sink, i64::MAX) > 0
    }

    fn lay_line(
        &mut self,
        line: LineRow,
        nodes: &Nodes,
        knobs: &PlanKnobs,
        now: u32,
        (dusk, dawn): (u32, u32),
        bound: &[u32],
        slow: &mut Vec<Throughput>,
    ) {
        let Some(from_second) = self.usable_from(line, now, dusk) else {
            return;
        };
        let built = self.network.lines[line];
        let narrowest = &knobs.narrowest[line];
        let extra_s = |place: u32| self.closures.extra_s(built.first.plus(place), now);
        let (blocks, fleet) = (built.part_of(self.blocks), self.knobs.fleet_size.into());
        let slow_s = slowed(blocks, fleet, extra_s, slow);
        let (start, until) = if built.by_day {
            (now, now + 86_400)
        } else {
            (dusk, dawn)
        };
        // A line that reopens after this night is not used tonight, but trains that have far to go
        // are on their way to it: they will find a night like this one.
        let usable = until
            - if from_second < until {
                from_second
            } else {
                start
            };
        // By night a train must be out of the line before first light, so the last part of the
        // night, as long as the run over the line, lets nobody in; the trains that are in meanwhile
        // meet those that come the other way.
        let closing = if built.by_day {
            0
        } else {
            built.run_s + self.knobs.dawn_margin_s
        };
        let window = Window {
            usable_s: usable,
            entry_s: usable.saturating_sub(closing),
        };
        let cost = i64::from(built.run_s + slow_s) + i64::from(from_second.saturating_sub(start));
        let ahead = RailStep::new(line, Direction::Ahead);
        let opposing = [ahead.reversed(), ahead].map(|step| bound[step.place()]);
        let mut trains = trains_over(narrowest, window, opposing, now);
        if !slow.is_empty() {
            let [ahead, back] = trains_over(slow, window, opposing, now);
            trains = [trains[0].min(ahead), trains[1].min(back)];
        }
        for step in [ahead, ahead.reversed()] {
            let direction = step.direction();
            let [tail, head] = [built.start(direction), built.end(direction)]
                .map(|station| self.islands.place(station).1);
            let trains = trains[direction];
            if trains > 0 {
                let head = nodes
                    .change(head)
                    .map_or(head, |change| change.plus(ARRIVES));
                self.lay_arc(tail, head, trains, cost, Means::Rail(step));
            }
        }
    }

    /// Trains on the way that are going to run over each line with direction within so much running.
    fn bound_over_lines(&self, within_s: u32) -> Vec<u32> {
        let mut bound = vec![0; 2 * self.network.lines.len()];
        let on_the_way =
            |train: &&Train| matches!(train.state, TrainState::Running | TrainState::Waiting);
        for train in self.trains.iter().filter(on_the_way) {
            let mut running = 0;
            for &step in train.route.iter().skip(train.leg as usize) {
                bound[step.place()] += 1;
                running += self.network.lines[step.way()].run_s;
                if running >= within_s {
                    break;
                }
            }
        }
        bound
    }

    /// An arc between two nodes.
    pub(super) fn lay_arc(
        &mut self,
        from: NodeRow,
        to: NodeRow,
        capacity: u32,
        cost: i64,
        means: Means,
    ) {
        self.timetable.flow.arc(from, to, capacity, cost);
        self.timetable.arcs.push(means);
    }

    /// An arc from one station to another, where stations are nodes.
    pub(super) fn lay_way(
        &mut self,
        from: StationRow,
        to: StationRow,
        capacity: u32,
        cost: i64,
        means: Means,
    ) {
        let [(_, tail), (_, head)] = [from, to].map(|station| self.islands.place(station));
        self.lay_arc(tail, head, capacity, cost, means);
    }

    /// What the trucks at each station of an island lift in what is left of the night, over its shortest road.
    pub(super) fn refill_lift(&mut self, island: IslandRow, night: u32) {
        for &station in self.islands.stations(island) {
            self.gap.lift_kg[station] = 0;
        }
        for &road in self.islands.roads(island) {
            let way = &self.timetable.roads[road];
            let fleet = self.gap.at(way.from).max(self.gap.at(way.to));
            let trips = self.truck_knobs.trips(night, way.drive_s);
            let lift = self.truck_knobs.carried(fleet, trips);
            for station in [way.from, way.to] {
                let most = &mut self.gap.lift_kg[station];
                *most = (*most).max(lift);
            }
        }
    }

    /// Puts the departures of an island's plan on its agenda.
    fn set_departures(&mut self, island: IslandRow, now: u32, dusk: u32) {
        let plan = &self.timetable.plans[island];
        let agenda = &mut self.agenda[island];
        for (row, leg) in plan.legs.by_row() {
            let by_day = self.network.lines[leg.route[0].way()].by_day;
            let first = if by_day { now } else { dusk };
            let station = self.yards[leg.from].key;
            let key = Identity::TrainsPlanned { station, n: row.0 }.key();
            agenda.put(first, key, Item::Leg(row).code(), plan.edition);
        }
        let first = dusk + self.truck_knobs.handling_s / 2;
        for (row, haul) in plan.hauls.by_row() {
            // Who draws at the far end is loaded for first.
            let first = first + u32::from(!haul.is_final);
            let station = self.yards[haul.from].key;
            let key = Identity::TrucksPlanned { station, n: row.0 }.key();
            agenda.put(first, key, Item::Haul(row).code(), plan.edition);
        }
    }
}

/// Whole trains that a line can pass in each direction, its worst block deciding. The fraction of a train
/// is carried from night to night.
fn trains_over(
    narrowest: &[Throughput],
    window: Window,
    opposing: ByDirection<u32>,
    now: u32,
) -> ByDirection<u32> {
    let mut least: Option<[u64; 2]> = None;
    for block in narrowest {
        let [ahead, back] = block.milli_both_ways(window.usable_s, window.entry_s, opposing);
        let [least_ahead, least_back] = least.unwrap_or([ahead, back]);
        least = Some([least_ahead.min(ahead), least_back.min(back)]);
    }
    let [ahead, back] = least.unwrap_or_default();
    let night = u64::from(now / SECONDS_PER_DAY);
    let whole = |milli: u64| fit(milli * (night + 1) / 1_000 - milli * night / 1_000);
    [whole(ahead), whole(back)]
}
