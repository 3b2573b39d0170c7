//! Every outcome and curve that any theatre may have, for a dictionary.

use interdict_scenario::{Domain, Domains};

use super::area::OfArea;
use super::label::Label;
use super::theatre::{CURVES, SCALARS};

/// An outcome or a curve, and the domains that a theatre needs for it. Those of an area are named `NAME.AREA`.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// What it is called, and what it means.
    pub label: Label,
    /// The domains.
    pub needs: Domains,
}

/// Every outcome.
pub fn outcomes() -> Vec<Word> {
    let of_theatre = SCALARS.iter().map(|scalar| Word {
        label: scalar.label(all()),
        needs: scalar.needs,
    });
    let areas = [OfArea::Open, OfArea::LongestClosure, OfArea::Passed];
    of_theatre.chain(areas.map(of_area)).collect()
}

/// Every curve.
pub fn curves() -> Vec<Word> {
    let of_theatre = CURVES.iter().map(|curve| Word {
        label: curve.label(all()),
        needs: curve.needs,
    });
    of_theatre.chain([of_area(OfArea::Open)]).collect()
}

fn of_area(what: OfArea) -> Word {
    let label = what.label("AREA", "an area");
    let stem = label.name.split('.').next().unwrap_or_default();
    Word {
        needs: OfArea::needs(stem),
        label,
    }
}

fn all() -> Domains {
    Domains::of(&Domain::ALL)
}
