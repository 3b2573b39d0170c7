//! # Cards
//!
//! What happens: once a day the staff reckon with a mean day: what way would the goods take if every line could be
//! used for the share of the night that it could of late? Where those goods change from train to truck, from truck to
//! train or from truck to truck, and before a gap, a line that could be used for less than `timetable.gap_use`, so many
//! nights of them may lie: the card of the station. In the night each leg
//! is pulled by the room at its end, like cards in a workshop, so a relay of any number of hops fills up and stays
//! full; and what lies before a gap goes over it when it opens.
//!
//! Rule: least-cost flow from the bases alone, in wagons: a line lets through its pairs of trains times its use, at the
//! cost of its running time and of `(1 - use) / use` days of waiting; a road what its trucks carry in the night. Sinks
//! are what railheads use in a day, and at a higher cost what they want over `timetable.fill_days`. A line that opens on
//! a known day beyond `timetable.card_nights` is no way; before one that opens sooner goods gather meanwhile. For each
//! station v where a rate F changes:
//! `n = min(card_nights, 1 + nights on the way here + card_spells (1 - o) / o)`, with o the least use on the way from
//! the change before to the next, and one night more where the way here is a gap, whose first night is partly gone;
//! `card = max(n F, twice a night's lift by road to here, a night's lift by road from here)`, shared out over the
//! classes as those beyond want and use them.
//!
//! Assumes: a station has room for its card.
//!
//! Sources: the pull of a workshop by cards (kanban), for instance W. Hopp and M. Spearman (2008), "Factory Physics";
//! figures with the knobs.
//!
//! Reads: the picture of the railway staff, depots, trucks, [`Memory`](crate::rail::memory::Memory). Writes: [`Cards`]. Chance: none.

use interdict_engine::whole::{fit, nearest, whole_part};
use interdict_quantity::{SECONDS_PER_DAY, mass};

use crate::accounts::{CLASSES, Supplies};
use crate::picture::railway::UNKNOWN;
use crate::rail::card::{Cards, Stage};
use crate::rail::dispatcher::Dispatcher;
use crate::rail::knobs::PlanKnobs;
use crate::rail::timetable::{Means, loads};
use crate::row::{
    BlockRow, Direction, IslandRow, LineRow, NodeRow, RailStep, RoadRow, RoadStep, StationRow,
};

/// What filling a railhead costs more than feeding it, seconds: more than any way.
const FILLING_S: i64 = 1 << 40;

impl Dispatcher<'_> {
    /// Reckons the cards of an island anew for a night of so many dark seconds.
    pub(super) fn draw_cards(
        &mut self,
        island: IslandRow,
        knobs: &PlanKnobs,
        now: u32,
        night: u32,
    ) {
        let islands = self.islands;
        let mut cards = std::mem::take(&mut self.timetable.plans[island].cards);
        for card in &cards.all {
            self.timetable.card_kg[card.station] = [0; CLASSES];
        }
        cards.all.clear();
        cards.roads.clear();
        self.refill_lift(island, night);
        let has_lift = |&station: &StationRow| self.gap.lift_kg[station] > 0;
        let has_roads = knobs.transloading && islands.stations(island).iter().any(has_lift);
        let is_gap = |&line: &LineRow| self.timetable.memory.milli(line) < knobs.gap_use;
        if has_roads || islands.lines(island).iter().any(is_gap) {
            self.lay_mean_day(island, knobs, now, night);
            let source = NodeRow::from_index(islands.stations(island).len());
            self.timetable.flow.send(source, source.plus(1), i64::MAX);
            self.take_rates(source, knobs, night, &mut cards);
            cards.roads.sort_unstable();
            cards.roads.dedup();
            self.fill_in(&cards, knobs, night);
        }
        self.timetable.plans[island].cards = cards;
    }

    /// What the flow of a mean day counts in: wagons.
    fn part(&self) -> i64 {
        self.knobs.orders.lot_kg.max(1)
    }

    /// Lays the graph of a mean day.
    fn lay_mean_day(&mut self, island: IslandRow, knobs: &PlanKnobs, now: u32, night: u32) {
        let islands = self.islands;
        let stations = islands.stations(island);
        let source = NodeRow::from_index(stations.len());
        let sink = source.plus(1);
        let part = self.part();
        self.timetable.arcs.clear();
        self.timetable.flow.reset(stations.len() + 2);
        for (node, &station) in (0..).map(NodeRow).zip(stations) {
            let base = self.depots.base_daily_kg[station];
            if base > 0 {
                let capacity = fit((base / part).min(1 << 20));
                self.lay_arc(source, node, capacity, 0, Means::Source(station));
                continue;
            }
            let daily: i64 = self.depots.daily_use(station).iter().sum();
            let wanted = self.depots.wanted(station, self.knobs.orders.order_days);
            let filling = wanted.iter().sum::<i64>() / knobs.fill_days;
            // Who needs less than half a wagon a day is fed by what fills him: he has a way, too.
            let least = u32::from(daily > 0 && 2 * daily < part);
            for (kg, cost, least) in [(daily, 0, 0), (filling, FILLING_S, least)] {
                let capacity = loads(kg, part, part / 2).max(least);
                if capacity > 0 {
                    self.lay_arc(node, sink, capacity, cost, Means::Want(station));
                }
            }
        }
        for &line in islands.lines(island) {
            self.lay_mean_line(line, knobs, now, night);
        }
        let roads = islands.roads(island).iter();
        for &road in roads.filter(|_| knobs.transloading) {
            let way = &self.timetable.roads[road];
            let (from, to) = (way.from, way.to);
            let ahead = RoadStep::new(road, Direction::Ahead);
            let cost = i64::from(way.drive_s) + knobs.transload_s;
            let capacity = loads(self.road_kg(road, night), part, self.truck_knobs.payload_kg);
            if capacity > 0 {
                self.lay_way(from, to, capacity, cost, Means::Road(ahead));
                self.lay_way(to, from, capacity, cost, Means::Road(ahead.reversed()));
            }
        }
    }

    fn lay_mean_line(&mut self, line: LineRow, knobs: &PlanKnobs, now: u32, night: u32) {
        if self.is_shut_until_a_day(line, knobs, now) {
            return;
        }
        let built = self.network.lines[line];
        let usable = self.timetable.memory.milli(line);
        let (window, closing) = if built.by_day {
            (SECONDS_PER_DAY, 0)
        } else {
            (night, built.run_s + self.knobs.dawn_margin_s)
        };
        let usable_milli = fit::<i64, _>(usable);
        let wait = i64::from(SECONDS_PER_DAY) * (1_000 - usable_milli).max(0) / usable_milli;
        let cost = i64::from(built.run_s) + wait;
        for direction in Direction::BOTH {
            let narrowest = knobs.narrowest[line].iter();
            let pairs = narrowest.map(|block| {
                let entered = block.milli_one_way_in(window.saturating_sub(closing), direction);
                block.milli_pairs_in(window).min(entered)
            });
            let milli = pairs.min().unwrap_or(0);
            let parts: u64 = fit((self.knobs.full_load() / self.part()).max(1));
            let capacity = fit((milli * usable * parts / 1_000_000).min(1 << 20));
            if capacity > 0 {
                let [from, to] = [built.start(direction), built.end(direction)];
                let means = Means::Rail(RailStep::new(line, direction));
                self.lay_way(from, to, capacity, cost, means);
            }
        }
    }

    /// A line is shut, and until a day that is known and farther off than goods may lie before it.
    fn is_shut_until_a_day(&self, line: LineRow, knobs: &PlanKnobs, now: u32) -> bool {
        let built = &self.network.lines[line];
        let lie_s = whole_part(knobs.card_nights * f64::from(SECONDS_PER_DAY));
        let patience = now.saturating_add(lie_s);
        let is_shut = |block: BlockRow| {
            let expected = self.picture.expected[block];
            !self.picture.is_open(block) && expected != UNKNOWN && expected > patience
        };
        !self.picture.is_line_open(line) && built.all_blocks().any(is_shut)
    }

    /// Takes the flow of a mean day apart and notes where goods change.
    fn take_rates(&mut self, source: NodeRow, knobs: &PlanKnobs, night: u32, cards: &mut Cards) {
        let mut path = std::mem::take(&mut self.timetable.path);
        let mut stages = Vec::new();
        loop {
            path.clear();
            let units = self
                .timetable
                .flow
                .take_path(source, source.plus(1), &mut path);
            if units == 0 {
                break;
            }
            let steps: Vec<Means> = (path.iter()).map(|&arc| self.timetable.arcs[arc]).collect();
            let Some(&Means::Want(railhead)) = steps.last() else {
                continue;
            };
            self.find_stages(&steps, knobs, &mut stages);
            for (place, pair) in stages.windows(2).enumerate() {
                let late = u32::from(pair[0].least_use < knobs.gap_use);
                let nights = pair[0].run_s.div_ceil(night.max(1)).max(1) + late;
                let changes = fit(stages.len() - 1 - place);
                let least_use = pair[0].least_use.min(pair[1].least_use);
                cards.note(&pair[1], least_use, (nights, changes), railhead, units);
            }
            let roads = steps.iter().filter_map(|means| match means {
                Means::Road(road) => Some(*road),
                _ => None,
            });
            cards.roads.extend(roads);
        }
        self.timetable.path = path;
    }

    /// The stages of a path, in order.
    fn find_stages(&self, steps: &[Means], knobs: &PlanKnobs, stages: &mut Vec<Stage>) {
        stages.clear();
        for means in steps {
            match *means {
                Means::Rail(step) => {
                    let line = step.way();
                    let run_s = self.network.lines[line].run_s;
                    let usable = self.timetable.memory.milli(line);
                    let is_gap = usable < knobs.gap_use;
                    match stages.last_mut() {
                        Some(stage) if !stage.is_road && (!is_gap || stage.ends_in_gap) => {
                            stage.run_s += run_s;
                            stage.to_go += i64::from(run_s);
                            stage.least_use = stage.least_use.min(usable);
                            stage.ends_in_gap = is_gap;
                        }
                        _ => stages.push(Stage {
                            from: self.start_of(step),
                            is_road: false,
                            run_s,
                            to_go: i64::from(run_s),
                            least_use: usable,
                            ends_in_gap: is_gap,
                        }),
                    }
                }
                Means::Road(road) => {
                    let way = &self.timetable.roads[road.way()];
                    stages.push(Stage {
                        from: way.ends(road.direction())[0],
                        is_road: true,
                        run_s: way.drive_s,
                        to_go: i64::from(way.drive_s) + knobs.transload_s,
                        least_use: 1_000,
                        ends_in_gap: false,
                    });
                }
                _ => {}
            }
        }
        let mut to_go = 0;
        for stage in stages.iter_mut().rev() {
            to_go += stage.to_go;
            stage.to_go = to_go;
        }
    }

    /// Works out what each card holds.
    fn fill_in(&mut self, cards: &Cards, knobs: &PlanKnobs, night: u32) {
        let part = self.part();
        let mut shares = Vec::with_capacity(CLASSES);
        let lift = |road: &RoadStep| {
            let [from, to] = self.timetable.roads[road.way()].ends(road.direction());
            (from, to, self.road_kg(road.way(), night))
        };
        let lifts: Vec<(StationRow, StationRow, i64)> = cards.roads.iter().map(lift).collect();
        for card in &cards.all {
            let (mut into, mut out) = (0, 0);
            for &(from, to, lift) in &lifts {
                into += if to == card.station { lift } else { 0 };
                out += if from == card.station { lift } else { 0 };
            }
            let spells =
                knobs.card_spells * (1_000.0 - card.least_use as f64) / card.least_use as f64;
            let nights = (1.0 + f64::from(card.nights) + spells).min(knobs.card_nights);
            let of_rate = nearest::<i64>(nights * f64::from(card.rate) * part as f64);
            let kg = of_rate.max(2 * into).max(out);
            let mut weights = [0; CLASSES];
            for &(railhead, rate, _) in &card.beyond {
                let daily = self.depots.daily_use(railhead);
                let wanted = self.depots.wanted(railhead, self.knobs.orders.order_days);
                let all: i64 = daily.iter().chain(&wanted).sum();
                for (class, weight) in weights.iter_mut().enumerate() {
                    let share = mass::share(daily[class] + wanted[class], 1_000_000, all.max(1));
                    *weight += i64::from(rate) * share;
                }
            }
            mass::split(kg, &weights, &mut shares);
            let mut kg: Supplies = [0; CLASSES];
            if weights.iter().any(|&weight| weight > 0) {
                kg.copy_from_slice(&shares);
            }
            self.timetable.card_kg[card.station] = kg;
        }
    }

    /// What a road carries in a night one way, kilograms.
    pub(super) fn road_kg(&self, road: RoadRow, night: u32) -> i64 {
        let way = &self.timetable.roads[road];
        let fleet = self.gap.at(way.from).max(self.gap.at(way.to));
        let trips = self.truck_knobs.trips(night, way.drive_s);
        (self.truck_knobs.carried(fleet, trips)).min(way.kg_per_night)
    }

    /// What may still be brought to a station to be forwarded from there, by class.
    pub(crate) fn card_room(&self, station: StationRow) -> Supplies {
        let mut room = self.timetable.card_kg[station];
        for (class, kg) in room.iter_mut().enumerate() {
            let there =
                self.depots.transit[station][class] + self.depots.coming_transit[station][class];
            *kg = (*kg - there).max(0);
        }
        room
    }
}
