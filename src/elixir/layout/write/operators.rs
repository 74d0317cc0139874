//! Writes binary operators.

use super::arguments::on_lines_of_their_own;
use super::comments::Piece;
use super::hanging::Hanging;
use super::{Binary, Doc, Expr, Kind, Level, Writer, concat, join};
use crate::elixir::layout::syntax::{Container, Shape};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl<'s> Writer<'s> {
    /// Writes an operator. `only_argument` says that it is the one argument of a call without
    /// parentheses, which no comment can precede.
    pub(super) fn binary(
        &mut self,
        binary: &Binary<'s>,
        expr: &Expr<'s>,
        nesting: usize,
        only_argument: bool,
    ) -> Doc<'s> {
        let newline = binary.newline && !self.ignore_newlines;
        if starts_line(binary.operator) {
            let mut operands = Vec::new();
            if is_pipe(binary.operator) {
                pipes(binary, &mut operands);
                let from = operands[0].1.line;
                return self.chain(&operands, (from, expr.line), newline, only_argument, Side::Right);
            }
            operands.push(("", &*binary.left));
            let mut to = expr.line;
            let mut last = &*binary.right;
            while let Some(next) = last.binary().filter(|next| next.operator == binary.operator) {
                operands.push((binary.operator, &next.left));
                to = last.line;
                last = &next.right;
            }
            operands.push((binary.operator, last));
            let from = binary.left.line;
            return self.chain(&operands, (from, to), newline, only_argument, Side::Left);
        }

        let left = self.operand(&binary.left, binary.operator, Side::Left, 2);
        self.infix(binary, left, nesting)
    }

    /// Writes an operator whose left side is written.
    pub(super) fn infix(&mut self, binary: &Binary<'s>, left: Doc<'s>, nesting: usize) -> Doc<'s> {
        let newline = binary.newline && !self.ignore_newlines;
        let right = self.operand(&binary.right, binary.operator, Side::Right, 0);
        match binary.operator {
            ".." | "//" => concat([left.group(), Doc::text(binary.operator), right.group()]),
            "\\\\" | "in" | "not in" => concat([
                left.group(),
                Doc::text(" "),
                Doc::text(binary.operator),
                Doc::text(" "),
                right.group(),
            ]),
            operator => {
                let fits = lets_next_break_fit(operator) && !newline && self.next_break_fits(&binary.right);
                self.hanging_operand(left, operator, right, Hanging { nesting, fits, newline })
            }
        }
    }

    /// Operands of which each but the first begins with its sign, on a line of its own if they
    /// do not fit on one.
    fn chain(
        &mut self,
        operands: &[(&'s str, &Expr<'s>)],
        (from, to): (usize, usize),
        newline: bool,
        only_argument: bool,
        middle: Side,
    ) -> Doc<'s> {
        let outer = operands.last().map_or("", |(sign, _)| sign);
        let exprs: Vec<_> = operands.iter().map(|(_, operand)| *operand).collect();
        let last = exprs.len() - 1;
        let write = |writer: &mut Self, at: usize| {
            let (sign, operand) = operands[at];
            if at == 0 {
                return Piece::new(writer.operand(operand, outer, Side::Left, 2));
            }
            let side = if at == last { Side::Right } else { middle };
            let mut doc = writer.operand(operand, outer, side, 0);
            if middle == Side::Left {
                doc = doc.nest(Level::By(sign.len() + 1));
                if let Kind::Keywords(pairs) = &operand.kind
                    && on_lines_of_their_own(pairs)
                {
                    doc = doc.force_unfit();
                }
            }
            Piece::new(concat([Doc::text(sign), Doc::text(" "), doc]))
        };
        let mut done = Vec::new();
        if only_argument {
            done.push(write(self, 0));
        }
        let (docs, comments) = self.with_comments(&exprs, done, from, to, write);
        if comments || newline {
            join(docs, || Doc::Line).force_unfit()
        } else {
            join(docs, || Doc::Break(" "))
        }
    }

    fn operand(&mut self, expr: &Expr<'s>, parent: &str, side: Side, nesting: usize) -> Doc<'s> {
        match &expr.kind {
            Kind::Binary(binary) => {
                let associates = if associates_right(parent) { Side::Right } else { Side::Left };
                let same = binary.operator == parent && associates == side;
                self.binary(binary, expr, if same { nesting } else { 2 }, false)
            }
            Kind::Paren(inner) => match &inner.kind {
                Kind::Binary(binary) => self.binary(binary, inner, 2, false).in_parens(),
                _ => self.expr(inner).in_parens(),
            },
            _ => self.expr(expr),
        }
    }

    /// Whether an expression at the end of something may break in its stead.
    pub(super) fn next_break_fits(&self, expr: &Expr<'_>) -> bool {
        match &expr.kind {
            Kind::Container(container) => self.container_breaks(container),
            Kind::Suffixed { dot, .. } => !dot.is_empty(),
            Kind::Function { .. } | Kind::ParenClauses(_) => true,
            Kind::Quoted(quoted) => quoted.heredoc,
            _ => false,
        }
    }

    fn container_breaks(&self, container: &Container<'_>) -> bool {
        match container.shape {
            Shape::List | Shape::Aliases => true,
            Shape::Map => {
                container.name.is_some() || container.updated.is_some() || !container.items.is_empty()
            }
            Shape::Tuple | Shape::Bitstring => {
                let delimiters = container.delimiters;
                delimiters.newline && !self.ignore_newlines
                    || self
                        .comments
                        .iter()
                        .any(|comment| comment.line > delimiters.line && comment.line < delimiters.closing)
            }
        }
    }
}

/// The operands of pipes, first to last.
fn pipes<'e, 's>(binary: &'e Binary<'s>, operands: &mut Vec<(&'s str, &'e Expr<'s>)>) {
    let mut last = binary;
    loop {
        operands.push((last.operator, &*last.right));
        match &last.left.kind {
            Kind::Binary(left) if is_pipe(left.operator) => last = left,
            _ => break,
        }
    }
    operands.push(("", &*last.left));
    operands.reverse();
}

fn is_pipe(operator: &str) -> bool {
    matches!(operator, "|>" | "~>>" | "<<~" | "~>" | "<~" | "<~>" | "<|>")
}

fn starts_line(operator: &str) -> bool {
    is_pipe(operator) || matches!(operator, "|" | "when")
}

fn associates_right(operator: &str) -> bool {
    matches!(operator, "when" | "::" | "|" | "=" | "//" | "++" | "--" | "+++" | "---" | "<>" | "..")
}

fn lets_next_break_fit(operator: &str) -> bool {
    matches!(operator, "<-" | "==" | "!=" | "=~" | "===" | "!==" | "<" | ">" | "<=" | ">=" | "=" | "::")
}
