//! What several tests share: the fixed run of every case, and trees on disk.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use beamsmith::plan::Tree;
use beamsmith::problem::Problem;
use beamsmith::project::Project;
use beamsmith::record::Run;
use beamsmith::run;
use beamsmith::spec::{self, Spec};
use tempfile::TempDir;

/// The tree of a spec, always with the same seed and at the same time.
pub fn plan(name: &str, text: &str) -> Result<Tree, Problem> {
    run::generate(&Spec { name: Some(name.to_owned()), text: text.to_owned() }, &run())
}

/// The tree of a spec that has to be right.
pub fn generate(text: &str) -> Tree {
    plan("spec", text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// The run of every case: the same seed, the same time.
pub fn run() -> Run {
    Run { seed: "42".parse().unwrap(), clock: "2026-11-23T12:00:00Z".parse().unwrap() }
}

/// The specs below `snapshots/`.
pub fn cases() -> Vec<PathBuf> {
    let is_spec = |path: &PathBuf| path.extension().is_some_and(|it| it == "toml");
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    files_below(&snapshots).into_iter().filter(is_spec).collect()
}

/// All files below a folder, in order.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The text of a spec without all but its project.
pub fn project_only(text: &str) -> String {
    let mut spec: toml::Table = text.parse().unwrap();
    spec.retain(|kind, _| kind == "project");
    spec.to_string()
}

/// Adds what a spec asks for besides the project, one component after the other, to a tree.
pub fn add_one_by_one(tree: &Tree, text: &str) -> Tree {
    let mut tree = tree.clone();
    let requests = spec::parse(&Spec { name: None, text: text.to_owned() }).unwrap();
    let others = (0..requests.len()).rev();
    for (request, others) in requests.into_iter().zip(others) {
        if request.kind.is_project() {
            continue;
        }
        let before = tree.clone();
        let project = Project::of(&before);
        let plan = run::plan_addition(request.kind, &request.said, &run().ahead_of(others), project).unwrap();
        assert_eq!(plan.by_hand(), [], "nothing is left to a person in a project of our own");
        tree.extend(plan.into_after());
    }
    tree
}

/// Writes a tree below a folder, over what is there.
pub fn write(tree: &Tree, folder: &Path) {
    for (path, file) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &*file.text).unwrap();
        #[cfg(unix)]
        if file.executable {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
}

/// What the program answers to words in a folder.
pub fn beamsmith(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_beamsmith")).args(words).current_dir(folder).output().unwrap()
}

/// Bytes that are text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A project on disk, as Beamsmith writes it.
pub fn project(spec: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    write(&generate(spec), folder.path());
    folder
}

/// A plain application on disk.
pub fn plain() -> TempDir {
    project("[project]\nname = \"relay\"\nkind = \"otp\"\n")
}

/// All files below a folder.
pub fn files(folder: &Path) -> BTreeMap<String, String> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    let paths = files_below(folder);
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// Whether Elixir is there and new enough.
pub fn has_elixir() -> bool {
    let output = Command::new("elixir")
        .args(["-e", "true = Version.match?(System.version(), \">= 1.18.0\")"])
        .output();
    let found = output.is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("not run: no Elixir 1.18 or later on the PATH");
        assert!(std::env::var_os("BEAMSMITH_REQUIRE_ELIXIR").is_none(), "Elixir is required here");
    }
    found
}

/// What a program said.
pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// What the real formatter says of every Elixir file below a folder.
pub fn format(folder: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elixir/format.exs");
    Command::new("elixir").arg(script).arg(folder).output().unwrap()
}

/// The real parser and the real formatter over every Elixir file below a folder.
pub fn assert_formatted(folder: &Path) {
    let output = format(folder);
    assert!(output.status.success(), "{}", told(&output));
}

/// The specs of large projects on which the gates are run, by name.
pub fn shops() -> [(&'static str, String); 2] {
    let of = |components: &str| format!("[project]\nname = \"shop\"\n\n{components}");
    [("shop", of(include_str!("../packages/shop.toml"))), ("hurt", of(include_str!("../packages/hurt.toml")))]
}
