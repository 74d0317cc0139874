//! A person at the terminal, who is asked.

use std::fmt;
use std::io::{self, Write as _};

use anstream::{AutoStream, ColorChoice};
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{Confirm, InquireError, MultiSelect, Select, Text};

use crate::problem::Problem;
use crate::wizard::{Answer, Check, Choice, Form, Question, Respondent, Stop};

/// A choice as it is drawn.
#[derive(Clone)]
struct Line {
    choice: Choice,
    text: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The choices as they are drawn after a margin.
fn lines(choices: &[Choice], margin: usize) -> Vec<Line> {
    let width = width();
    let line = |choice: &Choice| {
        let text = wrap(&choice.to_string(), width, margin, margin + choice.indent());
        Line { choice: choice.clone(), text }
    };
    choices.iter().map(line).collect()
}

/// How many columns there are.
fn width() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0))
}

/// A text that begins after a margin, broken between words where it would not fit; what follows is indented.
fn wrap(text: &str, width: usize, margin: usize, indent: usize) -> String {
    const NARROWEST: usize = 20;
    // Where there is no room for words, the terminal may break them.
    if width < indent + NARROWEST {
        return text.to_owned();
    }
    let (mut wrapped, mut column) = (String::new(), margin);
    for word in text.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if column + length > width && column > indent {
            wrapped.truncate(wrapped.trim_end().len());
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            column = indent;
        }
        wrapped.push_str(word);
        column += word.chars().count();
    }
    wrapped
}

/// A person at the terminal.
pub struct Person {
    looks: RenderConfig<'static>,
}

impl Person {
    /// The person at standard input and standard error, in color if the terminal is.
    pub fn new() -> Self {
        let looks = match AutoStream::choice(&io::stderr()) {
            ColorChoice::Never => RenderConfig::empty(),
            _ => RenderConfig::default_colored(),
        };
        Self { looks: looks.with_canceled_prompt_indicator(Styled::new("(back)")) }
    }

    fn select(&self, question: &Question, choices: &[Choice], start: usize) -> Result<Answer, InquireError> {
        let answer = Select::new(&question.message, lines(choices, 2))
            .with_starting_cursor(start)
            .with_page_size(12)
            .with_help_message("up and down, type to filter, Enter, Esc: back")
            .with_formatter(&|choice| choice.value.choice.title().to_owned())
            .with_render_config(self.looks)
            .prompt()?;
        Ok(Answer::Word(answer.choice.word))
    }

    fn ticks(
        &self,
        question: &Question,
        choices: &[Choice],
        ticked: &[usize],
    ) -> Result<Answer, InquireError> {
        let answers = MultiSelect::new(&question.message, lines(choices, 6))
            .with_default(ticked)
            .with_page_size(12)
            .with_help_message("Space: tick or untick, Enter: go on, Esc: back")
            .with_formatter(&|choices| {
                choices.iter().map(|choice| choice.value.choice.title()).collect::<Vec<_>>().join(", ")
            })
            .with_render_config(self.looks)
            .prompt()?;
        Ok(Answer::Ticked(answers.into_iter().map(|line| line.choice.word).collect()))
    }

    fn text(
        &self,
        question: &Question,
        default: &str,
        typed: &str,
        check: &Check<'_>,
    ) -> Result<Answer, InquireError> {
        let mut text = Text::new(&question.message).with_render_config(self.looks);
        text.default = Some(default).filter(|default| !default.is_empty());
        text.initial_value = Some(typed).filter(|typed| !typed.is_empty());
        text.help_message = question.help.as_deref();
        let answer = text
            .with_validator(|typed: &str| {
                Ok(match check(&Answer::Word(typed.to_owned())) {
                    Ok(()) => Validation::Valid,
                    Err(problem) => {
                        Validation::Invalid(ErrorMessage::Custom(wrap(&problem.line(), width(), 2, 2)))
                    }
                })
            })
            .prompt()?;
        Ok(Answer::Word(answer))
    }

    fn yes_or_no(&self, question: &Question) -> Result<Answer, InquireError> {
        let mut confirm = Confirm::new(&question.message).with_default(false).with_render_config(self.looks);
        confirm.help_message = question.help.as_deref();
        confirm.prompt().map(Answer::Yes)
    }
}

impl Default for Person {
    fn default() -> Self {
        Self::new()
    }
}

impl Respondent for Person {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        let answer = match &question.form {
            Form::Select(choices, start) => self.select(question, choices, *start),
            Form::Ticks(choices, ticked) => self.ticks(question, choices, ticked),
            Form::Text { default, typed } => self.text(question, default, typed, check),
            Form::YesNo => self.yes_or_no(question),
        };
        answer.map_err(|error| match error {
            InquireError::OperationCanceled => Stop::Back,
            InquireError::OperationInterrupted => Stop::Interrupted,
            error => cannot_ask(&error),
        })
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        writeln!(anstream::stderr(), "{text}").map_err(|error| cannot_ask(&error))
    }
}

fn cannot_ask(error: &dyn fmt::Display) -> Stop {
    let problem = Problem::world("terminal", format!("nothing can be asked at this terminal: {error}"));
    Stop::Problem(problem.hint("`--yes` takes the default of everything that was not said"))
}
