//! The one path by which components join a project that is there.

use clap::ArgMatches;
use toml::Table;

use crate::candidates::suggest;
use crate::components::Kind;
use crate::picture::Picture;
use crate::plan::{Conflict, File, Plan};
use crate::problem::Problem;
use crate::project::Project;
use crate::record::{self, LOCK_FILE, Lock, Run, SPEC_FILE};
use crate::spec::{self, Request, Spec};

/// A component that a project is to have.
pub(super) struct Wanted<'a> {
    pub(super) kind: &'static Kind,
    pub(super) said: &'a ArgMatches,
    /// Whether the project's spec does not ask for it yet.
    pub(super) is_unsaid: bool,
    /// Where it is asked for, if a spec asks for it.
    pub(super) request: Option<&'a Request>,
}

/// Kind and name: what tells a component from others.
pub(super) type Title = (String, Option<String>);

/// What the table of a component says, as data.
pub(super) fn table(kind: &Kind, text: &str) -> Result<(Title, Table), Problem> {
    let only = record::tables(text).into_iter().next();
    only.ok_or_else(|| Problem::usage("bad-table", format!("`{}` is not a table", kind.name)))
}

/// The plan that adds components, and its record, to a project whose own spec asks for these.
///
/// The files of a component that was made as it is wanted may have been worked on since: what is there of it stays.
/// Tables that are `accepted` are recorded as made although nothing is done for them.
pub(super) fn plan(
    own: &[Request],
    wanted: &[Wanted<'_>],
    accepted: &[String],
    command: &str,
    run: &Run,
    project: Project<'_>,
) -> Result<Plan, Problem> {
    let lock = Lock::parse(&project.text(LOCK_FILE)?.unwrap_or_default())?;
    // Without a spec of its own, the lock alone knows what was asked for.
    let text = if project.has(SPEC_FILE)? { String::new() } else { lock.spec()? };
    let made = spec::parse(&Spec { name: Some(LOCK_FILE.to_owned()), text })?;
    let mut project = project;
    for request in own.iter().chain(&made) {
        project.expect(request.kind.name, &request.said);
    }
    for Wanted { kind, said, .. } in wanted {
        project.expect(kind.name, said);
    }
    let picture = Picture::of(&project);
    let (mut tables, mut unsaid, mut is_as_said) = (accepted.to_vec(), Vec::new(), accepted.is_empty());
    for (Wanted { kind, said, is_unsaid, request }, others) in wanted.iter().zip((0..wanted.len()).rev()) {
        let text = spec::write(kind, said, None)?.text;
        let (title, table) = table(kind, &text)?;
        let is_made = lock.made_as(&title)?.as_ref() == Some(&table);
        if let Err(problem) = kind.add(said, project.keeping_files(is_made), &run.ahead_of(others)) {
            let problem = suggest(problem, kind, said, &project);
            return Err(match request {
                Some(request) => request.locate(problem),
                None => problem,
            });
        }
        if !is_made {
            tables.push(text.clone());
            is_as_said &= *is_unsaid;
        }
        if *is_unsaid {
            unsaid.push(text);
        }
    }
    if let Some(picture) = picture {
        picture.redraw(&mut project)?;
    }
    if project.is_unchanged()? && accepted.is_empty() {
        return project.into_plan();
    }
    let mut made = tables.join("\n");
    if !unsaid.is_empty()
        && let Some(spec) = project.text(SPEC_FILE)?
    {
        let added = appended(&spec, &unsaid.join("\n"));
        if is_as_said {
            made.clone_from(&added);
        }
        project.put(SPEC_FILE, format!("{spec}{added}"))?;
    }
    let plan = project.into_plan()?;
    if plan.changes().next().is_none() && plan.kept().is_empty() && accepted.is_empty() {
        return Ok(plan);
    }
    let lock = lock.with(command, &made, &plan, run);
    Ok(plan.with(LOCK_FILE, File::new(lock)))
}

/// The problem that nobody decided what becomes of these files.
pub(super) fn undecided(conflicts: &[Conflict]) -> Problem {
    let told = |Conflict { path, diff }: &Conflict| {
        let diff = diff.trim_end().replace('\n', "\n    ");
        format!("`{path}` already exists and differs:\n\n    {diff}")
    };
    let told: Vec<_> = conflicts.iter().map(told).collect();
    Problem::world("file-exists", told.join("\n\n")).hint(
        "`--skip` keeps the file, `--force` overwrites it, `--merge` writes both versions between conflict \
         markers",
    )
}

/// Tables as they are put at the end of a spec: after an empty line, with the line ends of the spec.
fn appended(spec: &str, tables: &str) -> String {
    let gap = match spec {
        "" => "",
        _ if spec.ends_with("\n\n") || spec.ends_with("\n\r\n") => "",
        _ if spec.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let added = format!("{gap}{tables}");
    if spec.contains("\r\n") { added.replace('\n', "\r\n") } else { added }
}
