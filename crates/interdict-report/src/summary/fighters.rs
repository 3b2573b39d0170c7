//! What fighters flew, whom they met, and who fell.

use interdict_model::{Record, Series};
use interdict_scenario::{Domain, Domains};
use serde::Serialize;

use crate::figures::count;

/// The war in the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fighters {
    /// Sorties of interceptors.
    pub interceptor_sorties: i64,
    /// Of these, against missions that were seen; left out where nobody attacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scrambled: Option<i64>,
    /// Sorties of screens.
    pub screen_sorties: i64,
    /// Sorties of escorts.
    pub escort_sorties: i64,
    /// Interceptors that screens took on.
    pub interceptors_caught: i64,
    /// Meetings with missions before their target.
    pub met_before: i64,
    /// Meetings with missions after their target.
    pub met_after: i64,
    /// Attackers that let go of their bombs.
    pub jettisoned: i64,
    /// Fighter-bombers lost to fighters.
    pub strikers_lost: i64,
    /// Bombers shot down by fighters.
    pub bombers_lost: i64,
    /// Interceptors shot down.
    pub interceptors_lost: i64,
    /// Screens and escorts shot down.
    pub escorts_lost: i64,
    /// Fighters destroyed on their airfields.
    pub lost_on_ground: i64,
    /// Fuel that airfields drew from depots, kilograms; left out where none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fuel_drawn_kg: Option<i64>,
    /// Sorties that their field had no fuel for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sorties_without_fuel: Option<i64>,
    /// Fighters that units of the schools lost at the front; left out where none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_units_lost: Option<i64>,
    /// Their pilots lost with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_units_pilots_lost: Option<i64>,
}

impl Fighters {
    /// `None` in a theatre without fighters.
    pub(super) fn of(theatre: Domains, record: &Record) -> Option<Self> {
        let of = |series| record.total(series);
        let some = |series| Some(of(series)).filter(|&amount| amount > 0);
        theatre.has(Domain::Interception).then(|| Self {
            interceptor_sorties: of(Series::InterceptorSorties),
            scrambled: (theatre.has(Domain::Attack)).then(|| of(Series::Scrambled)),
            screen_sorties: of(Series::ScreenSorties),
            escort_sorties: of(Series::EscortSorties),
            interceptors_caught: of(Series::InterceptorsCaught),
            met_before: of(Series::MetBefore),
            met_after: of(Series::MetAfter),
            jettisoned: of(Series::Jettisoned),
            strikers_lost: of(Series::LostToFighters),
            bombers_lost: of(Series::BombersLostToFighters),
            interceptors_lost: of(Series::InterceptorsLost),
            escorts_lost: of(Series::EscortsLost),
            lost_on_ground: of(Series::FightersLostOnGround),
            fuel_drawn_kg: some(Series::FieldFuelDrawn),
            sorties_without_fuel: some(Series::SortiesWithoutFuel),
            new_units_lost: some(Series::NewUnitFightersLost),
            new_units_pilots_lost: some(Series::NewUnitPilotsLost),
        })
    }

    /// In a sentence.
    pub(super) fn told(&self) -> String {
        let scrambled = self.scrambled.map_or_else(String::new, |sorties| {
            format!(" ({} because somebody was seen)", count(sorties))
        });
        let drew = self.fuel_drawn_kg.map_or_else(String::new, |kg| {
            format!("; airfields drew {} t of fuel", count(kg / 1_000))
        });
        let without = self
            .sorties_without_fuel
            .map_or_else(String::new, |sorties| {
                format!("; {} sorties for want of it not flown", count(sorties))
            });
        let new = self.new_units_lost.map_or_else(String::new, |aircraft| {
            let pilots = count(self.new_units_pilots_lost.unwrap_or(0));
            format!(
                "; new units lost {} fighters and {pilots} pilots",
                count(aircraft)
            )
        });
        format!(
            "{} sorties of interceptors{scrambled}, {} of screens, {} of escorts; screens took on {}; missions met {} times \
             on the way in and {} on the way home, {} sorties let go of their bombs; lost to fighters: {} \
             fighter-bombers, {} bombers, {} interceptors, {} screens and escorts; {} fighters destroyed on the \
             ground{drew}{without}{new}",
            count(self.interceptor_sorties),
            count(self.screen_sorties),
            count(self.escort_sorties),
            count(self.interceptors_caught),
            count(self.met_before),
            count(self.met_after),
            count(self.jettisoned),
            count(self.strikers_lost),
            count(self.bombers_lost),
            count(self.interceptors_lost),
            count(self.escorts_lost),
            count(self.lost_on_ground),
        )
    }
}
