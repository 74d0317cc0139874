//! Places in sources that exist: each case is a source, the snapshot is what an insertion changes in it.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

#[path = "support/insertion.rs"]
mod insertion;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use beamsmith::elixir::{Place, Scope, layout, parses};
use insertion::{Placed, insert};
use similar::TextDiff;
use tempfile::TempDir;

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

/// A case of a file: `## name`, then the snippet, then `--`, then the source.
struct Case {
    name: String,
    snippet: String,
    source: String,
}

fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/place").join(file);
    let text = fs::read_to_string(&path).unwrap();
    let case = |case: &str| {
        let (name, rest) = case.split_once('\n').unwrap();
        let (snippet, source) = rest.split_once("\n--\n").unwrap();
        let source = format!("{}\n", source.trim_end()).replace("<TAB>", "\t").replace("<CR>\n", "\r\n");
        assert!(parses(&source), "{name} has a syntax error");
        Case { name: name.to_owned(), snippet: snippet.to_owned(), source }
    };
    text.split("\n## ").skip(1).map(case).collect()
}

/// Runs every case of a file.
fn check(file: &str, place: &Place) {
    let mut told = String::new();
    for Case { name, snippet, source } in cases(file) {
        writeln!(told, "## {name}").unwrap();
        match insert(&source, place, &snippet) {
            Placed::Here(result) => {
                let kept = TextDiff::from_lines(&source, &result);
                told.push_str(&kept.unified_diff().context_radius(2).to_string().replace('\r', "<CR>"));
                assert_eq!(insert(&result, place, &snippet), Placed::There, "{name}: twice is once");
            }
            Placed::There => told.push_str("there already\n"),
            Placed::Nowhere => told.push_str("no such place\n"),
        }
        told.push('\n');
        for habit in [Habit::Windows, Habit::Tabs, Habit::Words] {
            let placed = habit.normal(insert(&habit.applied(&source), place, &snippet));
            assert_eq!(placed, habit.normal(insert(&source, place, &snippet)), "{name}, {habit:?}");
        }
    }
    let name = Path::new(file).file_stem().unwrap().to_str().unwrap();
    insta::with_settings!({
        snapshot_path => "place", prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!(name, told) });
}

fn scope(path: &str, pipeline: &str, session: Option<&str>) -> Scope {
    Scope {
        path: path.to_owned(),
        alias: "ShopWeb".to_owned(),
        pipelines: vec![pipeline.to_owned()],
        session: session.map(str::to_owned),
    }
}

/// The files of cases, each with its place.
fn places() -> [(&'static str, Place); 17] {
    let open = || scope("/", "browser", None);
    let closed = || scope("/", "browser", Some("require_authenticated_user"));
    [
        ("child.txt", Place::Child),
        ("dependency.txt", Place::Dependency),
        ("import_deps.txt", Place::ImportDeps),
        ("pipeline.txt", Place::Pipeline("api".to_owned())),
        ("pipelines.txt", Place::Pipelines),
        ("channel.txt", Place::Channel),
        ("socket.txt", Place::Socket),
        ("config.txt", Place::Config),
        ("module.txt", Place::Module),
        ("head.txt", Place::Head),
        ("schema.txt", Place::Schema),
        ("row_type.txt", Place::RowType),
        ("routes.txt", Place::Routes(open())),
        ("routes_in_session.txt", Place::Routes(closed())),
        ("scopes.txt", Place::Scopes(scope("/api", "api", None))),
        ("navigation.txt", Place::Navigation),
        ("end.txt", Place::End),
    ]
}

#[test]
fn every_case_is_placed() {
    for (file, place) in places() {
        check(file, &place);
    }
}

#[test]
fn every_file_of_cases_has_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/place");
    let files = support::files_below(&folder).into_iter();
    let texts = files.filter(|path| path.extension().is_some_and(|it| it == "txt"));
    let names: BTreeSet<_> =
        texts.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, places().map(|(file, _)| file.to_owned()).into());
}

/// What the real formatter would not change before an insertion, it would not change after it.
#[test]
fn what_was_formatted_stays_so() {
    if !support::has_elixir() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let mut names = Vec::new();
    for (file, place) in places() {
        for Case { name, snippet, source } in cases(file) {
            if let Placed::Here(result) = insert(&source, &place, &snippet) {
                let path = |when: &str| folder.path().join(format!("{}_{when}.exs", names.len()));
                fs::write(path("before"), source).unwrap();
                fs::write(path("after"), result).unwrap();
                names.push(format!("{file}: {name}"));
            }
        }
    }
    let told = support::told(&support::format(folder.path()));
    let is_told = |number: usize, when: &str| told.contains(&format!("/{number}_{when}.exs\n"));
    let wrong: Vec<_> =
        (0..names.len()).filter(|it| is_told(*it, "after") && !is_told(*it, "before")).collect();
    let told_of: Vec<_> = wrong.iter().map(|number| format!("{number}: {}", names[*number])).collect();
    assert!(wrong.is_empty(), "{told_of:#?}\n{told}");
    assert!(told.is_empty() || told.starts_with("not formatted: "), "{told}");
}
