//! # Repair
//!
//! What happens: a job that has become known takes gangs from the nearest base that has some free; when
//! none has, it waits. Gangs that come free take the most important job within their reach. With its
//! gangs at work, the second at which a job is done is known at once.
//!
//! Rule: `work' = -gangs x efficiency`, with one efficiency in the dark and another in daylight, and less
//! without material. Importance: lines that carried most in the past days first, then the job known
//! longest, then its identity. That repair is slow when cuts are many is not a rule: it is the queue.
//!
//! Assumes: gangs stay on a job to its end; material that lies at the base is at hand; without it the
//! second track and the woods are robbed.
//!
//! Sources: "little more than two hours" for a cut when few, "six hours to two days" when many, Italy
//! 1944-45 (Gisborne Herald, 9 February 1945); work contents are estimates.
//!
//! Reads: knobs of `repair`, `Sky`, depots. Writes: jobs, gangs, closures. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Rows, RowsMut};
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, Class};
use crate::damage::bridge::Bridge;
use crate::damage::closure::{Closures, UNKNOWN};
use crate::damage::flood::Floods;
use crate::damage::gang::GangBase;
use crate::damage::job::{Jobs, Task};
use crate::damage::reach::Reach;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::{LineSeries, Series};
use crate::rail::block::running_s;
use crate::record::{EventKind, Place};
use crate::sky::Sky;
use crate::supply::depot::Depots;

/// Knobs of repair, rounded once.
#[derive(Resource, Clone, Debug)]
pub struct RepairKnobs {
    /// Efficiency in the dark and by day, thousandths.
    pub efficiency: [i64; 2],
    /// Factor without material, thousandths.
    pub improvised: i64,
    /// Seconds for which mended track is slow.
    pub mended_s: u32,
    /// Extra seconds over a mended place, by line.
    pub slow_s: Vec<u32>,
}

impl RepairKnobs {
    /// The knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let (repair, rail) = (&scenario.rules.repair, &scenario.rules.rail);
        let milli = |share: f64| (1_000.0 * share).round() as i64;
        let length = (1_000.0 * rail.mended_length_km) as u32;
        let slow = |speed: f64| {
            running_s(length, rail.mended_speed_kmh).saturating_sub(running_s(length, speed))
        };
        Self {
            efficiency: [milli(repair.night_efficiency), milli(repair.day_efficiency)],
            improvised: milli(repair.improvised_efficiency),
            mended_s: (86_400.0 * rail.mended_days) as u32,
            slow_s: scenario
                .lines
                .iter()
                .map(|line| slow(line.speed_kmh.unwrap_or(rail.speed_kmh)))
                .collect(),
        }
    }
}

/// How much the lines carried of late: a decaying sum, kilograms.
#[derive(Resource, Clone, Debug)]
pub struct LinePriority(pub Vec<i64>);

/// Follows what the lines carried. Due when the day ends.
pub fn weigh_lines(measures: Res<Measures>, mut priority: ResMut<LinePriority>) {
    for (line, carried) in priority.0.iter_mut().enumerate() {
        let today = measures.lines[line * LineSeries::COUNT + LineSeries::Load as usize];
        *carried = *carried * 6 / 7 + today;
    }
}

/// Works through the jobs that have become known or are done in this tick.
pub fn work(
    clock: Res<Clock>,
    sky: Res<Sky>,
    network: Res<Network>,
    knobs: Res<RepairKnobs>,
    reach: Res<Reach>,
    priority: Res<LinePriority>,
    mut jobs: ResMut<Jobs>,
    mut bases: RowsMut<GangBase>,
    mut bridges: RowsMut<Bridge>,
    mut closures: ResMut<Closures>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let mut site = Site {
        sky: &sky,
        network: &network,
        knobs: &knobs,
        reach: &reach,
        priority: &priority.0,
        jobs: &mut jobs,
        bases: bases.slice_mut(),
        bridges: bridges.slice_mut(),
        closures: &mut closures,
        depots: &mut depots,
        books: &mut books,
        measures: &mut measures,
        journal: &mut journal,
    };
    while let Some(due) = site.jobs.agenda.next_before(clock.until) {
        let job = &site.jobs.slots[due.item as usize];
        if !job.is_open || job.stamp != due.stamp {
            continue;
        }
        if job.gangs == 0 {
            site.seek_gangs(due.item, due.second);
        } else {
            site.done(due.item, due.second);
        }
    }
}

/// Everything that a repair touches, as plain references.
pub(crate) struct Site<'a> {
    sky: &'a Sky,
    network: &'a Network,
    knobs: &'a RepairKnobs,
    reach: &'a Reach,
    priority: &'a [i64],
    pub(crate) jobs: &'a mut Jobs,
    bases: &'a mut [GangBase],
    pub(crate) bridges: &'a mut [Bridge],
    pub(crate) closures: &'a mut Closures,
    depots: &'a mut Depots,
    books: &'a mut Books,
    pub(crate) measures: &'a mut Measures,
    pub(crate) journal: &'a mut Journal,
}

impl Site<'_> {
    fn seek_gangs(&mut self, slot: u32, second: u32) {
        let block = self.jobs.slots[slot as usize].block;
        if let Some(base) = self.free_base(block) {
            self.start(slot, base, second);
        } else {
            let line = self.network.block_line[block as usize];
            self.jobs.waiting.put(line, slot);
        }
    }

    /// The nearest base with free gangs, of those that are asked: the nearest that has gangs at all, and others
    /// within reach.
    fn free_base(&self, block: u32) -> Option<u32> {
        let (bases, reach) = (&self.bases, self.reach);
        let has_gangs = |base: u32| bases[base as usize].own + bases[base as usize].lent > 0;
        let (_, nearest) = reach.nearest(block, has_gangs)?;
        if bases[nearest as usize].free() > 0 {
            return Some(nearest);
        }
        let within = (reach.joined(block).iter()).take_while(|&&(far, _)| far <= reach.reach_m);
        let mut within = within.map(|&(_, base)| base);
        within.find(|&base| has_gangs(base) && bases[base as usize].free() > 0)
    }

    fn start(&mut self, slot: u32, base: u32, second: u32) {
        let job = self.jobs.slots[slot as usize];
        let camp = &mut self.bases[base as usize];
        let gangs = camp.free().min(i64::from(job.most_gangs)).max(1);
        camp.employ(gangs, second);
        let station = camp.station;
        let given = self.depots.draw(
            self.books,
            station,
            Class::Stores,
            job.material_kg,
            Account::Consumed,
        );
        let mut efficiency = self.knobs.efficiency;
        if given < job.material_kg {
            efficiency = efficiency.map(|milli| milli * self.knobs.improvised / 1_000);
        }
        let row = &mut self.jobs.slots[slot as usize];
        row.gangs = gangs as u16;
        row.base = base;
        let done = finishing_second(self.sky, second, job.work, gangs, efficiency);
        self.jobs.finish_at(slot, done);
    }

    fn done(&mut self, slot: u32, second: u32) {
        let job = self.jobs.slots[slot as usize];
        self.jobs.close(slot);
        self.bases[job.base as usize].employ(-i64::from(job.gangs), second);
        match job.task {
            Task::Cut => {
                let line = self.network.block_line[job.block as usize];
                let minutes = i64::from((second - job.since) / 60);
                let place = Place::Line(line);
                self.journal.note(
                    second,
                    EventKind::Mended,
                    place,
                    job.key,
                    job.cause,
                    minutes,
                );
                self.measures.add(Series::CutsRepaired, 1);
                self.measures.add_line(line, LineSeries::Repaired, 1);
                self.reopen(&job, second);
            }
            Task::MinorBridge => {
                let line = self.network.block_line[job.block as usize];
                let hours = i64::from((second - job.since) / 3_600);
                let (kind, place) = (EventKind::SpanMended, Place::Line(line));
                self.journal
                    .note(second, kind, place, job.key, job.cause, hours);
                self.measures.add(Series::SpansRepaired, 1);
                self.reopen(&job, second);
            }
            Task::Span { bridge, crossing } => self.span_mended(&job, bridge, crossing, second),
            Task::Switch { bridge } => self.switched(&job, bridge, second),
        }
        self.employ_free(job.base, second);
    }

    pub(crate) fn reopen(&mut self, job: &crate::damage::job::Job, second: u32) {
        let line = self.network.block_line[job.block as usize] as usize;
        let slow = &mut self.closures.slow[job.block as usize];
        slow.until = second + self.knobs.mended_s;
        slow.mended_s = self.knobs.slow_s[line];
        self.closures.clear(
            self.network,
            job.block,
            second,
            job.key,
            self.measures,
            self.journal,
        );
    }

    /// Gangs of a base that have come free take the most important waiting job in reach.
    fn employ_free(&mut self, base: u32, second: u32) {
        while self.bases[base as usize].free() > 0 {
            let mut best: Option<((i64, u32, interdict_quantity::Key), u32, u32)> = None;
            for &line in &self.reach.lines[base as usize] {
                for slot in self.jobs.waiting.on(line) {
                    let job = &self.jobs.slots[slot as usize];
                    let rank = (-self.priority[line as usize], job.known, job.key);
                    // Most that wait are less important than one already found: reach is asked after rank.
                    if best.is_none_or(|(other, _, _)| rank < other)
                        && self.reach.is_near(self.bases, job.block, base)
                    {
                        best = Some((rank, line, slot));
                    }
                }
            }
            let Some((_, line, slot)) = best else { return };
            self.jobs.waiting.take(line, slot);
            self.start(slot, base, second);
        }
    }
}

/// Gangs that have free hands look at what waits: after a muster or a review. Due daily.
pub fn call_hands(
    clock: Res<Clock>,
    sky: Res<Sky>,
    network: Res<Network>,
    knobs: Res<RepairKnobs>,
    reach: Res<Reach>,
    priority: Res<LinePriority>,
    mut jobs: ResMut<Jobs>,
    mut bases: RowsMut<GangBase>,
    mut bridges: RowsMut<Bridge>,
    mut closures: ResMut<Closures>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let mut site = Site {
        sky: &sky,
        network: &network,
        knobs: &knobs,
        reach: &reach,
        priority: &priority.0,
        jobs: &mut jobs,
        bases: bases.slice_mut(),
        bridges: bridges.slice_mut(),
        closures: &mut closures,
        depots: &mut depots,
        books: &mut books,
        measures: &mut measures,
        journal: &mut journal,
    };
    for base in 0..site.bases.len() as u32 {
        site.employ_free(base, clock.now);
    }
}

/// What the railway staff expect: when each closed block will reopen. A job at work is done when it is
/// done; for one that nobody works on yet they reckon with the hands it can take, from when it can
/// begin, or from now; for one that has waited for more than a day they have no hope. At a bridge the
/// line runs again as soon as any one crossing is ready. Due before each plan.
pub fn foresee(
    clock: Res<Clock>,
    sky: Res<Sky>,
    knobs: Res<RepairKnobs>,
    network: Res<Network>,
    jobs: Res<Jobs>,
    floods: Res<Floods>,
    bridges: Rows<Bridge>,
    mut closures: ResMut<Closures>,
) {
    let bridges = bridges.slice();
    let mut first_crossing: Vec<Option<u32>> = vec![None; bridges.len()];
    for job in jobs.slots.iter().filter(|job| job.is_open) {
        closures.expected[job.block as usize] = 0;
    }
    for job in jobs.slots.iter().filter(|job| job.is_open) {
        let due = if job.gangs > 0 {
            job.due
        } else if clock.now > job.known.saturating_add(SECONDS_PER_DAY) {
            UNKNOWN
        } else {
            let start = job.known.max(clock.now);
            finishing_second(
                &sky,
                start,
                job.work,
                i64::from(job.most_gangs),
                knobs.efficiency,
            )
        };
        match job.task {
            Task::Cut | Task::MinorBridge => {
                let expected = &mut closures.expected[job.block as usize];
                *expected = (*expected).max(due);
            }
            Task::Span { bridge, .. } | Task::Switch { bridge } => {
                let first = &mut first_crossing[bridge as usize];
                *first = Some(first.map_or(due, |other| other.min(due)));
            }
        }
    }
    for (bridge, first) in bridges.iter().zip(first_crossing) {
        if let Some(due) = first.filter(|_| bridge.is_closed) {
            let expected = &mut closures.expected[bridge.block as usize];
            *expected = (*expected).max(due);
        }
    }
    floods.foresee(clock.now, &network, &mut closures);
}

/// The second at which a job is done that is begun at `start` with so many gangs: exact, walking from
/// night to day. Efficiencies in thousandths: in the dark, by day.
pub fn finishing_second(sky: &Sky, start: u32, work: i64, gangs: i64, efficiency: [i64; 2]) -> u32 {
    let mut left = work.max(0);
    let mut second = start;
    for _ in 0..20_000 {
        let is_dark = sky.is_dark(second);
        let until = if is_dark {
            sky.next_light(second)
        } else {
            sky.next_dark(second)
        };
        let rate = gangs * efficiency[usize::from(!is_dark)];
        let done = rate * (i64::from(until) - i64::from(second));
        if rate > 0 && done >= left {
            return second + ((left + rate - 1) / rate) as u32;
        }
        left -= done;
        second = until.max(second + 1);
    }
    UNKNOWN - 1
}
