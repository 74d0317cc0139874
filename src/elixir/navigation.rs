//! The links in the header of a project's pages.

use super::list::{elements, indent_at, indented, insert_elements, list_of};
use super::place::Edits;
use super::syntax::{Source, expressions};

/// The function of the layouts whose literal list holds a label and a path for each link.
const FUNCTION: &str = "nav_links";

/// Whether these layouts define the links of the header.
pub fn has_navigation(source: &Source) -> bool {
    list_of(source, FUNCTION).is_some()
}

/// A link is there already if another leads to the same path, whatever its label.
pub(super) fn into_navigation(source: &Source, snippet: &str) -> Edits {
    let (Some(list), Some(added)) = (list_of(source, FUNCTION), Source::parse(snippet)) else {
        return Edits::nowhere(&[snippet]);
    };
    let path = |source: &Source, link| expressions(link).last().map(|path| source.text(*path).to_owned());
    let wanted = expressions(added.root()).first().and_then(|link| path(&added, *link));
    let links = elements(list);
    if links.iter().any(|link| path(source, *link) == wanted) {
        return Edits::default();
    }
    let text = &*source.text;
    let is_empty = text[list.start_byte() + 1..list.end_byte() - 1].trim().is_empty();
    if !is_empty {
        return Edits::one(insert_elements(source, list, &links, links.len(), &[snippet]));
    }
    let newline = source.newline();
    let indent = indent_at(text, list.start_byte());
    let snippet = indented(snippet, &format!("{indent}  "), newline);
    Edits::one((list.byte_range(), format!("[{newline}{indent}  {snippet}{newline}{indent}]")))
}
