//! Puts comments back between the things they stood between.

use super::{Doc, Expr, Writer};
use crate::elixir::layout::doc::join;
use crate::elixir::layout::syntax::{Comment, Statement};

/// A document that takes a line of its own when there are comments.
#[derive(Debug)]
pub(super) struct Piece<'s> {
    pub(super) doc: Doc<'s>,
    /// An empty line follows if it does not fit on one line.
    pub(super) empty_line: bool,
    /// The line ends after it in the source.
    pub(super) newlines: usize,
}

impl<'s> Piece<'s> {
    pub(super) fn new(doc: Doc<'s>) -> Self {
        Self { doc, empty_line: false, newlines: 1 }
    }

    fn comment(comment: Comment<'s>, newlines: usize) -> Self {
        let lines = comment.lines.into_iter().map(Doc::text);
        Self { newlines, ..Self::new(join(lines, || Doc::Line)) }
    }
}

/// What comments may stand around: it knows its first and its last line.
pub(super) trait Lines {
    fn lines(&self) -> (usize, usize);
}

impl Lines for Expr<'_> {
    fn lines(&self) -> (usize, usize) {
        Expr::lines(self)
    }
}

impl Lines for &Expr<'_> {
    fn lines(&self) -> (usize, usize) {
        Expr::lines(self)
    }
}

impl Lines for Statement<'_> {
    fn lines(&self) -> (usize, usize) {
        self.expr.lines()
    }
}

impl<'s> Writer<'s> {
    /// The pieces that `write` makes of the items (each by its index), with the comments that
    /// stand between two lines among them; and whether there were any.
    pub(super) fn with_comments<T: Lines>(
        &mut self,
        items: &[T],
        mut pieces: Vec<Piece<'s>>,
        from: usize,
        to: usize,
        mut write: impl FnMut(&mut Self, usize) -> Piece<'s>,
    ) -> (Vec<Doc<'s>>, bool) {
        let done = pieces.len();
        let later = self.comments.iter().take_while(|comment| comment.line <= from).count();
        let rest = self.comments.split_off(later);
        let mut before = std::mem::replace(&mut self.comments, rest);

        let any = if self.comments.is_empty() {
            for at in done..items.len() {
                let piece = write(self, at);
                pieces.push(piece);
            }
            false
        } else {
            let mut any = false;
            for (at, item) in items.iter().enumerate().skip(done) {
                let (start, end) = item.lines();
                if start > end {
                    let piece = write(self, at);
                    pieces.push(piece);
                    continue;
                }
                any |= self.take_before(start, &mut pieces);
                let mut piece = write(self, at);
                any |= self.take_within(start, end, &mut pieces);
                if piece.newlines > 1 && self.comments.first().is_some_and(|next| next.line == end + 1) {
                    piece.newlines = 1;
                }
                pieces.push(piece);
            }
            any | self.take_before(to, &mut pieces)
        };
        before.append(&mut self.comments);
        self.comments = before;
        (spaced(pieces), any)
    }

    fn take_before(&mut self, line: usize, pieces: &mut Vec<Piece<'s>>) -> bool {
        let count = self.comments.iter().take_while(|comment| comment.line < line).count();
        for comment in self.comments.drain(..count) {
            if let Some(previous) = pieces.last_mut() {
                previous.newlines = previous.newlines.max(comment.newlines_before);
            }
            let newlines = comment.newlines_after;
            pieces.push(Piece::comment(comment, newlines));
        }
        count > 0
    }

    fn take_within(&mut self, start: usize, end: usize, pieces: &mut Vec<Piece<'s>>) -> bool {
        let within = |comment: &&Comment<'_>| (start..=end).contains(&comment.line);
        let count = self.comments.iter().take_while(within).count();
        for comment in self.comments.drain(..count) {
            pieces.push(Piece::comment(comment, 1));
        }
        count > 0
    }
}

/// The pieces as groups: the author's empty lines stay, at most one at a time, and one goes
/// around a statement that takes several lines.
fn spaced(pieces: Vec<Piece<'_>>) -> Vec<Doc<'_>> {
    let last = pieces.len().saturating_sub(1);
    let mut docs = Vec::with_capacity(pieces.len());
    let mut left = Doc::Nil;
    for (at, piece) in pieces.into_iter().enumerate() {
        let space = || match piece {
            Piece { newlines: 2.., .. } => Doc::Line,
            Piece { empty_line: true, .. } => Doc::Break(""),
            _ => Doc::Nil,
        };
        let right = if at == last { Doc::Nil } else { space() };
        let next_left = space();
        docs.push(between(left, piece.doc, right));
        left = next_left;
    }
    docs
}

/// A piece with the line breaks before and after it.
pub(in super::super) fn between<'s>(left: Doc<'s>, doc: Doc<'s>, right: Doc<'s>) -> Doc<'s> {
    let doc = if left.is_nil() { doc } else { left.then(doc) };
    let doc = if right.is_nil() { doc } else { Doc::Concat(vec![doc, Doc::CollapseLines(2), right]) };
    doc.group()
}
