//! The words that change a field.

use std::fmt;
use std::str::FromStr;

use super::{Scalar, Type, bad};
use crate::problem::Problem;

/// A word after the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// The least length, value or count.
    Min,
    /// The greatest length, value or count.
    Max,
    /// All digits of a decimal.
    Precision,
    /// Those of them after the point.
    Scale,
    /// The shape of a text.
    Format,
    /// What a new row starts with.
    Default,
    /// What a delete on the other side does.
    OnDelete,
    /// May be left empty.
    Optional,
    /// No two rows have the same.
    Unique,
    /// Looked up often.
    Index,
    /// Kept out of logs.
    Redact,
}

/// Words of others, and the way out.
const FOREIGN: [(&str, &str); 11] = [
    ("required", "fields are required unless they are `optional`: leave it out"),
    ("null", "fields are required unless they are `optional`"),
    ("nullable", "did you mean `optional`?"),
    ("size", "did you mean `max`?"),
    ("length", "did you mean `max`?"),
    ("maximum", "did you mean `max`?"),
    ("minimum", "did you mean `min`?"),
    ("values", "the values of an enum follow it: `status:enum=draft/live`"),
    ("sensitive", "did you mean `redact`?"),
    ("uniq", "did you mean `unique`?"),
    ("delete", "did you mean `on_delete=delete`?"),
];

impl Modifier {
    /// All of them, in the order in which a field is written.
    pub const ALL: [Self; 11] = [
        Self::Min,
        Self::Max,
        Self::Precision,
        Self::Scale,
        Self::Format,
        Self::Default,
        Self::OnDelete,
        Self::Optional,
        Self::Unique,
        Self::Index,
        Self::Redact,
    ];

    /// Its word in a field.
    pub fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
            Self::Precision => "precision",
            Self::Scale => "scale",
            Self::Format => "format",
            Self::Default => "default",
            Self::OnDelete => "on_delete",
            Self::Optional => "optional",
            Self::Unique => "unique",
            Self::Index => "index",
            Self::Redact => "redact",
        }
    }

    /// What stands for its value, if it takes one.
    pub fn value_name(self) -> Option<&'static str> {
        match self {
            Self::Min | Self::Max | Self::Precision | Self::Scale => Some("NUMBER"),
            Self::Format => Some("FORMAT"),
            Self::Default => Some("VALUE"),
            Self::OnDelete => Some("ACTION"),
            Self::Optional | Self::Unique | Self::Index | Self::Redact => None,
        }
    }

    /// What it does, in a line.
    pub fn help(self) -> &'static str {
        match self {
            Self::Min => "the minimum: characters of a text, value of a number, elements of an array",
            Self::Max => "the maximum: characters of a text, value of a number, elements of an array",
            Self::Precision => "how many digits a decimal has in total",
            Self::Scale => "how many of a decimal's digits are after the point",
            Self::Format => "the format of a text",
            Self::Default => "the initial value of a new row",
            Self::OnDelete => "what the database does when the referenced row is deleted",
            Self::Optional => "may be left empty",
            Self::Unique => "no two rows have the same value",
            Self::Index => "an index, for lookups and sorting",
            Self::Redact => "hidden from logs and `inspect`",
        }
    }

    /// Whether fields of a type take it.
    pub fn applies_to(self, kind: Type) -> bool {
        let scalar = |test: fn(Scalar) -> bool| matches!(kind, Type::Scalar(scalar) if test(scalar));
        let is_value = matches!(kind, Type::Scalar(_) | Type::Array | Type::Enum);
        match self {
            Self::Min | Self::Max => kind == Type::Array || scalar(|it| it.is_text() || it.is_number()),
            Self::Precision | Self::Scale => kind == Type::Scalar(Scalar::Decimal),
            Self::Format => scalar(Scalar::is_text),
            Self::Default => is_value && !scalar(|it| matches!(it, Scalar::Uuid | Scalar::Binary)),
            Self::OnDelete => kind == Type::BelongsTo,
            Self::Optional => kind.has_column(),
            Self::Unique | Self::Index => {
                kind == Type::BelongsTo || is_value && kind != Type::Scalar(Scalar::Map)
            }
            Self::Redact => is_value,
        }
    }
}

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Modifier {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        if let Some(found) = Self::ALL.into_iter().find(|it| it.name() == text) {
            return Ok(found);
        }
        if text.is_empty() {
            return Err(bad("there is nothing between two colons, or after the last"));
        }
        let problem = bad(format!("`{}` is not a modifier", text.escape_debug()));
        Err(match FOREIGN.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)) {
            Some((_, way_out)) => problem.hint(*way_out),
            None => problem.nearest(text, &Self::ALL.map(Self::name)),
        })
    }
}

/// The modifiers that fields of a type take.
pub fn modifiers(kind: Type) -> impl Iterator<Item = Modifier> {
    Modifier::ALL.into_iter().filter(move |it| it.applies_to(kind))
}
