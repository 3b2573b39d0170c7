//! The arguments of `compare` and `diverge`.

use std::path::PathBuf;

use clap::Args;
use interdict::experiment::Amount;

use super::studied::Studied;
use super::which::assignment;

#[derive(Args, Debug)]
pub(crate) struct Compare {
    /// What is compared with: a scenario folder, a scenario.ron, or a counterfactual beside it
    #[arg(value_name = "BASE")]
    pub(crate) base: PathBuf,
    /// What is compared: one or more of the same
    #[arg(value_name = "ARM", required = true)]
    pub(crate) arms: Vec<PathBuf>,
    /// Change a figure in every arm: `rules.rail.speed_kmh=15`; may be repeated
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub(crate) sets: Vec<(String, String)>,
    /// Run so many pairs [default: 200]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=10_000),
        conflicts_with = "until_half_width")]
    pub(crate) pairs: Option<u32>,
    /// Run until the interval is this narrow to either side: `20 t/day`; looked at after 60 pairs and each 20 more
    #[arg(long, value_name = "AMOUNT", value_parser = clap::value_parser!(Amount))]
    pub(crate) until_half_width: Option<Amount>,
    /// The most pairs that are run for a half-width
    #[arg(long, value_name = "N", default_value_t = 1_000, requires = "until_half_width",
        value_parser = clap::value_parser!(u32).range(60..=10_000))]
    pub(crate) at_most: u32,
    /// The outcome that is told first and that a half-width is about: `delivered_front`, tons brought to formations
    /// at the front; `front_need_met`; `delivered`, to railheads; a wrong name lists all [default: the first that the
    /// theatre has, `delivered_front` where there is supply]
    #[arg(long, value_name = "NAME")]
    pub(crate) outcome: Option<String>,
    /// Of several arms take the one with the least of it, instead of the most
    #[arg(long)]
    pub(crate) least: bool,
    /// Of several arms, a difference that nobody minds: `10 t/day`
    #[arg(long, value_name = "AMOUNT", value_parser = clap::value_parser!(Amount))]
    pub(crate) indifference: Option<Amount>,
    /// Say why, too, from so many pairs: channels of guns or fighters, cause of every ton, single attacks, what bound.
    /// About 80 runs a pair and arm, and 320 an arm for single attacks
    #[arg(long, value_name = "PAIRS", num_args = 0..=1, require_equals = true, default_missing_value = "20",
        value_parser = clap::value_parser!(u32).range(2..=1_000))]
    pub(crate) why: Option<u32>,
    /// Take apart the pairs from this number on, instead of the first that the estimate does not use
    #[arg(long, value_name = "N", requires = "why", value_parser = clap::value_parser!(u32).range(0..=1_000_000_000))]
    pub(crate) why_from: Option<u32>,
    /// Times that the war is run on with fresh chance from each attack that is left out, with it and without; 0: leave
    /// none out
    #[arg(long, value_name = "N", default_value_t = 8, requires = "why",
        value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub(crate) continuations: u32,
    /// Run no change of no consequence (one light gun more, along another line in each pair) beside the arms, nor at
    /// points over the knobs. It shows what any touch does to a pair, the floor of noise, and costs one run more a pair
    #[arg(long)]
    pub(crate) no_sham: bool,
    /// Draw the knobs, too, from their plausible ranges: how far the effect moves with what is not known,
    /// beside what chance does. Knobs that arms differ in, or that `--set` names, are not drawn.
    /// With `--why` pairs at the scenario's own knobs are run and taken apart as well
    #[arg(long)]
    pub(crate) uncertain: bool,
    /// Draw only knobs and figures whose path begins with this, `rules.repair` or `formations`, and what moves with them;
    /// may be repeated
    #[arg(long, value_name = "PATH", requires = "uncertain")]
    pub(crate) only: Vec<String>,
    /// Say only which knobs move the effect: along so many trajectories each knob takes one step while all others stand
    /// still. It costs a point more than there are knobs for each trajectory, and says so before it starts
    #[arg(long, value_name = "TRAJECTORIES", num_args = 0..=1, require_equals = true, default_missing_value = "10",
        requires = "uncertain", conflicts_with_all = ["points", "why"], value_parser = clap::value_parser!(u32).range(2..=10_000))]
    pub(crate) screen: Option<u32>,
    /// Points over the knobs
    #[arg(long, value_name = "N", default_value_t = 64, requires = "uncertain",
        value_parser = clap::value_parser!(u32).range(2..=10_000))]
    pub(crate) points: u32,
    /// Pairs at each point, fresh at each point or trajectory [default: 4, of a screening 2]
    #[arg(long, value_name = "N", requires = "uncertain", value_parser = clap::value_parser!(u32).range(2..=1_000))]
    pub(crate) pairs_each: Option<u32>,
    /// Compare from this day on [default: the first]
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    #[command(flatten)]
    pub(crate) studied: Studied,
}

#[derive(Args, Debug)]
pub(crate) struct Diverge {
    /// What is compared with: a scenario folder, a scenario.ron, or a counterfactual beside it
    #[arg(value_name = "BASE")]
    pub(crate) base: PathBuf,
    /// What is compared: one of the same
    #[arg(value_name = "ARM")]
    pub(crate) arm: PathBuf,
    /// Change a figure in both: `rules.rail.speed_kmh=15`; may be repeated
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub(crate) sets: Vec<(String, String)>,
    /// Master seed of all chance
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// Which replication under that seed
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) replication: u32,
    /// Make no changes of no consequence (one light gun more, forty times, along other lines) under the same chance. They
    /// show what any touch does to this pair, and cost forty runs
    #[arg(long)]
    pub(crate) no_sham: bool,
    /// Print everything as JSON: every field that differs, every day
    #[arg(long)]
    pub(crate) json: bool,
    /// No warnings and no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
