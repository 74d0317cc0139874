//! Elixir text by its syntax tree: lays out what may not fit on a line.

mod layout;

pub use layout::{layout, layout_heex, layout_heex_within, layout_within, parses};
