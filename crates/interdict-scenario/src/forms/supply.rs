//! Bases, stocks, depots, locomotives, formations, trucks, gangs.

use super::{
    Column, FROM_DAY, Form, ID, Kind, MARK, NAME, Need, SOURCE, TO_DAY, TableName, absent, default,
    required,
};

const STATION: Column = required("station", Kind::One(TableName::Stations), "where");
const TONS: Kind = Kind::Number("t/day", 0.0, 1_000_000.0);

pub(super) const BASES: Form = Form {
    name: "bases",
    one: "base",
    key: Some("id"),
    most: 1_000,
    doc: "Where supplies enter the theatre; at least one where there is supply.",
    columns: &[
        ID,
        STATION,
        required("tons_per_day", TONS, "what can be sent from here"),
        MARK,
        SOURCE,
    ],
};

pub(super) const STOCKS: Form = Form {
    name: "stocks",
    one: "stock",
    key: Some("station"),
    most: 50_000,
    doc: "Stock that lies at stations on the first day. A row is named by its station.",
    columns: &[
        STATION,
        required(
            "days",
            Kind::Number("d", 0.0, 1_000.0),
            "days of the need of all who draw from here",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const DEPOTS: Form = Form {
    name: "depots",
    one: "depot",
    key: Some("id"),
    most: 50_000,
    doc: "Depots to be filled: stock that shall lie at a station beyond the days of those who draw there. It is \
          ordered and brought, but nobody needs it: it is never a shortfall.",
    columns: &[
        ID,
        STATION,
        required(
            "tons",
            Kind::Number("t", 0.0, 10_000_000.0),
            "what it shall hold, split by class like what formations need",
        ),
        absent(
            "full_by",
            Kind::Date,
            "at once",
            "day by which it shall be full: the target rises evenly from `from` until then",
        ),
        FROM_DAY,
        TO_DAY,
        MARK,
        SOURCE,
    ],
};

pub(super) const LOCOMOTIVES: Form = Form {
    name: "locomotives",
    one: "locomotive pool",
    key: Some("id"),
    most: 10_000,
    doc: "Locomotives by home station.",
    columns: &[
        ID,
        STATION,
        required(
            "count",
            Kind::Count("locomotives", 0.0, 20_000.0),
            "how many",
        ),
        MARK,
        SOURCE,
    ],
};

pub(super) const FORMATIONS: Form = Form {
    name: "formations",
    one: "formation",
    key: Some("id"),
    most: 10_000,
    doc: "Those who consume: armies, corps, others. Where they draw and what they need changes from row to row \
          of one `formation`.",
    columns: &[
        ID,
        absent(
            "formation",
            Kind::Text,
            "the id",
            "whose row it is: rows of one formation follow each other day by day, and its stock goes with it",
        ),
        NAME,
        required("railhead", Kind::One(TableName::Stations), "where it draws"),
        default(
            "road_km",
            Kind::Number("km", 0.0, 5_000.0),
            "0",
            "road from there",
        ),
        absent("tons_per_day", TONS, "see `men`", "its need"),
        absent(
            "men",
            Kind::Count("men", 0.0, 10_000_000.0),
            "see `tons_per_day`",
            "men who need so many kilograms a day by posture",
        ),
        absent(
            "posture",
            Kind::Choice(&["defence", "attack", "rest"]),
            "defence",
            "what the `men` do",
        ),
        default(
            "stock_days",
            Kind::Number("d", 0.0, 1_000.0),
            "5",
            "days of supply it has with itself on the first day of its formation",
        ),
        absent(
            "reserve_days",
            Kind::Number("d", 0.0, 365.0),
            "the rule's default",
            "days of its need that its railhead aims at",
        ),
        default(
            "front",
            Kind::Flag,
            "yes",
            "its days of supply are the front's",
        ),
        FROM_DAY,
        TO_DAY,
        MARK,
        SOURCE,
    ],
};

pub(super) const TRUCKS: Form = Form {
    name: "trucks",
    one: "truck company",
    key: Some("id"),
    most: 10_000,
    doc: "Trucks by home station.",
    columns: &[
        ID,
        STATION,
        required("trucks", Kind::Count("trucks", 0.0, 200_000.0), "how many"),
        Column {
            name: "task",
            kind: Kind::Choice(&["front", "gap"]),
            need: Need::Default("front"),
            doc: "from the railhead to those who draw there, or round gaps over the roads from here",
        },
        FROM_DAY,
        TO_DAY,
        MARK,
        SOURCE,
    ],
};

pub(super) const GANGS: Form = Form {
    name: "gangs",
    one: "gang base",
    key: Some("id"),
    most: 50_000,
    doc: "Repair troops by base.",
    columns: &[
        ID,
        NAME,
        required(
            "station",
            Kind::One(TableName::Stations),
            "where they are quartered",
        ),
        required("men", Kind::Count("men", 0.0, 1_000_000.0), "men"),
        FROM_DAY,
        TO_DAY,
        MARK,
        SOURCE,
    ],
};
