//! Two arms under one chance, against the designs of chance that it replaces.
//!
//! The scenario is `one-line`, without and with its division. Chance that is asked by name is set beside
//! one generator that both arms draw from in turn under the same seed, and beside independent seeds. The
//! generator is put in place of the numbers by a witness: nothing of it is in the engine.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use interdict_engine::Purpose;
use interdict_engine::chance::When;
use interdict_engine::witness::{Witness, watch};
use interdict_model::chance::{ABORT, BOMB, FLAK_CLOCK, FLOWN, RESPONSE, TARGET, WEATHER, WORK};
use interdict_model::{Record, Seed, Series, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::theatres::shipped;

/// Pairs by which the designs are told apart.
const PAIRS: u32 = 80;

/// What is looked at: tons less what guns drew, cuts, aircraft lost.
type Outcomes = [f64; 3];

fn outcomes(record: &Record) -> Outcomes {
    let net = record.total(Series::Delivered) - record.total(Series::FlakConsumed);
    let cuts = record.total(Series::DamagePlaces);
    let lost = record.total(Series::AircraftLost);
    [net, cuts, lost].map(|total| total as f64)
}

/// Both arms of the scenario.
fn arms() -> [Scenario; 2] {
    ["one-line", "one-line/with-division.ron"].map(shipped)
}

/// Plays replications to the end in one world.
struct Player(Simulation);

impl Player {
    fn new(scenario: &Scenario) -> Self {
        Self(Simulation::new(scenario))
    }

    fn play(&mut self, replication: u32) -> Outcomes {
        let seed = 1;
        self.0.reset(Seed { seed, replication });
        while self.0.run_day().expect("no law breaks") {}
        outcomes(&self.0.record())
    }
}

/// One generator for everything, asked in the order in which things happen.
struct InTurn(ChaCha8Rng);

impl Witness for InTurn {
    fn drawn(&mut self, _: Purpose, _: Key, _: When, numbers: &mut [f64]) {
        for number in numbers {
            // between zero and one, and never either
            *number = (f64::from(self.0.random::<u32>()) + 0.5) / 4_294_967_296.0;
        }
    }

    fn weighed(&mut self, _: Purpose, _: Key, _: f64, _: f64) {}
}

fn variance(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / count;
    values
        .map(|value| (value - mean) * (value - mean))
        .sum::<f64>()
        / (count - 1.0)
}

/// Variance of independent differences over that of the differences of these pairs, by outcome.
fn reduction(pairs: &[[Outcomes; 2]]) -> [f64; 3] {
    [0, 1, 2].map(|outcome| {
        let arm = |arm: usize| variance(pairs.iter().map(move |pair| pair[arm][outcome]));
        let apart = variance(pairs.iter().map(|pair| pair[1][outcome] - pair[0][outcome]));
        (arm(0) + arm(1)) / apart
    })
}

#[test]
fn chance_asked_by_name_pairs_far_better_than_one_generator_under_the_same_seed() {
    let mut players = arms().each_ref().map(Player::new);
    let mut by_name = Vec::new();
    let mut in_turn = Vec::new();
    for replication in 0..PAIRS {
        by_name.push(players.each_mut().map(|player| player.play(replication)));
        in_turn.push(players.each_mut().map(|player| {
            let generator = ChaCha8Rng::seed_from_u64(u64::from(replication));
            let witness = Rc::new(RefCell::new(InTurn(generator)));
            watch(&witness, || player.play(replication))
        }));
    }
    // the same runs, each beside the next one's other arm
    let apart: Vec<[Outcomes; 2]> = (0..by_name.len())
        .map(|place| [by_name[place][0], by_name[(place + 1) % by_name.len()][1]])
        .collect();

    let [by_name, in_turn, apart] = [by_name, in_turn, apart].map(|pairs| reduction(&pairs));
    eprintln!("by name {by_name:.1?}, in turn {in_turn:.1?}, independent {apart:.1?}");
    let what = ["tons less what guns drew", "cuts", "aircraft lost"];
    for (outcome, least) in [5.0, 15.0, 3.0].into_iter().enumerate() {
        let (name, turn, none) = (by_name[outcome], in_turn[outcome], apart[outcome]);
        assert!(name > least, "{}: by name {name}", what[outcome]);
        assert!(
            (0.5..2.5).contains(&turn),
            "{}: in turn {turn}",
            what[outcome]
        );
        assert!(
            (0.6..1.6).contains(&none),
            "{}: apart {none}",
            what[outcome]
        );
        assert!(name > 3.0 * turn, "{}: {name} and {turn}", what[outcome]);
    }
}

/// Keeps every number by what it was asked for.
#[derive(Default)]
struct Kept(BTreeMap<(Purpose, Key, When), Vec<u64>>);

impl Witness for Kept {
    fn drawn(&mut self, purpose: Purpose, who: Key, when: When, numbers: &mut [f64]) {
        let bits: Vec<u64> = numbers.iter().map(|number| number.to_bits()).collect();
        let kept = self.0.entry((purpose, who, when)).or_default();
        let known = kept.len().min(bits.len());
        assert_eq!(kept[..known], bits[..known], "{purpose:?} of {who:?}");
        if bits.len() > kept.len() {
            *kept = bits;
        }
    }

    fn weighed(&mut self, _: Purpose, _: Key, _: f64, _: f64) {}
}

#[test]
fn what_both_arms_ask_is_answered_alike_and_the_weather_is_one() {
    let [base, arm] = arms().each_ref().map(|scenario| {
        let witness = Rc::new(RefCell::new(Kept::default()));
        watch(&witness, || Player::new(scenario).play(0));
        Rc::into_inner(witness).expect("sent home").into_inner().0
    });
    let mut counts: BTreeMap<Purpose, [usize; 2]> = BTreeMap::new();
    for (key, numbers) in &base {
        let count = counts.entry(key.0).or_default();
        count[0] += 1;
        if let Some(other) = arm.get(key) {
            let known = numbers.len().min(other.len());
            assert_eq!(numbers[..known], other[..known], "{key:?}");
            count[1] += 1;
        }
    }
    eprintln!("asked by the base, and by both: {counts:?}");
    let share = |purpose: Purpose| {
        let [all, both] = counts[&purpose];
        both as f64 / all as f64
    };
    assert!((share(WEATHER) - 1.0).abs() < f64::EPSILON);
    // what every flight on offer asks, and a few flights less are offered where aircraft are lost
    for purpose in [FLOWN, TARGET] {
        assert!(share(purpose) > 0.9, "{purpose:?} {}", share(purpose));
    }
    // what only some events ask: an event that both have asks the same
    for purpose in [ABORT, BOMB, FLAK_CLOCK, WORK, RESPONSE] {
        assert!(share(purpose) > 0.5, "{purpose:?} {}", share(purpose));
    }
    let same = |key: &(Purpose, Key, When)| key.0 == WEATHER;
    assert!(
        base.keys()
            .filter(|key| same(key))
            .eq(arm.keys().filter(|key| same(key)))
    );
}
