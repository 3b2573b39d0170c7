//! Figures of record beside the run, for people and for programs.

use std::fmt::Write as _;

use super::{BesideRecord, Outcome, Row};
use crate::figures::{grouped, shortened};
use crate::summary::wrapped;

/// A figure with as many decimals as its size asks for.
pub(super) fn figure(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 || size.fract().abs() < 1e-9 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    grouped(value, decimals)
}

impl Row {
    fn simulated_text(&self) -> (String, &'static str, String) {
        match &self.outcome {
            Outcome::Compared {
                simulated,
                is_inside,
                score,
                ..
            } => {
                let mark = if *is_inside { "inside" } else { "outside" };
                (figure(*simulated), mark, format!("{score:.2}"))
            }
            Outcome::NotCompared(_) => ("-".into(), "", "-".into()),
        }
    }
}

impl BesideRecord {
    /// How many figures lie inside their range, in one sentence.
    pub fn answer(&self) -> String {
        match self.mean_score {
            None => format!(
                "None of {} figures of record could be compared.",
                self.rows.len()
            ),
            Some(score) => format!(
                "{} of {} figures of record lie inside their range; mean score {score:.2}.{}",
                self.n_inside,
                self.n_compared,
                self.beyond()
            ),
        }
    }

    /// How many figures the spread of the runs and the range of the record cannot explain, in a sentence; nothing of
    /// one run.
    fn beyond(&self) -> String {
        let all = self.rows.iter().filter_map(|row| match row.outcome {
            Outcome::Compared { z, .. } => z,
            Outcome::NotCompared(_) => None,
        });
        let all: Vec<f64> = all.collect();
        let beyond = all.iter().filter(|z| z.abs() > 2.0).count();
        if all.is_empty() {
            return String::new();
        }
        format!(
            " {beyond} of {} are further off than runs and range explain (|z| above 2).",
            all.len()
        )
    }

    /// The table as text of 100 columns: of one run with scores, of several with their spread.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in wrapped(&self.answer(), 100) {
            let _ = writeln!(out, "{line}");
        }
        out.push('\n');
        let is_spread = |row: &Row| {
            matches!(
                row.outcome,
                Outcome::Compared {
                    deviation: Some(_),
                    ..
                }
            )
        };
        if self.rows.iter().any(is_spread) {
            self.spread(&mut out);
        } else {
            self.of_one(&mut out);
        }
        for row in &self.rows {
            if let Outcome::NotCompared(why) = &row.outcome {
                let _ = writeln!(out, "{}: not compared, {why}", row.id);
            }
        }
        out
    }

    fn of_one(&self, out: &mut String) {
        let mut write = |cells: [&str; 8]| {
            let [id, what, from, simulated, observed, range, mark, score] = cells;
            let what = shortened(what, 37);
            let line = format!(
                "{id:<4} {what:<38}{from:<8}{simulated:>8} {observed:>8} {range:>16}  {mark:<8}{score:>5}"
            );
            let _ = writeln!(out, "{}", line.trim_end());
        };
        write(["", "", "from", "run", "record", "low to high", "", "score"]);
        for row in &self.rows {
            let (simulated, mark, score) = row.simulated_text();
            let range = format!("{} to {}", figure(row.low), figure(row.high));
            let (from, observed) = (&row.from[..row.from.len().min(7)], figure(row.observed));
            let (id, what) = (&row.id, &row.quantity);
            write([id, what, from, &simulated, &observed, &range, mark, &score]);
        }
    }

    fn spread(&self, out: &mut String) {
        let mut write = |cells: [&str; 9]| {
            let [id, what, mean, deviation, observed, range, mark, z, below] = cells;
            let what = shortened(what, 29);
            let line = format!(
                "{id:<4} {what:<30}{mean:>8} {deviation:>7} {observed:>8} {range:>16}  {mark:<8}{z:>5} {below:>9}"
            );
            let _ = writeln!(out, "{}", line.trim_end());
        };
        write([
            "",
            "",
            "runs",
            "s.d.",
            "record",
            "low to high",
            "",
            "z",
            "below",
        ]);
        for row in &self.rows {
            let (simulated, mark, _) = row.simulated_text();
            let range = format!("{} to {}", figure(row.low), figure(row.high));
            let (of_one, z, below) = match row.outcome {
                Outcome::Compared {
                    deviation,
                    z,
                    below: (less, of),
                    ..
                } => (
                    deviation.map_or_else(String::new, figure),
                    z.map_or_else(|| "-".to_owned(), |z| format!("{z:+.1}")),
                    format!("{} of {of}", (less + 0.25).floor()),
                ),
                Outcome::NotCompared(_) => ("-".to_owned(), "-".to_owned(), String::new()),
            };
            let cells = [
                &row.id,
                &row.quantity,
                &simulated,
                &of_one,
                &figure(row.observed),
                &range,
                mark,
                &z,
                &below,
            ];
            write(cells);
        }
        out.push_str(
            "s.d.: from run to run. z: runs less record, over the s.d. and the side of the range towards the\n\
             runs (read as 90 %) together. below: runs that gave less than the record.\n",
        );
    }

    /// The same as one document of JSON, with the seed and the number of runs.
    pub fn json(&self, seed: u64, replications: u32) -> String {
        let page = serde_json::json!({
            "schema_version": 1, "seed": seed, "replications": replications, "figures": self,
        });
        format!("{page:#}\n")
    }

    /// The table in Markdown, with spans and sources.
    pub fn markdown(&self) -> String {
        let mut out = format!(
            "# Figures of record beside the run\n\n{}\n\n",
            self.answer()
        );
        out.push_str("| id | what | from | to | unit | simulated | observed | low | high | | score | source |\n");
        out.push_str("|---|---|---|---|---|--:|--:|--:|--:|---|--:|---|\n");
        for row in &self.rows {
            let (mut simulated, mark, score) = row.simulated_text();
            if let Outcome::Compared {
                deviation: Some(deviation),
                ..
            } = row.outcome
            {
                let _ = write!(simulated, " ± {}", figure(deviation));
            }
            let mark = match &row.outcome {
                Outcome::Compared { .. } => mark.to_string(),
                Outcome::NotCompared(why) => format!("not compared: {why}"),
            };
            let cells = [
                &row.id,
                &row.quantity,
                &row.from,
                &row.to,
                &row.unit,
                &simulated,
                &figure(row.observed),
                &figure(row.low),
                &figure(row.high),
                &mark,
                &score,
                &row.source,
            ];
            for cell in cells {
                let _ = write!(out, "| {} ", cell.replace('|', "\\|").replace('\n', " "));
            }
            out.push_str("|\n");
        }
        out
    }
}
