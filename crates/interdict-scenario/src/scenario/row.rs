//! Rows of tables, by table.

/// Row in [`Scenario::stations`](super::Scenario::stations).
pub type StationRow = u32;
/// Row in [`Scenario::lines`](super::Scenario::lines).
pub type LineRow = u32;
/// Row in [`Scenario::bridges`](super::Scenario::bridges).
pub type BridgeRow = u32;
/// Row in [`Scenario::roads`](super::Scenario::roads).
pub type RoadRow = u32;
/// Row in [`Scenario::airfields`](super::Scenario::airfields).
pub type AirfieldRow = u32;
/// Row in [`Scenario::air_units`](super::Scenario::air_units).
pub type AirUnitRow = u32;
/// Row in [`Scenario::aircraft`](super::Scenario::aircraft).
pub type AircraftRow = u32;
