//! From the flow to the plan: paths, and what runs along them by rail and by road.

use crate::rail::dispatcher::Dispatcher;
use crate::rail::timetable::{Haul, Leg, Means};

impl Dispatcher<'_> {
    /// Takes the flow of an island apart into paths, and each path into legs and hauls.
    pub(super) fn take_paths(&mut self, island: u32, dusk: u32, dawn: u32) {
        let source = self.islands.stations(island).len() as u32;
        let sink = source + 1;
        let night = dawn.saturating_sub(dusk);
        let mut path = std::mem::take(&mut self.timetable.path);
        let mut route = std::mem::take(&mut self.timetable.route);
        loop {
            path.clear();
            let units = self.timetable.flow.take_path(source, sink, &mut path);
            if units == 0 {
                break;
            }
            self.add_path(island as usize, &path, &mut route, units, night);
        }
        self.timetable.path = path;
        self.timetable.route = route;
    }

    fn add_path(
        &mut self,
        island: usize,
        path: &[u32],
        route: &mut Vec<u32>,
        units: u32,
        night: u32,
    ) {
        let step = |desk: &Self, place: usize| desk.timetable.arcs[path[place] as usize];
        let is_sink = |&place: &usize| step(self, place).means == Means::Sink;
        let Some(last) = (0..path.len()).rev().find(is_sink) else {
            return;
        };
        let railhead = step(self, last).from;
        route.clear();
        let mut start = step(self, 0).to;
        for place in 0..path.len() {
            let arc = step(self, place);
            match arc.means {
                Means::Rail(step) => route.push(step),
                Means::Road(road) => {
                    self.add_leg(island, start, arc.from, railhead, route, units, night);
                    self.add_haul(island, road, arc.from, arc.to, railhead, units);
                    start = arc.to;
                    route.clear();
                }
                Means::Sink => {
                    self.add_leg(island, start, arc.from, railhead, route, units, night);
                    route.clear();
                }
                Means::Source => {}
            }
        }
    }

    fn add_leg(
        &mut self,
        island: usize,
        from: u32,
        to: u32,
        railhead: u32,
        route: &[u32],
        units: u32,
        night: u32,
    ) {
        if route.is_empty() {
            return;
        }
        let legs = &mut self.timetable.plans[island].legs;
        if let Some(leg) = legs
            .iter_mut()
            .find(|leg| leg.railhead == railhead && leg.route == route)
        {
            leg.planned += units;
            leg.every_s = night / leg.planned.max(1);
            return;
        }
        let run_s = route
            .iter()
            .map(|step| self.network.lines[(step / 2) as usize].run_s)
            .sum();
        legs.push(Leg {
            from,
            to,
            railhead,
            route: route.to_vec(),
            planned: units,
            sent: 0,
            every_s: night / units.max(1),
            run_s,
        });
    }

    fn add_haul(
        &mut self,
        island: usize,
        road: u32,
        from: u32,
        to: u32,
        railhead: u32,
        units: u32,
    ) {
        let kg = i64::from(units) * self.knobs.full_load();
        let hauls = &mut self.timetable.plans[island].hauls;
        if let Some(haul) = hauls
            .iter_mut()
            .find(|haul| haul.road == road && haul.railhead == railhead)
        {
            haul.planned_kg += kg;
            return;
        }
        hauls.push(Haul {
            road,
            from,
            to,
            railhead,
            planned_kg: kg,
            carried_kg: 0,
        });
    }
}
