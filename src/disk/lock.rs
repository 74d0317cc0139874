//! The lock that keeps two runs in one project apart.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::problem::Problem;

/// Excludes all other runs from a project until it is dropped.
///
/// The lock is on the folder, which no run replaces: a lock on `mix.exs` would no longer exclude anyone once a run has
/// renamed a new file into its place.
#[derive(Debug)]
pub struct Lock {
    /// None on file systems without locks, such as some network file systems: there, [`super::apply`] still refuses to
    /// write if a file has changed since it was read.
    _file: Option<File>,
}

/// Locks the project at a root; the problem `busy` says that another run holds the lock.
pub fn lock(root: &Path) -> Result<Lock, Problem> {
    match try_lock(root) {
        Ok(file) => Ok(Lock { _file: Some(file) }),
        Err(TryLockError::WouldBlock) => {
            Err(Problem::world("busy", "another run of Beamsmith is active in this project")
                .hint("run the same command again when it is done"))
        }
        Err(TryLockError::Error(_)) => Ok(Lock { _file: None }),
    }
}

/// Locks the folder itself.
#[cfg(not(windows))]
fn try_lock(root: &Path) -> Result<File, TryLockError> {
    let folder = File::open(root).map_err(TryLockError::Error)?;
    folder.try_lock().map(|()| folder)
}

/// Opens a file that no one else can open, and that is deleted when it is closed: Windows cannot lock a folder, and a
/// locked file cannot be read.
#[cfg(windows)]
fn try_lock(root: &Path) -> Result<File, TryLockError> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
    options.open(root.join(".beamsmith.busy")).map_err(|error| match error.raw_os_error() {
        Some(ERROR_SHARING_VIOLATION) => TryLockError::WouldBlock,
        _ => TryLockError::Error(error),
    })
}
