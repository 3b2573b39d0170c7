//! The page on the war: how open the railway was, what was broken, lost and fired, and with how much effort.

use std::fmt::Write as _;

use super::Page;
use crate::figures::{both_ends, count, counted, grouped, percent, shortened};
use crate::summary::{Damage, Effort, Guns, LineOpen, Lines, Losses, Summary};

impl Lines {
    /// Through running, and the lines that were open least.
    pub(super) fn write(&self, page: &mut Page) {
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
            let ends = both_ends(&line.from, &line.to, 19);
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
    }
}

impl Summary {
    /// What was broken, lost and fired, as far as the theatre has it; whether that was anything.
    pub(super) fn write_war(&self, page: &mut Page) -> bool {
        if let Some(damage) = &self.damage {
            damage.write(page);
        }
        let losses = self.losses.told();
        if !losses.is_empty() {
            page.item("Losses", &losses);
        }
        if let Some(guns) = &self.guns {
            page.item("Guns", &guns.told(&self.losses));
            if let Some(warning) = guns.warning() {
                page.item("", &warning);
            }
        }
        if let Some(fighters) = &self.fighters {
            page.item("Fighters", &fighters.told());
        }
        if let Some(effort) = &self.effort {
            page.item("Effort", &effort.told());
        }
        self.guns.is_some()
            || self.fighters.is_some()
            || self.effort.is_some()
            || !losses.is_empty()
    }
}

impl Damage {
    fn write(&self, page: &mut Page) {
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
        let hours = self.median_minutes_open.map(|minutes| minutes / 60.0);
        let (made, mended) = (self.cuts_made, self.cuts_mended);
        page.item(
            "Cuts",
            &broken(made, mended, self.cuts_open_at_end, after(hours, "hours")),
        );
        let (hit, mended) = (self.spans_hit, self.spans_mended);
        let rest = after(self.median_hours_down, "hours");
        page.item("Spans", &broken(hit, mended, self.spans_down_at_end, rest));
    }
}

/// Those parts that there are, with commas between them.
fn listed<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl Losses {
    /// What the theatre can lose at all.
    fn told(&self) -> String {
        let all = [
            self.aircraft_shot_down,
            self.aircraft_written_off,
            self.aircraft_damaged,
        ];
        let fighters = (self
            .aircraft_lost
            .zip(all.into_iter().collect::<Option<Vec<i64>>>()))
        .map(|(lost, of)| {
            format!(
                "{} fighter-bombers ({} shot down; {} of {} damaged written off)",
                count(lost),
                count(of[0]),
                count(of[1]),
                count(of[2]),
            )
        });
        let some = |number: Option<i64>, what: &str| {
            number.map(|number| format!("{} {what}", count(number)))
        };
        let aircraft = listed([fighters, some(self.bombers_lost, "bombers")]);
        let stock = listed([
            some(self.locomotives, "engines"),
            some(self.wagons, "wagons"),
            some(self.trucks, "trucks"),
        ]);
        let tons = |tons: Option<f64>, place: &str| {
            tons.map(|tons| format!("{} t {place}", grouped(tons, 0)))
        };
        let burnt = listed([
            tons(self.burnt_on_rail_tons, "in trains"),
            tons(self.burnt_on_ground_tons, "on the ground"),
            tons(self.lost_on_road_tons, "with trucks"),
        ]);
        let how = match self.burnt_on_rail_tons.or(self.burnt_on_ground_tons) {
            Some(_) => "burnt",
            None => "lost",
        };
        let burnt = (!burnt.is_empty()).then(|| format!("supplies {how}: {burnt}"));
        let parts = [aircraft, stock, burnt.unwrap_or_default()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("; ")
    }
}

impl Guns {
    fn told(&self, losses: &Losses) -> String {
        let mut text = format!(
            "{} present (most {}), {} heavy and {} light rounds",
            grouped(self.present_mean, 0),
            count(self.present_most),
            count(self.rounds_heavy),
            count(self.rounds_light)
        );
        if let Some(rounds) = self.rounds_per_aircraft_lost {
            let who = match losses.aircraft_lost {
                Some(_) => "fighter-bomber or bomber",
                None => "bomber",
            };
            let _ = write!(text, ", {} for each {who} lost to them", grouped(rounds, 0));
        }
        if let Some(tons) = self.drawn_tons_per_day {
            let _ = write!(text, "; drew {} t a day", grouped(tons, 0));
        }
        text
    }
}

impl Effort {
    fn told(&self) -> String {
        let mut text = String::new();
        if let (Some(sorties), Some(bombs)) = (self.sorties, self.bombs) {
            let _ = write!(text, "{} sorties", count(sorties));
            if let (Some(aborted), Some(on_guns)) = (self.sorties_aborted, self.sorties_on_guns) {
                let _ = write!(
                    text,
                    " ({} aborted, {} on guns)",
                    count(aborted),
                    count(on_guns)
                );
            }
            let _ = write!(text, ", {} bombs", count(bombs));
            if let Some(bombs) = self.bombs_per_place {
                let _ = write!(text, ", {} for each place damaged", grouped(bombs, 1));
            }
            text.push_str("; ");
        }
        if let Some(patrols) = self.patrols {
            let _ = write!(text, "{} night patrols; ", count(patrols));
        }
        let _ = write!(
            text,
            "{} bombers with {} t",
            count(self.bomber_sorties),
            grouped(self.bomber_tons, 0)
        );
        text
    }
}
