//! Answers from a script, and what comes of them.

use std::collections::VecDeque;

use beamsmith::cli::{self, Verb};
use beamsmith::components::Kind;
use beamsmith::plan::{Plan, Tree};
use beamsmith::project::Project;
use beamsmith::record::{LOCK_FILE, Run};
use beamsmith::run;
use beamsmith::spec;
use beamsmith::wizard::{
    self, Answer, Check, End, Form, HELP, Question, Respondent, SO_FAR, Said, State, Stop, World,
};

use crate::answers::in_world;
use crate::support;

/// Answers, one a question: a word, words to tick or untick, nothing for Enter, `<` for Esc, `^C`.
pub struct Script {
    answers: VecDeque<String>,
    /// Every question with its answer, every text that was told, every error under a line.
    pub transcript: Vec<String>,
}

impl Script {
    pub fn new(answers: &[&str]) -> Self {
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        Self { answers, transcript: Vec::new() }
    }

    fn answer(&mut self, question: &Question) -> Result<Answer, Stop> {
        let answer = self.answers.pop_front();
        let answer = answer.unwrap_or_else(|| panic!("no answer to {question:#?}\n{:#?}", self.transcript));
        self.transcript.push(format!("{}: {answer}", question.message));
        match answer.as_str() {
            "<" => return Err(Stop::Back),
            "^C" => return Err(Stop::Interrupted),
            _ => {}
        }
        Ok(match &question.form {
            Form::Ticks(..) | Form::YesNo(_) if [HELP, SO_FAR].contains(&answer.as_str()) => {
                Answer::Word(answer)
            }
            Form::Select(choices, start) if answer.is_empty() => Answer::Word(choices[*start].word.clone()),
            Form::Select(choices, _) => {
                assert!(
                    choices.iter().any(|choice| choice.word == answer),
                    "no {answer} in {choices:#?}\n{:#?}",
                    self.transcript
                );
                Answer::Word(answer)
            }
            Form::Ticks(choices, ticked) => {
                let toggled: Vec<_> = answer.split_whitespace().collect();
                let is_on = |index: &usize| {
                    ticked.contains(index) != toggled.contains(&choices[*index].word.as_str())
                };
                let on = (0..choices.len()).filter(is_on);
                Answer::Ticked(on.map(|index| choices[index].word.clone()).collect())
            }
            Form::Text { default, typed } if answer.is_empty() => {
                Answer::Word(if typed.is_empty() { default } else { typed }.clone())
            }
            Form::Text { .. } => Answer::Word(answer),
            Form::YesNo(usual) if answer.is_empty() => Answer::Yes(*usual),
            Form::YesNo(_) => Answer::Yes(answer == "y"),
        })
    }
}

impl Respondent for Script {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        loop {
            let answer = self.answer(question)?;
            match check(&answer) {
                Err(problem) if matches!(question.form, Form::Text { .. }) => {
                    self.transcript.push(format!("! {}", problem.line()));
                }
                _ => return Ok(answer),
            }
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        self.transcript.push(text.to_owned());
        Ok(())
    }

    fn explain(&mut self, words: &[wizard::Choice]) -> Result<(), Stop> {
        let lines: Vec<_> = words.iter().map(|line| format!("{} {}", line.word, line.help)).collect();
        self.tell(&lines.join("\n"))
    }
}

/// No more components, the usual parts, nothing besides.
pub const END: [&str; 5] = ["no", "", "", "", "write"];

/// What came of a script.
pub struct Outcome {
    pub end: End,
    pub lines: Vec<Vec<String>>,
    pub spec: String,
    pub tree: Tree,
    pub transcript: Vec<String>,
}

impl Outcome {
    /// The lines without what leaves nothing to chance.
    pub fn typed(&self) -> Vec<String> {
        let is_said = |word: &&String| !word.starts_with("--seed=") && !word.starts_with("--clock=");
        let said = |line: &Vec<String>| line.iter().filter(is_said).cloned().collect::<Vec<_>>();
        self.lines.iter().map(|line| wizard::join(&said(line))).collect()
    }

    pub fn said(&self, line: &str) -> bool {
        self.transcript.iter().any(|said| said.contains(line))
    }
}

/// The wizard of `beamsmith new WORDS`, answered by a script.
pub fn try_new(words: &str, answers: &[&str]) -> Result<Outcome, (Stop, Vec<String>)> {
    let words = ["beamsmith", "new"].into_iter().chain(words.split_whitespace()).map(Into::into);
    let Ok((_, Verb::AskNew(new, matches))) = cli::parse(words, true) else { panic!("nothing to ask") };
    in_world(&Tree::new(), |world| {
        let world = World { typed_for_new: new.typed(), flags_for_new: new.untyped(), ..world };
        let said = Said::typed(Kind::named("project").unwrap(), &matches);
        let said = match &new.path {
            Some(path) => said.at(path),
            None => said,
        };
        let mut script = Script::new(answers);
        let done = State::new_project(&world, said)
            .map_err(Stop::from)
            .and_then(|start| wizard::run(start, &mut script));
        let (state, end) = match done {
            Ok(done) => done,
            Err(stop) => return Err((stop, script.transcript)),
        };
        assert_eq!(script.answers, Vec::<String>::new(), "answers that nobody asked for");
        Ok(Outcome {
            end,
            lines: state.command_lines().unwrap(),
            spec: state.spec().unwrap().text,
            tree: state.tree().clone(),
            transcript: script.transcript,
        })
    })
}

pub fn new(words: &str, answers: &[&str]) -> Outcome {
    try_new(words, answers).unwrap_or_else(|(stop, transcript)| panic!("{stop:?}\n{transcript:#?}"))
}

/// What command lines make, one after the other, whatever chance and the clock would have it.
pub fn run_lines(lines: &[Vec<String>]) -> Tree {
    let mut tree = Tree::new();
    for line in lines {
        let (options, verb) = cli::parse(line.iter().map(Into::into), false).unwrap();
        let run = support::run().with_another_seed().at_another_time();
        let run = Run { seed: options.seed.unwrap_or(run.seed), clock: options.clock.unwrap_or(run.clock) };
        match verb {
            Verb::New(new, said) => {
                let kind = Kind::named("project").unwrap();
                let spec = spec::write(kind, &said, new.path.as_deref()).unwrap();
                tree = run::generate(&spec, &run).unwrap();
            }
            Verb::Add(kind, said) => {
                let before = tree.clone();
                let project = Project::of(&before);
                tree.extend(run::plan_addition(kind, &said, &run, project).unwrap().into_after());
            }
            verb => panic!("{verb:?} makes nothing"),
        }
    }
    tree
}

/// The two ways to say the same without the wizard give the same bytes. The lock tells of each command,
/// so it is only the same from the spec.
pub fn assert_same_bytes(outcome: &Outcome) {
    let from_spec = support::generate(&outcome.spec);
    assert_eq!(outcome.tree, from_spec);
    let (mut asked, mut typed) = (outcome.tree.clone(), run_lines(&outcome.lines));
    asked.remove(LOCK_FILE);
    typed.remove(LOCK_FILE);
    let difference = Plan::new(asked.clone(), typed.clone(), Vec::new());
    assert!(difference.is_empty() && asked.len() == typed.len(), "{:?}\n{difference:#}", outcome.typed());
}

pub fn assert_snapshot(name: &str, text: &str) {
    insta::with_settings!({
        prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!(name, text) });
}

/// A new LiveView application without components, up to the first of them.
pub const LIVE: [&str; 4] = ["shop", "", "", ""];

/// A new plain application without components, up to the first of them.
pub const OTP: [&str; 4] = ["shop", "otp", "", ""];

/// A script that keeps the questions.
pub struct Watching {
    pub script: Script,
    questions: Vec<Question>,
}

impl Watching {
    pub fn new(answers: &[&str]) -> Self {
        Self { script: Script::new(answers), questions: Vec::new() }
    }

    pub fn asked(&self, message: &str) -> impl DoubleEndedIterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.message.starts_with(message))
    }

    pub fn default_of(&self, message: &str) -> &str {
        match &self.asked(message).next().unwrap().form {
            Form::Text { default, .. } => default,
            form => panic!("{form:?}"),
        }
    }

    /// The words of the list, the first time that it is asked.
    pub fn choices(&self, message: &str) -> Vec<String> {
        words(self.asked(message).next().unwrap())
    }

    pub fn last_choices(&self, message: &str) -> Vec<String> {
        words(self.asked(message).next_back().unwrap())
    }

    /// What is offered where this is typed, the first time that it is asked.
    pub fn offers(&self, message: &str, typed: &str) -> Vec<String> {
        offered(self.asked(message).next().unwrap(), typed)
    }

    pub fn last_offers(&self, message: &str, typed: &str) -> Vec<String> {
        offered(self.asked(message).next_back().unwrap(), typed)
    }
}

fn words(question: &Question) -> Vec<String> {
    let Form::Select(choices, _) = &question.form else { panic!("{question:?}") };
    choices.iter().map(|choice| choice.word.clone()).collect()
}

fn offered(question: &Question, typed: &str) -> Vec<String> {
    question.completions.as_ref().unwrap().of(typed).into_iter().map(|(word, _)| word).collect()
}

impl Respondent for Watching {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        self.questions.push(question.clone());
        self.script.ask(question, check)
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        self.script.tell(text)
    }

    fn explain(&mut self, words: &[wizard::Choice]) -> Result<(), Stop> {
        self.script.explain(words)
    }
}

/// The wizard of `beamsmith new`, answered by whoever this is.
pub fn ask_new(respondent: &mut dyn Respondent) {
    in_world(&Tree::new(), |world| {
        let start = State::new_project(&world, Said::nothing(Kind::named("project").unwrap())).unwrap();
        wizard::run(start, respondent).unwrap_or_else(|stop| panic!("{stop:?}"));
    });
}
