//! Before and after; the difference is the preview, and what `disk` writes.

use std::collections::BTreeMap;
use std::fmt;

use similar::TextDiff;

/// Files by their path below the project's folder, with `/` between the parts on every system.
pub type Tree = BTreeMap<String, File>;

/// A file as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it holds.
    pub text: String,
    /// Whether it may be run as a program.
    pub executable: bool,
}

impl File {
    /// A file with this text; it may be run if the text begins with `#!`.
    pub fn new(text: String) -> Self {
        let executable = text.starts_with("#!");
        Self { text, executable }
    }
}

/// Two trees, and what is left to a person. No step of a plan is written that is not a difference between the trees.
#[derive(Debug)]
pub struct Plan {
    before: Tree,
    after: Tree,
    by_hand: Vec<ByHand>,
}

/// An addition whose place was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The file that it belongs in.
    pub path: String,
    /// The place in it, in words.
    pub place: String,
    /// What to insert there.
    pub snippet: String,
}

/// One file that differs.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Its path below the project's folder.
    pub path: &'a str,
    /// The file that is there, if any.
    pub before: Option<&'a File>,
    /// The file that is to be there.
    pub after: &'a File,
}

impl Plan {
    /// The plan that makes `after` of `before`. Files that `after` lacks are left alone.
    pub fn new(before: Tree, after: Tree, by_hand: Vec<ByHand>) -> Self {
        Self { before, after, by_hand }
    }

    /// The files that differ, by path.
    pub fn changes(&self) -> impl Iterator<Item = Change<'_>> {
        self.after.iter().filter_map(|(path, after)| {
            let before = self.before.get(path);
            (before != Some(after)).then_some(Change { path, before, after })
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

    /// The tree as it is to be.
    pub fn into_after(self) -> Tree {
        self.after
    }
}

impl Change<'_> {
    /// What happens to the file, in a word: `create` or `edit`.
    pub fn action(&self) -> &'static str {
        if self.before.is_some() { "edit" } else { "create" }
    }

    /// The difference in unified format, without a header.
    pub fn diff(&self) -> String {
        let before = self.before.map_or("", |file| file.text.as_str());
        TextDiff::from_lines(before, &self.after.text).unified_diff().to_string()
    }
}

impl fmt::Display for Plan {
    /// A line for each file; with `{:#}`, its difference below it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in self.changes() {
            let mode = if change.after.executable { " (executable)" } else { "" };
            writeln!(f, "{:>8} {}{mode}", change.action(), change.path)?;
            if f.alternate() {
                writeln!(f, "{}", change.diff())?;
            }
        }
        for ByHand { path, place, snippet } in &self.by_hand {
            writeln!(
                f,
                " by hand {path}: add to {place}\n\n    {}\n",
                snippet.trim_end().replace('\n', "\n    ")
            )?;
        }
        Ok(())
    }
}
