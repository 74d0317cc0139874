//! What was said of one component so far, as words for its arguments.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use crate::components::{Context, Kind, is_switch};
use crate::problem::Problem;
use crate::spec;

/// A component that is being described.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its kind.
    pub kind: &'static Kind,
    /// Where it goes, if it is a project; the last part is its name unless another was said.
    pub(super) path: Option<PathBuf>,
    /// Each argument that was said, and its word.
    words: Vec<(String, String)>,
    /// The arguments that need not be asked for any more.
    settled: BTreeSet<String>,
    /// Whether to ask for what few people change; unsaid if that was not asked yet.
    pub(super) more: Option<bool>,
}

impl Said {
    /// A component of which nothing was said.
    pub fn nothing(kind: &'static Kind) -> Self {
        Self { kind, path: None, words: Vec::new(), settled: BTreeSet::new(), more: None }
    }

    /// A component of which this was typed.
    pub fn typed(kind: &'static Kind, matches: &ArgMatches) -> Self {
        let mut said = Self::nothing(kind);
        for arg in kind.command().get_arguments() {
            let key = arg.get_id().as_str();
            if matches.value_source(key) == Some(ValueSource::CommandLine)
                && let Some(word) = matches.get_raw(key).and_then(|mut words| words.next())
            {
                said = said.with(key, &word.to_string_lossy());
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
    pub(super) fn with(mut self, key: &str, word: &str) -> Self {
        self.words.retain(|(said, _)| said != key);
        self.words.push((key.to_owned(), word.to_owned()));
        self.settled(key)
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

    /// Whether nothing is lacking that is required.
    pub(super) fn is_whole(&self) -> bool {
        let command = self.kind.command();
        let mut lacking = command.get_arguments().filter(|arg| !self.is_settled(arg.get_id().as_str()));
        !lacking.any(Arg::is_required_set)
    }

    /// The word that was said for an argument.
    pub(super) fn word(&self, key: &str) -> Option<&str> {
        self.words.iter().find(|(said, _)| said == key).map(|(_, word)| word.as_str())
    }

    /// Its kind and its name: what tells it from others.
    pub(super) fn title(&self) -> (&'static str, Option<String>) {
        let name = if self.kind.is_project() { None } else { self.word("name").map(str::to_owned) };
        (self.kind.name, name)
    }

    /// Its arguments as they are typed, in the order of the help.
    pub fn to_words(&self) -> Vec<String> {
        let command = self.kind.command();
        let mut words = Vec::new();
        for arg in command.get_arguments() {
            let Some(word) = self.word(arg.get_id().as_str()) else { continue };
            match arg.get_long() {
                None => words.push(word.to_owned()),
                Some(flag) if is_switch(arg) && word == "false" => words.push(format!("--no-{flag}")),
                Some(flag) if is_switch(arg) => words.push(format!("--{flag}")),
                Some(flag) => words.extend([format!("--{flag}"), word.to_owned()]),
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
        self.parsed_by(self.kind.command())
    }

    /// Whether each word is one that its argument takes, though others that are required may lack.
    pub(super) fn check_words(&self) -> Result<(), Problem> {
        self.parsed_by(self.kind.command().mut_args(|arg| arg.required(false))).map(drop)
    }

    fn parsed_by(&self, command: Command) -> Result<ArgMatches, Problem> {
        let (mut flags, mut positional) = (Vec::new(), vec!["--".to_owned()]);
        for arg in self.kind.command().get_arguments() {
            let key = arg.get_id().as_str();
            let of_path = || self.path.as_ref().filter(|_| key == "name")?.file_name()?.to_str();
            let Some(word) = self.word(key).or_else(of_path) else { continue };
            match arg.get_long() {
                Some(flag) => flags.push(format!("--{flag}={word}")),
                None => positional.push(word.to_owned()),
            }
        }
        flags.append(&mut positional);
        command.no_binary_name(true).try_get_matches_from(flags).map_err(|error| spec::problem(&error))
    }
}
