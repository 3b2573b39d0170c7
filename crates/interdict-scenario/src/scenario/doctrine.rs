//! Doctrines: what kinds of things attackers go for.

use crate::forms::{FIGURE, km};
use crate::table::{table, words};

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

/// The rows of a doctrine.
pub fn rows_of<'a>(
    doctrines: &'a [Doctrine],
    name: &'a str,
) -> impl Iterator<Item = &'a Doctrine> + Clone {
    doctrines.iter().filter(move |row| row.doctrine == name)
}
