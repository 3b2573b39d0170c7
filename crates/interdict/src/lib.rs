//! An engine for supply lines under attack: railways, trucks and depots that feed a front, aircraft that cut the lines,
//! guns that defend them, gangs that mend them. A run is a pure function of a scenario and a seed; whatever is shown is
//! made from its record.
//!
//! This page is the guide. Every example on it is a test.
//!
//! # Load a scenario
//!
//! A [`Scenario`] is read from a folder, checked as a whole, and cannot be made wrong afterwards. Faults come all at once,
//! each with its place and what was probably meant.
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
//! use interdict::Scenario;
//!
//! let scenario = Scenario::load("scenarios/three-stations")?;
//! println!("{}: {} days from {}", scenario.title, scenario.days, scenario.starts);
//!
//! // its tables can be read as they are
//! let longest = scenario.lines.iter().max_by_key(|line| line.length_m);
//! assert!(longest.is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Run it, and look at the record
//!
//! A [`Record`] holds a whole number for every [`Series`] and day, the same for every line, formation and area, and what
//! happened, event by event. Equal scenarios and seeds give equal records, to the bit, on every machine.
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
//! use interdict::{Scenario, Seed, Series, run};
//!
//! let scenario = Scenario::load("scenarios/three-stations")?;
//! let record = run(&scenario, Seed { seed: 1, replication: 0 })?;
//!
//! let tons = record.total(Series::Delivered) / 1_000;
//! println!("{tons} t reached their railheads in {} days", record.days);
//! assert_eq!(record.digest, run(&scenario, Seed { seed: 1, replication: 0 })?.digest);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Make a counterfactual
//!
//! A [`Change`] is what a counterfactual file or `--set` on the command line says, by the same paths.
//! [`Scenario::with`] checks the changed scenario anew and gives another; the first stays as it is.
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
//! use interdict::{Change, Scenario};
//!
//! let scenario = Scenario::load("scenarios/three-stations")?;
//! let slower = scenario.with(&[Change::set("rules.rail.speed_kmh", 10)])?;
//! assert_eq!(slower.rules.rail.speed_kmh, 10.0);
//!
//! // what no scenario may say is refused, with the reason
//! let faults = scenario.with(&[Change::set("rules.rail.speed_kmh", 7_000)]).unwrap_err();
//! assert!(faults.to_string().contains("out of range"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Compare, with an interval
//!
//! [`compare()`](fn@compare) runs scenarios under common chance, pair by pair, and says how large the effect is and how
//! sure. A [`Request`] has defaults for everything: 200 pairs, all days, supplies brought to the front.
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
//! use interdict::{Arm, Arms, Change, Enough, Request, Scenario, answers, compare};
//!
//! let base = Scenario::load("scenarios/three-stations")?;
//! let slower = base.with(&[Change::set("rules.rail.speed_kmh", 10)])?;
//! let arms = Arms::new(vec![Arm::new("as it was", &base), Arm::new("slower trains", &slower)])?;
//!
//! let request = Request {
//!     outcome: Some("delivered".to_owned()),
//!     enough: Enough::Pairs(8),
//!     ..Request::default()
//! };
//! let compared = compare(arms, &request)?;
//!
//! let effect = compared.effect(1).expect("there is one arm beside the base");
//! println!("{:+.0} t a day, {:.0} to {:.0}", effect.difference, effect.interval.low, effect.interval.high);
//! println!("{}", answers(&compared.findings)[0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! For studies that last, [`experiment::compare::Plan::run`] takes a journal to go on from, a flag that stops it, and a
//! callback that is told how far it is; [`Comparison::ask_why`] takes the effect apart.
//!
//! # Draw a chart, write files
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
//! use interdict::{Chart, OutputOptions, Scenario, Seed, run, write_outputs};
//!
//! let scenario = Scenario::load("scenarios/three-stations")?;
//! let record = run(&scenario, Seed::default())?;
//! let svg = Chart::Deliveries.draw(&scenario, &record);
//! assert!(svg.starts_with("<svg"));
//!
//! # let folder = tempfile::tempdir()?;
//! # let folder = folder.path().join("out");
//! // summary, tables, events and all charts, in a folder that is replaced as a whole or not at all
//! let written = write_outputs(&folder, &scenario, &record, &OutputOptions::default())?;
//! assert!(written.iter().any(|file| file.ends_with("summary.txt")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Step by step
//!
//! A [`Simulation`] is one world, put back in place for each replication. It runs by tick or by day, and can be looked at
//! in between.
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
//! use interdict::{Scenario, Seed, Series, Simulation};
//!
//! let scenario = Scenario::load("scenarios/three-stations")?;
//! let mut simulation = Simulation::new(&scenario);
//! simulation.reset(Seed { seed: 1, replication: 7 });
//! while simulation.day() < 5 && simulation.run_day()? {
//!     let so_far = simulation.record();
//!     println!("day {}: {} kg", so_far.days, so_far.total(Series::Delivered));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Add outcomes and processes of your own
//!
//! [`extend`] takes outcomes that a comparison measures beside its own, and processes with knobs, state, series and draws
//! of their own. It is unstable: it may change with any version.
//!
//! # Where to read on
//!
//! 1. The examples: `first_run`, `by_month`, `step_by_step`, `compare`, `own_outcome`, `new_submodel`.
//! 2. `docs/model.md`: what the engine does, rule by rule. `docs/scenario.md`: what a scenario can say.
//! 3. `docs/architecture.md`, then the engine itself, in the modules below.
//!
//! What stands on this page by its own name is meant to last. The modules [`engine`], [`scenario`], [`model`],
//! [`experiment`], [`report`] and [`quantity`] are the inner crates, whole: they promise no stability.

pub mod extend;

pub use interdict_engine as engine;
pub use interdict_experiment as experiment;
pub use interdict_model as model;
pub use interdict_quantity as quantity;
pub use interdict_report as report;
pub use interdict_scenario as scenario;

pub use interdict_experiment::compare::{Enough, Request, compare};
pub use interdict_experiment::{Arm, Arms, Comparison, Findings};
pub use interdict_model::{BrokenLaw, Record, Seed, Series, Simulation, run};
pub use interdict_quantity::Date;
pub use interdict_report::comparison::answers;
pub use interdict_report::{Chart, OutputError, OutputOptions, Style, Summary, write_outputs};
#[doc(inline)]
pub use interdict_scenario::Checked as Scenario;
pub use interdict_scenario::{Change, Faults};
