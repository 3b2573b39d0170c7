//! Weather, phases, figures of record.

use interdict_quantity::Key;

use crate::codes;
use crate::fault::Fault;
use crate::forms::TableName;
use crate::reader::{Reader, Reading};
use crate::scenario::{Area, Bridge, Line, Measure, Observed, Phase, WeatherCell};
use crate::source::Span;

pub(super) fn weather(reader: &mut Reader<'_>) -> Vec<WeatherCell> {
    reader.each(TableName::Weather, |_, row| WeatherCell {
        id: row.id.clone(),
        key: Key::of(&format!("weather/{}", row.id)),
        lat: row.number("lat"),
        lon: row.number("lon"),
        visual_share: row.months("visual"),
    })
}

/// Phases in order of date.
pub(super) fn phases(
    reader: &mut Reader<'_>,
    lines: &[Line],
    bridges: &[Bridge],
    areas: &[Area],
) -> Vec<Phase> {
    let mut phases: Vec<(Phase, Span)> = reader.each(TableName::Phases, |reader, row| {
        let (from, to) = reader.span(row);
        let phase = Phase {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            from,
            to,
            rail_share: row.number("rail_share"),
            track_share: row.number("track_share"),
            line_value: line_values(row, lines, areas),
            bridge_value: bridge_values(row, lines, bridges, areas),
            stretch_m: row.metres("stretch_km"),
            hours: row.hours("hours").to_vec(),
            bomb_kg: row.number("bomb_kg").round() as u32,
            source: row.source(),
        };
        (phase, row.place("from"))
    });
    phases.sort_by(|(first, _), (second, _)| {
        (first.from, first.to, &first.id).cmp(&(second.from, second.to, &second.id))
    });
    let mut latest: Option<usize> = None;
    for at in 0..phases.len() {
        let (phase, place) = &phases[at];
        if phase.from >= phase.to {
            continue;
        }
        if let Some((before, other)) = latest.map(|before| &phases[before])
            && phase.from < before.to
        {
            let message = format!("phase `{}` overlaps phase `{}`", phase.id, before.id);
            reader.faults.push(
                Fault::at(codes::PHASE_OVERLAP, *place, message)
                    .expected(format!("a date after the last day of `{}`", before.id))
                    .related(*other, format!("`{}` begins here", before.id)),
            );
        }
        if latest.is_none_or(|before| phases[before].0.to < phase.to) {
            latest = Some(at);
        }
    }
    phases.into_iter().map(|(phase, _)| phase).collect()
}

/// Values from the last `all` on: what stands before it is overruled.
fn from_last_all<T>(values: &[(Option<T>, f64)]) -> &[(Option<T>, f64)] {
    let last = values.iter().rposition(|(what, _)| what.is_none());
    &values[last.unwrap_or(0)..]
}

/// Value of every line; negative infinity where it is not named, and in sanctuaries.
fn line_values(row: &Reading<'_>, lines: &[Line], areas: &[Area]) -> Vec<f64> {
    let mut values = vec![f64::NEG_INFINITY; lines.len()];
    for &(what, value) in from_last_all(row.values("lines")) {
        match what {
            None => values.fill(value),
            Some((TableName::Areas, area)) => {
                for &line in areas.get(area as usize).map_or(&[][..], |area| &area.lines) {
                    values[line as usize] = value;
                }
            }
            Some((_, line)) => values[line as usize] = value,
        }
    }
    for (value, line) in values.iter_mut().zip(lines) {
        if line.sanctuary {
            *value = f64::NEG_INFINITY;
        }
    }
    values
}

/// Value of every bridge, likewise; an area names the bridges on its lines.
fn bridge_values(
    row: &Reading<'_>,
    lines: &[Line],
    bridges: &[Bridge],
    areas: &[Area],
) -> Vec<f64> {
    let mut values = vec![f64::NEG_INFINITY; bridges.len()];
    for &(what, value) in from_last_all(row.values("bridges")) {
        match what {
            None => values.fill(value),
            Some((TableName::Areas, area)) => {
                let area = areas.get(area as usize).map_or(&[][..], |area| &area.lines);
                for (place, bridge) in values.iter_mut().zip(bridges) {
                    if area.binary_search(&bridge.line).is_ok() {
                        *place = value;
                    }
                }
            }
            Some((_, bridge)) => values[bridge as usize] = value,
        }
    }
    for (value, bridge) in values.iter_mut().zip(bridges) {
        if lines
            .get(bridge.line as usize)
            .is_some_and(|line| line.sanctuary)
        {
            *value = f64::NEG_INFINITY;
        }
    }
    values
}

/// Figures of record; those whose days are not all in the scenario are left out, with a warning:
/// a part of the days cannot be compared with the whole.
pub(super) fn observed(reader: &mut Reader<'_>) -> Vec<Observed> {
    let all = reader.each(TableName::Observed, |reader, row| {
        let warned = reader.faults.warnings();
        let (from, to) = reader.span(row);
        let area = |column| {
            let row = row.row(column);
            row.map_or(String::new(), |row| {
                reader.names.id(TableName::Areas, row).to_owned()
            })
        };
        let (area, per_area) = (area("area"), area("per_area"));
        let (value, low, high) = (row.number("value"), row.number("low"), row.number("high"));
        let is_ranged = row.has("low") && row.has("high");
        if is_ranged && low >= high {
            let message = format!("{} has no range from low to high", row.label());
            let fault = Fault::at(codes::ORDER, row.place("high"), message);
            let fault = fault.expected(format!("a figure above {low}, its low end"));
            reader.faults.push(fault);
        } else if is_ranged && row.has("value") && !(low <= value && value <= high) {
            let message = format!("{} does not lie between its low and high end", row.label());
            let fault = Fault::at(codes::ORDER, row.place("value"), message);
            reader
                .faults
                .push(fault.expected(format!("a figure from {low} to {high}")));
        }
        let is_inside = |column| {
            let days = i32::from(reader.days);
            row.day(column).is_none_or(|day| (0..days).contains(&day))
        };
        let is_whole = reader.starts.is_none() || (is_inside("from") && is_inside("to"));
        if !is_whole && reader.faults.warnings() == warned {
            let column = if is_inside("from") { "to" } else { "from" };
            reader.outside(row, column);
        }
        let observed = Observed {
            id: row.id.clone(),
            quantity: row.text_or_id("quantity"),
            series: row.text("series"),
            area,
            per_series: row.text("per_series"),
            per_area,
            measure: [Measure::Sum, Measure::Mean, Measure::Last][row.word("measure")],
            factor: row.number("factor"),
            from,
            to,
            value,
            low,
            high,
            unit: row.text("unit"),
            group: row.text("group"),
            discrepancy: row.maybe("discrepancy"),
            source: row.source(),
        };
        is_whole.then_some(observed)
    });
    all.into_iter().flatten().collect()
}
