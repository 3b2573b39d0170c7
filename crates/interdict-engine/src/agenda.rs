//! Due times instead of countdowns: what will happen at a known second, in order of (second, key).
//!
//! An entry cannot be taken back; who no longer wants it raises its own stamp, and the entry is void
//! when it comes up. What is put while the agenda is being emptied, and is due before the end of the
//! tick, comes out in the same round; what is put too late comes out next, with the second it was due.
//!
//! Why a calendar and no heap: what happens mostly causes what happens some minutes later. A calendar
//! lays that down without looking at what else is there, and puts a minute in order when its turn comes;
//! a heap compares it with one entry on each of its storeys on the way in and on the way out.

use bevy_ecs::prelude::Resource;
use interdict_quantity::Key;

/// Something that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// When.
    pub second: u32,
    /// Whose turn it is among those due in the same second.
    pub key: Key,
    /// What: a row, as its owner understands it.
    pub item: u32,
    /// Which of the owner's plans this was; older ones are void.
    pub stamp: u32,
}

/// A page of the calendar is a span of so many seconds.
const PAGE_S: u32 = 64;

/// Pages of the calendar: four and a half hours, then they come round again. More would be left unread in the
/// processor's nearest memory, and what is due later waits at little cost.
const PAGES: usize = 256;

/// No slot.
const NONE: u32 = u32::MAX;

/// A later entry, in a chain with the others of its page.
#[derive(Clone, Copy, Debug)]
struct Later {
    due: Due,
    next: u32,
}

/// What is due, soonest first.
///
/// Entries up to the end of the open page are kept in order. As long as there is any entry, there is one
/// of these: so whoever asks what is due next need look nowhere else. All later ones lie in one place and
/// are chained by page: pages with lists of their own would scatter a few entries over as many places as there are
/// pages, and hundreds of agendas over more than the processor's near memory holds.
#[derive(Resource, Clone, Debug)]
pub struct Agenda {
    /// Entries up to the end of the open page, the soonest last.
    open: Vec<Due>,
    /// Number of the open page, counted from second 0.
    page: u32,
    /// First slot of each page; a page holds entries of later rounds, too.
    pages: Box<[u32; PAGES]>,
    /// Later entries, in slots that are used again.
    slots: Vec<Later>,
    /// The first slot that is not in use; the others are chained to it.
    unused: u32,
    /// How many later entries there are.
    later: usize,
}

impl Default for Agenda {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            page: 0,
            pages: Box::new([NONE; PAGES]),
            slots: Vec::new(),
            unused: NONE,
            later: 0,
        }
    }
}

impl Agenda {
    /// An empty agenda with room for some entries.
    pub fn with_room(entries: usize) -> Self {
        Self {
            open: Vec::with_capacity(entries),
            slots: Vec::with_capacity(entries),
            ..Self::default()
        }
    }

    /// Puts something on the agenda.
    #[inline]
    pub fn put(&mut self, second: u32, key: Key, item: u32, stamp: u32) {
        let due = Due {
            second,
            key,
            item,
            stamp,
        };
        let page = second / PAGE_S;
        if page > self.page && !self.open.is_empty() {
            self.put_later(page, due);
        } else {
            self.put_in_order(due);
        }
    }

    #[inline]
    fn put_later(&mut self, page: u32, due: Due) {
        let first = &mut self.pages[page as usize % PAGES];
        let entry = Later { due, next: *first };
        if let Some(slot) = self.slots.get_mut(self.unused as usize) {
            *first = self.unused;
            self.unused = slot.next;
            *slot = entry;
        } else {
            *first = self.slots.len() as u32;
            self.slots.push(entry);
        }
        self.later += 1;
    }

    fn put_in_order(&mut self, due: Due) {
        if self.open.is_empty() {
            self.page = due.second / PAGE_S;
        }
        let place = self.open.partition_point(|other| *other > due);
        self.open.insert(place, due);
    }

    /// Something is due before `until`.
    #[inline]
    pub fn is_due(&self, until: u32) -> bool {
        self.next_second().is_some_and(|second| second < until)
    }

    /// Takes the next thing due before `until`.
    #[inline]
    pub fn next_before(&mut self, until: u32) -> Option<Due> {
        let due = self.open.pop_if(|due| due.second < until)?;
        if self.open.is_empty() && self.later > 0 {
            self.turn_pages();
        }
        Some(due)
    }

    /// Opens the next page on which something of this round stands.
    fn turn_pages(&mut self) {
        while self.open.is_empty() {
            self.page += 1;
            while self.pages[self.page as usize % PAGES] == NONE {
                self.page += 1;
            }
            self.open_page();
        }
        self.later -= self.open.len();
        self.open.sort_unstable();
        self.open.reverse();
    }

    /// Takes what is due in this round off the page, and leaves what comes in later ones.
    fn open_page(&mut self) {
        let place = self.page as usize % PAGES;
        let mut slot = std::mem::replace(&mut self.pages[place], NONE);
        while let Some(&Later { due, next }) = self.slots.get(slot as usize) {
            let chain = if due.second / PAGE_S == self.page {
                self.open.push(due);
                &mut self.unused
            } else {
                &mut self.pages[place]
            };
            self.slots[slot as usize].next = *chain;
            *chain = slot;
            slot = next;
        }
    }

    /// The second of the next thing due.
    #[inline]
    pub fn next_second(&self) -> Option<u32> {
        self.open.last().map(|due| due.second)
    }

    /// Every entry, void ones included, in no order that means anything.
    pub fn entries(&self) -> impl Iterator<Item = &Due> {
        let used = if self.later == 0 { 0 } else { PAGES };
        let later = self.pages[..used].iter().flat_map(|&first| {
            let first = self.slots.get(first as usize);
            std::iter::successors(first, |entry| self.slots.get(entry.next as usize))
        });
        self.open.iter().chain(later.map(|entry| &entry.due))
    }

    /// How many entries there are, void ones included.
    pub fn len(&self) -> usize {
        self.open.len() + self.later
    }

    /// Nothing is due, ever.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Forgets everything and keeps the room.
    pub fn clear(&mut self) {
        self.open.clear();
        self.pages.fill(NONE);
        self.slots.clear();
        self.unused = NONE;
        self.later = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The oracle: countdowns, polled each second.
    fn polled(mut waiting: Vec<Due>, until: u32) -> Vec<Due> {
        let mut out = Vec::new();
        for second in 0..until {
            let mut due: Vec<Due> = waiting
                .iter()
                .copied()
                .filter(|entry| entry.second == second)
                .collect();
            due.sort_unstable();
            out.extend(due);
            waiting.retain(|entry| entry.second != second);
        }
        out
    }

    proptest! {
        #[test]
        fn agrees_with_countdowns(entries in prop::collection::vec((0_u32..500, 0_u64..9), 0..80), tick in 1_u32..60) {
            let all: Vec<Due> = entries
                .iter()
                .enumerate()
                .map(|(item, &(second, key))| Due { second, key: Key(key), item: item as u32, stamp: 0 })
                .collect();
            let mut agenda = Agenda::default();
            for due in &all {
                agenda.put(due.second, due.key, due.item, due.stamp);
            }
            let mut out = Vec::new();
            let mut until = tick;
            while !agenda.is_empty() {
                while let Some(due) = agenda.next_before(until) {
                    out.push(due);
                }
                until += tick;
            }
            prop_assert_eq!(out, polled(all, 500));
        }
    }

    proptest! {
        /// Each thing that comes up puts its successor on, often within the same tick.
        #[test]
        fn agrees_with_countdowns_that_restart(
            starts in prop::collection::vec((0_u32..200, 0_u64..9, 1_u32..50), 1..20),
            tick in 1_u32..60,
        ) {
            let until = 600;
            let mut agenda = Agenda::with_room(starts.len());
            let mut countdowns: Vec<u32> = Vec::new();
            for (item, &(second, key, _)) in starts.iter().enumerate() {
                agenda.put(second, Key(key), item as u32, 0);
                countdowns.push(second);
            }
            let mut out = Vec::new();
            for end in (0..=until).step_by(tick as usize).skip(1) {
                while let Some(due) = agenda.next_before(end) {
                    out.push((due.second, due.key, due.item));
                    let again = due.second + starts[due.item as usize].2;
                    agenda.put(again, due.key, due.item, 0);
                }
                prop_assert!(!agenda.is_due(end) && agenda.next_second() >= Some(end));
            }
            let mut expected = Vec::new();
            for second in 0..until / tick * tick {
                let mut due: Vec<(u32, Key, u32)> = Vec::new();
                for (item, &(_, key, period)) in starts.iter().enumerate() {
                    if countdowns[item] == 0 {
                        due.push((second, Key(key), item as u32));
                        countdowns[item] = period;
                    }
                    countdowns[item] -= 1;
                }
                due.sort_unstable();
                expected.extend(due);
            }
            prop_assert_eq!(out, expected);
        }
    }

    #[test]
    fn what_is_late_comes_out_next_and_room_is_kept() {
        let mut agenda = Agenda::with_room(2);
        let room = agenda.open.capacity();
        for round in 0..1_000 {
            agenda.put(900 + round, Key(1), 1, 0);
            agenda.put(3, Key(2), 2, 0);
            assert_eq!(
                agenda.next_before(900 + round).map(|due| due.second),
                Some(3)
            );
            assert_eq!(agenda.next_before(900 + round), None);
            assert!(agenda.is_due(901 + round));
            agenda.clear();
        }
        assert_eq!(agenda.open.capacity(), room);
        assert!(agenda.is_empty() && !agenda.is_due(u32::MAX));
    }

    proptest! {
        /// Any mixture of putting, taking and asking, against a sorted list: within a page, over pages that
        /// lie side by side, and over pages so far apart that the calendar comes round several times.
        #[test]
        fn agrees_with_a_sorted_list(
            acts in prop::collection::vec((0_u32..60, 0_u64..4, 0_u32..5), 0..300),
            stretch in prop::sample::select(vec![1, PAGE_S / 3, PAGE_S * PAGES as u32 / 7]),
        ) {
            let mut agenda = Agenda::default();
            let mut sorted: Vec<Due> = Vec::new();
            for (place, &(second, key, act)) in acts.iter().enumerate() {
                let second = second * stretch;
                if act < 3 {
                    let due = Due { second, key: Key(key), item: place as u32, stamp: act };
                    agenda.put(due.second, due.key, due.item, due.stamp);
                    sorted.push(due);
                    sorted.sort_unstable();
                } else {
                    let expected = sorted.first().copied().filter(|due| due.second < second);
                    prop_assert_eq!(agenda.next_before(second), expected);
                    sorted.retain(|&due| Some(due) != expected);
                }
                prop_assert_eq!(agenda.len(), sorted.len());
                let mut entries: Vec<Due> = agenda.entries().copied().collect();
                entries.sort_unstable();
                prop_assert_eq!(&entries, &sorted);
                prop_assert_eq!(agenda.is_empty(), sorted.is_empty());
                prop_assert_eq!(agenda.next_second(), sorted.first().map(|due| due.second));
                let half = 30 * stretch;
                prop_assert_eq!(agenda.is_due(half), sorted.first().is_some_and(|due| due.second < half));
            }
        }
    }

    #[test]
    fn what_is_put_meanwhile_comes_out_in_order() {
        let mut agenda = Agenda::with_room(4);
        agenda.put(10, Key(1), 0, 0);
        agenda.put(30, Key(1), 1, 0);
        assert_eq!(agenda.next_before(900).map(|due| due.item), Some(0));
        agenda.put(20, Key(9), 2, 0);
        assert_eq!(agenda.next_before(900).map(|due| due.item), Some(2));
        assert_eq!(agenda.next_before(30).map(|due| due.item), None);
        assert_eq!(agenda.next_before(31).map(|due| due.item), Some(1));
    }
}
