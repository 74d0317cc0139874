//! The `beamsmith` program: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    beamsmith::run::main(std::env::args_os())
}
