//! Knobs of the attack from the air.

use super::knob::knobs;

knobs! {
    /// Sorties: what a unit offers and what it flies.
    Strike, "strike":
    /// Share of aircraft on strength that are serviceable.
    serviceability = 0.7, 0.1..1.0, "share", Literature, "0.6 to 0.8; in-commission rate 50 to 65 % before mid-1952", plausible 0.6..0.8;
    /// Aircraft of one flight: the unit that attacks one aim point together.
    flight_size: u16 = 4, 1..4, "aircraft", Literature, "four-ship flights";
    /// Flights of a wave that go for one place together and share the attention of its guns.
    wave_flights: u16 = 2, 1..16, "flights", Estimate, "a squadron of eight; gaggles of 16 to 64 aircraft broke up over 24 to 48 km of line; 1 to 4", plausible 1..4;
    /// Waves of a day: the times at which a unit's flights come, spread over the hours of the phase.
    waves: u16 = 4, 1..64, "waves", Seen, "3 to 5 attacks a day on the lines of the triangle, October and November 1951 (CMSA)", plausible 3..5;
    /// Share of flights flown in marginal weather.
    marginal_factor = 0.5, 0.0..1.0, "share", Estimate, "half; a third to two thirds", plausible 0.33..0.67;
    /// Share of flights flown in closed weather by units that see the ground.
    closed_factor = 0.0, 0.0..1.0, "share", Estimate, "none";
    /// Share of sorties flown in any weather by units that bomb by radar or at night.
    radar_factor = 0.9, 0.0..1.0, "share", Estimate, "ground-controlled bombing";
    /// Median days to repair a lightly damaged aircraft.
    minor_repair_days = 1.5, 0.1..30.0, "d", Estimate, "patching";
    /// Median days to repair a badly damaged aircraft.
    major_repair_days = 12.0, 1.0..120.0, "d", Estimate, "depot work";
    /// Share of damaged aircraft that are badly damaged.
    major_share = 0.25, 0.0..1.0, "share", Estimate, "one in four";
    /// Spread of repair times (standard deviation of the logarithm).
    repair_log_sd = 0.6, 0.0..2.0, "log", Estimate, "skilled shops, uneven spares";
    /// Share of damaged aircraft written off.
    write_off = 0.10, 0.0..1.0, "share", Estimate, "5 to 15 %", plausible 0.05..0.15;
    /// Days until a lost aircraft is replaced (0: never).
    replacement_days = 30.0, 0.0..400.0, "d", Estimate, "131 replacements for 1951-52 against some 240 lost suggests slow and partial; two weeks to two months", plausible 14.0..60.0;
    /// Share of lost aircraft that are ever replaced.
    replacement_share = 0.6, 0.0..1.0, "share", Estimate, "as above: 131 of 240 is 0.55; 0.4 to 0.8", plausible 0.4..0.8;
    /// Seconds between one aircraft of a wave and the next over the target (0: all at once).
    interval_s = 10.0, 0.0..300.0, "s", Estimate, "dive attacks in trail";
    /// Days for which attackers keep to the same stretch of a line, where the phase names its length.
    stretch_days: u16 = 7, 1..60, "d", Estimate, "stretches were ordered by the week";
}

knobs! {
    /// Target choice and what attackers learn.
    Targeting, "targeting":
    /// Scale of the noise in a choice (score units); 0 makes the attacker deterministic.
    noise = 1.0, 0.0..20.0, "score", Estimate, "one unit by definition";
    /// Weight of a target's value (traffic, doctrine).
    value_weight = 1.0, 0.0..20.0, "score", Estimate, "scores are defined by it";
    /// Weight of the trailing loss rate, per per cent lost.
    loss_weight = 0.5, 0.0..20.0, "score per %", Estimate, "reluctance to go back into heavy fire: a line that costs 1 % more is as if worth half a unit of noise less; half to twice that", plausible 0.25..1.0;
    /// Weight of distance from base, per 100 km.
    distance_weight = 0.1, 0.0..5.0, "score per 100 km", Estimate, "longer loiter near base; nothing to twice the estimate", plausible 0.0..0.2;
    /// Penalty for a line already closed when the choice is made.
    closed_weight = 0.5, 0.0..20.0, "score", Estimate, "craters already there";
    /// Share of the newest days of `learning_days` in the trailing loss estimate.
    learning = 0.3, 0.0..1.0, "share", Estimate, "0.1 to 0.5", plausible 0.1..0.5;
    /// Days between two looks of the attackers at what lines and units have cost them.
    learning_days: u16 = 7, 1..60, "d", Estimate, "losses were reported and weighed by the week";
    /// Losses per sortie above which a unit stops going to a line.
    loss_tolerance = 0.03, 0.0..1.0, "share", Estimate, "several times the mean of about 0.35 %; four to sixteen times", plausible 0.015..0.06;
    /// Sorties over a line in `learning_days` from which its loss rate is believed in full; fewer count as so many.
    evidence_sorties = 40.0, 1.0..1000.0, "sorties", Estimate, "one loss among three sorties proves little: a squadron's week over one line is 20 to 100", plausible 20.0..100.0;
    /// Penalty for a target that was attacked within the last days, see `recency_days`.
    recency_weight = 0.0, 0.0..20.0, "score", Estimate, "off: nothing in the record says that targets were rested";
    /// Days for which an attack counts as recent.
    recency_days: u16 = 2, 0..60, "d", Estimate, "until the next photographs";
    /// Trailing losses per sortie above which a unit releases its bombs higher; below `height_return` of it, lower again.
    height_tolerance = 0.005, 0.0..1.0, "share", Estimate, "some half more than the mean of about 0.35 %; 0.3 to 2 %", plausible 0.003..0.02;
    /// Share of `height_tolerance` below which a unit releases lower again, down to the ordinary height.
    height_return = 0.5, 0.0..1.0, "share", Estimate, "half, lest units go up and down by turns";
    /// One such step in the height of release, as a share of the ordinary height (`bombing.release_m`).
    height_step = 0.15, 0.0..1.0, "share", Estimate, "some 600 ft a week; 300 to 1,000 ft", plausible 0.08..0.25;
    /// Highest release, in ordinary heights.
    height_cap = 2.5, 1.0..5.0, "factor", Estimate, "3,000 m, where light guns no longer reach; 2 to 3", plausible 2.0..3.0;
}

knobs! {
    /// Bombs and what they break.
    Bombing, "bombing":
    /// Half-width within which a 500-lb bomb cuts the track: crater radius and half the gauge.
    cut_halfwidth_500lb_m = 5.0, 1.0..30.0, "m", Estimate, "crater 8 to 10 m across in soil; 4 to 6 m", plausible 4.0..6.0;
    /// The same for a 1,000-lb bomb.
    cut_halfwidth_1000lb_m = 6.5, 1.0..40.0, "m", Estimate, "cube-root scaling";
    /// The same for a 250-lb bomb.
    cut_halfwidth_250lb_m = 3.5, 0.5..30.0, "m", Estimate, "cube-root scaling";
    /// Standard deviation of the miss across the track in a dive attack under little fire, where the aircraft table gives none.
    miss_m = 30.0, 1.0..1000.0, "m", Computed, "from 12.9 % of bombs cutting in August 1951 (Futrell, recalled); 25 to 45 m", plausible 25.0..45.0;
    /// Ordinary height of release in a dive attack; guns reach up to their slant range.
    release_m = 1200.0, 0.0..10000.0, "m", Estimate, "3,000 to 5,000 ft", plausible 900.0..1500.0;
    /// How much the miss grows with the height of release: 1 means twice the miss from twice the ordinary height.
    height_miss = 1.0, 0.0..5.0, "factor", Estimate, "an error of aim in the dive goes with the slant distance; 0.5 to 1.5", plausible 0.5..1.5;
    /// Share of the variance of the miss that a whole pass has in common.
    aim_share = 0.85, 0.0..1.0, "share", Estimate, "0.6 to 0.95", plausible 0.6..0.95;
    /// Circular error probable of radar bombing from height.
    radar_cep_m = 148.0, 10.0..3000.0, "m", Literature, "485 ft by beacon bombing (Futrell, uncertain); 120 to 250 m", plausible 120.0..250.0;
    /// Circular error probable of visual bombing from height by day.
    visual_cep_m = 180.0, 10.0..3000.0, "m", Seen, "patterns on, or 150 to 600 ft off";
    /// Share of bombs that do not explode.
    dud = 0.05, 0.0..0.5, "share", Estimate, "2 to 10 %", plausible 0.02..0.1;
    /// Share of bombs with a long delay: the cut is found, but work waits for the bomb.
    delayed = 0.1, 0.0..1.0, "share", Estimate, "0 to 0.3; 108 cleared in the triangle in October 1951", plausible 0.0..0.3;
    /// Longest delay of such a bomb.
    delay_h = 24.0, 0.0..200.0, "h", Estimate, "1 to 24 h, 144 at most", plausible 24.0..144.0;
    /// Shortest delay of such a bomb (never more than the longest).
    delay_least_h = 1.0, 0.0..48.0, "h", Estimate, "the lower end of 1 to 24 h";
    /// Chance that a hit drops a span: timber trestle.
    span_timber = 0.7, 0.0..1.0, "share", Estimate, "half to one and a half of it", plausible 0.35..1.0;
    /// Plate girder.
    span_girder = 0.5, 0.0..1.0, "share", Estimate, "half to one and a half of it", plausible 0.25..0.75;
    /// Steel truss.
    span_truss = 0.25, 0.0..1.0, "share", Estimate, "half to one and a half of it", plausible 0.125..0.375;
    /// Masonry or concrete arch.
    span_masonry = 0.4, 0.0..1.0, "share", Estimate, "half to one and a half of it", plausible 0.2..0.6;
    /// Share of the cuts of a line that fall on a culvert or a bridge too small for the table of bridges.
    minor_bridge_share = 0.05, 0.0..1.0, "share", Estimate, "one metre in twenty of a line in river valleys; 0.02 to 0.1", plausible 0.02..0.1;
    /// Width of a rail bridge as a target.
    bridge_width_m = 9.0, 2.0..40.0, "m", Estimate, "single-track deck with girders";
    /// Weight of one bomb of a raid of record.
    raid_bomb_kg = 227.0, 20.0..2000.0, "kg", Seen, "500-lb bombs are typical of the raid list";
    /// First hour at which a raid by sight comes, where the record names none.
    raid_by_sight_from_h = 9.0, 0.0..23.0, "h", Estimate, "after the morning haze";
    /// Hours within which raids by sight come.
    raid_by_sight_hours = 6.0, 0.0..24.0, "h", Estimate, "until the light fails, with the way home by day";
    /// First hour at which a raid by radar comes, where the record names none.
    raid_by_radar_from_h = 20.0, 0.0..23.0, "h", Estimate, "in full darkness";
    /// Hours within which raids by radar come.
    raid_by_radar_hours = 7.0, 0.0..24.0, "h", Estimate, "home before dawn";
    /// Radius of a yard as a target: bombs within it count.
    yard_radius_m = 200.0, 20.0..2000.0, "m", Estimate, "a dozen roads of 600 m";
}

knobs! {
    /// Armed reconnaissance and night intruders: the search for trains.
    Intruder, "intruder":
    /// Sweep width against trains by moonlight or flares.
    sweep_moonlit_km = 1.0, 0.0..20.0, "km", Estimate, "a train seen within half a kilometre of the track of the search";
    /// Sweep width against trains on a dark night.
    sweep_dark_km = 0.3, 0.0..20.0, "km", Estimate, "as above";
    /// Ground speed on patrol.
    speed_kmh = 320.0, 50.0..900.0, "km/h", Estimate, "B-26 on patrol";
    /// Hours on a patrol line.
    patrol_h = 3.0, 0.1..12.0, "h", Seen, "single aircraft over route sections for 2 to 4 hours", plausible 2.0..4.0;
    /// Width of the strip that a patrol along a line has to search.
    strip_km = 6.0, 0.5..100.0, "km", Estimate, "valley and coast";
    /// Share of patrols sent against railways.
    rail_share = 0.35, 0.0..1.0, "share", Estimate, "most went for trucks";
    /// Most trains that one patrol attacks, the first that it finds.
    attacks_per_patrol: u16 = 1, 0..40, "trains", Estimate, "bombs and belts for one train; 1 to 4", plausible 1..4;
    /// Standard deviation of the miss of bombs dropped on track by night, where the aircraft table gives none.
    miss_m = 80.0, 1.0..3000.0, "m", Estimate, "by moonlight, flares or radio beacons; 60 to 120 m", plausible 60.0..120.0;
    /// Chance that an attack on a train that was found disables its locomotive.
    locomotive_disabled = 0.12, 0.0..1.0, "share", Estimate, "0.05 to 0.25", plausible 0.05..0.25;
    /// Wagons lost per attack on a train that was found.
    wagons_lost = 2.0, 0.0..30.0, "wagons", Estimate, "strafing and small bombs";
    /// Share of exposure left to a train that waits in a station.
    shelter_exposure = 0.05, 0.0..1.0, "share", Estimate, "under trees, in tunnels, with fires banked; tunnel-mouth attacks";
}
