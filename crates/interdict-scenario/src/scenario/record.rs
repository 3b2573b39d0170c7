//! Phases, figures of record, warnings that are meant.

use interdict_quantity::Key;

use crate::codes;
use crate::fault::Fault;
use crate::forms::{FIGURE, MOST_ROWS, SHARE, TableName, km};
use crate::reader::Reader;
use crate::rows::{Reading, at};
use crate::table::{table, words};

table! {
    /// What the attackers went for over some span of days.
    Phase {
        name: "phases", one: "phase", kin: "", key: Some("id"), most: 1_000,
        doc: "What the attackers went for, by date; phases do not overlap.",
    }
    id;
    name;
    /// First day.
    from: u16 = FirstDay, Required;
    /// Last day, included.
    to: u16 = LastDay, Required;
    /// Share of the effort free for railways that really goes there.
    rail_share: f64 = SHARE, Default("1");
    /// Share of the night sorties of intruders that bomb track; the rest search for trains as before.
    track_share: f64 = SHARE, Default("0");
    /// Value of lines as targets, applied in order; a line never named, or a sanctuary, is no target.
    lines: Vec<(String, f64)> = Values(&[TableName::Areas, TableName::Lines]), Absent("no line is a target");
    /// Value of bridges as targets of fighter-bombers, likewise.
    bridges: Vec<(String, f64)> = Values(&[TableName::Areas, TableName::Bridges]), Absent("no bridge is a target");
    /// Value of each line as a target; negative infinity: none.
    worked line_value: Vec<f64>;
    /// Value of each bridge as a target of fighter-bombers; negative infinity: none.
    worked bridge_value: Vec<f64>;
    /// Length of the stretch that all flights of a day go for; 0: spread over the line.
    stretch_km as stretch_m: u32 = km(0.0, 5_000.0), Default("0");
    /// Hours of the day in which waves come.
    hours: Vec<(f64, f64)> = Hours, Absent("at any hour of daylight");
    /// Weight of bombs that replaces the aircraft's; 0: the aircraft's.
    bomb_kg: u32 = Number("kg", 0.0, 10_000.0), Default("0");
    /// The doctrine of all units that name none of their own.
    doctrine: String = Text, Absent("the values of `lines` and `bridges`");
    source;
}

impl Phase {
    /// Identity.
    pub fn key(&self) -> Key {
        Key::of(&format!("phase/{}", self.id))
    }
}

words! {
    /// How a figure of record is compared.
    Measure {
        /// Sum over the days.
        Sum = "sum",
        /// Mean of the days.
        Mean = "mean",
        /// Value on the last day.
        Last = "last",
    }
}

table! {
    /// A figure of record.
    Observed {
        name: "observed", one: "figure of record", kin: "", key: Some("id"), most: MOST_ROWS,
        doc: "Figures of record to show beside simulated ones.",
    }
    kept by is_figure_kept;
    id;
    /// What it is, for people.
    quantity: String = Text, TheId;
    /// Series of the results.
    series: String = Text, Required;
    /// Area of the series.
    area: String = One(TableName::Areas), Absent("the theatre");
    /// Divided by this series, measured alike.
    per_series: String = Text, Absent("not divided");
    /// Area of that.
    per_area: String = One(TableName::Areas), Absent("the theatre");
    /// How days are put together.
    measure: Measure = Choice(Measure::WORDS), Default("sum");
    /// Factor from the series' unit to the figure's.
    factor: f64 = FIGURE, Default("1");
    /// First day.
    from: u16 = FirstDay, Required;
    /// Last day, included.
    to: u16 = LastDay, Required;
    /// The figure.
    value: f64 = FIGURE, Required;
    /// Its low end.
    low: f64 = FIGURE, Required;
    /// Its high end.
    high: f64 = FIGURE, Required;
    /// Unit of the figure.
    unit: String = Text, Absent("empty");
    /// Figures of one group share their causes (the same bombs, the same nights) and are judged together.
    group: String = Text, Absent("a group of its own");
    /// How far the model may be off at its best knobs: one standard deviation, as a share of the figure; stated
    /// beforehand.
    discrepancy: Option<f64> = Number("share", 0.0, 10.0), Absent("what the command says");
    source;
}

table! {
    /// A warning that is meant to be there.
    Accepted {
        name: "accepted", one: "accepted warning", kin: "", key: Some("id"), most: 1_000,
        doc: "Warnings of `interdict check` that are meant to be there: each with what it is about and the reason. They \
              are counted, and told no more.",
    }
    id;
    /// Code of the warning, `I0056`.
    warning: String = Text, Required;
    /// What it is about: a table, `roads`; a row of it, `roads.X2`; a knob, `rules.flak.kappa`.
    of: String = Text, Absent("whatever has this warning");
    /// Why it is meant.
    because: String = Text, Required;
}

/// A figure of record lies between its ends. One whose days are not all in the scenario is left out, with a warning: a
/// part of the days cannot be compared with the whole.
fn is_figure_kept(figure: &Observed, row: &Reading<'_, Observed>, reader: &mut Reader<'_>) -> bool {
    let (value, low, high) = (
        at!(Observed, "value"),
        at!(Observed, "low"),
        at!(Observed, "high"),
    );
    let is_ranged = row.has(low) && row.has(high);
    if is_ranged && figure.low >= figure.high {
        let message = format!("{} has no range from low to high", row.label());
        let fault = Fault::at(codes::ORDER, row.place(high), message);
        let fault = fault.expected(format!("a figure above {}, its low end", figure.low));
        reader.faults.push(fault);
    } else if is_ranged && row.has(value) && !(figure.low..=figure.high).contains(&figure.value) {
        let message = format!("{} does not lie between its low and high end", row.label());
        let fault = Fault::at(codes::ORDER, row.place(value), message);
        let fault = fault.expected(format!("a figure from {} to {}", figure.low, figure.high));
        reader.faults.push(fault);
    }
    let days = i32::from(reader.days);
    let (first, last) = (row.day(at!(Observed, "from")), row.day(at!(Observed, "to")));
    let is_inside = |day: Option<i32>| day.is_none_or(|day| (0..days).contains(&day));
    let is_whole = reader.starts.is_none() || (is_inside(first) && is_inside(last));
    // a row that lies wholly outside has been reported
    let (from, to) = (first.unwrap_or(0), last.unwrap_or(days));
    let is_reported = from <= to && (to < 0 || from >= days);
    if !is_whole && !is_reported {
        let column = if is_inside(first) {
            at!(Observed, "to")
        } else {
            at!(Observed, "from")
        };
        reader.outside(row, column);
    }
    is_whole
}
