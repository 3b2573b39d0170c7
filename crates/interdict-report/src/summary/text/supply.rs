//! The page on supply: tons a day, reserves, and the worst days.

use super::{HEADING, Page, WIDTH};
use crate::braille::sparkline;
use crate::figures::{counted, grouped, percent, shortened};
use crate::layout::{Side, laid};
use crate::summary::{Rate, Supplied, WorstDay};

/// Worst days that are shown; files hold ten.
const WORST_DAYS: usize = 5;

impl Supplied {
    /// Tons a day, reserves, and who got least.
    pub(super) fn write(&self, page: &mut Page) {
        let row = |name: &str, rate: &Rate| {
            let figures = [rate.mean, rate.median, rate.worst_ten].map(|figure| grouped(figure, 0));
            std::iter::once(name.to_owned())
                .chain(figures)
                .collect::<Vec<String>>()
        };
        let front = &self.at_front;
        let highest = front.brought_by_day.iter().copied().fold(0.0, f64::max);
        let spark = sparkline(&front.brought_by_day, 34);
        let to_places = format!("to {}", self.places);
        let by_day = format!("to the front by day, 0 to {} t", grouped(highest, 0));
        let heads = ["", "mean", "median", "10 worst days"].map(str::to_owned);
        let rows = [
            heads.to_vec(),
            row("to the front", &front.brought),
            row("needed there", &front.needed),
            row("short there", &front.short),
            row(&to_places, &self.delivered),
            row("entered", &self.entered),
        ];
        let figures = [
            (Side::Left, 12),
            (Side::Right, 9),
            (Side::Right, 9),
            (Side::Right, 15),
        ];
        let beside = ["", &spark, &by_day];
        let mut heading = page.bold(&format!("{:<HEADING$}", "Tons a day"));
        let half = (WIDTH - HEADING) / 2 + 6;
        for (place, line) in laid(&rows, &figures).iter().enumerate() {
            let has_room = page.columns() == WIDTH;
            let beside = beside
                .get(place)
                .copied()
                .filter(|_| has_room)
                .unwrap_or("");
            // a blank at the least
            let line = if beside.is_empty() {
                line.clone()
            } else {
                format!("{line} ")
            };
            page.line(&format!("{heading}{line:<half$}{beside}"));
            heading = " ".repeat(HEADING);
        }
        if page.columns() < WIDTH {
            page.item("", &format!("{} {}", beside[2], beside[1]));
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

    /// The days on which the front was shortest.
    pub(super) fn write_worst_days(&self, page: &mut Page) {
        let mut heading = "Worst days";
        if self.worst_days.is_empty() {
            page.item(heading, "on no day did a formation go short");
        }
        for day in self.worst_days.iter().take(WORST_DAYS) {
            page.item(heading, &day.told());
            heading = "";
        }
        page.gap();
    }
}

impl WorstDay {
    fn told(&self) -> String {
        let mut parts = vec![format!(
            "{} issued {:>6} t of {} t",
            self.date,
            grouped(self.front_issued_tons, 0),
            grouped(self.front_needed_tons, 0),
        )];
        if self.open_share.is_some() {
            parts.push(format!(
                "lines open {} of the day",
                percent(self.open_share)
            ));
        }
        if let Some(cuts) = self.cuts {
            let spans = match self.spans_hit {
                None | Some(0) => String::new(),
                Some(n) => format!(", {}", counted(n, "span")),
            };
            parts.push(format!("{}{spans}", counted(cuts, "cut")));
        }
        parts.join("; ")
    }
}
