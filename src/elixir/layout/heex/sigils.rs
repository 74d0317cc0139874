//! Templates in Elixir sources.

use tree_sitter::Node;

use super::super::super::walk::Walk;
use super::super::syntax::children;
use super::layout_heex_within;

/// The source with each `~H` sigil laid out, if that changed any.
///
/// The columns of a template are counted from its own margin.
pub(in super::super) fn laid(root: Node<'_>, source: &str, limit: usize) -> Option<String> {
    let sigils = Walk::new(root).filter(|node| node.kind() == "sigil");
    let mut laid = String::new();
    let mut copied = 0;
    for Body { from, to, indent } in sigils.filter_map(|sigil| body(sigil, source)) {
        let old = &source[from..to];
        let margin = " ".repeat(indent);
        let template =
            each_line(old, |line| line.strip_prefix(&margin).unwrap_or(line.trim_start()).to_owned());
        let new = layout_heex_within(&template, limit);
        if new != template {
            laid.push_str(&source[copied..from]);
            laid.push_str(&each_line(&new, |line| {
                if line.trim().is_empty() { line.to_owned() } else { format!("{margin}{line}") }
            }));
            copied = to;
        }
    }
    laid.push_str(&source[copied..]);
    (copied > 0).then_some(laid)
}

/// Where the body of a sigil is, and how far it is indented.
struct Body {
    from: usize,
    to: usize,
    indent: usize,
}

fn body(node: Node<'_>, source: &str) -> Option<Body> {
    let start = node.child_by_field_name("quoted_start")?;
    let end = node.child_by_field_name("quoted_end")?;
    let text = |node: Node<'_>| &source[node.byte_range()];
    let named = |kind| children(node).into_iter().find(|child| child.kind() == kind);
    let heredoc = text(start) == "\"\"\"";
    let is_template = named("sigil_name").is_some_and(|name| text(name) == "H")
        && named("sigil_modifiers").is_none()
        && (heredoc || named("escape_sequence").is_none());
    let body = if heredoc {
        let indent = end.start_position().column;
        Body { from: start.end_byte() + 1, to: end.start_byte().checked_sub(indent)?, indent }
    } else {
        Body { from: start.end_byte(), to: end.start_byte(), indent: 0 }
    };
    (is_template && body.from < body.to).then_some(body)
}

fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => change(line) + "\n",
            None => change(line),
        })
        .collect()
}
