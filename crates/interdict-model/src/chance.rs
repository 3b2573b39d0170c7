//! What is random: the registry of purposes. Append only; a number is never used again.
//!
//! One purpose, one meaning: two decisions that read the same key would be perfectly correlated.
//! Beside each stands who is asked and when; a change of either moves draws and needs a new version.

use interdict_engine::Purpose;

/// Version of this registry; enters the key of the cipher.
pub const REGISTRY: u32 = 2;

/// State of the weather over a 3-hour step. Who: weather cell. Attempt: step of the day.
pub const WEATHER: Purpose = Purpose(1);
/// Whether a flight is flown. Who: flight; patrol.
pub const FLOWN: Purpose = Purpose(2);
/// Target choice by Gumbel noise. Who: unit with target. Day: first of eight. Block: of four waves. Of bombers with
/// orders: day; block: of four raids.
pub const TARGET: Purpose = Purpose(3);
/// Aim point and time. Who: unit (first span of its day; block 1 + wave: its hour); flight (aim point, task); patrol
/// (its hour); line (stretch of a week); ordered raid (place on the track).
pub const AIM_POINT: Purpose = Purpose(4);
/// Whether aircraft turn back under fire. Who: flight.
pub const ABORT: Purpose = Purpose(7);
/// Kill and damage clocks. Who: flight with battery. Slots: two for each aircraft.
pub const FLAK_CLOCK: Purpose = Purpose(8);
/// Errors and duds of bombs. Who: flight. Block: of aircraft.
pub const BOMB: Purpose = Purpose(9);
/// What a hit breaks; attempt 1: its fuse. Who: flight or raid. Block: bomb.
pub const BREAK: Purpose = Purpose(10);
/// Work content of a cut or span. Who: cut.
pub const WORK: Purpose = Purpose(11);
/// Response of gangs. Who: cut.
pub const RESPONSE: Purpose = Purpose(12);
/// Whether a patrol finds a train. Who: patrol with train.
pub const FIND: Purpose = Purpose(13);
/// What an attack on a train does. Who: patrol with train.
pub const TRAIN_HIT: Purpose = Purpose(14);
/// Trucks lost. Who: company with formation; wave of trucks round a gap.
pub const TRUCKS_LOST: Purpose = Purpose(15);
/// Days in repair, write-off and replacement of a damaged or lost aircraft. Who: flight (slot: aircraft); fighter; bomber.
pub const AIRCRAFT_REPAIR: Purpose = Purpose(17);
/// What who looks takes for shut or open. Who: flight, raid or patrol (slots: the error, seeing through a decoy); block
/// of a line (attempt: minute of the day; block 1: it opened): whether the notice goes astray.
pub const REPORT: Purpose = Purpose(19);
/// What is seen of a line or bridge. Who: line or bridge (slots: whether it can be read, the error, seeing through a
/// decoy); attempt 1: whether agents tell of it.
pub const RECONNOITRE: Purpose = Purpose(20);
/// Time of day of a raid. Who: raid.
pub const RAID_TIME: Purpose = Purpose(27);
/// Fall of the bombs of a raid. Who: raid. Block: 1, 2: who falls and who turns back; 3: who turns back before.
pub const RAID_BOMB: Purpose = Purpose(28);
/// Where a bomb on an airfield falls, and the work of its crater; odd attempts: aircraft on the ground. Who: raid. Block:
/// bomb.
pub const FIELD_HIT: Purpose = Purpose(16);
/// Which guns open fire. Who: flight or raid with battery. Slots: one for each aircraft, one to round.
pub const OPEN_FIRE: Purpose = Purpose(31);
/// Porters lost. Who: company.
pub const PORTERS_LOST: Purpose = Purpose(32);
/// Whether fighters find a mission; which of a group a screen or an escort takes on. Who: mission or group with group.
pub const CONTACT: Purpose = Purpose(40);
/// Fights in the air. Who: mission with group (an open sequence: three for each aircraft); group with group (block 1: two for each).
pub const AIR_COMBAT: Purpose = Purpose(41);
/// Who lets go of bombs when fighters come. Who: mission with group, an open sequence: one for each aircraft.
pub const JETTISON: Purpose = Purpose(42);
/// Warning of a mission. Who: mission (delay, size); mission with radar (works, sees).
pub const WARNING: Purpose = Purpose(43);
/// Hour and place of a sweep or a screen. Who: sweep.
pub const SWEEP: Purpose = Purpose(44);
/// What bombs on a yard hit. Who: impact (places), impact with engine (engine, wagons).
pub const YARD_HIT: Purpose = Purpose(60);
/// Which students fail. Who: cohort, an open sequence: one for each student. Attempt: which of its courses.
pub const WASH_OUT: Purpose = Purpose(61);
/// Minutes to the next aircraft lost in training; whether its pilot dies. Who: academy or unit. Attempt: which loss.
pub const TRAINING_LOSS: Purpose = Purpose(62);
/// Days of a transfer. Who: request.
pub const TRANSFER: Purpose = Purpose(63);
/// Raids on a city. Who: city (how many could come on a day); raid that could come (slots: whether it comes, its bombers,
/// whether it is met).
pub const CITY_RAID: Purpose = Purpose(64);
/// Which bombers get through to a city. Who: raid, an open sequence: two for each bomber (fighters, guns).
pub const CITY_BOMBER: Purpose = Purpose(65);
/// Whether the pilot of a fighter that was lost at the front is lost too. Who: unit of the schools. Attempt: which loss.
pub const PILOT_LOST: Purpose = Purpose(66);
