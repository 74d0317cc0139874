//! What a shell asks on Tab, answered for the project at hand.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, ValueEnum as _, ValueHint};
use clap_complete::{ArgValueCandidates, CompletionCandidate};

use crate::candidates::{Words, candidates};
use crate::cli::{self, Shell};
use crate::components::is_switch;
use crate::disk;
use crate::problem::Problem;
use crate::rules;

/// The words that go on with a command line, as the shell that asks reads them.
pub(super) fn answer(shell: &str, words: impl IntoIterator<Item = OsString>) -> Result<String, Problem> {
    // Before `--` is this program, behind it the line that is being typed.
    let words = words.into_iter().skip_while(|word| word != "--").skip(1).collect();
    disk::complete(shell, &mut cli::command_with(with_candidates), words)
}

/// The script that makes a shell ask.
pub(super) fn script(shell: Shell) -> Result<String, Problem> {
    let shell = shell.to_possible_value();
    disk::completion_script(shell.as_ref().map_or("", |shell| shell.get_name()))
}

/// The command of which each argument knows the words that it may take.
fn with_candidates(command: Command) -> Command {
    let negations: Vec<_> =
        command.get_arguments().filter(|arg| is_switch(arg)).filter_map(negation).collect();
    command.mut_args(with_words).args(negations)
}

/// `--no-mailer`, which is no argument of its own where words are parsed.
fn negation(arg: &Arg) -> Option<Arg> {
    let name = format!("no-{}", arg.get_long()?);
    let help = format!("Without: {}", arg.get_help()?);
    Some(Arg::new(name.clone()).long(name).help(help).action(ArgAction::SetTrue))
}

fn with_words(arg: Arg) -> Arg {
    // Choices and paths are completed anyway.
    if !arg.get_action().takes_values()
        || !arg.get_possible_values().is_empty()
        || arg.get_value_hint() != ValueHint::Unknown
    {
        return arg;
    }
    let asked = arg.clone();
    arg.add(ArgValueCandidates::new(move || {
        let candidate = |(word, help): (String, String)| {
            CompletionCandidate::new(word).help(Some(help).filter(|help| !help.is_empty()).map(Into::into))
        };
        words(&asked).into_iter().map(candidate).collect()
    }))
}

/// The words that an argument may take here. That nothing can be told is nothing to tell a shell.
fn words(arg: &Arg) -> Words {
    if arg.get_id() == "rule" {
        return rules::all().map(|rule| (rule.id.clone(), rule.name.clone())).collect();
    }
    let Ok(root) = disk::project_root() else { return Words::new() };
    let project = super::project(&root);
    candidates(arg, &project).ok().flatten().unwrap_or_default()
}
