//! Losses by cause: what did the attack cost, and what did it cost the attacker?

use interdict_model::{Record, Series};
use interdict_scenario::{Domains, Scenario};

use super::panels::{self, Panel};
use super::theme::{BLUE, RED, SAND};

const PANELS: [Panel; 7] = [
    Panel {
        title: "Supplies burnt or lost",
        unit: "tons",
        parts: &[
            (Series::LostOnRail, "rail", BLUE),
            (Series::LostOnGround, "ground", SAND),
            (Series::LostOnRoad, "road", RED),
        ],
    },
    Panel {
        title: "Locomotives disabled",
        unit: "engines",
        parts: &[(Series::LocomotivesLost, "", BLUE)],
    },
    Panel {
        title: "Wagons destroyed",
        unit: "wagons",
        parts: &[(Series::WagonsLost, "", BLUE)],
    },
    Panel {
        title: "Trucks lost",
        unit: "trucks",
        parts: &[(Series::TrucksLost, "", BLUE)],
    },
    Panel {
        title: "Fighter-bombers",
        unit: "aircraft",
        parts: &[
            (Series::AircraftShotDown, "shot down", RED),
            (Series::AircraftWrittenOff, "written off", SAND),
        ],
    },
    Panel {
        title: "Bombers lost",
        unit: "aircraft",
        parts: &[(Series::BombersLost, "", RED)],
    },
    Panel {
        title: "Fighters lost, and to fighters",
        unit: "aircraft",
        parts: &[
            (Series::InterceptorsLost, "interceptors", BLUE),
            (Series::EscortsLost, "screens and escorts", SAND),
            (Series::LostToFighters, "fighter-bombers to fighters", RED),
        ],
    },
];

/// Whether a theatre of these domains can lose anything.
pub(super) fn applies_to(theatre: Domains) -> bool {
    panels::applies_to(&PANELS, theatre)
}

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let titles = ["Losses by cause", "Losses"];
    panels::draw(scenario, record, titles, &PANELS)
}
