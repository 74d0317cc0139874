//! `undo` from outside, in projects on disk: what is taken back, what is kept, what is left to a person.

mod support;

use std::fs;
use std::path::Path;

use beamsmith::plan::{File, Plan, Tree};
use beamsmith::project::Project;
use beamsmith::record::{Lock, remove_part, revert};
use support::{beamsmith, files, plain, text};
use tempfile::TempDir;

const FIXED: [&str; 4] = ["--seed", "42", "--clock", "2026-11-24T12:00:00Z"];

fn add(folder: &Path, words: &[&str]) {
    let added = beamsmith(folder, &[&["add"], words, &FIXED].concat());
    assert_eq!(added.status.code(), Some(0), "{}", text(&added.stderr));
}

#[test]
fn runs_are_taken_back_one_after_the_other_and_made_again_by_what_undo_says() {
    let project = plain();
    let before = files(project.path());
    add(project.path(), &["supervisor", "Pricing"]);
    let between = files(project.path());
    add(project.path(), &["cache", "Pricing.Cache", "--under", "Pricing", "--ttl", "30s"]);
    let after = files(project.path());

    let undone = beamsmith(project.path(), &["undo"]);
    assert_eq!(undone.status.code(), Some(0), "{}", text(&undone.stderr));
    assert!(
        text(&undone.stdout).contains("  delete lib/relay/pricing/cache.ex\n"),
        "{}",
        text(&undone.stdout)
    );
    assert_eq!(files(project.path()), between);
    assert!(!project.path().join("lib/relay/pricing").exists(), "an empty folder is left");

    let told = text(&undone.stderr);
    let again = told.lines().find_map(|line| line.strip_prefix("  beamsmith ")).unwrap();
    let words: Vec<_> = again.split(' ').collect();
    assert_eq!(beamsmith(project.path(), &words).status.code(), Some(0), "{again}");
    assert_eq!(files(project.path()), after);

    for _ in 0..2 {
        assert_eq!(beamsmith(project.path(), &["undo"]).status.code(), Some(0));
    }
    assert_eq!(files(project.path()), before);
}

#[test]
fn a_project_of_others_is_as_before_byte_for_byte() {
    let project = plain();
    for record in ["beamsmith.toml", "beamsmith.lock"] {
        fs::remove_file(project.path().join(record)).unwrap();
    }
    let application = project.path().join("lib/relay/application.ex");
    let source = fs::read_to_string(&application).unwrap();
    fs::write(&application, source.replace('\n', "\r\n")).unwrap();
    let formatter = project.path().join(".formatter.exs");
    fs::write(&formatter, fs::read_to_string(&formatter).unwrap().trim_end()).unwrap();
    let before = files(project.path());
    add(project.path(), &["cache", "Prices"]);
    assert!(project.path().join("beamsmith.lock").exists());
    assert_eq!(beamsmith(project.path(), &["undo"]).status.code(), Some(0));
    assert_eq!(files(project.path()), before);
}

#[test]
fn a_spec_keeps_its_line_ends_and_its_end() {
    for (from, to) in [("\n", "\r\n"), ("max_seconds = 5\n", "max_seconds = 5"), ("= 5\n", "= 5\n\n\n")] {
        let project = plain();
        let spec = project.path().join("beamsmith.toml");
        fs::write(&spec, fs::read_to_string(&spec).unwrap().replace(from, to)).unwrap();
        let before = files(project.path());
        add(project.path(), &["tasks", "Imports"]);
        let after = fs::read_to_string(&spec).unwrap();
        assert!(after.starts_with(&before["beamsmith.toml"]), "{after}");
        if to == "\r\n" {
            assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "{after:?}");
        }
        assert_eq!(beamsmith(project.path(), &["undo"]).status.code(), Some(0));
        assert_eq!(files(project.path()), before);
    }
}

#[test]
fn what_was_changed_since_is_kept_and_said() {
    let project = plain();
    let before = files(project.path());
    add(project.path(), &["tasks", "Imports"]);
    fs::write(project.path().join("lib/relay/imports.ex"), "# mine now\n").unwrap();
    let undone = beamsmith(project.path(), &["undo"]);
    assert_eq!(undone.status.code(), Some(1));
    let told = text(&undone.stdout);
    assert!(told.contains("    keep lib/relay/imports.ex (changed since)\n"), "{told}");
    let mut after = files(project.path());
    assert_eq!(after.remove("lib/relay/imports.ex").unwrap(), "# mine now\n");
    assert_eq!(after, before);
}

#[test]
fn lines_are_taken_out_of_files_that_were_worked_on() {
    let project = plain();
    add(project.path(), &["supervisor", "Pricing"]);
    add(project.path(), &["tasks", "Imports"]);
    for (path, from, to) in [
        ("lib/relay/application.ex", "children = [\n", "# Ours.\n    children = [\n      Relay.Mine,\n"),
        ("beamsmith.toml", "[[supervisor]]\n", "# Why not.\n[[supervisor]]\n"),
        ("beamsmith.toml", "max_concurrency = 8\n", "max_concurrency = 8\n\n[[tasks]]\nname = \"Exports\"\n"),
    ] {
        let path = project.path().join(path);
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.contains(from), "{source}");
        fs::write(&path, source.replace(from, to)).unwrap();
    }
    let undone = beamsmith(project.path(), &["undo"]);
    assert_eq!(undone.status.code(), Some(0), "{}", text(&undone.stdout));
    let files = files(project.path());
    let application = &files["lib/relay/application.ex"];
    assert!(application.contains("# Ours.") && !application.contains("Imports"), "{application}");
    assert!(files["beamsmith.toml"].ends_with("max_seconds = 5\n\n[[tasks]]\nname = \"Exports\"\n"));
}

#[test]
fn lines_that_do_not_stand_together_any_more_are_left_to_a_person() {
    let project = plain();
    add(project.path(), &["tasks", "Imports"]);
    let application = project.path().join("lib/relay/application.ex");
    let mine = fs::read_to_string(&application).unwrap().replace("Relay.Imports\n", "{Relay.Imports, []}\n");
    fs::write(&application, &mine).unwrap();
    let spec = project.path().join("beamsmith.toml");
    let wanted = fs::read_to_string(&spec).unwrap().replace("max_concurrency = 8", "max_concurrency = 9");
    fs::write(&spec, &wanted).unwrap();
    let undone = beamsmith(project.path(), &["undo"]);
    assert_eq!(undone.status.code(), Some(1));
    let told = text(&undone.stdout);
    assert!(told.contains(" by hand lib/relay/application.ex: undo this change\n"), "{told}");
    assert!(told.contains("    +      Relay.Imports\n"), "{told}");
    assert!(told.contains(" by hand beamsmith.toml: undo this change\n\n    +[[tasks]]\n"), "{told}");
    assert_eq!(fs::read_to_string(&application).unwrap(), mine);
    assert_eq!(fs::read_to_string(&spec).unwrap(), wanted);
    assert!(!project.path().join("lib/relay/imports.ex").exists());
}

#[test]
fn what_somebody_else_took_back_need_not_be_taken_back_again() {
    let project = plain();
    let before = files(project.path());
    add(project.path(), &["cache", "Prices"]);
    // As `git checkout` does it: all that was there before is as it was, new files stay.
    for (path, text) in before.iter().filter(|(path, _)| *path != "beamsmith.lock") {
        fs::write(project.path().join(path), text).unwrap();
    }
    let undone = beamsmith(project.path(), &["undo"]);
    assert_eq!(undone.status.code(), Some(0), "{}", text(&undone.stdout));
    assert_eq!(files(project.path()), before);
}

#[test]
fn what_cannot_be_taken_back_is_refused_with_a_way_out() {
    let project = plain();
    let before = files(project.path());
    let refused = beamsmith(project.path(), &["undo"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with("error[undo-new]: "), "{}", text(&refused.stderr));
    assert_eq!(files(project.path()), before);
    let lock = project.path().join("beamsmith.lock");
    let kept = fs::read_to_string(&lock).unwrap();
    let merged = kept.replace("[[run]]\n", "<<<<<<< HEAD\n[[run]]\n=======\n>>>>>>> theirs\n");
    for (held, code, way_out) in [
        ("version = 1\n[[run", "bad-lock", "restore it from version control"),
        ("version = 1\n\n[[run]]\nseed = \"1\"\n", "bad-lock", "restore it from version control"),
        ("version = 2\n", "bad-lock", "use that Beamsmith"),
        (&merged, "bad-lock", "every `[[run]]` of both sides"),
        ("", "nothing-to-undo", "version control"),
    ] {
        fs::write(&lock, held).unwrap();
        let refused = beamsmith(project.path(), &["undo"]);
        assert_eq!(refused.status.code(), Some(1));
        let told = text(&refused.stderr);
        assert!(told.starts_with(&format!("error[{code}]: ")) && told.contains(way_out), "{told}");
    }
}

#[test]
fn runs_are_listed_and_undo_is_shown_before_it_is_done() {
    let project = plain();
    add(project.path(), &["tasks", "Imports", "--max-concurrency", "4"]);
    let before = files(project.path());
    let listed = text(&beamsmith(project.path(), &["undo", "--list"]).stdout);
    let lines: Vec<_> = listed.lines().collect();
    assert_eq!(lines[0], "2026-11-24T12:00:00Z     5 files  add tasks Imports --max-concurrency 4");
    assert!(lines.len() == 2 && lines[1].ends_with("  new"), "{listed}");

    let shown = beamsmith(project.path(), &["undo", "--dry-run", "--diff"]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(text(&shown.stdout).contains("-      Relay.Imports\n"), "{}", text(&shown.stdout));
    let told = beamsmith(project.path(), &["undo", "--dry-run", "--json"]);
    let plan: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let actions: Vec<_> = plan["files"].as_array().unwrap().iter().map(|file| &file["action"]).collect();
    assert_eq!(actions, ["edit", "edit", "edit", "edit", "delete", "delete"]);
    assert_eq!(files(project.path()), before);
}

#[cfg(unix)]
#[test]
fn a_file_that_was_removed_comes_back_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = plain();
    let before = files(project.path());
    let removed = project.path().join("lib/relay/application.ex");
    fs::remove_file(&removed).unwrap();
    let text = &before["lib/relay/application.ex"];
    let journal = serde_json::json!({ "lib/relay/application.ex": { "before": text, "mode": 0o100_640, "after": null } });
    fs::write(project.path().join(".beamsmith.journal"), journal.to_string()).unwrap();
    beamsmith(project.path(), &["undo"]);
    assert_eq!(files(project.path()), before);
    assert_eq!(fs::metadata(&removed).unwrap().permissions().mode(), 0o100_640);
}

/// Each line: a text, the difference that made it, what is left without that. `~` is a newline.
#[test]
fn an_edit_is_taken_back_where_its_lines_stand() {
    for (held, diff, wanted) in [
        ("a~x~b~", "@@ -1,2 +1,3 @@~ a~+x~ b~", Some("a~b~")),
        ("new~a~x~b~", "@@ -1,2 +1,3 @@~ a~+x~ b~", Some("new~a~b~")),
        ("a~x~c~x~b~", "@@ -1,2 +1,3 @@~ c~+x~ b~", Some("a~x~c~b~")),
        ("a~x~b~a~x~b~", "@@ -1,2 +1,3 @@~ a~+x~ b~", None),
        ("a~]~b~", "@@ -1,2 +1,3 @@~ q~+]~ r~", None),
        ("a~]~b~", "@@ -1,2 +1,3 @@~ a~+]~ b~", Some("a~b~")),
        ("a~y~b~", "@@ -1,2 +1,3 @@~ a~+x~ b~", None),
        ("0~a~x,~y~b~", "@@ -1,3 +1,4 @@~ a~-x~+x,~+y~ b~", Some("0~a~x~b~")),
        ("0~a~b~", "@@ -1,3 +1,2 @@~ a~-x~ b~", Some("0~a~x~b~")),
        ("x", "@@ -0,0 +1 @@~+x~\\ No newline at end of file~", Some("")),
    ] {
        let taken = revert(&held.replace('~', "\n"), &diff.replace('~', "\n"), false);
        let taken = taken.left.is_empty().then(|| taken.text.replace('\n', "~"));
        assert_eq!(taken.as_deref(), wanted, "{held} {diff}");
    }
}

#[test]
fn the_lock_holds_every_line_as_it_was() {
    let tree = |text: &str| Tree::from([("README.md".to_owned(), File::new(text))]);
    let plan = Plan::new(tree("[[file]]\n[[run]]\n"), tree("[[file]]\nversion = 2\n"), Vec::new());
    let diff = plan.changes().next().unwrap().diff_within(1);
    let text = Lock::parse("").unwrap().with("add tasks Imports", "", &plan, &support::run());
    let past = Lock::parse(&text).unwrap().last().unwrap().unwrap();
    assert_eq!(past.files[0].diff.as_ref(), Some(&diff), "{text}");
}

#[test]
fn a_file_that_is_removed_may_be_written_anew() {
    let tree = Tree::from([("lib/a.ex".to_owned(), File::new("1"))]);
    let mut project = Project::of(&tree);
    project.remove("lib/a.ex").unwrap();
    assert_eq!(project.files_in("lib").unwrap(), Vec::<String>::new());
    project.put("lib/a.ex", "2").unwrap();
    let plan = project.into_plan().unwrap();
    assert_eq!(plan.to_string(), "    edit lib/a.ex\n");
}

#[test]
fn a_table_is_taken_out_where_it_stands() {
    for (held, part, wanted) in [
        ("a~~t~u~", "~t~u~", Some("a~")),
        ("a~~t~u~~b~", "~t~u~", Some("a~~b~")),
        ("a~~t~u = 2~", "~t~u~", None),
        ("a~~t~u~~t~u~x~", "~t~u~", None),
        ("a~t~u # mine~", "~t~u~", None),
    ] {
        let taken = remove_part(&held.replace('~', "\n"), &part.replace('~', "\n"));
        assert_eq!(taken.map(|text| text.replace('\n', "~")).as_deref(), wanted, "{held} {part}");
    }
}

#[test]
fn outside_of_a_project_there_is_nothing_to_undo() {
    let folder = TempDir::new().unwrap();
    let refused = beamsmith(folder.path(), &["undo"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with("error[no-project]: "));
}
