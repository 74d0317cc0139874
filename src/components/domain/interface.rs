//! Where the pages of a schema are: modules, files, paths, and the scope of the router.

use clap::Args;
use serde::Serialize;
use serde_json::json;

use super::super::Hook;
use super::super::named::dependency;
use super::super::pages::{Pages, taken_by};
use super::super::web::{check_beginnings, check_layout, check_pipeline, lacks_pipeline};
use super::fixtures::{Fixture, check_fixtures};
use super::schema::{Other, variable};
use super::written::written;
use super::{Column, Control, SchemaName, Table};
use crate::elixir::{Place, Scope};
use crate::fields::Type;
use crate::names::{ModuleName, sentence, underscore};
use crate::problem::Problem;
use crate::project::Project;

/// Which schema an interface is for, and where it goes.
#[derive(Debug, Args)]
pub(in crate::components) struct At {
    /// The schema, such as Catalog.Product
    #[arg(value_name = "SCHEMA")]
    name: ModuleName,

    /// Namespace below the web module, such as Admin [default: none]
    #[arg(long, value_name = "MODULE")]
    namespace: Option<ModuleName>,
}

/// What the templates of every interface see.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, for a line of a template")]
pub(in crate::components) struct Interface {
    #[serde(flatten)]
    pub table: Table,
    /// `Admin.` or nothing: what stands between the web module and its own.
    pub prefix: String,
    /// `admin/` or nothing: what stands between the folder and its files.
    pub folder: String,
    /// `/admin/products`, below that of the router's scope.
    pub path: String,
    /// `/api/admin/products`
    pub full_path: String,
    /// `Admin products`: what a link in the header says, where others may lead to such pages too.
    pub link: String,
    /// Whether texts go through Gettext.
    pub gettext: bool,
    /// What is embedded in a row, at any depth, each schema once.
    pub parts: Vec<Part>,
    /// The associations that a form offers a choice of.
    pub choices: Vec<Column>,
    /// Whether a form has an input for each value of a field.
    pub has_lists: bool,
    /// Whether a form has an input for the JSON of a field.
    pub has_json: bool,
    /// Whether the project's own `table` scrolls where it has not enough room.
    pub table_scrolls: bool,
    /// Whether a form has controls for dates with times.
    pub has_times: bool,
    #[serde(skip)]
    brings_pipeline: bool,
    #[serde(skip)]
    scope: Scope,
    #[serde(skip)]
    pages: Pages,
}

/// A schema that is embedded.
#[derive(Debug, Serialize)]
pub(in crate::components) struct Part {
    pub module: ModuleName,
    /// What functions call it.
    pub variable: String,
    pub fields: Vec<Column>,
}

/// Adds what fields embed, and what that embeds.
fn add_parts(fields: &[Column], parts: &mut Vec<Part>) {
    let embeds =
        fields.iter().filter(|column| matches!(column.control, Some(Control::Part | Control::Parts)));
    for target in embeds.filter_map(|column| column.target.as_ref()) {
        if parts.iter().all(|part| part.module != target.name.module) {
            let Other { name, fields, .. } = target;
            let variable = variable(&name.singular);
            parts.push(Part { module: name.module.clone(), variable, fields: fields.clone() });
            add_parts(fields, parts);
        }
    }
}

/// What an interface needs of a router.
pub(in crate::components) struct Routed {
    /// The path of the scope: `/`, `/api`.
    pub path: &'static str,
    /// The pipeline of those who need not be anybody.
    pub pipeline: &'static str,
    /// Whether sessions of LiveView see to who it is.
    pub is_live: bool,
    /// The package without which there is no such interface, and what it is.
    pub package: (&'static str, &'static str),
    /// The ways in which its modules begin: `use ShopWeb, :html`.
    pub beginnings: &'static [&'static str],
    /// The kind whose controllers have the same names.
    pub rival: Option<&'static str>,
}

impl Interface {
    /// The interface of a schema that is there.
    pub(in crate::components) fn new(
        at: &At,
        routed: &Routed,
        project: &Project<'_>,
    ) -> Result<Self, Problem> {
        let app = project.app()?;
        let (package, what) = routed.package;
        if !project.depends_on(package)? {
            let message = format!("this project has no {what}: `mix.exs` does not depend on `{package}`");
            return Err(Problem::world("no-package", message).hint(if package == "phoenix" {
                "`beamsmith new --kind api` creates a project that has it"
            } else {
                "`beamsmith add json` creates an API, which needs only Phoenix"
            }));
        }
        check_beginnings(routed.beginnings, &app, project)?;
        if routed.path == "/" {
            check_layout(&app, project)?;
            check_pipeline(routed.pipeline, &app, project)?;
        }
        let table = written(&at.name, routed.is_live, project)?;
        if routed.path == "/" {
            let hint = "rows of both need one owner before a form can offer a choice";
            table.check_scopes().map_err(|problem| problem.about("name").hint(hint))?;
        }
        if let Some(column) =
            table.fields.iter().find(|column| routed.is_live && !column.apart.fills_a_page())
        {
            let message =
                format!("`{}` has too few values to fill a page of rows that differ in it", column.field);
            return Err(Problem::usage("few-values", message)
                .about("name")
                .hint("remove `unique` from the field, widen its bounds, or use `add html` or `add json`"));
        }
        let namespace = at.namespace.as_ref().map(ModuleName::as_str);
        let folder = namespace.map(|name| format!("{}/", underscore(name))).unwrap_or_default();
        // `Api` below the scope `/api` says nothing more.
        let said = format!("{}/", routed.path.trim_start_matches('/'));
        let within = table.route().map_or("", |route| route.prefix.as_str());
        let below = folder.strip_prefix(&said).unwrap_or(&folder);
        let path = format!("{within}/{below}{}", table.schema.name.plural);
        let is_scoped = table.scope.is_some();
        let session = (is_scoped && routed.is_live).then(|| "require_authenticated_user".to_owned());
        let mut pipelines = vec![routed.pipeline.to_owned()];
        let logs_in = is_scoped && !routed.is_live && routed.pipeline == "browser";
        pipelines.extend(logs_in.then(|| "require_authenticated_user".to_owned()));
        let is_choice =
            |column: &&Column| matches!(column.field.kind.type_(), Type::BelongsTo | Type::ManyToMany);
        let mut parts = Vec::new();
        add_parts(&table.fields, &mut parts);
        let has = |is_it: &dyn Fn(&Column) -> bool| table.fields.iter().any(|column| column.any(is_it));
        let components = format!("lib/{}/components/core_components.ex", app.web_folder);
        let it = Self {
            prefix: namespace.map(|name| format!("{name}.")).unwrap_or_default(),
            full_path: if routed.path == "/" { path.clone() } else { format!("{}{path}", routed.path) },
            path,
            link: sentence(&format!("{folder}{}", table.schema.name.plural).replace('/', "_")),
            folder,
            gettext: project.depends_on("gettext")?,
            table_scrolls: project.text(&components)?.is_some_and(|text| text.contains("table-scroll")),
            has_lists: has(&|column| column.control == Some(Control::List)),
            has_json: has(&|column| column.control == Some(Control::Json)),
            has_times: has(&|column| column.control == Some(Control::DateTime)),
            parts,
            choices: table.fields.iter().filter(is_choice).cloned().collect(),
            scope: Scope { path: routed.path.to_owned(), alias: app.web.to_string(), pipelines, session },
            brings_pipeline: lacks_pipeline(routed.pipeline, &app, project)?,
            pages: Pages::new(&app, project)?,
            table,
        };
        if routed.path == "/" {
            it.check_form()?;
        }
        it.check_free(routed, project)?;
        let Table { context, schema, .. } = &it.table;
        let own = [Fixture::Row, Fixture::Attributes].map(|fixture| (context, &schema.name, fixture));
        check_fixtures(own, project)?;
        Ok(it)
    }

    /// Refuses rows that no form can make.
    fn check_form(&self) -> Result<(), Problem> {
        let Table { schema, fields, .. } = &self.table;
        let name = &schema.name.relative;
        let message = if fields.iter().all(|column| column.control.is_none()) {
            format!("a form of `{name}` would have nothing to fill in")
        } else if let Some(column) = fields.iter().find_map(Column::beyond_forms) {
            format!(
                "a form of `{name}` could not be saved: `{}` is required, and nobody types bytes",
                column.field
            )
        } else {
            return Ok(());
        };
        Err(Problem::usage("no-input", message).about("name").hint("`add json` creates an API for it"))
    }

    /// Refuses modules that are there for something else, and paths at which another module answers.
    fn check_free(&self, routed: &Routed, project: &Project<'_>) -> Result<(), Problem> {
        let Table { schema, context, domain, .. } = &self.table;
        let (kind, folder) = if routed.is_live { ("Live", "live/") } else { ("Controller", "controllers/") };
        let SchemaName { last, singular, relative, .. } = &schema.name;
        let start = format!("lib/{}/{folder}{}{singular}", domain.app.web_folder, self.folder);
        let file = start.clone() + if routed.is_live { "_live/index.ex" } else { "_controller.ex" };
        let below = if routed.rival == Some("html") { "Api" } else { &context.last };
        let hint = format!("`--namespace {below}` puts it in a namespace of its own");
        let module = |kind: &str| format!("{}.{}{last}{kind}", domain.app.web, self.prefix);
        // What is below a namespace already is mended by another schema.
        let argument = if self.prefix.is_empty() { "namespace" } else { "name" };
        let taken = |kind: &str, why: &str| {
            Err(Problem::usage("name-taken", format!("`{}` {why}", module(kind))).about(argument).hint(&hint))
        };
        let strange = format!("exists, but not for `{relative}`");
        let source = project.text(&file)?;
        check_parameter(singular, routed.is_live)?;
        if source.as_ref().is_some_and(|text| !text.contains(context.module.as_str())) {
            return taken(kind, &strange);
        }
        if let Some(rival) = routed.rival {
            let view = if rival == "html" { "json" } else { "html" };
            if source.is_some() && project.has(&format!("{start}_{rival}.ex"))? {
                return taken(kind, &format!("exists, for `{rival}` of `{relative}`"));
            }
            if source.is_none() && project.has(&format!("{start}_{view}.ex"))? {
                return taken(&view.to_uppercase(), &strange);
            }
            if view == "json" && self.prefix.is_empty() && matches!(last.as_str(), "Changeset" | "Fallback") {
                let kind = if last == "Changeset" { "JSON" } else { kind };
                return taken(kind, "is the module that all APIs render errors with");
            }
        }
        let module = module(kind);
        let paths = ["", "/new", "/:id", "/:id/edit"].map(|rest| format!("{}{rest}", self.full_path));
        match self.pages.taken(&paths, &module, project)? {
            Some(taken) => Err(taken_by(&taken, argument).hint(hint)),
            None => Ok(()),
        }
    }

    /// Its routes, and what its pages need of the context and the layout.
    pub(in crate::components) fn hooks(&self, kind: &str, has_forms: bool) -> Vec<Hook> {
        // A session says who may be there: nobody but a person makes one.
        let scope = self.scope.session.is_none().then(|| {
            let it = json!({ "path": self.scope.path, "pipelines": self.scope.pipelines });
            self.pages.route(Place::Scopes(self.scope.clone()), "_shared/scope.ex").about(it)
        });
        let routes = self.pages.route(Place::Routes(self.scope.clone()), format!("{kind}/_routes.ex"));
        let pipeline =
            self.brings_pipeline.then(|| self.pages.route(Place::Pipelines, format!("{kind}/_pipeline.ex")));
        let mut hooks: Vec<_> = pipeline.into_iter().chain(scope).chain([routes]).collect();
        if has_forms {
            let context = &self.table.context;
            hooks.extend(self.choices.iter().flat_map(|column| {
                let it = serde_json::to_value(column).expect("this is a bug: a column is not data");
                let is_own =
                    column.target.as_ref().is_some_and(|target| target.context.module == context.module);
                let hook = |place, snippet| Hook::new(context.path(), place, snippet).about(it.clone());
                let alias = is_own.then(|| hook(Place::Head, "_shared/options_alias.ex"));
                alias.into_iter().chain([hook(Place::Module, "_shared/options.ex")]).collect::<Vec<_>>()
            }));
        }
        // What tests read pages with that no LiveView renders.
        let is_read = kind == "html" || (has_forms && self.has_lists);
        hooks.extend(is_read.then(|| dependency("_shared/lazy_html.ex")));
        // Whose rows they are, a link for everybody cannot say.
        let is_for_all =
            self.scope.path == "/" && self.table.route().is_none_or(|route| route.param.is_none());
        hooks.extend(self.pages.link("_shared/navigation.ex").filter(|_| is_for_all));
        hooks
    }
}

/// Refuses a schema whose name cannot be that of the parameter that holds what is said of a row.
fn check_parameter(singular: &str, is_live: bool) -> Result<(), Problem> {
    let (message, hint) = match singular {
        "id" if !is_live => (
            "`id` in a request identifies the row, so the attributes of the row cannot use that name",
            "`add live` creates pages for it; a controller needs a schema with another name",
        ),
        "nil" => ("the parameter name `nil` counts as none", "give the schema another name"),
        _ => return Ok(()),
    };
    Err(Problem::usage("bad-schema-name", message).about("name").hint(hint))
}
