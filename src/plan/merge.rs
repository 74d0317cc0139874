//! Merges two versions of a file, with conflict markers as Git writes them.

use similar::{DiffOp, TextDiff};

/// The lines that both texts have, and both versions between conflict markers where they differ. Line endings are those
/// of the existing text.
pub fn merge(there: &str, wanted: &str) -> String {
    let newline = if there.contains("\r\n") { "\r\n" } else { "\n" };
    let wanted = wanted.replace("\r\n", "\n").replace('\n', newline);
    let (old, new): (Vec<_>, Vec<_>) =
        (there.split_inclusive('\n').collect(), wanted.split_inclusive('\n').collect());
    let part = |op: &DiffOp| {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            return old.concat();
        }
        let (old, new) = (closed(old, newline), closed(new, newline));
        format!("<<<<<<< there{newline}{old}======={newline}{new}>>>>>>> beamsmith{newline}")
    };
    TextDiff::configure().diff_slices(&old, &new).ops().iter().map(part).collect()
}

/// Lines as one text that ends with a newline.
fn closed(lines: &[&str], newline: &str) -> String {
    let end = if lines.last().is_some_and(|last| !last.ends_with('\n')) { newline } else { "" };
    lines.concat() + end
}
