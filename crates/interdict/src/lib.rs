//! An engine for supply lines under attack.
