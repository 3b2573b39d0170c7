//! What must hold: conservation and bounds, checked as the run goes.
//!
//! Once a day the books must balance, and every account must equal the sum of the columns it stands
//! for. A broken law is our mistake, never the scenario's; it ends the run with its name and place.

use std::borrow::Cow;
use std::fmt;

use bevy_ecs::prelude::*;
use interdict_engine::whole::amount;
use interdict_engine::{Clock, Column, Rows};

use crate::accounts::{Account, Books, CLASSES, COMMODITIES, Commodity, Supplies};
use crate::air::AirUnit;
use crate::air::bombers::BomberUnit;
use crate::air::fighters::{FighterUnit, Skies};
use crate::damage::gang::GangBase;
use crate::damage::job::Jobs;
use crate::fields::{Fields, Tank};
use crate::flak::battery::Calibre;
use crate::flak::{Baggage, Battery};
use crate::rail::block::Block;
use crate::rail::timetable::Timetable;
use crate::rail::train::{Train, TrainState};
use crate::row::{FighterRow, GangRow};
use crate::schools::Schools;
use crate::supply::consumption::Formation;
use crate::supply::depot::Depots;
use crate::supply::porters::Porters;
use crate::supply::trucks::Company;

mod schools;

pub(crate) use schools::check_schools;

/// A law that did not hold: a fault of the engine, or, where the law is
/// [`UNSOUND`](crate::simulation::UNSOUND), of who changed a checked scenario by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLaw {
    /// Day of the scenario.
    pub day: u16,
    /// Second of the scenario.
    pub second: u32,
    /// Which law.
    pub law: Cow<'static, str>,
    /// What was found.
    pub detail: String,
}

impl fmt::Display for BrokenLaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "law `{}` broken on day {} (second {}): {}",
            self.law, self.day, self.second, self.detail
        )
    }
}

impl std::error::Error for BrokenLaw {}

/// The first law found broken in this run.
#[derive(Resource, Clone, Debug, Default)]
pub struct Laws {
    /// What was found.
    pub broken: Option<BrokenLaw>,
}

impl Laws {
    /// Notes a broken law, unless one is noted already.
    pub fn hold(
        &mut self,
        clock: &Clock,
        law: &'static str,
        holds: bool,
        detail: impl Fn() -> String,
    ) {
        if !holds && self.broken.is_none() {
            self.broken = Some(BrokenLaw {
                day: clock.day,
                second: clock.until,
                law: Cow::Borrowed(law),
                detail: detail(),
            });
        }
    }

    /// Notes when an account differs from what its columns add up to.
    pub fn equal(
        &mut self,
        clock: &Clock,
        books: &Books,
        commodity: Commodity,
        account: Account,
        columns: i64,
    ) {
        let booked = books.balance(commodity, account);
        self.hold(clock, "columns equal accounts", booked == columns, || {
            let (commodity, account) = (
                COMMODITIES[commodity as usize],
                crate::accounts::ACCOUNTS[account as usize].name,
            );
            format!("{commodity} in `{account}`: booked {booked}, in the columns {columns}")
        });
    }
}

/// Supplies: every ton that entered is somewhere, and every porter. Due when the day ends.
pub(crate) fn check_supplies(
    clock: Res<Clock>,
    books: Res<Books>,
    depots: Res<Depots>,
    timetable: Res<Timetable>,
    trains: Rows<Train>,
    formations: Rows<Formation>,
    porters: Rows<Porters>,
    tanks: Rows<Tank>,
    mut laws: ResMut<Laws>,
) {
    if let Err(fault) = books.ledger.check() {
        laws.hold(&clock, "books balance", false, || fault.to_string());
    }
    let (stock, transit) = depots.totals();
    let on_trains = sum(trains.slice().iter().map(|train| &train.load));
    let with_formations = sum(formations.slice().iter().map(|formation| &formation.stock));
    let on_road = sum(timetable
        .on_road
        .iter()
        .filter(|w| w.is_used)
        .map(|wave| &wave.load));
    for class in 0..CLASSES {
        let commodity = CLASS_COMMODITIES[class];
        laws.equal(&clock, &books, commodity, Account::Depots, stock[class]);
        laws.equal(&clock, &books, commodity, Account::Transit, transit[class]);
        laws.equal(&clock, &books, commodity, Account::Trains, on_trains[class]);
        laws.equal(&clock, &books, commodity, Account::Road, on_road[class]);
        laws.equal(
            &clock,
            &books,
            commodity,
            Account::Formations,
            with_formations[class],
        );
    }
    let in_tanks = tanks.slice().iter().map(|tank| tank.kg).sum();
    laws.equal(&clock, &books, Commodity::Fuel, Account::Fields, in_tanks);
    let carriers = porters.slice().iter().map(|company| company.carriers);
    let (of, ready) = (Commodity::Porters, Account::Ready);
    laws.equal(&clock, &books, of, ready, carriers.sum());
    let coming = sum(depots.coming.iter().chain(&depots.coming_transit));
    for class in 0..CLASSES {
        let expected = on_trains[class] + on_road[class];
        laws.hold(
            &clock,
            "what is coming is on the way",
            coming[class] == expected,
            || {
                format!(
                    "class {class}: noted {}, on the way {expected}",
                    coming[class]
                )
            },
        );
    }
}

const CLASS_COMMODITIES: [Commodity; CLASSES] = [
    Commodity::Food,
    Commodity::Ammunition,
    Commodity::Fuel,
    Commodity::Stores,
    Commodity::Shells,
];

fn sum<'a>(rows: impl Iterator<Item = &'a Supplies>) -> Supplies {
    let mut total = [0; CLASSES];
    for row in rows {
        for (total, kg) in total.iter_mut().zip(row) {
            *total += kg;
        }
    }
    total
}

/// Rolling stock: engines are conserved, and trains are where the blocks say. Due when the day ends.
pub(crate) fn check_railway(
    clock: Res<Clock>,
    books: Res<Books>,
    trains: Rows<Train>,
    blocks: Rows<Block>,
    companies: Rows<Company>,
    mut laws: ResMut<Laws>,
) {
    let trains = trains.slice();
    let in_repair = trains
        .iter()
        .filter(|train| train.state == TrainState::Disabled)
        .count();
    let ready = amount(trains.len() - in_repair);
    laws.equal(
        &clock,
        &books,
        Commodity::Locomotives,
        Account::Ready,
        ready,
    );
    laws.equal(
        &clock,
        &books,
        Commodity::Locomotives,
        Account::Repair,
        amount(in_repair),
    );
    let trucks = companies.slice().iter().map(|company| company.trucks).sum();
    laws.equal(&clock, &books, Commodity::Trucks, Account::Ready, trucks);
    let (mut running, mut standing) = (0_usize, 0_usize);
    for train in trains {
        match train.state {
            TrainState::Running => running += 1,
            TrainState::Waiting | TrainState::SettingDown if train.on_the_way().is_some() => {
                standing += 1;
            }
            _ => {}
        }
    }
    let (mut inside, mut at_end) = (0_usize, 0_usize);
    for (row, block) in blocks.slice().iter().enumerate() {
        inside += usize::from(block.inside[0] + block.inside[1]);
        at_end += usize::from(block.at_end[0] + block.at_end[1]);
        let meets = !block.is_double && block.inside[0] > 0 && block.inside[1] > 0;
        laws.hold(&clock, "one direction on single track", !meets, || {
            format!("block {row}")
        });
    }
    laws.hold(
        &clock,
        "trains are where blocks say",
        inside == running,
        || format!("{running} trains run, blocks hold {inside}"),
    );
    laws.hold(
        &clock,
        "places are taken by trains",
        at_end == running + standing,
        || {
            format!(
                "{} trains on the way, {at_end} places taken",
                running + standing
            )
        },
    );
}

/// Arms: aircraft are ready, in repair or gone; rounds are with the guns, on the road or gone. Due when the
/// day ends.
pub(crate) fn check_arms(
    clock: Res<Clock>,
    books: Res<Books>,
    units: Rows<AirUnit>,
    bombers: Rows<BomberUnit>,
    batteries: Rows<Battery>,
    baggage: Res<Baggage>,
    mut laws: ResMut<Laws>,
) {
    let there = || units.slice().iter();
    let ready = there().map(|unit| i64::from(unit.ready)).sum();
    let repair = there().map(|unit| i64::from(unit.in_repair)).sum();
    laws.equal(&clock, &books, Commodity::Aircraft, Account::Ready, ready);
    laws.equal(&clock, &books, Commodity::Aircraft, Account::Repair, repair);
    let ready = bombers.slice().iter().map(|unit| i64::from(unit.ready));
    laws.equal(
        &clock,
        &books,
        Commodity::Bombers,
        Account::Ready,
        ready.sum(),
    );
    for calibre in Calibre::ALL {
        let with_guns: i64 = batteries
            .slice()
            .iter()
            .filter(|battery| battery.calibre == calibre)
            .map(|battery| battery.rounds)
            .sum();
        let commodity = match calibre {
            Calibre::Light => Commodity::LightRounds,
            Calibre::Heavy => Commodity::HeavyRounds,
        };
        let rounds = with_guns + baggage.rounds(calibre);
        laws.equal(&clock, &books, commodity, Account::Ready, rounds);
    }
}

/// Fighters are ready, in the air, in repair or gone, and who is in the air is in a group. Due when the day ends.
pub(crate) fn check_fighters(
    clock: Res<Clock>,
    books: Res<Books>,
    units: Rows<FighterUnit>,
    skies: Res<Skies>,
    mut laws: ResMut<Laws>,
) {
    for commodity in [Commodity::Interceptors, Commodity::Escorts] {
        let of = || {
            units
                .slice()
                .iter()
                .filter(move |unit| unit.commodity() == commodity)
        };
        let ready = of().map(|unit| i64::from(unit.ready + unit.aloft)).sum();
        let repair = of().map(|unit| i64::from(unit.in_repair)).sum();
        laws.equal(&clock, &books, commodity, Account::Ready, ready);
        laws.equal(&clock, &books, commodity, Account::Repair, repair);
    }
    for (row, unit) in (0..).map(FighterRow).zip(units.slice()) {
        let groups = skies.groups.iter().filter(|group| group.unit == row);
        let in_groups: u32 = groups.map(|group| group.aircraft).sum();
        let holds = !unit.is_there(clock.day) || unit.aloft == in_groups;
        laws.hold(&clock, "fighters in the air are in groups", holds, || {
            format!(
                "unit {}: {} in the air, {in_groups} in groups",
                row.0, unit.aloft
            )
        });
    }
}

/// New units: at the front there are no more aircraft than the unit has. Due when the day ends.
pub(crate) fn check_sent(
    clock: Res<Clock>,
    units: Rows<FighterUnit>,
    schools: Res<Schools>,
    mut laws: ResMut<Laws>,
) {
    for unit in units.slice().iter().filter(|unit| unit.is_sent()) {
        let (there, has) = (
            i64::from(unit.with_it()),
            schools.establishments[unit.school].aircraft,
        );
        laws.hold(&clock, "who is sent has its aircraft", there <= has, || {
            format!("{there} at the front, {has} with the unit")
        });
    }
}

/// Gangs: every minute of every gang was worked or idle, and who works is at a job. Due when the day ends.
pub(crate) fn check_gangs(
    clock: Res<Clock>,
    books: Res<Books>,
    jobs: Res<Jobs>,
    bases: Rows<GangBase>,
    mut laws: ResMut<Laws>,
) {
    let (mut present, mut worked) = (0, 0);
    for base in bases.slice() {
        present += base.minutes[0];
        worked += base.minutes[1];
    }
    let minutes = Commodity::GangMinutes;
    laws.equal(&clock, &books, minutes, Account::Idle, present - worked);
    laws.equal(&clock, &books, minutes, Account::Used, worked);
    let mut at_jobs = Column::<GangRow, i64>::filled(0, bases.slice().len());
    for job in jobs.slots.iter().filter(|job| job.is_open) {
        if job.gangs > 0 {
            at_jobs[job.base] += i64::from(job.gangs);
        }
    }
    for (row, (base, at_jobs)) in bases.slice().iter().zip(at_jobs.into_vec()).enumerate() {
        laws.hold(
            &clock,
            "gangs at work are at jobs",
            base.busy == at_jobs,
            || format!("base {row}: {} at work, {at_jobs} at jobs", base.busy),
        );
    }
}

/// Airfields: every crater is filled or open, and no unfinished or shut field can be used. Due when the day ends.
pub(crate) fn check_fields(clock: Res<Clock>, fields: Res<Fields>, mut laws: ResMut<Laws>) {
    for (row, field) in fields.fields.by_row() {
        let (filled, open) = (field.filled, field.open());
        laws.hold(
            &clock,
            "craters are filled or open",
            field.laid == filled + open,
            || {
                format!(
                    "airfield {}: {} made, {filled} filled, {open} open",
                    row.0, field.laid
                )
            },
        );
        let may_be_used = field.is_finished() && field.runway.is_clear();
        laws.hold(
            &clock,
            "a field in use is finished and clear",
            field.is_usable == may_be_used,
            || format!("airfield {}", row.0),
        );
    }
}
