//! What `mix phx.gen.schema` and its like take and the kinds of the domain do not, and what does it here.

use crate::problem::Problem;

/// Flags of Phoenix's generators, each with the way out.
const FLAGS: [(&str, &str); 9] = [
    (
        "binary-id",
        "the ids of a project are of one type: `beamsmith new --ids uuid`, or `generators: [binary_id: true]` in its configuration",
    ),
    ("context-app", "run the command in the folder of that application of the umbrella"),
    ("merge-with-existing-context", "leave it out: components join an existing context"),
    (
        "migration-dir",
        "migrations go to `priv/repo/migrations`: move the file, or write your own and pass `--no-migration`",
    ),
    ("no-context", "use `beamsmith add live`, `html`, or `json` for an existing schema and context"),
    ("no-schema", "use `beamsmith add live`, `html`, or `json` for an existing schema"),
    ("no-tests", "leave it out: tests are always written"),
    ("no-test", "leave it out: tests are always written"),
    (
        "repo",
        "tables are in the `Repo` of the application; `beamsmith add schema --no-migration` leaves the migration to you",
    ),
];

/// The problem with a flag that is Phoenix's.
pub(in crate::components) fn flag_of_phoenix(flag: &str) -> Option<Problem> {
    let name = flag.trim_start_matches('-').split('=').next().unwrap_or_default();
    let (name, way_out) = FLAGS.iter().find(|(known, _)| *known == name)?;
    Some(
        Problem::usage("flag-of-phoenix", format!("`--{name}` is an option of Phoenix's generators"))
            .hint(*way_out),
    )
}

/// The problem with a module where the kind of an interface is said: Phoenix puts pages below it.
pub(in crate::components) fn module_for_web(value: &str) -> Option<Problem> {
    let is_module = value.starts_with(|first: char| first.is_ascii_uppercase());
    let problem = || {
        Problem::usage(
            "flag-of-phoenix",
            format!("`--web` takes kinds of interfaces, and `{value}` is not one"),
        )
        .hint(format!("`beamsmith add live SCHEMA --namespace {value}` puts pages into that namespace"))
    };
    is_module.then(problem)
}
