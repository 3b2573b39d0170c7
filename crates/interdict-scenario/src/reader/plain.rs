//! Numbers, dates and texts as they are written, in whatever form has one meaning.

use interdict_quantity::Date;
use interdict_quantity::unit::{self, UNITS, Unreadable};

use crate::codes;
use crate::dialect::{self, date, number as figures};
use crate::fault::{Fault, Faults, nearest, quoted};
use crate::source::Span;
use crate::tree::{Kind, Node};

/// That a row has nothing in a column that it needs.
pub(super) fn missing(label: &str, column: &str, span: Span) -> Fault {
    let message = format!("{label} has no `{column}`");
    Fault::at(codes::MISSING, span, message).expected(format!("a value for `{column}`"))
}

/// Reads a number in `wanted`, or says why it cannot be read.
pub(crate) fn number(node: &Node, wanted: &'static str) -> Result<f64, Box<Fault>> {
    let expected = if wanted == "figure" {
        "a number".to_owned()
    } else {
        format!("a number in {wanted}")
    };
    let (Kind::Text(text) | Kind::Number(text) | Kind::Word(text)) = &node.kind else {
        let message = format!("this is {}", node.describe());
        return Err(Box::new(
            Fault::at(codes::WRONG_TYPE, node.span, message).expected(expected),
        ));
    };
    let bare = text
        .trim()
        .trim_start_matches(['+', '-'])
        .to_ascii_lowercase();
    let read = if matches!(bare.as_str(), "nan" | "inf" | "infinity") {
        Err(Unreadable::NotFinite)
    } else {
        match figures::written(text) {
            figures::Written::Other(plain, _) => unit::read(&plain, wanted),
            figures::Written::Either {
                mark: figures::Decimals::Comma,
                as_decimals,
                as_thousands,
            } => {
                return Err(Box::new(two_meanings(
                    node,
                    text,
                    &as_decimals,
                    &as_thousands,
                )));
            }
            _ => unit::read(text, wanted),
        }
    };
    let (code, message, near) = match read {
        Ok(number) => return Ok(number),
        Err(Unreadable::UnknownUnit(rest)) if !rest.starts_with(char::is_alphabetic) => (
            codes::NOT_A_NUMBER,
            format!("{} is not a number", quoted(text)),
            None,
        ),
        Err(Unreadable::NotANumber) => (
            codes::NOT_A_NUMBER,
            format!("{} is not a number", quoted(text)),
            None,
        ),
        Err(Unreadable::NotFinite) => (
            codes::NOT_FINITE,
            format!("{} is not a finite number", quoted(text)),
            None,
        ),
        Err(Unreadable::UnknownUnit(written)) => {
            let near = nearest(&written, UNITS.iter().map(|unit| unit.symbol));
            (
                codes::UNKNOWN_UNIT,
                format!("{} is not a unit", quoted(&written)),
                near,
            )
        }
        Err(Unreadable::OtherDimension { written, wanted }) => {
            let message = format!(
                "{} does not measure what {wanted} measures",
                quoted(&written)
            );
            (codes::OTHER_DIMENSION, message, None)
        }
    };
    let mut fault = Fault::at(code, node.span, message)
        .expected(expected)
        .nearest(near);
    if code == codes::NOT_A_NUMBER {
        fault.hint = hint_of_figure(text).map(str::to_owned);
    }
    Err(Box::new(fault))
}

/// The fault of a figure with a comma and three digits behind it.
fn two_meanings(node: &Node, text: &str, as_decimals: &str, as_thousands: &str) -> Fault {
    let message = format!("{} may mean {as_decimals} or {as_thousands}", quoted(text));
    Fault::at(codes::NOT_A_NUMBER, node.span, message)
        .expected("a number with a point for decimals, and nothing between thousands")
        .hint(format!("write `{as_decimals}` or `{as_thousands}`"))
}

/// What to do about a figure that is none.
fn hint_of_figure(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if dialect::is_unknown(text) {
        Some("leave the cell empty where the figure is not known")
    } else if text.starts_with('#') {
        Some("a formula of the spreadsheet failed here")
    } else if text.starts_with(['~', '<', '>', '≈']) || text.starts_with("ca") {
        Some("give the figure alone, mark it as an estimate (`mark: E`) and say why in `source`")
    } else if text.contains(['\'', '’', '′', '"', '″']) {
        Some("degrees are written with decimals: `45.6` for 45 degrees and 36 minutes")
    } else if text.contains([',', '.']) {
        Some("a point marks decimals, and nothing stands between thousands: `12500.5`")
    } else {
        None
    }
}

/// A text of the user as it is kept: on one line, and without signs that would steer whatever shows it. Told once a file.
pub(crate) fn seen(text: &str, span: Span, faults: &mut Faults) -> String {
    let seen = crate::text::seen(text);
    if matches!(seen, std::borrow::Cow::Owned(_)) && seen.contains('\u{fffd}') {
        let is_told = |fault: &Fault| {
            fault.code == codes::SIGNS && fault.span.is_some_and(|other| other.file == span.file)
        };
        if !faults.iter().any(is_told) {
            let message = format!("{} holds signs that cannot be shown", quoted(text));
            let fault = Fault::at(codes::SIGNS, span, message).warning();
            faults.push(fault.hint(
                "each of them is replaced by `\u{fffd}`, here and wherever this file has more",
            ));
        }
    }
    seen.into_owned()
}

/// The date that a node says.
pub(crate) fn date_of(node: &Node) -> Result<Date, Box<Fault>> {
    let written = match &node.kind {
        Kind::Number(text) => text,
        _ => text(node)?,
    };
    let no_date = || {
        let message = format!("{} is not a date", quoted(written));
        Fault::at(codes::BAD_DATE, node.span, message).expected("a date of the form `1951-08-01`")
    };
    match date::written(written) {
        date::Written::Plain(date) | date::Written::Other(date, _) => Ok(date),
        date::Written::Either(first, second) => {
            let message = format!("{} may be {first} or {second}", quoted(written));
            let fault = Fault::at(codes::BAD_DATE, node.span, message);
            Err(Box::new(fault.expected("a date of the form `1951-08-01`")))
        }
        date::Written::ShortYear => {
            Err(Box::new(no_date().hint("write the year with four digits")))
        }
        date::Written::No => Err(Box::new(no_date())),
    }
}

/// A figure as messages show it.
pub(crate) fn figure(value: f64) -> String {
    if value != 0.0 && (value.abs() >= 1e12 || value.abs() < 1e-4) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}

/// The text of a node, or the fault that it is none.
pub(crate) fn text(node: &Node) -> Result<&str, Box<Fault>> {
    if let Kind::Text(text) = &node.kind {
        return Ok(text);
    }
    let message = format!("this is {}", node.describe());
    Err(Box::new(
        Fault::at(codes::WRONG_TYPE, node.span, message).expected("a text in quotes"),
    ))
}
