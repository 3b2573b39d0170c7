//! From the flow to the plan: paths, and what runs along them by rail and by road.

use crate::accounts::{Account, Supplies, put};
use crate::rail::dispatcher::Dispatcher;
use crate::rail::timetable::{Haul, Leg, Means};
use crate::row::{ArcRow, IslandRow, NodeRow, RailStep, RoadStep, StationRow};

impl Dispatcher<'_> {
    /// Takes the flow of an island apart into paths, and makes of each trains of one kind, or trucks over one road, or
    /// what is handed over on the spot.
    pub(super) fn take_paths(&mut self, island: IslandRow, dusk: u32, dawn: u32, now: u32) {
        let nodes = self.timetable.flow.nodes();
        let [source, sink] = [2, 1].map(|before| NodeRow::from_index(nodes - before));
        let night = dawn.saturating_sub(dusk);
        let mut path = std::mem::take(&mut self.timetable.path);
        let mut route = std::mem::take(&mut self.timetable.route);
        loop {
            path.clear();
            let units = self.timetable.flow.take_path(source, sink, &mut path);
            if units == 0 {
                break;
            }
            self.add_path(island, &path, &mut route, units, (night, now));
        }
        self.timetable.path = path;
        self.timetable.route = route;
    }

    fn add_path(
        &mut self,
        island: IslandRow,
        path: &[ArcRow],
        route: &mut Vec<RailStep>,
        units: u32,
        (night, now): (u32, u32),
    ) {
        route.clear();
        let (mut start, mut by_road, mut end) = (None, None, None);
        for &arc in path {
            match self.timetable.arcs[arc] {
                Means::Source(station) => start = Some(station),
                Means::Rail(step) => route.push(step),
                Means::Road(road) => by_road = Some(road),
                Means::Within => {}
                Means::Want(station) => end = Some((station, true)),
                Means::Card(station) => end = Some((station, false)),
            }
        }
        let (Some(from), Some((to, is_final))) = (start, end) else {
            return;
        };
        match by_road {
            Some(road) => self.add_haul(island, road, from, to, is_final, units),
            None if route.is_empty() && is_final => self.hand_over(to, units, now),
            None if route.is_empty() => {}
            None => self.add_leg(island, [from, to], is_final, route, units, night),
        }
    }

    /// Hands over to those who draw at a station what lies there, or comes to its base.
    fn hand_over(&mut self, station: StationRow, units: u32, now: u32) {
        let wanted = self.depots.wanted(station, self.knobs.orders.order_days);
        let most = i64::from(units) * self.knobs.full_load();
        let there = self.there(station);
        let load = self.choose_load(&there, &wanted, most, Some(station));
        let kg: i64 = load.iter().sum();
        if kg == 0 {
            return;
        }
        self.take_load(station, &load, Account::Depots);
        self.put_into_depot(station, &load);
        let key = self.yards[station].key;
        self.delivered(now, station, key, kg);
    }

    /// Puts supplies into the stock of those who draw at a station.
    pub(super) fn put_into_depot(&mut self, station: StationRow, load: &Supplies) {
        put(&mut self.depots.stock[station], load);
    }

    fn add_leg(
        &mut self,
        island: IslandRow,
        [from, to]: [StationRow; 2],
        is_final: bool,
        route: &[RailStep],
        units: u32,
        night: u32,
    ) {
        let (plans, small) = (&mut self.timetable.plans, &self.timetable.small);
        let legs = &mut plans[island].legs;
        if let Some(leg) = legs
            .iter_mut()
            .find(|leg| leg.is_final == is_final && leg.route == route)
        {
            leg.planned += units;
            leg.every_s = night / leg.planned.max(1);
            return;
        }
        let lines = || {
            let steps = route.iter();
            steps.map(|step| &self.network.lines[step.way()])
        };
        let ends = (lines().zip(route)).map(|(line, step)| line.end(step.direction()));
        let on_the_way = ends.take(route.len() - 1);
        let passes = on_the_way
            .filter(|station| small.contains(station))
            .collect();
        legs.push(Leg {
            from,
            to,
            is_final,
            route: route.to_vec(),
            passes,
            planned: units,
            sent: 0,
            every_s: night / units.max(1),
            run_s: lines().map(|line| line.run_s).sum(),
            length_m: lines().map(|line| i64::from(line.length_m)).sum(),
        });
    }

    fn add_haul(
        &mut self,
        island: IslandRow,
        road: RoadStep,
        from: StationRow,
        to: StationRow,
        is_final: bool,
        units: u32,
    ) {
        let kg = i64::from(units) * self.knobs.full_load();
        let hauls = &mut self.timetable.plans[island].hauls;
        if let Some(haul) = hauls
            .iter_mut()
            .find(|haul| haul.road == road && haul.is_final == is_final)
        {
            haul.planned_kg += kg;
            return;
        }
        hauls.push(Haul {
            road,
            from,
            to,
            is_final,
            planned_kg: kg,
            carried_kg: 0,
        });
    }
}
