//! Bases, stocks, depots, locomotives, formations, trucks, porters, gangs.

use interdict_quantity::Key;

use crate::codes;
use crate::fault::Fault;
use crate::forms::{TableName, km, tons};
use crate::held::{Cells, Held, Telling};
use crate::reader::Reader;
use crate::rows::{Reading, at};
use crate::rules::Supply;
use crate::seeking::Seeking;
use crate::sound::unsound::Sound;
use crate::sounding::Sounding;
use crate::table::{table, words};

use super::row::StationRow;

table! {
    /// Where supplies enter the theatre.
    Base {
        name: "bases", one: "base", kin: "base", key: Some("id"), most: 1_000,
        doc: "Where supplies enter the theatre; at least one where there is supply.",
    }
    id;
    key;
    station;
    /// What can be sent from here.
    tons_per_day as kg_per_day: i64 = tons("t/day", 1_000_000.0), Required;
    source;
}

table! {
    /// Stock at a station on the first day, beyond what formations carry.
    Stock {
        name: "stocks", one: "stock", kin: "", key: Some("station"), most: 50_000,
        doc: "Stock that lies at stations on the first day. A row is named by its station.",
    }
    station;
    /// Days of the need of all who draw from here.
    days: f64 = Number("d", 0.0, 1_000.0), Required;
    source;
}

table! {
    /// Stock that a station shall hold beyond the days of those who draw there: ordered, but nobody's need.
    Depot {
        name: "depots", one: "depot", kin: "depot", key: Some("id"), most: 50_000,
        doc: "Depots to be filled: stock that shall lie at a station beyond the days of those who draw there. It is \
              ordered and brought, but nobody needs it: it is never a shortfall.",
    }
    checked by checked_depot;
    id;
    key;
    station;
    /// What it shall hold, split by class like what formations need.
    tons as kg: i64 = tons("t", 10_000_000.0), Required;
    /// Day by which it shall be full: the target rises evenly from `from` until then.
    full_by: i32 = Date, Worked("at once");
    /// First day.
    from as begins: i32 = FirstDay, Absent("the first day");
    /// First day of the scenario on which it is to be filled.
    worked from: u16;
    to;
    source;
    given;
}

table! {
    /// Locomotives of one home station.
    LocomotivePool {
        name: "locomotives", one: "locomotive pool", kin: "locomotive", key: Some("id"), most: 10_000,
        doc: "Locomotives by home station.",
    }
    id;
    key;
    station;
    /// How many.
    count: u32 = Count("locomotives", 0.0, 20_000.0), Required;
    source;
}

words! {
    /// What a formation does: what its men need follows from it.
    Posture {
        /// It holds its lines.
        Defence = "defence",
        /// It attacks.
        Attack = "attack",
        /// It rests.
        Rest = "rest",
    }
}

impl Posture {
    /// Kilograms a man and day.
    pub fn kg_per_man(self, rules: &Supply) -> f64 {
        match self {
            Self::Defence => rules.defence_kg_per_man,
            Self::Attack => rules.attack_kg_per_man,
            Self::Rest => rules.rest_kg_per_man,
        }
    }
}

/// What a formation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Kilograms a day, as the table says.
    Kilograms(i64),
    /// So many men in a posture.
    Men(u32, Posture),
}

impl Need {
    /// Kilograms a day, before the factor of the rules.
    pub fn kg_per_day(self, rules: &Supply) -> i64 {
        match self {
            Self::Kilograms(kg) => kg,
            Self::Men(men, posture) => (f64::from(men) * posture.kg_per_man(rules)).round() as i64,
        }
    }
}

/// Tons, or men with their posture.
impl Held for Need {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let kg = i64::taken(cells);
        let men = Option::<u32>::taken(cells);
        let posture = Posture::taken(cells);
        men.map_or(Self::Kilograms(kg), |men| Self::Men(men, posture))
    }

    fn told(&self, telling: &mut Telling<'_>) {
        match self {
            Self::Kilograms(kg) => {
                kg.told(telling);
                telling.tell(None);
                telling.tell(None);
            }
            Self::Men(men, posture) => {
                telling.tell(None);
                men.told(telling);
                posture.told(telling);
            }
        }
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        match self {
            Self::Kilograms(kg) => {
                kg.sound(sounding)?;
                sounding.pass(2)
            }
            Self::Men(men, _) => {
                sounding.pass(1)?;
                men.sound(sounding)?;
                sounding.pass(1)
            }
        }
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        match self {
            Self::Kilograms(kg) => {
                kg.seek(seeking);
                seeking.pass(2);
            }
            Self::Men(men, _) => {
                seeking.pass(1);
                men.seek(seeking);
                seeking.pass(1);
            }
        }
    }
}

table! {
    /// An army, corps or other user of supplies, for a span of days: rows of one formation follow each other day by
    /// day.
    Formation {
        name: "formations", one: "formation", kin: "formation", key: Some("id"), most: 10_000,
        doc: "Those who consume: armies, corps, others. Where they draw and what they need changes from row to row \
              of one `formation`.",
    }
    checked by checked_formation;
    id;
    /// Whose row it is: rows of one formation follow each other day by day, and its stock goes with it.
    formation: String = Text, TheId;
    name;
    key;
    /// Where it draws.
    railhead: StationRow = One(TableName::Stations), Required;
    /// Road from there.
    road_km as road_m: u32 = km(0.0, 5_000.0), Default("0");
    /// What it needs.
    need: Need = {
        /// Its need.
        tons_per_day: tons("t/day", 1_000_000.0), Absent("see `men`");
        /// Men who need so many kilograms a day by posture.
        men: Count("men", 0.0, 10_000_000.0), Absent("see `tons_per_day`");
        /// What the `men` do.
        posture: Choice(Posture::WORDS), Absent("defence");
    };
    /// Days of supply it has with itself on the first day of its formation.
    stock_days: f64 = Number("d", 0.0, 1_000.0), Default("5");
    /// Days of its need that its railhead aims at.
    reserve_days: Option<f64> = Number("d", 0.0, 365.0), Absent("the rule's default");
    /// Its days of supply are the front's.
    front: bool = Flag, Default("yes");
    from;
    to;
    source;
}

impl Formation {
    /// Identity of the formation, whatever the row.
    pub fn formation_key(&self) -> Key {
        Key::of(&format!("formation/{}", self.formation))
    }
}

words! {
    /// What trucks are for.
    TruckTask {
        /// From the railhead to the formations that draw there.
        Front = "front",
        /// Round gaps, over the roads that leave this station.
        Gap = "gap",
    }
}

table! {
    /// Trucks of one home station.
    TruckCompany {
        name: "trucks", one: "truck company", kin: "truck", key: Some("id"), most: 10_000,
        doc: "Trucks by home station.",
    }
    id;
    key;
    station;
    /// How many.
    trucks: u32 = Count("trucks", 0.0, 200_000.0), Required;
    /// From the railhead to those who draw there, or round gaps over the roads from here.
    task: TruckTask = Choice(TruckTask::WORDS), Default("front");
    from;
    to;
    source;
}

table! {
    /// Carriers on foot of one home station.
    PorterCompany {
        name: "porters", one: "porter company", kin: "porters", key: Some("id"), most: 10_000,
        doc: "Carriers on foot by station. By night they bring to the formations that draw there what the trucks left.",
    }
    id;
    key;
    station;
    /// How many.
    carriers: u32 = Count("carriers", 0.0, 2_000_000.0), Required;
    from;
    to;
    source;
}

table! {
    /// Repair troops of one base.
    GangBase {
        name: "gangs", one: "gang base", kin: "gang", key: Some("id"), most: 50_000,
        doc: "Repair troops by base.",
    }
    id;
    name;
    key;
    /// Where they are quartered.
    station: StationRow = One(TableName::Stations), Required;
    /// Men.
    men: u32 = Count("men", 0.0, 1_000_000.0), Required;
    from;
    to;
    source;
}

/// A depot is full on the day on which it is begun, or later.
fn checked_depot(depot: &Depot, row: &Reading<'_, Depot>, reader: &mut Reader<'_>) {
    let full_by = at!(Depot, "full_by");
    if row.day(full_by).is_some_and(|day| day < depot.begins) {
        let message = format!("{} is full before it is begun", row.label());
        reader.faults.push(
            Fault::at(codes::END_BEFORE_START, row.place(full_by), message)
                .expected("a date not before `from`"),
        );
    }
}

/// A formation says its need in tons, or in men with their posture: one of them.
fn checked_formation(_: &Formation, row: &Reading<'_, Formation>, reader: &mut Reader<'_>) {
    let (in_tons, in_men) = (at!(Formation, "tons_per_day"), at!(Formation, "men"));
    let posture = at!(Formation, "posture");
    let (tons, men) = (row.is_written(in_tons), row.is_written(in_men));
    if tons == men {
        let (message, column) = if tons {
            let message = format!("{} says what it needs in tons and in men", row.label());
            (message, in_men)
        } else {
            let message = format!("{} does not say what it needs", row.label());
            (message, in_tons)
        };
        let fault = Fault::at(codes::EITHER, row.place(column), message);
        reader
            .faults
            .push(fault.expected("either `tons_per_day` or `men`"));
    }
    if tons && !men && row.is_written(posture) {
        let message = format!("{} has a `posture` but no `men`", row.label());
        let fault = Fault::at(codes::TOGETHER, row.place(posture), message);
        reader
            .faults
            .push(fault.expected("`men` instead of `tons_per_day`"));
    }
}
