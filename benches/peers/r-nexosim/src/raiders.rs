//! Those who cut the railway: they follow their script, tick by tick.

use std::sync::Arc;

use interdict_quantity::Key;
use kernel_r::built::{Built, TICK};
use nexosim::model::{BuildContext, Context, Model, ProtoModel, schedulable};
use nexosim::ports::Output;
use serde::{Deserialize, Serialize};

use crate::time::{RAIDS, at, second_of, tick_of};

/// A cut.
#[derive(Clone, Copy)]
pub(crate) struct Cut {
    pub(crate) second: u32,
    pub(crate) key: Key,
    pub(crate) block: u32,
}

/// What they are built from.
pub(crate) struct ProtoRaiders {
    pub(crate) built: Arc<Built>,
    /// By base of gangs.
    pub(crate) cut: Vec<Output<Cut>>,
}

/// The raiders.
#[derive(Serialize, Deserialize)]
pub(crate) struct Raiders {
    next: usize,
    cut: Vec<Output<Cut>>,
}

impl ProtoModel for ProtoRaiders {
    type Model = Raiders;

    fn build(self, _: &mut BuildContext<Self>) -> (Raiders, Arc<Built>) {
        let raiders = Raiders {
            next: 0,
            cut: self.cut,
        };
        (raiders, self.built)
    }
}

#[Model(type Env = Arc<Built>)]
impl Raiders {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>, built: &mut Arc<Built>) {
        self.wait(context, built);
    }

    fn wait(&self, context: &Context<Self>, built: &Built) {
        if let Some(raid) = built.raids.get(self.next) {
            let then = at(tick_of(raid.second), RAIDS);
            context
                .schedule_event(then, schedulable!(Self::strike), ())
                .expect("raids are in order");
        }
    }

    /// The raids of a tick.
    #[nexosim(schedulable)]
    async fn strike(&mut self, (): (), context: &Context<Self>, built: &mut Arc<Built>) {
        let until = second_of(context.time()) + TICK;
        while let Some(&raid) = built.raids.get(self.next) {
            if raid.second >= until {
                break;
            }
            self.next += 1;
            for cut in 0..raid.cuts {
                let (block, key) = built.cut(raid, cut);
                let line = built.blocks[block as usize].line as usize;
                let second = raid.second;
                let cut = Cut { second, key, block };
                self.cut[built.gangs_of[line] as usize].send(cut).await;
            }
        }
        self.wait(context, built);
    }
}
