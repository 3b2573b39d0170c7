//! What can be said to every study: its chance, its threads, where it is kept, how it is told.

use std::path::PathBuf;

use clap::Args;

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Args, Debug)]
pub(crate) struct Studied {
    /// Master seed of all chance
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// Threads; 0: one for each core
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_024))]
    pub(crate) threads: u32,
    /// Write all that is found here, and a journal of what is finished beside it
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Go on from the journal beside `--out`; this is done anyway where it keeps a part of the same study
    #[arg(long, requires = "out", conflicts_with = "anew")]
    pub(crate) resume: bool,
    /// Empty the journal beside `--out` and begin anew
    #[arg(long, requires = "out")]
    pub(crate) anew: bool,
    /// Print everything as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// No progress and no closing remark
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
