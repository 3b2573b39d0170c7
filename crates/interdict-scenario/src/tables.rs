//! The list of tables, once: the name of each in code, its field in the scenario and in the file, the type of its rows.
//!
//! It stands in the order of the reference. `forms.rs` makes the names of it, and `scenario.rs` all that has a part for each
//! table.

/// Calls a macro with the list of tables.
macro_rules! every_table {
    ($use:ident) => {
        $use! {
            /// Places that lines and roads join.
            Stations stations: Station,
            /// Edges of the railway.
            Lines lines: Line,
            /// Rail bridges on those edges.
            Bridges bridges: Bridge,
            /// Roads between stations, over which cargo can be carried round a gap.
            Roads roads: Road,
            /// Airfields, as targets.
            Airfields airfields: Airfield,
            /// Where supplies enter the theatre.
            Bases bases: Base,
            /// Stock that lies at stations on the first day.
            Stocks stocks: Stock,
            /// Depots to be filled.
            Depots depots: Depot,
            /// Locomotives by home station.
            Locomotives locomotives: LocomotivePool,
            /// Those who consume.
            Formations formations: Formation,
            /// Truck companies.
            Trucks trucks: TruckCompany,
            /// Repair formations by base.
            Gangs gangs: GangBase,
            /// Anti-aircraft formations by posting.
            Flak flak: FlakPosting,
            /// Aircraft types.
            Aircraft aircraft: Aircraft,
            /// Attacking units.
            AirUnits air_units: AirUnit,
            /// Raids of record.
            Raids raids: Raid,
            /// Units of fighters.
            Fighters fighters: FighterUnit,
            /// Stations that see attackers come.
            Radars radars: Radar,
            /// Weather cells; at least one where there is an attack.
            Weather weather: WeatherCell,
            /// Named sets of lines that results are reported for.
            Areas areas: Area,
            /// What the attackers went for, by date. In order of date; not overlapping.
            Phases phases: Phase,
            /// Figures of record to show beside simulated ones.
            Observed observed: Observed,
        }
    };
}
pub(crate) use every_table;
