//! # Relocation
//!
//! What happens: every so many days the defender looks where the attacks fall, and moves mobile guns to
//! the lines that suffer most. A formation on the road does not fire.
//!
//! Rule: at a review each mobile posting, in order, compares the sorties per gun since the last review
//! on the lines that it guards with those on every other line, guns there counted with its own; it goes
//! where they are highest, if that is better by more than the threshold, and spreads evenly along that
//! line. It is there after its nights on the road.
//!
//! Assumes: the defender knows how many aircraft came where. A posting about a point guards no line,
//! until the rule has moved it. Off where the review is set to 0 days.
//!
//! Sources: estimates.
//!
//! Reads: knobs of `relocation`, [`DefendersPicture`]. Writes: [`Posting`], [`Battery`], [`Cover`]. Chance:
//! none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column, RowsMut};
use interdict_scenario::Scenario;

use crate::flak::battery::{Battery, along};
use crate::flak::cover::Cover;
use crate::flak::posting::Posting;
use crate::network::Network;
use crate::picture::DefendersPicture;
use crate::row::LineRow;

/// The knobs of relocation, rounded once.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Relocation {
    review_days: u16,
    move_nights: u16,
    threshold: f64,
}

impl Relocation {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.relocation;
        Self {
            review_days: knobs.review_days,
            move_nights: knobs.move_nights,
            threshold: knobs.threshold,
        }
    }
}

/// Guns on the road arrive; on a day of review, guns are moved. Due when the day begins.
pub(crate) fn move_guns(
    clock: Res<Clock>,
    network: Res<Network>,
    relocation: Res<Relocation>,
    mut picture: ResMut<DefendersPicture>,
    mut postings: RowsMut<Posting>,
    mut batteries: RowsMut<Battery>,
    mut cover: ResMut<Cover>,
) {
    let day = clock.day;
    if relocation.review_days == 0 {
        return;
    }
    let (postings, batteries) = (postings.slice_mut(), batteries.slice_mut());
    let mut came = false;
    for posting in postings.iter_mut().filter(|posting| posting.is_there) {
        if posting.on_the_road_until == day && posting.on_the_road_until > posting.from {
            batteries[posting.rows()]
                .iter_mut()
                .for_each(|battery| battery.fires = true);
            came = true;
        }
    }
    let mut moved = false;
    if day > 0 && day.is_multiple_of(relocation.review_days) {
        moved = review(day, &network, &relocation, &picture, postings, batteries);
        picture.attacked.fill(0);
    }
    if moved {
        cover.survey(batteries);
    } else if came {
        cover.refresh(batteries);
    }
}

fn review(
    day: u16,
    network: &Network,
    relocation: &Relocation,
    picture: &DefendersPicture,
    postings: &mut [Posting],
    batteries: &mut [Battery],
) -> bool {
    let total = |posting: &Posting| f64::from(posting.guns[0] + posting.guns[1]);
    // Guns on each line.
    let mut on_lines = Column::<LineRow, f64>::filled(0.0, network.lines.len());
    for posting in postings.iter().filter(|posting| posting.is_there) {
        for &line in &posting.lines {
            on_lines[line] += total(posting) / posting.lines.len() as f64;
        }
    }
    let mut moved = false;
    for posting in postings.iter_mut() {
        let is_free = posting.is_there && posting.mobile && posting.on_the_road_until <= day;
        let guns = total(posting);
        if !is_free || guns < 1.0 {
            continue;
        }
        let share = guns / posting.lines.len().max(1) as f64;
        for &line in &posting.lines {
            on_lines[line] -= share;
        }
        let here = if posting.lines.is_empty() {
            0.0
        } else {
            let sum: f64 = posting
                .lines
                .iter()
                .map(|&line| worth(&on_lines, picture, line, guns))
                .sum();
            sum / posting.lines.len() as f64
        };
        let (mut best, mut most) = (None, here * (1.0 + relocation.threshold));
        for line in on_lines.rows() {
            let worth = worth(&on_lines, picture, line, guns);
            if worth > most && !posting.lines.contains(&line) {
                (best, most) = (Some(line), worth);
            }
        }
        if let Some(line) = best {
            posting.lines.clear();
            posting.lines.push(line);
            posting.on_the_road_until = day + relocation.move_nights;
            let count = posting.batteries;
            for (ordinal, battery) in (0..).zip(&mut batteries[posting.rows()]) {
                battery.at = along(network, &posting.lines, ordinal, count);
                battery.fires = relocation.move_nights == 0;
            }
            moved = true;
        }
        let share = guns / posting.lines.len().max(1) as f64;
        for &line in &posting.lines {
            on_lines[line] += share;
        }
    }
    moved
}

/// Sorties to a gun on a line, were these guns there, too.
fn worth(
    on_lines: &Column<LineRow, f64>,
    picture: &DefendersPicture,
    line: LineRow,
    guns: f64,
) -> f64 {
    let sorties = f64::from(picture.attacked[line]);
    sorties / (on_lines[line] + guns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flak::posting::postings;
    use interdict_scenario::scenario::FlakPlace;
    use interdict_scenario::synthetic::{Shape, generate};

    /// The line that eight mobile guns on line 0 go to at a review, after so many sorties against each line.
    fn goes_to(threshold: f64, sorties: &[(u32, u32)]) -> u32 {
        let mut scenario = generate(Shape::small(), 4);
        scenario.flak.truncate(1);
        let guns = &mut scenario.flak[0];
        (guns.active, guns.mobile, guns.from) = (true, true, 0);
        (guns.light, guns.heavy, guns.strength) = (8, 0, 1.0);
        guns.place = FlakPlace::Along(vec![0]);
        scenario.rules.relocation.threshold = threshold;
        let network = Network::new(&scenario);
        let (mut postings, mut batteries, _) = postings(&scenario, &network);
        postings[0].is_there = true;
        let mut picture = DefendersPicture::new(&scenario);
        for &(line, sorties) in sorties {
            picture.attacked[LineRow(line)] = sorties;
        }
        let rule = Relocation::new(&scenario);
        let moved = review(5, &network, &rule, &picture, &mut postings, &mut batteries);
        assert_eq!(moved, postings[0].lines != [LineRow(0)]);
        postings[0].lines[0].0
    }

    #[test]
    fn mobile_guns_go_where_most_attacks_fall_on_a_gun_and_only_for_more_than_the_threshold() {
        assert_eq!(goes_to(0.2, &[(0, 100), (1, 119)]), 0);
        assert_eq!(goes_to(0.2, &[(0, 100), (1, 121)]), 1);
        assert_eq!(goes_to(0.0, &[(0, 100), (1, 90)]), 0);
        assert_eq!(goes_to(0.2, &[(0, 100), (1, 130), (2, 190)]), 2);
        assert_eq!(goes_to(0.2, &[]), 0);
    }
}
