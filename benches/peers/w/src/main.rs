//! Runs an implementation of the workload and prints one line about it.

use std::process::ExitCode;

fn main() -> ExitCode {
    kernel_w::command::main(&kernel_w::IMPLEMENTATIONS, kernel_w::kernel)
}
