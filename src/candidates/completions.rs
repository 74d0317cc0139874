//! Ways to go on with what is typed: the names that are there, and the grammar of fields.

use std::any::TypeId;
use std::fmt;
use std::rc::Rc;

use clap::Arg;

use super::{Words, recorded, subtrees};
use crate::fields::{Field, Format, Modifier, OnDelete, Type, modifiers};
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::Project;

/// Ways to go on with a text, and what each means. One without a word tells what is wrong with the text.
#[derive(Clone)]
pub struct Completions(Rc<dyn Fn(&str) -> Words>);

impl Completions {
    /// What a function tells of a text.
    pub fn new(tell: impl Fn(&str) -> Words + 'static) -> Self {
        Self(Rc::new(tell))
    }

    /// The ways to go on with a text.
    pub fn of(&self, typed: &str) -> Words {
        (self.0)(typed)
    }
}

impl fmt::Debug for Completions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Completions")
    }
}

/// Ways to go on with a word of an argument; none if nothing is known of it.
pub fn completions(arg: &Arg, project: &Project<'_>) -> Result<Option<Completions>, Problem> {
    if is_field(arg) {
        let (schemas, embedded) = (recorded("schema", project)?, recorded("embedded", project)?);
        return Ok(Some(Completions::new(move |typed| field(typed, &schemas, &embedded))));
    }
    if arg.get_value_names().and_then(<[_]>::first).is_some_and(|name| name == "STEP") {
        let schemas = recorded("schema", project)?;
        return Ok(Some(Completions::new(move |typed| step(typed, &schemas))));
    }
    let is_new_module =
        arg.get_id() == "name" && arg.get_value_parser().type_id() == TypeId::of::<ModuleName>();
    if !is_new_module {
        return Ok(None);
    }
    let openings = openings(project)?;
    Ok(Some(Completions::new(move |typed| {
        let fits = |(word, _): &&(String, String)| word.starts_with(typed) && word != typed;
        openings.iter().filter(fits).cloned().collect()
    })))
}

/// The grammar of the words of an argument, if they have one: its parts, and what each means.
pub fn grammar(arg: &Arg) -> Words {
    if !is_field(arg) {
        return Words::new();
    }
    let line = |text: &str| (text.to_owned(), String::new());
    let types = Type::all().map(|kind| {
        let (help, example) = kind.help().split_once(", such as ").unwrap_or((kind.help(), ""));
        let word = match kind {
            Type::Array => "array=string".to_owned(),
            _ => format!("{}{example}", with_argument(kind)),
        };
        (word, help.to_owned())
    });
    let modifiers = Modifier::ALL.into_iter().map(|modifier| {
        let word = match modifier {
            Modifier::Format => "format=email".to_owned(),
            _ => with_value(modifier),
        };
        (word, modifier.help().to_owned())
    });
    let mut grammar = vec![line("name:type[=argument][:modifier[=value]]…"), line(""), line("Types:")];
    grammar.extend(types);
    grammar.extend([line(""), line("Modifiers:")]);
    grammar.extend(modifiers);
    grammar
}

fn is_field(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<Field>()
}

/// What a new module's name may begin with: the contexts and the subtrees that are there.
fn openings(project: &Project<'_>) -> Result<Words, Problem> {
    let mut openings = Words::new();
    let contexts = recorded("context", project)?.into_iter().map(|(name, _)| name);
    let within = [recorded("schema", project)?, recorded("embedded", project)?].concat();
    let owners = within.iter().filter_map(|(name, _)| Some(name.rsplit_once('.')?.0.to_owned()));
    let subtrees = subtrees(project)?;
    let named = contexts.chain(owners).map(|name| (name, "context")).collect::<Vec<_>>();
    let named = named.into_iter().chain(subtrees.into_iter().map(|(name, _)| (name, "supervisor")));
    for (name, what) in named {
        let opening = format!("{name}.");
        if openings.iter().all(|(there, _)| *there != opening) {
            openings.push((opening, what.to_owned()));
        }
    }
    Ok(openings)
}

/// Ways to go on with a field: its type, then what holds for it. What is wrong with it is told instead, if anything is.
fn field(typed: &str, schemas: &Words, embedded: &Words) -> Words {
    let Some((head, last)) = typed.rsplit_once(':') else { return Words::new() };
    let is_type = !head.contains(':');
    let known = match last.split_once('=') {
        Some((word, _)) if is_type => arguments(word, schemas, embedded),
        Some((word, _)) => values(word),
        None if is_type => Type::all().map(|kind| (with_argument(kind), kind.help().to_owned())).collect(),
        None => open_modifiers(head),
    };
    let fits = |(word, _): &(String, String)| word.starts_with(last) && word != last;
    let words = known.into_iter().filter(fits);
    let words: Words = words.map(|(word, help)| (format!("{head}:{word}"), help)).collect();
    match typed.parse::<Field>() {
        Err(problem) if words.is_empty() => vec![(String::new(), problem.line())],
        _ => words,
    }
}

/// Ways to go on with a step: the schema that it is about.
fn step(typed: &str, schemas: &Words) -> Words {
    let Some((head, last)) = typed.rsplit_once('=') else { return Words::new() };
    let fits = |(name, _): &&(String, String)| name.starts_with(last) && name != last;
    let words = schemas.iter().filter(fits);
    words.map(|(name, help)| (format!("{head}={name}"), help.clone())).collect()
}

/// The types with what they point to, as far as that is there.
fn arguments(kind: &str, schemas: &Words, embedded: &Words) -> Words {
    let targets = match kind.parse::<Type>() {
        Ok(Type::EmbedsOne | Type::EmbedsMany) => embedded,
        Ok(kind) if kind.is_association() => schemas,
        _ => return Words::new(),
    };
    targets.iter().map(|(name, help)| (format!("{kind}={name}"), help.clone())).collect()
}

/// A modifier with each of its values, if they can be listed.
fn values(modifier: &str) -> Words {
    let list = |words: Vec<(&str, &str)>| {
        words.into_iter().map(|(word, help)| (format!("{modifier}={word}"), help.to_owned())).collect()
    };
    match modifier.parse() {
        Ok(Modifier::Format) => list(Format::ALL.map(|it| (it.name(), it.help())).to_vec()),
        Ok(Modifier::OnDelete) => list(OnDelete::ALL.map(|it| (it.name(), it.help())).to_vec()),
        _ => Words::new(),
    }
}

/// The modifiers that a field takes and does not have yet.
fn open_modifiers(field: &str) -> Words {
    let kind = field.parse::<Field>().ok().map(|field| field.kind.type_());
    let is_said = |modifier: &Modifier| {
        field.split(':').skip(2).any(|word| word.split('=').next() == Some(modifier.name()))
    };
    let open = kind.into_iter().flat_map(modifiers).filter(|modifier| !is_said(modifier));
    open.map(|modifier| (with_value(modifier), modifier.help().to_owned())).collect()
}

/// The word of a type, and the mark that its argument follows.
fn with_argument(kind: Type) -> String {
    match kind {
        Type::Scalar(_) => kind.name().to_owned(),
        _ => format!("{}=", kind.name()),
    }
}

/// The word of a modifier, and the mark that its value follows.
fn with_value(modifier: Modifier) -> String {
    match modifier.value_name() {
        Some(_) => format!("{modifier}="),
        None => modifier.to_string(),
    }
}
