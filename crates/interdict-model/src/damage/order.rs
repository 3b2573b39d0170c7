//! # Orders of work
//!
//! What happens: what has been struck becomes a job: how much work it is, in which stages, and when gangs can begin.
//!
//! Rule: work content is log-normal about what is asked for. Gangs can begin after a log-normal response, shorter where
//! they are based nearby, and not before a delayed bomb has gone off. A crater and a small bridge have a share of work
//! that is prepared at the dump, `repair.prepared_share`, and the rest is laid on the spot; at a crater there is room
//! for a gang to every `repair.gang_length_m` of torn track, within limits. A bridge is cleared, cribbed up and spanned,
//! each stage with more hands than the one before, and the span waits for its beams. A low pile by-pass is mended in one
//! stage, and so is a switch made and a by-pass built.
//!
//! Assumes: a crater with more work is longer in proportion.
//!
//! Sources: "day: prepare material, night: lay" (CMSA), "little more than two hours" for a cut when few (Gisborne Herald),
//! four to seven days for a span (Futrell, recalled); the shares of the stages are estimates.
//!
//! Reads: knobs of `repair`, `bridge`, `yard`. Writes: jobs. Chance: `WORK`, `RESPONSE`.

use bevy_ecs::prelude::Resource;
use interdict_engine::whole::{nearest, next_whole, whole_part};
use interdict_quantity::Key;
use interdict_scenario::{Domain, Scenario};

use crate::damage::job::{Stage, Task};
use crate::damage::pace::Ground;
use crate::damage::place::WorkPlace;

/// Knobs of damage, rounded once.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct DamageKnobs {
    pub(crate) crater_gang_h: f64,
    pub(super) work_log_sd: f64,
    pub(crate) churn: f64,
    pub(crate) churn_cap: f64,
    /// Gangs at a crater: at least, at most.
    crater_gangs: [u16; 2],
    /// Gangs for which a crater of ordinary work has room, not rounded.
    crater_room: f64,
    prepared_share: f64,
    dump_gangs: u16,
    pub(crate) minor_bridge_share: f64,
    pub(crate) minor_bridge_gang_h: f64,
    minor_bridge_gangs: u16,
    pub(super) response_h: [f64; 2],
    pub(super) near_m: u32,
    pub(super) response_log_sd: f64,
    pub(crate) crater_material_kg: i64,
    pub(crate) span_gang_h: f64,
    pub(crate) truss_gang_h: f64,
    pub(crate) bypass_gang_h: f64,
    pub(crate) switch_gang_h: f64,
    pub(crate) build_gang_h: f64,
    pub(crate) span_material_kg: i64,
    pub(crate) build_material_kg: i64,
    /// Seconds after which a by-pass is built where no crossing is expected; none is where it is 0.
    pub(crate) build_after_s: u32,
    /// Gangs that can clear a bridge, crib it up, and span it.
    bridge_gangs: [u16; 3],
    build_gangs: u16,
    /// Share of the work on a bridge that is clearing, and cribbing.
    bridge_shares: [f64; 2],
    beams_s: u32,
    pub(crate) yard_kg_per_cut: f64,
    pub(crate) stock_loss_per_kg: f64,
}

impl DamageKnobs {
    /// The knobs of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules;
        let (repair, bridge, yard) = (&rules.repair, &rules.bridge, &rules.yard);
        let least = repair.crater_gangs;
        // In a theatre without supply material is at hand.
        let is_brought = scenario.domains().has(Domain::Supply);
        let material_kg = |kg: f64| if is_brought { nearest::<i64>(kg) } else { 0 };
        Self {
            crater_gang_h: repair.crater_gang_h,
            work_log_sd: repair.work_log_sd,
            churn: repair.churn,
            churn_cap: repair.churn_cap,
            crater_gangs: [least, least.max(repair.crater_gangs_most)],
            crater_room: repair.crater_field_m / repair.gang_length_m,
            prepared_share: repair.prepared_share,
            dump_gangs: repair.dump_gangs,
            minor_bridge_share: rules.bombing.minor_bridge_share,
            minor_bridge_gang_h: repair.minor_bridge_gang_h,
            minor_bridge_gangs: repair.minor_bridge_gangs,
            response_h: [repair.response_h, repair.far_response_h],
            near_m: whole_part(1_000.0 * repair.near_km),
            response_log_sd: repair.response_log_sd,
            crater_material_kg: material_kg(repair.crater_material_kg),
            span_gang_h: bridge.span_gang_h,
            truss_gang_h: bridge.truss_gang_h,
            bypass_gang_h: bridge.bypass_gang_h,
            switch_gang_h: bridge.switch_gang_h,
            build_gang_h: bridge.build_gang_h,
            span_material_kg: material_kg(bridge.span_material_kg),
            build_material_kg: material_kg(bridge.build_material_kg),
            build_after_s: whole_part(86_400.0 * bridge.bypass_after_d),
            bridge_gangs: [bridge.clear_gangs, bridge.crib_gangs, bridge.gangs],
            build_gangs: bridge.build_gangs,
            bridge_shares: [
                bridge.clear_share,
                bridge.crib_share.min(1.0 - bridge.clear_share),
            ],
            beams_s: nearest::<u32>(3_600.0 * bridge.beams_h),
            yard_kg_per_cut: 1_000.0 * yard.bombs_t_per_cut,
            stock_loss_per_kg: yard.stock_loss_per_bomb_t * yard.exposure / 1_000.0,
        }
    }

    /// Gangs for which a crater has room that is so much larger than the ordinary one.
    fn places(&self, larger: f64) -> u16 {
        let [least, most] = self.crater_gangs;
        next_whole::<u16>(self.crater_room * larger).clamp(least, most)
    }

    /// The stages of a task, with so much work in all, thousandths of a gang-second.
    pub(super) fn stages(&self, order: &Order, work: i64, larger: f64) -> [Option<Stage>; 3] {
        let stage = |work: i64, most_gangs: u16, ground: Ground, not_before: u32| {
            (work > 0).then_some(Stage {
                work,
                most_gangs,
                ground,
                not_before,
            })
        };
        let share = |of: f64| nearest::<i64>(work as f64 * of);
        let spot = |work: i64, gangs: u16| stage(work, gangs, Ground::Spot, 0);
        let prepared = |gangs: u16| {
            let first = share(self.prepared_share);
            [
                stage(first, self.dump_gangs, Ground::Dump, 0),
                spot(work - first, gangs),
                None,
            ]
        };
        match order.task {
            Task::Cut => prepared(self.places(larger)),
            Task::MinorBridge => prepared(self.minor_bridge_gangs),
            Task::Span { crossing: 0, .. } => {
                let [clear, crib] = self.bridge_shares.map(share);
                let beams = order.second + self.beams_s;
                [
                    spot(clear, self.bridge_gangs[0]),
                    spot(crib, self.bridge_gangs[1]),
                    stage(
                        work - clear - crib,
                        self.bridge_gangs[2],
                        Ground::Spot,
                        beams,
                    ),
                ]
            }
            Task::Span { .. } | Task::Switch { .. } => {
                [spot(work, self.bridge_gangs[2]), None, None]
            }
            Task::ByPass { .. } => [spot(work, self.build_gangs), None, None],
            // Ordered in `airfield`.
            Task::Fill | Task::Level | Task::Build => [None; 3],
        }
    }
}

/// What is to be done, before chance has said how much it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    /// Identity.
    pub key: Key,
    /// What struck.
    pub cause: Key,
    /// What has to be done.
    pub task: Task,
    /// Where.
    pub place: WorkPlace,
    /// When it was struck.
    pub second: u32,
    /// Second before which nobody can work there.
    pub wait_until: u32,
    /// Work, gang-hours, in the middle of its spread.
    pub gang_h: f64,
    /// Material, kilograms.
    pub material_kg: i64,
}
