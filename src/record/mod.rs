//! The record of runs: seed and clock, the lock file, and how to revert an edit.

mod lock;
mod revert;

use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::problem::Problem;

pub use lock::{Lock, PastFile, PastRun, add_to, tables};
pub use revert::{Reverted, names_any, remove_part, revert};

/// The file at a project's root that says what is wanted.
pub const SPEC_FILE: &str = "beamsmith.toml";

/// The file beside it that says what was done.
pub const LOCK_FILE: &str = "beamsmith.lock";

/// All that generated text depends on besides the spec: the same run gives the same bytes.
#[derive(Clone, Debug)]
pub struct Run {
    /// What secrets and salts are derived from.
    pub seed: Seed,
    /// When it happened, to the second.
    pub clock: Timestamp,
}

impl Run {
    /// The run of a component that this many others follow: as if they were added one by one, a second apart, the last
    /// one at the clock.
    #[must_use]
    pub fn ahead_of(&self, others: usize) -> Self {
        let wait = SignedDuration::from_secs(i64::try_from(others).unwrap_or_default());
        let earlier = self.clock.checked_sub(wait);
        Self { seed: self.seed.clone(), clock: earlier.unwrap_or(self.clock) }
    }

    /// The same run with another seed.
    #[must_use]
    pub fn with_another_seed(&self) -> Self {
        Self { seed: Seed(self.seed.secret("another")), clock: self.clock }
    }

    /// The same run one hour later.
    #[must_use]
    pub fn at_another_time(&self) -> Self {
        let later = self.clock.checked_add(SignedDuration::from_hours(1));
        Self { seed: self.seed.clone(), clock: later.unwrap_or(self.clock) }
    }
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
