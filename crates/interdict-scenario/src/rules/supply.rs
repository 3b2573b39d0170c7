//! Knobs of road relay, porters, depots and consumption.

use super::knob::knobs;

knobs! {
    /// Road relay: trucks across gaps and from railheads to the front.
    Trucks, "trucks":
    /// Load of a truck.
    payload_t = 2.0, 0.5..10.0, "t", Estimate, "GAZ-51 and ZIS-150 on bad roads; 1.5 to 3.5 t", plausible 1.5..3.5;
    /// Speed without lights.
    speed_kmh = 15.0, 5.0..60.0, "km/h", Estimate, "10 to 20 km/h blacked out; 20 to 30 with sentry posts", plausible 10.0..20.0;
    /// Loading and unloading of one trip.
    handling_h = 2.0, 0.25..12.0, "h", Estimate, "1 to 3 h", plausible 1.0..3.0;
    /// Share of trucks fit and manned.
    availability = 0.75, 0.1..1.0, "share", Estimate, "0.6 to 0.85", plausible 0.6..0.85;
    /// Chance that a truck is lost per kilometre driven at night under an enemy sky.
    loss_per_km = 0.0002, 0.0..0.01, "1/km", Estimate, "5e-5 to 1e-3; halves once sentry posts are complete", plausible 0.00005..0.001;
    /// Share of the trucks lost that are lost on the way out, with what they carry.
    lost_outward = 0.5, 0.0..1.0, "share", Estimate, "out and home are as long and as dangerous";
    /// Road within which guns fetch with their own trucks from the next yard what their depot has not.
    local_km = 30.0, 0.0..100.0, "km", Estimate, "there and back in part of a night; 10 to 50 km", plausible 10.0..50.0;
    /// New trucks a day, for the whole theatre.
    replacements_per_day = 12.0, 0.0..500.0, "trucks/day", Estimate, "keeps a fleet of 3,800 level at a few per cent a month";
}

knobs! {
    /// Depots, orders, consumption.
    Supply, "supply":
    /// Days of supply that a railhead aims at.
    target_days: u16 = 10, 1..120, "d", Estimate, "5 to 20 days forward", plausible 5..20;
    /// Days of supply that a formation can hold with itself.
    carried_days = 7.0, 0.0..60.0, "d", Seen, "offensives lasted a week on what was carried";
    /// Days between ordering and arrival that an order covers.
    lead_days: u16 = 6, 0..60, "d", Estimate, "two nights of train, waiting, one of truck";
    /// Days of need that a formation at its railhead draws in an evening, at most.
    draw_days: u16 = 2, 1..30, "d", Estimate, "today's and what was missed yesterday";
    /// Days over which what is drawn irregularly, such as shells, is averaged into a daily use.
    issue_days: u16 = 7, 1..60, "d", Estimate, "a week of returns";
    /// Days after which a station that waits for a lot and has got nothing is sent a train of its own, full or not.
    small_lot_days = 3.0, 0.5..30.0, "d", Estimate, "1 to 7 days", plausible 1.0..7.0;
    /// Weight of shells of anti-aircraft guns when a load is shared out over the classes: days of them for a day of ammunition.
    shells_weight = 2.0, 0.1..10.0, "factor", Estimate, "guns without rounds guard nothing; 0.5 to 3", plausible 0.5..3.0;
    /// The same for food.
    food_weight = 1.5, 0.1..10.0, "factor", Estimate, "0.5 to 3", plausible 0.5..3.0;
    /// The same for ammunition.
    ammunition_weight = 1.0, 0.1..10.0, "factor", Estimate, "1 by definition";
    /// The same for fuel.
    fuel_weight = 1.0, 0.1..10.0, "factor", Estimate, "0.5 to 3", plausible 0.5..3.0;
    /// The same for stores.
    stores_weight = 0.5, 0.1..10.0, "factor", Estimate, "what can be found on the spot; 0.5 to 3", plausible 0.5..3.0;
    /// Need of a formation in defence, as a multiple of the table's figure.
    need_factor = 1.0, 0.1..5.0, "factor", Estimate, "25 to 50 t a day per division about the table's 40", plausible 0.625..1.25;
    /// Kilograms a day that a man of a formation given by its men needs in defence.
    defence_kg_per_man = 3.0, 0.1..30.0, "kg/day", Estimate, "1.2 to 1.5 kg of food, and about as much of ammunition, fuel and stores on a static front; 2.5 to 4", plausible 2.5..4.0;
    /// The same in the attack.
    attack_kg_per_man = 7.0, 0.1..50.0, "kg/day", Estimate, "defence and 4 kg more of ammunition and fuel; 4 to 10", plausible 4.0..10.0;
    /// The same at rest.
    rest_kg_per_man = 2.2, 0.1..30.0, "kg/day", Estimate, "food and stores as in defence, little ammunition and fuel; 1.8 to 2.6", plausible 1.8..2.6;
    /// Days of its own stock of a class below which a formation issues less than it needs (at most what it can hold; 0: it issues in full until nothing is left).
    ration_below_days = 5.0, 0.0..60.0, "d", Estimate, "a command saves when the reserve of a week is broken into; 4 to 10", plausible 4.0..10.0;
    /// Share of its need of food that a formation still issues from its last stock.
    food_floor = 0.6, 0.0..1.0, "share", Estimate, "two meals of three; 0.4 to 0.8", plausible 0.4..0.8;
    /// The same of ammunition.
    ammunition_floor = 0.2, 0.0..1.0, "share", Estimate, "fire in self-defence only; 0.1 to 0.4", plausible 0.1..0.4;
    /// The same of fuel.
    fuel_floor = 0.4, 0.0..1.0, "share", Estimate, "supply and ambulances go on driving; 0.2 to 0.6", plausible 0.2..0.6;
    /// The same of stores.
    stores_floor = 0.0, 0.0..1.0, "share", Estimate, "building can wait; 0 to 0.3", plausible 0.0..0.3;
    /// Share of food in what a formation needs.
    food_share = 0.45, 0.0..1.0, "share", Estimate, "1.2 to 1.3 kg of grain a man and day";
    /// Share of ammunition.
    ammunition_share = 0.25, 0.0..1.0, "share", Estimate, "static front";
    /// Share of fuel.
    fuel_share = 0.12, 0.0..1.0, "share", Estimate, "petrol for trucks";
    /// Kilograms a day that a soldier of a gun formation eats and burns.
    flak_base_kg_per_man = 3.0, 0.0..20.0, "kg/day", Estimate, "rations, fuel, upkeep: 15 t a day for a division of 4,000 with vehicles; 2 to 5", plausible 2.0..5.0;
}

knobs! {
    /// Porters: carriers on foot from railheads to the front.
    Porters, "porters":
    /// Load of a carrier.
    load_kg = 25.0, 5.0..60.0, "kg", Estimate, "shoulder pole or pack frame on hill paths; 15 to 35 kg", plausible 15.0..35.0;
    /// March of a night with a load. A longer road takes stages, each with carriers of its own.
    march_km = 20.0, 3.0..60.0, "km", Estimate, "six hours of the dark at 3 to 4 km/h, relieved at posts on the way; 12 to 25 km", plausible 12.0..25.0;
    /// Food that a carrier on the march eats in a night, out of what is carried.
    ration_kg = 0.9, 0.0..5.0, "kg/day", Estimate, "700 to 800 g of grain for a man who marches, and something with it; 0.6 to 1.2", plausible 0.6..1.2;
    /// Chance that a carrier on the march is lost in a night under an enemy sky.
    loss_per_night = 0.0002, 0.0..0.05, "share", Estimate, "parties hide by day and are no target by night: a fortieth of what trucks lose on such a road and back; 5e-5 to 1e-3", plausible 0.00005..0.001;
}
