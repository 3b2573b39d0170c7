//! Guns whose channels are shut, one and all, beside guns that act.

use interdict_model::{EventKind, Identity, Series};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Channel, Channels, Way};

use crate::theatres::{run, shipped, simulation};
use crate::treatments::agree_but_for_guns;

/// The real theatre for sixty days, with and without the division that was asked for.
fn theatres(channels: Channels) -> [Scenario; 2] {
    let mut base = shipped("anju-1951");
    base.days = 60;
    let mut arm = base.clone();
    let division = (arm.flak.iter_mut())
        .find(|guns| guns.id == "SOV-ZADX")
        .expect("the division that was asked for");
    (division.active, division.from, division.to) = (true, 5, 60);
    division.channels = channels;
    // What the line has to bring before they fire is not asked about here.
    division.arrival_kg = 0;
    [base, arm]
}

#[test]
fn guns_with_all_channels_shut_change_no_other_table_while_all_others_act() {
    let [base, arm] = theatres(Channels::NONE);
    let (mut without, mut with) = (simulation(&base, 8), simulation(&arm, 8));
    agree_but_for_guns(&mut without, &mut with, 60);
    let [few, many] = [without, with].map(|arm| arm.record().total(Series::RoundsLight));
    assert!(many > few && few > 0, "{few} and {many}");
}

#[test]
fn each_channel_alone_does_what_it_says_and_nothing_that_it_does_not() {
    let only = |channel: Channel| {
        let place = Channel::ALL.iter().position(|other| *other == channel);
        Channels::from_bits(1 << place.expect("a channel"))
    };
    for &channel in Channel::ALL {
        let mut theatres = theatres(only(channel));
        if channel == Channel::Kills {
            // deadlier guns, so that the division has kills of its own in sixty days
            for theatre in &mut theatres {
                theatre.rules.flak.light_rounds_per_kill /= 10.0;
                theatre.rules.flak.heavy_rounds_per_kill /= 10.0;
            }
        }
        let [base, arm] = theatres;
        let [without, with] = [&base, &arm].map(|theatre| run(theatre, 8));
        let own = |record: &interdict_model::Record| {
            let lost = record
                .events
                .iter()
                .filter(|event| event.kind == EventKind::AircraftShotDown);
            let division = arm
                .flak
                .iter()
                .find(|guns| guns.id == "SOV-ZADX")
                .expect("there");
            let batteries: Vec<_> = (0..400)
                .flat_map(|n| {
                    let posting = division.key;
                    [
                        Identity::LightBattery { posting, n }.key(),
                        Identity::HeavyBattery { posting, n }.key(),
                    ]
                })
                .collect();
            lost.filter(|event| batteries.contains(&event.cause))
                .count()
        };
        assert_eq!(
            own(&with) > 0,
            channel == Channel::Kills,
            "{}",
            channel.name()
        );
        let drawn = |record: &interdict_model::Record| record.total(Series::FlakConsumed);
        if channel == Channel::Consumption {
            assert!(drawn(&with) > drawn(&without));
        }
        // losses are what moves the attack: without kills of its own there is nothing to learn from
        let is_same = with
            .series(Series::Delivered)
            .eq(without.series(Series::Delivered));
        assert_eq!(
            is_same,
            channel == Channel::Relocation,
            "{}",
            channel.name()
        );
    }
}
