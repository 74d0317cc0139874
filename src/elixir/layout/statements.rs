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
    visit(root, long, &mut found);
    found
}

fn visit<'t>(block: Node<'t>, long: &[usize], found: &mut Vec<Statement<'t>>) {
    let mut cursor = block.walk();
    let all: Vec<_> = block.named_children(&mut cursor).collect();
    for (at, node) in all.iter().enumerate() {
        if matches!(node.kind(), "comment" | "stab_clause") {
            continue;
        }
        if is_block_after_do(*node) {
            visit(*node, long, found);
            continue;
        }
        let held = within(*node, long);
        if held.is_empty() {
            continue;
        }
        let mut blocks = Vec::new();
        do_blocks(*node, &mut blocks);
        let inner: Vec<_> = blocks.iter().flat_map(|block| statements(*block)).collect();
        let is_inner = |row: &usize| inner.iter().any(|node| super::rows(*node).contains(row));
        if held.iter().all(is_inner) {
            for block in blocks {
                visit(block, long, found);
            }
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let after = all.get(at + 1).filter(|after| !is_block_after_do(**after));
        found.push(Statement {
            node: *node,
            space_before: before.is_some_and(|before| {
                before.kind() != "comment" && takes_space(*before) && adjoin(*before, *node)
            }),
            space_after: after.is_some_and(|after| takes_space(*node) && adjoin(*node, *after)),
        });
    }
}

fn within<'l>(node: Node<'_>, long: &'l [usize]) -> &'l [usize] {
    let rows = super::rows(node);
    let from = long.partition_point(|row| row < rows.start());
    let to = long.partition_point(|row| row <= rows.end());
    &long[from..to]
}

/// The outermost `do` blocks below a node whose lines are statements'.
fn do_blocks<'t>(node: Node<'t>, found: &mut Vec<Node<'t>>) {
    for child in children(node) {
        if child.kind() == "do_block" {
            found.push(child);
        } else {
            do_blocks(child, found);
        }
    }
}

fn statements(block: Node<'_>) -> Vec<Node<'_>> {
    let (others, mut statements): (Vec<_>, Vec<_>) =
        children(block).into_iter().partition(|node| is_block_after_do(*node));
    statements.extend(others.into_iter().flat_map(statements_of));
    statements.retain(|node| node.kind() != "stab_clause");
    statements
}

fn statements_of(block: Node<'_>) -> Vec<Node<'_>> {
    children(block)
}

/// Empty lines go around what takes several lines, module attributes excepted.
fn takes_space(node: Node<'_>) -> bool {
    node.child_by_field_name("operator").is_none_or(|sign| sign.kind() != "@")
}

fn adjoin(first: Node<'_>, second: Node<'_>) -> bool {
    second.start_position().row == first.end_position().row + 1
}
