//! Figures of record.

use super::Source;

/// How a figure of record is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Sum over the days.
    Sum,
    /// Mean of the days.
    Mean,
    /// Value on the last day.
    Last,
}

/// A figure of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Short stable name.
    pub id: String,
    /// What it is, for people.
    pub quantity: String,
    /// Series of the results.
    pub series: String,
    /// Area of the series; empty: the theatre.
    pub area: String,
    /// Divided by this series, measured alike; empty: not divided.
    pub per_series: String,
    /// Area of that; empty: the theatre.
    pub per_area: String,
    /// How days are put together.
    pub measure: Measure,
    /// Factor from the series' unit to the figure's.
    pub factor: f64,
    /// First day.
    pub from: u16,
    /// Day after the last.
    pub to: u16,
    /// The figure.
    pub value: f64,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
    /// Unit.
    pub unit: String,
    /// Figures of one group share their causes; empty: a group of its own.
    pub group: String,
    /// How far the model may be off at its best: a standard deviation, as a share of the figure; `None`: not
    /// stated.
    pub discrepancy: Option<f64>,
    /// Where it comes from.
    pub source: Source,
}
