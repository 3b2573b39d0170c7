use super::*;
use interdict_model::{Seed, Series, run};
use interdict_scenario::synthetic::{Shape, generate};

#[test]
fn each_variant_has_more_of_its_means_and_runs() {
    let base = generate(Shape::small(), 3);
    let all = variants(&base);
    assert!(all.len() >= 6, "{}", all.len());
    for variant in &all {
        assert_ne!(variant.scenario, base, "{}", variant.means);
        let mut short = variant.scenario.clone();
        short.days = 2;
        let record = run(&short, Seed::default()).expect("no law breaks");
        assert!(record.total(Series::Needed) > 0);
    }
    let night = all.iter().find(|variant| variant.means == "hours of night");
    let hours = night
        .and_then(|variant| variant.added)
        .expect("nights are longer");
    assert!((0.5..2.0).contains(&hours), "{hours}");
}

#[test]
fn trains_are_only_as_much_faster_as_they_may_be_and_the_price_says_so() {
    let told = |kmh: f64| {
        let mut base = generate(Shape::small(), 3);
        base.rules.rail.speed_kmh = kmh;
        let all = variants(&base);
        let speed = all
            .into_iter()
            .find(|one| one.means == "capacity of the lines");
        speed.map(|one| (one.scenario.rules.rail.speed_kmh, one.more))
    };
    let highest = Rules::knobs()
        .into_iter()
        .find(|knob| knob.path() == "rail.speed_kmh");
    let highest = highest.expect("there is such a knob").high;
    let (speed, more) = told(highest / 2.0).expect("there is room");
    assert!((speed - 1.1 * highest / 2.0).abs() < 1e-9, "{speed}");
    assert_eq!(more, "trains a tenth faster");
    let (speed, more) = told(highest / 1.05).expect("there is some room");
    assert!((speed - highest).abs() < 1e-9, "{speed}");
    assert_eq!(more, "trains 5 % faster: they may not run a tenth faster");
    assert_eq!(told(highest), None);
}

#[test]
fn a_tenth_of_few_pieces_is_one_piece_and_of_many_small_lots_a_tenth_of_all() {
    let mut lots = [4; 10];
    assert_eq!((tenth(lots.iter_mut()), lots.iter().sum::<u32>()), (4, 44));
    let mut two = [1, 3];
    assert_eq!((tenth(two.iter_mut()), two), (1, [1, 4]));
    assert_eq!(tenth([0_u32; 2].iter_mut()), 0);
    assert_eq!(a_tenth(8, 80, "truck"), "a tenth more");
    let few = "1 truck more on 4: a tenth is no whole one";
    assert_eq!(a_tenth(1, 4, "truck"), few);
}

#[test]
fn more_men_are_a_whole_gang_more_on_every_day() {
    let mut base = generate(Shape::small(), 3);
    base.gangs.truncate(1);
    base.gangs[0].men = 400;
    let mut all = Vec::new();
    gangs(&base, &mut all);
    let at_work = |scenario: &Scenario| {
        let share = 1.0 / men_of_a_gang(scenario);
        (f64::from(men_by_day(scenario).0) * share).round()
    };
    assert!(at_work(&all[0].scenario) >= at_work(&base) + 1.0);
    assert!(all[0].more.ends_with("a tenth is less than one gang"));
}

#[test]
fn prices_are_gains_with_the_largest_first() {
    let base = generate(Shape::small(), 3);
    let all = variants(&base);
    let ours = vec![10.0, 12.0, 11.0];
    let values: Vec<Vec<f64>> = (0..all.len())
        .map(|place| ours.iter().map(|value| value + place as f64).collect())
        .collect();
    let prices = prices(&all, &ours, &values);
    assert!(
        prices
            .windows(2)
            .all(|two| two[0].gain.mean >= two[1].gain.mean)
    );
    assert_eq!(prices[0].means, all[all.len() - 1].means);
    assert!((prices[0].gain.mean - (all.len() - 1) as f64).abs() < 1e-9);
}
