//! What a drawn value is put into: a knob, a figure of a table, or a factor on figures.

use std::collections::BTreeMap;

use interdict_scenario::{FigurePath, Scenario};

/// What a value is put into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A knob.
    Knob,
    /// A figure of a table.
    Figure(FigurePath),
    /// Figures of a table, each multiplied by it.
    Factor(FigurePath),
}

/// Whether two scenarios differ in a knob, or in a figure that both have.
pub(super) fn differs(path: &str, what: &What, base: &Scenario, other: &Scenario) -> bool {
    match what {
        What::Knob => {
            let of = |scenario: &Scenario| scenario.rules.get(path).map(f64::to_bits);
            of(base) != of(other)
        }
        What::Figure(path) | What::Factor(path) => {
            let own: BTreeMap<String, f64> = base.figures(path).into_iter().collect();
            let others = other.figures(path);
            others.iter().any(|(row, value)| {
                let own = own.get(row).map(|own| own.to_bits());
                own.is_some_and(|own| own != value.to_bits())
            })
        }
    }
}
