//! Writes calls.

use super::arguments::{Join, LastArgument, on_lines_of_their_own};
use super::{Doc, Expr, FIRST_LINE, Kind, Level, Writer, concat};
use crate::elixir::layout::doc::surround;
use crate::elixir::layout::syntax::{Body, Call, Callee, DoBlock};

impl<'s> Writer<'s> {
    pub(super) fn call(&mut self, call: &Call<'s>, line: usize) -> Doc<'s> {
        let mut doc = match &call.callee {
            Callee::Local(name) => Doc::text(name),
            Callee::Remote(target, name) => concat([self.expr(target), Doc::text("."), Doc::text(name)]),
            Callee::Anonymous(target) => self.expr(target).then(Doc::text(".")),
            Callee::Double(target) => self.expr(target),
        };
        let extra = if call.blocks.is_empty() { "" } else { " do" };
        if !call.arguments.is_empty() {
            doc = concat([doc, self.call_arguments(call, line, extra)]);
        } else if call.blocks.is_empty() || matches!(call.callee, Callee::Double(_)) {
            doc = concat([doc, self.no_arguments(call, line), Doc::text(extra)]);
        } else {
            doc = concat([doc, Doc::text(extra)]);
        }
        if call.blocks.is_empty() {
            return doc;
        }
        for block in &call.blocks {
            doc = concat([doc, self.do_block(block)]);
        }
        concat([doc, Doc::Line, Doc::text("end")]).force_unfit()
    }

    fn no_arguments(&mut self, call: &Call<'s>, line: usize) -> Doc<'s> {
        let to = call.parens.map_or(FIRST_LINE, |parens| parens.closing);
        let write = |writer: &mut Self, item: &Expr<'s>| writer.expr(item);
        let (doc, _) = self.arguments(&[], (line, to), false, LastArgument::Plain, Join::Break, write);
        surround(Doc::text("("), doc, ")")
    }

    /// The arguments and what stands behind them, `" do"` or nothing.
    fn call_arguments(&mut self, call: &Call<'s>, line: usize, extra: &'static str) -> Doc<'s> {
        let parens = call.parens.is_some();
        let to = call.parens.map_or(FIRST_LINE, |parens| parens.closing);
        let newline = call.parens.is_some_and(|parens| parens.newline) && !self.ignore_newlines;

        let Some((last, left)) = call.arguments.split_last() else {
            return Doc::text(extra);
        };
        let pairs = match &last.kind {
            Kind::Keywords(pairs) => Some(pairs.as_slice()),
            _ => None,
        };
        let count = left.len() + pairs.map_or(1, <[_]>::len);
        let newline = newline && count > 1;
        let lines = Lines { from: line, to, newline };

        let (doc, fits) = match pairs {
            Some(pairs) if !left.is_empty() && !left.iter().any(is_generator) => {
                let doc = self.keyword_arguments(left, pairs, parens, lines);
                let doc = if parens { doc } else { Doc::text(" ").then(doc).nest(Level::By(2)) };
                (doc, true)
            }
            _ => {
                let (doc, fits) = self.plain_arguments(call, left, last, parens, lines);
                (if parens { doc } else { concat([Doc::text(" "), doc]) }, fits)
            }
        };
        let opening = concat([Doc::text("("), Doc::Break("")]).nest_when_broken(Level::By(2));
        let opening = if parens { opening } else { Doc::Nil };
        self.all_arguments(concat([opening, doc, Doc::text(extra)]), fits)
    }

    /// Arguments of which the last are pairs without brackets.
    fn keyword_arguments(
        &mut self,
        left: &[Expr<'s>],
        pairs: &[Expr<'s>],
        parens: bool,
        lines: Lines,
    ) -> Doc<'s> {
        let Lines { from, to, newline } = lines;
        let write = |writer: &mut Self, item: &Expr<'s>| writer.expr(item);
        let apart = |is: bool| if is { Join::Line } else { Join::Break };

        let join = apart(newline || on_lines_of_their_own(left));
        let comma = LastArgument::Comma;
        let left_refs: Vec<_> = left.iter().collect();
        let (left_doc, _) = self.arguments(&left_refs, (from, FIRST_LINE), !parens, comma, join, write);

        let all_apart = on_lines_of_their_own(left.iter().chain(pairs));
        let join = apart(newline || on_lines_of_their_own(pairs) || all_apart);
        let plain = LastArgument::Plain;
        let pair_refs: Vec<_> = pairs.iter().collect();
        let (right_doc, _) = self.arguments(&pair_refs, (from, to), false, plain, join, write);

        let space = if join == Join::Line { Doc::Line } else { Doc::Break(" ") };
        let right_doc = concat([space, right_doc]);
        if parens {
            let right_doc = right_doc.nest_when_broken(Level::By(2));
            let right_doc = concat([right_doc, Doc::Break(""), Doc::text(")")]);
            let right_doc = self.last_pairs(right_doc);
            concat([left_doc.nest_when_broken(Level::By(2)), right_doc])
        } else {
            let right_doc = self.last_pairs(right_doc);
            concat([left_doc, right_doc]).nest_when_broken(Level::Cursor)
        }
    }

    /// Any other arguments, and whether the last one may break in their stead.
    fn plain_arguments(
        &mut self,
        call: &Call<'s>,
        left: &[Expr<'s>],
        last: &Expr<'s>,
        parens: bool,
        lines: Lines,
    ) -> (Doc<'s>, bool) {
        let Lines { from, to, newline } = lines;
        // Pairs are arguments of their own here.
        let arguments: Vec<_> = match &last.kind {
            Kind::Keywords(pairs) => left.iter().chain(pairs).collect(),
            _ => call.arguments.iter().collect(),
        };
        let only = left.is_empty() && !parens;
        let write = |writer: &mut Self, item: &Expr<'s>| match &item.kind {
            Kind::Binary(binary) if only => writer.binary(binary, item, writer.nesting, true),
            _ => writer.expr(item),
        };
        let apart = newline || on_lines_of_their_own(arguments.iter().copied());
        let join = if apart { Join::Line } else { Join::Break };
        let fits = !apart && !matches!(last.kind, Kind::Keywords(_)) && self.next_break_fits(last);
        let last_argument = if fits { LastArgument::NextBreakFits } else { LastArgument::Plain };
        let (doc, _) = self.arguments(&arguments, (from, to), !parens, last_argument, join, write);

        let doc = doc.ungroup();
        let doc = if parens {
            let doc = doc.nest_when_broken(Level::By(2));
            concat([doc, Doc::Break(""), Doc::text(")")])
        } else {
            doc.nest_when_broken(Level::Cursor)
        };
        (doc, fits)
    }

    fn do_block(&mut self, block: &DoBlock<'s>) -> Doc<'s> {
        let is_first = block.keyword == "do";
        let keyword = if is_first { Doc::Nil } else { Doc::text(block.keyword) };
        let body = match &block.body {
            Body::Statements(statements) => self.statements(statements, block.line, block.end),
            Body::Clauses(clauses) => self.clauses(clauses, block.line, block.end),
        };
        let doc = if body.is_nil() {
            keyword
        } else {
            concat([keyword, Doc::Line, body.group()]).nest(Level::By(2))
        };
        if is_first { doc } else { concat([Doc::Line, doc]) }
    }
}

#[derive(Clone, Copy)]
struct Lines {
    from: usize,
    to: usize,
    newline: bool,
}

fn is_generator(expr: &Expr<'_>) -> bool {
    expr.binary().is_some_and(|binary| binary.operator == "<-")
}
