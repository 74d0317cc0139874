//! Finds where an addition belongs in a source, and inserts it as text.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use tree_sitter::Node;

use super::list::{
    children_list, dependencies, elements, end_with_comment, indent_at, indented, insert_elements, into_list,
};
use super::module::{into_head, into_module, into_row_type, into_schema};
use super::mount;
use super::navigation::into_navigation;
use super::router::{Scope, into_pipelines, into_router, into_scope};
use super::syntax::{Source, arguments, do_block, expressions, is_one_line, without_space};

/// A place in an Elixir source where a snippet can be inserted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The list of children of the supervisor that the source defines, stable things first, the endpoint last.
    Child,
    /// The list of dependencies of a `mix.exs`.
    Dependency,
    /// The packages of which a `.formatter.exs` takes the rules.
    ImportDeps,
    /// The end of a router's pipeline of this name.
    Pipeline(String),
    /// The channels of a socket.
    Channel,
    /// The sockets of an endpoint.
    Socket,
    /// The end of a configuration file, before what it imports.
    Config,
    /// The end of a module: functions.
    Module,
    /// The `import`s and `alias`es at the head of a module.
    Head,
    /// The associations of an Ecto schema.
    Schema,
    /// The type of the rows of an Ecto schema, which may say what its associations hold.
    RowType,
    /// The pipelines of a router.
    Pipelines,
    /// The scopes of a router, of which this is one.
    Scopes(Scope),
    /// The end of a router's scope, before the routes that catch all others.
    Routes(Scope),
    /// The links in the header of a project's pages.
    Navigation,
    /// The end of a script, such as a test helper.
    End,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Child => f.write_str("the children of the supervisor"),
            Self::Dependency => f.write_str("the dependencies"),
            Self::ImportDeps => f.write_str("`import_deps`"),
            Self::Pipeline(name) => write!(f, "`pipeline :{name}`"),
            Self::Channel => f.write_str("the channels of the socket"),
            Self::Socket => f.write_str("the sockets of the endpoint, above its plugs, at a path of its own"),
            Self::Config => f.write_str("the end of the configuration"),
            Self::Module => f.write_str("the end of the module"),
            Self::Head => f.write_str("the head of the module"),
            Self::Schema => f.write_str("the associations of the schema"),
            Self::RowType => f.write_str("the type `t` of the schema"),
            Self::Pipelines => f.write_str("the pipelines of the router"),
            Self::Scopes(_) => f.write_str("the scopes of the router"),
            Self::Routes(scope) => scope.fmt(f),
            Self::Navigation => f.write_str("`nav_links`"),
            Self::End => f.write_str("the end of the file"),
        }
    }
}

impl Place {
    /// Whether it takes one snippet at a time, because each one may change where the next belongs.
    fn takes_one(&self) -> bool {
        matches!(
            self,
            Self::Channel
                | Self::Socket
                | Self::Head
                | Self::Schema
                | Self::RowType
                | Self::Pipelines
                | Self::Scopes(_)
                | Self::Routes(_)
                | Self::Navigation
        )
    }
}

/// The outcome of several insertions.
#[derive(Debug, Default)]
pub struct Inserted {
    /// The source with the snippets that it lacked; none if nothing had to be inserted.
    pub source: Option<Source>,
    /// The indices of the snippets for which it has no place.
    pub nowhere: Vec<usize>,
}

/// A byte range of a source and its replacement.
pub(super) type Change = (Range<usize>, String);

/// The changes that insertions make in a source.
#[derive(Default)]
pub(super) struct Edits {
    /// Sorted and without overlaps.
    pub(super) changes: Vec<Change>,
    /// The indices of the snippets that have no place.
    pub(super) nowhere: Vec<usize>,
}

impl Edits {
    pub(super) fn nowhere(snippets: &[&str]) -> Self {
        Self { changes: Vec::new(), nowhere: (0..snippets.len()).collect() }
    }

    pub(super) fn at(byte: usize, added: String) -> Self {
        if added.is_empty() { Self::default() } else { Self::one((byte..byte, added)) }
    }

    pub(super) fn one(change: Change) -> Self {
        Self { changes: vec![change], nowhere: Vec::new() }
    }
}

/// Inserts snippets at a place. What the source has already is not inserted again, and a snippet whose result would not
/// parse has no place. All other bytes stay as they are, but for a line that becomes too long in a laid out source.
pub fn insert(source: &Source, place: &Place, snippets: &[&str]) -> Inserted {
    if snippets.len() > 1 && place.takes_one() {
        return one_by_one(source, place, snippets);
    }
    let snippets: Vec<_> = snippets.iter().map(|snippet| snippet.trim_end()).collect();
    let Edits { changes, nowhere } = edits(source, place, &snippets);
    if changes.is_empty() {
        return Inserted { source: None, nowhere };
    }
    match source.changed(&changes) {
        Some(source) => Inserted { source: Some(source), nowhere },
        None if snippets.len() == 1 => Inserted { source: None, nowhere: vec![0] },
        // One of them does not fit: which, shows when they come one by one.
        None => one_by_one(source, place, &snippets),
    }
}

fn one_by_one(source: &Source, place: &Place, snippets: &[&str]) -> Inserted {
    let mut all = Inserted::default();
    for (number, snippet) in snippets.iter().enumerate() {
        let inserted = insert(all.source.as_ref().unwrap_or(source), place, &[snippet]);
        all.nowhere.extend(inserted.nowhere.iter().map(|_| number));
        all.source = inserted.source.or(all.source);
    }
    all
}

/// The changes that insert snippets at a place; there is exactly one snippet for a place that takes one at a time.
fn edits(source: &Source, place: &Place, snippets: &[&str]) -> Edits {
    match place {
        Place::Child => into_list(source, children_list(source), snippets, child_rank),
        Place::Dependency => into_list(source, dependencies(source), snippets, dependency_rank),
        Place::ImportDeps => import_deps(source, snippets),
        Place::Pipeline(name) => into_pipeline(source, name, snippets),
        Place::Channel => mount::into_socket(source, snippets[0]),
        Place::Socket => mount::into_endpoint(source, snippets[0]),
        Place::Config => into_config(source, snippets),
        Place::Module => into_module(source, snippets),
        Place::Head => into_head(source, snippets[0]),
        Place::Schema => into_schema(source, snippets[0]),
        Place::RowType => into_row_type(source, snippets[0]),
        Place::Pipelines => into_pipelines(source, snippets[0]),
        Place::Scopes(scope) => into_router(source, scope, snippets[0]),
        Place::Routes(scope) => into_scope(source, scope, snippets[0]),
        Place::Navigation => into_navigation(source, snippets[0]),
        Place::End => at_end(source, snippets),
    }
}

/// The rank of a child in the start order: dependencies of others first, the endpoint last.
fn child_rank(child: &str) -> u8 {
    let module = child.trim_start_matches('{').split([',', '}']).next().unwrap_or_default().trim();
    // Only directly below the root: `Shop.Repo` is the repository, `Shop.Audit.Repo` may be anything.
    let last = module.rsplit_once('.').filter(|(root, _)| !root.contains('.')).map_or("", |(_, last)| last);
    match last {
        _ if module == "Ecto.Migrator" => 2,
        _ if module == "Phoenix.PubSub" => 3,
        _ if module == "Cluster.Supervisor" || module == "DNSCluster" => 4,
        _ if module == "Registry" => 5,
        "Telemetry" => 0,
        "Repo" => 1,
        "Endpoint" => 7,
        _ => 6,
    }
}

/// The rank of a dependency: those for some environments only come last.
fn dependency_rank(dependency: &str) -> u8 {
    u8::from(dependency.contains("only:"))
}

fn import_deps(source: &Source, snippets: &[&str]) -> Edits {
    if let Some(list) = source.first_value("import_deps") {
        return into_list(source, Some(list).filter(|list| list.kind() == "list"), snippets, |_| 0);
    }
    let Some(list) = expressions(source.root()).into_iter().find(|node| node.kind() == "list") else {
        return Edits::nowhere(snippets);
    };
    let key = format!("import_deps: [{}]", snippets.join(", "));
    Edits::one(insert_elements(source, list, &elements(list), 0, &[&key]))
}

fn into_pipeline(source: &Source, name: &str, snippets: &[&str]) -> Edits {
    let atom = format!(":{name}");
    let is_it = |node: &Node<'_>| arguments(*node).first().is_some_and(|name| source.text(*name) == atom);
    let block = source.calls_named("pipeline").find(is_it).and_then(do_block);
    let plugs = block.map(expressions).unwrap_or_default();
    let Some(last) = plugs.last() else { return Edits::nowhere(snippets) };
    let newline = source.newline();
    let indent = indent_at(&source.text, last.start_byte());
    let mut known: BTreeSet<_> = plugs.iter().map(|plug| without_space(source.text(*plug))).collect();
    let missing = snippets.iter().filter(|snippet| known.insert(without_space(snippet)));
    let added: Vec<_> = missing.map(|snippet| format!("{newline}{indent}{snippet}")).collect();
    let gap = if added.is_empty() || is_one_line(*last) { "" } else { newline };
    Edits::at(end_with_comment(&source.text, last.end_byte()), format!("{gap}{}", added.concat()))
}

/// Appends settings before the imports at the end. A setting exists already if the same application and key are
/// configured, whatever the value.
fn into_config(source: &Source, snippets: &[&str]) -> Edits {
    let expressions = expressions(source.root());
    let is_import = |node: &&Node<'_>| source.calls(**node, "import_config");
    let last = expressions.iter().rev().find(|node| !is_import(node));
    let newline = source.newline();
    let mut known: BTreeSet<_> = settings(source).collect();
    let (mut added, mut nowhere) = (String::new(), Vec::new());
    for (number, snippet) in snippets.iter().enumerate() {
        let parsed = Source::parse(*snippet);
        let wanted = parsed.as_ref().map(|snippet| settings(snippet).next());
        match (wanted, last) {
            (Some(Some(setting)), Some(_)) if known.insert(setting.clone()) => {
                added.extend([newline, newline, &indented(snippet, "", newline)]);
            }
            (Some(Some(setting)), None) if !known.contains(&setting) => nowhere.push(number),
            (Some(_), _) => {}
            (None, _) => nowhere.push(number),
        }
    }
    let at = last.map_or(0, |last| end_with_comment(&source.text, last.end_byte()));
    Edits { nowhere, ..Edits::at(at, added) }
}

/// Appends expressions that the script does not have yet in any layout.
fn at_end(source: &Source, snippets: &[&str]) -> Edits {
    let said = expressions(source.root());
    let Some(last) = said.last() else { return Edits::nowhere(snippets) };
    let newline = source.newline();
    let mut known: BTreeSet<_> = said.iter().map(|it| without_space(source.text(*it))).collect();
    let (mut added, mut nowhere) = (String::new(), Vec::new());
    for (number, snippet) in snippets.iter().enumerate() {
        let Some(parsed) = Source::parse(*snippet) else {
            nowhere.push(number);
            continue;
        };
        let wanted: Vec<_> =
            expressions(parsed.root()).into_iter().map(|it| without_space(parsed.text(it))).collect();
        if !wanted.iter().all(|it| known.contains(it)) {
            added.extend([newline, newline, &indented(snippet, "", newline)]);
            known.extend(wanted);
        }
    }
    Edits { nowhere, ..Edits::at(end_with_comment(&source.text, last.end_byte()), added) }
}

/// The application and key of each `config` with three arguments, and of each pair of one with two.
fn settings(source: &Source) -> impl Iterator<Item = (String, String)> + '_ {
    source.calls_named("config").flat_map(|call| {
        let arguments = arguments(call);
        let app = arguments.first().map(|app| source.text(*app).to_owned()).unwrap_or_default();
        let keys: Vec<String> = match arguments.get(1) {
            Some(keywords) if keywords.kind() == "keywords" => expressions(*keywords)
                .into_iter()
                .filter_map(|pair| pair.child_by_field_name("key"))
                .map(|key| format!(":{}", source.text(key).trim_end().trim_end_matches(':')))
                .collect(),
            Some(key) => vec![source.text(*key).to_owned()],
            None => Vec::new(),
        };
        keys.into_iter().map(move |key| (app.clone(), key)).collect::<Vec<_>>()
    })
}
