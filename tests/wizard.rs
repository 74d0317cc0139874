//! The wizard without a terminal: answers from a script.

mod support;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::Path;

use beamsmith::cli::{self, Verb};
use beamsmith::components::{KINDS, Kind, is_switch};
use beamsmith::plan::{Conflict, Plan, Tree};
use beamsmith::problem::Problem;
use beamsmith::project::{Choice, Project};
use beamsmith::record::LOCK_FILE;
use beamsmith::run;
use beamsmith::spec;
use beamsmith::wizard::{self, Answer, Check, End, Form, Question, Respondent, Said, State, Stop, World};

/// Answers, one a question: a word, words to tick or untick, nothing for Enter, `<` for Esc, `^C`.
struct Script {
    answers: VecDeque<String>,
    /// Every question with its answer, every text that was told, every error under a line.
    transcript: Vec<String>,
}

impl Script {
    fn new(answers: &[&str]) -> Self {
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
            Form::YesNo => Answer::Yes(answer == "y"),
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
}

/// What came of a script.
struct Outcome {
    end: End,
    lines: Vec<Vec<String>>,
    spec: String,
    tree: Tree,
    transcript: Vec<String>,
}

impl Outcome {
    fn typed(&self) -> Vec<String> {
        self.lines.iter().map(|line| wizard::join(line)).collect()
    }

    fn said(&self, line: &str) -> bool {
        self.transcript.iter().any(|said| said.contains(line))
    }
}

fn vacant(path: &Path) -> Result<(), Problem> {
    if path == Path::new("full") {
        Err(Problem::world("full", "the folder `full` is not empty"))
    } else {
        Ok(())
    }
}

/// The wizard of `beamsmith new WORDS`, answered by a script.
fn try_new(words: &str, answers: &[&str]) -> Result<Outcome, (Stop, Vec<String>)> {
    let words = ["beamsmith", "new"].into_iter().chain(words.split_whitespace()).map(Into::into);
    let Ok((options, Verb::AskNew(new, matches))) = cli::parse(words, true) else { panic!("nothing to ask") };
    let world = World {
        read: &|_| Ok(None),
        vacant: &vacant,
        plan: &|spec| run::generate(spec, &support::run()),
        run: &support::run(),
        typed_for_new: new.typed(),
        typed_for_all: options.typed(),
    };
    let said = Said::typed(Kind::named("project").unwrap(), &matches);
    let said = match new.path {
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
}

fn new(words: &str, answers: &[&str]) -> Outcome {
    try_new(words, answers).unwrap_or_else(|(stop, transcript)| panic!("{stop:?}\n{transcript:#?}"))
}

/// What command lines make, one after the other.
fn run_lines(lines: &[Vec<String>]) -> Tree {
    let mut tree = Tree::new();
    for line in lines {
        let (_, verb) = cli::parse(line.iter().map(Into::into), false).unwrap();
        match verb {
            Verb::New(new, said) => {
                let kind = Kind::named("project").unwrap();
                let spec = spec::write(kind, &said, new.path.as_deref()).unwrap();
                tree = run::generate(&spec, &support::run()).unwrap();
            }
            Verb::Add(kind, said) => {
                let before = tree.clone();
                let project = Project::new(|path| Ok(before.get(path).cloned()));
                tree.extend(run::plan_addition(kind, &said, &support::run(), project).unwrap().into_after());
            }
            verb => panic!("{verb:?} makes nothing"),
        }
    }
    tree
}

/// The two ways to say the same without the wizard give the same bytes. The lock tells of each command,
/// so it is only the same from the spec.
fn assert_same_bytes(outcome: &Outcome) {
    let from_spec = support::generate(&outcome.spec);
    assert_eq!(outcome.tree, from_spec);
    let (mut asked, mut typed) = (outcome.tree.clone(), run_lines(&outcome.lines));
    asked.remove(LOCK_FILE);
    typed.remove(LOCK_FILE);
    let difference = Plan::new(asked.clone(), typed.clone(), Vec::new());
    assert!(difference.is_empty() && asked.len() == typed.len(), "{:?}\n{difference:#}", outcome.typed());
}

fn assert_snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "wizard", prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!(name, text) });
}

#[test]
fn enter_throughout_gives_the_defaults() {
    let outcome = new("", &["shop", "", "", "", "", "", "", ""]);
    assert_eq!(outcome.end, End::Write);
    assert_eq!(outcome.typed(), ["beamsmith new shop --yes"]);
    assert_same_bytes(&outcome);
}

#[test]
fn what_was_answered_is_what_can_be_typed() {
    let more = ["y", "uuid", "7", "9", "", "MyShop"];
    let answers =
        [&["apps/my-shop", "html", "sqlite", "rest_for_one", "mailer release"], &more[..], &["no", "write"]];
    let outcome = new("--no-git --seed 42 --clock 2026-11-23T12:00:00Z", &answers.concat());
    assert_eq!(
        outcome.typed(),
        ["beamsmith new apps/my-shop --kind html --database sqlite --ids uuid --strategy rest_for_one \
            --max-restarts 7 --max-seconds 9 --module MyShop --no-mailer --no-release --no-git --yes \
            --seed=42 --clock=2026-11-23T12:00:00Z"]
    );
    assert_same_bytes(&outcome);
}

#[test]
fn components_are_added_as_commands_would_add_them() {
    let project = ["shop", "otp", "", "", "", ""];
    let engine = ["gen_server", "Pricing.Engine", ""];
    let pricing = ["supervisor", "Pricing", "rest_for_one", "y", "", "1000", "7", "60"];
    let cache = ["cache", "Pricing.Cache", "Pricing", "30s", ""];
    let limiter = ["rate_limiter", "Limiter", "", "50", "10s", "token_bucket", ""];
    let outcome = new("", &[&project[..], &engine, &pricing, &cache, &limiter, &["no", "write"]].concat());
    assert_same_bytes(&outcome);
    assert_snapshot("components", &outcome.typed().join("\n"));
}

#[test]
fn what_does_not_go_with_the_answers_is_not_asked() {
    let outcome = new("shop", &["otp", "", "", "", "n", "no", "quit"]);
    assert_eq!(outcome.end, End::Quit);
    assert!(outcome.said("Parts: "));
    let more = new("shop", &["otp", "", "", "", "y", "", "", "", "", "no", "quit"]);
    assert!(!more.said("primary keys"), "{:#?}", more.transcript);
}

#[test]
fn what_was_typed_is_not_asked_again() {
    let outcome =
        new("shop --kind api --no-ci --max-restarts 5", &["", "", "ci", "y", "", "", "", "", "no", ""]);
    let asked = outcome.transcript.join("\n");
    for question in ["The folder", "What it is", "How many restarts"] {
        assert!(!asked.contains(question), "{asked}");
    }
    assert_same_bytes(&outcome);
}

#[test]
fn an_answer_that_cannot_be_is_refused_where_it_is_typed() {
    let names = ["server", "full", "Shop", "..", "shop"];
    let more = ["y", "", "-1", "3", "0", "5", "Enum", "", "enum", "Enum", ""];
    let outcome = new(
        "",
        &[
            &names[..],
            &["", "", "", ""],
            &more,
            &["cache", "pricing", "Pricing", "1 m", "1m", "", "no", "quit"],
        ]
        .concat(),
    );
    let refused: Vec<_> = outcome.transcript.iter().filter(|line| line.starts_with("! ")).cloned().collect();
    assert_snapshot("refused", &refused.join("\n"));
}

#[test]
fn the_pipelines_of_the_router_are_offered() {
    let project = ["", "", "", "", ""];
    let limiter = ["rate_limiter", "Limiter", "", "", "", "api", ""];
    let outcome = new("shop", &[&project[..], &limiter, &["no", "write"]].concat());
    assert_eq!(outcome.typed()[1], "beamsmith add rate_limiter Limiter --pipeline api");
    assert_same_bytes(&outcome);
}

#[test]
fn all_that_is_required_is_asked_for() {
    let project = ["otp", "", "", "", ""];
    let pool = ["pool", "lines", "Lines", "switch", "switch:9100", "", ""];
    let outcome = new("shop", &[&project[..], &pool, &["no", "write"]].concat());
    assert!(outcome.said("! `lines` cannot name a module") && outcome.said("! `switch` is no address"));
    assert_eq!(outcome.typed()[1], "beamsmith add pool Lines --address switch:9100");
    assert_same_bytes(&outcome);
}

#[test]
fn a_name_that_is_taken_is_told_while_it_is_typed() {
    let project = ["otp", "", "", "", ""];
    let components = ["cache", "Pricing", "", "", "worker", "Pricing", "Reconciler", "", ""];
    let outcome = new("shop", &[&project[..], &components, &["no", "write"]].concat());
    assert!(outcome.said("! there are two components of the name `Pricing`"));
    assert_same_bytes(&outcome);
}

#[test]
fn esc_goes_back_and_forgets_what_came_after() {
    let outcome =
        new("", &["<", "shop", "otp", "<", "<", "store", "api", "<", "", "sqlite", "", "", "", "", "write"]);
    assert_eq!(outcome.typed(), ["beamsmith new store --kind api --database sqlite --yes"]);
    assert_same_bytes(&outcome);
}

#[test]
fn esc_leaves_a_component_and_change_goes_back_from_the_end() {
    let answers = [
        "shop", "otp", "", "", "", "", "cache", "<", "worker", "<", "no", "change", "tasks", "Jobs", "", "",
        "no", "write",
    ];
    let outcome = new("", &answers);
    assert_eq!(outcome.typed(), ["beamsmith new shop --kind otp --yes", "beamsmith add tasks Jobs"]);
    assert_same_bytes(&outcome);
}

#[test]
fn the_end_shows_what_is_to_be_written() {
    let outcome = new("shop", &["otp", "", "", "release ci agents", "", "no", "spec", "show", "save"]);
    assert_eq!(outcome.end, End::Save);
    assert!(outcome.transcript.contains(&outcome.spec));
    assert!(outcome.said("+defmodule Shop.MixProject do"));
    let summary = outcome.transcript.iter().find(|text| text.contains("Processes")).unwrap();
    assert_snapshot("summary", summary);
}

#[test]
fn of_each_file_that_differs_it_is_asked_what_becomes_of_it() {
    let conflict = |path: &str| Conflict { path: path.to_owned(), diff: format!("-mine in {path}") };
    let conflicts = [conflict("a.ex"), conflict("b.ex")];
    let mut script = Script::new(&["keep", "<", "overwrite", "merge"]);
    let settled = wizard::settle(&conflicts, &mut script).unwrap();
    assert_eq!(settled["a.ex"], Choice::Overwrite);
    assert_eq!(settled["b.ex"], Choice::Merge);
    assert_eq!(script.transcript[..2], ["-mine in a.ex", "`a.ex` holds something else: keep"]);
    let broken_off = wizard::settle(&conflicts, &mut Script::new(&["keep", "^C"]));
    assert!(matches!(broken_off, Err(Stop::Interrupted)));
}

#[test]
fn ctrl_c_ends_it_at_every_question() {
    let answers = ["shop", "otp", "", "", "", "", "cache", "Pricing.Cache", "", "", "no"];
    for count in 0..=answers.len() {
        let script = [&answers[..count], &["^C"]].concat();
        assert!(matches!(try_new("", &script), Err((Stop::Interrupted, _))), "{script:?}");
    }
}

#[test]
fn flags_that_make_no_sense_are_refused_before_the_first_question() {
    let Err((Stop::Problem(problem), _)) = try_new("shop --kind otp --mailer", &[]) else { panic!("asked") };
    assert!(problem.to_string().contains("`mailer` does not go with kind `otp`"), "{problem}");
}

/// No argument of any kind is out of reach: with more options asked for, each is asked about.
#[test]
fn every_argument_of_every_kind_can_be_reached() {
    let tree = support::generate("[project]\nname = \"shop\"\n[[supervisor]]\nname = \"Pricing\"\n");
    for kind in KINDS {
        let asked = RefCell::new(String::new());
        let world = World {
            read: &|path| Ok(if kind.is_project() { None } else { tree.get(path).cloned() }),
            vacant: &|_| Ok(()),
            plan: &|spec| run::generate(spec, &support::run()),
            run: &support::run(),
            typed_for_new: Vec::new(),
            typed_for_all: Vec::new(),
        };
        let start = if kind.is_project() {
            State::new_project(&world, Said::nothing(kind)).unwrap()
        } else {
            State::addition(&world, Some(Said::nothing(kind)))
        };
        wizard::run(start, &mut Everything(&asked)).unwrap();
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
    }
}

/// Answers with the default, and asks for more options.
struct Everything<'a>(&'a RefCell<String>);

impl Respondent for Everything<'_> {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        let mut asked = self.0.borrow_mut();
        asked.push_str(&question.message);
        Ok(match &question.form {
            Form::Select(choices, start) => Answer::Word(choices[*start].word.clone()),
            Form::Ticks(choices, ticked) => {
                asked.extend(choices.iter().map(|choice| format!("{}\n", choice.help)));
                Answer::Ticked(ticked.iter().map(|&index| choices[index].word.clone()).collect())
            }
            Form::Text { default, .. } => {
                let answers = [default.as_str(), "Thing", "thing", "thing:1", "https://thing.test"]
                    .map(|word| Answer::Word(word.to_owned()));
                answers.into_iter().find(|answer| check(answer).is_ok()).unwrap()
            }
            Form::YesNo => Answer::Yes(true),
        })
    }

    fn tell(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }
}
