//! The scopes and routes of a router, and where new ones belong.

use std::fmt;

use tree_sitter::Node;

use super::list::{end_with_comment, indent_at, indented};
use super::place::Edits;
use super::syntax::{Source, ancestor, arguments, descendants, do_block, expressions, is_one_line};

/// A scope of a router, by what its routes have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// What their paths begin with: `/`, `/api`.
    pub path: String,
    /// What their modules are below: `ShopWeb`.
    pub alias: String,
    /// The pipelines that their requests go through.
    pub pipelines: Vec<String>,
    /// The `live_session` that they are in.
    pub session: Option<String>,
}

/// A route of a router, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// What defines it: `live`, `get`, `resources`.
    pub verb: String,
    /// Its path: `/products/:id`.
    pub path: String,
    /// What answers: the module `ShopWeb.ProductLive.Show`, or the macro `live_dashboard`.
    pub module: String,
    /// Whether it answers below a path of its own too.
    pub goes_on: bool,
}

const VERBS: &[&str] =
    &["live", "resources", "get", "post", "put", "patch", "delete", "head", "options", "forward"];

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pipelines: Vec<_> = self.pipelines.iter().map(|name| format!(":{name}")).collect();
        match &self.session {
            Some(session) => write!(f, "`live_session :{session}` of the router"),
            None => write!(f, "`scope \"{}\"` of the router, through {}", self.path, pipelines.join(" and ")),
        }
    }
}

impl Scope {
    /// The scope inside one more enclosing call; the same if that call contributes nothing.
    fn within(mut self, source: &Source, call: Node<'_>) -> Self {
        let arguments = arguments(call);
        if source.calls(call, "live_session") {
            let name = arguments.first().map(|name| source.text(*name).trim_start_matches(':').to_owned());
            self.session = name;
        }
        if !source.calls(call, "scope") {
            return self;
        }
        let options = arguments.iter().find(|argument| argument.kind() == "keywords");
        let option = |key| options.and_then(|options| source.value_of(*options, key));
        let positional = |kind| arguments.iter().copied().find(|argument| argument.kind() == kind);
        if let Some(path) = positional("string").or_else(|| option("path")) {
            self.path = join_paths(&self.path, source.text(path).trim_matches('"'));
        }
        if let Some(module) = positional("alias").or_else(|| option("alias")) {
            self.alias = qualified(&self.alias, source.text(module));
        }
        let plugs = do_block(call).map(expressions).unwrap_or_default();
        for plug in plugs.into_iter().filter(|plug| source.calls(*plug, "pipe_through")) {
            let names = super::syntax::arguments(plug).first().map(|names| source.text(*names));
            let names = names.unwrap_or_default().trim_matches(['[', ']']).split(',');
            self.pipelines.extend(names.map(|name| name.trim().trim_start_matches(':').to_owned()));
        }
        self
    }

    /// Whether its routes may be defined in another scope that was found.
    fn is_in(&self, found: &Self) -> bool {
        (&self.path, &self.alias, &self.session) == (&found.path, &found.alias, &found.session)
            && self.pipelines.iter().all(|pipeline| found.pipelines.contains(pipeline))
    }

    /// A call inside this scope, if it defines a route.
    fn route(&self, source: &Source, call: Node<'_>) -> Option<Route> {
        let verb = source.callee(call).filter(|verb| VERBS.contains(verb))?;
        let arguments = arguments(call);
        let path = source.text(*arguments.first().filter(|path| path.kind() == "string")?).trim_matches('"');
        let module = arguments.get(1).filter(|module| module.kind() == "alias")?;
        Some(Route {
            verb: verb.to_owned(),
            path: join_paths(&self.path, path),
            module: qualified(&self.alias, source.text(*module)),
            goes_on: verb == "forward" && path != "/",
        })
    }
}

impl Route {
    /// Whether it shows something at this path, or stands in the way of what would.
    pub fn is_at(&self, path: &str) -> bool {
        let shows = !matches!(self.verb.as_str(), "post" | "put" | "patch" | "delete" | "head" | "options");
        shows && (self.path == path || self.goes_on && path_matches(&self.path, path, true))
    }

    /// Whether it would answer requests for another route that is defined later.
    fn catches(&self, other: &Self) -> bool {
        let answers = self.answers();
        let is_caught = |(verb, path): &(&str, String)| {
            answers.iter().any(|(own, pattern)| {
                (*own == "*" || *verb == "*" || own == verb)
                    && path_matches(pattern, path, self.verb == "forward")
            })
        };
        other.answers().iter().any(is_caught)
    }

    /// The HTTP methods and paths that it answers; `*` is every method.
    fn answers(&self) -> Vec<(&str, String)> {
        let below = |relative| join_paths(&self.path, relative);
        match self.verb.as_str() {
            "live" => vec![("get", self.path.clone())],
            "forward" => vec![("*", self.path.clone())],
            "resources" => vec![
                ("get", self.path.clone()),
                ("post", self.path.clone()),
                ("get", below("new")),
                ("*", below(":id")),
                ("get", below(":id/edit")),
            ],
            verb => vec![(verb, self.path.clone())],
        }
    }
}

/// Whether a path matches a pattern of Plug's router; as a prefix, it may go on below it.
fn path_matches(pattern: &str, path: &str, is_prefix: bool) -> bool {
    let parts = |path: &'_ str| -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (pattern, path) = (parts(pattern), parts(path));
    let mut others = path.iter();
    for part in &pattern {
        if part.starts_with('*') {
            return true;
        }
        match others.next() {
            Some(other) if part.starts_with(':') || part == other => {}
            _ => return false,
        }
    }
    is_prefix || others.next().is_none()
}

/// The routes of a router, those of its development tools included.
pub fn routes(source: &Source) -> Vec<Route> {
    source.calls_of(|callee| VERBS.contains(&callee)).filter_map(|node| route(source, node)).collect()
}

/// What a router mounts by macros of others, such as `live_dashboard "/dashboard"`: they answer below their path too.
pub fn mounts(source: &Source) -> Vec<Route> {
    let is_macro = |callee: &str| !VERBS.contains(&callee) && !is_scope_name(callee) && !callee.contains('.');
    let calls =
        source.calls_of(is_macro).filter(|call| call.parent().is_some_and(|it| it.kind() == "do_block"));
    let mount = |call: Node<'_>| {
        let verb = source.callee(call)?.to_owned();
        let path = arguments(call).into_iter().next().filter(|path| path.kind() == "string")?;
        let path = source.text(path).trim_matches('"');
        ancestor(call, |node| source.calls(node, "scope")).filter(|_| path.starts_with('/'))?;
        let path = join_paths(&enclosing_scope(source, call).path, path);
        Some(Route { module: verb.clone(), verb, path, goes_on: true })
    };
    calls.filter_map(mount).collect()
}

fn route(source: &Source, node: Node<'_>) -> Option<Route> {
    // Checked first: finding the enclosing scope takes far longer.
    source.callee(node).filter(|verb| VERBS.contains(verb))?;
    enclosing_scope(source, node).route(source, node)
}

/// Inserts the routes that the router lacks at the end of a scope, but before those that would catch them.
pub(super) fn into_scope(source: &Source, scope: &Scope, snippet: &str) -> Edits {
    let nowhere = || Edits::nowhere(&[snippet]);
    let Some(added) = Source::parse(snippet) else { return nowhere() };
    let known = routes(source);
    let wanted = expressions(added.root()).into_iter();
    let wanted = wanted.filter_map(|line| Some((scope.route(&added, line)?, added.text(line))));
    let (new, added): (Vec<_>, Vec<_>) = wanted.filter(|(route, _)| !known.contains(route)).unzip();
    if new.is_empty() {
        return Edits::default();
    }
    let Some(block) = block_of(source, scope) else { return nowhere() };
    let catches = |node: Node<'_>| {
        let earlier = route(source, node);
        earlier.is_some_and(|earlier| new.iter().any(|route| earlier.catches(route)))
    };
    // A request that an earlier scope answers never gets here.
    let earlier = source.calls_of(|callee| VERBS.contains(&callee));
    let mut earlier = earlier.take_while(|node| node.start_byte() < block.start_byte());
    if earlier.any(|node| answers_everywhere(source, node) && catches(node)) {
        return nowhere();
    }
    let lines = expressions(block);
    let is_late = |line: &Node<'_>| descendants(*line).any(catches);
    let index = lines.iter().position(is_late).unwrap_or(lines.len());
    let Some(last) = index.checked_sub(1).map(|index| lines[index]) else { return nowhere() };
    let newline = source.newline();
    let indent = indent_at(&source.text, last.start_byte());
    let stands_alone = new.len() == 1 && VERBS.iter().any(|verb| source.calls(last, verb));
    let gap = if stands_alone && is_one_line(last) { "" } else { newline };
    let routes = indented(&added.join("\n"), indent, newline);
    Edits::at(end_with_comment(&source.text, last.end_byte()), format!("{gap}{newline}{indent}{routes}"))
}

/// Inserts a pipeline that the router lacks after its last one, unless the source has several routers.
pub(super) fn into_pipelines(source: &Source, snippet: &str) -> Edits {
    let Some(added) = Source::parse(snippet) else { return Edits::nowhere(&[snippet]) };
    let known = pipelines(source);
    if pipelines(&added).iter().all(|name| known.contains(name)) {
        return Edits::default();
    }
    let is_own = |node: &Node<'_>| {
        let around = node.parent().and_then(|block| block.parent());
        around.is_some_and(|around| source.calls(around, "defmodule"))
    };
    let own: Vec<_> = source.calls_named("pipeline").filter(is_own).collect();
    match own.last() {
        Some(last) if own.iter().all(|it| it.parent() == last.parent()) => {
            after_block(source, *last, snippet)
        }
        _ => Edits::nowhere(&[snippet]),
    }
}

/// Inserts a scope that the router lacks after its last one, if the router has all pipelines of it.
pub(super) fn into_router(source: &Source, scope: &Scope, snippet: &str) -> Edits {
    if block_of(source, scope).is_some() {
        return Edits::default();
    }
    let known = pipelines(source);
    let is_top = |node: &Node<'_>| is_certain(source, *node) && depth(source, *node) == 0;
    let last = source.calls_named("scope").filter(is_top).last();
    let Some(last) = last.filter(|_| scope.pipelines.iter().all(|name| known.contains(name))) else {
        return Edits::nowhere(&[snippet]);
    };
    after_block(source, last, snippet)
}

/// Inserts a block behind another one.
fn after_block(source: &Source, block: Node<'_>, snippet: &str) -> Edits {
    let newline = source.newline();
    let indent = indent_at(&source.text, block.start_byte());
    let snippet = indented(snippet, indent, newline);
    Edits::at(
        end_with_comment(&source.text, block.end_byte()),
        format!("{newline}{newline}{indent}{snippet}"),
    )
}

/// The number of scopes that enclose a call.
fn depth(source: &Source, call: Node<'_>) -> usize {
    std::iter::successors(call.parent(), Node::parent).filter(|node| is_scope(source, *node)).count()
}

/// The names of a router's pipelines.
pub fn pipelines(source: &Source) -> Vec<String> {
    let names = source.calls_named("pipeline").filter_map(|call| arguments(call).first().copied());
    names.filter_map(|name| source.text(name).strip_prefix(':')).map(str::to_owned).collect()
}

/// The block of the scope with exactly these pipelines, else of the first with more.
fn block_of<'t>(source: &'t Source, scope: &Scope) -> Option<Node<'t>> {
    let found: Vec<_> = source
        .calls_of(is_scope_name)
        .filter(|node| is_scope(source, *node) && is_certain(source, *node))
        .map(|call| (enclosing_scope(source, call).within(source, call), call))
        .filter(|(found, _)| scope.is_in(found))
        .collect();
    let exact = found.iter().find(|(found, _)| found.pipelines.len() == scope.pipelines.len());
    do_block(exact.or_else(|| found.first())?.1)
}

fn is_scope(source: &Source, node: Node<'_>) -> bool {
    source.callee(node).is_some_and(is_scope_name) && do_block(node).is_some()
}

fn is_scope_name(callee: &str) -> bool {
    matches!(callee, "scope" | "live_session")
}

/// Whether a scope is enclosed by nothing but scopes and the module, and is bound to no host.
fn is_certain(source: &Source, call: Node<'_>) -> bool {
    let around = call.parent().filter(|block| block.kind() == "do_block").and_then(|block| block.parent());
    !has_host(source, call)
        && around.is_some_and(|around| {
            source.calls(around, "defmodule") || is_scope(source, around) && is_certain(source, around)
        })
}

/// Whether no scope that encloses a node is bound to a host.
fn answers_everywhere(source: &Source, node: Node<'_>) -> bool {
    let mut around = std::iter::successors(node.parent(), Node::parent);
    !around.any(|call| is_scope(source, call) && has_host(source, call))
}

fn has_host(source: &Source, scope: Node<'_>) -> bool {
    let options = arguments(scope).into_iter().find(|argument| argument.kind() == "keywords");
    options.is_some_and(|options| source.value_of(options, "host").is_some())
}

/// The scope of a node: all enclosing calls combined.
fn enclosing_scope(source: &Source, node: Node<'_>) -> Scope {
    let mut calls: Vec<_> = std::iter::successors(node.parent(), Node::parent).collect();
    calls.reverse();
    let root = Scope { path: "/".to_owned(), ..Scope::default() };
    calls.into_iter().fold(root, |scope, call| scope.within(source, call))
}

fn join_paths(path: &str, relative: &str) -> String {
    let path = format!("{}/{}", path.trim_end_matches('/'), relative.trim_matches('/'));
    if path == "/" { path } else { path.trim_end_matches('/').to_owned() }
}

fn qualified(alias: &str, module: &str) -> String {
    if alias.is_empty() { module.to_owned() } else { format!("{alias}.{module}") }
}
