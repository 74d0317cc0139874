//! One snippet at a place of a text.

use beamsmith::elixir::{self, Place, Source};

/// What became of an insertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// The text with the addition.
    Here(String),
    /// The text holds it already.
    There,
    /// The text has no such place, or a syntax error.
    Nowhere,
}

/// Inserts a snippet at a place of a text.
pub fn insert(text: &str, place: &Place, snippet: &str) -> Placed {
    let Some(source) = Source::parse(text) else { return Placed::Nowhere };
    let inserted = elixir::insert(&source, place, &[snippet]);
    assert!(inserted.source.as_ref().is_none_or(Source::equals_fresh_parse), "{place:?}\n{snippet}\n{text}");
    match (inserted.source, &inserted.nowhere[..]) {
        (Some(source), []) => Placed::Here(source.as_str().to_owned()),
        (None, []) => Placed::There,
        _ => Placed::Nowhere,
    }
}
