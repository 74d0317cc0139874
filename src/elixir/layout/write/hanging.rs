//! What may break in the stead of what is around it: where the formatters of Elixir differ.
//!
//! Until 1.18 the document around a group says so, since 1.19 the group itself.

use super::super::doc::Rules;
use super::{Doc, Level, Writer, concat};

impl<'s> Writer<'s> {
    /// `key => value`: the value follows on the line, or on the next one.
    pub(super) fn hanging_value(
        &self,
        key: Doc<'s>,
        arrow: &'static str,
        value: Doc<'s>,
        fits: bool,
    ) -> Doc<'s> {
        let nested =
            |value| concat([Doc::text(arrow), Doc::Break(" "), value]).nest_when_broken(Level::By(2));
        match self.rules {
            Rules::Elixir18 => {
                let value = nested(may_break(value, fits).group()).group();
                around(key.group().then(value), fits)
            }
            Rules::Elixir20 => {
                let value = around_group(nested(may_break_group(value, fits)), fits);
                key.group().then(value)
            }
        }
    }

    /// `left = right`: the right side follows on the line, or on the next one, or must do so.
    pub(super) fn hanging_operand(
        &self,
        left: Doc<'s>,
        operator: &'s str,
        right: Doc<'s>,
        Hanging { nesting, fits, newline }: Hanging,
    ) -> Doc<'s> {
        let sign = concat([Doc::text(" "), Doc::text(operator)]);
        let forced = |right: Doc<'s>| if newline { right.force_unfit() } else { right };
        let level = Level::By(nesting);
        match self.rules {
            Rules::Elixir18 => {
                let right = concat([sign, Doc::Break(" "), may_break(right, fits).group()]);
                let right = forced(right.nest_when_broken(level)).group();
                around(left.group().then(right), fits)
            }
            Rules::Elixir20 => {
                let right = concat([Doc::Break(" "), may_break_group(right, fits)]);
                let right = around_group(forced(right.nest_when_broken(level)), fits);
                concat([left.group(), sign, right.group()])
            }
        }
    }

    /// The pairs at the end of arguments.
    pub(super) fn last_pairs(&self, pairs: Doc<'s>) -> Doc<'s> {
        match self.rules {
            Rules::Elixir18 => pairs.group_with_parent().next_break_fits(true),
            Rules::Elixir20 => pairs.optimistic_group(),
        }
    }

    pub(super) fn last_argument(&self, argument: Doc<'s>) -> Doc<'s> {
        match self.rules {
            Rules::Elixir18 => argument.next_break_fits(true),
            Rules::Elixir20 => argument.ungroup().optimistic_group(),
        }
    }

    /// All arguments, the last of which may break in their stead if `fits`.
    pub(super) fn all_arguments(&self, arguments: Doc<'s>, fits: bool) -> Doc<'s> {
        match self.rules {
            Rules::Elixir18 => around(arguments.group(), fits),
            Rules::Elixir20 => around_group(arguments, fits),
        }
    }
}

/// How the right side of an operator hangs on it.
#[derive(Clone, Copy)]
pub(super) struct Hanging {
    pub(super) nesting: usize,
    /// It may break in the stead of what is around it.
    pub(super) fits: bool,
    /// It goes on a new line.
    pub(super) newline: bool,
}

fn may_break(doc: Doc<'_>, fits: bool) -> Doc<'_> {
    if fits { doc.next_break_fits(true) } else { doc }
}

fn around(doc: Doc<'_>, fits: bool) -> Doc<'_> {
    if fits { doc.next_break_fits(false) } else { doc }
}

fn may_break_group(doc: Doc<'_>, fits: bool) -> Doc<'_> {
    if fits { doc.optimistic_group() } else { doc.group() }
}

fn around_group(doc: Doc<'_>, fits: bool) -> Doc<'_> {
    if fits { doc.pessimistic_group() } else { doc.group() }
}
