//! Lays out one statement.

use super::doc::{Doc, Rules, render};
use super::statements::Statement;
use super::syntax::{self, Reader};
use super::write::{Writer, between};
use super::{guard, parse};

/// A statement laid out.
#[derive(PartialEq, Eq)]
pub(super) struct Relaid {
    /// From the beginning of its line.
    pub(super) text: String,
    /// An empty line goes before it, or after it.
    pub(super) empty_before: bool,
    pub(super) empty_after: bool,
}

/// The layout that the formatters of Elixir 1.18 and 1.20 both leave alone, or if there is none
/// that of 1.18.
pub(super) fn settled(statement: &Statement<'_>, source: &str, limit: usize) -> Option<Relaid> {
    let older = relaid(statement, source, limit, Rules::Elixir18)?;
    if older.is_left_alone(statement, limit, Rules::Elixir20) {
        return Some(older);
    }
    let newer = relaid(statement, source, limit, Rules::Elixir20);
    newer.filter(|newer| newer.is_left_alone(statement, limit, Rules::Elixir18)).or(Some(older))
}

fn relaid(statement: &Statement<'_>, source: &str, limit: usize, rules: Rules) -> Option<Relaid> {
    let node = statement.node;
    let indent = node.start_position().column;
    let margin = " ".repeat(indent);
    if source[..node.start_byte()].rsplit('\n').next() != Some(&margin) {
        return None;
    }
    let expr = Reader::new(source).expr(node)?;
    let mut writer = Writer::new(syntax::comments(node, source), rules);
    let doc = writer.expr(&expr);
    if !writer.is_done() {
        return None;
    }
    let space = |is| if is { Doc::Break("") } else { Doc::Nil };
    let doc = between(space(statement.space_before), doc, space(statement.space_after));
    let (text, newlines) = render(&doc, indent, limit, rules);

    let inner = text.strip_prefix('\n').map_or(text.as_str(), |text| text.trim_start_matches(' '));
    guard::holds_the_same(&source[node.byte_range()], inner).then(|| Relaid {
        text: margin + inner,
        empty_before: text.starts_with('\n'),
        empty_after: newlines > 0,
    })
}

impl Relaid {
    /// Whether it stays as it is when it is laid out again.
    fn is_left_alone(&self, statement: &Statement<'_>, limit: usize, rules: Rules) -> bool {
        let Some(tree) = parse(&self.text) else { return false };
        let [node] = syntax::children(tree.root_node())[..] else { return false };
        let again = Statement {
            node,
            space_before: statement.space_before && !self.empty_before,
            space_after: statement.space_after && !self.empty_after,
        };
        relaid(&again, &self.text, limit, rules)
            .is_some_and(|again| again.text == self.text && !again.empty_before && !again.empty_after)
    }
}
