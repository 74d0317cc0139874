//! What is wrong with words, told as every other problem is.

use std::error::Error as _;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::command;
use crate::components::{Kind, problem_of_phoenix};
use crate::problem::{Problem, nearest};

/// What `clap` has against words, in our own words; none if it only tells help.
pub fn problem(error: &clap::Error) -> Option<Problem> {
    if let Some(problem) = error.source().and_then(|source| source.downcast_ref::<Problem>()) {
        let flag = word(error, ContextKind::InvalidArg).filter(|arg| arg.starts_with('-'));
        let is_empty = word(error, ContextKind::InvalidValue) == Some("");
        // Where nothing can be quoted, the flag tells what is meant.
        return Some(match flag.filter(|_| is_empty && problem.way_out().is_none()) {
            Some(flag) => bad_value(error, flag),
            None => problem.clone(),
        });
    }
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    if error.kind() == ErrorKind::MissingRequiredArgument
        && let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg)
    {
        return Some(lacking(missing, &usage));
    }
    if let Some(word) = word(error, ContextKind::InvalidSubcommand) {
        return Some(unknown_command(word, &usage));
    }
    let arg = word(error, ContextKind::InvalidArg);
    if let Some(flag) =
        arg.filter(|_| usage.contains(" add ") || word(error, ContextKind::InvalidValue).is_some())
        && let Some(problem) = problem_of_phoenix(flag, word(error, ContextKind::InvalidValue))
    {
        return Some(problem);
    }
    let known = arg.and_then(|arg| match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Some(bad_value(error, arg)),
        ErrorKind::UnknownArgument => Some(unknown_argument(error, arg, &usage)),
        ErrorKind::ArgumentConflict => {
            let other = match error.get(ContextKind::PriorArg)? {
                ContextValue::String(other) => other.as_str(),
                ContextValue::Strings(others) => others.first()?,
                _ => return None,
            };
            let message = if other == arg {
                format!("`{}` is given twice", name(arg))
            } else {
                format!("`{}` cannot be combined with `{}`", name(arg), name(other))
            };
            Some(Problem::usage("impossible-pair", message).hint("leave one of them out"))
        }
        _ => None,
    });
    Some(known.unwrap_or_else(|| other(error)))
}

/// What lies beyond our own words, in those of `clap`.
fn other(error: &clap::Error) -> Problem {
    let text = error.to_string();
    let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let problem = Problem::usage("usage", message);
    match text.lines().find_map(|line| line.trim().strip_prefix("tip: ")) {
        Some(tip) => problem.hint(tip),
        None => problem,
    }
}

fn word(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word),
        _ => None,
    }
}

/// An argument without its value: `--ttl` of `--ttl <TIME>`.
fn name(arg: &str) -> &str {
    arg.split([' ', '=']).next().unwrap_or(arg)
}

/// The command of a usage, such as `beamsmith add cache`.
fn command_of(usage: &str) -> String {
    let (_, usage) = usage.split_once("Usage: ").unwrap_or(("", usage));
    let words: Vec<_> = usage.split(' ').take_while(|word| !word.starts_with(['-', '<', '['])).collect();
    words.join(" ")
}

/// The problem with a value that an argument does not take.
fn bad_value(error: &clap::Error, arg: &str) -> Problem {
    let values = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) => values.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let value = word(error, ContextKind::InvalidValue).unwrap_or_default();
    if value.is_empty() {
        let problem = Problem::usage("missing-value", format!("`{}` has no value", name(arg)));
        return if values.is_empty() {
            problem.hint(format!("write it as `{arg}`"))
        } else {
            problem.hint(format!("choose from {}", values.join(", ")))
        };
    }
    let message = format!("`{}` cannot be `{}`", name(arg), value.escape_debug());
    match error.source() {
        Some(source) => {
            Problem::usage("bad-value", format!("{message}: {}", Problem::of_value(source).line()))
        }
        None => Problem::usage("bad-value", message).nearest(value, &values),
    }
}

/// The problem with a flag that there is not, or with one word too many.
fn unknown_argument(error: &clap::Error, arg: &str, usage: &str) -> Problem {
    let command = command_of(usage);
    let help = format!("see `{command} --help`");
    if !arg.starts_with('-') {
        let message = format!("`{command}` does not take `{}`", arg.escape_debug());
        return Problem::usage("unknown-argument", message).hint(help);
    }
    let problem = Problem::usage("unknown-flag", format!("`{command}` has no flag `{}`", arg.escape_debug()));
    match word(error, ContextKind::SuggestedArg) {
        Some(nearest) => problem.hint(format!("did you mean `{}`?", name(nearest))),
        None => problem.hint(help),
    }
}

/// The problem with a command that there is not.
fn unknown_command(word: &str, usage: &str) -> Problem {
    let kinds: Vec<_> = Kind::additions().map(|kind| kind.name).collect();
    if usage.contains(" add ") {
        let message = format!("there is no kind `{}`", word.escape_debug());
        return Problem::usage("unknown-kind", message).nearest(word, &kinds);
    }
    let problem = Problem::usage("unknown-command", format!("there is no command `{}`", word.escape_debug()));
    let verbs = command();
    let verbs = verbs.get_subcommands().filter(|verb| !verb.is_hide_set()).map(Command::get_name);
    let verbs: Vec<_> = verbs.collect();
    // A kind without `add` before it is a command that was cut short.
    match nearest(word, &[&verbs[..], &kinds].concat()) {
        Some(kind) if kinds.contains(&kind) => problem.hint(format!("did you mean `beamsmith add {kind}`?")),
        _ => problem.nearest(word, &verbs),
    }
}

/// The problem that arguments are not said which nothing goes without.
fn lacking(missing: &[String], usage: &str) -> Problem {
    let command = command_of(usage);
    let missing: Vec<_> = missing.iter().map(|arg| format!("`{arg}`")).collect();
    let is_asked = command.contains(" new") || command.contains(" add");
    let asked = if is_asked { "; in a terminal, without `--yes`, it is asked for" } else { "" };
    Problem::usage("missing-argument", format!("`{command}` is missing {}", missing.join(" and ")))
        .hint(format!("see `{command} --help`{asked}"))
}
