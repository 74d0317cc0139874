//! Finds the smallest statements that hold a line too long.

use tree_sitter::Node;

use super::syntax::{children, is_block_after_do};

/// A statement and what may stand around it.
pub(super) struct Statement<'t> {
    pub(super) node: Node<'t>,
    /// An empty line goes before it, or after it, if it does not fit on one line.
    pub(super) space_before: bool,
    pub(super) space_after: bool,
}

/// The statements in a file or in `do` blocks that hold the rows and no smaller statement does.
pub(super) fn too_long<'t>(root: Node<'t>, long: &[usize]) -> Vec<Statement<'t>> {
    let mut found = Vec::new();
    let mut waiting = vec![root];
    while let Some(block) = waiting.pop() {
        let mut cursor = block.walk();
        let all: Vec<_> = block.named_children(&mut cursor).collect();
        for (at, node) in all.iter().enumerate() {
            if is_block_after_do(*node) {
                waiting.push(*node);
            }
            if !is_statement(*node) {
                continue;
            }
            let held = within(*node, long);
            let blocks = do_blocks(*node);
            let inner: Vec<_> = blocks.iter().flat_map(|block| statements(*block)).collect();
            let is_inner = |row: &usize| inner.iter().any(|node| super::rows(*node).contains(row));
            if held.iter().all(is_inner) {
                waiting.extend(blocks.into_iter().filter(|block| !within(*block, long).is_empty()));
            } else {
                let before = at.checked_sub(1).and_then(|at| all.get(at));
                found.push(statement(*node, before, all.get(at + 1)));
            }
        }
    }
    found.sort_by_key(|statement| statement.node.start_byte());
    found
}

fn is_statement(node: Node<'_>) -> bool {
    !is_block_after_do(node) && !matches!(node.kind(), "comment" | "stab_clause")
}

fn statement<'t>(node: Node<'t>, before: Option<&Node<'t>>, after: Option<&Node<'t>>) -> Statement<'t> {
    let adjoin =
        |first: Node<'_>, second: Node<'_>| second.start_position().row == first.end_position().row + 1;
    let before = before.filter(|before| is_statement(**before) && takes_space(**before));
    let after = after.filter(|after| !is_block_after_do(**after) && takes_space(node));
    Statement {
        node,
        space_before: before.is_some_and(|before| adjoin(*before, node)),
        space_after: after.is_some_and(|after| adjoin(node, *after)),
    }
}

fn within<'l>(node: Node<'_>, long: &'l [usize]) -> &'l [usize] {
    let rows = super::rows(node);
    let from = long.partition_point(|row| row < rows.start());
    let to = long.partition_point(|row| row <= rows.end());
    &long[from..to]
}

/// The outermost `do` blocks below a node.
fn do_blocks(node: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    let mut waiting = vec![node];
    while let Some(next) = waiting.pop() {
        if next.kind() == "do_block" {
            found.push(next);
        } else {
            waiting.extend(children(next).into_iter().rev());
        }
    }
    found
}

fn statements(block: Node<'_>) -> Vec<Node<'_>> {
    let (others, mut all): (Vec<_>, Vec<_>) =
        children(block).into_iter().partition(|node| is_block_after_do(*node));
    all.extend(others.into_iter().flat_map(children));
    all.retain(|node| is_statement(*node));
    all
}

/// Empty lines go around what takes several lines, module attributes excepted.
fn takes_space(node: Node<'_>) -> bool {
    node.child_by_field_name("operator").is_none_or(|sign| sign.kind() != "@")
}
