//! The staff: ask what there is, and say what is to be sent in the night.

use std::sync::Arc;
use std::time::Duration;

use interdict_model::sky::Sky;
use kernel_r::built::{Built, DAY};
use nexosim::model::{BuildContext, Context, Model, ProtoModel, schedulable};
use nexosim::ports::{Output, UniRequestor};
use serde::{Deserialize, Serialize};

use crate::crossing::Haul;
use crate::railway::{Orders, Report};
use crate::time::{PLAN, at, second_of};

/// What the staff are connected with in a corridor.
#[derive(Serialize, Deserialize)]
pub(crate) struct Lines {
    pub(crate) wanted: UniRequestor<(), i64>,
    /// By chain.
    pub(crate) report: Vec<UniRequestor<u32, Report>>,
    pub(crate) order: Vec<Output<Orders>>,
    pub(crate) bank: Option<(UniRequestor<(), (i64, i64)>, Output<Haul>)>,
}

/// What the staff are built from.
pub(crate) struct ProtoStaff {
    pub(crate) built: Arc<Built>,
    pub(crate) sky: Arc<Sky>,
    pub(crate) lines: Vec<Lines>,
}

/// What they have on the wall.
pub(crate) struct Map {
    built: Arc<Built>,
    sky: Arc<Sky>,
}

/// The staff.
#[derive(Serialize, Deserialize)]
pub(crate) struct Staff {
    /// By corridor: a line of it closed or opened since its last plan.
    is_stale: Vec<bool>,
    lines: Vec<Lines>,
}

/// A night to plan for: seconds of dark, the first wave of trucks.
#[derive(Clone, Copy)]
struct Night {
    seconds: u32,
    first_wave: u32,
}

impl ProtoModel for ProtoStaff {
    type Model = Staff;

    fn build(self, _: &mut BuildContext<Self>) -> (Staff, Map) {
        let staff = Staff {
            is_stale: vec![false; self.lines.len()],
            lines: self.lines,
        };
        let map = Map {
            built: self.built,
            sky: self.sky,
        };
        (staff, map)
    }
}

#[Model(type Env = Map)]
impl Staff {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>, map: &mut Map) {
        const SOON: &str = "the first day is to come";
        let day = Duration::from_secs(u64::from(DAY));
        let [daily, evening, night] = map.built.plan_hours.map(|hour| at(hour * 3_600, PLAN));
        context
            .schedule_periodic_event(daily, day, schedulable!(Self::plan), ())
            .expect(SOON);
        for first in [evening, night] {
            context
                .schedule_periodic_event(first, day, schedulable!(Self::revise), ())
                .expect(SOON);
        }
    }

    /// A line of a corridor closed or opened -- input port.
    pub(crate) async fn change(&mut self, row: usize) {
        self.is_stale[row] = true;
    }

    /// Makes the plans of all corridors.
    #[nexosim(schedulable)]
    async fn plan(&mut self, (): (), context: &Context<Self>, map: &mut Map) {
        self.is_stale.fill(true);
        self.revise((), context, map).await;
    }

    /// Makes the plans of those corridors anew of which a line has closed or opened since.
    #[nexosim(schedulable)]
    async fn revise(&mut self, (): (), context: &Context<Self>, map: &mut Map) {
        let (now, sky) = (second_of(context.time()), &map.sky);
        let dusk = if sky.is_dark(now) {
            now
        } else {
            sky.next_dark(now)
        };
        let night = Night {
            seconds: sky.next_light(dusk) - dusk,
            first_wave: dusk + map.built.handling_s / 2,
        };
        let corridors = self.lines.iter_mut().zip(&mut self.is_stale);
        for (row, (lines, is_stale)) in corridors.enumerate() {
            if std::mem::take(is_stale) {
                lines.plan(row, night, &map.built).await;
            }
        }
    }
}

impl Lines {
    async fn plan(&mut self, row: usize, night: Night, built: &Built) {
        let wanted = self.wanted.send(()).await;
        let corridor = &built.corridors[row];
        let mut passes = Vec::new();
        let mut there = Vec::new();
        for (chain, report) in corridor.chains.iter().zip(&mut self.report) {
            let report = report.send(night.seconds).await;
            passes.push(report.passes);
            there.push((chain.start, report.lies, report.coming));
        }
        let mut lift = 0;
        if let (Some((report, _)), Some(road)) = (&mut self.bank, corridor.road) {
            let (lies, coming) = report.send(()).await;
            there.push((corridor.chains[0].end, lies, coming));
            lift = built.lift(road, night.seconds);
        }
        let there = |station: u32| {
            let at = there.iter().find(|(other, ..)| *other == station);
            at.map_or(0, |(_, lies, coming)| {
                lies.min(&wanted) + coming.min(&wanted)
            })
        };
        let sent = built.shares(row, wanted, night.seconds, there, |chain| passes[chain]);
        let trains = [sent[0], sent.iter().sum()];
        for (trains, order) in trains.into_iter().zip(&mut self.order) {
            let every_s = night.seconds / trains.max(1);
            order.send(Orders { trains, every_s }).await;
        }
        if let Some((_, order)) = &mut self.bank {
            let haul = Haul {
                kg: i64::from(sent[0] + sent[1]) * built.full_kg,
                first_wave: night.first_wave,
                lift,
            };
            order.send(haul).await;
        }
    }
}
