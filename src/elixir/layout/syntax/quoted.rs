//! Reads strings, charlists and sigils that span lines.

use tree_sitter::Node;

use super::expressions::Reader;
use super::nodes::children;
use super::{Part, Quoted};

impl<'s> Reader<'s> {
    pub(super) fn quoted(self, node: Node<'_>) -> Option<Quoted<'s>> {
        let start = node.child_by_field_name("quoted_start")?;
        let end = node.child_by_field_name("quoted_end")?;
        let heredoc = matches!(self.text(start), "\"\"\"" | "'''");
        let indent = end.start_position().column;

        let mut parts = Vec::new();
        let mut from = start.end_byte();
        for child in children(node) {
            if child.kind() == "interpolation" && self.text(child).contains('\n') {
                let [held] = children(child).try_into().ok()?;
                parts.push(Part::Lines(self.lines(from, child.start_byte(), heredoc, indent)?));
                parts.push(Part::Interpolation(self.boxed(held)?));
                from = child.end_byte();
            }
        }
        parts.push(Part::Lines(self.lines(from, end.start_byte(), heredoc, indent)?));
        Some(Quoted {
            heredoc,
            opening: &self.source[node.start_byte()..start.end_byte()],
            parts,
            closing: &self.source[end.start_byte()..node.end_byte()],
        })
    }

    fn lines(self, from: usize, to: usize, heredoc: bool, indent: usize) -> Option<Vec<&'s str>> {
        let mut lines = self.source.get(from..to)?.split('\n');
        let mut read = vec![lines.next()?];
        for line in lines {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            read.push(if heredoc { &line[spaces.min(indent)..] } else { line });
        }
        Some(read)
    }
}
