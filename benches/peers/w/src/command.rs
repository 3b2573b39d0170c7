//! The command line that all implementations share, and the line they print.

use std::process::ExitCode;

use crate::floor::Floor;
use crate::shape::{SIZES, Size, THEATRE};
use crate::{Kernel, Outcome};

/// What is to be run.
#[derive(Clone, Debug)]
pub struct Command {
    /// Which implementation.
    pub implementation: String,
    /// Of which size.
    pub size: Size,
    /// For how many days.
    pub days: u32,
    /// How often.
    pub replications: u32,
    /// The seed of the first replication; the others follow.
    pub seed: u64,
    /// Whether a line of JSON is asked for.
    pub is_json: bool,
}

impl Command {
    /// Reads a command line, of which the first word names the implementation.
    fn read(words: &[String], implementations: &[&str]) -> Result<Self, String> {
        let mut command = Self {
            implementation: String::new(),
            size: THEATRE,
            days: 300,
            replications: 7,
            seed: 1,
            is_json: false,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "--json" {
                command.is_json = true;
                continue;
            }
            if implementations.contains(&word.as_str()) && command.implementation.is_empty() {
                command.implementation.clone_from(word);
                continue;
            }
            let value = words
                .next()
                .ok_or_else(|| format!("`{word}` has no value"))?;
            let number = || value.parse().map_err(|_| format!("`{value}` is no number"));
            match word.as_str() {
                "--size" => {
                    let names = SIZES.map(|size| size.name).join(", ");
                    command.size = Size::named(value)
                        .ok_or_else(|| format!("`{value}` is no size; sizes are {names}"))?;
                }
                "--days" => command.days = number()? as u32,
                "--replications" => command.replications = number()? as u32,
                "--seed" => command.seed = number()?,
                _ => return Err(format!("`{word}` is not understood")),
            }
        }
        if command.implementation.is_empty() {
            return Err(format!("first say which: {}", implementations.join(", ")));
        }
        if command.days == 0 || command.replications == 0 {
            return Err("there is nothing to run".to_owned());
        }
        Ok(command)
    }
}

/// What was measured.
struct Measured {
    seconds: f64,
    means: [f64; 4],
    last: Outcome,
}

/// Runs the replications, each on the same implementation, put back between them.
#[expect(clippy::disallowed_types, reason = "the time is what is asked for")]
fn measure(command: &Command, kernel: &mut dyn Kernel) -> Measured {
    let mut seconds = Vec::new();
    let mut sums = [0.0; 4];
    let mut last = None;
    for replication in 0..command.replications {
        kernel.reset(command.seed + u64::from(replication));
        let start = std::time::Instant::now();
        kernel.run(command.days);
        seconds.push(start.elapsed().as_secs_f64());
        let outcome = kernel.outcome();
        for (sum, mean) in sums.iter_mut().zip(outcome.means()) {
            *sum += mean;
        }
        last = Some(outcome);
    }
    seconds.sort_unstable_by(f64::total_cmp);
    Measured {
        seconds: seconds[seconds.len() / 2],
        means: sums.map(|sum| sum / f64::from(command.replications)),
        last: last.expect("there is at least one replication"),
    }
}

/// The most memory the process has had, in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The whole program: reads the command line, runs, prints one line.
#[expect(clippy::print_stdout, reason = "the line is what is asked for")]
pub fn main(
    implementations: &[&str],
    build: impl FnOnce(&str, Size) -> Box<dyn Kernel>,
) -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let command = match Command::read(&words, implementations) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    let mut kernel = build(&command.implementation, command.size);
    let measured = measure(&command, &mut *kernel);
    let [tons, cuts, aircraft, damaged] = measured.means;
    let Command {
        implementation,
        size,
        days,
        replications,
        ..
    } = &command;
    if command.is_json {
        let memory = peak_memory().map_or_else(|| "null".to_owned(), |kib| kib.to_string());
        println!(
            "{{\"implementation\":\"{implementation}\",\"size\":\"{}\",\"days\":{days},\
             \"replications\":{replications},\"seconds_per_replication\":{:.6},\
             \"tons_per_day\":{tons:.2},\"cuts_per_day\":{cuts:.3},\
             \"aircraft_per_day\":{aircraft:.3},\"segments_damaged\":{damaged:.3},\
             \"hash\":\"{:016x}\",\"peak_memory_kib\":{memory}}}",
            size.name, measured.seconds, measured.last.hash,
        );
    } else {
        println!(
            "{implementation}, {}, {days} days: {:.3} ms; a day {tons:.0} t, {cuts:.2} cuts, \
             {aircraft:.2} aircraft; {damaged:.1} segments damaged; {:016x}",
            size.name,
            measured.seconds * 1e3,
            measured.last.hash,
        );
    }
    ExitCode::SUCCESS
}

/// Asserts that an implementation that draws otherwise has the means of the floor: tons within 3 %,
/// the others within 5 %, over six seeds of 150 days.
pub fn assert_same_law(build: impl FnOnce(&str, Size) -> Box<dyn Kernel>) {
    let means = |kernel: &mut dyn Kernel| {
        let mut sums = [0.0; 4];
        for seed in 1..=6 {
            kernel.reset(seed);
            kernel.run(150);
            for (sum, mean) in sums.iter_mut().zip(kernel.outcome().means()) {
                *sum += mean;
            }
        }
        sums
    };
    let mut peer = build("", THEATRE);
    let (peer, floor) = (means(&mut *peer), means(&mut Floor::new(THEATRE)));
    for ((peer, floor), allowed) in peer.into_iter().zip(floor).zip([0.03, 0.05, 0.05, 0.05]) {
        assert!(
            (peer / floor - 1.0_f64).abs() < allowed,
            "{peer} is not {floor}"
        );
    }
}
