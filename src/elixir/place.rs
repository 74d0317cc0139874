//! Finds where an addition belongs in a source, and inserts it as text.

use std::fmt;

use tree_sitter::Node;

use super::syntax::{Source, arguments, around, below, do_block, expressions, is_function};
use super::{layout, parses};

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
    /// The end of a configuration file, before what it imports.
    Config,
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
            Self::Config => f.write_str("the end of the configuration"),
        }
    }
}

/// Inserts a snippet at a place. All the rest of the source stays byte for byte.
pub fn insert(text: &str, place: &Place, snippet: &str) -> Placed {
    let snippet = snippet.trim_end();
    let Some(source) = Source::parse(text) else { return Placed::Nowhere };
    let placed = match place {
        Place::Child => into_list(&source, children_list(&source), snippet, child_rank),
        Place::Dependency => into_list(&source, dependencies(&source), snippet, dependency_rank),
        Place::ImportDeps => import_deps(&source, snippet),
        Place::Pipeline(name) => into_pipeline(&source, name, snippet),
        Place::Config => into_config(&source, snippet),
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

/// The literal list of children of the supervisor that a source starts or initializes.
pub(super) fn children_list<'t>(source: &'t Source<'_>) -> Option<Node<'t>> {
    let is_start =
        |node: &Node<'_>| matches!(source.callee(*node), Some("Supervisor.start_link" | "Supervisor.init"));
    source.nodes().filter(is_start).find_map(|call| {
        let piped = call.parent().filter(|parent| operator(source, *parent) == Some("|>"));
        let children = match piped {
            Some(pipe) => pipe.child_by_field_name("left")?,
            None => *arguments(call).first()?,
        };
        as_list(source, children, 8)
    })
}

/// The literal list of dependencies of a `mix.exs`.
pub(super) fn dependencies<'t>(source: &'t Source<'_>) -> Option<Node<'t>> {
    as_list(source, source.first_value("deps")?, 8)
}

/// The literal list that an expression comes from: through variables, functions, attributes, `++` and pipes.
fn as_list<'t>(source: &'t Source<'_>, node: Node<'t>, depth: u8) -> Option<Node<'t>> {
    let depth = depth.checked_sub(1)?;
    match node.kind() {
        "list" => Some(node),
        "identifier" => {
            let name = source.text(node);
            let function = around(node, |node| is_function(source, node))?;
            let is_assignment = |it: &Node<'t>| {
                operator(source, *it) == Some("=")
                    && it.end_byte() <= node.start_byte()
                    && it.child_by_field_name("left").is_some_and(|left| source.text(left) == name)
            };
            match below(function).filter(is_assignment).last() {
                Some(assignment) => as_list(source, assignment.child_by_field_name("right")?, depth),
                None => list_of_function(source, name, depth),
            }
        }
        "binary_operator" if matches!(operator(source, node), Some("++" | "|>")) => {
            let side = |name| node.child_by_field_name(name).and_then(|side| as_list(source, side, depth));
            side("left").or_else(|| side("right"))
        }
        "unary_operator" => {
            let name = source.text(node).strip_prefix('@')?;
            let attribute =
                source.nodes().find(|it| source.calls(*it, name) && !arguments(*it).is_empty())?;
            as_list(source, *arguments(attribute).first()?, depth)
        }
        "call" => list_of_function(source, source.callee(node)?, depth),
        _ => None,
    }
}

fn list_of_function<'t>(source: &'t Source<'_>, name: &str, depth: u8) -> Option<Node<'t>> {
    let body = source.body(source.function(name)?);
    as_list(source, *body.last()?, depth)
}

fn operator<'s>(source: &Source<'s>, node: Node<'_>) -> Option<&'s str> {
    let operator = (node.kind() == "binary_operator").then(|| node.child_by_field_name("operator"))??;
    Some(source.text(operator))
}

/// The elements of a list; those of a keyword list at its end are pairs.
pub(super) fn elements(list: Node<'_>) -> Vec<Node<'_>> {
    let is_keywords = |node: &Node<'_>| node.kind() == "keywords";
    expressions(list)
        .into_iter()
        .flat_map(|node| if is_keywords(&node) { expressions(node) } else { vec![node] })
        .collect()
}

/// What makes an element itself: the name it registers, else the module or atom that it begins with.
pub(super) fn element_key(source: &Source<'_>, element: Node<'_>) -> String {
    let parts = if element.kind() == "tuple" { expressions(element) } else { vec![element] };
    let options = parts.iter().flat_map(|part| below(*part)).find(|node| node.kind() == "keywords");
    let name = options.and_then(|options| source.value_of(options, "name"));
    let first = parts.first().copied().unwrap_or(element);
    let key = source.text(name.unwrap_or(first));
    expanded(source, key)
}

/// A module's name in full, by the source's `alias`es.
pub(super) fn expanded(source: &Source<'_>, name: &str) -> String {
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let aliased = source.nodes().filter(|node| source.calls(*node, "alias")).find_map(|node| {
        let arguments = arguments(node);
        let module = source.text(*arguments.first()?);
        let renamed = arguments.get(1).and_then(|options| source.value_of(*options, "as"));
        let last =
            renamed.map_or_else(|| module.rsplit('.').next().unwrap_or(module), |name| source.text(name));
        (last == first).then_some(module)
    });
    match (aliased, rest) {
        (Some(module), Some(rest)) => format!("{module}.{rest}"),
        (Some(module), None) => module.to_owned(),
        (None, _) => name.to_owned(),
    }
}

/// Inserts before the first element that ranks higher, after everything else.
fn into_list(source: &Source<'_>, list: Option<Node<'_>>, snippet: &str, rank: fn(&str) -> u8) -> Placed {
    let Some(list) = list else { return Placed::Nowhere };
    let elements = elements(list);
    let wrapped = format!("[{snippet}]");
    let Some(added) = Source::parse(&wrapped) else { return Placed::Nowhere };
    let Some(new) = below(added.root())
        .find(|node| node.kind() == "list")
        .and_then(|list| self::elements(list).first().copied())
    else {
        return Placed::Nowhere;
    };
    let key = element_key(&added, new);
    if elements.iter().any(|element| element_key(source, *element) == key) {
        return Placed::There;
    }
    let new_rank = rank(snippet);
    let index =
        elements.iter().position(|element| rank(source.text(*element)) > new_rank).unwrap_or(elements.len());
    Placed::Here(insert_element(source, list, &elements, index, snippet))
}

/// The source with one more element before the one at an index.
fn insert_element(
    source: &Source<'_>,
    list: Node<'_>,
    elements: &[Node<'_>],
    index: usize,
    snippet: &str,
) -> String {
    let text = source.text;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_broken = |open: usize, first: usize| text[open..first].contains('\n');
    let Some(&first) = elements.first() else {
        let (at, end) = (list.start_byte() + 1, list.end_byte() - 1);
        let (before, inner, after) = (&text[..at], text[at..end].trim_end(), &text[end..]);
        if inner.is_empty() {
            return format!("{before}{snippet}{after}");
        }
        // Only comments: they stay above.
        let margin = margin(text, list.start_byte());
        let snippet = indented(snippet, &format!("{margin}  "), newline);
        return format!("{before}{inner}{newline}{margin}  {snippet}{newline}{margin}{after}");
    };
    let margin = margin(text, first.start_byte());
    let separator = if is_broken(list.start_byte(), first.start_byte())
        || elements.len() > 1 && is_broken(first.end_byte(), elements[1].start_byte())
    {
        format!("{newline}{margin}")
    } else {
        " ".to_owned()
    };
    let snippet = indented(snippet, margin, newline);
    if index == 0 {
        let at = first.start_byte();
        return format!("{}{snippet},{separator}{}", &text[..at], &text[at..]);
    }
    let before = elements[index - 1];
    let at = before.end_byte();
    // A comment that ends the line of the element before belongs to that element.
    let end = elements.get(index).map_or(list.end_byte(), Node::start_byte);
    let comma = text[at..end].find(',').map_or(at, |comma| at + comma + 1);
    let line_end = text[comma..end].find(['\r', '\n']).map_or(comma, |end| comma + end);
    let has_comment = text[comma..line_end].trim_start().starts_with('#');
    let comment_end = if has_comment { line_end } else { comma };
    let (first_comma, last_comma) = if index == elements.len() { (",", "") } else { ("", ",") };
    let (before, comment, after) = (&text[..comma], &text[comma..comment_end], &text[comment_end..]);
    format!("{before}{first_comma}{comment}{separator}{snippet}{last_comma}{after}")
}

/// A snippet of several lines, indented by a margin from its second line on.
fn indented(snippet: &str, margin: &str, newline: &str) -> String {
    snippet.lines().collect::<Vec<_>>().join(&format!("{newline}{margin}"))
}

/// The white space that the line around a byte begins with.
fn margin(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// How late a child belongs: what others rely on comes first, what serves the outside last.
fn child_rank(child: &str) -> u8 {
    let module = child.trim_start_matches('{').split([',', '}']).next().unwrap_or_default().trim();
    match module.rsplit('.').next().unwrap_or(module) {
        "Telemetry" => 0,
        "Repo" => 1,
        "Migrator" => 2,
        "PubSub" => 3,
        _ if module == "Cluster.Supervisor" || module == "DNSCluster" => 4,
        "Registry" => 5,
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

/// A setting is there already if the same application and key are configured, whatever the value.
fn into_config(source: &Source<'_>, snippet: &str) -> Placed {
    let Some(added) = Source::parse(snippet) else { return Placed::Nowhere };
    let wanted = settings(&added).next();
    if wanted.is_none() || settings(source).any(|setting| Some(setting) == wanted) {
        return Placed::There;
    }
    let expressions = expressions(source.root());
    let is_import = |node: &&Node<'_>| source.calls(**node, "import_config");
    let Some(last) = expressions.iter().rev().find(|node| !is_import(node)) else { return Placed::Nowhere };
    let newline = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = last.end_byte();
    let snippet = indented(snippet, "", newline);
    Placed::Here(format!("{}{newline}{newline}{snippet}{}", &source.text[..at], &source.text[at..]))
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
