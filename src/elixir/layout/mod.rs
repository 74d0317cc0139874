//! Breaks what does not fit on a line, as Elixir's formatter does.
//!
//! The rules are those of `Code.Formatter` and `Inspect.Algebra` of Elixir 1.18 and 1.20, written
//! anew on tree-sitter's tree. They are applied to the smallest statements that hold a line too
//! long: every other byte of a source stays as it is. Where the two differ, the layout is one that
//! both leave alone, if there is one, else that of 1.18.

mod doc;
mod guard;
mod heex;
mod parts;
mod relaid;
mod statements;
mod syntax;
mod write;

use std::borrow::Cow;
use std::ops::Range;

use tree_sitter::{Node, Parser, Tree};
use unicode_segmentation::UnicodeSegmentation;

pub use heex::{layout_heex, layout_heex_within};

/// The columns of a line.
const LIMIT: usize = 98;

/// Lays out a source that is formatted but for lines that are too long.
///
/// What the pass does not understand stays as it is: at worst, a line stays too long.
#[must_use]
pub fn layout(source: &str) -> String {
    layout_within(source, LIMIT)
}

/// [`layout`] within a number of columns.
#[doc(hidden)]
#[must_use]
pub fn layout_within(source: &str, limit: usize) -> String {
    try_layout(source, limit).unwrap_or_else(|| source.to_owned())
}

/// What becomes of a source when it is laid out; none if it stays as it is.
pub(super) fn changed(source: &str) -> Option<String> {
    try_layout(source, LIMIT).filter(|laid| laid != source)
}

fn try_layout(source: &str, limit: usize) -> Option<String> {
    let long = long_lines(source, limit);
    if long.is_empty() || source.contains('\r') {
        return None;
    }
    let parts = parts::holding(source, &long);
    parts.and_then(|parts| in_parts(source, &parts, limit)).or_else(|| laid_out(source, limit))
}

fn in_parts(source: &str, parts: &[Range<usize>], limit: usize) -> Option<String> {
    let mut laid = String::with_capacity(source.len() + source.len() / 8);
    let mut copied = 0;
    for part in parts {
        laid.push_str(&source[copied..part.start]);
        laid.push_str(&laid_out(&source[part.clone()], limit)?);
        copied = part.end;
    }
    laid.push_str(&source[copied..]);
    Some(laid)
}

fn laid_out(source: &str, limit: usize) -> Option<String> {
    let tree = parse(source)?;
    let laid = match heex::laid(tree.root_node(), source, limit) {
        Some(source) => relay_statements(&source, &parse(&source)?, limit),
        None => relay_statements(source, &tree, limit),
    };
    guard::says_the_same(&tree, source, &parse(&laid)?, &laid).then_some(laid)
}

/// The source with each statement that is too long laid out.
fn relay_statements(source: &str, tree: &Tree, limit: usize) -> String {
    let long = long_lines(source, limit);
    let mut laid = String::with_capacity(source.len() + source.len() / 8);
    let mut copied = 0;
    for statement in statements::too_long(tree.root_node(), &long) {
        if let Some(new) = relaid::settled(&statement, source, limit) {
            let range = statement.node.byte_range();
            laid.push_str(source[copied..range.start].trim_end_matches(' '));
            // One empty line is enough between two statements.
            if new.empty_before && !laid.ends_with("\n\n") {
                laid.push('\n');
            }
            laid.push_str(&new.text);
            if new.empty_after {
                laid.push('\n');
            }
            copied = range.end;
        }
    }
    laid.push_str(&source[copied..]);
    laid
}

/// Whether a source is Elixir without a syntax error.
#[must_use]
pub fn parses(source: &str) -> bool {
    parse(source).is_some()
}

/// The tree of a source, if it has no syntax error.
pub(super) fn parse(source: &str) -> Option<Tree> {
    parse_incrementally(source, None)
}

/// [`parse`], incrementally: the parts of an old tree, edited to match the source, that did not change are used again.
pub(super) fn parse_incrementally(source: &str, old: Option<&Tree>) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_elixir::LANGUAGE.into()).ok()?;
    let tree = parser.parse(&*masked(source), old)?;
    (!tree.root_node().has_error()).then_some(tree)
}

/// The source as tree-sitter reads it right: it takes the `in` of a name such as `input` at the
/// beginning of a line for the operator, so that such names begin with another letter.
fn masked(source: &str) -> Cow<'_, [u8]> {
    let is_name = |text: &str| {
        ["in", "or", "and", "when"].iter().any(|operator| {
            text.strip_prefix(operator)
                .is_some_and(|rest| rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
        })
    };
    let mut masked = Cow::Borrowed(source.as_bytes());
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim_start_matches(' ');
        if is_name(text) {
            masked.to_mut()[at + line.len() - text.len()] = b'x';
        }
        at += line.len();
    }
    masked
}

/// The rows, from 0, of the lines that are too long and may be laid out: comments and prose may not.
fn long_lines(source: &str, limit: usize) -> Vec<usize> {
    if source.lines().all(|line| line.len() <= limit) {
        return Vec::new();
    }
    let mut heredoc = Heredoc::Outside;
    let mut rows = Vec::new();
    for (row, line) in source.lines().enumerate() {
        let is_long = line.len() > limit && width(line) > limit;
        if is_long && heredoc != Heredoc::Prose && !line.trim_start().starts_with('#') {
            rows.push(row);
        }
        heredoc = heredoc.after(line);
    }
    rows
}

/// Where a line is, as far as its own delimiters tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heredoc {
    Outside,
    Prose,
    Template,
}

impl Heredoc {
    fn after(self, line: &str) -> Self {
        let delimiters = line.matches("\"\"\"").count() + line.matches("'''").count();
        match self {
            _ if delimiters.is_multiple_of(2) => self,
            Self::Outside if line.contains("~H") => Self::Template,
            Self::Outside => Self::Prose,
            Self::Prose | Self::Template => Self::Outside,
        }
    }
}

/// The width of a text as Elixir reckons it: in graphemes.
fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).count() }
}

/// The rows of a node, from 0.
fn rows(node: Node<'_>) -> std::ops::RangeInclusive<usize> {
    node.start_position().row..=node.end_position().row
}
