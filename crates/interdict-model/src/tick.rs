//! One tick of the war: everything that happens, in the order it happens, and beside each when it is
//! due and which domains it serves. Nothing runs that is not listed here; what serves no domain of a theatre does not
//! run in it.

use bevy_ecs::prelude::World;
use interdict_engine::Due::{DayBegins, DayEnds, EachDayAt, Every, EveryTick, When};
use interdict_engine::whole::whole_part;
use interdict_engine::{Clock, Step};
use interdict_scenario::Scenario;
use interdict_scenario::domain::{
    ALWAYS, ATTACK, CITIES, DEFENCE, Domains, INTERCEPTION, NEVER, RAILWAY, SCHOOLS, SUPPLY,
};
use interdict_scenario::scenario::Condition;

use crate::air::fighters::{fuel, ground, sent, takeoff, unit as fighters};
use crate::air::{Hangar, bombers, delivery, intruder, photograph, raid, unit, waste};
use crate::cities::{cover, raid as city_raid};
use crate::damage::closure::Closures;
use crate::damage::impact::Impacts;
use crate::damage::job::Jobs;
use crate::damage::yards::YardStrikes;
use crate::damage::{airfield, churn, crossing, cut, flood, gang, quarters, repair, reserve};
use crate::definitions::{EVENING, MORNING, NIGHTFALL, NOON, SENDING, TASKING};
use crate::fields::{field, fuel as tanks};
use crate::flak::{battery, posting, resupply, silence};
use crate::rail::dispatcher::RailAgenda;
use crate::rail::train::TrainHits;
use crate::rail::{movement, planning};
use crate::reports::{
    attacks, claims, despatches, foresight, lack, nights, raids, results, sightings, stations,
};
use crate::schools::{arrivals, assignment, forming, roll, training};
use crate::sky::weather::turn_weather;
use crate::staff::{board, learning, ordering, patrols, photographs, relocation, sweeps, tasking};
use crate::supply::{bases, consumption, depot, formation, porters, shortage, targets, trucks};
use crate::{laws, recording};

const HOUR: u32 = 3_600;

/// Trains and trucks share plan and agenda.
const TRAFFIC: Domains = RAILWAY.and(SUPPLY);
/// Gangs mend lines, and airfields that are attacked.
const WORKS: Domains = RAILWAY.and(ATTACK);
/// Aircraft and rounds stand in one book.
const ARMS: Domains = ATTACK.and(DEFENCE);

/// The steps of a theatre with these domains: those that serve one of them, in order.
pub(crate) fn steps(scenario: &Scenario, theatre: Domains, digests_ticks: bool) -> Vec<Step> {
    let serves = |domains: Domains| domains == ALWAYS || theatre.has_one_of(domains);
    let listed = list(scenario, digests_ticks).into_iter();
    listed
        .filter_map(|(domains, step)| serves(domains).then_some(step))
        .collect()
}

/// The list: domains served, phase, name, when due, system. Kept as a table by hand, so that it can be read as one.
#[rustfmt::skip]
#[expect(clippy::too_many_lines, reason = "a line for each step")]
fn list(scenario: &Scenario, digests_ticks: bool) -> Vec<(Domains, Step)> {
    let times = &scenario.rules.timetable;
    let at = |hour: f64| EachDayAt(whole_part(f64::from(HOUR) * hour));
    let digests = if digests_ticks { EveryTick } else { DayEnds };
    let where_on = |is_on: bool, domains: Domains| if is_on { domains } else { NEVER };
    // what a scenario switches off, or has no row of, is not stepped
    let reports = &scenario.rules.reports;
    let (errs, books) = (!reports.perfect, reports.books);
    let (works, walks) = (scenario.rules.field.works, !scenario.porters.is_empty());
    let orders = !scenario.orders.is_empty();
    let asks = scenario.requests.iter().any(|request| request.when != Condition::Date);
    let assigns = !scenario.assignments.is_empty();
    let sends = scenario.fighters.iter().any(|unit| unit.unit.is_some());
    let fuelled = scenario.airfields.iter().any(|field| field.depot.is_some());
    let mut steps = vec![
        // The sky.
        (ALWAYS,  Step::new("sky", "the weather turns", Every(3 * HOUR), turn_weather)),
        // Attackers, and those who place guns, hear what was flown and which lines run, before they decide.
        (ARMS,    Step::new("reports", "attacks are reported", DayBegins, attacks::report)),
        (ARMS,    Step::new("reports", "attacks are reported again", EachDayAt(SENDING), attacks::report)),
        (ARMS,    Step::new("reports", "and reported a third time", EachDayAt(TASKING), attacks::report)),
        (INTERCEPTION, Step::new("reports", "raids are reported", DayBegins, raids::report)),
        (where_on(errs, ATTACK), Step::new("reports", "reports arrive", When(despatches::is_due), despatches::arrive)),
        (where_on(orders, ATTACK), Step::new("reports", "results of raids are reported", When(results::is_due), results::report)),
        // The day begins: who is there, and what is new.
        (SUPPLY,  Step::new("muster", "formations come and go", DayBegins, formation::come_and_go)),
        (SUPPLY,  Step::new("muster", "depots have their targets", DayBegins, targets::set_targets)),
        (SUPPLY,  Step::new("muster", "trucks come and go", DayBegins, trucks::muster)),
        (where_on(walks, SUPPLY), Step::new("muster", "porters come and go", DayBegins, porters::muster)),
        (WORKS,   Step::new("muster", "gangs come and go", DayBegins, quarters::muster)),
        (SUPPLY,  Step::new("muster", "bases are supplied", DayBegins, bases::supply_bases)),
        (SUPPLY,  Step::new("muster", "bases feed those about them", DayBegins, bases::feed_neighbours)),
        (DEFENCE, Step::new("muster", "guns take position", DayBegins, posting::post_guns)),
        (DEFENCE, Step::new("muster", "guns are moved", DayBegins, relocation::move_guns)),
        (ATTACK,  Step::new("muster", "air units come and go", DayBegins, unit::come_and_go)),
        (ATTACK,  Step::new("muster", "aircraft come back", When(hangar_is_due), unit::return_aircraft)),
        (where_on(orders, ATTACK), Step::new("muster", "bombers come and go", DayBegins, bombers::come_and_go)),
        (where_on(sends, INTERCEPTION), Step::new("muster", "new units are sent", DayBegins, sent::send)),
        (INTERCEPTION, Step::new("muster", "fighters come and go", DayBegins, fighters::come_and_go)),
        (where_on(fuelled, INTERCEPTION), Step::new("muster", "fighters share fuel", DayBegins, fuel::share_fuel)),
        // Schools: what was asked for arrives, students fly, units are formed.
        (where_on(asks, SCHOOLS), Step::new("schools", "the board asks", DayBegins, board::ask)),
        (SCHOOLS, Step::new("schools", "what was asked for arrives", DayBegins, arrivals::arrive)),
        (SCHOOLS, Step::new("schools", "students fly", EachDayAt(NOON), training::fly)),
        (SCHOOLS, Step::new("schools", "units are formed", EachDayAt(NOON), forming::form)),
        (where_on(assigns, SCHOOLS), Step::new("schools", "units take up duties", EachDayAt(NOON), assignment::assign)),
        // Cities: who guards them is known, and raids come.
        (CITIES,  Step::new("cities", "cities are guarded", EachDayAt(NOON), cover::watch)),
        (CITIES,  Step::new("cities", "cities are raided", EachDayAt(NOON), city_raid::raid)),
        // The enemy decides on what he knew yesterday, flies and strikes.
        (ATTACK,  Step::new("tasking", "attackers learn", DayBegins, learning::learn)),
        (INTERCEPTION, Step::new("tasking", "sweeps and screens are planned", DayBegins, sweeps::plan)),
        (ATTACK,  Step::new("tasking", "raids are scheduled", DayBegins, raid::schedule_raids)),
        (ATTACK,  Step::new("tasking", "patrols are sent", EachDayAt(SENDING), patrols::send_patrols)),
        (where_on(errs, ATTACK), Step::new("tasking", "photographs are ordered", When(photographs::is_due), photographs::order_photographs)),
        (ATTACK,  Step::new("tasking", "flights are tasked", When(tasking::is_due), tasking::task_flights)),
        (where_on(orders, ATTACK), Step::new("tasking", "raids are ordered", When(ordering::is_due), ordering::order_raids)),
        (INTERCEPTION, Step::new("strike", "fighters take off and come home", When(takeoff::is_due), takeoff::fly)),
        (where_on(books, ATTACK), Step::new("tasking", "what is shut is noted", When(waste::is_due), waste::note_what_is_shut)),
        (ATTACK,  Step::new("strike", "flights attack", When(delivery::is_due), delivery::attack)),
        (ATTACK,  Step::new("strike", "raids bomb", When(raid::is_due), raid::bomb)),
        (where_on(orders, ATTACK), Step::new("strike", "ordered raids bomb", When(bombers::is_due), bombers::bomb)),
        (ATTACK,  Step::new("strike", "patrols search", When(intruder::is_due), intruder::search)),
        (ATTACK,  Step::new("strike", "lines are photographed", When(photograph::is_due), photograph::photograph)),
        // What was struck is posted, all at once.
        (RAILWAY, Step::new("damage", "flooded lines reopen", DayBegins, flood::reopen)),
        (RAILWAY, Step::new("damage", "old craters settle", DayBegins, churn::settle_ground)),
        (RAILWAY, Step::new("damage", "by-passes are opened", DayBegins, crossing::open_bypasses)),
        (ATTACK,  Step::new("damage", "impacts are posted", When(something_struck), cut::post)),
        (INTERCEPTION, Step::new("damage", "fighters are struck on the ground", When(ground::is_struck), ground::lose)),
        (where_on(fuelled, INTERCEPTION), Step::new("damage", "those who took off burn fuel", When(fuel::is_burnt), fuel::burn)),
        // Who was there tells what he took it for.
        (where_on(errs, ATTACK), Step::new("sightings", "what was seen is told", When(sightings::is_due), sightings::tell)),
        (where_on(errs, ATTACK), Step::new("sightings", "agents tell", When(sightings::agents_are_due), sightings::ask_agents)),
        // It is mended.
        (RAILWAY, Step::new("repair", "by-passes are begun", EachDayAt(NOON), crossing::begin_by_passes)),
        (RAILWAY, Step::new("repair", "gangs move", EachDayAt(NOON), reserve::move_gangs)),
        (where_on(works, WORKS), Step::new("repair", "airfields are built", When(field::is_due), airfield::build)),
        (WORKS,   Step::new("repair", "free hands are called", EachDayAt(NOON), repair::call_hands)),
        (WORKS,   Step::new("repair", "gangs work", When(jobs_are_due), repair::work)),
        // The railway hears which blocks are shut, plans, then moves.
        (RAILWAY, Step::new("plan", "stations report", When(stations::is_due), stations::report)),
        (RAILWAY, Step::new("plan", "the night begins to be watched", EachDayAt(NIGHTFALL), nights::watch_lines)),
        (RAILWAY, Step::new("plan", "what lines were good for is remembered", EachDayAt(MORNING), nights::remember_lines)),
        (RAILWAY, Step::new("plan", "reopening is foreseen", at(times.plan_hour), foresight::foresee)),
        (SUPPLY,  Step::new("plan", "users say what they lack", at(times.plan_hour), lack::count_lack)),
        (SUPPLY,  Step::new("plan", "the plan is made", at(times.plan_hour), planning::plan)),
        (RAILWAY, Step::new("plan", "reopening is foreseen again", at(times.revise_hour), foresight::foresee)),
        (SUPPLY,  Step::new("plan", "users say it again", at(times.revise_hour), lack::count_lack)),
        (SUPPLY,  Step::new("plan", "the plan is revised", at(times.revise_hour), planning::revise)),
        (RAILWAY, Step::new("plan", "and foreseen a third time", at(times.second_revise_hour), foresight::foresee)),
        (SUPPLY,  Step::new("plan", "and users say it a third time", at(times.second_revise_hour), lack::count_lack)),
        (SUPPLY,  Step::new("plan", "and revised again", at(times.second_revise_hour), planning::revise)),
        (TRAFFIC, Step::new("rail", "trains move", When(railway_is_due), movement::run)),
        (RAILWAY, Step::new("rail", "through running is watched", When(lines_changed), recording::watch_gates)),
        // Supplies are used.
        (DEFENCE, Step::new("supply", "guns that were sent arrive", EachDayAt(MORNING), posting::arrive)),
        (DEFENCE, Step::new("supply", "guns draw rounds and rations", EachDayAt(MORNING), resupply::resupply_guns)),
        (where_on(fuelled, SUPPLY), Step::new("supply", "airfields draw fuel", EachDayAt(MORNING), tanks::draw_fuel)),
        (SUPPLY,  Step::new("supply", "formations consume", EachDayAt(MORNING), consumption::consume)),
        (SUPPLY,  Step::new("supply", "shortages are traced", EachDayAt(MORNING), shortage::trace)),
        (SUPPLY,  Step::new("supply", "what they lack is told", EachDayAt(MORNING), lack::count_lack)),
        (SUPPLY,  Step::new("supply", "formations draw", EachDayAt(EVENING), consumption::draw)),
        (SUPPLY,  Step::new("supply", "trucks feed the front", EachDayAt(EVENING), trucks::supply_front)),
        (where_on(walks, SUPPLY), Step::new("supply", "porters feed the front", EachDayAt(EVENING), porters::supply_front)),
        (SUPPLY,  Step::new("supply", "what stays behind is noted", EachDayAt(EVENING), shortage::note_what_stays)),
        (SUPPLY,  Step::new("supply", "what they lack is told again", EachDayAt(EVENING), lack::count_lack)),
        (SUPPLY,  Step::new("supply", "depots close the day", DayEnds, depot::close_day)),
        // The day is taken stock of, checked and written down.
        (DEFENCE, Step::new("record", "guns are counted", DayEnds, battery::count_guns)),
        (DEFENCE, Step::new("record", "silent guns are noted", DayEnds, silence::note_silence)),
        (ATTACK,  Step::new("record", "aircraft are counted", DayEnds, unit::count_ready)),
        (where_on(orders, ATTACK), Step::new("record", "bombers are counted", DayEnds, bombers::count)),
        (INTERCEPTION, Step::new("record", "fighters are counted", DayEnds, fighters::count)),
        (RAILWAY, Step::new("record", "lines are weighed", DayEnds, reserve::weigh_lines)),
        (where_on(sends, INTERCEPTION), Step::new("record", "fighters of new units are counted", DayEnds, sent::count)),
        (WORKS,   Step::new("record", "gangs account for their time", DayEnds, gang::account)),
        (where_on(works, WORKS), Step::new("record", "airfields are counted", DayEnds, field::count_fields)),
        (where_on(fuelled, SUPPLY), Step::new("record", "fuel at airfields is counted", DayEnds, tanks::count_fuel)),
        (where_on(books, ATTACK), Step::new("record", "claims are entered", DayEnds, claims::enter_claims)),
        (SUPPLY,  Step::new("record", "reserves are counted", DayEnds, shortage::count_reserves)),
        (SCHOOLS, Step::new("record", "students are counted", DayEnds, roll::count)),
        (ALWAYS,  Step::new("record", "stock is taken", DayEnds, recording::take_stock)),
        (SUPPLY,  Step::new("laws", "supplies are conserved", DayEnds, laws::check_supplies)),
        (TRAFFIC, Step::new("laws", "trains are conserved", DayEnds, laws::check_railway)),
        (ARMS,    Step::new("laws", "aircraft and rounds are conserved", DayEnds, laws::check_arms)),
        (INTERCEPTION, Step::new("laws", "fighters are conserved", DayEnds, laws::check_fighters)),
        (where_on(sends, INTERCEPTION), Step::new("laws", "new units fly what they have", DayEnds, laws::check_sent)),
        (WORKS,   Step::new("laws", "gang time is conserved", DayEnds, laws::check_gangs)),
        (where_on(works, WORKS), Step::new("laws", "craters and stages are conserved", DayEnds, laws::check_fields)),
        (SCHOOLS, Step::new("laws", "airmen, aircraft and hours are conserved", DayEnds, laws::check_schools)),
        (ALWAYS,  Step::new("write", "the day is written", DayEnds, recording::write_day)),
        (ALWAYS,  Step::new("digest", "what is kept is digested", digests, recording::digest_state)),
        (ALWAYS,  Step::new("seal", "the day is sealed", DayEnds, recording::seal_day)),
    ];
    if digests_ticks {
        steps.push((ALWAYS, Step::new("seal", "the tick is sealed", EveryTick, recording::seal_tick)));
    }
    steps
}

fn railway_is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<RailAgenda>().is_due(clock.until)
        || !world.resource::<TrainHits>().pending.is_empty()
        || !world.resource::<YardStrikes>().pending.is_empty()
        || !world.resource::<Closures>().changed.is_empty()
        || !world.resource::<Closures>().opened.is_empty()
}

fn lines_changed(world: &World, clock: &Clock) -> bool {
    clock.tick == 0 || !world.resource::<Closures>().unwatched.is_empty()
}

fn hangar_is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Hangar>().agenda.is_due(clock.until)
}

fn something_struck(world: &World, _: &Clock) -> bool {
    !world.resource::<Impacts>().pending.is_empty()
}

fn jobs_are_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Jobs>().agenda.is_due(clock.until)
}
