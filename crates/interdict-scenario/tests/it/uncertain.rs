//! The table of what is not known: what it says, and what of it is at fault.

use interdict_scenario::{Faults, FigurePath, Loaded};

use crate::small::with;

/// The small scenario with these rows of the table.
fn uncertain(rows: &str) -> Result<Loaded, Faults> {
    with("observed: [", &format!("uncertain: [{rows}], observed: ["))
}

/// Code, message, what is expected and what is near, of the one thing that is wrong with a row.
fn wrong(row: &str) -> (&'static str, String, String, String) {
    let found = match uncertain(row) {
        Ok(loaded) => loaded.warnings,
        Err(faults) => faults,
    };
    let faults: Vec<_> = found.iter().collect();
    assert_eq!(faults.len(), 1, "{row}: {found}");
    let expected = faults[0].expected.clone();
    let near = faults[0].nearest.clone().unwrap_or_default();
    (
        faults[0].code.as_str(),
        faults[0].message.clone(),
        expected,
        near,
    )
}

#[test]
fn rows_of_knobs_and_figures_are_read_and_change_no_other_table() {
    let rows = "(id: \"aim\", path: \"rules.flak.kappa\", from: 0.5, to: 2, together: \"guns\", mark: \"E\", source: \"a guess\"), \
                (id: \"losses\", path: \"rules.flak.damaged_per_lost\", from: 5, to: 10, together: \"guns\", against: true), \
                (id: \"trucks\", path: \"trucks.*.trucks\", from: 0.7, to: 1.3, factor: true), \
                (id: \"need\", path: \"formations.army.tons_per_day\", from: 300, to: 400)";
    let loaded = uncertain(rows).unwrap();
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    let plain = with("title", "title").unwrap().scenario;
    let mut scenario = loaded.scenario;
    assert_eq!(scenario.uncertain.len(), 4);
    assert_eq!(scenario.uncertain[0].knob(), Some("flak.kappa"));
    assert_eq!(scenario.uncertain[3].knob(), None);
    scenario.uncertain.clear();
    assert_eq!(
        scenario, plain,
        "no figure, no knob and no count of estimates moves"
    );
}

#[test]
fn figures_are_set_in_the_unit_of_their_column_and_counts_stay_whole() {
    let mut scenario = with("title", "title").unwrap().scenario;
    let trucks = FigurePath::read("trucks.*.trucks").unwrap();
    let need = FigurePath::read("formations.army.tons_per_day").unwrap();
    let before = scenario.figures(&trucks);
    scenario.set_figures(&trucks, &mut |old| 1.003 * old);
    for ((id, before), (_, now)) in before.iter().zip(scenario.figures(&trucks)) {
        assert!(
            (now - (1.003 * before).round()).abs() < 1e-9,
            "{id}: {before} {now}"
        );
    }
    scenario.set_figures(&need, &mut |_| 321.5);
    assert_eq!(scenario.figures(&need), [("army".to_owned(), 321.5)]);
    // what the column does not allow becomes the nearest that it does
    scenario.set_figures(&need, &mut |_| -7.0);
    assert_eq!(scenario.figures(&need), [("army".to_owned(), 0.0)]);
    assert_eq!(scenario.sound(), Ok(()));
}

#[test]
fn i0070_a_path_that_leads_to_no_figure() {
    let row = |path: &str| format!("(id: \"one\", path: \"{path}\", from: 1, to: 2)");
    let (code, message, _, near) = wrong(&row("truks.t1.trucks"));
    assert_eq!((code, &*near), ("I0070", "trucks"));
    assert_eq!(message, "`truks` is no table of the war");
    assert_eq!(wrong(&row("trucks.t1.truks")).3, "trucks");
    assert_eq!(wrong(&row("stations.A.lat")).0, "I0070");
    assert_eq!(wrong(&row("trucks")).0, "I0070");
    let (code, message, ..) = wrong(&row("rules.timetable.transloading"));
    assert_eq!(code, "I0070");
    assert_eq!(
        message,
        "`timetable.transloading` is a switch, and no figure"
    );
    let (code, message, ..) = wrong(&row("trucks.*.trucks"));
    assert_eq!(code, "I0070");
    assert_eq!(
        message,
        "`trucks.*.trucks` names every row, and one value fits one"
    );
    assert_eq!(wrong(&row("rules.flak.kapa")).3, "rules.flak.kappa");
    let (code, message, _, near) = wrong(&row("formations.arny.tons_per_day"));
    assert_eq!((code, &*near), ("I0041", "army"));
    assert_eq!(message, "no row of `formations` is named `arny`");
    let (code, message, ..) = wrong(&row("lines.A-B.speed_kmh"));
    assert_eq!(
        (code, &*message),
        ("I0041", "`lines.A-B.speed_kmh` is empty in the scenario")
    );
}

#[test]
fn i0071_a_figure_that_is_drawn_twice() {
    let two = |first: &str, second: &str| {
        format!(
            "(id: \"a\", path: \"{first}\", from: 0.8, to: 1.2, factor: true), \
             (id: \"b\", path: \"{second}\", from: 0.8, to: 1.2, factor: true)"
        )
    };
    let (code, message, ..) = wrong(&two("trucks.*.trucks", "trucks.t1.trucks"));
    assert_eq!(
        (code, &*message),
        ("I0071", "`trucks.t1.trucks` is drawn twice")
    );
    assert_eq!(
        wrong(&two("rules.flak.kappa", "rules.flak.kappa")).0,
        "I0071"
    );
    assert!(uncertain(&two("rules.flak.kappa", "rules.flak.beta")).is_ok());
}

#[test]
fn a_range_runs_from_low_to_high_within_what_the_figure_may_be() {
    let row = |path: &str, rest: &str| format!("(id: \"one\", path: \"{path}\", {rest})");
    assert_eq!(wrong(&row("rules.flak.kappa", "from: 2, to: 1")).0, "I0044");
    let (code, message, expected, _) = wrong(&row("rules.flak.kappa", "from: 1, to: 5"));
    assert_eq!(code, "I0024");
    assert_eq!(
        message,
        "`rules.flak.kappa` would be 5 factor, which it may not be"
    );
    assert_eq!(expected, "0 to 4 factor");
    // 18 km/h in the small scenario
    let (code, message, ..) = wrong(&row(
        "rules.rail.speed_kmh",
        "from: 0.5, to: 3, factor: true",
    ));
    assert_eq!(code, "I0024");
    assert_eq!(
        message,
        "`rules.rail.speed_kmh` would be 54 km/h, which it may not be"
    );
    assert_eq!(
        wrong(&row("trucks.t1.trucks", "from: 10.5, to: 12")).0,
        "I0025"
    );
    assert_eq!(
        wrong(&row("trucks.t1.trucks", "from: 10, to: 12, against: true")).0,
        "I0046"
    );
}

#[test]
fn a_row_about_what_an_arm_takes_away_as_a_whole_is_let_be() {
    let row = "(id: \"guns\", path: \"porters.*.carriers\", from: 0.5, to: 1.5, factor: true)";
    let loaded = uncertain(row).unwrap();
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    assert!(loaded.scenario.porters.is_empty());
}

#[test]
fn what_has_no_effect_is_warned_of() {
    let (code, message, ..) =
        wrong("(id: \"one\", path: \"rules.flak.kappa\", from: 0.5, to: 2, together: \"guns\")");
    assert_eq!(
        (code, &*message),
        ("I0058", "no other row moves together as `guns`")
    );
}
