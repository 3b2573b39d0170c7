//! The gangs of a base, and the cuts they have before them.

use std::sync::Arc;
use std::time::Duration;

use interdict_engine::Chance;
use interdict_quantity::Key;
use kernel_r::built::{Built, DAY, NONE, done_at};
use nexosim::model::{BuildContext, Context, Model, ProtoModel, schedulable};
use nexosim::ports::{Output, UniRequestor};
use serde::{Deserialize, Serialize};

use crate::diary::{Count, MENDED};
use crate::raiders::Cut;
use crate::time::{FORECAST, at, repair, second_of};

/// How far a job is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Unknown,
    Waiting,
    Begun { gangs: i64, done: u32 },
}

/// A cut to be mended.
#[derive(Clone, Copy)]
struct Job {
    key: Key,
    block: u32,
    known: u32,
    work: i64,
    stage: Stage,
}

/// What a base is built from.
pub(crate) struct ProtoGangs {
    pub(crate) built: Arc<Built>,
    pub(crate) chance: Chance,
    pub(crate) base: usize,
    pub(crate) ports: Gangs,
}

/// The ports of a base.
#[derive(Serialize, Deserialize)]
pub(crate) struct Gangs {
    pub(crate) close: Output<u32>,
    pub(crate) mend: Output<(u32, u32)>,
    pub(crate) forecast: Output<Vec<(u32, u32)>>,
    pub(crate) carried: UniRequestor<u32, i64>,
    pub(crate) count: Output<Count>,
}

/// The gangs that are free, and the jobs.
pub(crate) struct Base {
    built: Arc<Built>,
    chance: Chance,
    free: i64,
    jobs: Vec<Job>,
}

impl Base {
    fn job(&self, key: u64) -> usize {
        let mut jobs = self.jobs.iter();
        jobs.position(|job| job.key.0 == key).expect("an open job")
    }
}

impl ProtoModel for ProtoGangs {
    type Model = Gangs;

    fn build(self, _: &mut BuildContext<Self>) -> (Gangs, Base) {
        let base = Base {
            free: self.built.gangs[self.base],
            built: self.built,
            chance: self.chance,
            jobs: Vec::new(),
        };
        (self.ports, base)
    }
}

#[Model(type Env = Base)]
impl Gangs {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>, base: &mut Base) {
        let day = Duration::from_secs(u64::from(DAY));
        for hour in base.built.plan_hours {
            let first = at(hour * 3_600, FORECAST);
            context
                .schedule_periodic_event(first, day, schedulable!(Self::foresee), ())
                .expect("the first day is to come");
        }
    }

    /// A cut is made -- input port.
    pub(crate) async fn cut(&mut self, cut: Cut, context: &Context<Self>, base: &mut Base) {
        let (response, work) = base.built.drawn(&base.chance, cut.key);
        let known = cut.second + response;
        base.jobs.push(Job {
            key: cut.key,
            block: cut.block,
            known,
            work,
            stage: Stage::Unknown,
        });
        let then = repair(known, cut.key, context.time());
        context
            .schedule_event(then, schedulable!(Self::know), cut.key.0)
            .expect("news take their time");
        self.close.send(cut.block).await;
    }

    /// A cut becomes known.
    #[nexosim(schedulable)]
    async fn know(&mut self, key: u64, context: &Context<Self>, base: &mut Base) {
        let place = base.job(key);
        if base.free > 0 {
            Self::begin(place, base.jobs[place].known, context, base);
        } else {
            base.jobs[place].stage = Stage::Waiting;
        }
    }

    /// A cut is mended.
    #[nexosim(schedulable)]
    async fn finish(&mut self, key: u64, context: &Context<Self>, base: &mut Base) {
        let place = base.job(key);
        let job = base.jobs.swap_remove(place);
        if let Stage::Begun { gangs, done } = job.stage {
            self.mend.send((job.block, done)).await;
            self.count.send((MENDED, 1)).await;
            base.free += gangs;
            self.employ(done, context, base).await;
        }
    }

    fn begin(place: usize, second: u32, context: &Context<Self>, base: &mut Base) {
        let gangs = base.free.min(base.built.most_gangs);
        base.free -= gangs;
        let job = &mut base.jobs[place];
        let done = done_at(second, job.work, gangs);
        job.stage = Stage::Begun { gangs, done };
        let then = repair(done, job.key, context.time());
        context
            .schedule_event(then, schedulable!(Self::finish), job.key.0)
            .expect("repair takes its time");
    }

    /// Gangs that have come free take the job of the line that carried most, then the one known longest.
    async fn employ(&mut self, second: u32, context: &Context<Self>, base: &mut Base) {
        while base.free > 0 {
            let mut best = None;
            for place in 0..base.jobs.len() {
                let job = base.jobs[place];
                if job.stage == Stage::Waiting {
                    let line = base.built.blocks[job.block as usize].line;
                    let carried = self.carried.send(line).await;
                    let candidate = (-carried, job.known, job.key, place);
                    best = Some(best.map_or(candidate, |best| candidate.min(best)));
                }
            }
            let Some((.., place)) = best else { return };
            Self::begin(place, second, context, base);
        }
    }

    /// Tells the railway when blocks are expected to open.
    #[nexosim(schedulable)]
    async fn foresee(&mut self, (): (), context: &Context<Self>, base: &mut Base) {
        let now = second_of(context.time());
        let due = |job: &Job| match job.stage {
            Stage::Begun { done, .. } => done,
            _ if now > job.known + DAY => NONE,
            _ => done_at(job.known.max(now), job.work, base.built.most_gangs),
        };
        let jobs = base.jobs.iter().map(|job| (job.block, due(job)));
        self.forecast.send(jobs.collect()).await;
    }
}
