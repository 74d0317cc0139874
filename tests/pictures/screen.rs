//! What a terminal shows once all that was written to it is drawn: as much of one as the wizard needs.

use std::fmt::Write as _;

/// The screen: its rows, where the cursor is, and the colors that come next, as the numbers of their sequence.
#[derive(Default)]
struct Screen {
    rows: Vec<Vec<(char, String)>>,
    row: usize,
    column: usize,
    colors: String,
}

/// The lines that are shown, in color, without what was drawn over.
pub fn shown(written: &str) -> String {
    let mut screen = Screen::default();
    let mut rest = written.chars();
    while let Some(char) = rest.next() {
        match char {
            '\x1b' => {
                let mut sequence = String::new();
                while !sequence.ends_with(|char: char| char.is_ascii_alphabetic()) {
                    sequence.push(rest.next().expect("a sequence that does not end"));
                }
                screen.obey(sequence.trim_start_matches('['));
            }
            '\r' => screen.column = 0,
            '\n' => screen.row += 1,
            char => screen.put(char),
        }
    }
    screen.text()
}

impl Screen {
    fn line(&mut self) -> &mut Vec<(char, String)> {
        if self.rows.len() <= self.row {
            self.rows.resize_with(self.row + 1, Vec::new);
        }
        &mut self.rows[self.row]
    }

    fn put(&mut self, char: char) {
        let (column, cell) = (self.column, (char, self.colors.clone()));
        let line = self.line();
        if line.len() <= column {
            line.resize(column + 1, (' ', String::new()));
        }
        line[column] = cell;
        self.column += 1;
    }

    fn obey(&mut self, sequence: &str) {
        let (numbers, command) = sequence.split_at(sequence.len() - 1);
        let count = numbers.parse().unwrap_or(1);
        let column = self.column;
        match command {
            "A" => self.row = self.row.saturating_sub(count),
            "B" => self.row += count,
            "C" => self.column += count,
            "D" => self.column = self.column.saturating_sub(count),
            "K" if numbers == "2" => self.line().clear(),
            "K" => self.line().truncate(column),
            "m" if numbers == "39" || numbers == "0" => self.colors.clear(),
            "m" => numbers.clone_into(&mut self.colors),
            // Whether the cursor is shown, and how a paste is told.
            "h" | "l" => {}
            _ => panic!("what does `{sequence}` draw?"),
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            for part in row.chunk_by(|(_, one), (_, other)| one == other) {
                let word = part.iter().map(|(char, _)| char).collect::<String>();
                let colors = &part[0].1;
                // Writing to a string cannot fail.
                let _ = match colors.as_str() {
                    "" => write!(text, "{word}"),
                    colors => write!(text, "\x1b[{colors}m{word}\x1b[0m"),
                };
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text.trim_end().to_owned()
    }
}
