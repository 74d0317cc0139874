//! One thing in the way: a code, a message, a hint.

use std::error::Error;
use std::fmt;
use std::num::ParseIntError;

/// What stopped a run, in words for the person who started it.
///
/// The code is a word that can be grepped; the message is a whole sentence about the
/// user's thing; the hint is the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    code: &'static str,
    message: String,
    hint: Option<Box<str>>,
    cause: Cause,
    subject: Option<&'static str>,
    unknown: Option<Box<str>>,
}

/// Who can mend a problem: it decides the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// What was asked for makes no sense as it stands: exit status 2.
    Usage,
    /// The request is fine, the world is not as it needs to be: exit status 1.
    World,
}

impl Problem {
    /// A request that has to be changed.
    pub fn usage(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, message.into(), Cause::Usage)
    }

    /// A good request that cannot be carried out here and now.
    pub fn world(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, message.into(), Cause::World)
    }

    /// What the parser of a value has against it, in a sentence about what it takes.
    pub fn of_value(error: &(dyn Error + 'static)) -> Self {
        if let Some(problem) = error.downcast_ref::<Self>() {
            return problem.clone();
        }
        let text = error.to_string();
        let range = text
            .split_once(" is not in ")
            .and_then(|(value, range)| Some((value.parse::<i64>().ok()?, range.split_once("..=")?)));
        let takes = match range {
            _ if error.is::<ParseIntError>() => "it must be a whole number".to_owned(),
            Some((value, (least, _))) if value <= 0 => format!("it must be a whole number, {least} or more"),
            Some((_, (least, most))) => format!("it must be a whole number from {least} to {most}"),
            None if error.is::<jiff::Error>() => "it must be a time, such as 2026-11-23T12:00:00Z".to_owned(),
            None => text,
        };
        Self::usage("bad-value", takes)
    }

    fn new(code: &'static str, message: String, cause: Cause) -> Self {
        Self { code, message, hint: None, cause, subject: None, unknown: None }
    }

    /// The same problem with the way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into());
        self
    }

    /// The same problem with a hint, unless it has one that is nearer to the matter.
    #[must_use]
    pub fn or_hint(self, hint: &str) -> Self {
        if self.hint.is_some() { self } else { self.hint(hint) }
    }

    /// The same problem with "did you mean" for the candidate nearest to what was typed, or all of them
    /// if none is near.
    #[must_use]
    pub fn nearest(self, typed: &str, candidates: &[&str]) -> Self {
        match nearest(typed, candidates) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None => self.hint(format!("choose from {}", candidates.join(", "))),
        }
    }

    /// The same problem with "did you mean" for the candidate nearest to what was typed, if one is near.
    #[must_use]
    pub fn or_nearest(self, typed: &str, candidates: &[&str]) -> Self {
        match nearest(typed, candidates) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// The same problem, said to lie with the argument of this name.
    #[must_use]
    pub fn about(mut self, argument: &'static str) -> Self {
        self.subject = Some(argument);
        self
    }

    /// The same problem, said to be that there is no component of this name.
    #[must_use]
    pub fn of_unknown(mut self, name: impl fmt::Display) -> Self {
        self.unknown = Some(name.to_string().into());
        self
    }

    /// The name of the component that there is not, if that is the problem.
    pub fn unknown(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// The argument that it lies with, if it lies with one.
    pub fn subject(&self) -> Option<&'static str> {
        self.subject
    }

    /// The same problem, its message led by the place it was found at: `shop.toml:3:1`.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// It in one line, for where a person is still typing.
    pub fn line(&self) -> String {
        match &self.hint {
            Some(hint) => format!("{}; {hint}", self.message),
            None => self.message.clone(),
        }
    }

    /// Its code, a word.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is the matter, in a sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The way out, if there is one to tell.
    pub fn way_out(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Who can mend it.
    pub fn cause(&self) -> Cause {
        self.cause
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error[{}]: {}", self.code, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n\n  tip: {hint}"),
            None => Ok(()),
        }
    }
}

impl Error for Problem {}

/// The candidate most like what was typed, by Jaro-Winkler similarity, unless all are far off. One slip in a short
/// word, such as two letters that changed places, is near too; a word that shares nothing but its beginning is not.
pub fn nearest<'a>(typed: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let lower = typed.to_lowercase();
    let likeness = |candidate: &str| {
        // A word in another case is that word, unless there is one in the same case.
        let said = if candidate.chars().any(char::is_uppercase) { typed } else { &*lower };
        let slips = strsim::osa_distance(said, candidate);
        let longer = said.chars().count().max(candidate.chars().count());
        let likeness = if slips * 2 > longer { 0.0 } else { strsim::jaro_winkler(said, candidate) };
        if slips == 1 && candidate.len() > 2 { likeness.max(0.9) } else { likeness }
    };
    candidates
        .iter()
        .map(|candidate| (likeness(candidate), *candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}
