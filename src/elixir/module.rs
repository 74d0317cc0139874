//! Additions to a module: functions, directives, associations.

use std::collections::BTreeSet;
use std::iter;

use tree_sitter::Node;

use super::ecto::FIELD_MACROS;
use super::list::{elements, end_with_comment, expanded, indent_at, indented, insert_elements};
use super::place::Edits;
use super::syntax::{Source, arguments, children, do_block, expressions, is_one_line};

/// The directives that stand at the head of a module, in the order that is customary.
const DIRECTIVES: [&str; 4] = ["use", "import", "alias", "require"];

/// The macros that declare an association whose key is in the other table.
const OTHER_SIDE: [&str; 2] = ["has_many", "has_one"];

/// Appends functions to the first module. A snippet whose functions all exist, by name, is left out; one of which only
/// some exist has no place.
pub(super) fn into_module(source: &Source, snippets: &[&str]) -> Edits {
    let Some(body) = first_module(source) else { return Edits::nowhere(snippets) };
    let mut there: BTreeSet<_> = public_functions(source, body).map(str::to_owned).collect();
    let (mut added, mut nowhere) = (Vec::new(), Vec::new());
    for (number, snippet) in snippets.iter().enumerate() {
        let Some(parsed) = Source::parse(*snippet) else {
            nowhere.push(number);
            continue;
        };
        let wanted: BTreeSet<_> = public_functions(&parsed, parsed.root()).map(str::to_owned).collect();
        match wanted.intersection(&there).count() {
            0 => {
                added.push(*snippet);
                there.extend(wanted);
            }
            count if count == wanted.len() => {}
            _ => nowhere.push(number),
        }
    }
    let newline = source.newline();
    let (at, indent, first_gap) = end_of(source, body);
    let gaps = iter::once(first_gap).chain(iter::repeat(newline.repeat(2)));
    let added = added.iter().zip(gaps).map(|(snippet, gap)| {
        let snippet = indented(snippet, &indent, newline);
        format!("{gap}{indent}{snippet}")
    });
    Edits { nowhere, ..Edits::at(at, added.collect()) }
}

/// Where to append to the body of a module: the byte, the indentation, and the gap before what is added.
fn end_of(source: &Source, body: Node<'_>) -> (usize, String, String) {
    let newline = source.newline();
    // The last child may be a comment: additions come after it, unless it is on the line of the `do`.
    let is_below = |node: &&Node<'_>| node.start_position().row > body.start_position().row;
    let (at, indent, gap) = if let Some(last) = children(body).iter().rfind(is_below) {
        let indent = indent_at(&source.text, last.start_byte()).to_owned();
        // The node of a comment includes the carriage return of its line.
        let end = last.start_byte() + source.text(*last).trim_end().len();
        (end, indent, newline.repeat(2))
    } else {
        let indent = format!("{}  ", indent_at(&source.text, body.start_byte()));
        (body.start_byte() + "do".len(), indent, newline.to_owned())
    };
    (end_with_comment(&source.text, at), indent, gap)
}

/// Inserts an `import` or `alias` at the head of the first module, aliases in alphabetical order.
pub(super) fn into_head(source: &Source, snippet: &str) -> Edits {
    let nowhere = || Edits::nowhere(&[snippet]);
    let Some(added) = Source::parse(snippet) else { return nowhere() };
    let Some((directive, module)) = expressions(added.root()).first().and_then(|it| subject(&added, *it))
    else {
        return nowhere();
    };
    let Some(whole) = first_module(source) else { return nowhere() };
    let body = expressions(whole);
    let there: Vec<_> = body.iter().filter_map(|node| Some((*node, subject(source, *node)?))).collect();
    match added.aliases().first() {
        Some((name, module)) => match expanded(source, name) {
            full if full == *module => return Edits::default(),
            // The short name is taken by another module.
            full if full != *name => return nowhere(),
            _ => {}
        },
        None if there.iter().any(|(_, it)| *it == (directive, module)) => return Edits::default(),
        None => {}
    }
    let of_kind = |kind: &str| there.iter().filter(move |(_, (other, _))| *other == kind).collect::<Vec<_>>();
    let same = of_kind(directive);
    let newline = source.newline();
    let is_after = |(_, (_, name)): &&&(Node<'_>, (&str, &str))| name.to_lowercase() > module.to_lowercase();
    if directive == "alias"
        && let Some((next, _)) = same.iter().find(is_after)
    {
        let (at, indent) = (next.start_byte(), indent_at(&source.text, next.start_byte()));
        let gap = newline.repeat(if is_one_line(*next) { 1 } else { 2 });
        return Edits::at(at, format!("{snippet}{gap}{indent}"));
    }
    let rank = DIRECTIVES.iter().position(|it| *it == directive).unwrap_or_default();
    let before = DIRECTIVES[..rank].iter().rev().find_map(|kind| of_kind(kind).last().map(|(node, _)| *node));
    let is_doc = |node: &&Node<'_>| source.text(**node).starts_with("@moduledoc");
    let (anchor, gap) = match (same.last(), before.or_else(|| body.iter().find(is_doc).copied())) {
        (Some((last, _)), _) => (*last, newline.repeat(if is_one_line(*last) { 1 } else { 2 })),
        (None, Some(before)) => (before, format!("{newline}{newline}")),
        (None, None) => {
            let Some(first) = body.first() else {
                let (at, indent, gap) = end_of(source, whole);
                return Edits::at(at, format!("{gap}{indent}{}", indented(snippet, &indent, newline)));
            };
            let (at, indent) = (first.start_byte(), indent_at(&source.text, first.start_byte()));
            return Edits::at(at, format!("{snippet}{newline}{newline}{indent}"));
        }
    };
    let indent = indent_at(&source.text, anchor.start_byte());
    insert_below(source, anchor, &format!("{gap}{indent}"), indent, snippet)
}

/// Inserts a `has_many` or `has_one` into the first schema, before its timestamps.
pub(super) fn into_schema(source: &Source, snippet: &str) -> Edits {
    let nowhere = || Edits::nowhere(&[snippet]);
    let Some(added) = Source::parse(snippet) else { return nowhere() };
    let Some(new) = expressions(added.root()).first().and_then(|it| association(&added, *it)) else {
        return nowhere();
    };
    let schema = source.calls_named("schema").next();
    let Some(block) = schema.and_then(do_block) else { return nowhere() };
    let lines = expressions(block);
    for line in &lines {
        match association(source, *line) {
            Some((name, module)) if name == new.0 && expanded(source, module) == new.1 => {
                return Edits::default();
            }
            Some((name, _)) if name == new.0 => return nowhere(),
            _ => {}
        }
    }
    let newline = source.newline();
    let is = |node: &Node<'_>, names: &[&str]| source.callee(*node).is_some_and(|name| names.contains(&name));
    let last_of = |names: &[&str]| lines.iter().rev().find(|line| is(line, names)).copied();
    let columns: Vec<_> = lines.iter().copied().filter(|line| !is(line, &["timestamps"])).collect();
    let (anchor, is_apart) = if let Some(sibling) = last_of(&OTHER_SIDE) {
        (sibling, false)
    } else if let Some(last) = columns.last() {
        (*last, is(last, &["field"]))
    } else {
        let Some(timestamps) = lines.first() else { return nowhere() };
        let (at, indent) = (timestamps.start_byte(), indent_at(&source.text, timestamps.start_byte()));
        return Edits::at(at, format!("{snippet}{newline}{newline}{indent}"));
    };
    let gap = newline.repeat(if is_apart || !is_one_line(anchor) { 2 } else { 1 });
    let indent = indent_at(&source.text, anchor.start_byte());
    insert_below(source, anchor, &format!("{gap}{indent}"), indent, snippet)
}

/// The type of an association, in the type of the struct that has it: where the association is in the schema. A type
/// that says nothing of associations, or is of another shape, stays as it is.
pub(super) fn into_row_type(source: &Source, snippet: &str) -> Edits {
    let Some((name, _)) = snippet.split_once(':') else { return Edits::nowhere(&[snippet]) };
    let schema = source.calls_named("schema").next().and_then(do_block);
    let is_it = |line: &Node<'_>| {
        association(source, *line).is_some_and(|(it, _)| it.strip_prefix(':') == Some(name))
    };
    let is_declared = schema.is_some_and(|block| expressions(block).iter().any(is_it));
    let Some(map) = row_type(source).filter(|_| is_declared) else { return Edits::default() };
    let pairs: Vec<_> =
        children(map).into_iter().filter(|it| it.kind() == "map_content").flat_map(elements).collect();
    let key = |pair: &Node<'_>| {
        pair.child_by_field_name("key").map(|key| source.text(key).trim_end().trim_end_matches(':'))
    };
    if pairs.is_empty() || pairs.iter().any(|pair| key(pair) == Some(name)) {
        return Edits::default();
    }
    let is_other_side = |pair: &Node<'_>| {
        let value = pair.child_by_field_name("value").map(|value| source.text(value)).unwrap_or_default();
        OTHER_SIDE.iter().any(|kind| value.starts_with(&format!("Ecto.Schema.{kind}(")))
    };
    let after_sibling = pairs.iter().rposition(is_other_side).map(|last| last + 1);
    let index = after_sibling.or_else(|| pairs.iter().position(|pair| key(pair) == Some("inserted_at")));
    Edits::one(insert_elements(source, map, &pairs, index.unwrap_or(pairs.len()), &[snippet]))
}

/// The struct that the type `t` of the first module is: `%__MODULE__{…}`.
fn row_type(source: &Source) -> Option<Node<'_>> {
    let attributes = expressions(first_module(source)?).into_iter().flat_map(children);
    let types = attributes.filter(|it| matches!(source.callee(*it), Some("type" | "opaque")));
    let mut definitions = types.filter_map(|it| arguments(it).first().copied());
    let is_of_rows =
        |it: &Node<'_>| it.child_by_field_name("left").is_some_and(|left| source.text(left) == "t");
    let right = definitions.find(is_of_rows)?.child_by_field_name("right")?;
    (right.kind() == "map" && source.text(right).starts_with("%__MODULE__{")).then_some(right)
}

/// The body of the first module.
fn first_module(source: &Source) -> Option<Node<'_>> {
    do_block(source.calls_named("defmodule").next()?)
}

/// The names of the public functions that a body defines, once per clause.
fn public_functions<'s>(source: &'s Source, body: Node<'s>) -> impl Iterator<Item = &'s str> {
    let definitions = expressions(body).into_iter().filter(|node| source.calls(*node, "def"));
    definitions.filter_map(|definition| source.function_name(definition))
}

/// A directive and its module: `alias` and `Shop.Repo`.
fn subject<'s>(source: &'s Source, node: Node<'_>) -> Option<(&'s str, &'s str)> {
    let directive = source.callee(node).filter(|name| DIRECTIVES.contains(name))?;
    Some((directive, source.text(*arguments(node).first()?)))
}

/// The name of an association that a line declares and the module that it leads to.
fn association<'s>(source: &'s Source, node: Node<'_>) -> Option<(&'s str, &'s str)> {
    source.callee(node).filter(|name| FIELD_MACROS.contains(name))?;
    let arguments = arguments(node);
    Some((source.text(*arguments.first()?), arguments.get(1).map_or("", |module| source.text(*module))))
}

/// Inserts a gap and a snippet behind a node and a comment on its last line.
fn insert_below(source: &Source, node: Node<'_>, gap: &str, indent: &str, snippet: &str) -> Edits {
    let at = end_with_comment(&source.text, node.end_byte());
    Edits::at(at, format!("{gap}{}", indented(snippet, indent, source.newline())))
}
