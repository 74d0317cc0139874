//! The spec file: arguments, written down.
//!
//! A table is turned into the words of a command line and parsed by the same `clap` command as
//! flags are, so a key is a flag of the same name and there is no second list of them.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgMatches, Command};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::components::{KINDS, Kind, is_switch};
use crate::problem::Problem;

/// One component that was asked for: its kind and what was said of it.
#[derive(Debug)]
pub struct Request {
    /// Its kind.
    pub kind: &'static Kind,
    /// Its arguments.
    pub said: ArgMatches,
    /// Where each key stands, as `FILE:LINE:COLUMN`.
    places: BTreeMap<String, String>,
    /// The byte at which its table begins.
    start: usize,
}

impl Request {
    /// Its kind and its name: what tells it from others; a project needs no name to be told.
    pub fn title(&self) -> (&'static str, Option<String>) {
        (self.kind.name, if self.kind.is_project() { None } else { self.word("name") })
    }

    fn word(&self, argument: &str) -> Option<String> {
        word(&self.said, argument)
    }

    /// The problem, at the key that it is about.
    pub fn locate(&self, problem: Problem) -> Problem {
        match problem.subject().and_then(|key| self.places.get(key)) {
            Some(place) => problem.at(place),
            None => problem,
        }
    }
}

/// The first word of an argument, if it was said.
pub fn word(said: &ArgMatches, argument: &str) -> Option<String> {
    let mut words = said.try_get_raw(argument).ok()??;
    Some(words.next()?.to_string_lossy().into_owned())
}

/// The text of a spec and what it is called.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Its name in messages, which then say line and column; none if nobody has read it yet.
    pub name: Option<String>,
    /// What it says, in TOML.
    pub text: String,
}

/// The components that a spec asks for.
pub fn parse(source: &Spec) -> Result<Vec<Request>, Problem> {
    let tables = DeTable::parse(&source.text).map_err(|error| {
        let problem = Problem::usage("bad-toml", error.message());
        source.locate(problem, error.span().unwrap_or_default())
    })?;
    let mut requests = Vec::new();
    let lines: Vec<_> = source.text.match_indices('\n').map(|(at, _)| at + 1).collect();
    for (name, value) in tables.get_ref() {
        let Some(kind) = Kind::named(name.get_ref()) else {
            let known: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
            let problem = Problem::usage("unknown-kind", format!("there is no kind `{}`", name.get_ref()))
                .nearest(name.get_ref(), &known);
            return Err(source.locate(problem, name.span()));
        };
        for table in source.tables(kind, name, value)? {
            let place = |key: &Spanned<_>| source.place_among(&lines, key.span().start);
            requests.push(Request {
                kind,
                start: table.keys().map(|key| key.span().start).min().unwrap_or_default(),
                said: source.arguments(kind, table)?,
                places: table
                    .keys()
                    .filter_map(|key| Some((key.get_ref().to_string(), place(key)?)))
                    .collect(),
            });
        }
    }
    ordered(requests)
}

/// The requests in the order of the file, but each after what it is added to: the project, then supervisors
/// from the top down. So the children of a supervisor stand in its list as they stand in the file.
fn ordered(requests: Vec<Request>) -> Result<Vec<Request>, Problem> {
    let mut names = BTreeSet::new();
    for request in requests.iter().filter(|request| !request.kind.is_project()) {
        if let Some(name) = request.word("name").filter(|name| !names.insert(name.clone())) {
            let problem =
                Problem::usage("name-taken", format!("there are two components of the name `{name}`"));
            return Err(request.locate(problem.about("name")));
        }
    }
    // A supervisor may be named in full, with the application's module before its name.
    let meant = |under: &str| {
        let ends = under.match_indices('.').map(|(dot, _)| under[dot + 1..].to_owned());
        std::iter::once(under.to_owned()).chain(ends).filter(|name| names.contains(name)).collect::<Vec<_>>()
    };
    let (mut ordered, mut waiting) = (Vec::new(), requests);
    waiting.sort_by_key(|request| (!request.kind.is_project(), request.start));
    let mut placed = BTreeSet::new();
    while !waiting.is_empty() {
        let is_ready = |request: &Request| {
            request.word("under").is_none_or(|under| meant(&under).iter().all(|name| placed.contains(name)))
        };
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            let cycle = rest.iter().filter_map(|request| request.word("name")).collect::<Vec<_>>().join(", ");
            return Err(Problem::usage("cycle", format!("these hang under each other: {cycle}"))
                .hint("one of them has to hang under the application: leave its `under` out"));
        }
        placed.extend(ready.iter().filter_map(|request| request.word("name")));
        ordered.extend(ready);
        waiting = rest;
    }
    Ok(ordered)
}

/// What requests say, as the spec of each says it.
pub fn said(requests: &[Request]) -> Result<String, Problem> {
    let tables = requests.iter().map(|request| Ok(write(request.kind, &request.said, None)?.text));
    Ok(tables.collect::<Result<Vec<_>, Problem>>()?.join("\n"))
}

/// The spec that asks for what was said on a command line, the defaults that its help shows included.
///
/// A name that was not said is the last part of `path`.
pub fn write(kind: &Kind, said: &ArgMatches, path: Option<&Path>) -> Result<Spec, Problem> {
    let mut table =
        if kind.is_project() { format!("[{}]\n", kind.name) } else { format!("[[{}]]\n", kind.name) };
    for arg in kind.command().get_arguments() {
        let key = arg.get_id().as_str();
        let word = match said.get_raw(key).and_then(|mut words| words.next()) {
            Some(word) => Some(word),
            None if key == "name" => path.and_then(Path::file_name),
            None => None,
        };
        let Some(word) = word else { continue };
        let word = word.to_str().ok_or_else(|| {
            Problem::usage("not-text", format!("`{}` is not UTF-8, so it names nothing", word.display()))
        })?;
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{key} = {}", value(arg, word));
    }
    Ok(Spec { name: None, text: table })
}

/// A word of a command line as a TOML value of the type that its argument takes.
fn value(arg: &Arg, word: &str) -> toml::Value {
    match word.parse::<i64>() {
        Ok(number) if takes_number(arg) => number.into(),
        _ if is_switch(arg) => (word == "true").into(),
        _ => word.into(),
    }
}

/// What `clap` found wrong with the arguments of a component.
pub fn problem(error: &clap::Error) -> Problem {
    if let Some(source) = error.source() {
        let problem = source.downcast_ref::<Problem>().cloned();
        return problem.unwrap_or_else(|| Problem::usage("bad-value", source.to_string()));
    }
    let text = error.to_string();
    let sentence = text.lines().next().unwrap_or_default();
    Problem::usage("bad-value", sentence.trim_start_matches("error: "))
}

fn takes_number(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<u32>()
}

impl Spec {
    /// The tables of a kind: one for a project, any number of all others.
    fn tables<'t, 'i>(
        &self,
        kind: &Kind,
        name: &Spanned<DeString<'_>>,
        value: &'t Spanned<DeValue<'i>>,
    ) -> Result<Vec<&'t DeTable<'i>>, Problem> {
        let tables = match (kind.is_project(), value.get_ref()) {
            (true, DeValue::Table(table)) => Some(vec![table]),
            (false, DeValue::Array(array)) => array.iter().map(|table| table.get_ref().as_table()).collect(),
            _ => None,
        };
        tables.ok_or_else(|| {
            let head =
                if kind.is_project() { format!("[{}]", kind.name) } else { format!("[[{}]]", kind.name) };
            let problem = Problem::usage("bad-table", format!("`{}` is written `{head}`", kind.name));
            self.locate(problem, name.span())
        })
    }

    /// What a table says, parsed by the command of its kind.
    fn arguments(&self, kind: &Kind, table: &DeTable<'_>) -> Result<ArgMatches, Problem> {
        let command = kind.command().no_binary_name(true);
        let (mut flags, mut positional) = (Vec::new(), vec!["--".to_owned()]);
        for (key, value) in table {
            let arg = self.arg(kind, &command, key)?;
            let word = as_word(arg, value.get_ref()).map_err(|expected| {
                let found = value.get_ref().type_str();
                let problem = format!("`{}` takes {expected}, not {} {found}", key.get_ref(), article(found));
                self.locate(Problem::usage("bad-value", problem), value.span())
            })?;
            match arg.get_long() {
                Some(flag) => flags.push(format!("--{flag}={word}")),
                None => positional.push(word),
            }
        }
        flags.append(&mut positional);
        command.try_get_matches_from(flags).map_err(|error| self.bad_value(&error, kind, table))
    }

    fn arg<'c>(
        &self,
        kind: &Kind,
        command: &'c Command,
        key: &Spanned<DeString<'_>>,
    ) -> Result<&'c Arg, Problem> {
        command.get_arguments().find(|arg| arg.get_id() == key.get_ref().as_ref()).ok_or_else(|| {
            let problem =
                Problem::usage("unknown-key", format!("`[{}]` has no key `{}`", kind.name, key.get_ref()))
                    .nearest(
                        key.get_ref(),
                        &command.get_arguments().map(|arg| arg.get_id().as_str()).collect::<Vec<_>>(),
                    );
            self.locate(problem, key.span())
        })
    }

    /// What `clap` found wrong with a value, in terms of the key that it stands at.
    fn bad_value(&self, error: &clap::Error, kind: &Kind, table: &DeTable<'_>) -> Problem {
        let key_of = |arg: &str| {
            let name =
                arg.trim_start_matches(['-', '<']).split([' ', '=', '[', '>']).next().unwrap_or_default();
            name.to_lowercase().replace('-', "_")
        };
        if let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) {
            let keys: Vec<_> = missing.iter().map(|arg| format!("`{}`", key_of(arg))).collect();
            let problem =
                Problem::usage("missing-key", format!("`[[{}]]` needs {}", kind.name, keys.join(", ")));
            let span = table.keys().next().map(Spanned::span);
            return self.locate(problem, span.unwrap_or_default());
        }
        let context = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => text.as_str(),
            _ => "",
        };
        let key = key_of(context(ContextKind::InvalidArg));
        let value = context(ContextKind::InvalidValue);
        let source = error.source();
        let problem = match source.and_then(|source| source.downcast_ref::<Problem>()) {
            Some(problem) => problem.clone(),
            None => Problem::usage(
                "bad-value",
                source.map_or_else(|| format!("`{value}` is no value of `{key}`"), ToString::to_string),
            ),
        };
        let problem = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(valid)) => {
                problem.nearest(value, &valid.iter().map(String::as_str).collect::<Vec<_>>())
            }
            _ => problem,
        };
        let span = table.get(key.as_str()).map(Spanned::span);
        self.locate(problem, span.unwrap_or_default())
    }

    fn locate(&self, problem: Problem, span: Range<usize>) -> Problem {
        match self.place(span) {
            Some(place) => problem.at(place),
            None => problem,
        }
    }

    /// Where a span begins, as `FILE:LINE:COLUMN`, columns counted in characters.
    fn place(&self, span: Range<usize>) -> Option<String> {
        let lines: Vec<_> = self.text.match_indices('\n').map(|(at, _)| at + 1).collect();
        self.place_among(&lines, span.start)
    }

    /// Where a byte stands, given where each line but the first begins.
    fn place_among(&self, lines: &[usize], at: usize) -> Option<String> {
        let at = self.text.floor_char_boundary(at);
        let before = lines.partition_point(|start| *start <= at);
        let start = before.checked_sub(1).map_or(0, |line| lines[line]);
        let column = self.text[start..at].chars().count() + 1;
        self.name.as_ref().map(|name| format!("{name}:{}:{column}", before + 1))
    }
}

/// A TOML value as a word of a command line, or what its argument takes instead.
fn as_word(arg: &Arg, value: &DeValue<'_>) -> Result<String, &'static str> {
    match value {
        DeValue::Boolean(on) if is_switch(arg) => Ok(on.to_string()),
        _ if is_switch(arg) => Err("true or false"),
        DeValue::Integer(number) if takes_number(arg) => {
            let digits = number.as_str().replace('_', "");
            i128::from_str_radix(&digits, number.radix())
                .map(|number| number.to_string())
                .map_err(|_| "a number")
        }
        _ if takes_number(arg) => Err("a number"),
        DeValue::String(text) => Ok(text.to_string()),
        _ => Err("a string"),
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
