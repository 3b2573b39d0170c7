//! What any touch does, told beside `compare`, `diverge` and single attacks.

use crate::terminal::Desk;

const BASE: &str = "scenarios/one-line/scenario.ron";

/// A change of next to nothing: a ten-thousandth more work in each crater.
const NEXT_TO_NOTHING: &str = r#"Counterfactual(
    base: "scenario.ron",
    title: "Next to nothing",
    because: "to see what noise looks like",
    changes: [Set("rules.repair.crater_gang_h", 3.0003)],
)"#;

fn desk() -> Desk {
    let desk = Desk::with(&["one-line"]);
    desk.write("scenarios/one-line/next-to-nothing.ron", NEXT_TO_NOTHING);
    desk
}

fn in_one_line(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn next_to_nothing_is_told_to_be_noise() {
    let desk = desk();
    let arm = "scenarios/one-line/next-to-nothing.ron";
    let watch = ["--outcome", "delivered", "--pairs", "20"];
    let compared = desk
        .call(&[&["compare", BASE, arm][..], &watch].concat())
        .quiet();
    let page = in_one_line(&compared.stdout);
    assert!(
        page.contains("a change of no consequence (one light gun more"),
        "{page}"
    );
    assert!(page.contains("so it cannot be told from noise"), "{page}");
    let diverged = desk.call(&["diverge", BASE, arm]).quiet();
    let page = in_one_line(&diverged.stdout);
    assert!(
        page.contains("Beside it 40 changes of no consequence under the very same chance"),
        "{page}"
    );
    assert!(
        page.contains("delivered to railheads: ") && page.contains("cannot be told from noise"),
        "{page}"
    );
    let json = desk.call(&["diverge", BASE, arm, "--json"]).quiet().json();
    let of = &json["noise"]["of"]["delivered_to_railheads"];
    assert_eq!((&of["of"], &of["stands_out"]), (&40.into(), &false.into()));
}

#[test]
fn without_the_sham_an_arm_less_is_run_and_nothing_is_said_of_noise() {
    let desk = desk();
    let arm = "scenarios/one-line/with-division.ron";
    let call = |more: &[&str]| {
        let arguments = [
            &["compare", BASE, arm, "--pairs", "3", "--out", "out"],
            more,
        ]
        .concat();
        let outcome = desk.call(&arguments);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        (desk.read("out/comparison.txt"), desk.read("out/pairs.csv"))
    };
    let (with, pairs) = call(&["--quiet"]);
    let (without, fewer) = call(&["--quiet", "--no-sham"]);
    assert!(with.contains("of no consequence") && !without.contains("of no consequence"));
    let arms = |pairs: &str, wanted: &str| {
        pairs
            .lines()
            .filter(|row| row.split(',').nth(1) == Some(wanted))
            .count()
    };
    assert_eq!(arms(&pairs, "with-division"), arms(&fewer, "with-division"));
    assert_eq!(
        (arms(&pairs, "(sham)") > 0, arms(&fewer, "(sham)")),
        (true, 0)
    );
    let diverged = desk.call(&["diverge", BASE, arm, "--no-sham"]).quiet();
    assert!(
        diverged
            .stdout
            .contains("No floor of noise: it was not asked for.")
    );
}

#[test]
fn why_takes_fresh_pairs_and_tells_which() {
    let desk = desk();
    let arm = "scenarios/one-line/with-division.ron";
    let call = |more: &[&str]| {
        let arguments = [
            &[
                "compare",
                BASE,
                arm,
                "--pairs",
                "3",
                "--why=2",
                "--continuations",
                "3",
            ],
            more,
        ]
        .concat();
        in_one_line(&desk.call(&arguments).quiet().stdout)
    };
    let fresh = call(&[]);
    assert!(
        fresh.contains("(2 pairs, 3 to 4, none of them in the estimate; all of it"),
        "{fresh}"
    );
    assert!(
        fresh.contains("But for one attack, in scenario of pair 3: "),
        "{fresh}"
    );
    assert!(
        fresh.contains("mean of 3 continuations with fresh chance after the attack"),
        "{fresh}"
    );
    assert!(fresh.contains("can be told from noise"), "{fresh}");
    let same = call(&["--why-from", "0"]);
    assert!(
        same.contains("(2 pairs, 0 to 1, that the estimate is made from, too; all of it"),
        "{same}"
    );
}
