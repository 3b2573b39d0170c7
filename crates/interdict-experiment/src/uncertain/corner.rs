//! A box of few knobs in which the points of a kind lie (scenario discovery).
//!
//! The patient rule induction method (Friedman and Fisher, Statistics and Computing 9, 1999; for scenarios Bryant
//! and Lempert, Technological Forecasting and Social Change 77, 2010): from all points on, a twentieth is
//! peeled off from that side of that knob after which points of the kind are densest (of equal ones from the
//! side from which these lie farthest), again and again. Of all
//! boxes on the way the one is taken that is best in coverage (which share of the kind lies in it) and density
//! (which share of it is of the kind) together, by their harmonic mean. Limits that luck alone would make as
//! good are taken back, and all but a few.
//!
//! Many knobs and few points make a box look better than it is, so its density is also asked of points that
//! the search has not seen: ten searches, each without a tenth of the points.

use serde::Serialize;

use super::points::Points;
use super::share::at_most;
use crate::paired::ERROR;

/// Share of the points in a box that is peeled off at once.
const PEELED: f64 = 0.05;
/// Points that a box holds at least, and that are of the kind at least.
const FEWEST: usize = 8;
/// Knobs of a box at most.
const KNOBS: usize = 4;
/// Searches without a part of the points.
const PARTS: usize = 10;

/// A limit of a box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limit {
    /// Path of the knob.
    pub path: String,
    /// Unit.
    pub unit: &'static str,
    /// Lowest value, where that limits.
    pub from: Option<f64>,
    /// Highest value, where that limits.
    pub to: Option<f64>,
}

/// What the points in a box are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The effect has the other sign than its mean.
    OtherSign,
    /// The effect is among the lowest fifth.
    LowestFifth,
}

/// A box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Corner {
    /// What it holds.
    pub kind: Kind,
    /// Points of the kind in all.
    pub of_kind: usize,
    /// Points in the box.
    pub inside: usize,
    /// Points of the kind in the box.
    pub of_kind_inside: usize,
    /// Share of the points in boxes found without them that are of the kind; `None` where none lies in any.
    pub density_unseen: Option<f64>,
    /// Its limits.
    pub limits: Vec<Limit>,
}

impl Corner {
    /// Share of the kind that lies in the box.
    pub fn coverage(&self) -> f64 {
        self.of_kind_inside as f64 / self.of_kind.max(1) as f64
    }

    /// Share of the box that is of the kind.
    pub fn density(&self) -> f64 {
        self.of_kind_inside as f64 / self.inside.max(1) as f64
    }

    /// The box of the marked points; `None` where they are too few or more than half, or nothing limits them.
    pub fn of(points: &Points, rows: &[usize], kind: Kind, marked: &[bool]) -> Option<Self> {
        let places: Vec<&[f64]> = rows.iter().map(|&row| &*points.places[row]).collect();
        let all: Vec<usize> = (0..rows.len()).collect();
        let found = search(&places, marked, &all)?;
        let (inside, of_kind_inside) = counted(&places, marked, &all, &found);
        let (mut seen, mut hits) = (0_u32, 0_u32);
        for part in 0..PARTS {
            let (own, others): (Vec<usize>, Vec<usize>) =
                all.iter().partition(|&&row| row % PARTS == part);
            if let Some(without) = search(&places, marked, &others) {
                let (all, of_kind) = counted(&places, marked, &own, &without);
                seen += all as u32;
                hits += of_kind as u32;
            }
        }
        let limits = (found.sides.iter())
            .map(|side| {
                let knob = &points.drawn[side.knob];
                Limit {
                    path: knob.path.clone(),
                    unit: knob.unit,
                    from: (side.from > 0.0).then(|| knob.at(side.from)),
                    to: (side.to < 1.0).then(|| knob.at(side.to)),
                }
            })
            .collect();
        Some(Self {
            kind,
            of_kind: marked.iter().filter(|&&is| is).count(),
            inside,
            of_kind_inside,
            density_unseen: (seen > 0).then(|| f64::from(hits) / f64::from(seen)),
            limits,
        })
    }
}

/// The places of a knob that are inside.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Side {
    knob: usize,
    from: f64,
    to: f64,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Sides {
    sides: Vec<Side>,
}

impl Sides {
    fn holds(&self, place: &[f64]) -> bool {
        let holds = |side: &Side| side.from <= place[side.knob] && place[side.knob] <= side.to;
        self.sides.iter().all(holds)
    }

    fn with(&self, knob: usize, limit: f64, is_lower: bool) -> Self {
        let mut sides = self.clone();
        let place = sides.sides.iter().position(|side| side.knob == knob);
        let place = place.unwrap_or_else(|| {
            let (from, to) = (0.0, 1.0);
            sides.sides.push(Side { knob, from, to });
            sides.sides.len() - 1
        });
        let side = &mut sides.sides[place];
        if is_lower {
            side.from = limit;
        } else {
            side.to = limit;
        }
        sides
    }

    fn without(&self, knob: usize) -> Self {
        let mut sides = self.clone();
        sides.sides.retain(|side| side.knob != knob);
        sides
    }
}

/// How many points lie in a box, and how many of them are marked.
fn counted(places: &[&[f64]], marked: &[bool], rows: &[usize], sides: &Sides) -> (usize, usize) {
    let held = rows.iter().filter(|&&row| sides.holds(places[row]));
    held.fold((0, 0), |(all, hits), &row| {
        (all + 1, hits + usize::from(marked[row]))
    })
}

/// The box among all knobs, and then once more among those that limit it.
fn search(places: &[&[f64]], marked: &[bool], rows: &[usize]) -> Option<Sides> {
    let all: Vec<usize> = (0..places.first()?.len()).collect();
    let found = search_among(places, marked, rows, &all)?;
    let knobs: Vec<usize> = found.sides.iter().map(|side| side.knob).collect();
    search_among(places, marked, rows, &knobs)
}

fn search_among(
    places: &[&[f64]],
    marked: &[bool],
    rows: &[usize],
    knobs: &[usize],
) -> Option<Sides> {
    let of_kind = rows.iter().filter(|&&row| marked[row]).count();
    if of_kind < FEWEST || 2 * of_kind > rows.len() {
        return None;
    }
    let mut now = Sides::default();
    let mut inside = rows.to_vec();
    let mut best = (0.0, now.clone());
    while let Some((sides, left)) = peeled(places, marked, knobs, (&inside, &now)) {
        (now, inside) = (sides, left);
        let hits = inside.iter().filter(|&&row| marked[row]).count() as f64;
        let both = 2.0 * hits / (of_kind as f64 + inside.len() as f64);
        if both > best.0 {
            best = (both, now.clone());
        }
    }
    let mut sides = best.1;
    loop {
        let (all, hits) = counted(places, marked, rows, &sides);
        let luck = |side: &Side| {
            let (more, found) = counted(places, marked, rows, &sides.without(side.knob));
            let plain = found as f64 / more.max(1) as f64;
            let as_good = match hits {
                0 => 1.0,
                _ => 1.0 - at_most(hits - 1, all, plain),
            };
            (as_good, side.knob)
        };
        let weakest = sides.sides.iter().map(luck);
        match weakest.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((as_good, knob)) if as_good > ERROR || sides.sides.len() > KNOBS => {
                sides = sides.without(knob);
            }
            Some(_) => return Some(sides),
            None => return None,
        }
    }
}

/// The box after the peel that leaves marked points densest, and what is left in it.
fn peeled(
    places: &[&[f64]],
    marked: &[bool],
    knobs: &[usize],
    (inside, now): (&[usize], &Sides),
) -> Option<(Sides, Vec<usize>)> {
    let n = inside.len();
    let off = ((n as f64 * PEELED) as usize).max(1);
    let left = n.checked_sub(off).filter(|&left| left >= FEWEST)?;
    let mut best: Option<(usize, f64, usize, f64, bool)> = None;
    for &knob in knobs {
        let mut order = inside.to_vec();
        order.sort_by(|&a, &b| places[a][knob].total_cmp(&places[b][knob]));
        // where many sides hold no marked point at all, the one from which they lie farthest
        let middle = |wanted: bool| {
            let of = inside.iter().filter(|&&row| marked[row] == wanted);
            let (n, sum) = of.fold((0.0, 0.0), |(n, sum), &row| {
                (n + 1.0, sum + places[row][knob])
            });
            if n > 0.0 { sum / n } else { 0.5 }
        };
        let away = middle(true) - middle(false);
        for is_lower in [true, false] {
            let away = if is_lower { away } else { -away };
            let kept = if is_lower {
                &order[off..]
            } else {
                &order[..left]
            };
            let hits = kept.iter().filter(|&&row| marked[row]).count();
            let is_better = |(most, farthest, ..): (usize, f64, usize, f64, bool)| {
                hits > most || (hits == most && away > farthest)
            };
            if best.is_none_or(is_better) {
                let edge = if is_lower { kept[0] } else { kept[left - 1] };
                best = Some((hits, away, knob, places[edge][knob], is_lower));
            }
        }
    }
    let (_, _, knob, limit, is_lower) = best?;
    let sides = now.with(knob, limit, is_lower);
    let kept: Vec<usize> = (inside.iter().copied())
        .filter(|&row| sides.holds(places[row]))
        .collect();
    (kept.len() < n).then_some((sides, kept))
}
