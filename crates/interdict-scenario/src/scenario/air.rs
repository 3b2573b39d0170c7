//! Guns, aircraft, units, raids.

use interdict_quantity::Key;

use crate::codes;
use crate::fault::Fault;
use crate::forms::{LATITUDE, LONGITUDE, MOST_ROWS, SHARE, TableName, km, tons};
use crate::held::{Cells, Held, Telling};
use crate::reader::Reader;
use crate::rows::{Reading, Table, at};
use crate::seeking::Seeking;
use crate::sound::unsound::Sound;
use crate::sounding::Sounding;
use crate::table::{table, words};

use super::channels::Channels;
use super::row::{AircraftRow, AirfieldRow, BridgeRow, LineRow, StationRow};

table! {
    /// Anti-aircraft guns at one place for one span of days.
    FlakPosting {
        name: "flak", one: "gun posting", kin: "flak", key: Some("id"), most: 50_000,
        doc: "Anti-aircraft guns at one place for one span of days: at a point (`lat`, `lon`) or along \
              lines (`along`).",
    }
    checked by checked_flak;
    id;
    /// The formation posted: its rounds travel with it from one posting to the next.
    formation: String = Text, TheId;
    name;
    key;
    /// Heavy guns (75 to 85 mm).
    heavy: u32 = Count("guns", 0.0, 2_000.0), Default("0");
    /// Light guns (37 mm).
    light: u32 = Count("guns", 0.0, 2_000.0), Default("0");
    /// Share of establishment that was there.
    strength: f64 = Number("share", 0.0, 2.0), Default("1");
    /// Where.
    place: FlakPlace = {
        /// Degrees north.
        lat: LATITUDE, Absent("see `along`");
        /// Degrees east.
        lon: LONGITUDE, Absent("see `along`");
        /// Radius over which batteries are spread about the point.
        radius_km: km(0.0, 500.0), Default("2");
        /// Lines along which batteries are spread.
        along: Many(&[TableName::Lines]), Absent("see `lat`");
    };
    /// Station that it draws from.
    depot: StationRow = One(TableName::Stations),
        Worked("the nearest yard or railhead with a line, or with a road where there are no lines (an estimate: `check` lists them)");
    /// May be moved by the relocation rule.
    mobile: bool = Flag, Default("no");
    /// Present; a formation that was only asked for is in the file, switched off.
    active: bool = Flag, Default("yes");
    /// Guns, vehicles and kit that the line has to bring to its depot before it fires: 40 to 60 train-loads for a
    /// division.
    arrival_tons as arrival_kg: i64 = tons("t", 1_000_000.0), Default("0");
    from;
    to;
    /// By which channels they act: all, unless an analysis switches some off. No file says otherwise.
    worked channels: Channels;
    source;
    given;
}

impl FlakPosting {
    /// The identity of a posting of this id.
    pub fn key_of(id: &str) -> Key {
        Key::of(&format!("{}/{id}", Self::FORM.kin))
    }
}

/// Where guns stand.
#[derive(Clone, Debug, PartialEq)]
pub enum FlakPlace {
    /// About a point: degrees north, degrees east, radius in metres.
    At {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// Radius over which batteries are spread, metres.
        radius_m: u32,
    },
    /// Spread evenly along lines.
    Along(Vec<LineRow>),
}

/// Lines, where some are named; otherwise a point.
impl Held for FlakPlace {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let (lat, lon, radius_m) = (f64::taken(cells), f64::taken(cells), u32::taken(cells));
        if cells.is_next_given() {
            return Self::Along(Vec::taken(cells));
        }
        cells.next();
        Self::At { lat, lon, radius_m }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        match self {
            Self::At { lat, lon, radius_m } => {
                lat.told(telling);
                lon.told(telling);
                radius_m.told(telling);
                telling.tell(None);
            }
            Self::Along(lines) => {
                (0..3).for_each(|_| telling.tell(None));
                lines.told(telling);
            }
        }
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        match self {
            Self::At { lat, lon, radius_m } => {
                lat.sound(sounding)?;
                lon.sound(sounding)?;
                radius_m.sound(sounding)?;
                sounding.pass(1)
            }
            Self::Along(lines) => {
                sounding.pass(3)?;
                lines.sound(sounding)
            }
        }
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        match self {
            Self::At { radius_m, .. } => {
                seeking.pass(2);
                radius_m.seek(seeking);
                seeking.pass(1);
            }
            Self::Along(_) => seeking.pass(4),
        }
    }
}

table! {
    /// An aircraft type.
    Aircraft {
        name: "aircraft", one: "aircraft type", kin: "aircraft", key: Some("id"), most: 1_000,
        doc: "Aircraft types.",
    }
    id;
    key;
    /// Bombs on a rail sortie.
    bombs: u32 = Count("bombs", 0.0, 100.0), Required;
    /// Weight of one.
    bomb_kg: u32 = Number("kg", 0.0, 10_000.0), Required;
    /// Standard deviation of the miss under no fire.
    miss_m: Option<f64> = Number("m", 1.0, 3_000.0), Absent("the rule's default");
    /// How easily ground fire brings it down, against a jet fighter-bomber.
    vulnerability: f64 = Number("factor", 0.0, 20.0), Default("1");
    /// Radius of action; of fighters, the distance from their base at which they can still meet somebody.
    radius_km as radius_m: u32 = km(1.0, 20_000.0), Default("500");
    /// Speed on the way: what warns of it has the time that it needs, and fighters meet it at this speed.
    speed_kmh: f64 = Number("km/h", 50.0, 3_000.0), Default("650");
    /// Height on the way: radars see it above their horizon.
    way_height_m: u32 = Number("m", 0.0, 20_000.0), Default("3000");
    source;
}

words! {
    /// What an attacking unit does.
    AirRole {
        /// Attacks lines, bridges and yards in daylight.
        FighterBomber = "fighter-bomber",
        /// Searches roads and railways by night.
        Intruder = "intruder",
        /// Bombs from height; flies the raids of record.
        Bomber = "bomber",
    }
}

/// Flights that a unit flies on a day, or patrols in a night, at most: one byte of their keys tells them apart.
pub const MOST_FLIGHTS: u16 = 256;

table! {
    /// An attacking unit.
    AirUnit {
        name: "air_units", one: "air unit", kin: "air_unit", key: Some("id"), most: 10_000,
        doc: "Attacking units.",
    }
    id;
    name;
    key;
    /// Attacks in daylight, searches by night, or bombs from height.
    role: AirRole = Choice(AirRole::WORDS), Default("fighter-bomber");
    /// What it flies.
    aircraft: AircraftRow = One(TableName::Aircraft), Required;
    /// Aircraft on strength.
    strength: u32 = Count("aircraft", 0.0, 5_000.0), Required;
    /// Sorties offered per aircraft on strength and day.
    sorties_per_aircraft: f64 = Number("1/day", 0.0, 10.0), Default("0.8");
    /// Share of its effort that is free for railways.
    rail_share: f64 = SHARE, Default("1");
    /// Lines and areas it may attack.
    sector as sector_named: Vec<String> = Many(&[TableName::Areas, TableName::Lines]),
        Absent("every line that is no sanctuary");
    /// Lines it may attack (rows); empty: every line that is no sanctuary.
    worked sector: Vec<LineRow>;
    /// Its doctrine, in every phase.
    doctrine: String = Text, Absent("that of the phase");
    lat;
    lon;
    from;
    to;
    source;
}

words! {
    /// What kind of thing a raid of record went for.
    TargetKind {
        /// A bridge.
        Bridge = "bridge",
        /// The yard or station.
        Yard = "yard",
        /// An airfield.
        Airfield = "airfield",
        /// Track.
        Track = "track",
    }
}

impl TargetKind {
    /// The table of such targets.
    pub(crate) const fn table(self) -> TableName {
        match self {
            Self::Bridge => TableName::Bridges,
            Self::Yard => TableName::Stations,
            Self::Airfield => TableName::Airfields,
            Self::Track => TableName::Lines,
        }
    }
}

/// What a raid of record went for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RaidTarget {
    /// A bridge.
    Bridge(BridgeRow),
    /// The yard or station.
    Yard(StationRow),
    /// An airfield.
    Airfield(AirfieldRow),
    /// Track: a line, and where on it in thousandths.
    Track(LineRow, u16),
}

impl RaidTarget {
    /// The kind of target, and its row.
    pub const fn row(self) -> (TargetKind, u32) {
        match self {
            Self::Bridge(row) => (TargetKind::Bridge, row),
            Self::Yard(row) => (TargetKind::Yard, row),
            Self::Airfield(row) => (TargetKind::Airfield, row),
            Self::Track(row, _) => (TargetKind::Track, row),
        }
    }
}

/// The kind of target, its id, and for track where on the line. Where there is no such thing, the first of its kind
/// stands in.
impl Held for RaidTarget {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let kind = TargetKind::taken(cells);
        let row = (cells.names.row(kind.table(), cells.next_text())).unwrap_or(0);
        let at = f64::taken(cells);
        match kind {
            TargetKind::Bridge => Self::Bridge(row),
            TargetKind::Yard => Self::Yard(row),
            TargetKind::Airfield => Self::Airfield(row),
            TargetKind::Track => Self::Track(row, (at * 1_000.0).round() as u16),
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let (kind, row) = self.row();
        kind.told(telling);
        telling.tell(telling.name(kind.table(), row));
        telling.tell(match self {
            Self::Track(_, at) => Some((f64::from(*at) / 1_000.0).to_string()),
            _ => None,
        });
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        let (kind, row) = self.row();
        sounding.pass(1)?;
        sounding.row(kind.table(), row)?;
        match self {
            Self::Track(_, at) => sounding.figure(f64::from(*at) / 1_000.0),
            _ => sounding.pass(1),
        }
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        seeking.pass(3);
    }
}

table! {
    /// A raid of record: effort only, its results are the model's.
    Raid {
        name: "raids", one: "raid", kin: "", key: None, most: MOST_ROWS,
        doc: "Raids of record: effort only, their results are the model's. A change addresses them by \
              date: `raids.1951-10-23` is every raid of that day.",
    }
    kept by is_raid_kept;
    key;
    /// Day.
    date as day: u16 = FirstDay, Required;
    /// Who flew it, for people.
    unit: String = Text, Absent("not said");
    /// What for.
    target: RaidTarget = {
        /// What kind of thing it went for.
        target_kind: Choice(TargetKind::WORDS), Required;
        /// Id of the bridge, station (for a yard), airfield or line (for track).
        target: Text, Required;
        /// Where on the line, for track.
        at: SHARE, Default("0.5");
    };
    /// Aircraft that bombed.
    aircraft: u32 = Count("aircraft", 0.0, 5_000.0), Required;
    /// Bombs in all.
    bombs_kg: u32 = Number("kg", 0.0, 10_000_000.0), Required;
    /// By sight (by day) or by radar (by night).
    sighting as visual: bool = Choice(&["visual", "radar"]), Default("visual");
    /// Hour of the day over the target, where the record has it.
    hour as second: Option<u32> = Parts("h", 0.0, 23.999, 3_600),
        Absent("drawn: by sight from 9 to 15, by radar from 20 to 3");
    /// Height.
    height_m: u32 = Number("m", 0.0, 20_000.0), Default("6000");
    source;
}

/// Guns stand at a point or along lines: one of them.
fn checked_flak(posting: &FlakPosting, row: &Reading<'_, FlakPosting>, reader: &mut Reader<'_>) {
    let (lat, lon) = (at!(FlakPosting, "lat"), at!(FlakPosting, "lon"));
    let along = at!(FlakPosting, "along");
    reader.together(row, lat, lon);
    let is_along = row.has(along);
    if is_along == (row.has(lat) || row.has(lon)) {
        let message = if is_along {
            format!("{} stands both at a point and along lines", row.label())
        } else {
            format!("{} stands nowhere", row.label())
        };
        reader.faults.push(
            Fault::at(codes::PLACE, row.place(along), message)
                .expected("either `lat` and `lon`, or `along`"),
        );
    }
    if matches!(&posting.place, FlakPlace::Along(lines) if lines.is_empty()) {
        let message = format!("{} stands along no line", row.label());
        let fault = Fault::at(codes::HOW_MANY, row.place(along), message);
        reader.faults.push(fault.expected("at least one line"));
    }
}

/// A raid goes for something that there is, within the scenario's days; otherwise it is left out.
fn is_raid_kept(raid: &Raid, row: &Reading<'_, Raid>, reader: &mut Reader<'_>) -> bool {
    let (target, date) = (at!(Raid, "target"), at!(Raid, "date"));
    let table = raid.target.row().0.table();
    let written = row.text(target);
    let is_known = reader.names.row(table, written).is_some();
    if !is_known && row.has(target) && row.has(at!(Raid, "target_kind")) {
        let fault = reader.dangling(&[table], written, row.place(target));
        reader.report(fault, &[table]);
    }
    let Some(day) = row.day(date) else {
        return false;
    };
    if reader.starts.is_some() && !(0..i32::from(reader.days)).contains(&day) {
        reader.outside(row, date);
        return false;
    }
    is_known
}
