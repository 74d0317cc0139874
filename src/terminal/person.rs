//! A person at the terminal, who is asked.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{self, Write as _};
use std::rc::Rc;

use anstream::{AutoStream, ColorChoice};
use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{Confirm, InquireError, MultiSelect, Select, Text};

use unicode_width::UnicodeWidthStr as _;

use super::choices::{Line, fit, lines, page};
use super::columns::{columns, width, wrap};
use super::completer::{Completer, Offered};
use super::lines::colored;
use crate::problem::Problem;
use crate::wizard::{Answer, Check, Choice, Form, HELP, Question, Respondent, SO_FAR, Stop};

/// A person at the terminal.
pub(super) struct Person {
    looks: RenderConfig<'static>,
}

impl Person {
    /// The person at standard input and standard error, in color if the terminal is.
    pub(super) fn new() -> Self {
        let looks = match AutoStream::choice(&io::stderr()) {
            ColorChoice::Never => RenderConfig::empty().with_answered_prompt_prefix(Styled::new(">")),
            _ => colored_looks(),
        };
        Self { looks }
    }

    fn select(&self, question: &Question, choices: &[Choice], start: usize) -> Result<Answer, InquireError> {
        let message = message(question);
        let lines = lines(choices, 2);
        let page = page(&lines);
        let help = keys("Up/Down; type to filter", question);
        let answer = Select::new(&message, lines)
            .with_starting_cursor(start)
            .with_scorer(&|typed, line, _, _| fit(typed, line))
            .with_page_size(page)
            .with_help_message(&help)
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
        let message = message(question);
        // Lines that are only there for who looks for them: they are nothing to tick.
        let lines = lines(&[choices, &Choice::marks()].concat(), 6);
        let is_hidden = |typed: &str, line: &Line| typed.is_empty() && line.choice.is_mark();
        let page = page(&lines);
        let sought = Rc::new(RefCell::new(String::new()));
        let (filter, start) = (Rc::clone(&sought), ticked.to_vec());
        let is_mark = |typed: &str| typed == HELP || typed == SO_FAR;
        let help = keys("Space: tick; type: filter", question);
        let answers = MultiSelect::new(&message, lines)
            .with_default(ticked)
            .with_scorer(&|typed, line, _, _| {
                typed.clone_into(&mut sought.borrow_mut());
                fit(typed, line).filter(|_| !is_hidden(typed, line))
            })
            .with_validator(move |ticked: &[ListOption<&Line>]| {
                // Whoever looked for one and presses Enter means it.
                let typed = filter.borrow();
                let is_same = ticked.iter().map(|it| it.index).eq(start.iter().copied());
                let is_meant = !typed.is_empty() && !is_mark(&typed) && is_same;
                Ok(if is_meant {
                    let way_out = "nothing was ticked: Space ticks, Backspace shows all";
                    Validation::Invalid(ErrorMessage::Custom(way_out.to_owned()))
                } else {
                    Validation::Valid
                })
            })
            .with_page_size(page)
            .with_help_message(&help)
            .with_formatter(&|choices| {
                let titles: Vec<_> = choices.iter().map(|choice| choice.value.choice.title()).collect();
                let typed = sought.borrow();
                match titles.as_slice() {
                    _ if is_mark(&typed) => typed.clone(),
                    [] => "none".to_owned(),
                    titles => titles.join(", "),
                }
            })
            .with_render_config(self.looks)
            .prompt()?;
        let typed = sought.take();
        let mark = Some(typed).filter(|typed| is_mark(typed));
        Ok(Answer::Ticked(answers.into_iter().map(|line| line.choice.word).chain(mark).collect()))
    }

    fn text(
        &self,
        question: &Question,
        default: &str,
        typed: &str,
        check: &Check<'_>,
    ) -> Result<Answer, InquireError> {
        // What is offered has two lines at most where there is room for words.
        const PAGE: usize = 7;
        let message = message(question);
        let mut text = Text::new(&message).with_render_config(self.looks);
        text.default = Some(default).filter(|default| !default.is_empty());
        text.initial_value = Some(typed).filter(|typed| !typed.is_empty());
        let help = keys(question.help.as_deref().unwrap_or_default(), question);
        text.help_message = Some(help.as_str()).filter(|help| !help.is_empty());
        let offered = Offered::default();
        let completer = Completer::new(question.completions.clone(), check, offered.clone());
        let answer = text
            .with_page_size(PAGE)
            .with_autocomplete(completer)
            .with_formatter(&|answer| offered.meant(answer))
            .with_validator(|typed: &str| {
                Ok(match check(&Answer::Word(offered.meant(typed))) {
                    Ok(()) => Validation::Valid,
                    Err(problem) => {
                        let problem = wrap(&problem.line(), width(), 2, 2);
                        let is_told = offered.shows(&problem);
                        let problem = if is_told { "not valid yet: see below".to_owned() } else { problem };
                        Validation::Invalid(ErrorMessage::Custom(problem))
                    }
                })
            })
            .prompt()?;
        Ok(Answer::Word(offered.meant(&answer)))
    }

    fn yes_or_no(&self, question: &Question, usual: bool) -> Result<Answer, InquireError> {
        let mark = Cell::new(None);
        let parse = |typed: &str| match typed.trim().to_lowercase().as_str() {
            "y" | "yes" => Ok(true),
            "n" | "no" => Ok(false),
            typed => {
                mark.set([HELP, SO_FAR].into_iter().find(|mark| *mark == typed));
                mark.get().map(|_| usual).ok_or(())
            }
        };
        let message = message(question);
        let help = keys(question.help.as_deref().unwrap_or_default(), question);
        let answer = Confirm::new(&message)
            .with_default(usual)
            .with_parser(&parse)
            .with_help_message(&help)
            .with_formatter(&|answer| mark.get().unwrap_or(if answer { "Yes" } else { "No" }).to_owned())
            .with_render_config(self.looks)
            .prompt()?;
        Ok(mark.get().map_or(Answer::Yes(answer), |mark| Answer::Word(mark.to_owned())))
    }
}

impl Respondent for Person {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        let back = if question.is_first { "" } else { "(back)" };
        self.looks = self.looks.with_canceled_prompt_indicator(Styled::new(back));
        let answer = match &question.form {
            Form::Select(choices, start) => self.select(question, choices, *start),
            Form::Ticks(choices, ticked) => self.ticks(question, choices, ticked),
            Form::Text { default, typed } => self.text(question, default, typed, check),
            Form::YesNo(usual) => self.yes_or_no(question, *usual),
        };
        answer.map_err(|error| match error {
            InquireError::OperationCanceled => {
                if question.is_first {
                    // It is asked again where it stands.
                    let rows = message(question).lines().count();
                    let _ = write!(io::stderr(), "\x1b[{rows}A\x1b[J");
                }
                Stop::Back
            }
            InquireError::OperationInterrupted => {
                // What is left of the question stands below the cursor, where the shell goes on.
                let _ = write!(io::stderr(), "\x1b[J");
                Stop::Interrupted
            }
            error => cannot_ask(&error),
        })
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
}

/// Shows a text that is no question.
pub(super) fn tell(text: &str) -> Result<(), Stop> {
    let mut out = anstream::stderr().lock();
    // A diff and a command line are not broken: they are to be copied.
    text.lines().try_for_each(|line| writeln!(out, "{}", colored(line))).map_err(|error| cannot_ask(&error))
}

/// Shows a problem, its sentences broken between words; what it quotes is not.
pub(super) fn refuse(problem: &Problem) -> Result<(), Stop> {
    let broken = |line: &str| match line.len() - line.trim_start().len() {
        margin @ 0..4 => wrap(line, width(), 0, margin + 2),
        _ => line.to_owned(),
    };
    tell(&problem.to_string().lines().map(broken).collect::<Vec<_>>().join("\n"))
}

/// Shows words and what each means.
pub(super) fn explain(words: &[Choice]) -> Result<(), Stop> {
    let lines = columns(words.iter().map(Choice::told), 2);
    let lines = lines.iter().map(|line| format!("  {line}").trim_end().to_owned()).collect::<Vec<_>>();
    tell(&format!("\n{}\n", lines.join("\n")))
}

/// Colors that can be read on a light ground and on a dark one; those of `inquire` itself are too bright for the first.
fn colored_looks() -> RenderConfig<'static> {
    let (green, cyan) = (Color::DarkGreen, StyleSheet::new().with_fg(Color::DarkCyan));
    RenderConfig {
        prompt_prefix: Styled::new("?").with_fg(green),
        answered_prompt_prefix: Styled::new(">").with_fg(green),
        selected_checkbox: Styled::new("[x]").with_fg(green),
        highlighted_option_prefix: Styled::new(">").with_fg(Color::DarkCyan),
        unhighlighted_option_prefix: Styled::new(" "),
        selected_option: Some(cyan),
        help_message: cyan,
        answer: cyan,
        ..RenderConfig::default_colored()
    }
}

/// The line below a question: what is to be known, and what is typed at any question, which starts a line of its own where
/// there is no room for both.
fn keys(told: &str, question: &Question) -> String {
    let marks = marks(question);
    let line = format!("{told}; {marks}");
    // The brackets around it take two columns.
    match told {
        "" => wrap(&marks, width(), 1, 1),
        _ if line.width() + 2 <= width() => line,
        _ => format!("{}\n {}", wrap(told, width(), 1, 1), wrap(&marks, width(), 1, 1)),
    }
}

/// What is typed at any question, as its last line tells: where the answers so far come to nothing, and before the
/// first question, there is less.
fn marks(question: &Question) -> String {
    let is_list = |choices: &[Choice]| choices.iter().all(|choice| choice.word != SO_FAR);
    let is_alone = matches!(&question.form, Form::Select(choices, _) if is_list(choices));
    let preview = Some("??: preview").filter(|_| !is_alone);
    let back = Some("Esc: back").filter(|_| !question.is_first);
    ["?: help"].into_iter().chain(preview).chain(back).collect::<Vec<_>>().join(", ")
}

/// What is asked, broken between words: `inquire` would break it within one.
fn message(question: &Question) -> String {
    wrap(&question.message, width(), 2, 2)
}

pub(super) fn cannot_ask(error: &dyn fmt::Display) -> Stop {
    let problem = Problem::world("terminal", format!("questions cannot be asked in this terminal: {error}"));
    Stop::Problem(problem.hint("`--yes` takes the default for everything not given"))
}
