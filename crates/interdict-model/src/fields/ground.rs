//! # On the ground
//!
//! What happens: bombs on an airfield destroy aircraft that stand there.
//!
//! Rule: each aircraft is lost with `1 - exp(-bombs x lethal area / dispersal area)`, with one lethal area in the open and a
//! smaller one in a revetment; how many are lost is one binomial draw for each of the two. Revetments fill first.
//!
//! Assumes: bombs and aircraft are spread evenly over the ground of the field; aircraft in the air are not there.
//!
//! Sources: the Poisson law of coverage, as in weaponeering practice, for instance M. Driels (2004), "Weaponeering";
//! areas are estimates, with the knobs of `field`.
//!
//! Reads: knobs of `field`. Writes: [`GroundStrike`]. Chance: `FIELD_HIT` by raid (odd attempts).

use interdict_engine::chance::When;
use interdict_engine::{Chance, math, sample};
use interdict_quantity::Key;

use crate::chance::FIELD_HIT;
use crate::fields::knobs::FieldKnobs;
use crate::row::AirfieldRow;
use crate::state::state;

/// Bombs that fell on an airfield: whoever keeps aircraft there takes their losses from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroundStrike {
    /// When.
    pub second: u32,
    /// Where.
    pub airfield: AirfieldRow,
    /// Identity of the fall of bombs.
    pub key: Key,
    /// Identity of the raid.
    pub cause: Key,
    /// Bombs that went off.
    pub bombs: u32,
    /// Chance of each aircraft to be destroyed: in the open, in a revetment.
    pub lost: [f64; 2],
    /// Aircraft that its revetments hold.
    pub sheltered: u32,
}

state!(GroundStrike: second, airfield, key, cause, bombs, lost, sheltered);

/// Chance of an aircraft on the ground to be destroyed by so many bombs: in the open, in a revetment.
pub(crate) fn lost_on_the_ground(knobs: &FieldKnobs, bombs: u32) -> [f64; 2] {
    (knobs.lethal).map(|share| -math::exp_m1(-f64::from(bombs) * share))
}

impl GroundStrike {
    /// How many of so many aircraft are destroyed: two numbers by the raid, of which more bombs never spare more.
    pub(crate) fn destroys(&self, chance: &Chance, day: u16, aircraft: u32) -> u32 {
        let when = When::on(day).attempt(1);
        let [in_open, in_shelter] = chance.draw::<2>(FIELD_HIT, self.cause, when);
        let sheltered = aircraft.min(self.sheltered);
        sample::binomial(in_open, aircraft - sheltered, self.lost[0])
            + sample::binomial(in_shelter, sheltered, self.lost[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::REGISTRY;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn a_raid_on_namsi_takes_a_fifth_in_the_open_and_a_fiftieth_in_revetments() {
        // 220 bombs of which 5 % are duds: 1 - exp(-209 x 1,500 / 1,500,000) and 1 - exp(-209 x 150 / 1,500,000).
        let knobs = FieldKnobs::new(&generate(Shape::small(), 1));
        let [in_open, in_shelter] = lost_on_the_ground(&knobs, 209);
        assert!((in_open - 0.1886).abs() < 0.0001, "{in_open}");
        assert!((in_shelter - 0.0207).abs() < 0.0001, "{in_shelter}");
        assert!(
            lost_on_the_ground(&knobs, 0)
                .iter()
                .all(|lost| lost.abs() < 1e-12)
        );
    }

    #[test]
    fn more_bombs_never_spare_more_and_revetments_fill_first() {
        let chance = Chance::new(2, 0, REGISTRY);
        let knobs = FieldKnobs::new(&generate(Shape::small(), 1));
        let strike = |n: u64, bombs: u32, sheltered: u32| GroundStrike {
            second: 0,
            airfield: AirfieldRow(0),
            key: Key(n),
            cause: Key(n),
            bombs,
            lost: lost_on_the_ground(&knobs, bombs),
            sheltered,
        };
        let (mut open, mut walls) = (0, 0);
        for n in 0..400 {
            let few = strike(n, 100, 0).destroys(&chance, 3, 40);
            let many = strike(n, 209, 0).destroys(&chance, 3, 40);
            assert!(few <= many);
            open += many;
            walls += strike(n, 209, 45).destroys(&chance, 3, 40);
        }
        // Means of 400 binomials of 40: 0.1886 and 0.0207, within four standard errors.
        assert!(
            (f64::from(open) / 16_000.0 - 0.1886).abs() < 0.0124,
            "{open}"
        );
        assert!(
            (f64::from(walls) / 16_000.0 - 0.0207).abs() < 0.0046,
            "{walls}"
        );
    }
}
