//! What a reader of a finished run may rely on.

// a scenario and a record made up for these tests
mod fabricated;
// charts: drawn of anything, twice the same
mod charts;
// the folder of a run: replaced as a whole or not at all
mod files;
// the writer of a folder, stopped at every operation
mod stopped;
// arms beside one another
mod comparison;
// what any touch does, beside what the arms do
mod noise;
// what is not known about the knobs
mod uncertain;
// the catalogue, the page made of it, and the package of a folder
mod data;
// figures of record beside simulated ones
mod observed;
// what held supplies back
mod verdict;
// the page for people
mod summary;
