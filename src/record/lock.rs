//! The lock file: every run in a project, so that the last one can be reverted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::{LOCK_FILE, Run, SPEC_FILE, sha256};
use crate::plan::{File, Plan, Tree};
use crate::problem::Problem;

const HEADER: &str =
    "# What Beamsmith did here, for `beamsmith` to read. Commit it; do not edit it.\n\nversion = 1\n\n";

/// The first line of the part of a lock about one run.
const HEAD: &str = "[[run]]\n";

/// The runs in a project, the first one first.
///
/// A run is parsed on demand: a lock grows with each run, and most commands need none or the last.
#[derive(Debug)]
pub struct Lock {
    text: String,
    /// The byte range of each run.
    runs: Vec<Range<usize>>,
}

/// A recorded run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PastRun {
    /// The version of Beamsmith.
    beamsmith: String,
    /// The command line after `beamsmith`, without seed and clock.
    pub command: String,
    seed: String,
    clock: String,
    /// The tables of the components that it generated, or the text that it appended to the project's spec.
    pub spec: String,
    /// The files that it wrote.
    #[serde(default, rename = "file")]
    pub files: Vec<PastFile>,
}

/// A file that a run wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PastFile {
    /// Its path below the project's folder.
    pub path: String,
    /// The SHA-256 of its contents after the run, in hexadecimal.
    pub sha256: String,
    /// The change as a unified diff, if the file existed before; none for a spec to which `spec` was appended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff: Option<String>,
}

/// The part of a lock before the first run.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// The part of a lock about one run.
#[derive(Deserialize, Serialize)]
struct Part {
    run: [PastRun; 1],
}

impl Lock {
    /// Parses a lock; an empty text is the lock of a project without any runs.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            return Ok(Self { text: String::new(), runs: Vec::new() });
        }
        // Git may have converted its line endings.
        let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() };
        if text.lines().any(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
            let hint = "keep every `[[run]]` of both sides, unchanged; or take one side whole: what the \
                other did stays, but `beamsmith undo` does not know of it";
            return Err(bad_lock("it contains an unfinished merge", hint));
        }
        let mut starts: Vec<_> = text.match_indices(&format!("\n{HEAD}")).map(|(at, _)| at + 1).collect();
        let head = &text[..starts.first().copied().unwrap_or(text.len())];
        let head: Head = toml::from_str(head).map_err(|error| bad(error.message()))?;
        if head.version != 1 {
            let reason = format!("it has version {}, which a newer Beamsmith wrote", head.version);
            return Err(bad_lock(&reason, "use that Beamsmith: `beamsmith --version` shows which this is"));
        }
        starts.push(text.len());
        let runs = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
        Ok(Self { text, runs })
    }

    /// The runs, the first one first.
    pub fn runs(&self) -> Result<Vec<PastRun>, Problem> {
        self.texts().map(past).collect()
    }

    /// The last run, if there was one.
    pub fn last(&self) -> Result<Option<PastRun>, Problem> {
        self.texts().next_back().map(past).transpose()
    }

    /// The text of each run, the first one first.
    fn texts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.runs.iter().map(|range| &self.text[range.clone()])
    }

    /// The generated components and their tables, by kind and name; a project has no name.
    pub fn made(&self) -> Result<BTreeMap<(String, Option<String>), Table>, Problem> {
        Ok(self.runs()?.iter().flat_map(|run| tables(&run.spec)).collect())
    }

    /// The table from which a component was last generated, if it was.
    pub fn made_as(&self, title: &(String, Option<String>)) -> Result<Option<Table>, Problem> {
        let name = title.1.as_deref().unwrap_or_default();
        for text in self.texts().rev().filter(|text| text.contains(name)) {
            let made = tables(&past(text)?.spec).into_iter().rev().find(|(known, _)| known == title);
            if let Some((_, table)) = made {
                return Ok(Some(table));
            }
        }
        Ok(None)
    }

    /// The generated components, without the project itself, as a spec.
    pub fn spec(&self) -> Result<String, Problem> {
        let mut spec = Table::new();
        for ((kind, _), table) in self.made()?.into_iter().filter(|((kind, _), _)| kind != "project") {
            if let Value::Array(all) = spec.entry(kind).or_insert_with(|| Value::Array(Vec::new())) {
                all.push(Value::Table(table));
            }
        }
        Ok(spec.to_string())
    }

    /// The text of the lock with one more run, which applies a plan and generates the components of a spec.
    ///
    /// # Panics
    ///
    /// Never: a lock is always valid TOML.
    pub fn with(&self, command: &str, spec: &str, plan: &Plan, run: &Run) -> String {
        let file = |change: crate::plan::Change<'_>| {
            let after = change.after?;
            let is_told = change.before.is_none_or(|before| {
                change.path == SPEC_FILE && after.text.strip_prefix(&*before.text) == Some(spec)
            });
            let diff = (!is_told).then(|| change.diff_within(1));
            Some(PastFile { path: change.path.to_owned(), sha256: sha256(&after.text), diff })
        };
        let past = PastRun {
            beamsmith: env!("CARGO_PKG_VERSION").to_owned(),
            command: command.to_owned(),
            seed: run.seed.to_string(),
            clock: run.clock.to_string(),
            spec: spec.to_owned(),
            files: plan.changes().filter_map(file).collect(),
        };
        let added = toml::to_string(&Part { run: [past] }).expect("this is a bug: the lock is not TOML");
        let before =
            if self.text.is_empty() { Cow::Borrowed(HEADER) } else { (self.text.clone() + "\n").into() };
        before.into_owned() + &added
    }

    /// The text of the lock without its last run, none if there is no other.
    pub fn without_last(&self) -> Option<String> {
        let last = self.runs.last().filter(|_| self.runs.len() > 1)?;
        Some(self.text[..last.start].trim_end_matches('\n').to_owned() + "\n")
    }
}

/// Parses the part of a lock about one run.
fn past(text: &str) -> Result<PastRun, Problem> {
    let Part { run: [past] } = toml::from_str(text).map_err(|error| bad(error.message()))?;
    Ok(past)
}

fn bad(reason: &str) -> Problem {
    bad_lock(reason, "restore it from version control: only `beamsmith` writes it")
}

fn bad_lock(reason: &str, hint: &str) -> Problem {
    Problem::world("bad-lock", format!("`{LOCK_FILE}` cannot be read: {reason}")).hint(hint)
}

/// The tables of a spec, by kind and name.
pub fn tables(spec: &str) -> Vec<((String, Option<String>), Table)> {
    let mut found = Vec::new();
    for (kind, value) in spec.parse::<Table>().unwrap_or_default() {
        match value {
            Value::Table(table) => found.push(((kind, None), table)),
            Value::Array(all) => found.extend(all.into_iter().filter_map(|table| {
                let Value::Table(table) = table else { return None };
                let name = table.get("name").and_then(Value::as_str).map(str::to_owned);
                Some(((kind.clone(), name), table))
            })),
            _ => {}
        }
    }
    found
}

impl PastRun {
    /// Whether it generated the project itself.
    pub fn is_new(&self) -> bool {
        self.command.split(' ').next() == Some("new")
    }

    /// Its time, to the second.
    pub fn clock(&self) -> &str {
        &self.clock
    }

    /// The command line that reproduces it byte for byte.
    pub fn command_line(&self) -> String {
        format!("beamsmith {} --seed {} --clock {}", self.command, self.seed, self.clock)
    }
}

/// Adds the two files that every project keeps: the spec, and the lock with all other files. `made` is the spec that
/// the lock records.
pub fn add_to(tree: &mut Tree, spec: &str, made: &str, run: &Run) -> Result<(), Problem> {
    tree.insert(SPEC_FILE.to_owned(), File::new(spec.to_owned()));
    let plan = Plan::new(Tree::new(), std::mem::take(tree), Vec::new());
    let lock = Lock::parse("")?.with("new", made, &plan, run);
    *tree = plan.into_after();
    tree.insert(LOCK_FILE.to_owned(), File::new(lock));
    Ok(())
}
