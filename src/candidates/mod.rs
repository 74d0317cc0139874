//! The words that an argument may take, as far as the project at hand tells.

mod completions;

use clap::builder::PossibleValue;
use clap::{Arg, ArgMatches};

use crate::components::Kind;
use crate::elixir;
use crate::problem::{Problem, nearest};
use crate::project::Project;
use crate::spec;
use crate::tree;

pub use completions::{Completions, completions, grammar};

/// Words, and what each means.
pub type Words = Vec<(String, String)>;

/// The words that an argument may take; none if they cannot be listed.
///
/// The name of its value says what is meant: a component of the kind of that name, or a pipeline of the router.
pub fn candidates(arg: &Arg, project: &Project<'_>) -> Result<Option<Words>, Problem> {
    let values = arg.get_possible_values();
    if !values.is_empty() {
        let word = |value: &PossibleValue| {
            (value.get_name().to_owned(), value.get_help().map(ToString::to_string).unwrap_or_default())
        };
        return Ok(Some(values.iter().map(word).collect()));
    }
    let Some(name) = arg.get_value_names().and_then(<[_]>::first).map(|name| name.to_lowercase()) else {
        return Ok(None);
    };
    match name.as_str() {
        "pipeline" => pipelines(project).map(Some),
        "supervisor" => subtrees(project).map(Some),
        name if Kind::additions().any(|kind| kind.name == name) => recorded(name, project).map(Some),
        _ => Ok(None),
    }
}

/// The problem, with the nearest of the words that its argument may take, if what was said is like one of them; where a
/// part of the argument names a schema that there is not, with the nearest that there is.
pub fn suggest(problem: Problem, kind: &Kind, said: &ArgMatches, project: &Project<'_>) -> Problem {
    let command = kind.command();
    let arg = command.get_arguments().find(|arg| problem.subject() == Some(arg.get_id().as_str()));
    let typed = arg.and_then(|arg| spec::word(said, arg.get_id().as_str()));
    let words = arg.and_then(|arg| candidates(arg, project).ok().flatten());
    match (typed, words, problem.unknown()) {
        (Some(typed), Some(words), _) => {
            let words: Vec<_> = words.iter().map(|(word, _)| word.as_str()).collect();
            problem.or_nearest(&typed, &words)
        }
        (_, _, Some(unknown)) => match likely(unknown, &schemas(project)) {
            Some(name) => problem.hint(format!("did you mean `{name}`?")),
            None => problem,
        },
        _ => problem,
    }
}

/// The name of which one part is what was typed and the other is like it.
fn likely(typed: &str, names: &[String]) -> Option<String> {
    let (context, last) = typed.rsplit_once('.')?;
    let parts: Vec<_> = names.iter().filter_map(|name| name.rsplit_once('.')).collect();
    let lasts: Vec<_> = parts.iter().filter(|(other, _)| *other == context).map(|(_, last)| *last).collect();
    let contexts: Vec<_> =
        parts.iter().filter(|(_, other)| *other == last).map(|(context, _)| *context).collect();
    let by_last = nearest(last, &lasts).map(|last| format!("{context}.{last}"));
    by_last.or_else(|| nearest(context, &contexts).map(|context| format!("{context}.{last}")))
}

/// The schemas that the project's spec names, and those that are asked for at once, with a table and without.
fn schemas(project: &Project<'_>) -> Vec<String> {
    let is_schema = |kind: &str| kind == "schema" || kind == "embedded";
    let own = spec::own(project).unwrap_or_default();
    let own =
        own.iter().filter(|request| is_schema(request.kind.name)).filter_map(|request| request.title().1);
    own.chain(project.all_expected().filter(|(kind, _)| is_schema(kind)).map(|(_, name)| name.to_owned()))
        .collect()
}

/// The subtrees of the project's own, by their names below its root module. The root supervisor is not among them: it
/// is the default.
fn subtrees(project: &Project<'_>) -> Result<Words, Problem> {
    let app = project.app()?;
    let prefix = format!("{}.", app.module);
    let mut found = Vec::new();
    let mut waiting = tree::read(project)?.children;
    waiting.reverse();
    while let Some(node) = waiting.pop() {
        waiting.extend(node.children.into_iter().rev());
        if let Some(name) = node.name.strip_prefix(&prefix).filter(|_| node.is_subtree) {
            found.push((name.to_owned(), node.notes.join(", ")));
        }
    }
    Ok(found)
}

/// The components of a kind that the project's spec names.
fn recorded(kind: &str, project: &Project<'_>) -> Result<Words, Problem> {
    let requests = spec::own(project)?;
    let requests = requests.iter().filter(|request| request.kind.name == kind);
    Ok(requests.filter_map(|request| Some((request.title().1?, String::new()))).collect())
}

/// The pipelines of the router, if there is one.
fn pipelines(project: &Project<'_>) -> Result<Words, Problem> {
    let router = format!("lib/{}_web/router.ex", project.app()?.name);
    let names = project.fact(&router, elixir::pipelines)?;
    Ok(names.into_iter().map(|name| (name, String::new())).collect())
}
