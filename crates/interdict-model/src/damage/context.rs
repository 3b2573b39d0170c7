//! What damage and repair look up and write, each by right: the ground and knobs to read, the state of the room and the
//! books to write. Systems ask for [`Damage`] or [`Works`] and work with plain references.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::whole::nearest;
use interdict_engine::{Chance, Rows, RowsMut, When, sample};
use interdict_quantity::Key;

use crate::accounts::Books;
use crate::chance;
use crate::damage::bridge::Bridge;
use crate::damage::churn::Churn;
use crate::damage::closure::Closures;
use crate::damage::gang::GangBase;
use crate::damage::job::{Job, Jobs, Stage};
use crate::damage::order::{DamageKnobs, Order};
use crate::damage::pace::{Ground, Pace, RepairKnobs};
use crate::damage::place::WorkPlace;
use crate::damage::reach::{FAR, Reach};
use crate::damage::reserve::Worth;
use crate::damage::yards::YardStrikes;
use crate::fields::{FieldKnobs, Fields};
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::sky::Sky;
use crate::supply::depot::Depots;

/// Everything that strikes ask the world for.
#[derive(SystemParam)]
pub struct Damage<'w, 's> {
    knobs: Res<'w, DamageKnobs>,
    network: Res<'w, Network>,
    chance: Res<'w, Chance>,
    reach: Res<'w, Reach>,
    bases: Rows<'w, 's, GangBase>,
    churn: ResMut<'w, Churn>,
    jobs: ResMut<'w, Jobs>,
    bridges: RowsMut<'w, 's, Bridge>,
    closures: ResMut<'w, Closures>,
    field_knobs: Res<'w, FieldKnobs>,
    fields: ResMut<'w, Fields>,
    depots: ResMut<'w, Depots>,
    yards: ResMut<'w, YardStrikes>,
    books: ResMut<'w, Books>,
    measures: ResMut<'w, Measures>,
    journal: ResMut<'w, Journal>,
}

impl Damage<'_, '_> {
    /// The same as plain references.
    pub(crate) fn strikes(&mut self) -> Strikes<'_> {
        Strikes {
            knobs: &self.knobs,
            network: &self.network,
            chance: &self.chance,
            reach: &self.reach,
            bases: self.bases.slice(),
            churn: &mut self.churn,
            jobs: &mut self.jobs,
            bridges: self.bridges.slice_mut(),
            closures: &mut self.closures,
            field_knobs: &self.field_knobs,
            fields: &mut self.fields,
            depots: &mut self.depots,
            yards: &mut self.yards,
            books: &mut self.books,
            measures: &mut self.measures,
            journal: &mut self.journal,
        }
    }
}

/// Everything that an impact touches, as plain references.
pub(crate) struct Strikes<'a> {
    pub(crate) knobs: &'a DamageKnobs,
    pub(crate) network: &'a Network,
    pub(crate) chance: &'a Chance,
    pub(crate) reach: &'a Reach,
    pub(crate) bases: &'a [GangBase],
    pub(super) churn: &'a mut Churn,
    pub(crate) jobs: &'a mut Jobs,
    pub(crate) bridges: &'a mut [Bridge],
    pub(crate) closures: &'a mut Closures,
    pub(super) field_knobs: &'a FieldKnobs,
    pub(super) fields: &'a mut Fields,
    pub(super) depots: &'a mut Depots,
    pub(super) yards: &'a mut YardStrikes,
    pub(super) books: &'a mut Books,
    pub(crate) measures: &'a mut Measures,
    pub(crate) journal: &'a mut Journal,
}

impl Strikes<'_> {
    /// Opens a job: its work and the response of the gangs are drawn by its own identity.
    pub(crate) fn open_job(&mut self, order: Order) {
        let when = When::on(0);
        let [by_work]: [f64; 1] = self.chance.draw(chance::WORK, order.key, when);
        let spread = self.knobs.work_log_sd;
        let gang_s = 3_600.0 * sample::log_normal(by_work, order.gang_h, spread);
        let larger = sample::log_normal(by_work, 1.0, spread);
        let known = self.known_at(order.key, order.place, order.second);
        let work = nearest::<i64>(1_000.0 * gang_s);
        let stages = self.knobs.stages(&order, work, larger);
        let mut stages = stages.into_iter().flatten();
        let none = Stage {
            work: 0,
            most_gangs: 1,
            ground: Ground::Spot,
            not_before: 0,
        };
        let at = (order.place, order.place.queue(self.network));
        let stage = stages.next().unwrap_or(none);
        let known = known.max(order.wait_until);
        let who = (order.key, order.cause);
        self.jobs.open(Job {
            later: [stages.next(), stages.next()],
            material_kg: order.material_kg,
            ..Job::known_at(known, who, order.task, at, order.second, stage)
        });
    }

    /// When gangs can begin at a place that was struck at a second, at the earliest: drawn by the identity of the job.
    pub(super) fn known_at(&self, key: Key, place: WorkPlace, second: u32) -> u32 {
        let [by_response]: [f64; 1] = self.chance.draw(chance::RESPONSE, key, When::on(0));
        let far_m = (self.reach)
            .nearest(place, |base| self.bases[base].own > 0)
            .map_or(FAR, |(far, _)| far);
        let median = self.knobs.response_h[usize::from(far_m > self.knobs.near_m)];
        let response = sample::log_normal(by_response, median, self.knobs.response_log_sd);
        second + nearest::<u32>(3_600.0 * response)
    }
}

/// Everything that repairs ask the world for.
#[derive(SystemParam)]
pub struct Works<'w, 's> {
    sky: Res<'w, Sky>,
    knobs: Res<'w, RepairKnobs>,
    network: Res<'w, Network>,
    reach: Res<'w, Reach>,
    worth: Res<'w, Worth>,
    field_knobs: Res<'w, FieldKnobs>,
    fields: ResMut<'w, Fields>,
    jobs: ResMut<'w, Jobs>,
    bases: RowsMut<'w, 's, GangBase>,
    bridges: RowsMut<'w, 's, Bridge>,
    closures: ResMut<'w, Closures>,
    depots: ResMut<'w, Depots>,
    books: ResMut<'w, Books>,
    measures: ResMut<'w, Measures>,
    journal: ResMut<'w, Journal>,
}

impl Works<'_, '_> {
    /// The same as plain references.
    pub(crate) fn site(&mut self) -> Site<'_> {
        Site {
            pace: Pace {
                sky: &self.sky,
                knobs: &self.knobs,
            },
            network: &self.network,
            reach: &self.reach,
            worth: &self.worth,
            field_knobs: &self.field_knobs,
            fields: &mut self.fields,
            jobs: &mut self.jobs,
            bases: self.bases.slice_mut(),
            bridges: self.bridges.slice_mut(),
            closures: &mut self.closures,
            depots: &mut self.depots,
            books: &mut self.books,
            measures: &mut self.measures,
            journal: &mut self.journal,
        }
    }
}

/// Everything that a repair touches, as plain references.
pub(crate) struct Site<'a> {
    pub(super) pace: Pace<'a>,
    pub(super) network: &'a Network,
    pub(super) reach: &'a Reach,
    pub(super) worth: &'a Worth,
    pub(super) field_knobs: &'a FieldKnobs,
    pub(super) fields: &'a mut Fields,
    pub(crate) jobs: &'a mut Jobs,
    pub(super) bases: &'a mut [GangBase],
    pub(crate) bridges: &'a mut [Bridge],
    pub(crate) closures: &'a mut Closures,
    pub(super) depots: &'a mut Depots,
    pub(super) books: &'a mut Books,
    pub(crate) measures: &'a mut Measures,
    pub(crate) journal: &'a mut Journal,
}
