//! A person at the terminal, who is asked.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write as _};
use std::rc::Rc;

use anstream::{AutoStream, ColorChoice};
use inquire::autocompletion::{Autocomplete, Replacement};
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{Confirm, CustomUserError, InquireError, MultiSelect, Select, Text};
use unicode_width::UnicodeWidthStr as _;

use super::lines::colored;
use crate::candidates::Completions;
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

/// The choices as they are drawn after a margin, what they are in a column of its own.
fn lines(choices: &[Choice], margin: usize) -> Vec<Line> {
    let texts = columns(choices.iter().map(|choice| (choice.word.as_str(), choice.help.as_str())), margin);
    choices.iter().cloned().zip(texts).map(|(choice, text)| Line { choice, text }).collect()
}

/// Words and what each means in two columns after a margin, broken to fit.
fn columns<'w>(words: impl Iterator<Item = (&'w str, &'w str)> + Clone, margin: usize) -> Vec<String> {
    let explained = words.clone().filter(|(_, help)| !help.is_empty());
    let (total, widest) = (width(), explained.map(|(word, _)| word.width()).max().unwrap_or_default());
    let line = |(word, help): (&str, &str)| match (word, help) {
        ("", help) if widest == 0 => wrap(help, total, margin, margin),
        (word, "") => wrap(word, total, margin, margin),
        (word, help) => {
            let gap = " ".repeat(widest - word.width() + 2);
            wrap(&format!("{word}{gap}{help}"), total, margin, margin + widest + 2)
        }
    };
    words.map(line).collect()
}

/// How many of these lines can be shown at a time, wherever the first of them stands.
fn page(lines: &[Line]) -> usize {
    const MOST: usize = 12;
    // The question and the keys have lines of their own, and either may be broken.
    const OTHERS: usize = 4;
    let rows = height().saturating_sub(OTHERS);
    let heights: Vec<_> = lines.iter().map(|line| line.text.lines().count()).collect();
    let fits = |count: &usize| heights.windows(*count).all(|window| window.iter().sum::<usize>() <= rows);
    (1..=MOST).rev().find(fits).unwrap_or(1)
}

/// How well a choice fits what is typed to find it: its word comes before what it means.
fn fit(typed: &str, line: &Line) -> Option<i64> {
    let typed = typed.to_lowercase();
    let (word, help) = (line.choice.word.to_lowercase(), line.choice.help.to_lowercase());
    let fits = [word == typed, word.starts_with(&typed), word.contains(&typed), help.contains(&typed)];
    fits.iter().rev().zip(1..).filter(|(fits, _)| **fits).map(|(_, score)| score).max()
}

/// How many columns there are.
fn width() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0))
}

/// How many rows there are.
fn height() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(24, |(_, height)| usize::from(height.0))
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
        let length = word.trim_end().width();
        if column + length > width && column > indent {
            wrapped.truncate(wrapped.trim_end().len());
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            column = indent;
        }
        wrapped.push_str(word);
        column += word.width();
    }
    wrapped
}

/// Offers ways to go on with what is typed.
#[derive(Clone)]
struct Completer {
    completions: Option<Completions>,
    offered: Offered,
}

/// What was offered last: the line that is shown, and the text that it stands for.
type Offered = Rc<RefCell<Vec<(String, String)>>>;

impl Completer {
    fn offer(&self, typed: &str) -> Vec<String> {
        let words = self.completions.as_ref().map(|completions| completions.of(typed)).unwrap_or_default();
        let lines = columns(words.iter().map(|(word, help)| (word.as_str(), help.as_str())), 2);
        let stands_for = |word: &String| if word.is_empty() { typed.to_owned() } else { word.clone() };
        let texts = words.iter().map(|(word, _)| stands_for(word));
        *self.offered.borrow_mut() = lines.iter().cloned().zip(texts).collect();
        lines
    }
}

/// The text that a line stands for, if it was offered.
fn meant(line: &str, offered: &Offered) -> String {
    let offered = offered.borrow();
    offered.iter().find(|(shown, _)| shown == line).map_or(line, |(_, text)| text).to_owned()
}

impl Autocomplete for Completer {
    fn get_suggestions(&mut self, typed: &str) -> Result<Vec<String>, CustomUserError> {
        Ok(self.offer(typed))
    }

    fn get_completion(&mut self, _typed: &str, line: Option<String>) -> Result<Replacement, CustomUserError> {
        Ok(match line {
            Some(line) => Some(meant(&line, &self.offered)),
            None => self.offered.borrow().first().map(|(_, text)| text.clone()),
        })
    }
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
        let lines = lines(choices, 2);
        let page = page(&lines);
        let answer = Select::new(&question.message, lines)
            .with_starting_cursor(start)
            .with_scorer(&|typed, line, _, _| fit(typed, line))
            .with_page_size(page)
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
        let lines = lines(choices, 6);
        let page = page(&lines);
        let answers = MultiSelect::new(&question.message, lines)
            .with_default(ticked)
            .with_scorer(&|typed, line, _, _| fit(typed, line))
            .with_page_size(page)
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
        // What is offered has two lines at most where there is room for words.
        const PAGE: usize = 7;
        let mut text = Text::new(&question.message).with_render_config(self.looks);
        text.default = Some(default).filter(|default| !default.is_empty());
        text.initial_value = Some(typed).filter(|typed| !typed.is_empty());
        let more = (!question.explanation.is_empty()).then_some("?: help");
        let help: Vec<_> = question.help.as_deref().into_iter().chain(more).collect();
        let help = wrap(&help.join("; "), width(), 1, 1);
        text.help_message = Some(help.as_str()).filter(|help| !help.is_empty());
        let offered = Offered::default();
        let completer = Completer { completions: question.completions.clone(), offered: offered.clone() };
        let answer = text
            .with_page_size(PAGE)
            .with_autocomplete(completer)
            .with_formatter(&|answer| meant(answer, &offered))
            .with_validator(|typed: &str| {
                Ok(match check(&Answer::Word(meant(typed, &offered))) {
                    Ok(()) => Validation::Valid,
                    Err(problem) => {
                        let problem = wrap(&problem.line(), width(), 2, 2);
                        let is_told = offered.borrow().iter().any(|(line, _)| *line == problem);
                        let problem = if is_told { "not yet: see below".to_owned() } else { problem };
                        Validation::Invalid(ErrorMessage::Custom(problem))
                    }
                })
            })
            .prompt()?;
        Ok(Answer::Word(meant(&answer, &offered)))
    }

    fn yes_or_no(&self, question: &Question, usual: bool) -> Result<Answer, InquireError> {
        let mut confirm = Confirm::new(&question.message).with_default(usual).with_render_config(self.looks);
        let help = question.help.as_deref().map(|help| wrap(help, width(), 1, 1));
        confirm.help_message = help.as_deref();
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
            Form::YesNo(usual) => self.yes_or_no(question, *usual),
        };
        answer.map_err(|error| match error {
            InquireError::OperationCanceled => Stop::Back,
            InquireError::OperationInterrupted => Stop::Interrupted,
            error => cannot_ask(&error),
        })
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        let mut out = anstream::stderr().lock();
        // A diff and a command line are not broken: they are to be copied.
        text.lines()
            .try_for_each(|line| writeln!(out, "{}", colored(line)))
            .map_err(|error| cannot_ask(&error))
    }

    fn explain(&mut self, words: &[Choice]) -> Result<(), Stop> {
        let lines = columns(words.iter().map(|line| (line.word.as_str(), line.help.as_str())), 2);
        let lines = lines.iter().map(|line| format!("  {line}").trim_end().to_owned()).collect::<Vec<_>>();
        self.tell(&format!("\n{}\n", lines.join("\n")))
    }
}

fn cannot_ask(error: &dyn fmt::Display) -> Stop {
    let problem = Problem::world("terminal", format!("nothing can be asked at this terminal: {error}"));
    Stop::Problem(problem.hint("`--yes` takes the default of everything that was not said"))
}
