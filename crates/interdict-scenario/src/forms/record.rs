//! The scenario itself, weather, phases, figures of record.

use super::{
    Form, ID, Kind, LAT, LON, MARK, MOST_ROWS, NAME, SHARE, SOURCE, TableName, absent, default,
    required,
};

/// Any figure.
const FIGURE: Kind = Kind::Number("figure", -1e15, 1e15);

pub(crate) const SCENARIO: Form = Form {
    name: "scenario",
    one: "scenario",
    key: None,
    most: 1,
    doc: "Fields of `Scenario( ... )` beside its tables and `rules`.",
    columns: &[
        required("title", Kind::Text, "what it is called"),
        absent(
            "question",
            Kind::Text,
            "empty",
            "the question it was written to answer",
        ),
        required("starts", Kind::Date, "first day"),
        required("ends", Kind::Date, "last day, included"),
        default(
            "step",
            Kind::Number("min", 1.0, 60.0),
            "15",
            "one tick; a day is a whole number of them",
        ),
        required(
            "latitude",
            Kind::Number("degrees", -65.0, 65.0),
            "where the sun is reckoned, degrees north",
        ),
    ],
};

pub(super) const WEATHER: Form = Form {
    name: "weather",
    one: "weather cell",
    key: Some("id"),
    most: 10_000,
    doc: "Regions of one weather; at least one where there is an attack.",
    columns: &[
        ID,
        LAT,
        LON,
        required(
            "visual",
            Kind::Months,
            "share of time with visual weather, twelve months, January first",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const PHASES: Form = Form {
    name: "phases",
    one: "phase",
    key: Some("id"),
    most: 1_000,
    doc: "What the attackers went for, by date; phases do not overlap.",
    columns: &[
        ID,
        NAME,
        required("from", Kind::Date, "first day"),
        required("to", Kind::Date, "last day, included"),
        default(
            "rail_share",
            SHARE,
            "1",
            "share of the effort free for railways that really goes there",
        ),
        default(
            "track_share",
            SHARE,
            "0",
            "share of the night sorties of intruders that bomb track; the rest search for trains as before",
        ),
        absent(
            "lines",
            Kind::Values(&[TableName::Areas, TableName::Lines]),
            "no line is a target",
            "value of lines as targets, applied in order; a line never named, or a sanctuary, is no \
             target",
        ),
        absent(
            "bridges",
            Kind::Values(&[TableName::Areas, TableName::Bridges]),
            "no bridge is a target",
            "value of bridges as targets of fighter-bombers, likewise",
        ),
        default(
            "stretch_km",
            Kind::Number("km", 0.0, 5_000.0),
            "0",
            "length of the stretch that all flights of a day go for; 0: spread over the line",
        ),
        absent(
            "hours",
            Kind::Hours,
            "at any hour of daylight",
            "hours of the day in which waves come",
        ),
        default(
            "bomb_kg",
            Kind::Number("kg", 0.0, 10_000.0),
            "0",
            "weight of bombs that replaces the aircraft's; 0: the aircraft's",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const OBSERVED: Form = Form {
    name: "observed",
    one: "figure of record",
    key: Some("id"),
    most: MOST_ROWS,
    doc: "Figures of record to show beside simulated ones.",
    columns: &[
        ID,
        absent("quantity", Kind::Text, "the id", "what it is, for people"),
        required("series", Kind::Text, "series of the results"),
        absent(
            "area",
            Kind::One(TableName::Areas),
            "the theatre",
            "area of the series",
        ),
        absent(
            "per_series",
            Kind::Text,
            "not divided",
            "divided by this series, measured alike",
        ),
        absent(
            "per_area",
            Kind::One(TableName::Areas),
            "the theatre",
            "area of that",
        ),
        default(
            "measure",
            Kind::Choice(&["sum", "mean", "last"]),
            "sum",
            "how days are put together",
        ),
        default(
            "factor",
            FIGURE,
            "1",
            "factor from the series' unit to the figure's",
        ),
        required("from", Kind::Date, "first day"),
        required("to", Kind::Date, "last day, included"),
        required("value", FIGURE, "the figure"),
        required("low", FIGURE, "its low end"),
        required("high", FIGURE, "its high end"),
        absent("unit", Kind::Text, "empty", "unit of the figure"),
        absent(
            "group",
            Kind::Text,
            "a group of its own",
            "figures of one group share their causes (the same bombs, the same nights) and are judged together",
        ),
        absent(
            "discrepancy",
            Kind::Number("share", 0.0, 10.0),
            "what the command says",
            "how far the model may be off at its best knobs: one standard deviation, as a share of the figure; \
             stated beforehand",
        ),
        MARK,
        SOURCE,
    ],
};
