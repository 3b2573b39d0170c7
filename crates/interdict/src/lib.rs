//! An engine for supply lines under attack.

pub use interdict_engine as engine;
pub use interdict_experiment as experiment;
pub use interdict_model as model;
pub use interdict_quantity as quantity;
pub use interdict_report as report;
pub use interdict_scenario as scenario;
