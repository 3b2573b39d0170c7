//! What comes into the program from elsewhere: under which licences, and from where. `deny.toml` says what may.

use std::process::Command;

use serde::Deserialize;

use crate::repository::{none, read, root};

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    license: Option<String>,
    source: Option<String>,
}

/// Every package that is built on this machine, or what cargo says instead.
fn packages() -> Vec<Package> {
    let asked = Command::new(env!("CARGO")).args(["-vV"]).output();
    let said = String::from_utf8(asked.expect("cargo runs").stdout).expect("text");
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", host.expect("a host")])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let metadata: Metadata = serde_json::from_slice(&told.stdout).expect("metadata");
    metadata.packages
}

/// The words in quotes of a list of `deny.toml`.
fn listed(name: &str) -> Vec<String> {
    let text = read(&root().join("deny.toml"));
    let (_, rest) = text.split_once(&format!("\n{name} = [")).expect("the list");
    let (list, _) = rest.split_once(']').expect("its end");
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Whether a licence in the form of SPDX leaves a choice that is allowed.
fn may(licence: &str, allowed: &[String]) -> bool {
    let licence = licence.replace('/', " OR ");
    // no licence that is met here puts an `OR` about an `AND` in brackets
    let is_one = |choice: &str| {
        let choice = choice.trim_matches(['(', ')', ' ']);
        allowed.iter().any(|allowed| allowed == choice)
    };
    let leaves_a_choice = |part: &str| part.split(" OR ").any(is_one);
    licence.split(" AND ").all(leaves_a_choice)
}

#[test]
fn licences_are_read_with_their_choices() {
    let allowed = ["MIT".to_owned(), "Zlib".to_owned()];
    for (licence, is_allowed) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("Apache-2.0/MIT", true),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
    ] {
        assert_eq!(may(licence, &allowed), is_allowed, "{licence}");
    }
}

#[test]
fn whatever_is_linked_has_a_licence_that_is_allowed_and_comes_from_the_registry() {
    let (allowed, places) = (listed("allow"), listed("allow-registry"));
    let packages = packages();
    assert!(packages.len() > 50, "{} packages", packages.len());
    let mut bad = Vec::new();
    for package in packages {
        let licence = package.license.unwrap_or_default();
        if !may(&licence, &allowed) {
            bad.push(format!("{}: `{licence}`", package.name));
        }
        let source = package.source.unwrap_or_default();
        let place = source.strip_prefix("registry+");
        if !source.is_empty() && !place.is_some_and(|place| places.iter().any(|own| own == place)) {
            bad.push(format!("{}: from {source}", package.name));
        }
    }
    none(&bad, "what deny.toml does not allow");
}
