//! # Pace of work
//!
//! What happens: whoever opens, begins or foresees a job asks here how long so many gangs need, to the second.
//!
//! Rule: `work' = -gangs^repair.gang_exponent x efficiency x practice`. On the spot there is one efficiency in the
//! dark and another in daylight, under the threat of attack; at the dump, where material is prepared, one at all
//! hours. At an airfield craters lie apart and a stage is wide, so gangs do not stand in each other's way: the power is one.
//! Without material from the depot all is less. Practice grows with time: `P = P1 - (P1 - 1) exp(-(t -
//! t0)/tau)`, one from the day t0 on, P1 in the end.
//!
//! Assumes: practice is that of the corps as a whole, and grows by date. If it grew with the work done, fewer cuts
//! would teach less, and a line that is cut less could be open less.
//!
//! Sources: material prepared by day and laid by night (CMSA); the figures are estimates, with the knobs.
//!
//! Reads: knobs of `repair`, `Sky`. Writes: nothing. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::math;
use interdict_engine::whole::{fit, nearest};
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;

use crate::picture::railway::UNKNOWN;
use crate::sky::Sky;
use crate::state::choice;

/// Where work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// At the gangs' base: preparing material, out of the enemy's sight.
    Dump,
    /// Where the damage is.
    Spot,
    /// At an airfield: in the open as on the spot, with room for all.
    Field,
}

choice!(Ground: Dump, Spot, Field);

/// So many gangs somewhere, with material or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crew {
    /// Gangs.
    pub gangs: i64,
    /// Where they work.
    pub ground: Ground,
    /// They have not all the material they asked for.
    pub improvises: bool,
}

/// More gangs than that at one place do no more.
const CROWD: usize = 64;

/// Knobs of the pace of work, rounded once. Shares are in thousandths.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct RepairKnobs {
    /// Efficiency on the spot: in the dark, by day.
    spot: [i64; 2],
    /// Efficiency at the dump.
    dump: i64,
    /// Factor without material.
    improvised: i64,
    /// What so many gangs at one place get done, in thousandths of what one does.
    crowd: Vec<i64>,
    /// Factor of practice by day of the scenario; empty where there is none.
    practice: Vec<i64>,
    /// Work in one panel, thousandths of a gang-second; 0: none are made.
    pub panel: i64,
    /// Panels that a base keeps.
    pub most_panels: i64,
    /// Share of its free gangs that a base puts to a new by-pass, thousandths.
    pub build_milli: i64,
}

impl RepairKnobs {
    /// The knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let repair = &scenario.rules.repair;
        let milli = |share: f64| nearest::<i64>(1_000.0 * share);
        let crowd = |gangs: usize| {
            let together = math::exp(repair.gang_exponent * math::ln(gangs.max(1) as f64));
            if gangs == 0 { 0 } else { milli(together) }
        };
        let grown = |day: u16| {
            let days = (f64::from(day) - repair.practice_from_day).max(0.0);
            let more = repair.practice - 1.0;
            milli(repair.practice - more * math::exp(-days / repair.practice_days))
        };
        let practice = if milli(repair.practice) == 1_000 {
            Vec::new()
        } else {
            (0..=scenario.days).map(grown).collect()
        };
        let panel_h = repair.crater_gang_h * repair.prepared_share;
        Self {
            spot: [milli(repair.night_efficiency), milli(repair.day_efficiency)],
            dump: milli(repair.dump_efficiency),
            improvised: milli(repair.improvised_efficiency),
            crowd: (0..=CROWD).map(crowd).collect(),
            practice,
            panel: nearest::<i64>(3_600_000.0 * panel_h),
            most_panels: repair.panels_per_base.into(),
            build_milli: milli(scenario.rules.bridge.build_share),
        }
    }

    /// Nothing is laid by day.
    pub(crate) fn lays_by_night(&self) -> bool {
        self.spot[1] == 0
    }

    fn practice(&self, second: u32) -> i64 {
        let day = (second / SECONDS_PER_DAY) as usize;
        let known = self.practice.get(day).or(self.practice.last());
        known.copied().unwrap_or(1_000)
    }

    /// What one gang makes of panels, thousandths of a gang-second in a second of a day.
    pub fn making(&self, second: u32) -> i64 {
        self.dump * self.practice(second) / 1_000
    }

    fn rate(&self, crew: Crew, second: u32, is_dark: bool) -> i64 {
        let efficiency = match crew.ground {
            Ground::Dump => self.dump,
            Ground::Spot | Ground::Field => self.spot[usize::from(!is_dark)],
        };
        let efficiency = if crew.improvises {
            efficiency * self.improvised / 1_000
        } else {
            efficiency
        };
        let crowd = match crew.ground {
            Ground::Field => 1_000 * crew.gangs,
            _ => self.crowd[fit::<usize, _>(crew.gangs.max(0)).min(CROWD)],
        };
        crowd * efficiency * self.practice(second) / 1_000_000
    }
}

/// How fast work is done, and when it is done.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    /// Night and day.
    pub sky: &'a Sky,
    /// The knobs.
    pub knobs: &'a RepairKnobs,
}

impl Pace<'_> {
    /// The rate at a second, and the second up to which it stays as it is.
    fn spell(&self, second: u32, crew: Crew) -> (i64, u32) {
        let is_dark = self.sky.is_dark(second);
        let until = match (crew.ground, is_dark) {
            (Ground::Dump, _) => UNKNOWN,
            (Ground::Spot | Ground::Field, true) => self.sky.next_light(second),
            (Ground::Spot | Ground::Field, false) => self.sky.next_dark(second),
        };
        let midnight = if self.knobs.practice.is_empty() {
            UNKNOWN
        } else {
            (second / SECONDS_PER_DAY + 1) * SECONDS_PER_DAY
        };
        let until = until.min(midnight).max(second + 1);
        (self.knobs.rate(crew, second, is_dark), until)
    }

    /// The second at which so much work is done that is begun at `start`: exact, walking from night to day.
    pub fn done_at(&self, start: u32, work: i64, crew: Crew) -> u32 {
        let mut left = work.max(0);
        let mut second = start;
        for _ in 0..20_000 {
            let (rate, until) = self.spell(second, crew);
            let done = rate * (i64::from(until) - i64::from(second));
            if rate > 0 && done >= left {
                return second + fit::<u32, _>((left + rate - 1) / rate);
            }
            if until == UNKNOWN {
                break;
            }
            left -= done;
            second = until;
        }
        UNKNOWN - 1
    }

    /// What is done from `start` up to `until`.
    pub(crate) fn done_by(&self, start: u32, until: u32, crew: Crew) -> i64 {
        let (mut done, mut second) = (0, start);
        while second < until {
            let (rate, end) = self.spell(second, crew);
            let end = end.min(until);
            done += rate * i64::from(end - second);
            second = end;
        }
        done
    }

    /// The first second from `second` on at which work can be done on some ground: by night only, where
    /// nothing is laid by day.
    pub(crate) fn can_begin(&self, second: u32, ground: Ground) -> u32 {
        let waits = ground != Ground::Dump && self.knobs.lays_by_night();
        if waits && !self.sky.is_dark(second) {
            self.sky.next_dark(second)
        } else {
            second
        }
    }
}
