//! `bench`: its figures hang together, its file comes back, and slower is told from faster.

use serde_json::Value;

use crate::terminal::{Desk, Outcome};

const SCENARIO: &str = "scenarios/three-stations";

/// A short bench of the smallest scenario, with more arguments.
fn bench(desk: &Desk, more: &[&str]) -> Outcome {
    let arguments = [&["bench", SCENARIO, "--rounds", "2", "-q"], more].concat();
    desk.call(&arguments)
}

/// A desk with figures kept in `before.json`.
fn desk_with_figures() -> Desk {
    let desk = Desk::with(&["three-stations"]);
    bench(&desk, &["--out", "before.json"]).quiet();
    desk
}

/// Changes the kept figures.
fn alter(desk: &Desk, change: impl FnOnce(&mut Value)) {
    let mut figures: Value = serde_json::from_str(&desk.read("before.json")).expect("JSON");
    change(&mut figures);
    desk.write("before.json", figures.to_string());
}

/// Makes the kept times so many times as long.
fn stretch(desk: &Desk, factor: f64) {
    alter(desk, |figures| {
        for name in ["run_s", "run_by_threads_s"] {
            for time in figures[name].as_array_mut().expect("times") {
                *time = (factor * time.as_f64().expect("a time")).into();
            }
        }
    });
}

#[test]
fn the_figures_hang_together() {
    let desk = desk_with_figures();
    let figures: Value = serde_json::from_str(&desk.read("before.json")).expect("JSON");
    let times = |name: &str| figures[name].as_array().expect("times").len();
    for name in ["run_s", "run_by_threads_s", "build_s", "put_back_s"] {
        assert_eq!(times(name), 2, "{name}");
    }
    assert_eq!(figures["work"]["replications"], 3);
    assert_eq!(figures["work"]["ticks_per_day"], 96);
    let phases = figures["phases"].as_array().expect("phases");
    let names: Vec<_> = phases.iter().map(|phase| phase["name"].as_str()).collect();
    assert_eq!(names.first(), Some(&Some("sky")));
    assert_eq!(names.last(), Some(&Some("driver")));
    if cfg!(target_os = "linux") {
        let memory = figures["most_memory"].as_u64().expect("bytes");
        assert!((1 << 20..1 << 30).contains(&memory), "{memory}");
    }
    // what was timed is what `run` does
    let run = desk.call(&["run", SCENARIO, "--no-files", "--json", "-q"]);
    assert_eq!(run.json()["run"]["digest"], figures["digest"]);
}

#[test]
fn a_page_is_a_table_to_paste() {
    let desk = Desk::with(&["three-stations"]);
    let page = bench(&desk, &["--threads", "2"]).quiet().stdout;
    for row in [
        "seed 1, 2 rounds of 3 runs on each thread; record ",
        "| | median | least | most | |\n|---|--:|--:|--:|---|\n| a run on one thread | ",
        "\n| replications on 2 threads | ",
        "\n| putting it back for the next run | ",
        " times as fast as one.\n",
        "\n| phase of the tick | µs a day | share | systems run a day |\n",
        "\n| driver | ",
    ] {
        assert!(page.contains(row), "{row:?} is not in\n{page}");
    }
    assert!(!page.contains("earlier"), "{page}");
}

#[test]
fn no_scenario_means_a_generated_one() {
    let desk = Desk::empty();
    let arguments = [
        "bench",
        "--until",
        "1951-08-03",
        "--rounds",
        "2",
        "-q",
        "--json",
    ];
    let figures = desk.call(&arguments).quiet().json();
    assert_eq!(figures["work"]["title"], "Generated theatre");
    assert_eq!(figures["work"]["stations"], 100);
    assert_eq!(figures["work"]["days"], 3);
}

#[test]
fn slower_than_is_allowed_is_an_exit_code_of_its_own() {
    let desk = desk_with_figures();
    let against = |factor: &str| {
        bench(
            &desk,
            &["--compare", "before.json", "--slower-than", factor],
        )
    };
    stretch(&desk, 1e-4);
    let slower = against("2");
    assert_eq!(slower.code, Some(4), "{}", slower.page());
    assert!(
        slower.stdout.contains("A run has become slower."),
        "{}",
        slower.stdout
    );
    assert!(
        slower
            .stderr
            .contains("times as long as in `before.json` (95 %: "),
        "{}",
        slower.stderr
    );
    assert!(slower.stderr.contains("more than 2\n"), "{}", slower.stderr);
    stretch(&desk, 1e12);
    let faster = against("1").quiet();
    assert!(
        faster.stdout.contains("A run has become faster."),
        "{}",
        faster.stdout
    );
}

#[test]
fn a_ratio_says_what_it_is_not() {
    let desk = desk_with_figures();
    alter(&desk, |figures| {
        figures["digest"] = "0123456789abcdef".into();
        figures["machine"]["processor"] = "Abacus 3".into();
    });
    let page = bench(&desk, &["--compare", "before.json"]).quiet().stdout;
    assert!(page.contains("did not do quite the same work"), "{page}");
    assert!(page.contains("taken on different machines"), "{page}");
    let json = bench(&desk, &["--compare", "before.json", "--json"])
        .quiet()
        .json();
    let compared = &json["compared"];
    assert_eq!(compared["same_record"], false);
    let [low, ratio, high] = ["low", "times", "high"].map(|end| compared["run"][end].as_f64());
    assert!(
        low <= ratio && ratio <= high && low > Some(0.0),
        "{compared}"
    );
}

#[test]
fn what_cannot_be_compared_is_refused_before_anything_is_timed() {
    let desk = desk_with_figures();
    let whole = desk.read("before.json");
    let refused = |more: &[&str], why: &str| {
        let outcome = bench(&desk, &[&["--compare", "before.json"], more].concat());
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
        assert!(outcome.stderr.contains(why), "{}", outcome.stderr);
    };
    refused(&["--seed", "2"], "timed other work: the seed was 1, is 2");
    refused(&["--replications", "4"], "runs in a round was 3, is 4");
    refused(&["--until", "1950-10-02"], "days was ");
    alter(&desk, |figures| figures["work"]["title"] = "Another".into());
    refused(&[], "the scenario was Another, is ");
    desk.write(
        "before.json",
        whole.replace("\"schema_version\": 1", "\"schema_version\": 7"),
    );
    refused(&[], "of form 7, and this program reads form 1");
    desk.write("before.json", &whole[..whole.len() / 2]);
    refused(&[], "at line ");
    desk.write("before.json", &whole);
    stretch(&desk, 0.0);
    refused(&[], "`run_s` must hold two or more times above zero");
    desk.write("before.json", "[".repeat((1 << 20) + 1));
    refused(&[], "larger than 1048576 bytes");
    let missing = bench(&desk, &["--compare", "nowhere.json"]);
    assert_eq!(missing.code, Some(2), "{}", missing.page());
}

#[test]
fn flags_that_mean_nothing_are_refused() {
    let desk = Desk::with(&["three-stations"]);
    for wrong in [
        &["--slower-than", "1.1"][..],
        &["--compare", "x", "--slower-than", "0"],
        &["--rounds", "1"],
        &["--until", "1999-01-01"],
    ] {
        assert_eq!(bench(&desk, wrong).code, Some(2), "{wrong:?}");
    }
    assert_eq!(
        desk.call(&["bench", "--set", "rules.rail.speed_kmh=15"])
            .code,
        Some(2)
    );
}

#[test]
fn figures_that_cannot_be_kept_leave_nothing_behind() {
    let desk = Desk::with(&["three-stations"]);
    desk.write("in-the-way", "a file");
    let outcome = bench(&desk, &["--out", "in-the-way/figures.json"]);
    assert_eq!(outcome.code, Some(3), "{}", outcome.page());
    assert_eq!(desk.read("in-the-way"), "a file");
    desk.write("kept/figures.json", "old");
    bench(&desk, &["--out", "kept/figures.json"]).quiet();
    assert_eq!(desk.files("kept"), ["figures.json"]);
    assert!(
        desk.read("kept/figures.json")
            .starts_with("{\n  \"schema_version\": 1,")
    );
}
