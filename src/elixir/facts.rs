//! Facts that a source states: names and dependencies.

use tree_sitter::Node;

use super::list::{dependencies, element_key, elements};
use super::syntax::{Source, arguments, descendants};

/// The atom at a key of the keyword list that a function returns: `shop` for `app: :shop`.
pub fn atom_at_key(source: &Source, function: &str, key: &str) -> Option<String> {
    let value = value_in(source, function, key)?;
    let atom = source.text(value).strip_prefix(':')?;
    Some(atom.to_owned())
}

/// The module that a key of the keyword list of a function starts with: `Shop.Application` for
/// `mod: {Shop.Application, []}`.
pub fn module_at_key(source: &Source, function: &str, key: &str) -> Option<String> {
    let tuple = value_in(source, function, key).filter(|value| value.kind() == "tuple")?;
    let module = tuple.named_child(0).filter(|module| module.kind() == "alias")?;
    Some(source.text(module).to_owned())
}

/// The string at a key of the keyword list that a function returns: `../../config/config.exs` for
/// `config_path: "../../config/config.exs"`.
pub fn string_at_key(source: &Source, function: &str, key: &str) -> Option<String> {
    let value = value_in(source, function, key).filter(|value| value.kind() == "string")?;
    let content = value.named_child(0).filter(|_| value.named_child_count() == 1)?;
    (content.kind() == "quoted_content").then(|| source.text(content).to_owned())
}

/// Whether the keyword list that a function returns has a key.
pub fn has_key(source: &Source, function: &str, key: &str) -> bool {
    value_in(source, function, key).is_some()
}

/// The value of a key in the first keyword list of a function that has it.
fn value_in<'t>(source: &'t Source, function: &str, key: &str) -> Option<Node<'t>> {
    let keywords = source.functions(function).flat_map(descendants).filter(|node| node.kind() == "keywords");
    let value = keywords.into_iter().find_map(|keywords| source.value_of(keywords, key))?;
    source.attribute(value).or(Some(value))
}

/// Whether a `mix.exs` lists a package: in its literal list of dependencies, or in any tuple if there is no such list.
pub fn has_dependency(source: &Source, package: &str) -> bool {
    let key = format!(":{package}");
    let is_it = |element: Node<'_>| element_key(source, element) == key;
    match dependencies(source) {
        Some(list) => elements(list).into_iter().any(is_it),
        None => source.nodes().filter(|node| node.kind() == "tuple").any(is_it),
    }
}

/// Whether a source refers to a module by this name, comments aside.
pub fn mentions(source: &Source, module: &str) -> bool {
    source.nodes().any(|node| node.kind() == "alias" && source.text(node) == module)
}

/// Whether a source defines a function of this name.
pub fn defines(source: &Source, function: &str) -> bool {
    source.functions(function).next().is_some()
}

/// Whether a source defines a type of this name, such as `t`.
pub fn has_type(source: &Source, name: &str) -> bool {
    let definitions = source.calls_of(|callee| matches!(callee, "type" | "opaque"));
    let mut types = definitions.filter_map(|node| arguments(node).first()?.child_by_field_name("left"));
    types.any(|left| source.text(left) == name)
}
