//! Uniform numbers by name: a pure function of seed, purpose, entity and tick.
//!
//! ChaCha with 8 rounds; the key is the seed (8 bytes, little-endian), `interdict-bench0` and eight
//! zero bytes; the stream is purpose · 2³² + entity; the first word of a tick is 256 · tick. A number is
//! the upper 53 bits of a word of 64. How it is called decides the price and nothing else: a fresh
//! generator by value, position before stream, all inlined, so that the compiler drops the blocks
//! that nobody reads.

use bevy_ecs::prelude::Resource;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a number is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The weather of tomorrow; entity 0.
    Weather = 1,
    /// Where a site moves to; by site.
    Redeploy = 2,
    /// Hour, aircraft, target, cancelled or not; by package.
    Plan = 3,
    /// Losses and suppression, battery by battery; by package.
    Flak = 4,
    /// Cuts; by package.
    Bomb = 5,
    /// What a crew mends in an hour; by crew.
    Repair = 6,
    /// Whether a train breaks down; by train.
    Breakdown = 7,
}

/// The numbers of one replication.
#[derive(Resource, Clone, Copy, Debug)]
pub struct Draws {
    key: [u8; 32],
}

/// 64-bit numbers in one block of the cipher.
const BLOCK: usize = 8;

impl Draws {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..24].copy_from_slice(b"interdict-bench0");
        Self { key }
    }

    /// The first `N` uniforms in [0, 1) of a purpose, an entity and a tick.
    #[expect(clippy::inline_always, reason = "a call here costs as much again")]
    #[inline(always)]
    pub fn draw<const N: usize>(&self, purpose: Purpose, entity: u32, tick: u32) -> [f64; N] {
        self.block(purpose, entity, tick, 0)
    }

    /// An open-ended sequence that begins with the numbers of the draw.
    #[inline]
    pub fn stream(&self, purpose: Purpose, entity: u32, tick: u32) -> Stream<'_> {
        Stream {
            draws: self,
            purpose,
            entity,
            tick,
            numbers: [0.0; BLOCK],
            taken: 0,
        }
    }

    #[expect(clippy::inline_always, reason = "a call here costs as much again")]
    #[inline(always)]
    fn block<const N: usize>(
        &self,
        purpose: Purpose,
        entity: u32,
        tick: u32,
        block: u32,
    ) -> [f64; N] {
        const { assert!(N <= BLOCK, "one block gives at most 8 numbers") };
        let mut generator = ChaCha8Rng::from_seed(self.key);
        generator.set_word_pos(u128::from(256 * u64::from(tick) + 16 * u64::from(block)));
        generator.set_stream(((purpose as u64) << 32) + u64::from(entity));
        std::array::from_fn(|_| uniform(generator.next_u64()))
    }
}

/// An open-ended sequence of uniforms, made block by block.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    draws: &'a Draws,
    purpose: Purpose,
    entity: u32,
    tick: u32,
    numbers: [f64; BLOCK],
    taken: u32,
}

impl Stream<'_> {
    /// The next number.
    #[inline]
    pub fn draw(&mut self) -> f64 {
        let place = self.taken as usize % BLOCK;
        if place == 0 {
            self.fill();
        }
        self.taken += 1;
        self.numbers[place]
    }

    /// Passes over the first numbers of a fresh sequence.
    pub fn pass(&mut self, numbers: u32) {
        self.taken = numbers;
        if !self.taken.is_multiple_of(BLOCK as u32) {
            self.fill();
        }
    }

    #[inline(never)]
    fn fill(&mut self) {
        let block = self.taken / BLOCK as u32;
        self.numbers = self
            .draws
            .block(self.purpose, self.entity, self.tick, block);
    }
}

#[inline]
fn uniform(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

/// The chance that a Poisson number of a mean is zero.
#[inline]
pub fn none_of(mean: f64) -> f64 {
    libm::exp(-mean)
}

/// A Poisson number of a mean, by inversion, at most 64; `none` is the chance of zero.
#[inline]
pub fn poisson(uniform: f64, mean: f64, none: f64) -> u32 {
    let mut probability = none;
    let mut below = none;
    let mut count = 0;
    while uniform > below && count < 64 {
        count += 1;
        probability *= mean / f64::from(count);
        below += probability;
    }
    count
}

/// A binomial number, by inversion.
#[inline]
pub fn binomial(uniform: f64, trials: u32, success: f64) -> u32 {
    let odds = success / (1.0 - success);
    let mut probability = power(1.0 - success, trials);
    let mut below = probability;
    let mut count = 0;
    while uniform > below && count < trials {
        count += 1;
        probability *= f64::from(trials - count + 1) / f64::from(count) * odds;
        below += probability;
    }
    count
}

/// A whole power, by squaring from the lowest bit of the exponent.
#[inline]
fn power(base: f64, exponent: u32) -> f64 {
    let (mut square, mut left, mut product) = (base, exponent, 1.0);
    while left > 0 {
        if left & 1 == 1 {
            product *= square;
        }
        square *= square;
        left >>= 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_frozen_and_lie_where_the_layout_says() {
        let draws = Draws::new(7);
        let mut generator = ChaCha8Rng::from_seed(draws.key);
        generator.set_stream((4 << 32) + 31);
        generator.set_word_pos(256 * 5_000);
        let mut stream = draws.stream(Purpose::Flak, 31, 5_000);
        for _ in 0..60 {
            let expected = uniform(generator.next_u64());
            assert_eq!(stream.draw().to_bits(), expected.to_bits());
        }
        let [first, second] = draws.draw(Purpose::Plan, 2, 29);
        assert_eq!(
            [first.to_bits(), second.to_bits()].map(|bits| format!("{bits:016x}")),
            ["3fe77030c410c118", "3fe561de3b632709"]
        );
    }

    #[test]
    fn laws_have_their_means() {
        let uniforms = (0..10_000).map(|cell| (f64::from(cell) + 0.5) / 10_000.0);
        let mean = |count: &dyn Fn(f64) -> u32| {
            uniforms.clone().map(|u| f64::from(count(u))).sum::<f64>() / 10_000.0
        };
        let none = none_of(0.09);
        assert!((mean(&|u| poisson(u, 0.09, none)) - 0.09).abs() < 1e-3);
        assert!((mean(&|u| binomial(u, 25, 0.05)) - 1.25).abs() < 1e-3);
        assert_eq!(binomial(0.999, 0, 0.05), 0);
        assert!((power(0.5, 5) - 0.031_25).abs() < 1e-15);
    }
}
