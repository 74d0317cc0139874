//! Makes sure that a new layout says what the old one said.

use tree_sitter::Tree;

use super::super::syntax::without_space;
use super::super::walk::Walk;

/// Whether two texts differ only in space.
pub(super) fn holds_the_same(before: &str, after: &str) -> bool {
    without_space(before) == without_space(after)
}

/// Whether two trees have the same shape and their leaves, but for space, the same text.
pub(super) fn says_the_same(before: &Tree, old: &str, after: &Tree, new: &str) -> bool {
    let (mut left, mut right) = (Walk::new(before.root_node()), Walk::new(after.root_node()));
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
