//! Comments and the empty lines around them.

use tree_sitter::Node;

use super::super::super::walk::Walk;

/// One or more comments on lines that follow one another.
#[derive(Clone, Debug)]
pub(in super::super) struct Comment<'s> {
    /// The first one's line, from 1.
    pub(in super::super) line: usize,
    pub(in super::super) lines: Vec<&'s str>,
    /// How many line ends stand before and after.
    pub(in super::super) newlines_before: usize,
    pub(in super::super) newlines_after: usize,
}

/// The comments below a node, gathered.
pub(in super::super) fn comments<'s>(node: Node<'_>, source: &'s str) -> Vec<Comment<'s>> {
    let mut found: Vec<Comment<'s>> = Vec::new();
    // A comment behind code is alone: what follows it does not belong to it.
    let mut alone = false;
    for node in Walk::new(node).filter(|node| node.kind() == "comment") {
        let comment = read(node, source);
        let behind_code = comment.newlines_before == 0;
        match found.last_mut() {
            Some(last) if !alone && !behind_code && comment.line == last.line + last.lines.len() => {
                last.lines.extend(comment.lines);
                last.newlines_after = comment.newlines_after;
            }
            _ => {
                found.push(Comment {
                    newlines_before: if behind_code { 2 } else { comment.newlines_before },
                    ..comment
                });
                alone = behind_code;
            }
        }
    }
    found
}

fn read<'s>(node: Node<'_>, source: &'s str) -> Comment<'s> {
    let before = &source[..node.start_byte()];
    let after = &source[node.end_byte()..];
    let newlines = |space: &str| space.matches('\n').count();
    Comment {
        line: node.start_position().row + 1,
        lines: vec![&source[node.byte_range()]],
        newlines_before: newlines(&before[before.trim_end().len()..]),
        newlines_after: newlines(&after[..after.len() - after.trim_start().len()]),
    }
}
