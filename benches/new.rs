//! `beamsmith new` against `cp -r` of what it wrote, and its start-up against `true`, in one run.
//!
//! Prints ratios of medians: the machine's speed cancels out.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 41;

fn main() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let program = env!("CARGO_BIN_EXE_beamsmith");
    let path = |path: &Path| path.to_str().expect("a path that is text").to_owned();

    // A spec may hold what the wizard or flags can say; the default project is the common case.
    run(program, &["new", &path(&at("model")), "--yes", "--app", "shop", "--quiet"]);
    let mut new = Vec::new();
    let mut copy = Vec::new();
    let mut start = Vec::new();
    let mut nothing = Vec::new();
    for round in 0..ROUNDS {
        let written = path(&at(&format!("new{round}")));
        new.push(run(program, &["new", &written, "--yes", "--app", "shop", "--quiet"]));
        copy.push(run("cp", &["-r", &path(&at("model")), &path(&at(&format!("copy{round}")))]));
        start.push(run(program, &["--version"]));
        nothing.push(run("true", &[]));
    }
    let (new, copy, start, nothing) = (median(new), median(copy), median(start), median(nothing));
    println!("new / cp -r of the same tree   {:.2}", new / copy);
    println!("start-up / true                {:.2}", start / nothing);
    println!(
        "(medians of {ROUNDS}: new {new:.1} ms, cp -r {copy:.1} ms, --version {start:.1} ms, true {nothing:.1} ms)"
    );
}

fn run(program: &str, words: &[&str]) -> Duration {
    let begin = Instant::now();
    let status = Command::new(program).args(words).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{program} {words:?} failed");
    begin.elapsed()
}

/// The median, in milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
