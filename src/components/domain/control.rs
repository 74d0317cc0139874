//! What a form has for a field: said here, for the templates too.

use serde::Serialize;

use crate::fields::{FieldKind, Scalar};

/// The control of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::components) enum Control {
    /// An input for one value.
    Input,
    /// An input for a date with a time, to the second.
    DateTime,
    /// A choice among the values of an enum.
    Select,
    /// An input for each value of a list.
    List,
    /// The JSON of a map, or of a list of them.
    Json,
    /// A choice of one row, or of some.
    Row,
    Rows,
    /// The controls of what is embedded, once or for each of a list.
    Part,
    Parts,
}

impl Control {
    /// The control of a field of a kind; none for bytes, which no one types, and for what another table keeps.
    pub(super) fn of(kind: &FieldKind) -> Option<Self> {
        match kind {
            FieldKind::Scalar(Scalar::Binary)
            | FieldKind::Array(Scalar::Binary)
            | FieldKind::HasMany(_)
            | FieldKind::HasOne(_) => None,
            FieldKind::Scalar(Scalar::Map) | FieldKind::Array(Scalar::Map) => Some(Self::Json),
            FieldKind::Scalar(Scalar::NaiveDatetime | Scalar::UtcDatetime) => Some(Self::DateTime),
            FieldKind::Scalar(_) => Some(Self::Input),
            FieldKind::Array(_) => Some(Self::List),
            FieldKind::Enum(_) => Some(Self::Select),
            FieldKind::BelongsTo(_) => Some(Self::Row),
            FieldKind::ManyToMany(_) => Some(Self::Rows),
            FieldKind::EmbedsOne(_) => Some(Self::Part),
            FieldKind::EmbedsMany(_) => Some(Self::Parts),
        }
    }
}
