//! Elixir text by its syntax tree: lays out what may not fit on a line.

mod layout;

pub use layout::{layout, layout_within, parses};
