//! Replications of a run over all cores, gathered so that threads never show.
