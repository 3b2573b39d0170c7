//! What the engine's parts cost: one run of a system, one number, one posting, one entry of an agenda.
//!
//! A tick is made of a few hundred of these, a run of ten thousand ticks; so a nanosecond here is a few
//! milliseconds there. `cargo bench --bench engine` takes under half a minute.

use std::hint::black_box;
use std::time::Duration;

use bevy_ecs::prelude::*;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use interdict_engine::{
    AccountKind, Agenda, Chance, Clock, Digest, Driver, Due, Key, Ledger, Purpose, RowsMut, Step,
    When, columns, sample,
};

#[derive(Resource, Default)]
struct Count(u64);

#[derive(Component, Clone)]
struct Stock(i64);

fn count(mut count: ResMut<Count>) {
    count.0 += 1;
}

fn consume(mut stocks: RowsMut<Stock>) {
    for stock in stocks.slice_mut() {
        stock.0 -= 1;
    }
}

fn nothing_waits(_: &World, clock: &Clock) -> bool {
    clock.tick == u32::MAX
}

/// A tick of a world with a hundred rows, under a list of steps.
fn tick(steps: Vec<Step>) -> impl FnMut() {
    let mut world = World::new();
    let clock = Clock::new(900);
    world.insert_resource(clock);
    world.init_resource::<Count>();
    columns::populate(&mut world, &vec![Stock(0); 100]);
    let mut driver = Driver::new(&mut world, steps, &clock);
    move || driver.run_tick(&mut world)
}

fn dispatch(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tick");
    let many = |due: Due| -> Vec<Step> {
        (0..20)
            .map(|_| Step::new("phase", "count", due, count))
            .collect()
    };
    let lists = [
        ("empty list", Vec::new()),
        (
            "1 system, 1 resource",
            vec![Step::new("phase", "count", Due::EveryTick, count)],
        ),
        (
            "1 system, 100 rows",
            vec![Step::new("phase", "consume", Due::EveryTick, consume)],
        ),
        ("20 systems", many(Due::EveryTick)),
        ("20 systems, none due", many(Due::DayEnds)),
        (
            "20 systems, asked and not due",
            many(Due::When(nothing_waits)),
        ),
    ];
    for (name, steps) in lists {
        let mut tick = tick(steps);
        group.bench_function(name, |bencher| bencher.iter(&mut tick));
    }
}

fn draws(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("draw");
    let chance = Chance::new(1, 0, 1);
    let mut who = 0_u64;
    let mut next = move || {
        who = who.wrapping_add(0x9E37_79B9_7F4A_7C15);
        Key(who)
    };
    group.bench_function("1 number", |bencher| {
        bencher.iter(|| -> [f64; 1] { chance.draw(Purpose(3), next(), When::on(7)) });
    });
    group.bench_function("8 numbers", |bencher| {
        bencher.iter(|| -> [f64; 8] { chance.draw(Purpose(3), next(), When::on(7)) });
    });
    group.bench_function("32 numbers", |bencher| {
        bencher.iter(|| -> [f64; 32] { chance.draw(Purpose(3), next(), When::on(7)) });
    });
}

fn laws(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sample");
    let mut state = 0_u64;
    // Scattered, so that branches are as hard to foresee as they are in a run.
    let mut u = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let scattered = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        ((scattered >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    };
    let mut bench = |name: &str, draw: &mut dyn FnMut(f64) -> f64| {
        group.bench_function(name, |bencher| bencher.iter(|| draw(u())));
    };
    bench("number alone", &mut |u| u);
    bench("exponential", &mut |u| sample::exponential(u, 2.0));
    bench("normal", &mut |u| sample::normal(u));
    bench("log-normal", &mut |u| sample::log_normal(u, 3.0, 0.5));
    bench("Gumbel", &mut |u| sample::gumbel(u));
    bench("Weibull", &mut |u| sample::weibull(u, 3.0, 1.7));
    bench("Poisson, mean 0.1", &mut |u| {
        sample::poisson(u, black_box(0.1)).into()
    });
    bench("Poisson, mean 12", &mut |u| {
        sample::poisson(u, black_box(12.0)).into()
    });
    bench("binomial, 32 of 0.04", &mut |u| {
        sample::binomial(u, 32, black_box(0.04)).into()
    });
}

fn books(criterion: &mut Criterion) {
    static ACCOUNTS: [AccountKind; 8] = [AccountKind {
        name: "account",
        may_be_negative: true,
    }; 8];
    let mut ledger = Ledger::new(&ACCOUNTS, &["grain", "oil", "stone", "water"]);
    criterion.bench_function("ledger/posting", |bencher| {
        bencher.iter(|| ledger.post(black_box(2), black_box(3), black_box(5), black_box(40)));
    });

    let words: Vec<u64> = (0..128).collect();
    let mut group = criterion.benchmark_group("digest");
    group.throughput(Throughput::Bytes(1_024));
    group.bench_function("1 KiB", |bencher| {
        bencher.iter(|| {
            let mut digest = Digest::new("table");
            digest.words(black_box(&words));
            digest.finish()
        });
    });
}

/// Takes the next entry out and puts it back, up to two hours later, among a thousand others.
fn due_times(criterion: &mut Criterion) {
    let mut agenda = Agenda::with_room(1_000);
    let mut state = 0_u64;
    let mut wait = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        1 + (state >> 32) as u32 % 7_200
    };
    for item in 0..1_000 {
        agenda.put(wait(), Key::of("someone").child(1, item), item, 0);
    }
    // Keeps the seconds small, however long the bench runs.
    let turn = 1 << 30;
    criterion.bench_function("agenda/take and put, 1,000 entries", |bencher| {
        bencher.iter(|| {
            let Some(due) = agenda.next_before(u32::MAX) else {
                return;
            };
            assert!(due.second < turn, "the bench has run out of seconds");
            agenda.put(due.second + wait(), due.key, due.item, due.stamp);
        });
    });
    criterion.bench_function("agenda/nothing due", |bencher| {
        bencher.iter(|| black_box(&agenda).is_due(black_box(0)));
    });
}

criterion_group! {
    name = engine;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(600))
        .sample_size(30);
    targets = dispatch, draws, laws, books, due_times
}
criterion_main!(engine);
