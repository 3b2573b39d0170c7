//! What lines carried and suffered, as widths and colours.

use interdict_scenario::Scenario;

use super::super::theme::{CUTS_PER_KM, Colour};

/// Widest and thinnest line, points.
const WIDEST: f64 = 9.0;
const THINNEST: f64 = 0.9;

/// What a line carried and suffered.
pub(super) struct Use {
    pub(super) kg: i64,
    pub(super) cuts_per_km: f64,
}

/// Bounds of the classes of cuts per kilometre, lowest first.
pub(super) type Bounds = [f64; 3];

/// The most that a line within the enemy's reach carried; the hinterland is not the question.
pub(super) fn most_carried(scenario: &Scenario, uses: &[Use]) -> i64 {
    let lines = || scenario.lines.iter().zip(uses);
    let within = lines()
        .filter(|(line, _)| !line.sanctuary)
        .map(|(_, line)| line.kg)
        .max();
    within
        .or_else(|| lines().map(|(_, line)| line.kg).max())
        .unwrap_or(0)
}

/// Three bounds, threefold apart on round numbers, such that the top class holds few lines.
pub(super) fn bounds(uses: &[Use]) -> Bounds {
    let mut cut: Vec<f64> = uses.iter().map(|line| line.cuts_per_km).collect();
    cut.retain(|&cuts| cuts > 0.0);
    cut.sort_by(f64::total_cmp);
    let many = cut.get(cut.len() * 9 / 10).copied().unwrap_or(0.0);
    let rounds = [0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0];
    let top = rounds
        .iter()
        .rposition(|&round| round < many)
        .unwrap_or(2)
        .max(2);
    [rounds[top - 2], rounds[top - 1], rounds[top]]
}

pub(super) fn colour(cuts_per_km: f64, bounds: &Bounds) -> Colour {
    if cuts_per_km <= 0.0 {
        return CUTS_PER_KM[0];
    }
    CUTS_PER_KM[1 + bounds.iter().filter(|&&bound| cuts_per_km >= bound).count()]
}

pub(super) fn width(kg: i64, most: i64) -> f64 {
    THINNEST + (WIDEST - THINNEST) * (kg as f64 / most.max(1) as f64).min(1.0)
}
