//! One field of a schema.

use std::fmt;
use std::str::FromStr;

use super::reader::read;
use super::{Bound, FieldKind, FieldName, Format, Modifier, OnDelete, Scalar, Type, Value};
use crate::problem::Problem;

/// A field: what it is called, what it is, and what holds for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a word of its own in the grammar")]
pub struct Field {
    /// Its name; of a `belongs_to` without `_id`.
    pub name: FieldName,
    /// Its type with the argument.
    pub kind: FieldKind,
    /// Whether it may be left empty.
    pub is_optional: bool,
    /// Whether no two rows may have the same value.
    pub is_unique: bool,
    /// Whether it has an index of its own; a unique one is another, and a `belongs_to` has always one of the two.
    pub is_indexed: bool,
    /// Whether it is kept out of logs.
    pub is_redacted: bool,
    /// What was said that a new row starts with; see also `initial`.
    pub default: Option<Value>,
    /// The least length, value or count.
    pub min: Option<Bound>,
    /// The greatest length, value or count.
    pub max: Option<Bound>,
    /// The shape of a text.
    pub format: Option<Format>,
    /// All digits of a decimal.
    pub precision: Option<u32>,
    /// What was said of how many of them are after the point; never without `precision`.
    pub scale: Option<u32>,
    /// What was said that a delete on the other side does; otherwise it is `OnDelete::default()`.
    pub on_delete: Option<OnDelete>,
}

impl Field {
    /// What a new row starts with: the default, or what a required boolean or map has without one.
    pub fn initial(&self) -> Option<Value> {
        let implied = match self.kind {
            FieldKind::Scalar(Scalar::Boolean) => Some(Value::Boolean(false)),
            FieldKind::Scalar(Scalar::Map) => Some(Value::EmptyMap),
            _ => None,
        };
        self.default.clone().or(implied.filter(|_| !self.is_optional))
    }

    /// Its column in the schema's own table: `category_id` of a `belongs_to`, none of a `has_many`.
    pub fn column(&self) -> Option<String> {
        match self.kind.type_() {
            Type::BelongsTo => Some(format!("{}_id", self.name)),
            kind => kind.has_column().then(|| self.name.to_string()),
        }
    }

    /// Whether a row must have it; what has no column of its own is never asked for.
    pub fn is_required(&self) -> bool {
        !self.is_optional && self.kind.type_().has_column()
    }

    /// A field of which nothing is said but its type.
    pub(super) fn new(name: FieldName, kind: FieldKind) -> Self {
        Self {
            is_indexed: kind.type_() == Type::BelongsTo,
            name,
            kind,
            is_optional: false,
            is_unique: false,
            is_redacted: false,
            default: None,
            min: None,
            max: None,
            format: None,
            precision: None,
            scale: None,
            on_delete: None,
        }
    }

    /// A modifier as the field has it, if it has it.
    fn modifier(&self, modifier: Modifier) -> Option<String> {
        let flag = |is_set: bool| is_set.then(|| modifier.to_string());
        let value = |value: Option<String>| value.map(|value| format!("{modifier}={value}"));
        match modifier {
            Modifier::Min => value(self.min.as_ref().map(ToString::to_string)),
            Modifier::Max => value(self.max.as_ref().map(ToString::to_string)),
            Modifier::Precision => value(self.precision.map(|it| it.to_string())),
            Modifier::Scale => value(self.scale.map(|it| it.to_string())),
            Modifier::Format => value(self.format.map(|it| it.to_string())),
            Modifier::Default => value(self.default.as_ref().map(ToString::to_string)),
            Modifier::OnDelete => value(self.on_delete.map(|it| it.to_string())),
            Modifier::Optional => flag(self.is_optional),
            Modifier::Unique => flag(self.is_unique),
            Modifier::Index => flag(self.is_indexed && self.kind.type_() != Type::BelongsTo),
            Modifier::Redact => flag(self.is_redacted),
        }
    }
}

impl FromStr for Field {
    type Err = Problem;

    fn from_str(line: &str) -> Result<Self, Problem> {
        read(line).map_err(|problem| problem.at(format_args!("`{}`", line.escape_debug())))
    }
}

impl fmt::Display for Field {
    /// The line that says the same, in our words and in our order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, self.kind)?;
        let mut modifiers = Modifier::ALL.into_iter().filter_map(|it| self.modifier(it));
        modifiers.try_for_each(|it| write!(f, ":{it}"))
    }
}
