//! What was said of one component so far, as words for its arguments.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use crate::components::{Context, Kind, is_switch};
use crate::problem::Problem;
use crate::spec::{self, takes_many};

/// A component that is being described.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its kind.
    pub kind: &'static Kind,
    /// Where it goes, if it is a project; the last part is its name unless another was said.
    pub(super) path: Option<PathBuf>,
    /// Each argument that was said, and its words.
    words: Vec<(String, Vec<String>)>,
    /// The arguments that need not be asked for any more.
    settled: BTreeSet<String>,
    /// Whether to ask for what few people change; unsaid if that was not asked yet.
    pub(super) more: Option<bool>,
    /// What is being done to the argument that takes many words, if one is being asked for.
    pub(super) editing: Editing,
    /// What was said of it before it was to be changed: where its questions start.
    earlier: Option<Rc<Self>>,
}

/// A component, and the arguments that something stands in for.
pub(super) struct Completed {
    pub(super) said: Said,
    pub(super) stand_ins: Vec<String>,
}

impl Completed {
    /// Whether a problem lies with what was said, and not with what stands in for the rest, or with the default of what
    /// is still to be asked.
    pub(super) fn is_to_blame(&self, problem: &Problem) -> bool {
        let is_said = |key| !self.stand_ins.iter().any(|stand_in| stand_in == key);
        self.said.open_subject(problem).is_none()
            && (self.stand_ins.is_empty() || problem.subject().is_some_and(is_said))
    }
}

/// Words of which most arguments take one.
const STAND_INS: [&str; 6] =
    ["Thing", "name:string", "thing:1", "https://thing.test", "1", "step:insert=Context.Schema"];

/// What is being done to a list of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Editing {
    /// One more is typed.
    #[default]
    Adding,
    /// It is to be said what becomes of the one at this place.
    Choosing(usize),
    /// The one at this place is typed anew.
    Changing(usize),
}

impl Said {
    /// A component of which nothing was said.
    pub fn nothing(kind: &'static Kind) -> Self {
        Self {
            kind,
            path: None,
            words: Vec::new(),
            settled: BTreeSet::new(),
            more: None,
            editing: Editing::default(),
            earlier: None,
        }
    }

    /// The same component, of which all is to be said anew.
    #[must_use]
    pub(super) fn anew(&self) -> Self {
        let command = self.kind.command();
        let lists = command.get_arguments().filter(|arg| takes_many(arg) && arg.is_required_set());
        let lists = lists.map(|arg| arg.get_id().as_str());
        let start = Self { earlier: Some(Rc::new(self.clone())), ..Self::nothing(self.kind) };
        lists.fold(start, |said, key| said.with_words(key, self.words(key).to_vec()))
    }

    /// What was said before it was to be changed.
    pub(super) fn earlier(&self) -> Option<&Self> {
        self.earlier.as_deref()
    }

    /// A component of which this was typed.
    pub fn typed(kind: &'static Kind, matches: &ArgMatches) -> Self {
        let mut said = Self::nothing(kind);
        for arg in kind.command().get_arguments() {
            let key = arg.get_id().as_str();
            if matches.value_source(key) == Some(ValueSource::CommandLine)
                && let Some(words) = matches.get_raw(key)
            {
                let words = words.map(|word| word.to_string_lossy().into_owned()).collect();
                said = said.with_words(key, words).settled(key);
            }
        }
        said
    }

    /// The same project at a path.
    #[must_use]
    pub fn at(self, path: impl Into<PathBuf>) -> Self {
        Self { path: Some(path.into()), ..self }.settled("name")
    }

    /// The same with a word for an argument.
    #[must_use]
    pub(super) fn with(self, key: &str, word: &str) -> Self {
        self.with_words(key, vec![word.to_owned()]).settled(key)
    }

    /// The same with words for an argument that takes many, of which there may be more to come.
    #[must_use]
    pub(super) fn with_words(mut self, key: &str, words: Vec<String>) -> Self {
        self.words.retain(|(said, _)| said != key);
        if !words.is_empty() {
            self.words.push((key.to_owned(), words));
        }
        self
    }

    /// The same, with something else being done to a list of words.
    #[must_use]
    pub(super) fn editing(self, editing: Editing) -> Self {
        Self { editing, ..self }
    }

    /// The same, with a stand-in for each required argument that is not said yet: so the rest can be checked.
    pub(super) fn completed(&self) -> Completed {
        let mut completed = Completed { said: self.clone(), stand_ins: Vec::new() };
        for arg in self.kind.command().get_arguments().filter(|arg| arg.is_required_set()) {
            let key = arg.get_id().as_str();
            if self.words(key).is_empty() && !self.is_settled(key) {
                // Those before it are there: what has no flag goes by its place.
                let stands = |word: &&str| completed.said.clone().with(key, word).check_words().is_ok();
                let word = STAND_INS.into_iter().find(stands).unwrap_or_default();
                completed.said = completed.said.with(key, word);
                completed.stand_ins.push(key.to_owned());
            }
        }
        completed
    }

    /// The same, an argument left to its default.
    #[must_use]
    pub(super) fn settled(mut self, key: &str) -> Self {
        self.settled.insert(key.to_owned());
        self
    }

    /// The same, with or without what few people change.
    #[must_use]
    pub(super) fn with_more(self, more: bool) -> Self {
        Self { more: Some(more), ..self }
    }

    /// Whether an argument need not be asked for.
    pub(super) fn is_settled(&self, key: &str) -> bool {
        self.settled.contains(key)
    }

    /// The argument that a problem lies with, if nothing was said for it yet.
    pub(super) fn open_subject(&self, problem: &Problem) -> Option<&'static Arg> {
        let key = problem.subject().filter(|key| !self.is_settled(key) && self.words(key).is_empty())?;
        self.kind.command().get_arguments().find(|arg| arg.get_id() == key)
    }

    /// Whether it cannot do without an argument.
    pub(super) fn requires(&self, key: &str) -> bool {
        let command = self.kind.command();
        command.get_arguments().any(|arg| arg.get_id() == key && arg.is_required_set())
    }

    /// The word that was said for an argument.
    pub(super) fn word(&self, key: &str) -> Option<&str> {
        self.words(key).first().map(String::as_str)
    }

    /// The words that were said for an argument.
    pub(super) fn words(&self, key: &str) -> &[String] {
        self.words.iter().find(|(said, _)| said == key).map_or(&[], |(_, words)| words)
    }

    /// Its kind and its name, be that the usual one: what tells it from others.
    pub(super) fn title(&self) -> (&'static str, Option<String>) {
        if self.kind.is_project() {
            return (self.kind.name, None);
        }
        let usual = || {
            let name = self.kind.command().get_arguments().find(|arg| arg.get_id() == "name")?;
            name.get_default_values().first().map(|name| name.to_string_lossy().into_owned())
        };
        (self.kind.name, self.word("name").map(str::to_owned).or_else(usual))
    }

    /// Its arguments as they are typed, in the order of the help.
    pub fn to_words(&self) -> Vec<String> {
        let command = self.kind.command();
        let mut words = Vec::new();
        for arg in command.get_arguments() {
            for word in self.words(arg.get_id().as_str()) {
                match arg.get_long() {
                    None => words.push(word.to_owned()),
                    Some(flag) if is_switch(arg) && word == "false" => words.push(format!("--no-{flag}")),
                    Some(flag) if is_switch(arg) => words.push(format!("--{flag}")),
                    Some(flag) => words.extend([format!("--{flag}"), word.to_owned()]),
                }
            }
        }
        words
    }

    /// Its table in a spec.
    pub fn table(&self) -> Result<String, Problem> {
        Ok(spec::write(self.kind, &self.matches()?, self.path.as_deref())?.text)
    }

    /// What it means in a project, as its templates see it.
    pub(super) fn model(&self, context: &Context<'_>) -> Result<Value, Problem> {
        self.kind.model(&self.matches()?, context.project, context.run)
    }

    /// Its arguments, parsed; the name that its path gives it is one of them.
    pub fn matches(&self) -> Result<ArgMatches, Problem> {
        self.parsed_by(self.kind.parser())
    }

    /// Whether each word is one that its argument takes, though others that are required may lack.
    pub(super) fn check_words(&self) -> Result<(), Problem> {
        self.parsed_by(self.kind.parser().mut_args(|arg| arg.required(false))).map(drop)
    }

    fn parsed_by(&self, parser: Command) -> Result<ArgMatches, Problem> {
        let (mut flags, mut positional) = (Vec::new(), vec!["--".to_owned()]);
        for arg in self.kind.command().get_arguments() {
            let key = arg.get_id().as_str();
            let of_path = || self.path.as_ref().filter(|_| key == "name")?.file_name()?.to_str();
            let of_path = of_path().filter(|_| self.word(key).is_none());
            for word in self.words(key).iter().map(String::as_str).chain(of_path) {
                match arg.get_long() {
                    Some(flag) => flags.push(format!("--{flag}={word}")),
                    None => positional.push(word.to_owned()),
                }
            }
        }
        flags.append(&mut positional);
        parser.try_get_matches_from(flags).map_err(|error| spec::problem(&error))
    }
}
