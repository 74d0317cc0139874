//! Writes functions and the clauses of `->`.

use super::comments::{Lines, Piece};
use super::{Doc, Expr, FIRST_LINE, Level, Writer, concat, join, separated};
use crate::elixir::layout::syntax::Clause;

impl<'s> Writer<'s> {
    pub(super) fn function(
        &mut self,
        clauses: &[Clause<'s>],
        from: usize,
        to: usize,
        newline: bool,
    ) -> Doc<'s> {
        let [clause] = clauses else {
            return self.many_clauses("fn", clauses, from, to, "end");
        };
        let bare = clause.arguments.is_empty();
        if newline && !bare {
            return self.many_clauses("fn", clauses, from, to, "end");
        }
        let head = if bare {
            Doc::text("fn ->")
        } else {
            let arguments = self.clause_arguments(&clause.arguments, clause.line).ungroup();
            let head = arguments.then(Doc::text(" ->")).nest(Level::Cursor).group();
            Doc::text("fn ").then(head)
        };
        let body = self.statements(&clause.body, clause.line, to);
        let apart = self.has_lines(clauses);
        let space = || if apart { Doc::Line } else { Doc::Break(" ") };
        let doc = concat([head, space(), body]).nest(Level::By(2));
        let doc = concat([doc, space(), Doc::text("end")]);
        let doc = if apart { doc.force_unfit() } else { doc };
        doc.group()
    }

    /// `(a -> b)`, as in types.
    pub(super) fn paren_clauses(&mut self, clauses: &[Clause<'s>], from: usize, to: usize) -> Doc<'s> {
        let [clause] = clauses else {
            return self.many_clauses("(", clauses, from, to, ")");
        };
        let apart = self.has_lines(clauses);
        let doc = if clause.arguments.is_empty() {
            let body = self.statements(&clause.body, clause.line, to);
            concat([Doc::text("(-> "), body.nest(Level::Cursor), Doc::text(")")])
        } else {
            let arguments = self.clause_arguments(&clause.arguments, clause.line).ungroup();
            let body = self.statements(&clause.body, clause.line, to);
            let space = if apart { Doc::Line } else { Doc::Break(" ") };
            let head = arguments.then(Doc::text(" ->")).group();
            concat([head, concat([space, body]).nest(Level::By(2))]).in_parens()
        };
        let doc = if apart { doc.force_unfit() } else { doc };
        doc.group()
    }

    fn many_clauses(
        &mut self,
        opening: &'static str,
        clauses: &[Clause<'s>],
        from: usize,
        to: usize,
        closing: &'static str,
    ) -> Doc<'s> {
        let doc = self.clauses(clauses, from, to);
        let doc = concat([Doc::text(opening), Doc::Line, doc]).nest(Level::By(2));
        concat([doc, Doc::Line, Doc::text(closing)]).force_unfit()
    }

    /// Clauses between two lines: if one does not fit, each takes several, with empty lines
    /// between them.
    pub(super) fn clauses(&mut self, clauses: &[Clause<'s>], from: usize, to: usize) -> Doc<'s> {
        let last = clauses.len().saturating_sub(1);
        let mut docs = Vec::new();
        for (at, clause) in clauses.iter().enumerate() {
            if at > 0 {
                docs.push(Doc::Break("").nest(Level::Reset));
                docs.push(Doc::Line);
            }
            let to = if at == last { to } else { FIRST_LINE };
            docs.push(self.clause(clause, from, to));
        }
        let doc = Doc::Concat(docs);
        let doc = if self.has_lines(clauses) { doc.force_unfit() } else { doc };
        doc.group()
    }

    fn clause(&mut self, clause: &Clause<'s>, from: usize, to: usize) -> Doc<'s> {
        if clause.arguments.is_empty() {
            let body = self.statements(&clause.body, clause.line, to);
            return concat([Doc::text("() ->"), Doc::Break(" "), body]).nest(Level::By(2));
        }
        self.nesting += 2;
        let arguments = self.clause_arguments(&clause.arguments, from);
        self.nesting -= 2;
        let body = self.statements(&clause.body, from, to);
        let head = arguments.ungroup().then(Doc::text(" ->")).group();
        concat([head, concat([Doc::Break(" "), body]).nest(Level::By(2))])
    }

    /// The arguments, with the comments before them.
    fn clause_arguments(&mut self, arguments: &[Expr<'s>], from: usize) -> Doc<'s> {
        let head = [Head(arguments)];
        let (docs, comments) = self.with_comments(&head, Vec::new(), from, FIRST_LINE, |writer, _| {
            Piece::new(writer.clause_head(arguments))
        });
        join(docs, || if comments { Doc::Line } else { Doc::Break(" ") })
    }

    pub(super) fn clause_head(&mut self, arguments: &[Expr<'s>]) -> Doc<'s> {
        if arguments.is_empty() {
            return Doc::text("()");
        }
        let docs = arguments.iter().map(|argument| self.expr(argument)).collect();
        separated(docs)
    }

    fn has_lines(&self, clauses: &[Clause<'s>]) -> bool {
        clauses.iter().any(|clause| clause.newline && !self.ignore_newlines || clause.body.len() > 1)
    }
}

/// What stands before an arrow.
struct Head<'e, 's>(&'e [Expr<'s>]);

impl Lines for Head<'_, '_> {
    fn lines(&self) -> (usize, usize) {
        self.0
            .iter()
            .map(Expr::lines)
            .fold((usize::MAX, 0), |all, lines| (all.0.min(lines.0), all.1.max(lines.1)))
    }
}
