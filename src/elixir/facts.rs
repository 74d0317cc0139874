//! Facts that a source states: names and dependencies.

use tree_sitter::Node;

use super::list::{dependencies, element_key, elements};
use super::syntax::{Source, arguments, below};

/// The atom at a key of the keyword list that a function gives: `shop` for `app: :shop`.
pub fn atom_at_key(text: &str, function: &str, key: &str) -> Option<String> {
    let source = Source::parse(text)?;
    let value = value_in(&source, function, key)?;
    let atom = source.text(value).strip_prefix(':')?;
    Some(atom.to_owned())
}

/// The module that a key of the keyword list of a function starts with: `Shop.Application` for
/// `mod: {Shop.Application, []}`.
pub fn module_at_key(text: &str, function: &str, key: &str) -> Option<String> {
    let source = Source::parse(text)?;
    let tuple = value_in(&source, function, key).filter(|value| value.kind() == "tuple")?;
    let module = tuple.named_child(0).filter(|module| module.kind() == "alias")?;
    Some(source.text(module).to_owned())
}

/// Whether the keyword list that a function gives has a key.
pub fn has_key(text: &str, function: &str, key: &str) -> bool {
    Source::parse(text).is_some_and(|source| value_in(&source, function, key).is_some())
}

/// The value of a key in the first keyword list of a function that has it.
fn value_in<'t>(source: &'t Source<'_>, function: &str, key: &str) -> Option<Node<'t>> {
    let keywords = source.functions(function).flat_map(below).filter(|node| node.kind() == "keywords");
    let value = keywords.into_iter().find_map(|keywords| source.value_of(keywords, key))?;
    source.attribute(value).or(Some(value))
}

/// Whether a `mix.exs` lists a package.
pub fn has_dependency(text: &str, package: &str) -> bool {
    let find = || {
        let source = Source::parse(text)?;
        let list = dependencies(&source)?;
        let key = format!(":{package}");
        elements(list).into_iter().find(|element| element_key(&source, *element) == key).map(drop)
    };
    find().is_some()
}

/// The names of a router's pipelines.
pub fn pipelines(text: &str) -> Vec<String> {
    let Some(source) = Source::parse(text) else { return Vec::new() };
    let calls = source.nodes().filter(|node| source.calls(*node, "pipeline"));
    let names = calls.filter_map(|call| arguments(call).first().map(|name| source.text(*name)));
    names.filter_map(|name| name.strip_prefix(':')).map(str::to_owned).collect()
}
