//! The command line: what can be said, and its help.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Args, Parser, Subcommand, ValueEnum};
use interdict::quantity::unit;

mod calibrate;
mod compare;
mod studied;
mod which;
mod words;
mod worth;

pub(crate) use calibrate::Calibrate;
pub(crate) use compare::{Compare, Diverge};
pub(crate) use studied::Studied;
pub(crate) use which::Which;
pub(crate) use words::{Dictionary, Explain, Knobs, Schema};
pub(crate) use worth::Worth;

use which::assignment;

const AFTER: &str = "\
Exit codes:
    0  done
    1  a run failed: a law of the engine was broken
    2  the command line or the scenario is not in order
    3  something could not be written
    4  slower than `bench --slower-than` allows
    5  what `reproduce` made again is not the same
  130  interrupted, from the keyboard or by a signal; what was done may be part of what was asked

Figures go to standard output, everything else to standard error. NO_COLOR is respected.";

/// Supply lines under attack: run a scenario, check it, ask what its words mean.
#[derive(Parser, Debug)]
#[command(name = "interdict", version = version(), about, after_help = AFTER, max_term_width = 100)]
pub(crate) struct Arguments {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The version, with what else tells this program from another: the commit and the registry of chance.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let commit = match env!("INTERDICT_COMMIT") {
            "" => "of no known commit".to_owned(),
            commit => format!("commit {commit}"),
        };
        let registry = interdict::model::chance::REGISTRY;
        let version = env!("CARGO_PKG_VERSION");
        format!("{version} ({commit}, chance registry {registry})")
    });
    VERSION.as_str()
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Run a scenario, print what happened, and leave files and charts
    Run(Run),
    /// Make the results of a folder again and say whether they are the same to the byte
    Reproduce(Reproduce),
    /// Compare scenarios under common chance: what differs, and how sure that is
    Compare(Compare),
    /// Say what each request of a scenario is worth: alone, last, and in company
    Worth(Worth),
    /// Find where and why two scenarios part under one seed, and what comes of it
    Diverge(Diverge),
    /// Write a small scenario to begin with, or an example, into a new folder
    New(New),
    /// Check scenarios: every fault at once, and how much is sourced
    Check(Check),
    /// Draw the network of a scenario, before anything is run
    Map(Map),
    /// Show a row of a scenario: `flak.SOV-ZADX`, `lines.NORTH.length_km`, `rules.flak.kappa`
    Show(Show),
    /// List the tables of a scenario, or the rows of one
    List(List),
    /// Say what a short name of a source stands for, and which rows rest on it
    Source(Source),
    /// List the knobs: value, range, unit, source
    Knobs(Knobs),
    /// Say more about a fault code (I0007), a word of the dictionary, or a thing of a scenario
    Explain(Explain),
    /// Say what every word is: series, outcome, event, file, table, column, knob; unit and meaning
    Dictionary(Dictionary),
    /// Print the JSON Schema of a document, or list the documents
    Schema(Schema),
    /// Show simulated figures beside those of record
    History(History),
    /// Find which knobs the record leaves open, wave by wave, or that it leaves none
    Calibrate(Calibrate),
    /// Time the engine on this machine: runs, phases, threads, memory, and a table to paste
    Bench(Bench),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Args, Debug)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Master seed of all chance
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// Which replication under that seed
    #[arg(
        long,
        default_value_t = 0,
        value_name = "N",
        conflicts_with = "replications"
    )]
    pub(crate) replication: u32,
    /// Run so many replications and print how the outcomes are spread; with `--out`, keep those of each there
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) replications: Option<u32>,
    /// Threads for replications; 0: one for each core
    #[arg(long, default_value_t = 0, value_name = "N", requires = "replications", value_parser = clap::value_parser!(u32).range(0..=1_024))]
    pub(crate) threads: u32,
    /// Stop after this day
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Where files and charts go [default: out/NAME, with seed and changes where there are some]
    #[arg(long, value_name = "DIR", conflicts_with_all = ["no_files", "tick_digests"])]
    pub(crate) out: Option<PathBuf>,
    /// Empty the journal of `--replications` beside `--out` and begin anew
    #[arg(long, requires = "replications")]
    pub(crate) anew: bool,
    /// Write no files
    #[arg(long)]
    pub(crate) no_files: bool,
    /// Write no PNG beside the SVG charts
    #[arg(long, conflicts_with_all = ["no_files", "replications", "tick_digests"])]
    pub(crate) no_png: bool,
    /// How the large tables are written: series and events
    #[arg(long, value_enum, default_value_t = Tables::Text, conflicts_with_all = ["no_files", "replications", "tick_digests"])]
    pub(crate) format: Tables,
    /// Print the summary as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the digest of every tick instead of the summary
    #[arg(long, conflicts_with_all = ["json", "replications"])]
    pub(crate) tick_digests: bool,
    /// No progress and no closing remark
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// How the large tables of a run are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tables {
    /// `series.csv` and `events.jsonl`
    Text,
    /// `series.parquet` and `events.parquet`: a twentieth of the bytes
    Parquet,
}

#[derive(Args, Debug)]
pub(crate) struct Reproduce {
    /// A folder that a command filled, or the run.json in it
    #[arg(value_name = "DIR")]
    pub(crate) results: PathBuf,
    /// Threads; 0: one for each core
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_024))]
    pub(crate) threads: u32,
    /// As JSON: what was compared, and what differs
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct New {
    /// The folder of the new scenario; it may not be there yet
    #[arg(value_name = "NAME")]
    pub(crate) folder: PathBuf,
    /// Write this example instead, such as `three-stations`; a wrong name lists all
    #[arg(long, value_name = "EXAMPLE")]
    pub(crate) example: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Map {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The picture, as svg or png [default: NAME-map.svg in this folder]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) which: Which,
    /// `table.ID`, `table.ID.column`, a table, or `rules.group.knob`
    #[arg(value_name = "PATH")]
    pub(crate) path: String,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The table
    #[arg(value_name = "TABLE")]
    pub(crate) table: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Source {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The short name, as it stands in the column `source`
    #[arg(value_name = "KEY")]
    pub(crate) key: String,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Scenario folders, scenario files or counterfactuals
    #[arg(value_name = "SCENARIO", required = true)]
    pub(crate) scenarios: Vec<PathBuf>,
    /// How faults are written; `json` is the same as `--json`
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// What else is not in order: `warnings`, so that exit code 2 comes of them as well
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
}

/// What `check` does not let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings, too
    Warnings,
}

/// How faults are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For tools
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct History {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Master seed of all chance
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// Compare the mean of so many replications, with their spread
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) replications: u32,
    /// As a Markdown table
    #[arg(long)]
    pub(crate) markdown: bool,
    /// As JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Write a chart, too: for each figure its range, the record, the runs and their mean; `.svg` or `.png`
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Bench {
    /// A scenario folder, a scenario.ron, or a counterfactual beside it [default: a generated theatre of
    /// 100 stations over 335 days]
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: Option<PathBuf>,
    /// Change a figure: `rules.rail.speed_kmh=15`; may be repeated
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment, requires = "scenario")]
    pub(crate) sets: Vec<(String, String)>,
    /// Stop each run after this day
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Rounds that are timed, after one that is not
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=1_000))]
    pub(crate) rounds: u32,
    /// Runs in a round on one thread, replications 0 to N - 1; then as many for each thread
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) replications: u32,
    /// Threads of the second half of a round; 0: one for each core
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_024))]
    pub(crate) threads: u32,
    /// Master seed of all chance
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// Keep the figures in this file, for a later `--compare`
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Set the figures beside those of an earlier `--out`: the ratio, with its interval
    #[arg(long, value_name = "FILE")]
    pub(crate) compare: Option<PathBuf>,
    /// End with exit code 4 when a run takes, for sure, more than so many times as long as then: `1.05`
    #[arg(long, value_name = "FACTOR", requires = "compare", value_parser = factor)]
    pub(crate) slower_than: Option<f64>,
    /// Print everything as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// No progress and no closing remark
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

fn factor(text: &str) -> Result<f64, String> {
    match unit::number(text) {
        Ok(factor) if factor > 0.0 => Ok(factor),
        _ => Err("expected a number above zero, as in `1.05`".to_owned()),
    }
}
