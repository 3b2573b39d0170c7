use std::fs;
use std::path::Path;

use interdict_report::{OutputError, OutputFolder, OutputOptions, write_outputs};

use crate::fabricated::{bare, theatre};

/// Everything in a folder, by path.
fn contents(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut open = vec![dir.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(dir)
                    .expect("inside")
                    .display()
                    .to_string();
                all.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    all.sort();
    all
}

fn names(dir: &Path) -> Vec<String> {
    contents(dir).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn equal_records_give_equal_files_and_the_paths_are_told() {
    let top = tempfile::tempdir().expect("a folder");
    let (scenario, record) = theatre(30);
    let (one, two) = (top.path().join("one"), top.path().join("deep/two"));
    let paths =
        write_outputs(&one, &scenario, &record, &OutputOptions::default()).expect("written");
    write_outputs(&two, &scenario, &record, &OutputOptions::default()).expect("written");
    assert_eq!(contents(&one), contents(&two));
    assert_eq!(paths.len(), names(&one).len());
    assert!(paths.iter().all(|path| path.is_file()));
    assert_eq!(
        fs::read_dir(top.path()).expect("a folder").count(),
        2,
        "nothing is left beside"
    );
    insta::assert_snapshot!(names(&one).join("\n"), @r"
    charts/cuts.svg
    charts/deliveries.svg
    charts/front.svg
    charts/guns.svg
    charts/losses.svg
    charts/map-close.svg
    charts/map.svg
    charts/sections.svg
    charts/stocks.svg
    charts/through.svg
    datapackage.json
    events.jsonl
    interdict-output.json
    network.geojson
    observed.json
    observed.md
    series.csv
    summary.json
    summary.txt
    ");
    let series = fs::read_to_string(one.join("series.csv")).expect("a file");
    insta::assert_snapshot!(series.lines().take(4).collect::<Vec<_>>().join("\n"), @r"
    date,scope,name,series,unit,value
    1951-08-01,theatre,,night_s,s,0
    1951-08-01,theatre,,visual_weather,3-h steps,0
    1951-08-01,theatre,,needed_kg,kg,550000
    ");
    let events = fs::read_to_string(one.join("events.jsonl")).expect("a file");
    insta::assert_snapshot!(events.lines().next().unwrap_or(""), @r#"
    {"time":"1951-08-08 10:00:00","kind":"cut","table":"line","place":"OAK-JUN","key":"06e035a63c1fe879","cause":"0000000000000000","amount":1,"unit":"cuts"}
    "#);
}

#[test]
fn a_folder_of_ours_is_replaced_and_what_is_not_ours_stays() {
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("run");
    let (scenario, record) = theatre(5);
    write_outputs(&dir, &scenario, &record, &OutputOptions::default()).expect("written");
    fs::write(dir.join("notes.txt"), "mine").expect("written");
    fs::create_dir(dir.join("charts/mine")).expect("made");
    fs::write(dir.join("charts/mine/sketch.svg"), "mine").expect("written");
    let (scenario, record) = bare(3);
    let options = OutputOptions {
        series: false,
        charts: false,
        ..OutputOptions::default()
    };
    write_outputs(&dir, &scenario, &record, &options).expect("written");
    assert_eq!(
        names(&dir),
        [
            "charts/mine/sketch.svg",
            "datapackage.json",
            "events.jsonl",
            "interdict-output.json",
            "notes.txt",
            "summary.json",
            "summary.txt"
        ]
    );
    assert_eq!(
        fs::read_dir(top.path()).expect("a folder").count(),
        1,
        "nothing is left beside"
    );
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("home");
    fs::create_dir(&dir).expect("made");
    fs::write(dir.join("thesis.tex"), "years").expect("written");
    let (scenario, record) = bare(3);
    let written = write_outputs(&dir, &scenario, &record, &OutputOptions::default());
    assert!(
        matches!(written, Err(OutputError::NotOurs(_))),
        "{written:?}"
    );
    assert_eq!(names(&dir), ["thesis.tex"]);
    fs::remove_file(dir.join("thesis.tex")).expect("removed");
    assert!(write_outputs(&dir, &scenario, &record, &OutputOptions::default()).is_ok());
}

#[cfg(unix)]
#[test]
fn a_refusal_does_not_hang_on_what_lies_below() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("home");
    let closed = dir.join("closed");
    fs::create_dir_all(&closed).expect("made");
    symlink("..", dir.join("circle")).expect("a link");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("set");
    let refused = OutputFolder::claim(&dir);
    assert!(
        matches!(&refused, Err(OutputError::NotOurs(path)) if *path == dir.canonicalize().expect("a path")),
        "{refused:?}"
    );
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("set");
}

#[test]
fn a_file_of_the_users_in_our_way_stops_everything_before_it_begins() {
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("run");
    let (scenario, record) = bare(3);
    write_outputs(&dir, &scenario, &record, &OutputOptions::default()).expect("written");
    fs::write(dir.join("observed.md"), "mine").expect("written");
    let before = contents(&dir);
    let (scenario, record) = theatre(5);
    let written = write_outputs(&dir, &scenario, &record, &OutputOptions::default());
    assert!(
        matches!(written, Err(OutputError::InTheWay(_))),
        "{written:?}"
    );
    assert_eq!(contents(&dir), before);
    assert_eq!(
        fs::read_dir(top.path()).expect("a folder").count(),
        1,
        "nothing is left beside"
    );
}

#[test]
fn a_marker_that_points_outside_removes_nothing_there() {
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("run");
    let (scenario, record) = bare(3);
    write_outputs(&dir, &scenario, &record, &OutputOptions::default()).expect("written");
    fs::write(top.path().join("precious"), "mine").expect("written");
    let marker = dir.join("interdict-output.json");
    let text = fs::read_to_string(&marker).expect("a file");
    fs::write(
        &marker,
        text.replace("\"summary.txt\"", "\"summary.txt\", \"../precious\""),
    )
    .expect("written");
    write_outputs(&dir, &scenario, &record, &OutputOptions::default()).expect("written");
    assert!(top.path().join("precious").is_file());
}

#[cfg(feature = "png")]
#[test]
fn charts_become_pictures_on_a_bare_machine() {
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("run");
    let (scenario, record) = theatre(335);
    let options = OutputOptions {
        png_width: Some(1_200),
        ..OutputOptions::default()
    };
    write_outputs(&dir, &scenario, &record, &options).expect("written");
    // `KEEP_CHARTS_IN=folder cargo test --features png` leaves the charts there to be looked at
    if let Some(kept) = std::env::var_os("KEEP_CHARTS_IN") {
        write_outputs(Path::new(&kept), &scenario, &record, &options).expect("written");
    }
    let map = fs::read(dir.join("charts/map.png")).expect("a file");
    assert_eq!(&map[1..4], b"PNG");
    assert_eq!(&map[16..20], &1_200_u32.to_be_bytes());
}

#[cfg(not(feature = "png"))]
#[test]
fn a_build_without_pictures_says_so_at_once() {
    let top = tempfile::tempdir().expect("a folder");
    let (scenario, record) = bare(1);
    let options = OutputOptions {
        png_width: Some(1_200),
        ..OutputOptions::default()
    };
    let written = write_outputs(&top.path().join("run"), &scenario, &record, &options);
    assert!(
        matches!(written, Err(OutputError::PngNotBuiltIn)),
        "{written:?}"
    );
    assert_eq!(fs::read_dir(top.path()).expect("a folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn a_folder_is_filled_and_keeps_its_identity() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("run");
    fs::create_dir(&dir).expect("made");
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).expect("set");
    let facts = || {
        let facts = fs::metadata(&dir).expect("facts");
        (facts.ino(), facts.mode())
    };
    let before = facts();
    for days in [3, 5] {
        let (scenario, record) = theatre(days);
        write_outputs(&dir, &scenario, &record, &OutputOptions::default()).expect("written");
        assert_eq!(facts(), before);
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_to_where_the_folder_shall_be_and_never_inside_it() {
    use std::os::unix::fs::symlink;
    let top = tempfile::tempdir().expect("a folder");
    let (link, there) = (top.path().join("link"), top.path().join("deep/there"));
    symlink("deep/there", &link).expect("a link");
    let (scenario, record) = theatre(3);
    let write = |dir: &Path| write_outputs(dir, &scenario, &record, &OutputOptions::default());
    write(&link).expect("written");
    assert!(there.join("summary.json").is_file());
    assert!(fs::symlink_metadata(&link).expect("facts").is_symlink());
    // a link in the place of one of our folders leads to somebody else's files
    let precious = top.path().join("precious");
    fs::rename(there.join("charts"), &precious).expect("moved");
    fs::write(precious.join("map.svg"), "mine").expect("written");
    symlink(&precious, there.join("charts")).expect("a link");
    let refused = write(&there);
    assert!(
        matches!(refused, Err(OutputError::InTheWay(_))),
        "{refused:?}"
    );
    assert_eq!(
        fs::read_to_string(precious.join("map.svg")).expect("a file"),
        "mine"
    );
}

#[test]
fn what_a_dead_process_left_is_swept_and_one_that_lives_is_told() {
    let top = tempfile::tempdir().expect("a folder");
    let dir = top.path().join("run");
    let staging = dir.join(".interdict-staging");
    fs::create_dir_all(staging.join("charts")).expect("made");
    fs::write(staging.join("charts/map.svg"), "half").expect("written");
    let claimed = OutputFolder::claim(&dir).expect("claimed");
    assert!(!staging.exists());
    if cfg!(unix) {
        let second = OutputFolder::claim(&dir);
        assert!(matches!(second, Err(OutputError::Busy(_))), "{second:?}");
    }
    drop(claimed);
    assert!(OutputFolder::claim(&dir).is_ok());
}

/// Copies everything in a folder into another.
fn copy(from: &Path, to: &Path) {
    for (name, bytes) in contents(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

#[test]
fn wherever_filling_breaks_off_the_next_one_ends_it_and_the_users_files_stay() {
    let top = tempfile::tempdir().expect("a folder");
    let (old, new) = (top.path().join("old"), top.path().join("new"));
    let (scenario, record) = theatre(5);
    write_outputs(&old, &scenario, &record, &OutputOptions::default()).expect("written");
    let (scenario, record) = bare(3);
    write_outputs(&new, &scenario, &record, &OutputOptions::default()).expect("written");
    let marker = |dir: &Path| {
        let text = fs::read_to_string(dir.join("interdict-output.json")).expect("a marker");
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON")
    };
    let expected = contents(&new);
    let moved: Vec<&String> = (expected.iter())
        .map(|(name, _)| name)
        .filter(|name| *name != "interdict-output.json")
        .collect();
    let mut filling = marker(&new);
    filling["state"] = "filling".into();
    let mut both: Vec<serde_json::Value> =
        marker(&old)["files"].as_array().expect("a list").clone();
    both.extend(filling["files"].as_array().expect("a list").clone());
    filling["files"] = both.into();
    for already in 0..=moved.len() {
        let dir = top.path().join(format!("broken-{already}"));
        let staging = dir.join(".interdict-staging");
        copy(&old, &dir);
        copy(&new, &staging);
        for name in &moved[..already] {
            fs::create_dir_all(dir.join(name).parent().expect("a folder")).expect("made");
            fs::rename(staging.join(name), dir.join(name)).expect("moved");
        }
        fs::write(dir.join("interdict-output.json"), filling.to_string()).expect("written");
        fs::write(dir.join("notes.txt"), "mine").expect("written");
        fs::write(dir.join("charts/mine.svg"), "mine").expect("written");
        drop(OutputFolder::claim(&dir).expect("claimed"));
        fs::remove_file(dir.join("notes.txt")).expect("it is there");
        fs::remove_file(dir.join("charts/mine.svg")).expect("it is there");
        assert!(
            contents(&dir) == expected,
            "after {already} files: {:?}",
            names(&dir)
        );
    }
}
