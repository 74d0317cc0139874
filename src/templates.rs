//! Renders a template folder for a model.
//!
//! Three rules: a path is its destination, rendered like a body; a `+folder` is a layer that the
//! model's boolean of that name lays on or leaves out; `@{ value }` prints and a line that begins
//! with `#%` controls. A `_file` is a snippet for a file that exists, or what other templates import.
//!
//! A template that does not render is a bug of ours, never of the person at the keyboard: it panics.

use std::collections::HashMap;
use std::sync::LazyLock;

use include_dir::{Dir, DirEntry, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, context,
};
use serde::Serialize;

use crate::elixir;
use crate::plan::File;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A model as templates see it.
pub fn seen(model: &impl Serialize) -> Value {
    Value::from(Serde(model))
}

/// A template, and where what it gives belongs.
#[derive(Debug)]
pub struct Template {
    path: &'static str,
    /// The path of its file below the project's folder.
    pub destination: String,
}

/// The templates in the folder of a kind of which a model asks for the files.
///
/// # Panics
///
/// When a path cannot be rendered with the model, or there is no such folder.
pub fn of(kind: &str, model: &Value) -> Vec<Template> {
    let folder =
        TEMPLATES.get_dir(kind).unwrap_or_else(|| panic!("this is a bug: no templates for `{kind}`"));
    let paths = templates_in(folder).into_iter().map(|(path, _)| path).filter(|path| !is_snippet(path));
    let asked = paths.filter_map(|path| {
        let destination = destination(&path[kind.len() + 1..], model)?;
        let destination = rendered(path, ENGINE.render_str(&destination, model.clone()));
        Some(Template { path, destination })
    });
    asked.collect()
}

impl Template {
    /// Its file for a model, laid out as `mix format` does.
    ///
    /// # Panics
    ///
    /// When it cannot be rendered with the model.
    pub fn file(&self, model: &Value) -> File {
        File::new(laid_out(&self.destination, render_file(self.path, model)))
    }
}

/// A snippet, such as `cache/_child.ex`, for a model, and for what it calls `it`.
///
/// # Panics
///
/// When there is no such template, or it cannot be rendered with the model.
pub fn snippet(path: &str, model: &Value, it: &impl Serialize) -> String {
    let model = context! { it => Serde(it), ..model.clone() };
    render_file(path, &model).trim_end().to_owned()
}

/// The kinds that have a template folder.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    TEMPLATES.dirs().filter_map(|folder| folder.path().to_str()).filter(|folder| !is_snippet(folder))
}

fn is_snippet(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with('_'))
}

/// The templates below a folder, each with what it holds.
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

/// What each template holds, by its path: the folder itself is searched from its top for each file.
static BODIES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| templates_in(&TEMPLATES).into_iter().collect());

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

fn render_file(path: &str, model: &Value) -> String {
    let template = ENGINE.get_template(path).and_then(|template| template.render(model.clone()));
    rendered(path, template)
}

fn rendered(path: &str, text: Result<String, Error>) -> String {
    text.unwrap_or_else(|error| panic!("this is a bug: the template {path} does not render: {error:#}"))
}

/// Parses each template once, when it is first asked for.
static ENGINE: LazyLock<Environment<'static>> = LazyLock::new(|| {
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
    engine.add_filter("number", |text: &str| number(text));
    engine.set_loader(|path| Ok(BODIES.get(path).map(|body| (*body).to_owned())));
    engine
});

/// A number as Elixir writes it: what stands before the point in groups of three, from five digits on.
pub fn number(text: &str) -> String {
    let (sign, number) = text.strip_prefix('-').map_or(("", text), |number| ("-", number));
    let (digits, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    if digits.len() < 5 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return text.to_owned();
    }
    let head = digits.len() % 3;
    let groups = digits.as_bytes()[head..].chunks(3).map(String::from_utf8_lossy);
    let head = (head > 0).then(|| digits[..head].into());
    let groups = head.into_iter().chain(groups).collect::<Vec<_>>().join("_");
    format!("{sign}{groups}{fraction}")
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
