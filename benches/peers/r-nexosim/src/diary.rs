//! The diary: counts what the others tell, and puts each day down.

use std::time::Duration;

use kernel_r::built::DAY;
use kernel_r::outcome::Day;
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::Output;
use serde::{Deserialize, Serialize};

use crate::time::{DIARY, END_OF_DAY, at};

/// So much of a figure of the day.
pub(crate) type Count = (usize, i64);

/// The figures, in the order of the outcome.
pub(crate) const DELIVERED: usize = 0;
pub(crate) const MISSING: usize = 1;
pub(crate) const TRUCKED: usize = 2;
pub(crate) const TRAINS: usize = 3;
pub(crate) const MENDED: usize = 4;

/// The diary.
#[derive(Serialize, Deserialize)]
pub(crate) struct Diary {
    today: Day,
    day: Output<Day>,
}

#[Model]
impl Diary {
    pub(crate) const fn new(day: Output<Day>) -> Self {
        Self { today: [0; 5], day }
    }

    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        let day = Duration::from_secs(u64::from(DAY));
        context
            .schedule_periodic_event(at(END_OF_DAY, DIARY), day, schedulable!(Self::close), ())
            .expect("the first day is to come");
    }

    #[nexosim(schedulable)]
    async fn close(&mut self) {
        self.day.send(std::mem::take(&mut self.today)).await;
    }

    /// Something is to be counted -- input port.
    pub(crate) async fn count(&mut self, (figure, amount): Count) {
        self.today[figure] += amount;
    }
}
