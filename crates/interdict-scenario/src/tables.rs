//! The list of tables, once: the name of each in code, its field in the scenario and in the file, the type of its rows,
//! and in brackets the domain that it belongs to, if it is not common ground.
//!
//! It stands in the order of the reference. `forms.rs` makes the names of it, `domain.rs` the tables of each
//! domain, and `scenario.rs` all that has a part for each table.

/// Calls a macro with the list of tables.
macro_rules! every_table {
    ($use:ident) => {
        $use! {
            /// Places that lines and roads join.
            Stations stations: Station [],
            /// Edges of the railway.
            Lines lines: Line [Railway],
            /// Rail bridges on those edges.
            Bridges bridges: Bridge [Railway],
            /// Roads between stations, over which cargo can be carried round a gap.
            Roads roads: Road [Supply],
            /// Airfields, as targets.
            Airfields airfields: Airfield [],
            /// Where supplies enter the theatre.
            Bases bases: Base [Supply],
            /// Stock that lies at stations on the first day.
            Stocks stocks: Stock [Supply],
            /// Depots to be filled.
            Depots depots: Depot [Supply],
            /// Locomotives by home station.
            Locomotives locomotives: LocomotivePool [Railway],
            /// Those who consume.
            Formations formations: Formation [Supply],
            /// Truck companies.
            Trucks trucks: TruckCompany [Supply],
            /// Carriers on foot by station.
            Porters porters: PorterCompany [Supply],
            /// Repair formations by base.
            Gangs gangs: GangBase [Railway],
            /// Anti-aircraft formations by posting.
            Flak flak: FlakPosting [Defence],
            /// Aircraft types.
            Aircraft aircraft: Aircraft [],
            /// Attacking units.
            AirUnits air_units: AirUnit [Attack],
            /// Raids of record.
            Raids raids: Raid [Attack],
            /// Units of fighters.
            Fighters fighters: FighterUnit [Interception],
            /// Stations that see attackers come.
            Radars radars: Radar [Interception],
            /// Weather cells; at least one where there is an attack.
            Weather weather: WeatherCell [],
            /// Named sets of lines that results are reported for.
            Areas areas: Area [],
            /// What the attackers went for, by date. In order of date; not overlapping.
            Phases phases: Phase [Attack],
            /// What kinds of things attackers go for.
            Doctrines doctrines: Doctrine [],
            /// Orders to bombers, by date.
            Orders orders: BomberOrder [Attack],
            /// Figures of record to show beside simulated ones.
            Observed observed: Observed [],
            /// Warnings that are meant to be there, each with the reason.
            Accepted accepted: Accepted [],
            /// What is not known: knobs and figures that studies draw.
            Uncertain uncertain: UncertainFigure [],
            /// What is asked of somebody else, and the answer.
            Requests requests: Request [Schools],
            /// Where students learn to fly.
            Academies academies: Academy [Schools],
            /// Stages of training.
            Courses courses: Course [Schools],
            /// Students who learn together.
            Cohorts cohorts: Cohort [Schools],
            /// Units that are to be formed.
            Establishments establishments: Establishment [Schools],
            /// What comes to academies and units.
            Deliveries deliveries: Delivery [Schools],
            /// Divisions that can teach.
            TrainingDivisions training_divisions: TrainingDivision [Schools],
            /// What units do that were formed.
            Assignments assignments: Assignment [Schools],
            /// Cities that may be raided.
            Cities cities: City [Cities],
        }
    };
}
pub(crate) use every_table;
