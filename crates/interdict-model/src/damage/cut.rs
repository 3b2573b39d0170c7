//! # Cuts
//!
//! What happens: the impacts of a tick are posted together. A crater on the track closes its block until a
//! gang has filled it; bombs on a yard crater its through roads and burn what lies on the ground;
//! bombs on a bridge are told in `bridge`.
//!
//! Rule: work content is log-normal about `repair.crater_gang_h`, more for the earlier cuts of the block in
//! thirty days, counted per kilometre, up to a cap. A share of the craters, by chance, falls on a culvert or a bridge too small for
//! the table of bridges: that is more work, and counts as a span. Gangs can begin after a log-normal response, shorter where they are based
//! nearby, and not before a delayed bomb has gone off. A yard gets one cut of its through roads for so
//! many tons of bombs, the fraction by chance, and loses a share of its stock.
//!
//! Assumes: a cut is one crater that needs work of its own, whoever counted it.
//!
//! Sources: as `repair`; yards: through roads cleared within 24 h in many cases and 48 h in many more
//! (Allied studies of 1944, quoted by Ambrose).
//!
//! Reads: knobs of `repair`, `bridge`, `yard`. Writes: jobs, closures, depots. Chance: `WORK`,
//! `RESPONSE`, `BREAK`.

use bevy_ecs::prelude::*;
use interdict_engine::{Chance, Clock, Rows, RowsMut, When, sample};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, CLASSES};
use crate::chance;
use crate::damage::bridge::{Bridge, appearing};
use crate::damage::closure::Closures;
use crate::damage::gang::GangBase;
use crate::damage::impact::{Impact, Impacts, Struck};
use crate::damage::job::{Job, Jobs, Task};
use crate::damage::reach::{FAR, Reach};
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::{LineSeries, Series};
use crate::record::{EventKind, Place};
use crate::supply::depot::Depots;

/// Knobs of damage, rounded once.
#[derive(Resource, Clone, Debug)]
pub struct DamageKnobs {
    crater_gang_h: f64,
    work_log_sd: f64,
    churn: f64,
    churn_cap: f64,
    crater_gangs: u16,
    minor_bridge_share: f64,
    minor_bridge_gang_h: f64,
    minor_bridge_gangs: u16,
    response_h: [f64; 2],
    near_m: u32,
    response_log_sd: f64,
    crater_material_kg: i64,
    pub(crate) span_gang_h: f64,
    pub(crate) truss_gang_h: f64,
    pub(crate) bypass_gang_h: f64,
    pub(crate) switch_gang_h: f64,
    pub(crate) bridge_gangs: u16,
    pub(crate) span_material_kg: i64,
    yard_kg_per_cut: f64,
    stock_loss_per_kg: f64,
}

impl DamageKnobs {
    /// The knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let (repair, bridge, yard) = (
            &scenario.rules.repair,
            &scenario.rules.bridge,
            &scenario.rules.yard,
        );
        Self {
            crater_gang_h: repair.crater_gang_h,
            work_log_sd: repair.work_log_sd,
            churn: repair.churn,
            churn_cap: repair.churn_cap,
            crater_gangs: repair.crater_gangs as u16,
            minor_bridge_share: scenario.rules.bombing.minor_bridge_share,
            minor_bridge_gang_h: repair.minor_bridge_gang_h,
            minor_bridge_gangs: repair.minor_bridge_gangs as u16,
            response_h: [repair.response_h, repair.far_response_h],
            near_m: (1_000.0 * repair.near_km) as u32,
            response_log_sd: repair.response_log_sd,
            crater_material_kg: repair.crater_material_kg.round() as i64,
            span_gang_h: bridge.span_gang_h,
            truss_gang_h: bridge.truss_gang_h,
            bypass_gang_h: bridge.bypass_gang_h,
            switch_gang_h: bridge.switch_gang_h,
            bridge_gangs: bridge.gangs as u16,
            span_material_kg: bridge.span_material_kg.round() as i64,
            yard_kg_per_cut: 1_000.0 * yard.bombs_t_per_cut,
            stock_loss_per_kg: yard.stock_loss_per_bomb_t * yard.exposure / 1_000.0,
        }
    }
}

/// Cuts of each block in the last thirty days.
#[derive(Resource, Clone, Debug)]
pub struct Churn {
    days: Vec<[u16; 30]>,
}

impl Churn {
    /// Untouched ground.
    pub fn new(blocks: usize) -> Self {
        Self {
            days: vec![[0; 30]; blocks],
        }
    }

    fn earlier(&self, block: u32) -> u32 {
        self.days[block as usize]
            .iter()
            .map(|&cuts| u32::from(cuts))
            .sum()
    }
}

/// Forgets the cuts of thirty days ago. Due when a day begins.
pub fn settle_ground(clock: Res<Clock>, mut churn: ResMut<Churn>) {
    let place = usize::from(clock.day % 30);
    for days in &mut churn.days {
        days[place] = 0;
    }
}

/// Everything that an impact touches, as plain references.
pub(crate) struct Strikes<'a> {
    pub(crate) knobs: &'a DamageKnobs,
    pub(crate) network: &'a Network,
    chance: &'a Chance,
    reach: &'a Reach,
    bases: &'a [GangBase],
    churn: &'a mut Churn,
    pub(crate) jobs: &'a mut Jobs,
    pub(crate) bridges: &'a mut [Bridge],
    pub(crate) closures: &'a mut Closures,
    depots: &'a mut Depots,
    books: &'a mut Books,
    pub(crate) measures: &'a mut Measures,
    pub(crate) journal: &'a mut Journal,
}

/// Posts the impacts of this tick, in order of (second, key).
pub fn post(
    knobs: Res<DamageKnobs>,
    network: Res<Network>,
    chance: Res<Chance>,
    reach: Res<Reach>,
    bases: Rows<GangBase>,
    mut impacts: ResMut<Impacts>,
    mut churn: ResMut<Churn>,
    mut jobs: ResMut<Jobs>,
    mut bridges: RowsMut<Bridge>,
    mut closures: ResMut<Closures>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let impacts = &mut *impacts;
    if !impacts.spared.is_empty() {
        let spared = &impacts.spared;
        (impacts.pending)
            .retain(|impact| !spared.contains(&impact.key) && !spared.contains(&impact.cause));
    }
    impacts.pending.sort_unstable();
    let mut strikes = Strikes {
        knobs: &knobs,
        network: &network,
        chance: &chance,
        reach: &reach,
        bases: bases.slice(),
        churn: &mut churn,
        jobs: &mut jobs,
        bridges: bridges.slice_mut(),
        closures: &mut closures,
        depots: &mut depots,
        books: &mut books,
        measures: &mut measures,
        journal: &mut journal,
    };
    for place in 0..impacts.pending.len() {
        strikes.post(impacts.pending[place]);
    }
    impacts.pending.clear();
}

/// By-passes that are finished today while their line is closed take it over. Due when a day begins.
pub fn open_bypasses(
    clock: Res<Clock>,
    knobs: Res<DamageKnobs>,
    network: Res<Network>,
    chance: Res<Chance>,
    reach: Res<Reach>,
    bases: Rows<GangBase>,
    mut churn: ResMut<Churn>,
    mut jobs: ResMut<Jobs>,
    mut bridges: RowsMut<Bridge>,
    mut closures: ResMut<Closures>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let bridges = bridges.slice_mut();
    for bridge in appearing(bridges, clock.day) {
        let mut strikes = Strikes {
            knobs: &knobs,
            network: &network,
            chance: &chance,
            reach: &reach,
            bases: bases.slice(),
            churn: &mut churn,
            jobs: &mut jobs,
            bridges,
            closures: &mut closures,
            depots: &mut depots,
            books: &mut books,
            measures: &mut measures,
            journal: &mut journal,
        };
        let row = &mut strikes.bridges[bridge as usize];
        if let Some(next) = row.whole(clock.day) {
            row.carrying = next;
            let key = row.key.child(3, u32::from(clock.day));
            strikes.begin_switch(bridge, clock.now, key, key);
        }
    }
}

impl Strikes<'_> {
    fn post(&mut self, impact: Impact) {
        let Impact {
            second,
            key,
            cause,
            struck,
        } = impact;
        match struck {
            Struck::Track { block, wait_until } => {
                self.cut(block, second, wait_until, key, cause);
            }
            Struck::Span { bridge } => self.strike_span(bridge, second, key, cause),
            Struck::Yard { station, bombs_kg } => {
                self.strike_yard(station, bombs_kg, second, key, cause);
            }
            Struck::Airfield { .. } => {}
        }
    }

    /// One crater on a block.
    fn cut(&mut self, block: u32, second: u32, wait_until: u32, key: Key, cause: Key) {
        let line = self.network.block_line[block as usize];
        let earlier = self.churn.earlier(block);
        let km = f64::from(self.network.block_m[block as usize]) / 1_000.0;
        let more = (1.0 + self.knobs.churn * f64::from(earlier) / km).min(self.knobs.churn_cap);
        let day = (second / 86_400) as u16;
        self.churn.days[block as usize][usize::from(day % 30)] += 1;
        let [_, by_ground]: [f64; 2] = self.chance.draw(chance::WORK, key, When::on(0));
        let on_bridge = by_ground < self.knobs.minor_bridge_share;
        let (task, gang_h, gangs) = if on_bridge {
            (
                Task::MinorBridge,
                self.knobs.minor_bridge_gang_h,
                self.knobs.minor_bridge_gangs,
            )
        } else {
            (
                Task::Cut,
                self.knobs.crater_gang_h * more,
                self.knobs.crater_gangs,
            )
        };
        let material = self.knobs.crater_material_kg;
        self.open_job(
            key, cause, task, block, second, wait_until, gang_h, gangs, material,
        );
        let (kind, series, of_line) = if on_bridge {
            (EventKind::SpanDown, Series::SpansHit, LineSeries::Spans)
        } else {
            (EventKind::Cut, Series::TrackCuts, LineSeries::Cuts)
        };
        self.journal
            .note(second, kind, Place::Line(line), key, cause, 1);
        self.measures.add(series, 1);
        self.measures.add(Series::DamagePlaces, 1);
        self.measures.add_line(line, of_line, 1);
        self.closures.obstruct(
            self.network,
            block,
            second,
            key,
            self.measures,
            self.journal,
        );
    }

    /// Opens a job: its work and the response of the gangs are drawn by its own identity.
    pub(crate) fn open_job(
        &mut self,
        key: Key,
        cause: Key,
        task: Task,
        block: u32,
        second: u32,
        wait_until: u32,
        gang_h: f64,
        gangs: u16,
        material_kg: i64,
    ) {
        let when = When::on(0);
        let [by_work]: [f64; 1] = self.chance.draw(chance::WORK, key, when);
        let [by_response]: [f64; 1] = self.chance.draw(chance::RESPONSE, key, when);
        let gang_s = 3_600.0 * sample::log_normal(by_work, gang_h, self.knobs.work_log_sd);
        let nearest = (self.reach)
            .nearest(block, |base| self.bases[base as usize].own > 0)
            .map_or(FAR, |(far, _)| far);
        let median = self.knobs.response_h[usize::from(nearest > self.knobs.near_m)];
        let response = sample::log_normal(by_response, median, self.knobs.response_log_sd);
        let known = (second + (3_600.0 * response).round() as u32).max(wait_until);
        self.jobs.open(Job {
            key,
            cause,
            task,
            block,
            since: second,
            known,
            work: (1_000.0 * gang_s).round() as i64,
            most_gangs: gangs,
            gangs: 0,
            base: 0,
            material_kg,
            due: 0,
            stamp: 0,
            is_open: true,
        });
    }

    /// Bombs on a yard.
    fn strike_yard(&mut self, station: u32, bombs_kg: u32, second: u32, key: Key, cause: Key) {
        let [u]: [f64; 1] = self.chance.draw(chance::BREAK, key, When::on(0));
        let cuts = sample::round_by_chance(u, f64::from(bombs_kg) / self.knobs.yard_kg_per_cut);
        let ends = self.network.lines_at(station).len();
        for cut in 0..cuts.clamp(0, 200) as u32 {
            if ends == 0 {
                break;
            }
            let (line, _) = self.network.lines_at(station)[cut as usize % ends];
            let built = self.network.lines[line as usize];
            let block = if built.from == station {
                built.first
            } else {
                built.first + built.blocks - 1
            };
            self.cut(block, second, 0, key.child(4, cut), cause);
        }
        let share = (f64::from(bombs_kg) * self.knobs.stock_loss_per_kg).min(1.0);
        let milli = (1_000_000.0 * share).round() as i64;
        let place = station as usize;
        let mut burnt = 0;
        for (account, rows) in [
            (Account::Depots, &mut self.depots.stock),
            (Account::Transit, &mut self.depots.transit),
        ] {
            let mut lost = [0; CLASSES];
            for (class, lost) in lost.iter_mut().enumerate() {
                *lost = rows[place][class] * milli / 1_000_000;
                rows[place][class] -= *lost;
            }
            burnt += lost.iter().sum::<i64>();
            self.books
                .move_supplies(account, Account::LostOnGround, &lost);
        }
        self.measures.add(Series::LostOnGround, burnt);
    }
}
