//! Civil dates as the scenario says them, and seconds from its start inside a run.

use std::fmt;
use std::str::FromStr;

/// Seconds in a day.
pub const SECONDS_PER_DAY: u32 = 86_400;

/// A civil date (proleptic Gregorian), without a zone: a scenario runs on one local clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date of year, month and day, or `None` where the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Whole days from `self` to `later`; negative when `later` is earlier.
    pub fn days_until(self, later: Self) -> i32 {
        (self.0.until(later.0)).map_or(0, |span| span.get_days())
    }

    /// The date `days` later, or `None` beyond the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.0
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()
            .map(Self)
    }

    /// Day of the year, from 1.
    pub fn day_of_year(self) -> i16 {
        self.0.day_of_year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Year.
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Text that is not a date of the form `1951-10-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.trim().splitn(3, '-');
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(NotADate);
        };
        if year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return Err(NotADate);
        }
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year) && digits(month) && digits(day)) {
            return Err(NotADate);
        }
        let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
            return Err(NotADate);
        };
        Self::new(year, month, day).ok_or(NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_print_and_count() {
        let start: Date = "1951-08-01".parse().unwrap();
        let end: Date = "1952-06-30".parse().unwrap();
        assert_eq!(start.days_until(end), 334);
        assert_eq!(start.plus_days(334), Some(end));
        assert_eq!(end.to_string(), "1952-06-30");
        assert_eq!("1951-02-30".parse::<Date>(), Err(NotADate));
        assert_eq!("1951-2-3".parse::<Date>(), Err(NotADate));
        assert_eq!("".parse::<Date>(), Err(NotADate));
    }
}
