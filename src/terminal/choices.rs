//! The choices of a list, as they are drawn and found.

use std::fmt;

use unicode_width::UnicodeWidthStr as _;

use super::columns::{columns, height, width};
use crate::wizard::Choice;

/// A choice as it is drawn.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) choice: Choice,
    text: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The choices as they are drawn after a margin: what they are called, what they belong to, what they are.
pub(super) fn lines(choices: &[Choice], margin: usize) -> Vec<Line> {
    let words = labels(choices);
    let texts = columns(words.iter().map(|(word, help)| (word.as_str(), help.as_str())), margin);
    choices.iter().cloned().zip(texts).map(|(choice, text)| Line { choice, text }).collect()
}

/// What stands in the first column of each choice, and what in the second: its group is in a column between them if
/// there is room for that.
fn labels(choices: &[Choice]) -> Vec<(String, String)> {
    const WIDE: usize = 76;
    let is_wide = width() >= WIDE;
    let widest = choices.iter().map(|choice| choice.word.width()).max().unwrap_or_default();
    let label = |Choice { word, group, help }: &Choice| match (*group, is_wide) {
        ("", _) if word.is_empty() => (help.clone(), String::new()),
        ("", _) => (word.clone(), help.clone()),
        (group, true) => (format!("{word}{}  {group}", " ".repeat(widest - word.width())), help.clone()),
        (group, false) => (word.clone(), format!("{group}: {help}")),
    };
    choices.iter().map(label).collect()
}

/// How many of these lines can be shown at a time, wherever the first of them stands.
pub(super) fn page(lines: &[Line]) -> usize {
    const MOST: usize = 12;
    // The question and the keys have lines of their own, and either may be broken.
    const OTHERS: usize = 4;
    let rows = height().saturating_sub(OTHERS);
    let heights: Vec<_> = lines.iter().map(|line| line.text.lines().count()).collect();
    let fits = |count: &usize| heights.windows(*count).all(|window| window.iter().sum::<usize>() <= rows);
    (1..=MOST).rev().find(fits).unwrap_or(1)
}

/// How well a choice fits what is typed to find it: its word comes before what it is a part of and what it means.
pub(super) fn fit(typed: &str, line: &Line) -> Option<i64> {
    let typed = typed.to_lowercase();
    let Choice { word, group, help } = &line.choice;
    let (word, group, help) = (word.to_lowercase(), group.to_lowercase(), help.to_lowercase());
    let is_about = group.contains(&typed) || help.contains(&typed);
    let fits = [word == typed, word.starts_with(&typed), word.contains(&typed), is_about];
    fits.iter().rev().zip(1..).filter(|(fits, _)| **fits).map(|(_, score)| score).max()
}
