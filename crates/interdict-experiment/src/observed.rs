//! What a run gives for the figures of record.

use interdict_model::{Record, Simulation};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Measure, Observed};

/// What a run gives for each figure of record of its scenario, in their order, or why it gives nothing.
pub fn simulate(scenario: &Scenario, record: &Record) -> Vec<Result<f64, String>> {
    let figures = scenario.observed.iter();
    figures
        .map(|figure| simulated(scenario, record, figure))
        .collect()
}

/// Why a figure of record can never be told by a run of its scenario, whatever the run; `None` where it can.
pub fn is_out_of_reach(scenario: &Scenario, figure: &Observed) -> Option<String> {
    if figure.from >= figure.to {
        return Some("its span is empty".into());
    }
    if figure.to > scenario.days {
        return Some(format!(
            "its span ends after the {} days of the scenario",
            scenario.days
        ));
    }
    let nothing = Simulation::new(scenario).record();
    let named = |series: &str, area: &str| -> Option<String> {
        let row = scenario.areas.iter().position(|known| known.id == area);
        match (area.is_empty(), row) {
            (false, None) => Some(format!("there is no area `{area}`")),
            _ if nothing
                .named(scenario, series, row.map(|row| row as u32))
                .is_none() =>
            {
                Some(format!("there is no series `{series}` there"))
            }
            _ => None,
        }
    };
    named(&figure.series, &figure.area).or_else(|| {
        let is_divided = !figure.per_series.is_empty();
        is_divided.then(|| named(&figure.per_series, &figure.per_area))?
    })
}

fn simulated(scenario: &Scenario, record: &Record, figure: &Observed) -> Result<f64, String> {
    if figure.from >= figure.to {
        return Err("its span is empty".into());
    }
    if figure.to > record.days {
        return Err(format!(
            "its span ends after the {} days of the run",
            record.days
        ));
    }
    let value = measured(scenario, record, figure, &figure.series, &figure.area)?;
    let value = if figure.per_series.is_empty() {
        value
    } else {
        let per = measured(
            scenario,
            record,
            figure,
            &figure.per_series,
            &figure.per_area,
        )?;
        if per <= 0.0 {
            return Err(format!(
                "it is divided by `{}`, which is zero",
                figure.per_series
            ));
        }
        value / per
    };
    Ok(value * figure.factor)
}

fn measured(
    scenario: &Scenario,
    record: &Record,
    figure: &Observed,
    series: &str,
    area: &str,
) -> Result<f64, String> {
    let row = if area.is_empty() {
        None
    } else {
        let place = scenario.areas.iter().position(|known| known.id == area);
        Some(place.ok_or_else(|| format!("there is no area `{area}`"))? as u32)
    };
    let days = record.named(scenario, series, row).ok_or_else(|| {
        let place = if area.is_empty() {
            "the theatre"
        } else {
            "an area"
        };
        format!("there is no series `{series}` of {place}")
    })?;
    let span = &days[usize::from(figure.from)..usize::from(figure.to)];
    let sum = span.iter().sum::<i64>() as f64;
    Ok(match figure.measure {
        Measure::Sum => sum,
        Measure::Mean => sum / span.len() as f64,
        Measure::Last => span.last().copied().unwrap_or(0) as f64,
    })
}
