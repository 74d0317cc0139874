//! The one module that touches the file system, the environment and other programs.
#![expect(clippy::disallowed_methods, reason = "this is the module that may")]

mod apply;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::plan::{File, Tree};
use crate::problem::Problem;

pub use apply::{apply, take_back};

/// A folder that a new project is to become, checked.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    /// Where the project is put together: a sibling, so that a rename makes it appear whole.
    staging: PathBuf,
}

impl Target {
    /// The folder, unless something is in the way: a file, a folder that holds something, an unfinished run.
    pub fn new(path: &Path) -> Result<Self, Problem> {
        let path = std::path::absolute(path).map_err(|error| cannot("resolve", path, &error))?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Problem::usage(
                "no-name",
                format!("`{}` is no folder for a project", path.display()),
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
                    "`{}` is left from a run that was interrupted, or is still going on",
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
        // To replace the folder that a shell stands in would leave the shell nowhere.
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&self.path)) {
            return Err(Problem::usage(
                "current-folder",
                format!("the new project cannot replace the current folder `{shown}`"),
            )
            .hint("run the command from the folder above"));
        }
        Ok(())
    }

    /// Writes a project there, all of it or nothing.
    pub fn create(&self, tree: &Tree, git: Git) -> Result<Git, Problem> {
        let parent = self.staging.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(|error| cannot("make the folder", parent, &error))?;
        fs::create_dir(&self.staging).map_err(|error| cannot("make the folder", &self.staging, &error))?;
        let made = self.fill(tree, git).and_then(|git| {
            self.appear()?;
            Ok(git)
        });
        if made.is_err() {
            // The first error is the one to tell; what cannot be cleaned up is named by the next run.
            let _ = fs::remove_dir_all(&self.staging);
        }
        made
    }

    fn fill(&self, tree: &Tree, git: Git) -> Result<Git, Problem> {
        let repository = match git {
            Git::Init => Repository::start(&self.staging),
            Git::Skip | Git::Missing => None,
        };
        // Sorted, so that each folder comes after the one that it is in.
        let folders: BTreeSet<_> = tree.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
        for folder in folders.into_iter().filter(|folder| !folder.as_os_str().is_empty()) {
            let folder = self.staging.join(folder);
            fs::create_dir(&folder).map_err(|error| cannot("make the folder", &folder, &error))?;
        }
        for (path, file) in tree {
            let path = self.staging.join(path);
            write(&path, file).map_err(|error| cannot("write", &path, &error))?;
        }
        match (git, repository) {
            (Git::Init, Some(repository)) => repository.finish(),
            (Git::Init, None) => Ok(Git::Missing),
            (git, _) => Ok(git),
        }
    }

    fn appear(&self) -> Result<(), Problem> {
        if self.path.is_dir() {
            fs::remove_dir(&self.path)
                .map_err(|error| cannot("replace the empty folder", &self.path, &error))?;
        }
        fs::rename(&self.staging, &self.path).map_err(|error| cannot("make the folder", &self.path, &error))
    }
}

/// What becomes of version control in a new project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Git {
    /// A repository is made.
    Init,
    /// None is wanted, or there is one around the project already.
    Skip,
    /// One was wanted, and the program `git` was not found.
    Missing,
}

impl Git {
    /// A repository, if it is wanted and the folder is not inside one already.
    pub fn around(target: &Target, wanted: bool) -> Self {
        let is_inside = target.path.ancestors().skip(1).any(|folder| folder.join(".git").exists());
        if wanted && !is_inside { Self::Init } else { Self::Skip }
    }
}

/// `git init`, going on while the files are written.
struct Repository(Child);

impl Repository {
    fn start(folder: &Path) -> Option<Self> {
        let mut git = Command::new("git");
        git.args(["init", "--quiet"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        git.spawn().ok().map(Self)
    }

    fn finish(self) -> Result<Git, Problem> {
        let output = self.0.wait_with_output();
        match output {
            Ok(output) if output.status.success() => Ok(Git::Init),
            Ok(output) => Err(git_failed(&String::from_utf8_lossy(&output.stderr))),
            Err(error) => Err(git_failed(&error.to_string())),
        }
    }
}

fn git_failed(reason: &str) -> Problem {
    Problem::world("git-failed", format!("`git init` failed: {}", reason.trim()))
        .hint("`--no-git` writes the project without a repository")
}

fn write(path: &Path, file: &File) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(if file.executable { 0o777 } else { 0o666 });
    }
    options.open(path)?.write_all(file.text.as_bytes())
}

/// The folder of the project around the current folder: the nearest that holds a `mix.exs`.
pub fn project_root() -> Result<PathBuf, Problem> {
    let current = std::env::current_dir().map_err(|error| cannot("resolve", Path::new("."), &error))?;
    let root = current.ancestors().find(|folder| folder.join("mix.exs").is_file());
    root.map(Path::to_owned).ok_or_else(|| {
        Problem::world("no-project", "there is no Mix project here: no `mix.exs` in this folder or one above")
            .hint("`beamsmith new PATH` makes one")
    })
}

/// A file of a project; none if it is not there.
pub fn project_file(root: &Path, path: &str) -> Result<Option<File>, Problem> {
    let path = root.join(path);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(File::new(text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot("read", &path, &error)),
    }
}

/// What a file holds.
pub fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

/// What standard input holds.
pub fn read_stdin() -> Result<String, Problem> {
    let mut text = String::new();
    io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| cannot("read", Path::new("standard input"), &error))?;
    Ok(text)
}

/// Writes a text to a file that is not there yet.
pub fn save(path: &Path, text: &str) -> Result<(), Problem> {
    write(path, &File::new(text.to_owned())).map_err(|error| cannot("write", path, &error))
}

/// Whether the terminal can do no more than print lines: nothing on it can be drawn anew.
pub fn is_terminal_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|kind| kind == "dumb")
}

/// Sixteen bytes of chance from the operating system.
pub fn random() -> Result<[u8; 16], Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Problem::world("no-randomness", format!("the system gives no random bytes: {error}"))
    })?;
    Ok(bytes)
}

/// Runs `mix` in a folder and tells each line that it prints. An error holds the last lines.
pub fn mix(folder: &Path, task: &str, mut on_line: impl FnMut(&str)) -> Result<(), Problem> {
    const SHOWN: usize = 20;
    let failed = |reason: String| {
        Problem::world("mix-failed", format!("`mix {task}` failed: {reason}"))
            .hint(format!("the project is written; run `mix {task}` in it to try again"))
    };
    let (reader, writer) = io::pipe().map_err(|error| failed(error.to_string()))?;
    let second_writer = writer.try_clone().map_err(|error| failed(error.to_string()))?;
    let mut command = Command::new("mix");
    command.arg(task).current_dir(folder).stdin(Stdio::null()).stdout(writer).stderr(second_writer);
    let spawned = command.spawn();
    // The command holds the ends of the pipe that write; while they are open, reading never ends.
    drop(command);
    let mut child = spawned.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Problem::world("no-mix", "the program `mix` was not found")
            .hint("install Elixir 1.18 or later; the project is written and waits for it"),
        _ => failed(error.to_string()),
    })?;
    let mut last = std::collections::VecDeque::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = line.map_err(|error| failed(error.to_string()))?;
        let line = String::from_utf8_lossy(&line).into_owned();
        on_line(&line);
        if last.len() == SHOWN {
            last.pop_front();
        }
        last.push_back(line);
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    if status.success() {
        return Ok(());
    }
    let lines: Vec<_> = last.into();
    Err(failed(format!("{status}\n\n{}", lines.join("\n"))))
}

/// How many packages a project's `mix.lock` names; zero if there is none.
pub fn count_locked(folder: &Path) -> usize {
    let lock = fs::read_to_string(folder.join("mix.lock")).unwrap_or_default();
    lock.lines().filter(|line| line.starts_with("  \"")).count()
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Problem {
    Problem::world("disk", format!("cannot {what} `{}`: {error}", path.display()))
}
