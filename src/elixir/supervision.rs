//! The supervisor that a source defines.

use tree_sitter::Node;

use super::list::{children_list, element_key, elements, without_condition};
use super::syntax::{Source, arguments, expressions};

/// A supervisor, as far as its source tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervision {
    /// The name that it registers, as the source says it: `Shop.Supervisor`, `__MODULE__`.
    pub name: Option<String>,
    /// Restart strategy: `one_for_all`.
    pub strategy: String,
    /// How many restarts it allows, if the source says.
    pub max_restarts: Option<String>,
    /// Within how many seconds, if the source says.
    pub max_seconds: Option<String>,
    /// Its children, in the order in which they start.
    pub children: Vec<Child>,
}

/// A child in the list of a supervisor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// The module that is started: `Task.Supervisor`.
    pub module: String,
    /// The name that it registers, if it is told one: `Shop.TaskSupervisor`.
    pub name: Option<String>,
}

impl Supervision {
    /// Whether it registers the name of its own module. One that does not is part of something else, such as a
    /// cache.
    pub fn is_registered_as(&self, module: &str) -> bool {
        self.name.as_deref().is_some_and(|name| name == "__MODULE__" || name == module)
    }
}

/// The supervisor that a source defines; none if it starts no literal list of children.
pub fn supervision(source: &Source) -> Option<Supervision> {
    let children = children_list(source)?;
    let options = options(source);
    let init = |key| options.iter().rev().find_map(|keywords| source.value_of(*keywords, key));
    let option = |key| init(key).map(|value| source.text(value).to_owned());
    Some(Supervision {
        name: option("name"),
        strategy: option("strategy")?.trim_start_matches(':').to_owned(),
        max_restarts: option("max_restarts"),
        max_seconds: option("max_seconds"),
        children: elements(children).into_iter().map(|element| child(source, element)).collect(),
    })
}

/// The options of each call that starts or initializes a supervisor, not those of its children.
fn options(source: &Source) -> Vec<Node<'_>> {
    source.supervisor_calls().filter_map(|call| keywords(source, *arguments(call).last()?)).collect()
}

/// The keyword list that an expression is: bare, in brackets, or assigned to a variable before.
fn keywords<'t>(source: &'t Source, node: Node<'t>) -> Option<Node<'t>> {
    match node.kind() {
        "keywords" => Some(node),
        "list" => node.named_child(0).filter(|inner| inner.kind() == "keywords"),
        "identifier" => keywords(source, source.assigned(node)?),
        _ => None,
    }
}

fn child(source: &Source, element: Node<'_>) -> Child {
    let element = without_condition(source, element);
    let spec = if source.calls(element, "Supervisor.child_spec") {
        arguments(element).first().copied().unwrap_or(element)
    } else {
        element
    };
    let parts = if spec.kind() == "tuple" { expressions(spec) } else { vec![spec] };
    let module = parts.first().copied().unwrap_or(spec);
    let module = super::list::expanded(source, source.text(module));
    let key = element_key(source, spec);
    // A name that only the run knows is no name to show.
    let is_literal =
        key.starts_with(|first: char| first.is_ascii_uppercase() || first == ':') && !key.contains('(');
    Child { name: (parts.len() > 1 && key != module && is_literal).then_some(key), module }
}

/// The child that a snippet describes.
pub fn child_of(snippet: &str) -> Option<Child> {
    let wrapped = format!("[{snippet}]");
    let source = Source::parse(wrapped)?;
    let list = source.nodes().find(|node| node.kind() == "list")?;
    elements(list).first().map(|element| child(&source, *element))
}

/// The restart type of the process that a source defines: `temporary` for `use GenServer, restart: :temporary`.
pub fn restart(source: &Source) -> Option<String> {
    let mut options = source.calls_named("use").filter_map(|node| arguments(node).get(1).copied());
    let restart = options.find_map(|options| source.value_of(options, "restart"))?;
    Some(source.text(restart).trim_start_matches(':').to_owned())
}

/// Whether a source defines a `DynamicSupervisor`.
pub fn is_dynamic(source: &Source) -> bool {
    let mut used = source.calls_named("use").filter_map(|node| arguments(node).first().copied());
    used.any(|module| source.text(module) == "DynamicSupervisor")
}
