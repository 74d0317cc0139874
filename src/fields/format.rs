//! The shape that a text must have.

use std::fmt;
use std::str::FromStr;

use super::bad;
use crate::problem::Problem;

/// A shape with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Something, an `@`, something.
    Email,
    /// A web address, `http` or `https`.
    Url,
    /// Lowercase words and digits joined by hyphens.
    Slug,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Email, Self::Url, Self::Slug];

    /// Its word in a field.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Url => "url",
            Self::Slug => "slug",
        }
    }

    /// What it asks for, in a line.
    pub fn help(self) -> &'static str {
        match self {
            Self::Email => "an `@` with something on both sides, and no space",
            Self::Url => "a web address that begins with `http://` or `https://`",
            Self::Slug => "lowercase letters and digits, in words joined by hyphens",
        }
    }

    /// Whether a text has this shape.
    pub fn matches(self, text: &str) -> bool {
        let is_solid = !text.is_empty() && !text.contains(char::is_whitespace);
        match self {
            Self::Email => {
                let sides = text.split_once('@');
                is_solid && sides.is_some_and(|(a, b)| !a.is_empty() && !b.is_empty() && !b.contains('@'))
            }
            Self::Url => {
                let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
                is_solid && rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
            }
            Self::Slug => text.split('-').all(|word| {
                let mut bytes = word.bytes();
                !word.is_empty() && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            }),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|it| it.name() == text).ok_or_else(|| {
            bad(format!("`{}` is not a format", text.escape_debug()))
                .nearest(text, &Self::ALL.map(Self::name))
        })
    }
}
