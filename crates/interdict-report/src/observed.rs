//! Figures of record beside what the run gave.

use std::fmt::Write as _;

use interdict_model::Record;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Observed;
use serde::Serialize;

use crate::figures::{date_of, grouped, rounded, shortened};

/// A table of figures of record with simulated ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// One row a figure of record, in the scenario's order.
    pub rows: Vec<Row>,
    /// Rows that could be compared.
    pub n_compared: usize,
    /// Rows inside their range.
    pub n_inside: usize,
    /// Mean score of the compared rows; `None` where none was.
    pub mean_score: Option<f64>,
}

/// A figure of record with a simulated one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The figure's id.
    pub id: String,
    /// What it is.
    pub quantity: String,
    /// Unit.
    pub unit: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The figure of record.
    pub observed: f64,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
    /// What the run gave, or why there is nothing to compare.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Source of the figure of record.
    pub source: String,
}

/// What became of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was compared.
    Compared {
        /// The simulated figure; of several runs, their mean.
        simulated: f64,
        /// Standard deviation from run to run; `None` for one run.
        #[serde(skip_serializing_if = "Option::is_none")]
        deviation: Option<f64>,
        /// Between low and high.
        is_inside: bool,
        /// 1 between low and high, falling to 0 one width of the range outside.
        score: f64,
    },
    /// It was not, and why.
    NotCompared(String),
}

impl Comparison {
    /// Every figure of record of the scenario beside the run.
    pub fn of(scenario: &Scenario, record: &Record) -> Self {
        Self::of_runs(scenario, &[Self::simulate(scenario, record)])
    }

    /// What one run gives for each figure of record, or why it gives nothing: for [`Self::of_runs`].
    pub fn simulate(scenario: &Scenario, record: &Record) -> Vec<Result<f64, String>> {
        interdict_experiment::observed::simulate(scenario, record)
    }

    /// Every figure of record beside the mean of some runs, each as [`Self::simulate`] gives it. A run that
    /// gives nothing for a figure (it would divide by zero) is left out of that figure's mean.
    pub fn of_runs(scenario: &Scenario, runs: &[Vec<Result<f64, String>>]) -> Self {
        let figures = scenario.observed.iter().enumerate();
        let rows: Vec<Row> = figures
            .map(|(place, figure)| {
                let values: Vec<f64> = runs
                    .iter()
                    .filter_map(|run| run[place].clone().ok())
                    .collect();
                let why = runs.iter().find_map(|run| run[place].clone().err());
                row(scenario, figure, &values, why)
            })
            .collect();
        let scores: Vec<(bool, f64)> = rows
            .iter()
            .filter_map(|row| match row.outcome {
                Outcome::Compared {
                    is_inside, score, ..
                } => Some((is_inside, score)),
                Outcome::NotCompared(_) => None,
            })
            .collect();
        let sum: f64 = scores.iter().map(|(_, score)| score).sum();
        Self {
            n_compared: scores.len(),
            n_inside: scores.iter().filter(|(is_inside, _)| *is_inside).count(),
            mean_score: crate::figures::share(sum, scores.len() as f64)
                .or((!scores.is_empty()).then_some(0.0))
                .map(rounded),
            rows,
        }
    }
}

fn row(scenario: &Scenario, figure: &Observed, values: &[f64], why: Option<String>) -> Row {
    let outcome = match why {
        Some(why) if values.is_empty() => Outcome::NotCompared(why),
        _ => {
            let count = values.len().max(1) as f64;
            let value = values.iter().sum::<f64>() / count;
            let squares: f64 = values.iter().map(|x| (x - value) * (x - value)).sum();
            Outcome::Compared {
                simulated: rounded(value),
                deviation: (values.len() > 1).then(|| rounded((squares / (count - 1.0)).sqrt())),
                is_inside: (figure.low..=figure.high).contains(&value),
                score: rounded(score(value, figure.low, figure.high)),
            }
        }
    };
    Row {
        id: figure.id.clone(),
        quantity: figure.quantity.clone(),
        unit: figure.unit.clone(),
        from: date_of(scenario, figure.from).to_string(),
        to: date_of(scenario, figure.to.saturating_sub(1)).to_string(),
        observed: figure.value,
        low: figure.low,
        high: figure.high,
        outcome,
        source: figure.source.text.clone(),
    }
}

/// 1 between low and high, falling in a straight line to 0 one width of the range outside. A range
/// without width scores 1 or 0.
fn score(value: f64, low: f64, high: f64) -> f64 {
    let outside = (low - value).max(value - high).max(0.0);
    if outside <= 0.0 {
        return 1.0;
    }
    let width = high - low;
    if width > 0.0 {
        (1.0 - outside / width).max(0.0)
    } else {
        0.0
    }
}

/// A figure with as many decimals as its size asks for.
fn figure(value: f64) -> String {
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

impl Comparison {
    /// How many figures lie inside their range, in one sentence.
    pub fn answer(&self) -> String {
        match self.mean_score {
            None => format!(
                "None of {} figures of record could be compared.",
                self.rows.len()
            ),
            Some(score) => format!(
                "{} of {} figures of record lie inside their range; mean score {score:.2}.",
                self.n_inside, self.n_compared
            ),
        }
    }

    /// The table as text of 100 columns.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n\n", self.answer());
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
        for row in &self.rows {
            if let Outcome::NotCompared(why) = &row.outcome {
                let _ = writeln!(out, "{}: not compared, {why}", row.id);
            }
        }
        out
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

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn a_score_falls_to_nothing_one_width_outside() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(close(score(5.0, 4.0, 8.0), 1.0));
        assert!(close(score(10.0, 4.0, 8.0), 0.5));
        assert!(close(score(3.0, 4.0, 8.0), 0.75));
        assert!(close(score(20.0, 4.0, 8.0), 0.0));
        assert!(close(score(4.0, 4.0, 4.0), 1.0));
        assert!(close(score(4.1, 4.0, 4.0), 0.0));
    }
}
