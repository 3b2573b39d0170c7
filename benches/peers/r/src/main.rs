//! `kernel-r`: runs R and says how long it took.

use std::process::ExitCode;

fn main() -> ExitCode {
    kernel_r::command::run(std::env::args().skip(1))
}
