//! Knobs of repair on the line and at bridges.

use super::knob::knobs;

knobs! {
    /// Gangs at work on the line.
    Repair, "repair":
    /// Work of a single crater on an embankment, for a gang of 100.
    crater_gang_h = 6.0, 0.25..100.0, "gang-h", Estimate, "little more than two hours when cuts are few; 3 to 12", plausible 3.0..12.0;
    /// Spread of work content (standard deviation of the logarithm).
    work_log_sd = 0.5, 0.0..2.0, "log", Estimate, "soil, depth, water";
    /// More work for each earlier cut per kilometre of the block in thirty days, as a share.
    churn = 0.1, 0.0..1.0, "share", Estimate, "fill runs out in a churned stretch";
    /// Highest such factor.
    churn_cap = 2.5, 1.0..20.0, "factor", Estimate, "a stretch bombed for weeks";
    /// Work of a cut that falls on a culvert or small bridge.
    minor_bridge_gang_h = 40.0, 0.5..1000.0, "gang-h", Estimate, "cribs and beams under one short span; 20 to 120, a timber span up to 20 m 100 to 400", plausible 20.0..120.0;
    /// Gangs that can work at one small bridge.
    minor_bridge_gangs = 4.0, 1.0..20.0, "gangs", Estimate, "room";
    /// Gangs that can work at one crater.
    crater_gangs = 2.0, 1.0..20.0, "gangs", Estimate, "room";
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
    /// Gangs that can work at one bridge.
    gangs = 6.0, 1.0..40.0, "gangs", Estimate, "room on the piers";
    /// Speed over a by-pass.
    bypass_speed_kmh = 5.0, 1.0..40.0, "km/h", Seen, "temporary bridges 2 to 3 km/h, sound ones 25 to 30, Pyongyang 1953-54";
    /// Material of a span.
    span_material_kg = 40000.0, 0.0..1_000_000.0, "kg", Estimate, "cribs, beams, rails";
    /// Work to switch the line to a by-pass that stands.
    switch_gang_h = 4.0, 0.0..100.0, "gang-h", Estimate, "points and a few rails";
}
