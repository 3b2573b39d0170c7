//! Guns, aircraft, units, raids, phases.

use interdict_quantity::Key;

use super::{AircraftRow, AirfieldRow, BridgeRow, LineRow, Source, StationRow};

/// Anti-aircraft guns at one place for one span of days.
#[derive(Clone, Debug, PartialEq)]
pub struct FlakPosting {
    /// Short stable name of the posting.
    pub id: String,
    /// The formation posted: its rounds travel with it from one posting to the next.
    pub formation: String,
    /// Full name.
    pub name: String,
    /// Identity of the posting.
    pub key: Key,
    /// Heavy guns (75 to 85 mm).
    pub heavy: u32,
    /// Light guns (37 mm).
    pub light: u32,
    /// Share of establishment that was there.
    pub strength: f64,
    /// Where.
    pub place: FlakPlace,
    /// Station that it draws from.
    pub depot: StationRow,
    /// May be moved by the relocation rule.
    pub mobile: bool,
    /// Present. A formation that is only asked for is in the file, switched off.
    pub active: bool,
    /// What the line has to bring to its depot before it fires, kilograms.
    pub arrival_kg: i64,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// By which channels they act: all, unless an analysis switches some off. No file says otherwise.
    pub channels: Channels,
    /// Where the figures come from.
    pub source: Source,
}

impl FlakPosting {
    /// The identity of a posting of this id.
    pub fn key_of(id: &str) -> Key {
        Key::of(&format!("flak/{id}"))
    }
}

/// A way in which guns change the course of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Channel {
    /// They shoot aircraft down and damage them.
    Kills,
    /// Their fire spoils the aim of those who stay.
    Aim,
    /// Their fire turns attackers back.
    Aborts,
    /// They draw flights upon themselves.
    Diversion,
    /// They eat and fire what the line has to bring.
    Consumption,
    /// Losses to them lead attackers to choose other lines, and units to bomb from higher up.
    Relocation,
}

impl Channel {
    /// Every channel, in order.
    pub const ALL: [Self; 6] = [
        Self::Kills,
        Self::Aim,
        Self::Aborts,
        Self::Diversion,
        Self::Consumption,
        Self::Relocation,
    ];

    /// Its name, as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kills => "kills and damage",
            Self::Aim => "spoilt aim",
            Self::Aborts => "turning back",
            Self::Diversion => "flights drawn upon the guns",
            Self::Consumption => "what the guns consume",
            Self::Relocation => "attack moved elsewhere",
        }
    }
}

/// A set of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channels(u8);

impl Channels {
    /// All of them.
    pub const ALL: Self = Self((1 << Channel::ALL.len()) - 1);
    /// None.
    pub const NONE: Self = Self(0);

    /// The channels whose place in [`Channel::ALL`] is a bit that is set; other bits say nothing.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// Whether a channel acts.
    pub const fn has(self, channel: Channel) -> bool {
        self.0 >> channel as u8 & 1 == 1
    }

    /// Those that are not in this set.
    #[must_use]
    pub const fn others(self) -> Self {
        Self::from_bits(!self.0)
    }
}

/// Where guns stand.
#[derive(Clone, Debug, PartialEq)]
pub enum FlakPlace {
    /// About a point: degrees north, degrees east, radius in metres.
    At {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// Radius over which batteries are spread, metres.
        radius_m: u32,
    },
    /// Spread evenly along lines.
    Along(Vec<LineRow>),
}

/// An aircraft type.
#[derive(Clone, Debug, PartialEq)]
pub struct Aircraft {
    /// Short stable name.
    pub id: String,
    /// Identity.
    pub key: Key,
    /// Bombs on a rail sortie.
    pub bombs: u32,
    /// Weight of one, kilograms.
    pub bomb_kg: u32,
    /// Standard deviation of the miss under no fire, metres; `None`: the rule's default.
    pub miss_m: Option<f64>,
    /// How easily ground fire brings it down, against a jet fighter-bomber.
    pub vulnerability: f64,
    /// Radius of action, metres.
    pub radius_m: u32,
    /// Where the figures come from.
    pub source: Source,
}

/// What an attacking unit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AirRole {
    /// Attacks lines, bridges and yards in daylight.
    FighterBomber,
    /// Searches roads and railways by night.
    Intruder,
    /// Bombs from height; flies the raids of record.
    Bomber,
}

/// Flights that a unit flies on a day, or patrols in a night, at most: one byte of their keys tells them apart.
pub const MOST_FLIGHTS: u16 = 256;

/// An attacking unit.
#[derive(Clone, Debug, PartialEq)]
pub struct AirUnit {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Identity.
    pub key: Key,
    /// What it does.
    pub role: AirRole,
    /// What it flies.
    pub aircraft: AircraftRow,
    /// Aircraft on strength.
    pub strength: u32,
    /// Sorties offered per aircraft on strength and day.
    pub sorties_per_aircraft: f64,
    /// Share of its effort that is free for railways.
    pub rail_share: f64,
    /// Lines it may attack (rows); empty: every line that is no sanctuary.
    pub sector: Vec<LineRow>,
    /// Base, degrees north.
    pub lat: f64,
    /// Base, degrees east.
    pub lon: f64,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Where the figures come from.
    pub source: Source,
}

/// What a raid of record went for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RaidTarget {
    /// A bridge.
    Bridge(BridgeRow),
    /// The yard or station.
    Yard(StationRow),
    /// An airfield.
    Airfield(AirfieldRow),
    /// Track: a line, and where on it in thousandths.
    Track(LineRow, u16),
}

/// A raid of record: effort only, its results are the model's.
#[derive(Clone, Debug, PartialEq)]
pub struct Raid {
    /// Identity: day, target, and which of the day's raids on it; not who flew it.
    pub key: Key,
    /// Day.
    pub day: u16,
    /// Who flew it, for people.
    pub unit: String,
    /// What for.
    pub target: RaidTarget,
    /// Aircraft that bombed.
    pub aircraft: u32,
    /// Bombs, kilograms in all.
    pub bombs_kg: u32,
    /// By sight (by day) instead of by radar (by night).
    pub visual: bool,
    /// Height, metres.
    pub height_m: u32,
    /// Second of the day over the target, where the record has it.
    pub second: Option<u32>,
}

/// What the attackers went for over some span of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Short stable name.
    pub id: String,
    /// Full name.
    pub name: String,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Share of the effort free for railways that really goes there.
    pub rail_share: f64,
    /// Share of the night sorties of intruders that bomb track.
    pub track_share: f64,
    /// Value of each line as a target; negative infinity: none.
    pub line_value: Vec<f64>,
    /// Value of each bridge as a target of fighter-bombers.
    pub bridge_value: Vec<f64>,
    /// Length of the stretch that all flights of a day go for, metres; 0: spread over the line.
    pub stretch_m: u32,
    /// Hours of the day (first, last) in which waves come.
    pub hours: Vec<(f64, f64)>,
    /// Weight of bombs that replaces the aircraft table's, kilograms; 0: the table's.
    pub bomb_kg: u32,
    /// Where the figures come from.
    pub source: Source,
}

impl Phase {
    /// Identity.
    pub fn key(&self) -> Key {
        Key::of(&format!("phase/{}", self.id))
    }
}
