//! `undo`: takes the last run back.

use std::path::Path;

use serde_json::json;

use super::Failure;
use crate::cli::{Options, Undo};
use crate::disk;
use crate::elixir;
use crate::plan::{Plan, Task};
use crate::problem::Problem;
use crate::project::Project;
use crate::record::{self, LOCK_FILE, Lock, PastFile, PastRun, SPEC_FILE};
use crate::terminal::Terminal;

/// Plans to take the last run back, then shows it or does it; or tells what runs there were.
pub(super) fn run(options: &Options, undo: &Undo, terminal: &Terminal) -> Result<(), Failure> {
    let root = disk::project_root()?;
    if undo.list {
        return list(options, &root, terminal);
    }
    let _lock = super::enter(&root, options, terminal)?;
    let (plan, past) = plan(super::project(&root))?;
    if !options.dry_run {
        disk::apply(&root, &plan)?;
    }
    let told = super::tell(options, &plan, &root, terminal);
    let verb = if options.dry_run { "This would undo" } else { "Undid" };
    let (command, again) = (&past.command, past.command_line());
    terminal.say(&format!("{verb} `beamsmith {command}`. To do it again:\n\n  {again}\n"));
    if plan.by_hand().is_empty() && plan.kept().is_empty() { Ok(told?) } else { Err(Failure::ByHand) }
}

/// The plan that takes the last run back, and that run.
///
/// What was changed since stays: a new file that is not what it was, and lines that do not stand together any more.
pub fn plan(mut project: Project<'_>) -> Result<(Plan, PastRun), Problem> {
    let lock = lock(&project)?;
    let nothing = || {
        Problem::world("nothing-to-undo", format!("no run is recorded in `{LOCK_FILE}`"))
            .hint("use version control for other changes")
    };
    let past = lock.last()?.ok_or_else(nothing)?;
    if past.is_new() {
        return Err(Problem::world("undo-new", "the last run created the project itself")
            .hint("delete its folder if you no longer want it"));
    }
    for file in &past.files {
        let Some(text) = project.text(&file.path)? else { continue };
        match &file.diff {
            Some(diff) => take_out(&mut project, file, &text, diff)?,
            None if file.path == SPEC_FILE => match record::remove_part(&text, &past.spec) {
                Some(text) => project.put(SPEC_FILE, text)?,
                None if !record::names_any(&text, &past.spec) => {}
                None => project.leave_by_hand(SPEC_FILE, Task::TakeBack, &added_lines(&past.spec)),
            },
            None if record::sha256(&text) == file.sha256 => project.remove(&file.path)?,
            None => project.keep(&file.path, "changed since"),
        }
    }
    match lock.without_last() {
        Some(text) => project.put(LOCK_FILE, text)?,
        None => project.remove(LOCK_FILE)?,
    }
    Ok((project.into_plan()?, past))
}

/// Takes the edit of a file back, as far as its lines stand.
fn take_out(project: &mut Project<'_>, file: &PastFile, text: &str, diff: &str) -> Result<(), Problem> {
    let is_same = record::sha256(text) == file.sha256;
    let taken = record::revert(text, diff, is_same);
    let is_elixir = matches!(file.path.rsplit('.').next(), Some("ex" | "exs"));
    let breaks = is_elixir && !is_same && elixir::parses(text) && !elixir::parses(&taken.text);
    if breaks {
        project.leave_by_hand(&file.path, Task::TakeBack, diff);
        return Ok(());
    }
    for left in &taken.left {
        project.leave_by_hand(&file.path, Task::TakeBack, left);
    }
    if taken.text == text { Ok(()) } else { project.put(&file.path, taken.text) }
}

fn added_lines(text: &str) -> String {
    format!("+{}\n", text.trim().replace('\n', "\n+"))
}

fn lock(project: &Project<'_>) -> Result<Lock, Problem> {
    Lock::parse(&project.text(LOCK_FILE)?.unwrap_or_default())
}

/// Tells the runs, the last one first.
fn list(options: &Options, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let lock = lock(&super::project(root))?;
    let runs = lock.runs()?;
    let runs = runs.iter().rev();
    let text = if options.json {
        let runs = runs.map(|past| {
            let paths: Vec<_> = past.files.iter().map(|file| &file.path).collect();
            json!({ "command": past.command, "clock": past.clock(), "files": paths, "again": past.command_line() })
        });
        format!("{:#}\n", json!({ "version": 1, "path": root, "runs": runs.collect::<Vec<_>>() }))
    } else {
        let line =
            |past: &PastRun| format!("{}  {:>4} files  {}\n", past.clock(), past.files.len(), past.command);
        runs.map(line).collect::<Vec<_>>().concat()
    };
    Ok(terminal.result(&text)?)
}
