//! What is told under a line while it is typed: ways to go on with it, or what is wrong with it.

use std::cell::RefCell;
use std::rc::Rc;

use inquire::CustomUserError;
use inquire::autocompletion::{Autocomplete, Replacement};

use super::columns::columns;
use crate::candidates::Completions;
use crate::wizard::{Answer, Check};

/// Offers ways to go on with what is typed; where there are none, it tells what is wrong with it.
#[derive(Clone)]
pub(super) struct Completer<'c> {
    completions: Option<Completions>,
    check: &'c Check<'c>,
    offered: Offered,
}

/// What was offered last: each line as it is shown, and the text that it stands for.
#[derive(Clone, Default)]
pub(super) struct Offered(Rc<RefCell<Vec<(String, String)>>>);

impl Offered {
    /// The text that a line stands for, if it was offered.
    pub(super) fn meant(&self, line: &str) -> String {
        let offered = self.0.borrow();
        offered.iter().find(|(shown, _)| shown == line).map_or(line, |(_, text)| text).to_owned()
    }

    /// Whether a line is shown.
    pub(super) fn shows(&self, line: &str) -> bool {
        self.0.borrow().iter().any(|(shown, _)| shown == line)
    }
}

impl<'c> Completer<'c> {
    pub(super) fn new(completions: Option<Completions>, check: &'c Check<'c>, offered: Offered) -> Self {
        Self { completions, check, offered }
    }

    fn offer(&self, typed: &str) -> Vec<String> {
        let mut words = self.completions.as_ref().map(|known| known.of(typed)).unwrap_or_default();
        // What ends like this goes on.
        let is_open = typed.is_empty() || typed.ends_with(['.', ':', '=']);
        if words.is_empty()
            && !is_open
            && let Err(problem) = (self.check)(&Answer::Word(typed.to_owned()))
        {
            words.push((String::new(), problem.line()));
        }
        let lines = columns(words.iter().map(|(word, help)| (word.as_str(), help.as_str())), 2);
        let stands_for = |word: &String| if word.is_empty() { typed.to_owned() } else { word.clone() };
        let texts = words.iter().map(|(word, _)| stands_for(word));
        *self.offered.0.borrow_mut() = lines.iter().cloned().zip(texts).collect();
        lines
    }
}

impl Autocomplete for Completer<'_> {
    fn get_suggestions(&mut self, typed: &str) -> Result<Vec<String>, CustomUserError> {
        Ok(self.offer(typed))
    }

    fn get_completion(&mut self, _typed: &str, line: Option<String>) -> Result<Replacement, CustomUserError> {
        Ok(match line {
            Some(line) => Some(self.offered.meant(&line)),
            None => self.offered.0.borrow().first().map(|(_, text)| text.clone()),
        })
    }
}
