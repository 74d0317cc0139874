//! Reverts an edit in a file that may have changed since.

use std::fmt;

use toml::{Table, Value};

/// The outcome of a revert.
#[derive(Debug, PartialEq, Eq)]
pub struct Reverted {
    /// The file with everything reverted that could be.
    pub text: String,
    /// The edits that could not be reverted, as differences.
    pub left: Vec<String>,
}

/// Lines that replaced others.
#[derive(Debug, Default)]
struct Edit<'d> {
    /// The line of the file after the edit at which it begins, from 0.
    line: usize,
    above: Option<&'d str>,
    old: Vec<&'d str>,
    new: Vec<&'d str>,
    below: Option<&'d str>,
}

/// Reverts a unified diff in a text. `is_same` says that the text is exactly the result of the diff.
///
/// In a text that has changed since, the added lines must still be consecutive, and either occur once or be next to a
/// line that they were next to. An edit that somebody else has reverted is skipped.
pub fn revert(text: &str, diff: &str, is_same: bool) -> Reverted {
    let mut lines: Vec<_> = text.split_inclusive('\n').collect();
    let mut left = Vec::new();
    // From the end, so that the line numbers of earlier edits stay valid.
    for edit in edits(diff).iter().rev() {
        let at = if is_same { Some(edit.line) } else { edit.position(&lines) };
        let range = at.map(|at| at..at + edit.new.len());
        match range.filter(|range| lines.get(range.clone()).is_some_and(|found| found == edit.new)) {
            Some(range) => drop(lines.splice(range, edit.old.iter().copied())),
            None if !is_same && edit.is_gone(&lines) => {}
            None => left.push(edit.to_string()),
        }
    }
    left.reverse();
    Reverted { text: lines.concat(), left }
}

/// A text without a part that was appended to it, if that part still occurs exactly once as whole lines.
pub fn remove_part(text: &str, part: &str) -> Option<String> {
    if let Some(rest) = text.strip_suffix(part) {
        return Some(rest.to_owned());
    }
    let part = part.trim();
    let is_line = |at: usize| text[..at].is_empty() || text[..at].ends_with('\n');
    let is_whole = |at: usize| {
        let after = &text[at + part.len()..];
        after.is_empty() || after.trim_start_matches(' ').starts_with(['\r', '\n'])
    };
    let mut found = text.match_indices(part).map(|(at, _)| at).filter(|&at| is_line(at) && is_whole(at));
    let at = found.next().filter(|_| !part.is_empty() && found.next().is_none())?;
    let (before, after) = (&text[..at], &text[at + part.len()..]);
    // The empty line after it is removed too.
    let after = after.trim_start_matches(['\r', '\n']);
    Some(if after.is_empty() { format!("{}\n", before.trim_end()) } else { format!("{before}{after}") })
}

/// Whether a spec has a component of the same kind and name as one in a part that was appended to it; true if either
/// cannot be parsed.
pub fn names_any(spec: &str, part: &str) -> bool {
    let (Ok(spec), Ok(part)) = (spec.parse::<Table>(), part.parse::<Table>()) else { return true };
    let tables = |of: &Table, kind: &str| of.get(kind).and_then(Value::as_array).cloned().unwrap_or_default();
    part.keys().any(|kind| {
        let there = tables(&spec, kind);
        tables(&part, kind).iter().any(|table| there.iter().any(|it| it.get("name") == table.get("name")))
    })
}

impl Edit<'_> {
    /// The line at which its added lines begin, from 0, if that is unambiguous.
    fn position(&self, lines: &[&str]) -> Option<usize> {
        let stands = |at: &usize| lines[*at..].starts_with(&self.new);
        let is_above = |at: usize| at.checked_sub(1).map(|above| lines[above]) == self.above;
        let is_below = |at: usize| lines.get(at + self.new.len()).copied() == self.below;
        let found: Vec<_> = (0..=lines.len()).filter(stands).collect();
        let says_something = self.new.iter().any(|line| says_something(line));
        match found[..] {
            [at] if says_something => Some(at),
            _ => {
                let mut near = found.into_iter().filter(|&at| {
                    if says_something { is_above(at) || is_below(at) } else { is_above(at) && is_below(at) }
                });
                near.next().filter(|_| near.next().is_none())
            }
        }
    }
}

impl Edit<'_> {
    /// Whether it has been reverted already: no added line is left, and the lines around it are as they were before.
    fn is_gone(&self, lines: &[&str]) -> bool {
        let was: Vec<_> = self.above.iter().chain(&self.old).chain(&self.below).copied().collect();
        let is_own =
            |line: &&str| says_something(line) && self.new.contains(line) && !self.old.contains(line);
        was.iter().any(|line| says_something(line))
            && !lines.iter().any(is_own)
            && lines.windows(was.len()).any(|found| found == was)
    }
}

/// Whether a line has a letter or digit. Others, such as `]`, occur anywhere.
fn says_something(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
}

impl fmt::Display for Edit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let old = self.old.iter().map(|line| ('-', line));
        let new = self.new.iter().map(|line| ('+', line));
        old.chain(new).try_for_each(|(mark, line)| writeln!(f, "{mark}{}", line.trim_end()))
    }
}

/// The edits of a unified diff without a header, in the order of the file.
fn edits(diff: &str) -> Vec<Edit<'_>> {
    let mut edits: Vec<Edit<'_>> = Vec::new();
    let (mut line, mut above, mut is_open) = (0, None, false);
    let mut parts = diff.split_inclusive('\n').peekable();
    while let Some(part) = parts.next() {
        let (mark, rest) = part.split_at_checked(1).unwrap_or_default();
        // The line before this mark has no newline.
        let is_cut = parts.next_if(|next| next.starts_with('\\')).is_some();
        let rest = if is_cut { rest.trim_end_matches('\n') } else { rest };
        match mark {
            "@" => {
                line = first_line(part);
                (above, is_open) = (None, false);
            }
            "-" | "+" => {
                if !is_open {
                    edits.push(Edit { line, above, ..Edit::default() });
                    is_open = true;
                }
                if let Some(edit) = edits.last_mut() {
                    if mark == "+" { edit.new.push(rest) } else { edit.old.push(rest) }
                }
                line += usize::from(mark == "+");
            }
            _ => {
                if let Some(edit) = edits.last_mut().filter(|_| is_open) {
                    edit.below = Some(rest);
                }
                (above, is_open) = (Some(rest), false);
                line += 1;
            }
        }
    }
    edits
}

/// The line of the new file at which a hunk begins, from 0: 19 for `@@ -20,6 +20,7 @@`.
fn first_line(head: &str) -> usize {
    let new = head.split('+').nth(1).unwrap_or_default();
    let mut numbers = new.split([',', ' ']).map(|number| number.parse::<usize>().ok());
    let first = numbers.next().flatten().unwrap_or_default();
    // An empty side counts from the line before it.
    let is_empty = new.split(' ').next().is_some_and(|range| range.ends_with(",0"));
    if is_empty { first } else { first.saturating_sub(1) }
}
