//! A newcomer's path: six commands, nothing read but what they print.

use crate::terminal::Desk;

#[test]
fn a_newcomer_goes_from_nothing_to_a_comparison() {
    let desk = Desk::empty();
    let new = desk.call(&["new", "valley"]).quiet();
    assert!(
        new.stdout
            .starts_with("wrote 6 files to valley\n\nnext:\n  interdict check valley\n"),
        "{}",
        new.stdout
    );
    assert!(
        new.stdout
            .ends_with("  interdict compare valley valley/more-guns.ron\n"),
        "{}",
        new.stdout
    );
    // what it prints can be typed
    let check = desk
        .call(&[
            "check",
            "--deny",
            "warnings",
            "valley",
            "valley/more-guns.ron",
        ])
        .quiet();
    assert!(
        check
            .stdout
            .starts_with("valley: good. railway, supply, attack, defence: 30 days"),
        "{}",
        check.stdout
    );
    let map = desk.call(&["map", "valley"]).quiet();
    assert_eq!(
        map.stdout,
        "wrote valley-map.svg\n\nnext:\n  interdict run valley\n"
    );
    let picture = desk.read("valley-map.svg");
    assert!(
        picture.starts_with("<svg") && picture.contains("Middle yard"),
        "{picture}"
    );
    desk.call(&["run", "valley", "--no-files", "-q"]).quiet();
    // one number changed
    let lines = desk
        .read("valley/lines.csv")
        .replace("SOUTH,YARD,HEAD,58,1", "SOUTH,YARD,HEAD,58,2");
    desk.write("valley/lines.csv", lines);
    let show = desk.call(&["show", "valley", "lines.SOUTH.tracks"]).quiet();
    assert_eq!(show.stdout, "lines.SOUTH\n  tracks            2\n\n");
    let compare = desk.call(&[
        "compare",
        "valley",
        "valley/more-guns.ron",
        "--pairs",
        "2",
        "-q",
    ]);
    assert_eq!(compare.code, Some(0), "{}", compare.stderr);
    assert!(
        compare.stdout.contains("What would sixteen light guns"),
        "{}",
        compare.stdout
    );
}

#[test]
fn a_folder_that_is_there_is_never_written_into() {
    let desk = Desk::empty();
    desk.write("valley/notes.txt", "mine");
    let new = desk.call(&["new", "valley"]);
    assert_eq!(new.code, Some(2));
    assert!(
        new.stderr.starts_with("error: `valley` is there already"),
        "{}",
        new.stderr
    );
    assert_eq!(desk.read("valley/notes.txt"), "mine");
    let map = "valley/notes.txt";
    desk.call(&["new", "other"]).quiet();
    assert_eq!(desk.call(&["map", "other", "--out", map]).code, Some(2));
    desk.write("picture.svg", "mine");
    assert_eq!(
        desk.call(&["map", "other", "--out", "picture.svg"]).code,
        Some(3)
    );
    assert_eq!(desk.read("picture.svg"), "mine");
}

#[test]
fn an_example_is_written_as_it_is() {
    let desk = Desk::empty();
    desk.call(&["new", "one", "--example", "one-line"]).quiet();
    assert!(
        desk.read("one/with-division.ron")
            .contains("Counterfactual(")
    );
    let wrong = desk.call(&["new", "two", "--example", "one-lane"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("anju-1951"), "{}", wrong.stderr);
}

#[test]
fn a_name_with_quotes_makes_a_sound_scenario() {
    let desk = Desk::empty();
    desk.call(&["new", "the \"valley\""]).quiet();
    desk.call(&["check", "the \"valley\""]).quiet();
}

#[test]
fn things_of_a_scenario_are_listed_shown_and_traced() {
    let desk = Desk::empty();
    desk.call(&["new", "anju", "--example", "anju-1951"])
        .quiet();
    let list = desk.call(&["list", "anju"]).quiet().stdout;
    assert!(
        list.contains("stations") && list.contains("raids"),
        "{list}"
    );
    let list = desk.call(&["list", "anju", "bases"]).quiet().stdout;
    assert!(list.lines().count() > 1, "{list}");
    let show = desk.call(&["show", "anju", "flak.SOV-ZADX"]).quiet().stdout;
    assert!(
        show.starts_with("flak.SOV-ZADX\n  id") && show.contains("\n  source"),
        "{show}"
    );
    let wrong = desk.call(&["show", "anju", "flak.SOV-ZADY"]);
    assert!(
        wrong.stderr.contains("did you mean `SOV-ZADX`?"),
        "{}",
        wrong.stderr
    );
    let knob = desk
        .call(&["show", "anju", "rules.flak.kappa"])
        .quiet()
        .stdout;
    assert!(knob.starts_with("rules.flak.kappa  "), "{knob}");
    let source = desk.call(&["source", "anju", "CMSA"]).quiet().stdout;
    assert!(
        source.starts_with("sources.md: CMSA | Academy of Military Sciences"),
        "{source}"
    );
    assert!(source.contains("rows rest on it"), "{source}");
    assert_eq!(desk.call(&["source", "anju", "NOBODY"]).code, Some(2));
}

#[test]
fn warnings_are_denied_on_request() {
    let desk = Desk::with(&["three-stations"]);
    let file = "scenarios/three-stations/scenario.ron";
    let text = desk.read(file).replace("length_km: 58", "length_km: 5.8");
    desk.write(file, text);
    let check = desk.call(&["check", "scenarios/three-stations"]);
    assert_eq!(check.code, Some(0));
    assert!(
        check
            .stdout
            .starts_with("scenarios/three-stations: good, 1 warning. "),
        "{}",
        check.stdout
    );
    assert!(
        check
            .stdout
            .contains("warning[I0056]: `SOUTH` is 6 km long, shorter"),
        "{}",
        check.stdout
    );
    let denied = desk.call(&["check", "scenarios/three-stations", "--deny", "warnings"]);
    assert_eq!(denied.code, Some(2));
    assert!(
        denied
            .stderr
            .starts_with("error: one scenario has warnings\n"),
        "{}",
        denied.stderr
    );
}

#[test]
fn no_text_of_a_scenario_steers_the_terminal() {
    let desk = Desk::with(&["three-stations"]);
    let file = "scenarios/three-stations/scenario.ron";
    let text = desk
        .read(file)
        .replace("Three stations", "Three\\nRun  0 digest 0000\\u{9b}2J")
        .replace("Middle yard", "Middle\\u{1b}]0;pwned\\u{7}\u{202e}yard")
        .replace("The army", "The\u{9b}31m army");
    desk.write(file, text);
    let arm = "Counterfactual(base: \"scenario.ron\", because: \"x\\u{1b}[2J\\ny\", changes: [Set(\"gangs.GANG.men\", 10)])";
    desk.write("scenarios/three-stations/arm\u{9b}.ron", arm);
    let folder = "scenarios/three-stations";
    let arm = "scenarios/three-stations/arm\u{9b}.ron";
    for arguments in [
        &["check", folder, "--color", "always"][..],
        &["run", folder, "--no-files", "--color", "always"],
        &["compare", folder, arm, "--pairs", "2", "--color", "always"],
        &["diverge", folder, arm, "--color", "always"],
        &["list", folder, "stations"],
        &["show", folder, "stations.YARD"],
    ] {
        let outcome = desk.call(arguments);
        assert_eq!(outcome.code, Some(0), "{arguments:?}: {}", outcome.stderr);
        for stream in [&outcome.stdout, &outcome.stderr] {
            let mut rest = stream.as_str();
            while let Some(at) = rest.find('\u{1b}') {
                let style = rest[at..].trim_start_matches("\u{1b}[").find('m');
                assert!(
                    rest[at..].starts_with("\u{1b}[") && style.is_some_and(|end| end < 16),
                    "{arguments:?}: {rest:?}"
                );
                rest = &rest[at + 2..];
            }
            let wrong = |sign: char| matches!(sign, '\u{7}' | '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}');
            assert!(!stream.contains(wrong), "{arguments:?}: {stream:?}");
            assert!(
                !stream.lines().any(|line| line.starts_with("Run  0")),
                "{stream}"
            );
        }
    }
}
