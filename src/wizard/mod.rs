//! Asks for the arguments that a command line lacks.
//!
//! It has no questions of its own: they are made of the arguments of each kind. What it yields are
//! command lines, so nothing can be answered that could not have been typed.

mod command_line;
mod conflict;
mod files;
mod form;
mod list;
mod menu;
mod offer;
mod question;
mod said;
mod state;
mod summary;

use std::cell::RefCell;

use crate::problem::Problem;

pub use command_line::join;
pub use conflict::settle;
pub use question::{Answer, Choice, Form, HELP, Question, SO_FAR};
pub use said::Said;
pub use state::{Addition, State, World};

use question::Key;
use state::{Step, Turn};

/// Whoever answers: a person at a terminal, or the script of a test.
pub trait Respondent {
    /// The answer to a question, one that `check` has nothing against if it can be told while it is given.
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop>;

    /// Shows a text that is no question.
    fn tell(&mut self, text: &str) -> Result<(), Stop>;

    /// Shows what an answer is refused for.
    fn refuse(&mut self, problem: &Problem) -> Result<(), Stop> {
        self.tell(&problem.to_string())
    }

    /// Shows words and what each means.
    fn explain(&mut self, words: &[Choice]) -> Result<(), Stop>;

    /// How to answer, told before the first question.
    fn how(&self) -> &'static str {
        "Enter takes the default, Esc goes back, Ctrl-C quits."
    }
}

/// What is wrong with an answer, if anything is.
pub type Check<'a> = dyn Fn(&Answer) -> Result<(), Problem> + 'a;

/// Why there is no answer.
#[derive(Debug)]
pub enum Stop {
    /// Back to the question before.
    Back,
    /// Away, without a trace.
    Interrupted,
    /// Nothing can be asked, or what was said before the first question makes no sense.
    Problem(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// What is to be done with the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All that was asked for is to be written.
    Write,
    /// Only the spec is.
    Save,
    /// Nothing is.
    Quit,
}

/// Asks until everything is said, one step back at a time wherever that is wanted.
pub fn run<'w>(start: State<'w>, respondent: &mut dyn Respondent) -> Result<(State<'w>, End), Stop> {
    let mut state = start;
    let mut answered: Vec<(State<'w>, Option<Answer>)> = Vec::new();
    let mut previous = None;
    let mut is_beginning = true;
    loop {
        let question = match state.step()? {
            Step::Done(end) => return Ok((state, end)),
            Step::Ask(question) => question,
        };
        if std::mem::take(&mut is_beginning) {
            let how = respondent.how();
            respondent.tell(&format!("{how}\nNothing is written until the last question.\n"))?;
        }
        if let (Key::End, None) = (question.key(), &previous) {
            respondent.tell(&state.summary()?)?;
        }
        let question = question.starting_at(previous.clone()).with_marks().first(answered.is_empty());
        // An answer is tried before it is given: what comes of it need not be found twice.
        let tried = RefCell::new(None);
        let check = |answer: &Answer| {
            if !answer.asks(HELP) && !answer.asks(SO_FAR) {
                tried.replace(Some((answer.clone(), state.answer(&question, answer)?)));
            }
            Ok(())
        };
        let (turn, answer) = match respondent.ask(&question, &check) {
            Ok(answer) => {
                if answer.asks(HELP) {
                    respondent.explain(&question.explained())?;
                    previous = answer.without_marks().or(previous);
                    continue;
                }
                if answer.asks(SO_FAR) {
                    if *question.key() == Key::End {
                        // All of it is told before the question.
                        previous = None;
                    } else {
                        respondent.tell(&state.so_far()?)?;
                        previous = answer.without_marks().or(previous);
                    }
                    continue;
                }
                let turn = match tried.take() {
                    Some((tried, turn)) if tried == answer => Ok(turn),
                    _ => state.answer(&question, &answer),
                };
                (turn, Some(answer))
            }
            Err(Stop::Back) => (Ok(Turn::Back), None),
            Err(stop) => return Err(stop),
        };
        match turn {
            Ok(Turn::On(next)) => {
                answered.push((std::mem::replace(&mut state, next), answer));
                previous = None;
            }
            Ok(Turn::Show(text)) => {
                respondent.tell(&text)?;
                // What was shown is not to be shown again by Enter; at the end, Enter alone shall not write.
                previous = answer.filter(|_| *question.key() == Key::End);
            }
            Ok(Turn::Explain(words)) => {
                respondent.explain(&words)?;
                previous = None;
            }
            // Before the first question there is nothing to go back to.
            Ok(Turn::Back) => {
                if let Some(before) = answered.pop() {
                    (state, previous) = before;
                }
            }
            Err(problem) => {
                respondent.refuse(&problem)?;
                previous = answer;
            }
        }
    }
}
