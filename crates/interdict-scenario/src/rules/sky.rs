//! Knobs of weather and light.

use super::knob::knobs;

knobs! {
    /// Weather and light: which hours are dark, which are flyable.
    Sky, "sky":
    /// Persistence of the weather over one 3-hour step (0: each step is drawn anew).
    persistence = 0.85, 0.0..0.99, "share", Estimate, "weather spells of one to two days; 0.7 to 0.92 plausible", plausible 0.7..0.92;
    /// Distance over which the weather of two cells loses most of its correlation.
    correlation_km = 300.0, 1.0..5000.0, "km", Estimate, "extent of a frontal system";
    /// Share of the time that is not visual weather but still marginal, not closed.
    marginal_share_of_rest = 0.5, 0.0..1.0, "share", Estimate, "half of the rest";
    /// Sun this far below the horizon or lower: dark enough for trains to run.
    dark_below_degrees = 6.0, 0.0..18.0, "degrees", Literature, "end of civil twilight";
    /// Days from the start of the scenario to the first new moon.
    first_new_moon_day = 0.0, 0.0..29.6, "d", Computed, "astronomical tables; set by the scenario";
    /// Illuminated share of the moon from which a night counts as moonlit.
    moonlit_from = 0.5, 0.0..1.0, "share", Estimate, "half moon";
}
