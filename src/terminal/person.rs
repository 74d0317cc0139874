//! A person at the terminal, who is asked.

use std::io::{self, Write as _};

use anstream::{AutoStream, ColorChoice};
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{Confirm, InquireError, MultiSelect, Select, Text};

use crate::wizard::{Answer, Check, Choice, Form, Question, Respondent, Stop};

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
        let answer = Select::new(&question.message, choices.to_vec())
            .with_starting_cursor(start)
            .with_page_size(12)
            .with_help_message("up and down, type to filter, Enter, Esc: back")
            .with_formatter(&|choice| choice.value.title().to_owned())
            .with_render_config(self.looks)
            .prompt()?;
        Ok(Answer::Word(answer.word))
    }

    fn ticks(
        &self,
        question: &Question,
        choices: &[Choice],
        ticked: &[usize],
    ) -> Result<Answer, InquireError> {
        let answers = MultiSelect::new(&question.message, choices.to_vec())
            .with_default(ticked)
            .with_page_size(12)
            .with_help_message("Space: tick or untick, Enter: go on, Esc: back")
            .with_formatter(&|choices| {
                choices.iter().map(|choice| choice.value.title()).collect::<Vec<_>>().join(", ")
            })
            .with_render_config(self.looks)
            .prompt()?;
        Ok(Answer::Ticked(answers.into_iter().map(|choice| choice.word).collect()))
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
                    Err(problem) => Validation::Invalid(ErrorMessage::Custom(problem.line())),
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
            InquireError::IO(error) => Stop::Output(error),
            error => Stop::Output(io::Error::other(error.to_string())),
        })
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        writeln!(anstream::stderr(), "{text}").map_err(Stop::Output)
    }
}
