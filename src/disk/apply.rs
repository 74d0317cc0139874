//! Writes an addition: all of it, or nothing.
//!
//! What the files held before goes into a journal first. A run that was cut off leaves it behind, and
//! the next one takes that run back by it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{cannot, write};
use crate::plan::{File, Plan};
use crate::problem::Problem;

const JOURNAL: &str = ".beamsmith.journal";

/// What the files of a run held before it, none for a file that was not there.
type Before = BTreeMap<String, Option<String>>;

/// Writes what a plan changes below a project's root, after checking that nothing has changed since it was read.
pub fn apply(root: &Path, plan: &Plan) -> Result<(), Problem> {
    let mut before = Before::new();
    for change in plan.changes() {
        let is_there = super::project_file(root, change.path)?;
        if is_there.as_ref() != change.before {
            return Err(Problem::world(
                "changed",
                format!("`{}` changed while the plan was made", change.path),
            )
            .hint("run the same command again"));
        }
        stays_inside(root, change.path)?;
        before.insert(change.path.to_owned(), is_there.map(|file| file.text));
    }
    let journal = root.join(JOURNAL);
    let text = serde_json::to_string(&before).expect("this is a bug: the journal is not JSON");
    replace(&journal, &File::new(text)).map_err(|error| cannot("write", &journal, &error))?;
    let written = plan.changes().try_for_each(|change| {
        let path = root.join(change.path);
        replace(&path, change.after).map_err(|error| cannot("write", &path, &error))
    });
    match written {
        Ok(()) => fs::remove_file(&journal).map_err(|error| cannot("remove", &journal, &error)),
        Err(problem) => {
            take_back(root)?;
            Err(problem)
        }
    }
}

/// Takes a run back that was cut off. Tells whether there was one.
pub fn take_back(root: &Path) -> Result<bool, Problem> {
    let journal = root.join(JOURNAL);
    let text = match fs::read_to_string(&journal) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(cannot("read", &journal, &error)),
    };
    let before: Before = serde_json::from_str(&text).map_err(|error| {
        Problem::world(
            "bad-journal",
            format!("`{}` is no journal of Beamsmith's: {error}", journal.display()),
        )
        .hint("remove it if you know what it is")
    })?;
    for (path, text) in before {
        let path = root.join(path);
        let restored = remove_file(&temporary(&path)).and_then(|()| match text {
            Some(text) => replace(&path, &File::new(text)),
            None => remove(&path, root),
        });
        restored.map_err(|error| cannot("restore", &path, &error))?;
    }
    fs::remove_file(&journal).map_err(|error| cannot("remove", &journal, &error))?;
    Ok(true)
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

/// Puts a file in place by a rename, so that it is never half there. A file that was there keeps its mode.
fn replace(path: &Path, file: &File) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let temporary = temporary(path);
    let replaced = remove_file(&temporary)
        .and_then(|()| write(&temporary, file))
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

/// Where a file is written before it is put in place.
fn temporary(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".beamsmith");
    path.with_file_name(name)
}

/// Removes a file, if it is there.
fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Refuses a path that a symbolic link leads out of the project.
fn stays_inside(root: &Path, path: &str) -> Result<(), Problem> {
    let root = fs::canonicalize(root).map_err(|error| cannot("resolve", root, &error))?;
    let target = root.join(path);
    let nearest = target.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
    if nearest.as_ref().is_some_and(|nearest: &PathBuf| nearest.starts_with(&root)) {
        return Ok(());
    }
    Err(Problem::world("outside", format!("`{path}` leads out of the project by a symbolic link")))
}
