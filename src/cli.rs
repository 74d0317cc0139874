//! What may be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use jiff::Timestamp;

use crate::components::{Project, is_switch, switches};
use crate::record::Seed;

/// Writes Elixir systems: Phoenix web applications, JSON APIs and plain OTP applications
#[derive(Debug, Parser)]
#[command(name = "beamsmith", version, max_term_width = 100)]
pub struct Cli {
    /// How it is to be told.
    #[command(flatten)]
    pub output: Output,

    /// What is to be done.
    #[command(subcommand)]
    pub verb: Verb,
}

/// How results are told; every verb takes these.
#[derive(Debug, Args)]
pub struct Output {
    /// Say nothing but results and errors
    #[arg(long, short, global = true, help_heading = "Output")]
    pub quiet: bool,

    /// When to color
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: clap::ColorChoice,
}

/// What Beamsmith does.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write a new project
    New(Box<New>),
}

/// Write a new project
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct New {
    /// The folder to make; its last part names the project
    #[arg(required_unless_present = "spec")]
    pub path: Option<PathBuf>,

    /// What the project is.
    #[command(flatten)]
    pub project: Project,

    /// Read what to write from a spec (`-`: standard input) instead of flags
    #[arg(long, value_name = "FILE", help_heading = "Run")]
    pub spec: Option<PathBuf>,

    /// Take the default of everything that was not said
    #[arg(long, short, help_heading = "Run")]
    pub yes: bool,

    /// Show what would be written, and write nothing
    #[arg(long, help_heading = "Output")]
    pub dry_run: bool,

    /// Show what the files hold
    #[arg(long, help_heading = "Output")]
    pub diff: bool,

    /// Tell the plan as JSON
    #[arg(long, help_heading = "Output")]
    pub json: bool,

    /// Fetch the dependencies and compile, with `mix`
    #[arg(long, help_heading = "Run", conflicts_with = "dry_run")]
    pub install: bool,

    /// Make no Git repository
    #[arg(long, help_heading = "Run")]
    pub no_git: bool,

    /// Derive secrets and salts from this instead of chance
    #[arg(long, help_heading = "Run")]
    pub seed: Option<Seed>,

    /// Write as if at this time, such as 2026-11-23T12:00:00Z
    #[arg(long, value_name = "TIME", help_heading = "Run")]
    pub clock: Option<Timestamp>,
}

/// The words of a command line, parsed: once typed, once as `clap` matched them.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<(Cli, ArgMatches), clap::Error> {
    let command = Cli::command().mut_subcommands(switches);
    let words = words.into_iter().map(|word| negated(&command, word));
    let matches = command.clone().try_get_matches_from(words.collect::<Vec<_>>())?;
    Cli::from_arg_matches(&matches).map(|cli| (cli, matches))
}

/// `--no-mailer` says `--mailer=false`, for every switch there is.
fn negated(command: &clap::Command, word: OsString) -> OsString {
    let Some(name) = word.to_str().and_then(|word| word.strip_prefix("--no-")) else {
        return word;
    };
    let is_known = |command: &clap::Command| {
        command.get_arguments().any(|arg| is_switch(arg) && arg.get_long() == Some(name))
    };
    if command.get_subcommands().any(is_known) { OsString::from(format!("--{name}=false")) } else { word }
}
