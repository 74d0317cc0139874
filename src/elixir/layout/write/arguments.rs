//! Writes arguments and items: what commas separate.

use std::collections::HashSet;

use super::comments::Piece;
use super::{Doc, Expr, Writer, join};

/// What stands between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Line,
    Break,
    FlexBreak,
}

/// What becomes of the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastArgument {
    Plain,
    /// More follow.
    Comma,
    /// It may break in the stead of what is around it.
    NextBreakFits,
}

impl<'s> Writer<'s> {
    /// The arguments between two lines, joined; and how they were.
    ///
    /// Without parentheses around them no comment can go before the first one.
    pub(super) fn arguments(
        &mut self,
        items: &[&Expr<'s>],
        (from, to): (usize, usize),
        without_parens: bool,
        last_argument: LastArgument,
        separator: Join,
        mut write_one: impl FnMut(&mut Self, &Expr<'s>) -> Doc<'s>,
    ) -> (Doc<'s>, Join) {
        let last = items.len().saturating_sub(1);
        let mut write = |writer: &mut Self, at: usize| {
            let doc = write_one(writer, items[at]);
            Piece::new(match last_argument {
                _ if at < last => doc.comma(),
                LastArgument::Comma => doc.comma(),
                LastArgument::NextBreakFits => writer.last_argument(doc),
                LastArgument::Plain => doc,
            })
        };
        let mut done = Vec::new();
        if without_parens && !items.is_empty() {
            done.push(write(self, 0));
        }
        let (docs, comments) = self.with_comments(items, done, from, to, write);
        if docs.is_empty() {
            return (Doc::Nil, separator);
        }
        match separator {
            _ if comments => (join(docs, || Doc::Line).force_unfit(), Join::Line),
            Join::Line => (join(docs, || Doc::Line).force_unfit(), Join::Line),
            Join::Break => (join(docs, || Doc::Break(" ")), Join::Break),
            Join::FlexBreak => (join(docs, || Doc::FlexBreak(" ")), Join::FlexBreak),
        }
    }
}

/// Whether the author gave each of several arguments its own line.
pub(super) fn on_lines_of_their_own<'e, 's: 'e>(arguments: impl IntoIterator<Item = &'e Expr<'s>>) -> bool {
    let mut lines = HashSet::new();
    let mut apart = arguments.into_iter().map(|argument| lines.insert(argument.line));
    apart.by_ref().all(|new| new) && lines.len() > 1
}
