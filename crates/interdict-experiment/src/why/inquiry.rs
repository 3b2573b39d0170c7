//! The runs that stand behind the answer to why.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use interdict_model::row::LineRow;
use interdict_model::{BrokenLaw, Identities, Place, Record, Seed, Simulation};
use interdict_scenario::Scenario;
use serde::de::DeserializeOwned;

use super::answer::{Attack, OfArm, Why};
use super::but_for::{Asked, but_for, gains};
use super::entries::entries;
use super::kept::Kept;
use super::ledger::Ledger;
use super::mechanism::{self, Shares, Treatment};
use super::prices::{self, Price};
use super::question::{Question, WhyError};
use super::told::Told;
use crate::arms::{Arm, Arms};
use crate::diverge::names::Names;
use crate::ordered::{in_order, workers};
use crate::pairs::{Replication, Runner};

/// Scenarios that are run beside each other.
const AT_ONCE: usize = 8;

/// Attacks that are left out, one by one.
const ATTACKS: usize = 20;

pub(super) struct Inquiry<'a, 'b> {
    question: &'a Question<'a>,
    kept: Kept,
    stop: &'a AtomicBool,
    progress: &'b mut dyn FnMut(u32, u32),
    done: u32,
    planned: u32,
}

impl<'a, 'b> Inquiry<'a, 'b> {
    pub(super) fn new(
        question: &'a Question<'a>,
        kept: Kept,
        stop: &'a AtomicBool,
        progress: &'b mut dyn FnMut(u32, u32),
    ) -> Self {
        let arms = &question.arms.all()[1..];
        let (others, base) = (arms.len() as u32, &question.arms.base().scenario);
        let channels: u32 = (arms.iter())
            .map(|arm| Treatment::between(base, &arm.scenario))
            .map(|found| found.map_or(0, |treatment| treatment.combinations() as u32))
            .sum();
        let variants = prices::variants(base).len() as u32;
        let attacks = 2 * question.continuations * ATTACKS as u32;
        Self {
            question,
            kept,
            stop,
            progress,
            done: 0,
            planned: question.pairs * (2 * others + channels + variants + 1) + others * attacks,
        }
    }

    pub(super) fn all(mut self) -> Result<Option<Why>, WhyError> {
        (self.progress)(0, self.planned);
        let mut arms = Vec::new();
        for arm in 1..self.question.arms.count() {
            let Some(found) = self.of_arm(arm)? else {
                return Ok(None);
            };
            arms.push(found);
        }
        let Some(prices) = self.prices()? else {
            return Ok(None);
        };
        let Question {
            pairs,
            first,
            continuations,
            catalogue,
            watched,
            ..
        } = *self.question;
        Ok(Some(Why {
            pairs,
            first,
            continuations,
            outcome: catalogue.outcomes[watched].name.clone(),
            arms,
            prices,
        }))
    }

    fn count(&mut self, runs: u32) {
        self.done += runs;
        (self.progress)(self.done, self.planned);
    }

    fn of_arm(&mut self, arm: usize) -> Result<Option<OfArm>, WhyError> {
        let question = self.question;
        let [base, other] = [0, arm].map(|arm| &question.arms.all()[arm].scenario);
        let Some(ledgers) = self.ledgers(base, other)? else {
            return Ok(None);
        };
        let days = f64::from(question.catalogue.window.days().max(1));
        let tons = |kg: i64| kg as f64 / 1_000.0 / days;
        let delivered: Vec<f64> = (ledgers.iter())
            .map(|ledger| tons(ledger.arm_kg - ledger.base_kg))
            .collect();
        let set_off: Vec<f64> = ledgers
            .iter()
            .map(|ledger| tons(ledger.set_off_kg))
            .collect();
        let entries = entries(&ledgers, base, arm, &tons);
        let Some((attacks, attacks_gain)) = self.attacks(base, other, &ledgers)? else {
            return Ok(None);
        };
        let channels = match Treatment::between(base, other) {
            Err(why) => Err(why),
            Ok(treatment) => match self.shares(treatment, treatment.arms(base, other))? {
                Some(shares) => Ok(shares),
                None => return Ok(None),
            },
        };
        Ok(Some(OfArm {
            arm,
            ledger: entries,
            delivered: Told::of(&delivered),
            set_off: Told::of(&set_off),
            attacks,
            attacks_gain,
            channels,
        }))
    }

    /// The ledger difference of each pair.
    fn ledgers(
        &mut self,
        base: &Scenario,
        arm: &Scenario,
    ) -> Result<Option<Vec<Ledger>>, WhyError> {
        let question = self.question;
        let (window, stop) = (question.catalogue.window, self.stop);
        let mut ledgers = Vec::with_capacity(question.pairs as usize);
        while let Some(ledger) = self.known_pair::<Ledger>("ledger", ledgers.len())? {
            ledgers.push(ledger);
            self.count(2);
        }
        // worlds that nobody uses just now
        let idle: Mutex<Vec<[Simulation; 2]>> = Mutex::default();
        let shelf = || idle.lock().unwrap_or_else(PoisonError::into_inner);
        let one = |replication: u32, _: usize, _: &dyn Fn() -> bool| {
            let kept = shelf().pop();
            let mut worlds = kept.unwrap_or_else(|| [base, arm].map(Simulation::new));
            let seed = Seed {
                seed: question.seed,
                replication,
            };
            let [ours, theirs] = &mut worlds;
            let both = record(ours, seed, stop)
                .and_then(|ours| Ok(ours.zip(record(theirs, seed, stop)?)))
                .transpose()?;
            shelf().push(worlds);
            Some(both.map(|(ours, theirs)| Ledger::of(base, &ours, &theirs, window)))
        };
        let numbers = self.numbers();
        let left = numbers.start + ledgers.len() as u32..numbers.end;
        let workers = workers(question.threads, left.len() as u64);
        in_order(&workers, left, 1, stop, one, |_, found| {
            for ledger in found {
                let ledger = ledger?;
                self.kept.keep("ledger", &ledger)?;
                ledgers.push(ledger);
                self.count(2);
            }
            Ok::<(), WhyError>(())
        })?;
        Ok((ledgers.len() == question.pairs as usize).then_some(ledgers))
    }

    /// The answer for a pair, by its place, where it is kept.
    fn known_pair<T: DeserializeOwned>(
        &mut self,
        of: &str,
        place: usize,
    ) -> Result<Option<T>, WhyError> {
        if place < self.question.pairs as usize {
            self.kept.known(of)
        } else {
            Ok(None)
        }
    }

    /// Replication numbers of the pairs.
    fn numbers(&self) -> std::ops::Range<u32> {
        let first = self.question.first;
        first..first + self.question.pairs
    }

    /// What the base of the first pair would have delivered without the attacks that cost it most.
    fn attacks(
        &mut self,
        base: &Scenario,
        arm: &Scenario,
        ledgers: &[Ledger],
    ) -> Result<Option<(Vec<Attack>, Option<Told>)>, WhyError> {
        let question = self.question;
        let planned = 2 * question.continuations * ATTACKS as u32;
        let (Some(ledger), true) = (ledgers.first(), question.continuations > 0) else {
            self.count(planned);
            return Ok(Some((Vec::new(), None)));
        };
        let seed = Seed {
            seed: question.seed,
            replication: question.first,
        };
        let mut identities = Identities::nobody();
        let run = || record(&mut Simulation::new(base), seed, self.stop);
        let Some(record) = identities.write_down(run)? else {
            return Ok(None);
        };
        let asked = Asked {
            window: question.catalogue.window,
            most: ATTACKS,
            continuations: question.continuations,
        };
        let (stop, mut runs) = (self.stop, 0);
        let Self {
            kept,
            progress,
            done,
            planned: all,
            ..
        } = self;
        let mut count = |more: u32| {
            runs += more;
            *done += more;
            progress(*done, *all);
        };
        let pieces = u64::from(question.continuations) * ATTACKS as u64;
        let workers = workers(question.threads, pieces);
        let at = (base, &record, ledger);
        let Some(found) = but_for(&workers, at, asked, kept, stop, &mut count)? else {
            return Ok(None);
        };
        self.count(planned - runs);
        let attackers = found.iter().map(|one| one.by);
        let names =
            Names::new([base, arm], &identities, attackers).map_err(|unnamed| BrokenLaw {
                day: 0,
                second: 0,
                law: "whoever attacks has a name".into(),
                detail: unnamed.to_string(),
            })?;
        let (each, together) = gains(&found);
        let told = |(one, gained_t): (&super::but_for::ButFor, Told)| {
            let day = (one.second / interdict_quantity::SECONDS_PER_DAY) as u16;
            Attack {
                line: base.lines[one.line as usize].id.clone(),
                by: format!("{:016x}", one.by.0),
                told: format!(
                    "{}, on {}",
                    names.of(one.by, day),
                    names.place(Place::Line(LineRow(one.line)), 0)
                ),
                second: one.second,
                ledger_t: one.ledger_kg as f64 / 1_000.0,
                gained_t,
            }
        };
        Ok(Some((found.iter().zip(each).map(told).collect(), together)))
    }

    fn shares(
        &mut self,
        treatment: Treatment,
        combinations: Vec<Scenario>,
    ) -> Result<Option<Vec<Shares>>, WhyError> {
        let Some(values) = self.values(combinations)? else {
            return Ok(None);
        };
        let labels = &self.question.catalogue.outcomes;
        let shares = (labels.iter().enumerate())
            .map(|(place, label)| {
                let of_outcome: Vec<Vec<f64>> = (values.iter())
                    .map(|pairs| pairs.iter().map(|outcomes| outcomes[place]).collect())
                    .collect();
                mechanism::shares(&label.name, treatment, &of_outcome)
            })
            .collect();
        Ok(Some(shares))
    }

    fn prices(&mut self) -> Result<Option<Vec<Price>>, WhyError> {
        let base = &self.question.arms.base().scenario;
        let variants = prices::variants(base);
        let scenarios = std::iter::once(base.clone())
            .chain(variants.iter().map(|variant| variant.scenario.clone()));
        let Some(values) = self.values(scenarios.collect())? else {
            return Ok(None);
        };
        let watched = self.question.watched;
        let values: Vec<Vec<f64>> = (values.iter())
            .map(|pairs| pairs.iter().map(|outcomes| outcomes[watched]).collect())
            .collect();
        Ok(Some(prices::prices(&variants, &values[0], &values[1..])))
    }

    /// Outcomes of some scenarios in each pair: `[scenario][pair][outcome]`. A few at a time: each keeps a world
    /// a thread.
    fn values(&mut self, scenarios: Vec<Scenario>) -> Result<Option<Vec<Vec<Vec<f64>>>>, WhyError> {
        let mut all = Vec::with_capacity(scenarios.len());
        for some in scenarios.chunks(AT_ONCE) {
            let Some(values) = self.values_of(some)? else {
                return Ok(None);
            };
            all.extend(values);
        }
        Ok(Some(all))
    }

    fn values_of(
        &mut self,
        scenarios: &[Scenario],
    ) -> Result<Option<Vec<Vec<Vec<f64>>>>, WhyError> {
        let count = scenarios.len();
        let named = |(place, scenario): (usize, &Scenario)| Arm {
            name: format!("{place}"),
            because: None,
            scenario: scenario.clone(),
        };
        let mut arms: Vec<Arm> = scenarios.iter().enumerate().map(named).collect();
        if count == 1 {
            // arms come in twos at least; what is run twice is told once
            arms.push(arms[0].clone());
        }
        let arms = Arms::new(arms).expect("variants of one scenario cover the same days");
        let Question {
            catalogue,
            seed,
            threads,
            pairs,
            ..
        } = *self.question;
        let mut values: Vec<Vec<Vec<f64>>> = vec![Vec::new(); count];
        let put = |values: &mut Vec<Vec<Vec<f64>>>, of_pair: Vec<Vec<f64>>| {
            for (values, outcomes) in values.iter_mut().zip(of_pair) {
                values.push(outcomes);
            }
        };
        while let Some(of_pair) = self.known_pair::<Vec<Vec<f64>>>("outcomes", values[0].len())? {
            put(&mut values, of_pair);
            self.count(count as u32);
        }
        let stop = self.stop;
        let numbers = self.numbers();
        let left = numbers.start + values[0].len() as u32..numbers.end;
        let runner = Runner::new(&arms, catalogue, seed, threads, left.len() as u32);
        runner.run(left, stop, |replication: Replication| {
            let of_pair = replication.arms.into_iter().take(count);
            let of_pair: Result<Vec<Vec<f64>>, BrokenLaw> = of_pair
                .map(|figures| Ok(figures.map_err(|run| run.law)?.outcomes))
                .collect();
            let of_pair = of_pair?;
            self.kept.keep("outcomes", &of_pair)?;
            put(&mut values, of_pair);
            self.count(count as u32);
            Ok::<(), WhyError>(())
        })?;
        let is_whole = (values.iter()).all(|pairs_of| pairs_of.len() == pairs as usize);
        Ok(is_whole.then_some(values))
    }
}

/// One run to its end; `None` where it was stopped before.
fn record(
    world: &mut Simulation,
    seed: Seed,
    stop: &AtomicBool,
) -> Result<Option<Record>, BrokenLaw> {
    world.reset(seed);
    while !stop.load(Ordering::Relaxed) {
        if !world.run_day()? {
            return Ok(Some(world.record()));
        }
    }
    Ok(None)
}
