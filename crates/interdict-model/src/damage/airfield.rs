//! # Works at airfields
//!
//! What happens: bombs on an airfield make craters, which may shut its runway; gangs fill them. What of a field does not
//! stand is built, stage by stage: earth, base, surface, revetments. Its own men do both, and gangs of the railway come,
//! as to any other job, where none of its own are free.
//!
//! Rule: a crater lies evenly over the length of the runway and over its lanes, and its work is log-normal. A shut runway
//! is one job: the craters of the strip that takes the least work. A crater that shuts nothing is a job of its own, the
//! lightest first, and comes after all other work. As many gangs work as there is room for at the craters, men for men.
//! Gangs are called after the same response as to a cut. Work at a field that was ordered and not begun is ordered anew
//! when more bombs fall; what is begun is finished. A stage is one job; it stands when its work is done and its least time
//! is over, both longer by the bombs that fell on it, and the next one follows.
//!
//! Assumes: earth is at hand, so no material is drawn; a field is struck before its surface is laid as it is afterwards.
//!
//! Sources: 6,500 ft and 45 revetments at Namsi, Taechon and Saamcham in October 1951 (photographs, Futrell, recalled);
//! an army group built them from September to December 1951 (Chen and Chen 2010); the rest are estimates, with the
//! knobs of `field`.
//!
//! Reads: knobs of `field` and `repair`, gangs. Writes: [`Fields`], jobs, counters, journal. Chance: `FIELD_HIT` by raid,
//! `RESPONSE` by impact.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_engine::whole::fit;
use interdict_quantity::{Key, SECONDS_PER_DAY};

use crate::damage::context::{Site, Strikes, Works};
use crate::damage::job::{Job, Jobs, Stage, Task};
use crate::damage::pace::Ground;
use crate::damage::place::WorkPlace;
use crate::fields::ground::lost_on_the_ground;
use crate::fields::knobs::STAGES;
use crate::fields::{FieldKnobs, Fields, GroundStrike};
use crate::identity::Identity;
use crate::network::Network;
use crate::outcomes::Series;
use crate::picture::railway::UNKNOWN;
use crate::record::{EventKind, Place};
use crate::row::{AirfieldRow, JobRow};

/// Entries of the agenda of fields: a stage can be begun; a stage may be ready.
pub(crate) const BEGINS: u32 = 0;
const IS_READY: u32 = 1;

/// Works at a field are ordered here.
struct Orders<'a> {
    knobs: &'a FieldKnobs,
    network: &'a Network,
    fields: &'a mut Fields,
    jobs: &'a mut Jobs,
}

/// What ordered a work: its own identity and that of what struck, when it was struck, and when gangs can begin.
#[derive(Clone, Copy)]
struct Ordered {
    key: Key,
    cause: Key,
    since: u32,
    known: u32,
}

impl Orders<'_> {
    /// Orders what is to be filled next: the lightest strip of a shut runway, or the lightest crater of another.
    fn fill(&mut self, airfield: AirfieldRow, ordered: Ordered) -> Option<JobRow> {
        let field = &mut self.fields.fields[airfield];
        let (task, craters, work) = if field.is_usable {
            (Task::Level, 1, field.runway.order_lightest()?)
        } else {
            let window = field.runway.lightest_window()?;
            let (craters, work) = field.runway.order(window);
            (Task::Fill, craters, work)
        };
        let crew = self.knobs.crew(craters, work);
        let slot = self.open(airfield, task, crew, ordered);
        self.fields.fields[airfield].job = slot;
        Some(slot)
    }

    /// Orders work at the stage that is being built.
    fn build(&mut self, airfield: AirfieldRow, work: i64, second: u32) -> JobRow {
        let crew = (work, self.knobs.build_gangs);
        let ordered = self.next(airfield, None, second);
        self.open(airfield, Task::Build, crew, ordered)
    }

    /// A further work at a field, known at once. Without a cause it is its own.
    fn next(&mut self, airfield: AirfieldRow, cause: Option<Key>, second: u32) -> Ordered {
        let field = &mut self.fields.fields[airfield];
        let (airfield, n) = (field.key, field.works);
        field.works += 1;
        let key = Identity::FieldWork { airfield, n }.key();
        Ordered {
            key,
            cause: cause.unwrap_or(key),
            since: second,
            known: second,
        }
    }

    fn open(
        &mut self,
        airfield: AirfieldRow,
        task: Task,
        (work, most_gangs): (i64, u16),
        ordered: Ordered,
    ) -> JobRow {
        let place = WorkPlace::Field(airfield);
        let stage = Stage {
            work,
            most_gangs,
            ground: Ground::Field,
            not_before: 0,
        };
        let at = (place, place.queue(self.network));
        let who = (ordered.key, ordered.cause);
        let job = Job::known_at(ordered.known, who, task, at, ordered.since, stage);
        self.jobs.open(job)
    }
}

impl Strikes<'_> {
    /// Bombs on an airfield: craters on its runway, and bombs that went off anywhere on it.
    pub(crate) fn strike_field(
        &mut self,
        airfield: AirfieldRow,
        [craters, bombs]: [u32; 2],
        second: u32,
        key: Key,
        cause: Key,
    ) {
        if !self.field_knobs.works {
            return;
        }
        let day = fit(second / SECONDS_PER_DAY);
        self.strike_parked(airfield, bombs, second, key, cause);
        if craters == 0 {
            return;
        }
        let field = &mut self.fields.fields[airfield];
        for n in 0..craters {
            let crater = field.crater(self.chance, self.field_knobs, cause, day, n);
            field.strike(crater, self.field_knobs);
        }
        self.measures.add(Series::FieldCraters, craters.into());
        if !field.is_finished() {
            return;
        }
        if field.look(second, self.measures).is_some() {
            let (kind, place) = (EventKind::FieldShut, Place::Airfield(airfield));
            let open = field.open();
            (self.journal).note(second, kind, place, key, cause, open);
        }
        self.fill_anew(airfield, second, key, cause);
    }

    /// Aircraft on the ground, and what others who keep aircraft there have to know.
    fn strike_parked(
        &mut self,
        airfield: AirfieldRow,
        bombs: u32,
        second: u32,
        key: Key,
        cause: Key,
    ) {
        let field = &mut self.fields.fields[airfield];
        let strike = GroundStrike {
            second,
            airfield,
            key,
            cause,
            bombs,
            lost: lost_on_the_ground(self.field_knobs, bombs),
            sheltered: field.sheltered(),
        };
        let day = fit(second / SECONDS_PER_DAY);
        let lost = strike.destroys(self.chance, day, field.parked);
        field.parked -= lost;
        self.measures.add(Series::ParkedLost, lost.into());
        self.fields.struck.push(strike);
    }

    /// Orders what is to be filled after more bombs have fallen, unless gangs are at work.
    fn fill_anew(&mut self, airfield: AirfieldRow, second: u32, key: Key, cause: Key) {
        let ordered = if let Some(slot) = self.fields.fields[airfield].job.known() {
            let job = self.jobs.slots[slot];
            if job.gangs > 0 {
                return;
            }
            self.jobs.withdraw(slot);
            self.fields.fields[airfield].runway.countermand();
            Ordered {
                key: job.key,
                cause: job.cause,
                since: job.since,
                known: job.known.max(second),
            }
        } else {
            let place = WorkPlace::Field(airfield);
            Ordered {
                key,
                cause,
                since: second,
                known: self.known_at(key, place, second),
            }
        };
        self.fields.fields[airfield].job = JobRow::NONE;
        let mut orders = Orders {
            knobs: self.field_knobs,
            network: self.network,
            fields: self.fields,
            jobs: self.jobs,
        };
        orders.fill(airfield, ordered);
    }
}

impl Site<'_> {
    fn orders(&mut self) -> Orders<'_> {
        Orders {
            knobs: self.field_knobs,
            network: self.network,
            fields: self.fields,
            jobs: self.jobs,
        }
    }

    /// Gangs are done with a job at an airfield.
    pub(super) fn done_at_field(&mut self, job: &Job, second: u32) {
        let WorkPlace::Field(airfield) = job.place else {
            return;
        };
        if job.task == Task::Build {
            self.look_at_stage(airfield, second);
            return;
        }
        let field = &mut self.fields.fields[airfield];
        field.job = JobRow::NONE;
        let filled = field.fill_ordered();
        self.measures.add(Series::FieldCratersFilled, filled);
        self.look_at_runway(airfield, second, job.key, job.cause);
        let mut orders = self.orders();
        let ordered = orders.next(airfield, Some(job.cause), second);
        if let Some(slot) = orders.fill(airfield, ordered) {
            self.wait(slot);
        }
    }

    fn look_at_runway(&mut self, airfield: AirfieldRow, second: u32, key: Key, cause: Key) {
        let field = &mut self.fields.fields[airfield];
        if let Some(shut_s) = field.look(second, self.measures) {
            let (kind, place) = (EventKind::FieldOpened, Place::Airfield(airfield));
            let minutes = i64::from(shut_s / 60);
            (self.journal).note(second, kind, place, key, cause, minutes);
        }
    }

    /// A stage can be begun.
    fn begin_stage(&mut self, airfield: AirfieldRow, second: u32) {
        let field = &mut self.fields.fields[airfield];
        let work = self.field_knobs.stage_work[usize::from(field.stages)];
        let work = work + std::mem::take(&mut field.more_work);
        let slot = self.orders().build(airfield, work, second);
        self.wait(slot);
    }

    /// The work of a stage has been done, or its least time is over: where nothing is left of either, it stands.
    fn look_at_stage(&mut self, airfield: AirfieldRow, second: u32) {
        let field = &mut self.fields.fields[airfield];
        if field.more_work > 0 {
            let work = std::mem::take(&mut field.more_work);
            let slot = self.orders().build(airfield, work, second);
            return self.wait(slot);
        }
        let (ready_at, key) = (field.ready_at(self.field_knobs), field.key);
        if ready_at > second {
            self.fields.agenda.put(ready_at, key, airfield.0, IS_READY);
            return;
        }
        let filled = field.finish_stage();
        let stages = field.stages;
        self.measures.add(Series::FieldCratersFilled, filled);
        self.measures.add(Series::FieldStages, 1);
        let (kind, place) = (EventKind::StageBuilt, Place::Airfield(airfield));
        (self.journal).note(second, kind, place, key, key, stages.into());
        self.look_at_runway(airfield, second, key, key);
        if usize::from(stages) < STAGES {
            self.begin_stage(airfield, second);
        }
    }
}

/// Begins stages on their days, and finishes those whose least time is over. Due when the agenda of fields is.
pub fn build(clock: Res<Clock>, mut works: Works) {
    let mut site = works.site();
    while let Some(due) = site.fields.agenda.next_before(clock.until) {
        let airfield = AirfieldRow(due.item);
        if due.stamp == BEGINS {
            site.begin_stage(airfield, due.second);
        } else if site.fields.fields[airfield].begun != UNKNOWN {
            site.look_at_stage(airfield, due.second);
        }
    }
}
