//! What changes of no consequence do to the same pair: whether this difference is more than noise.

use interdict_experiment::diverge::Divergence;
use interdict_experiment::diverge::floor::{Floor, Standing};
use interdict_model::Series;
use serde_json::{Value as Json, json};

use super::teller::Pair;
use crate::figures::{grouped, tons};

/// What is weighed, with its series.
const WEIGHED: [(&str, Series); 2] = [
    ("brought to the front", Series::DeliveredFront),
    ("delivered to railheads", Series::Delivered),
];

fn touches(floor: &Floor, series: Series) -> &[i64] {
    match series {
        Series::DeliveredFront => &floor.front_kg,
        _ => &floor.railheads_kg,
    }
}

fn difference(divergence: &Divergence, series: Series) -> i64 {
    let [base, arm] = &divergence.records;
    arm.total(series) - base.total(series)
}

/// The verdict in sentences.
pub(super) fn told(divergence: &Divergence, pair: &Pair<'_>) -> Vec<String> {
    let floor = match pair.floor {
        Ok(floor) => floor,
        Err(why) => return vec![format!("No floor of noise: {}.", why.told())],
    };
    let days = f64::from(divergence.records[0].days.max(1));
    let a_day = |kg: i64| tons(kg) / days;
    let mut told = vec![format!(
        "Beside it {} changes of no consequence under the very same chance, each {}:",
        floor.railheads_kg.len(),
        floor.told
    )];
    for (what, series) in WEIGHED {
        let kg = difference(divergence, series);
        let standing = Standing::of(kg, touches(floor, series));
        let [least, most] = standing.range.map(a_day);
        let moves = standing.moves / 1_000.0 / days;
        let range = if standing.range == [0, 0] {
            "they make no difference".to_owned()
        } else {
            format!(
                "they make {} to {} t a day (root mean square {})",
                signed(least),
                signed(most),
                grouped(moves, 1)
            )
        };
        let verdict = if kg == 0 {
            "no difference".to_owned()
        } else if standing.stands_out() {
            format!("{} t a day, more than any of them does", signed(a_day(kg)))
        } else {
            let (n, of) = (standing.as_far, standing.of);
            format!(
                "{} t a day, which cannot be told from noise: {n} of {of} do as much",
                signed(a_day(kg))
            )
        };
        told.push(format!("{what}: {verdict}; {range}."));
    }
    told.push(
        "What follows tells how these two runs came apart, not what the change is worth: any touch has such a story. \
         `interdict compare` asks what it is worth."
            .to_owned(),
    );
    told
}

fn signed(value: f64) -> String {
    let text = grouped(value, 1);
    if value > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// The same as JSON.
pub(super) fn json(divergence: &Divergence, pair: &Pair<'_>) -> Json {
    let floor = match pair.floor {
        Ok(floor) => floor,
        Err(why) => return json!({ "none": why }),
    };
    let of: serde_json::Map<String, Json> = (WEIGHED.into_iter())
        .map(|(what, series)| {
            let kg = difference(divergence, series);
            let standing = Standing::of(kg, touches(floor, series));
            let told = json!({
                "difference_kg": kg,
                "touches_kg": touches(floor, series),
                "as_far": standing.as_far,
                "of": standing.of,
                "stands_out": standing.stands_out(),
            });
            (what.replace(' ', "_"), told)
        })
        .collect();
    json!({ "told": floor.told, "of": of })
}
