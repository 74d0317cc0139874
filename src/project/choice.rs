//! Decisions about existing files that differ from the wanted ones.

use std::collections::BTreeMap;

/// The decisions about existing files that differ.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// For all files.
    pub all: Option<Choice>,
    /// For the file at a path.
    pub each: BTreeMap<String, Choice>,
}

/// What to do with an existing file that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Keep it.
    Keep,
    /// Overwrite it.
    Overwrite,
    /// Write both versions between conflict markers.
    Merge,
}

impl Choice {
    /// The choice as a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Overwrite => "overwrite",
            Self::Merge => "merge",
        }
    }

    /// The flag that makes the choice for all files.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Keep => "--skip",
            Self::Overwrite => "--force",
            Self::Merge => "--merge",
        }
    }
}
