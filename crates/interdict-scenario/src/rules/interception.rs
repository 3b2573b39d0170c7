//! Knobs of warning, of fighters on their way, and of fights in the air.

use super::knob::knobs;

knobs! {
    /// Warning: who sees a mission, and when interceptors hear of it.
    Warning, "warning":
    /// Chance that a working radar picks up one aircraft that passes above its horizon and within its range.
    detects_one = 0.7, 0.0..1.0, "share", Estimate, "0.4 to 0.9", plausible 0.4..0.9;
    /// Share of missions during which a radar works.
    works = 0.9, 0.0..1.0, "share", Estimate, "0.7 to 1", plausible 0.7..1.0;
    /// Median time from the first sight of a mission to the order to take off, where it is told by word of mouth.
    delay_min = 6.0, 0.0..120.0, "min", Estimate, "observer, filter room, command post; 4 to 10", plausible 4.0..10.0;
    /// The same where the radar that sees it leads fighters itself.
    delay_control_min = 3.0, 0.0..120.0, "min", Estimate, "2 to 5", plausible 2.0..5.0;
    /// Spread of this time: standard deviation of its logarithm.
    delay_log_sd = 0.4, 0.0..2.0, "log", Estimate, "0.3 to 0.6", plausible 0.3..0.6;
    /// Spread of the believed size of a mission: standard deviation of its logarithm.
    size_log_sd = 0.3, 0.0..2.0, "log", Estimate, "groups of 16 told as 8 to 30", plausible 0.1..0.6;
    /// Fewest bombers, as believed, for which interceptors take off.
    threshold_bombers: u16 = 1, 1..200, "aircraft", Estimate, "bombers are the first duty";
    /// Fewest fighter-bombers, as believed, for which interceptors take off.
    threshold_strikers: u16 = 8, 1..500, "aircraft", Estimate, "4 to 16", plausible 4..16;
    /// Interceptors sent for each bomber believed.
    ratio_bombers = 3.0, 0.0..20.0, "aircraft", Estimate, "23 October 1951: 56 over eight; 1 to 6", plausible 1.0..6.0;
    /// Interceptors sent for each fighter-bomber believed.
    ratio_strikers = 1.0, 0.0..20.0, "aircraft", Estimate, "0.5 to 2", plausible 0.5..2.0;
    /// Share of the ready interceptors that stay on the ground.
    reserve = 0.2, 0.0..1.0, "share", Estimate, "12 of 56 were kept back on 23 October 1951; 0.1 to 0.4", plausible 0.1..0.4;
    /// Time from the order to take-off.
    readiness_min = 3.0, 0.0..120.0, "min", Estimate, "engines warm, pilots in the cockpit; at readiness 8 min; 2 to 8", plausible 2.0..8.0;
    /// Least time from take-off to fighting height.
    climb_min = 5.0, 0.0..60.0, "min", Estimate, "to 6,000 m at 20 m/s; 3 to 8", plausible 3.0..8.0;
}

knobs! {
    /// Fighters on their way: sweeps, screens, escorts, their fuel and their rest.
    Fighters, "fighters":
    /// Share of the aircraft on strength that can fly.
    serviceability = 0.7, 0.0..1.0, "share", Estimate, "0.5 to 0.85", plausible 0.5..0.85;
    /// Most aircraft of one sweep or screen.
    group: u16 = 16, 2..120, "aircraft", Estimate, "8 to 32", plausible 8..32;
    /// Time on station that a sweep is planned for, as far as fuel lasts.
    span_min = 40.0, 1.0..600.0, "min", Estimate, "20 to 60", plausible 20.0..60.0;
    /// Radius about its station within which a sweep meets what passes.
    cover_km = 40.0, 1.0..500.0, "km", Estimate, "what a group sees and is told of; 20 to 80", plausible 20.0..80.0;
    /// Days of raids from which the hours and places of sweeps and screens are taken.
    memory_days: u16 = 7, 1..60, "days", Estimate, "3 to 14", plausible 3..14;
    /// Span within which the hour of a sweep or screen lies about that of the raid it is planned after.
    hour_spread_h = 1.0, 0.0..24.0, "h", Estimate, "half an hour sooner or later; 0.5 to 3", plausible 0.5..3.0;
    /// Part of its radius by which a unit flies farther, with tanks and staging fields.
    radius_tolerance = 0.1, 0.0..1.0, "share", Estimate, "two wings flew 2 % beyond their radius; 0 to 0.2", plausible 0.0..0.2;
    /// Time from landing until an aircraft can fly again.
    turnaround_h = 1.0, 0.0..24.0, "h", Estimate, "0.5 to 2; a whole wing of screens 3 to 6", plausible 0.5..2.0;
    /// Escorts for each bomber of a raid by sight, as far as there are any.
    escorts_per_bomber = 3.0, 0.0..20.0, "aircraft", Estimate, "23 October 1951: 55 fighter-bombers with eight; 1 to 7", plausible 1.0..7.0;
    /// Median time in repair of a damaged fighter.
    repair_days = 4.0, 0.0..180.0, "days", Estimate, "2 to 10", plausible 2.0..10.0;
    /// Spread of this time: standard deviation of its logarithm.
    repair_log_sd = 0.6, 0.0..2.0, "log", Estimate, "as for fighter-bombers";
    /// Share of lost fighters that are replaced.
    replacement_share = 0.8, 0.0..1.0, "share", Estimate, "0.5 to 1", plausible 0.5..1.0;
    /// Time until a lost fighter is replaced.
    replacement_days = 20.0, 0.0..365.0, "days", Estimate, "7 to 45", plausible 7.0..45.0;
    /// Chance that the pilot of a fighter that is lost is lost with it, in units that the schools send.
    pilot_lost = 0.5, 0.0..1.0, "share", Estimate, "over one's own side many came down by parachute; 0.3 to 0.8", plausible 0.3..0.8;
}

knobs! {
    /// Fights in the air: who meets whom, who falls, who lets go of his bombs.
    AirCombat, "air_combat":
    /// How well a meeting succeeds: chance 1 - exp(-this x control x light x weather x size).
    contact = 0.9, 0.0..20.0, "exponent", Estimate, "0.4 to 1.6", plausible 0.4..1.6;
    /// Factor on contact where a radar leads the fighters.
    control_by_radar = 1.5, 0.0..10.0, "factor", Estimate, "1.2 to 2", plausible 1.2..2.0;
    /// Factor on contact of sweeps that nobody leads.
    control_none = 0.6, 0.0..10.0, "factor", Estimate, "0.4 to 0.9", plausible 0.4..0.9;
    /// Factor on contact by moonlight.
    light_moon = 0.2, 0.0..1.0, "factor", Estimate, "0.1 to 0.4", plausible 0.1..0.4;
    /// Factor on contact in the dark.
    light_dark = 0.07, 0.0..1.0, "factor", Estimate, "0.02 to 0.2", plausible 0.02..0.2;
    /// Factor on contact in marginal weather.
    weather_marginal = 0.6, 0.0..1.0, "factor", Estimate, "0.4 to 0.8", plausible 0.4..0.8;
    /// Factor on contact in closed weather.
    weather_closed = 0.1, 0.0..1.0, "factor", Estimate, "0 to 0.3", plausible 0.0..0.3;
    /// How much larger missions are easier to meet: 1 + this x ln(aircraft).
    size_gain = 0.3, 0.0..2.0, "factor", Estimate, "0 to 0.6", plausible 0.0..0.6;
    /// Width in which a pair of a screen sees what crosses.
    screen_sees_km = 10.0, 0.0..200.0, "km", Estimate, "5 to 20", plausible 5.0..20.0;
    /// Front that a screen covers.
    screen_front_km = 100.0, 1.0..1_000.0, "km", Estimate, "60 to 150", plausible 60.0..150.0;
    /// Pairs that one pair of a screen takes on.
    screen_takes = 1.0, 0.0..4.0, "pairs", Estimate, "0.5 to 1.5", plausible 0.5..1.5;
    /// Pairs that one pair of an escort takes on.
    escort_takes = 0.75, 0.0..4.0, "pairs", Estimate, "0.4 to 1", plausible 0.4..1.0;
    /// Attackers that one interceptor takes on.
    engages = 1.0, 0.0..4.0, "aircraft", Estimate, "each goes for one of its own", plausible 0.5..1.0;
    /// How much numbers count between fighters: a side shoots in proportion to (own / fewer) to this power; 0 linear, 1 square law.
    numbers = 0.3, 0.0..1.0, "exponent", Literature, "1940: losses followed the other side's numbers on one side, hardly on the other; Johnson and MacKay (2011)", plausible 0.0..1.0;
    /// Kills of an interceptor at a fighter-bomber that it takes on.
    kill_striker = 0.04, 0.0..2.0, "kills", Estimate, "0.01 to 0.08", plausible 0.01..0.08;
    /// Kills of an interceptor on one pass at a bomber.
    kill_bomber = 0.05, 0.0..2.0, "kills", Computed, "22 to 27 October 1951: five lost of 34 met, at three passes each; 0.02 to 0.1", plausible 0.02..0.1;
    /// Passes of an interceptor at the bomber that it takes on.
    passes: u16 = 2, 1..10, "passes", Estimate, "1 to 4", plausible 1..4;
    /// Kills of a screening fighter at an interceptor in a fight.
    kill_by_screen = 0.03, 0.0..2.0, "kills", Estimate, "0.01 to 0.06", plausible 0.01..0.06;
    /// Kills of an interceptor at a screening or escorting fighter in a fight.
    kill_of_screen = 0.012, 0.0..2.0, "kills", Estimate, "0.004 to 0.03", plausible 0.004..0.03;
    /// Kills of those attacked, and of escorts, at an interceptor.
    kill_in_return = 0.006, 0.0..2.0, "kills", Estimate, "gunners and fighter-bombers that turn; 0.002 to 0.02", plausible 0.002..0.02;
    /// Aircraft damaged for each that a fighter shoots down.
    damaged_per_lost = 2.0, 0.0..20.0, "aircraft", Estimate, "1 to 4", plausible 1.0..4.0;
    /// How skill grows with hours: (hours / 100) to this power, from 0.5 to 1.6.
    skill = 0.3, 0.0..1.0, "exponent", Estimate, "20 h 0.62, 50 h 0.81, 300 h 1.39; 0.1 to 0.5", plausible 0.1..0.5;
    /// Chance that a fighter-bomber that is taken on lets go of its bombs.
    jettison_striker = 0.8, 0.0..1.0, "share", Estimate, "0.5 to 0.95", plausible 0.5..0.95;
    /// Chance that a bomber that is taken on lets go of its bombs.
    jettison_bomber = 0.05, 0.0..1.0, "share", Estimate, "bombers pressed on; 0 to 0.2", plausible 0.0..0.2;
    /// Chance that a fighter-bomber of a mission that is met, not taken on itself, lets go of its bombs.
    jettison_others = 0.15, 0.0..1.0, "share", Estimate, "0 to 0.3", plausible 0.0..0.3;
}
