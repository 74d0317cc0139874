//! The lines of a plan: many of a sort in few, and in color.

use std::collections::BTreeMap;

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
    ("    same", Style::new().dimmed()),
    ("    keep", Style::new().dimmed()),
    ("   later", Style::new().dimmed()),
    (" by hand", RED.bold()),
];

/// The beginnings of lines that are told by folder where there are many. All others stay as they are.
const GROUPED: [&str; 2] = ["  create ", "    same "];

/// The lines of a plan. Of many new files, and of many that are there already, only the top folders are told.
pub(super) fn grouped(lines: &str) -> String {
    GROUPED.iter().fold(lines.to_owned(), |lines, action| by_folder(&lines, action))
}

/// The lines with those of an action by top folder, if there are many; they come where the first of them was.
fn by_folder(lines: &str, action: &str) -> String {
    let paths: Vec<_> = lines.lines().filter_map(|line| line.strip_prefix(action)).collect();
    if paths.len() <= MANY {
        return lines.to_owned();
    }
    let mut folders = BTreeMap::<&str, Vec<&str>>::new();
    for path in paths {
        folders.entry(path.split_once('/').map_or(".", |(folder, _)| folder)).or_default().push(path);
    }
    let line = |(folder, paths): (&str, Vec<&str>)| match paths.as_slice() {
        [path] => format!("{action}{path}\n"),
        paths => format!("{action}{folder}/ ({} files)\n", paths.len()),
    };
    let mut group = Some(folders.into_iter().map(line).collect::<String>());
    let mut text = String::new();
    for line in lines.lines() {
        if line.starts_with(action) {
            text += &group.take().unwrap_or_default();
        } else {
            text += line;
            text.push('\n');
        }
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
