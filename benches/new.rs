//! `beamsmith new` against `cp -r` of what it wrote, for the default project and for a shop of twelve schemas, and its
//! start-up against `true`, in one run.
//!
//! Prints ratios of medians: the machine's speed cancels out.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 41;

fn main() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let program = env!("CARGO_BIN_EXE_beamsmith");
    let path = |path: &Path| path.to_str().expect("a path that is text").to_owned();

    let shop = at("shop.toml");
    let spec = format!("[project]\nname = \"shop\"\n\n{}", include_str!("../tests/packages/shop.toml"));
    fs::write(&shop, spec).expect("a temporary file");
    let shop = path(&shop);
    for (name, words) in
        [("default", &["--yes", "--app", "shop"][..]), ("shop of twelve schemas", &["--spec", &shop])]
    {
        let model = path(&at(&format!("model of {name}")));
        run(program, &[&["new", &model, "--quiet"], words].concat());
        let mut new = Vec::new();
        let mut copy = Vec::new();
        for round in 0..ROUNDS {
            let written = path(&at(&format!("{name}, new {round}")));
            new.push(run(program, &[&["new", &written, "--quiet"], words].concat()));
            copy.push(run("cp", &["-r", &model, &path(&at(&format!("{name}, copy {round}")))]));
        }
        let (new, copy) = (median(new), median(copy));
        println!("new / cp -r, {name:<24} {:.2}   ({new:.1} ms, {copy:.1} ms)", new / copy);
    }
    let mut start = Vec::new();
    let mut nothing = Vec::new();
    for _ in 0..ROUNDS {
        start.push(run(program, &["--version"]));
        nothing.push(run("true", &[]));
    }
    let (start, nothing) = (median(start), median(nothing));
    println!(
        "start-up / true                       {:.2}   ({start:.1} ms, {nothing:.1} ms)",
        start / nothing
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
