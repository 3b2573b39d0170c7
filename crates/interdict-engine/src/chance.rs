//! Chance as a pure function: the same question always gets the same answer.
//!
//! A uniform number belongs to (seed, replication, purpose, who, day, attempt, block, slot) and to
//! nothing else: there is no generator state, so nothing can get out of step when something is added,
//! taken away, asked twice or asked in another order. That is what makes two arms of a comparison
//! share every number they have in common.
//!
//! The packing is exact and injective. ChaCha with 8 rounds; key = BLAKE3 of (domain, seed,
//! replication, version of the purposes); stream = the 64-bit key of who; block counter = purpose (16
//! bits), day (16), attempt (16), block (16, in steps of four, for the cipher makes four blocks of 64
//! bytes at once). How it is called decides its price: a fresh generator by value, position first,
//! then stream, everything inlined, so that the compiler drops the blocks that nobody reads. That needs
//! the feature `std` of `rand_chacha` to be off in the whole build: with it the cipher is chosen when
//! the program runs, nothing can be dropped, and a number costs twice as much.

use bevy_ecs::prelude::Resource;
use interdict_quantity::Key;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::witness;

pub use crate::purpose::{Purpose, When};

/// The chance of one replication.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    key: [u8; 32],
}

/// The most numbers one draw can give: four cipher blocks.
pub const MOST: usize = 32;

impl Chance {
    /// The chance of a replication under a seed and a version of the purposes.
    pub fn new(seed: u64, replication: u32, version: u32) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"interdict chance 1");
        hasher.update(&seed.to_le_bytes());
        hasher.update(&replication.to_le_bytes());
        hasher.update(&version.to_le_bytes());
        Self {
            key: *hasher.finalize().as_bytes(),
        }
    }

    #[expect(clippy::inline_always, reason = "a call here costs as much again")]
    #[inline(always)]
    fn generator(&self, purpose: Purpose, who: Key, when: When) -> ChaCha8Rng {
        assert!(when.block < 1 << 14, "an attempt has 16,384 blocks");
        let counter = (u64::from(purpose.0) << 48)
            | (u64::from(when.day) << 32)
            | (u64::from(when.attempt) << 16)
            | (u64::from(when.block) << 2);
        let mut generator = ChaCha8Rng::from_seed(self.key);
        generator.set_word_pos(u128::from(counter) << 4);
        generator.set_stream(who.0);
        generator
    }

    /// `N` independent uniform numbers in the open interval (0, 1); at most [`MOST`].
    ///
    /// ```
    /// # use interdict_engine::{Chance, Key, Purpose, When};
    /// const ARRIVAL: Purpose = Purpose(1);
    /// let chance = Chance::new(1, 0, 1);
    /// let [delay, damage] = chance.draw(ARRIVAL, Key::of("ship/Aurora"), When::on(12));
    /// # assert!(delay != damage);
    /// ```
    #[expect(clippy::inline_always, reason = "a call here costs as much again")]
    #[inline(always)]
    pub fn draw<const N: usize>(&self, purpose: Purpose, who: Key, when: When) -> [f64; N] {
        const { assert!(N <= MOST, "one draw gives at most 32 numbers") };
        let mut generator = self.generator(purpose, who, when);
        let mut numbers = [0.0; N];
        // Written out in full: the compiler then sees which of the cipher's four blocks are read, and makes
        // no others. In a loop two numbers cost four times as much as one.
        macro_rules! in_turn {
            ($($turn:literal)*) => {
                $(if N > $turn { numbers[$turn] = uniform(generator.next_u64()); })*
            };
        }
        in_turn!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31);
        witness::hear(purpose, who, when, &mut numbers);
        numbers
    }

    /// An open-ended sequence, for the rare question whose length is not known. It begins with the
    /// numbers of the draw, and after each [`MOST`] of them runs into the next block of the attempt.
    pub fn stream(&self, purpose: Purpose, who: Key, when: When) -> Stream {
        Stream {
            generator: self.generator(purpose, who, when),
        }
    }
}

/// An open-ended sequence of uniform numbers.
#[derive(Clone, Debug)]
pub struct Stream {
    generator: ChaCha8Rng,
}

impl Stream {
    /// The next number.
    pub fn draw(&mut self) -> f64 {
        uniform(self.generator.next_u64())
    }
}

/// 52 bits to the middle of one of 2^52 equal cells of (0, 1): never 0, never 1.
#[inline]
fn uniform(bits: u64) -> f64 {
    const CELL: f64 = 1.0 / (1_u64 << 52) as f64;
    ((bits >> 12) as f64 + 0.5) * CELL
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;

    #[test]
    fn the_cipher_is_the_one_of_the_standard() {
        // RFC 8439, 2.3.2, with its 96-bit nonce split as (counter high word, 64-bit stream).
        let mut key = [0_u8; 32];
        for (value, byte) in key.iter_mut().enumerate() {
            *byte = value as u8;
        }
        let mut generator = ChaCha20Rng::from_seed(key);
        generator.set_word_pos(((0x0900_0000_u128 << 32) | 1) << 4);
        generator.set_stream(0x0000_0000_4a00_0000);
        let words: Vec<u32> = (0..16).map(|_| generator.next_u32()).collect();
        assert_eq!(words[0], 0xe4e7_f110);
        assert_eq!(words[15], 0x4e3c_50a2);
    }

    /// ChaCha as its author wrote it down, one block, with 64 bits of counter and 64 of stream.
    fn block(key: &[u8; 32], rounds: usize, counter: u64, stream: u64) -> [u32; 16] {
        let mut start = [0_u32; 16];
        start[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
        for (word, bytes) in start[4..12].iter_mut().zip(key.chunks_exact(4)) {
            *word = u32::from_le_bytes(bytes.try_into().unwrap());
        }
        start[12] = counter as u32;
        start[13] = (counter >> 32) as u32;
        start[14] = stream as u32;
        start[15] = (stream >> 32) as u32;
        let mut state = start;
        let mut quarter = |a: usize, b: usize, c: usize, d: usize| {
            for (to, with, mixed, left) in
                [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)]
            {
                state[to] = state[to].wrapping_add(state[with]);
                state[mixed] = (state[mixed] ^ state[to]).rotate_left(left);
            }
        };
        for _ in 0..rounds / 2 {
            for column in 0..4 {
                quarter(column, column + 4, column + 8, column + 12);
            }
            for column in 0..4 {
                quarter(
                    column,
                    (column + 1) % 4 + 4,
                    (column + 2) % 4 + 8,
                    (column + 3) % 4 + 12,
                );
            }
        }
        std::array::from_fn(|word| state[word].wrapping_add(start[word]))
    }

    #[test]
    fn a_number_is_where_the_packing_says() {
        let key = std::array::from_fn(|byte| byte as u8);
        let standard = block(&key, 20, (0x0900_0000 << 32) | 1, 0x4a00_0000);
        assert_eq!((standard[0], standard[15]), (0xe4e7_f110, 0x4e3c_50a2));

        let chance = Chance::new(3, 1, 4);
        let who = Key(0x0123_4567_89ab_cdef);
        let when = When::on(0xfedc).attempt(0x1357).block(0x2468);
        let numbers: [f64; MOST] = chance.draw(Purpose(0xba98), who, when);
        let first = (0xba98_fedc_1357_u64 << 16) | (0x2468 * 4);
        for (place, number) in numbers.into_iter().enumerate() {
            let words = block(&chance.key, 8, first + place as u64 / 8, who.0);
            let low = words[place % 8 * 2];
            let high = words[place % 8 * 2 + 1];
            let bits = (u64::from(high) << 32) | u64::from(low);
            assert_eq!(number.to_bits(), uniform(bits).to_bits(), "slot {place}");
        }
    }

    #[test]
    fn the_key_is_frozen() {
        let hex = |chance: Chance| blake3::Hash::from_bytes(chance.key).to_string();
        insta::assert_snapshot!(hex(Chance::new(0, 0, 0)), @"a0d9c8596e4d6e22f9d89c284ce8d75825eee588a2b692f143d691d3b66885bd");
        insta::assert_snapshot!(hex(Chance::new(20_261_123, 7, 1)), @"3fa3acaab29534fd7b91a5232f9f167512d8717b0d43062224364acb35762c31");
    }

    #[test]
    #[should_panic(expected = "an attempt has 16,384 blocks")]
    fn a_block_does_not_run_into_the_next_attempt() {
        let _: [f64; 1] = Chance::new(0, 0, 0).draw(Purpose(1), Key(1), When::on(0).block(1 << 14));
    }

    #[test]
    fn numbers_stay_inside_the_open_interval() {
        assert_eq!(uniform(0).to_bits(), (0.5 / (1_u64 << 52) as f64).to_bits());
        assert!(uniform(u64::MAX) < 1.0);
        assert!(uniform(u64::MAX) > 1.0 - f64::EPSILON);
    }

    #[test]
    fn draws_are_frozen() {
        let chance = Chance::new(1, 0, 1);
        let who = Key::of("someone");
        let numbers: [f64; 8] = chance.draw(Purpose(3), who, When::on(7).attempt(2).block(1));
        let bits: Vec<String> = numbers
            .iter()
            .map(|n| format!("{:016x}", n.to_bits()))
            .collect();
        insta::assert_snapshot!(
            bits.join(" "),
            @"3fc9f00a4a69ca24 3fed26ffb270deb1 3fec7f0d0dcf6371 3fe6734c8c08e213 3fd700e928bd01e6 3fb5397c8e772cc8 3fd4c446cb01d1e6 3fe3b60d03957149"
        );
    }

    #[test]
    fn a_stream_continues_a_draw_and_fewer_numbers_are_a_prefix() {
        let chance = Chance::new(9, 4, 1);
        let (purpose, who, when) = (Purpose(1), Key(77), When::on(1));
        let many: [f64; 32] = chance.draw(purpose, who, when);
        let few: [f64; 3] = chance.draw(purpose, who, when);
        assert_eq!(many[..3], few);
        let mut stream = chance.stream(purpose, who, when);
        assert!(
            many.iter()
                .all(|number| number.to_bits() == stream.draw().to_bits())
        );
    }

    #[test]
    fn every_part_of_the_question_changes_the_answer() {
        let chance = Chance::new(1, 0, 1);
        let ask = |chance: Chance, purpose, who, when: When| -> u64 {
            let [number]: [f64; 1] = chance.draw(Purpose(purpose), Key(who), when);
            number.to_bits()
        };
        let when = When::on(3).attempt(1).block(2);
        let base = ask(chance, 5, 6, when);
        let others = [
            ask(Chance::new(2, 0, 1), 5, 6, when),
            ask(Chance::new(1, 1, 1), 5, 6, when),
            ask(Chance::new(1, 0, 2), 5, 6, when),
            ask(chance, 6, 6, when),
            ask(chance, 5, 7, when),
            ask(chance, 5, 6, When::on(4).attempt(1).block(2)),
            ask(chance, 5, 6, When::on(3).attempt(2).block(2)),
            ask(chance, 5, 6, When::on(3).attempt(1).block(3)),
        ];
        assert!(others.iter().all(|&other| other != base));
    }

    #[test]
    fn a_million_numbers_are_uniform() {
        let chance = Chance::new(20_261_123, 0, 1);
        let mut numbers: Vec<f64> = (0..125_000_u64)
            .flat_map(|who| chance.draw::<8>(Purpose(1), Key(who), When::on(0)))
            .collect();
        numbers.sort_unstable_by(f64::total_cmp);
        let count = numbers.len() as f64;
        let distance = numbers
            .iter()
            .enumerate()
            .map(|(rank, number)| ((rank as f64 + 0.5) / count - number).abs())
            .fold(0.0, f64::max);
        // Kolmogorov-Smirnov at 0.1 %: 1.95 / sqrt(n).
        assert!(distance < 1.95 / count.sqrt(), "{distance}");
    }
}
