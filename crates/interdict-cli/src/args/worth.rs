//! The arguments of `worth`.

use std::path::PathBuf;

use clap::Args;

use super::Which;

#[derive(Args, Debug)]
pub(crate) struct Worth {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Take apart these requests only, by their ids; may be repeated [default: all, at most 8]
    #[arg(long = "request", value_name = "ID")]
    pub(crate) of: Vec<String>,
    /// The outcome that is told first; a wrong name lists all [default: the first that the theatre has]
    #[arg(long, value_name = "NAME")]
    pub(crate) outcome: Option<String>,
    /// Run so many replications of every combination
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    pub(crate) pairs: u32,
    /// Master seed of all chance
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// Threads; 0: one for each core
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_024))]
    pub(crate) threads: u32,
    /// Where the page, its JSON and a table go; beside the folder a journal keeps what is finished
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Empty the journal beside `--out` and begin anew
    #[arg(long, requires = "out")]
    pub(crate) anew: bool,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// No progress and no closing remark
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
