//! A project: the tree that everything else is added to.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Component, Context, MORE};
use crate::names::{AppName, ModuleName, camelize};
use crate::problem::Problem;
use crate::project::App;

/// A new Mix project with its supervision tree, tests, and tooling
#[derive(Clone, Debug, Args)]
pub struct Project {
    /// Project name; the last part of PATH if not given
    #[arg(long, help_heading = MORE)]
    name: Option<String>,

    /// Kind of project
    #[arg(long, value_enum, default_value_t = ProjectKind::Live)]
    kind: ProjectKind,

    /// Database [default: postgres; none for kind otp]
    #[arg(long, value_enum)]
    database: Option<Database>,

    /// Primary key type [default: bigint]
    #[arg(long, value_enum, help_heading = MORE)]
    ids: Option<Ids>,

    /// Restart strategy of the root supervisor
    #[arg(long, value_enum, default_value_t = Strategy::OneForOne)]
    strategy: Strategy,

    /// Restarts that the root supervisor allows within `--max-seconds`
    #[arg(long, value_name = "N", default_value_t = 3, allow_negative_numbers = true, help_heading = MORE)]
    max_restarts: u32,

    /// Window in which restarts are counted, in seconds
    #[arg(long, value_name = "N", default_value_t = 5, allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..), help_heading = MORE)]
    max_seconds: u32,

    /// OTP application name [default: NAME]
    #[arg(long, value_name = "APP", help_heading = MORE)]
    app: Option<AppName>,

    /// Root module [default: APP in camel case]
    #[arg(long, value_name = "MODULE", help_heading = MORE)]
    module: Option<ModuleName>,

    /// Email, with Swoosh [default: kinds live and html]
    #[arg(long, help_heading = PARTS)]
    mailer: Option<bool>,

    /// Phoenix LiveDashboard in development [default: kind live]
    #[arg(long, help_heading = PARTS)]
    dashboard: Option<bool>,

    /// Translations, with Gettext [default: kinds live and html]
    #[arg(long, help_heading = PARTS)]
    gettext: Option<bool>,

    /// JavaScript bundling, with esbuild [default: kinds live and html]
    #[arg(long, help_heading = PARTS)]
    esbuild: Option<bool>,

    /// Styling, with Tailwind CSS 4 [default: kinds live and html]
    #[arg(long, help_heading = PARTS)]
    tailwind: Option<bool>,

    /// A release: Dockerfile, start and migration scripts [default: on]
    #[arg(long, help_heading = PARTS)]
    release: Option<bool>,

    /// A GitHub Actions workflow that runs all checks [default: on]
    #[arg(long, help_heading = PARTS)]
    ci: Option<bool>,

    /// AGENTS.md: the project's rules, for coding agents [default: on]
    #[arg(long, help_heading = PARTS)]
    agents: Option<bool>,
}

const PARTS: &str = "Parts (`--no-…` leaves one out)";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum ProjectKind {
    /// Phoenix with LiveView: for interactive pages that update live
    Live,
    /// Phoenix with server-rendered pages: for content and forms without live updates
    Html,
    /// Phoenix without pages: for a JSON API used by other programs
    Api,
    /// A plain OTP application: for systems without a web interface
    Otp,
}

impl ProjectKind {
    fn renders_html(self) -> bool {
        matches!(self, Self::Live | Self::Html)
    }

    /// `a LiveView application`: the kind in a sentence.
    fn describe(self) -> &'static str {
        match self {
            Self::Live => "kind `live`",
            Self::Html => "kind `html`",
            Self::Api => "kind `api`",
            Self::Otp => "kind `otp`",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum Database {
    /// PostgreSQL: the usual choice, for one node or many
    Postgres,
    /// SQLite 3: a file next to the application, for a single node
    Sqlite,
    /// MySQL or MariaDB: where one of them is already in use
    Mysql,
    /// No database: for systems that store nothing themselves
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Ids {
    /// Auto-incrementing 64-bit integers
    Bigint,
    /// UUID version 7, ordered by time
    Uuid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[value(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub(super) enum Strategy {
    /// For independent children: a crash restarts only the child that crashed
    OneForOne,
    /// For children that depend on earlier ones: a crash restarts the child and all after it
    RestForOne,
    /// For children that all depend on each other: a crash restarts them all
    OneForAll,
}

/// What the templates of a project see.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a layer that a template folder may name")]
pub struct Model {
    app: App,
    kind: ProjectKind,
    web: bool,
    html: bool,
    live: bool,
    api: bool,
    otp: bool,
    /// Pages without LiveView.
    pages: bool,
    /// Something needs `config/`: Phoenix or a database.
    configured: bool,
    database: Database,
    ecto: bool,
    postgres: bool,
    sqlite: bool,
    mysql: bool,
    uuid: bool,
    strategy: Strategy,
    max_restarts: u32,
    max_seconds: u32,
    mailer: bool,
    dashboard: bool,
    gettext: bool,
    esbuild: bool,
    tailwind: bool,
    assets: bool,
    release: bool,
    ci: bool,
    agents: bool,
    folder: Folders,
    secret: Secrets,
}

/// Where scripts and styles stand: in `assets/` if something builds them, else where they are served from.
#[derive(Debug, Serialize)]
struct Folders {
    js: &'static str,
    css: &'static str,
}

#[derive(Debug, Serialize)]
struct Secrets {
    key_base_dev: String,
    key_base_test: String,
    session_salt: String,
    live_view_salt: String,
}

impl Component for Project {
    type Model = Model;

    const WHEN: &'static str = "\
        to start a system: `live` for pages that update live, `html` for server-rendered pages, `api` for \
            a JSON API, `otp` for a system without a web interface";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        self.check_parts()?;
        let kind = self.kind;
        let database = self.database.unwrap_or(if kind == ProjectKind::Otp {
            Database::None
        } else {
            Database::Postgres
        });
        let pages = kind.renders_html();
        let esbuild = self.esbuild.unwrap_or(pages);
        let tailwind = self.tailwind.unwrap_or(pages);
        if database == Database::None && self.ids.is_some() {
            return Err(Problem::usage(
                "impossible-pair",
                "`ids` is the type of primary keys, and without a database there are none",
            )
            .about("ids")
            .hint("choose a database, or leave `ids` out"));
        }
        Ok(Model {
            app: self.app()?,
            kind,
            web: kind != ProjectKind::Otp,
            html: pages,
            live: kind == ProjectKind::Live,
            api: kind == ProjectKind::Api,
            otp: kind == ProjectKind::Otp,
            pages: kind == ProjectKind::Html,
            configured: kind != ProjectKind::Otp || database != Database::None,
            database,
            ecto: database != Database::None,
            postgres: database == Database::Postgres,
            sqlite: database == Database::Sqlite,
            mysql: database == Database::Mysql,
            uuid: self.ids == Some(Ids::Uuid),
            strategy: self.strategy,
            max_restarts: self.max_restarts,
            max_seconds: self.max_seconds,
            mailer: self.mailer.unwrap_or(pages),
            dashboard: self.dashboard.unwrap_or(kind == ProjectKind::Live),
            gettext: self.gettext.unwrap_or(pages),
            esbuild,
            tailwind,
            assets: esbuild || tailwind,
            release: self.release.unwrap_or(true),
            ci: self.ci.unwrap_or(true),
            agents: self.agents.unwrap_or(true),
            folder: Folders {
                js: if esbuild { "assets/js" } else { "priv/static/js" },
                css: if esbuild || tailwind { "assets/css" } else { "priv/static/css" },
            },
            secret: Secrets {
                key_base_dev: context.run.seed.secret("key_base_dev"),
                key_base_test: context.run.seed.secret("key_base_test"),
                session_salt: context.run.seed.salt("session_salt"),
                live_view_salt: context.run.seed.salt("live_view_salt"),
            },
        })
    }

    fn shared(&self, model: &Model) -> Vec<&'static str> {
        model.release.then_some("release").into_iter().collect()
    }
}

impl Project {
    fn app(&self) -> Result<App, Problem> {
        let name = match (&self.app, &self.name) {
            (Some(app), _) => app.clone(),
            // A folder is often called `my-shop`; the application in it is then `my_shop`.
            (None, Some(name)) => {
                name.replace('-', "_").parse::<AppName>().map_err(|problem| match problem.way_out() {
                    Some(_) => problem,
                    None => {
                        problem.about("app").hint("keep the folder and name the application with `--app`")
                    }
                })?
            }
            (None, None) => {
                return Err(Problem::usage("no-name", "the project has no name")
                    .hint("use `--name shop`, or in a spec `name = \"shop\"` under `[project]`"));
            }
        };
        let module = match &self.module {
            Some(module) => module.clone(),
            None => camelize(name.as_str()).parse()?,
        };
        match module.owner() {
            Some(owner) => {
                Err(Problem::usage("reserved-name", format!("`{module}` is taken: it is {owner}"))
                    .about("module")
                    .hint("choose another root module with `--module`"))
            }
            None => Ok(App::new(name, module.clone(), module.application())),
        }
    }

    /// A part that was asked for and cannot be there is an error that says why, never a silent choice.
    fn check_parts(&self) -> Result<(), Problem> {
        let parts = [
            ("mailer", self.mailer, self.kind != ProjectKind::Otp, "mail previews need Phoenix"),
            ("dashboard", self.dashboard, self.kind == ProjectKind::Live, "LiveDashboard needs LiveView"),
            ("gettext", self.gettext, self.kind != ProjectKind::Otp, "it has no text to translate"),
            ("esbuild", self.esbuild, self.kind.renders_html(), "it has no pages that load JavaScript"),
            ("tailwind", self.tailwind, self.kind.renders_html(), "it has no pages to style"),
        ];
        for (part, asked, possible, reason) in parts {
            if asked == Some(true) && !possible {
                let kind = self.kind.describe();
                return Err(Problem::usage(
                    "impossible-pair",
                    format!("`{part}` cannot be combined with {kind}: {reason}"),
                )
                .about(part)
                .hint(format!("leave `{part}` out, or choose another kind")));
            }
        }
        Ok(())
    }
}
