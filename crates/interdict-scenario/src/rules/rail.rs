//! Knobs of the railway: blocks, trains, the night's plan, yards.

use super::knob::knobs;

knobs! {
    /// Blocks and trains: how long a train needs and how close the next may follow.
    Rail, "rail":
    /// Distance between passing places of a line, where the lines table gives none.
    passing_spacing_km = 8.0, 2.0..40.0, "km", Seen, "US Army transportation reference: passing tracks every 6 to 8 miles; 6 to 13 km", plausible 6.0..13.0;
    /// Running speed of a train on sound single track, where the lines table gives none.
    speed_kmh = 20.0, 5.0..50.0, "km/h", Seen, "US Army table: 10 mph on good-to-fair single track; 10 to 35 km/h", plausible 10.0..35.0;
    /// Time that a block stays blocked after a train has left it: token, points, start.
    clearing_min = 6.0, 0.0..30.0, "min", Estimate, "3 to 10 min with telephone block working", plausible 3.0..10.0;
    /// Efficiency of working: occupation times are divided by it.
    efficiency = 0.7, 0.3..1.0, "share", Literature, "Scott's formula; 60 to 75 % occupation is held acceptable; 0.5 to 0.85", plausible 0.5..0.85;
    /// Headway of trains that follow one another through a block in one fleet.
    fleet_headway_min = 10.0, 2.0..60.0, "min", Estimate, "trains closed up to 600 m were recorded; 5 to 20 min", plausible 5.0..20.0;
    /// Trains of one direction that may follow each other while the other direction waits (1: alternate).
    fleet_size: u16 = 4, 1..40, "trains", Estimate, "one-way bunches of up to 12 recorded as exceptional";
    /// Trains of one direction that a passing place between stations can hold.
    loop_places: u16 = 1, 1..10, "trains", Estimate, "one track for each direction";
    /// Trains of one direction that a station can hold.
    station_places: u16 = 4, 1..50, "trains", Estimate, "small stations: four roads";
    /// A yard holds so many times as many trains as a station.
    yard_factor: u16 = 4, 1..20, "factor", Estimate, "sidings of sixteen trains; the stations table says better";
    /// Net load of a train.
    train_load_t = 400.0, 50.0..1500.0, "t", Seen, "half of gross trailing load by US rule; 250 to 700 t; Italy 1944: 267 t", plausible 250.0..700.0;
    /// Net load of one wagon: a train's wagons are its load over this.
    wagon_load_t = 30.0, 5.0..60.0, "t", Seen, "30-t cars, 33 t with the usual overload";
    /// Wagons that a passing train sets down at a small station that wants them, at most (0: none).
    set_down_wagons: u16 = 3, 0..20, "wagons", Estimate, "what a station's siding and hands clear in a stop; 1 to 6", plausible 1..6;
    /// Halt of a train that sets down wagons.
    set_down_min = 30.0, 1.0..240.0, "min", Estimate, "uncoupling and shunting by the train's own engine; 15 to 60 min", plausible 15.0..60.0;
    /// Stations at which one train sets down wagons, at most.
    set_down_stations: u16 = 3, 0..20, "stations", Estimate, "a train has a night to get through";
    /// Share of its room that a train sets down on its way, at most.
    set_down_share = 0.5, 0.0..1.0, "share", Estimate, "the train is its railhead's first";
    /// Safety margin before dawn: a train enters a line only if it can be in the next station this long before first light.
    dawn_margin_min = 30.0, 0.0..180.0, "min", Estimate, "15 to 60 min", plausible 15.0..60.0;
    /// Share of locomotives fit for service at any time.
    locomotive_availability = 0.7, 0.2..1.0, "share", Estimate, "0.5 to 0.85", plausible 0.5..0.85;
    /// Coal burnt per train-kilometre, taken from the load where none is found on the way.
    coal_kg_per_km = 65.0, 0.0..200.0, "kg/km", Seen, "six to seven tons per 100 km in a Chinese account", plausible 60.0..70.0;
    /// Share of that coal which the train has to carry itself instead of finding it at depots.
    coal_carried_share = 0.0, 0.0..1.0, "share", Estimate, "Korean and Manchurian mines supply the northern depots";
    /// Days to repair a disabled locomotive.
    locomotive_repair_days = 20.0, 0.5..200.0, "d", Estimate, "light 3 d, heavy 20 d", plausible 3.0..20.0;
    /// An empty engine with less running than this left to its station counts as there when engines are called.
    engine_call_h = 12.0, 0.0..96.0, "h", Estimate, "it is there for the coming night";
    /// Time until a relief engine has come to a train whose locomotive was disabled on the way.
    relief_h = 6.0, 0.0..96.0, "h", Estimate, "an engine from the next depot, by night";
    /// Speed over freshly mended track.
    mended_speed_kmh = 5.0, 1.0..40.0, "km/h", Seen, "line speed of 5 km/h in the triangle, autumn 1951";
    /// Days after which freshly mended track carries the ordinary speed again, all at once, where `rail.settling_days` is 0.
    mended_days = 2.0, 0.0..60.0, "d", Estimate, "packing and settling by traffic";
    /// Days in which the slowness of mended track falls to 37 %; faster where gangs have hands free to pack it, see `packing_factor`.
    settling_days = 4.0, 0.0..60.0, "d", Estimate, "packing and settling by traffic; 2 to 10", plausible 2.0..10.0;
    /// How many times as fast that goes where gangs have hands free to pack the track.
    packing_factor: u16 = 2, 1..10, "factor", Estimate, "half the time";
    /// Length of a slow order about each mended place, the train's own length included.
    mended_length_km = 0.6, 0.05..10.0, "km", Estimate, "crater field 0.3 km and train 0.3 km";
}

knobs! {
    /// The night's plan: how many trains run on which path, and where a gap is crossed by road.
    Timetable, "timetable":
    /// Hour at which the plan is fixed.
    plan_hour = 15.0, 0.0..23.0, "h", Estimate, "staff work in the afternoon for the coming night";
    /// Hour of the first revision in the light of the day's damage.
    revise_hour = 22.0, 0.0..23.0, "h", Estimate, "after the evening reports";
    /// Hour of the second revision.
    second_revise_hour = 2.0, 0.0..23.0, "h", Estimate, "half-way through the night";
    /// A closed line counts as usable, at the cost of the wait, when it is expected to reopen within this time.
    wait_for_repair_h = 24.0, 0.0..240.0, "h", Estimate, "a train needs two nights and more to the front: a gap of a day is waited out, a longer one transloaded; 12 to 48", plausible 12.0..48.0;
    /// Cost of a day of supply that a railhead has already, in hours of train running: how strongly the needy come first.
    urgency_h_per_day = 12.0, 0.0..200.0, "h", Estimate, "a railhead two days short outbids one a day's run nearer; half to twice that", plausible 6.0..24.0;
    /// Days of supply by which the railheads of formations at the front come before others: so much more lies there
    /// before others get as much.
    front_first_days: u16 = 0, 0..60, "d", Estimate, "the front comes first where the rear can wait; 0 to 14", plausible 0..14;
    /// Cost of one transloading, in hours of train running: how reluctantly cargo is shifted to trucks.
    transload_penalty_h = 12.0, 0.0..200.0, "h", Estimate, "labour and exposure of a double handling; half to twice that", plausible 6.0..24.0;
    /// Hours of train running that a day of waiting for a lot takes off the cost of sending it: how strongly who has
    /// waited longest comes first.
    age_h_per_day = 12.0, 0.0..200.0, "h", Estimate, "as urgent as a day of supply less; 2 to 48", plausible 2.0..48.0;
    /// Hours of train running that each change between rail and road still to come makes a place dearer to send to: how
    /// strongly goods that have come far are sent on before new ones are laid down behind them.
    change_h = 36.0, 1.0..400.0, "h", Estimate, "more than a night of waiting, less than a week of supply", plausible 12.0..100.0;
    /// Days over which the staff remember how much of the night each line could be used.
    memory_days: u16 = 7, 1..60, "d", Estimate, "a week of returns; 5 to 30 days", plausible 5..30;
    /// A line that could be used for less than this share of the night counts as a gap: goods may lie before it until it opens.
    gap_use = 0.6, 0.0..1.0, "share", Estimate, "shut for half of the night and more; 0.3 to 0.8", plausible 0.3..0.8;
    /// No line is thought less usable than this share of the night.
    least_use = 0.1, 0.01..1.0, "share", Estimate, "a line that is never open has no mean wait";
    /// Nights of its traffic that may lie where goods change between rail and road, at most.
    card_nights = 12.0, 1.0..60.0, "nights", Estimate, "goods piled up behind a gap for a week or two; 6 to 20", plausible 6.0..20.0;
    /// How many mean spells of closure the goods before a gap shall outlast.
    card_spells = 3.0, 0.0..20.0, "spells", Estimate, "1 to 6", plausible 1.0..6.0;
    /// Days in which the staff mean to fill what railheads want beyond their daily use.
    fill_days: u16 = 7, 1..60, "d", Estimate, "3 to 14 days", plausible 3..14;
    /// Train-loads that are planned for one railhead in a night, at most.
    most_loads: u16 = 400, 1..10000, "trains", Estimate, "more than any line lets through: a bound, not a rule";
    /// Days of supply from which one railhead is no less urgent than another.
    plenty_days: u16 = 60, 1..1000, "d", Estimate, "nobody orders so much; it bounds the cost of a plan";
    /// 1: gaps may be crossed by trucks between stations; 0: cargo waits for the line.
    transloading: bool = true, false..true, "switch", Seen, "four depots and five truck regiments did this in autumn 1951";
}

knobs! {
    /// Loading, unloading and forming trains.
    Yard, "yard":
    /// Time to form a train, locomotive on and papers done.
    forming_min = 60.0, 5.0..600.0, "min", Estimate, "45 to 90 min", plausible 45.0..90.0;
    /// Time until a departure that could not be made is tried again.
    retry_min = 30.0, 1.0..600.0, "min", Estimate, "an engine or goods may have come in";
    /// Share of its room with which a train leaves at least, except for a railhead that presses or wants no more; an
    /// empty train stays where so much of a train-load lies beyond what idle trains there can take.
    least_load_share = 0.5, 0.0..1.0, "share", Estimate, "half a train is not worth an engine; a third to two thirds";
    /// Time to unload a train at a place that has free labour.
    unloading_h = 3.0, 0.25..48.0, "h", Estimate, "400 t by 250 men at 0.5 t a man-hour; at 0.8 to 0.3 t it is 2 to 5.3 h", plausible 2.0..5.3;
    /// Trains that a yard can load or unload at once.
    places: u16 = 3, 1..40, "trains", Estimate, "sidings with road access";
    /// Trains that an ordinary station can load or unload at once.
    station_places: u16 = 2, 1..40, "trains", Estimate, "one siding and the main";
    /// Goods lost when stock on the ground is hit, share of what lies there per ton of bombs that strikes.
    stock_loss_per_bomb_t = 0.002, 0.0..0.1, "share", Estimate, "dispersed stacks, 10-t lots";
    /// Exposure of stock on the ground: 1 all in the open yard, 0.3 dispersed in small stations and tunnels.
    exposure = 0.3, 0.0..1.0, "share", Estimate, "0.1 to 1", plausible 0.1..1.0;
    /// Bombs that close the through road of a yard once (own cut objects, cleared first).
    bombs_t_per_cut = 12.0, 1.0..400.0, "t", Estimate, "through roads cleared within 24 h in many cases, 48 h in many more";
    /// Bombs on a yard hit engines, wagons, places and the shop, too, and not only its through roads and what lies there.
    suffers: bool = false, false..true, "switch", Estimate, "off: a yard loses roads and stock";
    /// Chance that an idle engine is disabled, per ton of bombs within the yard, if few fall.
    engine_hit_per_bomb_t = 0.002, 0.0..1.0, "share", Estimate, "engines in a dozen roads of 600 m, hit within some 10 m: 0.0005 to 0.005", plausible 0.0005..0.005;
    /// The same for a wagon.
    wagon_hit_per_bomb_t = 0.003, 0.0..1.0, "share", Estimate, "lighter than engines, and they burn; 0.001 to 0.01", plausible 0.001..0.01;
    /// Bombs that block one place to load and unload.
    bombs_t_per_place = 20.0, 0.1..1000.0, "t", Estimate, "sidings are mended after through roads; 8 to 50", plausible 8.0..50.0;
    /// Time for which such a place is blocked.
    place_repair_h = 48.0, 0.0..1000.0, "h", Estimate, "after the through roads, which took 24 to 48 h; 24 to 120", plausible 24.0..120.0;
    /// Longer repair of engines in the shop of the yard, for each ton of bombs.
    shop_delay_h_per_bomb_t = 0.5, 0.0..100.0, "h", Estimate, "fifty tons cost a shop a day; 0.1 to 2", plausible 0.1..2.0;
}
