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

use interdict_quantity::{SECONDS_PER_DAY, mass};

use crate::accounts::{CLASSES, Supplies};
use crate::damage::closure::UNKNOWN;
use crate::rail::dispatcher::Dispatcher;
use crate::rail::planning::PlanKnobs;
use crate::rail::timetable::{Means, loads};

/// What filling a railhead costs more than feeding it, seconds: more than any way.
const FILLING_S: i64 = 1 << 40;

/// What may lie where goods change on one island.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    /// Where goods change.
    pub all: Vec<Card>,
    /// Roads in use, with direction, ascending.
    pub roads: Vec<u32>,
}

/// One station where goods change.
#[derive(Clone, Debug)]
pub struct Card {
    /// The station.
    pub station: u32,
    /// Wagons that change here in a mean day.
    rate: u32,
    /// Nights on the way here.
    nights: u32,
    /// Changes still to come, this one among them.
    pub changes: u32,
    /// Least use on the way from here to the next change, thousandths.
    least_use: u64,
    /// Railheads beyond: station, rate, and what it costs to get there from here, seconds.
    pub beyond: Vec<(u32, u32, i64)>,
}

/// A part of a path of the mean day: over lines, or over one road.
struct Stage {
    /// Where it begins.
    from: u32,
    /// By road.
    is_road: bool,
    /// Running or driving, seconds.
    run_s: u32,
    /// Cost from there to the end of the path, seconds.
    to_go: i64,
    /// Least use of its lines, thousandths.
    least_use: u64,
    /// Its last line is a gap.
    ends_in_gap: bool,
}

impl Dispatcher<'_> {
    /// Reckons the cards of an island anew for a night of so many dark seconds.
    pub(super) fn draw_cards(&mut self, island: u32, knobs: &PlanKnobs, now: u32, night: u32) {
        let islands = self.islands;
        let mut cards = std::mem::take(&mut self.timetable.plans[island as usize].cards);
        for card in &cards.all {
            self.timetable.card_kg[card.station as usize] = [0; CLASSES];
        }
        cards.all.clear();
        cards.roads.clear();
        self.refill_lift(island, night);
        let has_lift = |&station: &u32| self.gap.lift_kg[station as usize] > 0;
        let has_roads = knobs.transloading && islands.stations(island).iter().any(has_lift);
        let is_gap = |&line: &u32| self.timetable.memory.milli(line) < knobs.gap_use;
        if has_roads || islands.lines(island).iter().any(is_gap) {
            self.lay_mean_day(island, knobs, now, night);
            let source = islands.stations(island).len() as u32;
            self.timetable.flow.send(source, source + 1, i64::MAX);
            self.take_rates(source, knobs, night, &mut cards);
            cards.roads.sort_unstable();
            cards.roads.dedup();
            self.fill_in(&cards, knobs, night);
        }
        self.timetable.plans[island as usize].cards = cards;
    }

    /// What the flow of a mean day counts in: wagons.
    fn part(&self) -> i64 {
        self.knobs.orders.lot_kg.max(1)
    }

    /// Lays the graph of a mean day.
    fn lay_mean_day(&mut self, island: u32, knobs: &PlanKnobs, now: u32, night: u32) {
        let islands = self.islands;
        let stations = islands.stations(island);
        let (source, sink) = (stations.len() as u32, stations.len() as u32 + 1);
        let part = self.part();
        self.timetable.arcs.clear();
        self.timetable.flow.reset(stations.len() + 2);
        for (node, &station) in (0..).zip(stations) {
            let base = self.yards[station as usize].base_kg_per_day;
            if base > 0 {
                let capacity = (base / part).min(1 << 20) as u32;
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
            let way = &self.timetable.roads[road as usize];
            let (from, to) = (way.from, way.to);
            let cost = i64::from(way.drive_s) + knobs.transload_s;
            let capacity = loads(self.road_kg(road, night), part, self.truck_knobs.payload_kg);
            if capacity > 0 {
                self.lay_way(from, to, capacity, cost, Means::Road(2 * road));
                self.lay_way(to, from, capacity, cost, Means::Road(2 * road + 1));
            }
        }
    }

    fn lay_mean_line(&mut self, line: u32, knobs: &PlanKnobs, now: u32, night: u32) {
        if self.is_shut_until_a_day(line, knobs, now) {
            return;
        }
        let built = self.network.lines[line as usize];
        let usable = self.timetable.memory.milli(line);
        let (window, closing) = if built.by_day {
            (SECONDS_PER_DAY, 0)
        } else {
            (night, built.run_s + self.knobs.dawn_margin_s)
        };
        let wait = i64::from(SECONDS_PER_DAY) * (1_000 - usable as i64).max(0) / usable as i64;
        let cost = i64::from(built.run_s) + wait;
        for (direction, from, to) in [(0, built.from, built.to), (1, built.to, built.from)] {
            let narrowest = knobs.narrowest[line as usize].iter();
            let pairs = narrowest.map(|block| {
                let entered = block.milli_one_way_in(window.saturating_sub(closing), direction);
                block.milli_pairs_in(window).min(entered)
            });
            let milli = pairs.min().unwrap_or(0);
            let parts = (self.knobs.full_load() / self.part()).max(1) as u64;
            let capacity = (milli * usable * parts / 1_000_000).min(1 << 20) as u32;
            if capacity > 0 {
                let means = Means::Rail(2 * line + u32::from(direction));
                self.lay_way(from, to, capacity, cost, means);
            }
        }
    }

    /// A line is shut, and until a day that is known and farther off than goods may lie before it.
    fn is_shut_until_a_day(&self, line: u32, knobs: &PlanKnobs, now: u32) -> bool {
        let built = &self.network.lines[line as usize];
        let lie_s = (knobs.card_nights * f64::from(SECONDS_PER_DAY)) as u32;
        let patience = now.saturating_add(lie_s);
        let is_shut = |block: u32| {
            let expected = self.picture.expected[block as usize];
            !self.picture.is_open(block) && expected != UNKNOWN && expected > patience
        };
        !self.picture.is_line_open(line) && (built.first..built.first + built.blocks).any(is_shut)
    }

    /// Takes the flow of a mean day apart and notes where goods change.
    fn take_rates(&mut self, source: u32, knobs: &PlanKnobs, night: u32, cards: &mut Cards) {
        let mut path = std::mem::take(&mut self.timetable.path);
        let mut stages = Vec::new();
        loop {
            path.clear();
            let units = self.timetable.flow.take_path(source, source + 1, &mut path);
            if units == 0 {
                break;
            }
            let steps: Vec<Means> = (path.iter())
                .map(|&arc| self.timetable.arcs[arc as usize])
                .collect();
            let Some(&Means::Want(railhead)) = steps.last() else {
                continue;
            };
            self.find_stages(&steps, knobs, &mut stages);
            for (place, pair) in stages.windows(2).enumerate() {
                let late = u32::from(pair[0].least_use < knobs.gap_use);
                let nights = pair[0].run_s.div_ceil(night.max(1)).max(1) + late;
                let changes = (stages.len() - 1 - place) as u32;
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
                    let line = step / 2;
                    let run_s = self.network.lines[line as usize].run_s;
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
                    let way = &self.timetable.roads[(road / 2) as usize];
                    let from = if road.is_multiple_of(2) {
                        way.from
                    } else {
                        way.to
                    };
                    stages.push(Stage {
                        from,
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
        let lift = |&road: &u32| {
            let way = &self.timetable.roads[(road / 2) as usize];
            let (from, to) = match road % 2 {
                0 => (way.from, way.to),
                _ => (way.to, way.from),
            };
            (from, to, self.road_kg(road / 2, night))
        };
        let lifts: Vec<(u32, u32, i64)> = cards.roads.iter().map(lift).collect();
        for card in &cards.all {
            let (mut into, mut out) = (0, 0);
            for &(from, to, lift) in &lifts {
                into += if to == card.station { lift } else { 0 };
                out += if from == card.station { lift } else { 0 };
            }
            let spells =
                knobs.card_spells * (1_000.0 - card.least_use as f64) / card.least_use as f64;
            let nights = (1.0 + f64::from(card.nights) + spells).min(knobs.card_nights);
            let of_rate = (nights * f64::from(card.rate) * part as f64).round() as i64;
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
            self.timetable.card_kg[card.station as usize] = kg;
        }
    }

    /// What a road carries in a night one way, kilograms.
    pub(super) fn road_kg(&self, road: u32, night: u32) -> i64 {
        let way = &self.timetable.roads[road as usize];
        let fleet = self.gap.at(way.from).max(self.gap.at(way.to));
        let trips = self.truck_knobs.trips(night, way.drive_s);
        (self.truck_knobs.carried(fleet, trips)).min(way.kg_per_night)
    }

    /// What may still be brought to a station to be forwarded from there, by class.
    pub(crate) fn card_room(&self, station: u32) -> Supplies {
        let place = station as usize;
        let mut room = self.timetable.card_kg[place];
        for (class, kg) in room.iter_mut().enumerate() {
            let there =
                self.depots.transit[place][class] + self.depots.coming_transit[place][class];
            *kg = (*kg - there).max(0);
        }
        room
    }
}

impl Cards {
    fn note(
        &mut self,
        stage: &Stage,
        least_use: u64,
        (nights, changes): (u32, u32),
        railhead: u32,
        units: u32,
    ) {
        let place = self.all.iter().position(|card| card.station == stage.from);
        let place = place.unwrap_or_else(|| {
            self.all.push(Card {
                station: stage.from,
                rate: 0,
                nights: 0,
                changes: 0,
                least_use: 1_000,
                beyond: Vec::new(),
            });
            self.all.len() - 1
        });
        let card = &mut self.all[place];
        card.rate += units;
        card.nights = card.nights.max(nights);
        card.changes = card.changes.max(changes);
        card.least_use = card.least_use.min(least_use);
        match (card.beyond.iter_mut()).find(|(beyond, ..)| *beyond == railhead) {
            Some((_, rate, to_go)) => {
                *rate += units;
                *to_go = (*to_go).min(stage.to_go);
            }
            None => card.beyond.push((railhead, units, stage.to_go)),
        }
    }
}
