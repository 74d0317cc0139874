//! Writes text: its lines stay, its indentation does not.

use super::super::doc::{Doc, Level, concat};

/// The lines of a text, at most one empty one between two.
pub(super) fn lines<'s>(lines: impl IntoIterator<Item = &'s str>) -> Doc<'s> {
    let mut docs = Vec::new();
    let mut empty = false;
    for line in lines {
        if line.is_empty() {
            empty = true;
            continue;
        }
        if !docs.is_empty() {
            if empty {
                docs.push(Doc::Line.nest(Level::Reset));
            }
            docs.push(Doc::Line);
        }
        empty = false;
        docs.push(Doc::text(line));
    }
    match docs.len() {
        0 => Doc::Nil,
        _ => Doc::Concat(docs),
    }
}

/// What stays as it is.
pub(super) fn raw(text: &str) -> Doc<'_> {
    let doc = Doc::text(text);
    if text.contains('\n') { doc.force_unfit().group() } else { doc.group() }
}

/// A script or a style: its lines, moved together.
pub(super) fn language(text: &str, preserve: bool) -> Doc<'_> {
    let all: Vec<_> = text.split('\n').skip_while(|line| line.trim_start().is_empty()).collect();
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let least = all.iter().filter(|line| !line.trim_start().is_empty()).map(indent).min();
    if all.is_empty() {
        return Doc::Line;
    }
    let doc = lines(all.iter().map(|line| &line[least.unwrap_or(0).min(indent(line))..]));
    if preserve { doc } else { concat([concat([Doc::Line, doc]).nest(Level::By(2)), Doc::Line]) }
}
