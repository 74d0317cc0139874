//! The program killed before each system call that changes the disk: a project is as before, or as after, or the next
//! run takes it back. Needs `strace`, which does the killing; without it the test says that it did not run.
#![cfg(target_os = "linux")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use beamsmith::plan::Tree;
use support::{beamsmith, files_below, generate, text};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_beamsmith");

/// The system calls that can change what is on the disk.
const CALLS: &str = "openat,write,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,link,symlink,truncate,ftruncate";

const FIXED: &str = "--seed 42 --clock 2026-11-24T12:00:00Z";

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn strace(folder: &Path, options: &[&str], line: &str) -> Output {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(options).arg(PROGRAM).args(words(line)).current_dir(folder);
    command.stdin(Stdio::null()).output().unwrap()
}

fn has_strace() -> bool {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let is_there = traced.is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("not run: `strace` is not here, or may not trace");
    }
    is_there
}

/// The calls of a run that change the disk, each by its name and its number among those of its name.
fn changes(folder: &Path, line: &str) -> Vec<(String, usize)> {
    let trace = folder.parent().unwrap().join("trace");
    let run = strace(folder, &["-o", trace.to_str().unwrap(), "-e", &format!("trace={CALLS}")], line);
    assert!(run.status.code().is_some(), "{line}: {}", text(&run.stderr));
    let (mut counts, mut found) = (BTreeMap::new(), Vec::new());
    for call in fs::read_to_string(trace).unwrap().lines() {
        let Some((name, arguments)) = call.split_whitespace().nth(1).and_then(|word| word.split_once('('))
        else {
            continue;
        };
        let count = counts.entry(name.to_owned()).or_insert(0);
        *count += 1;
        let is_talk = name == "write" && ["1,", "2,"].contains(&arguments);
        if !is_talk && (name != "openat" || call.contains("O_CREAT")) {
            found.push((name.to_owned(), *count));
        }
    }
    found
}

fn kill(folder: &Path, line: &str, (call, number): &(String, usize)) {
    let inject = format!("inject={call}:signal=KILL:when={number}");
    let trace = format!("trace={call}");
    let run = strace(folder, &["-o", "/dev/null", "-e", &trace, "-e", &inject], line);
    // `strace` ends as what it traced did.
    assert_eq!(run.status.signal(), Some(9), "{line}, {call} {number}: {}", text(&run.stderr));
}

/// All that is in a folder: what each file holds, and each folder, an empty one too.
fn state(folder: &Path) -> BTreeMap<String, String> {
    let mut state: BTreeMap<_, _> = support::files(folder);
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let below =
            fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
        folders.extend(below);
        state.insert(format!("{}/", next.strip_prefix(folder).unwrap().display()), String::new());
    }
    state
}

/// A project in a folder of its own, below one for traces.
struct Stage {
    around: TempDir,
}

impl Stage {
    fn new(tree: &Tree) -> Self {
        let around = TempDir::new().unwrap();
        support::write(tree, &around.path().join("relay"));
        Self { around }
    }

    fn folder(&self) -> std::path::PathBuf {
        self.around.path().join("relay")
    }

    fn run(&self, line: &str) -> Output {
        beamsmith(&self.folder(), &words(line))
    }

    fn state(&self) -> BTreeMap<String, String> {
        state(&self.folder())
    }
}

/// A tree as it is on disk after the command lines.
fn tree_after(tree: &Tree, lines: &[&str]) -> Tree {
    let stage = Stage::new(tree);
    for line in lines {
        let run = stage.run(line);
        assert!(run.status.success(), "{line}: {}", text(&run.stderr));
    }
    let folder = stage.folder();
    let files = files_below(&folder).into_iter().map(|path| {
        let below = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        (below, beamsmith::plan::File::new(fs::read_to_string(path).unwrap()))
    });
    files.collect()
}

/// Kills a run at each point; then the next run has to find the project as before or as after, and the same run has to
/// come to its end.
fn killed_everywhere(tree: &Tree, line: &str) {
    let stage = Stage::new(tree);
    let before = stage.state();
    let points = changes(&stage.folder(), line);
    let after = stage.state();
    assert_ne!(before, after);
    let mut tally = BTreeMap::new();
    for point in &points {
        let stage = Stage::new(tree);
        kill(&stage.folder(), line, point);
        let found = stage.state();
        let outcome = match () {
            () if found == before => "as before",
            () if found == after => "as after",
            () => "taken back by the next run",
        };
        *tally.entry(outcome).or_insert(0) += 1;
        if outcome.starts_with("taken") {
            // A run that is refused takes the one back that was cut off, and does no more.
            let next = stage.run("add tasks Supervisor");
            assert!(text(&next.stderr).contains("was undone"), "{line}, {point:?}: {}", text(&next.stderr));
            assert_eq!(stage.state(), before, "{line}, {point:?}");
        }
        if outcome != "as after" {
            let again = stage.run(line);
            assert!(again.status.success(), "{line}, {point:?}: {}", text(&again.stderr));
        }
        assert_eq!(stage.state(), after, "{line}, {point:?}");
    }
    println!("{line}: killed at {} points: {tally:?}", points.len());
}

fn plain() -> Tree {
    generate("[project]\nname = \"relay\"\nkind = \"otp\"\n")
}

#[test]
fn add_is_whole_or_not_at_all() {
    if has_strace() {
        killed_everywhere(&plain(), &format!("add cache Pricing.Cache {FIXED}"));
    }
}

#[test]
fn undo_is_whole_or_not_at_all() {
    if has_strace() {
        let added = tree_after(&plain(), &[&format!("add cache Pricing.Cache {FIXED}")]);
        killed_everywhere(&added, "undo");
    }
}

#[test]
fn taking_back_can_be_cut_off_too() {
    if !has_strace() {
        return;
    }
    let (add, refused) = (format!("add cache Pricing.Cache {FIXED}"), "add tasks Supervisor");
    let stage = Stage::new(&plain());
    let before = stage.state();
    let mut renames = changes(&stage.folder(), &add).into_iter().filter(|(call, _)| call == "rename");
    let last = renames.next_back().expect("a file is put in place by a rename");
    let cut_off = || {
        let stage = Stage::new(&plain());
        kill(&stage.folder(), &add, &last);
        stage
    };
    let points = changes(&cut_off().folder(), refused);
    for point in &points {
        let stage = cut_off();
        kill(&stage.folder(), refused, point);
        stage.run(refused);
        assert_eq!(stage.state(), before, "{point:?}");
    }
    println!("taking back: killed at {} points: as before in the end", points.len());
}

#[test]
fn a_new_project_appears_whole_or_not_at_all() {
    if !has_strace() {
        return;
    }
    let line = format!("new relay --kind otp --no-git --yes {FIXED}");
    let around = || {
        let around = TempDir::new().unwrap();
        fs::create_dir(around.path().join("here")).unwrap();
        around
    };
    let first = around();
    let here = |around: &TempDir| around.path().join("here");
    let points = changes(&here(&first), &line);
    let after = state(&here(&first));
    let mut seen = BTreeSet::new();
    for point in &points {
        let around = around();
        kill(&here(&around), &line, point);
        let project = here(&around).join("relay");
        let staged = here(&around).join(".relay.beamsmith");
        assert!(!project.exists(), "{point:?}: it appears by the last change");
        if staged.exists() {
            let refused = beamsmith(&here(&around), &words(&line));
            assert!(
                text(&refused.stderr).starts_with("error[unfinished-run]: "),
                "{}",
                text(&refused.stderr)
            );
            fs::remove_dir_all(staged).unwrap();
            seen.insert("named by the next run");
        } else {
            seen.insert("as before");
        }
        assert!(beamsmith(&here(&around), &words(&line)).status.success());
        assert_eq!(state(&here(&around)), after);
    }
    println!("{line}: killed at {} points: {seen:?}", points.len());
}
