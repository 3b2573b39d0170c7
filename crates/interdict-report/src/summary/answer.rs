//! The answer of a run in one paragraph: what the first of its domains came to that somebody asks about.

use std::fmt::Write as _;

use super::{Effort, Lines, Schooled, Summary, Supplied};
use crate::figures::{Fed, count, counted, grouped, percent};

impl Summary {
    /// The answer: what the front got of its need; without supply how open the railway was; without a railway what the
    /// attack came to; without an attack what guns there were; and without any of these what came of the schools.
    pub fn answer(&self) -> String {
        if let Some(supply) = &self.supply {
            return supply.answer();
        }
        let attack = self.effort.as_ref().map(|effort| self.of_attack(effort));
        let guns = self.guns.as_ref().map(|guns| {
            let (guns, days) = (
                grouped(guns.present_mean, 0),
                counted(self.days.into(), "day"),
            );
            format!("Nobody attacked: {guns} guns were in position, mean of {days}.")
        });
        let found = match &self.lines {
            Some(lines) => [Some(lines.answer()), attack],
            None => [attack.or(guns), None],
        };
        let found: Vec<String> = found.into_iter().flatten().collect();
        if found.is_empty() {
            if let Some(schools) = &self.schools {
                return schools.answer();
            }
            return "There is nothing in the theatre.".into();
        }
        found.join(" ")
    }

    fn of_attack(&self, effort: &Effort) -> String {
        let mut came = Vec::new();
        if let Some(sorties) = effort.sorties {
            came.push(format!("{} of fighter-bombers", counted(sorties, "sortie")));
        }
        if effort.bomber_sorties > 0 || came.is_empty() {
            let (bombers, tons) = (effort.bomber_sorties, grouped(effort.bomber_tons, 0));
            came.push(format!(
                "{} with {tons} t of bombs",
                counted(bombers, "bomber")
            ));
        }
        let mut text = format!("{} attacked", came.join(" and "));
        if let Some(places) = effort.damage_places {
            let _ = write!(text, " and damaged {}", counted(places, "place"));
        }
        let losses = &self.losses;
        if let Some(bombers) = losses.bombers_lost {
            let lost = bombers + losses.aircraft_lost.unwrap_or(0);
            let _ = write!(text, "; guns cost them {} aircraft", count(lost));
        }
        text + "."
    }
}

impl Schooled {
    fn answer(&self) -> String {
        let bound = self
            .bound_by
            .first()
            .map_or_else(String::new, |(name, days)| {
                format!(
                    " What bound the hours most often: {name}, on {}.",
                    counted(*days, "day")
                )
            });
        if self.units.is_empty() {
            return format!(
                "{} were through, {} failed.{bound}",
                counted(self.graduates, "student"),
                count(self.failed)
            );
        }
        format!(
            "{} of {} were formed in time, {} ready in time; {} were through.{bound}",
            count(self.formed_in_time),
            counted(self.units.len() as i64, "unit"),
            count(self.ready_in_time),
            counted(self.graduates, "pilot")
        )
    }
}

impl Lines {
    fn answer(&self) -> String {
        let worst = self.most_closed.first().map_or_else(String::new, |line| {
            let share = percent(Some(line.open_share));
            format!(", {} - {} least of all, {share}", line.from, line.to)
        });
        format!(
            "The lines were open {} of the time{worst}.",
            percent(self.open_share)
        )
    }
}

impl Supplied {
    fn answer(&self) -> String {
        let front = &self.at_front;
        let who = front.of.title();
        let behind = format!(
            "{} t a day came to {}, {} t entered.",
            grouped(self.delivered.mean, 0),
            self.places,
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
}
