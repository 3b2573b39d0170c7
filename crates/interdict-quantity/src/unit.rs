//! `"62 mi"`, `"40 t/day"`: figures in a source's own unit, converted once, when they are read.
//!
//! A bare number is in the unit that its column or knob declares. A number with a unit is converted
//! to that unit when the two are of one dimension, and refused when they are not.

/// One unit that a scenario may write: its dimension and its size in the dimension's base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// As written: `"km"`.
    pub symbol: &'static str,
    /// What it measures: `"length"`.
    pub dimension: &'static str,
    /// One of it in the base unit of the dimension.
    pub size: f64,
}

/// Every unit that can be written.
pub const UNITS: &[Unit] = &[
    unit("m", "length", 1.0),
    unit("km", "length", 1_000.0),
    unit("mi", "length", 1_609.344),
    unit("ft", "length", 0.304_8),
    unit("kg", "mass", 1.0),
    unit("t", "mass", 1_000.0),
    unit("short t", "mass", 907.184_74),
    unit("long t", "mass", 1_016.046_908_8),
    unit("lb", "mass", 0.453_592_37),
    unit("s", "time", 1.0),
    unit("min", "time", 60.0),
    unit("h", "time", 3_600.0),
    unit("d", "time", 86_400.0),
    unit("km/h", "speed", 1.0),
    unit("mph", "speed", 1.609_344),
    unit("t/day", "flow", 1.0),
    unit("short t/day", "flow", 0.907_184_74),
    unit("long t/day", "flow", 1.016_046_908_8),
    unit("%", "share", 0.01),
    unit("share", "share", 1.0),
];

const fn unit(symbol: &'static str, dimension: &'static str, size: f64) -> Unit {
    Unit {
        symbol,
        dimension,
        size,
    }
}

/// Why a written figure could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    /// The text does not begin with a number.
    NotANumber,
    /// The number is not finite.
    NotFinite,
    /// The unit is not one of [`UNITS`].
    UnknownUnit(String),
    /// The unit measures something else than what is wanted.
    OtherDimension {
        /// The unit as written.
        written: String,
        /// The unit that the place is kept in.
        wanted: &'static str,
    },
}

/// The unit of this symbol, if there is one.
pub fn by_symbol(symbol: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.symbol == symbol)
}

/// Reads a figure, converted to `wanted` (a symbol of [`UNITS`], or any other text, in which case
/// only a bare number or that very text is accepted as unit).
///
/// # Errors
/// When the text is no finite number, or its unit is unknown or of another dimension.
pub fn read(text: &str, wanted: &'static str) -> Result<f64, Unreadable> {
    let text = text.trim();
    let end = text
        .char_indices()
        .find(|&(place, c)| {
            !(c.is_ascii_digit()
                || matches!(c, '.' | '_' | '+' | '-')
                || (matches!(c, 'e' | 'E')
                    && text[place + 1..]
                        .starts_with(|next: char| next.is_ascii_digit() || next == '-')))
        })
        .map_or(text.len(), |(place, _)| place);
    let number: f64 = text[..end]
        .replace('_', "")
        .parse()
        .map_err(|_| Unreadable::NotANumber)?;
    if !number.is_finite() {
        return Err(Unreadable::NotFinite);
    }
    let symbol = text[end..].trim();
    if symbol.is_empty() || symbol == wanted {
        return Ok(number);
    }
    let Some(written) = by_symbol(symbol) else {
        return Err(Unreadable::UnknownUnit(symbol.to_owned()));
    };
    match by_symbol(wanted) {
        Some(unit) if unit.dimension == written.dimension => Ok(number * written.size / unit.size),
        _ => Err(Unreadable::OtherDimension {
            written: symbol.to_owned(),
            wanted,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sources_own_unit_is_converted_once() {
        assert_eq!(read("62 mi", "km"), Ok(62.0 * 1_609.344 / 1_000.0));
        assert_eq!(read("40", "t/day"), Ok(40.0));
        assert_eq!(read("40 t/day", "t/day"), Ok(40.0));
        assert_eq!(read("1e3 kg", "t"), Ok(1.0));
        assert_eq!(read("12 %", "share"), Ok(0.12));
        assert_eq!(read("-3", "km"), Ok(-3.0));
        assert_eq!(read("x", "km"), Err(Unreadable::NotANumber));
        assert_eq!(
            read("3 furlongs", "km"),
            Err(Unreadable::UnknownUnit("furlongs".into()))
        );
        assert!(matches!(
            read("3 kg", "km"),
            Err(Unreadable::OtherDimension { .. })
        ));
    }
}
