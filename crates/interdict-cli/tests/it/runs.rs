//! `run` and `history`.

use crate::terminal::{Desk, Outcome};

const THREE: &str = "scenarios/three-stations";
const TWO: &str = "scenarios/two-routes";

fn run(desk: &Desk, scenario: &str, arguments: &[&str]) -> Outcome {
    let mut all = vec!["run", scenario, "--no-files"];
    all.extend(arguments);
    desk.call(&all)
}

#[test]
fn a_run_prints_what_happened() {
    let desk = Desk::with(&["three-stations", "two-routes"]);
    insta::assert_snapshot!("run_three_stations", run(&desk, THREE, &[]).page());
    insta::assert_snapshot!("run_two_routes", run(&desk, TWO, &[]).page());
}

#[test]
fn several_warnings_are_a_line_each_beside_a_run_and_whole_in_a_check() {
    let desk = Desk::with(&["three-stations"]);
    let file = "scenarios/three-stations/scenario.ron";
    let text = desk.read(file);
    // knobs about tables without a row
    let with = |knobs: &str| {
        let end = text.rfind(')').expect("an end");
        desk.write(file, format!("{}    rules: {{{knobs}}},\n)", &text[..end]));
        run(&desk, THREE, &[]).stderr
    };
    let both = with("\"fighters.cover_km\": 50, \"fighters.span_min\": 30");
    let lines = both.lines().filter(|line| line.starts_with("warning["));
    assert_eq!(lines.count(), 2, "{both}");
    assert!(
        both.contains("hint: `interdict check` shows each at its place"),
        "{both}"
    );
    assert!(!both.contains("interdict explain"), "{both}");
    let one = with("\"fighters.cover_km\": 50");
    assert!(
        one.contains("interdict explain") && !one.contains("hint: "),
        "{one}"
    );
}

#[test]
fn a_folder_its_file_and_the_same_seed_are_one_run() {
    let desk = Desk::with(&["three-stations"]);
    let by_folder = run(&desk, THREE, &["--json"]).quiet().stdout;
    let file = "scenarios/three-stations/scenario.ron";
    assert_eq!(run(&desk, file, &["--json"]).quiet().stdout, by_folder);
    let seed = ["--json", "--seed", "1", "--replication", "0"];
    assert_eq!(run(&desk, THREE, &seed).quiet().stdout, by_folder);
    for other in [["--seed", "2"], ["--replication", "1"]] {
        let other = run(&desk, THREE, &["--json", other[0], other[1]]).quiet();
        assert_ne!(other.stdout, by_folder);
    }
}

#[test]
fn the_summary_as_json_says_how_to_run_it_again() {
    let desk = Desk::with(&["three-stations"]);
    let json = run(&desk, THREE, &["--json", "--seed", "7"]).quiet().json();
    assert_eq!(json["schema_version"], 2);
    assert_eq!(json["title"], "Three stations");
    assert_eq!(
        (&json["days"], &json["days_of_scenario"]),
        (&30.into(), &30.into())
    );
    assert_eq!(json["run"]["seed"], 7);
    assert_eq!(json["run"]["replication"], 0);
    let digest = json["run"]["digest"].as_str().expect("a digest");
    assert!(digest.len() == 16 && digest.chars().all(|one| one.is_ascii_hexdigit()));
}

#[test]
fn a_run_stops_after_the_day_it_is_told() {
    let desk = Desk::with(&["three-stations"]);
    let whole = run(&desk, THREE, &["--json"]).quiet().json();
    let part = run(&desk, THREE, &["--json", "--until", "1950-10-10"])
        .quiet()
        .json();
    assert_eq!(part["last_day"], "1950-10-10");
    assert_eq!(
        (&part["days"], &part["is_stopped_early"]),
        (&10.into(), &true.into())
    );
    let days = |json: &serde_json::Value| json["delivered_by_day"].as_array().cloned();
    let (whole, part) = (days(&whole).expect("days"), days(&part).expect("days"));
    assert_eq!(
        whole[..10],
        part[..],
        "what is cut off changes nothing before it"
    );
}

#[test]
fn a_day_that_is_none_or_none_of_the_scenario_is_refused() {
    let desk = Desk::with(&["three-stations"]);
    let until = |date| run(&desk, THREE, &["--until", date]).page();
    insta::assert_snapshot!("until_a_later_day", until("1951-01-01"));
    insta::assert_snapshot!("until_an_earlier_day", until("1950-09-30"));
    insta::assert_snapshot!("until_no_day", until("1950-02-30"));
}

#[test]
fn a_change_on_the_command_line_is_a_change_in_the_file() {
    let desk = Desk::with(&["two-routes"]);
    let set = ["--json", "--set", "gangs.GANG-PASS.men=2000"];
    let set = run(&desk, TWO, &set).quiet().json();
    let file = "scenarios/two-routes/pass-held.ron";
    let arm = run(&desk, file, &["--json"]).quiet().json();
    assert_eq!(set["run"]["digest"], arm["run"]["digest"]);
    let base = run(&desk, TWO, &["--json"]).quiet().json();
    assert_ne!(base["run"]["digest"], arm["run"]["digest"]);
}

#[test]
fn a_change_that_cannot_be_made_is_refused_with_the_nearest_name() {
    let desk = Desk::with(&["three-stations"]);
    let set = |change| run(&desk, THREE, &["--set", change]).page();
    insta::assert_snapshot!("set_unknown_knob", set("rules.rail.sped_kmh=15"));
    insta::assert_snapshot!("set_unknown_id", set("gangs.GAMG.men=300"));
    insta::assert_snapshot!("set_unknown_column", set("gangs.GANG.man=300"));
    insta::assert_snapshot!("set_out_of_range", set("rules.rail.efficiency=7"));
    insta::assert_snapshot!("set_no_number", set("flak.BATTERY.light=many"));
}

#[test]
fn the_digest_of_every_tick_is_printed() {
    let desk = Desk::with(&["three-stations"]);
    let arguments = ["--tick-digests", "--until", "1950-10-02"];
    let page = run(&desk, THREE, &arguments).quiet().stdout;
    let ticks: Vec<&str> = page.lines().collect();
    assert_eq!(ticks.len(), 2 * 96);
    for (tick, line) in ticks.iter().enumerate() {
        let (number, digest) = line.split_once(' ').expect("two words");
        assert_eq!(number, tick.to_string());
        assert!(
            u64::from_str_radix(digest, 16).is_ok() && digest.len() == 16,
            "{line}"
        );
    }
    assert_eq!(run(&desk, THREE, &arguments).quiet().stdout, page);
    let longer = run(&desk, THREE, &["--tick-digests"]).quiet().stdout;
    assert!(
        longer.starts_with(&page),
        "what is cut off changes nothing before it"
    );
}

#[test]
fn replications_are_spread_the_same_on_any_number_of_threads() {
    let desk = Desk::with(&["three-stations"]);
    let spread = |threads| {
        let arguments = ["--replications", "6", "--threads", threads];
        run(&desk, THREE, &arguments)
    };
    let alone = spread("1").quiet();
    insta::assert_snapshot!("replications_of_three_stations", alone.page());
    assert_eq!(spread("4").quiet().stdout, alone.stdout);
    let json = run(&desk, THREE, &["--replications", "6", "--json"])
        .quiet()
        .json();
    assert_eq!(
        (&json["replications"], &json["days"]),
        (&6.into(), &30.into())
    );
    for outcome in json["outcomes"].as_array().expect("outcomes") {
        let figure = |name: &str| outcome[name].as_f64().expect("a figure");
        assert!(
            figure("q05") <= figure("median") && figure("median") <= figure("q95"),
            "{outcome}"
        );
    }
}

#[test]
fn a_scenario_that_is_not_there_is_said_to_be_missing() {
    let desk = Desk::with(&["three-stations"]);
    desk.write("notes/notes.txt", "nothing to run here\n");
    let run = |scenario| run(&desk, scenario, &[]).page();
    insta::assert_snapshot!("run_nowhere", run("scenarios/nowhere"));
    insta::assert_snapshot!("run_a_folder_without_scenario", run("notes"));
    insta::assert_snapshot!("run_some_other_file", run("notes/notes.txt"));
    insta::assert_snapshot!("run_its_readme", run("scenarios/three-stations/README.md"));
}

#[test]
fn history_needs_figures_of_record() {
    let desk = Desk::with(&["three-stations"]);
    insta::assert_snapshot!(
        "history_without_record",
        desk.call(&["history", THREE]).page()
    );
}

#[test]
fn history_lays_the_run_beside_the_record() {
    let desk = Desk::with(&["three-stations"]);
    let path = "scenarios/three-stations/scenario.ron";
    let table = "observed: [(id: \"1\", quantity: \"Trains arrived\", series: \"trains_arrived\", \
                 from: \"1950-10-01\", to: \"1950-10-30\", measure: \"mean\", value: 1, low: 0.5, \
                 high: 1.5, unit: \"trains per day\")],\n";
    let text = desk.read(path);
    let end = text.rfind(')').expect("an end");
    desk.write(path, format!("{}    {table})\n", &text[..end]));
    let text = desk.call(&["history", THREE]).quiet().stdout;
    assert!(text.contains("Trains arrived"), "{text}");
    let markdown = desk.call(&["history", THREE, "--markdown"]).quiet().stdout;
    let row = markdown
        .lines()
        .find(|line| line.contains("Trains arrived"));
    assert!(row.is_some_and(|row| row.starts_with('|')), "{markdown}");
    let several = ["history", THREE, "--replications", "4"];
    let text = desk.call(&several).stdout;
    assert!(text.contains(" of 4") && text.contains("s.d."), "{text}");
    let json = desk
        .call(&[&several[..], &["--json"]].concat())
        .quiet()
        .json();
    let told = &json["figures"]["rows"][0]["compared"];
    assert_eq!(
        (&json["replications"], &told["below"][1]),
        (&4.into(), &4.into())
    );
    let both = desk.call(&["history", THREE, "--json", "--markdown"]);
    assert_eq!((both.code, &*both.stdout), (Some(2), ""));
    let drawn = desk.call(&[&several[..], &["--out", "record.svg"]].concat());
    assert_eq!((drawn.code, drawn.stdout), (Some(0), text));
    let svg = desk.read("record.svg");
    assert!(
        svg.starts_with("<svg") && svg.contains("1  Trains arrived"),
        "{svg}"
    );
    for file in ["record.txt", path] {
        let refused = desk.call(&["history", THREE, "--out", file]);
        assert_ne!(refused.code, Some(0), "{file}");
        assert_eq!(refused.stdout, "");
    }
}
