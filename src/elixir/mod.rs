//! Elixir text by its syntax tree: finds where an addition belongs; lays out what may not fit on a line.

mod ecto;
mod facts;
mod layout;
mod list;
mod module;
mod mount;
mod navigation;
mod place;
mod router;
mod supervision;
mod syntax;
mod walk;

pub use ecto::{
    Check, EctoField, EctoSchema, EctoScope, arities, first_parameters, functions, generators, module,
    primary_key, schema, scopes,
};
pub use facts::{
    atom_at_key, defines, has_dependency, has_key, has_type, mentions, module_at_key, string_at_key,
};
pub use layout::{layout, layout_heex, layout_heex_within, layout_within, parses};
pub use mount::channels;
pub use navigation::has_navigation;
pub use place::{Inserted, Place, insert};
pub use router::{Route, Scope, mounts, pipelines, routes};

pub use supervision::{Child, Supervision, child_of, is_dynamic, restart, supervision};
pub use syntax::Source;
