//! Whether a document fits on the rest of its line.

use super::{Doc, Grouping, Level, Rules, When};

/// How a document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Flat,
    /// Flat, except for what may break in its stead.
    FlatNoBreak,
    Break,
    /// The next break counts as the end, if what follows it does not fit.
    BreakNoFlat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Fits,
    Unfit,
    /// Fits up to the next break.
    BreakNext,
}

/// A document to be set: its indentation, how, and what.
pub(super) type Entry<'d, 's> = (usize, Mode, &'d Doc<'s>);

#[derive(Clone, Copy)]
enum Step<'d, 's> {
    Entry(Entry<'d, 's>),
    /// The end of a group: whether a break had been seen before it.
    Tail(bool),
    Limit(usize),
}

/// The state of one look ahead.
pub(super) struct LookAhead<'d, 's> {
    pub(super) rules: Rules,
    pub(super) limit: usize,
    pub(super) column: usize,
    pub(super) seen_break: bool,
    /// What follows the first document, last first.
    pub(super) rest: &'d [Entry<'d, 's>],
}

impl<'d, 's> LookAhead<'d, 's> {
    /// Whether `first` (and then the rest) fits.
    pub(super) fn fits(mut self, first: Option<Entry<'d, 's>>) -> Fit {
        let mut steps: Vec<Step<'d, 's>> = first.map(Step::Entry).into_iter().collect();
        let mut unfit = Fit::Unfit;

        loop {
            if self.seen_break && self.column > self.limit {
                return unfit;
            }
            let (indent, mode, doc) = match steps.pop().or_else(|| self.next_of_rest()) {
                None => return Fit::Fits,
                Some(Step::Tail(seen)) => {
                    self.seen_break = seen;
                    continue;
                }
                Some(Step::Limit(limit)) => {
                    self.limit = limit;
                    continue;
                }
                Some(Step::Entry(entry)) => entry,
            };
            let mut push = |mode, doc: &'d Doc<'s>| steps.push(Step::Entry((indent, mode, doc)));

            match (doc, mode) {
                (Doc::NextBreakFits(x, false) | Doc::Group(x, Grouping::Pessimistic), _)
                | (Doc::NextBreakFits(x, _), Mode::FlatNoBreak) => push(Mode::FlatNoBreak, x),
                (Doc::Group(x, _), Mode::FlatNoBreak) if self.rules == Rules::Elixir20 => {
                    push(Mode::FlatNoBreak, x);
                }
                (Doc::NextBreakFits(x, true) | Doc::Group(x, Grouping::Optimistic), _)
                | (Doc::ForceUnfit(x), Mode::BreakNoFlat) => push(Mode::BreakNoFlat, x),
                (Doc::Break(_) | Doc::FlexBreak(_) | Doc::Line, Mode::BreakNoFlat) => {
                    if self.rules == Rules::Elixir20 {
                        return Fit::Fits;
                    }
                    unfit = Fit::BreakNext;
                    push(Mode::Flat, doc);
                }
                (Doc::Break(_) | Doc::FlexBreak(_) | Doc::Line, Mode::Break) => return Fit::Fits,
                (Doc::Line, _) => {
                    self.column = indent;
                    self.seen_break = false;
                }
                (Doc::GroupEnd, _) => return if self.seen_break { Fit::Fits } else { unfit },
                (Doc::Nil, _) => {}
                (Doc::CollapseLines(_), _) => self.column = indent,
                (Doc::Text { width, .. }, _) => self.column += width,
                (Doc::ForceUnfit(_), _) => return unfit,
                (Doc::Break(text) | Doc::FlexBreak(text), _) => {
                    self.column += text.len();
                    self.seen_break = true;
                }
                (Doc::Nest(x, _, When::Broken), _) => push(mode, x),
                (Doc::Nest(x, level, When::Always), _) => {
                    steps.push(Step::Entry((nested(indent, self.column, *level), mode, x)));
                }
                (Doc::Concat(docs), _) => {
                    for x in docs.iter().rev() {
                        push(mode, x);
                    }
                }
                (Doc::Group(x, _), _) => {
                    let mode = if mode == Mode::Break { Mode::Flat } else { mode };
                    steps.push(Step::Tail(self.seen_break));
                    steps.push(Step::Entry((indent, mode, x)));
                }
                (Doc::NoLimit(x), _) => {
                    steps.push(Step::Limit(self.limit));
                    steps.push(Step::Entry((indent, Mode::Flat, x)));
                    self.limit = usize::MAX;
                }
            }
        }
    }

    fn next_of_rest(&mut self) -> Option<Step<'d, 's>> {
        let (last, rest) = self.rest.split_last()?;
        self.rest = rest;
        Some(Step::Entry(*last))
    }
}

pub(super) fn nested(indent: usize, column: usize, level: Level) -> usize {
    match level {
        Level::By(columns) => indent + columns,
        Level::Cursor => column,
        Level::Reset => 0,
    }
}
