//! What is said of noise: on data that can be reckoned by hand.

use interdict_experiment::Ending;
use interdict_experiment::placebo::Placebo;
use interdict_report::comparison::Compared;
use interdict_report::{Style, comparison};

use crate::comparison::study_beside;

const BASE: &[f64] = &[100.0, 200.0, 300.0, 400.0];
/// More by 10, 20, 30, 40: 25 in the mean.
const MORE: &[f64] = &[110.0, 220.0, 330.0, 440.0];

/// The page in one line, so that a sentence is found wherever it is broken.
fn page(arm: &[f64], sham: Option<&[f64]>) -> String {
    let (findings, ..) = study_beside("delivered", &[BASE, arm], sham, Ending::Pairs);
    let page = comparison::page(&findings, Style::Plain);
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_effect_beyond_the_sham_is_no_noise_and_one_within_it_is() {
    // the sham: 1, -1, 1, -1; the arm less it 9, 21, 29, 41: mean 25, standard error 6.73, t 3.182
    let small: &[f64] = &[101.0, 199.0, 301.0, 399.0];
    let told = page(MORE, Some(small));
    let said = "moves a single pair by about 1.2 t a day (SD; with-guns: 13 about its mean); its own mean, which should be \
                zero, is 0.0 (-1.8 to 1.8); with-guns less that change: 25 (4 to 46) t a day, so it is more than noise";
    assert!(told.contains(said), "{told}");
    assert!(told.contains("a change of no consequence (one light gun more along one of "));
    // the sham: 60, -60, 60, -60; the arm less it -50, 80, -30, 100
    let loud: &[f64] = &[160.0, 140.0, 360.0, 340.0];
    let told = page(MORE, Some(loud));
    assert!(told.contains("so it cannot be told from noise"), "{told}");
    // noise: 69.28 over 12.91
    let row = "Delivered to railheads t/day 250 275 25 4 to 46 537% 221";
    assert!(told.contains(row), "{told}");
    assert!(told.contains(" noise: standard deviation of the pairs under a change of no consequence (from 1951-08-01 on)"));
}

#[test]
fn an_effect_that_holds_zero_is_noise_however_quiet_the_sham() {
    // differences -10, 20, 30, -20
    let told = page(
        &[90.0, 220.0, 330.0, 380.0],
        Some(&[100.5, 199.5, 300.5, 399.5]),
    );
    assert!(told.contains("so it cannot be told from noise"), "{told}");
}

#[test]
fn a_sham_that_moves_nothing_and_one_that_is_not_run_are_told_so() {
    let told = page(MORE, Some(BASE));
    assert!(told.contains("moves no pair at all"), "{told}");
    let told = page(MORE, None);
    assert!(
        !told.contains("noise:") && !told.contains("of no consequence"),
        "{told}"
    );
}

#[test]
fn pairs_are_never_counted_by_sign() {
    for sham in [None, Some(BASE)] {
        let told = page(MORE, sham);
        assert!(
            !told.contains("agree") && !told.contains("other sign"),
            "{told}"
        );
    }
}

#[test]
fn days_before_an_arm_acts_are_told_and_a_difference_there_is_a_warning() {
    let (mut findings, ..) = study_beside("delivered", &[BASE, MORE], None, Ending::Pairs);
    let placebo = |unlike: Vec<u32>| Placebo {
        acts_from: "1951-08-02".to_owned(),
        days: 1,
        pairs: 4,
        unlike,
    };
    findings.placebos = vec![Some(placebo(Vec::new()))];
    assert_eq!(comparison::warnings(&findings), Vec::<String>::new());
    let told = comparison::page(&findings, Style::Plain).replace('\n', " ");
    let said = "with-guns acts from 1951-08-02 on: on the day before it, everything recorded is the same as in scenario";
    assert!(told.contains(said), "{told}");
    findings.placebos = vec![Some(placebo(vec![2, 3]))];
    let warnings = comparison::warnings(&findings);
    let said = "WARNING: with-guns should act from 1951-08-02 on, but differs from scenario before that day in 2 of 4 pairs, \
                first in replication 2";
    assert!(warnings[0].starts_with(said), "{warnings:?}");
    let told = comparison::page(&findings, Style::Plain).replace('\n', " ");
    assert!(told.contains(said), "{told}");
}

#[test]
fn files_hold_the_sham_beside_the_pairs() {
    let sham: &[f64] = &[101.0, 199.0, 301.0, 399.0];
    let (findings, study, set) =
        study_beside("delivered", &[BASE, MORE], Some(sham), Ending::Pairs);
    let compared = Compared {
        findings: &findings,
        study: &study,
        arms: &set,
        why: None,
    };
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("out");
    comparison::write_comparison(&dir, &compared).unwrap();
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    assert!(read("pairs.csv").contains("\n3,(sham),delivered,t/day,399.0\n"));
    let chart = read("charts/differences-with-guns.svg");
    assert!(chart.contains("the same pairs with a change of no consequence"));
    let json: serde_json::Value = serde_json::from_str(&read("comparison.json")).unwrap();
    let of = &json["noise"]["outcomes"][findings.watched];
    assert_eq!(
        (&of["difference"], &of["agreeing"]),
        (&0.0.into(), &0.into())
    );
    assert_eq!(
        json["noise"]["arms"][0]["outcomes"][findings.watched]["difference"],
        25.0
    );
}
