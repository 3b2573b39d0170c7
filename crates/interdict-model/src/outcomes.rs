//! What is measured: every series, with its unit and meaning.
//!
//! A [`Series`] is a whole number for each day of the run, for the whole theatre. A [`LineSeries`] is
//! one for each line and day; an area's value is the sum over its lines. A [`FormationSeries`] is one
//! for each formation and day. Names are stable: files, charts and figures of record use them.

/// How a series behaves in time: whether days may be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// What happened on the day: days add up.
    Flow,
    /// How things stood when the day ended: days do not add up.
    State,
}

macro_rules! series {
    ($(#[$about:meta])* $name:ident { $( $variant:ident $text:literal, $unit:literal, $nature:ident, $doc:literal; )+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( #[doc = $doc] $variant, )+ }

        impl $name {
            /// Every series, in order.
            pub const ALL: &[Self] = &[ $( Self::$variant, )+ ];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// Its stable name.
            pub const fn name(self) -> &'static str { match self { $( Self::$variant => $text, )+ } }
            /// Its unit.
            pub const fn unit(self) -> &'static str { match self { $( Self::$variant => $unit, )+ } }
            /// Whether days add up.
            pub const fn nature(self) -> Nature { match self { $( Self::$variant => Nature::$nature, )+ } }
            /// What it means.
            pub const fn doc(self) -> &'static str { match self { $( Self::$variant => $doc, )+ } }
            /// The series of a name.
            pub fn by_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|series| series.name() == name)
            }
        }
    };
}

series! {
    /// One whole number for each day, for the whole theatre.
    Series {
        NightSeconds "night_s", "s", Flow, "Dark enough for trains to run";
        VisualWeather "visual_weather", "3-h steps", Flow, "Three-hour steps of visual weather, summed over the weather cells";
        Needed "needed_kg", "kg", Flow, "Needed by formations and guns";
        Consumed "consumed_kg", "kg", Flow, "Consumed by formations and guns";
        Unmet "unmet_kg", "kg", Flow, "Needed but not issued: the shortfall, saved or missing";
        Rationed "rationed_kg", "kg", Flow, "Of the shortfall, what formations did not issue, to make their stock last";
        Missing "missing_kg", "kg", Flow, "Of the shortfall, what was to be issued and was not there";
        FrontNeeded "front_needed_kg", "kg", Flow, "Needed by formations at the front";
        FrontUnmet "front_unmet_kg", "kg", Flow, "Shortfall of formations at the front: needed but not issued";
        FrontRationed "front_rationed_kg", "kg", Flow, "Of the shortfall of formations at the front, what they did not issue, to make their stock last";
        FrontStock "front_stock_kg", "kg", State, "Stock with formations at the front";
        DepotStock "depot_stock_kg", "kg", State, "Stock lying at railheads for those who draw there";
        TransitStock "transit_stock_kg", "kg", State, "Stock lying at stations on its way to somewhere else";
        OnTrains "on_trains_kg", "kg", State, "Stock on trains";
        Entered "entered_kg", "kg", Flow, "Supplies that entered the theatre at its bases";
        Delivered "delivered_kg", "kg", Flow, "Brought to railheads: unloaded at the one it was meant for, by rail or road";
        DeliveredFront "delivered_front_kg", "kg", Flow, "Brought from railheads to formations at the front, by truck or drawn on the spot";
        Trucked "trucked_kg", "kg", Flow, "Carried by truck round gaps of the railway";
        TrainsDispatched "trains_dispatched", "trains", Flow, "Loaded trains sent off";
        TrainsArrived "trains_arrived", "trains", Flow, "Loaded trains unloaded";
        TrainsRunning "trains_running", "trains", State, "Trains on the line or waiting on it, loaded and empty";
        TrainsSheltered "trains_sheltered", "trains", Flow, "Trains that lay up on the way, counted when the plan is made";
        EnginesIdle "engines_idle", "engines", State, "Locomotives in yards, fit and without a train";
        SortiesFlown "sorties_flown", "sorties", Flow, "Sorties of fighter-bombers against railways";
        SortiesAborted "sorties_aborted", "sorties", Flow, "Sorties turned back by fire";
        SortiesOnGuns "sorties_on_guns", "sorties", Flow, "Sorties that went for guns instead of track";
        BombsDropped "bombs_dropped", "bombs", Flow, "Bombs of fighter-bombers aimed at track and bridges";
        BombsAll "bombs_all", "bombs", Flow, "Bombs of all aircraft aimed at track, bridges and yards";
        NightSorties "night_track_sorties", "sorties", Flow, "Night sorties of intruders that bombed track";
        PatrolsFlown "patrols_flown", "sorties", Flow, "Night patrols against trains";
        BomberSorties "bomber_sorties", "sorties", Flow, "Bombers over their targets in raids of record";
        BomberTons "bomber_kg", "kg", Flow, "Bombs dropped by bombers";
        TrackCuts "track_cuts", "cuts", Flow, "Craters that need work of their own, on lines and in yards' through roads";
        SpansHit "spans_hit", "spans", Flow, "Bridge spans, by-passes and small bridges put out of use";
        DamagePlaces "damage_places", "places", Flow, "Places damaged: cuts and spans";
        CutsRepaired "cuts_repaired", "cuts", Flow, "Cuts mended";
        SpansRepaired "spans_repaired", "spans", Flow, "Spans, by-passes and small bridges mended";
        CutsOpen "cuts_open", "cuts", State, "Cuts not yet mended";
        SpansDown "spans_down", "spans", State, "Spans, by-passes and small bridges out of use";
        GangHoursWorked "gang_hours_worked", "gang-min", Flow, "Gang time at work (in minutes of one gang)";
        GangHoursPresent "gang_hours_present", "gang-min", Flow, "Gang time present (in minutes of one gang)";
        AircraftLost "aircraft_lost", "aircraft", Flow, "Fighter-bombers lost to guns: shot down or written off";
        AircraftDamaged "aircraft_damaged", "aircraft", Flow, "Fighter-bombers damaged by guns and brought home, those written off there among them";
        BombersLost "bombers_lost", "aircraft", Flow, "Bombers shot down by guns";
        AircraftReady "aircraft_ready", "aircraft", State, "Fighter-bombers fit to fly";
        RoundsHeavy "rounds_heavy", "rounds", Flow, "Heavy rounds fired";
        RoundsLight "rounds_light", "rounds", Flow, "Light rounds fired";
        GunsPresent "guns_present", "guns", State, "Guns in position";
        GunsUnderAttack "guns_under_attack", "guns", Flow, "Guns in reach of an attacker on the day";
        GunsSilent "guns_silent", "guns", Flow, "Of these, guns whose battery had no round when it wanted to fire";
        FlakConsumed "flak_consumed_kg", "kg", Flow, "Rations, fuel and rounds that guns drew from the line";
        GunsArriving "guns_arriving_kg", "kg", Flow, "Guns, vehicles and kit that the line has brought for guns that were sent";
        Claims "claims", "aircraft", Flow, "Aircraft that the guns claim (shot down times the claim factor)";
        LocomotivesLost "locomotives_lost", "engines", Flow, "Locomotives disabled";
        WagonsLost "wagons_lost", "wagons", Flow, "Wagons destroyed, by the net load they carried";
        TrucksLost "trucks_lost", "trucks", Flow, "Trucks lost";
        LostOnRail "lost_on_rail_kg", "kg", Flow, "Supplies burnt in trains";
        LostOnGround "lost_on_ground_kg", "kg", Flow, "Supplies burnt on the ground";
        LostOnRoad "lost_on_road_kg", "kg", Flow, "Supplies lost with trucks";
        PanelsLaid "panels_laid", "panels", Flow, "Craters mended with track put together beforehand, counted when the gangs set out";
        GangsMoved "gangs_moved", "gangs", Flow, "Gangs that set out for another base";
        ByPassesBegun "by_passes_begun", "by-passes", Flow, "By-passes begun beside bridges that are shut for long";
        AircraftShotDown "aircraft_shot_down", "aircraft", Flow, "Fighter-bombers shot down by guns";
        AircraftWrittenOff "aircraft_written_off", "aircraft", Flow, "Fighter-bombers damaged by guns, brought home and written off";
        FrontRailheadStock "front_railhead_kg", "kg", State, "Stock lying at railheads for formations at the front";
        FrontShortAtRailhead "front_short_at_railhead_kg", "kg", Flow, "Of the shortfall of formations at the front, what stayed behind at their railheads the evening before";
        BasesUnsent "bases_unsent_kg", "kg", Flow, "What the bases could have sent on the day and did not";
    }
}

series! {
    /// One whole number for each line and day.
    LineSeries {
        OpenSeconds "open_s", "s", Flow, "Open for trains: no open cut, no span down without a by-pass";
        Cuts "track_cuts", "cuts", Flow, "Cuts made";
        Spans "spans_hit", "spans", Flow, "Spans, by-passes and small bridges put out of use";
        Repaired "cuts_repaired", "cuts", Flow, "Cuts mended";
        Bombs "bombs_dropped", "bombs", Flow, "Bombs of fighter-bombers aimed here";
        BombsAll "bombs_all", "bombs", Flow, "Bombs of all aircraft aimed here; bombs on a yard are shared out over the lines that meet there";
        Sorties "sorties_flown", "sorties", Flow, "Sorties of fighter-bombers sent here";
        Trains "trains", "trains", Flow, "Loaded trains that entered, either way";
        Load "load_kg", "kg", Flow, "Supplies on those trains";
        Lost "aircraft_lost", "aircraft", Flow, "Fighter-bombers lost here: shot down or written off";
        Damaged "aircraft_damaged", "aircraft", Flow, "Fighter-bombers damaged here";
        RoundsHeavy "rounds_heavy", "rounds", Flow, "Heavy rounds fired at fighter-bombers sent here";
        RoundsLight "rounds_light", "rounds", Flow, "Light rounds fired at fighter-bombers sent here";
        Claims "claims", "aircraft", Flow, "Fighter-bombers that the guns claim here";
        ShotDown "aircraft_shot_down", "aircraft", Flow, "Fighter-bombers shot down here";
        WrittenOff "aircraft_written_off", "aircraft", Flow, "Fighter-bombers damaged here, brought home and written off";
    }
}

series! {
    /// One whole number for each formation and day.
    FormationSeries {
        Stock "stock_kg", "kg", State, "Stock with the formation";
        Need "need_kg", "kg", Flow, "Needed";
        Short "short_kg", "kg", Flow, "Needed but not issued";
        Rationed "rationed_kg", "kg", Flow, "Of this, what was not issued, to make the stock last";
        Railhead "railhead_stock_kg", "kg", State, "Stock lying at its railhead for it: its part by need, class by class";
        ShortAtRailhead "short_at_railhead_kg", "kg", Flow, "Of its shortfall, what stayed behind at its railhead the evening before";
    }
}

series! {
    /// One whole number for each area and day, beyond the sums of its lines.
    AreaSeries {
        ThroughOpen "through_open_s", "s", Flow, "A path over open lines leads through the area";
        Passed "passed_kg", "kg", Flow, "Supplies that crossed the area from its first gates to its last, by rail and road";
        PassedByRoad "passed_by_road_kg", "kg", Flow, "Of these, by road";
        Trucked "trucked_kg", "kg", Flow, "Carried by truck round gaps over the area's roads, either way";
    }
}

/// A series of a process from outside: a whole number for each day, for the whole theatre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnSeries {
    /// Its name, with the unit last.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Whether days add up.
    pub nature: Nature,
    /// What it means.
    pub doc: &'static str,
}
