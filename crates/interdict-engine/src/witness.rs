//! A witness of chance: told of every number that is drawn and of what it is weighed against.
//!
//! Whoever wants to know why two runs part needs the numbers behind a decision and the limits that they
//! fell short of or beyond. A witness hears them on its own thread, while it is asked to, and costs one
//! look at a flag otherwise. It may also put other numbers in place of those drawn: so a test can show
//! what a worse design of chance would have done.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use interdict_quantity::Key;

use crate::purpose::{Purpose, When};

/// Hears what is drawn and weighed on its thread.
pub trait Witness {
    /// Numbers were drawn; what is left in `numbers` is what the asker gets.
    fn drawn(&mut self, purpose: Purpose, who: Key, when: When, numbers: &mut [f64]);

    /// A number was weighed against a limit: below it, the thing happens.
    fn weighed(&mut self, purpose: Purpose, who: Key, number: f64, limit: f64);
}

thread_local! {
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
    static WITNESS: RefCell<Option<Rc<RefCell<dyn Witness>>>> = const { RefCell::new(None) };
}

/// Does some work with a witness listening on this thread.
pub fn watch<T>(witness: &Rc<RefCell<impl Witness + 'static>>, work: impl FnOnce() -> T) -> T {
    /// Sends the witness home, also when the work breaks off.
    struct Until(Option<Rc<RefCell<dyn Witness>>>);
    impl Drop for Until {
        fn drop(&mut self) {
            let before = self.0.take();
            IS_WATCHED.set(before.is_some());
            WITNESS.set(before);
        }
    }
    let before = WITNESS.replace(Some(witness.clone()));
    IS_WATCHED.set(true);
    let until = Until(before);
    let done = work();
    drop(until);
    done
}

/// Whether a number falls below a limit, which decides something; a witness is told.
#[inline]
pub fn falls_below(purpose: Purpose, who: Key, number: f64, limit: f64) -> bool {
    if IS_WATCHED.get() {
        tell(|witness| witness.weighed(purpose, who, number, limit));
    }
    number < limit
}

/// Tells a witness of a number and its limit, where something else than a plain comparison decides.
#[inline]
pub fn weigh(purpose: Purpose, who: Key, weighed: impl FnOnce() -> (f64, f64)) {
    if IS_WATCHED.get() {
        let (number, limit) = weighed();
        tell(|witness| witness.weighed(purpose, who, number, limit));
    }
}

/// Tells the witness of a draw.
#[inline]
pub(crate) fn hear(purpose: Purpose, who: Key, when: When, numbers: &mut [f64]) {
    if IS_WATCHED.get() {
        tell(|witness| witness.drawn(purpose, who, when, numbers));
    }
}

#[cold]
fn tell(what: impl FnOnce(&mut dyn Witness)) {
    WITNESS.with_borrow(|witness| {
        if let Some(witness) = witness {
            what(&mut *witness.borrow_mut());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Chance;

    #[derive(Default)]
    struct Heard {
        draws: Vec<(Purpose, Key, Vec<f64>)>,
        limits: Vec<(f64, f64)>,
        instead: Option<f64>,
    }

    impl Witness for Heard {
        fn drawn(&mut self, purpose: Purpose, who: Key, _: When, numbers: &mut [f64]) {
            self.draws.push((purpose, who, numbers.to_vec()));
            if let Some(instead) = self.instead {
                numbers.fill(instead);
            }
        }

        fn weighed(&mut self, _: Purpose, _: Key, number: f64, limit: f64) {
            self.limits.push((number, limit));
        }
    }

    #[test]
    fn a_witness_hears_all_and_is_heard_of_no_more_afterwards() {
        const PURPOSE: Purpose = Purpose(3);
        let (chance, who) = (Chance::new(1, 0, 1), Key::of("somebody"));
        let ask = || chance.draw::<2>(PURPOSE, who, When::on(4));
        let numbers = ask();
        let witness = Rc::new(RefCell::new(Heard::default()));
        let (heard, fell) = watch(&witness, || {
            (ask(), falls_below(PURPOSE, who, numbers[0], 0.5))
        });
        assert_eq!((heard, fell), (numbers, numbers[0] < 0.5));
        assert_eq!(ask().map(f64::to_bits), numbers.map(f64::to_bits));
        assert!(!falls_below(PURPOSE, who, 0.5, 0.5));
        let heard = witness.borrow();
        assert_eq!(heard.draws, [(PURPOSE, who, numbers.to_vec())]);
        assert_eq!(heard.limits, [(numbers[0], 0.5)]);
    }

    #[test]
    fn a_witness_may_put_other_numbers_in_place_and_an_inner_one_gives_way_to_the_outer() {
        let chance = Chance::new(1, 0, 1);
        let ask = || chance.draw::<1>(Purpose(3), Key::of("somebody"), When::on(4))[0];
        let of = |instead| {
            Rc::new(RefCell::new(Heard {
                instead: Some(instead),
                ..Heard::default()
            }))
        };
        let (outer, inner) = (of(0.25), of(0.75));
        let seen = watch(&outer, || (ask(), watch(&inner, ask), ask()));
        assert_eq!(seen, (0.25, 0.75, 0.25));
        assert!(
            std::panic::catch_unwind(|| {
                let outer = of(0.25);
                watch(&outer, || panic!("breaks off"))
            })
            .is_err()
        );
        assert!((ask() - 0.25).abs() > 1e-9);
    }
}
