//! A process from outside the model, whole: food that lies at stations spoils.
//!
//! `cargo run --release --example new_submodel`
//!
//! It has what every process has: a knob that switches it off, state, a series, a draw, and a test. Read it from the top;
//! what starts with "A process" says what to do in yours. `extend` is unstable: it may change with any version.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use interdict::extend::{
    Chance, Clock, Digest, Due, Extension, Key, Own, OwnKnob, OwnKnobs, OwnMeasures, OwnSeries,
    OwnState, Purpose, Res, ResMut, Tables, When, purpose,
};
use interdict::model::Nature;
use interdict::model::accounts::{Account, Books, CLASSES, Class};
use interdict::model::supply::depot::Depots;
use interdict::{Arm, Arms, Enough, Request, Scenario, answers, compare};

/// A process has knobs for every number about the world. The default switches it off.
const SHARE: OwnKnob = OwnKnob {
    path: "spoilage.share",
    default: 0.0,
    low: 0.0,
    high: 1.0,
    unit: "share",
    doc: "share of the food at a station that spoils in a wet night",
};
const WET: OwnKnob = OwnKnob {
    path: "spoilage.wet",
    default: 0.3,
    low: 0.0,
    high: 1.0,
    unit: "share",
    doc: "chance that a night is wet at a station",
};

/// A process is measured: one whole number a day.
const SPOILT: OwnSeries = OwnSeries {
    name: "spoilt_kg",
    unit: "kg",
    nature: Nature::Flow,
    doc: "food that spoilt at stations",
};

/// A process draws for a purpose of its own. Beside it stands who is asked and when. Who: the station. Once a day.
const NIGHT: Purpose = purpose(1);

/// A process keeps state where tomorrow depends on today. Here: who the stations are, and what spoilt at each so far.
#[derive(Clone)]
struct Spoilage {
    stations: Vec<Key>,
    spoilt_kg: Vec<i64>,
}

impl OwnState for Spoilage {
    const NAME: &'static str = "spoilage";

    fn fresh(scenario: &Tables) -> Self {
        Self {
            stations: scenario
                .stations
                .iter()
                .map(|station| station.key)
                .collect(),
            spoilt_kg: vec![0; scenario.stations.len()],
        }
    }

    // what is left out here lets two runs part unseen; who the stations are never changes
    fn digest(&self, digest: &mut Digest) {
        digest.numbers(&self.spoilt_kg);
    }
}

/// A process has its rule as a plain function, which a test can call: kilograms that spoil of so many.
fn spoils(kg: i64, share: f64) -> i64 {
    (kg as f64 * share).round() as i64
}

/// A process has a system around its rule: what it reads and writes stands in its parameters. It spawns nothing, asks no
/// clock of the machine, and what it takes from a column it posts in the books, so that every ton stays accounted for.
fn food_spoils(
    clock: Res<Clock>,
    chance: Res<Chance>,
    knobs: Res<OwnKnobs>,
    mut spoilage: ResMut<Own<Spoilage>>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<OwnMeasures>,
) {
    let (share, wet) = (knobs.value(&SHARE), knobs.value(&WET));
    let spoilage = &mut spoilage.0;
    let stations = spoilage.stations.iter().zip(&mut spoilage.spoilt_kg);
    for ((station, spoilt_kg), stock) in stations.zip(&mut depots.stock) {
        // the knob moves the threshold, never the number: more wet nights are the same nights and some more
        let [night] = chance.draw(NIGHT, *station, When::on(clock.day));
        if night >= wet {
            continue;
        }
        let kg = spoils(stock[Class::Food as usize], share);
        stock[Class::Food as usize] -= kg;
        let mut lost = [0; CLASSES];
        lost[Class::Food as usize] = kg;
        books.move_supplies(Account::Depots, Account::LostOnGround, &lost);
        *spoilt_kg += kg;
        measures.add(&SPOILT, kg);
    }
}

/// A process says where in the tick it stands. `interdict explain tick` lists the steps.
fn spoilage() -> Extension {
    let morning = Due::EachDayAt(6 * 3_600);
    Extension::new()
        .knob(SHARE)
        .knob(WET)
        .series(SPOILT)
        .state::<Spoilage>()
        .before("formations consume", "food spoils", morning, food_spoils)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = Scenario::load("scenarios/three-stations")?;
    let worse = spoilage().set("spoilage.share", 0.2)?;
    let arms = Arms::new(vec![Arm::new("dry", &base), Arm::new("spoilt", &base)])?;
    // both arms have the process; in the first its knob is off
    let arms = arms.extended(|arm| match arm.name.as_str() {
        "spoilt" => worse.clone(),
        _ => spoilage(),
    })?;
    let request = Request {
        outcome: Some("front_unmet".to_owned()),
        enough: Enough::Pairs(20),
        ..Request::default()
    };
    println!("{}", answers(&compare(arms, &request)?.findings)[0]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict::{Record, Series, Simulation, run};

    fn run_with(share: f64) -> Result<Record, Box<dyn std::error::Error>> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/three-stations");
        let scenario = Scenario::load(folder)?;
        let extension = spoilage().set("spoilage.share", share)?;
        let mut simulation = Simulation::extended(&scenario, &extension)?;
        // the laws of the model hold each day: a kilogram that is taken and not posted is an error here
        while simulation.run_day()? {}
        let record = simulation.record();
        if share == 0.0 {
            let plain = run(&scenario, interdict::Seed::default())?;
            assert_eq!(
                record.theatre, plain.theatre,
                "switched off it changes nothing"
            );
        }
        Ok(record)
    }

    #[test]
    fn more_of_the_food_spoils_where_the_share_is_larger_and_none_where_it_is_off() {
        let [off, some, more] = [0.0, 0.1, 0.4].map(|share| run_with(share).expect("it runs"));
        let spoilt = |record: &Record| record.own_total(&SPOILT).expect("it is measured");
        assert_eq!(spoilt(&off), 0);
        assert!(0 < spoilt(&some) && spoilt(&some) < spoilt(&more));
        assert!(more.total(Series::Unmet) >= off.total(Series::Unmet));
        assert_eq!(spoils(1_000, 0.1), 100);
    }
}
