//! A person at a terminal on which nothing can be drawn anew: asked line by line.

use std::io;

use super::choices::lines;
use super::columns::{columns, width, wrap};
use super::person::{cannot_ask, explain, refuse, tell};
use crate::problem::Problem;
use crate::wizard::{Answer, Check, Choice, Form, HELP, Question, Respondent, SO_FAR, Stop};

/// What is typed to go back.
const BACK: &str = "<";

/// A person who answers in lines.
pub(super) struct Plain;

impl Respondent for Plain {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        loop {
            self.tell(&shown(question))?;
            let mut typed = String::new();
            if io::stdin().read_line(&mut typed).map_err(|error| cannot_ask(&error))? == 0 {
                return Err(Stop::Interrupted);
            }
            let told = match typed.trim() {
                BACK if question.is_first => Err("this is the first question".to_owned()),
                BACK => return Err(Stop::Back),
                mark @ (HELP | SO_FAR) => return Ok(Answer::Word(mark.to_owned())),
                typed => answer(&question.form, typed)
                    .and_then(|answer| check(&answer).map(|()| answer).map_err(|problem| problem.line())),
            };
            match told {
                Ok(answer) => return Ok(answer),
                Err(problem) => self.tell(&wrap(&problem, width(), 0, 2))?,
            }
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        tell(text)
    }

    fn refuse(&mut self, problem: &Problem) -> Result<(), Stop> {
        refuse(problem)
    }

    fn explain(&mut self, words: &[Choice]) -> Result<(), Stop> {
        explain(words)
    }

    fn how(&self) -> &'static str {
        "Answer each question with a line. Enter takes what is in\n\
         brackets, `<` goes back, `?` explains, `??` previews the\n\
         result, Ctrl-C quits."
    }
}

/// A question as it is printed: what there is to choose from, by number, and what Enter alone takes.
fn shown(question: &Question) -> String {
    const MARGIN: usize = 6;
    let numbered = |choices: &[Choice]| {
        let lines = lines(choices, MARGIN);
        lines
            .iter()
            .zip(1..)
            .map(|(line, number)| format!("\n{number:>4}  {line}"))
            .collect::<Vec<_>>()
            .concat()
    };
    let word = |choice: Option<&Choice>| choice.map(Choice::title).unwrap_or_default().to_owned();
    let (list, usual) = match &question.form {
        Form::Select(choices, start) => (numbered(&choices_of(choices)), word(choices.get(*start))),
        Form::Ticks(choices, ticked) => {
            let words: Vec<_> = ticked.iter().map(|index| word(choices.get(*index))).collect();
            let words = if words.is_empty() { "none".to_owned() } else { words.join(" ") };
            (numbered(choices), format!("{words}; several separated by spaces, or none"))
        }
        Form::Text { default, typed } => {
            let offered = question.completions.as_ref().map(|known| known.of("")).unwrap_or_default();
            let offered = offered.iter().map(|(word, help)| (word.as_str(), help.as_str()));
            let offered =
                columns(offered, 2).iter().map(|line| format!("\n  {line}")).collect::<Vec<_>>().concat();
            (offered, if typed.is_empty() { default } else { typed }.clone())
        }
        Form::YesNo(usual) => (String::new(), if *usual { "yes" } else { "no" }.to_owned()),
    };
    let help = question.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    let usual = if usual.is_empty() { usual } else { format!(" [{usual}]") };
    format!("\n{}{list}", wrap(&format!("{}{help}{usual}", question.message), width(), 0, 2))
}

/// The choices but for those that are typed at any question.
fn choices_of(choices: &[Choice]) -> Vec<Choice> {
    choices.iter().filter(|choice| !choice.is_mark()).cloned().collect()
}

/// What a line answers, or what is wrong with it.
fn answer(form: &Form, typed: &str) -> Result<Answer, String> {
    Ok(match form {
        Form::Select(choices, start) if typed.is_empty() => {
            Answer::Word(choices.get(*start).map(|choice| choice.word.clone()).unwrap_or_default())
        }
        Form::Select(choices, _) => Answer::Word(chosen(&choices_of(choices), typed)?),
        Form::Ticks(choices, ticked) if typed.is_empty() => {
            let words = ticked.iter().filter_map(|index| choices.get(*index));
            Answer::Ticked(words.map(|choice| choice.word.clone()).collect())
        }
        Form::Ticks(_, _) if typed == "none" => Answer::Ticked(Vec::new()),
        Form::Ticks(choices, _) => {
            let typed = typed.split([' ', ',']).filter(|word| !word.is_empty());
            Answer::Ticked(typed.map(|word| chosen(choices, word)).collect::<Result<_, _>>()?)
        }
        Form::Text { default, typed: before } if typed.is_empty() => {
            Answer::Word(if before.is_empty() { default } else { before }.clone())
        }
        Form::Text { .. } => Answer::Word(typed.to_owned()),
        Form::YesNo(usual) => match typed.to_lowercase().as_str() {
            "" => Answer::Yes(*usual),
            "y" | "yes" => Answer::Yes(true),
            "n" | "no" => Answer::Yes(false),
            _ => return Err("answer yes or no".to_owned()),
        },
    })
}

/// The choice of a number, of a word, or of how only one of them begins.
fn chosen(choices: &[Choice], typed: &str) -> Result<String, String> {
    let by_number = typed.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
    let by_word = || choices.iter().find(|choice| choice.title() == typed);
    let mut begun = choices.iter().filter(|choice| choice.title().starts_with(typed));
    match (by_number.or_else(by_word), begun.next(), begun.next()) {
        (Some(choice), _, _) | (None, Some(choice), None) => Ok(choice.word.clone()),
        (None, None, _) => Err(format!("there is no `{typed}` in the list")),
        (None, Some(_), Some(_)) => Err(format!("more than one begins with `{typed}`")),
    }
}
