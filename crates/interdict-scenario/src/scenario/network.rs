//! Weather, stations, lines, bridges, roads, airfields, areas.

use crate::codes;
use crate::fault::Fault;
use crate::forms::{LATITUDE, LONGITUDE, MOST_PLACES, SHARE, TableName, km};
use crate::reader::Reader;
use crate::rows::{At, Reading, Table, at};
use crate::table::{table, words};

use super::{LineRow, RoadRow, StationRow};

words! {
    /// What a station is.
    StationKind {
        /// A place where trains can wait and be unloaded.
        Station = "station",
        /// A place where trains are formed and many can wait.
        Yard = "yard",
    }
}

table! {
    /// A node of the railway.
    Station {
        name: "stations", one: "station", kin: "station", key: Some("id"), most: MOST_PLACES,
        doc: "Places that lines and roads join: stations of a railway, ports, depots, towns.",
    }
    id;
    name;
    key;
    lat;
    lon;
    /// What it is.
    kind: StationKind = Choice(StationKind::WORDS), Default("station");
    /// Trains it can hide by day in tunnels and shelters; kept for the record, no rule reads it yet.
    shelter: u32 = Count("trains", 0.0, 1_000.0), Default("0");
    /// Trains of one direction it can hold.
    places: Option<u32> = Count("trains", 1.0, 1_000.0), Absent("the rule's default");
    source;
}

words! {
    /// When trains run on a line.
    Running {
        /// In the dark only.
        Night = "night",
        /// Day and night: the enemy does not come here.
        Always = "always",
    }
}

table! {
    /// An edge of the railway.
    Line {
        name: "lines", one: "line", kin: "line", key: Some("id"), most: MOST_PLACES,
        doc: "Edges of the railway. Several lines may join the same two stations.",
    }
    checked by checked_line;
    id;
    key;
    /// One end.
    from: StationRow = One(TableName::Stations), Required;
    /// The other end.
    to: StationRow = One(TableName::Stations), Required;
    /// Name of the railway it belongs to.
    name: String = Text, TheId;
    /// Length.
    length_km as length_m: u32 = km(0.1, 5_000.0), Required;
    /// Tracks that can be used.
    tracks: u8 = Count("tracks", 1.0, 2.0), Default("1");
    /// When trains run: in the dark only, or always.
    running: Running = Choice(Running::WORDS), Default("night");
    /// May not be attacked.
    sanctuary: bool = Flag, Default("no");
    /// Speed of its own.
    speed_kmh: Option<f64> = Number("km/h", 1.0, 200.0), Absent("the rule's default");
    /// Spacing of passing places of its own.
    passing_km: Option<f64> = Number("km", 0.5, 1_000.0), Absent("the rule's default");
    /// First day it can be used, where flood or the like closed it before.
    opens as opens_day: u16 = FirstDay, Absent("open from the start");
    /// Last day it can be used: no train enters it afterwards.
    closes as closes_day: u16 = LastUse, Absent("never");
    /// Weather cell.
    cell: u32 = One(TableName::Weather), Worked("the cell nearest to the line's middle");
    source;
    given;
}

words! {
    /// How a bridge is built: how easily a span falls.
    BridgeClass {
        /// Timber trestle.
        Timber = "timber",
        /// Plate girder.
        Girder = "girder",
        /// Steel truss.
        Truss = "truss",
        /// Masonry or concrete arch.
        Masonry = "masonry",
    }
}

table! {
    /// A rail bridge.
    Bridge {
        name: "bridges", one: "bridge", kin: "bridge", key: Some("id"), most: MOST_PLACES,
        doc: "Rail bridges.",
    }
    checked by checked_bridge;
    id;
    name;
    key;
    /// The line it carries.
    line: LineRow = One(TableName::Lines), Required;
    /// Where on the line, 0 at `from` to 1 at `to`.
    at: f64 = SHARE, Default("0.5");
    /// Length.
    length_m: u32 = Number("m", 1.0, 20_000.0), Required;
    /// How it is built.
    class: BridgeClass = Choice(BridgeClass::WORDS), Default("girder");
    /// First days on which by-passes stand, or `start`.
    bypasses: Vec<u16> = Dates, Absent("none");
    /// A span is laid at night and taken away by day: the bridge looks shut by day and carries trains by night.
    removable: bool = Flag, Default("no");
    /// Degrees north.
    lat: f64 = LATITUDE, Worked("on the line");
    /// Degrees east.
    lon: f64 = LONGITUDE, Worked("on the line");
    source;
    given;
}

table! {
    /// A road between two stations.
    Road {
        name: "roads", one: "road", kin: "road", key: Some("id"), most: MOST_PLACES,
        doc: "Roads between stations, over which cargo can be carried round a gap.",
    }
    checked by checked_road;
    id;
    name;
    key;
    /// One end.
    from: StationRow = One(TableName::Stations), Required;
    /// The other end.
    to: StationRow = One(TableName::Stations), Required;
    /// Length.
    length_km as length_m: u32 = km(0.1, 5_000.0), Required;
    /// Trucks that can pass in a night, one way.
    trucks_per_night: u32 = Count("trucks", 0.0, 200_000.0), Required;
    source;
}

words! {
    /// What of an airfield stands: each stage with those before it.
    FieldStage {
        /// Nothing yet.
        Nothing = "nothing",
        /// The ground is levelled and drained.
        Earth = "earth",
        /// The base course is laid.
        Base = "base",
        /// The runway has its surface: aircraft can use it.
        Surface = "surface",
        /// There are revetments, too.
        Ready = "ready",
    }
}

table! {
    /// An airfield.
    Airfield {
        name: "airfields", one: "airfield", kin: "airfield", key: Some("id"), most: 10_000,
        doc: "Airfields: targets of raids. With `field.works` their runways have craters, and they are built.",
    }
    id;
    name;
    key;
    lat;
    lon;
    /// Length of the runway.
    runway_m: u32 = Number("m", 100.0, 10_000.0), Default("1800");
    /// Width of the runway.
    width_m: u32 = Number("m", 10.0, 300.0), Default("60");
    /// Length that its aircraft need, free of craters.
    strip_m: Option<u32> = Number("m", 100.0, 10_000.0), Absent("`field.strip_m`");
    /// What stands when the scenario begins; the rest is built.
    stands: FieldStage = Choice(FieldStage::WORDS), Default("ready");
    /// Men of its own, who build it and fill its craters.
    labour: u32 = Count("men", 0.0, 200_000.0), Default("0");
    /// Their first day; what does not stand is begun on it.
    labour_from: u16 = FirstDay, Absent("the first day");
    /// Their last day, included.
    labour_to: u16 = LastDay, Absent("to the end");
    /// Where it draws the fuel of the units that are based there.
    depot: Option<StationRow> = One(TableName::Stations), Absent("its fuel comes from outside");
    /// Aircraft that stand there and belong to no unit of the scenario.
    parked: u32 = Count("aircraft", 0.0, 5_000.0), Default("0");
    /// Aircraft for which its revetments have room, once they stand.
    shelters: u32 = Count("aircraft", 0.0, 5_000.0), Default("0");
    source;
}

table! {
    /// A region of one weather.
    WeatherCell {
        name: "weather", one: "weather cell", kin: "weather", key: Some("id"), most: 10_000,
        doc: "Regions of one weather; at least one where there is an attack.",
    }
    id;
    key;
    lat;
    lon;
    /// Share of time with visual weather, twelve months, January first.
    visual as visual_share: [f64; 12] = Months, Required;
    source;
}

table! {
    /// A named set of lines that results are reported for.
    Area {
        name: "areas", one: "area", kin: "area", key: Some("id"), most: 1_000,
        doc: "Named sets of lines: results are reported for them, and sectors and phases name them.",
    }
    checked by checked_area;
    id;
    name;
    key;
    /// Its lines.
    lines: Vec<LineRow> = Many(&[TableName::Lines]), Required;
    /// Roads that lead through it, for counting loads that pass.
    roads: Vec<RoadRow> = Many(&[TableName::Roads]), Absent("none");
    /// Through running begins at one of these stations.
    gates_from: Vec<StationRow> = Many(&[TableName::Stations]),
        Absent("through running means that all its lines are open");
    /// Through running ends at one of these stations.
    gates_to: Vec<StationRow> = Many(&[TableName::Stations]), Absent("as `gates_from`");
    /// Every line and road of it counts a load once, in the direction from `gates_from` to `gates_to`.
    crossing: bool = Flag, Default("no");
    source;
}

/// Reports a line or road whose two ends are one station.
fn check_ends<T: Table>(
    ends: (u32, u32),
    columns: (At<T>, At<T>),
    row: &Reading<'_, T>,
    reader: &mut Reader<'_>,
) {
    if row.has(columns.0) && row.has(columns.1) && ends.0 == ends.1 {
        let message = format!("{} ends where it begins", row.label());
        reader.faults.push(
            Fault::at(codes::LOOP, row.place(columns.1), message)
                .expected("another station than `from`"),
        );
    }
}

/// A line has two ends and does not close before it opens.
fn checked_line(line: &Line, row: &Reading<'_, Line>, reader: &mut Reader<'_>) {
    let ends = (at!(Line, "from"), at!(Line, "to"));
    check_ends((line.from, line.to), ends, row, reader);
    let (opens, closes) = (at!(Line, "opens"), at!(Line, "closes"));
    if let (Some(first), Some(last)) = (row.day(opens), row.day(closes))
        && last < first
    {
        let message = format!("{} closes before it opens", row.label());
        reader.faults.push(
            Fault::at(codes::END_BEFORE_START, row.place(closes), message)
                .expected("a date not before `opens`")
                .related(row.place(opens), "it opens here"),
        );
    }
}

/// A road has two ends.
fn checked_road(road: &Road, row: &Reading<'_, Road>, reader: &mut Reader<'_>) {
    let ends = (at!(Road, "from"), at!(Road, "to"));
    check_ends((road.from, road.to), ends, row, reader);
}

/// A bridge is given both coordinates or none.
fn checked_bridge(_: &Bridge, row: &Reading<'_, Bridge>, reader: &mut Reader<'_>) {
    reader.together(row, at!(Bridge, "lat"), at!(Bridge, "lon"));
}

/// An area has gates on both sides or none.
fn checked_area(_: &Area, row: &Reading<'_, Area>, reader: &mut Reader<'_>) {
    reader.together(row, at!(Area, "gates_from"), at!(Area, "gates_to"));
}
