//! The figures as people read them: Markdown, to be pasted into an issue.

use std::fmt::Write as _;

use serde::Serialize;

use crate::bench::figures::{Figures, build};
use crate::bench::ratio::Ratio;

/// A bench against an earlier one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Compared {
    /// A run on one thread.
    pub(crate) run: Ratio,
    /// A run by several threads, where they were as many.
    pub(crate) run_by_threads: Option<Ratio>,
    /// Most memory now over then, where both are known.
    pub(crate) memory: Option<f64>,
    /// Whether both came to the same record, to the bit.
    pub(crate) same_record: bool,
    /// Whether both were taken on a machine that says the same of itself.
    pub(crate) same_machine: bool,
    /// Version of the program then.
    pub(crate) version: String,
}

impl Compared {
    pub(crate) fn of(now: &Figures, before: &Figures) -> Self {
        let memory = now.most_memory.zip(before.most_memory);
        Self {
            run: Ratio::of(&now.run_s, &before.run_s),
            run_by_threads: (now.threads == before.threads)
                .then(|| Ratio::of(&now.run_by_threads_s, &before.run_by_threads_s)),
            memory: memory.map(|(now, before)| now as f64 / before.max(1) as f64),
            same_record: now.digest == before.digest,
            same_machine: now.machine == before.machine,
            version: before.version.clone(),
        }
    }
}

/// Everything as JSON.
pub(crate) fn json(figures: &Figures, compared: Option<&Compared>) -> String {
    let mut page = serde_json::to_value(figures).expect("figures are plain data");
    if let Some(compared) = compared {
        page["compared"] = serde_json::to_value(compared).expect("ratios are plain data");
    }
    format!("{page:#}\n")
}

/// Median, least and most of some times.
fn order(times: &[f64]) -> [f64; 3] {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let half = times.len() / 2;
    let median = if times.len().is_multiple_of(2) {
        f64::midpoint(times[half - 1], times[half])
    } else {
        times[half]
    };
    [median, times[0], times[times.len() - 1]]
}

/// Everything as Markdown.
pub(crate) fn page(figures: &Figures, compared: Option<&Compared>) -> String {
    let mut page = head(figures);
    times(&mut page, figures);
    phases(&mut page, figures);
    if let Some(compared) = compared {
        ratios(&mut page, compared);
    }
    page
}

fn head(figures: &Figures) -> String {
    let work = &figures.work;
    let machine = &figures.machine;
    let processor = if machine.processor.is_empty() {
        "a processor that does not say its name"
    } else {
        &machine.processor
    };
    format!(
        "{}: {} days of {} ticks, {} stations, {} lines, {} postings of guns, {} raids of record\n\
         interdict {} ({}) on {processor}, {} cores, {}\n\
         seed {}, {} rounds of {} on each thread; record {}\n",
        work.title,
        work.days,
        work.ticks_per_day,
        work.stations,
        work.lines,
        work.postings,
        work.raids,
        figures.version,
        build(figures.is_optimised),
        machine.cores,
        machine.system,
        work.seed,
        figures.run_s.len(),
        if work.replications == 1 {
            "one run".to_owned()
        } else {
            format!("{} runs", work.replications)
        },
        figures.digest,
    )
}

/// Times, and what follows from their medians.
fn times(page: &mut String, figures: &Figures) {
    let threads = figures.threads;
    let run = order(&figures.run_s);
    let together = order(&figures.run_by_threads_s);
    let _ = writeln!(
        page,
        "\n| | median | least | most | |\n|---|--:|--:|--:|---|"
    );
    let mut row = |name: &str, figures: [f64; 3], unit: &str| {
        let [median, least, most] = figures.map(three_figures);
        let _ = writeln!(page, "| {name} | {median} | {least} | {most} | {unit} |");
    };
    // the least of a rate comes from the most of its times
    let rate = |of: f64, [median, least, most]: [f64; 3]| [of / median, of / most, of / least];
    row("a run on one thread", run, "s");
    row("ticks", rate(figures.work.ticks(), run), "a second");
    row("replications on one thread", rate(1.0, run), "a second");
    row(
        &format!("replications on {threads} threads"),
        rate(1.0, together),
        "a second",
    );
    row(
        "building the world",
        order(&figures.build_s).map(|time| 1e3 * time),
        "ms",
    );
    row(
        "putting it back for the next run",
        order(&figures.put_back_s).map(|time| 1e3 * time),
        "ms",
    );
    if threads > 1 {
        let speed_up = three_figures(run[0] / together[0]);
        let _ = writeln!(
            page,
            "\n{threads} threads are {speed_up} times as fast as one."
        );
    } else {
        page.push('\n');
    }
    match figures.most_memory {
        Some(bytes) => {
            let megabytes = three_figures(bytes as f64 / 1e6);
            let _ = writeln!(page, "Most memory with one world: {megabytes} MB.");
        }
        None => page.push_str("How much memory was held, this system does not say.\n"),
    }
}

fn phases(page: &mut String, figures: &Figures) {
    let all: f64 = figures.phases.iter().map(|phase| phase.seconds).sum();
    let days = f64::from(figures.work.days.max(1));
    page.push_str(
        "\n| phase of the tick | µs a day | share | systems run a day |\n|---|--:|--:|--:|\n",
    );
    for phase in &figures.phases {
        let time = three_figures(1e6 * phase.seconds / days);
        let share = 100.0 * phase.seconds / all.max(1e-12);
        let systems = match phase.systems {
            0 => String::new(),
            systems => format!("{:.1}", systems as f64 / days),
        };
        let _ = writeln!(
            page,
            "| {} | {time} | {share:.0} % | {systems} |",
            phase.name
        );
    }
    page.push_str(
        "\n`driver` is the rest: asking what is due, and the clock that this table itself needs.\n",
    );
}

fn ratios(page: &mut String, compared: &Compared) {
    let _ = writeln!(
        page,
        "\n| against the earlier figures (interdict {}) | times as long | 95 % interval |\n|---|--:|--:|",
        compared.version
    );
    let mut row = |name: &str, ratio: &Ratio| {
        let _ = writeln!(
            page,
            "| {name} | {:.3} | {:.3} to {:.3} |",
            ratio.times, ratio.low, ratio.high
        );
    };
    row("a run on one thread", &compared.run);
    if let Some(ratio) = &compared.run_by_threads {
        row("a run by all threads", ratio);
    }
    page.push('\n');
    let verdict = match compared.run {
        Ratio { low, .. } if low > 1.0 => "A run has become slower.",
        Ratio { high, .. } if high < 1.0 => "A run has become faster.",
        _ => "These rounds show no difference.",
    };
    page.push_str(verdict);
    if let Some(memory) = compared.memory {
        let _ = write!(page, " Memory is {memory:.2} times what it was.");
    }
    page.push('\n');
    if !compared.same_record {
        page.push_str("The two came to different records: they did not do quite the same work.\n");
    }
    if !compared.same_machine {
        page.push_str("They were taken on different machines: the ratio is not one of programs.\n");
    }
    page.push_str(
        "The interval knows the scatter between rounds, not that a machine has slow days: \
         take both on one machine, one after the other.\n",
    );
}

/// A figure with three places that count: `0.00123`, `12.3`, `45,600`.
fn three_figures(value: f64) -> String {
    let (mut decimals, mut limit) = (2_usize, 10.0);
    while value >= limit && decimals > 0 {
        decimals -= 1;
        limit *= 10.0;
    }
    limit = 1.0;
    while value > 0.0 && value < limit && decimals < 9 {
        decimals += 1;
        limit /= 10.0;
    }
    if value < 1_000.0 {
        return format!("{value:.decimals$}");
    }
    let mut step = 1.0;
    while value / step >= 1_000.0 {
        step *= 10.0;
    }
    let digits = format!("{:.0}", (value / step).round() * step);
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_places_of_a_figure_count() {
        for (value, text) in [
            (0.0, "0.00"),
            (0.001_234, "0.00123"),
            (0.262_5, "0.263"),
            (1.234, "1.23"),
            (12.34, "12.3"),
            (123.4, "123"),
            (1_234.0, "1,230"),
            (121_987.0, "122,000"),
        ] {
            assert_eq!(three_figures(value), text);
        }
    }

    #[test]
    fn the_middle_of_an_even_number_of_rounds_lies_between_two() {
        assert_eq!(
            order(&[4.0, 1.0, 2.0, 8.0]).map(f64::to_bits),
            [3.0, 1.0, 8.0].map(f64::to_bits)
        );
        assert_eq!(
            order(&[4.0, 1.0, 2.0]).map(f64::to_bits),
            [2.0, 1.0, 4.0].map(f64::to_bits)
        );
    }
}
