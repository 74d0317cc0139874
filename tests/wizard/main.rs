//! The wizard without a terminal: answers from a script.

mod additions;
#[path = "../support/everything.rs"]
mod answers;
mod components;
mod everything;
mod fields;
mod project;
mod script;
mod shop;
#[path = "../support/mod.rs"]
mod support;
