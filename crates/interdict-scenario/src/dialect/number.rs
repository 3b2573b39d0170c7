//! A written figure in the forms of other countries and programs, put into the form of the language.

/// What marks the decimals of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Decimals {
    /// `12.5`, as the language writes.
    Point,
    /// `12,5`.
    Comma,
}

/// What a written figure says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Written {
    /// The form of the language, or no figure at all. The mark of its decimals, where it has one that can be nothing else.
    Plain(Option<Decimals>),
    /// Another form, which has one meaning: the figure in the form of the language, and what it shows of decimals.
    Other(String, Option<Decimals>),
    /// Three digits stand behind one mark: decimals, or thousands.
    Either {
        /// The mark.
        mark: Decimals,
        /// The figure, if the mark is one of decimals.
        as_decimals: String,
        /// The figure, if the mark sets thousands apart.
        as_thousands: String,
    },
}

/// What stands between the digits of a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Point,
    Comma,
    Blank,
    Apostrophe,
}

/// Blanks that set thousands apart: the plain one, the one that does not break, and narrow ones.
const BLANKS: [char; 5] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}'];

/// What a figure says, with or without a unit behind it.
pub(crate) fn written(text: &str) -> Written {
    let text = text.trim();
    if let Some(plain) = plainly(text) {
        return plain;
    }
    let (minus, unsigned) = match text.strip_prefix(['-', '+', '\u{2212}', '\u{2013}']) {
        Some(rest) => (!text.starts_with('+'), rest),
        None => (false, text),
    };
    let (groups, between, rest) = parted(unsigned);
    if groups.iter().all(String::is_empty) {
        return Written::Plain(None);
    }
    let (power, unit) = exponent(rest);
    let unit = unit.trim();
    let bare_unit = unit.strip_prefix(['°', 'º']).map_or(unit, str::trim);
    let told = |whole: &[String], decimals: &str| {
        let sign = if minus { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        let gap = if bare_unit.is_empty() { "" } else { " " };
        let whole = whole.concat();
        format!("{sign}{whole}{point}{decimals}{power}{gap}{bare_unit}")
    };
    let is_odd = bare_unit.len() != unit.len() || text.starts_with(['\u{2212}', '\u{2013}']);
    let Some((&last, first)) = between.split_last() else {
        return if is_odd {
            Written::Other(told(&groups, ""), None)
        } else {
            Written::Plain(None)
        };
    };
    let split = groups.len() - 1;
    let with_decimals = || told(&groups[..split], &groups[split]);
    let mark = match last {
        Between::Point => Some(Decimals::Point),
        Between::Comma => Some(Decimals::Comma),
        Between::Blank | Between::Apostrophe => None,
    };
    let is_grouped = are_thousands(&groups) && between.iter().all(|&one| one == last);
    match (mark, first.is_empty()) {
        // `1.200` and `1,200`
        (Some(mark), true) if is_grouped && power.is_empty() => Written::Either {
            mark,
            as_decimals: with_decimals(),
            as_thousands: told(&groups, ""),
        },
        (Some(Decimals::Point), true) if !is_odd => Written::Plain(Some(Decimals::Point)),
        (Some(mark), true) if !groups[split].is_empty() => {
            Written::Other(with_decimals(), Some(mark))
        }
        // `1.234.567`, `1 200`, `12'000`
        _ if is_grouped => Written::Other(
            told(&groups, ""),
            mark.map(|mark| match mark {
                Decimals::Point => Decimals::Comma,
                Decimals::Comma => Decimals::Point,
            }),
        ),
        // `1.234,5`, `1 200,5`
        (Some(mark), false)
            if are_thousands(&groups[..split])
                && first.iter().all(|&one| one == first[0] && one != last) =>
        {
            Written::Other(with_decimals(), Some(mark))
        }
        _ => Written::Plain(None),
    }
}

/// A figure of digits and at most one point that has one meaning: nearly all figures are such.
fn plainly(text: &str) -> Option<Written> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        None => (!digits.is_empty() && is_digits(digits)).then_some(Written::Plain(None)),
        Some((whole, part)) => {
            let has_one_meaning =
                part.len() != 3 || !(1..=3).contains(&whole.len()) || whole.starts_with('0');
            let is_figure = is_digits(whole) && is_digits(part) && digits.len() > 1;
            (has_one_meaning && is_figure).then_some(Written::Plain(Some(Decimals::Point)))
        }
    }
}

/// Digits in groups, what stands between them, and what follows.
fn parted(text: &str) -> (Vec<String>, Vec<Between>, &str) {
    let mut groups = vec![String::new()];
    let mut between = Vec::new();
    let mut end = text.len();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let before_digit = letters
            .peek()
            .is_some_and(|(_, next)| next.is_ascii_digit());
        let mark = match letter {
            '0'..='9' => {
                groups.last_mut().expect("never empty").push(letter);
                continue;
            }
            '_' => continue,
            '.' => Between::Point,
            ',' => Between::Comma,
            '\'' | '\u{2019}' if before_digit => Between::Apostrophe,
            blank if before_digit && BLANKS.contains(&blank) => Between::Blank,
            _ => {
                end = at;
                break;
            }
        };
        between.push(mark);
        groups.push(String::new());
    }
    (groups, between, &text[end..])
}

/// An exponent, and what follows it.
fn exponent(rest: &str) -> (&str, &str) {
    let Some(power) = rest.strip_prefix(['e', 'E']) else {
        return ("", rest);
    };
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return ("", rest);
    }
    rest.split_at(rest.len() - digits.len() + length)
}

/// Whether groups of digits are thousands: one to three digits that do not begin with zero, then threes.
fn are_thousands(groups: &[String]) -> bool {
    let Some((first, others)) = groups.split_first() else {
        return false;
    };
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && others.iter().all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_with_one_meaning_is_put_into_the_form_of_the_language() {
        let comma = Some(Decimals::Comma);
        let point = Some(Decimals::Point);
        for (text, plain, mark) in [
            ("12,5", "12.5", comma),
            ("0,506", "0.506", comma),
            ("44,5061", "44.5061", comma),
            ("-0,25", "-0.25", comma),
            ("1.234,5", "1234.5", comma),
            ("1.234.567", "1234567", comma),
            ("1,234.5", "1234.5", point),
            ("1,234,567", "1234567", point),
            ("1 200", "1200", None),
            ("1\u{a0}200,5 t", "1200.5 t", comma),
            ("12\u{202f}000 km", "12000 km", None),
            ("12'000", "12000", None),
            ("12’000.5", "12000.5", point),
            ("\u{2212}3.5", "-3.5", point),
            ("45.60°", "45.60", point),
            ("45,60 °", "45.60", comma),
            ("1,2E+04", "1.2E+04", comma),
        ] {
            assert_eq!(written(text), Written::Other(plain.into(), mark), "{text}");
        }
    }

    #[test]
    fn three_digits_behind_one_mark_may_mean_two_things() {
        for (text, mark, as_decimals, as_thousands) in [
            ("12.000", Decimals::Point, "12.000", "12000"),
            ("44,506", Decimals::Comma, "44.506", "44506"),
            ("-1,200 t", Decimals::Comma, "-1.200 t", "-1200 t"),
        ] {
            let either = Written::Either {
                mark,
                as_decimals: as_decimals.into(),
                as_thousands: as_thousands.into(),
            };
            assert_eq!(written(text), either, "{text}");
        }
    }

    #[test]
    fn the_form_of_the_language_and_what_is_no_figure_are_left_alone() {
        for text in [
            "12",
            "-3",
            "1e5",
            "12_000",
            "62 mi",
            "x",
            "",
            "1951-08-01",
            "1.2.3",
            "1 2",
            "12,",
            "1,,2",
            "1,23,456",
            "1.234 567",
            "12 0000",
            "1.23,456",
        ] {
            assert_eq!(written(text), Written::Plain(None), "{text}");
        }
        for text in [
            "12.5", "0.506", "44.5061", "1.2E+04", "12.5 km", "10.", ".5",
        ] {
            assert_eq!(
                written(text),
                Written::Plain(Some(Decimals::Point)),
                "{text}"
            );
        }
    }
}
