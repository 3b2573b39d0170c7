//! What can be said to `calibrate`.

use std::path::PathBuf;

use clap::Args;
use interdict::experiment::matching::{Asked, DISCREPANCY};
use interdict::quantity::unit;

use super::studied::Studied;
use super::which::Which;

#[derive(Args, Debug)]
pub(crate) struct Calibrate {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Waves of points, each where the ones before leave something open
    #[arg(long, default_value_t = 2, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) waves: u32,
    /// Points in each wave [default: ten for each knob, from 20 to 100, and always enough for all knobs]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) points: Option<u32>,
    /// Runs at each point, fresh at each
    #[arg(long, default_value_t = 4, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=1_000))]
    pub(crate) replications: u32,
    /// Knobs, `flak.kappa`, or all of a process, `flak`, within their plausible ranges, or within one of your
    /// own, `flak.kappa=0.5:2`; several with commas [default: all that have a plausible range and no `--set`]
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = asked)]
    pub(crate) knobs: Vec<Asked>,
    /// What the model may be off at its best knobs, as a share of a figure (one standard deviation), where the
    /// figure's row says nothing: to be said before the runs are seen
    #[arg(long, default_value_t = DISCREPANCY, value_name = "SHARE", value_parser = discrepancy)]
    pub(crate) discrepancy: f64,
    /// A counterfactual: what it does at the points that are not ruled out; may be repeated. Twice as many runs
    /// for each such point
    #[arg(long = "arm", value_name = "ARM")]
    pub(crate) arms: Vec<PathBuf>,
    /// The outcome that the effect of `--arm` is about [default: the first that the theatre has]
    #[arg(long, value_name = "NAME", requires = "arms")]
    pub(crate) outcome: Option<String>,
    #[command(flatten)]
    pub(crate) studied: Studied,
}

fn asked(text: &str) -> Result<Asked, String> {
    let wrong = || "expected `PATH=LOW:HIGH`, as in `flak.kappa=0.5:2`".to_owned();
    let (name, range) = match text.split_once('=') {
        None => (text, None),
        Some((name, range)) => {
            let (low, high) = range.split_once(':').ok_or_else(wrong)?;
            let number = |text: &str| unit::number(text).map_err(|_| wrong());
            (name, Some((number(low)?, number(high)?)))
        }
    };
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err("expected the name of a knob or of a process".to_owned());
    }
    Ok(Asked { name, range })
}

/// A share, or a percentage.
fn discrepancy(text: &str) -> Result<f64, String> {
    match unit::read(text, "share") {
        Ok(share) if (0.0..=10.0).contains(&share) => Ok(share),
        _ => Err("expected a share from 0 to 10, as in `0.1` or `10%`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_knob_is_asked_for_with_or_without_a_range() {
        let read = |text: &str| asked(text).map(|asked| (asked.name, asked.range));
        assert_eq!(read(" flak.kappa "), Ok(("flak.kappa".to_owned(), None)));
        let ranged = Ok(("flak.kappa".to_owned(), Some((0.5, 2.0))));
        assert_eq!(read("flak.kappa = 0.5 : 2"), ranged);
        assert_eq!(read("flak.kappa=5E-01:+2"), ranged);
        for wrong in ["", "=1:2", "flak.kappa=1", "flak.kappa=a:b"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_discrepancy_is_a_share_or_a_percentage() {
        for (text, share) in [
            ("0.2", 0.2),
            ("20%", 0.2),
            ("20 %", 0.2),
            ("2e-1", 0.2),
            ("0", 0.0),
        ] {
            assert!((discrepancy(text).unwrap() - share).abs() < 1e-12, "{text}");
        }
        for wrong in ["-0.1", "much", "NaN", "2000 %"] {
            assert!(discrepancy(wrong).is_err(), "{wrong}");
        }
    }
}
