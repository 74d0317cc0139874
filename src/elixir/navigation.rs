//! The links in the header of a project's pages.

use super::list::{elements, indented, insert_elements, list_of, margin};
use super::place::Placed;
use super::syntax::{Source, expressions};

/// The function of the layouts whose literal list holds a label and a path for each link.
const FUNCTION: &str = "nav_links";

/// Whether these layouts have links in their header.
pub fn has_navigation(text: &str) -> bool {
    Source::parse(text).is_some_and(|source| list_of(&source, FUNCTION).is_some())
}

/// A link is there already if another leads to the same path, whatever its label.
pub(super) fn into_navigation(source: &Source<'_>, snippet: &str) -> Placed {
    let Some(list) = list_of(source, FUNCTION) else { return Placed::Nowhere };
    let Some(added) = Source::parse(snippet) else { return Placed::Nowhere };
    let path = |source: &Source<'_>, link| expressions(link).last().map(|path| source.text(*path).to_owned());
    let wanted = expressions(added.root()).first().and_then(|link| path(&added, *link));
    let links = elements(list);
    if links.iter().any(|link| path(source, *link) == wanted) {
        return Placed::There;
    }
    let text = source.text;
    let is_empty = text[list.start_byte() + 1..list.end_byte() - 1].trim().is_empty();
    if !is_empty {
        let (range, link) = insert_elements(source, list, &links, links.len(), &[snippet]);
        return Placed::Here(format!("{}{link}{}", &text[..range.start], &text[range.end..]));
    }
    let newline = source.newline();
    let margin = margin(text, list.start_byte());
    let snippet = indented(snippet, &format!("{margin}  "), newline);
    let (before, after) = (&text[..list.start_byte()], &text[list.end_byte()..]);
    Placed::Here(format!("{before}[{newline}{margin}  {snippet}{newline}{margin}]{after}"))
}
