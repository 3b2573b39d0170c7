//! A train: runs by night, asks the railway for each segment, waits for the rest.

use kernel_w::shape::{is_front, is_rear, line_of};
use kernel_w::state::{self, BREAKDOWN, Errand, HANDLING, HOURS, Timer, is_night};
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::{Output, UniRequestor};
use serde::{Deserialize, Serialize};

use crate::time::{TRAINS, at, tick_of};

/// What a train asks.
#[derive(Clone, Copy)]
pub(crate) struct Ask {
    pub(crate) train: u32,
    pub(crate) station: u32,
    pub(crate) is_loaded: bool,
}

/// What the railway answers.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    /// There is no way, or no room.
    Wait,
    /// The train breaks down.
    BrokenDown,
    /// The train is at the next station.
    At(u32),
}

/// What a train is about; that of the kernel cannot be written down.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum About {
    Running { is_loaded: bool },
    Unloading,
    Loading,
}

/// A train.
#[derive(Serialize, Deserialize)]
pub(crate) struct Train {
    id: u32,
    station: u32,
    about: About,
    first: u32,
    run: UniRequestor<Ask, Answer>,
    load: UniRequestor<usize, bool>,
    unload: Output<usize>,
}

#[Model]
impl Train {
    pub(crate) fn new(
        id: u32,
        train: state::Train,
        timer: Timer,
        run: UniRequestor<Ask, Answer>,
        load: UniRequestor<usize, bool>,
        unload: Output<usize>,
    ) -> Self {
        Self {
            id,
            station: train.station,
            about: match train.errand {
                Errand::ToFront => About::Running { is_loaded: true },
                Errand::ToRear => About::Running { is_loaded: false },
                Errand::Unloading => About::Unloading,
                Errand::Loading => About::Loading,
            },
            first: u32::from(timer.0).saturating_sub(1),
            run,
            load,
            unload,
        }
    }

    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        self.wait(self.first, context);
    }

    /// Waits until a tick, and by day until the evening if it is to run.
    fn wait(&self, tick: u32, context: &Context<Self>) {
        let is_running = matches!(self.about, About::Running { .. });
        let tick = if is_running && !is_night(tick % HOURS) {
            tick / HOURS * HOURS + 18
        } else {
            tick
        };
        context
            .schedule_event(at(tick, TRAINS), schedulable!(Self::act), ())
            .expect("a train waits for what is to come");
    }

    /// Does what it is about.
    #[nexosim(schedulable)]
    async fn act(&mut self, (): (), context: &Context<Self>) {
        let tick = tick_of(context.time());
        let mut wait = 1;
        match self.about {
            About::Running { is_loaded } => {
                let ask = Ask {
                    train: self.id,
                    station: self.station,
                    is_loaded,
                };
                match self.run.send(ask).await {
                    Answer::Wait => {}
                    Answer::BrokenDown => wait = u32::from(BREAKDOWN),
                    Answer::At(station) => {
                        self.station = station;
                        if is_loaded && is_front(station) {
                            self.about = About::Unloading;
                            wait = u32::from(HANDLING);
                        } else if !is_loaded && is_rear(station) {
                            self.about = About::Loading;
                        }
                    }
                }
            }
            About::Unloading => {
                self.unload.send(line_of(self.station)).await;
                self.about = About::Running { is_loaded: false };
            }
            About::Loading => {}
        }
        if self.about == About::Loading && self.load.send(line_of(self.station)).await {
            self.about = About::Running { is_loaded: true };
            wait = u32::from(HANDLING);
        }
        self.wait(tick + wait, context);
    }
}
