//! Phases in order, and what is worked out for them from other rows.

use super::air::{area_named, line_named};
use crate::codes;
use crate::fault::Fault;
use crate::forms::TableName;
use crate::reader::Reader;
use crate::rows::at;
use crate::scenario::{Area, Bridge, Line, Phase, Scenario};

/// Puts phases in order of date, and reports those that overlap.
pub(super) fn order_phases(scenario: &mut Scenario, reader: &mut Reader<'_>) {
    let phases = &scenario.phases;
    let mut order: Vec<usize> = (0..phases.len()).collect();
    order.sort_by_key(|&row| (phases[row].from, phases[row].to, &phases[row].id));
    let mut latest: Option<usize> = None;
    for &row in &order {
        let phase = &phases[row];
        if phase.from >= phase.to {
            continue;
        }
        if let Some(before_row) = latest
            && phase.from < phases[before_row].to
        {
            let before = &phases[before_row];
            let from = at!(Phase, "from");
            let place = reader.place(TableName::Phases, row, from);
            let other = reader.place(TableName::Phases, before_row, from);
            let message = format!("phase `{}` overlaps phase `{}`", phase.id, before.id);
            reader.faults.push(
                Fault::at(codes::PHASE_OVERLAP, place, message)
                    .expected(format!("a date after the last day of `{}`", before.id))
                    .related(other, format!("`{}` begins here", before.id)),
            );
        }
        if latest.is_none_or(|before| phases[before].to < phase.to) {
            latest = Some(row);
        }
    }
    scenario.phases = order.into_iter().map(|row| phases[row].clone()).collect();
}

/// Gives every phase the values of all lines and bridges.
pub(super) fn values_of_targets(scenario: &mut Scenario) {
    let (lines, bridges, areas) = (&scenario.lines, &scenario.bridges, &scenario.areas);
    for phase in &mut scenario.phases {
        phase.line_value = line_values(&phase.lines, lines, areas);
        phase.bridge_value = bridge_values(&phase.bridges, lines, bridges, areas);
    }
}

/// Values from the last `all` on: what stands before it is overruled.
fn from_last_all(values: &[(String, f64)]) -> &[(String, f64)] {
    let last = values.iter().rposition(|(name, _)| name == "all");
    &values[last.unwrap_or(0)..]
}

/// Value of every line; negative infinity where it is not named, and in sanctuaries.
fn line_values(named: &[(String, f64)], lines: &[Line], areas: &[Area]) -> Vec<f64> {
    let mut values = vec![f64::NEG_INFINITY; lines.len()];
    for (name, value) in from_last_all(named) {
        if name == "all" {
            values.fill(*value);
        } else if let Some(area) = area_named(areas, name) {
            for &line in &area.lines {
                values[line as usize] = *value;
            }
        } else if let Some(line) = line_named(lines, name) {
            values[line as usize] = *value;
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
    named: &[(String, f64)],
    lines: &[Line],
    bridges: &[Bridge],
    areas: &[Area],
) -> Vec<f64> {
    let mut values = vec![f64::NEG_INFINITY; bridges.len()];
    for (name, value) in from_last_all(named) {
        if name == "all" {
            values.fill(*value);
        } else if let Some(area) = area_named(areas, name) {
            for (place, bridge) in values.iter_mut().zip(bridges) {
                if area.lines.binary_search(&bridge.line).is_ok() {
                    *place = *value;
                }
            }
        } else if let Ok(bridge) =
            bridges.binary_search_by(|bridge| bridge.id.as_str().cmp(name.as_str()))
        {
            values[bridge] = *value;
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
