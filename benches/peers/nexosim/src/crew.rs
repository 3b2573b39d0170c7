//! A repair crew: sleeps until it is called, then plans the end of each repair.

use kernel_w::draws::{Draws, Purpose};
use kernel_w::state::WORK_OF_CUT;
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::UniRequestor;
use serde::{Deserialize, Serialize};

use crate::time::{CREWS, at, tick_of};

/// A repair crew.
#[derive(Serialize, Deserialize)]
pub(crate) struct Crew {
    id: u32,
    seed: u64,
    /// Nothing in its zone is damaged, as far as it knows.
    is_idle: bool,
    worst: UniRequestor<u32, Option<u32>>,
    mend: UniRequestor<u32, u32>,
}

#[Model]
impl Crew {
    pub(crate) fn new(
        id: u32,
        seed: u64,
        worst: UniRequestor<u32, Option<u32>>,
        mend: UniRequestor<u32, u32>,
    ) -> Self {
        Self {
            id,
            seed,
            is_idle: true,
            worst,
            mend,
        }
    }

    /// Something in its zone is hit -- input port.
    pub(crate) async fn alarm(&mut self, (): (), context: &Context<Self>) {
        if self.is_idle {
            self.is_idle = false;
            let now = at(tick_of(context.time()), CREWS);
            context
                .schedule_event(now, schedulable!(Self::look), ())
                .expect("crews come after strikes");
        }
    }

    /// Looks for the most damaged segment and sets out.
    #[nexosim(schedulable)]
    async fn look(&mut self, (): (), context: &Context<Self>) {
        match self.worst.send(self.id).await {
            Some(segment) => self.begin(segment, context),
            None => self.is_idle = true,
        }
    }

    /// A cut of the segment is mended.
    #[nexosim(schedulable)]
    async fn finish(&mut self, segment: u32, context: &Context<Self>) {
        if self.mend.send(segment).await > 0 {
            self.begin(segment, context);
        } else {
            let next = at(tick_of(context.time()) + 1, CREWS);
            context
                .schedule_event(next, schedulable!(Self::look), ())
                .expect("the next hour is to come");
        }
    }

    /// Work on a cut begins with the next hour.
    fn begin(&self, segment: u32, context: &Context<Self>) {
        let draws = Draws::new(self.seed);
        let mut tick = tick_of(context.time());
        let mut work = 0.0;
        while work < WORK_OF_CUT {
            tick += 1;
            let [more] = draws.draw(Purpose::Repair, self.id, tick);
            work += (0.5 + more) as f32;
        }
        context
            .schedule_event(at(tick, CREWS), schedulable!(Self::finish), segment)
            .expect("a repair takes hours");
    }
}
