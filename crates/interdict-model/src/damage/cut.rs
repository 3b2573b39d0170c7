//! # Cuts
//!
//! What happens: the impacts of a tick are posted together. A crater on the track closes its block until a
//! gang has filled it; bombs on a yard crater its through roads and burn what lies on the ground;
//! bombs on a bridge are told in `bridge`, those on an airfield in `airfield`.
//!
//! Rule: work content is `repair.crater_gang_h`, more for the earlier cuts of the block in thirty days, counted per
//! kilometre, up to a cap; how it is spread and done in stages is told in `order`. A share of the craters, by chance,
//! falls on a culvert or a bridge too small for the table of bridges: that is more work, and counts as a span. A yard gets one cut of its through roads for so
//! many tons of bombs, the fraction by chance, and loses a share of its stock; what else it loses is told in
//! [`struck`](mod@crate::rail).
//!
//! Assumes: a cut is one crater that needs work of its own, whoever counted it.
//!
//! Sources: as `repair`; yards: through roads cleared within 24 h in many cases and 48 h in many more
//! (Allied studies of 1944, quoted by Ambrose).
//!
//! Reads: knobs of `repair`, `bridge`, `yard`. Writes: jobs, closures, depots. Chance: `WORK`,
//! `RESPONSE`, `BREAK`.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::{When, sample};
use interdict_quantity::{Key, SECONDS_PER_DAY};

use crate::accounts::{Account, CLASSES};
use crate::chance;
use crate::damage::context::{Damage, Strikes};
use crate::damage::impact::{Impact, Impacts, Struck};
use crate::damage::job::Task;
use crate::damage::order::Order;
use crate::damage::place::WorkPlace;
use crate::damage::yards::YardStrike;
use crate::identity::Identity;
use crate::outcomes::{LineSeries, Series};
use crate::record::{EventKind, Place};
use crate::row::{BlockRow, Direction, StationRow};

/// Posts the impacts of this tick, in order of (second, key).
pub fn post(mut impacts: ResMut<Impacts>, mut damage: Damage) {
    let impacts = &mut *impacts;
    if !impacts.spared.is_empty() {
        let spared = &impacts.spared;
        (impacts.pending)
            .retain(|impact| !spared.contains(&impact.key) && !spared.contains(&impact.cause));
    }
    impacts.pending.sort_unstable();
    let mut strikes = damage.strikes();
    strikes.fields.struck.clear();
    for place in 0..impacts.pending.len() {
        strikes.post(impacts.pending[place]);
    }
    impacts.pending.clear();
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
            Struck::Airfield {
                airfield,
                craters,
                bombs,
            } => self.strike_field(airfield, [craters, bombs], second, key, cause),
        }
    }

    /// One crater on a block.
    fn cut(&mut self, block: BlockRow, second: u32, wait_until: u32, key: Key, cause: Key) {
        let line = self.network.block_line[block];
        let earlier = self.churn.earlier(block);
        let km = f64::from(self.network.block_m[block]) / 1_000.0;
        let more = (1.0 + self.knobs.churn * f64::from(earlier) / km).min(self.knobs.churn_cap);
        let day: u16 = fit(second / SECONDS_PER_DAY);
        self.churn.note(block, day);
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
            place: WorkPlace::Block(block),
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
    fn strike_yard(
        &mut self,
        station: StationRow,
        bombs_kg: u32,
        second: u32,
        key: Key,
        cause: Key,
    ) {
        let [u]: [f64; 1] = self.chance.draw(chance::BREAK, key, When::on(0));
        let cuts = sample::round_by_chance(u, f64::from(bombs_kg) / self.knobs.yard_kg_per_cut);
        let ends = self.network.lines_at(station).len();
        for cut in 0..u32::try_from(cuts).unwrap_or(0) {
            if ends == 0 {
                break;
            }
            let (line, _) = self.network.lines_at(station)[cut as usize % ends];
            let built = self.network.lines[line];
            let side = if built.from == station {
                Direction::Ahead
            } else {
                Direction::Back
            };
            let cut = Identity::YardCut {
                impact: key,
                n: cut,
            };
            self.cut(built.first_block(side), second, 0, cut.key(), cause);
        }
        self.yards.note(YardStrike {
            second,
            key,
            station,
            bombs_kg,
        });
        let share = (f64::from(bombs_kg) * self.knobs.stock_loss_per_kg).min(1.0);
        let milli = nearest::<i64>(1_000_000.0 * share);
        let mut burnt = 0;
        for (account, rows) in [
            (Account::Depots, &mut self.depots.stock),
            (Account::Transit, &mut self.depots.transit),
        ] {
            let mut lost = [0; CLASSES];
            for (class, lost) in lost.iter_mut().enumerate() {
                *lost = rows[station][class] * milli / 1_000_000;
                rows[station][class] -= *lost;
            }
            burnt += lost.iter().sum::<i64>();
            self.books
                .move_supplies(account, Account::LostOnGround, &lost);
        }
        self.measures.add(Series::LostOnGround, burnt);
    }
}
