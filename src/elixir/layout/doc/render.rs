//! Sets a document within a line width.

use super::fits::{Entry, Fit, LookAhead, Mode, nested};
use super::{Doc, Grouping, Rules, When};

/// The document as text that begins at column `indent`.
///
/// Line breaks at its end that were to be collapsed with those that follow are not written:
/// the second value says how many there were.
pub(in super::super) fn render(doc: &Doc<'_>, indent: usize, limit: usize, rules: Rules) -> (String, usize) {
    let mut page = Page { rules, text: String::new(), column: indent, limit, collapse: None };
    page.set(doc, indent);
    let pending = page.collapse.map_or(0, |collapse| collapse.seen);
    (page.text, pending)
}

struct Page {
    rules: Rules,
    text: String,
    column: usize,
    limit: usize,
    collapse: Option<Collapse>,
}

#[derive(Clone, Copy)]
struct Collapse {
    indent: usize,
    max: usize,
    seen: usize,
}

impl Page {
    fn set(&mut self, doc: &Doc<'_>, indent: usize) {
        let mut stack: Vec<Entry<'_, '_>> = vec![(indent, Mode::Flat, doc)];
        // The limits that hold again once the stack is this low.
        let mut limits: Vec<(usize, usize)> = Vec::new();

        while let Some((indent, mode, doc)) = stack.pop() {
            while let Some((_, limit)) = limits.pop_if(|(height, _)| stack.len() < *height) {
                self.limit = limit;
            }
            match doc {
                Doc::Nil | Doc::GroupEnd => {}
                Doc::Line => self.new_line(indent),
                Doc::Concat(docs) => stack.extend(docs.iter().rev().map(|x| (indent, mode, x))),
                Doc::Text { text, width } => self.write(text, *width),
                Doc::NextBreakFits(x, true) if mode == Mode::FlatNoBreak => {
                    stack.push((indent, Mode::BreakNoFlat, x));
                }
                Doc::NextBreakFits(x, _) | Doc::ForceUnfit(x) => stack.push((indent, mode, x)),
                Doc::CollapseLines(max) => {
                    self.column = indent;
                    self.collapse = Some(Collapse { indent, max: *max, seen: 0 });
                }
                Doc::FlexBreak(text) => {
                    if mode == Mode::Flat || self.fits(text.len(), &stack) {
                        self.write(text, text.len());
                    } else {
                        self.new_line(indent);
                    }
                }
                Doc::Break(_) if mode == Mode::Break => self.new_line(indent),
                Doc::Break(text) => self.write(text, text.len()),
                Doc::Nest(x, level, when) => {
                    let holds = *when == When::Always || mode == Mode::Break;
                    let indent = if holds { nested(indent, self.column, *level) } else { indent };
                    stack.push((indent, mode, x));
                }
                Doc::Group(x, grouping) => {
                    let mode = match (mode, grouping) {
                        (Mode::Break, Grouping::Inherit) | (Mode::BreakNoFlat, _) => Mode::Break,
                        (Mode::Flat, Grouping::Optimistic) => self.mode_of_group((indent, x), &stack),
                        _ => self.mode_of_group((indent, x), &[]),
                    };
                    if self.rules == Rules::Elixir20 {
                        stack.push((indent, mode, &Doc::GroupEnd));
                    }
                    stack.push((indent, mode, x));
                }
                Doc::NoLimit(x) => {
                    limits.push((stack.len(), self.limit));
                    self.limit = usize::MAX;
                    stack.push((indent, Mode::Flat, x));
                }
            }
        }
    }

    /// How a group is set, given what follows it.
    fn mode_of_group(&self, (indent, doc): (usize, &Doc<'_>), rest: &[Entry<'_, '_>]) -> Mode {
        if self.limit == usize::MAX {
            return Mode::Flat;
        }
        let (rules, limit, column) = (self.rules, self.limit, self.column);
        let ahead = LookAhead { rules, limit, column, seen_break: false, rest };
        match ahead.fits(Some((indent, Mode::Flat, doc))) {
            Fit::Fits => Mode::Flat,
            Fit::Unfit => Mode::Break,
            Fit::BreakNext => Mode::FlatNoBreak,
        }
    }

    fn fits(&self, more: usize, rest: &[Entry<'_, '_>]) -> bool {
        let ahead = LookAhead {
            rules: self.rules,
            limit: self.limit,
            column: self.column + more,
            seen_break: true,
            rest,
        };
        self.limit == usize::MAX || ahead.fits(None) != Fit::Unfit
    }

    fn write(&mut self, text: &str, width: usize) {
        self.column += width;
        if text.is_empty() {
            return;
        }
        if let Some(Collapse { indent, max, seen }) = self.collapse.take() {
            self.text.extend(std::iter::repeat_n('\n', seen.min(max)));
            self.text.extend(std::iter::repeat_n(' ', indent));
        }
        self.text.push_str(text);
    }

    fn new_line(&mut self, indent: usize) {
        self.column = indent;
        if let Some(collapse) = &mut self.collapse {
            collapse.seen += 1;
            return;
        }
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }
}
