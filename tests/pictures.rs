//! The pictures of the README, drawn from sessions with the real program.

#[cfg(unix)]
#[path = "pictures/screen.rs"]
mod screen;
#[cfg(unix)]
#[expect(dead_code, reason = "a picture needs fewer keys than a test")]
#[path = "terminal/session.rs"]
mod session;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use anstyle::{Color, RgbColor, Style};
use anstyle_svg::Term;
use tempfile::TempDir;

/// What is typed, after `beamsmith`, and the folder it is typed in.
const SESSION: &[(&str, &str)] = &[
    ("", "new shop --yes"),
    ("shop", "add supervisor Pricing --strategy rest_for_one"),
    ("shop", "add cache Pricing.Cache --under Pricing --ttl 30s"),
    ("shop", "tree"),
];

const LOOKS: &[(&str, RgbColor, RgbColor)] = &[
    ("light", RgbColor(0x1f, 0x23, 0x28), RgbColor(0xf6, 0xf8, 0xfa)),
    ("dark", RgbColor(0xe6, 0xed, 0xf3), RgbColor(0x15, 0x1b, 0x23)),
];

/// The session as a terminal shows it, colors included.
fn commands() -> String {
    let home = TempDir::new().unwrap();
    let bold = Style::new().bold();
    let mut shown = String::new();
    for (index, (folder, words)) in SESSION.iter().enumerate() {
        let (mut reader, writer) = io::pipe().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_beamsmith"));
        command.args(words.split(' ')).args(["--color", "always"]).current_dir(home.path().join(folder));
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let mut child = command.spawn().unwrap();
        // While the command lives it holds the ends of the pipe that write.
        drop(command);
        let output = io::read_to_string(&mut reader).unwrap();
        assert!(child.wait().unwrap().success(), "{words}: {output}");
        let gap = if index == 0 { "" } else { "\n" };
        writeln!(shown, "{gap}$ {bold}beamsmith {words}{bold:#}\n{}", output.trim_end()).unwrap();
    }
    shown.trim_end().to_owned()
}

/// The wizard as it asks for the fields of a schema, colors included.
#[cfg(unix)]
fn wizard() -> String {
    let mut terminal = session::Terminal::start(&["new", "shop"]);
    terminal.enters(&["Kind of project", "Database", "Restart strategy"]);
    terminal.sees("Add a component?").presses("schema\r").sees("Module name").presses("Catalog.Product\r");
    terminal
        .sees("Field 1")
        .presses("name:string:max=160\r")
        .sees("Field 2")
        .presses("price:decimal:min=0\r");
    terminal
        .sees("Field 3")
        .presses("status:e")
        .sees("a list of structs")
        .sees("Esc: back")
        .sees("\x1b[?25h");
    let drawn = terminal.drawn.clone();
    terminal.presses(session::CTRL_C);
    assert_eq!(terminal.ends(), (130, vec![]));
    let bold = Style::new().bold();
    format!("$ {bold}beamsmith new shop{bold:#}\n{}", screen::shown(&drawn))
}

#[test]
fn the_pictures_show_what_the_program_says() {
    draw("session", &commands());
}

#[cfg(unix)]
#[test]
fn the_pictures_of_the_wizard_show_what_it_asks() {
    draw("wizard", &wizard());
}

/// Writes the pictures that are out of date, and fails, so that the next run passes.
fn draw(name: &str, shown: &str) {
    let mut changed = Vec::new();
    for (look, text, ground) in LOOKS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/pictures/{name}-{look}.svg"));
        let term = Term::new().fg_color(Color::Rgb(*text)).bg_color(Color::Rgb(*ground));
        let picture = term.render_svg(shown);
        if fs::read_to_string(&path).is_ok_and(|old| old.replace("\r\n", "\n") == picture) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, picture).unwrap();
        changed.push(path);
    }
    assert!(changed.is_empty(), "these were out of date; they are drawn anew, commit them: {changed:?}");
}
