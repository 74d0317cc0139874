//! The lines that mount: a channel in a socket, a socket in an endpoint.

use tree_sitter::Node;

use super::list::{expanded, margin, with_comment};
use super::place::Placed;
use super::syntax::{Source, arguments, expressions};

/// What stands between a line and the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Line,
}

/// The topics of a socket, each with the module of its channel.
pub fn channels(text: &str) -> Vec<(String, String)> {
    let Some(source) = Source::parse(text) else { return Vec::new() };
    mounts(&source, "channel").map(|(topic, module)| (topic.trim_matches('"').to_owned(), module)).collect()
}

/// Inserts `channel "topic:*", Module` after the last one, or below what the socket uses.
pub(super) fn into_socket(source: &Source<'_>, snippet: &str) -> Placed {
    let Some(added) = Source::parse(snippet) else { return Placed::Nowhere };
    let Some((topic, _)) = mounts(&added, "channel").next() else { return Placed::Nowhere };
    let Some(body) = body(source, "Phoenix.Socket") else { return Placed::Nowhere };
    // The first line of a topic is the one that counts.
    if mounts(source, "channel").any(|(it, _)| it == topic) {
        return Placed::There;
    }
    let last = |is_it: fn(&str) -> bool| {
        body.iter().rev().find(|node| source.callee(**node).is_some_and(is_it)).copied()
    };
    if let Some(channel) = last(|name| name == "channel") {
        return Placed::Here(below(source, channel, Gap::None, snippet));
    }
    match last(|name| matches!(name, "use" | "import" | "alias" | "require")) {
        Some(directive) => Placed::Here(below(source, directive, Gap::Line, snippet)),
        None => Placed::Nowhere,
    }
}

/// Inserts `socket "/path", Module` after the last one, or before the first plug.
pub(super) fn into_endpoint(source: &Source<'_>, snippet: &str) -> Placed {
    let Some(added) = Source::parse(snippet) else { return Placed::Nowhere };
    let Some((path, module)) = mounts(&added, "socket").next() else { return Placed::Nowhere };
    let Some(body) = body(source, "Phoenix.Endpoint") else { return Placed::Nowhere };
    if mounts(source, "socket").any(|(_, it)| it == module) {
        return Placed::There;
    }
    if mounts(source, "socket").any(|(it, _)| it == path) {
        return Placed::Nowhere;
    }
    let is_plug = |node: &&Node<'_>| matches!(source.callee(**node), Some("plug" | "if"));
    let socket = body.iter().rev().find(|node| source.calls(**node, "socket"));
    match socket.or_else(|| body.iter().take_while(|node| !is_plug(node)).last()) {
        Some(before) => Placed::Here(below(source, *before, Gap::Line, snippet)),
        None => Placed::Nowhere,
    }
}

/// What each call of a name mounts.
fn mounts<'s>(source: &'s Source<'_>, name: &'s str) -> impl Iterator<Item = (String, String)> + 's {
    source.nodes().filter(move |node| source.calls(*node, name)).filter_map(|call| mount(source, call))
}

/// Where a call mounts which module.
fn mount(source: &Source<'_>, call: Node<'_>) -> Option<(String, String)> {
    let arguments = arguments(call);
    let module = expanded(source, source.text(*arguments.get(1)?));
    Some((source.text(*arguments.first()?).to_owned(), module))
}

/// The expressions of the module that uses another.
fn body<'t>(source: &'t Source<'_>, used: &str) -> Option<Vec<Node<'t>>> {
    let is_it = |node: &Node<'_>| {
        source.calls(*node, "use") && arguments(*node).first().is_some_and(|it| source.text(*it) == used)
    };
    source.nodes().find(is_it)?.parent().filter(|block| block.kind() == "do_block").map(expressions)
}

/// The source with a line below the one where a node ends, a comment there included.
fn below(source: &Source<'_>, node: Node<'_>, gap: Gap, snippet: &str) -> String {
    let text = source.text;
    let newline = source.newline();
    let at = with_comment(text, node.end_byte());
    let margin = margin(text, node.start_byte());
    let gap = if gap == Gap::Line { newline } else { "" };
    format!("{}{newline}{gap}{margin}{snippet}{}", &text[..at], &text[at..])
}
