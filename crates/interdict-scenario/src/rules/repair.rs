//! Knobs of repair on the line and at bridges.

use super::knob::knobs;

knobs! {
    /// Gangs at work on the line.
    Repair, "repair":
    /// Work of a single crater on an embankment, for a gang of 100.
    crater_gang_h = 6.0, 0.25..100.0, "gang-h", Estimate, "little more than two hours when cuts are few; 3 to 12", plausible 3.0..12.0;
    /// Spread of work content (standard deviation of the logarithm).
    work_log_sd = 0.5, 0.0..2.0, "log", Estimate, "soil, depth, water";
    /// More work for each earlier cut per kilometre of the block in `churn_days`, as a share.
    churn = 0.1, 0.0..1.0, "share", Estimate, "fill runs out in a churned stretch";
    /// Days for which a cut counts as an earlier one.
    churn_days: u16 = 30, 1..365, "d", Estimate, "until fill has settled and grown over";
    /// Highest such factor.
    churn_cap = 2.5, 1.0..20.0, "factor", Estimate, "a stretch bombed for weeks";
    /// Work of a cut that falls on a culvert or small bridge.
    minor_bridge_gang_h = 40.0, 0.5..1000.0, "gang-h", Estimate, "cribs and beams under one short span; 20 to 120, a timber span up to 20 m 100 to 400", plausible 20.0..120.0;
    /// Gangs that can work at one small bridge.
    minor_bridge_gangs: u16 = 4, 1..20, "gangs", Estimate, "room";
    /// Gangs that can work at one crater, at least.
    crater_gangs: u16 = 2, 1..20, "gangs", Estimate, "two ends of a crater, and at most a second pair by turns; 1 to 4", plausible 1..4;
    /// Median time until a gang is on the spot, where gangs are based on the line.
    response_h = 1.0, 0.0..48.0, "h", Estimate, "gangs every 5 to 10 km";
    /// Median time where they come from afar.
    far_response_h = 4.0, 0.0..96.0, "h", Estimate, "by trolley and on foot";
    /// Distance from the gangs' base within which they are on the spot.
    near_km = 15.0, 0.0..200.0, "km", Estimate, "a section gang's length";
    /// Spread of the response (standard deviation of the logarithm).
    response_log_sd = 0.5, 0.0..2.0, "log", Estimate, "reports, alarms";
    /// Efficiency of work by night.
    night_efficiency = 0.7, 0.05..1.0, "share", Estimate, "0.5 to 0.9", plausible 0.5..0.9;
    /// Efficiency of work by day, under the threat of attack.
    day_efficiency = 0.5, 0.0..1.0, "share", Estimate, "material prepared by day, laid by night";
    /// Material for a crater: rails, sleepers, cribs.
    crater_material_kg = 6000.0, 0.0..1_000_000.0, "kg", Estimate, "two rails, twenty sleepers, cribs instead of fill";
    /// Distance within which a base sends its gangs; the nearest base sends them in any case.
    reach_km = 60.0, 1.0..1000.0, "km", Estimate, "two days' march or a night by trolley";
    /// Efficiency without material from the depot: second track and woods are robbed.
    improvised_efficiency = 0.5, 0.05..1.0, "share", Estimate, "half";
    /// Share of the men of a railway formation that work as repair gangs at one time.
    gangs_at_work = 0.35, 0.05..1.0, "share", Estimate, "shifts, material parties, bridge works, rest";
    /// Share of the work at a crater or small bridge that is prepared at the dump, before anything is laid on the spot (0: all is done on the spot).
    prepared_share = 0.58, 0.0..0.95, "share", Estimate, "day: prepare material, night: lay (CMSA); little more than two hours on the spot when cuts are few, so 2.5 of 6 gang-h, 1.5 to 4", plausible 0.33..0.75;
    /// Gangs that prepare material for one job.
    dump_gangs: u16 = 2, 1..20, "gangs", Estimate, "as at the crater", plausible 1..4;
    /// Efficiency of preparing at the dump, by day and by night.
    dump_efficiency = 0.9, 0.05..1.0, "share", Estimate, "no enemy, no alarms", plausible 0.7..1.0;
    /// Panels that a base keeps: track put together beforehand by gangs without work; a crater job that gets one needs no preparing.
    panels_per_base: u16 = 20, 0..1000, "panels", Estimate, "track sections and cribs, as many as can be hidden; 5 to 60", plausible 5..60;
    /// What more gangs at one place do: so many do as much as one to this power.
    gang_exponent = 0.8, 0.3..1.0, "power", Estimate, "they stand in each other's way; 0.6 to 1", plausible 0.6..1.0;
    /// Torn track at a crater of ordinary work; one of more work is longer (0: room for `repair.crater_gangs` only).
    crater_field_m = 30.0, 0.0..500.0, "m", Estimate, "crater of 10 to 15 m and the bent rails beside it", plausible 15.0..60.0;
    /// Length of track in which one gang has room.
    gang_length_m = 15.0, 5.0..100.0, "m", Estimate, "a rail and a half", plausible 10.0..25.0;
    /// Gangs that can work at one crater, at most.
    crater_gangs_most: u16 = 6, 1..40, "gangs", Estimate, "two ends and what can be carried up", plausible 4..8;
    /// Productivity in the end, by practice, tools and method (1: as at the start throughout).
    practice = 1.0, 1.0..5.0, "factor", Estimate, "a scenario of a long campaign says more; 1 to 3", plausible 1.0..3.0;
    /// Days in which all but 37 % of that has been learned.
    practice_days = 60.0, 1.0..1000.0, "d", Estimate, "two months; 30 to 120", plausible 30.0..120.0;
    /// Day of the scenario from which they learn; 0 is its first.
    practice_from_day = 0.0, -1000.0..4000.0, "day", Estimate, "the scenario's first day";
    /// Days of a line's traffic that a repair brings, beside what waits before the line already: by this jobs are ranked and gangs are moved.
    stay_days = 3.0, 0.5..30.0, "d", Estimate, "until it is cut again or gangs are called elsewhere; 2 to 7", plausible 2.0..7.0;
    /// Days over which what a line carries is averaged for that.
    traffic_days: u16 = 7, 1..60, "d", Estimate, "a week of returns, closed days left out";
    /// Share of a base's own gangs that may be away at other bases.
    mobile_share = 0.25, 0.0..1.0, "share", Estimate, "a quarter as a reserve; 0.1 to 0.5", plausible 0.1..0.5;
    /// By how much work elsewhere must be worth more before gangs move.
    move_gain = 0.5, 0.0..10.0, "share", Estimate, "half as much again, lest they walk for ever; 0.2 to 1", plausible 0.2..1.0;
    /// How far gangs move in a day.
    move_km_per_day = 60.0, 1.0..1000.0, "km", Estimate, "two days' march or a night by trolley", plausible 30.0..120.0;
}

knobs! {
    /// Spans and by-passes.
    Bridgework, "bridge":
    /// Work to replace a span by timber or beams.
    span_gang_h = 250.0, 10.0..5000.0, "gang-h", Literature, "four to seven days (Futrell, recalled); 100 to 400", plausible 100.0..400.0;
    /// Work on a span of a steel truss.
    truss_gang_h = 1000.0, 10.0..10000.0, "gang-h", Estimate, "600 to 1,500", plausible 600.0..1500.0;
    /// Work on one hit of a low pile by-pass.
    bypass_gang_h = 60.0, 1.0..2000.0, "gang-h", Estimate, "low timber bridges are cheap to break and cheap to mend";
    /// Gangs that can lay a span.
    gangs: u16 = 6, 1..40, "gangs", Estimate, "room on the piers";
    /// Speed over a by-pass.
    bypass_speed_kmh = 5.0, 1.0..40.0, "km/h", Seen, "temporary bridges 2 to 3 km/h, sound ones 25 to 30, Pyongyang 1953-54";
    /// Approaches of a by-pass, both together, over which trains go as slowly as over it.
    approach_m = 300.0, 0.0..5000.0, "m", Estimate, "down to the river and up again, the train's length included";
    /// Material of a span.
    span_material_kg = 40000.0, 0.0..1_000_000.0, "kg", Estimate, "cribs, beams, rails";
    /// Work to switch the line to a by-pass that stands.
    switch_gang_h = 4.0, 0.0..100.0, "gang-h", Estimate, "points and a few rails";
    /// Share of the work on a bridge that clears the wreck.
    clear_share = 0.15, 0.0..1.0, "share", Estimate, "cutting and hauling away; 0.05 to 0.3", plausible 0.05..0.3;
    /// Gangs that can clear it.
    clear_gangs: u16 = 2, 1..40, "gangs", Estimate, "one from either bank";
    /// Share of the work on a bridge that cribs up what carries the span.
    crib_share = 0.35, 0.0..1.0, "share", Estimate, "cribs of sleepers or piles; 0.2 to 0.5", plausible 0.2..0.5;
    /// Gangs that can crib it up.
    crib_gangs: u16 = 4, 1..40, "gangs", Estimate, "two from either bank";
    /// Time until the beams of a span are there, from when it was struck.
    beams_h = 48.0, 0.0..1000.0, "h", Estimate, "found, cut and brought by two nights' trains; 12 to 96", plausible 12.0..96.0;
    /// A by-pass is built where no crossing is expected for so many days (0: never).
    bypass_after_d = 5.0, 0.0..1000.0, "d", Estimate, "2 to 15", plausible 2.0..15.0;
    /// Work to build one.
    build_gang_h = 2000.0, 10.0..50000.0, "gang-h", Estimate, "a low pile bridge and its approaches; 1,000 to 4,000", plausible 1000.0..4000.0;
    /// Gangs that can build one.
    build_gangs: u16 = 10, 1..60, "gangs", Estimate, "from both banks";
    /// Share of its free gangs that a base puts to building one.
    build_share = 0.5, 0.05..1.0, "share", Estimate, "half: cuts do not wait";
    /// Material of one.
    build_material_kg = 60000.0, 0.0..1_000_000.0, "kg", Estimate, "piles, beams, rails";
}
