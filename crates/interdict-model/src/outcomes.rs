//! What is measured: every series, with its unit and meaning.
//!
//! A [`Series`] is a whole number for each day of the run, for the whole theatre. A [`LineSeries`] is
//! one for each line and day; an area's value is the sum over its lines. A [`FormationSeries`] is one
//! for each formation and day. Names are stable: files, charts and figures of record use them.
//!
//! In brackets stand the domains that a theatre needs for a series. A record always has room for all of them; those of
//! domains that the theatre has not stay zero and are not shown.

use interdict_scenario::{Domain, Domains};

/// How a series behaves in time: whether days may be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// What happened on the day: days add up.
    Flow,
    /// How things stood when the day ended: days do not add up.
    State,
}

impl Nature {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::State => "state",
        }
    }
}

macro_rules! series {
    ($(#[$about:meta])* $name:ident { $( $variant:ident $text:literal, $unit:literal, $nature:ident, [$($domain:ident),*], $doc:literal; )+ }) => {
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
            /// The domains that a theatre needs for it: where one is lacking, nothing moves it and it is not shown.
            pub const fn needs(self) -> Domains {
                match self { $( Self::$variant => Domains::of(&[$(Domain::$domain),*]), )+ }
            }
            /// Those that a theatre of these domains has, in order.
            pub fn of(theatre: Domains) -> impl Iterator<Item = Self> {
                Self::ALL.iter().copied().filter(move |series| theatre.has_all(series.needs()))
            }
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
        NightSeconds "night_s", "s", Flow, [], "Dark enough for trains to run";
        VisualWeather "visual_weather", "3-h steps", Flow, [Attack], "Three-hour steps of visual weather, summed over the weather cells";
        Needed "needed_kg", "kg", Flow, [Supply], "Needed by formations and guns";
        Consumed "consumed_kg", "kg", Flow, [Supply], "Consumed by formations and guns";
        Unmet "unmet_kg", "kg", Flow, [Supply], "Needed but not issued: the shortfall, saved or missing";
        Rationed "rationed_kg", "kg", Flow, [Supply], "Of the shortfall, what formations did not issue, to make their stock last";
        Missing "missing_kg", "kg", Flow, [Supply], "Of the shortfall, what was to be issued and was not there";
        FrontNeeded "front_needed_kg", "kg", Flow, [Supply], "Needed by formations at the front";
        FrontUnmet "front_unmet_kg", "kg", Flow, [Supply], "Shortfall of formations at the front: needed but not issued";
        FrontRationed "front_rationed_kg", "kg", Flow, [Supply], "Of the shortfall of formations at the front, what they did not issue, to make their stock last";
        FrontStock "front_stock_kg", "kg", State, [Supply], "Stock with formations at the front";
        DepotStock "depot_stock_kg", "kg", State, [Supply], "Stock lying at railheads for those who draw there";
        TransitStock "transit_stock_kg", "kg", State, [Supply], "Stock lying at stations on its way to somewhere else";
        OnTrains "on_trains_kg", "kg", State, [Railway, Supply], "Stock on trains";
        Entered "entered_kg", "kg", Flow, [Supply], "Supplies that entered the theatre at its bases";
        Delivered "delivered_kg", "kg", Flow, [Supply], "Brought to railheads: unloaded at the one it was meant for, by rail or road";
        DeliveredFront "delivered_front_kg", "kg", Flow, [Supply], "Brought from railheads to formations at the front, by truck, on foot or drawn on the spot";
        Trucked "trucked_kg", "kg", Flow, [Supply], "Carried by truck round gaps of the railway";
        TrainsDispatched "trains_dispatched", "trains", Flow, [Railway], "Loaded trains sent off";
        TrainsArrived "trains_arrived", "trains", Flow, [Railway], "Loaded trains unloaded";
        TrainsRunning "trains_running", "trains", State, [Railway], "Trains on the line or waiting on it, loaded and empty";
        TrainsSheltered "trains_sheltered", "trains", Flow, [Railway], "Trains that lay up on the way, counted when the plan is made";
        EnginesIdle "engines_idle", "engines", State, [Railway], "Locomotives in yards, fit and without a train";
        SortiesFlown "sorties_flown", "sorties", Flow, [Railway, Attack], "Sorties of fighter-bombers against railways";
        SortiesAborted "sorties_aborted", "sorties", Flow, [Railway, Attack, Defence], "Sorties turned back by fire";
        SortiesOnGuns "sorties_on_guns", "sorties", Flow, [Railway, Attack, Defence], "Sorties that went for guns instead of track";
        BombsDropped "bombs_dropped", "bombs", Flow, [Railway, Attack], "Bombs of fighter-bombers aimed at track and bridges";
        BombsAll "bombs_all", "bombs", Flow, [Railway, Attack], "Bombs of all aircraft aimed at track, bridges and yards";
        NightSorties "night_track_sorties", "sorties", Flow, [Railway, Attack], "Night sorties of intruders that bombed track";
        PatrolsFlown "patrols_flown", "sorties", Flow, [Railway, Attack], "Night patrols against trains";
        BomberSorties "bomber_sorties", "sorties", Flow, [Attack], "Bombers over their targets, in raids of record and by orders";
        BomberTons "bomber_kg", "kg", Flow, [Attack], "Bombs dropped by bombers";
        TrackCuts "track_cuts", "cuts", Flow, [Railway, Attack], "Craters that need work of their own, on lines and in yards' through roads";
        SpansHit "spans_hit", "spans", Flow, [Railway, Attack], "Bridge spans, by-passes and small bridges put out of use";
        DamagePlaces "damage_places", "places", Flow, [Railway, Attack], "Places damaged: cuts and spans";
        CutsRepaired "cuts_repaired", "cuts", Flow, [Railway, Attack], "Cuts mended";
        SpansRepaired "spans_repaired", "spans", Flow, [Railway, Attack], "Spans, by-passes and small bridges mended";
        CutsOpen "cuts_open", "cuts", State, [Railway, Attack], "Cuts not yet mended";
        SpansDown "spans_down", "spans", State, [Railway, Attack], "Spans, by-passes and small bridges out of use";
        GangHoursWorked "gang_hours_worked", "gang-min", Flow, [Railway], "Gang time at work (in minutes of one gang)";
        GangHoursPresent "gang_hours_present", "gang-min", Flow, [Railway], "Gang time present (in minutes of one gang)";
        AircraftLost "aircraft_lost", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers lost to guns: shot down or written off";
        AircraftDamaged "aircraft_damaged", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers damaged by guns and brought home, those written off there among them";
        BombersLost "bombers_lost", "aircraft", Flow, [Attack], "Bombers shot down, by guns or by fighters";
        AircraftReady "aircraft_ready", "aircraft", State, [Attack], "Fighter-bombers fit to fly";
        RoundsHeavy "rounds_heavy", "rounds", Flow, [Defence], "Heavy rounds fired";
        RoundsLight "rounds_light", "rounds", Flow, [Defence], "Light rounds fired";
        GunsPresent "guns_present", "guns", State, [Defence], "Guns in position";
        GunsUnderAttack "guns_under_attack", "guns", Flow, [Attack, Defence], "Guns in reach of an attacker on the day";
        GunsSilent "guns_silent", "guns", Flow, [Attack, Defence], "Of these, guns whose battery had no round when it wanted to fire";
        FlakConsumed "flak_consumed_kg", "kg", Flow, [Supply, Defence], "Rations, fuel and rounds that guns drew from the line";
        GunsArriving "guns_arriving_kg", "kg", Flow, [Supply, Defence], "Guns, vehicles and kit that the line has brought for guns that were sent";
        Claims "claims", "aircraft", Flow, [Attack, Defence], "Aircraft that the guns claim (shot down times the claim factor)";
        LocomotivesLost "locomotives_lost", "engines", Flow, [Railway, Attack], "Locomotives disabled";
        WagonsLost "wagons_lost", "wagons", Flow, [Railway, Attack], "Wagons destroyed, by the net load they carried";
        TrucksLost "trucks_lost", "trucks", Flow, [Supply], "Trucks lost";
        LostOnRail "lost_on_rail_kg", "kg", Flow, [Railway, Supply, Attack], "Supplies burnt in trains";
        LostOnGround "lost_on_ground_kg", "kg", Flow, [Supply, Attack], "Supplies burnt on the ground";
        LostOnRoad "lost_on_road_kg", "kg", Flow, [Supply], "Supplies lost with trucks and porters";
        PanelsLaid "panels_laid", "panels", Flow, [Railway], "Craters mended with track put together beforehand, counted when the gangs set out";
        GangsMoved "gangs_moved", "gangs", Flow, [Railway], "Gangs that set out for another base";
        ByPassesBegun "by_passes_begun", "by-passes", Flow, [Railway], "By-passes begun beside bridges that are shut for long";
        AircraftShotDown "aircraft_shot_down", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers shot down by guns";
        AircraftWrittenOff "aircraft_written_off", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers damaged by guns, brought home and written off";
        FrontRailheadStock "front_railhead_kg", "kg", State, [Supply], "Stock lying at railheads for formations at the front";
        FrontShortAtRailhead "front_short_at_railhead_kg", "kg", Flow, [Supply], "Of the shortfall of formations at the front, what stayed behind at their railheads the evening before";
        BasesUnsent "bases_unsent_kg", "kg", Flow, [Supply], "What the bases could have sent on the day and did not";
        Portered "portered_kg", "kg", Flow, [Supply], "Brought on foot from railheads to formations";
        PortersLost "porters_lost", "porters", Flow, [Supply], "Porters lost on the march";
        PortersAte "porters_ate_kg", "kg", Flow, [Supply], "Food that porters on the march took from railheads for themselves";
        InterceptorsReady "interceptors_ready", "aircraft", State, [Interception], "Interceptors ready or in the air";
        EscortsReady "escorts_ready", "aircraft", State, [Interception], "Fighters of the attackers ready or in the air";
        InterceptorSorties "interceptor_sorties", "sorties", Flow, [Interception], "Sorties of interceptors: sweeps and scrambles";
        Scrambled "interceptors_scrambled", "sorties", Flow, [Attack, Interception], "Of these, sorties against missions that were seen";
        ScreenSorties "screen_sorties", "sorties", Flow, [Interception], "Sorties of fighters that screen";
        EscortSorties "escort_sorties", "sorties", Flow, [Attack, Interception], "Sorties of fighters that go with raids";
        InterceptorsCaught "interceptors_caught", "aircraft", Flow, [Interception], "Interceptors that a screen took on";
        MissionsPlotted "missions_plotted", "missions", Flow, [Attack, Interception], "Missions that a radar saw";
        MetBefore "missions_met_before", "meetings", Flow, [Attack, Interception], "Meetings of fighters with a mission on its way to the target";
        MetAfter "missions_met_after", "meetings", Flow, [Attack, Interception], "Meetings of fighters with a mission on its way home";
        TakenOn "attackers_taken_on", "aircraft", Flow, [Attack, Interception], "Attackers that interceptors took on";
        Jettisoned "sorties_jettisoned", "sorties", Flow, [Attack, Interception], "Attackers that let go of their bombs before fighters and turned back";
        LostToFighters "strikers_lost_to_fighters", "aircraft", Flow, [Railway, Attack, Interception], "Fighter-bombers lost to fighters: shot down, or damaged and written off at home";
        BombersLostToFighters "bombers_lost_to_fighters", "aircraft", Flow, [Attack, Interception], "Of the bombers lost, those shot down by fighters";
        InterceptorsLost "interceptors_lost", "aircraft", Flow, [Interception], "Interceptors shot down";
        EscortsLost "escorts_lost", "aircraft", Flow, [Interception], "Fighters of the attackers shot down";
        FightersLostOnGround "fighters_lost_on_ground", "aircraft", Flow, [Attack, Interception], "Fighters destroyed by bombs on their airfield";
        FieldUsableSeconds "field_usable_s", "s", Flow, [Attack], "Airfields that aircraft could use, added up over airfields";
        FieldCraters "field_craters", "craters", Flow, [Attack], "Craters made on runways and in the ground of unfinished airfields";
        FieldCratersFilled "field_craters_filled", "craters", Flow, [Attack], "Of these, craters filled";
        FieldCratersOpen "field_craters_open", "craters", State, [Attack], "Craters at airfields that are not filled";
        FieldGangMinutes "field_gang_min", "gang-min", Flow, [Railway, Attack], "Gang time at work at airfields (in minutes of one gang)";
        FieldStages "field_stages", "stages", Flow, [Attack], "Stages of airfields that came to stand";
        ParkedLost "parked_lost", "aircraft", Flow, [Attack], "Aircraft without a unit lost on the ground";
        SortiesWasted "sorties_wasted", "sorties", Flow, [Railway, Attack], "Sorties of fighter-bombers against lines that were shut when the target was chosen, where `reports.books` are kept";
        SortiesOnShut "sorties_on_shut", "sorties", Flow, [Railway, Attack], "Sorties of fighter-bombers against lines that were shut when they came, where `reports.books` are kept";
        CutsClaimed "cuts_claimed", "cuts", Flow, [Railway, Attack], "Cuts that attackers claim, where `reports.books` are kept";
        PlacesBlocked "places_blocked", "places", Flow, [Railway, Attack], "Places to load and unload that bombs blocked, where `yard.suffers` is on";
        BombersReady "bombers_ready", "aircraft", State, [Attack], "Bombers with orders that can fly";
        BombersTurnedBack "bombers_turned_back", "aircraft", Flow, [Attack], "Bombers with orders that turned back for technical reasons";
        RaidsCancelled "raids_cancelled", "raids", Flow, [Attack], "Ordered raids that stayed on the ground, for weather or for want of bombers";
        TolerancePassed "tolerance_passed", "times", Flow, [Attack], "Times at which the losses of a force of bombers passed what it tolerates";
        Students "students", "students", State, [Schools], "Students at academies, those who wait for the date of their course among them";
        Graduates "pilots_graduated", "pilots", Flow, [Schools], "Students who were through with their last course";
        WashedOut "students_failed", "students", Flow, [Schools], "Students who failed at the end of a course";
        InstructorsRaised "instructors_raised", "instructors", Flow, [Schools], "Students who were through and stayed as instructors";
        PilotsInUnits "pilots_in_units", "pilots", State, [Schools], "Pilots with units that are being formed, or were";
        AirmenKilled "airmen_killed", "airmen", Flow, [Schools], "Students and pilots who died in accidents";
        SchoolAircraftLost "training_aircraft_lost", "aircraft", Flow, [Schools], "Aircraft of academies and of units that are being formed, lost in accidents";
        SchoolMinutes "academy_min", "min", Flow, [Schools], "Minutes flown at academies";
        UnitMinutes "unit_min", "min", Flow, [Schools], "Minutes flown by units that are being formed";
        SchoolFuel "academy_fuel_kg", "kg", Flow, [Schools], "Fuel that academies burnt";
        BoundByStudents "bound_by_students", "academy-days", Flow, [Schools], "Academies whose hours of the day were bounded by students: all flew what they could";
        BoundByInstructors "bound_by_instructors", "academy-days", Flow, [Schools], "Academies whose hours of the day were bounded by instructors";
        BoundByTrainers "bound_by_trainers", "academy-days", Flow, [Schools], "Academies whose hours of the day were bounded by trainers";
        BoundByBattalions "bound_by_battalions", "academy-days", Flow, [Schools], "Academies whose hours of the day were bounded by maintenance battalions";
        BoundByFields "bound_by_fields", "academy-days", Flow, [Schools], "Academies whose hours of the day were bounded by airfields";
        BoundByFuel "bound_by_fuel", "academy-days", Flow, [Schools], "Academies whose hours of the day were bounded by fuel";
        BoundByWeather "bound_by_weather", "academy-days", Flow, [Schools], "Academies whose hours of the day were bounded by light and weather: nothing was flown";
        UnitsFormed "units_formed", "units", Flow, [Schools], "Units that were formed";
        UnitsReady "units_ready", "units", Flow, [Schools], "Units that were ready";
        FormedInTime "units_formed_in_time", "units", Flow, [Schools], "Of the units formed, those that were in time";
        ReadyInTime "units_ready_in_time", "units", Flow, [Schools], "Of the units ready, those that were in time";
        RequestsArrived "requests_arrived", "requests", Flow, [Schools], "Requests of which what they bring arrived";
        DivisionsTeaching "divisions_teaching", "divisions", State, [Schools], "Divisions that taught";
        DivisionsOnCall "divisions_on_call", "divisions", State, [Schools], "Divisions on call for the defence of the interior";
        DivisionsAtFront "divisions_at_front", "divisions", State, [Schools], "Divisions at the front";
        UnitsOnCall "new_units_on_call", "units", State, [Schools], "Units that were formed and are on call for the defence of the interior";
        UnitsAtFront "new_units_at_front", "units", State, [Schools], "Units that were formed and are at the front";
        RequestsAsked "requests_asked", "requests", Flow, [Schools], "Requests that were asked because their condition held";
        CityCover "city_cover_millionths", "millionths", State, [Cities], "Chance that a raid on a city is met, summed over cities with their weights";
        CityLeak "city_leak_millionths", "millionths", State, [Cities], "Share of the bombers of a raid that get through, mean over cities by weight";
        CityBombersExpected "city_bombers_expected_millionths", "millionths", Flow, [Cities], "Bombers that get through to cities, as expected on the day";
        CityCandidates "city_raids_possible", "raids", Flow, [Cities], "Raids on cities that could come";
        CityRaids "city_raids", "raids", Flow, [Cities], "Raids on cities that came";
        CityRaidsMet "city_raids_met", "raids", Flow, [Cities], "Of these, raids that fighters met";
        CityBombers "city_bombers", "bombers", Flow, [Cities], "Bombers of raids on cities";
        CityBombersThrough "city_bombers_through", "bombers", Flow, [Cities], "Of these, bombers that got through";
        FieldFuelDrawn "field_fuel_drawn_kg", "kg", Flow, [Supply, Interception], "Fuel that airfields drew from their depots";
        FieldFuel "field_fuel_kg", "kg", State, [Supply, Interception], "Fuel in the tanks of airfields that draw it from a depot";
        SortiesWithoutFuel "sorties_without_fuel", "sorties", Flow, [Supply, Interception], "Sorties of interceptors that their field had no fuel for";
        NewUnitFighters "new_unit_fighters", "aircraft", State, [Interception, Schools], "Fighters of units that the schools sent to the front, ready or in the air";
        NewUnitFightersLost "new_unit_fighters_lost", "aircraft", Flow, [Interception, Schools], "Fighters that these units lost at the front, counted on the morning after";
        NewUnitPilotsLost "new_unit_pilots_lost", "pilots", Flow, [Interception, Schools], "Pilots whom they lost with them";
    }
}

series! {
    /// One whole number for each line and day.
    LineSeries {
        OpenSeconds "open_s", "s", Flow, [Railway], "Open for trains: no open cut, no span down without a by-pass";
        Cuts "track_cuts", "cuts", Flow, [Railway, Attack], "Cuts made";
        Spans "spans_hit", "spans", Flow, [Railway, Attack], "Spans, by-passes and small bridges put out of use";
        Repaired "cuts_repaired", "cuts", Flow, [Railway, Attack], "Cuts mended";
        Bombs "bombs_dropped", "bombs", Flow, [Railway, Attack], "Bombs of fighter-bombers aimed here";
        BombsAll "bombs_all", "bombs", Flow, [Railway, Attack], "Bombs of all aircraft aimed here; bombs on a yard are shared out over the lines that meet there";
        Sorties "sorties_flown", "sorties", Flow, [Railway, Attack], "Sorties of fighter-bombers sent here";
        Trains "trains", "trains", Flow, [Railway], "Loaded trains that entered, either way";
        Load "load_kg", "kg", Flow, [Railway, Supply], "Supplies on those trains";
        Lost "aircraft_lost", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers lost here: shot down or written off";
        Damaged "aircraft_damaged", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers damaged here";
        RoundsHeavy "rounds_heavy", "rounds", Flow, [Railway, Attack, Defence], "Heavy rounds fired at fighter-bombers sent here";
        RoundsLight "rounds_light", "rounds", Flow, [Railway, Attack, Defence], "Light rounds fired at fighter-bombers sent here";
        Claims "claims", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers that the guns claim here";
        ShotDown "aircraft_shot_down", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers shot down here";
        WrittenOff "aircraft_written_off", "aircraft", Flow, [Railway, Attack, Defence], "Fighter-bombers damaged here, brought home and written off";
        CutsClaimed "cuts_claimed", "cuts", Flow, [Railway, Attack], "Cuts that attackers claim here, where `reports.books` are kept";
    }
}

series! {
    /// One whole number for each formation and day.
    FormationSeries {
        Stock "stock_kg", "kg", State, [Supply], "Stock with the formation";
        Need "need_kg", "kg", Flow, [Supply], "Needed";
        Short "short_kg", "kg", Flow, [Supply], "Needed but not issued";
        Rationed "rationed_kg", "kg", Flow, [Supply], "Of this, what was not issued, to make the stock last";
        Railhead "railhead_stock_kg", "kg", State, [Supply], "Stock lying at its railhead for it: its part by need, class by class";
        ShortAtRailhead "short_at_railhead_kg", "kg", Flow, [Supply], "Of its shortfall, what stayed behind at its railhead the evening before";
    }
}

series! {
    /// One whole number for each area and day, beyond the sums of its lines.
    AreaSeries {
        ThroughOpen "through_open_s", "s", Flow, [Railway], "A path over open lines leads through the area";
        Passed "passed_kg", "kg", Flow, [Supply], "Supplies that crossed the area from its first gates to its last, by rail and road";
        PassedByRoad "passed_by_road_kg", "kg", Flow, [Supply], "Of these, by road";
        Trucked "trucked_kg", "kg", Flow, [Supply], "Carried by truck round gaps over the area's roads, either way";
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
