//! Writes a plan into an existing project: all of it, or nothing.
//!
//! The previous contents of all files go into a journal first. An interrupted run leaves the journal behind, and the
//! next run restores the files from it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{cannot, write};
use crate::plan::{Change, File, Plan};
use crate::problem::Problem;

const JOURNAL: &str = ".beamsmith.journal";

/// The files of a run, by path.
type Journal<'t> = BTreeMap<String, Entry<'t>>;

/// A file before and after a run.
#[derive(Serialize, Deserialize)]
struct Entry<'t> {
    /// Its contents, none if it did not exist.
    before: Option<Cow<'t, str>>,
    /// Its permission bits, on Unix and only if it is to be removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mode: Option<u32>,
    /// Its new contents, none if it is to be removed.
    after: Option<After<'t>>,
}

/// The new contents of a file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum After<'t> {
    /// All of it.
    Whole(Cow<'t, str>),
    /// A text appended to the previous contents: the lock grows with each run, but what a run appends does not.
    Appended(Cow<'t, str>),
}

impl<'t> Entry<'t> {
    fn new(change: &Change<'t>, mode: Option<u32>) -> Self {
        let before = change.before.map(|file| &*file.text);
        let after = change.after.map(|file| {
            let added = before.and_then(|before| file.text.strip_prefix(before));
            added.map_or(After::Whole((&*file.text).into()), |added| After::Appended(added.into()))
        });
        Self { before: before.map(Cow::from), mode, after }
    }

    /// Whether these contents, or their absence, are those before or those after the run.
    fn knows(&self, current: Option<&str>) -> bool {
        let before = self.before.as_deref();
        let is_after = match (&self.after, current) {
            (Some(After::Whole(text)), Some(current)) => text == current,
            (Some(After::Appended(added)), Some(current)) => {
                current.strip_prefix(before.unwrap_or_default()) == Some(added)
            }
            (after, current) => after.is_none() && current.is_none(),
        };
        current == before || is_after
    }
}

/// Writes the changes of a plan below a project's root, after checking that no file has changed since it was read.
///
/// On an error, everything that was written is restored.
pub fn apply(root: &Path, plan: &Plan) -> Result<(), Problem> {
    let mut journal = Journal::new();
    for change in plan.changes() {
        check_inside(root, change.path)?;
        let before = super::project_file(root, change.path)?;
        if before.as_ref() != change.before {
            return Err(changed(change.path));
        }
        let mode = if change.after.is_none() { mode(&root.join(change.path)) } else { None };
        journal.insert(change.path.to_owned(), Entry::new(&change, mode));
    }
    if journal.is_empty() {
        return Ok(());
    }
    // The other files that were read determine what is written.
    for (path, file) in plan.read().iter().filter(|(path, _)| !journal.contains_key(*path)) {
        if super::project_file(root, path)?.as_ref() != Some(file) {
            return Err(changed(path));
        }
    }
    let path = root.join(JOURNAL);
    let text = serde_json::to_string(&journal).expect("this is a bug: the journal is not JSON");
    replace(&path, &File::new(text))
        .and_then(|()| sync_folder(root))
        .map_err(|error| cannot("write", &path, &error))?;
    let written = plan.changes().try_for_each(|change| {
        let path = root.join(change.path);
        let (what, written) = match change.after {
            Some(file) => ("write", replace(&path, file)),
            None => ("remove", remove(&path, root)),
        };
        written.map_err(|error| cannot(what, &path, &error))
    });
    let synced = || {
        let folders: BTreeSet<_> =
            journal.keys().filter_map(|below| root.join(below).parent().map(Path::to_owned)).collect();
        folders
            .iter()
            .try_for_each(|folder| sync_folder(folder).map_err(|error| cannot("write", folder, &error)))
    };
    match written.and_then(|()| synced()) {
        Ok(()) => fs::remove_file(&path).map_err(|error| cannot("remove", &path, &error)),
        Err(problem) => {
            // The error of the write is the one to report; the next run reports what cannot be restored.
            let _ = restore(root, &journal);
            Err(problem)
        }
    }
}

/// The problem that a file has changed since it was read.
pub fn changed(path: &str) -> Problem {
    Problem::world("changed", format!("`{path}` changed while the plan was made"))
        .hint("run the same command again")
}

/// Whether an interrupted run left its journal here.
pub fn needs_recovery(root: &Path) -> bool {
    let path = root.join(JOURNAL);
    path.exists() || temporary(&path).exists()
}

/// Restores what an interrupted run changed. Returns whether there was such a run.
///
/// If any file has changed since that run, nothing is touched and the problem names the file.
pub fn recover(root: &Path) -> Result<bool, Problem> {
    let path = root.join(JOURNAL);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        // The journal was not renamed into place yet, so no file was changed.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let path = temporary(&path);
            let was_begun = path.exists();
            return remove_file(&path).map(|()| was_begun).map_err(|error| cannot("remove", &path, &error));
        }
        Err(error) => return Err(cannot("read", &path, &error)),
    };
    let journal: Journal<'_> = serde_json::from_str(&text).map_err(|error| {
        Problem::world("bad-journal", format!("`{}` is not a Beamsmith journal: {error}", path.display()))
            .hint("remove it if you know what it is")
    })?;
    for (below, entry) in &journal {
        check_inside(root, below)?;
        let current = super::project_file(root, below)?.map(|file| file.text);
        if !entry.knows(current.as_deref()) {
            let message = format!("a run was interrupted, and `{below}` was changed since");
            return Err(Problem::world("changed-since", message)
                .hint(format!("check the files, then remove `{JOURNAL}`")));
        }
    }
    restore(root, &journal)?;
    Ok(true)
}

/// Restores every file that can be restored, and removes the journal if that was all of them.
fn restore(root: &Path, journal: &Journal<'_>) -> Result<(), Problem> {
    let mut first_problem = None;
    // New files are removed first: on a full disk that makes room for the previous contents.
    let (before, new): (Vec<_>, Vec<_>) = journal.iter().partition(|(_, entry)| entry.before.is_some());
    for (below, entry) in new.into_iter().chain(before) {
        let path = root.join(below);
        let restored = remove_file(&temporary(&follow_links(&path))).and_then(|()| match &entry.before {
            Some(text) if fs::read_to_string(&path).is_ok_and(|current| current == *text) => Ok(()),
            Some(text) => replace(&path, &File::new(&**text)).and_then(|()| set_mode(&path, entry.mode)),
            None => remove(&path, root),
        });
        if let Err(error) = restored {
            first_problem.get_or_insert(cannot("restore", &path, &error));
        }
    }
    if let Some(problem) = first_problem {
        return Err(problem);
    }
    let path = root.join(JOURNAL);
    fs::remove_file(&path).map_err(|error| cannot("remove", &path, &error))
}

/// The permission bits of a file.
#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).ok().map(|metadata| metadata.permissions().mode())
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Option<u32> {
    None
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: Option<u32>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    mode.map_or(Ok(()), |mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "where there are modes, it can fail")]
fn set_mode(_: &Path, _: Option<u32>) -> io::Result<()> {
    Ok(())
}

/// Makes the entries of a folder durable across a loss of power.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder) {
        Ok(folder) => folder.sync_all(),
        // It was removed together with its last file.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Windows cannot open a folder as a file.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "where folders can be opened, it can fail")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes a file and the folders that it leaves empty.
fn remove(path: &Path, root: &Path) -> io::Result<()> {
    remove_file(path)?;
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != root) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes a file atomically, through a temporary file and a rename. An existing file keeps its permissions, and a
/// symbolic link to it stays a link.
fn replace(path: &Path, file: &File) -> io::Result<()> {
    let path = &follow_links(path);
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let temporary = temporary(path);
    let replaced = remove_file(&temporary)
        .and_then(|()| write(&temporary, file)?.sync_all())
        .and_then(|()| match fs::metadata(path) {
            Ok(metadata) => fs::set_permissions(&temporary, metadata.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&temporary, path));
    if replaced.is_err() {
        // The first error is the one to tell.
        let _ = remove_file(&temporary);
    }
    replaced
}

/// The path of a file with symbolic links resolved; the same path if the file does not exist.
fn follow_links(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The path of the temporary file for a path, in the same folder.
fn temporary(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".beamsmith");
    path.with_file_name(name)
}

/// Removes a file if it exists.
fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Refuses a path outside of the project, whether by `..` or by a symbolic link.
fn check_inside(root: &Path, path: &str) -> Result<(), Problem> {
    let root = fs::canonicalize(root).map_err(|error| cannot("resolve", root, &error))?;
    let is_plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let target = root.join(path);
    let nearest = target.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
    if is_plain && nearest.is_some_and(|nearest| nearest.starts_with(&root)) {
        return Ok(());
    }
    Err(Problem::world("outside", format!("`{path}` leads out of the project")))
}
