//! Renders a template folder for a model.
//!
//! Three rules: a path is its destination, rendered like a body; a `+folder` is a layer that the
//! model's boolean of that name lays on or leaves out; `@{ value }` prints and a line that begins
//! with `#%` controls. A `_file` is a snippet for a file that exists.
//!
//! A template that does not render is a bug of ours, never of the person at the keyboard: it panics.

use include_dir::{Dir, DirEntry, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use crate::elixir;
use crate::plan::{File, Tree};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The files that the template folder of a kind gives for a model, laid out as `mix format` does.
///
/// # Panics
///
/// When a template cannot be rendered with the model, or there is no such folder.
pub fn render(kind: &str, model: &impl Serialize) -> Tree {
    let folder =
        TEMPLATES.get_dir(kind).unwrap_or_else(|| panic!("this is a bug: no templates for `{kind}`"));
    let engine = engine();
    let model = Value::from(Serde(model));
    templates_in(folder)
        .into_iter()
        .filter(|(path, _)| !is_snippet(path))
        .filter_map(|(path, body)| {
            let below_kind = &path[kind.len() + 1..];
            let destination = destination(below_kind, &model)?;
            let destination = render_text(&engine, path, &destination, &model);
            let text = render_text(&engine, path, body, &model);
            let text = laid_out(&destination, text);
            Some((destination, File::new(text)))
        })
        .collect()
}

/// A snippet, such as `cache/_child.ex`, for a model.
///
/// # Panics
///
/// When there is no such template, or it cannot be rendered with the model.
pub fn snippet(path: &str, model: &impl Serialize) -> String {
    let file = TEMPLATES.get_file(path).unwrap_or_else(|| panic!("this is a bug: no template `{path}`"));
    let body = file.contents_utf8().unwrap_or_else(|| panic!("this is a bug: {path} is not text"));
    render_text(&engine(), path, body, &Value::from(Serde(model))).trim_end().to_owned()
}

/// The kinds that have a template folder.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    TEMPLATES.dirs().filter_map(|folder| folder.path().to_str()).filter(|folder| !is_snippet(folder))
}

fn is_snippet(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with('_'))
}

fn templates_in(folder: &'static Dir<'static>) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(below) => found.extend(templates_in(below)),
            DirEntry::File(file) => {
                let path = file.path().to_str().expect("this is a bug: a template's path is not text");
                let body =
                    file.contents_utf8().unwrap_or_else(|| panic!("this is a bug: {path} is not text"));
                found.push((path, body));
            }
        }
    }
    found
}

/// The path without its layers, or none if the model leaves one of them out.
fn destination(path: &str, model: &Value) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part.strip_prefix('+') {
            None => parts.push(part),
            Some(layer) if is_on(layer, model) => {}
            Some(_) => return None,
        }
    }
    Some(parts.join("/"))
}

fn is_on(layer: &str, model: &Value) -> bool {
    let value = model.get_attr(layer).ok().filter(|value| value.kind() == ValueKind::Bool);
    value.unwrap_or_else(|| panic!("this is a bug: the model has no layer `{layer}`")).is_true()
}

fn laid_out(path: &str, text: String) -> String {
    match path.rsplit('.').next() {
        Some("ex" | "exs") => elixir::layout(&text),
        Some("heex") => elixir::layout_heex(&text),
        _ => text,
    }
}

fn render_text(engine: &Environment<'_>, name: &str, text: &str, model: &Value) -> String {
    if !text.contains("@{") && !text.contains("#%") {
        return text.to_owned();
    }
    engine
        .render_named_str(name, text, model.clone())
        .unwrap_or_else(|error| panic!("this is a bug: the template {name} does not render: {error:#}"))
}

fn engine() -> Environment<'static> {
    let syntax = SyntaxConfig::builder()
        .variable_delimiters("@{", "}")
        .block_delimiters("#%%", "%%#")
        .comment_delimiters("#%*", "*%#")
        .line_statement_prefix("#%")
        .keep_trailing_newline(true)
        .build()
        .expect("this is a bug: the marks clash");
    let mut engine = Environment::new();
    engine.set_syntax(syntax);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::None);
    engine.set_formatter(print);
    engine
}

/// A whole number as Elixir writes it: from five digits on, in groups of three.
pub fn number(digits: &str) -> String {
    if digits.len() < 5 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return digits.to_owned();
    }
    let head = digits.len() % 3;
    let groups = digits.as_bytes()[head..].chunks(3).map(String::from_utf8_lossy);
    let head = (head > 0).then(|| digits[..head].into());
    head.into_iter().chain(groups).collect::<Vec<_>>().join("_")
}

/// Prints a value as Elixir writes it; a list would come out as a charlist, so it is refused.
fn print(out: &mut Output<'_>, _state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Undefined => return Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => out.write_str("nil")?,
        ValueKind::Bool => out.write_str(if value.is_true() { "true" } else { "false" })?,
        ValueKind::Number => out.write_str(&number(&value.to_string()))?,
        ValueKind::String => write!(out, "{value}")?,
        kind => {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("a {kind} cannot be printed")));
        }
    }
    Ok(())
}
