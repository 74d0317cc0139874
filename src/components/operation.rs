//! Several writes that happen together or not at all.

use clap::{ArgMatches, Args};
use serde::Serialize;

use super::domain::{ContextName, Domain, Scope, Step, StepModel, check_fixtures, check_tests, stored};
use super::{Component, Context, Hook, Words, component};
use crate::elixir::{self, Place};
use crate::names::{ModuleName, is_function_taken, underscore};
use crate::problem::Problem;

/// An operation: several writes in one transaction, with Ecto.Multi
#[derive(Debug, Args)]
pub(super) struct Operation {
    /// Module name, with its context, such as Orders.PlaceOrder
    name: ModuleName,

    /// Steps, in order, such as order:insert=Orders.Order; also `update` and `delete`
    #[arg(value_name = "STEP", required = true)]
    steps: Vec<Step>,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    domain: Domain,
    context: ContextName,
    operation: Named,
    scope: Option<Scope>,
    steps: Vec<StepModel>,
    /// The modules that its source and its test call by a short name, in order.
    aliases: Vec<Alias>,
    test_aliases: Vec<Alias>,
    /// The schemas whose tables a step touches.
    schemas: Vec<String>,
    /// The modules of fixtures that its tests import, in order.
    test_imports: Vec<String>,
}

/// An operation in all its spellings.
#[derive(Debug, Serialize)]
struct Named {
    module: ModuleName,
    file: String,
    last: String,
    /// The function of the context that runs it.
    function: String,
}

/// A module and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Alias {
    /// The order of an alphabet without capitals.
    #[serde(skip)]
    key: String,
    module: String,
    /// Its short name, where that is not the last part of its name.
    short: Option<String>,
}

impl Alias {
    fn new(module: &impl ToString, name: &str) -> Self {
        let module = module.to_string();
        let is_last = module.rsplit('.').next() == Some(name);
        Self { key: module.to_lowercase(), short: (!is_last).then(|| name.to_owned()), module }
    }
}

/// The one scope that all steps go through, but for those on rows of nobody.
fn scope_of(steps: &[StepModel]) -> Result<Option<Scope>, Problem> {
    let mut scoped = steps.iter().filter_map(|step| Some((step, step.target.scope.as_ref()?)));
    let Some((first, scope)) = scoped.next() else { return Ok(None) };
    let Some((other, others)) = scoped.find(|(_, other)| other.name != scope.name) else {
        return Ok(Some(scope.clone()));
    };
    let message = format!(
        "`{}` is in the scope `{}`, and `{}` in `{}`: an operation is done for one of them",
        first.target.schema.name.relative, scope.name, other.target.schema.name.relative, others.name
    );
    Err(Problem::usage("other-scope", message)
        .about("steps")
        .hint("make one operation per scope, and run both in a function given to `Repo.transact`"))
}

impl Component for Operation {
    type Model = Model;

    const WHEN: &'static str = "\
        for several writes that succeed or fail together; for a single one, use the context's functions";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let project = context.project;
        let domain = Domain::read(project)?;
        let relative = self.name.relative_to(&domain.app.module);
        let Some((parent, _)) = relative.as_str().rsplit_once('.') else {
            let message = format!("`{relative}` has no context");
            return Err(Problem::usage("bad-operation-name", message)
                .about("name")
                .hint(format!("put its context first, such as `Orders.{relative}`")));
        };
        let within = ContextName::new(&parent.parse()?, &domain.app)?;
        let operation = Named {
            module: relative.below(&domain.app.module),
            file: domain.app.file(&relative),
            last: relative.last().to_owned(),
            function: underscore(relative.last()),
        };
        if is_function_taken(&operation.function) {
            let message = format!(
                "`{}` is not a valid function name, and an operation needs a function",
                operation.function
            );
            return Err(Problem::usage("bad-operation-name", message)
                .about("name")
                .hint(format!("choose a longer name, such as `{}It`", operation.last)));
        }
        let path = format!("lib/{}.ex", operation.file);
        let functions = project.fact(&within.path(), elixir::functions)?;
        if functions.contains(&operation.function) && !project.has(&path)? {
            let message = format!("`{}` has a function `{}` already", within.relative, operation.function);
            return Err(Problem::usage("name-taken", message).about("name").hint("choose another name"));
        }
        check_tests(&self.name, project)?;
        let mut steps: Vec<StepModel> = Vec::new();
        for step in &self.steps {
            if steps.iter().any(|other| other.name == step.name.as_str()) {
                let message = format!("`{step}`: there are two steps `{}`", step.name);
                return Err(Problem::usage("bad-step", message)
                    .about("steps")
                    .hint("give each step its own name"));
            }
            let table = stored(&step.schema, project).map_err(|problem| problem.about("steps"))?;
            let is_taken = |other: &StepModel| {
                other.alias == table.schema.alias
                    && other.target.schema.name.module != table.schema.name.module
            };
            let is_taken = steps.iter().any(is_taken) || table.schema.alias == operation.last;
            let alias = if is_taken {
                table.schema.name.relative.as_str().replace('.', "")
            } else {
                table.schema.alias.clone()
            };
            steps.push(StepModel::new(step, alias, table, &within, &steps, project)?);
        }
        if !project.has(&path)? {
            let fixtures =
                steps.iter().map(|step| (&step.target.context, &step.target.schema.name, step.fixture()));
            check_fixtures(fixtures, project)?;
        }
        let scope = scope_of(&steps)?;
        let mut aliases: Vec<_> =
            steps.iter().map(|step| Alias::new(&step.target.schema.name.module, &step.alias)).collect();
        let mut test_aliases = aliases.clone();
        aliases.extend(scope.as_ref().map(|scope| Alias::new(&scope.module, &scope.last)));
        test_aliases.push(Alias::new(&within.module, &within.alias));
        test_aliases.push(Alias::new(&operation.module, &operation.last));
        for list in [&mut aliases, &mut test_aliases] {
            list.push(Alias::new(&"Ecto.Multi", "Multi"));
            list.sort();
            list.dedup();
        }
        let mut schemas: Vec<_> = steps.iter().map(|step| step.alias.clone()).collect();
        schemas.sort();
        schemas.dedup();
        let own = steps.iter().filter(|step| step.fixtures_prefix.is_empty());
        let mut test_imports: Vec<_> = own.map(|step| step.target.context.fixtures.clone()).collect();
        test_imports.extend(scope.iter().filter_map(|scope| scope.fixtures.clone()));
        test_imports.sort();
        test_imports.dedup();
        Ok(Model {
            domain,
            context: within,
            operation,
            scope,
            steps,
            aliases,
            test_aliases,
            schemas,
            test_imports,
        })
    }

    fn needs(said: &ArgMatches) -> Vec<String> {
        let operation = component::<Self>(said);
        let context = operation.name.as_str().rsplit_once('.').map(|(context, _)| context.to_owned());
        context.into_iter().chain(operation.steps.iter().map(|step| step.schema.to_string())).collect()
    }

    fn before(&self, context: &Context<'_>) -> Result<Vec<Words>, Problem> {
        super::domain::context_of(&self.name, context.project)
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let path = model.context.path();
        let head = |snippet: &str| Hook::new(&path, Place::Head, snippet);
        let mut hooks = vec![head("operation/_alias.ex"), head("schema/_alias_repo.ex")];
        hooks.extend(model.scope.is_some().then(|| head("schema/_alias_scope.ex")));
        hooks.push(Hook::new(&path, Place::Module, "operation/_function.ex"));
        hooks
    }
}
