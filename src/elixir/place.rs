//! Finds where an addition belongs in a source, and inserts it as text.

use std::fmt;

use tree_sitter::Node;

use super::list::{children_list, dependencies, elements, indented, insert_element, into_list, margin};
use super::syntax::{Source, arguments, do_block, expressions};
use super::{layout, mount, parses};

/// A place in a source, in the words of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The variables that the shell script `rel/env.sh.eex` exports. None is ever written over another.
    Exports,
    /// The end of a script, such as a test helper.
    End,
}

/// What became of an insertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// The source with the addition.
    Here(String),
    /// The source holds it already.
    There,
    /// The source has no such place.
    Nowhere,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Child => f.write_str("the children of the supervisor"),
            Self::Dependency => f.write_str("the dependencies"),
            Self::ImportDeps => f.write_str("`import_deps`"),
            Self::Pipeline(name) => write!(f, "`pipeline :{name}`"),
            Self::Channel => f.write_str("the channels of the socket"),
            Self::Socket => f.write_str("the sockets of the endpoint, above its plugs"),
            Self::Config => f.write_str("the end of the configuration"),
            Self::Exports => f.write_str("the environment of the release"),
            Self::End => f.write_str("the end of the file"),
        }
    }
}

/// Inserts a snippet at a place. All the rest of the source stays byte for byte.
pub fn insert(text: &str, place: &Place, snippet: &str) -> Placed {
    let snippet = snippet.trim_end();
    if *place == Place::Exports {
        let exported: Vec<_> = exports(text).collect();
        let is_there = exports(snippet).all(|variable| exported.contains(&variable));
        return if is_there { Placed::There } else { Placed::Nowhere };
    }
    let Some(source) = Source::parse(text) else { return Placed::Nowhere };
    let placed = match place {
        Place::Child => into_list(&source, children_list(&source), snippet, child_rank),
        Place::Dependency => into_list(&source, dependencies(&source), snippet, dependency_rank),
        Place::ImportDeps => import_deps(&source, snippet),
        Place::Pipeline(name) => into_pipeline(&source, name, snippet),
        Place::Channel => mount::into_socket(&source, snippet),
        Place::Socket => mount::into_endpoint(&source, snippet),
        Place::Config => into_config(&source, snippet),
        Place::Exports => Placed::Nowhere,
        Place::End => at_end(&source, snippet),
    };
    match placed {
        // Only a source that was laid out before is laid out again: other people's lines are theirs.
        Placed::Here(result) if layout(text) == text => checked(layout(&result)),
        Placed::Here(result) => checked(result),
        placed => placed,
    }
}

fn checked(result: String) -> Placed {
    if parses(&result) { Placed::Here(result) } else { Placed::Nowhere }
}

/// How late a child belongs: what others rely on comes first, what serves the outside last.
fn child_rank(child: &str) -> u8 {
    let module = child.trim_start_matches('{').split([',', '}']).next().unwrap_or_default().trim();
    // Directly below the root: `Shop.Repo` is the repository, `Shop.Audit.Repo` may be anything.
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

/// Tools come after what the application runs with.
fn dependency_rank(dependency: &str) -> u8 {
    u8::from(dependency.contains("only:"))
}

fn import_deps(source: &Source<'_>, snippet: &str) -> Placed {
    if let Some(list) = source.first_value("import_deps") {
        return into_list(source, Some(list).filter(|list| list.kind() == "list"), snippet, |_| 0);
    }
    let Some(list) = expressions(source.root()).into_iter().find(|node| node.kind() == "list") else {
        return Placed::Nowhere;
    };
    Placed::Here(insert_element(source, list, &elements(list), 0, &format!("import_deps: [{snippet}]")))
}

fn into_pipeline(source: &Source<'_>, name: &str, snippet: &str) -> Placed {
    let atom = format!(":{name}");
    let is_it = |node: &Node<'_>| {
        source.calls(*node, "pipeline")
            && arguments(*node).first().is_some_and(|name| source.text(*name) == atom)
    };
    let Some(block) = source.nodes().find(is_it).and_then(do_block) else { return Placed::Nowhere };
    let plugs = expressions(block);
    if plugs.iter().any(|plug| source.text(*plug) == snippet) {
        return Placed::There;
    }
    let Some(last) = plugs.last() else { return Placed::Nowhere };
    let newline = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, margin) = (last.end_byte(), margin(source.text, last.start_byte()));
    Placed::Here(format!("{}{newline}{margin}{snippet}{}", &source.text[..at], &source.text[at..]))
}

/// The variables that a shell script exports.
fn exports(script: &str) -> impl Iterator<Item = &str> {
    let exports = script.lines().filter_map(|line| line.trim().strip_prefix("export "));
    exports.filter_map(|export| Some(export.split_once('=')?.0.trim()))
}

/// A setting is there already if the same application and key are configured, whatever the value.
fn into_config(source: &Source<'_>, snippet: &str) -> Placed {
    let Some(added) = Source::parse(snippet) else { return Placed::Nowhere };
    let wanted = settings(&added).next();
    if wanted.is_none() || settings(source).any(|setting| Some(setting) == wanted) {
        return Placed::There;
    }
    let expressions = expressions(source.root());
    let is_import = |node: &&Node<'_>| source.calls(**node, "import_config");
    match expressions.iter().rev().find(|node| !is_import(node)) {
        Some(last) => Placed::Here(after(source, *last, snippet)),
        None => Placed::Nowhere,
    }
}

/// What a script says already, it need not say again.
fn at_end(source: &Source<'_>, snippet: &str) -> Placed {
    let Some(added) = Source::parse(snippet) else { return Placed::Nowhere };
    let said = expressions(source.root());
    let is_said = |wanted: &Node<'_>| said.iter().any(|it| source.text(*it) == added.text(*wanted));
    if expressions(added.root()).iter().all(is_said) {
        return Placed::There;
    }
    said.last().map_or(Placed::Nowhere, |last| Placed::Here(after(source, *last, snippet)))
}

/// The source with a paragraph after a node.
fn after(source: &Source<'_>, node: Node<'_>, snippet: &str) -> String {
    let newline = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = node.end_byte();
    let snippet = indented(snippet, "", newline);
    format!("{}{newline}{newline}{snippet}{}", &source.text[..at], &source.text[at..])
}

/// The application and key of each `config` with three arguments, and of each pair of one with two.
fn settings<'s>(source: &'s Source<'_>) -> impl Iterator<Item = (String, String)> + 's {
    let calls = source.nodes().filter(|node| source.calls(*node, "config"));
    calls.flat_map(|call| {
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
