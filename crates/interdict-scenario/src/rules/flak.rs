//! Knobs of anti-aircraft fire and of relocation.

use super::knob::knobs;

knobs! {
    /// Anti-aircraft fire: kills, damage, degraded aim, aborts, diversion, and its own consumption.
    Flak, "flak":
    /// Guns of one battery, the unit that fires together.
    battery_guns: u16 = 4, 1..24, "guns", Seen, "four-gun batteries";
    /// Practical rate of a light gun while it fires.
    light_rate = 80.0, 1.0..400.0, "rounds/min", Estimate, "60 to 90 aimed, 160 cyclic", plausible 60.0..90.0;
    /// Practical rate of a heavy gun while it fires.
    heavy_rate = 12.0, 1.0..60.0, "rounds/min", Estimate, "10 to 20", plausible 10.0..20.0;
    /// Chance that a light gun in reach opens fire at an aircraft.
    light_engage = 0.15, 0.0..1.0, "share", Estimate, "524 Regiment: 149,846 light rounds in 1,480 actions (Chen and Chen 2010), 101 an action; at 3.4 aircraft an action 1.24 for each of 24 guns and aircraft; burst of 8 rounds", plausible 0.08..0.3;
    /// Chance that a heavy gun in reach opens fire at an aircraft.
    heavy_engage = 0.2, 0.0..1.0, "share", Estimate, "524 Regiment: 19,721 heavy rounds in 1,480 actions (Chen and Chen 2010), 13.3 an action; at 3.4 aircraft an action 0.43 for each of 9 guns and aircraft; burst of 2 rounds", plausible 0.1..0.4;
    /// Longest burst of a light gun at one aircraft. Only its product with the share that fires is known.
    light_burst_s = 6.0, 0.0..120.0, "s", Estimate, "8 rounds, one or two clips of five";
    /// Longest burst of a heavy gun at one aircraft. Only its product with the share that fires is known.
    heavy_burst_s = 10.0, 0.0..300.0, "s", Estimate, "2 rounds at 12 a minute";
    /// Time until guns fire at the first aircraft of a wave that comes within reach.
    reaction_s = 5.0, 0.0..60.0, "s", Estimate, "seen, told and laid; 3 to 10", plausible 3.0..10.0;
    /// Time until a gun that has fired is laid on another aircraft.
    relay_s = 3.0, 0.0..60.0, "s", Estimate, "a quarter turn of the mounting; 2 to 6", plausible 2.0..6.0;
    /// Speed of a dive attacker on its pass: the chord of a gun's reach over it is the time under aim.
    attack_speed_kmh = 700.0, 100.0..1500.0, "km/h", Estimate, "a jet in its dive and pull-out; 550 to 850", plausible 550.0..850.0;
    /// Speed of a bomber over its target, for the time under aim.
    bomber_speed_kmh = 370.0, 100.0..1500.0, "km/h", Estimate, "a B-29 at height over its target; 320 to 420", plausible 320.0..420.0;
    /// Slant range within which light guns fire.
    light_range_km = 2.5, 0.5..10.0, "km", Literature, "effective 1.5 to 2 km by the Chinese rule of April 1952; envelope 2.5 to 3 km", plausible 2.5..3.0;
    /// Slant range within which heavy guns fire.
    heavy_range_km = 8.0, 1.0..20.0, "km", Literature, "technical slant range; 3 to 4 km by the Chinese rule against fighter-bombers";
    /// Rounds of a light gun per aircraft shot down, by day at dive attackers.
    light_rounds_per_kill = 9118.0, 500.0..100_000.0, "rounds", Computed, "524 Regiment: 149,846 light and 19,721 heavy rounds for 53 claims (Chen and Chen 2010), three claims a kill and 16,000 heavy rounds a kill; 62 Division, 7,000 a claim (CMSA): 21,000", plausible 7500.0..21_000.0;
    /// Rounds of a heavy gun per aircraft shot down, by day with director.
    heavy_rounds_per_kill = 16000.0, 500.0..100_000.0, "rounds", Literature, "15,000 with radar and lights in the words of a Soviet adviser; 4,000 to 16,000", plausible 4000.0..16_000.0;
    /// Factor on rounds per kill by night without radar.
    night_factor = 5.0, 1.0..50.0, "factor", Estimate, "barrage fire; 2 to 10", plausible 2.0..10.0;
    /// Factor on rounds per kill of heavy guns against bombers that fly high.
    high_factor = 2.0, 1.0..50.0, "factor", Estimate, "7,000 to 8,000 m, the edge of reach; 1.5 to 4", plausible 1.5..4.0;
    /// Aircraft damaged per aircraft lost.
    damaged_per_lost = 7.0, 0.0..40.0, "aircraft", Seen, "September and October 1951: 65 lost and 471 damaged; 5 to 10", plausible 5.0..10.0;
    /// Weight of a heavy round in the threat that pilots feel, in light rounds.
    heavy_weight = 4.0, 0.0..40.0, "rounds", Estimate, "2 to 8", plausible 2.0..8.0;
    /// Rounds fired at a flight that make one unit of threat.
    threat_unit = 16.0, 1.0..10000.0, "rounds", Computed, "such that a flight over the core of autumn 1951, guns well supplied, feels 2.4 units in the mean, to which kappa was set; only kappa and this unit together are known";
    /// How far fire spoils aim: the miss grows by 1 + kappa I / (1 + I).
    kappa = 1.0, 0.0..4.0, "factor", Computed, "12.9 % of bombs cutting falls to about 6.6 % under the fire of autumn 1951; 0.5 to 2", plausible 0.5..2.0;
    /// How far fire turns attackers back: chance 1 - exp(-beta I) an aircraft.
    beta = 0.05, 0.0..2.0, "per threat unit", Estimate, "0.01 to 0.15", plausible 0.01..0.15;
    /// Part of the pass before release: a kill earlier than this is before the bombs fall.
    before_release = 0.4, 0.0..1.0, "share", Estimate, "0.2 to 0.6", plausible 0.2..0.6;
    /// Share of the flights of a wave that goes for the guns where guns are known.
    suppression_share = 0.15, 0.0..0.9, "share", Seen, "order of a quarter of a strike in gun areas; 0.1 rising to 0.2; 0 to 0.35", plausible 0.0..0.35;
    /// Share of a gun site's fire that one suppressing flight takes away for the wave.
    suppression_effect = 0.15, 0.0..1.0, "share", Estimate, "0.05 to 0.3", plausible 0.05..0.3;
    /// Rounds that a light gun has with it.
    light_stock: u16 = 600, 0..10000, "rounds", Estimate, "three units of fire of 200 rounds a gun; one to five", plausible 200..1000;
    /// Rounds that a heavy gun has with it.
    heavy_stock: u16 = 150, 0..5000, "rounds", Estimate, "one unit of fire of 150 rounds a gun; one to five", plausible 150..750;
    /// Packed weight of a light round.
    light_round_kg = 2.2, 0.1..20.0, "kg", Estimate, "complete round 1.5 kg and its case; a fifth to either side", plausible 1.76..2.64;
    /// Packed weight of a heavy round.
    heavy_round_kg = 22.0, 1.0..100.0, "kg", Estimate, "complete round 15 kg and its case; a fifth to either side", plausible 17.6..26.4;
    /// Men to a gun, crews and services.
    men_per_gun = 45.0, 5.0..200.0, "men", Estimate, "about 4,000 men for 88 guns; a fifth to either side", plausible 36.0..54.0;
    /// 1: kills and damage act. 0: shells burst harmlessly (a switch to separate the channels).
    lethality = 1.0, 0.0..5.0, "factor", Estimate, "1 by definition";
    /// 1: guns eat and fire supplies that the line has to bring. 0: they cost nothing.
    consumption = 1.0, 0.0..5.0, "factor", Estimate, "1 by definition";
    /// Aircraft that the guns claim for each one really shot down.
    claims_per_kill = 3.0, 1.0..10.0, "factor", Estimate, "war-long claims of 2,335 against 816 lost; 2.5 to 3.5", plausible 2.5..3.5;
}

knobs! {
    /// Guns and gangs on the move.
    Relocation, "relocation":
    /// Days between reviews of where mobile guns stand (0: they stay where the scenario posts them).
    review_days: u16 = 0, 0..60, "d", Estimate, "off: the record already moves formations on dates; 3 to 14 to let the rule act";
    /// Nights that a move takes; a formation on the road does not fire.
    move_nights: u16 = 3, 0..30, "d", Estimate, "2 to 5 nights by road", plausible 2..5;
    /// Gain in attacks covered that makes a move worth while.
    threshold = 0.1, 0.0..5.0, "share", Estimate, "ten per cent";
    /// Days between reviews of where gangs are based (0: they stay where the scenario posts them).
    gang_review_days: u16 = 1, 0..60, "d", Estimate, "each noon";
    /// Share of the gangs at a base that may leave it at one review.
    gang_share = 0.25, 0.0..1.0, "share", Estimate, "a quarter";
}
