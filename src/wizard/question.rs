//! A question and its answer, as data.

use crate::candidates::Completions;

/// What is asked, and how it may be answered.
#[derive(Clone, Debug)]
pub struct Question {
    key: Key,
    /// The question, in a few words.
    pub message: String,
    /// What else is to be known about it.
    pub help: Option<String>,
    /// What is told where `?` is typed, besides what there is to choose from.
    explanation: Vec<Choice>,
    /// What an answer looks like.
    pub form: Form,
    /// Ways to go on with what is typed.
    pub completions: Option<Completions>,
    /// Whether there is none before it to go back to.
    pub is_first: bool,
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
    /// Yes or no; this if nothing is typed.
    YesNo(bool),
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is called; as a word of a command line, if it is one.
    pub word: String,
    /// What it is a part of, if the choices are of several groups.
    pub group: &'static str,
    /// What it is.
    pub help: String,
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

/// What is typed to be told all of a question.
pub const HELP: &str = "?";

/// What is typed, or chosen, at any question to be shown what the answers come to so far.
pub const SO_FAR: &str = "??";

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The folder of a new project.
    Path,
    /// The argument of this name.
    Argument(String),
    /// The switches of these names.
    Switches(Vec<String>),
    /// Any of the choices of the argument of this name.
    Any(String),
    /// One more word of the argument of this name, or the one at a place in another way.
    Item(String, Option<usize>),
    /// What becomes of the word at a place of the argument of this name.
    Fate(String, usize),
    /// Whether to ask for what few people change.
    More,
    /// One more component.
    Addition,
    /// Which of the components to change.
    Which,
    /// What becomes of the component at a place.
    Component(usize),
    /// What is done besides writing.
    Flags,
    /// What to do with it all.
    End,
    /// What becomes of a file that is there and differs.
    Conflict,
}

impl Question {
    pub(super) fn new(key: Key, message: impl Into<String>, form: Form) -> Self {
        Self {
            key,
            message: message.into(),
            help: None,
            explanation: Vec::new(),
            form,
            completions: None,
            is_first: false,
        }
    }

    pub(super) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()).filter(|help| !help.is_empty()), ..self }
    }

    pub(super) fn completed_by(self, completions: Option<Completions>) -> Self {
        Self { completions, ..self }
    }

    pub(super) fn explained_by(self, explanation: Vec<Choice>) -> Self {
        Self { explanation, ..self }
    }

    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// Whether a word is offered where nothing is typed.
    fn offers(&self, word: &str) -> bool {
        let offered = self.completions.as_ref().map(|completions| completions.of("")).unwrap_or_default();
        offered.iter().any(|(offered, _)| offered == word)
    }

    /// All that there is to know about it.
    pub fn explained(&self) -> Vec<Choice> {
        let line = |text: &String| (text.clone(), String::new());
        let question = [&self.message].into_iter().chain(&self.help);
        let mut lines = match self.explanation.as_slice() {
            [] => Choice::list(question.map(line)),
            lines => lines.to_vec(),
        };
        if let Form::Select(choices, _) | Form::Ticks(choices, _) = &self.form {
            // A switch is told as its flag.
            let is_told = |choice: &&Choice| {
                let flag = format!("--{}", choice.word.replace('_', "-"));
                lines.iter().any(|line| line.word == choice.word || line.word == flag)
            };
            let others: Vec<_> =
                choices.iter().filter(|choice| !choice.is_mark() && !is_told(choice)).collect();
            lines.extend(others.into_iter().cloned());
        }
        lines
    }

    /// The same question, before which there is none.
    pub(super) fn first(self, is_first: bool) -> Self {
        Self { is_first, ..self }
    }

    /// The same question; where it is a list, what is typed at any question stands at its end.
    #[must_use]
    pub fn with_marks(mut self) -> Self {
        if let Form::Select(choices, _) = &mut self.form {
            choices.extend(Choice::marks());
        }
        self
    }

    /// The same question, which starts at an answer that was given to it before.
    pub(super) fn starting_at(mut self, answer: Option<Answer>) -> Self {
        let position = |choices: &[Choice], word: &str| choices.iter().position(|choice| choice.word == word);
        let is_offered = matches!(&answer, Some(Answer::Word(word)) if self.offers(word));
        match (&mut self.form, answer) {
            (Form::Select(choices, start), Some(Answer::Word(word))) => {
                *start = position(choices, &word).unwrap_or(*start);
            }
            (Form::Ticks(choices, ticked), Some(Answer::Ticked(words))) => {
                *ticked = words.iter().filter_map(|word| position(choices, word)).collect();
            }
            (Form::YesNo(usual), Some(Answer::Yes(yes))) => *usual = yes,
            // What is there to be chosen need not be typed.
            (Form::Text { .. }, _) if is_offered => {}
            (Form::Text { typed, default }, Some(Answer::Word(word))) if word != *default => *typed = word,
            _ => {}
        }
        self
    }
}

impl Answer {
    /// Whether it only asks for what this mark stands for.
    pub(super) fn asks(&self, mark: &str) -> bool {
        match self {
            Self::Word(word) => word == mark,
            Self::Ticked(words) => words.iter().any(|word| word == mark),
            Self::Yes(_) => false,
        }
    }

    /// What was ticked besides a mark, if anything could be.
    pub(super) fn without_marks(self) -> Option<Self> {
        match self {
            Self::Ticked(words) => {
                Some(Self::Ticked(words.into_iter().filter(|word| word != HELP && word != SO_FAR).collect()))
            }
            _ => None,
        }
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
        choices.into_iter().map(|(word, help)| Self { word, group: "", help }).collect()
    }

    /// Those that answer nothing: one explains the question, one shows what the answers come to so far.
    pub fn marks() -> Vec<Self> {
        let marks = [(HELP, "explain this question"), (SO_FAR, "preview the files and the supervision tree")];
        Self::list(marks.map(|(word, help)| (word.to_owned(), help.to_owned())))
    }

    /// Whether it answers nothing.
    pub fn is_mark(&self) -> bool {
        self.word == HELP || self.word == SO_FAR
    }

    /// What it is called and what it is; what it is alone, if there is no word to type.
    pub fn told(&self) -> (&str, &str) {
        if self.word.is_empty() { (&self.help, "") } else { (&self.word, &self.help) }
    }

    /// It in a few words: its word, or what it is if there is none to type.
    pub fn title(&self) -> &str {
        if self.word.is_empty() { &self.help } else { &self.word }
    }
}
