//! Making the plan: the steps of the rule told in `timetable`.

use bevy_ecs::prelude::*;
use interdict_quantity::SECONDS_PER_DAY;

use crate::accounts::{CLASSES, Supplies};
use crate::damage::closure::UNKNOWN;
use crate::rail::block::milli_pairs_in;
use crate::rail::dispatcher::{Dispatcher, Item, Railway};
use crate::rail::flow::Rise;
use crate::rail::timetable::{Arc, Means, loads, useful};

/// The most train-loads that one railhead is planned in a night.
const MOST_LOADS: u32 = 400;

/// Knobs of the timetable, rounded once.
#[derive(Resource, Clone, Debug)]
pub struct PlanKnobs {
    /// A closed line counts as usable when it reopens within this, seconds.
    pub wait_s: u32,
    /// Cost of a double handling, seconds.
    pub transload_s: i64,
    /// Cost of a day of supply that a railhead has already, seconds.
    pub urgency_s: i64,
    /// Gaps may be crossed by road.
    pub transloading: bool,
}

/// Fixes the plan for the coming night. Due once a day.
pub fn plan(mut railway: Railway, knobs: Res<PlanKnobs>) {
    let now = railway.clock.now;
    let mut desk = railway.desk();
    desk.turn_back_the_stuck(&knobs, now);
    desk.make_plan(&knobs, now);
}

/// Revises the plan where lines have closed or reopened since. Due at night.
pub fn revise(mut railway: Railway, knobs: Res<PlanKnobs>) {
    let now = railway.clock.now;
    let mut desk = railway.desk();
    if desk.timetable.is_stale {
        desk.turn_back_the_stuck(&knobs, now);
        desk.make_plan(&knobs, now);
    }
}

impl Dispatcher<'_> {
    fn make_plan(&mut self, knobs: &PlanKnobs, now: u32) {
        self.timetable.edition += 1;
        self.timetable.is_stale = false;
        self.timetable.legs.clear();
        self.timetable.hauls.clear();
        let (dusk, dawn) = self.window(now);
        if self.lay_arcs(knobs, now, dusk, dawn) {
            self.take_paths(dusk, dawn);
            self.call_engines(now);
        }
        self.set_departures(now, dusk);
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

    /// When a line can be used: from the given second, or `None` not tonight.
    fn usable_from(&self, knobs: &PlanKnobs, line: u32, now: u32, dusk: u32) -> Option<u32> {
        let by_day = self.network.lines[line as usize].by_day;
        let start = if by_day { now } else { dusk };
        if self.closures.is_line_open(line) {
            return Some(start);
        }
        let built = &self.network.lines[line as usize];
        let mut latest = 0;
        for block in built.first..built.first + built.blocks {
            if !self.closures.is_open(block) {
                latest = latest.max(self.closures.expected[block as usize]);
            }
        }
        (latest != UNKNOWN && latest <= start.saturating_add(knobs.wait_s))
            .then_some(latest.max(start))
    }

    /// Lays the graph and sends the flow; false when nothing is wanted or nothing can move.
    fn lay_arcs(&mut self, knobs: &PlanKnobs, now: u32, dusk: u32, dawn: u32) -> bool {
        let stations = self.network.stations.len() as u32;
        let (source, sink) = (stations, stations + 1);
        let full = self.knobs.full_load();
        self.timetable.arcs.clear();
        self.timetable.flow.reset(stations as usize + 2);
        let wanted = self.lay_sinks(knobs, sink, full);
        if wanted.iter().sum::<i64>() == 0 {
            return false;
        }
        self.lay_sources(source, full, &wanted);
        for line in 0..self.network.lines.len() as u32 {
            let Some(from_second) = self.usable_from(knobs, line, now, dusk) else {
                continue;
            };
            let built = self.network.lines[line as usize];
            let (start, until) = if built.by_day {
                (now, now + 86_400)
            } else {
                (dusk, dawn)
            };
            // A line that reopens after this night is not used tonight, but trains that have far to go
            // are on their way to it: they will find a night like this one.
            let window = until
                - if from_second < until {
                    from_second
                } else {
                    start
                };
            let fleet = u32::from(self.knobs.fleet_size);
            let blocks = built.first as usize..(built.first + built.blocks) as usize;
            let pairs = self.blocks[blocks]
                .iter()
                .map(|block| milli_pairs_in(window, block, fleet))
                .min()
                .unwrap_or(0);
            // The fraction of a pair is carried from night to night.
            let night = u64::from(now / SECONDS_PER_DAY);
            let pairs = (pairs * (night + 1) / 1_000 - pairs * night / 1_000) as u32;
            if pairs == 0 {
                continue;
            }
            let cost = i64::from(self.blocks[built.first as usize].to_end_s[0])
                + i64::from(from_second.saturating_sub(start));
            self.lay(built.from, built.to, pairs, cost, Means::Rail(line * 2));
            self.lay(built.to, built.from, pairs, cost, Means::Rail(line * 2 + 1));
        }
        if knobs.transloading {
            self.lay_roads(knobs, full, dawn.saturating_sub(dusk));
        }
        self.timetable.flow.send(source, sink, i64::MAX) > 0
    }

    fn lay(&mut self, from: u32, to: u32, capacity: u32, cost: i64, means: Means) {
        self.timetable.flow.arc(from, to, capacity, cost);
        self.timetable.arcs.push(Arc { from, to, means });
    }

    /// An arc for each railhead that wants something, each of its train-loads less urgent than the one
    /// before. Returns what is wanted in all.
    fn lay_sinks(&mut self, knobs: &PlanKnobs, sink: u32, full: i64) -> Supplies {
        let mut all = [0; CLASSES];
        for station in 0..self.network.stations.len() as u32 {
            let wanted = self.depots.wanted(station, self.knobs.order_days);
            let total: i64 = wanted.iter().sum();
            if total == 0 {
                continue;
            }
            for (all, kg) in all.iter_mut().zip(&wanted) {
                *all += kg;
            }
            let place = station as usize;
            let daily: i64 = self.depots.daily_grams[place].iter().sum::<i64>() / 1_000;
            let there: i64 = self.depots.stock[place].iter().sum::<i64>()
                + self.depots.coming[place].iter().sum::<i64>();
            // The days of supply that a railhead has, and that each train-load adds.
            let urgency = Rise {
                start: there * knobs.urgency_s,
                rise: full * knobs.urgency_s,
                per: daily.max(1),
                most: 60 * knobs.urgency_s.max(1),
            };
            let units = loads(total, full).min(MOST_LOADS);
            if units > 0 {
                self.timetable
                    .flow
                    .rising_arc(station, sink, units, urgency);
                self.timetable.arcs.push(Arc {
                    from: station,
                    to: sink,
                    means: Means::Sink,
                });
            }
        }
        all
    }

    fn lay_sources(&mut self, source: u32, full: i64, wanted: &Supplies) {
        for station in 0..self.network.stations.len() as u32 {
            let place = station as usize;
            let yard = &self.yards[place];
            let mut kg = useful(&self.depots.transit[place], wanted)
                + useful(&self.depots.coming_transit[place], wanted);
            if yard.base_kg_per_day > 0 {
                kg += yard.budget_kg;
            }
            let capacity = loads(kg, full);
            if capacity > 0 {
                self.lay(source, station, capacity, 0, Means::Source);
            }
        }
    }

    fn lay_roads(&mut self, knobs: &PlanKnobs, full: i64, night: u32) {
        let truck_knobs = self.truck_knobs;
        self.refill_lift(night);
        for road in 0..self.timetable.roads.len() as u32 {
            let way = self.timetable.roads[road as usize].clone();
            let trips = truck_knobs.trips(night, way.drive_s);
            for (direction, from, to) in [(0, way.from, way.to), (1, way.to, way.from)] {
                let fleet = self.gap.at(from).max(self.gap.at(to));
                let kg = truck_knobs.carried(fleet, trips).min(way.kg_per_night);
                let capacity = loads(kg, full);
                if capacity > 0 {
                    let cost = i64::from(way.drive_s) + knobs.transload_s;
                    self.lay(from, to, capacity, cost, Means::Road(road * 2 + direction));
                }
            }
        }
    }

    /// What the trucks at each station lift in what is left of the night, over its shortest road.
    fn refill_lift(&mut self, night: u32) {
        self.gap.lift_kg.fill(0);
        for way in &self.timetable.roads {
            let fleet = self.gap.at(way.from).max(self.gap.at(way.to));
            let lift = self
                .truck_knobs
                .carried(fleet, self.truck_knobs.trips(night, way.drive_s));
            for station in [way.from, way.to] {
                let most = &mut self.gap.lift_kg[station as usize];
                *most = (*most).max(lift);
            }
        }
    }

    /// Puts the departures of the plan on the agenda.
    fn set_departures(&mut self, now: u32, dusk: u32) {
        let edition = self.timetable.edition;
        for (place, leg) in self.timetable.legs.iter().enumerate() {
            let by_day = self.network.lines[(leg.route[0] / 2) as usize].by_day;
            let first = if by_day { now } else { dusk };
            let key = self.yards[leg.from as usize].key.child(7, place as u32);
            self.agenda
                .put(first, key, Item::Leg(place as u32).code(), edition);
        }
        for (place, haul) in self.timetable.hauls.iter().enumerate() {
            let key = self.yards[haul.from as usize].key.child(8, place as u32);
            let first = dusk + self.truck_knobs.handling_s / 2;
            self.agenda
                .put(first, key, Item::Haul(place as u32).code(), edition);
        }
    }
}
