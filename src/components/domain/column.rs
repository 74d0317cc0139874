//! A field as templates see it.

use serde::Serialize;

use super::Domain;
use super::constraints::{Constraints, shortened, unconventional};
use super::control::Control;
use super::inverse::{is_other_side, points_to, unled};
use super::limits;
use super::schema::{Other, SchemaName, unknown_table, variable};
use super::sql;
use super::unique::Uniqueness;
use super::values::{self, Values};
use crate::fields::{Field, FieldKind, Format, OnDelete, Scalar, Target, Type, Value};
use crate::names::{sentence, singular};
use crate::problem::Problem;
use crate::project::Project;

/// A field in all that templates say of it.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own in the grammar")]
#[expect(clippy::struct_field_names, reason = "a database calls them so")]
pub(in crate::components) struct Column {
    /// `unit_price`
    pub name: String,
    /// `Unit price`, as people read it.
    pub title: String,
    /// Its type's word: `decimal`, `array`, `belongs_to`.
    pub kind: &'static str,
    /// The type's word of an array's elements.
    pub inner: Option<&'static str>,
    /// The name of its Ecto type, or of its elements' if it is an array: `string`, `Ecto.UUID`.
    pub ecto: Option<&'static str>,
    /// The name of its column's type in a migration, or of its elements' if it is an array.
    pub column_type: Option<&'static str>,
    /// Its name in SQL, which has words of its own.
    pub sql: String,
    /// The name of its column: `category_id`.
    pub column: Option<String>,
    pub optional: bool,
    pub required: bool,
    pub unique: bool,
    /// Whether its values are unique in the whole table, though its rows have owners.
    pub alone: bool,
    pub index: bool,
    pub redact: bool,
    /// Whether its values are texts, numbers, whole numbers, or dates and times.
    pub text: bool,
    pub number: bool,
    pub whole: bool,
    pub calendar: bool,
    pub default: Option<Literal>,
    pub format: Option<&'static str>,
    /// The most bytes that its index takes, if its column takes more.
    pub bytes: Option<u32>,
    pub choices: Vec<Choice>,
    #[serde(flatten)]
    pub values: Values,
    /// `restrict`, `delete_all`, `nilify_all`, `nothing`.
    pub on_delete: Option<&'static str>,
    pub target: Option<Other>,
    /// What a form has for it.
    pub control: Option<Control>,
    /// What pages call what is embedded: `line` for each of `lines`.
    pub variable: Option<String>,
    /// Whether the other side is the schema itself.
    pub to_itself: bool,
    /// The column on the other side that leads here, unless it is called as convention has it.
    pub foreign_key: Option<String>,
    /// The virtual field that takes the keys of a `many_to_many`, and the table between.
    pub ids: Option<String>,
    pub join: Option<Join>,
    #[serde(flatten)]
    pub constraints: Constraints,
    pub apart: Uniqueness,
    /// Why no schema is made with it, though one that is there may have it.
    #[serde(skip)]
    pub refusal: Option<Problem>,
    #[serde(skip)]
    pub field: Field,
}

/// The table between the two sides of a `many_to_many`.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Join {
    pub table: String,
    pub own_key: String,
    pub other_key: String,
    /// The names of its references and indexes, where the conventional ones are too long.
    pub own_reference: Option<String>,
    pub other_reference: Option<String>,
    pub pair_index: Option<String>,
    pub other_index: Option<String>,
    /// Whether Ecto would choose the same keys.
    pub conventional: bool,
}

impl Join {
    fn new(field: &Field, target: &Other, schema: &SchemaName) -> Self {
        let own_key = format!("{}_id", schema.singular);
        let other_key = format!("{}_id", target.name.singular);
        let conventional = other_key != own_key;
        let other_key = if conventional { other_key } else { format!("other_{other_key}") };
        let table = shortened(format!("{}_{}", schema.table, field.name)).0;
        let name = |column: &str, ending| unconventional(format!("{table}_{column}_{ending}"));
        Self {
            own_reference: name(&own_key, "fkey"),
            other_reference: name(&other_key, "fkey"),
            pair_index: name(&format!("{own_key}_{other_key}"), "index"),
            other_index: name(&other_key, "index"),
            table,
            other_key,
            own_key,
            conventional,
        }
    }
}

/// A value of an enum.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Choice {
    pub name: String,
    pub title: String,
}

/// A value as templates print it: its text, or the texts of a list.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(in crate::components) enum Literal {
    One(String),
    Many(Vec<Literal>),
}

impl Literal {
    pub(super) fn new(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::One(escaped(text)),
            Value::Integer(number) => Self::One(number.to_string()),
            Value::Number(number) => Self::One(number.to_string()),
            Value::Boolean(on) => Self::One(on.to_string()),
            Value::Date(date) => Self::One(date.to_string()),
            Value::Time(time) => Self::One(time.to_string()),
            Value::NaiveDatetime(time) => Self::One(time.to_string()),
            Value::UtcDatetime(time) => Self::One(format!("{time}Z")),
            Value::Member(member) => Self::One(member.to_string()),
            Value::List(items) => Self::Many(items.iter().map(Self::new).collect()),
            Value::EmptyMap => Self::Many(Vec::new()),
        }
    }
}

impl Literal {
    /// Its text, if it is no list.
    pub(super) fn one(&self) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            Self::Many(_) => None,
        }
    }
}

/// A text as it stands between double quotes.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace("#{", "\\#{")
}

/// What columns are made for: the schema that they are of, and where it is.
pub(in crate::components) struct Around<'a> {
    pub domain: &'a Domain,
    pub schema: &'a SchemaName,
    /// All that is said of it.
    pub fields: &'a [Field],
    /// Whether it has no table.
    pub embedded: bool,
    /// The scope that its rows belong to.
    pub scope: Option<&'a str>,
    pub project: &'a Project<'a>,
}

impl Around<'_> {
    /// Whether a field is a side of a reference that comes with the other side, which is not there yet.
    pub(super) fn awaits(&self, field: &Field) -> Result<bool, Problem> {
        let target = field.kind.target().filter(|_| is_other_side(field) && !self.is_itself(field));
        let Some(target @ Target::Schema(_)) = target else { return Ok(false) };
        Ok(Other::find(target, self.domain, self.project)?.is_none())
    }

    /// Whether a field points to the schema itself.
    fn is_itself(&self, field: &Field) -> bool {
        points_to(field, self.schema, &self.domain.app)
    }

    /// The column by which the other side of an association leads here, and whether convention calls it so.
    fn column_from(&self, target: &Other, to_itself: bool) -> Option<(String, bool)> {
        let conventional = format!("{}_id", self.schema.singular);
        let leads_here = |field: &&Field| field.kind.type_() == Type::BelongsTo && self.is_itself(field);
        let columns = if to_itself {
            self.fields.iter().filter(leads_here).filter_map(Field::column).collect()
        } else {
            target.columns_to(self.schema)
        };
        if columns.contains(&conventional) || target.has_column(&conventional) {
            return Some((conventional, true));
        }
        columns.into_iter().next().map(|column| (column, false))
    }
}

impl Column {
    /// The fields of what is embedded.
    pub(in crate::components) fn parts(&self) -> &[Self] {
        self.target.as_ref().map_or(&[], |target| &target.fields)
    }

    /// Whether it is so, or a field of what it embeds.
    pub(in crate::components) fn any(&self, is_it: &dyn Fn(&Self) -> bool) -> bool {
        is_it(self) || self.parts().iter().any(|part| part.any(is_it))
    }

    /// The field, be it a part, that has to be there though no form has a control for it.
    pub(super) fn beyond_forms(&self) -> Option<&Self> {
        let lacks = self.control.is_none() && self.required;
        if lacks { Some(self) } else { self.parts().iter().find_map(Self::beyond_forms) }
    }

    /// Whether Ecto casts values of it that no database takes.
    pub(super) fn is_wide(&self) -> bool {
        let is_key = matches!(self.field.kind.type_(), Type::BelongsTo | Type::ManyToMany);
        match &self.field.kind {
            FieldKind::Scalar(scalar) => {
                let is_time = matches!(scalar, Scalar::Time | Scalar::TimeUsec);
                scalar.is_text() || *scalar == Scalar::Map || scalar.is_calendar() && !is_time
            }
            FieldKind::Array(item) => !item.is_whole(),
            _ => is_key && self.target.as_ref().is_some_and(|target| !target.uuid),
        }
    }

    /// The column of a field; a problem if what it points to is not there.
    pub(in crate::components) fn new(field: &Field, around: &Around<'_>) -> Result<Self, Problem> {
        let kind = field.kind.type_();
        let scalar = match &field.kind {
            FieldKind::Scalar(scalar) | FieldKind::Array(scalar) => Some(*scalar),
            _ => None,
        };
        let alone = scalar.filter(|_| kind != Type::Array);
        let choices = if let FieldKind::Enum(values) = &field.kind { values.as_slice() } else { &[] };
        let to_itself = around.is_itself(field);
        let target = match field.kind.target() {
            Some(target) => Some(other(field, target, to_itself, around)?),
            None => None,
        };
        let values = Values::new(field);
        let is_checked = match kind {
            Type::Enum => true,
            Type::Array => values.are_bounded(),
            _ => values.are_bounded() && alone.is_some_and(|alone| alone.is_text() || alone.is_number()),
        };
        let limited = check(field, to_itself, around);
        let from = target.as_ref().filter(|_| is_other_side(field));
        let from = from.map(|target| (target, around.column_from(target, to_itself)));
        let limited = match &from {
            Some((target, None)) => limited.and(Err(unled(field, &target.name.relative, around.schema))),
            Some((target, Some((column, _)))) if kind == Type::HasOne && !to_itself => {
                limited.and(check_one(field, target, column))
            }
            _ => limited,
        };
        let apart = limited.and_then(|()| Uniqueness::new(field, values.sample()));
        let table = &around.schema.table;
        Ok(Self {
            name: field.name.to_string(),
            sql: sql::column(field.name.as_str(), around.domain.mysql),
            title: sentence(field.name.as_str()),
            kind: kind.name(),
            inner: scalar.filter(|_| kind == Type::Array).map(Scalar::name),
            ecto: scalar.map(Scalar::schema_type),
            column_type: scalar.map(Scalar::column_type),
            optional: field.is_optional,
            required: field.is_required(),
            unique: field.is_unique,
            alone: field.is_unique && target.as_ref().is_some_and(|target| target.scoped),
            index: field.is_indexed,
            redact: field.is_redacted,
            text: alone.is_some_and(Scalar::is_text),
            number: alone.is_some_and(Scalar::is_number),
            whole: alone.is_some_and(Scalar::is_whole),
            calendar: alone.is_some_and(Scalar::is_calendar),
            default: field.initial().as_ref().map(Literal::new),
            constraints: Constraints::new(field, table, is_checked && !around.embedded, around.domain.sqlite),
            foreign_key: match from {
                Some((_, Some((column, false)))) => Some(column),
                _ => None,
            },
            ids: target.as_ref().filter(|_| kind == Type::ManyToMany).map(|target| ids(field, &target.name)),
            join: target
                .as_ref()
                .filter(|_| kind == Type::ManyToMany)
                .map(|target| Join::new(field, target, around.schema)),
            column: field.column(),
            format: field.format.map(Format::name),
            bytes: limits::bytes(field, around.domain).filter(|_| !around.embedded),
            choices: choices
                .iter()
                .map(|value| Choice { name: value.to_string(), title: sentence(value.as_str()) })
                .collect(),
            on_delete: (kind == Type::BelongsTo).then(|| action(field.on_delete.unwrap_or_default())),
            control: Control::of(&field.kind),
            variable: target.as_ref().and_then(|target| called(field, target)),
            target,
            to_itself,
            values,
            refusal: apart.as_ref().err().cloned(),
            apart: apart.unwrap_or_default(),
            field: field.clone(),
        })
    }

    /// Holds it to one row for each that it points to.
    pub(super) fn hold_to_one(&mut self, table: &str, sqlite: bool) {
        self.field.is_unique = true;
        (self.unique, self.alone) = (true, true);
        self.constraints = Constraints::new(&self.field, table, false, sqlite);
    }
}

/// Refuses a `has_one` to a table that is there and may have many.
fn check_one(field: &Field, target: &Other, column: &str) -> Result<(), Problem> {
    let name = &target.name.relative;
    if target.source.as_ref().is_none_or(|source| source.is_unique(column)) {
        return Ok(());
    }
    let message = format!(
        "`{field}`: nothing limits `{name}` to one row: its changeset has no `unique_constraint(:{column})`"
    );
    Err(Problem::usage("not-unique", message)
        .about("fields")
        .hint("use `has_many`, or add the constraint there and a unique index to its table"))
}

/// What pages call what a field embeds.
fn called(field: &Field, target: &Other) -> Option<String> {
    match field.kind.type_() {
        Type::EmbedsOne => Some(variable(field.name.as_str())),
        Type::EmbedsMany => Some(variable(&target.name.singular)),
        _ => None,
    }
}

/// What a database calls what it does when the other side is deleted.
fn action(on_delete: OnDelete) -> &'static str {
    match on_delete {
        OnDelete::Restrict => "restrict",
        OnDelete::Delete => "delete_all",
        OnDelete::Nilify => "nilify_all",
        OnDelete::Nothing => "nothing",
    }
}

/// The virtual field that takes the keys of a `many_to_many`: `tag_ids` for `tags`.
fn ids(field: &Field, other: &SchemaName) -> String {
    let is_usual = other.plural == field.name.as_str();
    format!("{}_ids", if is_usual { other.singular.clone() } else { singular(field.name.as_str()) })
}

/// The schema that a field points to.
fn other(field: &Field, target: &Target, to_itself: bool, around: &Around<'_>) -> Result<Other, Problem> {
    let Around { domain, project, .. } = around;
    let mut other = if to_itself {
        Other::new(around.schema.clone(), domain.uuid, domain)?
    } else {
        Other::find(target, domain, project)?.ok_or_else(|| missing(field, target, domain))?
    };
    let has_table = if to_itself {
        Some(!around.embedded)
    } else {
        other.source.as_ref().map(|source| source.table.is_some())
    };
    if let Some(has_table) = has_table {
        let is_embedded = matches!(field.kind.type_(), Type::EmbedsOne | Type::EmbedsMany);
        match (is_embedded, has_table) {
            (true, true) => {
                return Err(wrong(field, format!("`{target}` has a table, so it cannot be embedded"))
                    .hint("use a schema made by `beamsmith add embedded`"));
            }
            (false, false) => {
                return Err(wrong(field, format!("`{target}` is embedded, so it has no table"))
                    .hint("use `embeds_one` or `embeds_many`"));
            }
            _ => {}
        }
    }
    if to_itself {
        other.scope = around.scope.map(str::to_owned);
    }
    other.scoped = around.scope.is_some() && other.scope.as_deref() == around.scope;
    if other.context.module == around.schema.context(&domain.app)?.module {
        other.fixtures_prefix.clear();
    }
    Ok(other)
}

/// Refuses what leaves no two values, what the database has no column for, and what asks each row for another of the same
/// schema, and that for one more.
fn check(field: &Field, to_itself: bool, around: &Around<'_>) -> Result<(), Problem> {
    values::check(field)?;
    let hint = match field.kind.type_() {
        Type::EmbedsOne | Type::EmbedsMany if to_itself => {
            "a `map` keeps a tree in one column, a schema with a `belongs_to` to itself one in rows"
        }
        _ if to_itself && field.is_required() => "add `optional`",
        _ if around.embedded => return Ok(()),
        _ => return limits::check(field, around.domain),
    };
    let message = "each row would need another before it, so there could be no first one";
    Err(Problem::usage("bad-field", message).about("fields").at(format_args!("`{field}`")).hint(hint))
}

/// What to say of a schema that is not there.
fn missing(field: &Field, target: &Target, domain: &Domain) -> Problem {
    let module = match target {
        Target::Table(table) => return unknown_table(field, table, domain),
        Target::Schema(module) => module,
    };
    let is_embedded = matches!(field.kind.type_(), Type::EmbedsOne | Type::EmbedsMany);
    let kind = if is_embedded { "embedded" } else { "schema" };
    wrong(field, format!("there is no schema `{module}`"))
        .of_unknown(module)
        .hint(format!("create it with `beamsmith add {kind} {module} …`"))
}

fn wrong(field: &Field, message: String) -> Problem {
    Problem::usage("no-schema", message).about("fields").at(format_args!("`{field}`"))
}
