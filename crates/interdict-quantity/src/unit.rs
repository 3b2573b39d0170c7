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

/// Parts a figure into its number and what stands behind it: its unit, or nothing. Blanks about either mean nothing.
/// A number has digits, at most one point, a sign, an exponent (`1e-9`, `1E+04`), and `_` where the writer likes.
///
/// # Errors
/// When the text does not begin with a finite number.
pub fn parted(text: &str) -> Result<(f64, &str), Unreadable> {
    let text = text.trim();
    let is_exponent = |place: usize| {
        let power = &text[place + 1..];
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        power.starts_with(|next: char| next.is_ascii_digit())
    };
    let end = text
        .char_indices()
        .find(|&(place, c)| match c {
            'e' | 'E' => !is_exponent(place),
            _ => !(c.is_ascii_digit() || matches!(c, '.' | '_' | '+' | '-')),
        })
        .map_or(text.len(), |(place, _)| place);
    let number: f64 = text[..end]
        .replace('_', "")
        .parse()
        .map_err(|_| Unreadable::NotANumber)?;
    if !number.is_finite() {
        return Err(Unreadable::NotFinite);
    }
    Ok((number, text[end..].trim()))
}

/// Reads a number without a unit.
///
/// # Errors
/// When the text is no finite number, or has something behind it.
pub fn number(text: &str) -> Result<f64, Unreadable> {
    match parted(text)? {
        (number, "") => Ok(number),
        (_, rest) => Err(Unreadable::UnknownUnit(rest.to_owned())),
    }
}

/// Reads a figure, converted to `wanted` (a symbol of [`UNITS`], or any other text, in which case
/// only a bare number or that very text is accepted as unit).
///
/// # Errors
/// When the text is no finite number, or its unit is unknown or of another dimension.
pub fn read(text: &str, wanted: &'static str) -> Result<f64, Unreadable> {
    let (number, symbol) = parted(text)?;
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

    #[test]
    fn every_form_of_a_number_is_read_alike() {
        for text in ["1e1", "1E1", "1E+01", " 10 ", "+10", "1_0", "10.", "100e-1"] {
            assert_eq!(number(text), Ok(10.0), "{text}");
            assert_eq!(read(text, "km"), Ok(10.0), "{text}");
            let with_unit = format!("{text} km");
            assert_eq!(read(&with_unit, "km"), Ok(10.0), "{with_unit}");
            assert_eq!(parted(&with_unit), Ok((10.0, "km")), "{with_unit}");
        }
        assert_eq!(number("1e-9"), Ok(1e-9));
        assert_eq!(number("1e400"), Err(Unreadable::NotFinite));
        for wrong in ["", "e1", "1e", "1e+", "1.2.3", "10 km", "1,5", "NaN", "inf"] {
            assert!(number(wrong).is_err(), "{wrong}");
        }
    }
}
