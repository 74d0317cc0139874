//! The questions of a component: what of its arguments nobody has settled yet.
//!
//! The component itself says what goes with what was said: a choice that its model refuses is not
//! offered, and the default of a choice is what the model makes of it when it is left out.

use std::iter;

use clap::{Arg, Command};
use serde_json::Value;

use super::list;
use super::question::{Answer, Choice, Form, Key, Question};
use super::said::Said;
use crate::candidates::{candidates, completions, grammar};
use crate::components::{Context, MORE, is_switch};
use crate::problem::Problem;
use crate::spec::takes_many;

/// The next question about a component; none if everything is settled. Not in full, it leaves out what is under a
/// heading.
pub(super) fn next(said: &Said, in_full: bool, context: &Context<'_>) -> Result<Option<Question>, Problem> {
    let command = said.kind.command().clone().mut_args(|arg| {
        let is_left_out = !in_full && arg.get_help_heading().is_some();
        arg.hide(is_left_out)
    });
    if let Some(arg) = open(&command, said).find(|arg| arg.is_required_set()) {
        return required(arg, said, context).map(Some);
    }
    // What the defaults make of it cannot be: another answer can.
    if let Err(problem) = said.model(context)
        && let Some(arg) = said.open_subject(&problem)
    {
        return Ok(Some(required(arg, said, context)?.with_help(problem.message())));
    }
    for heading in [None, Some(MORE)] {
        let args: Vec<_> = open(&command, said)
            .filter(|arg| (arg.get_help_heading() == Some(MORE)) == heading.is_some())
            .cloned()
            .collect();
        if heading.is_some() && said.more == Some(false) {
            return Ok(None);
        }
        let mut asked = Vec::new();
        for arg in &args {
            match optional(arg, &args, said, context)? {
                Some(_) if heading.is_some() && said.more.is_none() => asked.push(arg.clone()),
                None => {}
                question => return Ok(question),
            }
        }
        if !asked.is_empty() {
            return Ok(Some(more(&asked, said)));
        }
    }
    Ok(None)
}

/// A question about an argument that may be left out; none where there is nothing to choose from.
fn optional(
    arg: &Arg,
    args: &[Arg],
    said: &Said,
    context: &Context<'_>,
) -> Result<Option<Question>, Problem> {
    if is_switch(arg) {
        Ok(switches(arg, args, said, context))
    } else if takes_many(arg) && candidates(arg, context.project)?.is_none() {
        list::question(arg, said, context).map(Some)
    } else {
        choice(arg, said, context)
    }
}

/// A question about an argument that nothing goes without.
fn required(arg: &Arg, said: &Said, context: &Context<'_>) -> Result<Question, Problem> {
    if takes_many(arg) {
        return list::question(arg, said, context);
    }
    match candidates(arg, context.project)? {
        Some(choices) if !choices.is_empty() => {
            let key = arg.get_id().to_string();
            let start = position(&choices, earlier(said, &key)).unwrap_or_default();
            let form = Form::Select(Choice::list(choices), start);
            Ok(Question::new(Key::Argument(key), split(&help(arg).0).0, form).explained_by(explanation(arg)))
        }
        _ => text(arg, String::new(), said, context),
    }
}

/// What is said of a component once a question about it was answered.
pub(super) fn answered(
    said: &Said,
    question: &Question,
    answer: &Answer,
    context: &Context<'_>,
) -> Result<Said, Problem> {
    let before = said.clone();
    let said = match (question.key(), answer) {
        (Key::Argument(key), Answer::Word(word)) => {
            let is_default = word.is_empty() || default(key, &before, context).as_ref() == Some(word);
            if is_default && !before.requires(key) { before.settled(key) } else { before.with(key, word) }
        }
        (Key::Switches(keys), Answer::Ticked(ticked)) => keys.iter().fold(before.clone(), |said, key| {
            let is_on = ticked.contains(key).to_string();
            if default(key, &before, context).as_ref() == Some(&is_on) {
                said.settled(key)
            } else {
                said.with(key, &is_on)
            }
        }),
        (Key::Any(key), Answer::Ticked(ticked)) => before.with_words(key, ticked.clone()).settled(key),
        (Key::More, Answer::Yes(more)) => before.with_more(*more),
        (Key::Item(..) | Key::Fate(..), Answer::Word(word)) => list::answered(before, question.key(), word)?,
        (key, answer) => panic!("this is a bug: {key:?} cannot be answered by {answer:?}"),
    };
    said.check_words()?;
    let completed = said.completed();
    match completed.said.model(context) {
        Err(problem) if completed.is_to_blame(&problem) => Err(problem),
        _ => Ok(said),
    }
}

fn open<'c>(command: &'c Command, said: &Said) -> impl Iterator<Item = &'c Arg> {
    command.get_arguments().filter(|arg| !arg.is_hide_set() && !said.is_settled(arg.get_id().as_str()))
}

/// What was said for an argument before the component was to be changed.
fn earlier<'s>(said: &'s Said, key: &str) -> Option<&'s str> {
    said.earlier()?.word(key)
}

fn position(choices: &[(String, String)], word: Option<&str>) -> Option<usize> {
    choices.iter().position(|(other, _)| Some(other.as_str()) == word)
}

/// The choice that the component is below by its name: `Pricing` for `Pricing.Cache`.
fn within(choices: &[(String, String)], said: &Said) -> Option<usize> {
    let mut owners = iter::successors(said.word("name"), |name| Some(name.rsplit_once('.')?.0)).skip(1);
    owners.find_map(|owner| position(choices, Some(owner)))
}

/// The word that says what an argument is when it is left out.
fn default(key: &str, said: &Said, context: &Context<'_>) -> Option<String> {
    let command = said.kind.command();
    let arg = command.get_arguments().find(|arg| arg.get_id() == key)?;
    if let Some(word) = arg.get_default_values().first() {
        return Some(word.to_string_lossy().into_owned());
    }
    let model = said.model(context).ok()?;
    // A model may hold something else under the same name, such as milliseconds.
    let is_same = |word: &String| said.clone().with(key, word).model(context).is_ok_and(|said| said == model);
    let within = model.as_object()?.values().filter_map(|part| part.get(key));
    model.get(key).into_iter().chain(within).filter_map(word).find(is_same)
}

/// A value as a word of a command line.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::Bool(on) => Some(on.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(word) => Some(word.clone()),
        _ => None,
    }
}

/// A question about an argument that is no switch; none if there is nothing to choose from.
fn choice(arg: &Arg, said: &Said, context: &Context<'_>) -> Result<Option<Question>, Problem> {
    let key = arg.get_id().as_str();
    let default = default(key, said, context);
    let Some(mut choices) = candidates(arg, context.project)? else {
        return text(arg, default.unwrap_or_default(), said, context).map(Some);
    };
    choices.retain(|(word, _)| said.clone().with(key, word).model(context).is_ok());
    if choices.is_empty() {
        return Ok(None);
    }
    if takes_many(arg) {
        let earlier = said.earlier().map(|said| said.words(key)).unwrap_or_default();
        let ticked = earlier.iter().filter_map(|word| position(&choices, Some(word))).collect();
        let form = Form::Ticks(Choice::list(choices), ticked);
        let question = Question::new(Key::Any(key.to_owned()), help(arg).0, form);
        return Ok(Some(question.explained_by(explanation(arg))));
    }
    if choices.len() == 1 && default.is_some() {
        return Ok(None);
    }
    let (message, unsaid) = help(arg);
    if default.is_none() {
        choices.insert(0, (String::new(), unsaid.unwrap_or_else(|| "leave it out".to_owned())));
    }
    let start = position(&choices, earlier(said, key))
        .or_else(|| within(&choices, said).filter(|_| said.earlier().is_none()))
        .or_else(|| position(&choices, default.as_deref()));
    let form = Form::Select(Choice::list(choices), start.unwrap_or_default());
    let message = split(&message).0;
    Ok(Some(Question::new(Key::Argument(key.to_owned()), message, form).explained_by(explanation(arg))))
}

fn text(arg: &Arg, default: String, said: &Said, context: &Context<'_>) -> Result<Question, Problem> {
    let key = arg.get_id().to_string();
    let (message, unsaid) = help(arg);
    // The line is for the answer: the example is told below it.
    let (message, example) = split(&message);
    let example = example.map(|example| format!("for example {example}"));
    let unsaid = unsaid.filter(|_| default.is_empty()).map(|unsaid| format!("if left empty: {unsaid}"));
    let told: Vec<_> = example.into_iter().chain(unsaid).collect();
    let typed = earlier(said, &key).filter(|word| *word != default).unwrap_or_default().to_owned();
    Ok(Question::new(Key::Argument(key), message, Form::Text { default, typed })
        .with_help(told.join("; "))
        .explained_by(explanation(arg))
        .completed_by(completions(arg, context.project)?))
}

/// One question about all switches of a heading that the component does not refuse.
fn switches(arg: &Arg, args: &[Arg], said: &Said, context: &Context<'_>) -> Option<Question> {
    let heading = arg.get_help_heading();
    let (mut choices, mut ticked, mut told) = (Vec::new(), Vec::new(), Vec::new());
    told.extend(
        heading.filter(|heading| *heading != MORE).map(|heading| (heading.to_owned(), String::new())),
    );
    for arg in args.iter().filter(|arg| is_switch(arg) && arg.get_help_heading() == heading) {
        let key = arg.get_id().as_str();
        if said.clone().with(key, "true").model(context).is_err() {
            continue;
        }
        let default = default(key, said, context);
        if earlier(said, key).or(default.as_deref()) == Some("true") {
            ticked.push(choices.len());
        }
        choices.push((key.to_owned(), help(arg).0));
        told.push((typed(arg), arg.get_help().map(ToString::to_string).unwrap_or_default()));
    }
    if choices.is_empty() {
        return None;
    }
    let keys = choices.iter().map(|(key, _)| key.clone()).collect();
    let message = heading
        .filter(|heading| *heading != MORE)
        .unwrap_or("Other options")
        .split(" (")
        .next()
        .unwrap_or_default();
    let form = Form::Ticks(Choice::list(choices), ticked);
    Some(Question::new(Key::Switches(keys), message, form).explained_by(Choice::list(told)))
}

fn more(args: &[Arg], said: &Said) -> Question {
    let names: Vec<_> = args.iter().map(|arg| arg.get_id().as_str().replace('_', " ")).collect();
    let is_usual = said.earlier().is_some_and(|said| said.more == Some(true));
    Question::new(Key::More, "More options?", Form::YesNo(is_usual))
        .with_help(names.join(", "))
        .explained_by(Choice::list(args.iter().map(|arg| (typed(arg), help(arg).0))))
}

/// The help of an argument, and what it says of the default.
pub(super) fn help(arg: &Arg) -> (String, Option<String>) {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    match help.split_once(" [default: ") {
        Some((help, default)) => (help.to_owned(), Some(default.trim_end_matches(']').to_owned())),
        None => (help, None),
    }
}

/// What help says, and its example, if it has one.
fn split(help: &str) -> (&str, Option<&str>) {
    match help.split_once(", such as ") {
        Some((help, example)) => (help, Some(example)),
        None => (help, None),
    }
}

/// All that is to be known of an argument: how it is typed, what it is, the grammar of its words.
pub(super) fn explanation(arg: &Arg) -> Vec<Choice> {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let line = |text| (text, String::new());
    Choice::list([line(typed(arg)), line(help)].into_iter().chain(grammar(arg)))
}

/// How an argument is typed.
fn typed(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default();
    match arg.get_long() {
        Some(flag) if is_switch(arg) => format!("--{flag}"),
        Some(flag) => format!("--{flag} {value}"),
        None => value,
    }
}
