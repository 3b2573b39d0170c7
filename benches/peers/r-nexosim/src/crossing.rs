//! The road over a river: what lies on the near bank, and the trucks that carry it over.

use std::sync::Arc;

use interdict_model::sky::Sky;
use interdict_quantity::Key;
use kernel_r::built::{Built, Road};
use nexosim::model::{BuildContext, Context, Model, ProtoModel, schedulable};
use nexosim::ports::{Output, UniRequestor};
use serde::{Deserialize, Serialize};

use crate::diary::{Count, TRUCKED};
use crate::time::{second_of, traffic};

/// What the staff order.
#[derive(Clone, Copy)]
pub(crate) struct Haul {
    pub(crate) kg: i64,
    pub(crate) first_wave: u32,
    /// What the trucks can lift in the night.
    pub(crate) lift: i64,
}

/// What a crossing is built from.
pub(crate) struct ProtoCrossing {
    pub(crate) built: Arc<Built>,
    pub(crate) sky: Arc<Sky>,
    pub(crate) row: usize,
    pub(crate) wanted: UniRequestor<(), i64>,
    pub(crate) announce: Output<i64>,
    pub(crate) deliver: Output<i64>,
    pub(crate) count: Output<Count>,
}

/// Where the trucks drive.
pub(crate) struct River {
    built: Arc<Built>,
    sky: Arc<Sky>,
    road: Road,
    near: Key,
}

/// A crossing.
#[derive(Serialize, Deserialize)]
pub(crate) struct Crossing {
    lies: i64,
    coming: i64,
    lift: i64,
    left: i64,
    edition: u32,
    waves: u32,
    wanted: UniRequestor<(), i64>,
    announce: Output<i64>,
    deliver: Output<i64>,
    count: Output<Count>,
}

impl ProtoModel for ProtoCrossing {
    type Model = Crossing;

    fn build(self, _: &mut BuildContext<Self>) -> (Crossing, River) {
        let corridor = &self.built.corridors[self.row];
        let river = River {
            road: corridor.road.expect("a crossing has a road"),
            near: self.built.station_key[corridor.chains[0].end as usize],
            sky: self.sky,
            built: self.built,
        };
        let crossing = Crossing {
            lies: 0,
            coming: 0,
            lift: 0,
            left: 0,
            edition: 0,
            waves: 0,
            wanted: self.wanted,
            announce: self.announce,
            deliver: self.deliver,
            count: self.count,
        };
        (crossing, river)
    }
}

#[Model(type Env = River)]
impl Crossing {
    /// A wave leaves, if it can be over before light.
    #[nexosim(schedulable)]
    async fn wave(&mut self, edition: u32, context: &Context<Self>, river: &mut River) {
        let second = second_of(context.time());
        let (road, sky) = (river.road, &river.sky);
        let light = sky.next_light(second);
        if edition != self.edition
            || self.left <= 0
            || !sky.is_dark(second)
            || second + road.drive_s > light
        {
            return;
        }
        let kg = (river.built.carried(road.trucks, 1_000))
            .min(self.lift)
            .min(self.left)
            .min(self.wanted.send(()).await)
            .min(self.lies);
        if kg > 0 {
            self.left -= kg;
            self.lift -= kg;
            self.lies -= kg;
            self.waves += 1;
            let over = second + road.drive_s + river.built.handling_s / 2;
            let key = river.near.child(10, self.waves);
            context
                .schedule_event(
                    traffic(over, key, context.time()),
                    schedulable!(Self::over),
                    kg,
                )
                .expect("a wave takes its time");
            self.announce.send(kg).await;
            self.count.send((TRUCKED, kg)).await;
        }
        let next = second + (2 * road.drive_s + river.built.handling_s).max(900);
        if next < light {
            Self::wave_at(next, edition, context, river);
        }
    }

    fn wave_at(second: u32, edition: u32, context: &Context<Self>, river: &River) {
        let then = traffic(second, river.near.child(8, 0), context.time());
        context
            .schedule_event(then, schedulable!(Self::wave), edition)
            .expect("waves are to come");
    }

    /// A wave is over.
    #[nexosim(schedulable)]
    async fn over(&mut self, kg: i64, _: &Context<Self>, _: &mut River) {
        self.deliver.send(kg).await;
    }

    /// A load is on its way to the near bank -- input port.
    pub(crate) async fn expect(&mut self, kg: i64, _: &Context<Self>, _: &mut River) {
        self.coming += kg;
    }

    /// A load has come to the near bank -- input port.
    pub(crate) async fn receive(&mut self, kg: i64, _: &Context<Self>, _: &mut River) {
        self.coming -= kg;
        self.lies += kg;
    }

    /// What lies on the near bank, and what is coming there -- replier.
    pub(crate) async fn report(&mut self, (): (), _: &Context<Self>, _: &mut River) -> (i64, i64) {
        (self.lies, self.coming)
    }

    /// A new plan -- input port.
    pub(crate) async fn order(&mut self, haul: Haul, context: &Context<Self>, river: &mut River) {
        self.left = haul.kg;
        self.lift = haul.lift;
        self.edition += 1;
        if haul.kg > 0 {
            Self::wave_at(haul.first_wave, self.edition, context, river);
        }
    }
}
