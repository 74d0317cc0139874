//! The parts of a module, or of a group of its tests, that hold lines too long: a part is parsed in a fraction of the
//! time that the whole takes.

use std::ops::Range;

use super::Heredoc;

/// The indentation of what stands directly in a module.
const BODY: usize = 2;

/// The parts, in bytes, that hold these rows of a source; none if it is not made of modules.
///
/// A part begins in the body of a module or of a `describe`, after an empty line or after the head of that body, and
/// ends before the next one or before the body's `end`. As nothing adjoins it, it is laid out by itself as in its place.
pub(super) fn holding(source: &str, rows: &[usize]) -> Option<Vec<Range<usize>>> {
    let starts = starts(source)?;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for row in rows {
        let next = starts.partition_point(|start| start.row <= *row);
        let start = &starts[next.checked_sub(1)?];
        let end = starts.get(next).map_or(source.len(), |next| next.byte);
        // The head of a module or of a `describe` is never broken.
        if !start.is_head && parts.last().is_none_or(|part| part.start != start.byte) {
            parts.push(start.byte..end);
        }
    }
    Some(parts)
}

/// Where a part begins, or the head of a body or its `end` stands.
struct Start {
    row: usize,
    byte: usize,
    is_head: bool,
}

fn starts(source: &str) -> Option<Vec<Start>> {
    let mut starts = Vec::new();
    let mut heredoc = Heredoc::Outside;
    let (mut byte, mut may_begin, mut body) = (0, true, BODY);
    for (row, line) in source.split_inclusive('\n').enumerate() {
        if heredoc == Heredoc::Outside {
            let text = line.trim();
            let margin = line.len() - line.trim_start_matches(' ').len();
            let is_group = margin == BODY && text.starts_with("describe ");
            let is_head = (line.starts_with("defmodule ") || is_group) && text.ends_with(" do");
            let start = Start { row, byte, is_head };
            match margin {
                _ if text.is_empty() => {}
                0 if is_head || text == "end" || text.starts_with('#') => starts.push(start),
                0 => return None,
                BODY if is_head || body > BODY && text == "end" => {
                    body = if is_head { BODY + BODY } else { BODY };
                    starts.push(start);
                }
                margin if margin == body && may_begin => starts.push(start),
                _ => {}
            }
            may_begin = is_head || text.is_empty();
        }
        heredoc = heredoc.after(line);
        byte += line.len();
    }
    Some(starts)
}
