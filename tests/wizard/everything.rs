//! Every argument of every kind.

use beamsmith::cli::{self, Verb};
use beamsmith::components::KINDS;
use beamsmith::plan::Tree;
use beamsmith::project::Project;
use beamsmith::run;
use beamsmith::wizard::{Form, Question};

use crate::answers::{READY, ask_everything};
use crate::support;

/// No argument of any kind is out of reach: with more options asked for, each is asked about. What comes of it is what
/// the command line says that is made of the answers.
#[test]
fn every_argument_of_every_kind_can_be_reached() {
    let ready = support::generate(READY);
    for kind in &KINDS {
        let tree = if kind.is_project() { Tree::new() } else { ready.clone() };
        let (asked, (lines, said)) = ask_everything(kind, &tree, |state| {
            (state.command_lines().unwrap(), state.components().unwrap()[0].matches().unwrap())
        });
        let told = |(question, _): &(Question, _)| {
            let ticks = match &question.form {
                Form::Ticks(choices, _) => choices.iter().map(|choice| choice.help.as_str()).collect(),
                _ => Vec::new(),
            };
            [&[question.message.as_str(), question.help.as_deref().unwrap_or_default()], &ticks[..]]
                .concat()
                .join("\n")
        };
        for (question, _) in &asked {
            assert!(!question.explained().is_empty(), "nothing explains {question:?}");
        }
        let is_choice = |question: &&Question| matches!(question.form, Form::Select(..));
        let choices = asked.iter().map(|(question, _)| question).filter(is_choice);
        let choices: Vec<_> = choices.map(|question| question.message.clone()).collect();
        let asked = asked.iter().map(told).collect::<Vec<_>>().join("\n");
        for arg in kind.command().get_arguments() {
            let help = arg.get_help().unwrap().to_string();
            let help = help.split(" [default: ").next().unwrap();
            // The folder names a project.
            let is_said_otherwise = kind.is_project() && arg.get_id() == "name";
            // The example of what is typed is told below the question; of what is chosen there are the choices.
            let (help, example) = help.split_once(", such as ").unwrap_or((help, ""));
            let is_chosen = choices.iter().any(|message| message == help);
            let is_asked = asked.contains(help) && (is_chosen || asked.contains(example));
            assert!(is_asked || is_said_otherwise, "{}: {help}\n{asked}", kind.name);
        }
        if !kind.is_project() {
            let [line] = &lines[..] else { panic!("not one command line") };
            // Enter takes the name that it has by default, and then nobody needs to type it.
            let name = kind.command().get_arguments().find(|arg| arg.get_id() == "name").unwrap();
            for name in name.get_default_values() {
                assert!(!line.iter().any(|word| **word == **name), "{line:?}");
            }
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
