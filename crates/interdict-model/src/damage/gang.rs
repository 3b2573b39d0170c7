//! # Gangs
//!
//! What happens: repair troops are quartered at bases and come and go on their days. Gangs without work make
//! panels there: track put together beforehand, which a crater job takes instead of preparing its own.
//!
//! Rule: a base has `men x share at work / 100` gangs of a hundred; the day's fractions go to the bases by
//! largest remainder. Every minute of every gang is worked or idle; gangs on the march are idle. An idle gang makes panels at the efficiency of the
//! dump, until `repair.panels_per_base` lie there. What has been made is counted when somebody looks: it is idle
//! time times a rate. Men of an airfield are gangs of a base of their own, which makes none.
//!
//! Assumes: the rails of a panel are in the depot until a job asks for them; a formation that leaves takes its panels
//! along.
//!
//! Sources: Chinese railway engineers, above 65,000 men from late September 1951 (CMSA); shares are estimates.
//!
//! Reads: knobs of `repair`. Writes: [`GangBase`], books. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, Commodity};
use crate::damage::pace::RepairKnobs;
use crate::fields::labourers;
use crate::identity::Identity;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::{AirfieldRow, GangRow, StationRow};
use crate::state::state;

/// Gangs of one base.
#[derive(Component, Clone, Debug)]
pub struct GangBase {
    /// Identity.
    pub key: Key,
    /// Where they are quartered.
    pub station: StationRow,
    /// The airfield whose own men they are; `None` of the railway's.
    pub field: Option<AirfieldRow>,
    /// Men.
    pub men: u32,
    /// First day and day after the last.
    pub days: (u16, u16),
    /// Gangs of its own today.
    pub own: i64,
    /// Gangs lent to it (or by it, negative).
    pub lent: i64,
    /// Gangs at work.
    pub busy: i64,
    /// Second up to which its time has been counted.
    pub counted: u32,
    /// Gang-seconds worked and not yet booked: today's.
    pub worked_s: i64,
    /// Gang-minutes booked since the start: present, and of these worked. What the corps worked beyond its presence
    /// stands with the first base.
    pub minutes: [i64; 2],
    /// Panels made and not yet laid, in thousandths of a gang-second of work.
    pub panels: i64,
    /// Jobs of its gangs at which more could work.
    pub short: u32,
    /// Gangs on the march to it, by the day on which they arrive.
    pub coming: Vec<(u16, i64)>,
}

state!(
    GangBase: own, lent, busy, counted, worked_s, minutes, panels, short, coming;
    fixed: key, station, field, men, days
);

impl GangBase {
    /// Gangs without work.
    pub fn free(&self) -> i64 {
        self.own + self.lent - self.busy
    }

    /// Changes the number at work at a second.
    pub fn employ(&mut self, change: i64, second: u32, knobs: &RepairKnobs) {
        self.count(second, knobs);
        self.busy += change;
    }

    /// Counts what its gangs have done since somebody looked: those at work have worked, the others made panels.
    pub(super) fn count(&mut self, second: u32, knobs: &RepairKnobs) {
        self.panels = self.panels_at(second, knobs);
        self.worked_s += self.busy * (i64::from(second) - i64::from(self.counted));
        self.counted = second;
    }

    fn panels_at(&self, second: u32, knobs: &RepairKnobs) -> i64 {
        if knobs.panel == 0 || knobs.most_panels == 0 || self.field.is_some() {
            return 0;
        }
        // A span never goes past midnight: the day's end counts it.
        let span = i64::from(second) - i64::from(self.counted);
        let made = self.free().max(0) * span * knobs.making(self.counted);
        (self.panels + made).clamp(0, knobs.panel * knobs.most_panels)
    }

    /// A panel lies ready at a second.
    pub(crate) fn has_panel(&self, second: u32, knobs: &RepairKnobs) -> bool {
        knobs.panel > 0 && self.panels_at(second, knobs) >= knobs.panel
    }

    /// Books a day: gang-minutes present, and of these worked. Odd seconds wait for the next day.
    fn book_day(&mut self) -> [i64; 2] {
        let coming: i64 = self.coming.iter().map(|&(_, gangs)| gangs).sum();
        let day = [(self.own + self.lent + coming) * 1_440, self.worked_s / 60];
        self.worked_s %= 60;
        for (booked, minutes) in self.minutes.iter_mut().zip(day) {
            *booked += minutes;
        }
        day
    }

    /// Takes a panel, if one lies ready.
    pub(crate) fn take_panel(&mut self, second: u32, knobs: &RepairKnobs) -> bool {
        let has_one = self.has_panel(second, knobs);
        if has_one {
            self.count(second, knobs);
            self.panels -= knobs.panel;
        }
        has_one
    }
}

/// The bases of a scenario, without gangs: those of its table, and after them the men of airfields, where there are any.
pub(crate) fn gang_bases(scenario: &Scenario) -> Column<GangRow, GangBase> {
    let base = |key: Key, station: u32, men: u32, days: (u16, u16)| GangBase {
        key,
        station: StationRow(station),
        field: None,
        men,
        days,
        own: 0,
        lent: 0,
        busy: 0,
        counted: 0,
        worked_s: 0,
        minutes: [0; 2],
        panels: 0,
        short: 0,
        coming: Vec::new(),
    };
    let railway =
        (scenario.gangs.iter()).map(|row| base(row.key, row.station, row.men, (row.from, row.to)));
    let at_fields = labourers(scenario).map(|(row, airfield)| {
        let (airfield_key, n) = (airfield.key, 0);
        let labour = Identity::FieldLabour {
            airfield: airfield_key,
            n,
        };
        let days = (airfield.labour_from, airfield.labour_to);
        GangBase {
            field: Some(row),
            ..base(labour.key(), 0, airfield.labour, days)
        }
    });
    railway.chain(at_fields).collect()
}

/// Accounts for every minute of every gang. Due when the day ends.
pub fn account(
    clock: Res<Clock>,
    knobs: Res<RepairKnobs>,
    mut bases: RowsMut<GangBase>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let (mut present, mut worked) = (0, 0);
    let bases = bases.slice_mut();
    for base in bases.iter_mut() {
        base.count(clock.until, &knobs);
        let [there, at_work] = base.book_day();
        present += there;
        worked += at_work;
    }
    // Bases that have just left may still be finishing their jobs: where the corps worked more than it was there, it
    // was there for that, too.
    if worked > present {
        bases[0].minutes[0] += worked - present;
        present = worked;
    }
    books.post(
        Commodity::GangMinutes,
        Account::Outside,
        Account::Idle,
        present,
    );
    books.post(Commodity::GangMinutes, Account::Idle, Account::Used, worked);
    measures.add(Series::GangHoursPresent, present);
    measures.add(Series::GangHoursWorked, worked);
}
