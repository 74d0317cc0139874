//! Makes sure that a new layout says what the old one said.

use tree_sitter::{Node, Tree, TreeCursor};

/// Whether two texts differ only in space.
pub(super) fn holds_the_same(before: &str, after: &str) -> bool {
    let dark = |text: &str| -> Vec<u8> { text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect() };
    dark(before) == dark(after)
}

/// Whether two trees have the same shape and their leaves, but for space, the same text.
pub(super) fn says_the_same(before: &Tree, old: &str, after: &Tree, new: &str) -> bool {
    let (mut left, mut right) = (Walk::new(before), Walk::new(after));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) => {
                let leaf = one.child_count() == 0;
                if one.kind_id() != other.kind_id()
                    || one.child_count() != other.child_count()
                    || leaf && !holds_the_same(&old[one.byte_range()], &new[other.byte_range()])
                {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Every node, each before its children.
struct Walk<'t> {
    cursor: TreeCursor<'t>,
    started: bool,
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree) -> Self {
        Self { cursor: tree.walk(), started: false }
    }
}

impl<'t> Iterator for Walk<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if !self.started {
            self.started = true;
            return Some(self.cursor.node());
        }
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
