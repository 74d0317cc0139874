//! Whoever answers every question that there is about a component, and what was asked.

use std::path::Path;

use beamsmith::cli::{self, Verb};
use beamsmith::components::Kind;
use beamsmith::plan::Tree;
use beamsmith::problem::Problem;
use beamsmith::project::{Project, names_below};
use beamsmith::run;
use beamsmith::wizard::{self, Answer, Check, End, Form, Question, Respondent, Said, State, Stop, World};

use crate::support;

/// A project in which every kind finds what it needs.
pub const READY: &str = "[project]\nname = \"shop\"\n[[supervisor]]\nname = \"Pricing\"\n[[schema]]\n\
    name = \"Catalog.Product\"\nfields = [\"name:string\"]\n";

/// Whether a new project may go to a path.
pub fn vacant(path: &Path) -> Result<(), Problem> {
    if path == Path::new("full") {
        Err(Problem::world("full", "the folder `full` is not empty"))
    } else {
        Ok(())
    }
}

/// Whether the spec of a new project at a path may be written beside it.
pub fn unsaved(path: &Path) -> Result<(), Problem> {
    if path == Path::new("kept") {
        Err(Problem::world("file-exists", "`kept.toml` already exists"))
    } else {
        Ok(())
    }
}

/// Does something in the world of a project that is there, or of a new one if it has no files.
pub fn in_world<T>(tree: &Tree, then: impl FnOnce(World<'_>) -> T) -> T {
    let plan_addition =
        |said: &Said| run::plan_addition(said.kind, &said.matches()?, &support::run(), Project::of(tree));
    then(World {
        read: &|path| Ok(tree.get(path).cloned()),
        list: &|folder| Ok(names_below(tree, folder)),
        vacant: &vacant,
        unsaved: &unsaved,
        plan: &|spec| run::generate(spec, &support::run()),
        addition: (!tree.is_empty()).then_some(&plan_addition),
        is_dry_run: false,
        run: &support::run(),
        typed_for_new: Vec::new(),
        flags_for_new: Vec::new(),
    })
}

/// Every question about a component of a kind, or about a new project, each with its answer; then what comes of them.
pub fn ask_everything<T>(
    kind: &'static Kind,
    tree: &Tree,
    then: impl FnOnce(&State<'_>) -> T,
) -> (Vec<(Question, Answer)>, T) {
    let mut everything = Everything::default();
    let made = in_world(tree, |world| {
        let Ok((_, Verb::AskNew(new, _))) = cli::parse(["beamsmith", "new"].map(Into::into), true) else {
            panic!("nothing to ask")
        };
        let world = World { flags_for_new: new.untyped(), ..world };
        let start = if kind.is_project() {
            State::new_project(&world, Said::nothing(kind)).unwrap()
        } else {
            State::addition(&world, Some(Said::nothing(kind))).unwrap()
        };
        let (state, end) = wizard::run(start, &mut everything).unwrap();
        assert_eq!(end, End::Write);
        then(&state)
    });
    (everything.asked, made)
}

/// Answers with the default, or with the first of some words that can be, and asks for more options.
#[derive(Default)]
struct Everything {
    asked: Vec<(Question, Answer)>,
}

impl Respondent for Everything {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        let answer = match &question.form {
            Form::Select(choices, start) => {
                let may_be_left_out = choices[0].word.is_empty();
                let others = choices.iter().rev().filter(|it| may_be_left_out && !it.is_mark());
                let words = others.map(|choice| Answer::Word(choice.word.clone()));
                let said = words.into_iter().find(|answer| check(answer).is_ok());
                said.unwrap_or_else(|| Answer::Word(choices[*start].word.clone()))
            }
            Form::Ticks(choices, _) => {
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
                    panic!("nothing answers {question:#?}\n{why:#?}\n{:#?}", self.asked)
                })
            }
            Form::YesNo(_) => Answer::Yes(true),
        };
        self.asked.push((question.clone(), answer.clone()));
        Ok(answer)
    }

    fn tell(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }

    fn explain(&mut self, _: &[wizard::Choice]) -> Result<(), Stop> {
        Ok(())
    }
}
