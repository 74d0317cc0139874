//! A project on disk as Mix sees it: as it is, and with what was added.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::Path;
use std::process::Command;

use beamsmith::plan::{File, Tree};

use crate::support;

/// A project that compiles, and what the compiler warns of in it.
pub struct Mix<'a> {
    root: &'a Path,
    tree: &'a Tree,
    warnings: Vec<String>,
}

impl<'a> Mix<'a> {
    /// Compiles a project as it is.
    pub fn of(root: &'a Path, tree: &'a Tree) -> Result<Self, String> {
        let warnings = warnings(&compile(root, &[])?);
        Ok(Self { root, tree, warnings })
    }

    /// What the compiler warns of in it.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Compiles the project with the files of another tree and takes all back.
    pub fn compiles_with(&self, added: &Tree) -> Result<(), String> {
        self.tried(added, &[]).map(drop)
    }

    /// Compiles the project with the files of another tree, runs the tests that only that one has, and takes all back.
    pub fn with(&self, added: &Tree) -> Result<String, String> {
        let is_new = |path: &&String| !self.tree.contains_key(*path) && path.ends_with("_test.exs");
        let tests: Vec<_> = added.keys().filter(is_new).collect();
        let output = self.tried(added, &tests)?;
        let passed = output.lines().rev().find(|line| line.contains(" test") && line.contains("failure"));
        Ok(format!("compiles; {}", passed.unwrap_or("no tests")))
    }

    fn tried(&self, added: &Tree, tests: &[&String]) -> Result<String, String> {
        let is_new = |path: &&String| !self.tree.contains_key(*path);
        support::write(&differing(added, self.tree), self.root);
        let output = compile(self.root, tests);
        for path in added.keys().filter(is_new) {
            fs::remove_file(self.root.join(path)).unwrap();
        }
        support::write(&differing(self.tree, added), self.root);
        let output = output?;
        if warnings(&output) != self.warnings {
            return Err(format!("the compiler warns of more than before:\n{output}"));
        }
        Ok(output)
    }
}

/// The files of a tree that another does not hold, or not so.
fn differing(tree: &Tree, other: &Tree) -> Tree {
    let differs = |(path, file): &(&String, &File)| other.get(*path) != Some(file);
    tree.iter().filter(differs).map(|(path, file)| (path.clone(), file.clone())).collect()
}

/// What Mix says of a project, once it has its packages, and of some of its tests.
fn compile(root: &Path, tests: &[&String]) -> Result<String, String> {
    let mut words = vec!["do", "deps.get", "--only", "test", "+", "compile"];
    words.extend(if tests.is_empty() { &[][..] } else { &["+", "test"] });
    let mut shell = Command::new("sh");
    shell.args(["-c", "mix \"$@\" 2>&1", "mix"]).args(words).args(tests);
    let output = shell.current_dir(root).env("MIX_ENV", "test").output().unwrap();
    let told = support::text(&output.stdout);
    if output.status.success() { Ok(told) } else { Err(told) }
}

/// The warnings in what Mix says of the project, not of its packages, in an order that does not depend on which file
/// was compiled first.
fn warnings(output: &str) -> Vec<String> {
    let own = output.rsplit("\n==> ").next().unwrap_or_default();
    let mut warnings: Vec<_> =
        own.lines().map(str::trim).filter(|line| line.starts_with("warning:")).map(str::to_owned).collect();
    warnings.sort();
    warnings
}
