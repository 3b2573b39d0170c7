//! The tables of a calibration's page.

use std::fmt::Write as _;

use interdict_experiment::matching::Calibration;
use interdict_experiment::paired::Interval;
use interdict_experiment::uncertain::Drawn;

use super::words::{deviations, share};
use crate::figures::shortened;
use crate::figures::significant;

fn row(page: &mut String, cells: &[String]) {
    for cell in cells {
        let _ = write!(page, "| {} ", cell.replace('|', "\\|").replace('\n', " "));
    }
    page.push_str("|\n");
}

fn between(range: Option<Interval>) -> String {
    range.map_or("-".to_owned(), |Interval { low, high }| {
        format!("{} to {}", significant(low), significant(high))
    })
}

/// What is left after each wave.
pub(super) fn waves(found: &Calibration, page: &mut String) {
    page.push_str(
        "\n## Wave by wave\n\n| wave | points | not ruled out | volume left | 95 % | places tried |\n|--:|--:|--:|--:|---|--:|\n",
    );
    for wave in &found.waves {
        let Interval { low, high } = wave.volume.interval;
        row(
            page,
            &[
                wave.number.to_string(),
                wave.points.to_string(),
                wave.not_ruled_out.to_string(),
                share(wave.volume.share),
                format!("{} to {}", share(low), share(high)),
                wave.volume.tried.to_string(),
            ],
        );
    }
    page.push_str(
        "\nNot ruled out: points of the wave by their own runs. Volume: the share of the ranges that no stand-in so far rules out; \
         the interval is of counting places.\n",
    );
}

/// The record, what runs give before anything is ruled out, and how near they come.
pub(super) fn figures(found: &Calibration, page: &mut String) {
    page.push_str(
        "\n## Figures of record\n\n| id | what | group | record | low to high | before: mean | 95 % of runs | runs below | nearest | \
         nearest foretold | at the best point | deviations there |\n|---|---|---|--:|---|--:|---|--:|--:|--:|--:|--:|\n",
    );
    for figure in &found.figures {
        let target = &figure.target;
        let prior = figure.prior;
        row(
            page,
            &[
                target.id.clone(),
                shortened(&target.quantity, 60),
                found.groups[target.group].name.clone(),
                significant(target.value),
                format!(
                    "{} to {}",
                    significant(target.low),
                    significant(target.high)
                ),
                prior.map_or("-".to_owned(), |prior| significant(prior.mean)),
                between(prior.map(|prior| prior.range)),
                prior.map_or("-".to_owned(), |prior| {
                    format!("{:.0} %", 100.0 * prior.below)
                }),
                deviations(figure.least),
                deviations(figure.least_foretold),
                figure.best_mean.map_or("-".to_owned(), significant),
                deviations(figure.at_best),
            ],
        );
    }
    page.push_str(
        "\nBefore: runs of the first wave, when nothing was ruled out; where none or all of them lie below the record, the model does \
         not come to it within its ranges. Nearest: the fewest deviations at any point that was run, and where the stand-ins were asked.\n",
    );
}

/// What groups of several figures come to at the best point.
pub(super) fn groups(found: &Calibration, page: &mut String) {
    let Some(best) = found.best.first() else {
        return;
    };
    let several: Vec<String> = (found.groups.iter().zip(&best.groups))
        .filter(|(group, _)| group.members.len() > 1)
        .map(|(group, own)| {
            let members: Vec<&str> = (group.members.iter())
                .map(|&member| &*found.figures[member].target.id)
                .collect();
            format!(
                "{} ({}): {}",
                group.name,
                members.join(", "),
                deviations(*own)
            )
        })
        .collect();
    if !several.is_empty() {
        let _ = writeln!(page, "\nGroups at the best point: {}.", several.join("; "));
    }
}

/// What is left of each knob.
pub(super) fn knobs(found: &Calibration, page: &mut String) {
    page.push_str(
        "\n## Knobs\n\n| knob | unit | range | left | nine of ten of it | base | best |\n|---|---|---|---|---|--:|--:|\n",
    );
    for side in &found.knobs {
        let knob = &side.knob;
        row(
            page,
            &[
                with_others(knob),
                knob.unit.to_owned(),
                format!("{} to {}", significant(knob.low), significant(knob.high)),
                between(side.left),
                between(side.middle),
                significant(knob.scenario),
                side.best.map_or("-".to_owned(), significant),
            ],
        );
    }
    page.push_str("\nA knob whose range is left as it was is one that the record says nothing about, or only together with others.\n");
}

/// A knob and what moves with it.
fn with_others(knob: &Drawn) -> String {
    let mut told = format!("`{}`", knob.path);
    for one in &knob.with {
        let way = if one.is_against { "against" } else { "with" };
        let _ = write!(told, ", {way} it `{}`", one.path);
    }
    told
}

/// What the stand-ins of the last wave are made of.
pub(super) fn stand_ins(found: &Calibration, page: &mut String) {
    let Some(wave) = found.waves.last() else {
        return;
    };
    let _ = writeln!(
        page,
        "\n## Stand-ins of wave {}\n\n| figure | points | foretold | error | goes with |\n|---|--:|--:|--:|---|",
        wave.number
    );
    for stand_in in &wave.stand_ins {
        row(
            page,
            &[
                stand_in.id.clone(),
                stand_in.points.to_string(),
                (stand_in.foretold)
                    .map_or("-".to_owned(), |share| format!("{:.0} %", 100.0 * share)),
                significant(stand_in.error),
                if stand_in.terms.is_empty() {
                    "no knob".to_owned()
                } else {
                    stand_in.terms.join(", ")
                },
            ],
        );
    }
    page.push_str(
        "\nForetold: the share of the variance from point to point at points kept back; below zero the mean of all would do better. A \
         stand-in that foretells little rules little out, for its error counts against it.\n",
    );
}
