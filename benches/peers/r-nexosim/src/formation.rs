//! A formation, which uses what it has with it and draws at its depot.

use std::time::Duration;

use kernel_r::built::{self, DAY};
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::{Output, UniRequestor};
use serde::{Deserialize, Serialize};

use crate::diary::{Count, MISSING};
use crate::time::{FORMATIONS, at, end_of_tick};

/// A formation.
#[derive(Serialize, Deserialize)]
pub(crate) struct Formation {
    need: i64,
    full: i64,
    with_it: i64,
    draw: UniRequestor<i64, i64>,
    count: Output<Count>,
}

#[Model]
impl Formation {
    pub(crate) const fn new(
        of: built::Formation,
        draw: UniRequestor<i64, i64>,
        count: Output<Count>,
    ) -> Self {
        Self {
            need: of.need,
            full: of.full,
            with_it: of.brings,
            draw,
            count,
        }
    }

    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        const SOON: &str = "the first day is to come";
        let day = Duration::from_secs(u64::from(DAY));
        let (morning, evening) = (end_of_tick(6), end_of_tick(21));
        context
            .schedule_periodic_event(
                at(morning, FORMATIONS),
                day,
                schedulable!(Self::consume),
                (),
            )
            .expect(SOON);
        context
            .schedule_periodic_event(at(evening, FORMATIONS), day, schedulable!(Self::fill), ())
            .expect(SOON);
    }

    #[nexosim(schedulable)]
    async fn consume(&mut self) {
        let issued = self.need.min(self.with_it);
        self.with_it -= issued;
        if issued < self.need {
            self.count.send((MISSING, self.need - issued)).await;
        }
    }

    #[nexosim(schedulable)]
    async fn fill(&mut self) {
        let wanted = (self.full - self.with_it).max(0).min(2 * self.need);
        self.with_it += self.draw.send(wanted).await;
    }
}
