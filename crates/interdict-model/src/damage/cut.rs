//! # Cuts
//!
//! What happens: the impacts of a tick are posted together. A crater on the track closes its block until a
//! gang has filled it; bombs on a yard crater its through roads and burn what lies on the ground;
//! bombs on a bridge are told in `bridge`.
//!
//! Rule: work content is `repair.crater_gang_h`, more for the earlier cuts of the block in thirty days, counted per
//! kilometre, up to a cap; how it is spread and done in stages is told in `order`. A share of the craters, by chance,
//! falls on a culvert or a bridge too small for the table of bridges: that is more work, and counts as a span. A yard gets one cut of its through roads for so
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
use crate::damage::foresight::Outlook;
use crate::damage::gang::GangBase;
use crate::damage::impact::{Impact, Impacts, Struck};
use crate::damage::job::{Jobs, Task};
use crate::damage::order::{DamageKnobs, Order};
use crate::damage::pace::{Pace, RepairKnobs};
use crate::damage::reach::Reach;
use crate::identity::Identity;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::{LineSeries, Series};
use crate::record::{EventKind, Place};
use crate::sky::Sky;
use crate::supply::depot::Depots;

/// Cuts of each block in the last days.
#[derive(Resource, Clone, Debug)]
pub struct Churn {
    /// So many days are remembered.
    days: u16,
    /// By block, and day among those remembered.
    cuts: Vec<u16>,
}

impl Churn {
    /// Untouched ground.
    pub fn new(scenario: &Scenario, blocks: usize) -> Self {
        let days = scenario.rules.repair.churn_days;
        Self {
            days,
            cuts: vec![0; usize::from(days) * blocks],
        }
    }

    fn earlier(&self, block: u32) -> u32 {
        let days = usize::from(self.days);
        let own = &self.cuts[days * block as usize..][..days];
        own.iter().map(|&cuts| u32::from(cuts)).sum()
    }

    fn count(&mut self, block: u32, day: u16) {
        let place = usize::from(self.days) * block as usize + usize::from(day % self.days);
        self.cuts[place] = self.cuts[place].saturating_add(1);
    }
}

/// Forgets the cuts of so many days ago as are remembered. Due when a day begins.
pub fn settle_ground(clock: Res<Clock>, mut churn: ResMut<Churn>) {
    let days = churn.days;
    let today = churn.cuts.iter_mut().skip((clock.day % days).into());
    today.step_by(days.into()).for_each(|cuts| *cuts = 0);
}

/// Everything that an impact touches, as plain references.
pub(crate) struct Strikes<'a> {
    pub(crate) knobs: &'a DamageKnobs,
    pub(crate) network: &'a Network,
    pub(crate) chance: &'a Chance,
    pub(crate) reach: &'a Reach,
    pub(crate) bases: &'a [GangBase],
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
            let key = Identity::SwitchBack {
                bridge: row.key,
                day: clock.day,
            }
            .key();
            strikes.begin_switch(bridge, clock.now, key, key);
        }
    }
}

/// Beside bridges that no crossing is expected at for long another by-pass is begun. Due at noon.
pub fn begin_by_passes(
    clock: Res<Clock>,
    sky: Res<Sky>,
    pace: Res<RepairKnobs>,
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
    if knobs.build_after_s == 0 || !bridges.iter().any(Bridge::is_without_way) {
        return;
    }
    let outlook = Outlook {
        pace: Pace {
            sky: &sky,
            knobs: &pace,
        },
        reach: &reach,
        bases: bases.slice(),
        now: clock.now,
    };
    let late = clock.now + knobs.build_after_s;
    let first_crossings = outlook.first_crossings(&jobs, bridges.len());
    let mut lacking: Vec<u32> = Vec::new();
    for (row, (bridge, first)) in (0..).zip(bridges.iter().zip(first_crossings)) {
        let is_late = first.is_none_or(|first| first > late);
        let appears = |&day: &u16| (clock.day + 1..=(late / 86_400) as u16).contains(&day);
        if bridge.is_without_way() && is_late && !bridge.stands_from.iter().any(appears) {
            lacking.push(row);
        }
    }
    let is_built = |bridge: &u32| {
        let task = Task::ByPass { bridge: *bridge };
        (jobs.slots.iter()).any(|job| job.is_open && job.task == task)
    };
    lacking.retain(|bridge| !is_built(bridge));
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
    for bridge in lacking {
        strikes.begin_by_pass(bridge, clock.now);
        strikes.measures.add(Series::ByPassesBegun, 1);
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
        self.churn.count(block, day);
        let [_, by_ground]: [f64; 2] = self.chance.draw(chance::WORK, key, When::on(0));
        let on_bridge = by_ground < self.knobs.minor_bridge_share;
        let (task, gang_h) = if on_bridge {
            (Task::MinorBridge, self.knobs.minor_bridge_gang_h)
        } else {
            (Task::Cut, self.knobs.crater_gang_h * more)
        };
        self.open_job(Order {
            key,
            cause,
            task,
            block,
            second,
            wait_until,
            gang_h,
            material_kg: self.knobs.crater_material_kg,
        });
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

    /// Bombs on a yard.
    fn strike_yard(&mut self, station: u32, bombs_kg: u32, second: u32, key: Key, cause: Key) {
        let [u]: [f64; 1] = self.chance.draw(chance::BREAK, key, When::on(0));
        let cuts = sample::round_by_chance(u, f64::from(bombs_kg) / self.knobs.yard_kg_per_cut);
        let ends = self.network.lines_at(station).len();
        for cut in 0..u32::try_from(cuts).unwrap_or(0) {
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
            let cut = Identity::YardCut {
                impact: key,
                n: cut,
            };
            self.cut(block, second, 0, cut.key(), cause);
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
