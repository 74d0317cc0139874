//! What was done: the seed and the clock of a run, and the lock file that holds them.

use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::plan::{File, Plan, Tree};
use crate::problem::Problem;

/// The file at a project's root that says what is wanted.
pub const SPEC_FILE: &str = "beamsmith.toml";

/// The file beside it that says what was done.
pub const LOCK_FILE: &str = "beamsmith.lock";

const LOCK_HEADER: &str =
    "# What Beamsmith did here, for `beamsmith` to read. Commit it; do not edit it.\n\nversion = 1\n\n";

/// All that generated text depends on besides the spec: the same run gives the same bytes.
#[derive(Clone, Debug)]
pub struct Run {
    /// What secrets and salts are derived from.
    pub seed: Seed,
    /// When it happened, to the second.
    pub clock: Timestamp,
}

/// The source of a project's secrets for development and test; production takes its own from the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed(String);

impl Seed {
    /// A seed of these random bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(hex(&bytes))
    }

    /// The secret of this name: 64 hexadecimal digits, the SHA-256 of seed and name.
    pub fn secret(&self, name: &str) -> String {
        hex(&Sha256::digest(format!("{}\n{name}", self.0)))
    }

    /// The salt of this name: 16 hexadecimal digits.
    pub fn salt(&self, name: &str) -> String {
        let mut salt = self.secret(name);
        salt.truncate(16);
        salt
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Seed {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let is_seed = (1..=64).contains(&text.len()) && text.chars().all(|char| char.is_ascii_alphanumeric());
        if is_seed {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problem::usage("bad-seed", "a seed takes 1 to 64 letters and digits"))
        }
    }
}

#[derive(Serialize)]
struct Lock<'a> {
    run: [LockedRun<'a>; 1],
}

#[derive(Serialize)]
struct LockedRun<'a> {
    beamsmith: &'static str,
    command: &'a str,
    seed: &'a str,
    clock: String,
    file: Vec<LockedFile<'a>>,
}

#[derive(Serialize)]
struct LockedFile<'a> {
    path: &'a str,
    sha256: String,
    /// What was inserted into a file that was there, as a unified diff.
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted: Option<String>,
}

/// Adds the two files that every project keeps: the spec, and the lock over all other files.
pub fn add_to(tree: &mut Tree, spec: &str, run: &Run) {
    tree.insert(SPEC_FILE.to_owned(), File::new(spec.to_owned()));
    let plan = Plan::new(Tree::new(), std::mem::take(tree), Vec::new());
    let lock = locked("", "new", &plan, run);
    *tree = plan.into_after();
    tree.insert(LOCK_FILE.to_owned(), File::new(lock));
}

/// The text of a lock with one more run, which does what a plan says.
///
/// # Panics
///
/// Never: a lock is always valid TOML.
pub fn locked(lock: &str, command: &str, plan: &Plan, run: &Run) -> String {
    let file = plan.changes().map(|change| LockedFile {
        path: change.path,
        sha256: sha256(&change.after.text),
        inserted: change.before.map(|_| change.diff()),
    });
    let entry = Lock {
        run: [LockedRun {
            beamsmith: env!("CARGO_PKG_VERSION"),
            command,
            seed: &run.seed.0,
            clock: run.clock.to_string(),
            file: file.collect(),
        }],
    };
    let entry = toml::to_string(&entry).expect("this is a bug: the lock is not TOML");
    if lock.is_empty() { format!("{LOCK_HEADER}{entry}") } else { format!("{}\n\n{entry}", lock.trim_end()) }
}

/// The SHA-256 of a text, in hexadecimal.
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
