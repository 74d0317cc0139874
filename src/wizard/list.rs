//! The questions of an argument that takes many words: one after the other, until Enter alone ends it.

use clap::Arg;

use super::form::{explanation, help};
use super::question::{Choice, Form, Key, Question};
use super::said::{Editing, Said};
use crate::candidates::{Completions, completions};
use crate::components::Context;
use crate::problem::Problem;

const FATES: [(&str, &str); 5] = [
    ("change", "edit it"),
    ("remove", "remove it"),
    ("up", "move it up"),
    ("down", "move it down"),
    ("back", "leave it as it is"),
];

/// The next question about an argument that takes many words.
pub(super) fn question(arg: &Arg, said: &Said, context: &Context<'_>) -> Result<Question, Problem> {
    let key = arg.get_id().to_string();
    let words = said.words(&key);
    let name = arg.get_value_names().and_then(<[_]>::first).map(|name| capitalized(name)).unwrap_or_default();
    let completions = completions(arg, context.project)?;
    let asked = |place: Option<usize>, form| {
        let message = format!("{name} {}", place.unwrap_or(words.len()) + 1);
        Question::new(Key::Item(key.clone(), place), message, form).explained_by(explanation(arg))
    };
    Ok(match said.editing {
        Editing::Adding => {
            let so_far = if words.is_empty() {
                help(arg).0
            } else {
                "Enter: done; pick one below to change, move, or remove it".to_owned()
            };
            asked(None, Form::text(String::new()))
                .with_help(so_far)
                .completed_by(Some(with_words(words.to_vec(), completions)))
        }
        Editing::Choosing(index) => {
            let fates = FATES.map(|(word, help)| (word.to_owned(), help.to_owned()));
            let word = words.get(index).map(String::as_str).unwrap_or_default();
            Question::new(Key::Fate(key, index), word, Form::Select(Choice::list(fates), 0))
        }
        Editing::Changing(index) => {
            let typed = words.get(index).cloned().unwrap_or_default();
            asked(Some(index), Form::Text { default: String::new(), typed }).completed_by(completions)
        }
    })
}

/// Where nothing is typed yet, the words that are there; then the ways to go on.
fn with_words(words: Vec<String>, completions: Option<Completions>) -> Completions {
    Completions::new(move |typed| match &completions {
        _ if typed.is_empty() => words.iter().map(|word| (word.clone(), String::new())).collect(),
        Some(completions) => completions.of(typed),
        None => Vec::new(),
    })
}

/// What is said once such a question was answered. A word that is there already is one to be changed.
pub(super) fn answered(said: Said, question: &Key, word: &str) -> Result<Said, Problem> {
    match question {
        Key::Item(key, None) => {
            let mut words = said.words(key).to_vec();
            if word.is_empty() {
                return if words.is_empty() && said.requires(key) {
                    Err(Problem::usage("missing-value", "at least one is required"))
                } else {
                    Ok(said.settled(key))
                };
            }
            if let Some(index) = words.iter().position(|other| other == word) {
                return Ok(said.editing(Editing::Choosing(index)));
            }
            words.push(word.to_owned());
            Ok(said.with_words(key, words))
        }
        Key::Item(key, Some(index)) => {
            let mut words = said.words(key).to_vec();
            if !word.is_empty() {
                word.clone_into(&mut words[*index]);
            }
            Ok(said.with_words(key, words).editing(Editing::Adding))
        }
        Key::Fate(key, index) => {
            let mut words = said.words(key).to_vec();
            let last = words.len().saturating_sub(1);
            match word {
                "change" => return Ok(said.editing(Editing::Changing(*index))),
                "remove" => drop(words.remove(*index)),
                "up" => words.swap(*index, index.saturating_sub(1)),
                "down" => words.swap(*index, (index + 1).min(last)),
                _ => {}
            }
            Ok(said.with_words(key, words).editing(Editing::Adding))
        }
        key => panic!("this is a bug: {key:?} is about no list"),
    }
}

/// The name of a value, `FIELD`, as a word at the beginning of a question.
fn capitalized(name: &str) -> String {
    let mut name = name.to_lowercase();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}
