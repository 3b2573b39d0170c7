//! What a run gives for the figures of record.

use interdict_model::Record;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Measure, Observed};

/// What a run gives for each figure of record of its scenario, in their order, or why it gives nothing.
pub fn simulate(scenario: &Scenario, record: &Record) -> Vec<Result<f64, String>> {
    let figures = scenario.observed.iter();
    figures
        .map(|figure| simulated(scenario, record, figure))
        .collect()
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
