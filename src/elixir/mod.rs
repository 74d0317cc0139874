//! Elixir text by its syntax tree.

/// temporary
pub fn layout(source: &str) -> String {
    source.to_owned()
}
