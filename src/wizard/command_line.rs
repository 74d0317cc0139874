//! Command lines that say what was answered.

use super::said::Said;
use super::state::World;
use crate::record::Run;

/// Whether what is made depends on the seed, and whether on the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chance {
    pub(super) seed: bool,
    pub(super) clock: bool,
}

impl Chance {
    /// The words that leave nothing to chance.
    pub(super) fn words(self, run: &Run) -> Vec<String> {
        let seed = self.seed.then(|| format!("--seed={}", run.seed));
        seed.into_iter().chain(self.clock.then(|| format!("--clock={}", run.clock))).collect()
    }
}

/// The words that make a project, with these flags, or add a component; `fixed` leave nothing of it to chance.
pub(super) fn line(said: &Said, flags: &[String], fixed: Vec<String>, world: &World<'_>) -> Vec<String> {
    let mut words = vec!["beamsmith".to_owned()];
    if said.kind.is_project() {
        words.push("new".to_owned());
        words.extend(said.path.iter().map(|path| path.to_string_lossy().into_owned()));
    } else {
        words.extend(["add".to_owned(), said.kind.name.to_owned()]);
    }
    words.extend(said.to_words());
    if said.kind.is_project() {
        words.extend_from_slice(&world.typed_for_new);
        words.extend_from_slice(flags);
        words.push("--yes".to_owned());
    }
    words.extend(fixed);
    words
}

/// Words as a line for a shell.
pub fn join(words: &[String]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "-_./:=,+@%".contains(char);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
