//! Where an arm changed the railway: the lines that opened most, and those that were hit instead.

use std::fmt::Write as _;

use interdict_experiment::Findings;
use interdict_experiment::findings::LineEffect;

use crate::figures::grouped;
use crate::summary::wrapped;

/// Lines that are named of each kind.
const NAMED: usize = 3;

/// A paragraph for each arm.
pub(super) fn paragraph(findings: &Findings, width: usize, page: &mut String) {
    for (arm, effects) in findings.arms[1..].iter().zip(&findings.lines) {
        if effects.is_empty() {
            continue;
        }
        let _ = writeln!(page, "\nWhere, {}:", arm.name);
        let open = |sign: f64| {
            let told = effects.iter().filter(move |effect| effect.open.is_told());
            named(
                told.map(|effect| (effect, effect.open.mean * sign)),
                sign,
                "points",
            )
        };
        let damage = |sign: f64| {
            let told = effects.iter().filter(move |effect| effect.damage.is_told());
            named(
                told.map(|effect| (effect, effect.damage.mean * sign)),
                sign,
                "places in 100 days",
            )
        };
        let parts = [
            ("open more of the time", open(1.0)),
            ("open less", open(-1.0)),
            ("damaged less", damage(-1.0)),
            ("damaged more: hit instead", damage(1.0)),
        ];
        let told: Vec<String> = (parts.into_iter())
            .filter_map(|(words, lines)| Some(format!("{words}: {}", lines?)))
            .collect();
        if told.is_empty() {
            page.push_str("no single line can be told from chance\n");
        }
        for text in told {
            for line in wrapped(&text, width) {
                let _ = writeln!(page, "{line}");
            }
        }
    }
}

/// The lines with the largest changes of a sign; `None` for none.
fn named<'a>(
    changes: impl Iterator<Item = (&'a LineEffect, f64)>,
    sign: f64,
    unit: &str,
) -> Option<String> {
    let mut largest: Vec<(&LineEffect, f64)> =
        changes.filter(|(_, change)| *change > 0.0).collect();
    largest.sort_by(|one, other| {
        other
            .1
            .total_cmp(&one.1)
            .then(one.0.line.cmp(&other.0.line))
    });
    let all = largest.len();
    let told: Vec<String> = (largest.iter().take(NAMED))
        .map(|(effect, change)| {
            let change = sign * change;
            let plus = if change > 0.0 { "+" } else { "" };
            format!("{} {plus}{}", effect.line, grouped(change, 1))
        })
        .collect();
    let more = match all.saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(", and {n} more lines"),
    };
    (!told.is_empty()).then(|| format!("{} {unit}{more}", told.join(", ")))
}
