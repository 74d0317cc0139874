//! `--install`: fetches the dependencies of a new project and compiles it.

use std::path::Path;

use crate::disk;
use crate::problem::Problem;
use crate::terminal::Terminal;

/// Runs `mix deps.get` and `mix compile`, a step of the bar for each package.
pub(super) fn install(folder: &Path, terminal: &Terminal) -> Result<(), Problem> {
    let bar = terminal.progress();
    bar.set_message("Fetching dependencies");
    let mut show = |line: &str| {
        if let Some(package) = line.strip_prefix("==> ") {
            bar.inc(1);
            bar.set_message(format!("Compiling {package}"));
        }
    };
    let installed = disk::mix(folder, "deps.get", &mut show).and_then(|()| {
        bar.set_length(disk::count_locked(folder) as u64);
        bar.set_message("Compiling");
        disk::mix(folder, "compile", &mut show)
    });
    bar.finish_and_clear();
    installed
}
