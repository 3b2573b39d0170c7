//! Theatre and tick: what exists and what happens.
