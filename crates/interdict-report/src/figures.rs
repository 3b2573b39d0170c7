//! Arithmetic that every table and chart shares: tons, means, shares, dates, words for numbers.

use interdict_model::{Record, Series};
use interdict_quantity::Date;
use interdict_scenario::scenario::{Area, LineRow};
use interdict_scenario::{Domain, Scenario};
use serde::Serialize;

/// Seconds of a day, as the divisor of open hours.
pub(crate) const DAY_S: f64 = 86_400.0;

/// Metric tons.
pub(crate) fn tons(kg: i64) -> f64 {
    kg as f64 / 1_000.0
}

/// A series of the theatre in metric tons, day by day.
pub(crate) fn tons_by_day(record: &Record, series: Series) -> Vec<f64> {
    record.series(series).map(tons).collect()
}

/// A series of the theatre as it is, day by day.
pub(crate) fn by_day(record: &Record, series: Series) -> Vec<f64> {
    record.series(series).map(|value| value as f64).collect()
}

/// Mean; zero of nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        values.iter().sum::<f64>() / values.len() as f64
    }
}

/// Median; `None` of nothing.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        length if length % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

/// Mean of the days around each day, `width` days in all, fewer at the ends.
pub(crate) fn moving_mean(values: &[f64], width: usize) -> Vec<f64> {
    let half = width / 2;
    (0..values.len())
        .map(|day| mean(&values[day.saturating_sub(half)..(day + half + 1).min(values.len())]))
        .collect()
}

/// `part / whole`, or `None` where there is no whole.
pub(crate) fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// Rounded to thousandths, as files show it. Never a negative zero.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0 + 0.0
}

/// The date of a day of the run.
pub(crate) fn date_of(scenario: &Scenario, day: u16) -> Date {
    scenario
        .starts
        .plus_days(i32::from(day))
        .unwrap_or(scenario.starts)
}

/// The lines whose open hours are watched: those of the areas; without areas, those that can be
/// attacked; without those, all.
pub(crate) fn watched_lines(scenario: &Scenario) -> Vec<LineRow> {
    let mut rows: Vec<LineRow> = scenario
        .areas
        .iter()
        .flat_map(|area| area.lines.iter().copied())
        .collect();
    if rows.is_empty() {
        rows = (0..scenario.lines.len() as LineRow)
            .filter(|&row| !scenario.lines[row as usize].sanctuary)
            .collect();
    }
    if rows.is_empty() {
        rows = (0..scenario.lines.len() as LineRow).collect();
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Areas in the order of what through running says of them: first those with gates, where it means
/// a path; then the others, where it means all lines open, from the fewest lines up.
pub(crate) fn areas_by_meaning(scenario: &Scenario) -> Vec<u32> {
    let mut rows: Vec<u32> = (0..scenario.areas.len() as u32).collect();
    rows.sort_by_key(|&row| {
        let area = &scenario.areas[row as usize];
        let n_lines = if has_gates(area) { 0 } else { area.lines.len() };
        (!has_gates(area), n_lines, row)
    });
    rows
}

/// Whether through running means a path from gate to gate.
pub(crate) fn has_gates(area: &Area) -> bool {
    !area.gates_from.is_empty() && !area.gates_to.is_empty()
}

/// Days of supply of the formations at the front, day by day; `None` where nothing is needed.
pub(crate) fn front_days(record: &Record) -> Vec<Option<f64>> {
    record
        .series(Series::FrontStock)
        .zip(record.series(Series::FrontNeeded))
        .map(|(stock, need)| share(stock as f64, need as f64))
        .collect()
}

/// Which formations the figures of the front are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fed {
    /// Those at the front.
    Front,
    /// All, for the scenario puts none at the front.
    All,
}

impl Fed {
    /// In the middle of a sentence.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Front => "the front",
            Self::All => "formations",
        }
    }

    /// At its beginning.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Front => "The front",
            Self::All => "All formations",
        }
    }
}

/// Which formations the figures of the front are about: the model counts all where none is at the front.
pub(crate) fn fed(scenario: &Scenario) -> Fed {
    if scenario.formations.iter().any(|formation| formation.front) {
        Fed::Front
    } else {
        Fed::All
    }
}

/// What the places are called where formations draw: railheads where there is a railway.
pub(crate) fn depots(scenario: &Scenario) -> &'static str {
    if scenario.domains().has(Domain::Railway) {
        "railheads"
    } else {
        "depots"
    }
}

/// Both ends of a line, by their names.
pub(crate) fn ends_of(scenario: &Scenario, line: LineRow) -> String {
    let line = &scenario.lines[line as usize];
    let [from, to] = [line.from, line.to].map(|row| &scenario.stations[row as usize].name);
    format!("{from} - {to}")
}

/// Both ends of a line within some letters: where there is no room for both, each is shortened in its middle.
pub(crate) fn both_ends(from: &str, to: &str, width: usize) -> String {
    let (one, other) = (from.chars().count(), to.chars().count());
    let room = width.saturating_sub(3);
    if one + other <= room {
        return format!("{from} - {to}");
    }
    let half = room / 2;
    let first = if other < half {
        room - other
    } else {
        half.min(one)
    };
    let second = room - first.min(one);
    format!("{} - {}", shortened(from, first), shortened(to, second))
}

/// A number with its thousands set apart: `12,345` or, with decimals, `1,234.5`.
pub(crate) fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0
        && text
            .bytes()
            .any(|byte| byte.is_ascii_digit() && byte != b'0')
    {
        out.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A whole number with its thousands set apart.
pub(crate) fn count(value: i64) -> String {
    grouped(value as f64, 0)
}

/// So many of a thing: `1 cut`, `2 cuts`.
pub(crate) fn counted(value: i64, thing: &str) -> String {
    let ending = if value == 1 { "" } else { "s" };
    format!("{} {thing}{ending}", count(value))
}

/// A share in per cent: `83%`; a dash where there is none.
pub(crate) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".into(), |share| format!("{:.0}%", share * 100.0))
}

/// Text cut to a width, with an ellipsis where something was cut.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.into();
    }
    let room = width.saturating_sub(1);
    let end = room * 2 / 5;
    let begin: String = text.chars().take(room - end).collect();
    let begin = begin.trim_end_matches([' ', ',', ':', ';', '-', '(']);
    let end: String = text.chars().skip(text.chars().count() - end).collect();
    format!(
        "{begin}…{}",
        end.trim_start_matches([' ', ',', ':', ';', '-', ')'])
    )
}

/// Three figures, as knobs are written.
pub(crate) fn significant(value: f64) -> String {
    let mut places = 0;
    while places < 7 && value.abs() * [1.0, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6][places] < 100.0 {
        places += 1;
    }
    let text = format!("{value:.places$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(grouped(1_234_567.0, 0), "1,234,567");
        assert_eq!(grouped(-1_234.56, 1), "-1,234.6");
        assert_eq!(grouped(-0.04, 1), "0.0");
        assert_eq!(grouped(999.6, 0), "1,000");
        assert_eq!(shortened("The long road, north", 14), "The long…north");
        assert_eq!(
            both_ends("Middle yard", "Railhead", 19),
            "Middl…rd - Railhead"
        );
        assert_eq!(
            both_ends("A", "Station of the pass", 19),
            "A - Station o…pass"
        );
        assert_eq!(both_ends("A", "B", 19), "A - B");
        // names that differ at their ends differ when they are short
        assert_ne!(
            shortened("Roma (Littorio and Tiburtina yards) - Orte", 28),
            shortened("Roma (Littorio and Tiburtina yards) - Cassino", 28)
        );
        assert_eq!(percent(None), "-");
    }

    #[test]
    fn means_and_medians_of_few_and_none() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(2.5));
        assert_eq!(moving_mean(&[0.0, 3.0, 6.0, 3.0], 3), [1.5, 3.0, 4.0, 4.5]);
        assert!(moving_mean(&[], 7).is_empty());
    }

    #[test]
    fn knobs_are_written_with_three_figures() {
        let written = [0.000_123_45, 0.05, 1.5, 12.345, 13_000.0].map(significant);
        assert_eq!(written, ["0.000123", "0.05", "1.5", "12.3", "13000"]);
    }
}
