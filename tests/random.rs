//! What chance comes up with: specs that mean something, and texts that mean nothing.
//!
//! `BEAMSMITH_CASES` says how many of each; if it says nothing, 40 specs and 400 texts. A tenth of the specs goes
//! through the real formatter too. A long run tells how far it is.

mod support;

#[path = "support/chance.rs"]
mod chance;

#[path = "support/insertion.rs"]
mod insertion;

use std::io::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use beamsmith::elixir::{self, Place, Scope, Source};
use beamsmith::plan::{Change, File, Plan, Tree};
use beamsmith::project::Project;
use beamsmith::record::{self, LOCK_FILE, SPEC_FILE};
use beamsmith::run::{self, Asked};
use beamsmith::spec::{self, Spec};
use insertion::{Placed, insert};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{TestCaseError, TestRunner};
use tempfile::TempDir;

fn config(default: u32) -> ProptestConfig {
    let cases = std::env::var("BEAMSMITH_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default);
    // What chance found is told in full; nothing is left on the disk.
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

/// Counts the cases of a test, and tells of every hundredth part of a long run, past what the test harness holds back.
struct Progress(AtomicU32);

impl Progress {
    const fn new() -> Self {
        Self(AtomicU32::new(0))
    }

    fn step(&self, what: &str, by: u32) {
        const LONG: u32 = 1000;
        let cases = config(0).cases;
        let done = self.0.fetch_add(by, Ordering::Relaxed) + by;
        let part = (cases / 100).max(1);
        if cases >= LONG && done / part > (done - by) / part {
            let _ = writeln!(std::io::stderr(), "{what}: {done}");
        }
    }
}

fn is_elixir(path: &str) -> bool {
    matches!(path.rsplit('.').next(), Some("ex" | "exs"))
}

/// The plan that applies a spec to a tree.
fn applied(tree: &Tree, spec: &str) -> Plan {
    let asked = Asked::own(&Spec { name: None, text: spec.to_owned() }).unwrap();
    let project = Project::of(tree);
    run::plan_application(&asked, &support::run(), project).unwrap()
}

/// Pieces of which texts are made that are nearly TOML or nearly Elixir.
fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(words).prop_map(str::to_owned),
        1 => "[ -~\\n\\r\\t]{0,6}",
        1 => "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

const TOML: &[&str] = &[
    "[project]\n",
    "[[cache]]\n",
    "[[supervisor]]\n",
    "name",
    " = ",
    "\"Shop\"",
    "\"A.B\"",
    "under = \"A\"\n",
    "\n",
    "[",
    "]",
    "\"\"\"",
    "ttl = \"5m\"",
    "kind = \"otp\"\n",
    "max_restarts = 3\n",
    "{",
    "}",
    ",",
    "#",
    "'",
    "1_0",
    "true",
];

const ELIXIR: &[&str] = &[
    "defmodule A do\n",
    "end\n",
    "use Application\n",
    "def start(_, _) do\n",
    "children = [\n",
    "]\n",
    "A.B,\n",
    "{Registry, name: A.R}",
    "Supervisor.start_link(children, strategy: :one_for_one)\n",
    "++",
    "|>",
    "[",
    "(",
    ")",
    "~H\"\"\"\n",
    "\"\"\"\n",
    "# note\n",
    "pipeline :api do\n",
    "plug :x\n",
    "import_deps: [:ecto]",
    "deps: deps()",
    ",",
    "config :a, :b, c: 1\n",
    "import_config \"x\"\n",
    "fn -> ",
    "@children ",
    "alias A.B, as: C\n",
    "schema \"as\" do\n",
    "field :a, :string\n",
    "has_many :bs, A.B\n",
    "scope \"/\", AWeb do\n",
    "scope \"/:id\", host: \"a.\" do\n",
    "pipe_through [:browser, :api]\n",
    "live_session :a do\n",
    "resources \"/as\", AController\n",
    "get \"/*path\", A, :b\n",
    "use Phoenix.Endpoint, otp_app: :a\n",
    "use Phoenix.Socket\n",
    "socket \"/live\", Phoenix.LiveView.Socket\n",
    "channel \"a:*\", AWeb.AChannel\n",
    "defp nav_links, do: [\n",
    "{\"A\", ~p\"/a\"}",
    "use Router\n",
    "\r\n",
    "é",
    "1",
    "  ",
];

#[test]
fn a_spec_is_planned_once_and_all_its_elixir_parses() {
    static PROGRESS: Progress = Progress::new();
    let config = config(40);
    let threads = thread::available_parallelism().map_or(1, |threads| u32::try_from(threads.get()).unwrap());
    thread::scope(|scope| {
        for number in 0..threads {
            // All of them together come to the number of cases.
            let cases = (config.cases + number) / threads;
            let config = ProptestConfig { cases, ..config.clone() };
            scope.spawn(move || {
                let run = TestRunner::new(config).run(&chance::spec(), |spec| {
                    PROGRESS.step("specs", 1);
                    is_planned_once(&spec)
                });
                run.unwrap_or_else(|error| panic!("{error}"));
            });
        }
    });
}

fn is_planned_once(spec: &str) -> Result<(), TestCaseError> {
    let at_once = support::generate(spec);
    for (path, file) in &at_once {
        prop_assert!(!is_elixir(path) || elixir::parses(&file.text), "{path}\n{}", file.text);
    }
    let again = applied(&at_once, spec);
    prop_assert!(again.is_empty(), "{spec}\n{again:#}");

    // Applied to the bare project it gives the same, and undone the bare project.
    let mut bare = support::generate(&support::project_only(spec));
    bare.insert(SPEC_FILE.to_owned(), File::new(spec.to_owned()));
    let plan = applied(&bare, spec);
    let mut tree = bare.clone();
    tree.extend(plan.into_after());
    if tree != bare {
        let project = Project::of(&tree);
        let (undo, _) = run::plan_undo(project).unwrap();
        let mut undone = tree.clone();
        for change in undo.changes() {
            match change.after {
                Some(file) => undone.insert(change.path.to_owned(), file.clone()),
                None => undone.remove(change.path),
            };
        }
        prop_assert!(undone == bare, "{spec}\n{undo:#}");
    }
    tree.insert(LOCK_FILE.to_owned(), at_once[LOCK_FILE].clone());
    prop_assert!(tree == at_once, "{spec}");
    Ok(())
}

#[test]
fn a_spec_is_written_as_the_formatter_writes_it() {
    const BATCH: u32 = 20;
    static PROGRESS: Progress = Progress::new();
    if !support::has_elixir() {
        return;
    }
    let cases = config(40).cases.div_ceil(10);
    let mut runner = TestRunner::new(config(40));
    for start in (0..cases).step_by(BATCH as usize) {
        let folder = TempDir::new().unwrap();
        for number in start..cases.min(start + BATCH) {
            let spec = chance::spec().new_tree(&mut runner).unwrap().current();
            let folder = folder.path().join(number.to_string());
            support::write(&support::generate(&spec), &folder);
        }
        support::assert_formatted(folder.path());
        PROGRESS.step("specs through the formatter", BATCH);
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn no_spec_makes_the_parser_panic(text in pieces(TOML)) {
        static PROGRESS: Progress = Progress::new();
        PROGRESS.step("texts for the spec parser", 1);
        let spec = Spec { name: Some("spec".to_owned()), text: text.clone() };
        let _ = spec::parse(&spec);
        let _ = run::generate(&spec, &support::run());
        let _ = record::Lock::parse(&text);
    }

    #[test]
    fn no_source_makes_an_edit_panic_or_break_it(text in pieces(ELIXIR)) {
        static PROGRESS: Progress = Progress::new();
        PROGRESS.step("texts for edits", 1);
        let scope = Scope {
            path: "/".to_owned(),
            alias: "AWeb".to_owned(),
            pipelines: vec!["api".to_owned()],
            session: None,
        };
        let places = [
            (Place::Child, "{A.Cache, ttl: 5}"),
            (Place::Dependency, "{:stream_data, \"~> 1.0\", only: :test}"),
            (Place::ImportDeps, ":stream_data"),
            (Place::Pipeline("api".to_owned()), "plug A.Limit"),
            (Place::Config, "config :a, :c, d: 1"),
            (Place::Module, "def added(x), do: x"),
            (Place::Head, "alias A.B.C"),
            (Place::Schema, "has_many :parts, A.Part"),
            (Place::Pipelines, "pipeline :open do\n  plug :accepts, [\"json\"]\nend"),
            (Place::Scopes(scope.clone()), "scope \"/\", AWeb do\n  pipe_through :api\nend"),
            (Place::Routes(scope), "resources \"/parts\", PartController"),
            (Place::Navigation, "{\"Parts\", ~p\"/parts\"}"),
            (Place::Channel, "channel \"part:*\", AWeb.PartChannel"),
            (Place::Socket, "socket \"/socket\", AWeb.UserSocket"),
            (Place::End, "A.added(1)"),
        ];
        let is_whole = elixir::parses(&text);
        for (place, snippet) in &places {
            if let Placed::Here(changed) = insert(&text, place, snippet) {
                prop_assert!(is_whole && elixir::parses(&changed), "{place:?}\n{text}\n{changed}");
                prop_assert_eq!(insert(&changed, place, snippet), Placed::There, "{:?}\n{}", place, text);
            }
        }
        let _ = elixir::layout(&text);
        let _ = elixir::layout_heex(&text);
        if let Some(mut source) = Source::parse(text) {
            // One after the other, as components join a project: each tree is made from the one before.
            for (place, snippet) in &places {
                source = elixir::insert(&source, place, &[snippet]).source.unwrap_or(source);
                prop_assert!(source.equals_fresh_parse(), "{place:?}\n{}", source.as_str());
            }
            let _ = (elixir::supervision(&source), elixir::restart(&source), elixir::pipelines(&source));
            let _ = (elixir::routes(&source), elixir::schema(&source), elixir::scopes(&source, "a"));
            let _ = (elixir::functions(&source), elixir::channels(&source), elixir::has_dependency(&source, "a"));
        }
    }

    #[test]
    fn every_difference_is_taken_back(before in pieces(ELIXIR), after in pieces(ELIXIR)) {
        static PROGRESS: Progress = Progress::new();
        PROGRESS.step("differences", 1);
        let (old, new) = (File::new(before.clone()), File::new(after.clone()));
        let diff = Change { path: "a", before: Some(&old), after: Some(&new) }.diff_within(1);
        let taken = record::revert(&after, &diff, true);
        prop_assert!(taken.left.is_empty() && taken.text == before, "{diff}\n{taken:?}");
        let _ = record::revert(&before, &diff, false);
        let _ = record::revert(&after, &before, false);
    }
}
