//! Documents with optional line breaks, after Wadler and Lindig.
//!
//! The vocabulary and its meaning are those of Elixir's `Inspect.Algebra`: a group is
//! set flat if it fits and broken otherwise; [`Doc::next_break_fits`] lets what comes last in a
//! group break in its stead, as the `[` of `call(a, [` does.

mod fits;
mod render;

pub(super) use render::render;

/// A document: text and the places where it may be broken.
#[derive(Debug, Default)]
pub(super) enum Doc<'s> {
    #[default]
    Nil,
    /// A line break, always.
    Line,
    Text {
        text: &'s str,
        width: usize,
    },
    Concat(Vec<Doc<'s>>),
    /// The text, or a line break where the group around it is broken.
    Break(&'static str),
    /// The text, or a line break where what follows, up to the next break, does not fit.
    FlexBreak(&'static str),
    /// Takes the line breaks that follow together, as at most this many.
    CollapseLines(usize),
    Group(Box<Doc<'s>>, Grouping),
    Nest(Box<Doc<'s>>, Level, When),
    /// Whether the next break may count as the end of what has to fit.
    NextBreakFits(Box<Doc<'s>>, bool),
    /// Never fits, so that the group around it is broken.
    ForceUnfit(Box<Doc<'s>>),
    /// The end of a group, for the look ahead (1.19 and later).
    GroupEnd,
    /// Has no line width: what stands in an interpolation.
    NoLimit(Box<Doc<'s>>),
}

/// The two ways in which Elixir's formatter lays out a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// As until 1.18.
    Elixir18,
    /// As since 1.19.
    Elixir20,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    Own,
    /// Broken with the group around it.
    Inherit,
    /// Its next break counts as its end (1.19 and later).
    Optimistic,
    /// No group in it is optimistic (1.19 and later).
    Pessimistic,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Level {
    By(usize),
    Cursor,
    Reset,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Always,
    Broken,
}

impl<'s> Doc<'s> {
    pub(super) fn text(text: &'s str) -> Self {
        Doc::Text { text, width: super::width(text) }
    }

    /// A text of which the bytes are counted, as Elixir does with one that it puts together.
    pub(super) fn bytes(text: &'s str) -> Self {
        Doc::Text { text, width: text.len() }
    }

    pub(super) fn is_nil(&self) -> bool {
        matches!(self, Doc::Nil)
    }

    pub(super) fn then(self, next: Doc<'s>) -> Self {
        match self {
            Doc::Concat(mut docs) => {
                docs.push(next);
                Doc::Concat(docs)
            }
            first => Doc::Concat(vec![first, next]),
        }
    }

    pub(super) fn group(self) -> Self {
        Doc::Group(Box::new(self), Grouping::Own)
    }

    pub(super) fn optimistic_group(self) -> Self {
        Doc::Group(Box::new(self), Grouping::Optimistic)
    }

    pub(super) fn pessimistic_group(self) -> Self {
        Doc::Group(Box::new(self), Grouping::Pessimistic)
    }

    pub(super) fn group_with_parent(self) -> Self {
        Doc::Group(Box::new(self), Grouping::Inherit)
    }

    /// The document of a group, or the document itself.
    pub(super) fn ungroup(self) -> Self {
        match self {
            Doc::Group(doc, _) => *doc,
            doc => doc,
        }
    }

    pub(super) fn nest(self, level: Level) -> Self {
        match level {
            Level::By(0) => self,
            level => Doc::Nest(Box::new(self), level, When::Always),
        }
    }

    pub(super) fn nest_when_broken(self, level: Level) -> Self {
        match level {
            Level::By(0) => self,
            level => Doc::Nest(Box::new(self), level, When::Broken),
        }
    }

    pub(super) fn next_break_fits(self, enabled: bool) -> Self {
        Doc::NextBreakFits(Box::new(self), enabled)
    }

    pub(super) fn force_unfit(self) -> Self {
        Doc::ForceUnfit(Box::new(self))
    }

    pub(super) fn in_parens(self) -> Self {
        concat([Doc::text("("), self.nest(Level::Cursor), Doc::text(")")])
    }

    /// Adds a comma where it stays with the last group.
    pub(super) fn comma(self) -> Self {
        match self {
            Doc::Concat(mut docs) => {
                let last = docs.pop().unwrap_or_default();
                docs.push(last.comma());
                Doc::Concat(docs)
            }
            Doc::Group(doc, grouping) => Doc::Group(Box::new(doc.then(Doc::text(","))), grouping),
            doc => doc.then(Doc::text(",")),
        }
    }
}

pub(super) fn concat<const N: usize>(docs: [Doc<'_>; N]) -> Doc<'_> {
    Doc::Concat(docs.into())
}

/// The documents with the separator between them.
pub(super) fn join<'s>(docs: impl IntoIterator<Item = Doc<'s>>, separator: impl Fn() -> Doc<'s>) -> Doc<'s> {
    let mut joined = Vec::new();
    for doc in docs {
        if !joined.is_empty() {
            joined.push(separator());
        }
        joined.push(doc);
    }
    match joined.len() {
        0 => Doc::Nil,
        1 => joined.remove(0),
        _ => Doc::Concat(joined),
    }
}

/// `left`, the document on lines of its own if it does not fit, `right`.
pub(super) fn surround<'s>(left: Doc<'s>, doc: Doc<'s>, right: &'s str) -> Doc<'s> {
    if doc.is_nil() {
        return concat([left, Doc::text(right)]);
    }
    let inside = concat([left, Doc::Break(""), doc]).nest_when_broken(Level::By(2));
    concat([inside, Doc::Break(""), Doc::text(right)]).group()
}
