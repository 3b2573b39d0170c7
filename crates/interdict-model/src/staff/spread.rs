//! # Spread
//!
//! What happens: the flights of a day are dealt out over its hours, and those that come at one hour over the
//! lines.
//!
//! Rule: flights that keep together are dealt to the waves of the day in turn. The hours of the phase are cut
//! into as many equal spans as there are waves; which wave has the first span is drawn for the day, and a
//! wave comes at an hour drawn evenly from its span, so that over the days no hour is preferred. Where the
//! phase names no stretch, the flights of a wave take different targets: who finds his own choice taken by
//! others of the wave takes the best of those that were taken least often.
//!
//! Assumes: the waves of two units know nothing of one another.
//!
//! Sources: 3 to 5 attacks a day, from 8 to 10 and from 14 to 16 h, and 15 to 30 miles of line for each
//! group (CMSA); the rule is an estimate.
//!
//! Reads: [`Targets`], [`Outlook`]. Writes: choices. Chance: `AIM_POINT` by unit: the first span of the
//! day, then the hour of each wave; `TARGET` as in [`target`](crate::staff::target).

use interdict_engine::chance::When;
use interdict_engine::whole::{fit, whole_part};
use interdict_engine::{Chance, math};
use interdict_quantity::Key;

use crate::chance::AIM_POINT;
use crate::row::UnitRow;
use crate::staff::outlook::{Candidate, Outlook, WAVES};
use crate::staff::target::Targets;

/// How far through the hours of the day each wave comes, as a share; so many as the slice has room for.
pub(crate) fn wave_hours(chance: &Chance, unit: Key, day: u16, hours: &mut [f64]) {
    let when = When::on(day);
    let [start] = chance.draw::<1>(AIM_POINT, unit, when);
    let count = hours.len();
    let first: usize = whole_part(start * count as f64);
    for (wave, hour) in hours.iter_mut().enumerate() {
        let [within] = chance.draw::<1>(AIM_POINT, unit, when.block(1 + fit::<u16, _>(wave)));
        *hour = (((first + wave) % count) as f64 + within) / count as f64;
    }
}

/// Sees to it that choices of one wave, which lie `waves` apart, are of different targets as long as there
/// are some that fewer of the wave go for.
pub(crate) fn keep_apart<'a>(
    targets: &'a Targets,
    chance: &Chance,
    outlook: &mut Outlook,
    day: u16,
    phase: usize,
    unit: UnitRow,
    waves: usize,
    chosen: &mut [Option<&'a Candidate>],
) {
    let list = targets.list(phase, unit);
    for ordinal in waves..chosen.len() {
        let (earlier, own) = chosen.split_at_mut(ordinal);
        let taken = |one: &Candidate| {
            let of_wave = earlier[ordinal % waves..].iter().step_by(waves).flatten();
            of_wave.filter(|other| other.key == one.key).count()
        };
        if own[0].is_none_or(|first| taken(first) == 0) {
            continue;
        }
        let numbers = if targets.noise > 0.0 {
            let numbers = &mut outlook.numbers[unit];
            numbers.of_day(chance, phase, day, ordinal / WAVES, list)
        } else {
            &[]
        };
        let value = |row: usize, one: &Candidate| {
            let line = one.line;
            match numbers.get(row * WAVES + ordinal % WAVES) {
                Some(&number) => -math::ln(number) * one.inverse * outlook.factor[line],
                None => outlook.penalty[line] - one.score,
            }
        };
        let open = (list.iter().enumerate())
            .map(|(row, one)| (taken(one), value(row, one), one))
            .filter(|&(_, value, _)| value < f64::INFINITY);
        let least = open
            .min_by(|a, b| (a.0.cmp(&b.0)).then(a.1.total_cmp(&b.1).then(a.2.key.cmp(&b.2.key))));
        own[0] = least.map(|(_, _, one)| one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Network;
    use interdict_scenario::synthetic::{Shape, generate};

    /// Days on which a unit is looked at.
    const DAYS: u16 = 2_000;

    #[test]
    fn each_span_of_the_day_has_one_wave_and_no_hour_is_preferred() {
        let chance = Chance::new(3, 0, 1);
        let mut sums = [0.0; 4];
        for day in 0..DAYS {
            let mut hours = [0.0; 4];
            wave_hours(&chance, Key::of("unit"), day, &mut hours);
            for (sum, hour) in sums.iter_mut().zip(hours) {
                *sum += hour;
            }
            let mut spans = hours.map(|hour| whole_part::<u32>(4.0 * hour));
            spans.sort_unstable();
            assert_eq!(spans, [0, 1, 2, 3]);
        }
        // Even over the day: mean one half, four standard errors of 0.2887 / sqrt(2000).
        for sum in sums {
            assert!((sum / f64::from(DAYS) - 0.5).abs() < 0.026, "{sum}");
        }
    }

    /// Choices of a wave of one unit of a theatre by day, with or without keeping apart.
    fn waves(count: usize, spreads: bool) -> (Vec<Vec<Key>>, usize) {
        let scenario = generate(Shape::small(), 4);
        let network = Network::new(&scenario);
        let units = crate::air::unit::units(&scenario, &network);
        let targets = Targets::new(&scenario, &network, &units);
        let chance = Chance::new(5, 0, 1);
        let mut days = Vec::new();
        for day in 0..14 {
            let Some(phase) = targets.phase(day) else {
                continue;
            };
            let mut outlook = Outlook::new(&scenario, &units);
            let mut chosen = vec![None; 2 * count];
            targets.choose(&chance, &mut outlook, day, phase, UnitRow(0), &mut chosen);
            if spreads {
                let (all, apart) = (&mut chosen[..], &mut outlook);
                keep_apart(&targets, &chance, apart, day, phase, UnitRow(0), 2, all);
            }
            for wave in 0..2 {
                let of_wave = chosen.iter().skip(wave).step_by(2).flatten();
                days.push(of_wave.map(|target| target.key).collect());
            }
        }
        let phase = targets.phase(0).expect("a phase from the first day");
        (days, targets.list(phase, UnitRow(0)).len())
    }

    fn different(wave: &[Key]) -> usize {
        let mut keys = wave.to_vec();
        keys.sort_unstable();
        keys.dedup();
        keys.len()
    }

    #[test]
    fn flights_of_a_wave_take_targets_in_turn_before_any_is_taken_twice() {
        let (_, open) = waves(1, true);
        assert!(open > 3, "{open} targets");
        for count in [2, open, open + 2, 2 * open] {
            let (waves, _) = waves(count, true);
            assert!(!waves.is_empty());
            for wave in waves {
                assert_eq!(different(&wave), count.min(open), "{count} of {open}");
                let most = (wave.iter())
                    .map(|key| wave.iter().filter(|other| *other == key).count())
                    .max();
                assert_eq!(most, Some(count.div_ceil(open)));
            }
        }
    }

    #[test]
    fn who_finds_his_choice_free_keeps_it() {
        let (alone, _) = waves(3, false);
        let (apart, _) = waves(3, true);
        for (alone, apart) in alone.iter().zip(&apart) {
            assert_eq!(alone[0], apart[0]);
            if different(alone) == 3 {
                assert_eq!(alone, apart);
            }
        }
        assert!(alone != apart, "some choices were taken");
    }
}
