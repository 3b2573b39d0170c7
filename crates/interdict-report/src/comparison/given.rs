//! The effect given what is known to have happened, as paragraphs of the page over knobs.

use interdict_experiment::uncertain::given::{LEAST_INSIDE, LEAST_WORTH};
use interdict_experiment::uncertain::{Given, Uncertainty};

use super::sentence::{coverage, decimals, said};
use crate::figures::{counted, grouped, percent, shortened};

/// What the record says of the watched effect of each arm; nothing where there is no record.
pub(super) fn paragraphs(found: &Uncertainty) -> Vec<String> {
    let Some(given) = &found.given else {
        return Vec::new();
    };
    let base = &found.arms[0].name;
    let used = given.figures.iter().filter(|told| told.is_used).count();
    if used == 0 {
        let none = format!(
            "Given the record: nothing is said, for the runs of {base} reach no figure of record."
        );
        return [none].into_iter().chain(left_out(given)).collect();
    }
    let mut paragraphs = vec![format!(
        "Given the record: if {base} is what happened, its runs are weighed by how well they tell {} of record (half of the \
         range of each is one standard deviation). So weighed, {} are worth {}{}.",
        counted(used as i64, "figure"),
        counted(found.points.len() as i64, "point"),
        grouped(given.worth, 1),
        if given.says_enough() {
            String::new()
        } else {
            format!(
                ": fewer than {LEAST_WORTH:.0}, so that nothing is said of the effect given the record"
            )
        },
    )];
    for of_arm in &found.comparisons {
        let Some(effect) = of_arm.given else { continue };
        let label = &found.outcomes[found.watched];
        let places = decimals(effect.interval.half_width());
        paragraphs.push(format!(
            "{}, {}: {} {} ({} interval {} to {}); {} of the weight has the other sign.",
            found.arms[of_arm.arm].name,
            label.title,
            grouped(effect.mean, places),
            said(label.unit),
            coverage(),
            grouped(effect.interval.low, places),
            grouped(effect.interval.high, places),
            percent(Some(effect.other)),
        ));
    }
    paragraphs.extend(left_out(given));
    paragraphs
}

/// Figures that hardly any run reaches.
fn left_out(given: &Given) -> Option<String> {
    let names: Vec<String> = (given.figures.iter())
        .filter(|told| !told.is_used)
        .map(|told| format!("{} ({})", told.id, shortened(&told.quantity, 60)))
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "Left out, for fewer than {:.0} runs of 100 come within their range, whatever the knobs: {}.",
            100.0 * LEAST_INSIDE,
            names.join("; ")
        )
    })
}
