//! Writes an addition: all of it, or nothing.
//!
//! What the files held before goes into a journal first. A run that was cut off leaves it behind, and
//! the next one takes that run back by it.

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
    /// What it held, none if it was not there.
    before: Option<Cow<'t, str>>,
    /// Who might do what with it, if it is to be removed and the system knows such a thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mode: Option<u32>,
    /// What it is to hold, none if it is to be removed.
    after: Option<After<'t>>,
}

/// What a file is to hold.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum After<'t> {
    /// This.
    Whole(Cow<'t, str>),
    /// What it held, and this at its end: what the lock holds grows with each run, what a run adds to it does not.
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

    /// Whether a file that holds this, or is not there, is as it was or as it is to be.
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

/// Writes what a plan changes below a project's root, after checking that nothing has changed since it was read.
pub fn apply(root: &Path, plan: &Plan) -> Result<(), Problem> {
    let mut journal = Journal::new();
    for change in plan.changes() {
        stays_inside(root, change.path)?;
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
    // What else was read decided what is written.
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
            // What could not be written is what to tell; what cannot be restored, the next run names.
            let _ = restore(root, &journal);
            Err(problem)
        }
    }
}

/// The problem that a file is not what it was when it was read.
pub fn changed(path: &str) -> Problem {
    Problem::world("changed", format!("`{path}` changed while the plan was made"))
        .hint("run the same command again")
}

/// Whether a run was cut off here.
pub fn is_unfinished(root: &Path) -> bool {
    let path = root.join(JOURNAL);
    path.exists() || temporary(&path).exists()
}

/// Takes a run back that was cut off. Tells whether there was one.
///
/// A file that was changed since is left alone, and so is everything else: it is for a person to decide.
pub fn take_back(root: &Path) -> Result<bool, Problem> {
    let path = root.join(JOURNAL);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        // A journal that was not put in place yet: nothing else was begun.
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
        stays_inside(root, below)?;
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

/// Puts everything back as it was, as far as it goes, and removes the journal if it went all the way.
fn restore(root: &Path, journal: &Journal<'_>) -> Result<(), Problem> {
    let mut first_problem = None;
    // What is new goes first: on a full disk that is room for what was there before.
    let (before, new): (Vec<_>, Vec<_>) = journal.iter().partition(|(_, entry)| entry.before.is_some());
    for (below, entry) in new.into_iter().chain(before) {
        let path = root.join(below);
        let restored = remove_file(&temporary(&resolved(&path))).and_then(|()| match &entry.before {
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

/// What is said of a file besides what it holds.
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

/// Makes sure that what was put into a folder, and taken out, outlives a loss of power.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder) {
        Ok(folder) => folder.sync_all(),
        // Its last file was removed, and it with that.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// A folder cannot be opened there.
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

/// Puts a file in place by a rename, so that it is never half there. A file that was there keeps its mode, and a link
/// to it stays a link.
fn replace(path: &Path, file: &File) -> io::Result<()> {
    let path = &resolved(path);
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

/// Where a file is, links followed.
fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Where a file is written before it is put in place.
fn temporary(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".beamsmith");
    path.with_file_name(name)
}

/// Removes a file, if it is there, and its folder is.
fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Refuses a path that leads out of the project, by its parts or by a symbolic link.
fn stays_inside(root: &Path, path: &str) -> Result<(), Problem> {
    let root = fs::canonicalize(root).map_err(|error| cannot("resolve", root, &error))?;
    let is_plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let target = root.join(path);
    let nearest = target.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
    if is_plain && nearest.is_some_and(|nearest| nearest.starts_with(&root)) {
        return Ok(());
    }
    Err(Problem::world("outside", format!("`{path}` leads out of the project")))
}
