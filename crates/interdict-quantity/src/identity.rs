//! Identity: the 64-bit key that a stable name becomes.
//!
//! The key alone enters chance, digests, tie-breaks and messages. It depends on the name and on
//! nothing else: not on the place in a file, not on how many other things there are.

/// The identity of a thing, from its path of names (`"line/MAE-SAN/block/2"`), or of a derived
/// thing, from the key of its cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

impl Key {
    /// The key of a path: the first eight bytes (little-endian) of its BLAKE3 hash.
    pub fn of(path: &str) -> Self {
        let hash = blake3::hash(path.as_bytes());
        let mut first = [0_u8; 8];
        first.copy_from_slice(&hash.as_bytes()[..8]);
        Self(u64::from_le_bytes(first))
    }

    /// The key of the `ordinal`-th thing of a `kind` that this one causes: a train of a yard, a bomb
    /// of an aircraft. A bijective 64-bit mix of the parent, so that children of one parent and kind
    /// never collide with each other.
    #[must_use]
    pub const fn child(self, kind: u16, ordinal: u32) -> Self {
        Self(mix(self.0 ^ mix(((kind as u64) << 32) | ordinal as u64)))
    }

    /// The key of a pair: (aircraft, battery), (unit, target). Not symmetric.
    #[must_use]
    pub const fn paired(self, other: Self) -> Self {
        Self(mix(
            self.0.rotate_left(32) ^ mix(other.0 ^ 0x9E37_79B9_7F4A_7C15)
        ))
    }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection on 64 bits.
const fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_frozen() {
        // A change here moves every draw of every scenario.
        assert_eq!(
            Key::of("line/MAE-SAN/block/2").0,
            Key::of("line/MAE-SAN/block/2").0
        );
        assert_eq!(mix(0), 0xE220_A839_7B1D_CDAF);
        assert_ne!(Key::of("a").child(1, 0), Key::of("a").child(0, 1));
        assert_ne!(
            Key::of("a").paired(Key::of("b")),
            Key::of("b").paired(Key::of("a"))
        );
    }
}
