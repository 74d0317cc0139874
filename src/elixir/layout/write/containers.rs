//! Writes lists, tuples, bitstrings, maps and structs.

use super::arguments::{Join, LastArgument};
use super::{Binary, Doc, Expr, Kind, Level, Writer, concat};
use crate::elixir::layout::doc::surround;
use crate::elixir::layout::syntax::{Container, Shape};

impl<'s> Writer<'s> {
    pub(super) fn container(&mut self, container: &Container<'s>) -> Doc<'s> {
        let (opening, closing) = match container.shape {
            Shape::List => ("[", "]"),
            Shape::Tuple | Shape::Aliases => ("{", "}"),
            Shape::Bitstring => ("<<", ">>"),
            Shape::Map => return self.map(container),
        };
        let flexible = matches!(container.shape, Shape::Tuple | Shape::Bitstring);
        let (doc, join) = self.items(container, flexible);
        if join == Join::FlexBreak {
            let level = Level::By(opening.len());
            let inside = Doc::text(opening).then(doc).nest(level);
            inside.then(Doc::text(closing)).group()
        } else {
            surround(Doc::text(opening), doc, closing)
        }
    }

    fn items(&mut self, container: &Container<'s>, flexible: bool) -> (Doc<'s>, Join) {
        let delimiters = container.delimiters;
        let join = if delimiters.newline && !self.ignore_newlines {
            Join::Line
        } else if flexible {
            Join::FlexBreak
        } else {
            Join::Break
        };
        let write = |writer: &mut Self, item: &Expr<'s>| match container.shape {
            Shape::Bitstring => writer.segment(item),
            _ => writer.expr(item),
        };
        let lines = (delimiters.line, delimiters.closing);
        let items: Vec<_> = container.items.iter().collect();
        self.arguments(&items, lines, false, LastArgument::Plain, join, write)
    }

    fn map(&mut self, container: &Container<'s>) -> Doc<'s> {
        let opening = match &container.name {
            Some(name) => concat([Doc::text("%"), self.expr(name), Doc::text("{")]),
            None => Doc::text("%{"),
        };
        let doc = match &container.updated {
            Some(updated) => {
                let updated = self.expr(updated);
                let (items, _) = self.items(container, false);
                let items = Doc::text("| ").then(items.nest(Level::By(2)));
                concat([updated, Doc::Break(" "), items])
            }
            None => self.items(container, false).0,
        };
        surround(opening, doc, "}")
    }

    /// A segment of a bitstring: its size and type are never set apart from it.
    fn segment(&mut self, expr: &Expr<'s>) -> Doc<'s> {
        match &expr.kind {
            Kind::Binary(Binary { operator: "::", left, right, .. }) => {
                concat([self.expr(left), Doc::text("::"), self.segment_type(right)])
            }
            Kind::Paren(inner) if inner.binary().is_some_and(|inner| inner.operator == "<-") => {
                self.segment(inner).in_parens()
            }
            Kind::Binary(binary) if binary.operator == "<-" => {
                let left = self.segment(&binary.left);
                self.infix(binary, left, self.nesting)
            }
            _ => self.expr(expr),
        }
    }

    fn segment_type(&mut self, expr: &Expr<'s>) -> Doc<'s> {
        match &expr.kind {
            Kind::Binary(Binary { operator: operator @ ("-" | "*"), left, right, .. }) => {
                concat([self.segment_type(left), Doc::text(operator), self.segment_type(right)])
            }
            _ => self.expr(expr),
        }
    }
}
