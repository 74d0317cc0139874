//! Writes expressions as documents, after Elixir's `Code.Formatter` (v1.18).
//!
//! Parentheses, brackets and the spelling of literals are the source's: only the places where
//! lines may be broken are decided here.

mod arguments;
mod calls;
mod clauses;
mod comments;
mod containers;
mod hanging;
mod operators;
mod quoted;

use super::doc::{Doc, Level, Rules, concat, join};
use super::syntax::{Binary, Comment, Expr, Kind, Statement};
use comments::Piece;

pub(super) use comments::between;

/// Before the first and after the last line.
const FIRST_LINE: usize = 0;
const LAST_LINE: usize = usize::MAX;

/// What is known while an expression is written.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    /// The comments not written yet.
    comments: Vec<Comment<'s>>,
    rules: Rules,
    /// By how much the right side of an operator is nested.
    nesting: usize,
    /// In an interpolation the author's line breaks do not count.
    ignore_newlines: bool,
}

impl<'s> Writer<'s> {
    pub(super) fn new(comments: Vec<Comment<'s>>, rules: Rules) -> Self {
        Self { comments, rules, nesting: 2, ignore_newlines: false }
    }

    /// Whether every comment has been written.
    pub(super) fn is_done(&self) -> bool {
        self.comments.is_empty()
    }

    pub(super) fn expr(&mut self, expr: &Expr<'s>) -> Doc<'s> {
        match &expr.kind {
            Kind::Text(text) => Doc::text(text),
            Kind::Quoted(quoted) => self.quoted(quoted),
            Kind::Paren(inner) => self.expr(inner).in_parens(),
            Kind::ParenBlock { statements, closing } => {
                let block = self.statements(statements, expr.line, *closing);
                super::doc::surround(Doc::text("("), block, ")")
            }
            Kind::ParenClauses(clauses) => self.paren_clauses(clauses, LAST_LINE, FIRST_LINE),
            Kind::Container(container) => self.container(container),
            Kind::Keywords(pairs) => {
                let docs: Vec<_> = pairs.iter().map(|pair| self.expr(pair)).collect();
                separated(docs)
            }
            Kind::Arguments(arguments) => self.clause_head(arguments).group(),
            Kind::Pair { key, arrow, value } => self.pair(key, arrow, value),
            Kind::Unary { operator, operand } => Doc::text(operator).then(self.expr(operand)),
            Kind::Binary(binary) => self.binary(binary, expr, self.nesting, false),
            Kind::Call(call) => self.call(call, expr.line),
            Kind::Dot { target, name } => concat([self.expr(target), Doc::text("."), self.expr(name)]),
            Kind::Suffixed { target, dot, container } => {
                let target = self.expr(target);
                concat([target, Doc::text(dot), self.container(container)])
            }
            Kind::Function { clauses, newline, closing } => {
                let newline = *newline && !self.ignore_newlines;
                self.function(clauses, expr.line, *closing, newline)
            }
        }
    }

    fn pair(&mut self, key: &Expr<'s>, arrow: &'static str, value: &Expr<'s>) -> Doc<'s> {
        let key = self.expr(key);
        let doc = self.expr(value);
        self.hanging_value(key, arrow, doc, self.next_break_fits(value))
    }

    /// The statements of a whole source.
    pub(super) fn file(&mut self, statements: &[Statement<'s>]) -> Doc<'s> {
        self.statements(statements, FIRST_LINE, LAST_LINE)
    }

    /// The statements between two lines, one on a line.
    pub(super) fn statements(&mut self, statements: &[Statement<'s>], from: usize, to: usize) -> Doc<'s> {
        let (docs, _) = self.with_comments(statements, Vec::new(), from, to, |writer, at| {
            let Statement { expr, newlines } = &statements[at];
            Piece {
                doc: writer.expr(expr),
                empty_line: may_be_surrounded_by_empty_lines(expr),
                newlines: *newlines,
            }
        });
        let many = docs.len() > 1;
        let doc = join(docs, || Doc::Line);
        if many { doc.force_unfit() } else { doc }
    }
}

/// Empty lines go around what takes several lines, module attributes excepted.
pub(super) fn may_be_surrounded_by_empty_lines(expr: &Expr<'_>) -> bool {
    !matches!(expr.kind, Kind::Unary { operator: "@", .. })
}

/// The documents with commas between them.
fn separated(docs: Vec<Doc<'_>>) -> Doc<'_> {
    let last = docs.len().saturating_sub(1);
    let docs =
        docs.into_iter().enumerate().map(|(at, doc)| if at < last { doc.then(Doc::text(",")) } else { doc });
    join(docs, || Doc::Break(" "))
}
