//! What happens to a row when the one that it belongs to goes away.

use std::fmt;
use std::str::FromStr;

use super::bad;
use crate::problem::Problem;

/// What the database does on a delete of the row that is pointed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDelete {
    /// It refuses while rows point there: so unless said otherwise.
    #[default]
    Restrict,
    /// It deletes the rows that point there.
    Delete,
    /// It empties the reference.
    Nilify,
    /// It does nothing by itself; the constraint is checked at the end of the statement.
    Nothing,
}

/// Words of SQL, and what they are here.
const FOREIGN: [(&str, OnDelete); 6] = [
    ("cascade", OnDelete::Delete),
    ("no_action", OnDelete::Nothing),
    ("none", OnDelete::Nothing),
    ("null", OnDelete::Nilify),
    ("nullify", OnDelete::Nilify),
    ("set_null", OnDelete::Nilify),
];

impl OnDelete {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Restrict, Self::Delete, Self::Nilify, Self::Nothing];

    /// Its word in a field.
    pub fn name(self) -> &'static str {
        match self {
            Self::Restrict => "restrict",
            Self::Delete => "delete",
            Self::Nilify => "nilify",
            Self::Nothing => "nothing",
        }
    }

    /// What it does, in a line.
    pub fn help(self) -> &'static str {
        match self {
            Self::Restrict => "refuses the delete while rows reference it",
            Self::Delete => "deletes the rows that reference it, too",
            Self::Nilify => "clears the reference",
            Self::Nothing => "leaves it to the constraint, which is checked when the statement ends",
        }
    }
}

impl fmt::Display for OnDelete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for OnDelete {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        // Ecto's own words for two of them.
        let word = text.strip_suffix("_all").unwrap_or(text);
        Self::ALL.into_iter().find(|it| it.name() == word).ok_or_else(|| {
            let problem = bad(format!("`{}` is not an action of `on_delete`", text.escape_debug()));
            match FOREIGN.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)) {
                Some((_, meant)) => problem.hint(format!("did you mean `{meant}`?")),
                None => problem.nearest(text, &Self::ALL.map(Self::name)),
            }
        })
    }
}
