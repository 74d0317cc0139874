//! Facts that a source states: names and dependencies.

use super::list::{dependencies, element_key, elements};
use super::syntax::{Source, arguments};

/// The atom at a key of a keyword list: `shop` for `app: :shop`.
pub fn atom_at_key(text: &str, key: &str) -> Option<String> {
    let source = Source::parse(text)?;
    let value = source.first_value(key)?;
    let atom = source.text(value).strip_prefix(':')?;
    Some(atom.to_owned())
}

/// The module that a key starts with: `Shop.Application` for `mod: {Shop.Application, []}`.
pub fn module_at_key(text: &str, key: &str) -> Option<String> {
    let source = Source::parse(text)?;
    let tuple = source.first_value(key).filter(|value| value.kind() == "tuple")?;
    let module = tuple.named_child(0).filter(|module| module.kind() == "alias")?;
    Some(source.text(module).to_owned())
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
