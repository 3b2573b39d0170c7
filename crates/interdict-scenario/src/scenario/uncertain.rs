//! What is not known of figures and knobs: between which values studies draw them, and which move together.

use crate::codes;
use crate::fault::Fault;
use crate::forms::FIGURE;
use crate::reader::Reader;
use crate::rows::{Reading, at};
use crate::table::table;

table! {
    /// A knob or a figure of a table that is not known, and between which values it may well lie.
    UncertainFigure {
        name: "uncertain", one: "uncertain figure", kin: "", key: Some("id"), most: 1_000,
        doc: "Knobs and figures of tables that are not known. Studies over what is not known draw them; no run reads \
              this table.",
    }
    checked by checked_figure;
    id;
    /// What is not known: a knob, `rules.flak.kappa`, or figures of a table, `trucks.COLUMN.trucks`; `trucks.*.trucks`
    /// are those of every row, which move together.
    path: String = Text, Required;
    /// Its low end: a value in the unit of the figure, or a factor on what the scenario says.
    from: f64 = FIGURE, Required;
    /// Its high end.
    to: f64 = FIGURE, Required;
    /// Whether the ends are factors on what the scenario says.
    factor: bool = Flag, Default("no");
    /// Rows of one name here move with one draw, each within its own range: they were set or estimated together.
    together: String = Text, Absent("moves alone");
    /// Whether it is low where the others of its name are high.
    against: bool = Flag, Default("no");
    source;
}

impl UncertainFigure {
    /// The path of the knob that it is about, without `rules.`; `None` where it is about figures of a table.
    pub fn knob(&self) -> Option<&str> {
        self.path.strip_prefix("rules.")
    }
}

/// The low end lies below the high one, and what moves against others names them.
fn checked_figure(
    figure: &UncertainFigure,
    row: &Reading<'_, UncertainFigure>,
    reader: &mut Reader<'_>,
) {
    let (low, high) = (at!(UncertainFigure, "from"), at!(UncertainFigure, "to"));
    if row.has(low) && row.has(high) && figure.from >= figure.to {
        let message = format!("{} has no range from low to high", row.label());
        let fault = Fault::at(codes::ORDER, row.place(high), message);
        let fault = fault.expected(format!("a figure above {}, its low end", figure.from));
        reader.faults.push(fault);
    }
    if figure.against && figure.together.is_empty() {
        let place = row.place(at!(UncertainFigure, "against"));
        let message = format!("{} moves against nothing", row.label());
        let fault = Fault::at(codes::TOGETHER, place, message);
        reader.faults.push(fault.expected("`together` as well"));
    }
}
