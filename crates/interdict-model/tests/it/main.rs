//! What the model must do as a whole, on theatres that fit on a page.

// Theatres written for the tests, and ways to ask them.
mod theatres;
// No raids: what the network can carry is what it carries.
mod undisturbed;
// One cut, one gang, one night: to the second.
mod repair;
// The same question, the same answer: threads, resets, schedules, order of declaration.
mod determinism;
// What must hold on any theatre: conservation, null treatments, more never hurts.
mod laws;
