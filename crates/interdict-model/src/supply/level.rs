//! # Water level
//!
//! What happens: a load is filled up from what is scarce so that each class of supply lasts equally long, weighted.
//!
//! Rule: the least level `tau`, in days, at which `sum of clamp(tau weight daily + lack, 0, can)` fills the room.
//!
//! Assumes: days of supply are what counts, whatever the class, but for its weight.
//!
//! Sources: none needed; weights with the knobs.
//!
//! Reads: nothing. Writes: nothing. Chance: none.

use crate::accounts::{CLASSES, Supplies};

/// Of what can be taken, `can`, as much as there is `room` for: the least level `tau`, in days, at which
/// `sum of clamp(tau weight daily + lack, 0, can)` fills the room. What is lacked without daily use comes at the lowest
/// levels, in the order of the classes. Weights are in thousandths.
pub fn level(
    room: i64,
    can: &Supplies,
    daily: &Supplies,
    lack: &Supplies,
    weights: &Supplies,
) -> Supplies {
    // Levels in thousandths of a day, from deep in want to more than anybody orders.
    let (mut low, mut high) = (-1_000_000_i64, 1_000_000_i64);
    // Half of the numbers are enough: what nine thousand million tons of use a day would come to is beyond any load.
    let mut weighted = [0; CLASSES];
    for (class, weighted) in weighted.iter_mut().enumerate() {
        *weighted = daily[class].saturating_mul(weights[class]);
    }
    let at = |tau: i64| -> Supplies {
        let mut load = [0; CLASSES];
        for (class, load) in load.iter_mut().enumerate() {
            let wanted = tau.saturating_mul(weighted[class]) / 1_000_000;
            *load = wanted.saturating_add(lack[class]).clamp(0, can[class]);
        }
        load
    };
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if at(middle).iter().sum::<i64>() <= room {
            low = middle;
        } else {
            high = middle;
        }
    }
    let mut load = at(low);
    let mut left = room - load.iter().sum::<i64>();
    if left < 0 {
        // More is lacked without daily use than there is room for.
        for kg in load.iter_mut().rev() {
            let less = (-left).min(*kg);
            *kg -= less;
            left += less;
        }
    }
    for class in 0..CLASSES {
        let more = left.min(can[class] - load[class]).max(0);
        load[class] += more;
        left -= more;
    }
    load
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EVEN: Supplies = [1_000; CLASSES];

    #[test]
    fn each_class_lasts_equally_long() {
        // Three days of food and none of fuel are there: 400 kg make four days of fuel before food gets any, and
        // 1,500 kg bring both to nine days.
        let (daily, lack) = ([100, 0, 100, 0, 0], [-300, 0, 0, 0, 0]);
        let can = [10_000; CLASSES];
        assert_eq!(level(300, &can, &daily, &lack, &EVEN), [0, 0, 300, 0, 0]);
        assert_eq!(
            level(1_500, &can, &daily, &lack, &EVEN),
            [600, 0, 900, 0, 0]
        );
    }

    #[test]
    fn who_weighs_more_is_filled_for_longer() {
        let (daily, lack) = ([100, 0, 0, 0, 100], [0; CLASSES]);
        let weights = [1_000, 1_000, 1_000, 1_000, 2_000];
        let load = level(900, &[10_000; CLASSES], &daily, &lack, &weights);
        assert_eq!(load, [300, 0, 0, 0, 600]);
    }

    #[test]
    fn shells_of_guns_that_have_not_fired_come_first() {
        let (daily, lack) = ([1_000, 0, 0, 0, 0], [0, 0, 0, 0, 700]);
        let can = [10_000, 0, 0, 0, 700];
        assert_eq!(level(900, &can, &daily, &lack, &EVEN), [200, 0, 0, 0, 700]);
    }

    #[test]
    fn what_is_beyond_any_load_is_beyond_it_and_no_more() {
        // A use that no number holds when it is multiplied, and one that does not.
        let daily = [i64::MAX / 2, 0, 0, 0, 1];
        let load = level(10, &[7; CLASSES], &daily, &[0; CLASSES], &EVEN);
        assert_eq!((load.iter().sum::<i64>(), load[0]), (10, 7));
    }

    proptest! {
        /// What is taken fills the room and is no more than there is.
        #[test]
        fn the_room_is_filled_and_nothing_is_taken_that_is_not_there(
            can in prop::array::uniform5(0_i64..1_000_000),
            daily in prop::array::uniform5(0_i64..100_000),
            lack in prop::array::uniform5(-1_000_000_i64..1_000_000),
            room in 0_i64..3_000_000,
        ) {
            let load = level(room, &can, &daily, &lack, &EVEN);
            prop_assert!(load.iter().zip(&can).all(|(load, can)| *load >= 0 && load <= can));
            prop_assert_eq!(load.iter().sum::<i64>(), room.min(can.iter().sum()));
        }
    }
}
