//! What the answers come to: files, processes, and how to say the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::command_line::join;
use super::state::State;
use crate::plan::Tree;
use crate::problem::Problem;
use crate::project::Project;
use crate::tree;

/// The files and the processes of a new project.
pub(super) fn overview(tree: &Tree) -> Result<String, Problem> {
    let mut folders = BTreeMap::<_, usize>::new();
    for path in tree.keys() {
        let top = path.split_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(top).or_default() += 1;
    }
    let mut text = format!("\n{} files\n", tree.len());
    let beside = folders.remove("").map(|count| ("beside them".to_owned(), count));
    for (name, count) in folders.into_iter().map(|(name, count)| (format!("{name}/"), count)).chain(beside) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{count:>4} {name}");
    }
    Ok(format!("{text}\n{}", processes(&Project::of(tree))?))
}

/// The supervision tree of a project.
pub(super) fn processes(project: &Project<'_>) -> Result<String, Problem> {
    Ok(format!("Processes\n{}", indented(&tree::draw(&tree::read(project)?))))
}

/// The spec and the command lines that say what was answered.
pub(super) fn the_same(state: &State<'_>) -> Result<String, Problem> {
    let spec = state.spec()?.text;
    let lines: Vec<_> = state.command_lines()?.iter().map(|words| join(words)).collect();
    Ok(format!("The same, as a spec\n{}\nThe same, typed\n{}", indented(&spec), indented(&lines.join("\n"))))
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |indented, line| match line {
        "" => format!("{indented}\n"),
        line => format!("{indented}  {line}\n"),
    })
}
