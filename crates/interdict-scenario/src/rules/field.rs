//! Knobs of airfields: craters, works, building, aircraft on the ground.

use super::knob::knobs;

knobs! {
    /// Airfields: runways with craters, gangs and men who fill them, building by stages.
    Fieldwork, "field":
    /// Runways have craters and are mended, unfinished fields are built, aircraft on the ground are lost.
    works: bool = false, false..true, "switch", Estimate, "off: airfields are targets without effect";
    /// Length that aircraft need, free of craters, where the field says none.
    strip_m = 1500.0, 100.0..5000.0, "m", Estimate, "a MiG-15 with room for error; piston aircraft some 900 m; 1,200 to 1,800", plausible 1200.0..1800.0;
    /// Width of a lane that aircraft can use: a runway has as many as go into its width.
    lane_m = 20.0, 5.0..100.0, "m", Estimate, "twice the span of a fighter; 15 to 30", plausible 15.0..30.0;
    /// Distance from the middle of a crater up to which its lane is shut.
    crater_reach_m = 8.0, 0.5..50.0, "m", Estimate, "crater of a 500-lb bomb and its lip; 5 to 9", plausible 5.0..9.0;
    /// Work of one crater, in the middle of its spread (`repair.work_log_sd`).
    crater_man_h = 150.0, 1.0..10_000.0, "man-h", Computed, "112 m3 for a 500-lb bomb at 0.6 to 1 m3 a man and hour, by hand: 112 to 187; 60 to 400", plausible 60.0..400.0;
    /// Men who can work at one crater.
    crater_men: u16 = 40, 1..1000, "men", Estimate, "round its edge, with baskets; 20 to 60", plausible 20..60;
    /// What a day with a usable field is worth to the gangs of the railway, in tons that a line carries (0: they do not come).
    worth_t_per_day = 300.0, 0.0..100_000.0, "t/d", Estimate, "as a single line of middling traffic; nothing says how fields and lines were weighed", plausible 50.0..1500.0;
    /// Work to build a field, all stages together.
    build_man_h = 1_000_000.0, 1000.0..100_000_000.0, "man-h", Estimate, "earth, stone and surface of 2,000 by 60 m with taxi-ways, by hand; 0.4 to 3 million", plausible 400_000.0..3_000_000.0;
    /// Men who can work at one stage.
    build_men: u16 = 6000, 100..60000, "men", Estimate, "three shifts of 2,000; an army of 30,000 was there for stone and roads, too; 3,000 to 10,000", plausible 3000..10000;
    /// Share of that work that levels and drains the ground.
    earth_share = 0.4, 0.0..1.0, "share", Estimate, "most of the earth is moved here; 0.3 to 0.5", plausible 0.3..0.5;
    /// Share of what is left then that lays the base course.
    base_share = 0.5, 0.0..1.0, "share", Estimate, "stone from the rivers; 0.4 to 0.6", plausible 0.4..0.6;
    /// Share of what is left then that lays the surface; the rest builds revetments.
    surface_share = 0.67, 0.0..1.0, "share", Estimate, "steel plates or concrete; 0.5 to 0.8", plausible 0.5..0.8;
    /// Least time of the earth works.
    earth_days = 20.0, 0.0..400.0, "d", Estimate, "stone, nights and raids bind before men do: a field took 40 to 90 days; 12 to 28", plausible 12.0..28.0;
    /// Least time of the base course.
    base_days = 20.0, 0.0..400.0, "d", Estimate, "as above; 12 to 28", plausible 12.0..28.0;
    /// Least time of the surface.
    surface_days = 15.0, 0.0..400.0, "d", Estimate, "plates laid by night; 9 to 21", plausible 9.0..21.0;
    /// Least time of the revetments.
    shelters_days = 10.0, 0.0..400.0, "d", Estimate, "45 a field; 6 to 14", plausible 6.0..14.0;
    /// Longer time for each crater in an unfinished field, beside the work of the crater.
    setback_h = 2.0, 0.0..240.0, "h", Estimate, "a layer is dug out, filled and rolled again; 0.5 to 6", plausible 0.5..6.0;
    /// Ground on which one bomb destroys an aircraft that stands in the open.
    lethal_open_m2 = 1500.0, 0.0..100_000.0, "m2", Estimate, "a 500-lb bomb: some 20 m about; a third to twice that", plausible 500.0..3000.0;
    /// The same for an aircraft in a revetment.
    lethal_shelter_m2 = 150.0, 0.0..100_000.0, "m2", Estimate, "a bomb within the walls; a third to twice that", plausible 50.0..300.0;
    /// Ground over which the bombs of a raid and the aircraft are spread.
    dispersal_km2 = 1.5, 0.01..100.0, "km2", Estimate, "a runway and its surroundings; a third to twice that", plausible 0.5..3.0;
    /// Fuel that a sortie of a fighter burns, where its airfield draws it from a depot.
    fuel_t_per_sortie = 1.2, 0.0..20.0, "t", Estimate, "1,400 litres within a MiG-15, mostly burnt; 0.8 to 2", plausible 0.8..2.0;
    /// Days of flying that the tanks of such an airfield hold.
    fuel_days = 5.0, 0.0..100.0, "d", Estimate, "drums in the open, dispersed; 2 to 10", plausible 2.0..10.0;
}
