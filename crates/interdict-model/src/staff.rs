//! Those who decide. A decision reads the picture of its own side, the state of its own side and the ground, and writes
//! orders: plain values that are carried out elsewhere. No file here names what is true of the other side.
//!
//! | when | who decides what | where | orders |
//! |---|---|---|---|
//! | day begins, acts weekly | attackers learn, and raise or lower the height of release | [`learning::learn`] | heights of units |
//! | noon | units of intruders send the night's patrols | [`patrols::send_patrols`] | [`Patrols`](crate::air::intruder::Patrols) |
//! | evening | the staff of the attackers order photographs | [`photographs::order_photographs`] | [`Photographs`](crate::air::photograph::Photographs) |
//! | evening | units of fighter-bombers task the next day | [`tasking::task_flights`] | [`Sorties`](crate::air::Sorties) |
//! | evening | forces of bombers answer losses and order raids | [`ordering::order_raids`] | [`Bombers`](crate::air::bombers::Bombers) |
//! | day begins | units of fighters plan sweeps and screens | [`sweeps::plan`] | [`Skies`](crate::air::fighters::Skies) |
//! | day begins | the board asks for what a condition makes it ask for | [`board::ask`] | [`Pending`](crate::schools::Pending) |
//! | day begins, acts at reviews | guns are moved to where attacks are | [`relocation::move_guns`] | places of batteries |

pub mod board;
pub mod doctrine;
pub mod interdictor;
pub mod learning;
pub mod objects;
pub mod ordering;
pub mod orders;
pub mod outlook;
pub mod patrols;
pub mod photographs;
pub mod relocation;
pub mod spread;
pub mod sweeps;
pub mod target;
pub mod tasking;

pub(crate) use outlook::Outlook;
