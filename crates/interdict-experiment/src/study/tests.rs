use super::*;
use crate::arms::Arm;
use crate::broken::BrokenRun;
use crate::outcome::{Figures, Label, Window};
use crate::paired::Paired;
use crate::resample::{FOR_INTERVALS, INTERVALS, Resamples};
use crate::stopping::Looks;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Channels, FlakPlace, FlakPosting};
use interdict_scenario::synthetic::{Shape, generate};
use std::fs;
use std::path::Path;

fn arms(scenarios: Vec<Scenario>) -> (Arms, Catalogue) {
    let arms = scenarios
        .into_iter()
        .zip('a'..)
        .map(|(scenario, name)| Arm {
            name: name.to_string(),
            because: None,
            scenario,
        });
    let arms = Arms::new(arms.collect()).expect("they cover the same days");
    let window = Window {
        from: 0,
        to: arms.base().scenario.days,
    };
    let catalogue = Catalogue::of(&arms.scenarios(), window);
    (arms, catalogue)
}

pub(super) fn pairs(n: u32, threads: usize) -> Design {
    Design {
        seed: 5,
        threads,
        stopping: Stopping::Pairs(n),
        watched: 0,
    }
}

pub(super) fn run(
    arms: &Arms,
    catalogue: &Catalogue,
    design: &Design,
    keeping: Keeping<'_>,
) -> Study {
    let stop = AtomicBool::new(false);
    study(arms, catalogue, design, keeping, &stop, &mut |_| ()).expect("the journal is sound")
}

/// A theatre that is attacked, with guns already there.
pub(super) fn theatre() -> Scenario {
    let shape = Shape {
        days: 15,
        flak: 6,
        air_units: 4,
        raids: 12,
        ..Shape::small()
    };
    let mut theatre = generate(shape, 9);
    for guns in &mut theatre.flak {
        (guns.active, guns.light, guns.heavy, guns.from, guns.to) = (true, 12, 4, 0, 15);
    }
    theatre
}

/// More guns on every line that may be attacked.
pub(super) fn with_division(theatre: &Scenario) -> Scenario {
    let mut more = theatre.clone();
    let lines =
        (0..theatre.lines.len() as u32).filter(|&line| !theatre.lines[line as usize].sanctuary);
    more.flak.push(FlakPosting {
        channels: Channels::ALL,
        id: "zz-division".to_owned(),
        formation: "zz-division".to_owned(),
        name: String::new(),
        key: Key::of("flak/zz-division"),
        heavy: 60,
        light: 120,
        strength: 1.0,
        place: FlakPlace::Along(lines.collect()),
        depot: theatre.flak[0].depot,
        mobile: false,
        active: true,
        arrival_kg: 0,
        from: 3,
        to: 15,
        source: theatre.flak[0].source.clone(),
        given: theatre.flak[0].given,
    });
    more
}

fn compare(study: &Study, place: usize) -> Paired {
    let values = study.outcome(2, place);
    let resamples = Resamples::new(values[0].len(), FOR_INTERVALS, INTERVALS);
    Paired::of(&values[0], &values[1], ERROR, &resamples)
}

#[test]
fn an_arm_that_changes_nothing_differs_by_exactly_nothing() {
    let base = theatre();
    let (arms, catalogue) = arms(vec![base.clone(), base]);
    let study = run(&arms, &catalogue, &pairs(4, 2), Keeping::Nowhere);
    assert_eq!((study.whole().count(), study.ending), (4, Ending::Pairs));
    for place in 0..catalogue.outcomes.len() {
        let found = compare(&study, place);
        assert_eq!(found.method, Method::Equal);
        assert_eq!((found.difference.to_bits(), found.equal), (0, 4));
    }
    for place in 0..catalogue.curves.len() {
        assert_eq!(study.curves(0, place), study.curves(1, place));
    }
}

#[test]
fn guns_that_do_nothing_change_only_their_own_figures() {
    let mut base = theatre();
    let knobs = &mut base.rules.flak;
    (knobs.lethality, knobs.kappa, knobs.beta) = (0.0, 0.0, 0.0);
    (knobs.consumption, knobs.suppression_share) = (0.0, 0.0);
    let more = with_division(&base);
    let (arms, catalogue) = arms(vec![base, more]);
    let study = run(&arms, &catalogue, &pairs(3, 2), Keeping::Nowhere);
    let differing: Vec<&Label> = (catalogue.outcomes.iter().enumerate())
        .filter(|&(place, _)| compare(&study, place).equal < 3)
        .map(|(_, label)| label)
        .collect();
    let names: Vec<&str> = differing.iter().map(|label| label.name.as_str()).collect();
    assert_eq!(names, ["rounds_heavy", "rounds_light"]);
    assert!(differing.iter().all(|label| label.is_of_guns));
    let cuts = catalogue.outcome("track_cuts").unwrap();
    assert!(compare(&study, cuts).base_mean > 0.0);
}

#[test]
fn common_chance_is_worth_many_independent_runs() {
    let base = theatre();
    let mut slower = base.clone();
    slower.rules.repair.crater_gang_h *= 1.1;
    let (arms, catalogue) = arms(vec![base, slower]);
    let study = run(&arms, &catalogue, &pairs(40, 0), Keeping::Nowhere);
    let cuts = catalogue.outcome("track_cuts").unwrap();
    let values = study.outcome(2, cuts);
    let resamples = Resamples::new(40, FOR_INTERVALS, INTERVALS);
    let keyed = Paired::of(&values[0], &values[1], ERROR, &resamples);
    // the other arm under the chance of other replications: independent seeds
    let mut shifted = values[1].clone();
    shifted.rotate_left(1);
    let independent = Paired::of(&values[0], &shifted, ERROR, &resamples);
    let ratio = |found: &Paired| found.variance_reduction.expect("it varies").ratio;
    assert!(ratio(&keyed) > 10.0, "{}", ratio(&keyed));
    assert!(ratio(&independent) < 2.0, "{}", ratio(&independent));
}

fn journals_of(study: impl Fn(&Path)) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.jsonl");
    study(&path);
    fs::read(path).unwrap()
}

#[test]
fn a_resumed_study_is_an_unbroken_one_to_the_byte_whatever_the_threads() {
    let base = generate(Shape::small(), 3);
    let mut slow = base.clone();
    slow.rules.rail.speed_kmh *= 0.8;
    let (arms, catalogue) = arms(vec![base, slow]);
    let whole = run(&arms, &catalogue, &pairs(20, 1), Keeping::Nowhere);
    let unbroken = journals_of(|path| {
        assert_eq!(
            run(&arms, &catalogue, &pairs(20, 2), Keeping::Anew(path)),
            whole
        );
    });
    let resumed = journals_of(|path| {
        let stop = AtomicBool::new(false);
        let mut stopping = |progress: Progress| stop.store(progress.done >= 3, Ordering::Relaxed);
        let design = pairs(20, 2);
        let part = study(
            &arms,
            &catalogue,
            &design,
            Keeping::Anew(path),
            &stop,
            &mut stopping,
        );
        let part = part.unwrap();
        assert_eq!(part.ending, Ending::Interrupted);
        assert_eq!(
            part.replications,
            whole.replications[..part.replications.len()]
        );
        // the break tore a line
        let mut torn = fs::read(path).unwrap();
        torn.extend_from_slice(br#"{"number":"#);
        fs::write(path, torn).unwrap();
        assert_eq!(
            run(&arms, &catalogue, &pairs(20, 8), Keeping::Resume(path)),
            whole
        );
        // and once more, with nothing left to do
        assert_eq!(
            run(&arms, &catalogue, &pairs(20, 1), Keeping::Resume(path)),
            whole
        );
    });
    assert!(resumed == unbroken, "the journals differ");
    assert_eq!(unbroken.split(|&byte| byte == b'\n').count(), 22);
}

#[test]
fn a_journal_of_another_study_is_refused_with_the_reason() {
    let base = generate(Shape::small(), 3);
    let mut slow = base.clone();
    slow.rules.rail.speed_kmh *= 0.8;
    let mut slower = base.clone();
    slower.rules.rail.speed_kmh *= 0.7;
    let (two, catalogue) = arms(vec![base.clone(), slow.clone()]);
    let (others, _) = arms(vec![base.clone(), slower.clone()]);
    let (three, _) = arms(vec![base, slow, slower]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.jsonl");
    run(&two, &catalogue, &pairs(2, 1), Keeping::Anew(&path));
    let refused = |arms: &Arms, catalogue: &Catalogue, design: &Design| {
        let stop = AtomicBool::new(false);
        let keeping = Keeping::Resume(&path);
        let error = study(arms, catalogue, design, keeping, &stop, &mut |_| ());
        error.expect_err("refused").to_string()
    };
    let seed = Design {
        seed: 6,
        ..pairs(2, 1)
    };
    assert!(refused(&two, &catalogue, &seed).contains("the seed there is 5, here 6"));
    let other = refused(&others, &catalogue, &pairs(2, 1));
    assert!(
        other.contains("arm 1 is another scenario or was changed"),
        "{other}"
    );
    assert!(refused(&three, &catalogue, &pairs(2, 1)).contains("number of arms there is 2"));
    let later = Catalogue::of(&two.scenarios(), Window { from: 4, to: 10 });
    assert!(refused(&two, &later, &pairs(2, 1)).contains(
        "the time compared there is 1951-08-01 to 1951-08-10, here 1951-08-05 to 1951-08-10"
    ));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen(r#""number":1"#, r#""number":4"#, 1)).unwrap();
    assert!(refused(&two, &catalogue, &pairs(2, 1)).contains("line 3 of the journal"));
    fs::write(&path, text).unwrap();
    run(&two, &catalogue, &pairs(2, 1), Keeping::Resume(&path));
}

#[test]
fn a_replication_that_another_build_kept_otherwise_is_told() {
    let base = generate(Shape::small(), 3);
    let mut slow = base.clone();
    slow.rules.rail.speed_kmh *= 0.8;
    let (two, catalogue) = arms(vec![base, slow]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.jsonl");
    let mut study_of = run(&two, &catalogue, &pairs(2, 1), Keeping::Nowhere).replications;
    if let Ok(figures) = &mut study_of[1].arms[0] {
        figures.digest ^= 1;
    }
    let mark = crate::journal::Mark::of(&two, &catalogue, 5);
    let mut journal = crate::journal::Journal::begin(&path, &mark).unwrap();
    for one in &study_of {
        journal.add(one).unwrap();
    }
    drop(journal);
    let stop = AtomicBool::new(false);
    let resume = Keeping::Resume(&path);
    let refused = study(&two, &catalogue, &pairs(2, 1), resume, &stop, &mut |_| ());
    let said = refused.expect_err("refused").to_string();
    assert!(said.contains("replication 1 in the journal"), "{said}");
}

#[test]
fn a_study_goes_on_until_the_interval_is_as_narrow_as_was_asked() {
    let base = generate(Shape::small(), 3);
    let mut slow = base.clone();
    slow.rules.rail.speed_kmh *= 0.8;
    let (arms, catalogue) = arms(vec![base, slow]);
    let looks = Looks {
        first: 6,
        batch: 4,
        cap: 30,
    };
    let design = |half_width| Design {
        stopping: Stopping::HalfWidth { half_width, looks },
        ..pairs(0, 2)
    };
    let wide = run(&arms, &catalogue, &design(1e6), Keeping::Nowhere);
    assert!(wide.ending == Ending::Reached && wide.looked == [6]);
    let narrow = run(&arms, &catalogue, &design(1e-6), Keeping::Nowhere);
    assert_eq!(narrow.ending, Ending::OutOfPairs);
    assert_eq!(narrow.looked, [6, 10, 14, 18, 22, 26, 30]);
    assert_eq!(narrow.replications.len(), 30);
    assert_eq!(narrow.replications[..6], wide.replications);
}

#[test]
fn a_broken_law_is_an_error_in_its_place_and_leaves_its_pair_out() {
    let figures = |value| {
        Ok(Figures {
            digest: 0,
            outcomes: vec![value],
            curves: vec![vec![value]],
            lines: Vec::new(),
            early: Vec::new(),
        })
    };
    let broken = BrokenRun {
        replication: 1,
        law: BrokenLaw {
            day: 0,
            second: 900,
            law: "mass".into(),
            detail: String::new(),
        },
    };
    let replication = |number, arms: [Result<Figures, BrokenRun>; 2]| Replication {
        number,
        arms: arms.to_vec(),
        sham: None,
    };
    let study = Study {
        replications: vec![
            replication(0, [figures(1.0), figures(2.0)]),
            replication(1, [figures(3.0), Err(broken.clone())]),
            replication(2, [figures(5.0), figures(8.0)]),
        ],
        ending: Ending::Pairs,
        looked: Vec::new(),
    };
    assert_eq!(study.outcome(2, 0), [[1.0, 5.0], [2.0, 8.0]]);
    assert_eq!(study.curves(1, 0), [[2.0], [8.0]]);
    let found: Vec<_> = study.broken().collect();
    assert_eq!(found, [(1, 1, &broken.law)]);
    let line = serde_json::to_string(&study.replications[1]).unwrap();
    let read: Replication = serde_json::from_str(&line).unwrap();
    assert_eq!(read, study.replications[1]);
}
