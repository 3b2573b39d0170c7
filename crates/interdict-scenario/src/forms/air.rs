//! Guns, aircraft, units, raids.

use super::{
    FROM_DAY, Form, ID, Kind, LAT, LATITUDE, LON, LONGITUDE, MARK, MOST_ROWS, NAME, SHARE, SOURCE,
    TO_DAY, TableName, absent, default, required,
};

const GUNS: Kind = Kind::Count("guns", 0.0, 2_000.0);

pub(super) const FLAK: Form = Form {
    name: "flak",
    one: "gun posting",
    key: Some("id"),
    most: 50_000,
    doc: "Anti-aircraft guns at one place for one span of days: at a point (`lat`, `lon`) or along \
          lines (`along`).",
    columns: &[
        ID,
        absent(
            "formation",
            Kind::Text,
            "the id",
            "the formation posted: its rounds travel with it from one posting to the next",
        ),
        NAME,
        default("heavy", GUNS, "0", "heavy guns (75 to 85 mm)"),
        default("light", GUNS, "0", "light guns (37 mm)"),
        default(
            "strength",
            Kind::Number("share", 0.0, 2.0),
            "1",
            "share of establishment that was there",
        ),
        absent("lat", LATITUDE, "see `along`", "degrees north"),
        absent("lon", LONGITUDE, "see `along`", "degrees east"),
        default(
            "radius_km",
            Kind::Number("km", 0.0, 500.0),
            "2",
            "radius over which batteries are spread about the point",
        ),
        absent(
            "along",
            Kind::Many(&[TableName::Lines]),
            "see `lat`",
            "lines along which batteries are spread",
        ),
        absent(
            "depot",
            Kind::One(TableName::Stations),
            "the nearest yard or railhead with a line, or with a road where there are no lines (an estimate: `check` lists them)",
            "station that it draws from",
        ),
        default(
            "mobile",
            Kind::Flag,
            "no",
            "may be moved by the relocation rule",
        ),
        default(
            "active",
            Kind::Flag,
            "yes",
            "present; a formation that was only asked for is in the file, switched off",
        ),
        default(
            "arrival_tons",
            Kind::Number("t", 0.0, 1_000_000.0),
            "0",
            "guns, vehicles and kit that the line has to bring to its depot before it fires: 40 to 60 train-loads for a division",
        ),
        FROM_DAY,
        TO_DAY,
        MARK,
        SOURCE,
    ],
};

pub(super) const AIRCRAFT: Form = Form {
    name: "aircraft",
    one: "aircraft type",
    key: Some("id"),
    most: 1_000,
    doc: "Aircraft types.",
    columns: &[
        ID,
        required(
            "bombs",
            Kind::Count("bombs", 0.0, 100.0),
            "bombs on a rail sortie",
        ),
        required(
            "bomb_kg",
            Kind::Number("kg", 0.0, 10_000.0),
            "weight of one",
        ),
        absent(
            "miss_m",
            Kind::Number("m", 1.0, 3_000.0),
            "the rule's default",
            "standard deviation of the miss under no fire",
        ),
        default(
            "vulnerability",
            Kind::Number("factor", 0.0, 20.0),
            "1",
            "how easily ground fire brings it down, against a jet fighter-bomber",
        ),
        default(
            "radius_km",
            Kind::Number("km", 1.0, 20_000.0),
            "500",
            "radius of action; kept for the record, no rule reads it yet",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const AIR_UNITS: Form = Form {
    name: "air_units",
    one: "air unit",
    key: Some("id"),
    most: 10_000,
    doc: "Attacking units.",
    columns: &[
        ID,
        NAME,
        default(
            "role",
            Kind::Choice(&["fighter-bomber", "intruder", "bomber"]),
            "fighter-bomber",
            "attacks in daylight, searches by night, or bombs from height",
        ),
        required("aircraft", Kind::One(TableName::Aircraft), "what it flies"),
        required(
            "strength",
            Kind::Count("aircraft", 0.0, 5_000.0),
            "aircraft on strength",
        ),
        default(
            "sorties_per_aircraft",
            Kind::Number("1/day", 0.0, 10.0),
            "0.8",
            "sorties offered per aircraft on strength and day",
        ),
        default(
            "rail_share",
            SHARE,
            "1",
            "share of its effort that is free for railways",
        ),
        absent(
            "sector",
            Kind::Many(&[TableName::Areas, TableName::Lines]),
            "every line that is no sanctuary",
            "lines and areas it may attack",
        ),
        LAT,
        LON,
        FROM_DAY,
        TO_DAY,
        MARK,
        SOURCE,
    ],
};

pub(super) const RAIDS: Form = Form {
    name: "raids",
    one: "raid",
    key: None,
    most: MOST_ROWS,
    doc: "Raids of record: effort only, their results are the model's. A change addresses them by \
          date: `raids.1951-10-23` is every raid of that day.",
    columns: &[
        required("date", Kind::Date, "day"),
        absent("unit", Kind::Text, "not said", "who flew it, for people"),
        required(
            "target_kind",
            Kind::Choice(&["bridge", "yard", "airfield", "track"]),
            "what kind of thing it went for",
        ),
        required(
            "target",
            Kind::Text,
            "id of the bridge, station (for a yard), airfield or line (for track)",
        ),
        default("at", SHARE, "0.5", "where on the line, for track"),
        required(
            "aircraft",
            Kind::Count("aircraft", 0.0, 5_000.0),
            "aircraft that bombed",
        ),
        required(
            "bombs_kg",
            Kind::Number("kg", 0.0, 10_000_000.0),
            "bombs in all",
        ),
        default(
            "sighting",
            Kind::Choice(&["visual", "radar"]),
            "visual",
            "by sight (by day) or by radar (by night)",
        ),
        absent(
            "hour",
            Kind::Number("h", 0.0, 23.999),
            "drawn: by sight from 9 to 15, by radar from 20 to 3",
            "hour of the day over the target, where the record has it",
        ),
        default(
            "height_m",
            Kind::Number("m", 0.0, 20_000.0),
            "6000",
            "height",
        ),
        MARK,
        SOURCE,
    ],
};
