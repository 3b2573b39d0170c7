//! # Repair
//!
//! What happens: a job that has become known takes gangs from the nearest base that has some free; when
//! none has, it waits. Gangs that come free take the most important job within their reach, and when none waits they
//! join others of their base who are too few. With its gangs at work, the second at which a stage of a job is done is
//! known at once.
//!
//! Rule: how fast work goes is told in `pace`, what stages there are in `order`. A crater job that finds a panel at its
//! base needs no preparing. Between stages the gangs stay, as far as there is room; where a stage cannot begin yet - no
//! beams, or daylight where nothing is laid by day - they go, and the job looks for gangs anew. Importance is told in
//! `reserve`: kilograms for a gang-hour, then the job known longest, then its identity. That repair is slow when cuts
//! are many is not a rule: it is the queue.
//!
//! Assumes: gangs stay on a job while it can be worked on; material that lies at the base is at hand; without it the
//! second track and the woods are robbed. A by-pass is built by half of the free gangs of a base at most,
//! and so is a stage of an airfield by gangs of the railway.
//!
//! Sources: "little more than two hours" for a cut when few, "six hours to two days" when many, Italy
//! 1944-45 (Gisborne Herald, 9 February 1945); material prepared by day and laid by night (CMSA).
//!
//! Reads: knobs of `repair`, `Sky`, depots. Writes: jobs, gangs, closures. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;
use interdict_engine::whole::fit;
use interdict_quantity::Key;

use crate::accounts::{Account, Class};
use crate::damage::context::{Site, Works};
use crate::damage::job::{Job, Task};
use crate::damage::pace::Ground;
use crate::damage::place::WorkPlace;
use crate::outcomes::{LineSeries, Series};
use crate::picture::railway::UNKNOWN;
use crate::record::{EventKind, Place};
use crate::row::{GangRow, JobRow};

/// Works through the jobs that have become known or are done in this tick.
pub fn work(clock: Res<Clock>, mut works: Works) {
    let mut site = works.site();
    while let Some(due) = site.jobs.agenda.next_before(clock.until) {
        let slot = JobRow(due.item);
        let job = &site.jobs.slots[slot];
        if !job.is_open || job.stamp != due.stamp {
            continue;
        }
        if job.gangs == 0 {
            site.seek_gangs(slot, due.second);
        } else {
            site.stage_done(slot, due.second);
        }
    }
}

impl Site<'_> {
    /// A job has become known, or can go on.
    fn seek_gangs(&mut self, slot: JobRow, second: u32) {
        let job = self.jobs.slots[slot];
        if job.is_listed {
            // Others may have waited for this second, too: the most important go first.
            while let Some(base) = self.free_base(job.place) {
                self.employ_free(base, second);
                if !self.jobs.slots[slot].is_listed {
                    return;
                }
                if self.bases[base].free() > 0 {
                    self.take_from_list(slot);
                    return self.start(slot, base, second);
                }
            }
            return;
        }
        match self.free_base(job.place) {
            Some(base) => self.start(slot, base, second),
            None => self.wait(slot),
        }
    }

    pub(super) fn wait(&mut self, slot: JobRow) {
        let job = &mut self.jobs.slots[slot];
        (job.is_listed, job.due) = (true, UNKNOWN);
        self.jobs.waiting.put(job.queue, slot);
    }

    fn take_from_list(&mut self, slot: JobRow) {
        let job = &mut self.jobs.slots[slot];
        job.is_listed = false;
        self.jobs.waiting.take(job.queue, slot);
    }

    /// The nearest base with free gangs, of those that are asked: the nearest that has gangs at all, and others
    /// within reach.
    fn free_base(&self, place: WorkPlace) -> Option<GangRow> {
        let (bases, reach) = (&self.bases, self.reach);
        let has_gangs = |base: GangRow| bases[base].own + bases[base].lent > 0;
        let (_, nearest) = reach.nearest(place, has_gangs)?;
        if bases[nearest].free() > 0 {
            return Some(nearest);
        }
        let within = (reach.joined(place).iter()).take_while(|&&(far, _)| far <= reach.reach_m);
        let mut within = within.map(|&(_, base)| base);
        within.find(|&base| has_gangs(base) && bases[base].free() > 0)
    }

    /// A base takes a job over: it asks for the material, looks for a panel, and sends its gangs.
    fn start(&mut self, slot: JobRow, base: GangRow, second: u32) {
        let row = &mut self.jobs.slots[slot];
        let asked = std::mem::take(&mut row.material_kg);
        let camp = &mut self.bases[base];
        if asked > 0 {
            let (station, class) = (camp.station, Class::Stores);
            let account = Account::Consumed;
            let given = (self.depots).draw(self.books, station, class, asked, account);
            row.improvises = given < asked;
        }
        let is_prepared = row.task == Task::Cut && row.stage.ground == Ground::Dump;
        if is_prepared && camp.take_panel(second, self.pace.knobs) {
            row.advance();
            self.measures.add(Series::PanelsLaid, 1);
        }
        self.go_on(slot, base, second);
    }

    /// Gangs of a base work at the stage a job is in, if it can be begun; else it waits until then.
    fn go_on(&mut self, slot: JobRow, base: GangRow, second: u32) {
        let row = &mut self.jobs.slots[slot];
        let stage = row.stage;
        let from = second.max(stage.not_before);
        let from = self.pace.can_begin(from, stage.ground);
        if from > second {
            self.jobs.look_at(slot, from);
            self.wait(slot);
            return;
        }
        row.base = base;
        row.begun = second;
        let free = self.bases[base].free();
        let free = match row.task {
            Task::ByPass { .. } => free * self.pace.knobs.build_milli / 1_000,
            Task::Build if self.bases[base].field.is_none() => {
                free * self.pace.knobs.build_milli / 1_000
            }
            _ => free,
        };
        let gangs = free.min(i64::from(stage.most_gangs)).max(1);
        self.set_gangs(slot, fit(gangs), second);
        let row = &self.jobs.slots[slot];
        if let (Task::Build, WorkPlace::Field(airfield)) = (row.task, row.place) {
            let field = &mut self.fields.fields[airfield];
            field.begun = field.begun.min(second);
        }
        let done = (self.pace).done_at(second, stage.work, row.crew(row.gangs));
        self.jobs.finish_at(slot, done);
    }

    /// Changes the number of gangs at a job of a base.
    fn set_gangs(&mut self, slot: JobRow, gangs: u16, second: u32) {
        let row = &mut self.jobs.slots[slot];
        let camp = &mut self.bases[row.base];
        camp.short -= u32::from(row.is_short());
        let change = i64::from(gangs) - i64::from(row.gangs);
        camp.employ(change, second, self.pace.knobs);
        if matches!(row.place, WorkPlace::Field(_)) {
            self.fields.employ(change, second);
        }
        row.gangs = gangs;
        camp.short += u32::from(row.is_short());
    }

    fn stage_done(&mut self, slot: JobRow, second: u32) {
        let base = self.jobs.slots[slot].base;
        self.set_gangs(slot, 0, second);
        let row = &mut self.jobs.slots[slot];
        if !row.advance() {
            self.done(slot, second);
        } else if self.bases[base].free() > 0 {
            self.go_on(slot, base, second);
        } else {
            // The base has been left: whoever else has gangs goes on.
            row.from = second;
            self.seek_gangs(slot, second);
        }
        self.employ_free(base, second);
    }

    fn done(&mut self, slot: JobRow, second: u32) {
        let job = self.jobs.slots[slot];
        self.jobs.close(slot);
        let Some(line) = job.line() else {
            return self.done_at_field(&job, second);
        };
        let place = Place::Line(line);
        let spell_s = i64::from(second - job.since);
        match job.task {
            Task::Cut => {
                let kind = EventKind::Mended;
                (self.journal).note(second, kind, place, job.key, job.cause, spell_s / 60);
                self.measures.add(Series::CutsRepaired, 1);
                (self.measures).add_line(line, LineSeries::Repaired, 1);
                self.reopen(&job, second);
            }
            Task::MinorBridge => {
                let kind = EventKind::SpanMended;
                (self.journal).note(second, kind, place, job.key, job.cause, spell_s / 3_600);
                self.measures.add(Series::SpansRepaired, 1);
                self.reopen(&job, second);
            }
            Task::Span { bridge, crossing } => self.span_mended(&job, bridge, crossing, second),
            Task::Switch { bridge } => self.switched(&job, bridge, second),
            Task::ByPass { bridge } => self.by_pass_built(&job, bridge, second),
            Task::Fill | Task::Level | Task::Build => {}
        }
    }

    pub(crate) fn reopen(&mut self, job: &Job, second: u32) {
        let Some(block) = job.place.block() else {
            return;
        };
        let keeps_up = self.bases[job.base].free() > 0;
        self.closures.settle_anew(block, second, keeps_up);
        self.closures.clear(
            self.network,
            block,
            second,
            job.key,
            self.measures,
            self.journal,
        );
    }

    /// How a job ranks among others: the first is the most important.
    fn rank(&self, job: &Job) -> (i64, u32, Key) {
        (-self.worth.of(self.jobs, job), job.known, job.key)
    }

    /// Gangs of a base that have come free take the most important waiting job in reach, or join others.
    fn employ_free(&mut self, base: GangRow, second: u32) {
        while self.bases[base].free() > 0 {
            let mut best: Option<((i64, u32, Key), JobRow)> = None;
            for &queue in &self.reach.queues[base] {
                for slot in self.jobs.waiting.on(queue) {
                    let job = &self.jobs.slots[slot];
                    if job.from > second {
                        continue;
                    }
                    let rank = self.rank(job);
                    // Most that wait are less important than one already found: reach is asked after rank.
                    if best.is_none_or(|(other, _)| rank < other)
                        && self.reach.is_near(self.bases, job.place, base)
                    {
                        best = Some((rank, slot));
                    }
                }
            }
            let Some((_, slot)) = best else { break };
            self.take_from_list(slot);
            self.start(slot, base, second);
        }
        while self.bases[base].short > 0 && self.bases[base].free() > 0 {
            self.join(base, second);
        }
    }

    /// Free gangs of a base join the most important job at which others of the base are too few.
    fn join(&mut self, base: GangRow, second: u32) {
        let slots = self.jobs.slots.by_row();
        let short = slots.filter(|(_, job)| job.is_open && job.base == base && job.is_short());
        let first = short.min_by_key(|(_, job)| self.rank(job));
        let (slot, &job) = first.expect("a base knows how many of its jobs are short of gangs");
        let free = self.bases[base].free();
        let more = free.min(i64::from(job.stage.most_gangs - job.gangs));
        let done = (self.pace).done_by(job.begun, second, job.crew(job.gangs));
        let row = &mut self.jobs.slots[slot];
        row.stage.work = (job.stage.work - done).max(0);
        row.begun = second;
        self.set_gangs(slot, job.gangs + fit::<u16, _>(more), second);
        let row = self.jobs.slots[slot];
        let done = (self.pace).done_at(second, row.stage.work, row.crew(row.gangs));
        self.jobs.finish_at(slot, done);
    }
}

/// Gangs that have free hands look at what waits: after a muster or a review. Due daily.
pub(crate) fn call_hands(clock: Res<Clock>, mut works: Works) {
    let mut site = works.site();
    for base in GangRow::first(site.bases.len()) {
        site.employ_free(base, clock.now);
    }
}
