//! Spans of days that bars stand for: days, weeks, months or years, by the length of the run.

use interdict_scenario::Scenario;

use crate::figures::date_of;

/// Spans of days with the word for one of them.
pub(crate) struct Periods {
    /// Half-open spans of days, in order.
    pub(crate) spans: Vec<(u16, u16)>,
    /// `"month"`.
    pub(crate) word: &'static str,
}

impl Periods {
    /// Months; in runs of less than three, weeks or days; in runs of more than five years, years.
    pub(crate) fn months(scenario: &Scenario, days: u16) -> Self {
        match days {
            0..=31 => Self::of_length(days, 1, "day"),
            32..=92 => Self::of_length(days, 7, "week"),
            93..=1_830 => {
                Self::starting(scenario, days, "month", |month, day| day == 1 && month > 0)
            }
            _ => Self::starting(scenario, days, "year", |month, day| day == 1 && month == 1),
        }
    }

    /// Weeks from the first day; in runs of less than six, days; in runs of more than two years, months.
    pub(crate) fn weeks(scenario: &Scenario, days: u16) -> Self {
        match days {
            0..=41 => Self::of_length(days, 1, "day"),
            42..=730 => Self::of_length(days, 7, "week"),
            _ => Self::months(scenario, days),
        }
    }

    fn of_length(days: u16, length: u16, word: &'static str) -> Self {
        let spans = (0..days)
            .step_by(usize::from(length))
            .map(|from| (from, (from + length).min(days)))
            .collect();
        Self { spans, word }
    }

    fn starting(
        scenario: &Scenario,
        days: u16,
        word: &'static str,
        is_first: impl Fn(i8, i8) -> bool,
    ) -> Self {
        let mut spans = Vec::new();
        let mut from = 0;
        for day in 1..days {
            let date = date_of(scenario, day);
            if is_first(date.month(), date.day()) {
                spans.push((from, day));
                from = day;
            }
        }
        spans.push((from, days));
        Self { spans, word }
    }

    /// Sums of a series over the spans.
    pub(crate) fn sums(&self, values: &[f64]) -> Vec<f64> {
        self.spans
            .iter()
            .map(|&(from, to)| values[usize::from(from)..usize::from(to)].iter().sum())
            .collect()
    }

    /// Means of a series over the spans.
    pub(crate) fn means(&self, values: &[f64]) -> Vec<f64> {
        (self.sums(values).iter().zip(&self.spans))
            .map(|(sum, &(from, to))| sum / f64::from((to - from).max(1)))
            .collect()
    }
}
