//! What `check` warns of in an air war.

use interdict_scenario::load_files;

use crate::small::{SMALL, files};

/// The small theatre with an airfield, a unit of interceptors and a unit of screens.
fn with_air_war(interceptors: &str, screens: &str, field: &str) -> String {
    let aircraft = "(id: \"mig\", bombs: 0, bomb_kg: 0, radius_km: 400, source: \"s\"), ";
    let text = SMALL.replacen("aircraft: [", &format!("aircraft: [{aircraft}"), 1);
    let text = text.replacen("lon: 125.0)],", &format!("lon: 125.0{field})],"), 1);
    let end = text.rfind(')').expect("an end");
    format!(
        "{}    fighters: [
        (id: \"near\", task: \"interceptor\", aircraft: \"mig\", strength: 20, lat: 40.5, lon: 124.5, source: \"s\"{interceptors}),
        (id: \"screen\", task: \"screen\", aircraft: \"mig\", strength: 20, lat: 38.0, lon: 126.0, source: \"s\", {screens}),
    ],
)",
        &text[..end]
    )
}

const STATION: &str = "station_lat: 39.9, station_lon: 125.0";

/// Codes and messages of what is warned of, about the air war.
fn warned(text: &str) -> Vec<String> {
    let loaded = load_files(files(text), "scenario.ron");
    let loaded = loaded.unwrap_or_else(|faults| panic!("{faults}"));
    let told = loaded.warnings.iter();
    told.filter(|fault| ["I0064", "I0065", "I0066"].contains(&fault.code.as_str()))
        .map(|fault| format!("{} {}", fault.code.as_str(), fault.message))
        .collect()
}

#[test]
fn an_air_war_that_can_be_meant_is_not_warned_of() {
    assert_eq!(warned(&with_air_war("", STATION, "")), [""; 0]);
}

#[test]
fn units_that_reach_nobody_are_warned_of() {
    let south = ", south_limit: 60.0";
    assert_eq!(
        warned(&with_air_war(south, STATION, "")),
        ["I0064 `near` reaches no station or airfield: `mig` flies 440 km"]
    );
    let far = "station_lat: 45.0, station_lon: 125.0";
    let found = warned(&with_air_war("", far, ""));
    assert!(
        found[0].starts_with("I0064 `screen` patrols 78"),
        "{found:?}"
    );
    let limited = format!("{STATION}, north_limit: 39.0");
    assert_eq!(
        warned(&with_air_war("", &limited, "")),
        ["I0064 `screen` patrols where it may not fight"]
    );
}

#[test]
fn raids_beyond_their_fuel_or_on_a_sanctuary_are_warned_of() {
    let by_group = SMALL.replacen("unit: \"2nd\"", "unit: \"group\"", 1);
    assert_eq!(warned(&by_group), [""; 0]);
    let short = by_group.replacen("bombs: 2,", "radius_km: 100, bombs: 2,", 1);
    let found = warned(&short);
    assert!(
        found[0].starts_with("I0064 `group` flies ") && found.len() == 1,
        "{found:?}"
    );
    assert!(
        found[0].ends_with("and `jet` has fuel for 100 km"),
        "{found:?}"
    );
    let on_sanctuary = SMALL.replacen("target: \"B-C\"", "target: \"A-C\"", 1);
    assert_eq!(
        warned(&on_sanctuary),
        ["I0066 a raid goes for `A-C`, a sanctuary"]
    );
}

#[test]
fn a_runway_too_short_is_warned_of_where_runways_matter() {
    let short = ", runway_m: 900";
    let text = with_air_war("", STATION, short);
    assert_eq!(warned(&text), [""; 0]);
    let works = text.replacen("\"rail.speed_kmh\": 18,", "\"field.works\": 1,", 1);
    assert_eq!(
        warned(&works),
        ["I0065 the runway of `strip` has 900 m, and its aircraft need 1500 m"]
    );
    let piston = with_air_war("", STATION, ", runway_m: 900, strip_m: 900");
    let works = piston.replacen("\"rail.speed_kmh\": 18,", "\"field.works\": 1,", 1);
    assert_eq!(warned(&works), [""; 0]);
}

/// The small theatre with a unit that a school forms, which is a unit of fighters, and with a duty.
fn with_new_unit(fighters: &str, duty: &str) -> String {
    let text = with_air_war("", STATION, "");
    let end = text.rfind("    ],").expect("an end");
    format!(
        "{}        (id: \"young\", aircraft: \"mig\", lat: 40.5, lon: 124.5, source: \"s\", {fighters}),
    ],
    academies: [(id: \"school\", trainers: 20, source: \"s\")],
    courses: [(id: \"jets\", academy: \"school\", source: \"s\")],
    cohorts: [(id: \"spring\", students: 20, course: \"jets\", source: \"s\")],
    establishments: [(id: \"squadron\", course: \"jets\", pilots: 12, aircraft: 12, source: \"s\")],
    assignments: [(id: \"duty\", unit: \"squadron\", duty: \"{duty}\", source: \"s\")],
)",
        &text[..end]
    )
}

const YOUNG: &str = "task: \"interceptor\", unit: \"squadron\"";

#[test]
fn a_unit_of_the_schools_that_nobody_sends_is_warned_of() {
    let warned = |duty: &str| {
        let loaded = load_files(files(&with_new_unit(YOUNG, duty)), "scenario.ron");
        let loaded = loaded.unwrap_or_else(|faults| panic!("{faults}"));
        let told = loaded.warnings.iter();
        let of = told.filter(|fault| fault.code.as_str() == "I0072");
        of.map(|fault| fault.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(warned("front"), [""; 0]);
    assert_eq!(warned("call"), ["nobody sends `young` to the front"]);
}

#[test]
fn a_unit_of_the_schools_says_nothing_that_is_theirs_to_say() {
    for (fighters, expected) in [
        (
            "task: \"interceptor\"",
            "fighter unit `young` has no strength",
        ),
        (
            "task: \"interceptor\", unit: \"squadron\", strength: 12",
            "fighter unit `young` is a unit of the schools, which say its `strength`",
        ),
        (
            "task: \"interceptor\", unit: \"squadron\", hours: 40",
            "fighter unit `young` is a unit of the schools, which say its `hours`",
        ),
        (
            "task: \"escort\", unit: \"squadron\"",
            "fighter unit `young` is a unit of the schools, and no interceptor",
        ),
        (
            "task: \"interceptor\", unit: \"squadrom\"",
            "`squadrom` is not a unit to be formed",
        ),
    ] {
        let faults = load_files(files(&with_new_unit(fighters, "front")), "scenario.ron");
        let told = faults.expect_err("a fault").to_string();
        assert!(told.contains(expected), "{told}");
    }
}
