//! Every outcome and curve that any theatre may have, for a dictionary.

use interdict_scenario::{Domain, Domains};

use super::area::OfArea;
use super::city::OfCity;
use super::label::Label;
use super::theatre::{CURVES, SCALARS};
use super::unit::OfUnit;

/// An outcome or a curve, and the domains that a theatre needs for it. Those of an area are named `NAME.AREA`,
/// those of a unit that is to be formed `NAME.UNIT`, those of a city `NAME.CITY`.
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
    let units = OfUnit::ALL.map(of_unit);
    let cities = OfCity::ALL.map(of_city);
    let places = areas.map(of_area).into_iter().chain(units).chain(cities);
    of_theatre.chain(places).collect()
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

fn of_unit(what: OfUnit) -> Word {
    let label = what.label("UNIT", "a unit");
    let stem = label.name.split('.').next().unwrap_or_default();
    Word {
        needs: OfUnit::needs(stem),
        label,
    }
}

fn of_city(what: OfCity) -> Word {
    let label = what.label("CITY", "a city");
    let stem = label.name.split('.').next().unwrap_or_default();
    Word {
        needs: OfCity::needs(stem),
        label,
    }
}

fn all() -> Domains {
    Domains::of(&Domain::ALL)
}
