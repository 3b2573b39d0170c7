//! The ways in which guns and fighters act, and sets of them.

use std::marker::PhantomData;

/// A way in which something changes the course of events.
pub trait Way: Copy + 'static {
    /// Every way, in order.
    const ALL: &'static [Self];

    /// Its place in [`Way::ALL`].
    fn place(self) -> usize;

    /// Its name, as people read it.
    fn name(self) -> &'static str;
}

/// A way in which guns act.
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

impl Way for Channel {
    const ALL: &'static [Self] = &[
        Self::Kills,
        Self::Aim,
        Self::Aborts,
        Self::Diversion,
        Self::Consumption,
        Self::Relocation,
    ];

    fn place(self) -> usize {
        self as usize
    }

    fn name(self) -> &'static str {
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

/// A way in which fighters act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum FighterChannel {
    /// They shoot down and damage aircraft with bombs, whose side learns of it.
    Kills,
    /// Those whom they meet let go of their bombs and turn back.
    Jettison,
    /// They and the fighters of the other side shoot each other down, and gunners of bombers shoot at them.
    Duels,
    /// They keep interceptors busy, who then do not attack.
    Holding,
}

impl Way for FighterChannel {
    const ALL: &'static [Self] = &[Self::Kills, Self::Jettison, Self::Duels, Self::Holding];

    fn place(self) -> usize {
        self as usize
    }

    fn name(self) -> &'static str {
        match self {
            Self::Kills => "aircraft with bombs hit",
            Self::Jettison => "bombs let go of",
            Self::Duels => "losses of fighters",
            Self::Holding => "interceptors kept busy",
        }
    }
}

/// A set of ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channels<W = Channel>(u8, PhantomData<W>);

impl<W: Way> Channels<W> {
    /// All of them.
    pub const ALL: Self = Self(((1_u16 << W::ALL.len()) - 1) as u8, PhantomData);
    /// None.
    pub const NONE: Self = Self(0, PhantomData);

    /// The ways whose place in [`Way::ALL`] is a bit that is set; other bits say nothing.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0, PhantomData)
    }

    /// Whether a way acts.
    pub fn has(self, way: W) -> bool {
        self.0 >> way.place() & 1 == 1
    }

    /// Those that are not in this set.
    #[must_use]
    pub const fn others(self) -> Self {
        Self::from_bits(!self.0)
    }
}

impl<W: Way> Default for Channels<W> {
    fn default() -> Self {
        Self::ALL
    }
}
