//! Reads expressions from tree-sitter's nodes.

use tree_sitter::Node;

use super::nodes::{children, line};
use super::{Expr, Kind, Shape};

/// How deep expressions may nest.
const DEPTH: usize = 200;

/// Reads nodes of one source. Each method is `None` at what it does not know.
#[derive(Clone, Copy)]
pub(in super::super) struct Reader<'s> {
    pub(super) source: &'s str,
    depth: usize,
}

impl<'s> Reader<'s> {
    pub(in super::super) fn new(source: &'s str) -> Self {
        Self { source, depth: 0 }
    }

    pub(in super::super) fn expr(self, node: Node<'_>) -> Option<Expr<'s>> {
        let reader = Self { depth: self.depth + 1, ..self };
        if reader.depth > DEPTH {
            return None;
        }
        let kind = match node.kind() {
            "identifier"
            | "alias"
            | "integer"
            | "float"
            | "char"
            | "boolean"
            | "nil"
            | "atom"
            | "quoted_atom"
            | "operator_identifier" => Kind::Text(self.one_line(node)?),
            "string" | "charlist" | "sigil" => match self.one_line(node) {
                Some(text) => Kind::Text(text),
                None => Kind::Quoted(reader.quoted(node)?),
            },
            "list" => Kind::Container(reader.container(node, Shape::List)?),
            "tuple" => Kind::Container(reader.container(node, Shape::Tuple)?),
            "bitstring" => Kind::Container(reader.container(node, Shape::Bitstring)?),
            "map" => Kind::Container(reader.map(node)?),
            "keywords" => Kind::Keywords(reader.all(&children(node))?),
            "pair" => reader.pair(node)?,
            "unary_operator" => reader.unary(node)?,
            "binary_operator" => return reader.binary(node),
            "dot" => reader.dot(node)?,
            "access_call" => reader.access(node)?,
            "call" => return reader.call(node),
            "anonymous_function" => reader.function(node)?,
            "block" => reader.block(node)?,
            _ => return None,
        };
        let line = match &kind {
            Kind::Suffixed { container, .. } => container.delimiters.line,
            _ => line(node),
        };
        Some(Expr { line, kind })
    }

    pub(super) fn all(self, nodes: &[Node<'_>]) -> Option<Vec<Expr<'s>>> {
        nodes.iter().map(|node| self.expr(*node)).collect()
    }

    pub(super) fn boxed(self, node: Node<'_>) -> Option<Box<Expr<'s>>> {
        self.expr(node).map(Box::new)
    }

    pub(super) fn text(self, node: Node<'_>) -> &'s str {
        &self.source[node.byte_range()]
    }

    pub(super) fn one_line(self, node: Node<'_>) -> Option<&'s str> {
        let text = self.text(node);
        (!text.contains('\n')).then_some(text)
    }
}
