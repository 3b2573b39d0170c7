//! Every size and every zero: theatres a tenth and ten times as large, needs, doses of guns, nothing at all.

use interdict_model::{LineSeries, Record, Seed, Series, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Need;

use crate::theatres::{one_line, run, run_beyond, scenario, shipped};

/// The belt of lorries, a small theatre with trains, trucks, gangs and attackers, without its guns.
fn belt(days: u16) -> Scenario {
    let mut theatre = shipped("lorry-belt");
    theatre.days = days;
    theatre.flak.clear();
    theatre
}

/// Every need, and what bases send, times so much.
fn needs_times(theatre: &Scenario, factor: f64) -> Scenario {
    let mut other = theatre.clone();
    for formation in &mut other.formations {
        let kg = formation.need.kg_per_day(&theatre.rules.supply);
        formation.need = Need::Kilograms((kg as f64 * factor).round() as i64);
    }
    other
}

fn times(count: u32, factor: f64) -> u32 {
    (f64::from(count) * factor).round() as u32
}

/// What came to the front and what came to railheads, tons.
fn tons(record: &Record) -> [f64; 2] {
    [Series::DeliveredFront, Series::Delivered].map(|series| record.total(series) as f64 / 1e3)
}

#[test]
fn ten_times_the_loads_for_ten_times_the_need_are_the_same_trains() {
    // Under attack: the same cuts, the same trains, and of everything ten times the mass.
    let small = belt(60);
    let mut large = needs_times(&small, 10.0);
    for base in &mut large.bases {
        base.kg_per_day *= 10;
    }
    let rules = &mut large.rules;
    rules.rail.train_load_t *= 10.0;
    rules.rail.wagon_load_t *= 10.0;
    rules.rail.coal_kg_per_km *= 10.0;
    rules.trucks.payload_t *= 10.0;
    rules.repair.crater_material_kg *= 10.0;
    rules.bridge.span_material_kg *= 10.0;
    rules.bridge.build_material_kg *= 10.0;
    // loads of ten times the size are beyond what a file may say
    let (small, large) = (run(&small, 3), run_beyond(&large, 3));
    for series in [
        Series::TrainsDispatched,
        Series::TrainsArrived,
        Series::TrucksLost,
        Series::TrackCuts,
    ] {
        let of = |record: &Record| record.series(series).collect::<Vec<i64>>();
        assert_eq!(of(&small), of(&large), "{}", series.name());
        assert!(small.total(series) > 0, "{}", series.name());
    }
    // What is rounded is rounded to a kilogram of each class in each load.
    for series in [
        Series::Delivered,
        Series::DeliveredFront,
        Series::Trucked,
        Series::Consumed,
    ] {
        let (once, ten) = (small.total(series) as f64, large.total(series) as f64);
        assert!(
            (ten / (10.0 * once) - 1.0).abs() < 1e-3,
            "{}: {once} and {ten}",
            series.name()
        );
    }
}

#[test]
fn a_tenth_and_ten_times_the_theatre_carry_a_tenth_and_ten_times_the_tons() {
    const ONE: f64 = 0.3;
    // Needs, bases, engines, trucks and roads times so much, trains and lines as they are: 24, 245 and 2,445 t a day, from less
    // than a wagon to many trains. Nobody attacks.
    let sized = |factor: f64| {
        let mut theatre = needs_times(&belt(60), factor);
        theatre.air_units.clear();
        for base in &mut theatre.bases {
            base.kg_per_day = (base.kg_per_day as f64 * factor).round() as i64;
        }
        for row in &mut theatre.trucks {
            row.trucks = times(row.trucks, factor);
        }
        for row in &mut theatre.roads {
            row.trucks_per_night = times(row.trucks_per_night, factor);
        }
        for row in &mut theatre.locomotives {
            row.count = times(row.count, factor).max(4);
        }
        for line in &mut theatre.lines {
            line.tracks = 2;
        }
        theatre.rules.trucks.loss_per_km = 0.0;
        theatre
    };
    // When the belt is full.
    let tons_of = |factor: f64| {
        let record = run(&sized(factor), 2);
        [Series::DeliveredFront, Series::Delivered]
            .map(|series| record.series(series).skip(20).sum::<i64>() as f64 / 1e3)
    };
    let one = tons_of(ONE);
    for factor in [0.1, 0.5, 3.0, 10.0] {
        for (found, one) in tons_of(ONE * factor).into_iter().zip(one) {
            let share = found / (factor * one);
            assert!(
                (0.95..1.05).contains(&share),
                "times {factor}: {found} t against {one} t"
            );
        }
    }
}

#[test]
fn more_need_never_brings_less_and_below_the_least_cut_it_is_met() {
    // One line of 16.8 pairs of trains of 390 t a day.
    let text = |need: f64| {
        one_line(40, 40, "", "").replace("tons_per_day: 100000", &format!("tons_per_day: {need}"))
    };
    let cut: f64 = 16.8 * 390.0;
    let mut last = 0.0;
    for share in [0.05_f64, 0.25, 0.5, 0.75, 0.95, 1.5, 2.0] {
        let need = (share * cut).round();
        let record = run(&scenario(&text(need)), 1);
        let issued = record
            .series(Series::Needed)
            .zip(record.series(Series::Unmet));
        let issued: i64 = issued.skip(20).map(|(need, unmet)| need - unmet).sum();
        let issued = issued as f64 / 20.0 / 1e3;
        assert!(
            issued > 0.99 * last,
            "{share} of the cut: {issued} after {last}"
        );
        let known = need.min(cut);
        let found = issued / known;
        assert!((0.97..1.05).contains(&found), "{issued} of {known}");
        last = issued;
    }
    // And under attack, in the mean of pairs.
    let mut last = 0.0;
    for factor in [0.5, 0.75, 1.0, 1.5, 2.0] {
        let theatre = needs_times(&belt(100), factor);
        let came: f64 = (1..=6).map(|seed| tons(&run(&theatre, seed))[0]).sum();
        assert!(came > last, "times {factor}: {came} t after {last} t");
        last = came;
    }
}

#[test]
fn more_trucks_gangs_and_engines_bring_no_less_and_more_attackers_no_more() {
    let changes: [(&str, f64, fn(&mut Scenario)); 5] = [
        ("twice the trucks", 1.0, |it| {
            it.trucks.iter_mut().for_each(|row| row.trucks *= 2);
        }),
        ("twice the gangs", 1.0, |it| {
            it.gangs.iter_mut().for_each(|row| row.men *= 2);
        }),
        ("twice the engines", 1.0, |it| {
            it.locomotives.iter_mut().for_each(|row| row.count *= 2);
        }),
        ("twice the attackers", -1.0, |it| {
            it.air_units[0].strength *= 2;
        }),
        ("half the attackers", 1.0, |it| {
            it.air_units[0].strength /= 2;
        }),
    ];
    let base = belt(100);
    for (name, sign, change) in changes {
        let mut arm = base.clone();
        change(&mut arm);
        let differences: Vec<f64> = (0..16)
            .map(|seed| sign * (tons(&run(&arm, seed))[0] - tons(&run(&base, seed))[0]))
            .collect();
        let mean = differences.iter().sum::<f64>() / 16.0;
        let squares: f64 = differences
            .iter()
            .map(|one| (one - mean) * (one - mean))
            .sum();
        let error = (squares / 15.0 / 16.0).sqrt();
        eprintln!("{name}: {mean:.0} t, standard error {error:.0}");
        assert!(
            mean > -2.0 * error,
            "{name}: {mean} t, standard error {error}"
        );
    }
}

/// `one-line` with so many formations of the division's guns over its two sections.
fn with_divisions(count: u32) -> Scenario {
    let mut theatre = shipped("one-line");
    let place = theatre.flak.iter().position(|guns| guns.id == "DIVISION");
    let division = theatre.flak.remove(place.expect("the division"));
    for number in 0..count {
        let mut one = division.clone();
        one.id = format!("DIVISION-{number}");
        one.key = Key::of(&format!("flak/{}", one.id));
        one.formation.clone_from(&one.id);
        one.active = true;
        theatre.flak.push(one);
    }
    theatre
}

#[test]
fn more_divisions_cost_attackers_no_less_and_eat_in_proportion() {
    const PAIRS: u32 = 12;
    let arms = [0, 1, 2, 4].map(with_divisions);
    let plays = |theatre: &Scenario| {
        let mut simulation = Simulation::new(theatre);
        let mut sums = [0.0; 3];
        for replication in 0..PAIRS {
            simulation.reset(Seed {
                seed: 7,
                replication,
            });
            while simulation.run_day().expect("no law breaks") {}
            let record = simulation.record();
            assert_eq!(record.total(Series::GunsSilent), 0, "ammunition is met");
            let rounds = record.total(Series::RoundsLight) as f64 * 2.2
                + record.total(Series::RoundsHeavy) as f64 * 22.0;
            let drawn = record.total(Series::FlakConsumed) as f64;
            let lost = record.total(Series::AircraftLost) as f64;
            sums.iter_mut()
                .zip([lost, drawn, rounds])
                .for_each(|(sum, one)| *sum += one);
        }
        sums.map(|sum| sum / f64::from(PAIRS))
    };
    let found = arms.each_ref().map(plays);
    for pair in found.windows(2) {
        assert!(pair[1][0] > pair[0][0], "losses: {found:?}");
    }
    // What they eat beside what they fire: so much for each division.
    let eaten = found.map(|[_, drawn, rounds]| drawn - rounds);
    let each = eaten[1] - eaten[0];
    assert!(each > 0.0);
    for (count, eaten_here) in [(2.0, eaten[2]), (4.0, eaten[3])] {
        let share = (eaten_here - eaten[0]) / (count * each);
        assert!(
            (share - 1.0).abs() < 0.1,
            "{count} divisions: {share}, {found:?}"
        );
    }
}

#[test]
fn where_there_is_nothing_nothing_happens() {
    let base = belt(40);
    let with = |change: fn(&mut Scenario)| {
        let mut theatre = base.clone();
        change(&mut theatre);
        run(&theatre, 2)
    };
    // No need: nothing is sent but stores for those who mend.
    let record = with(|it| {
        it.formations.clear();
        it.stocks.clear();
        it.gangs.clear();
    });
    for series in [
        Series::TrainsDispatched,
        Series::Trucked,
        Series::Delivered,
        Series::Entered,
        Series::Needed,
    ] {
        assert_eq!(record.total(series), 0, "{}", series.name());
    }
    // No gangs: a line that was cut is never mended, and after its first cut no train runs over it.
    let record = with(|it| it.gangs.clear());
    assert_eq!(record.total(Series::CutsRepaired), 0);
    for line in 0..3 {
        let first = record
            .line(line, LineSeries::Cuts)
            .position(|cuts| cuts > 0);
        let first = first.expect("a cut");
        let open: i64 = record
            .line(line, LineSeries::OpenSeconds)
            .skip(first + 1)
            .sum();
        assert_eq!(open, 0, "line {line}");
        let ran: i64 = record.line(line, LineSeries::Trains).skip(first + 1).sum();
        assert_eq!(ran, 0, "line {line}");
    }
    // No attackers: nothing is cut, all is open, all are fed but while the belt fills.
    let record = with(|it| it.air_units.clear());
    assert_eq!(
        record.total(Series::DamagePlaces) + record.total(Series::TrackCuts),
        0
    );
    assert!(
        record
            .line(1, LineSeries::OpenSeconds)
            .all(|seconds| seconds == 86_400)
    );
    let short = record.series(Series::FrontUnmet).skip(12).max();
    assert!(short < Some(8_000), "of 800 t a day: {short:?} kg");
    // No guns: no round is fired and nobody is shot down.
    let record = with(|_| {});
    for series in [
        Series::RoundsLight,
        Series::RoundsHeavy,
        Series::FlakConsumed,
        Series::AircraftLost,
    ] {
        assert_eq!(record.total(series), 0, "{}", series.name());
    }
}

#[test]
fn without_trucks_a_gap_is_as_without_transloading() {
    let mut without_trucks = belt(40);
    without_trucks.trucks.retain(|row| row.id == "COLUMN-F");
    let mut forbidden = without_trucks.clone();
    forbidden.rules.timetable.transloading = 0.0;
    let [without_trucks, forbidden] = [without_trucks, forbidden].map(|theatre| run(&theatre, 2));
    assert_eq!(without_trucks.theatre, forbidden.theatre);
    assert_eq!(without_trucks.total(Series::Trucked), 0);
    // With trucks and the knob off they stand still.
    let mut forbidden = belt(40);
    forbidden.rules.timetable.transloading = 0.0;
    assert_eq!(run(&forbidden, 2).total(Series::Trucked), 0);
}

/// A base at S0, and a front beyond a road that takes so many nights of driving.
fn far_road(nights: f64) -> Scenario {
    // On the equator: 12 hours from dusk to dawn, less twilight; a truck makes 15 km an hour.
    let km = (nights * 11.0 * 15.0).round();
    scenario(&format!(
        r#"Scenario(title: "far", starts: "1950-03-01", ends: "1950-04-09", step: "15 min", latitude: 0,
        weather: [(id: "w", lat: 0, lon: 10, visual: [1,1,1,1,1,1,1,1,1,1,1,1])],
        stations: [(id: "S0", lat: 4.0, lon: 10, kind: "yard"), (id: "S1", lat: 0.0, lon: 10, kind: "yard")],
        lines: [], roads: [(id: "R", from: "S0", to: "S1", length_km: {km}, trucks_per_night: 100000)],
        bases: [(id: "B", station: "S0", tons_per_day: 50000)], locomotives: [],
        trucks: [(id: "T", station: "S0", trucks: 4000, task: "gap")],
        formations: [(id: "A", railhead: "S1", tons_per_day: 50, stock_days: 0)],
        rules: {{ "trucks.loss_per_km": 0, "trucks.speed_kmh": 15, "supply.ration_below_days": 0 }})"#
    ))
}

#[test]
fn a_road_of_several_nights_brings_its_first_ton_after_as_many_nights() {
    for (drive, nights) in [(0.4, 1), (0.9, 1), (1.5, 2), (2.6, 3)] {
        let record = run(&far_road(drive), 1);
        let first = record.series(Series::Delivered).position(|kg| kg > 0);
        // Trucks leave on the evening of day 0; what has come by the morning after n nights counts on day n, or on the evening before.
        let first = first.expect("something comes") as i64;
        assert!(
            (nights - 1..=nights).contains(&first),
            "{drive} nights: day {first}"
        );
        let last: i64 = record.series(Series::Unmet).skip(30).sum();
        assert_eq!(last, 0, "{drive} nights of road: the order covers the way");
    }
}
