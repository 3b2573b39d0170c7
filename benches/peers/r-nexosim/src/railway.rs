//! The railway of a chain: departures, trains, signals; its lines and trains are data of the model.

use std::sync::Arc;
use std::time::Duration;

use kernel_r::built::{DAY, TRY_AGAIN_S};
use nexosim::model::{BuildContext, Context, Model, ProtoModel, schedulable};
use nexosim::ports::{Output, UniRequestor};
use serde::{Deserialize, Serialize};

use crate::diary::{Count, TRAINS};
use crate::time::{BASES, DUSK, END_OF_DAY, NOTES, at, second_of, tick_of, traffic};
use crate::track::{Due, Track};

/// What the staff order.
#[derive(Clone, Copy)]
pub(crate) struct Orders {
    pub(crate) trains: u32,
    pub(crate) every_s: u32,
}

/// What a railway can tell the staff.
#[derive(Clone, Copy)]
pub(crate) struct Report {
    /// Trains that it can pass.
    pub(crate) passes: u32,
    /// What lies at its start, and what is coming there, to be forwarded.
    pub(crate) lies: i64,
    pub(crate) coming: i64,
}

/// What a railway is built from.
pub(crate) struct ProtoRailway {
    pub(crate) track: Track,
    pub(crate) wanted: UniRequestor<(), i64>,
    pub(crate) announce: Output<i64>,
    pub(crate) deliver: Output<i64>,
    pub(crate) changed: Output<()>,
    pub(crate) count: Output<Count>,
}

/// Its ports.
#[derive(Serialize, Deserialize)]
pub(crate) struct Railway {
    wanted: UniRequestor<(), i64>,
    announce: Output<i64>,
    deliver: Output<i64>,
    changed: Output<()>,
    count: Output<Count>,
}

/// What it knows: its lines, and what lies at its start.
pub(crate) struct Ground {
    track: Track,
    budget: i64,
    lies: i64,
    coming: i64,
    orders: Orders,
    sent: u32,
    edition: u32,
}

impl ProtoModel for ProtoRailway {
    type Model = Railway;

    fn build(self, _: &mut BuildContext<Self>) -> (Railway, Ground) {
        let ground = Ground {
            budget: self.track.built.base_kg[self.track.chain.start as usize],
            track: self.track,
            lies: 0,
            coming: 0,
            orders: Orders {
                trains: 0,
                every_s: 0,
            },
            sent: 0,
            edition: 0,
        };
        let railway = Railway {
            wanted: self.wanted,
            announce: self.announce,
            deliver: self.deliver,
            changed: self.changed,
            count: self.count,
        };
        (railway, ground)
    }
}

#[Model(type Env = Ground)]
impl Railway {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>, _: &mut Ground) {
        const SOON: &str = "the first day is to come";
        let day = Duration::from_secs(u64::from(DAY));
        context
            .schedule_periodic_event(at(DAY, BASES), day, schedulable!(Self::dawn), ())
            .expect(SOON);
        context
            .schedule_periodic_event(at(END_OF_DAY, DUSK), day, schedulable!(Self::dusk), ())
            .expect(SOON);
    }

    /// Supplies of a day.
    #[nexosim(schedulable)]
    async fn dawn(&mut self, (): (), _: &Context<Self>, ground: &mut Ground) {
        let track = &ground.track;
        ground.budget = track.built.base_kg[track.chain.start as usize];
    }

    #[nexosim(schedulable)]
    async fn dusk(&mut self, (): (), _: &Context<Self>, ground: &mut Ground) {
        ground.track.close_day();
    }

    /// Schedules what the track has to do.
    fn schedule(context: &Context<Self>, track: &mut Track) {
        const LATER: &str = "a train takes its time";
        let now = context.time();
        for (second, key, due) in std::mem::take(&mut track.agenda) {
            let then = traffic(second, key, now);
            match due {
                Due::Train(train) => {
                    let what = (train, second);
                    context.schedule_event(then, schedulable!(Self::train), what)
                }
                Due::Block(block) => {
                    let what = (block, second);
                    context.schedule_event(then, schedulable!(Self::block), what)
                }
            }
            .expect(LATER);
        }
    }

    #[nexosim(schedulable)]
    async fn train(
        &mut self,
        (train, second): (usize, u32),
        context: &Context<Self>,
        ground: &mut Ground,
    ) {
        let unloaded = ground.track.train_due(train, second);
        Self::schedule(context, &mut ground.track);
        if let Some(kg) = unloaded {
            self.deliver.send(kg).await;
            self.count.send((TRAINS, 1)).await;
        }
    }

    #[nexosim(schedulable)]
    async fn block(
        &mut self,
        (block, second): (u32, u32),
        context: &Context<Self>,
        ground: &mut Ground,
    ) {
        ground.track.block_due(block, second);
        Self::schedule(context, &mut ground.track);
    }

    /// A departure of a plan.
    #[nexosim(schedulable)]
    async fn depart(&mut self, edition: u32, context: &Context<Self>, ground: &mut Ground) {
        if edition != ground.edition || ground.sent >= ground.orders.trains {
            return;
        }
        let second = second_of(context.time());
        let wait = if self.send(second, ground).await {
            ground.sent += 1;
            ground.orders.every_s.max(60)
        } else {
            TRY_AGAIN_S
        };
        Self::schedule(context, &mut ground.track);
        if ground.sent < ground.orders.trains {
            Self::depart_at(second + wait, edition, context, ground);
        }
    }

    fn depart_at(second: u32, edition: u32, context: &Context<Self>, ground: &Ground) {
        let start = ground.track.chain.start as usize;
        let key = ground.track.built.station_key[start].child(7, 0);
        let then = traffic(second, key, context.time());
        context
            .schedule_event(then, schedulable!(Self::depart), edition)
            .expect("departures are to come");
    }

    /// Sends a train, if there is an engine and a load.
    async fn send(&mut self, second: u32, ground: &mut Ground) -> bool {
        if ground.track.idle[0].is_empty() {
            return false;
        }
        let wanted = self.wanted.send(()).await;
        let full = ground.track.built.full_kg;
        let there = ground.lies + ground.budget.max(0);
        let kg = wanted.min(there).min(full);
        if kg == 0 || 2 * kg < full && kg < wanted {
            return false;
        }
        let from_here = kg.min(ground.lies);
        ground.lies -= from_here;
        ground.budget -= kg - from_here;
        ground.track.form(kg, second);
        self.announce.send(kg).await;
        true
    }

    /// The staff want to know -- replier, with the seconds of the night.
    pub(crate) async fn report(
        &mut self,
        night: u32,
        context: &Context<Self>,
        ground: &mut Ground,
    ) -> Report {
        Report {
            passes: ground.track.passes(second_of(context.time()), night),
            lies: ground.lies,
            coming: ground.coming,
        }
    }

    /// A new plan -- input port.
    pub(crate) async fn order(
        &mut self,
        orders: Orders,
        context: &Context<Self>,
        ground: &mut Ground,
    ) {
        let now = second_of(context.time());
        ground.orders = orders;
        ground.sent = 0;
        ground.edition += 1;
        ground.track.call_engines(orders.trains as usize, now);
        Self::schedule(context, &mut ground.track);
        if orders.trains > 0 {
            Self::depart_at(now, ground.edition, context, ground);
        }
    }

    /// Loads are on their way to the start -- input port.
    pub(crate) async fn expect(&mut self, kg: i64, _: &Context<Self>, ground: &mut Ground) {
        ground.coming += kg;
    }

    /// Loads have come to the start -- input port.
    pub(crate) async fn receive(&mut self, kg: i64, _: &Context<Self>, ground: &mut Ground) {
        ground.coming -= kg;
        ground.lies += kg;
    }

    /// A block is cut -- input port.
    pub(crate) async fn close(&mut self, block: u32, context: &Context<Self>, ground: &mut Ground) {
        if ground.track.close(block) {
            Self::note(context);
        }
    }

    /// A cut is mended, at a second -- input port.
    pub(crate) async fn mend(
        &mut self,
        (block, second): (u32, u32),
        context: &Context<Self>,
        ground: &mut Ground,
    ) {
        let now = tick_of(second_of(context.time()));
        if ground.track.mend(block, second, now) {
            Self::note(context);
        }
        Self::schedule(context, &mut ground.track);
    }

    /// The staff hear that a line of their corridor closed or opened, after they have planned.
    fn note(context: &Context<Self>) {
        let then = at(second_of(context.time()), NOTES);
        context
            .schedule_event(then, schedulable!(Self::tell), ())
            .expect("notes come after repairs");
    }

    #[nexosim(schedulable)]
    async fn tell(&mut self, (): (), _: &Context<Self>, _: &mut Ground) {
        self.changed.send(()).await;
    }

    /// When the gangs expect blocks to open -- input port.
    pub(crate) async fn foresee(
        &mut self,
        forecast: Vec<(u32, u32)>,
        _: &Context<Self>,
        ground: &mut Ground,
    ) {
        ground.track.foresee(&forecast);
    }

    /// What a line carried of late -- replier.
    pub(crate) async fn carried(
        &mut self,
        line: u32,
        _: &Context<Self>,
        ground: &mut Ground,
    ) -> i64 {
        let lines = &ground.track.chain.lines;
        let place = lines.iter().position(|&other| other == line);
        place.map_or(0, |place| ground.track.carried[place])
    }
}

/// The track of a chain, to be given to its railway.
pub(crate) fn track(built: &Arc<kernel_r::built::Built>, row: usize, chain: usize) -> Track {
    let chain = built.corridors[row].chains[chain].clone();
    Track::new(Arc::clone(built), chain)
}
