//! Going back and breaking off at every question about every argument of every kind, as `new` and `add` ask them.

use beamsmith::components::{KINDS, Kind};
use beamsmith::plan::Tree;
use beamsmith::wizard::{Answer, Form, Question};
use tempfile::TempDir;

use crate::answers::{READY, ask_everything};
use crate::session::{CTRL_C, ENTER, ESC, Terminal, entries};
use crate::support;

/// The keys that take the first end of all that writes nothing.
const QUIT: &str = "quit\r";

/// What a question writes when it is answered or left: the mode of its line is the usual one again.
const ENDED: &str = "\x1b[?2004l";

/// A kind, and every question that is asked about it, each with the keys that answer it.
struct Sweep {
    kind: &'static Kind,
    ready: Tree,
    questions: Vec<(String, String)>,
}

impl Sweep {
    fn of(kind: &'static Kind, ready: &Tree) -> Self {
        let ready = if kind.is_project() { Tree::new() } else { ready.clone() };
        let (mut asked, ()) = ask_everything(kind, &ready, |_| ());
        let questions = asked.drain(..).map(|(question, answer)| (seen(&question), keys(&question, &answer)));
        // Which kind it is to be is the first question about an addition.
        let addition = (!kind.is_project()).then(|| ("What to add".to_owned(), format!("{}\r", kind.name)));
        let mut questions: Vec<_> = addition.into_iter().chain(questions).collect();
        QUIT.clone_into(&mut questions.last_mut().unwrap().1);
        Self { kind, ready, questions }
    }

    fn start(&self) -> Terminal {
        let folder = TempDir::new().unwrap();
        support::write(&self.ready, folder.path());
        Terminal::start_in(folder, &[if self.kind.is_project() { "new" } else { "add" }], &[])
    }

    /// Ends, and nothing is there that was not there before.
    fn assert_ends(&self, terminal: &mut Terminal, status: i32) {
        let (code, names) = terminal.ends();
        let drawn = &terminal.drawn;
        assert_eq!(code, status, "{}: {drawn}", self.kind.name);
        let before = TempDir::new().unwrap();
        support::write(&self.ready, before.path());
        assert_eq!(names, entries(before.path()), "{}: {drawn}", self.kind.name);
        assert_eq!(support::files(terminal.folder.path()), support::files(before.path()));
        terminal.assert_cursor_is_shown();
    }

    fn goes_back(&self) {
        let mut terminal = self.start();
        let mut before: Option<&str> = None;
        for (question, keys) in &self.questions {
            terminal.sees(question).presses(ESC).sees(ENDED);
            if let Some(earlier) = before {
                // It starts at what was answered.
                terminal.sees(earlier).presses(ENTER);
            }
            terminal.sees(question).presses(keys);
            before = Some(question);
        }
        self.assert_ends(&mut terminal, 0);
    }

    fn breaks_off(&self) {
        for (count, (question, _)) in self.questions.iter().enumerate() {
            let mut terminal = self.start();
            for (question, keys) in &self.questions[..count] {
                terminal.sees(question).presses(keys);
            }
            terminal.sees(question).presses(CTRL_C);
            self.assert_ends(&mut terminal, 130);
        }
    }
}

/// So much of a question that it stands in one line.
fn seen(question: &Question) -> String {
    question.message.chars().take(40).collect()
}

/// The keys that give an answer.
fn keys(question: &Question, answer: &Answer) -> String {
    let index = |word: &str| match &question.form {
        Form::Select(choices, _) | Form::Ticks(choices, _) => choices.iter().position(|it| it.word == word),
        _ => None,
    };
    match (&question.form, answer) {
        (Form::Select(_, start), Answer::Word(word)) if index(word) == Some(*start) => ENTER.to_owned(),
        (Form::Text { default, .. }, Answer::Word(word)) if word == default => ENTER.to_owned(),
        (_, Answer::Word(word)) => format!("{word}\r"),
        (Form::Ticks(choices, ticked), Answer::Ticked(words)) => {
            let is_other = |(index, word): &(usize, &String)| ticked.contains(index) != words.contains(word);
            let words = choices.iter().map(|choice| &choice.word).enumerate().filter(is_other);
            // It is looked for, and what was typed is taken back.
            let toggle =
                |(_, word): (usize, &String)| format!("{word} {}", "\x7f".repeat(word.chars().count()));
            words.map(toggle).chain([ENTER.to_owned()]).collect()
        }
        (_, Answer::Yes(yes)) => if *yes { "y\r" } else { "n\r" }.to_owned(),
        (form, answer) => panic!("{answer:?} to {form:?}"),
    }
}

/// Does something with every kind, several at a time: most of the time a terminal is waited for.
fn of_every_kind(does: fn(&Sweep)) {
    let ready = support::generate(READY);
    std::thread::scope(|scope| {
        for kind in &KINDS {
            let ready = &ready;
            scope.spawn(move || does(&Sweep::of(kind, ready)));
        }
    });
}

#[test]
fn esc_at_every_question_about_every_kind_goes_back_to_the_one_before() {
    of_every_kind(Sweep::goes_back);
}

#[test]
fn ctrl_c_at_every_question_about_every_kind_leaves_nothing_behind() {
    of_every_kind(Sweep::breaks_off);
}
