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
