//! What may be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Args, Command, FromArgMatches, Parser, ValueEnum};
use jiff::Timestamp;

use crate::components::{Kind, Project, is_switch, switches};
use crate::record::Seed;

/// Writes Elixir systems: Phoenix web applications, JSON APIs and plain OTP applications
#[derive(Debug, Parser)]
#[command(
    name = "beamsmith",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Options {
    /// Show what would be written, and write nothing
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub dry_run: bool,

    /// Show what the files hold
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub diff: bool,

    /// Tell the plan as JSON
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub json: bool,

    /// Take the default of everything that was not said
    #[arg(long, short, global = true, help_heading = EVERYWHERE)]
    pub yes: bool,

    /// Say nothing but results and errors
    #[arg(long, short, global = true, help_heading = EVERYWHERE)]
    pub quiet: bool,

    /// When to color
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = EVERYWHERE)]
    pub color: clap::ColorChoice,

    /// Derive secrets and salts from this instead of chance
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub seed: Option<Seed>,

    /// Write as if at this time, such as 2026-11-23T12:00:00Z
    #[arg(long, global = true, value_name = "TIME", help_heading = EVERYWHERE)]
    pub clock: Option<Timestamp>,
}

const EVERYWHERE: &str = "Everywhere";

/// Write a new project
#[derive(Debug, Args)]
pub struct New {
    /// The folder to make; its last part names the project
    #[arg(required_unless_present = "spec")]
    pub path: Option<PathBuf>,

    /// Read what to write from a spec (`-`: standard input) instead of flags
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,

    /// Fetch the dependencies and compile, with `mix`
    #[arg(long, conflicts_with = "dry_run")]
    pub install: bool,

    /// Make no Git repository
    #[arg(long)]
    pub no_git: bool,

    /// What the project is.
    #[command(flatten)]
    pub project: Project,
}

/// Draw the supervision tree of the project around the current folder
#[derive(Debug, Args)]
pub struct Tree {
    /// How it is drawn
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// How a tree is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines, for the terminal
    Text,
    /// A Mermaid flowchart, for Markdown
    Mermaid,
}

/// What is to be done.
#[derive(Debug)]
pub enum Verb {
    /// Write a new project, as these arguments say.
    New(Box<New>, ArgMatches),
    /// Add a component of a kind, as these arguments say.
    Add(&'static Kind, ArgMatches),
    /// Draw the supervision tree.
    Tree(Tree),
}

/// The whole command line, as `clap` knows it.
pub fn command() -> Command {
    let new = switches(New::augment_args(Command::new("new")));
    let add = Command::new("add")
        .about("Add a component to the project around the current folder")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("KIND")
        .subcommand_help_heading("Kinds")
        // There are many, and most runs are of another verb.
        .defer(|add| add.subcommands(Kind::additions().map(Kind::command)));
    let tree = Tree::augment_args(Command::new("tree"));
    <Options as clap::CommandFactory>::command().subcommands([new, add, tree])
}

/// The words of a command line, parsed.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<(Options, Verb), clap::Error> {
    let mut command = command();
    let mut is_literal = false;
    let words = words.into_iter().map(|word| {
        is_literal |= word == "--";
        if is_literal { word } else { negated(&command, word) }
    });
    let words = words.collect::<Vec<_>>();
    let matches = command.try_get_matches_from_mut(words)?;
    let options = Options::from_arg_matches(&matches)?;
    let verb = match matches.subcommand() {
        Some(("new", said)) => Verb::New(Box::new(New::from_arg_matches(said)?), said.clone()),
        Some(("add", said)) => {
            let (name, said) = said.subcommand().expect("this is a bug: `add` without a kind");
            let kind = Kind::named(name).expect("this is a bug: `add` of a kind that is not registered");
            Verb::Add(kind, said.clone())
        }
        Some(("tree", said)) => Verb::Tree(Tree::from_arg_matches(said)?),
        _ => panic!("this is a bug: a verb that is not handled"),
    };
    Ok((options, verb))
}

/// `--no-mailer` says `--mailer=false`, for every switch there is.
fn negated(command: &Command, word: OsString) -> OsString {
    let Some(name) = word.to_str().and_then(|word| word.strip_prefix("--no-")) else {
        return word;
    };
    let is_known =
        |command: &Command| command.get_arguments().any(|arg| is_switch(arg) && arg.get_long() == Some(name));
    if command.get_subcommands().any(is_known) { OsString::from(format!("--{name}=false")) } else { word }
}
