//! What a study says to people: sentences on data that can be reckoned by hand.

use interdict_experiment::findings::Wanted;
use interdict_experiment::simultaneous::Best;
use interdict_experiment::{
    Arm, Arms, Catalogue, Design, Ending, Figures, Findings, Replication, Stopping, Study, Window,
};
use interdict_report::OutputFolder;
use interdict_report::comparison::Compared;
use interdict_report::{Style, comparison};
use interdict_scenario::synthetic::{Shape, generate};

/// A study in which an outcome had these values, `arms[a][i]`, and everything else was zero.
fn study(name: &str, arms: &[&[f64]], ending: Ending) -> (Findings, Study, Arms) {
    study_beside(name, arms, None, ending)
}

/// The same with a change of no consequence beside the arms.
pub(crate) fn study_beside(
    name: &str,
    arms: &[&[f64]],
    sham: Option<&[f64]>,
    ending: Ending,
) -> (Findings, Study, Arms) {
    let scenario = generate(Shape::small(), 3);
    let named = arms.iter().zip(["scenario", "with-guns", "with-gangs"]);
    let named = named.map(|(_, name)| Arm {
        name: name.to_owned(),
        because: None,
        scenario: scenario.clone(),
    });
    let set = Arms::new(named.collect()).expect("they cover the same days");
    let set = if sham.is_some() { set.with_sham() } else { set };
    let window = Window { from: 0, to: 2 };
    let catalogue = Catalogue::of(&set.scenarios(), window);
    let place = catalogue.outcome(name).expect("an outcome");
    let figures = |value: f64| {
        let mut outcomes = vec![0.0; catalogue.outcomes.len()];
        outcomes[place] = value;
        Figures {
            digest: 0,
            outcomes,
            curves: vec![vec![0.0; 2]; catalogue.curves.len()],
            lines: vec![[0.0; 2]; catalogue.lines.len()],
            early: Vec::new(),
        }
    };
    let study = Study {
        replications: (0..arms[0].len())
            .map(|number| Replication {
                number: number as u32,
                arms: arms.iter().map(|arm| Ok(figures(arm[number]))).collect(),
                sham: sham.map(|values| Ok(figures(values[number]))),
            })
            .collect(),
        ending,
        looked: Vec::new(),
    };
    let design = Design {
        seed: 1,
        threads: 1,
        stopping: Stopping::Pairs(arms[0].len() as u32),
        watched: place,
    };
    let wanted = Wanted {
        best: Best::Most,
        zone: 5.0,
    };
    let findings = Findings::of(&set, &catalogue, &design, &study, wanted);
    (findings, study, set)
}

fn answer(name: &str, arms: &[&[f64]]) -> String {
    comparison::answers(&study(name, arms, Ending::Pairs).0).join("\n")
}

const BASE: &[f64] = &[100.0, 200.0, 300.0, 400.0];

#[test]
fn an_effect_is_said_with_its_interval_and_its_signs() {
    // differences 10, 20, 30, 40: mean 25, standard error 6.455, t 3.182: 20.5 to either side
    assert_eq!(
        answer("delivered", &[BASE, &[110.0, 220.0, 330.0, 440.0]]),
        "with-guns delivered to railheads 25 t a day more than scenario (95 % interval 4 to 46, if so few pairs may be taken at Student's word; 4 pairs)"
    );
    assert_eq!(
        answer("delivered", &[&[110.0, 220.0, 330.0, 440.0], BASE]),
        "with-guns delivered to railheads 25 t a day less than scenario (95 % interval 4 to 46, if so few pairs may be taken at Student's word; 4 pairs)"
    );
    assert_eq!(
        answer("track_cuts", &[BASE, &[110.0, 220.0, 330.0, 440.0]]),
        "track cuts: 25 cuts more in with-guns than in scenario (95 % interval 4 to 46, if so few pairs may be taken at Student's word; 4 pairs)"
    );
}

#[test]
fn no_effect_is_not_said_to_be_one() {
    // differences -10, 20, 30, -20: mean 5, standard error 11.90: 37.9 to either side
    assert_eq!(
        answer("delivered", &[BASE, &[90.0, 220.0, 330.0, 380.0]]),
        "no detectable effect on delivered to railheads: the 95 % interval -33 to 43 t a day of with-guns less scenario includes zero (4 pairs, if so few pairs may be taken at Student's word)"
    );
    assert_eq!(
        answer("delivered", &[BASE, BASE]),
        "no difference: with-guns and scenario have the same figure (delivered to railheads) in each of 4 pairs"
    );
    assert_eq!(
        answer("delivered", &[&[1.0], &[4.0]]),
        "with-guns delivered to railheads 3.0 t a day more than scenario in the only pair, which says nothing about chance"
    );
    assert_eq!(
        answer("delivered", &[&[], &[]]),
        "nothing can be said of with-guns: no pair was finished"
    );
    assert_eq!(
        answer("delivered", &[&[1.0, 2.0], &[4.0, 5.0]]),
        "with-guns delivered to railheads 3.0 t a day more than scenario in each of 2 pairs, which are too few to say how sure that is"
    );
}

#[test]
fn the_page_gives_the_answer_first_and_folds_what_is_equal() {
    let arms: [&[f64]; 2] = [BASE, &[110.0, 220.0, 330.0, 440.0]];
    let (findings, ..) = study("delivered", &arms, Ending::Pairs);
    let page = comparison::page(&findings, Style::Plain);
    let mut lines = page.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("with-guns delivered to railheads 25 t a day more")
    );
    // VRF: (1 + 1.1 x 1.1) / (0.1 x 0.1)
    let row = "Delivered to railheads        t/day           250       275        25             4 to 46     -    221";
    assert_eq!(
        page.lines()
            .filter(|line| line.starts_with("Delivered to r"))
            .collect::<Vec<_>>(),
        [row]
    );
    assert!(page.contains("\nEqual in every pair: Delivered to the front; "));
    assert!(page.contains(
        "\n4 pairs under seed 1, 1951-08-01 to 1951-08-02 (2 days); as many as were asked for\n"
    ));
    assert!(page.contains("\nwith-guns, Delivered to railheads: independent seeds would need about 884 pairs for an interval of this width\n"));
    assert!(page.contains("\nwith-guns differs from scenario in nothing\n"));
    assert!(
        page.lines().all(|line| line.chars().count() <= 110),
        "{page}"
    );
    assert_eq!(page, comparison::page(&findings, Style::Plain));
}

#[test]
fn columns_widen_so_that_long_numbers_do_not_run_together() {
    let [ours, theirs] = [1e9, 3e9].map(|by| BASE.iter().map(|x| x * by).collect::<Vec<f64>>());
    let (findings, ..) = study("delivered", &[&ours, &theirs], Ending::Pairs);
    let page = comparison::page(&findings, Style::Plain);
    let mut rows = page
        .lines()
        .filter(|line| line.starts_with("Delivered to r"));
    let cells: Vec<&str> = rows.next().expect("a row").split_whitespace().collect();
    // mean 250 and 750 thousand millions; the interval in three words
    assert_eq!(
        cells[3..7],
        [
            "t/day",
            "250,000,000,000",
            "750,000,000,000",
            "500,000,000,000"
        ]
    );
    assert_eq!(cells.len(), 12, "{cells:?}");
}

#[test]
fn few_pairs_say_that_they_are_few() {
    let arms: [&[f64]; 2] = [&[0.0; 4], &[304.0, 279.0, 59.0, 288.0]];
    let said = answer("delivered", &arms);
    let interval = "more than scenario (95 % interval 48 to 417, if so few pairs may be taken at Student's word; 4 pairs)";
    assert!(said.contains(interval), "{said}");
    let (findings, ..) = study("delivered", &[&[1.0, 2.0], &[267.0, 268.0]], Ending::Pairs);
    let page = comparison::page(&findings, Style::Plain);
    assert!(
        page.contains("too few pairs") && !page.contains("266 to 266"),
        "{page}"
    );
}

#[test]
fn several_arms_are_set_side_by_side_and_one_is_taken() {
    let third: &[f64] = &[101.0, 203.0, 302.0, 401.0];
    let arms: [&[f64]; 3] = [BASE, &[110.0, 220.0, 330.0, 440.0], third];
    let (findings, ..) = study("delivered", &arms, Ending::Interrupted);
    let page = comparison::page(&findings, Style::Plain);
    assert_eq!(comparison::answers(&findings).len(), 2);
    assert!(
        page.contains("\ninterrupted: the figures are those of the pairs that were done by then\n")
    );
    assert!(page.contains("\nwith-gangs less with-guns "), "{page}");
    assert!(page.contains("\nwith-guns has the most; "), "{page}");
}

#[test]
fn files_hold_every_pair_and_every_day_and_are_replaced_as_a_whole() {
    let arms: [&[f64]; 2] = [BASE, &[110.0, 220.0, 330.0, 440.0]];
    let (findings, study, set) = study("delivered", &arms, Ending::Pairs);
    let compared = Compared {
        findings: &findings,
        study: &study,
        arms: &set,
        why: None,
    };
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("out");
    drop(OutputFolder::claim(&dir).unwrap());
    assert!(!dir.exists(), "what comes to nothing leaves nothing");
    let written = comparison::write_comparison(&dir, &compared).unwrap();
    let names: Vec<String> = (written.iter())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".png"))
        .collect();
    let expected = [
        "by-day-with-guns.svg",
        "differences-with-guns.svg",
        "effect-added-up-with-guns.svg",
        "effects.svg",
        "where-with-guns.svg",
        "comparison.json",
        "comparison.txt",
        "curves.csv",
        "datapackage.json",
        "interdict-output.json",
        "lines.csv",
        "pairs.csv",
    ];
    assert_eq!(names, expected);
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let pairs = read("pairs.csv");
    assert!(
        pairs.contains("\n3,with-guns,delivered,t/day,440.0\n"),
        "{pairs}"
    );
    assert_eq!(pairs.lines().count(), 1 + 4 * 2 * findings.outcomes.len());
    let curves = read("curves.csv");
    assert_eq!(curves.lines().count(), 1 + 2 * 3 * findings.curves.len());
    assert!(
        curves.contains(
            "\n1951-08-02,delivered,t,with-guns - scenario,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0\n"
        ),
        "{curves}"
    );
    let effects = read("charts/effects.svg");
    assert!(effects.contains("with-guns: what it changes") && effects.contains("+10.0"));
    let added_up = read("charts/effect-added-up-with-guns.svg");
    assert!(added_up.contains("with-guns less scenario, added up"));
    let differences = read("charts/differences-with-guns.svg");
    assert!(differences.contains("which is chance and the change together"));
    assert!(!differences.contains("with a change of no consequence"));
    let days = read("charts/by-day-with-guns.svg");
    assert!(days.contains("Paired difference") && days.contains("tons a day"));
    let lines = read("charts/where-with-guns.svg");
    assert!(lines.contains("no line told from chance"));
    let all = [effects, added_up, differences, days, lines];
    assert!(
        !all.iter()
            .any(|svg| svg.contains("NaN") || svg.contains("inf"))
    );
    assert_eq!(
        read("lines.csv").lines().count(),
        1 + 2 * set.base().scenario.lines.len()
    );
    let json: serde_json::Value = serde_json::from_str(&read("comparison.json")).unwrap();
    assert_eq!(
        json["comparisons"][0]["outcomes"][findings.watched]["difference"],
        25.0
    );
    assert_eq!(json["arms"][1]["name"], "with-guns");
    comparison::write_comparison(&dir, &compared).unwrap();
    std::fs::create_dir(folder.path().join("theirs")).unwrap();
    std::fs::write(folder.path().join("theirs/a.txt"), "a").unwrap();
    assert!(OutputFolder::claim(&folder.path().join("theirs")).is_err());
}

#[test]
fn one_pair_or_none_makes_charts_that_say_so() {
    for pairs in [0, 1] {
        let ours = vec![100.0; pairs];
        let arms: [&[f64]; 2] = [&ours, &ours];
        let (findings, study, set) = study("delivered", &arms, Ending::Interrupted);
        let compared = Compared {
            findings: &findings,
            study: &study,
            arms: &set,
            why: None,
        };
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("out");
        comparison::write_comparison(&dir, &compared).unwrap();
        let by_day = ["No pair was finished", "One pair has no spread"][pairs];
        for (name, words) in [
            ("by-day", by_day),
            ("differences", "Fewer than two pairs"),
            ("where", "Fewer than two pairs"),
        ] {
            let svg = std::fs::read_to_string(dir.join(format!("charts/{name}-with-guns.svg")));
            assert!(svg.unwrap().contains(words), "{name} of {pairs}");
        }
    }
}

#[test]
fn the_table_of_a_comparison_fits_a_terminal_of_any_width() {
    let arm: &[f64] = &[1_110_000.0, 2_220_000.0, 3_330_000.0, 4_440_000.0];
    let (findings, _, _) = study("delivered", &[BASE, arm], Ending::Pairs);
    let page = |style| comparison::page(&findings, style);
    let row = |page: &str| -> String {
        let mut lines = page.lines();
        lines
            .find(|line| line.starts_with("Deliver"))
            .expect("a row")
            .to_owned()
    };
    let whole = page(Style::Plain);
    for columns in [60, 80] {
        let narrow = page(Style::Narrow {
            columns,
            is_bold: false,
        });
        assert!(narrow.contains("without room here: "), "{narrow}");
        let row = row(&narrow);
        assert!(
            row.chars().count() <= usize::from(columns),
            "{columns}: {row}"
        );
        // the difference and its interval are never left out
        for told in [" t/day ", " 2,774,750 ", " to 5,054,773"] {
            assert!(row.contains(told), "{columns}: {row}");
        }
    }
    assert!(!whole.contains("without room here"));
    // a million beside a million: a blank between
    let figures: Vec<&str> = whole.lines().filter(|line| line.contains(",000")).collect();
    assert!(
        figures.iter().all(|line| !line.contains(",0001")),
        "{figures:?}"
    );
}
