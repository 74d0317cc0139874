//! Finds what stays as it is: comments, `<pre>`, what touches other text.

use super::tree::{Attribute, Element, Node, Text, Value, is_space};

pub(super) fn prepare(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut prepared = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) if text.comment => comment(text.content, &mut prepared),
            Node::Element(found) => prepared.push(Node::Element(element(found))),
            Node::EexBlock { marker, code, clauses } => {
                let clauses = clauses.into_iter().map(|(nodes, end)| (prepare(nodes), end)).collect();
                prepared.push(Node::EexBlock { marker, code, clauses });
            }
            node => prepared.push(node),
        }
    }
    prepared
}

fn element(mut element: Element<'_>) -> Element<'_> {
    element.preserve |= matches!(element.name, "pre" | "textarea") || element.attributes.iter().any(keeps);
    element.children = if element.preserve { Vec::new() } else { prepare(element.children) };
    element
}

/// Whether an attribute says that an element's content stays as it is.
fn keeps(attribute: &Attribute<'_>) -> bool {
    match attribute.name {
        "phx-no-format" => true,
        "contenteditable" => !matches!(attribute.value, Value::Quoted("false", _)),
        _ => false,
    }
}

/// A comment, and the empty lines around it.
fn comment<'s>(text: &'s str, nodes: &mut Vec<Node<'s>>) {
    let after = text.trim_start_matches(is_space);
    let before = text.trim_end_matches(is_space);
    let space = |space: &'s str| {
        let space = Text::new(space);
        (space.before > 1).then_some(Node::Text(space))
    };
    nodes.extend(space(&text[..text.len() - after.len()]));
    nodes.push(Node::Comment(text.trim()));
    nodes.extend(space(&text[before.len()..]));
}
