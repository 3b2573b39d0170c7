use super::*;
use crate::Nature;
use crate::{Seed, Series, Simulation, run};
use interdict_engine::chance::When;
use interdict_engine::{Chance, Clock, Key};
use interdict_scenario::synthetic::{Shape, generate};

const SHARE: OwnKnob = OwnKnob {
    path: "rust.share",
    default: 0.0,
    low: 0.0,
    high: 1.0,
    unit: "share",
    doc: "chance of rust on a day",
};

const SPOTS: OwnSeries = OwnSeries {
    name: "rust_spots",
    unit: "spots",
    nature: Nature::Flow,
    doc: "spots of rust",
};

const RUST: Purpose = purpose(0);

#[derive(Clone)]
struct Rust {
    spots: i64,
}

impl OwnState for Rust {
    const NAME: &'static str = "rust";

    fn fresh(_: &Scenario) -> Self {
        Self { spots: 0 }
    }

    fn digest(&self, digest: &mut Digest) {
        digest.number(self.spots);
    }
}

fn rust(
    clock: Res<Clock>,
    chance: Res<Chance>,
    knobs: Res<OwnKnobs>,
    mut rust: ResMut<Own<Rust>>,
    mut measures: ResMut<OwnMeasures>,
) {
    let [number] = chance.draw(RUST, Key::of("rust"), When::on(clock.day));
    if number < knobs.value(&SHARE) {
        rust.0.spots += 1;
        measures.add(&SPOTS, 1);
    }
}

fn extension() -> Extension {
    Extension::new()
        .knob(SHARE)
        .series(SPOTS)
        .state::<Rust>()
        .after(
            "formations consume",
            "it rusts",
            Due::EachDayAt(21_600),
            rust,
        )
}

fn theatre() -> Scenario {
    generate(Shape::small(), 3)
}

fn rusting(share: f64) -> crate::Record {
    let extension = extension().set("rust.share", share).expect("a share");
    let mut simulation = Simulation::extended(&theatre(), &extension).expect("it fits");
    simulation.reset(Seed::default());
    while simulation.run_day().expect("no law breaks") {}
    simulation.record()
}

#[test]
fn an_own_process_is_measured_digested_and_put_back_and_leaves_the_model_as_it_is() {
    let plain = run(&theatre(), Seed::default()).expect("no law breaks");
    let [off, half, on] = [0.0, 0.5, 1.0].map(rusting);
    assert_eq!(off.own_total(&SPOTS), Some(0));
    assert_eq!(on.own_total(&SPOTS), Some(i64::from(on.days)));
    let spots = half.own_total(&SPOTS).expect("it is recorded");
    assert!(0 < spots && spots < i64::from(half.days));
    assert_eq!(half, rusting(0.5), "equal runs are equal");
    assert_ne!(off.daily_digests, on.daily_digests, "state is digested");
    for record in [&off, &half, &on] {
        assert_eq!(record.theatre, plain.theatre, "the model is as it was");
        assert_eq!(record.events, plain.events);
    }
    assert_eq!(plain.own_total(&SPOTS), None);
    // put back in place: the second run begins without rust
    let extension = extension().set("rust.share", 1.0).expect("a share");
    let mut simulation = Simulation::extended(&theatre(), &extension).expect("it fits");
    for _ in 0..2 {
        simulation.reset(Seed::default());
        while simulation.run_day().expect("no law breaks") {}
        assert_eq!(simulation.record(), on);
    }
}

#[test]
fn an_empty_extension_is_the_model_to_the_bit() {
    let mut simulation = Simulation::extended(&theatre(), &Extension::new()).expect("it fits");
    simulation.reset(Seed::default());
    while simulation.run_day().expect("no law breaks") {}
    let plain = run(&theatre(), Seed::default()).expect("no law breaks");
    assert_eq!(simulation.record(), plain);
    assert!(plain.total(Series::Needed) > 0);
}

#[test]
fn what_an_extension_asks_for_and_is_not_there_is_an_error_by_name() {
    let nowhere = Extension::new().before("the moon rises", "it rusts", Due::DayBegins, || ());
    let error = Simulation::extended(&theatre(), &nowhere).err();
    assert_eq!(error, Some(ExtendError::UnknownStep("the moon rises")));
    let unknown = extension().set("rust.speed", 1.0);
    assert_eq!(
        unknown.err(),
        Some(ExtendError::UnknownKnob("rust.speed".to_owned()))
    );
    let error = extension()
        .set("rust.share", 1.5)
        .expect_err("above its range");
    assert_eq!(
        error.to_string(),
        "`rust.share` is 1.5 share, which is not from 0 to 1"
    );
    assert!(extension().set("rust.share", f64::NAN).is_err());
    let mut unsound = theatre();
    unsound.days = 0;
    let error = Simulation::extended(&unsound, &extension()).err();
    assert!(matches!(error, Some(ExtendError::Unsound(_))));
}

#[test]
fn steps_stand_where_they_were_put() {
    let nothing = || ();
    let extension = Extension::new()
        .before("the plan is made", "first", Due::DayBegins, nothing)
        .after("the plan is made", "third", Due::DayBegins, nothing)
        .before("third", "second", Due::DayBegins, nothing);
    let simulation = Simulation::extended(&theatre(), &extension).expect("it fits");
    let names: Vec<&str> = simulation.steps().map(|(_, name, _)| name).collect();
    let at = names
        .iter()
        .position(|name| *name == "first")
        .expect("it is there");
    assert_eq!(
        names[at..at + 4],
        ["first", "the plan is made", "second", "third"]
    );
}

#[test]
fn own_purposes_are_none_of_the_models() {
    assert_eq!(
        (purpose(0), purpose(32_767)),
        (Purpose(0x8000), Purpose(0xFFFF))
    );
}
