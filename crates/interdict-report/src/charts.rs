//! The charts of a run, as SVG.
//!
//! Every chart is a function of the scenario and the record alone. Text is left to the reader's own
//! sans-serif face, so a chart is a small file and the same file on every machine.

mod air;
pub(crate) mod canvas;
mod cities;
mod cuts;
mod deliveries;
mod formations;
pub(crate) mod frame;
mod front;
mod guns;
mod labels;
mod losses;
pub(crate) mod map;
mod panels;
mod periods;
mod sections;
mod stocks;
mod students;
pub(crate) mod theme;
mod through;

pub use formations::{FormedReady, bands};
pub use map::network;

use interdict_model::Record;
use interdict_scenario::domain::{
    ALWAYS, ATTACK, CITIES, DEFENCE, INTERCEPTION, RAILWAY, SCHOOLS, SUPPLY,
};
use interdict_scenario::{Domains, Scenario};

use crate::figures::has_gates;

/// A chart that can be drawn of any run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chart {
    /// What formations at the front needed and got, and their reserves.
    Front,
    /// Deliveries to railheads against need.
    Deliveries,
    /// Sections open, day by day, as a strip of heat for every line.
    Sections,
    /// Cuts made, mended and open.
    Cuts,
    /// Days of supply at the front.
    Stocks,
    /// Losses by cause.
    Losses,
    /// Sorties, meetings and losses of fighters.
    Air,
    /// Guns, rounds, aircraft lost and damaged.
    Guns,
    /// The network in its place.
    Map,
    /// The area that was cut most, close up.
    MapClose,
    /// Through running by area.
    Through,
    /// Units that are to be formed, planned and formed.
    Formations,
    /// Students by course.
    Students,
    /// Cover and leak of cities.
    Cities,
}

impl Chart {
    /// Every chart, in the order in which a reader wants them.
    pub const ALL: &[Self] = &[
        Self::Front,
        Self::Stocks,
        Self::Deliveries,
        Self::Sections,
        Self::Through,
        Self::Cuts,
        Self::Losses,
        Self::Air,
        Self::Guns,
        Self::Formations,
        Self::Students,
        Self::Cities,
        Self::Map,
        Self::MapClose,
    ];

    /// Its stable name, which is also its file's.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Deliveries => "deliveries",
            Self::Sections => "sections",
            Self::Cuts => "cuts",
            Self::Stocks => "stocks",
            Self::Losses => "losses",
            Self::Air => "air",
            Self::Guns => "guns",
            Self::Map => "map",
            Self::MapClose => "map-close",
            Self::Through => "through",
            Self::Formations => "formations",
            Self::Students => "students",
            Self::Cities => "cities",
        }
    }

    /// The domains that a theatre needs for it.
    pub const fn needs(self) -> Domains {
        match self {
            Self::Front | Self::Stocks | Self::Deliveries => SUPPLY,
            Self::Sections | Self::Through | Self::MapClose => RAILWAY,
            Self::Cuts => RAILWAY.and(ATTACK),
            Self::Guns => DEFENCE,
            Self::Formations | Self::Students => SCHOOLS,
            Self::Air => INTERCEPTION,
            Self::Cities => CITIES,
            Self::Losses | Self::Map => ALWAYS,
        }
    }

    /// Whether there is anything to draw: the theatre has the domains, and a chart of areas needs areas.
    pub fn applies_to(self, scenario: &Scenario) -> bool {
        let theatre = scenario.domains();
        let has_any = match self {
            Self::Through => !scenario.areas.is_empty(),
            Self::MapClose => scenario.areas.iter().any(has_gates),
            Self::Front | Self::Stocks => !scenario.formations.is_empty(),
            Self::Sections => !scenario.lines.is_empty(),
            Self::Map => !scenario.lines.is_empty() || !scenario.roads.is_empty(),
            Self::Losses => losses::applies_to(theatre),
            Self::Formations => !scenario.establishments.is_empty(),
            Self::Students => !scenario.courses.is_empty(),
            _ => true,
        };
        has_any && theatre.has_all(self.needs())
    }

    /// The chart as SVG. One that does not apply says so on an empty sheet.
    pub fn draw(self, scenario: &Scenario, record: &Record) -> String {
        match self {
            Self::Front => front::draw(scenario, record),
            Self::Deliveries => deliveries::draw(scenario, record),
            Self::Sections => sections::draw(scenario, record),
            Self::Cuts => cuts::draw(scenario, record),
            Self::Stocks => stocks::draw(scenario, record),
            Self::Losses => losses::draw(scenario, record),
            Self::Air => air::draw(scenario, record),
            Self::Guns => guns::draw(scenario, record),
            Self::Map => map::draw(scenario, record),
            Self::MapClose => map::draw_close(scenario, record),
            Self::Through => through::draw(scenario, record),
            Self::Formations => formations::draw(scenario, record),
            Self::Students => students::draw(scenario, record),
            Self::Cities => cities::draw(scenario, record),
        }
    }
}
