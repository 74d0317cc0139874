//! The program in a pseudo-terminal: what is drawn, what is typed, how it ends.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect as _, Session};
use tempfile::TempDir;

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const CTRL_C: &str = "\x03";
pub const DOWN: &str = "\x1b[B";

/// The program in a terminal of 60 columns.
pub struct Terminal {
    session: OsSession,
    pub folder: TempDir,
    /// All that was drawn so far.
    pub drawn: String,
}

/// How long something may take to be drawn, far more than it does: a machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

impl Terminal {
    pub fn start(words: &[&str]) -> Self {
        Self::start_in(TempDir::new().unwrap(), words, &[])
    }

    pub fn start_in(folder: TempDir, words: &[&str], environment: &[(&str, &str)]) -> Self {
        // The size is set before the program starts, and after expectrl set its own: crossterm loses keys
        // that come together with a change of size.
        let script = "read -r _ && stty cols 60 && exec \"$@\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_beamsmith")]);
        command.args(words).current_dir(folder.path()).env("TERM", "xterm").env_remove("NO_COLOR");
        command.envs(environment.iter().copied());
        let mut session = Session::spawn(command).unwrap();
        session.send("\n").unwrap();
        session.set_expect_timeout(Some(PATIENCE));
        Self { session, folder, drawn: String::new() }
    }

    /// Waits until a text is drawn.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let found = self.session.expect(text).unwrap_or_else(|error| {
            let mut rest = vec![0; 65_536];
            let length = self.session.try_read(&mut rest).unwrap_or_default();
            let rest = String::from_utf8_lossy(&rest[..length]);
            panic!("no `{text}`: {error}\nafter:\n{}\nbut:\n{rest}", self.drawn);
        });
        self.drawn.push_str(&String::from_utf8_lossy(found.as_bytes()));
        self
    }

    pub fn presses(&mut self, keys: &str) -> &mut Self {
        self.session.send(keys).unwrap();
        self
    }

    /// Presses keys one after the other, with a rest before each.
    pub fn types(&mut self, keys: &str, pause: Duration) -> &mut Self {
        for key in keys.chars() {
            std::thread::sleep(pause);
            self.presses(key.encode_utf8(&mut [0; 4]));
        }
        self
    }

    /// Changes the size, and types until that is heard: crossterm loses keys that come together with a change of size.
    pub fn becomes(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.session.get_process_mut().set_window_size(columns, rows).unwrap();
        self.session.set_expect_timeout(Some(Duration::from_secs(2)));
        for key in ["<", "%", "~"] {
            let heard = (0..30).find_map(|_| self.presses(key).session.expect(key).ok());
            let heard = heard.unwrap_or_else(|| panic!("no `{key}` is heard after:\n{}", self.drawn));
            self.drawn.push_str(&String::from_utf8_lossy(heard.as_bytes()));
            self.presses(&"\x7f".repeat(30));
        }
        self.session.set_expect_timeout(Some(PATIENCE));
        self
    }

    /// Answers questions by Enter.
    pub fn enters(&mut self, questions: &[&str]) -> &mut Self {
        for question in questions {
            self.sees(question).presses(ENTER);
        }
        self
    }

    /// Waits for the end: the exit status, and what is in the folder.
    pub fn ends(&mut self) -> (i32, Vec<String>) {
        let rest = self.session.expect(Eof).unwrap();
        self.drawn.push_str(&String::from_utf8_lossy(rest.as_bytes()));
        let WaitStatus::Exited(_, code) = self.session.get_process().wait().unwrap() else {
            panic!("ended by a signal:\n{}", self.drawn)
        };
        (code, entries(self.folder.path()))
    }

    pub fn assert_cursor_is_shown(&self) {
        let (hidden, shown) = (self.drawn.rfind("\x1b[?25l"), self.drawn.rfind("\x1b[?25h"));
        assert!(shown >= hidden, "the cursor is left hidden:\n{}", self.drawn);
    }
}

pub fn entries(folder: &Path) -> Vec<String> {
    let name = |entry: Result<fs::DirEntry, _>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}
