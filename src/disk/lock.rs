//! Keeps two runs in one project apart.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::problem::Problem;

/// Keeps every other run out of a project while it lives.
///
/// The lock is on what no run replaces: a lock on `mix.exs` would end when a run puts a new one in its place.
#[derive(Debug)]
pub struct Lock {
    /// None where the file system knows no locks, as some of a network do not: there only the check that no file was
    /// changed since it was read tells two runs apart.
    _file: Option<File>,
}

/// Locks the project at a root, or says that another run of Beamsmith has locked it.
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

/// Opens a file that nobody else can open meanwhile, and that goes when it is closed: a folder cannot be locked there,
/// and a file that is locked cannot be read.
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
