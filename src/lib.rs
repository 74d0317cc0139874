//! Beamsmith writes Elixir systems: a component is a function from a project to a project, a plan is the difference.

#![deny(
    clippy::disallowed_methods,
    clippy::exit,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]

pub mod candidates;
pub mod cli;
pub mod components;
pub mod disk;
pub mod elixir;
pub mod fields;
pub mod names;
pub mod picture;
pub mod plan;
pub mod problem;
pub mod project;
pub mod record;
pub mod rules;
pub mod run;
pub mod spec;
pub mod templates;
pub mod terminal;
pub mod tree;
pub mod wizard;
