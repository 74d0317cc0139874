//! What can be generated: one file a kind, one line of the registry a kind.

mod cache;
mod channel;
mod cluster;
mod context;
mod domain;
mod duration;
mod dynamic;
mod embedded;
mod gateway;
mod gen_server;
mod horde;
mod html;
mod json;
mod live;
mod named;
mod operation;
mod page;
mod pages;
mod pool;
mod presence;
mod process;
mod project;
mod rate_limiter;
mod rpc;
mod schema;
mod supervisor;
mod tasks;
mod web;
mod worker;

use std::any::TypeId;
use std::sync::OnceLock;

use clap::{Arg, ArgMatches, Args, Command};
use serde::Serialize;
use serde_json::Value;

use crate::elixir::Place;
use crate::problem::Problem;
use crate::project::Project as Target;
use crate::record::Run;
use crate::templates;

pub use domain::table_taken;
pub use project::Project;

/// What is wrong with a flag, or a value of one, that Phoenix's generators take and no kind of the domain does.
pub fn problem_of_phoenix(flag: &str, value: Option<&str>) -> Option<Problem> {
    match value {
        Some(value) => domain::module_for_web(value).filter(|_| flag.starts_with("--web")),
        None => domain::flag_of_phoenix(flag),
    }
}

/// Every kind, group by group. Its name is the command, the table of the spec, and the folder of its templates and
/// snapshots.
pub static KINDS: [Kind; 23] = [
    Kind::of::<Project>("project", "project"),
    Kind::of::<context::Context>("context", "domain"),
    Kind::of::<schema::Schema>("schema", "domain"),
    Kind::of::<embedded::Embedded>("embedded", "domain"),
    Kind::of::<operation::Operation>("operation", "domain"),
    Kind::of::<live::Live>("live", "web"),
    Kind::of::<html::Html>("html", "web"),
    Kind::of::<json::Json>("json", "web"),
    Kind::of::<page::Page>("page", "web"),
    Kind::of::<channel::Channel>("channel", "web"),
    Kind::of::<presence::Presence>("presence", "web"),
    Kind::of::<supervisor::Supervisor>("supervisor", "OTP"),
    Kind::of::<gen_server::GenServer>("gen_server", "OTP"),
    Kind::of::<cache::Cache>("cache", "OTP"),
    Kind::of::<rate_limiter::RateLimiter>("rate_limiter", "OTP"),
    Kind::of::<dynamic::Dynamic>("dynamic", "OTP"),
    Kind::of::<tasks::Tasks>("tasks", "OTP"),
    Kind::of::<worker::Worker>("worker", "OTP"),
    Kind::of::<pool::Pool>("pool", "OTP"),
    Kind::of::<cluster::Cluster>("cluster", "distribution"),
    Kind::of::<horde::Horde>("horde", "distribution"),
    Kind::of::<rpc::Rpc>("rpc", "distribution"),
    Kind::of::<gateway::Gateway>("gateway", "boundary"),
];

/// The heading of arguments that few people change.
pub const MORE: &str = "More options";

/// A component: what was said of it, as arguments, and what it means, as a model for its templates.
pub trait Component: Args {
    /// All that its templates see.
    type Model: Serialize;

    /// When to choose it, in words that go on after "choose it".
    const WHEN: &'static str;

    /// What the arguments mean in a project. The one place where a component is checked as a whole.
    fn model(&self, context: &Context<'_>) -> Result<Self::Model, Problem>;

    /// What has to be in a project before one of which this is said, besides what its arguments name: modules, and
    /// tables as `table products`.
    fn needs(_said: &ArgMatches) -> Vec<String> {
        Vec::new()
    }

    /// What is wrong with those of this kind that need each other, each the next, if there is more to say than that.
    fn tangle(_ring: &[&ArgMatches]) -> Option<Problem> {
        None
    }

    /// What one of which this is said brings besides the module of its name, in the same words.
    fn brings(_said: &ArgMatches) -> Vec<String> {
        Vec::new()
    }

    /// The components that are added before it, unless they are there.
    fn before(&self, _context: &Context<'_>) -> Result<Vec<Words>, Problem> {
        Ok(Vec::new())
    }

    /// The components that are added after it.
    fn after(&self, _model: &Self::Model) -> Vec<Words> {
        Vec::new()
    }

    /// What it adds to files that exist.
    fn hooks(&self, _model: &Self::Model) -> Vec<Hook> {
        Vec::new()
    }

    /// What comes into its file with schemas that are not there yet.
    fn later(&self, _model: &Self::Model) -> Vec<Awaited> {
        Vec::new()
    }

    /// The folders below `templates/_shared/` whose files it needs as well. A file that is there stays as it is.
    fn shared(&self, _model: &Self::Model) -> Vec<&'static str> {
        Vec::new()
    }
}

/// What a component is added to.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The project as it is so far.
    pub project: &'a Target<'a>,
    /// The seed and the clock.
    pub run: &'a Run,
}

/// A component as it would be typed: its kind and its words.
#[derive(Debug)]
pub struct Words {
    /// The name of its kind.
    pub kind: &'static str,
    /// The words of its command line.
    pub words: Vec<String>,
}

/// A snippet and where it belongs.
#[derive(Debug)]
pub struct Hook {
    /// The file.
    pub path: String,
    /// How it joins the file.
    pub join: Join,
    /// The template of the snippet, such as `cache/_child.ex`.
    pub snippet: String,
    /// What the template sees as `it` besides the model: one of several things that are added the same way.
    pub it: Value,
}

/// How a snippet joins a file.
#[derive(Debug)]
pub enum Join {
    /// It is inserted at a place of an Elixir source.
    Insert(Place),
    /// A shell script has to export what it exports; that is said, and never written.
    Export,
}

/// What comes into a file with another file that is not there yet.
#[derive(Clone, Debug)]
pub struct Awaited {
    /// The file that it comes into.
    pub path: String,
    /// The file that it comes with.
    pub file: String,
    /// What comes, and with what.
    pub what: String,
}

impl Hook {
    /// A snippet of a template at a place of a file.
    pub fn new(path: impl Into<String>, place: Place, snippet: impl Into<String>) -> Self {
        Self { path: path.into(), join: Join::Insert(place), snippet: snippet.into(), it: Value::Null }
    }

    /// A snippet of a template that says what a shell script has to export.
    pub fn export(path: impl Into<String>, snippet: impl Into<String>) -> Self {
        Self { path: path.into(), join: Join::Export, snippet: snippet.into(), it: Value::Null }
    }

    /// The same, about one of several things.
    #[must_use]
    pub fn about(self, it: Value) -> Self {
        Self { it, ..self }
    }
}

/// A kind of component, its type erased.
#[derive(Debug)]
pub struct Kind {
    /// The one name that it bears everywhere.
    pub name: &'static str,
    /// The part of a system that it belongs to, in a word.
    pub group: &'static str,
    /// When to choose it.
    pub when: &'static str,
    command: OnceLock<Command>,
    augment: fn(Command) -> Command,
    needs: fn(&ArgMatches) -> Vec<String>,
    brings: fn(&ArgMatches) -> Vec<String>,
    tangle: fn(&[&ArgMatches]) -> Option<Problem>,
    data: fn(&ArgMatches, &Target<'_>, &Run) -> Result<Value, Problem>,
    add: fn(&str, &ArgMatches, &mut Target<'_>, &Run) -> Result<(), Problem>,
}

impl Kind {
    const fn of<C: Component>(name: &'static str, group: &'static str) -> Self {
        Self {
            name,
            group,
            when: C::WHEN,
            command: OnceLock::new(),
            augment: C::augment_args,
            needs: C::needs,
            brings: C::brings,
            tangle: C::tangle,
            data: data::<C>,
            add: add::<C>,
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The kinds that are added to a project.
    pub fn additions() -> impl Iterator<Item = &'static Self> {
        KINDS.iter().filter(|kind| !kind.is_project())
    }

    /// Whether it is the kind that all others are added to.
    pub fn is_project(&self) -> bool {
        self.name == "project"
    }

    /// Its arguments, as a command of its own.
    pub fn command(&self) -> &Command {
        self.command.get_or_init(|| {
            let when = format!("Choose it {}.", self.when);
            switches((self.augment)(Command::new(self.name))).after_help(when)
        })
    }

    /// The command that parses the words of a component, without its name before them.
    pub fn parser(&self) -> Command {
        self.command().clone().no_binary_name(true)
    }

    /// What has to be in a project before a component with these arguments is added: modules, and tables as
    /// `table products`.
    pub fn needs(&self, said: &ArgMatches) -> Vec<String> {
        let named = self.command().get_arguments().filter(|arg| named_kind(arg).is_some());
        let named = named.filter_map(|arg| said.get_raw(arg.get_id().as_str())).flatten();
        let named = named.map(|word| word.to_string_lossy().into_owned());
        named.chain((self.needs)(said)).collect()
    }

    /// What a component with these arguments brings, in the same words. One that is named after another brings none,
    /// and what is called below the web module is told from what is called so below the application's: `page Stock`.
    pub fn brings(&self, said: &ArgMatches) -> Vec<String> {
        let name =
            self.command().get_arguments().find(|arg| arg.get_id() == "name" && named_kind(arg).is_none());
        let name = name.and_then(|_| said.get_raw("name")).into_iter().flatten();
        let name = name.map(|word| match self.group {
            "web" => format!("{} {}", self.name, word.display()),
            _ => word.to_string_lossy().into_owned(),
        });
        name.chain((self.brings)(said)).collect()
    }

    /// What is wrong with those of this kind that need each other, each the next, if there is more to say than that.
    pub fn tangle(&self, ring: &[&ArgMatches]) -> Option<Problem> {
        (self.tangle)(ring)
    }

    /// Whether these arguments mean something in a project.
    pub fn check(&self, said: &ArgMatches, project: &Target<'_>, run: &Run) -> Result<(), Problem> {
        self.model(said, project, run).map(drop)
    }

    /// What these arguments mean in a project: the model that the templates of this kind see, as data.
    pub fn model(&self, said: &ArgMatches, project: &Target<'_>, run: &Run) -> Result<Value, Problem> {
        (self.data)(said, project, run)
    }

    /// Adds what these arguments ask for to a project.
    pub fn add(&self, said: &ArgMatches, project: &mut Target<'_>, run: &Run) -> Result<(), Problem> {
        (self.add)(self.name, said, project, run)
    }
}

fn component<C: Component>(said: &ArgMatches) -> C {
    C::from_arg_matches(said).expect("this is a bug: arguments that were matched do not make a component")
}

fn model<C: Component>(said: &ArgMatches, project: &Target<'_>, run: &Run) -> Result<(C, C::Model), Problem> {
    let component = component::<C>(said);
    let model = component.model(&Context { project, run })?;
    Ok((component, model))
}

fn data<C: Component>(said: &ArgMatches, project: &Target<'_>, run: &Run) -> Result<Value, Problem> {
    let (_, model) = model::<C>(said, project, run)?;
    Ok(serde_json::to_value(model).expect("this is a bug: a model is not data"))
}

fn add<C: Component>(
    name: &str,
    said: &ArgMatches,
    project: &mut Target<'_>,
    run: &Run,
) -> Result<(), Problem> {
    for before in component::<C>(said).before(&Context { project, run })? {
        add_words(&before, project, run)?;
    }
    let (component, model) = model::<C>(said, project, run)?;
    let seen = templates::seen(&model);
    for template in templates::of(name, &seen) {
        let file = template.file(&seen);
        project.add(template.destination, file)?;
    }
    for folder in component.shared(&model) {
        for template in templates::of(&format!("_shared/{folder}"), &seen) {
            if !project.has(&template.destination)? {
                let file = template.file(&seen);
                project.add(template.destination, file)?;
            }
        }
    }
    for Hook { path, join, snippet, it } in component.hooks(&model) {
        let snippet = templates::snippet(&snippet, &seen, &it);
        match join {
            Join::Insert(place) => project.insert(&path, &place, &snippet)?,
            Join::Export => project.require_exports(&path, &snippet)?,
        }
    }
    for Awaited { path, file, what } in component.later(&model) {
        project.await_file(&path, file, what);
    }
    for after in component.after(&model) {
        add_words(&after, project, run)?;
    }
    Ok(())
}

fn add_words(component: &Words, project: &mut Target<'_>, run: &Run) -> Result<(), Problem> {
    let kind = Kind::named(component.kind).expect("this is a bug: a kind that is not registered");
    let said = kind.parser().try_get_matches_from(&component.words);
    kind.add(&said.expect("this is a bug: words that a component is not made of"), project, run)
}

/// The kind whose components an argument names: its value is called after it.
pub fn named_kind(arg: &Arg) -> Option<&'static Kind> {
    let named = |name: &clap::builder::Str| KINDS.iter().find(|kind| kind.name.eq_ignore_ascii_case(name));
    arg.get_value_names()?.iter().find_map(named).filter(|kind| !kind.is_project())
}

/// Makes every argument that is a boolean a switch: `--mailer`, `--mailer=false`.
pub fn switches(command: Command) -> Command {
    command.mut_args(|arg| {
        if is_switch(&arg) {
            arg.num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_name("BOOL")
                .hide_possible_values(true)
        } else {
            arg
        }
    })
}

/// Whether an argument takes `true` or `false`.
pub fn is_switch(arg: &Arg) -> bool {
    arg.get_action().takes_values() && arg.get_value_parser().type_id() == TypeId::of::<bool>()
}
