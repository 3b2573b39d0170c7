//! What can be said to the commands that tell what words mean.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Debug)]
pub(crate) struct Knobs {
    /// Only knobs whose path contains this
    #[arg(default_value = "", hide_default_value = true)]
    pub(crate) filter: String,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Dictionary {
    /// Only words whose name or meaning holds this
    #[arg(default_value = "", hide_default_value = true, conflicts_with = "json")]
    pub(crate) filter: String,
    /// Everything as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A fault code, any word of the dictionary, `domains` for what a theatre is made of, or `tick` for the list of
    /// the tick; with `--in`, a thing of a scenario, too: `flak.ID`
    pub(crate) what: String,
    /// The scenario that holds the thing: its row, column by column, with mark and source
    #[arg(long = "in", value_name = "SCENARIO")]
    pub(crate) scenario: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// The document, as it stands behind `interdict.` in its field `schema`; without it, all are listed
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}
