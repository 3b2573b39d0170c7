use interdict_report::{Style, Summary};

use crate::fabricated::{bare, one_line, theatre, zeros};

#[test]
fn the_page_answers_first_and_fits_a_screen() {
    let (scenario, record) = theatre(335);
    let mut summary = Summary::of(&scenario, &record);
    // knobs come and go with the rules: how many there are is not this test's business
    summary.run.knobs = 150;
    summary.run.knobs_estimated = 120;
    let text = summary.text(Style::Plain);
    insta::assert_snapshot!(text, @r"
    The line delivered 579 t a day of 684 t needed (85%); 74% of the need was met.
    The valley line, 1951-08-01 to 1952-06-30, 335 days

    Tons a day                    mean   median  10 worst days
                 delivered         579      537            172    ⣾⣷⣶⣶⣶⣤⣤⣤⣤⣄⣠⣤⣠⣀⣀⣀⣤⣀⣄⣀⣀⣠⣀⣀⣠⣤⣤⣤⣤⣤⣤⣤⣤⣦
                 needed            684      750            750    delivered by day, 0 to 1,402 t
                 short             179      128            582
    The front    8.4 days of supply at the start, 0.0 at the lowest (1951-12-19), 1.2 at the end
    Through open  86%  Coast line, Juniper Junction to Co…   11%  Core: Northgate to Juniper Junction
                  61%  South: Juniper Junction to Southwi…   11%  All bombed lines
    Most closed   12%  Oakham - Juniper Junction, 1,937 c…   13%  Millbridge - Oakham, 2,025 cuts
                  67%  Northgate - Elmstead, 873 cuts        67%  Juniper Junction - Weste…, 856 cuts
                  70%  Elmstead - Millbridge, 855 cuts

    Cuts         9,445 made, 8,367 mended, 1,078 open at the end; half were mended within 6 hours
    Spans        22 made, 0 mended, 0 open at the end
    Losses       120 fighter-bombers lost and 489 damaged, 0 bombers lost; 80 engines, 2,673 wagons,
                 3,227 trucks; supplies burnt: 9,751 t in trains, 4,560 t on the ground, 3,170 t with
                 trucks
    Guns         59 present (most 72), 161,628 heavy and 1,019,838 light rounds, 9,846 for each aircraft
                 lost; drew 14 t a day
    Effort       32,673 sorties (2,010 aborted, 3,400 on guns), 65,290 bombs, 6.9 for each place
                 damaged; 0 night patrols; 0 bombers with 0 t

    Worst days   1951-12-25     130 t of 750 t; lines open 46% of the day; 56 cuts
                 1952-03-15     147 t of 750 t; lines open 57% of the day; 53 cuts
                 1951-12-22     167 t of 750 t; lines open 48% of the day; 71 cuts, 1 span
                 1952-03-27     173 t of 750 t; lines open 57% of the day; 53 cuts, 1 span
                 1952-03-14     174 t of 750 t; lines open 56% of the day; 54 cuts
                 1951-12-29     177 t of 750 t; lines open 46% of the day; 60 cuts
                 1952-02-05     185 t of 750 t; lines open 50% of the day; 70 cuts
                 1951-12-26     189 t of 750 t; lines open 44% of the day; 59 cuts
                 1952-01-31     189 t of 750 t; lines open 56% of the day; 64 cuts
                 1952-02-23     191 t of 750 t; lines open 45% of the day; 56 cuts

    What bound   by the signs the closed line: the worst section was open 11% of the time
    Signs        need met 74%; delivered of needed 85%; bases' output used 30%; worst section open 11%;
                 days with no engine free 6%; trains running 18.0; lying on the way 2.0 days of need;
                 lying at railheads 0.0 days of need; trucked round gaps 0 t a day; burnt or lost on the
                 way 9%; days short at the front 233 of 335

    Run          seed 1, replication 0, digest 0123456789abcdef; 1 of 150 knobs away from their defaults
    Estimates    120 of 150 knobs and 7 of 32 rows of the scenario (22%)
    ");
}

#[test]
fn the_page_never_grows_beyond_its_size() {
    let (full, _) = theatre(40);
    let idle = (full.clone(), zeros(&full));
    for (scenario, record) in [
        bare(0),
        bare(1),
        one_line(3_660),
        theatre(1),
        theatre(3_660),
        idle,
    ] {
        let summary = Summary::of(&scenario, &record);
        let text = summary.text(Style::Plain);
        assert!(text.lines().count() <= 47, "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
        assert!(text.starts_with("The line delivered"), "{text}");
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
    assert!(json().starts_with("{\"schema_version\":1,\"title\":\"The valley line\""));
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
            posting: row,
            days_under_attack: 30,
            days_silent: 4 + row,
            gun_days_silent: i64::from(40 + 10 * row),
        })
        .collect();
    let summary = Summary::of(&scenario, &record);
    insta::assert_snapshot!(
        summary.guns.warning().expect("some were silent"),
        @"warning: guns of GUNS-4 stood without rounds on 8 of 30 days under attack, guns of GUNS-3 stood without rounds on 7 of 30 days under attack, guns of GUNS-2 stood without rounds on 6 of 30 days under attack, and 2 more"
    );
    let text = summary.text(Style::Plain);
    assert!(text.contains("warning: guns of GUNS-4 stood"), "{text}");
    record.silences.clear();
    assert_eq!(Summary::of(&scenario, &record).guns.warning(), None);
}
