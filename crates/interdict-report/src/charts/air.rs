//! The war in the air: who flew, whom did they meet, and what came of it?

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use super::panels::{self, Panel};
use super::theme::{BLUE, RED, SAND, SKY};

const PANELS: [Panel; 6] = [
    Panel {
        title: "Interceptors",
        unit: "sorties",
        parts: &[(Series::InterceptorSorties, "", BLUE)],
    },
    Panel {
        title: "Screens and escorts",
        unit: "sorties",
        parts: &[
            (Series::ScreenSorties, "screens", SKY),
            (Series::EscortSorties, "escorts", SAND),
        ],
    },
    Panel {
        title: "Interceptors taken on by screens",
        unit: "aircraft",
        parts: &[(Series::InterceptorsCaught, "", SKY)],
    },
    Panel {
        title: "Met",
        unit: "meetings",
        parts: &[
            (Series::MetBefore, "on the way in", BLUE),
            (Series::MetAfter, "on the way home", SAND),
        ],
    },
    Panel {
        title: "Bombs let go of before the target",
        unit: "sorties",
        parts: &[(Series::Jettisoned, "", BLUE)],
    },
    Panel {
        title: "Lost to fighters",
        unit: "aircraft",
        parts: &[
            (Series::LostToFighters, "fighter-bombers", RED),
            (Series::BombersLostToFighters, "bombers", SAND),
        ],
    },
];

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let titles = ["The war in the air", "Sums"];
    panels::draw(scenario, record, titles, &PANELS)
}
