//! What the model must do as a whole, on theatres that fit on a page.

// Theatres written for the tests, and ways to ask them.
mod theatres;
// Bombs laid on a line by the test itself.
mod bombardment;
// No raids: what the network can carry is what it carries.
mod undisturbed;
mod who_comes_first;
// One cut, one gang, one night: to the second.
mod repair;
// Work in stages, panels, by-passes, settling track, gangs on the march.
mod stages;
// Cuts as customers and gangs as servers: what queueing theory says.
mod queues;
// Depots that want less than a train.
mod small_depots;
// Trucks over several roads in a row.
mod relays;
// Roads and gaps that come and go, against a staff that knows all beforehand.
mod belts;
// Airfields: runways, gangs, building.
mod fields;
// Every size and every zero.
mod regimes;
// Repair by the agenda against repair looked at second by second.
mod polled_repair;
// Empty trains sent by the test itself.
mod errands;
// Whatever checks, runs: ends of all ranges.
mod extremes;
// The railway by the agenda against a railway looked at second by second.
mod polled_railway;
// Trains in fleets, engines in turns, loads over gaps: the formulas of the trade.
mod fleets;
// The same question, the same answer: threads, resets, schedules, order of declaration.
mod determinism;
// What is counted of the front and of losses: each sum is one sum.
mod fronts;
// Stocks and trucks against the formulas of stores.
mod supplies;
// Carriers on foot, against what their rule comes to by hand.
mod porters;
// Fuel at airfields: it comes by the line, and what does not come is not flown.
mod fuel;
// Formations that move, eat from bases and are short: by hand.
mod formations;
// Guns, bombers and patrols with everything else held still.
mod arms;
// Attacks spread and bunched, by day and by night, from low and from high.
mod attack;
// Each knob, turned: what moves, and which way.
mod knobs;
// What one change may move and what it may not.
mod treatments;
// Guns whose channels are shut, one and all.
mod channels;
// Fresh chance from a second on.
mod branch;
// A theatre of islands, run apart and as one.
mod interception;
mod islands;
// Two arms under one chance, against the designs of chance that it replaces.
mod orders;
mod pairing;
// More of a good thing, on the average of many pairs.
mod directions;
// Theatres of some domains only.
mod doctrines;
mod domains;
// The same war told otherwise: shorter ticks, turned over, broken off early.
mod likenesses;
// Nobody knows what nobody told him.
mod knowledge;
// What must hold on any theatre: conservation, null treatments, more never hurts.
mod laws;
// The laws themselves: a fault is planted, and the law says so.
mod broken;
// What the census tells is what the columns hold.
mod told;
mod yards;
// Schools: dates by hand, and what more of a resource may never do.
mod schools;
