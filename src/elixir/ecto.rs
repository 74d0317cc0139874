//! Reads what a source defines with Ecto: schemas, repositories, scopes.

use tree_sitter::Node;

use super::list::{elements, expanded};
use super::syntax::{Source, ancestor, arguments, do_block, expressions, head};

/// The macros of Ecto that declare a field or an association.
pub(super) const FIELD_MACROS: [&str; 7] =
    ["field", "belongs_to", "has_many", "has_one", "many_to_many", "embeds_one", "embeds_many"];

/// An Ecto schema, as its source says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EctoSchema {
    /// Its table; none if it is embedded.
    pub table: Option<String>,
    /// What it begins with: `Ecto.Schema`, `Shop.Schema`.
    pub base: String,
    /// The type of its primary key, if it says one: `:binary_id`, `Ecto.UUID`.
    pub primary_key: Option<String>,
    /// The name of its primary key, if it says one: `id`.
    pub key: Option<String>,
    /// The column of its primary key, if that is not called as the key is.
    pub key_column: Option<String>,
    /// The schema of the database that its table is in, if it says one.
    pub prefix: Option<String>,
    /// Its fields and associations, in order.
    pub fields: Vec<EctoField>,
    /// The fields that its changesets require.
    pub required: Vec<String>,
    /// What else its changesets check: the function, the field, the options.
    pub checks: Vec<Check>,
}

/// A field or an association of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EctoField {
    /// The macro that declares it: `field`, `belongs_to`.
    pub macro_name: String,
    /// Its name.
    pub name: String,
    /// Its type as the source says it, modules in full: `:string`, `{:array, :string}`, `Shop.Catalog.Category`.
    pub type_: String,
    /// Its options, each value as the source says it.
    pub options: Vec<(String, String)>,
}

/// A validation or a constraint of a changeset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its function: `validate_length`.
    pub function: String,
    /// The field that it is about.
    pub field: String,
    /// Its argument after the field, if it is no list of options: the regular expression of a format.
    pub argument: Option<String>,
    /// Its options, each value as the source says it.
    pub options: Vec<(String, String)>,
}

/// A scope, as `config :app, :scopes` describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EctoScope {
    /// Its name: `user`.
    pub name: String,
    /// Its options, each value as the source says it.
    pub options: Vec<(String, String)>,
}

impl EctoSchema {
    /// Whether its changesets tell that no two rows have the same value of a column.
    pub fn is_unique(&self, column: &str) -> bool {
        self.checks.iter().any(|check| check.function == "unique_constraint" && check.field == column)
    }
}

impl EctoField {
    /// Its column: that of its key if it is a `belongs_to`.
    pub fn column(&self) -> String {
        let key = self.option("foreign_key").map(|key| key.trim_start_matches(':').to_owned());
        match self.macro_name.as_str() {
            "belongs_to" => key.unwrap_or_else(|| format!("{}_id", self.name)),
            _ => self.name.clone(),
        }
    }

    /// The value of an option.
    pub fn option(&self, key: &str) -> Option<&str> {
        value(&self.options, key)
    }
}

impl Check {
    /// The value of an option.
    pub fn option(&self, key: &str) -> Option<&str> {
        value(&self.options, key)
    }
}

impl EctoScope {
    /// The value of an option.
    pub fn option(&self, key: &str) -> Option<&str> {
        value(&self.options, key)
    }
}

fn value<'o>(options: &'o [(String, String)], key: &str) -> Option<&'o str> {
    options.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// The first schema that a source defines, embedded or not.
pub fn schema(source: &Source) -> Option<EctoSchema> {
    let call = source.calls_of(|callee| matches!(callee, "schema" | "embedded_schema")).next()?;
    let block = do_block(call)?;
    let table = arguments(call).first().map(|table| source.text(*table).trim_matches('"').to_owned());
    let lines = expressions(block);
    let fields =
        lines.iter().filter(|line| source.callee(**line).is_some_and(|it| FIELD_MACROS.contains(&it)));
    let key = attribute(source, "primary_key").filter(|key| key.kind() == "tuple");
    let key = key.map(expressions).unwrap_or_default();
    let bare = |text: &str| text.trim_matches('"').trim_start_matches(':').to_owned();
    let atom = |node: Node<'_>| bare(source.text(node));
    let mut uses = source.calls_named("use");
    Some(EctoSchema {
        table,
        base: uses.next().and_then(|it| first_text(source, it)).unwrap_or_default(),
        primary_key: attribute(source, "primary_key").and_then(|value| key_type(source, value)),
        key: key.first().map(|name| atom(*name)),
        key_column: key.get(2).and_then(|it| value(&options(source, *it), "source").map(bare)),
        prefix: attribute(source, "schema_prefix").map(|prefix| bare(source.text(prefix))),
        fields: fields.filter_map(|line| field(source, *line)).collect(),
        required: required(source),
        checks: checks(source),
    })
}

/// The type of the primary key that a source sets for the schemas which begin with it.
pub fn primary_key(source: &Source) -> Option<String> {
    key_type(source, attribute(source, "primary_key")?)
}

/// The scopes that a configuration describes for an application, the default one first.
pub fn scopes(source: &Source, app: &str) -> Vec<EctoScope> {
    let atom = format!(":{app}");
    let is_it = |node: &Node<'_>| {
        let arguments = arguments(*node);
        let says = |index: usize, text: &str| arguments.get(index).is_some_and(|it| source.text(*it) == text);
        says(0, &atom) && says(1, ":scopes")
    };
    let Some(keywords) =
        source.calls_named("config").find(is_it).and_then(|call| arguments(call).get(2).copied())
    else {
        return Vec::new();
    };
    let mut found: Vec<_> = pairs(source, keywords)
        .into_iter()
        .map(|(name, value)| EctoScope { name, options: options(source, value) })
        .collect();
    found.sort_by_key(|scope| scope.option("default") != Some("true"));
    found
}

/// What a configuration tells the generators of an application: `binary_id: true`. In an umbrella it may be told those
/// of the web application on top of it.
pub fn generators(source: &Source, app: &str) -> Vec<(String, String)> {
    let atom = format!(":{app}");
    let told = |call: Node<'_>| {
        let arguments = arguments(call);
        let keywords = arguments.get(1).filter(|it| it.kind() == "keywords")?;
        let options = options(source, source.value_of(*keywords, "generators")?);
        Some((source.text(arguments[0]).to_owned(), options))
    };
    let told: Vec<_> = source.calls_named("config").filter_map(told).collect();
    let own = told.iter().find(|(name, _)| *name == atom);
    let on_top = || told.iter().find(|(_, options)| value(options, "context_app") == Some(&atom));
    own.or_else(on_top).map(|(_, options)| options.clone()).unwrap_or_default()
}

/// The name of the first module of a source.
pub fn module(source: &Source) -> Option<String> {
    let call = source.calls_named("defmodule").next()?;
    first_text(source, call)
}

/// The names of all public functions of a source, once per clause.
pub fn functions(source: &Source) -> Vec<String> {
    let definitions = source.calls_named("def");
    definitions.filter_map(|definition| source.function_name(definition)).map(str::to_owned).collect()
}

/// The public functions of a source as `name/arity`, each once for each number of arguments that it takes.
pub fn arities(source: &Source) -> Vec<String> {
    let taken = |definition: Node<'_>| {
        let parameters = head(definition).map(arguments).unwrap_or_default();
        let defaults = parameters.iter().filter(|it| source.text(**it).contains(r"\\")).count();
        (parameters.len() - defaults)..=parameters.len()
    };
    let told = |definition: Node<'_>| {
        let name = source.function_name(definition)?;
        Some(taken(definition).map(|arity| format!("{name}/{arity}")).collect::<Vec<_>>())
    };
    source.calls_named("def").filter_map(told).flatten().collect()
}

/// The first parameter of each public function of a source that is called by one of these names.
pub fn first_parameters(source: &Source, names: &[String]) -> Vec<String> {
    let is_it =
        |node: &Node<'_>| source.function_name(*node).is_some_and(|it| names.iter().any(|name| name == it));
    let first = |definition: Node<'_>| {
        let parameters = head(definition).map(arguments).unwrap_or_default();
        parameters.first().map(|it| source.text(*it).to_owned())
    };
    source.calls_named("def").filter(is_it).filter_map(first).collect()
}

fn field(source: &Source, line: Node<'_>) -> Option<EctoField> {
    let arguments = arguments(line);
    let name = source.text(*arguments.first()?).strip_prefix(':')?.to_owned();
    let type_ = arguments.get(1).filter(|second| second.kind() != "keywords");
    let type_ = match type_.map(|type_| source.text(*type_)) {
        Some("__MODULE__") => {
            let module = ancestor(line, |node| source.calls(node, "defmodule"))?;
            first_text(source, module)?
        }
        Some(type_) => expanded(source, type_),
        None => ":string".to_owned(),
    };
    let last = arguments.last().filter(|last| last.kind() == "keywords");
    Some(EctoField {
        macro_name: source.callee(line)?.to_owned(),
        name,
        type_,
        options: last.map(|keywords| options(source, *keywords)).unwrap_or_default(),
    })
}

/// The fields that calls of `validate_required` name.
fn required(source: &Source) -> Vec<String> {
    let calls = source.calls_named("validate_required");
    calls.flat_map(|call| arguments(call)).flat_map(|argument| atoms(source, argument)).collect()
}

fn checks(source: &Source) -> Vec<Check> {
    let is_check =
        |name: &str| name.starts_with("validate_") || name.ends_with("_constraint") || name == "cast_embed";
    source
        .calls_of(is_check)
        .filter_map(|call| {
            let arguments = arguments(call);
            let position = arguments.iter().position(|it| it.kind() == "atom")?;
            let next = arguments.get(position + 1);
            let keywords = arguments.last().filter(|last| last.kind() == "keywords");
            Some(Check {
                function: source.callee(call)?.to_owned(),
                field: source.text(arguments[position]).trim_start_matches(':').to_owned(),
                argument: next.filter(|it| it.kind() != "keywords").map(|it| resolved(source, *it)),
                options: keywords.map(|it| options(source, *it)).unwrap_or_default(),
            })
        })
        .collect()
}

/// The atoms of a list, a sigil `~w(…)a`, or an attribute that is one of them.
fn atoms(source: &Source, node: Node<'_>) -> Vec<String> {
    match node.kind() {
        "list" => elements(node)
            .into_iter()
            .filter_map(|element| source.text(element).strip_prefix(':'))
            .map(str::to_owned)
            .collect(),
        "sigil" => {
            let text = source.text(node).trim_start_matches("~w").trim_end_matches('a');
            let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
            inner.split_whitespace().map(str::to_owned).collect()
        }
        "unary_operator" => {
            let name = source.text(node).trim_start_matches('@');
            attribute(source, name).map(|value| atoms(source, value)).unwrap_or_default()
        }
        "atom" => vec![source.text(node).trim_start_matches(':').to_owned()],
        _ => Vec::new(),
    }
}

/// An expression's text, that of its value if it is an attribute.
fn resolved(source: &Source, node: Node<'_>) -> String {
    let name = source.text(node).strip_prefix('@');
    let value = name.and_then(|name| attribute(source, name)).unwrap_or(node);
    source.text(value).to_owned()
}

/// The value that a source gives a module attribute.
fn attribute<'t>(source: &'t Source, name: &'t str) -> Option<Node<'t>> {
    source.calls_named(name).find_map(|call| arguments(call).first().copied())
}

/// The type in `{:id, type, opts}`.
fn key_type(source: &Source, key: Node<'_>) -> Option<String> {
    let parts = if key.kind() == "tuple" { expressions(key) } else { return None };
    Some(source.text(*parts.get(1)?).to_owned())
}

/// The pairs of a keyword list, bare or in brackets.
fn pairs<'t>(source: &Source, node: Node<'t>) -> Vec<(String, Node<'t>)> {
    let pairs = if node.kind() == "keywords" { expressions(node) } else { elements(node) };
    let pair = |pair: Node<'t>| {
        let key = source.text(pair.child_by_field_name("key")?).trim_end().trim_end_matches(':');
        Some((key.to_owned(), pair.child_by_field_name("value")?))
    };
    pairs.into_iter().filter_map(pair).collect()
}

fn options(source: &Source, keywords: Node<'_>) -> Vec<(String, String)> {
    let pairs = pairs(source, keywords).into_iter();
    pairs.map(|(key, value)| (key, source.text(value).to_owned())).collect()
}

fn first_text(source: &Source, call: Node<'_>) -> Option<String> {
    Some(source.text(*arguments(call).first()?).to_owned())
}
