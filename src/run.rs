//! What each verb does.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use clap::parser::ValueSource;
use jiff::{Timestamp, Unit};
use serde_json::json;

use crate::cli::{self, Cli, New, Verb};
use crate::components::Kind;
use crate::disk::{self, Git, Target};
use crate::plan::{Plan, Tree};
use crate::problem::{Cause, Problem};
use crate::record::{self, Run, SPEC_FILE, Seed};
use crate::spec::{self, Request};
use crate::terminal::Terminal;

/// How a run that did not do what was asked ended.
enum Failure {
    Problem(Problem),
    Output(io::Error),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Does what the words of a command line say.
///
/// The status is 0 when it is done, 1 when the world was in the way, 2 when the words were wrong.
/// A reader that stops reading is no failure.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let (cli, matches) = match cli::parse(words) {
        Ok(parsed) => parsed,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            // Help that nobody reads is no failure either.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let Cli { output, verb } = cli;
    let terminal = Terminal::new(output.color, output.quiet);
    let done = match verb {
        Verb::New(new) => self::new(
            &new,
            matches.subcommand().map_or(&matches, |(_, said)| said),
            &terminal,
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failure::Output(error)) => {
            terminal.problem(&Problem::world(
                "output",
                format!("cannot write to standard output: {error}"),
            ));
            ExitCode::from(1)
        }
        Err(Failure::Problem(problem)) => {
            terminal.problem(&problem);
            ExitCode::from(match problem.cause() {
                Cause::World => 1,
                Cause::Usage => 2,
            })
        }
    }
}

fn new(new: &New, said: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let (name, spec) = wanted(new, said)?;
    let requests = spec::parse(&name, &spec)?;
    let path = path(new, &requests)?;
    let run = run(new)?;
    let plan = Plan::new(Tree::new(), generate(&requests, spec, &run)?);
    let target = Target::new(&path)?;

    if !new.dry_run {
        let git = target.create(plan.after(), Git::around(&target, !new.no_git))?;
        if git == Git::Missing {
            terminal.say("git was not found: no repository was made");
        }
    }
    if new.json {
        terminal.result(&to_json(&plan, &path, new.diff))?;
    } else if new.dry_run || new.diff {
        terminal.plan(&plan, new.diff)?;
    }
    if !new.dry_run {
        if new.install {
            install(target.path(), terminal)?;
        }
        terminal.say(&next_steps(&plan, &path, new.install));
    }
    Ok(())
}

/// The spec and its name for messages: read, or written down from the flags.
fn wanted(new: &New, said: &ArgMatches) -> Result<(String, String), Problem> {
    let kind = project_kind();
    let Some(file) = &new.spec else {
        return Ok((
            SPEC_FILE.to_owned(),
            spec::table(kind, said, new.path.as_deref())?,
        ));
    };
    let is_typed = |arg: &clap::Arg| {
        said.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine)
    };
    if let Some(arg) = kind.command().get_arguments().find(|arg| is_typed(arg)) {
        let flag = arg.get_long().unwrap_or_default();
        return Err(Problem::usage(
            "spec-and-flags",
            format!("with `--spec`, `--{flag}` has no say"),
        )
        .hint(format!(
            "write `{}` under `[project]` in the spec",
            arg.get_id()
        )));
    }
    let name = if cli::is_stdin(file.as_os_str()) {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    };
    Ok((name, disk::read_spec(file)?))
}

fn project_kind() -> &'static Kind {
    Kind::named("project").expect("this is a bug: there is no kind `project`")
}

/// Where the project goes: where it was said, or a folder of its name here.
fn path(new: &New, requests: &[Request]) -> Result<PathBuf, Problem> {
    if let Some(path) = &new.path {
        return Ok(path.clone());
    }
    let project = requests
        .iter()
        .find(|request| request.kind.name == project_kind().name);
    let said = |key| project?.said.get_raw(key)?.next();
    let name = said("name").or_else(|| said("app")).ok_or_else(|| {
        Problem::usage("no-name", "the spec gives the project no name")
            .hint("`name = \"shop\"` under `[project]` does")
    })?;
    // A name is never a path; what else it may be is for the component to say.
    if Path::new(name).components().count() != 1 || Path::new(name).file_name() != Some(name) {
        return Err(Problem::usage(
            "bad-name",
            format!("`{}` cannot name a folder", name.display()),
        ));
    }
    Ok(PathBuf::from(name))
}

fn run(new: &New) -> Result<Run, Problem> {
    let seed = match &new.seed {
        Some(seed) => seed.clone(),
        None => Seed::from_bytes(disk::random()?),
    };
    let clock = new.clock.unwrap_or_else(Timestamp::now);
    Ok(Run {
        seed,
        clock: clock.round(Unit::Second).unwrap_or(clock),
    })
}

fn generate(requests: &[Request], spec: String, run: &Run) -> Result<Tree, Problem> {
    if !requests
        .iter()
        .any(|request| request.kind.name == project_kind().name)
    {
        return Err(Problem::usage("no-project", "the spec has no `[project]`"));
    }
    let mut tree = Tree::new();
    for request in requests {
        tree.append(&mut request.kind.render(&request.said, run)?);
    }
    record::add_to(&mut tree, spec, run);
    Ok(tree)
}

fn to_json(plan: &Plan, path: &Path, with_diff: bool) -> String {
    let files: Vec<_> = plan
        .changes()
        .map(|change| {
            let mut file = json!({
                "action": change.action(),
                "path": change.path,
                "executable": change.after.executable,
                "sha256": record::sha256(&change.after.text),
            });
            if with_diff {
                file["diff"] = change.diff().into();
            }
            file
        })
        .collect();
    format!(
        "{:#}\n",
        json!({ "version": 1, "path": path, "files": files })
    )
}

/// Fetches and compiles, a step of the bar for each package.
fn install(folder: &Path, terminal: &Terminal) -> Result<(), Problem> {
    let bar = terminal.progress(0);
    bar.set_message("Fetching dependencies");
    let show = |line: &str| {
        if let Some(package) = line.strip_prefix("==> ") {
            bar.inc(1);
            bar.set_message(format!("Compiling {package}"));
        }
    };
    let installed = disk::mix(folder, "deps.get", show).and_then(|()| {
        bar.set_length(disk::count_locked(folder) as u64);
        bar.set_message("Compiling");
        disk::mix(folder, "compile", show)
    });
    bar.finish_and_clear();
    installed
}

fn next_steps(plan: &Plan, path: &Path, is_installed: bool) -> String {
    let count = plan.changes().count();
    let mix = plan
        .after()
        .get("mix.exs")
        .map_or("", |file| file.text.as_str());
    let has_setup = mix.contains("setup: [");
    let is_web = mix.contains("{:phoenix,");
    let mut steps = vec![format!("cd {}", path.display())];
    if has_setup || !is_installed {
        steps.push(
            if has_setup {
                "mix setup"
            } else {
                "mix deps.get"
            }
            .to_owned(),
        );
    }
    steps.push(if is_web { "mix phx.server" } else { "mix test" }.to_owned());
    format!(
        "Wrote {count} files to {}. Next:\n\n  {}\n",
        path.display(),
        steps.join("\n  ")
    )
}
