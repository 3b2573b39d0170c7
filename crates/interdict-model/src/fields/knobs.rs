//! The knobs of airfields, rounded once.

use bevy_ecs::prelude::Resource;
use interdict_engine::whole::nearest;
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;

/// Stages of building, in order: earth, base, surface, revetments.
pub(crate) const STAGES: usize = 4;

/// Stages after which aircraft can use a field.
pub(crate) const SURFACED: u8 = 3;

/// The knobs of airfields.
#[derive(Resource, Clone, Copy, Debug)]
#[component(immutable)]
pub struct FieldKnobs {
    /// The rules of airfields act.
    pub works: bool,
    /// Work of a crater in the middle of its spread, thousandths of a gang-second.
    pub crater_work: f64,
    /// Spread of that work.
    pub work_log_sd: f64,
    /// Men who can work at one crater.
    pub crater_men: i64,
    /// Kilograms that a repair at a shut field is weighed with.
    pub worth_kg: i64,
    /// Work of each stage, thousandths of a gang-second.
    pub stage_work: [i64; STAGES],
    /// Least time of each stage, seconds.
    pub stage_s: [u32; STAGES],
    /// Gangs that can work at a stage.
    pub build_gangs: u16,
    /// What a crater in an unfinished field costs in time, seconds.
    pub setback_s: u32,
    /// Share of aircraft that one bomb destroys, if few fall: in the open, in revetments.
    pub lethal: [f64; 2],
}

/// Men of a gang.
pub(crate) const GANG_MEN: f64 = 100.0;

/// Thousandths of a gang-second in a man-hour.
const MAN_HOUR: f64 = 3_600_000.0 / GANG_MEN;

impl FieldKnobs {
    /// The knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let (field, repair) = (&scenario.rules.field, &scenario.rules.repair);
        let earth = field.build_man_h * field.earth_share;
        let base = (field.build_man_h - earth) * field.base_share;
        let surface = (field.build_man_h - earth - base) * field.surface_share;
        let shelters = field.build_man_h - earth - base - surface;
        let seconds = |days: f64| nearest::<u32>(f64::from(SECONDS_PER_DAY) * days);
        let dispersal_m2 = 1e6 * field.dispersal_km2;
        Self {
            works: field.works,
            crater_work: MAN_HOUR * field.crater_man_h,
            work_log_sd: repair.work_log_sd,
            crater_men: field.crater_men.into(),
            worth_kg: nearest(1_000.0 * field.worth_t_per_day * repair.stay_days),
            stage_work: [earth, base, surface, shelters].map(|man_h| nearest(MAN_HOUR * man_h)),
            stage_s: [
                field.earth_days,
                field.base_days,
                field.surface_days,
                field.shelters_days,
            ]
            .map(seconds),
            build_gangs: (field.build_men / 100).max(1),
            setback_s: nearest(3_600.0 * field.setback_h),
            lethal: [field.lethal_open_m2, field.lethal_shelter_m2].map(|m2| m2 / dispersal_m2),
        }
    }

    /// Work and gangs for so many craters at once: as many whole gangs as have room; where not even one has, all of one
    /// come, and those that have no room wait.
    pub fn crew(&self, craters: i64, work: i64) -> (i64, u16) {
        let men = craters * self.crater_men;
        if men < 100 {
            (work * 100 / men.max(1), 1)
        } else {
            (work, interdict_engine::whole::fit(men / 100))
        }
    }
}
