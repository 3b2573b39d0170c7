//! # Orders to bombers
//!
//! What happens: bombers have orders by date: sorties a day, objects, light, height, weather. Every evening forces of
//! bombers look back, and losses above what is tolerated change an order after a while.
//!
//! Rule: `tolerance.review_days` after the losses of a force by one light in one sector have passed the tolerance, each
//! order that was flown so gives its answer: by night from then on; `tolerance.climb_m` higher; no more raids; or no
//! more raids on the kind that is believed to cost most. The watch begins anew. Weeks of the books end every
//! `targeting.learning_days`.
//!
//! Assumes: what an answer gives up is not taken up again; an order keeps its hours, sights and weather by night.
//!
//! Sources: for the answer, the bombers' going over to night some days after the losses of 22 to 24 October 1951
//! (Futrell, recalled); figures with the rows of `orders` and the knobs of `tolerance`.
//!
//! Reads: orders, doctrines, [`ForcesPicture`]. Writes: [`Standing`], [`ForcesPicture`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Column;
use interdict_engine::whole::nearest;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Answer, BomberOrder, LeastWeather};

use crate::air::bombers::BomberUnit;
use crate::network::Network;
use crate::picture::forces::{ForcesPicture, KINDS, Watch};
use crate::row::{BomberRow, ForceRow, OrderRow, WatchRow};
use crate::staff::objects::{Object, Objects};
use crate::state::state;
use crate::told::untold;

/// What is ordered, as the scenario has it.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct OrderBook {
    pub(super) orders: Column<OrderRow, Order>,
    forces: usize,
    watches: usize,
    pub(super) days: u16,
    /// First hour and hours of raids by night and by day.
    pub(super) hours: [(f64, f64); 2],
    pub(super) noise: f64,
    pub(super) closed: f64,
    pub(super) losses: f64,
    pub(super) results: f64,
    /// Losses per sortie believed at first, and the sorties that this is worth.
    pub(super) prior: [f64; 2],
    kept: f64,
    learning_days: u16,
    review_days: u16,
    climb_m: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) key: Key,
    pub(super) unit: BomberRow,
    pub(super) force: ForceRow,
    /// The watch over its losses by night and by day.
    pub(super) watches: [WatchRow; 2],
    pub(super) from: u16,
    pub(super) to: u16,
    /// Thousandths of a sortie and day.
    pub(super) sorties: u32,
    pub(super) aircraft: u32,
    pub(super) by_day: bool,
    pub(super) by_sight: bool,
    pub(super) weather: LeastWeather,
    pub(super) height_m: u32,
    pub(super) answer: Answer,
    pub(super) objects: Vec<Object>,
}

/// How orders stand after what was answered.
#[derive(Resource, Clone, Debug)]
pub struct Standing {
    orders: Column<OrderRow, Amended>,
}

state!(Standing: orders);
untold!(Standing = "standing orders");

/// What has become of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amended {
    /// Its raids come by night.
    pub by_night: bool,
    /// So much higher, metres.
    pub higher_m: u32,
    /// It sends no more raids.
    pub is_shut: bool,
    /// It goes no more for these kinds, one bit for each.
    pub given_up: u32,
    /// Thousandths of a sortie that it has not sent.
    pub(super) owed: u32,
}

state!(Amended: by_night, higher_m, is_shut, given_up, owed);

impl Amended {
    pub(super) fn goes_for(self, kind: usize) -> bool {
        self.given_up & (1 << kind) == 0
    }
}

impl Standing {
    /// As ordered.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            orders: Column::filled(Amended::default(), scenario.orders.len()),
        }
    }

    /// How an order stands.
    pub fn of(&self, order: OrderRow) -> Amended {
        self.orders[order]
    }

    pub(super) fn of_mut(&mut self, order: OrderRow) -> &mut Amended {
        &mut self.orders[order]
    }
}

impl OrderBook {
    /// The orders of a scenario to these units.
    pub(crate) fn new(scenario: &Scenario, network: &Network, units: &[BomberUnit]) -> Self {
        let (targeting, tolerance) = (&scenario.rules.targeting, &scenario.rules.tolerance);
        let bombing = &scenario.rules.bombing;
        let forces = names(scenario.orders.iter().map(|order| force(scenario, order)));
        let zones = names(scenario.orders.iter().map(|order| zone(scenario, order)));
        let place = |names: &[String], name: &String| names.iter().position(|one| one == name);
        let objects = Objects::new(scenario, network);
        let orders = scenario.orders.iter().map(|order| {
            let unit = (units
                .iter()
                .position(|unit| unit.row.index() == order.unit as usize))
            .expect("every order has its unit");
            let zone = place(&zones, &zone(scenario, order)).unwrap_or(0);
            Order {
                key: order.key,
                unit: BomberRow::from_index(unit),
                force: ForceRow::from_index(place(&forces, &force(scenario, order)).unwrap_or(0)),
                watches: [2 * zone, 2 * zone + 1].map(WatchRow::from_index),
                from: order.from,
                to: order.to,
                sorties: nearest(1_000.0 * order.sorties_per_day),
                aircraft: order.aircraft,
                by_day: order.by_day,
                by_sight: order.by_sight,
                weather: order.weather,
                height_m: order.height_m,
                answer: order.answer,
                objects: objects.of(order, &units[unit]),
            }
        });
        Self {
            orders: orders.collect(),
            forces: forces.len(),
            watches: 2 * zones.len(),
            days: scenario.days,
            hours: [
                (bombing.raid_by_radar_from_h, bombing.raid_by_radar_hours),
                (bombing.raid_by_sight_from_h, bombing.raid_by_sight_hours),
            ],
            noise: targeting.noise,
            closed: targeting.closed_weight,
            losses: targeting.loss_weight,
            results: tolerance.result_weight,
            prior: [tolerance.prior_losses, tolerance.prior_sorties],
            kept: tolerance.kept,
            learning_days: targeting.learning_days,
            review_days: tolerance.review_days,
            climb_m: nearest(tolerance.climb_m),
        }
    }

    /// Books without an entry.
    pub(crate) fn books(&self) -> ForcesPicture {
        ForcesPicture::new(self.forces, self.watches)
    }

    /// Learns from the week, and answers losses that have passed the tolerance.
    pub(super) fn look_back(&self, day: u16, picture: &mut ForcesPicture, standing: &mut Standing) {
        if day > 0 && day.is_multiple_of(self.learning_days) {
            for entry in picture.books.iter_mut().flatten() {
                entry.end_week(self.kept);
            }
        }
        for watch in picture.watches.rows() {
            let alarm = picture.watches[watch].alarm;
            if alarm == 0 || day < alarm - 1 + self.review_days {
                continue;
            }
            for (row, order) in self.orders.by_row() {
                let amended = standing.orders[row];
                let by_day = order.by_day && !amended.by_night;
                if order.watches[usize::from(by_day)] == watch && !amended.is_shut {
                    standing.orders[row] = self.answer(order, amended, picture);
                }
            }
            picture.watches[watch] = Watch::default();
        }
    }

    /// What becomes of an order whose losses have passed the tolerance.
    fn answer(&self, order: &Order, mut amended: Amended, picture: &ForcesPicture) -> Amended {
        match order.answer {
            Answer::Nothing => {}
            Answer::Night => amended.by_night = true,
            Answer::Higher => amended.higher_m += self.climb_m,
            Answer::Shut => amended.is_shut = true,
            Answer::GiveUp => {
                let costs = |kind: usize| picture.books[order.force][kind].losses(self.prior);
                let left = (0..KINDS).filter(|&kind| {
                    amended.goes_for(kind) && order.objects.iter().any(|one| one.kind == kind)
                });
                let worst = left.max_by(|&a, &b| costs(a).total_cmp(&costs(b)).then(b.cmp(&a)));
                amended.given_up |= worst.map_or(0, |kind| 1 << kind);
            }
        }
        amended
    }
}

/// Names, ascending, each once.
fn names(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = all.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The force that an order is for: several units may be one.
fn force(scenario: &Scenario, order: &BomberOrder) -> String {
    if order.force.is_empty() {
        scenario.air_units[order.unit as usize].id.clone()
    } else {
        order.force.clone()
    }
}

/// Where the losses of a force are watched together.
fn zone(scenario: &Scenario, order: &BomberOrder) -> String {
    format!(
        "{} {}",
        force(scenario, order),
        order.sector_named.join(" ")
    )
}
