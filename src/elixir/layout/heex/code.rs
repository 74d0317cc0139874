//! Elixir in templates.

use tree_sitter::{Node, Tree};

use super::super::doc::{Doc, Level, Rules, concat};
use super::super::syntax::{self, Reader};
use super::super::write::Writer;

/// The expression as the formatter writes it.
pub(super) fn expression(code: &str, rules: Rules) -> Option<Doc<'_>> {
    let tree = super::super::parse(code)?;
    document(code, &tree, rules)
}

/// `name={code}`.
pub(super) fn attribute<'s>(name: &'s str, code: &'s str, rules: Rules) -> Option<Doc<'s>> {
    let tree = super::super::parse(code)?;
    let opening = concat([Doc::text(name), Doc::text("={")]);
    let root = tree.root_node();
    let value = match syntax::children(root).as_slice() {
        [only] if syntax::comments(root, code).is_empty() => Some(*only),
        _ => None,
    };
    Some(match value.map_or(Shape::Other, |value| shape(value, code)) {
        Shape::Verbatim => concat([opening, Doc::text(code), Doc::text("}")]),
        Shape::Plain => return None,
        Shape::Tight => concat([opening, document(code, &tree, rules)?, Doc::text("}")]).group(),
        Shape::Other => {
            let value = concat([Doc::Break(""), document(code, &tree, rules)?]).nest(Level::By(2));
            concat([opening, value, Doc::Break(""), Doc::text("}")]).group()
        }
    })
}

enum Shape {
    /// An interpolated string, strings put together: never broken.
    Verbatim,
    /// A plain string, which the formatter writes without braces.
    Plain,
    /// Its own brackets are broken.
    Tight,
    Other,
}

fn shape(value: Node<'_>, code: &str) -> Shape {
    let text = &code[value.byte_range()];
    let has_interpolation = || syntax::children(value).iter().any(|child| child.kind() == "interpolation");
    match value.kind() {
        "string" if has_interpolation() => Shape::Verbatim,
        "string" if text.starts_with("\"\"\"") || text.contains("\\\"") => Shape::Tight,
        "string" => Shape::Plain,
        "bitstring" => Shape::Verbatim,
        "binary_operator" if operator(value, code) == Some("<>") => Shape::Verbatim,
        "list" if value.named_child_count() > 0 => Shape::Tight,
        _ => Shape::Other,
    }
}

fn operator<'s>(node: Node<'_>, code: &'s str) -> Option<&'s str> {
    Some(&code[node.child_by_field_name("operator")?.byte_range()])
}

fn document<'s>(code: &'s str, tree: &Tree, rules: Rules) -> Option<Doc<'s>> {
    let root = tree.root_node();
    let statements = Reader::new(code).file(root)?;
    let mut writer = Writer::new(syntax::comments(root, code), rules);
    let doc = writer.file(&statements);
    writer.is_done().then_some(doc)
}
