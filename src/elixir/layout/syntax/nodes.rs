//! What every reader asks of tree-sitter's nodes.

use tree_sitter::Node;

use super::Delimiters;

pub(super) fn line(node: Node<'_>) -> usize {
    node.start_position().row + 1
}

/// The named children that are no comments.
pub(in super::super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).filter(|child| child.kind() != "comment").collect()
}

/// The children that are signs.
pub(super) fn tokens(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = node.walk();
    let tokens: Vec<_> = node.children(&mut cursor).filter(|child| !child.is_named()).collect();
    tokens.into_iter()
}

pub(super) fn delimiters(node: Node<'_>, opening: Node<'_>, first: Option<&Node<'_>>) -> Delimiters {
    let opened = opening.end_position().row;
    let closing = node.end_position().row;
    Delimiters {
        line: line(opening),
        newline: first.map_or(closing, |first| first.start_position().row) > opened,
        closing: closing + 1,
    }
}

pub(super) fn last_child(node: Node<'_>) -> Option<Node<'_>> {
    node.child(node.child_count().checked_sub(1)?)
}
