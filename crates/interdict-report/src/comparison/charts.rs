//! The charts of a comparison, as SVG.
//!
//! A chart is a function of what was found. Values may lie to either side of zero, so these charts have a
//! scale of their own; sheet, type and colours are those of a run's charts.

use interdict_experiment::Findings;
use interdict_scenario::Domain;

use super::Compared;
use crate::charts::canvas::{Canvas, Side, Type};
use crate::charts::theme::{MARGIN, QUIET, TINY_SIZE, TITLE_SIZE};
use crate::files::names::file_names;

mod added_up;
mod days;
mod distribution;
mod forest;
mod mechanism;
mod scale;
pub(super) mod tornado;
pub(super) mod uncertain;
mod where_changed;

/// The charts, as (name, SVG).
pub(super) fn charts(compared: &Compared<'_>) -> Vec<(String, String)> {
    let Compared {
        findings,
        study,
        arms,
        why,
    } = *compared;
    let mut charts = vec![("effects".to_owned(), forest::draw(findings))];
    let names = file_names(findings.arms.iter().map(|arm| arm.name.as_str()));
    for (arm, name) in names.iter().enumerate().skip(1) {
        let mut put = |stem: &str, svg: String| charts.push((format!("{stem}-{name}"), svg));
        put("effect-added-up", added_up::draw(findings, arm));
        put("differences", distribution::draw(findings, study, arm));
        put("by-day", days::draw(findings, study, arm));
        if findings.domains.has(Domain::Railway) {
            put("where", where_changed::draw(findings, arms, arm));
        }
        let of_arm = why.and_then(|why| why.arms.iter().find(|of_arm| of_arm.arm == arm));
        let shares = of_arm.and_then(|of_arm| of_arm.channels.as_ref().ok());
        let pairs = why.map_or(0, |why| why.pairs);
        if let Some(shares) = shares {
            put("channels", mechanism::draw(findings, shares, arm, pairs));
        }
    }
    charts
}

fn titles(canvas: &Canvas<'_>, findings: &Findings, title: &str, about: &str) {
    let source = format!(
        "Source: {} simulated pairs under common chance, seed {}, {} to {}, interdict {}",
        findings.pairs, findings.seed, findings.first_day, findings.last_day, findings.version
    );
    heads(canvas, title, about, &source);
}

/// Title, what is shown below it, and at the foot where it comes from.
fn heads(canvas: &Canvas<'_>, title: &str, about: &str, source: &str) {
    let set = Type::new(Side::Start);
    canvas.text((MARGIN, 26.0), title, set.size(TITLE_SIZE).bold());
    canvas.text((MARGIN, 47.0), about, set.colour(QUIET));
    let foot = (MARGIN, canvas.height - 14.0);
    canvas.text(foot, source, set.size(TINY_SIZE).colour(QUIET));
}
