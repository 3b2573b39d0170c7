//! The engine as a whole, on the scenarios of the repository; and the repository itself.

/// Which file of a crate leans on which.
mod arrows;
/// Equal runs are equal, whoever runs them and in whatever order things are declared.
mod determinism;
/// Links lead somewhere, scenario folders are whole, and the account of the model is complete.
mod documents;
/// What each scenario comes to, to the bit.
mod goldens;
/// Every kind of identity keeps its number, and keys are made in one place.
mod identities;
/// Every key that two runs part in has a name.
mod names;
/// Every process says what it does; every purpose of chance keeps its number.
mod processes;
/// The repository, as the tests read it.
mod repository;
/// Arrows inside the crates: no circles between files, and between the rooms of the model one way.
mod rooms;
/// What comes from elsewhere: licences and places.
mod supply;
/// Arrows between crates, lengths of files, and no theatre by name.
mod tidy;
