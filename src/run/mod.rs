//! What each verb does.

mod add;
mod additions;
mod apply;
mod ask;
mod complete;
mod example;
mod install;
mod manual;
mod new;
mod undo;
mod write;

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde_json::json;

use crate::cli::{self, Format, Options, Verb};
use crate::disk;
use crate::plan::Plan;
use crate::problem::{Cause, Problem};
use crate::project::Project;
use crate::record::{self, Run, Seed};
use crate::rules;
use crate::spec::Spec;
use crate::terminal::{self, Terminal};
use crate::tree;

pub use add::plan as plan_addition;
pub use apply::{Asked, plan as plan_application};
pub use new::generate;
pub use undo::plan as plan_undo;

/// How a run that did not do what was asked ended.
enum Failure {
    Problem(Problem),
    /// All that could be done was done; the steps that are left were told.
    ByHand,
    Output(io::Error),
    /// Ctrl-C at a question.
    Interrupted,
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
/// The status is 0 when it is done, 1 when the world was in the way, 2 when the words were wrong, 130 when a person
/// broke off.
/// A reader that stops reading is no failure.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    if let Some(shell) = disk::asking_shell() {
        let terminal = Terminal::new(clap::ColorChoice::Never, true);
        let answer = complete::answer(&shell, words).map_err(Failure::from);
        return ended(answer.and_then(|words| Ok(terminal.raw(&words)?)), &terminal);
    }
    let has_person = terminal::has_person();
    let words: Vec<_> = words.into_iter().collect();
    // What cannot be parsed may still say how it wants to be told so.
    let wants_json = words.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let (options, verb) = match cli::parse(words.clone(), has_person) {
        Ok(parsed) => parsed,
        Err(error) => return refused(&error, &words, wants_json),
    };
    let terminal = Terminal::new(options.color, options.quiet)
        .with_person(has_person, disk::is_terminal_dumb())
        .telling_json(options.json);
    let done = match verb {
        Verb::New(new, said) => new::run(&options, &new, &said, &terminal),
        Verb::Add(kind, said) => add::run(&options, kind, &said, &terminal),
        Verb::Tree(tree) => draw(&tree, &terminal),
        Verb::Apply(apply) => apply::run(&options, &apply, &terminal),
        Verb::Undo(undo) => undo::run(&options, &undo, &terminal),
        Verb::Completions(asked) => tell_completions(&asked, &terminal),
        Verb::Man(man) => write_manual(&man, &terminal),
        Verb::Rules(rules) => tell_rules(&options, &rules, &terminal),
        Verb::AskNew(new, said) => ask::new(&options, &new, &said, &terminal),
        Verb::AskAdd(said) => ask::add(&options, said, &terminal),
    };
    ended(done, &terminal)
}

/// The exit status of what was done, once what stopped it is told.
fn ended(done: Result<(), Failure>, terminal: &Terminal) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            let message = format!("cannot write to standard output: {error}");
            terminal.problem(&Problem::world("output", message));
            ExitCode::from(1)
        }
        Err(Failure::Interrupted) => ExitCode::from(130),
        Err(Failure::ByHand) => ExitCode::from(1),
        Err(Failure::Problem(problem)) => {
            terminal.problem(&problem);
            ExitCode::from(match problem.cause() {
                Cause::World => 1,
                Cause::Usage => 2,
            })
        }
    }
}

/// Keeps every other run out of a project as long as the answer lives, and takes one back that was cut off.
fn enter(root: &Path, options: &Options, terminal: &Terminal) -> Result<disk::Lock, Problem> {
    let lock = disk::lock(root)?;
    if options.dry_run && disk::needs_recovery(root) {
        terminal.say("A run was interrupted here; the next one that is not a dry run undoes it first.");
    } else if disk::recover(root)? {
        terminal.say("An interrupted run was undone.");
    }
    Ok(lock)
}

/// A spec from a file, or from standard input for `-`.
fn read_spec(path: &Path) -> Result<Spec, Problem> {
    let (name, text) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), disk::read_stdin()?)
    } else {
        let text = disk::read(path);
        let text =
            text.map_err(|problem| problem.or_hint("name an existing spec, or `-` for standard input"))?;
        (path.display().to_string(), text)
    };
    Ok(Spec { name: Some(name), text })
}

/// Draws the supervision tree of the project around the current folder.
fn draw(tree: &cli::Tree, terminal: &Terminal) -> Result<(), Failure> {
    let root = disk::project_root()?;
    let tree_read = tree::read(&project(&root))?;
    let text = match tree.format {
        Format::Text => tree::draw(&tree_read),
        Format::Mermaid => tree::mermaid(&tree_read),
    };
    Ok(terminal.result(&text)?)
}

/// Prints the script that makes a shell ask.
fn tell_completions(asked: &cli::Completions, terminal: &Terminal) -> Result<(), Failure> {
    Ok(terminal.raw(&complete::script(asked.shell)?)?)
}

/// Writes the manual pages.
fn write_manual(man: &cli::Man, terminal: &Terminal) -> Result<(), Failure> {
    let count = manual::write(&man.folder)?;
    terminal.say(&format!("Wrote {count} pages to {}.", man.folder.display()));
    Ok(())
}

/// Tells the rules: a list of all, or what is known of some.
fn tell_rules(options: &Options, asked: &cli::Rules, terminal: &Terminal) -> Result<(), Failure> {
    let found = asked.rule.as_deref().map(rules::find).transpose()?;
    let text = match found {
        found if options.json => {
            let found = found.unwrap_or_else(|| rules::all().collect());
            format!("{:#}\n", json!({ "version": 1, "rules": found }))
        }
        Some(found) => found.into_iter().map(rules::describe).collect::<Vec<_>>().join("\n"),
        None => rules::list(),
    };
    Ok(terminal.result(&text)?)
}

/// The project in a folder on disk.
fn project(root: &Path) -> Project<'_> {
    Project::new(|path| disk::project_file(root, path), |folder| disk::project_folder(root, folder))
}

/// The seed and the clock that were said, or those of the machine.
fn entropy(options: &Options) -> Result<Run, Problem> {
    let seed = match &options.seed {
        Some(seed) => seed.clone(),
        None => Seed::from_bytes(disk::random()?),
    };
    let clock = options.clock.unwrap_or_else(Timestamp::now);
    let second = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Floor);
    Ok(Run { seed, clock: clock.round(second).unwrap_or(clock) })
}

/// Tells a plan as it was asked for: as data, with what the files hold, or a line for each file.
fn tell(options: &Options, plan: &Plan, path: &Path, terminal: &Terminal) -> io::Result<()> {
    if options.json {
        terminal.result(&to_json(plan, path, options.diff))
    } else {
        terminal.plan(plan, options.diff)
    }
}

fn to_json(plan: &Plan, path: &Path, with_diff: bool) -> String {
    let files = plan.changes().map(|change| {
        let mut file = json!({
            "action": change.action(),
            "path": change.path,
        });
        if let Some(after) = change.after {
            file["executable"] = after.executable.into();
            file["sha256"] = record::sha256(&after.text).into();
        }
        if with_diff {
            file["diff"] = change.diff().into();
        }
        file
    });
    let by_hand = plan
        .by_hand()
        .iter()
        .map(|step| json!({ "path": step.path, "task": step.task.to_string(), "snippet": step.snippet }));
    let kept = plan.kept().iter().map(|kept| json!({ "path": kept.path, "reason": kept.reason }));
    let later = plan.later().iter().map(|it| json!({ "path": it.path, "what": it.what }));
    let told = json!({
        "version": 1,
        "path": path,
        "files": files.collect::<Vec<_>>(),
        "same": plan.same().collect::<Vec<_>>(),
        "kept": kept.collect::<Vec<_>>(),
        "later": later.collect::<Vec<_>>(),
        "by_hand": by_hand.collect::<Vec<_>>(),
    });
    format!("{told:#}\n")
}

/// Words that `clap` refuses, or help, which it tells the same way.
fn refused(error: &clap::Error, words: &[OsString], wants_json: bool) -> ExitCode {
    let terminal = Terminal::new(clap::ColorChoice::Auto, false).telling_json(wants_json);
    match cli::problem(error) {
        Some(problem) => terminal.problem(&problem),
        None if wants_json && error.use_stderr() => {
            let problem = Problem::usage("missing-argument", "no command was given");
            terminal.problem(&problem.hint("`beamsmith --help` lists the commands"));
        }
        None => terminal.usage(error),
    }
    if error.kind() == ErrorKind::DisplayHelp
        && let Some(example) = cli::kind_to_explain(words).and_then(example::example)
    {
        // Help that nobody reads is no failure.
        let _ = terminal.result(&format!("\nExample:\n{example}"));
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
