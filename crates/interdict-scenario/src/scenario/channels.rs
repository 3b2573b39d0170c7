//! The ways in which guns act, and sets of them.

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

impl Default for Channels {
    fn default() -> Self {
        Self::ALL
    }
}
