//! Tables, summaries and charts from finished runs.
