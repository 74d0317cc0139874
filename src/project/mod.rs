//! Facts about a project, read from its files, and the files as they are to be.

mod numbered;
mod script;
mod sources;

use std::cell::{Ref, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use clap::ArgMatches;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::elixir::{self, Place, Source};
use crate::names::{AppName, ModuleName, camelize, title, underscore};
use crate::plan::{self, ByHand, Change, Conflict, File, Kept, Later, Plan, Task, Tree};
use crate::problem::Problem;
use sources::Sources;

pub use numbered::Numbered;

/// Gives a file of the project by its path; none if it is not there.
pub type Reader<'a> = dyn Fn(&str) -> Result<Option<File>, Problem> + 'a;

/// Gives the names of what is in a folder of the project, those of folders with a slash at the end; none if it
/// is not there.
pub type Lister<'a> = dyn Fn(&str) -> Result<Vec<String>, Problem> + 'a;

/// A project, read only where somebody asks, and all that was added to it so far.
pub struct Project<'a> {
    read: Box<Reader<'a>>,
    list: Box<Lister<'a>>,
    before: RefCell<BTreeMap<String, Option<File>>>,
    after: RefCell<Tree>,
    /// What is to be inserted into each file when somebody asks what it holds: together, so that the time it takes
    /// grows with what is inserted and not with its square.
    pending: RefCell<BTreeMap<String, Vec<(Place, String)>>>,
    /// What was said to be inserted into each file.
    inserted: BTreeMap<String, BTreeSet<(Place, String)>>,
    sources: RefCell<Sources>,
    /// The names of the supervisor that a file defines.
    registered: RefCell<BTreeMap<String, Option<Rc<Registered>>>>,
    /// The numbered files of the folders that somebody asked about.
    numbered: RefCell<BTreeMap<String, Numbered>>,
    gone: BTreeSet<String>,
    /// The files that were to be added and are there.
    same: BTreeSet<String>,
    kept: Vec<Kept>,
    conflicts: Vec<Conflict>,
    by_hand: RefCell<Vec<ByHand>>,
    /// What comes into a file, and the file that it comes with.
    later: Vec<(Later, String)>,
    keeps_files: bool,
    expected: BTreeMap<(&'static str, String), &'a ArgMatches>,
    choices: Choices,
}

/// The names that a supervisor and its children register.
#[derive(Clone, Debug, Default)]
pub struct Registered {
    /// That of the supervisor itself, as its source says it.
    pub own: Option<String>,
    /// Those that its children are told.
    pub children: BTreeSet<String>,
}

/// What becomes of files that are there and differ, as far as that was decided.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Of all of them.
    pub all: Option<Choice>,
    /// Of the one at a path.
    pub each: BTreeMap<String, Choice>,
}

/// What becomes of a file that is there and differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It stays.
    Keep,
    /// It is overwritten.
    Overwrite,
    /// It holds both, between the marks of a conflict.
    Merge,
}

impl Choice {
    /// It in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Overwrite => "overwrite",
            Self::Merge => "merge",
        }
    }

    /// The flag that says it of all files.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Keep => "--skip",
            Self::Overwrite => "--force",
            Self::Merge => "--merge",
        }
    }
}

impl<'a> Project<'a> {
    /// A project whose files a reader gives, and the names of those in a folder a lister.
    pub fn new(
        read: impl Fn(&str) -> Result<Option<File>, Problem> + 'a,
        list: impl Fn(&str) -> Result<Vec<String>, Problem> + 'a,
    ) -> Self {
        Self {
            read: Box::new(read),
            list: Box::new(list),
            before: RefCell::default(),
            after: RefCell::default(),
            pending: RefCell::default(),
            inserted: BTreeMap::new(),
            sources: RefCell::default(),
            registered: RefCell::default(),
            numbered: RefCell::default(),
            gone: BTreeSet::new(),
            same: BTreeSet::new(),
            kept: Vec::new(),
            conflicts: Vec::new(),
            by_hand: RefCell::default(),
            later: Vec::new(),
            keeps_files: false,
            expected: BTreeMap::new(),
            choices: Choices::default(),
        }
    }

    /// A project that has no files yet.
    pub fn empty() -> Self {
        Self::new(|_| Ok(None), |_| Ok(Vec::new()))
    }

    /// A project of these files.
    pub fn of(tree: &'a Tree) -> Self {
        Self::new(|path| Ok(tree.get(path).cloned()), |folder| Ok(names_below(tree, folder)))
    }

    /// The text of a file as it is to be, or none if there is no such file.
    pub fn text(&self, path: &str) -> Result<Option<Arc<str>>, Problem> {
        self.settle(path)?;
        if let Some(file) = self.after.borrow().get(path) {
            return Ok(Some(file.text.clone()));
        }
        if self.gone.contains(path) {
            return Ok(None);
        }
        Ok(self.read(path)?.map(|file| file.text))
    }

    /// The source in a file as it is to be; none if there is no such file, or it is not Elixir without a syntax error.
    pub fn source(&self, path: &str) -> Result<Option<Rc<Source>>, Problem> {
        let Some(text) = self.text(path)? else { return Ok(None) };
        if let Some(source) = self.sources.borrow_mut().get(path) {
            return Ok(Some(source));
        }
        let source = Source::parse(text).map(Rc::new);
        if let Some(source) = &source {
            self.sources.borrow_mut().insert(path, Rc::clone(source));
        }
        Ok(source)
    }

    /// What the source in a file says; the default if there is no such source.
    pub fn fact<T: Default>(&self, path: &str, of: impl FnOnce(&Source) -> T) -> Result<T, Problem> {
        Ok(self.source(path)?.map(|source| of(&source)).unwrap_or_default())
    }

    /// The names of what a folder is to hold, in order, those of folders with a slash at the end.
    pub fn files_in(&self, folder: &str) -> Result<Vec<String>, Problem> {
        let mut names = (self.list)(folder)?;
        names.retain(|name| !self.gone.contains(&format!("{folder}/{name}")));
        names.extend(names_below(&self.after.borrow(), folder));
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The numbered files that a folder is to hold, such as migrations.
    pub fn numbered(&self, folder: &str) -> Result<Ref<'_, Numbered>, Problem> {
        if !self.numbered.borrow().contains_key(folder) {
            let numbered = self.files_in(folder)?.iter().map(String::as_str).collect();
            self.numbered.borrow_mut().insert(folder.to_owned(), numbered);
        }
        Ok(Ref::map(self.numbered.borrow(), |folders| &folders[folder]))
    }

    /// Whether there is to be such a file.
    pub fn has(&self, path: &str) -> Result<bool, Problem> {
        let is_there = self.after.borrow().contains_key(path);
        Ok(is_there || !self.gone.contains(path) && self.read(path)?.is_some())
    }

    fn read(&self, path: &str) -> Result<Option<File>, Problem> {
        if let Some(file) = self.before.borrow().get(path) {
            return Ok(file.clone());
        }
        let file = (self.read)(path)?;
        self.before.borrow_mut().insert(path.to_owned(), file.clone());
        Ok(file)
    }

    /// The same project, in which this is decided of files that are there and differ.
    #[must_use]
    pub fn with_choices(mut self, choices: Choices) -> Self {
        self.choices = choices;
        self
    }

    /// The same project, in which a file that is there and differs stays as it is, if `keeps` is true.
    pub fn keeping_files(&mut self, keeps: bool) -> &mut Self {
        self.keeps_files = keeps;
        self
    }

    /// Says that its spec asks for a component, whether that is there already or not.
    pub fn expect(&mut self, kind: &'static str, said: &'a ArgMatches) {
        let name = said.try_get_raw("name").ok().flatten().and_then(|mut words| words.next());
        let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.expected.insert((kind, name), said);
    }

    /// The components that its spec asks for, by kind and name.
    pub fn all_expected(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.expected.keys().map(|(kind, name)| (*kind, name.as_str()))
    }

    /// What its spec says of a component, if it asks for it.
    pub fn expected(&self, kind: &'static str, name: &str) -> Option<&'a ArgMatches> {
        self.expected.get(&(kind, name.to_owned())).copied()
    }

    /// Adds a file. One that is there and the same stays; what becomes of one that differs is for a person to decide.
    pub fn add(&mut self, path: String, file: File) -> Result<(), Problem> {
        let Some(text) = self.text(&path)? else {
            if let Some((folder, name)) = path.rsplit_once('/')
                && let Some(numbered) = self.numbered.get_mut().get_mut(folder)
            {
                numbered.extend([name]);
            }
            self.gone.remove(&path);
            self.after.get_mut().insert(path, file);
            return Ok(());
        };
        if text == file.text {
            self.same.insert(path);
            return Ok(());
        }
        if self.keeps_files {
            return Ok(());
        }
        match self.choices.each.get(&path).copied().or(self.choices.all) {
            Some(Choice::Keep) => self.keep(&path, "it differs"),
            Some(Choice::Overwrite) => self.put(&path, file.text)?,
            Some(Choice::Merge) => {
                self.put(&path, plan::merge(&text, &file.text))?;
                self.leave(&path, Task::Choose, "");
            }
            None => {
                let there = File::new(text);
                let diff = Change { path: &path, before: Some(&there), after: Some(&file) }.diff();
                self.conflicts.push(Conflict { path, diff });
            }
        }
        Ok(())
    }

    /// Replaces a file, or adds it.
    pub fn put(&mut self, path: &str, text: impl Into<Arc<str>>) -> Result<(), Problem> {
        self.read(path)?;
        self.forget(path);
        self.gone.remove(path);
        self.after.get_mut().insert(path.to_owned(), File::new(text));
        Ok(())
    }

    /// Forgets what was read from a file that is replaced.
    fn forget(&mut self, path: &str) {
        self.pending.get_mut().remove(path);
        self.sources.get_mut().remove(path);
        self.inserted.remove(path);
        self.registered.get_mut().remove(path);
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.numbered.get_mut().remove(folder);
        }
    }

    /// Removes a file, if it is there.
    pub fn remove(&mut self, path: &str) -> Result<(), Problem> {
        if self.text(path)?.is_some() {
            self.forget(path);
            self.after.get_mut().remove(path);
            self.gone.insert(path.to_owned());
        }
        Ok(())
    }

    /// Leaves a file as it is, and says why.
    pub fn keep(&mut self, path: &str, reason: &'static str) {
        self.kept.push(Kept { path: path.to_owned(), reason });
    }

    /// Leaves a step to a person.
    pub fn leave(&self, path: &str, task: Task, snippet: &str) {
        let step = ByHand { path: path.to_owned(), task, snippet: snippet.to_owned() };
        self.by_hand.borrow_mut().push(step);
    }

    /// Says that something comes into a file with another file, unless that is there at the end.
    pub fn await_file(&mut self, path: &str, awaited: String, what: String) {
        self.later.push((Later { path: path.to_owned(), what }, awaited));
    }

    /// Inserts a snippet at a place of a file. A place that cannot be found becomes a step to do by hand.
    pub fn insert(&mut self, path: &str, place: &Place, snippet: &str) -> Result<(), Problem> {
        if !self.has(path)? {
            self.leave(&self.shared(path)?, Task::AddTo(place.to_string()), snippet);
            return Ok(());
        }
        let addition = (place.clone(), snippet.to_owned());
        if self.inserted.entry(path.to_owned()).or_default().insert(addition.clone()) {
            if *place == Place::Child
                && let Some(Some(registered)) = self.registered.get_mut().get_mut(path)
            {
                let name = elixir::child_of(snippet).and_then(|child| child.name);
                Rc::make_mut(registered).children.extend(name);
            }
            self.pending.get_mut().entry(path.to_owned()).or_default().push(addition);
        }
        Ok(())
    }

    /// Leaves a step to a person unless a shell script exports all that a snippet does. It is never written to: whoever
    /// exports one of them otherwise means it.
    pub fn require_exports(&mut self, path: &str, snippet: &str) -> Result<(), Problem> {
        if script::exports_all(&self.text(path)?.unwrap_or_default(), snippet) {
            self.same.insert(path.to_owned());
        } else {
            self.leave(path, Task::AddTo("the environment of the release".to_owned()), snippet);
        }
        Ok(())
    }

    /// Where a file of configuration is that an application does not have: an umbrella has one for all.
    fn shared(&self, path: &str) -> Result<String, Problem> {
        let config = self.configuration_file()?;
        Ok(match path.strip_prefix("config/").zip(config.strip_suffix("config.exs")) {
            Some((file, folder)) => format!("{folder}{file}"),
            None => path.to_owned(),
        })
    }

    /// Inserts what is to be inserted into a file.
    fn settle(&self, path: &str) -> Result<(), Problem> {
        let Some(pending) = self.pending.borrow_mut().remove(path) else { return Ok(()) };
        let mut by_place: Vec<(Place, Vec<&str>)> = Vec::new();
        for (place, snippet) in &pending {
            match by_place.iter_mut().find(|(known, _)| known == place) {
                Some((_, snippets)) => snippets.push(snippet),
                None => by_place.push((place.clone(), vec![snippet])),
            }
        }
        for (place, snippets) in by_place {
            for number in self.settle_at(path, &place, &snippets)? {
                let when = if self.source(path)?.is_none() { ", once it has no syntax error" } else { "" };
                self.leave(path, Task::AddTo(format!("{place}{when}")), snippets[number]);
            }
        }
        Ok(())
    }

    /// Inserts snippets at a place of a file, and tells the numbers of those for which it has no place.
    fn settle_at(&self, path: &str, place: &Place, snippets: &[&str]) -> Result<Vec<usize>, Problem> {
        let Some(source) = self.source(path)? else { return Ok((0..snippets.len()).collect()) };
        let inserted = elixir::insert(&source, place, snippets);
        if let Some(source) = inserted.source {
            self.after.borrow_mut().insert(path.to_owned(), File::new(source.shared()));
            self.sources.borrow_mut().insert(path, Rc::new(source));
        }
        Ok(inserted.nowhere)
    }

    fn settle_all(&self) -> Result<(), Problem> {
        let paths: Vec<_> = self.pending.borrow().keys().cloned().collect();
        paths.iter().try_for_each(|path| self.settle(path))
    }

    /// The names that the supervisor of a file and its children register; none if the file defines no supervisor.
    pub fn registered(&self, path: &str) -> Result<Option<Rc<Registered>>, Problem> {
        if let Some(registered) = self.registered.borrow().get(path) {
            return Ok(registered.clone());
        }
        let supervision = self.fact(path, elixir::supervision)?;
        let registered = supervision.map(|supervision| {
            let children = supervision.children.into_iter().filter_map(|child| child.name).collect();
            Rc::new(Registered { own: supervision.name, children })
        });
        self.registered.borrow_mut().insert(path.to_owned(), registered.clone());
        Ok(registered)
    }

    /// Whether nothing was wanted that is not there yet.
    pub fn is_unchanged(&self) -> Result<bool, Problem> {
        self.settle_all()?;
        let is_unwritten = self.after.borrow().is_empty() && self.by_hand.borrow().is_empty();
        Ok(is_unwritten && self.kept.is_empty() && self.conflicts.is_empty())
    }

    /// The plan that makes this project of the one that was read.
    pub fn into_plan(self) -> Result<Plan, Problem> {
        self.settle_all()?;
        let mut later = Vec::new();
        for (it, awaited) in &self.later {
            later.extend((!self.has(awaited)?).then(|| it.clone()));
        }
        let before = self.before.into_inner();
        let before = before.into_iter().filter_map(|(path, file)| Some((path, file?))).collect();
        let wanted = self.same.into_iter().chain(self.inserted.into_keys()).collect();
        Ok(Plan::new(before, self.after.into_inner(), self.by_hand.into_inner())
            .without(self.gone)
            .keeping(self.kept)
            .open_about(self.conflicts)
            .wanting(wanted)
            .leaving_for_later(later))
    }

    /// Its names, from `mix.exs`.
    pub fn app(&self) -> Result<App, Problem> {
        if self.fact("mix.exs", |mix| elixir::has_key(mix, "project", "apps_path"))? {
            return Err(Problem::world(
                "umbrella",
                "this is the root of an umbrella, which has no application of its own",
            )
            .hint("run the command in one of the folders in `apps/`"));
        }
        let name = self.fact("mix.exs", |mix| elixir::atom_at_key(mix, "project", "app"))?;
        let module = self.fact("mix.exs", |mix| elixir::module_at_key(mix, "application", "mod"))?;
        match (name, module) {
            (Some(name), Some(callback)) => {
                // `MyApp.Application` by convention; by hand it may be called otherwise, or be the root module itself.
                let module = callback.rsplit_once('.').map_or(callback.as_str(), |(root, _)| root);
                self.named(App::new(
                    AppName::existing(name),
                    ModuleName::existing(module)?,
                    ModuleName::existing(&callback)?,
                ))
            }
            (Some(_), None) => Err(Problem::world(
                "no-application",
                "`mix.exs` starts no application: it has no `mod: {Name.Application, []}`",
            )
            .hint("a project made by `mix new --sup` has one")),
            (None, _) => {
                Err(Problem::world("no-app", "`mix.exs` names no application: it has no `app: :name`"))
            }
        }
    }

    /// The same names, where the files show that they are not those of convention.
    fn named(&self, mut app: App) -> Result<App, Problem> {
        // `mix new shop --module Acme.Shop` keeps its code in `lib/acme/shop`, Phoenix in `lib/shop`.
        let of_module = underscore(app.module.as_str());
        let callback = underscore(app.callback.last());
        let holds_it = |folder: &str| self.has(&format!("lib/{folder}/{callback}.ex"));
        if app.callback != app.module && !holds_it(&app.folder)? && holds_it(&of_module)? {
            app.folder = of_module;
        }
        // An application of an umbrella may be a web layer itself: `shop_web` beside `shop`.
        let is_web = app.name.as_str().ends_with("_web") && app.module.as_str().ends_with("Web");
        if is_web && !self.has(&format!("lib/{}.ex", app.web_folder))? {
            app.web = app.module.clone();
            app.web_folder = app.name.to_string();
        }
        Ok(app)
    }

    /// The file of the module that starts the root supervisor: where convention puts it, or next to that.
    pub fn application_file(&self, app: &App) -> Result<String, Problem> {
        let conventional = format!("lib/{}/{}.ex", app.folder, underscore(app.callback.last()));
        let by_module = format!("lib/{}.ex", underscore(app.callback.as_str()));
        let is_elsewhere = !self.has(&conventional)? && self.has(&by_module)?;
        Ok(if is_elsewhere { by_module } else { conventional })
    }

    /// The file of its configuration: in an application of an umbrella that of the whole, which `mix.exs` names.
    pub fn configuration_file(&self) -> Result<String, Problem> {
        let path = self.fact("mix.exs", |mix| elixir::string_at_key(mix, "project", "config_path"))?;
        Ok(path.unwrap_or_else(|| "config/config.exs".to_owned()))
    }

    /// Whether it depends on a package, from `mix.exs`.
    pub fn depends_on(&self, package: &str) -> Result<bool, Problem> {
        self.fact("mix.exs", |mix| elixir::has_dependency(mix, package))
    }
}

/// The names of what is in a folder of a tree itself, those of folders with a slash at the end.
pub fn names_below(tree: &Tree, folder: &str) -> Vec<String> {
    let prefix = format!("{folder}/");
    let below = tree.range(prefix.clone()..).map_while(|(path, _)| path.strip_prefix(&prefix));
    let mut names: Vec<_> =
        below.filter_map(|path| path.split_inclusive('/').next()).map(str::to_owned).collect();
    names.dedup();
    names
}

/// The names of an application.
#[derive(Clone, Debug)]
pub struct App {
    /// Its OTP application.
    pub name: AppName,
    /// Its root module.
    pub module: ModuleName,
    /// The module that starts its root supervisor.
    pub callback: ModuleName,
    /// The folder of its code below `lib`: `shop`.
    pub folder: String,
    /// The root of its web layer, if it has one.
    pub web: ModuleName,
    /// The folder of its web layer below `lib`: `shop_web`.
    pub web_folder: String,
}

impl App {
    /// The names of an application that keeps its web layer beside it, as Phoenix does.
    pub fn new(name: AppName, module: ModuleName, callback: ModuleName) -> Self {
        let (web, web_folder) = (module.web(), format!("{name}_web"));
        Self { folder: name.to_string(), name, module, callback, web, web_folder }
    }

    /// The name that the root supervisor is registered by.
    pub fn supervisor(&self) -> ModuleName {
        ModuleName::supervisor_of(&self.module)
    }

    /// The name of its pub/sub, by convention; in an umbrella, of the application behind the web.
    pub fn pubsub(&self) -> String {
        let root = self.module.as_str();
        let root = if self.web == self.module { root.trim_end_matches("Web") } else { root };
        format!("{root}.PubSub")
    }

    /// The path of a module below the root module, without folder and extension: `shop/pricing/cache`.
    pub fn file(&self, module: &ModuleName) -> String {
        format!("{}/{}", self.folder, underscore(module.as_str()))
    }
}

impl Serialize for App {
    /// All the spellings that templates use.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut names = serializer.serialize_struct("App", 7)?;
        names.serialize_field("name", &self.name)?;
        names.serialize_field("module", &self.module)?;
        names.serialize_field("web", &self.web)?;
        names.serialize_field("web_folder", &self.web_folder)?;
        names.serialize_field("title", &title(self.name.as_str()))?;
        // Whether Mix tasks have to be told the root module.
        names.serialize_field("renamed", &(self.module.as_str() != camelize(self.name.as_str())))?;
        // Cut so that a database named after it stays within PostgreSQL's 63 bytes.
        names.serialize_field("database", &self.name.as_str().chars().take(54).collect::<String>())?;
        names.end()
    }
}
