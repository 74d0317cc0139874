//! Every argument of every kind.

use std::cell::RefCell;

use beamsmith::cli::{self, Verb};
use beamsmith::components::{KINDS, is_switch};
use beamsmith::plan::Tree;
use beamsmith::project::Project;
use beamsmith::run;
use beamsmith::wizard::{self, Answer, Check, End, Form, Question, Respondent, SO_FAR, Said, State, Stop};

use crate::script::in_world;
use crate::support;

/// A project in which every kind finds what it needs.
const READY: &str = "[project]\nname = \"shop\"\n[[supervisor]]\nname = \"Pricing\"\n[[schema]]\n\
    name = \"Catalog.Product\"\nfields = [\"name:string\"]\n";

/// No argument of any kind is out of reach: with more options asked for, each is asked about. What comes of it is what
/// the command line says that is made of the answers.
#[test]
fn every_argument_of_every_kind_can_be_reached() {
    let ready = support::generate(READY);
    for kind in &KINDS {
        let tree = if kind.is_project() { Tree::new() } else { ready.clone() };
        let asked = RefCell::new(String::new());
        let (lines, said) = in_world(&tree, |world| {
            let start = if kind.is_project() {
                State::new_project(&world, Said::nothing(kind)).unwrap()
            } else {
                State::addition(&world, Some(Said::nothing(kind)))
            };
            let (state, end) = wizard::run(start, &mut Everything(&asked)).unwrap();
            assert_eq!(end, End::Write);
            (state.command_lines().unwrap(), state.components().unwrap()[0].matches().unwrap())
        });
        let asked = asked.into_inner();
        for arg in kind.command().get_arguments() {
            let help = arg.get_help().unwrap().to_string();
            let help = help.split(" [default: ").next().unwrap();
            // The folder names a project.
            let is_said_otherwise = kind.is_project() && arg.get_id() == "name";
            let is_switch = is_switch(arg);
            assert!(
                asked.contains(help) || is_said_otherwise,
                "{}: {help} ({is_switch})\n{asked}",
                kind.name
            );
        }
        if !kind.is_project() {
            let [line] = &lines[..] else { panic!("not one command line") };
            let (_, Verb::Add(_, typed)) = cli::parse(line.iter().map(Into::into), false).unwrap() else {
                panic!("{line:?} adds nothing")
            };
            let after = |said| {
                let project = Project::of(&tree);
                run::plan_addition(kind, said, &support::run(), project).unwrap().into_after()
            };
            assert_eq!(after(&typed), after(&said), "{line:?}");
        }
    }
}

/// Answers with the default, or with the first of some words that can be, and asks for more options.
struct Everything<'a>(&'a RefCell<String>);

impl Respondent for Everything<'_> {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        let mut asked = self.0.borrow_mut();
        asked.push_str(&question.message);
        asked.push_str(question.help.as_deref().unwrap_or_default());
        Ok(match &question.form {
            Form::Select(choices, start) => {
                let may_be_left_out = choices[0].word.is_empty();
                let others = choices.iter().rev().filter(|it| may_be_left_out && it.word != SO_FAR);
                let words = others.map(|choice| Answer::Word(choice.word.clone()));
                let said = words.into_iter().find(|answer| check(answer).is_ok());
                said.unwrap_or_else(|| Answer::Word(choices[*start].word.clone()))
            }
            Form::Ticks(choices, _) => {
                asked.extend(choices.iter().map(|choice| format!("{}\n", choice.help)));
                let all = Answer::Ticked(choices.iter().map(|choice| choice.word.clone()).collect());
                if check(&all).is_ok() { all } else { Answer::Ticked(Vec::new()) }
            }
            Form::Text { default, .. } => {
                let words = [
                    "Thing",
                    "Catalog.Thing",
                    "name:string",
                    "thing",
                    "thing:1",
                    "https://thing.test",
                    "made:insert=Catalog.Product",
                ];
                let answers =
                    [default.as_str()].into_iter().chain(words).map(|it| Answer::Word(it.to_owned()));
                answers.into_iter().find(|answer| check(answer).is_ok()).unwrap_or_else(|| {
                    let why = words.map(|word| check(&Answer::Word(word.to_owned())).unwrap_err().line());
                    panic!("nothing answers {question:#?}\n{why:#?}\n{asked}")
                })
            }
            Form::YesNo(_) => Answer::Yes(true),
        })
    }

    fn tell(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }

    fn explain(&mut self, _: &[wizard::Choice]) -> Result<(), Stop> {
        Ok(())
    }
}
