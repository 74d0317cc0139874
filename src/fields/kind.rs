//! What a field is: its type with the argument.

use std::fmt;

use super::parts::elements;
use super::types::element_type;
use super::{EnumValue, Scalar, Target, Type, bad};
use crate::problem::Problem;

/// A type with its argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One value.
    Scalar(Scalar),
    /// A list of values.
    Array(Scalar),
    /// One of these values.
    Enum(Vec<EnumValue>),
    /// A row of another schema, by its key.
    BelongsTo(Target),
    /// The rows of another schema that belong to this one.
    HasMany(Target),
    /// The one row of another schema that belongs to this one.
    HasOne(Target),
    /// Rows of another schema, through a table between.
    ManyToMany(Target),
    /// A struct inside the row.
    EmbedsOne(Target),
    /// A list of structs inside the row.
    EmbedsMany(Target),
}

impl FieldKind {
    /// Reads a type's argument.
    pub(super) fn parse(kind: Type, argument: Option<&str>) -> Result<Self, Problem> {
        if let Type::Scalar(scalar) = kind {
            return match argument {
                None => Ok(Self::Scalar(scalar)),
                Some(argument) => Err(no_argument(scalar, argument)),
            };
        }
        let Some(argument) = argument.filter(|text| !text.is_empty()) else {
            let message = format!("`{kind}` needs {}", lacks(kind));
            return Err(bad(message).hint(format!("for example `{}`", kind.example())));
        };
        let target = || argument.parse::<Target>();
        match kind {
            Type::Scalar(scalar) => Ok(Self::Scalar(scalar)),
            Type::Array => element_type(argument).map(Self::Array),
            Type::Enum => enum_values(elements(argument)).map(Self::Enum),
            Type::BelongsTo => target().map(Self::BelongsTo),
            Type::HasMany => target().map(Self::HasMany),
            Type::HasOne => target().map(Self::HasOne),
            Type::ManyToMany => target().map(Self::ManyToMany),
            Type::EmbedsOne => embedded(target()?).map(Self::EmbedsOne),
            Type::EmbedsMany => embedded(target()?).map(Self::EmbedsMany),
        }
    }

    /// Its type without the argument.
    pub fn type_(&self) -> Type {
        match self {
            Self::Scalar(scalar) => Type::Scalar(*scalar),
            Self::Array(_) => Type::Array,
            Self::Enum(_) => Type::Enum,
            Self::BelongsTo(_) => Type::BelongsTo,
            Self::HasMany(_) => Type::HasMany,
            Self::HasOne(_) => Type::HasOne,
            Self::ManyToMany(_) => Type::ManyToMany,
            Self::EmbedsOne(_) => Type::EmbedsOne,
            Self::EmbedsMany(_) => Type::EmbedsMany,
        }
    }

    /// The schema that it points to or holds.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Scalar(_) | Self::Array(_) | Self::Enum(_) => None,
            Self::BelongsTo(target)
            | Self::HasMany(target)
            | Self::HasOne(target)
            | Self::ManyToMany(target)
            | Self::EmbedsOne(target)
            | Self::EmbedsMany(target) => Some(target),
        }
    }
}

impl fmt::Display for FieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.type_();
        match self {
            Self::Scalar(_) => kind.fmt(f),
            Self::Array(scalar) => write!(f, "{kind}={scalar}"),
            Self::Enum(values) => {
                let values: Vec<_> = values.iter().map(EnumValue::as_str).collect();
                write!(f, "{kind}={}", values.join("/"))
            }
            _ => self.target().map_or(Ok(()), |target| write!(f, "{kind}={target}")),
        }
    }
}

/// The values of an enum, each of them once.
pub(super) fn enum_values(texts: Vec<String>) -> Result<Vec<EnumValue>, Problem> {
    let mut values: Vec<EnumValue> = Vec::with_capacity(texts.len());
    for text in texts {
        let value: EnumValue = text.parse()?;
        if values.contains(&value) {
            return Err(bad(format!("the enum has `{value}` twice")));
        }
        values.push(value);
    }
    Ok(values)
}

fn embedded(target: Target) -> Result<Target, Problem> {
    match target {
        Target::Schema(_) => Ok(target),
        Target::Table(table) => Err(bad(format!("`{table}` is a table, and what is embedded has none"))
            .hint("name its module, such as `Orders.Line`")),
    }
}

fn no_argument(scalar: Scalar, argument: &str) -> Problem {
    let problem = bad(format!("`{scalar}` takes no argument, and `{}` was given", argument.escape_debug()));
    match scalar {
        Scalar::String | Scalar::Text => {
            problem.hint(format!("for a maximum length, use `{scalar}:max=160`"))
        }
        Scalar::Decimal => problem.hint("for its digits, use `decimal:precision=10:scale=2`"),
        _ => problem,
    }
}

fn lacks(kind: Type) -> &'static str {
    match kind {
        Type::Array => "the type of its elements",
        Type::Enum => "its values",
        _ => "a schema",
    }
}
