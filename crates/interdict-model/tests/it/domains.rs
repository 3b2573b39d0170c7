//! Theatres of some domains: what is not there does not move, and what would serve it alone does not run.

use std::collections::BTreeMap;

use interdict_model::{AreaSeries, FormationSeries, LineSeries, Record, Seed, Series, Simulation};
use interdict_scenario::scenario::{FlakPlace, RaidTarget};
use interdict_scenario::synthetic::{Shape, generate, with_fighters, with_schools};
use interdict_scenario::{Domain, Domains, Scenario, load_files};

use crate::theatres::run;

/// A generated theatre with everything, with an airfield that is raided, and guns at it.
fn whole(seed: u64) -> Scenario {
    let mut scenario = with_schools(with_fighters(generate(Shape::small(), seed)));
    let yard = &scenario.stations[0];
    let (lat, lon) = (yard.lat, yard.lon);
    scenario.airfields = vec![interdict_scenario::scenario::Airfield {
        id: "FIELD".into(),
        name: "Field".into(),
        key: interdict_quantity::Key::of("airfield/FIELD"),
        lat,
        lon,
        runway_m: 1_800,
        width_m: 60,
        strip_m: None,
        stands: interdict_scenario::scenario::FieldStage::Ready,
        labour: 0,
        labour_from: 0,
        labour_to: u16::MAX,
        depot: None,
        parked: 0,
        shelters: 0,
        source: yard.source.clone(),
    }];
    let mut raid = scenario.raids[0].clone();
    (raid.target, raid.day, raid.height_m) = (RaidTarget::Airfield(0), 4, 3_000);
    raid.key = interdict_quantity::Key::of("raid/field");
    scenario.raids.push(raid);
    let mut guns = scenario.flak[0].clone();
    (guns.id, guns.formation) = ("FIELD".into(), "FIELD".into());
    guns.key = interdict_quantity::Key::of("flak/FIELD");
    (guns.heavy, guns.light, guns.strength) = (16, 4, 1.0);
    (guns.active, guns.from, guns.to) = (true, 0, 10);
    let radius_m = 500;
    guns.place = FlakPlace::At { lat, lon, radius_m };
    scenario.flak.push(guns);
    scenario
}

/// A theatre without one of its domains: without the domain's tables, and without what names their rows.
fn without(scenario: &mut Scenario, domain: Domain) {
    match domain {
        Domain::Railway => {
            scenario.lines.clear();
            scenario.bridges.clear();
            scenario.locomotives.clear();
            scenario.gangs.clear();
            scenario.areas.clear();
            scenario.observed.clear();
            let is_off_rail = |target: RaidTarget| {
                matches!(target, RaidTarget::Airfield(_) | RaidTarget::Yard(_))
            };
            scenario.raids.retain(|raid| is_off_rail(raid.target));
            let stands_at_a_point = |place: &FlakPlace| matches!(place, FlakPlace::At { .. });
            scenario.flak.retain(|guns| stands_at_a_point(&guns.place));
            for unit in &mut scenario.air_units {
                unit.sector.clear();
            }
            for phase in &mut scenario.phases {
                phase.line_value.clear();
                phase.bridge_value.clear();
            }
        }
        Domain::Supply => {
            scenario.roads.clear();
            scenario.bases.clear();
            scenario.stocks.clear();
            scenario.depots.clear();
            scenario.formations.clear();
            scenario.trucks.clear();
            scenario
                .areas
                .iter_mut()
                .for_each(|area| area.roads.clear());
        }
        Domain::Attack => {
            scenario.air_units.clear();
            scenario.raids.clear();
            scenario.phases.clear();
        }
        Domain::Defence => scenario.flak.clear(),
        Domain::Interception => {
            scenario.fighters.clear();
            scenario.radars.clear();
        }
        Domain::Schools => {
            scenario.requests.clear();
            scenario.academies.clear();
            scenario.courses.clear();
            scenario.cohorts.clear();
            scenario.establishments.clear();
            scenario.deliveries.clear();
            scenario.training_divisions.clear();
        }
    }
}

/// Every choice of domains, with the theatre that has them.
fn choices(seed: u64) -> Vec<(Domains, Scenario)> {
    (1..1_u32 << Domain::ALL.len())
        .map(|choice| {
            let mut scenario = whole(seed);
            let (chosen, left): (Vec<Domain>, Vec<Domain>) =
                (Domain::ALL.into_iter()).partition(|&domain| choice >> domain as u32 & 1 == 1);
            for domain in left {
                without(&mut scenario, domain);
            }
            let theatre = Domains::of(&chosen);
            if !theatre.has_one_of(Domains::of(&[Domain::Attack, Domain::Interception])) {
                scenario.weather.clear();
            }
            assert_eq!(scenario.domains(), theatre);
            (Domains::of(&chosen), scenario)
        })
        .collect()
}

/// Series of domains that a theatre has not, and that moved all the same.
fn moved(theatre: Domains, scenario: &Scenario, record: &Record) -> Vec<&'static str> {
    let mut moved = Vec::new();
    for &series in Series::ALL {
        let is_moved = record.series(series).any(|value| value != 0);
        moved.extend((is_moved && !theatre.has_all(series.needs())).then_some(series.name()));
    }
    for &series in LineSeries::ALL {
        let mut rows = 0..scenario.lines.len() as u32;
        let is_moved = rows.any(|row| record.line(row, series).any(|value| value != 0));
        moved.extend((is_moved && !theatre.has_all(series.needs())).then_some(series.name()));
    }
    for &series in FormationSeries::ALL {
        let mut rows = 0..scenario.formations.len() as u32;
        let is_moved = rows.any(|row| record.formation(row, series).any(|value| value != 0));
        moved.extend((is_moved && !theatre.has_all(series.needs())).then_some(series.name()));
    }
    for &series in AreaSeries::ALL {
        let mut rows = 0..scenario.areas.len() as u32;
        let is_moved = rows.any(|row| record.area(row, series).any(|value| value != 0));
        moved.extend((is_moved && !theatre.has_all(series.needs())).then_some(series.name()));
    }
    moved
}

#[test]
fn every_choice_of_domains_runs_and_moves_no_series_of_another() {
    for (theatre, scenario) in choices(3) {
        let record = run(&scenario, 1);
        assert_eq!(record.daily_digests.len(), 10, "{theatre}");
        let moved = moved(theatre, &scenario, &record);
        assert!(moved.is_empty(), "{theatre}: {moved:?}");
    }
}

#[test]
fn steps_of_absent_domains_do_not_run_and_would_do_nothing() {
    let all = Domains::of(&Domain::ALL);
    let every_step = Simulation::new(&whole(3)).steps().count();
    for (theatre, scenario) in choices(3) {
        let mut own = Simulation::new(&scenario);
        let mut with_all = Simulation::with_steps_of(&scenario, all);
        assert_eq!(with_all.steps().count(), every_step);
        assert!(
            theatre == all || own.steps().count() < every_step,
            "{theatre}"
        );
        // What an absent side believes is state, too: all but the digests must be equal.
        let told = [&mut own, &mut with_all].map(|simulation| {
            simulation.reset(Seed::default());
            while simulation.run_day().expect("no law breaks") {}
            let record = simulation.record();
            (
                record.theatre,
                record.lines,
                record.formations,
                record.areas,
                record.students,
                record.events,
            )
        });
        assert!(told[0] == told[1], "{theatre}");
    }
}

#[test]
fn guns_without_a_supply_are_filled_up_from_outside() {
    let mut scenario = whole(3);
    without(&mut scenario, Domain::Supply);
    without(&mut scenario, Domain::Railway);
    let raid = scenario.raids.last().expect("the field is raided").clone();
    scenario.raids = (0..10)
        .map(|day| {
            let mut raid = raid.clone();
            (raid.day, raid.aircraft) = (day, 200);
            raid.key = interdict_quantity::Key::of(&format!("raid/{day}"));
            raid
        })
        .collect();
    let record = run(&scenario, 1);
    let held = 16.0 * f64::from(scenario.rules.flak.heavy_stock);
    let fired = record.total(Series::RoundsHeavy);
    assert!(
        fired as f64 > 1.5 * held,
        "{fired} rounds of {held} at first"
    );
    assert_eq!(record.total(Series::GunsSilent), 0);
    assert!(record.total(Series::BombersLost) > 0);
}

/// One station that is a base, and an army that draws there.
fn at_a_base(base_t: u32, of_army: &str, more: &str) -> Scenario {
    let text = format!(
        r#"Scenario(
    title: "At the base", question: "?", starts: "1950-10-01", ends: "1950-11-29", step: "15 min", latitude: 45.0,
    stations: [(id: "PORT", lat: 45.6, lon: 10.5)],
    bases: [(id: "port", station: "PORT", tons_per_day: {base_t})],
    formations: [(id: "army", railhead: "PORT", tons_per_day: 50, stock_days: 0, {of_army})],
    {more}
)"#
    );
    let files = BTreeMap::from([("s.ron".to_owned(), text)]);
    match load_files(files, "s.ron") {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{}", faults.render(false)),
    }
}

#[test]
fn who_stands_at_the_only_base_is_fed_from_it() {
    let issued = |scenario: &Scenario| {
        let record = run(scenario, 1);
        let last = record.days - 1;
        let of_day = |series: Series| record.theatre.at(last, series as usize);
        of_day(Series::FrontNeeded) - of_day(Series::FrontUnmet)
    };
    // At the base itself; by its trucks from there; and what the base has where that is less than the need.
    assert_eq!(issued(&at_a_base(100, "", "")), 50_000);
    let trucks = r#"trucks: [(id: "T", station: "PORT", trucks: 60)],"#;
    assert_eq!(issued(&at_a_base(100, "road_km: 10", trucks)), 50_000);
    let half = issued(&at_a_base(25, "", ""));
    assert!((24_000..26_000).contains(&half), "{half}");
}
