//! # Airfields
//!
//! What happens: a field is finished or being built; a finished one can be used while its runway has a strip free of craters.
//! It is known from which second to which a field could be used.
//!
//! Rule: an unfinished field cannot be used, whatever its runway is like; bombs on it set the stage back that is being
//! built, by their craters' work and by `field.setback_h` each. Where `field.works` is off every field can be used and nothing
//! of this room changes.
//!
//! Assumes: who wants to use a field knows whether it can be used.
//!
//! Sources: with the knobs of `field`.
//!
//! Reads: knobs of `field`. Writes: [`Fields`]. Chance: `FIELD_HIT` by raid (even attempts).

use bevy_ecs::prelude::*;
use interdict_engine::whole::{amount, fit, nearest, whole_part};
use interdict_engine::{Agenda, Chance, Clock, Column, When, sample};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Airfield;

use crate::chance::FIELD_HIT;
use crate::fields::ground::GroundStrike;
use crate::fields::knobs::{FieldKnobs, SURFACED};
use crate::fields::runway::{Crater, Runway};
use crate::identity::Identity;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::picture::railway::UNKNOWN;
use crate::row::{AirfieldRow, JobRow};
use crate::state::state;

/// Craters for which one attempt of chance has room; the further ones have attempts of their own, of even number.
const IN_AN_ATTEMPT: u32 = 1 << 14;

/// One airfield.
#[derive(Clone, Debug)]
pub struct Field {
    /// Identity.
    pub key: Key,
    /// Its runway.
    pub runway: Runway,
    /// Stages that stand.
    pub stages: u8,
    /// Aircraft can use it.
    pub is_usable: bool,
    /// Second from which it has been as it is.
    pub since: u32,
    /// Second up to which its time has been counted.
    counted: u32,
    /// The job at its craters, where there is one.
    pub job: JobRow,
    /// When the stage that is being built was begun; [`UNKNOWN`] before gangs come.
    pub begun: u32,
    /// Longer least time of the stage, by bombs, seconds.
    pub more_s: u32,
    /// More work of the stage, by bombs, thousandths of a gang-second.
    pub more_work: i64,
    /// Craters that are filled with the stage.
    pub in_stage: i64,
    /// Jobs opened so far.
    pub works: u32,
    /// Craters made so far.
    pub laid: i64,
    /// Craters filled so far.
    pub filled: i64,
    /// Aircraft that stand there and belong to no unit.
    pub parked: u32,
    /// Aircraft for which its revetments have room, once they stand.
    shelters: u32,
}

state!(
    Field: runway, stages, is_usable, since, counted, job, begun, more_s, more_work, in_stage, works, laid, filled, parked;
    fixed: key, shelters
);

impl Field {
    fn new(airfield: &Airfield, scenario: &Scenario, knobs: &FieldKnobs) -> Self {
        let rules = &scenario.rules.field;
        let mm = |metres: f64| nearest::<i64>(1_000.0 * metres);
        let lanes = whole_part::<u16>(f64::from(airfield.width_m) / rules.lane_m).max(1);
        let strip_m = airfield.strip_m.map_or(rules.strip_m, f64::from);
        let runway = Runway::new(
            mm(airfield.runway_m.into()),
            lanes,
            mm(strip_m),
            mm(rules.crater_reach_m),
        );
        let stages = airfield.stands as u8;
        let is_usable = !knobs.works || stages >= SURFACED && runway.is_clear();
        Self {
            key: airfield.key,
            runway,
            stages,
            is_usable,
            since: 0,
            counted: 0,
            job: JobRow::NONE,
            begun: UNKNOWN,
            more_s: 0,
            more_work: 0,
            in_stage: 0,
            works: 0,
            laid: 0,
            filled: 0,
            parked: airfield.parked,
            shelters: airfield.shelters,
        }
    }

    /// Its runway has its surface.
    pub(crate) fn is_finished(&self) -> bool {
        self.stages >= SURFACED
    }

    /// Craters that are not filled.
    pub fn open(&self) -> i64 {
        self.in_stage + amount(self.runway.craters().len())
    }

    /// Aircraft that its revetments hold.
    pub(crate) fn sheltered(&self) -> u32 {
        let stand = usize::from(self.stages) == crate::fields::knobs::STAGES;
        if stand { self.shelters } else { 0 }
    }

    /// Where a bomb of a raid makes a crater, and how much work it is to fill.
    pub fn crater(
        &self,
        chance: &Chance,
        knobs: &FieldKnobs,
        raid: Key,
        day: u16,
        bomb: u32,
    ) -> Crater {
        let (further, block) = (bomb / IN_AN_ATTEMPT, bomb % IN_AN_ATTEMPT);
        let when = When::on(day)
            .attempt(2 * fit::<u16, _>(further))
            .block(fit(block));
        let [along, across, luck] = chance.draw::<3>(FIELD_HIT, raid, when);
        let work = sample::log_normal(luck, knobs.crater_work, knobs.work_log_sd);
        Crater {
            lane: whole_part(f64::from(self.runway.lanes) * across),
            at_mm: whole_part(self.runway.length_mm as f64 * along),
            key: Identity::Crater { raid, n: bomb }.key(),
            work: nearest(work),
            is_ordered: false,
        }
    }

    /// A crater is made: on the runway of a finished field; in the ground of one that is not, it sets the stage back.
    pub fn strike(&mut self, crater: Crater, knobs: &FieldKnobs) {
        self.laid += 1;
        if self.is_finished() {
            self.runway.lay(crater);
        } else {
            self.in_stage += 1;
            self.more_work += crater.work;
            self.more_s = self.more_s.saturating_add(knobs.setback_s);
        }
    }

    /// What was ordered has been filled. How many craters.
    pub(crate) fn fill_ordered(&mut self) -> i64 {
        let filled = self.runway.fill_ordered();
        self.filled += filled;
        filled
    }

    /// The second before which the stage that is being built is not finished.
    pub(crate) fn ready_at(&self, knobs: &FieldKnobs) -> u32 {
        let least_s = knobs.stage_s[usize::from(self.stages)];
        self.begun
            .saturating_add(least_s)
            .saturating_add(self.more_s)
    }

    /// The stage that was being built stands. How many craters were filled with it.
    pub(crate) fn finish_stage(&mut self) -> i64 {
        self.stages += 1;
        (self.begun, self.more_s, self.more_work) = (UNKNOWN, 0, 0);
        let filled = std::mem::take(&mut self.in_stage);
        self.filled += filled;
        filled
    }

    /// Looks anew whether aircraft can use it. Where that has changed: the seconds for which it was as it was.
    pub fn look(&mut self, second: u32, measures: &mut Measures) -> Option<u32> {
        let is_usable = self.is_finished() && self.runway.is_clear();
        if is_usable == self.is_usable {
            return None;
        }
        self.settle(second, measures);
        self.is_usable = is_usable;
        let before = std::mem::replace(&mut self.since, second);
        Some(second.saturating_sub(before))
    }

    fn settle(&mut self, second: u32, measures: &mut Measures) {
        if self.is_usable {
            let seconds = i64::from(second) - i64::from(self.counted);
            measures.add(Series::FieldUsableSeconds, seconds);
        }
        self.counted = second;
    }
}

/// The airfields, and what is due at them.
#[derive(Resource, Clone, Debug)]
pub struct Fields {
    /// Each field; none where the rules are off.
    pub fields: Column<AirfieldRow, Field>,
    /// Stages to be begun, and stages that are ready; items are rows.
    pub agenda: Agenda,
    /// Bombs that fell on fields in this tick.
    pub struck: Vec<GroundStrike>,
    /// Gangs at work at fields.
    busy: i64,
    /// Second up to which their time has been counted.
    counted: u32,
    /// Gang-seconds worked and not yet told.
    worked_s: i64,
}

state!(Fields: fields, agenda, struck, busy, counted, worked_s);

impl Fields {
    /// The fields of a scenario as they stand on its first day.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = FieldKnobs::new(scenario);
        let airfields = scenario.airfields.iter().filter(|_| knobs.works);
        let fields: Column<AirfieldRow, Field> = airfields
            .map(|airfield| Field::new(airfield, scenario, &knobs))
            .collect();
        let mut agenda = Agenda::default();
        for ((row, field), airfield) in fields.by_row().zip(&scenario.airfields) {
            if usize::from(field.stages) < crate::fields::knobs::STAGES {
                let from = u32::from(airfield.labour_from) * SECONDS_PER_DAY;
                agenda.put(from, field.key, row.0, 0);
            }
        }
        Self {
            fields,
            agenda,
            struck: Vec::new(),
            busy: 0,
            counted: 0,
            worked_s: 0,
        }
    }

    /// Aircraft can use a field: it is finished, and a lane of its runway has a strip free of craters. Always, where the
    /// rules of airfields are off.
    pub fn is_usable(&self, airfield: AirfieldRow) -> bool {
        self.fields.at(airfield).is_none_or(|field| field.is_usable)
    }

    /// What fell on fields in this tick, for whoever keeps aircraft there. Laid out anew whenever impacts are posted.
    pub(crate) fn ground_strikes(&self) -> &[GroundStrike] {
        &self.struck
    }

    /// Changes the number of gangs at work at fields.
    pub fn employ(&mut self, change: i64, second: u32) {
        self.count(second);
        self.busy += change;
    }

    fn count(&mut self, second: u32) {
        self.worked_s += self.busy * (i64::from(second) - i64::from(self.counted));
        self.counted = second;
    }
}

/// The fields that have men of their own, in order; none where the rules are off.
pub(crate) fn labourers(scenario: &Scenario) -> impl Iterator<Item = (AirfieldRow, &Airfield)> {
    let works = scenario.rules.field.works;
    let all = (0..).map(AirfieldRow).zip(&scenario.airfields);
    all.filter(move |(_, airfield)| works && airfield.labour > 0)
}

/// Takes stock of the fields. Due when the day ends.
pub(crate) fn count_fields(
    clock: Res<Clock>,
    mut fields: ResMut<Fields>,
    mut measures: ResMut<Measures>,
) {
    if fields.fields.is_empty() {
        return;
    }
    fields.count(clock.until);
    measures.add(Series::FieldGangMinutes, fields.worked_s / 60);
    fields.worked_s %= 60;
    for field in &mut fields.fields {
        field.settle(clock.until, &mut measures);
        measures.add(Series::FieldCratersOpen, field.open());
    }
}

/// Something is due at a field.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Fields>().agenda.is_due(clock.until)
}
