//! `apply`: brings a project to what a spec says, by additions.

use std::collections::BTreeMap;
use std::io;

use toml::Table;

use super::add::asks_for;
use super::additions::{self, Title, Wanted};
use super::{Failure, write};
use crate::cli::{Apply, Options};
use crate::disk;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::project::{Choice, Project};
use crate::record::{LOCK_FILE, Lock, Run, SPEC_FILE};
use crate::spec::{self, Request, Spec};
use crate::terminal::Terminal;
use crate::wizard;

/// What a spec asks of a project that is there.
pub struct Asked {
    requests: Vec<Request>,
    /// Whether it is the project's own spec.
    is_own: bool,
    /// The command that this is, as the lock keeps it.
    command: String,
    /// Whether what cannot be brought about by additions is taken to be done.
    accepts: bool,
}

/// Plans what a spec asks for and is not there, then shows it or writes it.
pub(super) fn run(options: &Options, apply: &Apply, terminal: &Terminal) -> Result<(), Failure> {
    let root = disk::project_root()?;
    let options = &Options { dry_run: options.dry_run || apply.check, ..options.clone() };
    let _lock = super::enter(&root, options, terminal)?;
    let project = || super::project(&root);
    let run = super::entropy(options)?;
    let own = project().text(SPEC_FILE)?;
    let own = own.map(|text| Spec { name: Some(SPEC_FILE.to_owned()), text: text.to_string() });
    let spec = match &apply.spec {
        Some(path) => super::read_spec(path)?,
        None => own.clone().ok_or_else(no_spec)?,
    };
    let mut words = vec!["apply".to_owned()];
    words.extend(apply.spec.iter().map(|path| path.to_string_lossy().into_owned()));
    words.extend(options.choice.map(|choice| choice.flag().to_owned()));
    let asked = Asked {
        requests: spec::parse(&spec)?,
        is_own: own.is_some_and(|own| own.text == spec.text),
        command: wizard::join(&words),
        accepts: options.choice == Some(Choice::Keep),
    };
    for (kind, name) in unnamed(&asked, &project())? {
        let name = name.unwrap_or_default();
        terminal.say(&format!("`{kind}` `{name}` is no longer in `{SPEC_FILE}`. Its files stay."));
    }
    let plan = write::decided(options, terminal, |choices| {
        plan(&asked, &run, project().with_choices(choices.clone()))
    })?;
    match write::run(options, &root, &plan, terminal) {
        // A reader that stops early asks all the same.
        Err(Failure::Output(error)) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Output(error))
        }
        Ok(()) | Err(Failure::Output(_)) if apply.check && !plan.is_empty() => Err(Failure::ByHand),
        told => told,
    }
}

impl Asked {
    /// What the spec of a project says, taken to be changed by hand since.
    pub fn own(spec: &Spec) -> Result<Self, Problem> {
        Ok(Self { requests: spec::parse(spec)?, is_own: true, command: "apply".to_owned(), accepts: false })
    }
}

/// The plan that adds what a spec asks for and is not there.
///
/// What it asks for in another way than it was made is a problem: nothing that is there is changed.
pub fn plan(asked: &Asked, run: &Run, project: Project<'_>) -> Result<Plan, Problem> {
    let made = made(&project)?;
    let own = spec::own(&project)?;
    let has_own = project.has(SPEC_FILE)?;
    let (mut wanted, mut accepted, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for request in &asked.requests {
        let Request { kind, said, .. } = request;
        let text = spec::write(kind, said, None)?.text;
        let (title, table) = additions::table(kind, &text)?;
        match made.get(&title) {
            Some(before) if *before != table && asked.accepts => accepted.push(text),
            Some(before) if *before != table => changed.push(difference(&title, before, &table)),
            _ if kind.is_project() => {}
            _ => {
                let is_unsaid = !asked.is_own && has_own && !asks_for(&own, kind, said, &text)?;
                wanted.push(Wanted { kind, said, is_unsaid, request: Some(request) });
            }
        }
    }
    if !changed.is_empty() {
        return Err(Problem::world("not-an-addition", changed.join("; ")).hint(
            "`apply` only adds: restore the spec; or change the code by hand, then run `beamsmith apply \
             --skip` to accept the spec as it is",
        ));
    }
    additions::plan(&own, &wanted, &accepted, &asked.command, run, project)
}

/// The components that were made and that the project's own spec names no more.
fn unnamed(asked: &Asked, project: &Project<'_>) -> Result<Vec<Title>, Problem> {
    if !asked.is_own {
        return Ok(Vec::new());
    }
    let mut unnamed = made(project)?;
    for request in &asked.requests {
        let (kind, name) = request.title();
        unnamed.remove(&(kind.to_owned(), name));
    }
    Ok(unnamed.into_keys().filter(|(kind, _)| kind != "project").collect())
}

fn made(project: &Project<'_>) -> Result<BTreeMap<Title, Table>, Problem> {
    Lock::parse(&project.text(LOCK_FILE)?.unwrap_or_default())?.made()
}

/// What differs between how a component was made and how it is asked for, in words.
fn difference((kind, name): &Title, made: &Table, asked: &Table) -> String {
    let said =
        |table: &Table, key: &str| table.get(key).map_or("not said".to_owned(), |value| format!("`{value}`"));
    let keys = made.keys().chain(asked.keys().filter(|key| !made.contains_key(*key)));
    let keys = keys.filter(|key| made.get(*key) != asked.get(*key));
    let told = keys.map(|key| {
        format!("`{key}` was {} when it was made and is {} in the spec", said(made, key), said(asked, key))
    });
    let title = name.iter().fold(format!("`{kind}`"), |title, name| format!("{title} `{name}`"));
    format!("{title}: {}", told.collect::<Vec<_>>().join(", "))
}

fn no_spec() -> Problem {
    Problem::world("no-spec", format!("there is no `{SPEC_FILE}` here")).hint(
        "`beamsmith apply FILE` adds what another spec describes; `beamsmith add KIND` adds one component",
    )
}
