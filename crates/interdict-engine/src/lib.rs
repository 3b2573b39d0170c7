//! Clock, keyed chance, strict schedule, agenda, ledger and digest. No military word.
