//! # Cohorts
//!
//! What happens: students learn together, course after course. A course is done when all its hours are flown and its date
//! in the course calendar has come; then some fail, and the others go on.
//!
//! Rule: a course is done on the first day on which `minutes credited >= students at its begin x hours` and `day >= begin
//! of the cohort + least days of its courses so far`. Then student `i` fails if `u(i, course) < wash-out`, so that a
//! harder course fails everybody whom an easier one fails. Minutes of a day are credited oldest first, by list, or in
//! proportion to what each cohort could fly, by the largest remainder; all in whole minutes.
//!
//! Assumes: students of a cohort end a course on one day; who fails has flown all his hours; the hours of one who died
//! still count. Least days are dates of a calendar that no means move. Were they counted from the day on which a cohort
//! enters a course, an older cohort could enter sooner, wait through good weather and leave the bad days to the younger:
//! then more means could make a deadline later. With dates they do not, where no stock gives out and nobody begins at an
//! academy to which others send their cohorts.
//!
//! Sources: Lu Liping's recollection of the Soviet offer of August 1949, for courses with a calendar of their own.
//!
//! Reads: knobs of `schools`. Writes: [`Cohort`]. Chance: `WASH_OUT` by cohort, one attempt a course.

use interdict_engine::whole::{amount, fit, whole_below};
use interdict_engine::{Chance, Column, When, sample};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Credit;

use crate::chance::WASH_OUT;
use crate::row::CourseRow;
use crate::schools::knobs::{SchoolKnobs, minutes};
use crate::state::state;

/// A course that a cohort takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// The course.
    pub course: CourseRow,
    /// First day on which it can be done.
    pub date: i32,
    /// Minutes of a student.
    minutes: i64,
    /// Chance that a student fails at its end.
    wash_out: f64,
}

/// Students who learn together.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// Identity.
    pub key: Key,
    /// Students in it.
    pub students: i64,
    /// Which of its stages it is in: as many as there are, when it is through.
    pub stage: u16,
    /// It has begun.
    pub is_there: bool,
    /// Minutes that the stage asks for.
    pub need: i64,
    /// Of these, credited.
    pub done: i64,
    /// Minutes credited in all.
    pub credited: i64,
    /// Its stages, in order.
    pub stages: Vec<Stage>,
    /// Day on which it begins.
    pub begins: i32,
    /// Place in a list.
    pub priority: u32,
    at_first: i64,
    already: i64,
}

state!(
    Cohort: students, stage, is_there, need, done, credited;
    fixed: key, stages, begins, priority, at_first, already
);

impl Cohort {
    /// The cohorts of a scenario, in order.
    pub fn all(scenario: &Scenario) -> impl Iterator<Item = Self> + '_ {
        scenario.cohorts.iter().map(|cohort| Self {
            key: cohort.key,
            students: 0,
            stage: 0,
            is_there: false,
            need: 0,
            done: 0,
            credited: 0,
            stages: stages(scenario, cohort.course, cohort.begins),
            begins: cohort.begins,
            priority: cohort.priority,
            at_first: cohort.students.into(),
            already: i64::from(cohort.students) * minutes(cohort.hours_done),
        })
    }

    /// The stage that it is in; `None` before it begins and after it is through.
    pub fn now(&self) -> Option<&Stage> {
        let stage = self.stages.get(usize::from(self.stage));
        stage.filter(|_| self.is_there)
    }

    /// It begins: how many students.
    pub fn begin(&mut self) -> i64 {
        self.is_there = true;
        self.students = self.at_first;
        self.ask();
        self.need = (self.need - self.already).max(0);
        self.students
    }

    fn ask(&mut self) {
        self.done = 0;
        self.need = self.now().map_or(0, |stage| self.students * stage.minutes);
    }

    /// Minutes that its students could fly on a day of which so much can be flown.
    pub fn wants(&self, share: f64, knobs: &SchoolKnobs) -> i64 {
        let a_day = whole_below::<i64>(self.students as f64 * knobs.student * share);
        a_day.min(self.need - self.done).max(0)
    }

    /// Whether its stage is done on a day.
    pub fn is_done(&self, day: u16) -> bool {
        let is_due = self.now().is_some_and(|stage| i32::from(day) >= stage.date);
        is_due && self.done >= self.need
    }

    /// Students who fail at the end of its stage.
    pub(crate) fn failing(&self, chance: &Chance) -> i64 {
        let wash_out = self.now().map_or(0.0, |stage| stage.wash_out);
        let when = When::on(0).attempt(self.stage);
        let mut ranks = chance.stream(WASH_OUT, self.key, when);
        let fails = (0..self.students).filter(|_| sample::bernoulli(ranks.draw(), wash_out));
        amount(fails.count())
    }

    /// It goes on to its next stage.
    pub fn go_on(&mut self) {
        self.stage += 1;
        self.ask();
    }
}

/// The courses from a first one on, with their dates for a cohort that begins on a day.
fn stages(scenario: &Scenario, first: u32, begins: i32) -> Vec<Stage> {
    let rules = &scenario.rules.schools;
    let (mut stages, mut at, mut date) = (Vec::new(), Some(first), begins);
    while let Some(row) = at.filter(|_| stages.len() < scenario.courses.len()) {
        let course = &scenario.courses[row as usize];
        date += i32::from(fit::<u16, _>(course.least_days));
        stages.push(Stage {
            course: CourseRow(row),
            date,
            minutes: minutes(course.hours.unwrap_or(rules.course_h)),
            wash_out: course.wash_out.unwrap_or(rules.wash_out),
        });
        at = course.next;
    }
    stages
}

/// Rows of cohorts in the order in which an academy credits them.
pub fn in_order<R: interdict_engine::row::Row>(
    rows: &mut [R],
    cohorts: &Column<R, Cohort>,
    rule: Credit,
) {
    rows.sort_by_key(|&row| {
        let cohort = &cohorts[row];
        let listed = if rule == Credit::List {
            cohort.priority
        } else {
            0
        };
        (listed, cohort.begins, cohort.key)
    });
}

/// Shares out minutes over cohorts that want so many each, in this order.
pub fn shared(minutes: i64, wants: &[i64], rule: Credit) -> Vec<i64> {
    if rule == Credit::Even {
        let mut shares = Vec::with_capacity(wants.len());
        mass::split(minutes.min(wants.iter().sum()), wants, &mut shares);
        return shares;
    }
    let mut left = minutes;
    let take = |&wants: &i64| {
        let share = left.min(wants);
        left -= share;
        share
    };
    wants.iter().map(take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_shared_out_whole_and_nobody_gets_more_than_he_wants() {
        assert_eq!(shared(100, &[70, 50, 30], Credit::Oldest), [70, 30, 0]);
        assert_eq!(shared(100, &[70, 50, 30], Credit::List), [70, 30, 0]);
        assert_eq!(shared(100, &[70, 50, 30], Credit::Even), [47, 33, 20]);
        assert_eq!(shared(999, &[70, 50, 30], Credit::Even), [70, 50, 30]);
        assert_eq!(shared(0, &[70, 50], Credit::Even), [0, 0]);
    }

    #[test]
    fn a_harder_course_fails_everybody_whom_an_easier_one_fails() {
        let cohort = |wash_out| Cohort {
            key: Key::of("cohort/C"),
            students: 463,
            stage: 0,
            is_there: true,
            need: 0,
            done: 0,
            credited: 0,
            stages: vec![Stage {
                course: CourseRow(0),
                date: 0,
                minutes: 0,
                wash_out,
            }],
            begins: 0,
            priority: 0,
            at_first: 463,
            already: 0,
        };
        // 463 at 5 %: 439.85 are left, with a standard deviation of 4.69; four standard errors over 200 seeds.
        let mut left = 0;
        for seed in 0..200 {
            let chance = Chance::new(seed, 0, 1);
            let failing = [0.0, 0.02, 0.05, 0.4, 1.0].map(|share| cohort(share).failing(&chance));
            assert!(failing.is_sorted(), "{failing:?}");
            assert_eq!((failing[0], failing[4]), (0, 463));
            left += 463 - failing[2];
        }
        let mean = left as f64 / 200.0;
        assert!(
            (mean - 439.85).abs() < 4.0 * 4.69 / 200.0_f64.sqrt(),
            "{mean}"
        );
    }
}
