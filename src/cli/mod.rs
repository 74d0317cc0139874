//! What may be typed.

mod mistakes;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Args, Command, FromArgMatches, Parser, ValueEnum};
use jiff::Timestamp;

use crate::components::{Kind, Project, is_switch, switches};
use crate::project::Choice;
use crate::record::Seed;

pub use mistakes::problem;

/// What was said besides the verb and what is special to it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Options {
    /// Nothing is written.
    pub dry_run: bool,
    /// What the files hold is shown.
    pub diff: bool,
    /// Plan and problems are told as JSON.
    pub json: bool,
    /// Nothing is asked.
    pub yes: bool,
    /// Nothing is told but results and errors.
    pub quiet: bool,
    /// When to use color.
    pub color: clap::ColorChoice,
    /// What secrets and salts are derived from.
    pub seed: Option<Seed>,
    /// When it happens.
    pub clock: Option<Timestamp>,
    /// What becomes of files that are there and differ.
    pub choice: Option<Choice>,
}

/// Generates Elixir systems: Phoenix web applications, JSON APIs, and plain OTP applications
#[derive(Debug, Parser)]
#[command(
    name = "beamsmith",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Everywhere {
    /// Print only results and errors
    #[arg(long, short, global = true, help_heading = EVERYWHERE, display_order = 105)]
    quiet: bool,

    /// When to use color
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = EVERYWHERE, display_order = 106)]
    color: clap::ColorChoice,
}

// Comments and no documentation: that would become the help of the verbs.
//
// How a plan is told, by the verbs that make one.
#[derive(Debug, Default, Args)]
struct Telling {
    /// Show what would be written, but write nothing
    #[arg(long, global = true, help_heading = EVERYWHERE, display_order = 101)]
    dry_run: bool,

    /// Show the contents of each change, as a diff
    #[arg(long, global = true, help_heading = EVERYWHERE, display_order = 102)]
    diff: bool,

    /// Print the plan, or the error, as JSON
    #[arg(long, global = true, help_heading = EVERYWHERE, display_order = 103)]
    json: bool,
}

// What decides about generated text besides the spec, for the verbs that generate.
#[derive(Debug, Default, Args)]
struct Making {
    /// Ask nothing: take the default for everything not given
    #[arg(long, short, global = true, help_heading = EVERYWHERE, display_order = 104)]
    yes: bool,

    /// Derive secrets and salts from this seed instead of random bytes
    #[arg(long, global = true, help_heading = EVERYWHERE, display_order = 107)]
    seed: Option<Seed>,

    /// Generate as of this time, such as 2026-11-23T12:00:00Z
    #[arg(long, global = true, value_name = "TIME", help_heading = EVERYWHERE, display_order = 108)]
    clock: Option<Timestamp>,
}

// What becomes of files that are there and hold something else, for the verbs that add.
#[derive(Debug, Default, Args)]
struct Conflicts {
    /// Overwrite existing files that differ
    #[arg(long, global = true, conflicts_with_all = ["skip", "merge"], help_heading = EVERYWHERE, display_order = 109)]
    force: bool,

    /// Keep existing files that differ
    #[arg(long, global = true, conflicts_with = "merge", help_heading = EVERYWHERE, display_order = 110)]
    skip: bool,

    /// Write both versions of existing files that differ, between conflict markers
    #[arg(long, global = true, help_heading = EVERYWHERE, display_order = 111)]
    merge: bool,
}

const EVERYWHERE: &str = "Common options";

/// Create a new project
#[derive(Clone, Debug, Args)]
pub struct New {
    /// The folder to create; its name becomes the project's
    pub path: Option<PathBuf>,

    /// Read a spec instead of flags (`-` for standard input)
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,

    /// Fetch the dependencies and compile the project, with `mix`
    #[arg(long, conflicts_with = "dry_run")]
    pub install: bool,

    /// Do not create a Git repository
    #[arg(long)]
    pub no_git: bool,

    /// What the project is.
    #[command(flatten)]
    pub project: Project,
}

impl Options {
    /// What the matches of a command line say; a flag that a verb does not have was not said.
    fn from_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let Everywhere { quiet, color } = Everywhere::from_arg_matches(matches)?;
        let (verb, said) = matches.subcommand().unwrap_or(("", matches));
        let (is_making, is_adding) =
            (matches!(verb, "new" | "add" | "apply"), matches!(verb, "add" | "apply"));
        let telling =
            if is_making || verb == "undo" { Telling::from_arg_matches(said)? } else { Telling::default() };
        let making = if is_making { Making::from_arg_matches(said)? } else { Making::default() };
        let Conflicts { force, skip, merge } =
            if is_adding { Conflicts::from_arg_matches(said)? } else { Conflicts::default() };
        let choices = [(force, Choice::Overwrite), (skip, Choice::Keep), (merge, Choice::Merge)];
        let json = if verb == "rules" { Rules::from_arg_matches(said)?.json } else { telling.json };
        Ok(Self {
            dry_run: telling.dry_run,
            diff: telling.diff,
            json,
            yes: making.yes,
            quiet,
            color,
            seed: making.seed,
            clock: making.clock,
            choice: choices.into_iter().find_map(|(is_on, choice)| is_on.then_some(choice)),
        })
    }
}

impl New {
    /// The words that were typed besides those of the project.
    pub fn typed(&self) -> Vec<String> {
        let flags = self.flags().into_iter().filter(|(_, is_on)| *is_on);
        flags.map(|(flag, _)| format!("--{flag}")).collect()
    }

    /// The flags that were not typed, and what each does.
    pub fn untyped(&self) -> Vec<(String, String)> {
        let command = Self::augment_args(Command::new("new"));
        let help = |flag: &str| {
            let arg = command.get_arguments().find(|arg| arg.get_long() == Some(flag));
            arg.and_then(clap::Arg::get_help).map(ToString::to_string).unwrap_or_default()
        };
        let flags = self.flags().into_iter().filter(|(_, is_on)| !is_on);
        flags.map(|(flag, _)| (flag.to_owned(), help(flag))).collect()
    }

    /// The same with flags that were asked for.
    #[must_use]
    pub fn with(self, flags: &[String]) -> Self {
        let is_asked = |flag: &str| flags.iter().any(|asked| asked == flag);
        Self {
            install: self.install || is_asked("install"),
            no_git: self.no_git || is_asked("no-git"),
            ..self
        }
    }

    fn flags(&self) -> [(&'static str, bool); 2] {
        [("install", self.install), ("no-git", self.no_git)]
    }
}

/// Draw the supervision tree of the current project
#[derive(Debug, Args)]
pub struct Tree {
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Add what a spec describes and the current project lacks
#[derive(Debug, Args)]
pub struct Apply {
    /// The spec (`-` for standard input) [default: the project's beamsmith.toml]
    pub spec: Option<PathBuf>,

    /// Only check whether there is anything to add; exit with status 1 if there is
    #[arg(long)]
    pub check: bool,
}

/// Undo the last run
#[derive(Debug, Args)]
pub struct Undo {
    /// List the past runs, newest first, and undo none
    #[arg(long, conflicts_with_all = ["dry_run", "diff"])]
    pub list: bool,
}

/// How a tree is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text, for the terminal
    Text,
    /// A Mermaid flowchart, for Markdown
    Mermaid,
}

/// List the rules that generated code follows, and the lines that show it
#[derive(Debug, Args)]
pub struct Rules {
    /// A rule, such as O3, or a group, such as O [default: a list of all]
    pub rule: Option<String>,

    /// Print the rules, or the error, as JSON
    #[arg(long, help_heading = EVERYWHERE, display_order = 103)]
    pub json: bool,
}

/// Print a shell completion script
#[derive(Debug, Args)]
#[command(after_help = INSTALL)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

const INSTALL: &str = "\
Add this to the shell's startup file:
  bash        source <(beamsmith completions bash)
  elvish      eval (beamsmith completions elvish | slurp)
  fish        beamsmith completions fish | source
  powershell  beamsmith completions powershell | Out-String | Invoke-Expression
  zsh         source <(beamsmith completions zsh)";

/// Write the man pages
#[derive(Debug, Args)]
#[command(after_help = MANUAL)]
pub struct Man {
    /// The folder to write them to
    pub folder: PathBuf,
}

const MANUAL: &str = "\
If ~/.local/bin is on the PATH, `man` finds them here:
  beamsmith man ~/.local/share/man/man1
  man beamsmith
  man beamsmith-add-cache";

/// A shell that can complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

/// What is to be done.
#[derive(Debug)]
pub enum Verb {
    /// Create a new project, as these arguments say.
    New(Box<New>, ArgMatches),
    /// Add a component of a kind, as these arguments say.
    Add(&'static Kind, ArgMatches),
    /// Draw the supervision tree.
    Tree(Tree),
    /// Bring the project to what a spec says.
    Apply(Apply),
    /// Undo the last run.
    Undo(Undo),
    /// Tell the rules.
    Rules(Rules),
    /// Print the script for a shell.
    Completions(Completions),
    /// Write the man pages.
    Man(Man),
    /// Ask what new project to write, as far as these arguments leave it open.
    AskNew(Box<New>, ArgMatches),
    /// Ask what component to add, as far as these arguments leave it open.
    AskAdd(Option<(&'static Kind, ArgMatches)>),
}

/// The whole command line, as `clap` knows it.
pub fn command() -> Command {
    let new = making(telling(switches(New::augment_args(Command::new("new")))));
    let add = Conflicts::augment_args(making(telling(Command::new("add"))))
        .about("Add a component to the current project")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("KIND")
        .subcommand_help_heading("Kinds")
        // There are many, and most runs are of another verb.
        .defer(|add| add.subcommands(Kind::additions().map(Kind::command)));
    let apply = Conflicts::augment_args(making(telling(Apply::augment_args(Command::new("apply")))));
    let undo = telling(Undo::augment_args(Command::new("undo")));
    let tree = Tree::augment_args(Command::new("tree"));
    let rules = Rules::augment_args(Command::new("rules"));
    let completions = Completions::augment_args(Command::new("completions"));
    let man = Man::augment_args(Command::new("man"));
    let verbs = [new, add, apply, undo, tree, rules, completions, man];
    <Everywhere as clap::CommandFactory>::command().subcommands(verbs)
}

fn telling(command: Command) -> Command {
    Telling::augment_args(command)
}

fn making(command: Command) -> Command {
    Making::augment_args(command)
}

/// The words of a command line, parsed. With a person who can be asked, words may be missing.
pub fn parse(
    words: impl IntoIterator<Item = OsString>,
    has_person: bool,
) -> Result<(Options, Verb), clap::Error> {
    let command = command();
    let mut is_literal = false;
    let words = helped(words.into_iter().collect()).into_iter().map(|word| {
        is_literal |= word == "--";
        if is_literal { word } else { negated(&command, word) }
    });
    let words = words.collect::<Vec<_>>();
    // What is wrong with the words is told of the whole command line, not of the one with gaps.
    if has_person && let Ok(Some(asked)) = parse_with_gaps(&command, &words) {
        return Ok(asked);
    }
    let matches = command
        .mut_subcommand("new", |new| new.mut_arg("path", |path| path.required_unless_present("spec")))
        .try_get_matches_from(words)?;
    let options = Options::from_matches(&matches)?;
    let verb = match matches.subcommand() {
        Some(("new", said)) => Verb::New(Box::new(New::from_arg_matches(said)?), said.clone()),
        Some(("add", said)) => {
            let (kind, said) = kind(said).expect("this is a bug: `add` without a kind");
            Verb::Add(kind, said)
        }
        Some(("tree", said)) => Verb::Tree(Tree::from_arg_matches(said)?),
        Some(("apply", said)) => Verb::Apply(Apply::from_arg_matches(said)?),
        Some(("undo", said)) => Verb::Undo(Undo::from_arg_matches(said)?),
        Some(("rules", said)) => Verb::Rules(Rules::from_arg_matches(said)?),
        Some(("completions", said)) => Verb::Completions(Completions::from_arg_matches(said)?),
        Some(("man", said)) => Verb::Man(Man::from_arg_matches(said)?),
        _ => panic!("this is a bug: a verb that is not handled"),
    };
    Ok((options, verb))
}

/// The whole command line, each verb and each kind as `change` makes it.
pub fn command_with(change: fn(Command) -> Command) -> Command {
    let command = command();
    let verbs: Vec<_> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    let command = verbs.into_iter().fold(command, |command, verb| command.mut_subcommand(verb, change));
    let kinds = Kind::additions().map(|kind| change(kind.command().clone()));
    command.mut_subcommand("add", |add| add.defer(|add| add).subcommands(kinds))
}

/// `help cache` says `help add cache`, unless a verb has that name.
fn helped(mut words: Vec<OsString>) -> Vec<OsString> {
    if words.get(1).is_some_and(|word| word == "help")
        && let Some(kind) = words.get(2).and_then(|word| Kind::named(word.to_str()?))
    {
        if kind.is_project() {
            words[2] = "new".into();
        } else {
            words.insert(2, "add".into());
        }
    }
    words
}

/// The kind that words ask for help on, in full: `add cache --help`, `help cache`.
pub fn kind_to_explain(words: &[OsString]) -> Option<&'static Kind> {
    let words = helped(words.to_vec());
    let is_asked =
        words.get(1).is_some_and(|word| word == "help") || words.iter().any(|word| word == "--help");
    let mut after = words.iter().skip_while(|word| *word != "add").skip(1);
    after.find_map(|word| Kind::named(word.to_str()?)).filter(|_| is_asked)
}

/// The words of a command line that leaves something to ask for; none if it does not.
fn parse_with_gaps(command: &Command, words: &[OsString]) -> Result<Option<(Options, Verb)>, clap::Error> {
    let command = command.clone().mut_subcommand("add", |add| {
        add.subcommand_required(false)
            .arg_required_else_help(false)
            .defer(|add| add.subcommands(Kind::additions().map(with_gaps)))
    });
    let matches = command.try_get_matches_from(words)?;
    let options = Options::from_matches(&matches)?;
    if options.yes {
        return Ok(None);
    }
    let verb = match matches.subcommand() {
        Some(("new", said)) if !said.contains_id("spec") => {
            Some(Verb::AskNew(Box::new(New::from_arg_matches(said)?), said.clone()))
        }
        Some(("add", said)) => match kind(said) {
            Some((kind, said)) if is_whole(kind, &said) => None,
            kind => Some(Verb::AskAdd(kind)),
        },
        _ => None,
    };
    Ok(verb.map(|verb| (options, verb)))
}

/// The command of a kind of which nothing has to be said.
fn with_gaps(kind: &Kind) -> Command {
    kind.command().clone().mut_args(|arg| if arg.is_required_set() { arg.required(false) } else { arg })
}

/// The kind that `add` was told to add, and what was said of it.
fn kind(said: &ArgMatches) -> Option<(&'static Kind, ArgMatches)> {
    let (name, said) = said.subcommand()?;
    Some((Kind::named(name).expect("this is a bug: a kind that is not registered"), said.clone()))
}

/// Whether all was said that a kind cannot do without.
fn is_whole(kind: &Kind, said: &ArgMatches) -> bool {
    let command = kind.command();
    command.get_arguments().all(|arg| !arg.is_required_set() || said.contains_id(arg.get_id().as_str()))
}

/// `--no-mailer` says `--mailer=false`, for every switch there is; `--no-scope` says `--scope=none`, as in Phoenix.
fn negated(command: &Command, word: OsString) -> OsString {
    let Some(name) = word.to_str().and_then(|word| word.strip_prefix("--no-")) else {
        return word;
    };
    if name == "scope" {
        return OsString::from("--scope=none");
    }
    let is_known =
        |command: &Command| command.get_arguments().any(|arg| is_switch(arg) && arg.get_long() == Some(name));
    let mut kinds = Kind::additions().map(Kind::command);
    if command.get_subcommands().any(is_known) || kinds.any(is_known) {
        OsString::from(format!("--{name}=false"))
    } else {
        word
    }
}
