//! What a shell asks on Tab, answered for the project at hand.

use std::ffi::{OsStr, OsString};

use clap::{Arg, ArgAction, Command, ValueEnum as _, ValueHint};
use clap_complete::{ArgValueCompleter, CompletionCandidate};

use crate::candidates::{Words, candidates, completions};
use crate::cli::{self, Shell};
use crate::components::is_switch;
use crate::disk;
use crate::problem::Problem;
use crate::project::Project;
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
    let script = disk::completion_script(shell.as_ref().map_or("", |shell| shell.get_name()))?;
    // In Bash no space follows what a name goes on behind: a dot, too.
    Ok(script.replace("=~ [=/:]$", "=~ [=/:.]$"))
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
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let candidate = |(word, help): (String, String)| {
            CompletionCandidate::new(word).help(Some(help).filter(|help| !help.is_empty()).map(Into::into))
        };
        typed.to_str().map_or(Words::new(), |typed| words(&asked, typed)).into_iter().map(candidate).collect()
    }))
}

/// The words that go on with what is typed of an argument here. That nothing can be told is nothing to tell a shell.
fn words(arg: &Arg, typed: &str) -> Words {
    let mut words = match disk::project_root() {
        _ if arg.get_id() == "rule" => {
            rules::all().map(|rule| (rule.id.clone(), rule.name.clone())).collect()
        }
        Ok(root) => known(arg, typed, &super::project(&root)).unwrap_or_default(),
        Err(_) => Words::new(),
    };
    words.retain(|(word, _)| !word.is_empty() && word.starts_with(typed));
    words
}

fn known(arg: &Arg, typed: &str, project: &Project<'_>) -> Result<Words, Problem> {
    if let Some(words) = candidates(arg, project)? {
        return Ok(words);
    }
    Ok(completions(arg, project)?.map(|completions| completions.of(typed)).unwrap_or_default())
}
