//! Knobs of bombers with orders, and of what losses their forces tolerate.

use super::knob::knobs;

knobs! {
    /// Bombers with orders.
    Bombers, "bombers":
    /// Share of the aircraft on strength that can be ordered.
    serviceability = 0.73, 0.0..1.0, "share", Estimate, "24 operational of 33 authorised in a group; 0.6 to 0.8", plausible 0.6..0.8;
    /// Share of the bombers of a raid that turn back for technical reasons.
    aborts = 0.044, 0.0..1.0, "share", Computed, "50 aborts against 1,078 effective sorties, August to November 1951; 0.03 to 0.07", plausible 0.03..0.07;
    /// Days until a lost bomber is replaced (0: never).
    replacement_days = 20.0, 0.0..400.0, "d", Estimate, "bombers were few and came with priority; 7 to 45", plausible 7.0..45.0;
}

knobs! {
    /// What forces of bombers learn of losses and hits, and which losses they tolerate.
    Tolerance, "tolerance":
    /// Losses per sortie that are believed of a kind of thing before it was attacked.
    prior_losses = 0.01, 0.0..1.0, "share", Estimate, "the order of the losses of 1951; 0.5 to 3 %", plausible 0.005..0.03;
    /// Sorties that this belief is worth.
    prior_sorties = 100.0, 1.0..10_000.0, "sorties", Estimate, "a fortnight of a group; 30 to 300", plausible 30.0..300.0;
    /// What a week leaves of the weight of the evidence before it.
    kept = 0.7, 0.0..0.99, "share", Estimate, "3.3 weeks count; 0.5 to 0.9", plausible 0.5..0.9;
    /// Weight of the hits per sortie that a kind of thing is believed to bring.
    result_weight = 0.5, 0.0..100.0, "score per hit", Estimate, "a kind that brings a hit a sortie more is as if worth half a unit of noise more";
    /// Losses per sortie that a force bears.
    tolerated = 0.01, 0.0001..1.0, "share", Estimate, "0.5 to 2 %", plausible 0.005..0.02;
    /// Losses per sortie that it does not bear.
    intolerable = 0.04, 0.0001..1.0, "share", Estimate, "2 to 8 %", plausible 0.02..0.08;
    /// Losses above what is borne at which they have passed the tolerance.
    alarm = 2.0, 0.1..100.0, "aircraft", Estimate, "2 to 3: raids of nine come to it in 206 raids at 1 % and in 12 at 4 %", plausible 2.0..3.0;
    /// Days from then until orders are changed.
    review_days: u16 = 5, 0..60, "d", Literature, "losses on 23 October 1951, night orders from the 28th (Futrell, recalled); 2 to 10", plausible 2..10;
    /// How much higher raids come that answer losses by height.
    climb_m = 600.0, 0.0..5000.0, "m", Estimate, "2,000 ft; 300 to 1,200", plausible 300.0..1200.0;
}
