//! `beamsmith add schema` in a project of 10 and of 1,000 contexts, in one run.
//!
//! Once as Beamsmith keeps the project, with its spec and its lock, and once without both, as others' projects are.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 21;

fn main() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    for (name, keeps_record) in [("with its record", true), ("as others' projects are", false)] {
        let projects = [10, 1000].map(|count| project(folder.path(), count, keeps_record));
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..ROUNDS {
            for (project, times) in projects.iter().zip(&mut times) {
                times.push(add(project, round));
            }
        }
        let [few, many] = times.map(median);
        println!(
            "add schema, 1,000 contexts / 10, {name:<24} {:.2}   ({many:.1} ms, {few:.1} ms)",
            many / few
        );
    }
}

/// A project with so many contexts.
fn project(folder: &Path, count: usize, keeps_record: bool) -> PathBuf {
    let mut spec = String::from("[project]\nname = \"shop\"\n");
    for number in 0..count {
        write!(spec, "\n[[context]]\nname = \"Part{number}\"\n").expect("a string takes it");
    }
    let file = folder.join(format!("{count}.toml"));
    fs::write(&file, spec).expect("a temporary file");
    let project = folder.join(format!("shop{count}_{keeps_record}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_beamsmith"));
    command.args(["new", "--no-git", "--quiet", "--spec"]).arg(&file).arg(&project);
    assert!(command.status().is_ok_and(|status| status.success()), "the project is not made");
    if !keeps_record {
        for file in ["beamsmith.toml", "beamsmith.lock"] {
            fs::remove_file(project.join(file)).expect("a record that is there");
        }
    }
    project
}

/// How long one more schema takes.
fn add(project: &Path, round: usize) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beamsmith"));
    command.current_dir(project).stdout(Stdio::null());
    command.args(["add", "schema", &format!("Part1.Item{round}"), "name:string:unique", "--quiet"]);
    let begin = Instant::now();
    assert!(command.status().is_ok_and(|status| status.success()), "the schema is not added");
    let time = begin.elapsed();
    if !project.join("beamsmith.toml").exists() {
        // The lock that a run begins stays out of the next one.
        fs::remove_file(project.join("beamsmith.lock")).expect("the record of the run");
    }
    time
}

/// The median, in milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
