//! Breaks what does not fit in `HEEx` templates, as Phoenix LiveView's formatter does.

mod attributes;
mod code;
mod eex;
mod parse;
mod prepare;
mod sigils;
mod tags;
mod text;
mod tree;
mod write;

pub(super) use sigils::laid;

use super::doc::{Rules, render};
use super::{LIMIT, guard, long_lines};

/// Lays out a template that is formatted but for lines that are too long.
///
/// The rules are those of `Phoenix.LiveView.HTMLFormatter` (v1.2.10) with its defaults. What the
/// pass does not understand stays as it is.
#[must_use]
pub fn layout_heex(source: &str) -> String {
    layout_heex_within(source, LIMIT)
}

/// [`layout_heex`] within a number of columns.
#[doc(hidden)]
#[must_use]
pub fn layout_heex_within(source: &str, limit: usize) -> String {
    try_layout(source, limit).unwrap_or_else(|| source.to_owned())
}

fn try_layout(source: &str, limit: usize) -> Option<String> {
    if long_lines(source, limit).is_empty() || source.contains('\r') {
        return None;
    }
    let older = relaid(source, limit, Rules::Elixir18)?;
    if relaid(&older, limit, Rules::Elixir20).is_some_and(|again| again == older) {
        return Some(older);
    }
    let newer = relaid(source, limit, Rules::Elixir20);
    newer
        .filter(|newer| relaid(newer, limit, Rules::Elixir18).is_some_and(|again| again == *newer))
        .or(Some(older))
}

fn relaid(source: &str, limit: usize, rules: Rules) -> Option<String> {
    let nodes = prepare::prepare(parse::parse(source)?);
    let (mut laid, _) = render(&write::nodes(nodes, rules)?.group(), 0, limit, rules);
    if source.ends_with('\n') {
        laid.push('\n');
    }
    guard::holds_the_same(source, &laid).then_some(laid)
}
