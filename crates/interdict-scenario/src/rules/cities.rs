//! Knobs of cities: who is on call, who is warned, what fighters and guns stop, which raids come.

use super::knob::knobs;

knobs! {
    /// Cities: fighters on call, guns, candidate raids.
    Cities, "cities":
    /// Chance that a division on call has fighters fit and manned when a raid comes.
    readiness = 0.7, 0.0..1.0, "share", Estimate, "a flight at five minutes, the rest in repair or asleep; 0.5 to 0.9", plausible 0.5..0.9;
    /// Part of its readiness that a division keeps by day while it teaches.
    teaching_share = 0.5, 0.0..1.0, "share", Estimate, "one regiment stands by while the other flies with pupils; 0.2 to 0.8", plausible 0.2..0.8;
    /// Chance that a raid is seen early enough for fighters on call to meet it, where a city says none.
    warning = 0.6, 0.0..1.0, "share", Estimate, "two old radars and eight eye posts stood about Shanghai in the spring of 1950; 0.3 to 0.9", plausible 0.3..0.9;
    /// Chance that a bomber is shot down or turned back by fighters that meet its raid.
    stopped = 0.6, 0.0..1.0, "share", Estimate, "piston bombers without escort against jets; 0.3 to 0.9", plausible 0.3..0.9;
    /// Chance that guns bring down or turn back a bomber that fighters left, where a city says none.
    guns = 0.1, 0.0..1.0, "share", Estimate, "two regiments at Shanghai hit nothing on 6 February 1950; 0 to 0.3", plausible 0.0..0.3;
    /// Chance that a raid that could come does come, where a city says none.
    kept = 0.2, 0.0..1.0, "share", Estimate, "raids on Shanghai stopped in May 1950, and nobody knew for how long; 0 to 1", plausible 0.0..1.0;
}
