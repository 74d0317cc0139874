//! The lines that mount: a channel in a socket, a socket in an endpoint.

use tree_sitter::Node;

use super::list::{end_with_comment, expanded, indent_at};
use super::place::Edits;
use super::syntax::{Source, arguments, expressions, is_one_line};

/// The empty lines between two expressions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Line,
}

/// The topics of a socket, each with the module of its channel.
pub fn channels(source: &Source) -> Vec<(String, String)> {
    mounts(source, "channel").map(|(topic, module)| (topic.trim_matches('"').to_owned(), module)).collect()
}

/// Inserts `channel "topic:*", Module` after the last one, or below what the socket uses.
pub(super) fn into_socket(source: &Source, snippet: &str) -> Edits {
    let nowhere = || Edits::nowhere(&[snippet]);
    let Some(added) = Source::parse(snippet) else { return nowhere() };
    let Some((topic, _)) = mounts(&added, "channel").next() else { return nowhere() };
    let Some(body) = body(source, "Phoenix.Socket") else { return nowhere() };
    // Of two lines with one topic, the first counts.
    if mounts(source, "channel").any(|(it, _)| it == topic) {
        return Edits::default();
    }
    let last = |is_it: fn(&str) -> bool| {
        body.iter().rev().find(|node| source.callee(**node).is_some_and(is_it)).copied()
    };
    if let Some(channel) = last(|name| name == "channel") {
        let gap = if is_one_line(channel) { Gap::None } else { Gap::Line };
        return insert_below(source, channel, gap, snippet);
    }
    match last(|name| matches!(name, "use" | "import" | "alias" | "require")) {
        Some(directive) => insert_below(source, directive, Gap::Line, snippet),
        None => nowhere(),
    }
}

/// Inserts `socket "/path", Module` after the last one, or before the first plug.
pub(super) fn into_endpoint(source: &Source, snippet: &str) -> Edits {
    let nowhere = || Edits::nowhere(&[snippet]);
    let Some(added) = Source::parse(snippet) else { return nowhere() };
    let Some((path, module)) = mounts(&added, "socket").next() else { return nowhere() };
    let Some(body) = body(source, "Phoenix.Endpoint") else { return nowhere() };
    if mounts(source, "socket").any(|(_, it)| it == module) {
        return Edits::default();
    }
    if mounts(source, "socket").any(|(it, _)| it == path) {
        return nowhere();
    }
    let is_plug = |node: &&Node<'_>| matches!(source.callee(**node), Some("plug" | "if"));
    let socket = body.iter().rev().find(|node| source.calls(**node, "socket"));
    match socket.or_else(|| body.iter().take_while(|node| !is_plug(node)).last()) {
        Some(before) => insert_below(source, *before, Gap::Line, snippet),
        None => nowhere(),
    }
}

/// The mounts of all calls with this callee.
fn mounts<'s>(source: &'s Source, name: &'s str) -> impl Iterator<Item = (String, String)> + 's {
    source.calls_named(name).filter_map(|call| mount(source, call))
}

/// The path or topic of a call and the full name of the module mounted there.
fn mount(source: &Source, call: Node<'_>) -> Option<(String, String)> {
    let arguments = arguments(call);
    let module = expanded(source, source.text(*arguments.get(1)?));
    Some((source.text(*arguments.first()?).to_owned(), module))
}

/// The expressions of the module with `use` of another.
fn body<'t>(source: &'t Source, used: &str) -> Option<Vec<Node<'t>>> {
    let is_it = |node: &Node<'_>| arguments(*node).first().is_some_and(|it| source.text(*it) == used);
    source
        .calls_named("use")
        .find(is_it)?
        .parent()
        .filter(|block| block.kind() == "do_block")
        .map(expressions)
}

/// Inserts a line below the one where a node ends, behind a comment there.
fn insert_below(source: &Source, node: Node<'_>, gap: Gap, snippet: &str) -> Edits {
    let newline = source.newline();
    let indent = indent_at(&source.text, node.start_byte());
    let gap = if gap == Gap::Line { newline } else { "" };
    let at = end_with_comment(&source.text, node.end_byte());
    Edits::at(at, format!("{newline}{gap}{indent}{snippet}"))
}
