//! What a random number is drawn for, and when.

/// What a number is drawn for. A registry of these is append-only; a number is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purpose(pub u16);

/// When a number is drawn: day, attempt within the day, block within the attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// Day of the scenario.
    pub day: u16,
    /// Attempt within the day: the pass, the step, the slot.
    pub attempt: u16,
    /// Which set of up to 32 numbers of the attempt; below 16,384.
    pub block: u16,
}

impl When {
    /// The first attempt and block of a day.
    #[inline]
    pub const fn on(day: u16) -> Self {
        Self {
            day,
            attempt: 0,
            block: 0,
        }
    }

    /// Another attempt of the day.
    #[inline]
    #[must_use]
    pub const fn attempt(self, attempt: u16) -> Self {
        Self { attempt, ..self }
    }

    /// Another block of the attempt.
    #[inline]
    #[must_use]
    pub const fn block(self, block: u16) -> Self {
        Self { block, ..self }
    }
}
