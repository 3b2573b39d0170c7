//! Outcomes and processes from outside. **Unstable**: everything here, and whatever of the model a process reads, may
//! change with any version.
//!
//! # An outcome of one's own
//!
//! An [`OwnOutcome`] is a function of the record. A comparison measures it beside its own, with interval and sentence.
//!
//! ```
//! use interdict::extend::OwnOutcome;
//! use interdict::scenario::synthetic::Shape;
//! use interdict::{Arm, Arms, Change, Enough, Request, Scenario, Series, compare};
//!
//! let empty_nights = OwnOutcome {
//!     name: "empty_nights",
//!     title: "Days without a train",
//!     unit: "days",
//!     doc: "days on which no loaded train was unloaded",
//!     of: |record, window| {
//!         let arrived: Vec<i64> = record.series(Series::TrainsArrived).collect();
//!         window.of(&arrived).iter().filter(|&&trains| trains == 0).count() as f64
//!     },
//! };
//! let base = Scenario::generate(Shape::small(), 3)?;
//! let slower = base.with(&[Change::set("rules.rail.speed_kmh", 8)])?;
//! let arms = Arms::new(vec![Arm::new("base", &base), Arm::new("slower", &slower)])?;
//! let request = Request {
//!     outcome: Some("empty_nights".to_owned()),
//!     own_outcomes: vec![empty_nights],
//!     enough: Enough::Pairs(4),
//!     ..Request::default()
//! };
//! let compared = compare(arms, &request)?;
//! assert!(compared.effect(1).is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A process of one's own
//!
//! An [`Extension`] adds steps to the tick, with knobs, state, series and draws. A step is a function whose parameters say
//! what it reads and writes: of its own [`Own`], [`OwnKnobs`], [`OwnMeasures`]; of the model its columns ([`Rows`],
//! [`RowsMut`]) and its resources, in [`crate::model`]. The example `new_submodel` is the tutorial.
//!
//! ```
//! use interdict::extend::{
//!     Chance, Clock, Due, Extension, Key, OwnKnob, OwnKnobs, OwnMeasures, OwnSeries, Purpose, Res,
//!     ResMut, When, purpose,
//! };
//! use interdict::model::Nature;
//! use interdict::scenario::synthetic::Shape;
//! use interdict::{Scenario, Simulation};
//!
//! const SHARE: OwnKnob = OwnKnob {
//!     path: "fog.share", default: 0.0, low: 0.0, high: 1.0, unit: "share", doc: "mornings with fog",
//! };
//! const MORNINGS: OwnSeries = OwnSeries {
//!     name: "fog_mornings", unit: "mornings", nature: Nature::Flow, doc: "mornings with fog",
//! };
//! /// Whether a morning has fog. Who: the word. Once a day.
//! const FOG: Purpose = purpose(1);
//!
//! fn fog_falls(
//!     clock: Res<Clock>, chance: Res<Chance>, knobs: Res<OwnKnobs>, mut measures: ResMut<OwnMeasures>,
//! ) {
//!     let [number] = chance.draw(FOG, Key::of("fog"), When::on(clock.day));
//!     if number < knobs.value(&SHARE) {
//!         measures.add(&MORNINGS, 1);
//!     }
//! }
//!
//! let fog = Extension::new()
//!     .knob(SHARE)
//!     .series(MORNINGS)
//!     .after("the weather turns", "fog falls", Due::EachDayAt(6 * 3_600), fog_falls)
//!     .set("fog.share", 1.0)?;
//! let scenario = Scenario::generate(Shape::small(), 3)?;
//! let mut simulation = Simulation::extended(&scenario, &fog)?;
//! while simulation.run_day()? {}
//! assert_eq!(simulation.record().own_total(&MORNINGS), Some(i64::from(scenario.days)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Arms::extended`](crate::Arms::extended) takes an extension into a comparison.

pub use interdict_engine::chance::{Chance, Purpose, When};
pub use interdict_engine::{Clock, Digest, Due, Key, Rows, RowsMut};
pub use interdict_experiment::outcome::{OwnOutcome, Window};
pub use interdict_model::extend::{
    ExtendError, Extension, Own, OwnKnob, OwnKnobs, OwnMeasures, OwnRecord, OwnSeries, OwnState,
    Res, ResMut, purpose,
};
pub use interdict_scenario::Scenario as Tables;
