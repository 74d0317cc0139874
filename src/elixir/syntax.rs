//! A parsed source, and small queries on its syntax tree.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use tree_sitter::{InputEdit, Node, Point, Tree};

use super::layout::{self, parse};
use super::place::Change;
use super::walk::Walk;

/// A source without a syntax error, and its tree.
#[derive(Debug)]
pub struct Source {
    pub(super) text: Arc<str>,
    tree: Tree,
    calls: OnceCell<Vec<Call>>,
    aliases: OnceCell<Vec<(String, String)>>,
    is_laid_out: OnceCell<bool>,
}

/// A call in a tree.
#[derive(Debug)]
struct Call {
    /// Its index among all nodes in preorder.
    number: usize,
    /// The byte range of its callee.
    callee: Range<usize>,
}

impl Source {
    /// Parses a text; none if it has a syntax error.
    pub fn parse(text: impl Into<Arc<str>>) -> Option<Self> {
        let text = text.into();
        let tree = parse(&text)?;
        Some(Self::new(text, tree))
    }

    fn new(text: Arc<str>, tree: Tree) -> Self {
        let (calls, aliases, is_laid_out) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { text, tree, calls, aliases, is_laid_out }
    }

    /// The source with changes applied, which are sorted and do not overlap; none if the result has a syntax error.
    ///
    /// Only a source that was laid out before is laid out again: lines that people broke their own way stay.
    pub(super) fn changed(&self, changes: &[Change]) -> Option<Self> {
        let text = applied(changes, &self.text);
        let is_laid_out = self.is_laid_out();
        let text = if is_laid_out { layout::changed(&text).unwrap_or(text) } else { text };
        let mut old = self.tree.clone();
        old.edit(&edit(&self.text, &text));
        let tree = layout::parse_incrementally(&text, Some(&old))?;
        Some(Self { is_laid_out: is_laid_out.into(), ..Self::new(text.into(), tree) })
    }

    /// Whether its tree equals that of a fresh parse, node by node. For tests: after an insertion the tree comes from
    /// an incremental parse.
    #[doc(hidden)]
    pub fn equals_fresh_parse(&self) -> bool {
        let node = |node: Node<'_>| (node.kind_id(), node.range(), node.child_count());
        parse(&self.text)
            .is_some_and(|tree| Walk::new(self.root()).map(node).eq(Walk::new(tree.root_node()).map(node)))
    }

    /// Whether laying it out would change nothing.
    pub(super) fn is_laid_out(&self) -> bool {
        *self.is_laid_out.get_or_init(|| layout::changed(&self.text).is_none())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its text, without a copy.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Its line ending.
    pub(super) fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    pub(super) fn root(&self) -> Node<'_> {
        self.tree.root_node()
    }

    pub(super) fn text(&self, node: Node<'_>) -> &str {
        &self.text[node.byte_range()]
    }

    /// All named nodes in preorder.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        descendants(self.root())
    }

    /// The calls whose callee, such as `pipeline` or `Supervisor.init`, satisfies a predicate, in source order.
    pub(super) fn calls_of<'t>(
        &'t self,
        is_it: impl Fn(&str) -> bool + 't,
    ) -> impl Iterator<Item = Node<'t>> {
        let calls = self.calls.get_or_init(|| self.find_calls());
        let mut cursor = self.root().walk();
        calls.iter().filter(move |call| is_it(&self.text[call.callee.clone()])).map(move |call| {
            cursor.goto_descendant(call.number);
            cursor.node()
        })
    }

    fn find_calls(&self) -> Vec<Call> {
        let nodes = Walk::new(self.root()).enumerate();
        let calls = nodes.filter(|(_, node)| node.kind() == "call");
        let calls = calls.filter_map(|(number, node)| Some((number, node.child_by_field_name("target")?)));
        calls.map(|(number, target)| Call { number, callee: target.byte_range() }).collect()
    }

    /// The calls with this callee.
    pub(super) fn calls_named<'t>(&'t self, name: &'t str) -> impl Iterator<Item = Node<'t>> {
        self.calls_of(move |callee| callee == name)
    }

    /// The name that each `alias` gives, and the module behind it.
    pub(super) fn aliases(&self) -> &[(String, String)] {
        self.aliases
            .get_or_init(|| self.calls_named("alias").flat_map(|node| self.names_of_alias(node)).collect())
    }

    fn names_of_alias(&self, alias: Node<'_>) -> Vec<(String, String)> {
        let last = |module: &str| module.rsplit('.').next().unwrap_or(module).to_owned();
        let arguments = arguments(alias);
        let Some(module) = arguments.first().map(|module| self.text(*module)) else { return Vec::new() };
        // `alias Shop.{Repo, Mailer}`
        if let Some((root, group)) = module.split_once(".{") {
            let parts = group.trim_end_matches('}').split(',').map(str::trim);
            return parts.map(|part| (last(part), format!("{root}.{part}"))).collect();
        }
        let renamed = arguments.get(1).and_then(|options| self.value_of(*options, "as"));
        vec![(renamed.map_or_else(|| last(module), |name| self.text(name).to_owned()), module.to_owned())]
    }

    /// Whether a node is a call with this callee, such as `pipeline` or `Supervisor.init`.
    pub(super) fn calls(&self, node: Node<'_>, name: &str) -> bool {
        self.callee(node) == Some(name)
    }

    /// The callee of a node, if it is a call.
    pub(super) fn callee(&self, node: Node<'_>) -> Option<&str> {
        let target = (node.kind() == "call").then(|| node.child_by_field_name("target"))??;
        Some(self.text(target))
    }

    /// The calls that start or initialize a supervisor.
    pub(super) fn supervisor_calls(&self) -> impl Iterator<Item = Node<'_>> {
        self.calls_of(|callee| matches!(callee, "Supervisor.start_link" | "Supervisor.init"))
    }

    /// The operator of a node, if it is a binary one.
    pub(super) fn operator(&self, node: Node<'_>) -> Option<&str> {
        let operator = (node.kind() == "binary_operator").then(|| node.child_by_field_name("operator"))??;
        Some(self.text(operator))
    }

    /// The value last assigned to a variable before this use of it, in the same function.
    pub(super) fn assigned<'t>(&self, variable: Node<'t>) -> Option<Node<'t>> {
        let function = ancestor(variable, |node| is_function(self, node))?;
        let is_it = |node: &Node<'t>| {
            let left = node.child_by_field_name("left");
            self.operator(*node) == Some("=")
                && node.end_byte() <= variable.start_byte()
                && left.is_some_and(|left| self.text(left) == self.text(variable))
        };
        descendants(function).filter(is_it).last()?.child_by_field_name("right")
    }

    /// The value of the module attribute that a node reads: `:shop` for `@app`, after `@app :shop`.
    pub(super) fn attribute<'t>(&'t self, node: Node<'t>) -> Option<Node<'t>> {
        let name = self.text(node).strip_prefix('@')?;
        self.calls_named(name).find_map(|it| arguments(it).first().copied())
    }

    /// The value of a key in a keyword list.
    pub(super) fn value_of<'t>(&self, keywords: Node<'t>, key: &str) -> Option<Node<'t>> {
        children(keywords).into_iter().filter(|pair| pair.kind() == "pair").find_map(|pair| {
            let name = pair.child_by_field_name("key")?;
            let is_key = self.text(name).trim_end().strip_suffix(':') == Some(key);
            if is_key { pair.child_by_field_name("value") } else { None }
        })
    }

    /// The first value of a key in any keyword list of the source.
    pub(super) fn first_value(&self, key: &str) -> Option<Node<'_>> {
        self.nodes()
            .filter(|node| node.kind() == "keywords")
            .find_map(|keywords| self.value_of(keywords, key))
    }

    /// The definitions of a function of this name, whatever its arity: one for each clause.
    pub(super) fn functions(&self, name: &str) -> impl Iterator<Item = Node<'_>> {
        self.calls_of(|callee| matches!(callee, "def" | "defp"))
            .filter(move |node| self.function_name(*node) == Some(name))
    }

    /// The name of the function that a definition defines.
    pub(super) fn function_name(&self, definition: Node<'_>) -> Option<&str> {
        let head = head(definition)?;
        let name = if head.kind() == "call" { head.child_by_field_name("target")? } else { head };
        Some(self.text(name))
    }

    /// The expressions of a function's body, from `do … end` or `do:`.
    pub(super) fn body<'t>(&self, definition: Node<'t>) -> Vec<Node<'t>> {
        if let Some(block) = do_block(definition) {
            return expressions(block);
        }
        let keywords = arguments(definition).into_iter().find(|node| node.kind() == "keywords");
        keywords.and_then(|keywords| self.value_of(keywords, "do")).into_iter().collect()
    }
}

/// The head of a definition: the name with the parameters, without the guard of `def f(x) when …`.
pub(super) fn head(definition: Node<'_>) -> Option<Node<'_>> {
    let head = *arguments(definition).first()?;
    if head.kind() == "binary_operator" { head.child_by_field_name("left") } else { Some(head) }
}

/// A text with changes applied, which are sorted and do not overlap.
fn applied(changes: &[Change], text: &str) -> String {
    let mut after = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, new) in changes {
        after.push_str(&text[copied..range.start]);
        after.push_str(new);
        copied = range.end;
    }
    after + &text[copied..]
}

/// The smallest single edit that turns one text into the other: from the first byte that differs to the last.
fn edit(old: &str, new: &str) -> InputEdit {
    let (before, after) = (old.as_bytes(), new.as_bytes());
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before[start..].iter().rev().zip(after[start..].iter().rev());
    let same = rest.take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (before.len() - same, after.len() - same);
    InputEdit {
        start_byte: start,
        old_end_byte: old_end,
        new_end_byte: new_end,
        start_position: point(before, start),
        old_end_position: point(before, old_end),
        new_end_position: point(after, new_end),
    }
}

/// The row and the column of a byte, both from 0, the column in bytes.
fn point(text: &[u8], byte: usize) -> Point {
    let lines = text[..byte].split(|it| *it == b'\n');
    lines.enumerate().last().map_or_else(Point::default, |(row, line)| Point { row, column: line.len() })
}

/// Whether a node defines a function.
pub(super) fn is_function(source: &Source, node: Node<'_>) -> bool {
    matches!(source.callee(node), Some("def" | "defp"))
}

/// The named children of a node.
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children(&mut node.walk()).collect()
}

/// The named children of a node, without comments.
pub(super) fn expressions(node: Node<'_>) -> Vec<Node<'_>> {
    children(node).into_iter().filter(|child| child.kind() != "comment").collect()
}

/// The arguments of a call, without its `do` block.
pub(super) fn arguments(call: Node<'_>) -> Vec<Node<'_>> {
    let arguments = children(call).into_iter().find(|child| child.kind() == "arguments");
    arguments.map(expressions).unwrap_or_default()
}

/// A text without white space: the same for every layout of an expression.
pub(super) fn without_space(text: &str) -> String {
    text.chars().filter(|char| !char.is_ascii_whitespace()).collect()
}

/// Whether a node begins and ends on the same line.
pub(super) fn is_one_line(node: Node<'_>) -> bool {
    node.start_position().row == node.end_position().row
}

/// The `do … end` of a call.
pub(super) fn do_block(call: Node<'_>) -> Option<Node<'_>> {
    children(call).into_iter().find(|child| child.kind() == "do_block")
}

/// The nearest ancestor that satisfies a predicate.
pub(super) fn ancestor<'t>(node: Node<'t>, is_it: impl Fn(Node<'t>) -> bool) -> Option<Node<'t>> {
    std::iter::successors(node.parent(), Node::parent).find(|node| is_it(*node))
}

/// A node and its named descendants, in preorder.
pub(super) fn descendants(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    Walk::new(node).filter(Node::is_named)
}
