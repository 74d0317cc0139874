//! Text in columns, broken between words where the terminal ends.

use std::io;

use unicode_width::UnicodeWidthStr as _;

/// Words and what each means in two columns after a margin, broken to fit.
pub(super) fn columns<'w>(
    words: impl Iterator<Item = (&'w str, &'w str)> + Clone,
    margin: usize,
) -> Vec<String> {
    let explained = words.clone().filter(|(_, help)| !help.is_empty());
    let (total, widest) = (width(), explained.map(|(word, _)| word.width()).max().unwrap_or_default());
    let line = |(word, help): (&str, &str)| match (word, help) {
        ("", help) if widest == 0 => wrap(help, total, margin, margin),
        (word, "") => wrap(word, total, margin, margin),
        (word, help) => {
            let gap = " ".repeat(widest - word.width() + 2);
            wrap(&format!("{word}{gap}{help}"), total, margin, margin + widest + 2)
        }
    };
    words.map(line).collect()
}

/// How many columns there are.
pub(super) fn width() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0))
}

/// How many rows there are.
pub(super) fn height() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(24, |(_, height)| usize::from(height.0))
}

/// A text that begins after a margin, broken between words where it would not fit; what follows is indented.
pub(super) fn wrap(text: &str, width: usize, margin: usize, indent: usize) -> String {
    const NARROWEST: usize = 20;
    // Where there is no room for words, the terminal may break them.
    if width < indent + NARROWEST {
        return text.to_owned();
    }
    let (mut wrapped, mut column) = (String::new(), margin);
    for word in text.split_inclusive(' ') {
        let length = word.trim_end().width();
        if column + length > width && column > indent {
            wrapped.truncate(wrapped.trim_end().len());
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            column = indent;
        }
        wrapped.push_str(word);
        column += word.width();
    }
    wrapped
}
