//! # Bombing
//!
//! What happens: bombs fall near what they were aimed at. A few cut the track or drop a span.
//!
//! Rule: the miss of a bomb, along and across the line, is `F (s_a z_a + s_b z_b)`: `z_a` is common to
//! the bombs of one pass, `z_b` each bomb's own, `s_a^2 = aim_share s^2`, and `F` the factor for fire and
//! height. Across the track, a bomb that falls within its half-width cuts; half-widths of other weights
//! by the cube root of the weight. A bomb within the rectangle of a bridge drops a span with the chance
//! of its class; one that misses the bridge lengthwise can still cut the track. Of a raid from height,
//! a bomb hits a rectangle `l x b` with chance `(2 Phi(l / 2s) - 1)(2 Phi(b / 2s) - 1)`, with
//! `s = CEP / 1.1774`.
//!
//! Assumes: errors along and across are alike; craters do not help each other; duds do nothing; all bombs of
//! an aircraft fall in one pass.
//!
//! Sources: normal errors and rectangle rule as in weaponeering practice, for instance M. Driels (2004),
//! "Weaponeering"; figures with the knobs.
//!
//! Reads: knobs of `bombing`. Writes: nothing. Chance: `BOMB` by flight (attempt 1: bombs beyond ten of an
//! aircraft), `BREAK` by bomb.

use bevy_ecs::prelude::Resource;
use interdict_engine::chance::When;
use interdict_engine::whole::{fit, whole_part};
use interdict_engine::witness::falls_below;
use interdict_engine::{Chance, Column, math, sample};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Airfield, BridgeClass};

use crate::chance::{BOMB, BREAK};
use crate::row::{AirfieldRow, BridgeRow};

/// Circular error probable of a circular normal law, in its standard deviations: `sqrt(2 ln 2)`.
const CEP: f64 = 1.177_410_022_515_474_7;

/// Bombs whose numbers come in one draw.
const TEN: u32 = 10;

/// Bombs for whose fuses one attempt of chance has room; the further ones have attempts of their own, of odd number, for
/// the even ones are of spans.
const IN_AN_ATTEMPT: u32 = 1 << 14;

/// The knobs of bombing, ready for use.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Sights {
    /// Cube root of the weight, and half-width, of three bombs.
    half_widths: [(f64, f64); 3],
    aim: f64,
    ballistic: f64,
    dud: f64,
    delayed: f64,
    delay_s: f64,
    delay_least_s: f64,
    spans: [f64; 4],
    /// Ordinary height of release, metres.
    pub release_m: f64,
    height_miss: f64,
    /// Half the width of a bridge, metres.
    pub bridge_half_m: f64,
    /// Standard deviation of the miss of a raid, metres: by radar and by sight.
    pub raid_sd_m: [f64; 2],
    /// Weight of one bomb of a raid, kilograms.
    pub raid_bomb_kg: f64,
    /// Radius of a yard, metres.
    pub yard_radius_m: f64,
    /// Half the length and half the width of each runway, metres.
    pub runways: Column<AirfieldRow, (f64, f64)>,
    /// Half the length of each bridge and the chance that a hit drops a span.
    pub bridges: Column<BridgeRow, (f64, f64)>,
}

impl Sights {
    /// From the knobs and bridges of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.bombing;
        let mut sights = Self {
            half_widths: [
                (cube_root(113.398), knobs.cut_halfwidth_250lb_m),
                (cube_root(226.796), knobs.cut_halfwidth_500lb_m),
                (cube_root(453.592), knobs.cut_halfwidth_1000lb_m),
            ],
            aim: math::sqrt(knobs.aim_share),
            ballistic: math::sqrt(1.0 - knobs.aim_share),
            dud: knobs.dud,
            delayed: knobs.delayed,
            delay_s: 3_600.0 * knobs.delay_h,
            delay_least_s: 3_600.0 * knobs.delay_least_h,
            spans: [
                knobs.span_timber,
                knobs.span_girder,
                knobs.span_truss,
                knobs.span_masonry,
            ],
            release_m: knobs.release_m,
            height_miss: knobs.height_miss,
            bridge_half_m: 0.5 * knobs.bridge_width_m,
            raid_sd_m: [knobs.radar_cep_m / CEP, knobs.visual_cep_m / CEP],
            raid_bomb_kg: knobs.raid_bomb_kg,
            yard_radius_m: knobs.yard_radius_m,
            runways: Column::default(),
            bridges: Column::default(),
        };
        let half = |metres: u32| 0.5 * f64::from(metres);
        let bridge =
            |b: &interdict_scenario::scenario::Bridge| (half(b.length_m), sights.falls(b.class));
        sights.bridges = scenario.bridges.iter().map(bridge).collect();
        let runway = |field: &Airfield| (half(field.runway_m), half(field.width_m));
        sights.runways = scenario.airfields.iter().map(runway).collect();
        sights
    }

    fn falls(&self, class: BridgeClass) -> f64 {
        self.spans[match class {
            BridgeClass::Timber => 0,
            BridgeClass::Girder => 1,
            BridgeClass::Truss => 2,
            BridgeClass::Masonry => 3,
        }]
    }

    /// Half-width within which a bomb of this weight cuts the track, metres.
    pub fn half_width(&self, bomb_kg: u32) -> f64 {
        let root = cube_root(f64::from(bomb_kg.max(1)));
        let [light, middle, heavy] = self.half_widths;
        let between = |a: (f64, f64), b: (f64, f64)| a.1 + (b.1 - a.1) * (root - a.0) / (b.0 - a.0);
        if root <= light.0 {
            light.1 * root / light.0
        } else if root <= middle.0 {
            between(light, middle)
        } else if root <= heavy.0 {
            between(middle, heavy)
        } else {
            heavy.1 * root / heavy.0
        }
    }

    /// How much the miss grows with the height of release, in ordinary heights.
    pub(crate) fn miss_at(&self, height: f64) -> f64 {
        (1.0 + self.height_miss * (height - 1.0)).max(0.0)
    }

    /// Share of bombs that explode.
    pub(crate) fn explodes(&self) -> f64 {
        1.0 - self.dud
    }

    /// The second before which nobody can work at a crater: long-delay fuses. `bomb`: which of those that `who` dropped;
    /// a raid may drop more than one attempt of chance has room for.
    pub fn wait_until(&self, chance: &Chance, who: Key, day: u16, bomb: u32, second: u32) -> u32 {
        let (further, block) = (bomb / IN_AN_ATTEMPT, bomb % IN_AN_ATTEMPT);
        let when = When::on(day)
            .attempt(1 + 2 * fit::<u16, _>(further))
            .block(fit(block));
        let [delayed, hours] = chance.draw::<2>(BREAK, who, when);
        if falls_below(BREAK, who, delayed, self.delayed) {
            let shortest = self.delay_s.min(self.delay_least_s);
            second + whole_part::<u32>(shortest + (self.delay_s - shortest) * hours)
        } else {
            second
        }
    }

    /// A hit on a bridge drops a span. `block`: which bomb.
    pub(crate) fn drops_span(
        &self,
        chance: &Chance,
        who: Key,
        day: u16,
        block: u16,
        bridge: BridgeRow,
    ) -> bool {
        let [number] = chance.draw::<1>(BREAK, who, When::on(day).block(block));
        falls_below(BREAK, who, number, self.bridges[bridge].1)
    }

    /// Where the bombs of a flight fall: for each aircraft that drops its bombs and each bomb that
    /// explodes, their numbers and the miss across the line in metres, and how to find that along it: few are asked
    /// for both. `spread_m`: the standard deviation, fire and height included.
    pub(crate) fn drop_bombs(
        &self,
        chance: &Chance,
        flight: Key,
        day: u16,
        drops: &[bool],
        bombs: u32,
        spread_m: f64,
        mut fell: impl FnMut(u16, u16, f64, &dyn Fn() -> f64),
    ) {
        // Of an aircraft: two numbers for the aim of its pass, then three for each of its first ten bombs; further
        // bombs in blocks of ten.
        let in_block = bombs.min(TEN) as usize;
        let own = match in_block {
            0..=2 => 8,
            3..=4 => 16,
            _ => 32,
        };
        for (block, drops) in drops.chunks(32 / own).enumerate() {
            if !drops.contains(&true) {
                continue;
            }
            let when = When::on(day).block(fit(block));
            let numbers: [f64; 32] = chance.draw(BOMB, flight, when);
            for (place, numbers) in numbers.chunks_exact(own).enumerate() {
                if drops.get(place) == Some(&true) {
                    let plane: u16 = fit(block * (32 / own) + place);
                    let aim_m = spread_m * self.aim;
                    let across = aim_m * sample::normal(numbers[0]);
                    let along = || aim_m * sample::normal(numbers[1]);
                    let mut told = |bomb, east, north: &dyn Fn() -> f64| {
                        fell(plane, bomb, across + east, &|| along() + north());
                    };
                    self.drop_stick(&numbers[2..2 + 3 * in_block], 0, spread_m, &mut told);
                    for tens in 1..bombs.div_ceil(TEN) {
                        let further = when.attempt(1).block(plane << 8 | fit::<u16, _>(tens));
                        let numbers: [f64; 30] = chance.draw(BOMB, flight, further);
                        let left = (bombs - tens * TEN).min(TEN);
                        let numbers = &numbers[..3 * left as usize];
                        self.drop_stick(numbers, fit(tens * TEN), spread_m, &mut told);
                    }
                }
            }
        }
    }

    /// Where bombs of one pass fall, about its common aim; three numbers to each, counted from `first`.
    fn drop_stick(
        &self,
        numbers: &[f64],
        first: u16,
        spread_m: f64,
        fell: &mut impl FnMut(u16, f64, &dyn Fn() -> f64),
    ) {
        let own_m = spread_m * self.ballistic;
        for (bomb, own) in (first..).zip(numbers.chunks_exact(3)) {
            if own[2] >= self.dud {
                let across = own_m * sample::normal(own[0]);
                fell(bomb, across, &|| own_m * sample::normal(own[1]));
            }
        }
    }
}

/// Chance that a bomb falls within a rectangle of half sides `a` and `b` about its aim point.
pub(crate) fn hits_rectangle(a: f64, b: f64, sd: f64) -> f64 {
    hits_strip(a, sd) * hits_strip(b, sd)
}

/// Chance that a bomb falls within `half` of a line through its aim point.
pub(crate) fn hits_strip(half: f64, sd: f64) -> f64 {
    2.0 * math::normal_cdf(half / sd) - 1.0
}

/// Chance that a bomb falls within a radius of its aim point.
pub(crate) fn hits_circle(radius: f64, sd: f64) -> f64 {
    -math::exp_m1(-0.5 * (radius / sd) * (radius / sd))
}

fn cube_root(x: f64) -> f64 {
    math::exp(math::ln(x) / 3.0)
}

#[cfg(test)]
mod tests;
