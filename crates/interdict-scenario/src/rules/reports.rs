//! Knobs of what each side knows.

use super::knob::knobs;

knobs! {
    /// Reports: what each side sees of the truth, how late and how wrongly.
    Reports, "reports":
    /// On: reports are perfect and lose no time, and the knobs below do nothing. Off: both sides know what they are told.
    perfect: bool = true, false..true, "switch", Estimate, "on: what a scenario says without it stays what it was";
    /// On: it is counted which sorties went for what was shut already, and what attackers claim. Nobody decides by it.
    books: bool = false, false..true, "switch", Estimate, "off: a scenario asks for it";
    /// Cuts that attackers claim for each one really made.
    cuts_claimed = 1.5, 0.0..20.0, "factor", Estimate, "the same crater is claimed by two flights, and craters beside the track; 1 to 3", plausible 1.0..3.0;
    /// Chance that a pilot takes a shut line or bridge for open.
    pilots_miss = 0.3, 0.0..1.0, "share", Estimate, "smoke, speed and fire hide what bombs did; 0.1 to 0.5", plausible 0.1..0.5;
    /// Chance that a pilot takes an open line or bridge for shut.
    pilots_false = 0.15, 0.0..1.0, "share", Estimate, "a crater beside the track looks like a cut; 0.05 to 0.4", plausible 0.05..0.4;
    /// Hours from what a pilot sees to where targets are chosen.
    pilots_delay_h = 3.0, 0.0..240.0, "h", Estimate, "flight home, interrogation of the crew, the evening's summary";
    /// Chance that a patrol by night takes a shut line for open.
    patrols_miss = 0.6, 0.0..1.0, "share", Estimate, "twice a pilot's by day: a crater is not seen by flares";
    /// Reconnaissance sorties of a day, of all kinds.
    photo_sorties: u16 = 34, 0..1_000, "sorties", Seen, "means of one wing in 1951: 16 jets, 10 piston fighters and 10 light bombers a day, some 34 in all";
    /// Share of these sorties that look at railways.
    photo_share = 0.3, 0.0..1.0, "share", Estimate, "the front and airfields take the rest";
    /// Lines and bridges on the strip of one sortie.
    photo_targets: u16 = 2, 0..40, "targets", Estimate, "a strip of some 50 km along a valley";
    /// Hour at which photographs are taken.
    photo_hour = 10.0, 0.0..23.0, "h", Estimate, "after the morning haze, with long shadows";
    /// Chance that a line or bridge on the strip can be read on the photographs, in weather in which the ground is seen.
    photo_seen = 0.6, 0.0..1.0, "share", Estimate, "cloud, shadow, blur; 0.3 to 0.9", plausible 0.3..0.9;
    /// Chance that what can be read is read wrongly, shut for open or open for shut.
    photo_false = 0.03, 0.0..1.0, "share", Estimate, "two readers look at a print";
    /// Hours from the photograph to where targets are chosen.
    photo_delay_h = 12.0, 0.0..480.0, "h", Estimate, "flight home, printing, reading, courier; 6 to 36", plausible 6.0..36.0;
    /// Chance that agents tell of a line or bridge on a day.
    agents_seen = 0.1, 0.0..1.0, "share", Estimate, "one in ten days";
    /// Days that a report of agents takes.
    agents_delay_d = 3.0, 0.0..60.0, "d", Estimate, "on foot to a wireless set or through the front";
    /// Chance that who looks by day at a bridge whose span is taken away for the day sees that it carries trains by night.
    decoy_seen = 0.2, 0.0..1.0, "share", Estimate, "one look in five: rails are bright, a span lies on the bank";
    /// Times a day that an open line is cut, as attackers believe; what they know of its track grows old by it.
    track_cuts_per_day = 2.0, 0.0..100.0, "1/d", Estimate, "a line in the middle of an offensive against railways";
    /// Times a day that a shut line is mended, as attackers believe.
    track_mends_per_day = 4.0, 0.01..100.0, "1/d", Estimate, "a crater is filled within six hours";
    /// Times a day that an open bridge is put out of use, as attackers believe.
    bridge_cuts_per_day = 0.05, 0.0..100.0, "1/d", Estimate, "once in three weeks";
    /// Times a day that a bridge out of use is mended, as attackers believe.
    bridge_mends_per_day = 0.1, 0.01..100.0, "1/d", Estimate, "a span takes ten days, by-passes among them";
    /// Chance that the report of a station goes astray and has to be sent again.
    stations_miss = 0.02, 0.0..1.0, "share", Estimate, "wires are cut with the track";
    /// Minutes from what happens on the line by day to the staff of the railway.
    stations_delay_min = 20.0, 0.0..1_440.0, "min", Estimate, "a walk to the next telephone";
    /// The same by night.
    stations_night_delay_min = 60.0, 0.0..1_440.0, "min", Estimate, "the track is walked in the dark";
    /// Hours after which a report that went astray is sent again.
    stations_again_h = 6.0, 0.0..240.0, "h", Estimate, "until the guard of the line is relieved";
}
