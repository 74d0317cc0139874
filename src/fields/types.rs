//! The words for types, those of scalars among them.

use std::fmt;
use std::str::FromStr;

use super::modifier::Modifier;
use super::{Scalar, bad};
use crate::problem::Problem;

/// A type without its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// One value.
    Scalar(Scalar),
    /// A list of values of one type.
    Array,
    /// One of some values.
    Enum,
    /// A row of another schema, by its key.
    BelongsTo,
    /// The rows of another schema that belong to this one.
    HasMany,
    /// The one row of another schema that belongs to this one.
    HasOne,
    /// Rows of another schema, through a table between.
    ManyToMany,
    /// A struct inside the row.
    EmbedsOne,
    /// A list of structs inside the row.
    EmbedsMany,
}

/// Other words for a type that people type.
const ALIASES: [(&str, &str); 3] =
    [("datetime", "naive_datetime"), ("references", "belongs_to"), ("binary_id", "uuid")];

/// Words of databases and other languages, and what they are here.
const FOREIGN: [(&str, &str); 26] = [
    ("bool", "boolean"),
    ("bytes", "binary"),
    ("blob", "binary"),
    ("char", "string"),
    ("date_time", "utc_datetime"),
    ("double", "float"),
    ("guid", "uuid"),
    ("hash", "map"),
    ("id", "bigint"),
    ("int", "integer"),
    ("json", "map"),
    ("jsonb", "map"),
    ("list", "array"),
    ("long", "bigint"),
    ("many", "has_many"),
    ("num", "integer"),
    ("number", "integer"),
    ("numeric", "decimal"),
    ("object", "map"),
    ("real", "float"),
    ("short", "integer"),
    ("str", "string"),
    ("timestamp", "utc_datetime"),
    ("timestamptz", "utc_datetime"),
    ("txt", "text"),
    ("varchar", "string"),
];

impl Type {
    /// All of them, in the order in which a person looks for one.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = [
            Self::Enum,
            Self::Array,
            Self::BelongsTo,
            Self::HasMany,
            Self::HasOne,
            Self::ManyToMany,
            Self::EmbedsOne,
            Self::EmbedsMany,
        ];
        Scalar::ALL.into_iter().map(Self::Scalar).chain(others)
    }

    /// Its word in a field.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalar(scalar) => scalar.name(),
            Self::Array => "array",
            Self::Enum => "enum",
            Self::BelongsTo => "belongs_to",
            Self::HasMany => "has_many",
            Self::HasOne => "has_one",
            Self::ManyToMany => "many_to_many",
            Self::EmbedsOne => "embeds_one",
            Self::EmbedsMany => "embeds_many",
        }
    }

    /// What it is for, in a line.
    pub fn help(self) -> &'static str {
        match self {
            Self::Scalar(scalar) => scalar.help(),
            Self::Array => "a list of values of one type",
            Self::Enum => "one of the values listed, such as draft/live",
            Self::BelongsTo => "one row of another schema, whose key is stored here",
            Self::HasMany => "the rows of another schema that belong to this one",
            Self::HasOne => "the one row of another schema that belongs to this one",
            Self::ManyToMany => "rows of another schema, through a join table",
            Self::EmbedsOne => "a struct stored inside the row",
            Self::EmbedsMany => "a list of structs stored inside the row",
        }
    }

    /// A field of this type, whole.
    pub fn example(self) -> &'static str {
        match self {
            Self::Scalar(scalar) => match scalar {
                Scalar::String => "name:string:max=160:unique",
                Scalar::Text => "body:text:max=5000",
                Scalar::Integer => "stock:integer:min=0:default=0",
                Scalar::Bigint => "views:bigint:default=0",
                Scalar::Float => "latitude:float:min=-90:max=90",
                Scalar::Decimal => "price:decimal:min=0:precision=10:scale=2",
                Scalar::Money => "total:money:min=0",
                Scalar::Boolean => "is_active:boolean:default=true",
                Scalar::Date => "released_on:date:optional:index",
                Scalar::Time => "opens_at:time:default=09::00::00",
                Scalar::TimeUsec => "measured_at:time_usec",
                Scalar::NaiveDatetime => "starts_at:naive_datetime",
                Scalar::NaiveDatetimeUsec => "seen_at:naive_datetime_usec",
                Scalar::UtcDatetime => "published_at:utc_datetime:optional",
                Scalar::UtcDatetimeUsec => "logged_at:utc_datetime_usec",
                Scalar::Uuid => "request:uuid:unique",
                Scalar::Binary => "digest:binary:redact",
                Scalar::Map => "settings:map",
            },
            Self::Array => "tags:array=string:max=10",
            Self::Enum => "status:enum=draft/live:default=draft",
            Self::BelongsTo => "category:belongs_to=Catalog.Category:on_delete=restrict",
            Self::HasMany => "comments:has_many=Blog.Comment",
            Self::HasOne => "profile:has_one=Accounts.Profile",
            Self::ManyToMany => "tags:many_to_many=Blog.Tag",
            Self::EmbedsOne => "address:embeds_one=Orders.Address:optional",
            Self::EmbedsMany => "lines:embeds_many=Orders.Line",
        }
    }

    /// Whether it points to another schema.
    pub fn is_association(self) -> bool {
        matches!(self, Self::BelongsTo | Self::HasMany | Self::HasOne | Self::ManyToMany)
    }

    /// Whether it has a column in the schema's own table.
    pub fn has_column(self) -> bool {
        !matches!(self, Self::HasMany | Self::HasOne | Self::ManyToMany)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Type {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let name = ALIASES.iter().find(|(word, _)| *word == text).map_or(text, |(_, meant)| *meant);
        if let Some(found) = Self::all().find(|it| it.name() == name) {
            return Ok(found);
        }
        let problem = bad(format!("`{}` is not a type", text.escape_debug()));
        if let Some(meant) = foreign(text) {
            return Err(problem.hint(format!("did you mean `{meant}`?")));
        }
        let types: Vec<_> = Self::all().map(Self::name).collect();
        // A type may be called otherwise, and a field may have a modifier where its type was to be.
        let aliases = ALIASES.iter().map(|(alias, _)| *alias);
        let modifiers = Modifier::ALL.into_iter().map(Modifier::name);
        let words: Vec<_> = types.iter().copied().chain(aliases).chain(modifiers).collect();
        Err(problem.nearest(text, &types).or_nearest(text, &words))
    }
}

/// What a word of others is here.
fn foreign(text: &str) -> Option<&'static str> {
    FOREIGN.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, meant)| *meant)
}

/// The type of an array's elements.
pub(super) fn element_type(text: &str) -> Result<Scalar, Problem> {
    match text.parse() {
        Ok(Type::Scalar(scalar)) => Ok(scalar),
        Ok(other) => Err(bad(format!("an array cannot hold `{other}`"))
            .hint("it holds single values; for more, use `embeds_many` or `has_many`")),
        Err(_) => {
            let problem = bad(format!("`{}` is not the type of a single value", text.escape_debug()));
            let is_single = |meant: &&str| Scalar::ALL.iter().any(|scalar| scalar.name() == *meant);
            Err(match foreign(text).filter(is_single) {
                Some(meant) => problem.hint(format!("did you mean `{meant}`?")),
                None => problem.nearest(text, &Scalar::ALL.map(Scalar::name)),
            })
        }
    }
}

/// The types that a field may have, each with what it is for.
pub fn types() -> impl Iterator<Item = (&'static str, &'static str)> {
    Type::all().map(|it| (it.name(), it.help()))
}
