use super::*;
use crate::air::bombers;
use crate::network::Network;
use crate::picture::forces::Entry;
use crate::row::OrderRow;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{
    Among, Answer, BomberOrder, Doctrine, LeastWeather, ObjectKind, Source,
};
use interdict_scenario::synthetic::{Shape, generate, with_fighters};

/// A theatre whose only bombers are ordered against yards and airfields, which are worth as much, with nothing left to chance.
fn theatre() -> Scenario {
    let mut scenario = with_fighters(generate(Shape::small(), 3));
    let unit = (scenario.air_units.iter())
        .position(|unit| unit.id == "ZZ-BOMBERS")
        .expect("bombers");
    let row = |id: &str, kind| Doctrine {
        id: id.to_owned(),
        doctrine: "D".to_owned(),
        kind,
        among: Among::All,
        count: 1,
        value: 1.0,
        bomb_kg: 0,
        stretch_m: 0,
        source: Source::default(),
    };
    scenario.doctrines = vec![
        row("yards", ObjectKind::Yard),
        row("fields", ObjectKind::Airfield),
    ];
    scenario.orders = vec![BomberOrder {
        id: "ORDER".to_owned(),
        key: Key::of("order/ORDER"),
        unit: u32::try_from(unit).expect("few"),
        force: String::new(),
        doctrine: "D".to_owned(),
        sorties_per_day: 10.0,
        aircraft: 5,
        by_day: true,
        by_sight: true,
        weather: LeastWeather::Any,
        height_m: 6_000,
        sector_named: Vec::new(),
        sector: Vec::new(),
        fields: Vec::new(),
        answer: Answer::GiveUp,
        from: 0,
        to: scenario.days,
        source: Source::default(),
    }];
    scenario.rules.targeting.noise = 0.0;
    scenario.rules.targeting.distance_weight = 0.0;
    scenario
}

fn book(scenario: &Scenario) -> OrderBook {
    let network = Network::new(scenario);
    let units = bombers::units(scenario, &network, 6.0);
    OrderBook::new(scenario, &network, &units)
}

/// The first raid of a day, where so many hits a hundred sorties are believed of each kind.
fn raid(book: &OrderBook, amended: Amended, hits: &dyn Fn(usize) -> f64) -> Ordered {
    let mut picture = book.books();
    for entries in &mut picture.books {
        for (kind, entry) in entries.iter_mut().enumerate() {
            *entry = Entry {
                before: [100.0, 0.0, hits(kind)],
                week: [0; 3],
            };
        }
    }
    let desk = Desk {
        book,
        chance: &Chance::new(1, 0, 1),
        shut: &|_| 0.0,
        picture: &picture,
        day: 5,
    };
    desk.raid(&book.orders[OrderRow(0)], amended, 0)
        .expect("there is something to go for")
}

#[test]
fn a_raid_by_night_flies_by_radar_and_one_that_was_sent_higher_flies_higher() {
    let book = book(&theatre());
    let of = |amended| raid(&book, amended, &|_| 0.0);
    let plain = of(Amended::default());
    assert_eq!(
        (plain.by_day, plain.by_sight, plain.height_m),
        (true, true, 6_000)
    );
    let amended = of(Amended {
        by_night: true,
        higher_m: 1_500,
        ..Amended::default()
    });
    assert_eq!(
        (amended.by_day, amended.by_sight, amended.height_m),
        (false, false, 7_500)
    );
    assert_ne!(plain.watch, amended.watch, "each light has its own watch");
}

#[test]
fn of_objects_worth_as_much_the_smaller_key_is_gone_for_and_of_kinds_the_one_with_more_hits() {
    let book = book(&theatre());
    let order = &book.orders[OrderRow(0)];
    let first = order.objects.iter().min_by_key(|one| one.key);
    let first = first.expect("some object");
    assert_eq!(
        raid(&book, Amended::default(), &|_| 0.0).target,
        first.target
    );
    let kinds: Vec<usize> = order.objects.iter().map(|one| one.kind).collect();
    let (low, high) = (kinds.iter().min(), kinds.iter().max());
    assert_ne!(low, high, "two kinds");
    for wanted in [low, high].map(|kind| *kind.expect("a kind")) {
        let hits = |kind: usize| if kind == wanted { 9.0 } else { 0.0 };
        let raid = raid(&book, Amended::default(), &hits);
        assert_eq!(bombers::kind_of(raid.target) as usize, wanted);
    }
}
