//! The supervision tree of a project, read from its sources and drawn.

use std::fmt::Write as _;

use std::rc::Rc;

use crate::elixir::{self, Source, Supervision};
use crate::names::{ModuleName, underscore};
use crate::problem::Problem;
use crate::project::{App, Project};

/// A process in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its registered name, or its module.
    pub name: String,
    /// The module behind a registered name of another kind: `Task.Supervisor`.
    pub module: Option<String>,
    /// What is to be known of it, in a few words: strategy and budget, `temporary`, `on demand`.
    pub notes: Vec<String>,
    /// Whether other processes may be hung under it.
    pub is_subtree: bool,
    /// What it supervises.
    pub children: Vec<Self>,
}

/// The tree from the root supervisor down, as far as the project's own sources tell.
pub fn read(project: &Project<'_>) -> Result<Node, Problem> {
    let app = project.app()?;
    let path = project.application_file(&app)?;
    if project.has(&path)? && project.source(&path)?.is_none() {
        return Err(Problem::world("syntax-error", format!("`{path}` has a syntax error"))
            .hint("`mix compile` shows where"));
    }
    let Some(supervision) = project.fact(&path, elixir::supervision)? else {
        return Err(Problem::world("no-supervisor", format!("`{path}` starts no list of children"))
            .hint("the tree is read from `Supervisor.start_link(children, …)` there"));
    };
    Ok(Node {
        name: supervision.name.clone().unwrap_or_else(|| app.supervisor().as_str().to_owned()),
        module: None,
        notes: vec![describe(&supervision)],
        is_subtree: true,
        children: children(project, &app, &supervision, 0)?,
    })
}

fn children(
    project: &Project<'_>,
    app: &App,
    supervision: &Supervision,
    depth: usize,
) -> Result<Vec<Node>, Problem> {
    let node = |child: &elixir::Child| {
        let source = source(project, app, &child.module)?;
        let below = source.as_deref().and_then(elixir::supervision).filter(|_| depth < 32);
        let mut notes: Vec<_> = below.as_ref().map(describe).into_iter().collect();
        notes.extend(source.as_deref().and_then(elixir::restart).filter(|restart| restart != "permanent"));
        if child.module == "DynamicSupervisor" || source.as_deref().is_some_and(elixir::is_dynamic) {
            notes.push("children on demand".to_owned());
        }
        let is_subtree = below.as_ref().is_some_and(|below| below.is_registered_as(&child.module));
        let children = match &below {
            Some(below) => children(project, app, below, depth + 1)?,
            None => Vec::new(),
        };
        let (name, module) = match &child.name {
            Some(name) => (name.clone(), Some(child.module.clone())),
            None => (child.module.clone(), None),
        };
        Ok(Node { name, module, notes, is_subtree, children })
    };
    supervision.children.iter().map(node).collect()
}

/// The source of a module of the project's own, where convention puts it.
fn source(project: &Project<'_>, app: &App, module: &str) -> Result<Option<Rc<Source>>, Problem> {
    let below = |root: &ModuleName, folder: &str| {
        let below = module.strip_prefix(root.as_str())?.strip_prefix('.')?;
        Some(format!("lib/{folder}/{}.ex", underscore(below)))
    };
    let path = below(&app.module, &app.folder).or_else(|| below(&app.web, &app.web_folder));
    path.map_or(Ok(None), |path| project.source(&path))
}

fn describe(supervision: &Supervision) -> String {
    match (&supervision.max_restarts, &supervision.max_seconds) {
        (Some(restarts), Some(seconds)) => format!("{}, {restarts} in {seconds} s", supervision.strategy),
        _ => supervision.strategy.clone(),
    }
}

/// The tree as lines of text.
pub fn draw(root: &Node) -> String {
    let mut text = format!("{}\n", label(root));
    draw_children(root, "", &mut text);
    text
}

fn draw_children(node: &Node, margin: &str, text: &mut String) {
    for (index, child) in node.children.iter().enumerate() {
        let is_last = index + 1 == node.children.len();
        let (branch, below) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{margin}{branch}{}", label(child));
        draw_children(child, &format!("{margin}{below}"), text);
    }
}

fn label(node: &Node) -> String {
    let notes = node.module.iter().chain(&node.notes).cloned().collect::<Vec<_>>().join("; ");
    if notes.is_empty() { node.name.clone() } else { format!("{} ({notes})", node.name) }
}

/// The tree as a Mermaid flowchart.
pub fn mermaid(root: &Node) -> String {
    let mut text = String::from("graph TD\n");
    let mut count = 0;
    mermaid_node(root, None, &mut count, &mut text);
    text
}

fn mermaid_node(node: &Node, parent: Option<usize>, count: &mut usize, text: &mut String) {
    let id = *count;
    *count += 1;
    let notes = node.module.iter().chain(&node.notes).cloned().collect::<Vec<_>>().join("<br/>");
    let label = if notes.is_empty() { node.name.clone() } else { format!("{}<br/>{notes}", node.name) };
    // Supervisors are drawn as boxes, workers as rounded ones.
    let is_supervisor = !node.children.is_empty() || node.name.ends_with("Supervisor");
    let (open, close) = if is_supervisor { ("[", "]") } else { ("(", ")") };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "  n{id}{open}\"{label}\"{close}");
    if let Some(parent) = parent {
        let _ = writeln!(text, "  n{parent} --> n{id}");
    }
    for child in &node.children {
        mermaid_node(child, Some(id), count, text);
    }
}
