//! The parts of a field line: `:` parts them, `::` is a colon in one; in a list `/` and `//` do the same.

/// One part: `unique`, `max=160`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What comes before the first `=`.
    pub key: String,
    /// What comes after it.
    pub value: Option<String>,
}

/// The parts of a line, at least one.
pub(super) fn parts(line: &str) -> Vec<Part> {
    let part = |text: String| match text.split_once('=') {
        Some((key, value)) => Part { key: key.to_owned(), value: Some(value.to_owned()) },
        None => Part { key: text, value: None },
    };
    split(line, ':').into_iter().map(part).collect()
}

/// The elements of a list: none of an empty text.
pub(super) fn elements(list: &str) -> Vec<String> {
    if list.is_empty() { Vec::new() } else { split(list, '/') }
}

/// A text as it stands in a part.
pub(super) fn part_text(text: &str) -> String {
    text.replace(':', "::")
}

/// A text as it stands in a list.
pub(super) fn element_text(text: &str) -> String {
    text.replace('/', "//")
}

/// Splits at a mark; the mark twice is the mark itself.
fn split(text: &str, mark: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char == mark && chars.next_if_eq(&mark).is_none() {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(char);
        }
    }
    parts
}
