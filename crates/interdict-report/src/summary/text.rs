//! The summary as a page: at most some 45 lines of 100 columns, the answer first.

use std::fmt::Write as _;

use crate::braille::sparkline;
use crate::figures::{Fed, count, counted, grouped, percent, shortened};

use super::{Guns, LineOpen, Rate, Summary};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// Text alone: for files and pipes.
    #[default]
    Plain,
    /// With bold headings, for a terminal that understands ANSI sequences.
    Bold,
}

/// Columns of the page.
const WIDTH: usize = 100;
/// Worst days that are shown; files hold ten.
const WORST_DAYS: usize = 5;
/// Columns of the headings at the left.
const HEADING: usize = 13;

/// A page that grows line by line: a heading at the left, text beside it.
struct Page {
    style: Style,
    text: String,
}

impl Page {
    fn bold(&self, text: &str) -> String {
        match self.style {
            Style::Plain => text.into(),
            Style::Bold => format!("\x1b[1m{text}\x1b[0m"),
        }
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
        for line in wrapped(text, WIDTH - HEADING) {
            self.line(&format!("{heading}{line}"));
            heading = " ".repeat(HEADING);
        }
    }

    /// Cells beside a heading, two to a line.
    fn pairs(&mut self, heading: &str, cells: &[String]) {
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
    /// The summary as a page for people.
    pub fn text(&self, style: Style) -> String {
        let mut page = Page {
            style,
            text: String::new(),
        };
        self.write_answer(&mut page);
        self.write_supply(&mut page);
        self.write_sections(&mut page);
        self.write_damage(&mut page);
        self.write_worst_days(&mut page);
        self.write_verdict(&mut page);
        page.text
    }

    /// The answer: what the front got of its need, and then what came to railheads.
    pub fn answer(&self) -> String {
        let front = &self.at_front;
        let who = front.of.title();
        let behind = format!(
            "{} t a day came to railheads, {} t entered.",
            grouped(self.delivered.mean, 0),
            grouped(self.entered.mean, 0)
        );
        let (Some(met), Some(reserves)) = (front.share_met, front.reserve_days) else {
            return format!("{who} needed nothing. {behind}");
        };
        let needed = front.needed.mean;
        let short = match front.days_short {
            0 => format!("on none of {} days less than 90%", front.days_needed),
            days => format!("on {days} of {} days less than 90%", front.days_needed),
        };
        let meant = match front.of {
            Fed::Front => "",
            Fed::All => " (none stands at the front, so all are meant)",
        };
        format!(
            "{who} got {:.0}% of the need{meant}, {} of {} t a day; {short}; reserves {} days of need. {behind}",
            met * 100.0,
            grouped(needed - front.short.mean, 0),
            grouped(needed, 0),
            grouped(reserves, 1),
        )
    }

    fn write_answer(&self, page: &mut Page) {
        for line in wrapped(&self.answer(), WIDTH) {
            let line = page.bold(&line);
            page.line(&line);
        }
        if self.is_stopped_early {
            let line = format!(
                "The run was stopped early: {} of {} days. Everything below is of those days.",
                self.days, self.days_of_scenario
            );
            page.line(&line);
        }
        let title = shortened(&self.title, WIDTH - 41);
        page.line(&format!(
            "{title}, {} to {}, {} days",
            self.first_day, self.last_day, self.days
        ));
        page.gap();
    }

    fn write_supply(&self, page: &mut Page) {
        let row = |name: &str, rate: &Rate| {
            format!(
                "{name:<12}{:>9}{:>9}{:>15}",
                grouped(rate.mean, 0),
                grouped(rate.median, 0),
                grouped(rate.worst_ten, 0)
            )
        };
        let head = format!(
            "{:<12}{:>9}{:>9}{:>15}",
            "", "mean", "median", "10 worst days"
        );
        let heading = page.bold(&format!("{:<HEADING$}", "Tons a day"));
        page.line(&format!("{heading}{head}"));
        let front = &self.at_front;
        let highest = front.brought_by_day.iter().copied().fold(0.0, f64::max);
        let spark = sparkline(&front.brought_by_day, 34);
        let half = (WIDTH - HEADING) / 2 + 6;
        let by_day = format!("to the front by day, 0 to {} t", grouped(highest, 0));
        for (name, rate, beside) in [
            ("to the front", &front.brought, spark),
            ("needed there", &front.needed, by_day),
            ("short there", &front.short, String::new()),
            ("to railheads", &self.delivered, String::new()),
            ("entered", &self.entered, String::new()),
        ] {
            page.line(&format!(
                "{:HEADING$}{:<half$}{beside}",
                "",
                row(name, rate)
            ));
        }
        let supply = self.front.as_ref().map_or_else(
            || "no formation needed anything".into(),
            |supply| {
                format!(
                    "with formations {:.1} days of need at first, lowest {:.1} ({}), {:.1} at the end",
                    supply.at_start, supply.lowest, supply.lowest_on, supply.at_end
                )
            },
        );
        page.item("Reserves", &supply);
        let shortest: Vec<String> = (front.shortest.iter())
            .map(|one| {
                let name = shortened(&one.name, 35);
                format!("got {:>4} {name}", percent(Some(one.share_met)))
            })
            .collect();
        if !shortest.is_empty() {
            page.pairs("Shortest", &shortest);
        }
    }

    fn write_sections(&self, page: &mut Page) {
        let shown: Vec<String> = (self.areas.iter().take(6))
            .map(|area| {
                let name = shortened(&area.name, 35);
                format!("{:>4}  {name}", percent(Some(area.open_share)))
            })
            .collect();
        if !shown.is_empty() {
            page.pairs("Through open", &shown);
        }
        if self.areas.len() > shown.len() {
            let more = format!(
                "({} more areas: summary.json)",
                self.areas.len() - shown.len()
            );
            page.item("", &more);
        }
        let line = |line: &LineOpen| {
            let ends = shortened(&format!("{} - {}", line.from, line.to), 19);
            format!(
                "open {:>4} {ends}, {}",
                percent(Some(line.open_share)),
                counted(line.cuts, "cut")
            )
        };
        let closed: Vec<String> = self.most_closed.iter().map(line).collect();
        if closed.is_empty() {
            page.item("Least open", "every line was open all of the time");
        } else {
            page.pairs("Least open", &closed);
        }
        page.gap();
    }

    fn write_damage(&self, page: &mut Page) {
        let damage = &self.damage;
        let after = |median: Option<f64>, unit: &str| {
            median.map_or_else(String::new, |value| {
                format!("; half were mended within {} {unit}", grouped(value, 0))
            })
        };
        let broken = |made: i64, mended: i64, open: i64, rest: String| {
            format!(
                "{} made, {} mended, {} open at the end{rest}",
                count(made),
                count(mended),
                count(open)
            )
        };
        let hours = damage.median_minutes_open.map(|minutes| minutes / 60.0);
        let (made, mended) = (damage.cuts_made, damage.cuts_mended);
        page.item(
            "Cuts",
            &broken(made, mended, damage.cuts_open_at_end, after(hours, "hours")),
        );
        let (hit, mended) = (damage.spans_hit, damage.spans_mended);
        let rest = after(damage.median_hours_down, "hours");
        page.item(
            "Spans",
            &broken(hit, mended, damage.spans_down_at_end, rest),
        );
        let losses = &self.losses;
        let text = format!(
            "{} fighter-bombers ({} shot down; {} of {} damaged written off), {} bombers; {} engines, {} wagons, \
             {} trucks; supplies burnt: {} t in trains, {} t on the ground, {} t with trucks",
            count(losses.aircraft_lost),
            count(losses.aircraft_shot_down),
            count(losses.aircraft_written_off),
            count(losses.aircraft_damaged),
            count(losses.bombers_lost),
            count(losses.locomotives),
            count(losses.wagons),
            count(losses.trucks),
            grouped(losses.burnt_on_rail_tons, 0),
            grouped(losses.burnt_on_ground_tons, 0),
            grouped(losses.lost_on_road_tons, 0),
        );
        page.item("Losses", &text);
        let guns = &self.guns;
        let mut text = format!(
            "{} present (most {}), {} heavy and {} light rounds",
            grouped(guns.present_mean, 0),
            count(guns.present_most),
            count(guns.rounds_heavy),
            count(guns.rounds_light)
        );
        if let Some(rounds) = guns.rounds_per_aircraft_lost {
            let _ = write!(
                text,
                ", {} for each fighter-bomber or bomber lost",
                grouped(rounds, 0)
            );
        }
        let _ = write!(
            text,
            "; drew {} t a day",
            grouped(guns.drawn_tons_per_day, 0)
        );
        page.item("Guns", &text);
        if let Some(warning) = guns.warning() {
            page.item("", &warning);
        }
        self.write_effort(page);
    }

    fn write_effort(&self, page: &mut Page) {
        let effort = &self.effort;
        let mut text = format!(
            "{} sorties ({} aborted, {} on guns), {} bombs",
            count(effort.sorties),
            count(effort.sorties_aborted),
            count(effort.sorties_on_guns),
            count(effort.bombs)
        );
        if let Some(bombs) = effort.bombs_per_place {
            let _ = write!(text, ", {} for each place damaged", grouped(bombs, 1));
        }
        let _ = write!(
            text,
            "; {} night patrols; {} bombers with {} t",
            count(effort.patrols),
            count(effort.bomber_sorties),
            grouped(effort.bomber_tons, 0)
        );
        page.item("Effort", &text);
        page.gap();
    }

    fn write_worst_days(&self, page: &mut Page) {
        let mut heading = "Worst days";
        if self.worst_days.is_empty() {
            page.item(heading, "on no day did a formation go short");
        }
        for day in self.worst_days.iter().take(WORST_DAYS) {
            let spans = match day.spans_hit {
                0 => String::new(),
                n => format!(", {}", counted(n, "span")),
            };
            let text = format!(
                "{} issued {:>6} t of {} t; lines open {} of the day; {}{spans}",
                day.date,
                grouped(day.front_issued_tons, 0),
                grouped(day.front_needed_tons, 0),
                percent(day.open_share),
                counted(day.cuts, "cut")
            );
            page.item(heading, &text);
            heading = "";
        }
        page.gap();
    }
}

mod last;
