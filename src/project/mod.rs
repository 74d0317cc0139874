//! A project while components are added to it: its files as they will be, and facts read from them.

mod app;
mod choice;
mod numbered;
mod script;
mod sources;

use std::cell::{Ref, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::elixir::{self, Place, Source};
use crate::names::{AppName, ModuleName, underscore};
use crate::plan::{self, ByHand, Change, Conflict, File, Kept, Later, Plan, Task, Tree};
use crate::problem::Problem;
use clap::ArgMatches;
use sources::Sources;

pub use app::App;
pub use choice::{Choice, Choices};
pub use numbered::Numbered;

/// Reads a file of the project by its path; none if it does not exist.
pub type Reader<'a> = dyn Fn(&str) -> Result<Option<File>, Problem> + 'a;

/// Lists the names in a folder of the project, those of folders with a slash at the end; empty if it does not exist.
pub type Lister<'a> = dyn Fn(&str) -> Result<Vec<String>, Problem> + 'a;

/// A project, of which files are read on demand, and everything added to it so far.
pub struct Project<'a> {
    read: Box<Reader<'a>>,
    list: Box<Lister<'a>>,
    before: RefCell<BTreeMap<String, Option<File>>>,
    after: RefCell<Tree>,
    /// The insertions into each file that wait until its contents are needed: made together, they take linear time
    /// instead of quadratic.
    pending: RefCell<BTreeMap<String, Vec<(Place, String)>>>,
    /// All insertions that were asked for, by file.
    inserted: BTreeMap<String, BTreeSet<(Place, String)>>,
    sources: RefCell<Sources>,
    /// The names that the supervisor in a file and its children register.
    registered: RefCell<BTreeMap<String, Option<Rc<Registered>>>>,
    /// The numbered files, by folder.
    numbered: RefCell<BTreeMap<String, Numbered>>,
    removed: BTreeSet<String>,
    /// The files that were to be added and exist unchanged.
    same: BTreeSet<String>,
    kept: Vec<Kept>,
    conflicts: Vec<Conflict>,
    by_hand: RefCell<Vec<ByHand>>,
    /// Parts of files that are added later, each with the file whose component adds it.
    later: Vec<(Later, String)>,
    keeps_files: bool,
    expected: BTreeMap<(&'static str, String), &'a ArgMatches>,
    choices: Choices,
}

/// The names that a supervisor and its children register.
#[derive(Clone, Debug, Default)]
pub struct Registered {
    /// The name of the supervisor itself, as written in its source.
    pub own: Option<String>,
    /// The names given to its children.
    pub children: BTreeSet<String>,
}

impl<'a> Project<'a> {
    /// A project whose files are read and listed by these functions.
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
            removed: BTreeSet::new(),
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

    /// A project without files.
    pub fn empty() -> Self {
        Self::new(|_| Ok(None), |_| Ok(Vec::new()))
    }

    /// A project with the files of a tree.
    pub fn of(tree: &'a Tree) -> Self {
        Self::new(|path| Ok(tree.get(path).cloned()), |folder| Ok(names_below(tree, folder)))
    }

    /// The text of a file as it will be; none if there is no such file.
    pub fn text(&self, path: &str) -> Result<Option<Arc<str>>, Problem> {
        self.flush(path)?;
        if let Some(file) = self.after.borrow().get(path) {
            return Ok(Some(file.text.clone()));
        }
        if self.removed.contains(path) {
            return Ok(None);
        }
        Ok(self.read(path)?.map(|file| file.text))
    }

    /// The parsed source of a file as it will be; none if there is no such file or it has a syntax error.
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

    /// A fact about the source of a file; the default if there is no such source.
    pub fn fact<T: Default>(&self, path: &str, of: impl FnOnce(&Source) -> T) -> Result<T, Problem> {
        Ok(self.source(path)?.map(|source| of(&source)).unwrap_or_default())
    }

    /// The names in a folder as it will be, sorted, those of folders with a slash at the end.
    pub fn files_in(&self, folder: &str) -> Result<Vec<String>, Problem> {
        let mut names = (self.list)(folder)?;
        names.retain(|name| !self.removed.contains(&format!("{folder}/{name}")));
        names.extend(names_below(&self.after.borrow(), folder));
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The numbered files of a folder as it will be, such as migrations.
    pub fn numbered(&self, folder: &str) -> Result<Ref<'_, Numbered>, Problem> {
        if !self.numbered.borrow().contains_key(folder) {
            let numbered = self.files_in(folder)?.iter().map(String::as_str).collect();
            self.numbered.borrow_mut().insert(folder.to_owned(), numbered);
        }
        Ok(Ref::map(self.numbered.borrow(), |folders| &folders[folder]))
    }

    /// Whether the file will exist.
    pub fn has(&self, path: &str) -> Result<bool, Problem> {
        let is_there = self.after.borrow().contains_key(path);
        Ok(is_there || !self.removed.contains(path) && self.read(path)?.is_some())
    }

    fn read(&self, path: &str) -> Result<Option<File>, Problem> {
        if let Some(file) = self.before.borrow().get(path) {
            return Ok(file.clone());
        }
        let file = (self.read)(path)?;
        self.before.borrow_mut().insert(path.to_owned(), file.clone());
        Ok(file)
    }

    /// The same project with decisions about existing files that differ.
    #[must_use]
    pub fn with_choices(mut self, choices: Choices) -> Self {
        self.choices = choices;
        self
    }

    /// The same project; with `keeps`, files that exist and differ are left as they are from now on.
    pub fn keeping_files(&mut self, keeps: bool) -> &mut Self {
        self.keeps_files = keeps;
        self
    }

    /// Registers a component that the spec asks for, whether it exists already or not.
    pub fn expect(&mut self, kind: &'static str, said: &'a ArgMatches) {
        let name = said.try_get_raw("name").ok().flatten().and_then(|mut words| words.next());
        let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.expected.insert((kind, name), said);
    }

    /// The components that its spec asks for, by kind and name.
    pub fn all_expected(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.expected.keys().map(|(kind, name)| (*kind, name.as_str()))
    }

    /// The arguments of a component in the spec, if it is there.
    pub fn expected(&self, kind: &'static str, name: &str) -> Option<&'a ArgMatches> {
        self.expected.get(&(kind, name.to_owned())).copied()
    }

    /// Adds a file. One that exists with the same text stays; one that differs is handled by the choices, or becomes a
    /// conflict.
    pub fn add(&mut self, path: String, file: File) -> Result<(), Problem> {
        let Some(text) = self.text(&path)? else {
            if let Some((folder, name)) = path.rsplit_once('/')
                && let Some(numbered) = self.numbered.get_mut().get_mut(folder)
            {
                numbered.extend([name]);
            }
            self.removed.remove(&path);
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
                self.leave_by_hand(&path, Task::Choose, "");
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
        self.invalidate(path);
        self.removed.remove(path);
        self.after.get_mut().insert(path.to_owned(), File::new(text));
        Ok(())
    }

    /// Drops everything cached about a file that is replaced.
    fn invalidate(&mut self, path: &str) {
        self.pending.get_mut().remove(path);
        self.sources.get_mut().remove(path);
        self.inserted.remove(path);
        self.registered.get_mut().remove(path);
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.numbered.get_mut().remove(folder);
        }
    }

    /// Removes a file, if it exists.
    pub fn remove(&mut self, path: &str) -> Result<(), Problem> {
        if self.text(path)?.is_some() {
            self.invalidate(path);
            self.after.get_mut().remove(path);
            self.removed.insert(path.to_owned());
        }
        Ok(())
    }

    /// Reports a file as kept, with the reason.
    pub fn keep(&mut self, path: &str, reason: &'static str) {
        self.kept.push(Kept { path: path.to_owned(), reason });
    }

    /// Leaves a step to a person.
    pub fn leave_by_hand(&self, path: &str, task: Task, snippet: &str) {
        let step = ByHand { path: path.to_owned(), task, snippet: snippet.to_owned() };
        self.by_hand.borrow_mut().push(step);
    }

    /// Reports a part of a file that is added together with another file, unless that file exists in the end.
    pub fn await_file(&mut self, path: &str, awaited: String, what: String) {
        self.later.push((Later { path: path.to_owned(), what }, awaited));
    }

    /// Inserts a snippet at a place of a file. A place that cannot be found becomes a step to do by hand.
    pub fn insert(&mut self, path: &str, place: &Place, snippet: &str) -> Result<(), Problem> {
        if !self.has(path)? {
            self.leave_by_hand(&self.shared(path)?, Task::AddTo(place.to_string()), snippet);
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

    /// Leaves a step to a person unless a shell script exports all variables that a snippet exports. The script is never
    /// changed: a variable may be exported with another value on purpose.
    pub fn require_exports(&mut self, path: &str, snippet: &str) -> Result<(), Problem> {
        if script::exports_all(&self.text(path)?.unwrap_or_default(), snippet) {
            self.same.insert(path.to_owned());
        } else {
            self.leave_by_hand(path, Task::AddTo("the environment of the release".to_owned()), snippet);
        }
        Ok(())
    }

    /// The path of a configuration file that an application does not have itself: an umbrella shares one.
    fn shared(&self, path: &str) -> Result<String, Problem> {
        let config = self.configuration_file()?;
        Ok(match path.strip_prefix("config/").zip(config.strip_suffix("config.exs")) {
            Some((file, folder)) => format!("{folder}{file}"),
            None => path.to_owned(),
        })
    }

    /// Makes the pending insertions into a file.
    fn flush(&self, path: &str) -> Result<(), Problem> {
        let Some(pending) = self.pending.borrow_mut().remove(path) else { return Ok(()) };
        let mut by_place: Vec<(Place, Vec<&str>)> = Vec::new();
        for (place, snippet) in &pending {
            match by_place.iter_mut().find(|(known, _)| known == place) {
                Some((_, snippets)) => snippets.push(snippet),
                None => by_place.push((place.clone(), vec![snippet])),
            }
        }
        for (place, snippets) in by_place {
            for number in self.flush_at(path, &place, &snippets)? {
                let when = if self.source(path)?.is_none() { ", once it has no syntax error" } else { "" };
                self.leave_by_hand(path, Task::AddTo(format!("{place}{when}")), snippets[number]);
            }
        }
        Ok(())
    }

    /// Inserts snippets at a place of a file, and returns the indices of those for which there is no place.
    fn flush_at(&self, path: &str, place: &Place, snippets: &[&str]) -> Result<Vec<usize>, Problem> {
        let Some(source) = self.source(path)? else { return Ok((0..snippets.len()).collect()) };
        let inserted = elixir::insert(&source, place, snippets);
        if let Some(source) = inserted.source {
            self.after.borrow_mut().insert(path.to_owned(), File::new(source.shared()));
            self.sources.borrow_mut().insert(path, Rc::new(source));
        }
        Ok(inserted.nowhere)
    }

    fn flush_all(&self) -> Result<(), Problem> {
        let paths: Vec<_> = self.pending.borrow().keys().cloned().collect();
        paths.iter().try_for_each(|path| self.flush(path))
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

    /// Whether nothing is to be changed, left to a person or decided.
    pub fn is_unchanged(&self) -> Result<bool, Problem> {
        self.flush_all()?;
        let is_unwritten = self.after.borrow().is_empty() && self.by_hand.borrow().is_empty();
        Ok(is_unwritten && self.kept.is_empty() && self.conflicts.is_empty())
    }

    /// The plan that turns the project that was read into this one.
    pub fn into_plan(self) -> Result<Plan, Problem> {
        self.flush_all()?;
        let mut later = Vec::new();
        for (it, awaited) in &self.later {
            later.extend((!self.has(awaited)?).then(|| it.clone()));
        }
        let before = self.before.into_inner();
        let before = before.into_iter().filter_map(|(path, file)| Some((path, file?))).collect();
        let wanted = self.same.into_iter().chain(self.inserted.into_keys()).collect();
        Ok(Plan::new(before, self.after.into_inner(), self.by_hand.into_inner())
            .with_removed(self.removed)
            .with_kept(self.kept)
            .with_conflicts(self.conflicts)
            .with_unchanged(wanted)
            .with_later(later))
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

    /// Corrects names that the files show to be unconventional.
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

/// The names directly in a folder of a tree, those of folders with a slash at the end.
pub fn names_below(tree: &Tree, folder: &str) -> Vec<String> {
    let prefix = format!("{folder}/");
    let below = tree.range(prefix.clone()..).map_while(|(path, _)| path.strip_prefix(&prefix));
    let mut names: Vec<_> =
        below.filter_map(|path| path.split_inclusive('/').next()).map(str::to_owned).collect();
    names.dedup();
    names
}
