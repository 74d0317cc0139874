//! The lines of a plan: many new files in few, and in color.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

/// Up to so many files each have a line.
const MANY: usize = 25;

const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const RED: Style = AnsiColor::Red.on_default();

/// What happens to a file, as its line begins.
const ACTIONS: &[(&str, Style)] = &[
    ("  create", GREEN),
    ("    edit", YELLOW),
    ("  delete", RED),
    ("    keep", Style::new().dimmed()),
    (" by hand", RED.bold()),
];

const CREATE: &str = "  create ";

/// The lines of a plan. Of many, those that create are told by top folder; all others stay as they are.
pub(super) fn grouped(lines: &str) -> String {
    let is_new = |line: &&str| line.starts_with(CREATE);
    if lines.lines().filter(is_new).count() <= MANY {
        return lines.to_owned();
    }
    let mut folders = BTreeMap::<&str, Vec<&str>>::new();
    for line in lines.lines().filter(is_new) {
        let path = &line[CREATE.len()..];
        folders.entry(path.split_once('/').map_or(".", |(folder, _)| folder)).or_default().push(path);
    }
    let mut text = String::new();
    for (folder, paths) in folders {
        // Writing to a string cannot fail.
        let _ = match paths.as_slice() {
            [path] => writeln!(text, "{CREATE}{path}"),
            paths => writeln!(text, "{CREATE}{folder}/ ({} files)", paths.len()),
        };
    }
    for line in lines.lines().filter(|line| !is_new(line)) {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// A line in color: what happens to a file, or what a difference adds and takes away.
pub(super) fn colored(line: &str) -> String {
    if let Some((action, style)) = ACTIONS.iter().find(|(action, _)| line.starts_with(action)) {
        return format!("{style}{action}{style:#}{}", &line[action.len()..]);
    }
    let style = match line.as_bytes().first() {
        Some(b'+') => GREEN,
        Some(b'-') => RED,
        _ => return line.to_owned(),
    };
    format!("{style}{line}{style:#}")
}
