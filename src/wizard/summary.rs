//! What the answers come to: files, processes, and the command lines that say the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::command_line::join;
use super::state::State;
use crate::problem::Problem;
use crate::project::Project;
use crate::tree;

/// The summary of a new project, before anything is written.
pub fn summary(state: &State<'_>) -> Result<String, Problem> {
    let project = Project::new(|path| Ok(state.tree().get(path).cloned()));
    let mut folders = BTreeMap::<_, usize>::new();
    for path in state.tree().keys() {
        let top = path.split_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(top).or_default() += 1;
    }
    let mut text = format!("\n{} files\n", state.tree().len());
    for (folder, count) in folders {
        let name = if folder.is_empty() { "beside them".to_owned() } else { format!("{folder}/") };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{count:>4} {name}");
    }
    let _ = writeln!(text, "\nProcesses\n{}", indented(&tree::draw(&tree::read(&project)?)));
    let lines: Vec<_> = state.command_lines()?.iter().map(|words| join(words)).collect();
    let _ = writeln!(text, "The same, typed\n{}", indented(&lines.join("\n")));
    Ok(text)
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |indented, line| format!("{indented}  {line}\n"))
}
