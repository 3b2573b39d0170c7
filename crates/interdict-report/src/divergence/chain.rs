//! What came of it: from the first cut that one run has and the other has not, to the tons.

use interdict_experiment::diverge::Divergence;
use interdict_model::{Event, EventKind, Series};
use interdict_scenario::Domain;

use super::teller::Teller;
use crate::figures::{count, grouped, tons};

/// Links of the chain: kind of event, and how the first of it is told.
const LINKS: [(EventKind, &str); 15] = [
    (EventKind::Wave, "a wave attacks"),
    (
        EventKind::AircraftShotDown,
        "a fighter-bomber is shot down over",
    ),
    (EventKind::Cut, "the track is cut on"),
    (EventKind::SpanDown, "a bridge goes out of use on"),
    (EventKind::LineClosed, "trains can no longer pass"),
    (EventKind::TrainLeft, "a loaded train leaves"),
    (EventKind::TrainHit, "a train is hit on"),
    (EventKind::Delivered, "supplies reach the railhead"),
    (EventKind::WentShort, "goes short"),
    (EventKind::RequestArrived, "there is what was asked for by"),
    (EventKind::SchoolDelivery, "something is delivered to"),
    (EventKind::CourseDone, "a cohort is through with"),
    (
        EventKind::TrainingLoss,
        "an aircraft is lost in an accident at",
    ),
    (EventKind::UnitFormed, "a unit is formed:"),
    (EventKind::UnitReady, "a unit is ready:"),
];

pub(super) fn told(divergence: &Divergence, teller: &Teller<'_>) -> Vec<String> {
    let events = &divergence.events;
    let mut links: Vec<(u32, String)> = Vec::new();
    for (kind, words) in LINKS {
        let first = |list: &[Event]| list.iter().find(|event| event.kind == kind).copied();
        let only = match (first(&events.base), first(&events.arm)) {
            (Some(one), Some(other)) if other.second < one.second => Some((other, 1)),
            (Some(one), _) => Some((one, 0)),
            (None, Some(other)) => Some((other, 1)),
            (None, None) => None,
        };
        if let Some((event, arm)) = only {
            let words = match kind {
                EventKind::Delivered if !teller.pair.theatre().has(Domain::Railway) => {
                    "supplies reach the depot"
                }
                _ => words,
            };
            links.push((event.second, link(&event, words, arm, teller)));
        }
    }
    links.sort();
    let mut told: Vec<String> = links.into_iter().map(|(_, text)| text).collect();
    told.extend(balance(divergence, teller));
    told
}

/// An event that only the base (0) or the arm (1) has.
fn link(event: &Event, words: &str, arm: usize, teller: &Teller<'_>) -> String {
    let in_arm = teller.pair.called[arm];
    let place = teller.names.place(event.place, arm);
    let when = teller.at(event.second);
    let by = |key| format!(", by {}", teller.name(key, event.second));
    let detail = match event.kind {
        EventKind::Cut | EventKind::SpanDown => by(event.key),
        EventKind::TrainLeft | EventKind::Delivered | EventKind::WentShort => {
            format!(", {} t", grouped(tons(event.amount), 0))
        }
        EventKind::LineClosed | EventKind::AircraftShotDown => by(event.cause),
        EventKind::CourseDone => format!(", {} passed", count(event.amount)),
        EventKind::UnitFormed | EventKind::UnitReady => {
            format!(", {} pilots", count(event.amount))
        }
        _ => String::new(),
    };
    match event.kind {
        EventKind::WentShort => format!("{when}, in {in_arm} only: {place} {words}{detail}"),
        EventKind::Wave => format!("{when}, in {in_arm} only: {words} {place}"),
        _ => format!("{when}, in {in_arm} only: {words} {place}{detail}"),
    }
}

/// Who has how many of each kind alone, and the tons in the end.
fn balance(divergence: &Divergence, teller: &Teller<'_>) -> Vec<String> {
    let [base, arm] = teller.pair.called;
    let events = &divergence.events;
    let places = teller.pair.places();
    let [deliveries, delivered] = [
        format!("deliveries to {places}"),
        format!("Delivered to {places}"),
    ];
    let kinds = [
        (EventKind::TrainingLoss, "accidents in training"),
        (EventKind::CourseDone, "courses done"),
        (EventKind::UnitFormed, "units formed"),
        (EventKind::UnitReady, "units ready"),
        (EventKind::CityRaid, "raids on cities"),
        (EventKind::Wave, "waves"),
        (EventKind::AircraftShotDown, "fighter-bombers shot down"),
        (EventKind::AircraftWrittenOff, "fighter-bombers written off"),
        (
            EventKind::LostToFighters,
            "fighter-bombers lost to fighters",
        ),
        (EventKind::Cut, "cuts"),
        (EventKind::LineClosed, "closures of lines"),
        (EventKind::TrainLeft, "loaded trains"),
        (EventKind::Delivered, deliveries.as_str()),
    ];
    let parts: Vec<String> = (kinds.iter())
        .filter_map(|&(kind, words)| {
            let of = |list: &[Event]| list.iter().filter(|event| event.kind == kind).count();
            let (one, other) = (of(&events.base), of(&events.arm));
            (one + other > 0)
                .then(|| format!("{} and {} {words}", count(one as i64), count(other as i64)))
        })
        .collect();
    let mut told = Vec::new();
    if !parts.is_empty() {
        told.push(format!(
            "To the end, in {base} only and in {arm} only: {}.",
            parts.join("; ")
        ));
    }
    if teller.pair.theatre().has(Domain::Schools) {
        told.push(in_time(divergence, [base, arm]));
    }
    if !teller.pair.theatre().has(Domain::Supply) {
        return told;
    }
    let days = f64::from(divergence.records[0].days.max(1));
    for (what, series) in [
        ("Brought to the front", Series::DeliveredFront),
        (delivered.as_str(), Series::Delivered),
    ] {
        let [without, with] = [0, 1].map(|arm| divergence.records[arm].total(series));
        let more = match with - without {
            0 => "the same in both".to_owned(),
            apart => format!(
                "{} t a day {} in {arm}",
                grouped(tons(apart).abs() / days, 1),
                if apart < 0 { "less" } else { "more" }
            ),
        };
        told.push(format!(
            "{what}: {} t in {base}, {} t in {arm}: {more}.",
            grouped(tons(without), 0),
            grouped(tons(with), 0),
        ));
    }
    told
}

/// Units that were formed and ready in time, in both.
fn in_time(divergence: &Divergence, [base, arm]: [&str; 2]) -> String {
    let of = |series| [0, 1].map(|place| count(divergence.records[place].total(series)));
    let [formed, ready] = [Series::FormedInTime, Series::ReadyInTime].map(of);
    format!(
        "Formed in time: {} units in {base}, {} in {arm}; ready in time: {} and {}.",
        formed[0], formed[1], ready[0], ready[1]
    )
}
