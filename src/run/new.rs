//! `new`: from flags or a spec to a project.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::Failure;
use super::install::install;
use crate::candidates::suggest;
use crate::cli::{New, Options};
use crate::components::Kind;
use crate::disk::{Git, Target};
use crate::picture::Picture;
use crate::plan::{Later, Plan, Tree};
use crate::problem::Problem;
use crate::project::Project;
use crate::record::{self, Run};
use crate::spec::{self, Request, Spec};
use crate::terminal::Terminal;
use crate::wizard;

/// Plans a project, then shows it or writes it. `said` is what `new` was parsed from.
pub(super) fn run(
    options: &Options,
    new: &New,
    said: &ArgMatches,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let spec = spec(new, said)?;
    let path = path(new, &spec)?;
    make(options, new, &path, &spec, &super::entropy(options)?, terminal)
}

/// Shows the project that a spec describes, or writes it.
pub(super) fn make(
    options: &Options,
    new: &New,
    path: &Path,
    spec: &Spec,
    run: &Run,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let requests = spec::parse(spec)?;
    check(&requests, run)?;
    let target = Target::new(path)?;
    let folder = target.path().to_owned();
    let tell = |plan: &Plan| super::tell(options, plan, &folder, terminal);

    let plan = || build(&requests, spec, run);
    if options.dry_run {
        return Ok(tell(&plan()?)?);
    }
    // Git starts before the plan is made: it takes about as long.
    let staging = target.stage(!new.no_git)?;
    let plan = plan()?;
    if staging.finish(plan.after())? == Git::Missing {
        terminal.say("Git was not found: no repository was created");
    }
    if options.json || options.diff {
        tell(&plan)?;
    }
    for Later { path, what } in plan.later() {
        terminal.say(&format!("Later, in {path}: {what}."));
    }
    if new.install {
        install(&folder, terminal)?;
    }
    terminal.say(&next_steps(&plan, path, new.install));
    Ok(())
}

/// The tree that a spec describes, its record included.
pub fn generate(spec: &Spec, run: &Run) -> Result<Tree, Problem> {
    let requests = spec::parse(spec)?;
    check(&requests, run)?;
    build(&requests, spec, run).map(Plan::into_after)
}

/// Finds what is wrong with a project itself before anything is begun.
fn check(requests: &[Request], run: &Run) -> Result<(), Problem> {
    let Some(request) = requests.iter().find(|request| request.kind.is_project()) else {
        return Err(Problem::usage("no-project", "the spec has no `[project]`"));
    };
    let checked = request.kind.check(&request.said, &Project::empty(), run);
    checked.map_err(|problem| request.locate(problem))
}

pub(super) fn build(requests: &[Request], spec: &Spec, run: &Run) -> Result<Plan, Problem> {
    let mut project = Project::empty();
    for request in requests {
        project.expect(request.kind.name, &request.said);
    }
    for (request, others) in requests.iter().zip((0..requests.len()).rev()) {
        if let Err(problem) = request.kind.add(&request.said, &mut project, &run.ahead_of(others)) {
            return Err(request.locate(suggest(problem, request.kind, &request.said, &project)));
        }
    }
    Picture::empty().redraw(&mut project)?;
    let plan = project.into_plan()?;
    if let Some(step) = plan.by_hand().first() {
        let message = format!("a step in `{}` would be left to do by hand: {}", step.path, step.task);
        return Err(Problem::usage("no-place", message));
    }
    if let Some(conflict) = plan.conflicts().first() {
        let message = format!("two components write `{}`, each differently", conflict.path);
        return Err(Problem::usage("file-exists", message).hint("give one of them another name"));
    }
    let later = plan.later().to_vec();
    let mut tree = plan.into_after();
    record::add_to(&mut tree, &spec.text, &spec::said(requests)?, run)?;
    Ok(Plan::new(Tree::new(), tree, Vec::new()).with_later(later))
}

pub(super) fn project_kind() -> &'static Kind {
    Kind::named("project").expect("this is a bug: there is no kind `project`")
}

/// The spec: read, or written down from the flags.
fn spec(new: &New, said: &ArgMatches) -> Result<Spec, Problem> {
    let kind = project_kind();
    let Some(file) = &new.spec else {
        return spec::write(kind, said, new.path.as_deref());
    };
    let is_typed =
        |arg: &clap::Arg| said.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    if let Some(arg) = kind.command().get_arguments().find(|arg| is_typed(arg)) {
        let flag = arg.get_long().unwrap_or_default();
        return Err(Problem::usage("spec-and-flags", format!("`--{flag}` cannot be combined with `--spec`"))
            .hint(format!("write `{}` under `[project]` in the spec", arg.get_id())));
    }
    super::read_spec(file)
}

/// Where the project goes: where it was said, or a folder of its name here.
fn path(new: &New, spec: &Spec) -> Result<PathBuf, Problem> {
    if let Some(path) = &new.path {
        return Ok(path.clone());
    }
    let requests = spec::parse(spec)?;
    let project = requests.iter().find(|request| request.kind.is_project());
    let said = |key| project?.said.get_raw(key)?.next();
    let name = said("name").or_else(|| said("app")).ok_or_else(|| {
        Problem::usage("no-name", "the spec does not name the project")
            .hint("write `name = \"shop\"` under `[project]`")
    })?;
    // A name is never a path; what else it may be is for the component to say.
    if Path::new(name).file_name() != Some(name) {
        return Err(Problem::usage("bad-name", format!("`{}` is not a valid folder name", name.display())));
    }
    Ok(PathBuf::from(name))
}

fn next_steps(plan: &Plan, path: &Path, is_installed: bool) -> String {
    let count = plan.changes().count();
    let mix = plan.after().get("mix.exs").map_or("", |file| &*file.text);
    let mut steps = vec![wizard::join(&["cd".to_owned(), path.display().to_string()])];
    if mix.contains("setup: [") {
        steps.push("mix setup".to_owned());
    } else if !is_installed {
        steps.push("mix deps.get".to_owned());
    }
    steps.push(if mix.contains("{:phoenix,") { "mix phx.server" } else { "mix test" }.to_owned());
    format!("Wrote {count} files to {}. Next:\n\n  {}\n", path.display(), steps.join("\n  "))
}
