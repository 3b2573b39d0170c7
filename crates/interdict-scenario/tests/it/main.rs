//! Scenario files, from the outside.

/// Encodings, numbers and blanks are read alike in every place.
mod air_war;
mod alike;
/// What a terminal shows for broken cells.
mod broken_cells;
/// What a terminal shows for broken files and tables.
mod broken_files;
/// What a terminal shows for things that fit no other thing.
mod broken_sense;
/// What counterfactuals and the command line change.
mod changes;
/// A checked scenario stays checked; plain tables are asked before they run.
mod checked;
/// Tables and files as other countries and programs write them.
mod dialects;
/// The committed pages are those the code writes.
mod documents;
/// Files on a disk: links, pipes, sizes.
mod folders;
/// Formations that move, depots to be filled, lines given up, guns that are sent.
mod formations;
/// Generated theatres, and rows in any order.
mod generated;
/// Mutated files never harm.
mod mutated;
/// Names of files, and tables that are swapped.
mod names;
/// What tables of schools may not say.
mod schools;
/// What cannot be meant is warned of.
mod sense;
/// Texts cannot steer what shows them.
mod signs;
/// The small scenario and how it is broken.
mod small;
/// A sound scenario becomes what it says.
mod sound;
/// What differs is told in the words of the file, and is a change.
mod told;
/// What is not known, and what of it cannot be drawn.
mod uncertain;
