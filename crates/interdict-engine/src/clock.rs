//! The clock: which tick it is, and the second of the scenario at which it starts.

use bevy_ecs::prelude::Resource;
use interdict_quantity::SECONDS_PER_DAY;

/// The present tick: it covers the seconds `now..until`.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Ticks since the start.
    pub tick: u32,
    /// First second of this tick, from the start of the scenario.
    pub now: u32,
    /// First second of the next tick.
    pub until: u32,
    /// Seconds of a tick; divides a day.
    pub step: u32,
    /// Days since the start.
    pub day: u16,
    /// `now` within its day.
    pub second_of_day: u32,
}

impl Clock {
    /// The clock at the first tick.
    pub fn new(step: u32) -> Self {
        assert!(
            step > 0 && SECONDS_PER_DAY.is_multiple_of(step),
            "the tick must divide a day"
        );
        Self {
            tick: 0,
            now: 0,
            until: step,
            step,
            day: 0,
            second_of_day: 0,
        }
    }

    /// On to the next tick.
    pub fn advance(&mut self) {
        self.tick += 1;
        self.now = self.until;
        self.until += self.step;
        self.second_of_day += self.step;
        if self.second_of_day == SECONDS_PER_DAY {
            self.second_of_day = 0;
            self.day += 1;
        }
    }

    /// This is the first tick of its day.
    pub const fn is_first_of_day(&self) -> bool {
        self.second_of_day == 0
    }

    /// This is the last tick of its day.
    pub const fn is_last_of_day(&self) -> bool {
        self.second_of_day + self.step == SECONDS_PER_DAY
    }

    /// This tick covers that second of the day.
    pub const fn covers(&self, second_of_day: u32) -> bool {
        self.second_of_day <= second_of_day && second_of_day < self.second_of_day + self.step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_ticks() {
        let mut clock = Clock::new(900);
        for _ in 0..95 {
            clock.advance();
        }
        assert!(clock.is_last_of_day() && clock.covers(86_399));
        clock.advance();
        assert!(clock.is_first_of_day() && clock.day == 1 && clock.now == 86_400);
    }
}
