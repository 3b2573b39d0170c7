//! Outcomes asked for by name, and amounts of them with a unit.

use std::fmt;
use std::str::FromStr;

use interdict_quantity::unit;
use interdict_scenario::Domains;

use super::{Catalogue, Label};

/// There is no outcome of the name that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOutcome {
    /// The name that was asked for.
    pub name: String,
    /// The outcome whose name is nearest to it.
    pub nearest: String,
    /// Names of all outcomes, in order.
    pub known: Vec<String>,
    /// Domains that the outcome needs and no scenario has; none where there is no outcome of this name at all.
    pub lacking: Domains,
    /// Domains of the scenarios together.
    pub theatre: Domains,
}

impl fmt::Display for UnknownOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.known.is_empty() {
            return write!(f, "a theatre of {} has no outcome", self.theatre);
        }
        if !self.lacking.is_empty() {
            let (name, lacking) = (&self.name, self.lacking);
            return write!(
                f,
                "the outcome `{name}` needs domains that no arm has: {lacking}"
            );
        }
        write!(f, "there is no outcome `{}`", self.name)
    }
}

impl std::error::Error for UnknownOutcome {}

impl Catalogue {
    /// The place of an outcome by its name.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn find(&self, name: &str) -> Result<usize, UnknownOutcome> {
        if let Some(place) = self.outcome(name) {
            return Ok(place);
        }
        let names = || self.outcomes.iter().map(|label| label.name.as_str());
        let near = |known: &str| strsim::jaro_winkler(known, name);
        let nearest = names().max_by(|a, b| near(a).total_cmp(&near(b)));
        Err(UnknownOutcome {
            name: name.to_owned(),
            nearest: nearest.unwrap_or_default().to_owned(),
            known: names().map(str::to_owned).collect(),
            lacking: self.lacking(name),
            theatre: self.domains,
        })
    }

    /// The place of an outcome by its name, or the first where none is named.
    ///
    /// # Errors
    /// When there is none of this name, or none at all.
    pub fn find_or_first(&self, name: Option<&str>) -> Result<usize, UnknownOutcome> {
        match name {
            Some(name) => self.find(name),
            None if self.outcomes.is_empty() => self.find(""),
            None => Ok(0),
        }
    }
}

/// A number above zero and, where it was given, its unit: `20 t/day`.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The number.
    pub value: f64,
    /// The unit; empty: the unit of the outcome that it is about.
    pub unit: String,
}

/// A text that is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAmount;

impl fmt::Display for NoAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a number above zero and a unit, as in `20 t/day`")
    }
}

impl std::error::Error for NoAmount {}

impl FromStr for Amount {
    type Err = NoAmount;

    fn from_str(text: &str) -> Result<Self, NoAmount> {
        match unit::parted(text) {
            Ok((value, unit)) if value > 0.0 => Ok(Self {
                value,
                unit: unit.to_owned(),
            }),
            _ => Err(NoAmount),
        }
    }
}

/// An amount that is in another unit than the outcome that it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherUnit {
    /// The amount.
    pub amount: Amount,
    /// Name of the outcome.
    pub outcome: String,
    /// Unit of the outcome.
    pub unit: &'static str,
}

impl fmt::Display for OtherUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the amount is in `{}`, but `{}` is in `{}`",
            self.amount.unit, self.outcome, self.unit
        )
    }
}

impl std::error::Error for OtherUnit {}

impl Amount {
    /// The number, in the unit of an outcome.
    ///
    /// # Errors
    /// When the amount is in another unit: units are compared, never converted.
    pub fn of(&self, outcome: &Label) -> Result<f64, OtherUnit> {
        if self.unit.is_empty() || self.unit == outcome.unit {
            return Ok(self.value);
        }
        Err(OtherUnit {
            amount: self.clone(),
            outcome: outcome.name.clone(),
            unit: outcome.unit,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Window;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn an_amount_is_a_number_above_zero_with_or_without_a_unit() {
        let read = |text: &str| {
            text.parse()
                .map(|amount: Amount| (amount.value, amount.unit))
        };
        assert_eq!(read("20 t/day"), Ok((20.0, "t/day".to_owned())));
        assert_eq!(read("0.5%"), Ok((0.5, "%".to_owned())));
        assert_eq!(read(" 7 "), Ok((7.0, String::new())));
        assert_eq!(read("1e1"), Ok((10.0, String::new())));
        assert_eq!(read("1E-03 t/day"), Ok((0.001, "t/day".to_owned())));
        for wrong in ["", "t/day", "0 t", "-3 t", "1.2.3", "many"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_wrong_name_brings_the_nearest_and_a_wrong_unit_the_right_one() {
        let theatre = generate(Shape::small(), 3);
        let catalogue = Catalogue::of(&[&theatre], Window { from: 0, to: 1 });
        let error = catalogue.find("deliverd").unwrap_err();
        assert_eq!(error.nearest, "delivered");
        assert_eq!(error.known.len(), catalogue.outcomes.len());
        let delivered = &catalogue.outcomes[catalogue.find("delivered").unwrap()];
        let amount = |text: &str| text.parse::<Amount>().unwrap().of(delivered);
        assert_eq!((amount("3"), amount("3 t/day")), (Ok(3.0), Ok(3.0)));
        assert_eq!(amount("3 kg").unwrap_err().unit, "t/day");
    }
}
