//! What is conserved: the commodities and accounts of the ledger.
//!
//! State lives in the columns of the theatre; the ledger holds the totals by account, and every change
//! of a column is posted. Once a day the columns are added up and must equal the accounts.

use crate::state::state;
use bevy_ecs::prelude::Resource;
use interdict_engine::whole::fit;
use interdict_engine::{AccountKind, Ledger};

/// Classes of supply, in the order of every `[i64; CLASSES]` of kilograms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub enum Class {
    /// Rations.
    Food,
    /// Ammunition of the ground forces.
    Ammunition,
    /// Petrol and oil.
    Fuel,
    /// Engineer and other stores: rails, sleepers, clothing, coal.
    Stores,
    /// Ammunition of anti-aircraft guns.
    Shells,
}

/// Number of classes of supply.
pub const CLASSES: usize = 5;

/// Supplies by class, kilograms.
pub type Supplies = [i64; CLASSES];

/// Adds supplies to others, class by class.
pub fn put(into: &mut Supplies, more: &Supplies) {
    for (kg, more) in into.iter_mut().zip(more) {
        *kg += more;
    }
}

/// Takes supplies off others, class by class.
pub fn take(from: &mut Supplies, less: &Supplies) {
    for (kg, less) in from.iter_mut().zip(less) {
        *kg -= less;
    }
}

/// Everything that the ledger conserves. The first [`CLASSES`] are the classes of supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub enum Commodity {
    /// Kilograms of food; the classes follow in their order.
    Food,
    /// Kilograms of ammunition.
    Ammunition,
    /// Kilograms of fuel.
    Fuel,
    /// Kilograms of stores.
    Stores,
    /// Kilograms of shells in the supply system.
    Shells,
    /// Heavy rounds with the guns.
    HeavyRounds,
    /// Light rounds with the guns.
    LightRounds,
    /// Fighter-bombers and intruders.
    Aircraft,
    /// Locomotives.
    Locomotives,
    /// Trucks.
    Trucks,
    /// Minutes of one gang.
    GangMinutes,
    /// Porters.
    Porters,
    /// Fighters of the defender.
    Interceptors,
    /// Fighters of the attackers: screens and escorts.
    Escorts,
    /// Bombers that have orders.
    Bombers,
    /// Those who learn to fly, or have learnt it.
    Airmen,
    /// Aircraft of academies and of units that are being formed.
    SchoolAircraft,
    /// Minutes flown at academies and by units that are being formed.
    TrainingMinutes,
    /// Kilograms of fuel of academies.
    AviationFuel,
}

/// Names of the commodities, in order.
pub const COMMODITIES: &[&str] = &[
    "food",
    "ammunition",
    "fuel",
    "stores",
    "shells",
    "heavy rounds",
    "light rounds",
    "aircraft",
    "locomotives",
    "trucks",
    "gang minutes",
    "porters",
    "interceptors",
    "screens and escorts",
    "bombers",
    "airmen",
    "aircraft of schools",
    "training minutes",
    "aviation fuel",
];

/// Where a commodity can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub enum Account {
    /// Outside the theatre: where everything comes from. May be negative.
    Outside,
    /// At railheads, for those who draw there.
    Depots,
    /// At stations, on the way to somewhere else.
    Transit,
    /// On trains.
    Trains,
    /// On trucks.
    Road,
    /// With formations.
    Formations,
    /// With repair gangs.
    Gangs,
    /// Consumed: eaten, fired, burnt, built in.
    Consumed,
    /// Burnt in trains.
    LostOnRail,
    /// Burnt on the ground.
    LostOnGround,
    /// Lost with trucks and porters.
    LostOnRoad,
    /// With the guns (rounds); ready (aircraft, locomotives, trucks, porters).
    Ready,
    /// In repair.
    Repair,
    /// Lost.
    Lost,
    /// Fired (rounds), worked (gang minutes).
    Used,
    /// Present without work (gang minutes).
    Idle,
    /// Left the theatre.
    Withdrawn,
    /// At an academy, learning.
    Students,
    /// Through, and not yet with a unit.
    Graduates,
    /// Through, and teaching.
    Instructors,
    /// With a unit that is being formed, or was.
    Units,
    /// In the tanks of airfields.
    Fields,
}

/// The accounts, in order.
pub const ACCOUNTS: &[AccountKind] = &[
    AccountKind {
        name: "outside",
        may_be_negative: true,
    },
    held("depots"),
    held("transit"),
    held("trains"),
    held("road"),
    held("formations"),
    held("gangs"),
    held("consumed"),
    held("lost on rail"),
    held("lost on the ground"),
    held("lost on the road"),
    held("ready"),
    held("in repair"),
    held("lost"),
    held("used"),
    held("idle"),
    held("withdrawn"),
    held("students"),
    held("graduates"),
    held("instructors"),
    held("units"),
    held("tanks of airfields"),
];

const fn held(name: &'static str) -> AccountKind {
    AccountKind {
        name,
        may_be_negative: false,
    }
}

/// The books of the theatre.
#[derive(Resource, Clone)]
pub struct Books {
    /// The ledger itself.
    pub ledger: Ledger,
}

state!(Books: ledger);

impl Books {
    /// Empty books.
    pub fn new() -> Self {
        Self {
            ledger: Ledger::new(ACCOUNTS, COMMODITIES),
        }
    }

    /// Moves an amount of a commodity from one account to another.
    #[inline]
    pub fn post(&mut self, commodity: Commodity, from: Account, to: Account, amount: i64) {
        self.ledger
            .post(commodity as u16, from as u16, to as u16, amount);
    }

    /// Moves supplies, class by class.
    #[inline]
    pub fn move_supplies(&mut self, from: Account, to: Account, supplies: &Supplies) {
        for (class, &kg) in supplies.iter().enumerate() {
            if kg != 0 {
                self.ledger.post(fit(class), from as u16, to as u16, kg);
            }
        }
    }

    /// What an account holds of a commodity.
    pub fn balance(&self, commodity: Commodity, account: Account) -> i64 {
        self.ledger.balance(commodity as u16, account as u16)
    }
}

impl Default for Books {
    fn default() -> Self {
        Self::new()
    }
}
