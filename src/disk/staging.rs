//! Writes a new project into a hidden sibling folder, which is then renamed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{cannot, write};
use crate::plan::Tree;
use crate::problem::Problem;

/// The folder of a new project, checked.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    /// Where the project is assembled: a sibling, so that one rename makes it appear whole.
    staging: PathBuf,
}

impl Target {
    /// The folder, unless something is in the way: a file, a folder that is not empty, an interrupted run.
    pub fn new(path: &Path) -> Result<Self, Problem> {
        if path.as_os_str().is_empty() {
            let problem = Problem::usage("no-name", "a new project needs a folder of its own");
            return Err(problem.hint("name it after the project, such as `shop`"));
        }
        if path.starts_with("~") {
            let message =
                format!("`{}` would be a folder named `~`: only a shell expands it", path.display());
            return Err(Problem::usage("home-folder", message).hint("write the path in full"));
        }
        let path = std::path::absolute(path).map_err(|error| cannot("resolve", path, &error))?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Problem::usage(
                "no-name",
                format!("`{}` cannot be the folder of a project", path.display()),
            ));
        };
        let mut staged = std::ffi::OsString::from(".");
        staged.push(name);
        staged.push(".beamsmith");
        let staging = parent.join(staged);
        let target = Self { path, staging };
        target.check()?;
        Ok(target)
    }

    /// Its path, absolute.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn check(&self) -> Result<(), Problem> {
        let shown = self.path.display();
        if fs::symlink_metadata(&self.staging).is_ok() {
            return Err(Problem::world(
                "unfinished-run",
                format!(
                    "`{}` is left from an interrupted run, or from one that is still active",
                    self.staging.display()
                ),
            )
            .hint("remove that folder, then run the same command again"));
        }
        let Ok(metadata) = fs::symlink_metadata(&self.path) else {
            return Ok(());
        };
        if !metadata.is_dir() {
            return Err(Problem::world("path-taken", format!("`{shown}` exists and is not a folder"))
                .hint("choose another path"));
        }
        let mut entries = fs::read_dir(&self.path).map_err(|error| cannot("read", &self.path, &error))?;
        if entries.next().is_some() {
            return Err(Problem::world("folder-not-empty", format!("the folder `{shown}` is not empty"))
                .hint("choose a path that does not exist yet"));
        }
        // Replacing the current folder would leave the shell in a deleted one.
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&self.path)) {
            return Err(Problem::usage(
                "current-folder",
                format!("the new project cannot replace the current folder `{shown}`"),
            )
            .hint("run the command from the folder above"));
        }
        Ok(())
    }

    /// Begins a project: creates the staging folder, and starts `git init` there if `wants_git` and the folder is not
    /// inside a repository.
    pub fn stage(self, wants_git: bool) -> Result<Staging, Problem> {
        let parent = self.staging.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(|error| cannot("create the folder", parent, &error))?;
        fs::create_dir(&self.staging).map_err(|error| cannot("create the folder", &self.staging, &error))?;
        let is_inside = self.path.ancestors().skip(1).any(|folder| folder.join(".git").exists());
        let repository =
            if wants_git && !is_inside { Repository::start(&self.staging) } else { Repository::Unwanted };
        Ok(Staging { target: self, repository, is_done: false })
    }
}

/// A project being assembled. Dropped before it is done, it leaves nothing behind.
#[derive(Debug)]
pub struct Staging {
    target: Target,
    repository: Repository,
    is_done: bool,
}

impl Staging {
    /// Writes the files and renames the staging folder into place.
    pub fn finish(mut self, tree: &Tree) -> Result<Git, Problem> {
        let folder = &self.target.staging;
        // Sorted, so that each folder comes after its parent.
        let folders: BTreeSet<_> = tree.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
        for below in folders.into_iter().filter(|below| !below.as_os_str().is_empty()) {
            let path = folder.join(below);
            fs::create_dir(&path).map_err(|error| cannot("create the folder", &path, &error))?;
        }
        for (path, file) in tree {
            let path = folder.join(path);
            write(&path, file).map_err(|error| cannot("write", &path, &error))?;
        }
        let git = self.repository.finish()?;
        self.appear()?;
        Ok(git)
    }

    fn appear(&mut self) -> Result<(), Problem> {
        let Target { path, staging } = &self.target;
        if path.is_dir() {
            fs::remove_dir(path).map_err(|error| cannot("replace the empty folder", path, &error))?;
        }
        fs::rename(staging, path).map_err(|error| cannot("create the folder", path, &error))?;
        self.is_done = true;
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_done {
            // Wait for `git`, which may still be writing, so that all of its files are removed.
            let _ = self.repository.finish();
            // The problem that led here is the one to report; the next run names what cannot be removed.
            let _ = fs::remove_dir_all(&self.target.staging);
        }
    }
}

/// The outcome of version control in a new project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Git {
    /// A repository was initialized.
    Made,
    /// None was wanted, or a repository encloses the project.
    Skipped,
    /// One was wanted, and the program `git` was not found.
    Missing,
}

/// The repository of a new project.
#[derive(Debug)]
enum Repository {
    Unwanted,
    /// The program `git` was not found.
    Missing,
    /// `git init`, running while the files are generated.
    Starting(Child),
}

impl Repository {
    fn start(folder: &Path) -> Self {
        let mut git = Command::new("git");
        git.args(["init", "--quiet"]).arg(folder);
        git.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        git.spawn().map_or(Self::Missing, Self::Starting)
    }

    /// Waits for `git init`.
    fn finish(&mut self) -> Result<Git, Problem> {
        match std::mem::replace(self, Self::Unwanted) {
            Self::Unwanted => Ok(Git::Skipped),
            Self::Missing => Ok(Git::Missing),
            Self::Starting(git) => match git.wait_with_output() {
                Ok(output) if output.status.success() => Ok(Git::Made),
                Ok(output) => Err(git_failed(&String::from_utf8_lossy(&output.stderr))),
                Err(error) => Err(git_failed(&error.to_string())),
            },
        }
    }
}

fn git_failed(reason: &str) -> Problem {
    Problem::world("git-failed", format!("`git init` failed: {}", reason.trim()))
        .hint("`--no-git` writes the project without a repository")
}
