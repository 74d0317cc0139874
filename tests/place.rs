//! Places in sources that exist: each case is a source, the snapshot is what an insertion changes in it.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use beamsmith::elixir::{Place, Placed, Scope, insert, layout, parses};
use similar::TextDiff;

/// How others write what a case says: it changes nothing about where an addition belongs.
#[derive(Clone, Copy, Debug)]
enum Habit {
    Windows,
    Tabs,
    Words,
}

impl Habit {
    const COMMENT: &str = "# Größe, 日本語, 🧀\n";

    fn applied(self, source: &str) -> String {
        let unix = source.replace("\r\n", "\n");
        match self {
            Self::Windows => unix.replace('\n', "\r\n"),
            Self::Tabs => indented_anew(source, "  ", "\t"),
            Self::Words => format!("{}{source}", Self::COMMENT),
        }
    }

    /// What an insertion gives, as if the source had been written as that of the case is. A source that the formatter
    /// would write anew is not laid out by itself.
    fn normal(self, placed: Placed) -> Placed {
        let Placed::Here(text) = placed else { return placed };
        Placed::Here(match self {
            Self::Windows => layout(&text.replace("\r\n", "\n")),
            Self::Tabs => layout(&indented_anew(&text, "\t", "  ")),
            Self::Words => text.strip_prefix(Self::COMMENT).unwrap_or(&text).to_owned(),
        })
    }
}

/// A text with other units of indentation.
fn indented_anew(text: &str, unit: &str, other: &str) -> String {
    let line = |line: &str| {
        let rest = line.trim_start_matches(unit);
        format!("{}{rest}", other.repeat((line.len() - rest.len()) / unit.len()))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Runs every case of a file: `## name`, then the snippet, then `--`, then the source.
fn check(file: &str, place: &Place) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/place").join(file);
    let text = fs::read_to_string(&path).unwrap();
    let mut told = String::new();
    for case in text.split("\n## ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (snippet, source) = rest.split_once("\n--\n").unwrap();
        let source = format!("{}\n", source.trim_end()).replace("<TAB>", "\t").replace("<CR>\n", "\r\n");
        assert!(*place == Place::Exports || parses(&source), "{name} has a syntax error");
        writeln!(told, "## {name}").unwrap();
        match insert(&source, place, snippet) {
            Placed::Here(result) => {
                let kept = TextDiff::from_lines(&source, &result);
                told.push_str(&kept.unified_diff().context_radius(2).to_string().replace('\r', "<CR>"));
                assert_eq!(insert(&result, place, snippet), Placed::There, "{name}: twice is once");
            }
            Placed::There => told.push_str("there already\n"),
            Placed::Nowhere => told.push_str("no such place\n"),
        }
        told.push('\n');
        for habit in [Habit::Windows, Habit::Tabs, Habit::Words] {
            let placed = habit.normal(insert(&habit.applied(&source), place, snippet));
            assert_eq!(placed, habit.normal(insert(&source, place, snippet)), "{name}, {habit:?}");
        }
    }
    let name = Path::new(file).file_stem().unwrap().to_str().unwrap();
    insta::with_settings!({
        snapshot_path => "place", prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!(name, told) });
}

#[test]
fn children() {
    check("child.txt", &Place::Child);
}

#[test]
fn dependencies() {
    check("dependency.txt", &Place::Dependency);
}

#[test]
fn formatter_rules() {
    check("import_deps.txt", &Place::ImportDeps);
}

#[test]
fn pipelines() {
    check("pipeline.txt", &Place::Pipeline("api".to_owned()));
}

#[test]
fn pipelines_that_a_router_lacks() {
    check("pipelines.txt", &Place::Pipelines);
}

#[test]
fn channels() {
    check("channel.txt", &Place::Channel);
}

#[test]
fn sockets() {
    check("socket.txt", &Place::Socket);
}

#[test]
fn configuration() {
    check("config.txt", &Place::Config);
}

#[test]
fn functions() {
    check("module.txt", &Place::Module);
}

#[test]
fn directives() {
    check("head.txt", &Place::Head);
}

#[test]
fn associations() {
    check("schema.txt", &Place::Schema);
}

#[test]
fn routes() {
    check("routes.txt", &Place::Routes(scope(&["browser"], None)));
}

#[test]
fn scopes() {
    let api = Scope { path: "/api".to_owned(), ..scope(&["api"], None) };
    check("scopes.txt", &Place::Scopes(api));
}

#[test]
fn routes_that_require_a_user() {
    let session = Some("require_authenticated_user".to_owned());
    check("routes_in_session.txt", &Place::Routes(scope(&["browser"], session)));
}

#[test]
fn links_of_the_header() {
    check("navigation.txt", &Place::Navigation);
}

fn scope(pipelines: &[&str], session: Option<String>) -> Scope {
    let pipelines = pipelines.iter().map(|&name| name.to_owned()).collect();
    Scope { path: "/".to_owned(), alias: "ShopWeb".to_owned(), pipelines, session }
}

#[test]
fn exports() {
    check("exports.txt", &Place::Exports);
}

#[test]
fn scripts() {
    check("end.txt", &Place::End);
}
