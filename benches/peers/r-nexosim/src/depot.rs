//! The depot at a railhead: its stock, and what it wants.

use std::sync::Arc;
use std::time::Duration;

use kernel_r::built::{Built, DAY};
use nexosim::model::{BuildContext, Context, Model, ProtoModel, schedulable};
use nexosim::ports::Output;
use serde::{Deserialize, Serialize};

use crate::diary::{Count, DELIVERED};
use crate::time::{DUSK, END_OF_DAY, at};

/// What a depot is built from.
pub(crate) struct ProtoDepot {
    pub(crate) built: Arc<Built>,
    pub(crate) station: usize,
    pub(crate) count: Output<Count>,
}

/// A depot.
#[derive(Serialize, Deserialize)]
pub(crate) struct Depot {
    stock: i64,
    coming: i64,
    daily_grams: i64,
    asked: i64,
    count: Output<Count>,
}

impl ProtoModel for ProtoDepot {
    type Model = Depot;

    fn build(self, _: &mut BuildContext<Self>) -> (Depot, Arc<Built>) {
        let depot = Depot {
            stock: self.built.opening_kg[self.station],
            coming: 0,
            daily_grams: self.built.daily_grams[self.station],
            asked: 0,
            count: self.count,
        };
        (depot, self.built)
    }
}

#[Model(type Env = Arc<Built>)]
impl Depot {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>, _: &mut Arc<Built>) {
        let day = Duration::from_secs(u64::from(DAY));
        context
            .schedule_periodic_event(at(END_OF_DAY, DUSK), day, schedulable!(Self::dusk), ())
            .expect("the first day is to come");
    }

    #[nexosim(schedulable)]
    async fn dusk(&mut self, (): (), _: &Context<Self>, _: &mut Arc<Built>) {
        self.daily_grams += (self.asked * 1_000 - self.daily_grams) / 7;
        self.asked = 0;
    }

    /// What it wants sent -- replier.
    pub(crate) async fn wanted(
        &mut self,
        (): (),
        _: &Context<Self>,
        built: &mut Arc<Built>,
    ) -> i64 {
        built.wanted(self.daily_grams, self.stock, self.coming)
    }

    /// A load is on its way -- input port.
    pub(crate) async fn expect(&mut self, kg: i64, _: &Context<Self>, _: &mut Arc<Built>) {
        self.coming += kg;
    }

    /// A load has come -- input port.
    pub(crate) async fn receive(&mut self, kg: i64, _: &Context<Self>, _: &mut Arc<Built>) {
        self.coming -= kg;
        self.stock += kg;
        self.count.send((DELIVERED, kg)).await;
    }

    /// A formation asks for so much: what it gets -- replier.
    pub(crate) async fn draw(&mut self, kg: i64, _: &Context<Self>, _: &mut Arc<Built>) -> i64 {
        let drawn = kg.min(self.stock);
        self.asked += kg;
        self.stock -= drawn;
        drawn
    }
}
