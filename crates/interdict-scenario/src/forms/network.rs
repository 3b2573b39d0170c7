//! Stations, lines, bridges, roads, airfields, areas.

use super::{
    Column, Form, ID, Kind, LAT, LATITUDE, LON, LONGITUDE, MARK, MOST_PLACES, NAME, SHARE, SOURCE,
    TableName, absent, default, required,
};

const FROM: Column = required("from", Kind::One(TableName::Stations), "one end");
const TO: Column = required("to", Kind::One(TableName::Stations), "the other end");
const LENGTH: Column = required("length_km", Kind::Number("km", 0.1, 5_000.0), "length");

pub(super) const STATIONS: Form = Form {
    name: "stations",
    one: "station",
    key: Some("id"),
    most: MOST_PLACES,
    doc: "Places that lines and roads join: stations of a railway, ports, depots, towns.",
    columns: &[
        ID,
        NAME,
        LAT,
        LON,
        default(
            "kind",
            Kind::Choice(&["station", "yard"]),
            "station",
            "what it is",
        ),
        default(
            "shelter",
            Kind::Count("trains", 0.0, 1_000.0),
            "0",
            "trains it can hide by day in tunnels and shelters; kept for the record, no rule reads it yet",
        ),
        absent(
            "places",
            Kind::Count("trains", 1.0, 1_000.0),
            "the rule's default",
            "trains of one direction it can hold",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const LINES: Form = Form {
    name: "lines",
    one: "line",
    key: Some("id"),
    most: MOST_PLACES,
    doc: "Edges of the railway. Several lines may join the same two stations.",
    columns: &[
        ID,
        FROM,
        TO,
        absent(
            "name",
            Kind::Text,
            "the id",
            "name of the railway it belongs to",
        ),
        LENGTH,
        default(
            "tracks",
            Kind::Count("tracks", 1.0, 2.0),
            "1",
            "tracks that can be used",
        ),
        default(
            "running",
            Kind::Choice(&["night", "always"]),
            "night",
            "when trains run: in the dark only, or always",
        ),
        default("sanctuary", Kind::Flag, "no", "may not be attacked"),
        absent(
            "speed_kmh",
            Kind::Number("km/h", 1.0, 200.0),
            "the rule's default",
            "speed of its own",
        ),
        absent(
            "passing_km",
            Kind::Number("km", 0.5, 1_000.0),
            "the rule's default",
            "spacing of passing places of its own",
        ),
        absent(
            "opens",
            Kind::Date,
            "open from the start",
            "first day it can be used, where flood or the like closed it before",
        ),
        absent(
            "closes",
            Kind::Date,
            "never",
            "last day it can be used: no train enters it afterwards",
        ),
        absent(
            "cell",
            Kind::One(TableName::Weather),
            "the cell nearest to the line's middle",
            "weather cell",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const BRIDGES: Form = Form {
    name: "bridges",
    one: "bridge",
    key: Some("id"),
    most: MOST_PLACES,
    doc: "Rail bridges.",
    columns: &[
        ID,
        NAME,
        required("line", Kind::One(TableName::Lines), "the line it carries"),
        default(
            "at",
            SHARE,
            "0.5",
            "where on the line, 0 at `from` to 1 at `to`",
        ),
        required("length_m", Kind::Number("m", 1.0, 20_000.0), "length"),
        default(
            "class",
            Kind::Choice(&["timber", "girder", "truss", "masonry"]),
            "girder",
            "how it is built",
        ),
        absent(
            "bypasses",
            Kind::Dates,
            "none",
            "first days on which by-passes stand, or `start`",
        ),
        absent("lat", LATITUDE, "on the line", "degrees north"),
        absent("lon", LONGITUDE, "on the line", "degrees east"),
        MARK,
        SOURCE,
    ],
};

pub(super) const ROADS: Form = Form {
    name: "roads",
    one: "road",
    key: Some("id"),
    most: MOST_PLACES,
    doc: "Roads between stations, over which cargo can be carried round a gap.",
    columns: &[
        ID,
        NAME,
        FROM,
        TO,
        LENGTH,
        required(
            "trucks_per_night",
            Kind::Count("trucks", 0.0, 200_000.0),
            "trucks that can pass in a night, one way",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const AIRFIELDS: Form = Form {
    name: "airfields",
    one: "airfield",
    key: Some("id"),
    most: 10_000,
    doc: "Airfields, as targets.",
    columns: &[
        ID,
        NAME,
        LAT,
        LON,
        default(
            "runway_m",
            Kind::Number("m", 100.0, 10_000.0),
            "1800",
            "length of the runway; kept for the record, no rule reads it yet",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const AREAS: Form = Form {
    name: "areas",
    one: "area",
    key: Some("id"),
    most: 1_000,
    doc: "Named sets of lines: results are reported for them, and sectors and phases name them.",
    columns: &[
        ID,
        NAME,
        required("lines", Kind::Many(&[TableName::Lines]), "its lines"),
        absent(
            "roads",
            Kind::Many(&[TableName::Roads]),
            "none",
            "roads that lead through it, for counting loads that pass",
        ),
        absent(
            "gates_from",
            Kind::Many(&[TableName::Stations]),
            "through running means that all its lines are open",
            "through running begins at one of these stations",
        ),
        absent(
            "gates_to",
            Kind::Many(&[TableName::Stations]),
            "as `gates_from`",
            "through running ends at one of these stations",
        ),
        default(
            "crossing",
            Kind::Flag,
            "no",
            "every line and road of it counts a load once, in the direction from `gates_from` to `gates_to`",
        ),
        MARK,
        SOURCE,
    ],
};
