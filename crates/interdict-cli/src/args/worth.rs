//! The arguments of `worth`.

use clap::Args;

use super::studied::Studied;
use super::which::Which;

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
    #[command(flatten)]
    pub(crate) studied: Studied,
}
