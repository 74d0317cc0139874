//! Preorder traversal without recursion, for trees of any depth.

use tree_sitter::{Node, TreeCursor};

/// Yields a node and all its descendants, named or not, in preorder.
pub(super) struct Walk<'t> {
    cursor: TreeCursor<'t>,
    next: Option<Node<'t>>,
}

impl<'t> Walk<'t> {
    pub(super) fn new(node: Node<'t>) -> Self {
        Self { cursor: node.walk(), next: Some(node) }
    }

    fn advance(&mut self) -> Option<Node<'t>> {
        if self.cursor.goto_first_child() {
            return Some(self.cursor.node());
        }
        while !self.cursor.goto_next_sibling() {
            if !self.cursor.goto_parent() {
                return None;
            }
        }
        Some(self.cursor.node())
    }
}

impl<'t> Iterator for Walk<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let node = self.next?;
        self.next = self.advance();
        Some(node)
    }
}
