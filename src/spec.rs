//! The spec file: arguments, written down.
//!
//! A table is turned into the words of a command line and parsed by the same `clap` command as
//! flags are, so a key is a flag of the same name and there is no second list of them.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::components::{KINDS, Kind, is_switch, table_taken};
use crate::problem::Problem;
use crate::project::Project;
use crate::record::SPEC_FILE;

/// One component that was asked for: its kind and what was said of it.
#[derive(Debug)]
pub struct Request {
    /// Its kind.
    pub kind: &'static Kind,
    /// Its arguments.
    pub said: ArgMatches,
    /// The spec that asks for it.
    spec: Rc<Spec>,
    /// The byte at which its table begins.
    start: usize,
}

impl Request {
    /// What it brings: modules, and tables as `table products`.
    pub fn brings(&self) -> Vec<String> {
        self.kind.brings(&self.said)
    }

    /// Its kind and its name: what tells it from others; a project needs no name to be told.
    pub fn title(&self) -> (&'static str, Option<String>) {
        (self.kind.name, if self.kind.is_project() { None } else { self.word("name") })
    }

    fn word(&self, argument: &str) -> Option<String> {
        word(&self.said, argument)
    }

    /// The problem, at the key that it is about, or at the one of its texts that the message begins with.
    pub fn locate(&self, problem: Problem) -> Problem {
        match problem.subject().and_then(|key| self.span(key, problem.message())) {
            Some(span) => self.spec.locate(problem, span),
            None => problem,
        }
    }

    /// Where a key of its table stands, or the text at that key that a message begins with. It was read before: to
    /// read it again takes time only where something is wrong.
    fn span(&self, key: &str, message: &str) -> Option<Range<usize>> {
        let document = DeTable::parse(&self.spec.text).ok()?;
        let (name, value) = document.get_ref().get_key_value(self.kind.name)?;
        let tables = self.spec.tables(self.kind, name, value).ok()?;
        let (table, _) = tables.into_iter().find(|(table, _)| start(table) == self.start)?;
        // What is not said there has come of the name.
        let (key, value) = table.get_key_value(key).or_else(|| table.get_key_value("name"))?;
        let quoted = message.strip_prefix('`').unwrap_or_default();
        let is_it = |(text, _): &(&str, _)| quoted.starts_with(&format!("{}:", called(text)));
        let item = texts(value.get_ref()).find(is_it);
        Some(item.map_or_else(|| key.span(), |(_, span)| span))
    }
}

/// The byte at which the first key of a table stands.
fn start(table: &DeTable<'_>) -> usize {
    table.keys().map(|key| key.span().start).min().unwrap_or_default()
}

/// What a field or a step is called: the key of an association may have been named instead.
fn called(text: &str) -> &str {
    let name = text.split(':').next().unwrap_or(text);
    name.strip_suffix("_id").unwrap_or(name)
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

/// The components that the project's own spec asks for, in any order; none if it has no spec.
pub fn own(project: &Project<'_>) -> Result<Vec<Request>, Problem> {
    let Some(text) = project.text(SPEC_FILE)? else { return Ok(Vec::new()) };
    requests(&Spec { name: Some(SPEC_FILE.to_owned()), text: text.to_string() })
}

/// The components that a spec asks for, in the order in which they can be added.
pub fn parse(source: &Spec) -> Result<Vec<Request>, Problem> {
    ordered(requests(source)?)
}

fn requests(source: &Spec) -> Result<Vec<Request>, Problem> {
    let tables = DeTable::parse(&source.text).map_err(|error| {
        let problem = Problem::usage("bad-toml", error.message());
        source.locate(problem, error.span().unwrap_or_default())
    })?;
    let mut requests = Vec::new();
    let spec = Rc::new(source.clone());
    for (name, value) in tables.get_ref() {
        let Some(kind) = Kind::named(name.get_ref()) else {
            let known: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
            let problem = Problem::usage("unknown-kind", format!("there is no kind `{}`", name.get_ref()))
                .nearest(name.get_ref(), &known);
            return Err(source.locate(problem, name.span()));
        };
        let mut parser = kind.parser();
        for (table, span) in source.tables(kind, name, value)? {
            let said = source.arguments(kind, &mut parser, table, span)?;
            requests.push(Request { kind, said, spec: Rc::clone(&spec), start: start(table) });
        }
    }
    Ok(requests)
}

/// The requests in the order of the file, but each after what it needs: the project, supervisors from the top
/// down, a context before its schemas, a table before those that refer to it.
fn ordered(mut requests: Vec<Request>) -> Result<Vec<Request>, Problem> {
    requests.sort_by_key(|request| (!request.kind.is_project(), request.start));
    let mut brought_by = BTreeMap::new();
    for (index, request) in requests.iter().enumerate().filter(|(_, request)| !request.kind.is_project()) {
        for name in request.brings() {
            if let Some(other) = brought_by.insert(name.clone(), index) {
                let names = request.title().1.zip(requests[other].title().1).unwrap_or_default();
                return Err(request.locate(if let Some(table) = name.strip_prefix("table ") {
                    table_taken(&names.0, &names.1, table)
                } else {
                    let name = name.rsplit(' ').next().unwrap_or(&name);
                    let message = format!("there are two components named `{name}`");
                    Problem::usage("name-taken", message).about("name")
                }));
            }
        }
    }
    let is_done = vec![false; requests.len()];
    let mut walk = Walk { requests: &requests, brought_by, path: Vec::new(), is_done, order: Vec::new() };
    for index in 0..requests.len() {
        walk.visit(index)?;
    }
    let order = walk.order;
    let mut requests: Vec<_> = requests.into_iter().map(Some).collect();
    Ok(order.into_iter().filter_map(|index| requests[index].take()).collect())
}

/// A walk through requests, depth first, so that each comes after what it needs.
struct Walk<'r> {
    requests: &'r [Request],
    /// Which request brings a name.
    brought_by: BTreeMap<String, usize>,
    /// The requests from the one that was asked for to the one that is looked at.
    path: Vec<usize>,
    is_done: Vec<bool>,
    order: Vec<usize>,
}

impl Walk<'_> {
    fn visit(&mut self, index: usize) -> Result<(), Problem> {
        if self.is_done[index] {
            return Ok(());
        }
        let request = &self.requests[index];
        if let Some(start) = self.path.iter().position(|other| *other == index) {
            return Err(request.locate(self.cycle(start)));
        }
        self.path.push(index);
        for need in request.kind.needs(&request.said) {
            // A schema may refer to itself.
            if let Some(needed) = self.bringer(&need).filter(|needed| *needed != index) {
                self.visit(needed)?;
            }
        }
        self.path.pop();
        self.is_done[index] = true;
        self.order.push(index);
        Ok(())
    }

    /// Who brings a name, which may be said in full, with the application's module before it.
    fn bringer(&self, name: &str) -> Option<usize> {
        let mut names = std::iter::successors(Some(name), |name| Some(name.split_once('.')?.1));
        names.find_map(|name| self.brought_by.get(name)).copied()
    }

    /// What is wrong with those that need each other, each the next.
    fn cycle(&self, start: usize) -> Problem {
        let ring: Vec<_> = self.path[start..].iter().map(|index| &self.requests[*index]).collect();
        let kind = ring[0].kind;
        let said: Vec<_> = ring.iter().filter(|it| it.kind.name == kind.name).map(|it| &it.said).collect();
        if said.len() == ring.len()
            && let Some(problem) = kind.tangle(&said)
        {
            return problem;
        }
        let around = ring.iter().chain(ring.first());
        let names: Vec<_> = around.filter_map(|request| request.word("name")).collect();
        let problem = Problem::usage("cycle", format!("these need each other: {}", names.join(" → ")));
        problem.hint(if ring.iter().any(|request| request.word("under").is_some()) {
            "one of them has to be a child of the root supervisor: leave its `under` out"
        } else {
            "leave out one of the names by which they need each other"
        })
    }
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
    let mut table = format!("{}\n", head(kind));
    for arg in kind.command().get_arguments() {
        let key = arg.get_id().as_str();
        let words = said.get_raw(key).into_iter().flatten();
        let named_by_path =
            path.and_then(Path::file_name).filter(|_| key == "name" && !said.contains_id(key));
        let words = words.chain(named_by_path).map(|word| {
            word.to_str().ok_or_else(|| {
                let message = format!("`{}` is not valid UTF-8", word.display());
                Problem::usage("not-text", message)
            })
        });
        let words = words.collect::<Result<Vec<_>, _>>()?;
        let value = match words.as_slice() {
            [] => continue,
            words if takes_many(arg) => array(words),
            words => value(arg, words[0]).to_string(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{key} = {value}");
    }
    Ok(Spec { name: None, text: table })
}

/// What the table of a kind begins with.
fn head(kind: &Kind) -> String {
    if kind.is_project() { format!("[{}]", kind.name) } else { format!("[[{}]]", kind.name) }
}

/// Words as a TOML array: on one line if it is short.
fn array(words: &[&str]) -> String {
    const WIDTH: usize = 90;
    let values: Vec<_> = words.iter().map(|word| toml::Value::from(*word).to_string()).collect();
    let line = format!("[{}]", values.join(", "));
    if line.len() <= WIDTH { line } else { format!("[\n  {},\n]", values.join(",\n  ")) }
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
        return Problem::of_value(source);
    }
    let text = error.to_string();
    let sentence = text.lines().next().unwrap_or_default();
    Problem::usage("bad-value", sentence.trim_start_matches("error: "))
}

/// Whether an argument takes any number of words; in a spec, an array.
pub fn takes_many(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

fn takes_number(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<u32>()
}

impl Spec {
    /// The tables of a kind, and where each stands: one for a project, any number of all others.
    fn tables<'t, 'i>(
        &self,
        kind: &Kind,
        name: &Spanned<DeString<'_>>,
        value: &'t Spanned<DeValue<'i>>,
    ) -> Result<Vec<(&'t DeTable<'i>, Range<usize>)>, Problem> {
        let tables = match (kind.is_project(), value.get_ref()) {
            (true, DeValue::Table(table)) => Some(vec![(table, value.span())]),
            (false, DeValue::Array(array)) => {
                array.iter().map(|table| Some((table.get_ref().as_table()?, table.span()))).collect()
            }
            _ => None,
        };
        tables.ok_or_else(|| {
            let problem = Problem::usage("bad-table", format!("write `{}` as `{}`", kind.name, head(kind)));
            self.locate(problem, name.span())
        })
    }

    /// What a table says, parsed by the command of its kind.
    fn arguments(
        &self,
        kind: &Kind,
        parser: &mut Command,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Result<ArgMatches, Problem> {
        let command = kind.command();
        let (mut flags, mut positional) = (Vec::new(), BTreeMap::new());
        for (key, value) in table {
            let arg = self.arg(kind, key)?;
            let words = as_words(arg, value.get_ref()).map_err(|expected| {
                let found = value.get_ref().type_str();
                let problem = format!("`{}` takes {expected}, not {} {found}", key.get_ref(), article(found));
                self.locate(Problem::usage("bad-value", problem), value.span())
            })?;
            match arg.get_long() {
                Some(flag) => flags.extend(words.into_iter().map(|word| format!("--{flag}={word}"))),
                None => drop(positional.insert(position(command, arg), words)),
            }
        }
        flags.push("--".to_owned());
        flags.extend(positional.into_values().flatten());
        parser.try_get_matches_from_mut(flags).map_err(|error| self.bad_value(&error, kind, table, span))
    }

    fn arg<'c>(&self, kind: &'c Kind, key: &Spanned<DeString<'_>>) -> Result<&'c Arg, Problem> {
        let command = kind.command();
        command.get_arguments().find(|arg| arg.get_id() == key.get_ref().as_ref()).ok_or_else(|| {
            let problem =
                Problem::usage("unknown-key", format!("`{}` has no key `{}`", head(kind), key.get_ref()))
                    .nearest(
                        key.get_ref(),
                        &command.get_arguments().map(|arg| arg.get_id().as_str()).collect::<Vec<_>>(),
                    );
            self.locate(problem, key.span())
        })
    }

    /// What `clap` found wrong with a value, in terms of the key that it stands at.
    fn bad_value(
        &self,
        error: &clap::Error,
        kind: &Kind,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Problem {
        let key_of = |arg: &str| {
            let name =
                arg.trim_start_matches(['-', '<']).split([' ', '=', '[', '>']).next().unwrap_or_default();
            name.to_lowercase().replace('-', "_")
        };
        if let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) {
            let keys: Vec<_> = missing.iter().map(|arg| format!("`{}`", key_of(arg))).collect();
            let problem =
                Problem::usage("missing-key", format!("`{}` needs {}", head(kind), keys.join(", ")));
            return self.locate(problem, table.keys().next().map_or(span, Spanned::span));
        }
        let context = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => text.as_str(),
            _ => "",
        };
        let command = kind.command();
        let said = key_of(context(ContextKind::InvalidArg));
        let is_it = |arg: &&Arg| {
            let names = arg.get_value_names().unwrap_or_default();
            arg.get_id().as_str() == said
                || arg.is_positional() && names.iter().any(|name| name.to_lowercase() == said)
        };
        let key = command.get_arguments().find(is_it).map_or(said.as_str(), |arg| arg.get_id().as_str());
        let value = context(ContextKind::InvalidValue);
        let source = error.source();
        let problem = match source {
            Some(source) => Problem::of_value(source),
            None => Problem::usage("bad-value", format!("`{value}` is not a value of `{key}`")),
        };
        let problem = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(valid)) => {
                problem.nearest(value, &valid.iter().map(String::as_str).collect::<Vec<_>>())
            }
            _ => problem,
        };
        let found = table.get(key);
        let item = found.and_then(|found| texts(found.get_ref()).find(|(text, _)| *text == value));
        let span = item.map(|(_, span)| span).or_else(|| found.map(Spanned::span));
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
        let before = &self.text[..self.text.floor_char_boundary(span.start)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        self.name.as_ref().map(|name| format!("{name}:{line}:{column}"))
    }
}

/// The texts of an array, and where each stands.
fn texts<'t>(value: &'t DeValue<'_>) -> impl Iterator<Item = (&'t str, Range<usize>)> {
    let items = value.as_array().into_iter().flat_map(|array| array.iter());
    items.filter_map(|item| Some((item.get_ref().as_str()?, item.span())))
}

/// The how-manieth of its command an argument is.
fn position(command: &Command, arg: &Arg) -> Option<usize> {
    command.get_arguments().position(|other| other.get_id() == arg.get_id())
}

/// A TOML value as words of a command line, or what its argument takes instead.
fn as_words(arg: &Arg, value: &DeValue<'_>) -> Result<Vec<String>, &'static str> {
    match value {
        DeValue::Array(values) if takes_many(arg) => {
            let words = values.iter().map(|value| as_word(arg, value.get_ref()));
            words.collect::<Result<_, _>>().map_err(|_| "an array of strings")
        }
        DeValue::String(text) if takes_many(arg) => Ok(vec![text.to_string()]),
        _ if takes_many(arg) => Err("an array of strings"),
        value => as_word(arg, value).map(|word| vec![word]),
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
