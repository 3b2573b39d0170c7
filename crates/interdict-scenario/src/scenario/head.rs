//! The fields of the scenario itself.

use crate::table::table;

table! {
    /// The fields of the scenario itself, read like the one row of a table.
    #[expect(unreachable_pub, reason = "rows are public, and this is the only one that stays inside")]
    Head {
        name: "scenario", one: "scenario", kin: "", key: None, most: 1,
        doc: "Fields of `Scenario( ... )` beside its tables and `rules`.",
    }
    /// What it is called.
    title: String = Text, Required;
    /// The question it was written to answer.
    question: String = Text, Absent("empty");
    /// First day.
    starts: i32 = Date, Required;
    /// Last day, included.
    ends: i32 = Date, Required;
    /// One tick; a day is a whole number of them.
    step as step_s: u32 = Parts("min", 1.0, 60.0, 60), Default("15");
    /// Where the sun is reckoned, degrees north.
    latitude: f64 = Number("degrees", -65.0, 65.0), Required;
}
