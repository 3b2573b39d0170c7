//! What parts of the engine cost in instructions: a guard that no noise can hide behind.
//!
//! Wall time on a shared machine scatters by a tenth and more; the number of instructions does not. This bench
//! runs itself under `valgrind --tool=cachegrind`, each part some times over and twice as many times over, so that the
//! difference is the part and nothing around it. The figures are held against `instructions.csv`, and a part that
//! costs over 3 % more, or less, is a failure: less, because a figure that is no longer true guards nothing.
//!
//! `cargo bench --bench instructions` takes some two minutes. `UPDATE_INSTRUCTIONS=1` before it writes the file anew; the
//! commit then says why. Counts hang on the compiler and on what the processor can do, so the file names both,
//! and with others than those the figures are printed and not judged.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};

use bevy_ecs::prelude::*;
use interdict::model::{Seed, Simulation};
use interdict::scenario::synthetic::{Shape, generate};
use interdict::scenario::{Scenario, load};
use interdict_engine::{
    AccountKind, Agenda, Chance, Clock, Digest, Driver, Due, Key, Ledger, Purpose, Step, When,
};

/// A part may cost so much more or less than the file says.
const TOLERANCE: f64 = 0.03;

/// What is counted: name, how many times over, and the work of once.
type Part = (&'static str, u32, fn() -> Box<dyn FnMut()>);

const PARTS: &[Part] = &[
    ("draw of 1 number", 1_000, draw::<1>),
    ("draw of 2 numbers", 1_000, draw::<2>),
    ("draw of 4 numbers", 1_000, draw::<4>),
    ("draw of 8 numbers", 1_000, draw::<8>),
    ("draw of 32 numbers", 1_000, draw::<32>),
    ("posting", 1_000, posting),
    ("digest of 1 KiB", 1_000, digest),
    ("entry of an agenda of 1,000", 1_000, entry),
    ("twenty systems", 1_000, systems),
    ("reading three-stations", 1, || reading("three-stations")),
    ("building two-routes", 1, || building("two-routes")),
    ("three-stations", 1, || run(scenario("three-stations"))),
    ("two-routes", 1, || run(scenario("two-routes"))),
    ("anju-1951, 60 days", 1, || run(short("anju-1951", 60))),
    ("anju-1951, a month of nothing", 1, || run(empty_month())),
    ("2,000 stations, 3 days", 1, || run(generated(2_000, 3))),
];

fn draw<const N: usize>() -> Box<dyn FnMut()> {
    let chance = Chance::new(1, 0, 1);
    let mut who = 0_u64;
    Box::new(move || {
        who = who.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let numbers: [f64; N] = chance.draw(Purpose(3), Key(who), When::on(7));
        black_box(numbers);
    })
}

fn posting() -> Box<dyn FnMut()> {
    static ACCOUNTS: [AccountKind; 8] = [AccountKind {
        name: "account",
        may_be_negative: true,
    }; 8];
    let mut ledger = Ledger::new(&ACCOUNTS, &["grain", "oil", "stone", "water"]);
    Box::new(move || ledger.post(black_box(2), black_box(3), black_box(5), black_box(40)))
}

fn digest() -> Box<dyn FnMut()> {
    let words: Vec<u64> = (0..128).collect();
    Box::new(move || {
        let mut digest = Digest::new("table");
        digest.words(black_box(&words));
        black_box(digest.finish());
    })
}

/// Takes the next entry out and puts it back, up to two hours later.
fn entry() -> Box<dyn FnMut()> {
    let mut agenda = Agenda::with_room(1_000);
    let mut state = 0_u64;
    let mut wait = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        1 + (state >> 32) as u32 % 7_200
    };
    for item in 0..1_000 {
        agenda.put(wait(), Key::of("someone").child(1, item), item, 0);
    }
    Box::new(move || {
        if let Some(due) = agenda.next_before(u32::MAX) {
            agenda.put(due.second + wait(), due.key, due.item, due.stamp);
        }
    })
}

#[derive(Resource, Default)]
struct Count(u64);

/// A tick of twenty systems that are all due.
fn systems() -> Box<dyn FnMut()> {
    let count = |mut count: ResMut<Count>| count.0 += 1;
    let mut world = World::new();
    let clock = Clock::new(900);
    world.insert_resource(clock);
    world.init_resource::<Count>();
    let steps = (0..20).map(|_| Step::new("phase", "count", Due::EveryTick, count));
    let mut driver = Driver::new(&mut world, steps.collect(), &clock);
    Box::new(move || driver.run_tick(&mut world))
}

fn scenario(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(name);
    match load(&path, &[]) {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

fn short(name: &str, days: u16) -> Scenario {
    Scenario {
        days,
        ..scenario(name)
    }
}

/// The theatre with all its lines, guns and gangs, and nothing that moves, attacks or eats.
fn empty_month() -> Scenario {
    let mut scenario = short("anju-1951", 30);
    scenario.bases.clear();
    scenario.stocks.clear();
    scenario.formations.clear();
    scenario.air_units.clear();
    scenario.raids.clear();
    scenario
}

fn generated(stations: u32, days: u16) -> Scenario {
    let shape = Shape {
        regions: 1,
        stations,
        branches: 4,
        days,
        bridges: stations / 2,
        flak: stations,
        air_units: 10,
        raids: 10,
        gangs: stations / 4,
    };
    generate(shape, 1)
}

fn reading(name: &'static str) -> Box<dyn FnMut()> {
    Box::new(move || {
        black_box(scenario(name));
    })
}

fn building(name: &str) -> Box<dyn FnMut()> {
    let scenario = scenario(name);
    Box::new(move || {
        black_box(Simulation::new(&scenario));
    })
}

/// A whole replication in a world that stands: put back, run, put on record.
fn run(scenario: Scenario) -> Box<dyn FnMut()> {
    let mut simulation = Simulation::new(&scenario);
    Box::new(move || {
        simulation.reset(Seed::default());
        while simulation.run_day().expect("no law breaks") {}
        black_box(simulation.record());
    })
}

/// Under the counter: one part, once more than so many times, for what the first time fills does not count.
fn work(part: &str, times: u32) {
    let (_, _, make) = PARTS
        .iter()
        .find(|(name, ..)| *name == part)
        .expect("a part");
    let mut once = make();
    for _ in 0..=times {
        once();
    }
}

/// Lengths from which the C library copies and fills by one repeated instruction, and past its caches. It takes them
/// from the processor, and the counter counts every repetition: unset, a count would hang on the machine.
const SAME_COPIES: &str = "glibc.cpu.x86_rep_movsb_threshold=1073741824:\
    glibc.cpu.x86_rep_stosb_threshold=1073741824:\
    glibc.cpu.x86_non_temporal_threshold=251658240";

/// Instructions of this program doing a part so many times.
fn count(part: &str, times: u32) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no"])
        .arg("--cachegrind-out-file=/dev/null")
        .arg(program)
        .args(["--part", part, &times.to_string()])
        .env("GLIBC_TUNABLES", SAME_COPIES)
        .output()
        .map_err(|error| format!("valgrind: {error}; it is Debian's package of that name"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    // `==24791== I   refs:      956,853`, with as many spaces as the version likes
    let refs = |line: &str| {
        let mut words = line.split_whitespace().skip(1);
        let is_count = words.next() == Some("I") && words.next() == Some("refs:");
        let count = words.next()?.replace(',', "").parse().ok();
        count.filter(|_| is_count)
    };
    said.lines()
        .find_map(refs)
        .ok_or_else(|| format!("valgrind counted nothing for `{part}`:\n{said}"))
}

/// What counts hang on: the compiler, and what the processor can do.
fn setting() -> String {
    let compiler = Command::new("rustc").arg("--version").output();
    let compiler = compiler.map_or_else(
        |_| "an unknown compiler".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    );
    #[cfg(target_arch = "x86_64")]
    let vectors = if std::arch::is_x86_feature_detected!("avx2") {
        " with AVX2"
    } else {
        ""
    };
    #[cfg(not(target_arch = "x86_64"))]
    let vectors = "";
    format!("{compiler}, {}{vectors}", std::env::consts::ARCH)
}

/// The file: its setting and its figures.
fn read(path: &Path) -> (String, BTreeMap<String, f64>) {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let setting = text.lines().find_map(|line| line.strip_prefix("# "));
    let figure = |line: &str| {
        let (name, count) = line.rsplit_once(';')?;
        Some((name.to_owned(), count.trim().parse().ok()?))
    };
    (
        setting.unwrap_or_default().to_owned(),
        text.lines().filter_map(figure).collect(),
    )
}

#[expect(clippy::print_stdout, reason = "the table is what was asked for")]
fn judge() -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.csv");
    let (known_setting, known) = read(&path);
    let here = setting();
    let mut file = format!("# {here}\npart;instructions\n");
    let mut moved = String::new();
    println!(
        "{:<32}{:>15}{:>15}{:>9}",
        "instructions", "here", "in the file", ""
    );
    for &(part, times, _) in PARTS {
        let found = (count(part, 2 * times)? - count(part, times)?) as f64 / f64::from(times);
        let _ = writeln!(file, "{part};{found:.0}");
        let Some(&before) = known.get(part) else {
            println!("{part:<32}{found:>15.0}{:>15}{:>9}", "-", "new");
            let _ = writeln!(moved, "  {part}: not in the file");
            continue;
        };
        let change = found / before - 1.0;
        println!(
            "{part:<32}{found:>15.0}{before:>15.0}{:>+8.1}%",
            100.0 * change
        );
        if change.abs() > TOLERANCE {
            let _ = writeln!(
                moved,
                "  {part}: {before:.0} to {found:.0} ({:+.1} %)",
                100.0 * change
            );
        }
    }
    if std::env::var_os("UPDATE_INSTRUCTIONS").is_some() {
        println!("wrote {}", path.display());
        return std::fs::write(&path, file).map_err(|error| error.to_string());
    }
    if moved.is_empty() {
        return Ok(());
    }
    if known_setting != here {
        println!("not judged: the file is of {known_setting},\nand this is {here}");
        return Ok(());
    }
    Err(format!(
        "these parts cost over {:.0} % more or less than `benches/instructions.csv` says:\n{moved}\
         If that is meant, run `UPDATE_INSTRUCTIONS=1 cargo bench --bench instructions` and commit the file\n\
         with the reason; if not, `valgrind --tool=callgrind` on the bench with `--part NAME TIMES` shows where it went.",
        100.0 * TOLERANCE
    ))
}

#[expect(clippy::print_stderr, reason = "why it failed")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--part") {
        work(
            &arguments[at + 1],
            arguments[at + 2].parse().expect("a number"),
        );
        return ExitCode::SUCCESS;
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    match judge() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
