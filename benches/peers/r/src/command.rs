//! The command line, and the line that is printed.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use interdict_scenario::{Scenario, load, load_files};

use crate::Kernel;
use crate::floor::Floor;
use crate::model::Model;
use crate::network::{Size, written};
use crate::outcome::NAMES;

const USAGE: &str = "\
usage: kernel-r floor|model [--corridors N] [--days N] [--replications N] [--seed N] [--sister] [--json]
       kernel-r write DIR   [--corridors N] [--days N] [--sister]";

/// What is to be run.
struct Command {
    what: String,
    folder: PathBuf,
    size: Size,
    replications: u32,
    seed: u64,
    is_json: bool,
}

impl Command {
    fn read(words: &[String], implementations: &[&str]) -> Result<Self, String> {
        let mut command = Self {
            what: words.first().cloned().unwrap_or_default(),
            folder: PathBuf::new(),
            size: Size {
                corridors: 6,
                days: 300,
                scatters: false,
            },
            replications: 7,
            seed: 1,
            is_json: false,
        };
        let mut words = words.iter().skip(1);
        if command.what == "write" {
            command.folder = words.next().ok_or("write into which folder?")?.into();
        } else if !implementations.contains(&command.what.as_str()) {
            return Err(format!("say which: {}", implementations.join(", ")));
        }
        while let Some(word) = words.next() {
            match word.as_str() {
                "--json" => command.is_json = true,
                "--sister" => command.size.scatters = true,
                _ => {
                    let value = words.next().ok_or(format!("`{word}` has no value"))?;
                    let number: u32 =
                        (value.parse()).map_err(|_| format!("`{value}` is no number"))?;
                    match word.as_str() {
                        "--corridors" => command.size.corridors = number.clamp(1, 999),
                        "--days" => command.size.days = number.clamp(1, 3_000),
                        "--replications" => command.replications = number.max(1),
                        "--seed" => command.seed = u64::from(number),
                        _ => return Err(format!("`{word}` is not understood")),
                    }
                }
            }
        }
        Ok(command)
    }
}

/// The checked scenario of a size.
pub fn scenario(size: Size) -> Scenario {
    match load_files(written(size), "scenario.ron") {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

/// The floor and the model.
pub fn run(words: impl Iterator<Item = String>) -> ExitCode {
    let build = |name: &str, scenario: &Scenario| -> Box<dyn Kernel> {
        if name == "floor" {
            Box::new(Floor::new(scenario))
        } else {
            Box::new(Model::new(scenario))
        }
    };
    run_with(words, &["floor", "model"], build)
}

/// The whole program, with implementations of the caller's.
pub fn run_with(
    words: impl Iterator<Item = String>,
    implementations: &[&str],
    build: impl FnOnce(&str, &Scenario) -> Box<dyn Kernel>,
) -> ExitCode {
    let words: Vec<String> = words.collect();
    let done = Command::read(&words, implementations).and_then(|command| {
        if command.what == "write" {
            write(&command.folder, command.size)
        } else {
            measure(
                &command,
                &mut *build(&command.what, &scenario(command.size)),
            );
            Ok(())
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn write(folder: &Path, size: Size) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(fail)?;
    for (name, text) in written(size) {
        std::fs::write(folder.join(name), text).map_err(fail)?;
    }
    // what was written is what the command reads
    load(folder, &[])
        .map(|_| ())
        .map_err(|faults| faults.render(false))
}

#[expect(clippy::disallowed_types, reason = "the time is what is asked for")]
#[expect(clippy::print_stdout, reason = "the line is what is asked for")]
fn measure(command: &Command, kernel: &mut dyn Kernel) {
    let mut seconds = Vec::new();
    let mut sums = [0.0; 5];
    let mut hash = 0;
    for replication in 0..command.replications {
        kernel.reset(command.seed + u64::from(replication));
        let start = std::time::Instant::now();
        kernel.run();
        seconds.push(start.elapsed().as_secs_f64());
        let outcome = kernel.outcome();
        hash = outcome.hash();
        for (sum, mean) in sums.iter_mut().zip(outcome.means()) {
            *sum += mean / f64::from(command.replications);
        }
    }
    seconds.sort_unstable_by(f64::total_cmp);
    let seconds = seconds[seconds.len() / 2];
    let Size {
        corridors,
        days,
        scatters,
    } = command.size;
    if command.is_json {
        let means: String = (NAMES.iter().zip(sums))
            .map(|(name, mean)| format!("\"{name}_per_day\":{mean:.3},"))
            .collect();
        let memory = peak_memory().map_or_else(|| "null".to_owned(), |kib| kib.to_string());
        println!(
            "{{\"implementation\":\"{}\",\"corridors\":{corridors},\"days\":{days},\
             \"is_sister\":{scatters},\"replications\":{},\"seconds_per_replication\":{seconds:.6},\
             {means}\"hash\":\"{hash:016x}\",\"peak_memory_kib\":{memory}}}",
            command.what, command.replications
        );
    } else {
        let [delivered, unmet, trucked, trains, mended] = sums;
        println!(
            "{}, {corridors} corridors of each kind, {days} days: {:.3} ms; a day {:.1} t delivered, \
             {:.1} t missing, {:.1} t over the rivers, {trains:.2} trains, {mended:.2} cuts mended; {hash:016x}",
            command.what,
            seconds * 1e3,
            delivered / 1e3,
            unmet / 1e3,
            trucked / 1e3,
        );
    }
}

/// The most memory the process has had, in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Place of the trains among the figures of a day.
const TRAINS: usize = 3;

/// How far an implementation with an order of its own is off the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Days on which any figure is another.
    pub days: usize,
    /// Trains by which those unloaded since the start are ever more or fewer at the end of a day.
    pub trains: u64,
}

/// Asserts that an implementation with an order of its own has the means of the floor: 6 corridors of each kind, 300
/// days; what is missing within a hundredth, all else within a thousandth. How far it is off by day.
pub fn assert_same_means(build: impl FnOnce(&str, &Scenario) -> Box<dyn Kernel>) -> Apart {
    let scenario = scenario(Size {
        corridors: 6,
        days: 300,
        scatters: false,
    });
    let run = |kernel: &mut dyn Kernel| {
        kernel.reset(1);
        kernel.run();
        kernel.outcome()
    };
    let peer = run(&mut *build("", &scenario));
    let floor = run(&mut Floor::new(&scenario));
    let means = peer.means().into_iter().zip(floor.means());
    for (name, (peer, floor)) in NAMES.iter().zip(means) {
        let allowed = if *name == "unmet_kg" { 0.01 } else { 0.001 };
        assert!(
            (peer / floor - 1.0_f64).abs() < allowed,
            "{name}: {peer} is not {floor}"
        );
    }
    assert_eq!(peer.days.len(), floor.days.len());
    let mut apart = Apart { days: 0, trains: 0 };
    let mut ahead = 0_i64;
    for (peer, floor) in peer.days.iter().zip(&floor.days) {
        apart.days += usize::from(peer != floor);
        ahead += peer[TRAINS] - floor[TRAINS];
        apart.trains = apart.trains.max(ahead.unsigned_abs());
    }
    apart
}
