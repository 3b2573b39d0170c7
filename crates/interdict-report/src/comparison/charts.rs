//! The charts of a comparison, as SVG.
//!
//! A chart is a function of what was found. Values may lie to either side of zero, so these charts have a
//! scale of their own; sheet, type and colours are those of a run's charts.

use interdict_scenario::Domain;

use super::compared::Compared;
use crate::files::names::file_names;

mod added_up;
mod days;
mod distribution;
mod forest;
mod mechanism;
mod scale;
mod titles;
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
