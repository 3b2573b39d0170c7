use interdict_report::{Style, Summary};

use crate::fabricated::{bare, one_line, theatre, zeros};

#[test]
fn the_page_fits_a_terminal_of_any_width_and_says_the_same() {
    let (scenario, record) = theatre(335);
    let summary = Summary::of(&scenario, &record);
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    for columns in [60, 80, 100, 200] {
        let style = Style::Narrow {
            columns,
            is_bold: false,
        };
        let page = summary.text(style);
        for line in page.lines() {
            assert!(
                line.chars().count() <= usize::from(columns),
                "{columns}: {line}"
            );
        }
        assert_eq!(words(&page)[..12], words(&summary.text(Style::Plain))[..12]);
    }
    let wide = Style::Narrow {
        columns: 200,
        is_bold: false,
    };
    assert_eq!(summary.text(wide), summary.text(Style::Plain));
}

#[test]
fn the_page_answers_first_and_fits_a_screen() {
    let (scenario, record) = theatre(335);
    let mut summary = Summary::of(&scenario, &record);
    // knobs come and go with the rules: how many there are is not this test's business
    summary.run.knobs = 150;
    summary.run.knobs_estimated = 120;
    let text = summary.text(Style::Plain);
    insta::assert_snapshot!(text, @r"
    The front got 74% of the need, 505 of 684 t a day; on 196 of 335 days less than 90%; reserves 3.8
    days of need. 579 t a day came to railheads, 608 t entered.
    The valley line, 1951-08-01 to 1952-06-30, 335 days

    Tons a day                     mean   median  10 worst days
                 to the front       490      506            168   ⣷⣤⣤⣤⣤⣤⣤⣤⣤⣄⣠⣶⣠⣠⣄⣠⣤⣤⣄⣠⣤⣤⣄⣀⣠⣦⣴⣴⣶⣴⣶⣶⣶⣶
                 needed there       684      750            750   to the front by day, 0 to 1,090 t
                 short there        179      128            582
                 to railheads       579      537            172
                 entered            608      564            181
    Reserves     with formations 8.4 days of need at first, lowest 0.0 (1951-12-19), 1.2 at the end
    Shortest     got  67% Army I                            got  79% Army II
                 got  80% Army III
    Through open  86%  Coast line, Juniper J…to Coastguard   11%  Core: Northgate to Juniper Junction
                  61%  South: Juniper Juncti…to Southwick    11%  All bombed lines
    Least open   open  12% Oakham - Junipe…ion, 1,937 cuts  open  13% Millbridge - Oakham, 2,025 cuts
                 open  67% North…te - Elmstead, 873 cuts    open  67% Junip…on - Weste…am, 856 cuts
                 open  70% Elmstead - Millb…ge, 855 cuts

    Cuts         9,445 made, 8,367 mended, 1,078 open at the end; half were mended within 6 hours
    Spans        22 made, 0 mended, 0 open at the end
    Losses       130 fighter-bombers (120 shot down; 10 of 489 damaged written off), 0 bombers; 80
                 engines, 2,673 wagons, 3,227 trucks; supplies burnt: 9,751 t in trains, 4,560 t on the
                 ground, 3,170 t with trucks
    Guns         59 present (most 72), 161,628 heavy and 1,019,838 light rounds, 9,088 for each
                 fighter-bomber or bomber lost to them; drew 14 t a day
    Effort       32,673 sorties (2,010 aborted, 3,400 on guns), 65,290 bombs, 6.9 for each place
                 damaged; 0 night patrols; 0 bombers with 0 t

    Worst days   1951-12-25 issued    126 t of 750 t; lines open 46% of the day; 56 cuts
                 1952-03-15 issued    143 t of 750 t; lines open 57% of the day; 53 cuts
                 1951-12-22 issued    162 t of 750 t; lines open 48% of the day; 71 cuts, 1 span
                 1952-03-27 issued    168 t of 750 t; lines open 57% of the day; 53 cuts, 1 span
                 1952-03-14 issued    170 t of 750 t; lines open 56% of the day; 54 cuts

    What bound   the line: 90% of what the front missed had not come to the railhead that needed it,
                 while bases had more to send or heaps lay on the way (trucks to the front 10%, the
                 bases 0%); least open: Oakham - Juniper Junction, 12% of the time
    Signs        need met 74%; lying at its railheads 0.5 days of need; lying on the way 2.0 days of
                 need; bases' output used 30%; least open line with traffic 12%; days with no engine
                 free 6%; trains running 18.0; trucked round gaps 0 t a day; burnt or lost on the way
                 9%; days below 90% of need 196 of 335

    Run          seed 1, replication 0, digest 0123456789abcdef; 1 of 150 knobs away from their defaults
    Estimates    120 of 150 knobs and 7 of 32 rows of the scenario (22%)
    ");
}

#[test]
fn the_page_never_grows_beyond_its_size() {
    let (full, _) = theatre(40);
    let idle = (full.clone(), zeros(&full));
    let small = [bare(0), bare(1), one_line(3_660)];
    let large = [theatre(1), theatre(3_660), idle];
    for (scenario, record) in small.into_iter().chain(large) {
        let summary = Summary::of(&scenario, &record);
        let text = summary.text(Style::Plain);
        assert!(text.lines().count() <= 47, "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
        let who = [
            "The front ",
            "All formations ",
            "The lines ",
            "There is nothing ",
        ];
        assert!(who.iter().any(|who| text.starts_with(who)), "{text}");
        let bold = summary
            .text(Style::Bold)
            .replace("\u{1b}[1m", "")
            .replace("\u{1b}[0m", "");
        assert_eq!(
            bold.lines().map(str::trim_end).collect::<Vec<_>>(),
            text.lines().collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_run_that_was_stopped_early_says_so() {
    let (scenario, mut record) = theatre(335);
    record.days = 20;
    let summary = Summary::of(&scenario, &record);
    assert!(summary.is_stopped_early);
    assert!(
        summary
            .text(Style::Plain)
            .contains("stopped early: 20 of 335 days")
    );
}

#[test]
fn the_value_is_the_same_twice_and_keeps_its_order() {
    let (scenario, record) = theatre(60);
    let json = || serde_json::to_string(&Summary::of(&scenario, &record)).expect("plain data");
    assert_eq!(json(), json());
    assert!(json().starts_with("{\"schema_version\":2,\"title\":\"The valley line\""));
}

#[test]
fn guns_without_rounds_are_named_worst_first_and_the_rest_counted() {
    let (mut scenario, mut record) = theatre(40);
    let posting = scenario.flak[0].clone();
    scenario.flak = (0..5)
        .map(|row| {
            let mut posting = posting.clone();
            posting.id = format!("GUNS-{row}");
            posting
        })
        .collect();
    record.silences = (0..5)
        .map(|row| interdict_model::Silence {
            posting: interdict_model::row::FlakRow(row),
            days_under_attack: 30,
            days_silent: 4 + row,
            gun_days_silent: i64::from(40 + 10 * row),
        })
        .collect();
    let summary = Summary::of(&scenario, &record);
    insta::assert_snapshot!(
        warning(&summary).expect("some were silent"),
        @"warning: guns of GUNS-4 stood without rounds on 8 of 30 days under attack, guns of GUNS-3 stood without rounds on 7 of 30 days under attack, guns of GUNS-2 stood without rounds on 6 of 30 days under attack, and 2 more"
    );
    let text = summary.text(Style::Plain);
    assert!(text.contains("warning: guns of GUNS-4 stood"), "{text}");
    record.silences.clear();
    assert_eq!(warning(&Summary::of(&scenario, &record)), None);
}

fn warning(summary: &Summary) -> Option<String> {
    summary.guns.as_ref().expect("there are guns").warning()
}

#[test]
fn fighters_are_told_where_there_are_any_and_their_kills_are_not_the_guns() {
    use interdict_model::{Seed, Series, run};
    use interdict_scenario::synthetic::{Shape, generate, with_fighters};

    let shape = Shape {
        days: 24,
        flak: 6,
        air_units: 5,
        raids: 30,
        ..Shape::small()
    };
    let mut alone = generate(shape, 7);
    alone.rules.air_combat.kill_bomber = 1.0;
    for guns in &mut alone.flak {
        (guns.active, guns.light, guns.from, guns.to) = (true, 200, 0, 24);
    }
    let both = with_fighters(alone.clone());
    let told = |scenario| {
        let record = run(scenario, Seed::default()).expect("no law breaks");
        let page = Summary::of(scenario, &record).text(Style::Plain);
        (Summary::of(scenario, &record), record, page)
    };
    let (summary, record, page) = told(&both);
    let fighters = summary.fighters.expect("fighters");
    let sorties = record.total(Series::InterceptorSorties);
    assert_eq!(fighters.interceptor_sorties, sorties);
    assert!(page.contains("\nFighters  ") && sorties > 0, "{page}");
    let guns = summary.guns.expect("guns");
    let rounds = (guns.rounds_heavy + guns.rounds_light) as f64;
    let fell = record.total(Series::AircraftLost) + record.total(Series::BombersLost);
    let to_fighters = record.total(Series::BombersLostToFighters);
    assert!(
        0 < to_fighters && to_fighters < fell,
        "{to_fighters} of {fell}"
    );
    let each = guns.rounds_per_aircraft_lost.unwrap_or(0.0);
    assert!((each * (fell - to_fighters) as f64 - rounds).abs() < 0.01 * rounds.max(1.0));
    let (summary, _, page) = told(&alone);
    assert!(summary.fighters.is_none() && !page.contains("Fighters"));
}
