//! `--install`: fetches the dependencies of a new project and compiles it.

use std::path::Path;
use std::time::Instant;

use crate::disk;
use crate::problem::Problem;
use crate::terminal::Terminal;

/// Runs `mix deps.get` and `mix compile`, a step of the bar for each package.
pub(super) fn install(folder: &Path, terminal: &Terminal) -> Result<(), Problem> {
    let start = Instant::now();
    let bar = terminal.progress("Fetching dependencies");
    let fetched = disk::mix(folder, "deps.get", |line| {
        if let Some(package) = line.strip_prefix("* Getting ").and_then(|rest| rest.split(' ').next()) {
            bar.inc(1);
            bar.set_message(format!("Fetching {package}"));
        }
    });
    bar.finish_and_clear();
    fetched?;

    let count = disk::count_locked(folder);
    let bar = terminal.progress("Compiling");
    bar.set_length(count as u64);
    let compiled = disk::mix(folder, "compile", |line| {
        if let Some(package) = line.strip_prefix("==> ") {
            bar.inc(1);
            bar.set_message(format!("Compiling {package}"));
        }
    });
    bar.finish_and_clear();
    compiled?;
    terminal.say(&format!("Fetched and compiled {count} packages in {}.", lasted(start.elapsed().as_secs())));
    Ok(())
}

fn lasted(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}
