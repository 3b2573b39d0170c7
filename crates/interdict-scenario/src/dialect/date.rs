//! A written date in the forms of other countries and programs.

use interdict_quantity::Date;

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Order {
    /// `19/03/1944`.
    DayFirst,
    /// `03/19/1944`.
    MonthFirst,
}

/// What a written date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// `1944-03-19`, as the language writes.
    Plain(Date),
    /// Another form, which has one meaning; the order of its numbers, where it shows one.
    Other(Date, Option<Order>),
    /// Day and month can be told in two ways: the day first, the month first.
    Either(Date, Date),
    /// A year of two digits: its century is not said.
    ShortYear,
    /// No date.
    No,
}

/// Days from the first day that spreadsheets count, 1899-12-30 as day 0, to which serial numbers are taken: 1927 to 2173.
const SERIALS: std::ops::RangeInclusive<i32> = 10_000..=99_999;

/// What a date says. A time of midnight behind it means nothing.
pub(crate) fn written(text: &str) -> Written {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Written::Plain(date);
    }
    let text = without_midnight(text);
    if let Ok(date) = text.parse() {
        return Written::Other(date, None);
    }
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    let parts: Vec<&str> = (text.split([' ', '-', '/', '.', ',', '\u{a0}']))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts[..] else {
        return Written::No;
    };
    let other = |year, month, day| date(year, month, day).map(|date| Written::Other(date, None));
    let read = match (month_named(first), month_named(second)) {
        (_, Some(month)) if number(first, 4).is_some_and(|year| year > 31) => {
            other(number(first, 4), Some(month), number(third, 2))
        }
        (_, Some(month)) => named(third, month, first),
        (Some(month), _) => named(third, month, second),
        _ if first.len() == 4 => other(number(first, 4), number(second, 2), number(third, 2)),
        _ => in_numbers(first, second, third, text.contains('.')),
    };
    read.unwrap_or(Written::No)
}

/// `year` as written, a month by its name, a day.
fn named(year: &str, month: i32, day: &str) -> Option<Written> {
    if year.len() == 2 && number(year, 2).is_some() {
        return Some(Written::ShortYear);
    }
    let date = date(
        number(year, 4).filter(|_| year.len() == 4),
        Some(month),
        number(day, 2),
    )?;
    Some(Written::Other(date, None))
}

/// Three numbers with the year last.
fn in_numbers(first: &str, second: &str, year: &str, has_points: bool) -> Option<Written> {
    let (one, other) = (number(first, 2)?, number(second, 2)?);
    if year.len() == 2 && number(year, 2).is_some() {
        return Some(Written::ShortYear);
    }
    let year = number(year, 4).filter(|_| year.len() == 4);
    let day_first = date(year, Some(other), Some(one));
    let month_first = date(year, Some(one), Some(other));
    match (day_first, month_first) {
        (Some(date), _) if has_points => Some(Written::Other(date, None)),
        (Some(date), Some(same)) if date == same => Some(Written::Other(date, None)),
        (Some(day_first), Some(month_first)) => Some(Written::Either(day_first, month_first)),
        (Some(date), None) => Some(Written::Other(date, Some(Order::DayFirst))),
        (None, Some(date)) if !has_points => Some(Written::Other(date, Some(Order::MonthFirst))),
        _ => None,
    }
}

/// Digits alone: `19440319`, or the serial number of a spreadsheet, `16150`.
fn digits(text: &str) -> Written {
    let read = match text.len() {
        8 => date(
            number(&text[..4], 4),
            number(&text[4..6], 2),
            number(&text[6..], 2),
        ),
        5 => (text.parse().ok().filter(|serial| SERIALS.contains(serial)))
            .and_then(|serial| Date::new(1899, 12, 30)?.plus_days(serial)),
        _ => None,
    };
    read.map_or(Written::No, |date| Written::Other(date, None))
}

fn number(text: &str, most: usize) -> Option<i32> {
    let is_number =
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

fn date(year: Option<i32>, month: Option<i32>, day: Option<i32>) -> Option<Date> {
    Date::new(
        i16::try_from(year?).ok()?,
        i8::try_from(month?).ok()?,
        i8::try_from(day?).ok()?,
    )
}

/// The month of an English name or its first three letters.
fn month_named(text: &str) -> Option<i32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_lowercase();
    let fits = |name: &str| {
        text.len() >= 3
            && (*name == *text || text == name[..3] || text == "sept" && name[..4] == text)
    };
    let place = NAMES.iter().position(|name| fits(name))?;
    Some(place as i32 + 1)
}

/// A date without a time of midnight behind it.
fn without_midnight(text: &str) -> &str {
    let Some((date, time)) = text.split_once(['T', ' ']) else {
        return text;
    };
    let time = time.trim().trim_end_matches('Z');
    let is_midnight = time.contains(':')
        && (time.chars().all(|letter| matches!(letter, '0' | ':' | '.')) || time == "12:00:00 AM");
    if is_midnight { date } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_of_spreadsheets_are_read_where_they_have_one_meaning() {
        let march = day("1944-03-19");
        assert_eq!(written("1944-03-19"), Written::Plain(march));
        for (text, order) in [
            ("19/03/1944", Some(Order::DayFirst)),
            ("19-3-1944", Some(Order::DayFirst)),
            ("03/19/1944", Some(Order::MonthFirst)),
            ("19.03.1944", None),
            ("19. 3. 1944", None),
            ("1944/03/19", None),
            ("1944-3-19", None),
            ("1944-03-19 00:00:00", None),
            ("1944-03-19T00:00:00Z", None),
            ("19/03/1944 00:00", Some(Order::DayFirst)),
            ("16150", None),
            ("19440319", None),
            ("19 March 1944", None),
            ("19-Mar-1944", None),
            ("Mar 19, 1944", None),
        ] {
            assert_eq!(written(text), Written::Other(march, order), "{text}");
        }
        assert_eq!(
            written("04.03.1944"),
            Written::Other(day("1944-03-04"), None)
        );
        assert_eq!(
            written("04/04/1944"),
            Written::Other(day("1944-04-04"), None)
        );
    }

    #[test]
    fn what_has_two_meanings_or_none_is_said_to_have() {
        let either = Written::Either(day("1944-03-04"), day("1944-04-03"));
        assert_eq!(written("04/03/1944"), either);
        for text in ["19/03/44", "19.03.44", "19-Mar-44"] {
            assert_eq!(written(text), Written::ShortYear, "{text}");
        }
        for text in [
            "",
            "x",
            "1951-02-30",
            "31/02/1951",
            "1944-03-19 06:30:00",
            "123",
            "1",
            "99/99/1944",
            "13.13.1944",
        ] {
            assert_eq!(written(text), Written::No, "{text}");
        }
    }
}
