//! The tier that needs Elixir 1.18 or later, and nothing else: no Hex, no package, no database.
//!
//! Without Elixir it says that it did not run; with `BEAMSMITH_REQUIRE_ELIXIR` set, that is a failure.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{assert_formatted, generate, has_elixir, told, write};
use tempfile::TempDir;

#[test]
fn every_case_is_formatted() {
    if !has_elixir() {
        return;
    }
    let folder = TempDir::new().unwrap();
    for case in support::cases() {
        let text = fs::read_to_string(&case).unwrap();
        let Ok(tree) = support::plan("case", &text) else { continue };
        let kind = case.parent().unwrap().file_name().unwrap();
        write(&tree, &folder.path().join(kind).join(case.file_stem().unwrap()));
    }
    assert_formatted(folder.path());
}

/// What fits on a line depends on the length of the names in it.
#[test]
fn names_of_every_length_are_formatted() {
    if !has_elixir() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let kinds = ["live", "html", "api", "otp"];
    let databases = ["postgres", "sqlite", "mysql", "none"];
    for length in 1..=60 {
        let words = "customer_relationship_management_system_of_the_northern_branch";
        let app = words[..length].trim_end_matches('_');
        if app.len() < length {
            continue;
        }
        for (index, kind) in kinds.iter().enumerate() {
            let database = databases[(length + index) % databases.len()];
            let strategy = ["one_for_one", "rest_for_one", "one_for_all"][length % 3];
            let spec = format!(
                "[project]\nname = \"{app}\"\nkind = \"{kind}\"\ndatabase = \"{database}\"\nstrategy = \"{strategy}\"\n"
            );
            let spec = match *kind {
                "otp" => spec + &one_of_each(length, &PROCESSES),
                "html" => spec,
                _ => spec + &one_of_each(length, &[("channel", ""), ("presence", "")]),
            };
            write(&generate(&spec), &folder.path().join(format!("{kind}_{length}")));
        }
    }
    assert_formatted(folder.path());
}

const PROCESSES: [(&str, &str); 12] = [
    ("supervisor", ""),
    ("gen_server", ""),
    ("cache", ""),
    ("rate_limiter", ""),
    ("dynamic", ""),
    ("tasks", ""),
    ("worker", ""),
    ("pool", "address = \"switch.internal:9100\"\n"),
    ("gateway", "url = \"https://api.example.com/v1\"\n"),
    ("rpc", ""),
    ("cluster", ""),
    ("horde", ""),
];

/// A component of each kind, with names of a length.
fn one_of_each(length: usize, kinds: &[(&str, &str)]) -> String {
    let words = "ReconcilerOfAllTheOutstandingPaymentsOfCustomersInTheNorthernBranch";
    let table = |(index, (kind, more)): (usize, &(&str, &str))| {
        let letter = char::from(b'A' + u8::try_from(index).unwrap());
        format!("\n[[{kind}]]\nname = \"{letter}{}\"\n{more}", &words[..length - 1])
    };
    kinds.iter().enumerate().map(table).collect()
}

/// A plain application compiles without warnings and passes its tests; only its tools are packages.
#[test]
fn a_plain_application_passes_its_tests_without_any_package() {
    if !has_elixir() {
        return;
    }
    let offline = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elixir/offline_mix.exs");
    for strategy in ["one_for_one", "rest_for_one", "one_for_all"] {
        let folder = TempDir::new().unwrap();
        write(&generate(&plain_spec(strategy)), folder.path());
        for task in [&["test", "--warnings-as-errors"][..], &["format", "--check-formatted"]] {
            let output = Command::new("mix")
                .args(task)
                .current_dir(folder.path())
                .env("MIX_EXS", &offline)
                .env("MIX_HOME", folder.path().join("mix_home"))
                .output()
                .unwrap();
            assert!(output.status.success(), "{strategy}, mix {}:\n{}", task.join(" "), told(&output));
        }
    }
}

/// An application of the kinds that need no package, each supervisor with the strategy.
fn plain_spec(strategy: &str) -> String {
    format!(
        "[project]\nname = \"relay\"\nkind = \"otp\"\nstrategy = \"{strategy}\"\n\n\
         [[supervisor]]\nname = \"Trunk\"\nstrategy = \"{strategy}\"\n\n\
         [[supervisor]]\nname = \"Trunk.Lines\"\nunder = \"Trunk\"\nrestart = \"transient\"\n\n\
         [[tasks]]\nname = \"Trunk.Imports\"\nunder = \"Trunk\"\n"
    )
}
