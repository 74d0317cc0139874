//! What the answers come to: files, processes, and how to say the same.

use super::command_line::join;
use super::files;
use super::state::State;
use crate::plan::Tree;
use crate::problem::Problem;
use crate::project::Project;
use crate::tree;

/// The files and the processes of a new project.
pub(super) fn overview(tree: &Tree) -> Result<String, Problem> {
    // With the processes they fit on a screen or two.
    const LINES: usize = 48;
    let files = indented(&files::draw(tree, LINES));
    Ok(format!("\n{} files\n{files}\n{}", tree.len(), processes(&Project::of(tree))?))
}

/// The supervision tree of a project.
pub(super) fn processes(project: &Project<'_>) -> Result<String, Problem> {
    Ok(format!("Supervision tree\n{}", indented(&tree::draw(&tree::read(project)?))))
}

/// The spec and the command lines that say what was answered.
pub(super) fn the_same(state: &State<'_>) -> Result<String, Problem> {
    let spec = state.spec()?.text;
    let (lines, fixed) = state.lines_and_fixed()?;
    let mut lines: Vec<_> = lines.iter().map(|words| join(words)).collect();
    // What is added is added to the project that the first line makes.
    if lines.len() > 1 {
        lines.insert(1, join(&["cd".to_owned(), state.path().display().to_string()]));
    }
    let fixed = join(&fixed);
    let with = if fixed.is_empty() { fixed } else { format!(", with {fixed}") };
    let (spec, lines) = (indented(&spec), indented(&lines.join("\n")));
    Ok(format!("Equivalent spec{with}\n{spec}\nEquivalent commands\n{lines}"))
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |indented, line| match line {
        "" => format!("{indented}\n"),
        line => format!("{indented}  {line}\n"),
    })
}
