//! Elixir text by its syntax tree: finds where an addition belongs; lays out what may not fit on a line.

mod facts;
mod layout;
mod list;
mod mount;
mod place;
mod supervision;
mod syntax;

pub use facts::{atom_at_key, has_dependency, has_key, module_at_key, pipelines};
pub use layout::{layout, layout_heex, layout_heex_within, layout_within, parses};
pub use mount::channels;
pub use place::{Inserted, Place, Placed, insert, insert_all};
pub use supervision::{Child, Supervision, child_of, is_dynamic, restart, supervision};
