//! Doctrines: what kinds of things attackers go for.

use crate::forms::{FIGURE, TableName, km};
use crate::table::{table, words};

use super::row::{AirUnitRow, AirfieldRow, LineRow};

words! {
    /// A kind of thing that attackers go for.
    ObjectKind {
        /// The open track of a line.
        Track = "track",
        /// A bridge.
        Bridge = "bridge",
        /// A yard or station: for bombers with orders.
        Yard = "yard",
        /// An airfield: for bombers with orders.
        Airfield = "airfield",
        /// Trains on the move by night: for intruders.
        Train = "train",
    }
}

words! {
    /// Which things of a kind have the value of a row.
    Among {
        /// Every one of them.
        All = "all",
        /// Those to which the phase gives a value; the two are added.
        Phase = "phase",
        /// Those on a least cut between the bases and the railheads of the front.
        Cut = "cut",
        /// Those that a greedy interdictor takes away one after the other.
        Greedy = "greedy",
    }
}

table! {
    /// One kind of thing that a doctrine goes for. The rows of one name are the doctrine.
    Doctrine {
        name: "doctrines", one: "row of a doctrine", kin: "doctrine", key: Some("id"), most: 10_000,
        doc: "What kinds of things attackers go for. Rows with one `doctrine` belong together; a phase or a unit \
              names it.",
    }
    id;
    /// The doctrine that the row is part of.
    doctrine: String = Text, TheId;
    /// What kind of thing.
    kind: ObjectKind = Choice(ObjectKind::WORDS), Required;
    /// Which of them.
    among: Among = Choice(Among::WORDS), Default("all");
    /// How many things a greedy interdictor takes away.
    count: u32 = Count("things", 1.0, 1_000.0), Default("4");
    /// Value of each as a target; among trains and track, the part of the night sorties that goes for each.
    value: f64 = FIGURE, Default("1");
    /// Weight of one bomb of a fighter-bomber; 0: that of the phase or of the aircraft.
    bomb_kg: u32 = Number("kg", 0.0, 10_000.0), Default("0");
    /// Length of the stretch of a line that all flights of a day go for; 0: spread over the line.
    stretch_km as stretch_m: u32 = km(0.0, 5_000.0), Default("0");
    source;
}

words! {
    /// The worst weather in which a raid is flown.
    LeastWeather {
        /// Any: it bombs by radar.
        Any = "any",
        /// Targets are seen at times.
        Marginal = "marginal",
        /// Targets are seen.
        Visual = "visual",
    }
}

words! {
    /// What follows when the losses of a force have passed what it tolerates.
    Answer {
        /// Nothing.
        Nothing = "nothing",
        /// Its raids come by night.
        Night = "night",
        /// Its raids come higher.
        Higher = "higher",
        /// It sends no more raids.
        Shut = "shut",
        /// It gives up the kind of thing that is believed to cost most.
        GiveUp = "give-up",
    }
}

table! {
    /// An order to bombers.
    BomberOrder {
        name: "orders", one: "order", kin: "order", key: Some("id"), most: 10_000,
        doc: "Orders to bombers, by date, beside raids of record: sorties a day, for what, by which light, in which \
              weather. Several may hold at once.",
    }
    id;
    key;
    /// The unit of bombers that flies it.
    unit: AirUnitRow = One(TableName::AirUnits), Required;
    /// The force on whose books its losses and hits stand, for several units.
    force: String = Text, Absent("the unit");
    /// What it goes for.
    doctrine: String = Text, Required;
    /// Sorties ordered a day.
    sorties_per_day: f64 = Number("1/day", 0.0, 250.0), Required;
    /// Aircraft of a raid.
    aircraft: u32 = Count("aircraft", 1.0, 500.0), Default("9");
    /// By day, or by night.
    light as by_day: bool = Choice(&["day", "night"]), Default("night");
    /// By sight, or by radar. By night always by radar.
    sighting as by_sight: bool = Choice(&["visual", "radar"]), Default("radar");
    /// The worst weather over the target in which it is flown.
    weather: LeastWeather = Choice(LeastWeather::WORDS), Default("any");
    /// Height.
    height_m: u32 = Number("m", 0.0, 20_000.0), Default("6000");
    /// Lines and areas it may attack: track, bridges and yards there.
    sector as sector_named: Vec<String> = Many(&[TableName::Areas, TableName::Lines]),
        Absent("every line that is no sanctuary");
    /// Lines it may attack (rows); empty: every line that is no sanctuary.
    worked sector: Vec<LineRow>;
    /// Airfields it may attack.
    fields: Vec<AirfieldRow> = Many(&[TableName::Airfields]), Absent("all");
    /// What follows when losses pass what is tolerated.
    answer: Answer = Choice(Answer::WORDS), Default("nothing");
    from;
    to;
    source;
}

/// The rows of a doctrine.
pub fn rows_of<'a>(
    doctrines: &'a [Doctrine],
    name: &'a str,
) -> impl Iterator<Item = &'a Doctrine> + Clone {
    doctrines.iter().filter(move |row| row.doctrine == name)
}
