//! Writes strings, charlists and sigils that span lines.

use super::{Doc, Level, Writer, concat};
use crate::elixir::layout::doc::surround;
use crate::elixir::layout::syntax::{Part, Quoted};

impl<'s> Writer<'s> {
    pub(super) fn quoted(&mut self, quoted: &Quoted<'s>) -> Doc<'s> {
        let mut docs = vec![Doc::text(quoted.opening)];
        for part in &quoted.parts {
            match part {
                Part::Lines(lines) => lines_of(lines, quoted.heredoc, &mut docs),
                Part::Interpolation(expr) => {
                    let ignore = std::mem::replace(&mut self.ignore_newlines, true);
                    let doc = surround(Doc::text("#{"), self.expr(expr), "}");
                    self.ignore_newlines = ignore;
                    docs.push(Doc::NoLimit(Box::new(doc)));
                }
            }
        }
        docs.push(Doc::text(quoted.closing));
        let doc = Doc::Concat(docs);
        if quoted.heredoc { doc.force_unfit() } else { concat([doc]) }
    }
}

/// The lines of a heredoc are indented with the code, the empty ones excepted; others are not.
fn lines_of<'s>(lines: &[&'s str], heredoc: bool, docs: &mut Vec<Doc<'s>>) {
    let last = lines.len() - 1;
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let indented = heredoc && (at == last || !line.is_empty());
            docs.push(if indented { Doc::Line } else { Doc::Line.nest(Level::Reset) });
        }
        if !line.is_empty() {
            docs.push(Doc::text(line));
        }
    }
}
