//! A question and its answer, as data.

use std::fmt;

/// What is asked, and how it may be answered.
#[derive(Clone, Debug)]
pub struct Question {
    key: Key,
    /// The question, in a few words.
    pub message: String,
    /// What else is to be known about it.
    pub help: Option<String>,
    /// What an answer looks like.
    pub form: Form,
}

/// What an answer looks like.
#[derive(Clone, Debug)]
pub enum Form {
    /// One of these; the number is that of the one to start at.
    Select(Vec<Choice>, usize),
    /// Any of these; the numbers are those that are ticked at the start.
    Ticks(Vec<Choice>, Vec<usize>),
    /// A text.
    Text {
        /// What it is if nothing is typed.
        default: String,
        /// What is typed already.
        typed: String,
    },
    /// Yes or no; no if nothing is typed.
    YesNo,
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is called; as a word of a command line, if it is one.
    pub word: String,
    /// What it is.
    pub help: String,
    /// How wide the words of all choices are.
    width: usize,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A text, or the word of a choice.
    Word(String),
    /// The words of the choices that are ticked.
    Ticked(Vec<String>),
    /// Yes or no.
    Yes(bool),
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The folder of a new project.
    Path,
    /// The argument of this name.
    Argument(String),
    /// The switches of these names.
    Switches(Vec<String>),
    /// Whether to ask for what few people change.
    More,
    /// One more component.
    Component,
    /// What to do with it all.
    End,
    /// What becomes of a file that is there and differs.
    Conflict,
}

impl Question {
    pub(super) fn new(key: Key, message: impl Into<String>, form: Form) -> Self {
        Self { key, message: message.into(), help: None, form }
    }

    pub(super) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()).filter(|help| !help.is_empty()), ..self }
    }

    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// The same question, which starts at an answer that was given to it before.
    pub(super) fn starting_at(mut self, answer: Option<Answer>) -> Self {
        let position = |choices: &[Choice], word: &str| choices.iter().position(|choice| choice.word == word);
        match (&mut self.form, answer) {
            (Form::Select(choices, start), Some(Answer::Word(word))) => {
                *start = position(choices, &word).unwrap_or(*start);
            }
            (Form::Ticks(choices, ticked), Some(Answer::Ticked(words))) => {
                *ticked = words.iter().filter_map(|word| position(choices, word)).collect();
            }
            (Form::Text { typed, default }, Some(Answer::Word(word))) if word != *default => *typed = word,
            _ => {}
        }
        self
    }
}

impl Form {
    pub(super) fn text(default: String) -> Self {
        Self::Text { default, typed: String::new() }
    }
}

impl Choice {
    /// Choices of these words and what they mean.
    pub(super) fn list(choices: impl IntoIterator<Item = (String, String)>) -> Vec<Self> {
        let mut choices: Vec<_> =
            choices.into_iter().map(|(word, help)| Self { word, help, width: 0 }).collect();
        let width = choices.iter().map(|choice| choice.word.chars().count()).max().unwrap_or_default();
        for choice in &mut choices {
            choice.width = width;
        }
        choices
    }

    /// The column at which its help begins.
    pub fn indent(&self) -> usize {
        self.width + 2
    }

    /// It in a few words: its word, or what it is if there is none to type.
    pub fn title(&self) -> &str {
        if self.word.is_empty() { &self.help } else { &self.word }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.help.is_empty() {
            f.write_str(&self.word)
        } else {
            write!(f, "{:<width$}  {}", self.word, self.help, width = self.width)
        }
    }
}
