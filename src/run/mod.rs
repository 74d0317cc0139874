//! What each verb does.

mod install;
mod new;

use std::error::Error as _;
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use crate::cli::{self, Cli, Verb};
use crate::problem::{Cause, Problem};
use crate::terminal::Terminal;

pub use new::generate;

/// How a run that did not do what was asked ended.
enum Failure {
    Problem(Problem),
    Output(io::Error),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Does what the words of a command line say.
///
/// The status is 0 when it is done, 1 when the world was in the way, 2 when the words were wrong.
/// A reader that stops reading is no failure.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let (cli, matches) = match cli::parse(words) {
        Ok(parsed) => parsed,
        Err(error) => return refused(&error),
    };
    let Cli { output, verb } = cli;
    let terminal = Terminal::new(output.color, output.quiet);
    let said = matches.subcommand().map_or(&matches, |(_, said)| said);
    let done = match verb {
        Verb::New(new) => new::run(&new, said, &terminal),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            let message = format!("cannot write to standard output: {error}");
            terminal.problem(&Problem::world("output", message));
            ExitCode::from(1)
        }
        Err(Failure::Problem(problem)) => {
            terminal.problem(&problem);
            ExitCode::from(match problem.cause() {
                Cause::World => 1,
                Cause::Usage => 2,
            })
        }
    }
}

/// Words that `clap` refuses, or help, which it tells the same way.
fn refused(error: &clap::Error) -> ExitCode {
    let terminal = Terminal::new(clap::ColorChoice::Auto, false);
    match error.source().and_then(|source| source.downcast_ref::<Problem>()) {
        Some(problem) => terminal.problem(problem),
        // Help that nobody reads is no failure either.
        None => drop(error.print()),
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
