//! The questions of a component: what of its arguments nobody has settled yet.
//!
//! The component itself says what goes with what was said: a choice that its model refuses is not
//! offered, and the default of a choice is what the model makes of it when it is left out.

use clap::{Arg, Command};
use serde_json::Value;

use super::question::{Answer, Choice, Form, Key, Question};
use super::said::Said;
use crate::candidates::candidates;
use crate::components::{Context, MORE, is_switch};
use crate::problem::Problem;

/// The next question about a component; none if everything is settled.
pub(super) fn next(said: &Said, context: &Context<'_>) -> Result<Option<Question>, Problem> {
    let command = said.kind.command();
    if let Some(arg) = open(&command, said).find(|arg| arg.is_required_set()) {
        return Ok(Some(text(arg, String::new())));
    }
    for heading in [None, Some(MORE)] {
        let args: Vec<_> = open(&command, said)
            .filter(|arg| (arg.get_help_heading() == Some(MORE)) == heading.is_some())
            .cloned()
            .collect();
        if heading.is_some() && !args.is_empty() {
            match said.more {
                None => return Ok(Some(more(&args))),
                Some(false) => return Ok(None),
                Some(true) => {}
            }
        }
        for arg in &args {
            let question = if is_switch(arg) {
                switches(arg, &args, said, context)
            } else {
                choice(arg, said, context)?
            };
            // There is none where there is nothing to choose from.
            if question.is_some() {
                return Ok(question);
            }
        }
    }
    Ok(None)
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
            let is_required = before
                .kind
                .command()
                .get_arguments()
                .any(|arg| arg.get_id() == key.as_str() && arg.is_required_set());
            if is_default && !is_required { before.settled(key) } else { before.with(key, word) }
        }
        (Key::Switches(keys), Answer::Ticked(ticked)) => keys.iter().fold(before.clone(), |said, key| {
            let is_on = ticked.contains(key).to_string();
            if default(key, &before, context).as_ref() == Some(&is_on) {
                said.settled(key)
            } else {
                said.with(key, &is_on)
            }
        }),
        (Key::More, Answer::Yes(more)) => before.with_more(*more),
        (key, answer) => panic!("this is a bug: {key:?} cannot be answered by {answer:?}"),
    };
    if said.is_whole() {
        said.model(context)?;
    } else {
        said.check_words()?;
    }
    Ok(said)
}

fn open<'c>(command: &'c Command, said: &Said) -> impl Iterator<Item = &'c Arg> {
    command.get_arguments().filter(|arg| !said.is_settled(arg.get_id().as_str()))
}

/// The word that says what an argument is when it is left out.
fn default(key: &str, said: &Said, context: &Context<'_>) -> Option<String> {
    let command = said.kind.command();
    let arg = command.get_arguments().find(|arg| arg.get_id() == key)?;
    if let Some(word) = arg.get_default_values().first() {
        return Some(word.to_string_lossy().into_owned());
    }
    let model = said.model(context).ok()?;
    let word = match model.get(key)? {
        Value::Bool(on) => on.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(word) => word.clone(),
        _ => return None,
    };
    // A model may hold something else under the same name, such as milliseconds.
    let is_same = said.clone().with(key, &word).model(context).is_ok_and(|said| said == model);
    is_same.then_some(word)
}

/// A question about an argument that is no switch; none if there is nothing to choose from.
fn choice(arg: &Arg, said: &Said, context: &Context<'_>) -> Result<Option<Question>, Problem> {
    let key = arg.get_id().as_str();
    let default = default(key, said, context);
    let Some(mut choices) = candidates(arg, context.project)? else {
        return Ok(Some(text(arg, default.unwrap_or_default())));
    };
    choices.retain(|(word, _)| said.clone().with(key, word).model(context).is_ok());
    if choices.is_empty() || (choices.len() == 1 && default.is_some()) {
        return Ok(None);
    }
    let (message, unsaid) = help(arg);
    if default.is_none() {
        choices.insert(0, (String::new(), unsaid.unwrap_or_else(|| "leave it out".to_owned())));
    }
    let start = choices.iter().position(|(word, _)| Some(word) == default.as_ref()).unwrap_or_default();
    Ok(Some(Question::new(
        Key::Argument(key.to_owned()),
        message,
        Form::Select(Choice::list(choices), start),
    )))
}

fn text(arg: &Arg, default: String) -> Question {
    let (message, unsaid) = help(arg);
    let unsaid = unsaid.filter(|_| default.is_empty()).map(|unsaid| format!("nothing typed: {unsaid}"));
    Question::new(Key::Argument(arg.get_id().to_string()), message, Form::text(default))
        .with_help(unsaid.unwrap_or_default())
}

/// One question about all switches of a heading that the component does not refuse.
fn switches(arg: &Arg, args: &[Arg], said: &Said, context: &Context<'_>) -> Option<Question> {
    let heading = arg.get_help_heading();
    let (mut choices, mut ticked) = (Vec::new(), Vec::new());
    for arg in args.iter().filter(|arg| is_switch(arg) && arg.get_help_heading() == heading) {
        let key = arg.get_id().as_str();
        if said.clone().with(key, "true").model(context).is_err() {
            continue;
        }
        if default(key, said, context).as_deref() == Some("true") {
            ticked.push(choices.len());
        }
        choices.push((key.to_owned(), help(arg).0));
    }
    if choices.is_empty() {
        return None;
    }
    let keys = choices.iter().map(|(key, _)| key.clone()).collect();
    let message = heading.unwrap_or("Options").split(" (").next().unwrap_or_default();
    Some(Question::new(Key::Switches(keys), message, Form::Ticks(Choice::list(choices), ticked)))
}

fn more(args: &[Arg]) -> Question {
    let names: Vec<_> = args.iter().map(|arg| arg.get_id().as_str().replace('_', " ")).collect();
    Question::new(Key::More, "More options?", Form::YesNo).with_help(names.join(", "))
}

/// The help of an argument, and what it says of the default.
fn help(arg: &Arg) -> (String, Option<String>) {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    match help.split_once(" [default: ") {
        Some((help, default)) => (help.to_owned(), Some(default.trim_end_matches(']').to_owned())),
        None => (help, None),
    }
}
