//! Labels of a map: as many as fit without touching each other, the most important first.

use crate::figures::shortened;

use super::canvas::text_width;

/// A box on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    fn is_within(&self, other: &Self) -> bool {
        other.holds((self.left, self.top)) && other.holds((self.right, self.bottom))
    }

    /// The part of a stretch that lies inside, if any (Liang and Barsky 1984).
    pub(crate) fn clip(&self, a: (f64, f64), b: (f64, f64)) -> Option<[(f64, f64); 2]> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, a.0 - self.left),
            (dx, self.right - a.0),
            (-dy, a.1 - self.top),
            (dy, self.bottom - a.1),
        ];
        for (slope, room) in sides {
            if slope < 0.0 {
                first = first.max(room / slope);
            } else if slope > 0.0 {
                last = last.min(room / slope);
            } else if room < 0.0 {
                return None;
            }
        }
        let at = |part: f64| (a.0 + dx * part, a.1 + dy * part);
        (first <= last).then(|| [at(first), at(last)])
    }
}

/// A label placed: its words, where it begins, in the middle of its height, and the box it fills.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) index: usize,
    pub(crate) words: String,
    pub(crate) at: (f64, f64),
    pub(crate) area: Area,
}

/// Letters to which a label is shortened in its middle, where there is no room for the whole of it.
const LENGTHS: [usize; 3] = [26, 16, 10];

/// Places labels beside their points, in order of importance. A label keeps within the frame and
/// touches neither labels placed before it nor marks; among what is left it takes the place that
/// crosses the fewest stretches. A label that has no room is shortened; what has none then is left out.
pub(crate) fn place(
    labels: &[((f64, f64), &str)],
    marks: &[(f64, f64)],
    stretches: &[[(f64, f64); 2]],
    frame: &Area,
    size: f64,
) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (index, &(at, whole)) in labels.iter().enumerate() {
        let shorter = LENGTHS
            .into_iter()
            .filter(|&length| length < whole.chars().count());
        let words =
            std::iter::once(whole.to_owned()).chain(shorter.map(|length| shortened(whole, length)));
        let ground = Ground {
            placed: &placed,
            marks,
            stretches,
            frame,
            size,
        };
        let found = (words.into_iter()).find_map(|words| {
            let (at, area) = ground.best(at, &words)?;
            Some(Placed {
                index,
                words,
                at,
                area,
            })
        });
        placed.extend(found);
    }
    placed
}

/// What a label must keep clear of, and cross as little as can be.
struct Ground<'a> {
    placed: &'a [Placed],
    marks: &'a [(f64, f64)],
    stretches: &'a [[(f64, f64); 2]],
    frame: &'a Area,
    size: f64,
}

impl Ground<'_> {
    /// The place and box of words beside a point that cross the fewest stretches; none, where they have no room.
    fn best(&self, (x, y): (f64, f64), words: &str) -> Option<((f64, f64), Area)> {
        let height = self.size * 1.1;
        let width = text_width(words, self.size);
        let (near, far) = (6.0, 5.0);
        let places = [
            (x + near, y),
            (x - near - width, y),
            (x + far, y - height * 0.7),
            (x + far, y + height * 0.7),
            (x - far - width, y - height * 0.7),
            (x - far - width, y + height * 0.7),
            (x - width / 2.0, y - height),
            (x - width / 2.0, y + height),
        ];
        let free = places.into_iter().filter_map(|at| {
            let area = Area {
                left: at.0 - 1.0,
                top: at.1 - height / 2.0,
                right: at.0 + width + 1.0,
                bottom: at.1 + height / 2.0,
            };
            let is_free = area.is_within(self.frame)
                && self.placed.iter().all(|other| !other.area.overlaps(&area))
                && !self.marks.iter().any(|&mark| area.grown(2.5).holds(mark));
            let n_crossed = (self.stretches.iter())
                .filter(|[from, to]| area.clip(*from, *to).is_some())
                .count();
            is_free.then_some((n_crossed, at, area))
        });
        free.min_by_key(|(n_crossed, ..)| *n_crossed)
            .map(|(_, at, area)| (at, area))
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, place};

    const FRAME: Area = Area {
        left: 0.0,
        top: 0.0,
        right: 200.0,
        bottom: 100.0,
    };

    #[test]
    fn labels_never_touch_and_the_first_comes_first() {
        let mut labels = vec![((50.0, 50.0), "Northford"), ((52.0, 51.0), "Southford")];
        labels.extend([((51.0, 50.0), "Westford"); 12]);
        let placed = place(&labels, &[], &[], &FRAME, 10.0);
        assert_eq!(placed[0].index, 0);
        assert!(placed.len() < labels.len());
        for (place, one) in placed.iter().enumerate() {
            for other in &placed[place + 1..] {
                assert!(!one.area.overlaps(&other.area));
            }
        }
    }

    #[test]
    fn a_label_without_room_is_shortened_in_its_middle() {
        let long = "Station with a name that goes on and on until the end of the sheet";
        let placed = place(&[((100.0, 50.0), long)], &[], &[], &FRAME, 10.0);
        assert_eq!(placed.len(), 1);
        assert_eq!(placed[0].words, "Station with a…the sheet");
    }

    #[test]
    fn a_stretch_is_clipped_to_its_frame() {
        assert_eq!(
            FRAME.clip((-100.0, 50.0), (300.0, 50.0)),
            Some([(0.0, 50.0), (200.0, 50.0)])
        );
        assert_eq!(FRAME.clip((-10.0, -10.0), (300.0, -10.0)), None);
    }
}
