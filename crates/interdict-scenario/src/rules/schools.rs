//! Knobs of schools: hours of a day, wash-out, losses, gates of units, requests.

use super::knob::knobs;

knobs! {
    /// Schools: training, accidents, units that are formed, what is asked for.
    Schools, "schools":
    /// Flying hours of a student and full flying day.
    student_h = 1.0, 0.1..8.0, "h/day", Estimate, "trainers in Manchuria said that pupils were spent after one sortie; 0.7 to 1.5", plausible 0.7..1.5;
    /// Flying hours of an instructor and full flying day.
    instructor_h = 3.0, 0.1..10.0, "h/day", Estimate, "four sorties of three quarters of an hour; 2 to 4", plausible 2.0..4.0;
    /// Flying hours of an aircraft that is fit and full flying day.
    trainer_h = 1.5, 0.1..12.0, "h/day", Estimate, "two sorties of three quarters of an hour; 1 to 3", plausible 1.0..3.0;
    /// Flying hours that a maintenance battalion keeps up on a full flying day.
    battalion_h = 60.0, 1.0..1000.0, "h/day", Estimate, "a regiment of 30 at two hours; 40 to 90", plausible 40.0..90.0;
    /// Flying hours that one airfield has room for on a full flying day.
    field_h = 120.0, 1.0..1000.0, "h/day", Estimate, "some 20 aircraft about a field through six hours; 80 to 160", plausible 80.0..160.0;
    /// Daylight of a full flying day: shorter days give less in proportion.
    full_day_h = 9.0, 1.0..24.0, "h", Estimate, "briefing, two shifts of pupils and landing by light; 8 to 11", plausible 8.0..11.0;
    /// Share of a full flying day that marginal weather at noon leaves; closed weather leaves none.
    marginal = 0.5, 0.0..1.0, "share", Estimate, "circuits, but no zone flights; 0.2 to 0.7", plausible 0.2..0.7;
    /// Share of piston aircraft that are fit to fly.
    piston_serviceability = 0.7, 0.05..1.0, "share", Estimate, "0.55 to 0.8", plausible 0.55..0.8;
    /// Share of jets that are fit to fly.
    jet_serviceability = 0.5, 0.05..1.0, "share", Estimate, "engines lived 10 to 50 h; 0.4 to 0.6", plausible 0.4..0.6;
    /// Flying hours of a course that says none.
    course_h = 30.0, 0.5..500.0, "h", Estimate, "conversion to a combat type; the first went forward with 10 to 100 h on jets; 20 to 60", plausible 20.0..60.0;
    /// Chance that a student fails a course that says none.
    wash_out = 0.05, 0.0..1.0, "share", Estimate, "of those who have their wings; ab initio 0.2 to 0.4; 0.02 to 0.15", plausible 0.02..0.15;
    /// Hours of a pilot with his unit until it is ready, where the unit says none.
    unit_h = 30.0, 0.0..500.0, "h", Estimate, "pairs, fours and gunnery; 10 to 60", plausible 10.0..60.0;
    /// Piston aircraft lost in ten thousand hours.
    piston_losses = 2.3, 0.0..1000.0, "aircraft", Literature, "US Army Air Forces at home, 1941 to 1945: one in 4,342 h; 1.5 to 5", plausible 1.5..5.0;
    /// Jets lost in ten thousand hours.
    jet_losses = 8.0, 0.0..1000.0, "aircraft", Estimate, "4 to 20", plausible 4.0..20.0;
    /// Chance that the pilot dies when an aircraft is lost.
    killed = 0.4, 0.0..1.0, "share", Estimate, "0.2 to 0.7", plausible 0.2..0.7;
    /// Part of its hours that a unit flies without any of its support detachments.
    without_detachments = 0.5, 0.0..1.0, "share", Estimate, "crews of another type help out; 0.3 to 0.7", plausible 0.3..0.7;
    /// Part of its hours that a unit flies without any of its advisers.
    without_advisers = 0.8, 0.0..1.0, "share", Estimate, "programmes are written anew and sent back; 0.6 to 1", plausible 0.6..1.0;
    /// Share of its pilots and of its aircraft with which a unit counts as formed.
    manning = 0.83, 0.1..1.0, "share", Estimate, "the first MiG-15 division was committed with 50 aircraft and 50 pilots of 60; 0.75 to 1", plausible 0.75..1.0;
    /// Days from the answer to a request until what it brings is there, in the middle of their spread.
    transfer_days = 30.0, 0.0..400.0, "d", Estimate, "a division by rail from another military district; 15 to 60", plausible 15.0..60.0;
    /// Spread of these days: standard deviation of their logarithm.
    transfer_log_sd = 0.3, 0.0..2.0, "log", Estimate, "a third more or less; 0.1 to 0.6", plausible 0.1..0.6;
    /// Days by which every answer is later than its table says.
    answer_delay_days: u16 = 0, 0..1000, "d", Computed, "0 by definition: for sweeps over the cost of delay";
}
