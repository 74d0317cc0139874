//! The one module that touches the file system, the environment and other programs.
#![expect(clippy::disallowed_methods, reason = "this is the module that may")]

mod apply;
mod completion;
mod lock;
mod staging;

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::plan::File;
use crate::problem::Problem;

pub use apply::{apply, changed, needs_recovery, recover};
pub use completion::{asking_shell, complete, completion_script};
pub use lock::{Lock, lock};
pub use staging::{Git, Staging, Target};

/// Creates a file; one that exists already is an error.
fn write(path: &Path, file: &File) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(if file.executable { 0o777 } else { 0o666 });
    }
    let mut written = options.open(path)?;
    written.write_all(file.text.as_bytes())?;
    Ok(written)
}

/// The folder of the project around the current folder: the nearest that holds a `mix.exs`.
pub fn project_root() -> Result<PathBuf, Problem> {
    let current = std::env::current_dir().map_err(|error| cannot("resolve", Path::new("."), &error))?;
    let root = current.ancestors().find(|folder| folder.join("mix.exs").is_file());
    root.map(Path::to_owned).ok_or_else(|| {
        Problem::world(
            "no-project",
            "there is no Mix project here: no `mix.exs` in this folder or any above it",
        )
        .hint("`beamsmith new PATH` creates one")
    })
}

/// A file of a project by its path relative to the root; none if it does not exist.
pub fn project_file(root: &Path, path: &str) -> Result<Option<File>, Problem> {
    let path = root.join(path);
    // Opening a named pipe would block until another program writes to it.
    let text = fs::metadata(&path).and_then(|metadata| {
        if metadata.is_file() {
            fs::read_to_string(&path)
        } else {
            Err(io::Error::other("it is not a regular file"))
        }
    });
    match text {
        Ok(text) => Ok(Some(File::new(text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot("read", &path, &error)),
    }
}

/// The names of the entries of a folder of a project, folders with a slash at the end; empty if it does not exist.
pub fn project_folder(root: &Path, folder: &str) -> Result<Vec<String>, Problem> {
    let path = root.join(folder);
    let failed = |error: io::Error| cannot("read", &path, &error);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    entries
        .map(|entry| {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.file_type().map_err(failed)?.is_dir();
            Ok(if is_folder { name + "/" } else { name })
        })
        .collect()
}

/// The contents of a file. If it does not exist, the problem suggests a similar name.
pub fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = if error.kind() == io::ErrorKind::NotFound { beside(path) } else { Vec::new() };
        let beside: Vec<_> = beside.iter().map(String::as_str).collect();
        cannot("read", path, &error).or_nearest(&name, &beside)
    })
}

/// The names of the files with the same extension in its folder.
fn beside(path: &Path) -> Vec<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = files.filter(|file| file.extension() == path.extension());
    files.filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())).collect()
}

/// All of standard input.
pub fn read_stdin() -> Result<String, Problem> {
    let mut text = String::new();
    io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| cannot("read", Path::new("standard input"), &error))?;
    Ok(text)
}

/// Refuses a path that exists.
pub fn vacant(path: &Path) -> Result<(), Problem> {
    if fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    Err(Problem::world("file-exists", format!("`{}` already exists", path.display()))
        .hint("move it away, or choose something else"))
}

/// Creates a file with this text, and its parent folders. One that exists already is an error.
pub fn save(path: &Path, text: &str) -> Result<(), Problem> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|error| cannot("make", folder, &error))?;
    write(path, &File::new(text.to_owned())).map(drop).map_err(|error| cannot("write", path, &error))
}

/// Writes a file, replacing one that exists, and creates its parent folders.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|error| cannot("make", folder, &error))?;
    fs::write(path, bytes).map_err(|error| cannot("write", path, &error))
}

/// Whether the terminal can only print lines (`TERM=dumb`).
pub fn is_terminal_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|kind| kind == "dumb")
}

/// Sixteen random bytes from the operating system.
pub fn random() -> Result<[u8; 16], Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Problem::world("no-randomness", format!("the system provides no random bytes: {error}"))
    })?;
    Ok(bytes)
}

/// Runs a task of `mix` in a folder and passes each line of output to `on_line`. An error holds the last lines.
pub fn mix(folder: &Path, task: &str, mut on_line: impl FnMut(&str)) -> Result<(), Problem> {
    const SHOWN: usize = 20;
    // On Windows it is a script, found only by its full name.
    const MIX: &str = if cfg!(windows) { "mix.bat" } else { "mix" };
    let failed = |reason: String| {
        Problem::world("mix-failed", format!("`mix {task}` failed: {reason}"))
            .hint(format!("the project is written; run `mix {task}` in it to try again"))
    };
    let (reader, writer) = io::pipe().map_err(|error| failed(error.to_string()))?;
    let second_writer = writer.try_clone().map_err(|error| failed(error.to_string()))?;
    let mut command = Command::new(MIX);
    command.arg(task).current_dir(folder).stdin(Stdio::null()).stdout(writer).stderr(second_writer);
    let spawned = command.spawn();
    // The command owns the write ends of the pipe; reading would not end while they are open.
    drop(command);
    let mut child = spawned.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Problem::world("no-mix", "the program `mix` was not found")
            .hint("install Elixir 1.18 or later; the project is written and waits for it"),
        _ => failed(error.to_string()),
    })?;
    let mut last = std::collections::VecDeque::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = line.map_err(|error| failed(error.to_string()))?;
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
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

/// The number of packages in a project's `mix.lock`; zero if there is none.
pub fn count_locked(folder: &Path) -> usize {
    let lock = fs::read_to_string(folder.join("mix.lock")).unwrap_or_default();
    lock.lines().filter(|line| line.starts_with("  \"")).count()
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Problem {
    let problem = |why: &str| Problem::world("disk", format!("cannot {what} `{}`: {why}", path.display()));
    match error.kind() {
        io::ErrorKind::InvalidData => problem("it is not text in UTF-8").hint("save it as UTF-8"),
        io::ErrorKind::NotFound => problem("it does not exist"),
        io::ErrorKind::PermissionDenied => {
            problem("permission denied").hint("check who owns the file and its folder")
        }
        io::ErrorKind::IsADirectory => problem("it is a folder"),
        io::ErrorKind::AlreadyExists => {
            problem("something with that name already exists").hint("choose another path, or move it away")
        }
        io::ErrorKind::NotADirectory => {
            problem("a file is where a folder should be").hint("choose another path")
        }
        io::ErrorKind::StorageFull => problem("the disk is full"),
        _ => problem(&error.to_string()),
    }
}
