//! A plan: the files before and after, whose difference is the preview and what `disk` writes.

mod merge;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use similar::TextDiff;

pub use merge::merge;

/// Files by path relative to the project's folder, with `/` as the separator on every system.
pub type Tree = BTreeMap<String, File>;

/// The contents of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its contents.
    pub text: Arc<str>,
    /// Whether it gets permission to execute.
    pub executable: bool,
}

impl File {
    /// A file with this text, executable if the text begins with `#!`.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let executable = text.starts_with("#!");
        Self { text, executable }
    }
}

/// Two trees, and the steps left to a person. Nothing is written but the difference between the trees.
#[derive(Debug)]
pub struct Plan {
    before: Tree,
    after: Tree,
    removed: BTreeSet<String>,
    same: BTreeSet<String>,
    kept: Vec<Kept>,
    conflicts: Vec<Conflict>,
    by_hand: Vec<ByHand>,
    later: Vec<Later>,
}

/// An existing file that differs from the wanted one, with no decision yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its path below the project's folder.
    pub path: String,
    /// The difference from the existing file to the wanted one, in unified format.
    pub diff: String,
}

/// A step left to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The file.
    pub path: String,
    /// What is to be done there.
    pub task: Task,
    /// The text to insert, or the difference to undo.
    pub snippet: String,
}

/// What a person is to do with a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Insert it at a place that was not found, in words.
    AddTo(String),
    /// Undo a change whose lines were not found.
    TakeBack,
    /// Choose between two versions that stand between marks.
    Choose,
}

/// A file that stays as it is although a change was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its path below the project's folder.
    pub path: String,
    /// Why it stays.
    pub reason: &'static str,
}

/// A part of a file that is added together with a component that does not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The file.
    pub path: String,
    /// What is added, and with which component.
    pub what: String,
}

/// A file that differs between the trees.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Its path below the project's folder.
    pub path: &'a str,
    /// The file before, if it existed.
    pub before: Option<&'a File>,
    /// The file after, if it is to exist.
    pub after: Option<&'a File>,
}

impl Plan {
    /// The plan that turns `before` into `after`. Files that `after` lacks are left alone.
    pub fn new(before: Tree, after: Tree, by_hand: Vec<ByHand>) -> Self {
        Self {
            before,
            after,
            removed: BTreeSet::new(),
            same: BTreeSet::new(),
            kept: Vec::new(),
            conflicts: Vec::new(),
            by_hand,
            later: Vec::new(),
        }
    }

    /// The files that differ, by path.
    pub fn changes(&self) -> impl Iterator<Item = Change<'_>> {
        let paths: BTreeSet<_> = self.after.keys().chain(&self.removed).collect();
        paths.into_iter().filter_map(|path| {
            let (before, after) = (self.before.get(path), self.after.get(path));
            (before != after).then_some(Change { path, before, after })
        })
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes().next().is_none() && self.by_hand.is_empty()
    }

    /// What is left to do by hand.
    pub fn by_hand(&self) -> &[ByHand] {
        &self.by_hand
    }

    /// The files that need no change.
    pub fn same(&self) -> impl Iterator<Item = &str> {
        self.same.iter().map(String::as_str)
    }

    /// The files that stay as they are although something else was wanted.
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// What is added with components that do not exist yet.
    pub fn later(&self) -> &[Later] {
        &self.later
    }

    /// The existing files that differ, with no decision yet.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The existing files that were read, as they were then.
    pub fn read(&self) -> &Tree {
        &self.before
    }

    /// The tree as it is to be.
    pub fn after(&self) -> &Tree {
        &self.after
    }

    /// The same plan with one more file.
    #[must_use]
    pub fn with(mut self, path: &str, file: File) -> Self {
        self.after.insert(path.to_owned(), file);
        self
    }

    /// The same plan, which removes these files.
    #[must_use]
    pub fn with_removed(mut self, paths: BTreeSet<String>) -> Self {
        self.after.retain(|path, _| !paths.contains(path));
        self.removed = paths;
        self
    }

    /// The same plan, which reports those of these files as needing no change that exist and that it neither changes
    /// nor leaves to a person.
    #[must_use]
    pub fn with_unchanged(mut self, wanted: BTreeSet<String>) -> Self {
        let is_open = |path: &str| {
            let by_hand = self.by_hand.iter().map(|step| &step.path);
            let kept = self.kept.iter().map(|kept| &kept.path);
            let conflicts = self.conflicts.iter().map(|conflict| &conflict.path);
            by_hand.chain(kept).chain(conflicts).any(|other| other == path)
        };
        let is_same = |path: &String| {
            let there = self.before.get(path);
            there.is_some() && self.after.get(path).is_none_or(|after| Some(after) == there) && !is_open(path)
        };
        self.same = wanted.into_iter().filter(is_same).collect();
        self
    }

    /// The same plan with these files reported as kept.
    #[must_use]
    pub fn with_kept(mut self, kept: Vec<Kept>) -> Self {
        self.kept = kept;
        self
    }

    /// The same plan with these conflicts.
    #[must_use]
    pub fn with_conflicts(mut self, conflicts: Vec<Conflict>) -> Self {
        self.conflicts = conflicts;
        self
    }

    /// The same plan with these parts reported as added later.
    #[must_use]
    pub fn with_later(mut self, later: Vec<Later>) -> Self {
        self.later = later;
        self
    }

    /// The tree as it is to be.
    pub fn into_after(self) -> Tree {
        self.after
    }
}

impl Change<'_> {
    /// What happens to the file: `create`, `edit` or `delete`.
    pub fn action(&self) -> &'static str {
        match (self.before, self.after) {
            (_, None) => "delete",
            (Some(_), _) => "edit",
            (None, _) => "create",
        }
    }

    /// The difference in unified format with three lines of context, without a header.
    pub fn diff(&self) -> String {
        self.diff_within(3)
    }

    /// The difference in unified format with this many lines of context, without a header.
    pub fn diff_within(&self, context: usize) -> String {
        let (before, after) = (lines(self.before), lines(self.after));
        let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
        let mut text = String::new();
        for hunk in diff.unified_diff().context_radius(context).iter_hunks() {
            text += &hunk.header().to_string();
            text.push('\n');
            for change in hunk.iter_changes() {
                text += &change.tag().to_string();
                text += change.value();
                // A carriage return alone does not end a line.
                if !change.value().ends_with('\n') {
                    text += "\n\\ No newline at end of file\n";
                }
            }
        }
        text
    }
}

fn lines(file: Option<&File>) -> Vec<&str> {
    file.map_or(Vec::new(), |file| file.text.split_inclusive('\n').collect())
}

impl fmt::Display for Plan {
    /// A line for each file; with `{:#}`, its difference below it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in self.changes() {
            let mode = if change.after.is_some_and(|file| file.executable) { " (executable)" } else { "" };
            writeln!(f, "{:>8} {}{mode}", change.action(), change.path)?;
            if f.alternate() {
                writeln!(f, "{}", change.diff())?;
            }
        }
        for path in &self.same {
            writeln!(f, "    same {path}")?;
        }
        for Kept { path, reason } in &self.kept {
            writeln!(f, "    keep {path} ({reason})")?;
        }
        for Later { path, what } in &self.later {
            writeln!(f, "   later {path}: {what}")?;
        }
        for ByHand { path, task, snippet } in &self.by_hand {
            writeln!(f, " by hand {path}: {task}")?;
            if !snippet.is_empty() {
                writeln!(f, "\n    {}\n", snippet.trim_end().replace('\n', "\n    "))?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddTo(place) => write!(f, "add to {place}"),
            Self::TakeBack => f.write_str("undo this change"),
            Self::Choose => f.write_str("resolve the conflict between `<<<<<<<` and `>>>>>>>`"),
        }
    }
}
