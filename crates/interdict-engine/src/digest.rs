//! One number for a whole state: equal runs have equal digests, on any machine.
//!
//! Two lanes, a multiplication for each 64-bit word, and a SplitMix finish. Each word is taken in by a
//! bijection of the state, so two states that differ once differ until other differences undo it, and one
//! word more cannot. Words are not counted: who takes in a list takes in its length. Not cryptographic: it
//! has to tell accident, not malice.
//!
//! A [`Tree`] keeps the digest of each table of one moment, so that two runs that part can be asked
//! where they did.

/// A digest in the making. Order matters; addresses and ids of the machine must never enter.
#[derive(Clone, Copy, Debug)]
pub struct Digest {
    even: u64,
    odd: u64,
}

const EVEN: u64 = 0x9E37_79B9_7F4A_7C15;
const ODD: u64 = 0xC2B2_AE3D_27D4_EB4F;

impl Digest {
    /// A fresh digest for a named thing.
    pub fn new(domain: &str) -> Self {
        let mut digest = Self {
            even: EVEN,
            odd: ODD,
        };
        digest.text(domain);
        digest
    }

    /// Takes in a word.
    #[inline]
    pub fn word(&mut self, word: u64) {
        let lane = (self.even ^ word).wrapping_mul(EVEN);
        self.even = self.odd.wrapping_add(lane);
        self.odd = lane.rotate_left(29);
    }

    /// Takes in a signed word.
    #[inline]
    pub fn number(&mut self, number: i64) {
        self.word(number as u64);
    }

    /// Takes in two half words.
    #[inline]
    pub fn pair(&mut self, high: u32, low: u32) {
        self.word((u64::from(high) << 32) | u64::from(low));
    }

    /// Takes in words.
    #[inline]
    pub fn words(&mut self, words: &[u64]) {
        for &word in words {
            self.word(word);
        }
    }

    /// Takes in signed words.
    pub fn numbers(&mut self, numbers: &[i64]) {
        for &number in numbers {
            self.number(number);
        }
    }

    /// Takes in a measured number, by its bits.
    #[inline]
    pub fn real(&mut self, real: f64) {
        self.word(real.to_bits());
    }

    /// Takes in a heap of things, each of them some words: the order in which they lie does not matter.
    #[inline]
    pub fn unordered<const WORDS: usize>(&mut self, things: impl Iterator<Item = [u64; WORDS]>) {
        let mut sum = 0_u64;
        for thing in things {
            let mut own = Self {
                even: EVEN,
                odd: ODD,
            };
            own.words(&thing);
            sum = sum.wrapping_add(own.finish());
        }
        self.word(sum);
    }

    /// Takes in text.
    pub fn text(&mut self, text: &str) {
        self.word(text.len() as u64);
        for chunk in text.as_bytes().chunks(8) {
            let mut word = [0_u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    /// The digest of everything taken in.
    pub fn finish(self) -> u64 {
        let mut z = self.even ^ self.odd.rotate_left(31);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// The digests of the tables of one moment, in the order in which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    tables: Vec<(&'static str, u64)>,
}

impl Tree {
    /// Enters the digest of a table.
    pub fn table(&mut self, name: &'static str, digest: u64) {
        self.tables.push((name, digest));
    }

    /// Names and digests of the tables.
    pub fn tables(&self) -> &[(&'static str, u64)] {
        &self.tables
    }

    /// One number for all tables, their names and their order.
    pub fn root(&self) -> u64 {
        let mut digest = Digest::new("tree");
        for &(name, table) in &self.tables {
            digest.text(name);
            digest.word(table);
        }
        digest.finish()
    }

    /// The first table in which this moment is not the same as another.
    pub fn first_difference(&self, other: &Self) -> Option<&'static str> {
        let ours = self.tables.iter().zip(&other.tables);
        let differing = ours.clone().find(|(ours, theirs)| ours != theirs);
        let longer = if self.tables.len() > other.tables.len() {
            self
        } else {
            other
        };
        let further = longer.tables.get(ours.len());
        differing
            .map(|(ours, _)| ours.0)
            .or(further.map(|table| table.0))
    }

    /// Forgets the tables and keeps the room.
    pub fn clear(&mut self) {
        self.tables.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_tells_where_two_moments_part() {
        let tree = |stock: u64| {
            let mut tree = Tree::default();
            tree.table("lines", 7);
            tree.table("stock", stock);
            tree
        };
        let mut longer = tree(1);
        longer.table("roads", 0);
        assert_eq!(tree(1).root(), tree(1).root());
        assert_ne!(tree(1).root(), tree(2).root());
        assert_eq!(tree(1).first_difference(&tree(1)), None);
        assert_eq!(tree(1).first_difference(&tree(2)), Some("stock"));
        assert_eq!(tree(1).first_difference(&longer), Some("roads"));
        assert_eq!(longer.first_difference(&tree(2)), Some("stock"));
        insta::assert_snapshot!(format!("{:016x}", tree(1).root()), @"c53007a7dadc416c");
    }

    #[test]
    fn order_content_and_length_matter_and_the_value_is_frozen() {
        let of = |words: &[u64]| {
            let mut digest = Digest::new("test");
            for &word in words {
                digest.word(word);
            }
            digest.finish()
        };
        assert_ne!(of(&[1, 2]), of(&[2, 1]));
        assert_ne!(of(&[0]), of(&[0, 0]));
        assert_ne!(of(&[]), Digest::new("tesu").finish());
        insta::assert_snapshot!(format!("{:016x}", of(&[1, 2, 3])), @"775e97e25ead182c");
    }

    #[test]
    fn a_single_bit_anywhere_changes_it() {
        let base: Vec<u64> = (0..32).collect();
        let of = |words: &[u64]| {
            let mut digest = Digest::new("bits");
            digest.words(words);
            digest.finish()
        };
        let mut seen = std::collections::BTreeSet::from([of(&base)]);
        for place in 0..32 {
            for bit in 0..64 {
                let mut words = base.clone();
                words[place] ^= 1 << bit;
                assert!(seen.insert(of(&words)), "word {place}, bit {bit}");
            }
        }
    }
}
