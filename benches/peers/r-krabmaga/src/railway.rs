//! What the agents share: trains, traffic, stocks, plan, reports.

use std::any::Any;
use std::sync::Arc;

use interdict_engine::Chance;
use interdict_model::chance::REGISTRY;
use interdict_model::sky::Sky;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use kernel_r::built::{Built, DAY, NONE, TICK, build};
use kernel_r::outcome::Day;
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State;

use crate::agents;
use crate::traffic::Traffic;

/// What a train does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doing {
    Idle,
    Forming,
    Running,
    Waiting,
    Queued,
    Unloading,
}

/// A train, as all can see it.
#[derive(Clone)]
pub(crate) struct Train {
    pub(crate) doing: Doing,
    /// The second at which it has something to do.
    pub(crate) due: u32,
    pub(crate) station: u32,
    pub(crate) home: u32,
    pub(crate) block: u32,
    pub(crate) direction: usize,
    /// Lines with direction, as in `line * 2 + direction`, and the place in them.
    pub(crate) route: Vec<u32>,
    pub(crate) leg: usize,
    pub(crate) kg: i64,
    pub(crate) is_final: bool,
}

impl Train {
    /// What it has before it.
    pub(crate) fn way(&self) -> &[u32] {
        &self.route[self.leg..]
    }

    /// On the way, and not only formed or unloaded.
    pub(crate) const fn is_on_the_way(&self) -> bool {
        matches!(self.doing, Doing::Running | Doing::Waiting)
    }
}

/// A cut that the gangs of a base have not yet taken note of.
#[derive(Clone, Copy)]
pub(crate) struct Cut {
    pub(crate) second: u32,
    pub(crate) key: Key,
    pub(crate) block: u32,
}

/// What the staff want of a corridor.
#[derive(Clone, Copy, Default)]
pub(crate) struct Orders {
    /// Which plan of the corridor they are of.
    pub(crate) edition: u32,
    /// Trains by chain, and seconds between departures.
    pub(crate) trains: [u32; 2],
    pub(crate) every_s: [u32; 2],
    /// Kilograms over the river, and the second of the first wave.
    pub(crate) over_kg: i64,
    pub(crate) first_wave: u32,
}

/// The state of the model.
#[derive(Clone)]
pub(crate) struct Railway {
    pub(crate) built: Arc<Built>,
    pub(crate) sky: Arc<Sky>,
    pub(crate) chance: Chance,
    /// The first second of the tick.
    pub(crate) now: u32,
    pub(crate) trains: Vec<Train>,
    /// By corridor.
    pub(crate) orders: Vec<Orders>,
    pub(crate) lift: Vec<i64>,
    /// By corridor: a line of it closed or opened in this tick, or since its last plan.
    pub(crate) has_changed: Vec<bool>,
    pub(crate) is_stale: Vec<bool>,
    /// By station.
    pub(crate) budget: Vec<i64>,
    pub(crate) busy: Vec<u32>,
    pub(crate) queue: Vec<Vec<u32>>,
    pub(crate) idle: Vec<Vec<u32>>,
    pub(crate) stock: Vec<i64>,
    pub(crate) transit: Vec<i64>,
    pub(crate) coming: Vec<i64>,
    pub(crate) coming_transit: Vec<i64>,
    pub(crate) asked: Vec<i64>,
    pub(crate) daily_grams: Vec<i64>,
    /// By block.
    pub(crate) traffic: Vec<Traffic>,
    pub(crate) obstacles: Vec<u16>,
    pub(crate) expected: Vec<u32>,
    pub(crate) slow_until: Vec<u32>,
    /// By line: blocks closed, kilograms of late and of today.
    pub(crate) closed: Vec<u16>,
    pub(crate) carried: Vec<i64>,
    pub(crate) carried_today: Vec<i64>,
    /// By base of gangs.
    pub(crate) reports: Vec<Vec<Cut>>,
    pub(crate) today: Day,
    pub(crate) days: Vec<Day>,
}

impl Railway {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let built = build(scenario);
        let (stations, blocks, lines) = (
            built.station_key.len(),
            built.blocks.len(),
            built.lines.len(),
        );
        let mut idle = vec![Vec::new(); stations];
        let mut trains = Vec::new();
        for (train, &station) in (0..).zip(&built.train_home) {
            idle[station as usize].push(train);
            trains.push(Train {
                doing: Doing::Idle,
                due: NONE,
                station,
                home: station,
                block: NONE,
                direction: 0,
                route: Vec::new(),
                leg: 0,
                kg: 0,
                is_final: false,
            });
        }
        Self {
            sky: Arc::new(Sky::new(scenario)),
            chance: Chance::new(1, 0, REGISTRY),
            now: 0,
            trains,
            orders: vec![Orders::default(); built.corridors.len()],
            lift: vec![0; built.corridors.len()],
            has_changed: vec![false; built.corridors.len()],
            is_stale: vec![false; built.corridors.len()],
            budget: vec![0; stations],
            busy: vec![0; stations],
            queue: vec![Vec::new(); stations],
            idle,
            stock: built.opening_kg.clone(),
            transit: vec![0; stations],
            coming: vec![0; stations],
            coming_transit: vec![0; stations],
            asked: vec![0; stations],
            daily_grams: built.daily_grams.clone(),
            traffic: vec![Traffic::default(); blocks],
            obstacles: vec![0; blocks],
            expected: vec![NONE; blocks],
            slow_until: vec![0; blocks],
            closed: vec![0; lines],
            carried: vec![0; lines],
            carried_today: vec![0; lines],
            reports: vec![Vec::new(); built.gangs.len()],
            today: [0; 5],
            days: Vec::new(),
            built: Arc::new(built),
        }
    }

    /// Draws by this seed, where work and response scatter.
    pub(crate) fn seed(&mut self, seed: u64) {
        self.chance = Chance::new(seed, 0, REGISTRY);
    }

    /// The railway behind the state that an agent is given.
    pub(crate) fn of(state: &mut dyn State) -> &mut Self {
        let railway = state.as_any_mut().downcast_mut();
        railway.expect("the model has one state, and this is it")
    }

    /// The first second after the tick.
    pub(crate) const fn until(&self) -> u32 {
        self.now + TICK
    }

    /// The second of the day.
    pub(crate) const fn of_day(&self) -> u32 {
        self.now % DAY
    }

    /// The staff look at what is to come.
    pub(crate) fn is_staff_hour(&self) -> bool {
        let hours = &self.built.plan_hours;
        hours.iter().any(|hour| hour * 3_600 == self.of_day())
    }

    /// A line closed or opened: the staff take note of it after this tick.
    pub(crate) fn note_change(&mut self, line: usize) {
        self.has_changed[self.built.corridor_of[line] as usize] = true;
    }

    /// What a station wants sent.
    pub(crate) fn wanted(&self, station: u32) -> i64 {
        let place = station as usize;
        let (daily, stock) = (self.daily_grams[place], self.stock[place]);
        self.built.wanted(daily, stock, self.coming[place])
    }

    /// Seconds until a line can be used; `None` where nobody can tell.
    pub(crate) fn wait_for(&self, line: u32, second: u32) -> Option<u32> {
        if self.closed[line as usize] == 0 {
            return Some(0);
        }
        let built = &self.built.lines[line as usize];
        let blocks = built.first as usize..(built.first + built.blocks) as usize;
        let expected = blocks
            .filter(|&block| self.obstacles[block] > 0)
            .map(|block| self.expected[block])
            .max()?;
        (expected != NONE).then(|| expected.saturating_sub(second))
    }

    /// Every line of a way is open, or somebody can tell when it is.
    pub(crate) fn is_passable(&self, way: &[u32], second: u32) -> bool {
        let mut steps = way.iter();
        steps.all(|step| self.wait_for(step / 2, second).is_some())
    }

    /// The trains of a station that wait for a place to be unloaded, first come, first served.
    pub(crate) fn unload_next(&mut self, station: usize, second: u32) {
        let places = self.built.yard_places[station];
        if self.busy[station] < places && !self.queue[station].is_empty() {
            self.busy[station] += 1;
            let train = self.queue[station].remove(0);
            let row = &mut self.trains[train as usize];
            row.doing = Doing::Unloading;
            row.due = second + self.built.unloading_s;
        }
    }

    fn close_day(&mut self) {
        for (mean, asked) in self.daily_grams.iter_mut().zip(&mut self.asked) {
            *mean += (*asked * 1_000 - *mean) / 7;
            *asked = 0;
        }
        for (carried, today) in self.carried.iter_mut().zip(&mut self.carried_today) {
            *carried = *carried * 6 / 7 + *today;
            *today = 0;
        }
        self.days.push(std::mem::take(&mut self.today));
    }
}

impl State for Railway {
    fn init(&mut self, schedule: &mut Schedule) {
        agents::schedule(&self.built, schedule);
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }

    fn as_state(&self) -> &dyn State {
        self
    }

    fn reset(&mut self) {}

    fn update(&mut self, step: u64) {
        self.now = step as u32 * TICK;
    }

    fn before_step(&mut self, _: &mut Schedule) {
        if self.of_day() == 0 {
            self.budget.copy_from_slice(&self.built.base_kg);
        }
    }

    fn after_step(&mut self, _: &mut Schedule) {
        for (is_stale, has_changed) in self.is_stale.iter_mut().zip(&mut self.has_changed) {
            *is_stale |= std::mem::take(has_changed);
        }
        if self.of_day() + TICK == DAY {
            self.close_day();
        }
    }
}
