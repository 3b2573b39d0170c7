//! Fighters, and the stations that see attackers come.

use interdict_quantity::Key;

use crate::codes;
use crate::fault::{Fault, quoted};
use crate::forms::{LATITUDE, LONGITUDE, SHARE, TableName, km};
use crate::reader::Reader;
use crate::rows::{Reading, Table, at};
use crate::table::{table, words};

use super::channels::{Channels, FighterChannel};
use super::row::{AircraftRow, AirfieldRow};
use super::schools::EstablishmentRow;

words! {
    /// What a unit of fighters is for.
    FighterTask {
        /// Meets attackers: flies for the defender.
        Interceptor = "interceptor",
        /// Patrols where interceptors pass: flies for the attackers.
        Screen = "screen",
        /// Goes with raids: flies for the attackers.
        Escort = "escort",
    }
}

table! {
    /// A unit of fighters.
    FighterUnit {
        name: "fighters", one: "fighter unit", kin: "fighter_unit", key: Some("id"), most: 1_000,
        doc: "Units of fighters: interceptors of the defender, screens and escorts of the attackers.",
    }
    checked by checked_fighters;
    id;
    name;
    key;
    /// Meets attackers, screens them, or goes with them.
    task: FighterTask = Choice(FighterTask::WORDS), Required;
    /// What it flies.
    aircraft: AircraftRow = One(TableName::Aircraft), Required;
    /// Aircraft on strength.
    strength: u32 = Count("aircraft", 0.0, 1_000.0), Default("0");
    /// The unit of the schools that it is: it is there while that unit is at the front (`assignments`), with the aircraft,
    /// pilots and hours which that unit then has.
    unit: Option<EstablishmentRow> = One(TableName::Establishments), Absent("it is there from `from` to `to`");
    /// Sorties per ready aircraft and flyable day.
    sorties_per_aircraft: f64 = Number("1/day", 0.0, 10.0), Default("0.65");
    /// Flying hours of its pilots on the type: skill.
    hours: f64 = Number("h", 1.0, 10_000.0), Default("100");
    /// How deadly its aircraft are in a fight, against the ordinary fighter of its task.
    prowess: f64 = Number("factor", 0.0, 10.0), Default("1");
    /// Of an interceptor's sorties, those that sweep at the hours at which raids are believed to come; the others wait
    /// for warning.
    sweep_share: f64 = SHARE, Default("0.6");
    /// Forward airfield that it flies from while aircraft can use it.
    base: Option<AirfieldRow> = One(TableName::Airfields), Absent("none: always from `lat` and `lon`");
    lat;
    lon;
    /// Where a screen patrols: degrees north.
    station_lat: Option<f64> = LATITUDE, Absent("no screen");
    /// Where a screen patrols: degrees east.
    station_lon: Option<f64> = LONGITUDE, Absent("no screen");
    /// It fights no farther north.
    north_limit: Option<f64> = LATITUDE, Absent("no limit");
    /// It fights no farther south.
    south_limit: Option<f64> = LATITUDE, Absent("no limit");
    from;
    to;
    /// By which ways they act: all, unless an analysis switches some off. No file says otherwise.
    worked channels: Channels<FighterChannel>;
    source;
}

table! {
    /// A station that sees attackers come.
    Radar {
        name: "radars", one: "radar", kin: "radar", key: Some("id"), most: 1_000,
        doc: "Stations that see attackers come and warn interceptors.",
    }
    id;
    name;
    key;
    lat;
    lon;
    /// How far it sees what is above its horizon.
    range_km as range_m: u32 = km(1.0, 1_000.0), Default("240");
    /// Height of its aerial above the ground about it.
    aerial_m: f64 = Number("m", 0.0, 3_000.0), Default("10");
    /// Leads fighters to what it sees, instead of telling them where raids are.
    control: bool = Flag, Default("no");
    from;
    to;
    source;
}

impl FighterUnit {
    /// The identity of a unit of this id.
    pub fn key_of(id: &str) -> Key {
        Key::of(&format!("{}/{id}", Self::FORM.kin))
    }
}

/// What the schools send says nothing that is theirs to say; any other unit says how strong it is.
fn checked_unit(unit: &FighterUnit, row: &Reading<'_, FighterUnit>, reader: &mut Reader<'_>) {
    let (strength, school) = (at!(FighterUnit, "strength"), at!(FighterUnit, "unit"));
    if !row.is_written(school) {
        if !row.is_written(strength) {
            let message = format!("{} has no strength", row.label());
            reader.faults.push(
                Fault::at(codes::EITHER, row.place(strength), message)
                    .expected("`strength`, or `unit`: the unit of the schools that it is"),
            );
        }
        return;
    }
    if unit.task != FighterTask::Interceptor {
        let message = format!(
            "{} is a unit of the schools, and no interceptor",
            row.label()
        );
        let fault = Fault::at(
            codes::TOGETHER,
            row.place(at!(FighterUnit, "task")),
            message,
        );
        reader
            .faults
            .push(fault.expected("`task: \"interceptor\"`, or no `unit`"));
    }
    let said = [
        strength,
        at!(FighterUnit, "hours"),
        at!(FighterUnit, "from"),
        at!(FighterUnit, "to"),
    ];
    for column in said.into_iter().filter(|&column| row.is_written(column)) {
        let message = format!(
            "{} is a unit of the schools, which say its {}",
            row.label(),
            quoted(column.name())
        );
        let fault = Fault::at(codes::TOGETHER, row.place(column), message);
        let expected = format!("no `{}`, or no `unit`", column.name());
        reader.faults.push(fault.expected(expected));
    }
}

/// A screen has a place to patrol, and limits leave something between them.
fn checked_fighters(unit: &FighterUnit, row: &Reading<'_, FighterUnit>, reader: &mut Reader<'_>) {
    checked_unit(unit, row, reader);
    let station = (
        at!(FighterUnit, "station_lat"),
        at!(FighterUnit, "station_lon"),
    );
    reader.together(row, station.0, station.1);
    if unit.task == FighterTask::Screen && !row.has(station.0) && !row.has(station.1) {
        let message = format!("{} patrols nowhere", row.label());
        reader.faults.push(
            Fault::at(codes::PLACE, row.place(at!(FighterUnit, "task")), message)
                .expected("`station_lat` and `station_lon`, where the screen patrols"),
        );
    }
    if let (Some(north), Some(south)) = (unit.north_limit, unit.south_limit)
        && north <= south
    {
        let message = format!("{} may fight nowhere: its limits cross", row.label());
        reader.faults.push(
            Fault::at(
                codes::PLACE,
                row.place(at!(FighterUnit, "north_limit")),
                message,
            )
            .expected("a latitude north of `south_limit`"),
        );
    }
}
