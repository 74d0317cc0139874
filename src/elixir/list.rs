//! Finds the literal lists of a source, reads their elements and inserts more.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::place::{Change, Edits};
use super::syntax::{Source, arguments, descendants, expressions};

/// The literal list of children of the supervisor that a source starts or initializes.
pub(super) fn children_list(source: &Source) -> Option<Node<'_>> {
    source.supervisor_calls().find_map(|call| {
        let piped = call.parent().filter(|parent| source.operator(*parent) == Some("|>"));
        let children = match piped {
            Some(pipe) => pipe.child_by_field_name("left")?,
            None => *arguments(call).first()?,
        };
        as_list(source, children, 8)
    })
}

/// The literal list of dependencies of a `mix.exs`.
pub(super) fn dependencies(source: &Source) -> Option<Node<'_>> {
    let value = source.first_value("deps")?;
    // The argument of a function that transforms a list of dependencies: `locked(deps())`.
    let given = arguments(value).into_iter().filter_map(|argument| as_list(source, argument, 8));
    as_list(source, value, 8).or_else(|| given.into_iter().find(|list| is_dependencies(source, *list)))
}

/// Whether a list holds packages and nothing else.
fn is_dependencies(source: &Source, list: Node<'_>) -> bool {
    let is_package =
        |element: Node<'_>| element.kind() == "tuple" && element_key(source, element).starts_with(':');
    let elements = elements(list);
    !elements.is_empty() && elements.into_iter().all(is_package)
}

/// The literal list behind an expression: through variables, functions, attributes, `++` and pipes, in at most `depth`
/// steps.
fn as_list<'t>(source: &'t Source, node: Node<'t>, depth: u8) -> Option<Node<'t>> {
    let depth = depth.checked_sub(1)?;
    match node.kind() {
        "list" => Some(node),
        "identifier" => match source.assigned(node) {
            Some(value) => as_list(source, value, depth),
            None => list_of_function(source, source.text(node), depth),
        },
        "binary_operator" if matches!(source.operator(node), Some("++" | "|>")) => {
            let side = |name| node.child_by_field_name(name).and_then(|side| as_list(source, side, depth));
            side("left").or_else(|| side("right"))
        }
        "unary_operator" => as_list(source, source.attribute(node)?, depth),
        "call" if matches!(source.callee(node), Some("Enum.filter" | "Enum.reject" | "List.flatten")) => {
            as_list(source, *arguments(node).first()?, depth)
        }
        "call" => list_of_function(source, source.callee(node)?, depth),
        _ => None,
    }
}

/// The literal list that a function returns.
pub(super) fn list_of<'t>(source: &'t Source, function: &str) -> Option<Node<'t>> {
    list_of_function(source, function, 8)
}

fn list_of_function<'t>(source: &'t Source, name: &str, depth: u8) -> Option<Node<'t>> {
    let mut clauses = source.functions(name);
    let body = source.body(clauses.next()?);
    // Which of several clauses is meant cannot be told.
    if clauses.next().is_some() {
        return None;
    }
    as_list(source, *body.last()?, depth)
}

/// The elements of a list; a keyword list at its end contributes its pairs.
pub(super) fn elements(list: Node<'_>) -> Vec<Node<'_>> {
    let is_keywords = |node: &Node<'_>| node.kind() == "keywords";
    expressions(list)
        .into_iter()
        .flat_map(|node| if is_keywords(&node) { expressions(node) } else { vec![node] })
        .collect()
}

/// A conditional element without its condition: `Shop.Cache` for `enabled? && Shop.Cache`.
pub(super) fn without_condition<'t>(source: &Source, element: Node<'t>) -> Node<'t> {
    let is_and = matches!(source.operator(element), Some("&&" | "and"));
    let right = element.child_by_field_name("right").filter(|_| is_and);
    right.map_or(element, |right| without_condition(source, right))
}

/// The identity of an element: its `id` or `name` option, else the module or atom that it begins with.
pub(super) fn element_key(source: &Source, element: Node<'_>) -> String {
    let element = without_condition(source, element);
    let parts = match element.kind() {
        "tuple" => expressions(element),
        _ if source.calls(element, "Supervisor.child_spec") => arguments(element),
        _ => vec![element],
    };
    let keywords = parts.iter().flat_map(|part| descendants(*part)).find(|node| node.kind() == "keywords");
    let option = |key| keywords.and_then(|keywords| source.value_of(keywords, key));
    let first = parts.first().copied().unwrap_or(element);
    match option("id").or_else(|| option("name")) {
        Some(name) => expanded(source, source.text(name)),
        None if first.id() != element.id() && first.kind() == "tuple" => element_key(source, first),
        None => expanded(source, source.text(first)),
    }
}

/// A module's full name, with the source's `alias`es expanded.
pub(super) fn expanded(source: &Source, name: &str) -> String {
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let aliased =
        source.aliases().iter().find(|(alias, _)| *alias == first).map(|(_, module)| module.as_str());
    match (aliased, rest) {
        (Some(module), Some(rest)) => format!("{module}.{rest}"),
        (Some(module), None) => module.to_owned(),
        (None, _) => name.to_owned(),
    }
}

/// Inserts each snippet behind the last element of a lower rank, and from there before the first of a higher rank or
/// at the end. A snippet whose key is in the list already is left out.
pub(super) fn into_list(
    source: &Source,
    list: Option<Node<'_>>,
    snippets: &[&str],
    rank: fn(&str) -> u8,
) -> Edits {
    let Some(list) = list else { return Edits::nowhere(snippets) };
    let elements = elements(list);
    // The tail of `[first | rest]` comes from elsewhere.
    if elements.iter().any(|element| source.operator(*element) == Some("|")) {
        return Edits::nowhere(snippets);
    }
    let mut keys: BTreeSet<_> = elements.iter().map(|element| element_key(source, *element)).collect();
    let ranks: Vec<_> =
        elements.iter().map(|element| rank(source.text(without_condition(source, *element)))).collect();
    let mut edits = Edits::default();
    // What goes before each element, and at the end.
    let mut added: Vec<Vec<&str>> = vec![Vec::new(); elements.len() + 1];
    for (number, snippet) in snippets.iter().enumerate() {
        let Some(key) = snippet_key(snippet) else {
            edits.nowhere.push(number);
            continue;
        };
        if keys.insert(key) {
            let new = rank(snippet);
            let start = ranks.iter().rposition(|old| *old < new).map_or(0, |last| last + 1);
            let later = ranks[start..].iter().position(|old| *old > new);
            let index = later.map_or(ranks.len(), |later| start + later);
            added[index].push(snippet);
        }
    }
    // Of those that go to the same gap, the lower ranks come first.
    for gap in &mut added {
        gap.sort_by_key(|snippet| rank(snippet));
    }
    let gaps = added.iter().enumerate().filter(|(_, snippets)| !snippets.is_empty());
    edits.changes =
        gaps.map(|(index, snippets)| insert_elements(source, list, &elements, index, snippets)).collect();
    edits
}

/// The identity of a snippet, if it is an element of a list.
fn snippet_key(snippet: &str) -> Option<String> {
    let wrapped = format!("[{snippet}]");
    let added = Source::parse(wrapped)?;
    let list = descendants(added.root()).find(|node| node.kind() == "list")?;
    Some(element_key(&added, *elements(list).first()?))
}

/// The change that inserts elements before the one at an index; at the end if the index is their number.
pub(super) fn insert_elements(
    source: &Source,
    list: Node<'_>,
    elements: &[Node<'_>],
    index: usize,
    snippets: &[&str],
) -> Change {
    let text = &*source.text;
    let newline = source.newline();
    let is_broken = |open: usize, first: usize| text[open..first].contains('\n');
    let joined = |separator: &str, indent: &str| {
        let snippets: Vec<_> = snippets.iter().map(|snippet| indented(snippet, indent, newline)).collect();
        snippets.join(&format!(",{separator}"))
    };
    let Some(&first) = elements.first() else {
        let (at, end) = (list.start_byte() + 1, list.end_byte() - 1);
        let inner = text[at..end].trim_end();
        if inner.is_empty() {
            return (at..end, joined(" ", indent_at(text, list.start_byte())));
        }
        // Nothing but comments: they stay above.
        let indent = indent_at(text, list.start_byte());
        let separator = format!("{newline}{indent}  ");
        let snippets = joined(&separator, &format!("{indent}  "));
        return (at..end, format!("{inner}{separator}{snippets}{newline}{indent}"));
    };
    let indent = indent_at(text, first.start_byte());
    let separator = if is_broken(list.start_byte(), first.start_byte())
        || elements.len() > 1 && is_broken(first.end_byte(), elements[1].start_byte())
    {
        format!("{newline}{indent}")
    } else {
        " ".to_owned()
    };
    let snippets = joined(&separator, indent);
    if index == 0 {
        let at = first.start_byte();
        return (at..at, format!("{snippets},{separator}"));
    }
    let before = elements[index - 1];
    let at = before.end_byte();
    // A comment that ends the line of the element before belongs to that element.
    let end = elements.get(index).map_or(list.end_byte(), Node::start_byte);
    let comma_end = comma_after(before);
    let comma = comma_end.unwrap_or(at);
    let line_end = text[comma..end].find(['\r', '\n']).map_or(comma, |end| comma + end);
    let has_comment = text[comma..line_end].trim_start().starts_with('#');
    let comment_end = if has_comment { line_end } else { comma };
    // The last element may have a comma behind it too: then the new one has.
    let (first_comma, last_comma) = if comma_end.is_none() { (",", "") } else { ("", ",") };
    let comment = &text[comma..comment_end];
    (comma..comment_end, format!("{first_comma}{comment}{separator}{snippets}{last_comma}"))
}

/// The byte behind the comma that follows an element.
fn comma_after(element: Node<'_>) -> Option<usize> {
    let mut siblings = std::iter::successors(element.next_sibling(), Node::next_sibling);
    siblings
        .find(|sibling| sibling.kind() != "comment")
        .filter(|sibling| sibling.kind() == ",")
        .map(|it| it.end_byte())
}

/// A snippet with every line but the first indented; empty lines stay empty.
pub(super) fn indented(snippet: &str, indent: &str, newline: &str) -> String {
    let mut indented = String::with_capacity(snippet.len());
    for (index, line) in snippet.lines().enumerate() {
        if index > 0 {
            indented.push_str(newline);
            indented.push_str(if line.is_empty() { "" } else { indent });
        }
        indented.push_str(line);
    }
    indented
}

/// The end of a comment that follows a byte on its line, else that byte.
pub(super) fn end_with_comment(text: &str, end: usize) -> usize {
    let line_end = text[end..].find(['\r', '\n']).map_or(text.len(), |length| end + length);
    if text[end..line_end].trim_start().starts_with('#') { line_end } else { end }
}

/// The indentation of the line that a byte is on.
pub(super) fn indent_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
