//! `apply`, and files that are there and differ, from outside: what is added, listed, refused, and chosen.

mod support;

use std::fs;
use std::path::Path;

use beamsmith::plan::merge;
use support::{beamsmith, files, plain, text};

const PRICING: &str = "\n[[cache]]\nname = \"Pricing.Cache\"\nunder = \"Pricing\"\nttl = \"30s\"\n\n[[supervisor]]\nname = \"Pricing\"\n";

/// Puts a text at the end of a file.
fn append(folder: &Path, path: &str, added: &str) {
    let held = fs::read_to_string(folder.join(path)).unwrap();
    fs::write(folder.join(path), held + added).unwrap();
}

/// Asserts how a run ended: its status, and how what it told begins.
fn assert_told(folder: &Path, words: &[&str], status: i32, told: &str) {
    let output = beamsmith(folder, words);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{words:?}\n{out}\n{err}");
    assert!(err.starts_with(told), "{words:?}\n{err}");
}

#[test]
fn what_the_spec_names_is_added_once() {
    let project = plain();
    append(project.path(), "beamsmith.toml", PRICING);
    let before = files(project.path());
    assert_told(project.path(), &["apply", "--check"], 1, "");
    assert_eq!(files(project.path()), before);
    // Whoever reads only the beginning hears the same.
    #[cfg(unix)]
    {
        let script = format!(
            "set -o pipefail; '{}' apply --check --diff | head -n 1",
            env!("CARGO_BIN_EXE_beamsmith")
        );
        let read = std::process::Command::new("bash")
            .args(["-c", &script])
            .current_dir(project.path())
            .output()
            .unwrap();
        assert_eq!(read.status.code(), Some(1));
    }

    assert_told(project.path(), &["apply"], 0, "Next: mix deps.get");
    let after = files(project.path());
    assert!(after["lib/relay/pricing.ex"].contains("{Relay.Pricing.Cache, ttl: :timer.seconds(30)}"));
    assert_eq!(after["beamsmith.toml"], before["beamsmith.toml"]);
    for words in [&["apply"][..], &["apply", "--check"]] {
        assert_told(project.path(), words, 0, "Nothing to do");
    }
    assert_eq!(files(project.path()), after);

    fs::remove_file(project.path().join("test/relay/pricing/cache_test.exs")).unwrap();
    append(project.path(), "lib/relay/pricing/cache.ex", "# mine\n");
    assert_told(project.path(), &["apply"], 0, "");
    assert!(project.path().join("test/relay/pricing/cache_test.exs").exists(), "what is missing is added");

    for _ in 0..2 {
        beamsmith(project.path(), &["undo"]);
    }
    let mut undone = files(project.path());
    assert!(undone.remove("lib/relay/pricing/cache.ex").unwrap().ends_with("# mine\n"));
    assert_eq!(undone, before);
}

#[test]
fn another_spec_adds_its_tables_to_that_of_the_project() {
    let project = plain();
    let before = files(project.path());
    fs::write(project.path().join("more.toml"), PRICING).unwrap();
    assert_told(project.path(), &["apply", "more.toml"], 0, "");
    let spec = fs::read_to_string(project.path().join("beamsmith.toml")).unwrap();
    assert!(spec.starts_with(&before["beamsmith.toml"]) && spec.contains("\n[[cache]]\n"), "{spec}");
    assert_told(project.path(), &["apply", "more.toml"], 0, "Nothing to do");
    assert_told(project.path(), &["apply", "--check"], 0, "Nothing to do");
    assert_told(project.path(), &["undo"], 0, "Undid `beamsmith apply more.toml`");
    fs::remove_file(project.path().join("more.toml")).unwrap();
    assert_eq!(files(project.path()), before);
}

#[test]
fn what_the_spec_names_no_more_is_listed_and_stays() {
    let project = plain();
    let bare = fs::read_to_string(project.path().join("beamsmith.toml")).unwrap();
    assert!(beamsmith(project.path(), &["add", "tasks", "Imports"]).status.success());
    fs::write(project.path().join("beamsmith.toml"), bare).unwrap();
    let before = files(project.path());
    assert_told(project.path(), &["apply"], 0, "`tasks` `Imports` is no longer in `beamsmith.toml`.");
    assert_eq!(files(project.path()), before);
}

#[test]
fn what_additions_cannot_bring_about_is_said_and_can_be_taken_as_done() {
    let project = plain();
    assert!(beamsmith(project.path(), &["add", "tasks", "Imports"]).status.success());
    let spec = project.path().join("beamsmith.toml");
    let edited = fs::read_to_string(&spec)
        .unwrap()
        .replace("= 8", "= 9")
        .replace("kind = \"otp\"", "kind = \"otp\"\nmax_restarts = 7");
    fs::write(&spec, edited).unwrap();
    let before = files(project.path());
    let refused = "error[not-an-addition]: `project`: `max_restarts` was `3` when it was made and is `7` in the spec; \
                   `tasks` `Imports`: `max_concurrency` was `8` when it was made and is `9` in the spec\n";
    assert_told(project.path(), &["apply"], 1, refused);
    assert_told(project.path(), &["apply", "--check"], 1, refused);
    assert_eq!(files(project.path()), before);
    assert_told(project.path(), &["apply", "--skip"], 0, "");
    assert_told(project.path(), &["apply", "--check"], 0, "Nothing to do");
    let after = files(project.path());
    assert!(after.iter().all(|(path, held)| path == "beamsmith.lock" || before[path] == *held));
}

#[test]
fn a_spec_that_is_wrong_or_not_there_is_refused() {
    let project = plain();
    append(project.path(), "beamsmith.toml", "\n[[cache]]\nname = \"Prices\"\nunder = \"Nobody\"\n");
    assert_told(project.path(), &["apply"], 2, "error[no-supervisor]: beamsmith.toml:7:1: ");
    assert_told(project.path(), &["apply", "no.toml"], 1, "error[disk]: cannot read `no.toml`");
    fs::remove_file(project.path().join("beamsmith.toml")).unwrap();
    assert_told(project.path(), &["apply"], 1, "error[no-spec]: ");
}

#[test]
fn a_file_that_differs_is_kept_overwritten_or_merged_as_was_said() {
    let mine = "defmodule Relay.Imports do\n  def mine, do: :mine\nend\n";
    let made = |flag: &str| {
        let project = plain();
        fs::write(project.path().join("lib/relay/imports.ex"), mine).unwrap();
        let before = files(project.path());
        let done = beamsmith(project.path(), &["add", "tasks", "Imports", flag]);
        let after = files(project.path());
        assert_told(project.path(), &["undo"], 0, "");
        assert_eq!(files(project.path()), before, "{flag} cannot be undone");
        (done, after)
    };
    let (kept, after) = made("--skip");
    assert_eq!(kept.status.code(), Some(0));
    assert!(text(&kept.stdout).contains("    keep lib/relay/imports.ex (it differs)\n"));
    assert_eq!(after["lib/relay/imports.ex"], mine);
    assert!(after["lib/relay/application.ex"].contains("Relay.Imports"));

    let (forced, after) = made("--force");
    assert_eq!(forced.status.code(), Some(0));
    assert!(after["lib/relay/imports.ex"].contains("@moduledoc"));

    let (merged, after) = made("--merge");
    assert_eq!(merged.status.code(), Some(1), "a choice is left to a person");
    assert!(text(&merged.stdout).contains(" by hand lib/relay/imports.ex: resolve the conflict"));
    assert!(after["lib/relay/imports.ex"].contains("<<<<<<< there\n  def mine, do: :mine\n=======\n"));
}

#[test]
fn a_file_that_differs_is_shown_and_nothing_is_written() {
    let project = plain();
    fs::write(project.path().join("lib/relay/imports.ex"), "# mine\n").unwrap();
    append(project.path(), "beamsmith.toml", "\n[[tasks]]\nname = \"Imports\"\n");
    let before = files(project.path());
    for words in [&["apply"][..], &["add", "tasks", "Imports"], &["add", "tasks", "Imports", "--dry-run"]] {
        let refused = beamsmith(project.path(), words);
        let told = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(1));
        assert!(told.starts_with("error[file-exists]: `lib/relay/imports.ex` already exists"), "{told}");
        assert!(told.contains("\n    -# mine\n    +defmodule Relay.Imports do\n"), "{told}");
        assert_eq!(files(project.path()), before);
    }
    assert_told(project.path(), &["apply", "--force"], 0, "");
}

/// Each line: what is there, what is wanted, both. `~` is a newline.
#[test]
fn a_merge_holds_both() {
    for (there, wanted, both) in [
        ("a~b~", "a~b~", "a~b~"),
        ("a~x~b~", "a~y~b~", "a~<<<<<<< there~x~=======~y~>>>>>>> beamsmith~b~"),
        ("a~b", "a~c~", "a~<<<<<<< there~b~=======~c~>>>>>>> beamsmith~"),
        ("", "a~", "<<<<<<< there~=======~a~>>>>>>> beamsmith~"),
    ] {
        let merged = merge(&there.replace('~', "\n"), &wanted.replace('~', "\n"));
        assert_eq!(merged.replace('\n', "~"), both);
    }
    assert_eq!(merge("a\r\nb\r\n", "a\nb\n"), "a\r\nb\r\n");
}
