//! The names of a context.

use serde::Serialize;

use crate::names::{ModuleName, title, underscore};
use crate::problem::Problem;
use crate::project::App;

/// A context in all its spellings.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct ContextName {
    /// `Shop.Catalog`
    pub module: ModuleName,
    /// `Catalog`
    pub relative: ModuleName,
    /// `shop/catalog`
    pub file: String,
    /// `Catalog`
    pub last: String,
    /// What it is called in a source, unless that would hide a module of Elixir's.
    pub alias: String,
    /// `Catalog`, as people read it.
    pub title: String,
    /// `catalog`
    pub snake: String,
    /// `Shop.CatalogFixtures`
    pub fixtures: String,
    /// `catalog_fixtures`
    pub fixtures_file: String,
}

/// The last part of a name, unless that would hide a module that sources use; then all of it.
pub(super) fn alias(relative: &ModuleName) -> String {
    const USED: [&str; 18] = [
        "AsyncResult",
        "Changeset",
        "DeleteComponent",
        "EmptyRows",
        "ForeignKeys",
        "JS",
        "JSONInput",
        "Layouts",
        "ListInput",
        "ManyToMany",
        "Multi",
        "Paging",
        "Query",
        "Repo",
        "RequireScope",
        "Sandbox",
        "Scope",
        "Storable",
    ];
    let last = relative.last();
    if relative.last_part().owner().is_none() && !USED.contains(&last) {
        return last.to_owned();
    }
    let joined = relative.as_str().replace('.', "");
    if joined == last { format!("{last}Context") } else { joined }
}

impl ContextName {
    pub(in crate::components) fn new(name: &ModuleName, app: &App) -> Result<Self, Problem> {
        let relative = name.relative_to(&app.module);
        let reserved = ["Application", "Repo", "Schema", "Supervisor", "Mailer", "Release", "Query"];
        if reserved.contains(&relative.as_str()) {
            let message = format!("`{}` is a module that every project has", relative.below(&app.module));
            return Err(Problem::usage("reserved-name", message).about("name").hint("choose another name"));
        }
        let path = underscore(relative.as_str());
        let snake = path.replace('/', "_");
        Ok(Self {
            module: relative.below(&app.module),
            file: app.file(&relative),
            alias: alias(&relative),
            last: relative.last().to_owned(),
            title: title(&snake),
            fixtures: format!("{}.{}Fixtures", app.module, relative),
            fixtures_file: format!("{path}_fixtures"),
            snake,
            relative,
        })
    }

    /// The path of its source.
    pub(in crate::components) fn path(&self) -> String {
        format!("lib/{}.ex", self.file)
    }

    /// The path of its fixtures.
    pub(in crate::components) fn fixtures_path(&self) -> String {
        format!("test/support/fixtures/{}.ex", self.fixtures_file)
    }
}
