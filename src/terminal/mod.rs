//! The one module that prints and prompts.

mod choices;
mod columns;
mod completer;
mod lines;
mod person;
mod plain;

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::plan::Plan;
use crate::problem::Problem;
use crate::wizard::Respondent;

use lines::{colored, grouped};
use person::Person;
use plain::Plain;

const RED: Style = AnsiColor::Red.on_default().bold();

/// Whether somebody is there who can be asked: a terminal for answers and one for questions.
pub fn has_person() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Where results and talk go, and how loud.
#[derive(Debug)]
pub struct Terminal {
    is_quiet: bool,
    asked: Option<Asked>,
    tells_json: bool,
}

/// How somebody is asked.
#[derive(Clone, Copy, Debug)]
enum Asked {
    /// By lists and lines that are drawn anew with each key.
    ByDrawing,
    /// By lines that are printed once.
    ByLines,
}

impl Terminal {
    /// A terminal that colors as was asked, and talks unless it is to be quiet.
    pub fn new(color: ColorChoice, is_quiet: bool) -> Self {
        let color = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        color.write_global();
        Self { is_quiet, asked: None, tells_json: false }
    }

    /// The same terminal, with somebody who can be asked or without; a dumb one can do no more than print lines.
    #[must_use]
    pub fn with_person(self, has_person: bool, is_dumb: bool) -> Self {
        let how = if is_dumb { Asked::ByLines } else { Asked::ByDrawing };
        Self { asked: has_person.then_some(how), ..self }
    }

    /// The same terminal, for a program that reads JSON or for people.
    #[must_use]
    pub fn telling_json(self, tells_json: bool) -> Self {
        Self { tells_json, ..self }
    }

    /// Whether somebody is there who can be asked.
    pub fn has_person(&self) -> bool {
        self.asked.is_some()
    }

    /// The person who can be asked.
    pub fn person(&self) -> Box<dyn Respondent> {
        match self.asked {
            Some(Asked::ByLines) => Box::new(Plain),
            Some(Asked::ByDrawing) | None => Box::new(Person::new()),
        }
    }

    /// A result, on standard output.
    pub fn result(&self, text: &str) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// A result for another program, byte for byte: a shell reads control characters too.
    pub fn raw(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// A plan as a result, line by line in color, many new files by folder; with `with_diff`, what each holds.
    pub fn plan(&self, plan: &Plan, with_diff: bool) -> io::Result<()> {
        let shown = if with_diff { format!("{plan:#}") } else { grouped(&plan.to_string()) };
        let mut out = anstream::stdout().lock();
        for line in shown.lines() {
            writeln!(out, "{}", colored(line))?;
        }
        out.flush()
    }

    /// Talk, on standard error. That it cannot be shown stops nothing.
    pub fn say(&self, text: &str) {
        if !self.is_quiet {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// What `clap` has to say: help on standard output, what is wrong with the words on standard error.
    pub fn usage(&self, error: &clap::Error) {
        // Help that nobody reads is no failure.
        let _ = error.print();
    }

    /// What is in the way: on standard error, or for a program on standard output.
    pub fn problem(&self, problem: &Problem) {
        if self.tells_json {
            let error =
                json!({ "code": problem.code(), "message": problem.message(), "hint": problem.way_out() });
            // If nobody reads the result, the exit status is all that is left.
            let _ = self.result(&format!("{:#}\n", json!({ "version": 1, "error": error })));
            return;
        }
        let text = problem.to_string();
        let (head, rest) = text.split_once(':').unwrap_or(("error", &text));
        let _ = writeln!(anstream::stderr(), "{RED}{head}{RED:#}:{rest}");
    }

    /// A bar on standard error for work in steps, which begins with this. Without a terminal that is all that is told.
    pub fn progress(&self, beginning: &str) -> ProgressBar {
        if self.is_quiet {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{spinner} {bar:24} {pos}/{len} {wide_msg}");
        let bar = ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        if bar.is_hidden() {
            self.say(beginning);
        }
        bar.set_message(beginning.to_owned());
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }
}
