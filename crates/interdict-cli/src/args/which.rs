//! Which scenario a command is about, and what is changed in it.

use std::path::PathBuf;

use clap::Args;

/// Which scenario, and what is changed in it.
#[derive(Args, Debug)]
pub(crate) struct Which {
    /// A scenario folder, a scenario.ron, or a counterfactual beside it
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// Change a figure: `rules.rail.speed_kmh=15`, `flak.ID.active=yes`; may be repeated
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub(crate) sets: Vec<(String, String)>,
}

/// `PATH=VALUE`, taken apart.
pub(super) fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() => {
            Ok((path.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("expected `PATH=VALUE`, as in `rules.rail.speed_kmh=15`".to_owned()),
    }
}
