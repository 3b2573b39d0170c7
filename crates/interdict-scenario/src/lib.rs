//! The scenario language: what a historian writes, checked, with every fault reported at once.
