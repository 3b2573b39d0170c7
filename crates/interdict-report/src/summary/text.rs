//! The summary as a page: at most some 45 lines of 100 columns, the answer first.

use interdict_scenario::text::{isolated, seen};

use crate::figures::shortened;

use super::{Guns, Summary};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// Text alone: for files and pipes.
    #[default]
    Plain,
    /// With bold headings, for a terminal that understands ANSI sequences.
    Bold,
    /// For a terminal that is narrower than pages are wide.
    Narrow {
        /// Its columns.
        columns: u16,
        /// Whether it understands ANSI sequences.
        is_bold: bool,
    },
}

/// The narrowest that pages are made for.
const NARROWEST: usize = 40;

impl Style {
    /// A heading.
    pub(crate) fn bold(self, text: &str) -> String {
        match self {
            Self::Plain | Self::Narrow { is_bold: false, .. } => text.to_owned(),
            Self::Bold | Self::Narrow { is_bold: true, .. } => format!("\x1b[1m{text}\x1b[0m"),
        }
    }

    /// Columns of a page that is at most so wide.
    pub(crate) fn columns(self, widest: usize) -> usize {
        match self {
            Self::Narrow { columns, .. } => usize::from(columns).clamp(NARROWEST, widest),
            Self::Plain | Self::Bold => widest,
        }
    }
}

/// Columns of the page.
const WIDTH: usize = 100;
/// Columns of the headings at the left.
const HEADING: usize = 13;

/// A page that grows line by line: a heading at the left, text beside it.
pub(super) struct Page {
    style: Style,
    text: String,
}

impl Page {
    fn bold(&self, text: &str) -> String {
        self.style.bold(text)
    }

    /// Columns of the page.
    fn columns(&self) -> usize {
        self.style.columns(WIDTH)
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    /// `text` beside a heading, broken at spaces to the width of the page.
    fn item(&mut self, heading: &str, text: &str) {
        let mut heading = self.bold(&format!("{heading:<HEADING$}"));
        for line in wrapped(text, self.columns() - HEADING) {
            self.line(&format!("{heading}{line}"));
            heading = " ".repeat(HEADING);
        }
    }

    /// `text` beside a heading as it is, spaces and all.
    fn row(&mut self, heading: &str, text: &str) {
        let heading = self.bold(&format!("{heading:<HEADING$}"));
        self.line(&format!("{heading}{text}"));
    }

    /// Cells beside a heading, two to a line; one, where two have no room.
    fn pairs(&mut self, heading: &str, cells: &[String]) {
        if self.columns() < WIDTH {
            let room = self.columns() - HEADING;
            let mut heading = self.bold(&format!("{heading:<HEADING$}"));
            for cell in cells {
                self.line(&format!("{heading}{}", shortened(cell, room)));
                heading = " ".repeat(HEADING);
            }
            return;
        }
        let half = (WIDTH - HEADING) / 2;
        let mut heading = self.bold(&format!("{heading:<HEADING$}"));
        for pair in cells.chunks(2) {
            let [left, right] = [0, 1].map(|place| pair.get(place).map_or("", String::as_str));
            let left = shortened(left, half - 2);
            self.line(&format!("{heading}{left:<half$}{}", shortened(right, half)));
            heading = " ".repeat(HEADING);
        }
    }
}

/// Text broken at spaces to a width.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.into());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// Postings that are named where guns stood without rounds.
const SILENT_NAMED: usize = 3;

impl Guns {
    /// A warning, where guns stood without rounds under attack: which, and how often.
    pub fn warning(&self) -> Option<String> {
        let named: Vec<String> = (self.silent.iter().take(SILENT_NAMED))
            .map(|guns| {
                format!(
                    "guns of {} stood without rounds on {} of {} days under attack",
                    shortened(&guns.id, 20),
                    guns.days_silent,
                    guns.days_under_attack
                )
            })
            .collect();
        let more = match self.silent.len().saturating_sub(named.len()) {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        (!named.is_empty()).then(|| format!("warning: {}{more}", named.join(", ")))
    }
}

impl Summary {
    /// The summary as a page for people: a section for each domain that the theatre has.
    pub fn text(&self, style: Style) -> String {
        let mut page = Page {
            style,
            text: String::new(),
        };
        self.write_answer(&mut page);
        if let Some(supply) = &self.supply {
            supply.write(&mut page);
        }
        if let Some(lines) = &self.lines {
            lines.write(&mut page);
        }
        if self.supply.is_some() || self.lines.is_some() {
            page.gap();
        }
        if self.write_war(&mut page) {
            page.gap();
        }
        if let Some(schools) = &self.schools {
            schools.write(&mut page);
        }
        if let Some(cities) = &self.cities {
            cities.write(&mut page);
        }
        if let Some(supply) = &self.supply {
            supply.write_worst_days(&mut page);
            supply.verdict.write(&mut page);
        }
        self.run.write(&mut page);
        page.text
    }

    fn write_answer(&self, page: &mut Page) {
        let columns = page.columns();
        for line in wrapped(&self.answer(), columns) {
            let line = page.bold(&line);
            page.line(&line);
        }
        if self.is_stopped_early {
            let line = format!(
                "The run was stopped early: {} of {} days. Everything below is of those days.",
                self.days, self.days_of_scenario
            );
            for line in wrapped(&line, columns) {
                page.line(&line);
            }
        }
        // the days stand behind it, or below it where there is no room
        let room = if columns < WIDTH { columns } else { WIDTH - 41 };
        let title = shortened(&seen(&self.title), room);
        let days = format!(
            "{} to {}, {} days",
            self.first_day, self.last_day, self.days
        );
        let about = format!("{}, {days}", isolated(&title));
        if columns < WIDTH && about.chars().count() > columns {
            page.line(&isolated(&title));
            page.line(&days);
        } else {
            page.line(&about);
        }
        page.gap();
    }
}

mod cities;
mod last;
mod schools;
mod supply;
mod war;
