//! The gates of a generated project, on real packages.
//!
//! Runs when `BEAMSMITH_GATES` is set: to `all`, or to names of specs such as `live-postgres otp-none`, or `sample-7`
//! for one that chance comes up with, by its seed.
//! It takes whatever `mix`, Hex and database servers the environment offers. `BEAMSMITH_PREPARE` may
//! name a program that is run with the project's folder before the gates, for what the environment
//! has to put in place itself. The table goes to `target/gates/gates.md`.

mod support;

#[path = "support/chance.rs"]
mod chance;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use beamsmith::plan::Tree;
use beamsmith::record::{LOCK_FILE, Run, SPEC_FILE};
use beamsmith::run;
use beamsmith::spec::{self, Spec};
use beamsmith::wizard::Said;
use jiff::Timestamp;
use tempfile::TempDir;

const KINDS: [&str; 4] = ["live", "html", "api", "otp"];
const DATABASES: [&str; 3] = ["postgres", "sqlite", "none"];

/// Every kind of process, a supervisor of each strategy, one of them nested.
const PROCESSES: &str = include_str!("packages/processes.toml");
const WEB_PROCESSES: &str = concat!(
    include_str!("packages/processes.toml"),
    "\n[[rate_limiter]]\nname = \"Api.Limit\"\npipeline = \"api\"\n\
     \n[[channel]]\nname = \"Room\"\n\n[[presence]]\n"
);
/// Names that others have already: of modules, functions, variables, words of SQL; long ones, and many of them.
const HURT: &str = include_str!("packages/hurt.toml");
/// Four contexts, twelve schemas, every type of field, every association, all interfaces.
const SHOP: &str = include_str!("packages/shop.toml");
const MYSQL: &str = "127.0.0.1:3306";
/// A test that MariaDB fails in the place of MySQL: Ecto does not know how it tells a broken check constraint.
const CHECKS: &str = "test:test the database enforces the rules too";
/// The same by JSON alone, for a project without pages.
fn shop_of_json() -> String {
    let pages =
        [("[\"live\", \"json\"]", "[\"json\"]"), ("[\"live\"]", "[\"json\"]"), ("[\"html\"]", "[\"json\"]")];
    pages.iter().fold(SHOP.to_owned(), |shop, (from, to)| shop.replace(from, to))
}

const PORT: u16 = 4917;

/// How a project comes to be.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    /// By `beamsmith new`, all at once.
    New,
    /// By `beamsmith new`, and then each component by `beamsmith add`.
    Added,
    /// By `mix phx.new` with these flags, and then each component by `beamsmith add`.
    Phoenix(&'static str),
}

/// What the gates are run for: an own name, where it comes from, `[project]`, and what is added to it.
fn specs() -> Vec<(String, Origin, &'static str, &'static str, String)> {
    let spec = |kind, database, more: &str, components: &str| {
        let name = format!("{kind}-{database}{}", if more.is_empty() { "" } else { "-" });
        (format!("{name}{more}"), Origin::New, kind, database, components.to_owned())
    };
    let mut specs: Vec<_> = KINDS
        .iter()
        .flat_map(|kind| DATABASES.map(|database| spec(*kind, database, "", "")))
        .chain([
            spec("live", "postgres", "processes", WEB_PROCESSES),
            spec("otp", "none", "processes", PROCESSES),
            spec("live", "postgres", "shop", SHOP),
            spec("live", "postgres", "hurt", HURT),
            // Its adapter cannot read what such a field of an embedded schema holds.
            spec("live", "sqlite", "shop", &SHOP.replace("measured_at:time_usec", "measured_at:time")),
        ])
        .collect();
    specs.push(spec("live", "mysql", "shop", &without_arrays(SHOP)));
    let (name, origin, kind, database, components) = spec("live", "postgres", "shop-uuid", SHOP);
    specs.push((name, origin, kind, database, format!("ids = \"uuid\"\n\n{components}")));
    let living = |name: &str, origin, components: &str| {
        (name.to_owned(), origin, "live", "postgres", components.to_owned())
    };
    specs.extend([
        living("added-shop", Origin::Added, SHOP),
        living("phx-default-shop", Origin::Phoenix(""), SHOP),
        living("phx-binary-id-shop", Origin::Phoenix("--binary-id"), SHOP),
        living("phx-no-html-shop", Origin::Phoenix("--no-html"), &shop_of_json()),
    ]);
    specs
}

/// The tree of a spec that has to be right.
fn generated(spec: &str, run: &Run) -> Tree {
    run::generate(&Spec { name: None, text: spec.to_owned() }, run).unwrap()
}

/// The same components for a database that has no arrays.
fn without_arrays(components: &str) -> String {
    let components = components.replace(", \"days:array=date:min=1\"", "");
    components
        .lines()
        .filter(|line| !line.contains(":array="))
        .fold(String::new(), |text, line| text + line + "\n")
}

/// Those of chance that are asked for.
fn samples(wanted: &str) -> impl Iterator<Item = (String, Origin, &'static str, &'static str, String)> {
    wanted.split_whitespace().filter_map(|name| {
        let chance::Written { kind, database, text, .. } =
            chance::sample(name.strip_prefix("sample-")?.parse().ok()?);
        Some((name.to_owned(), Origin::New, kind, database, text))
    })
}

/// What became of a gate.
enum Outcome {
    Passed,
    Failed(String),
    NotRun(&'static str),
}

struct Gates {
    name: String,
    origin: Origin,
    kind: &'static str,
    database: &'static str,
    components: String,
    folder: PathBuf,
    outcomes: BTreeMap<u8, Outcome>,
}

#[test]
fn every_kind_and_database_passes_the_gates() {
    let Ok(wanted) = std::env::var("BEAMSMITH_GATES") else {
        eprintln!("not run: the gates on real packages run when BEAMSMITH_GATES is set");
        return;
    };
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../gates");
    let folder = std::path::absolute(root.join("shop")).unwrap();
    fs::create_dir_all(&folder).unwrap();
    let mut all = Vec::new();
    for (name, origin, kind, database, components) in specs().into_iter().chain(samples(&wanted)) {
        if wanted != "all" && !wanted.split_whitespace().any(|it| it == name) {
            continue;
        }
        let folder = folder.clone();
        let mut gates = Gates { name, origin, kind, database, components, folder, outcomes: BTreeMap::new() };
        gates.run();
        all.push(gates);
        fs::write(root.join("gates.md"), table(&all)).unwrap();
    }
    assert!(!all.is_empty(), "BEAMSMITH_GATES names no spec: {wanted}");
    let failures: Vec<_> = all.iter().flat_map(Gates::failures).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

impl Gates {
    fn run(&mut self) {
        if self.database == "mysql" && TcpStream::connect(MYSQL).is_err() {
            self.outcomes.extend((1..=10).map(|gate| (gate, Outcome::NotRun("no MySQL on this machine"))));
            return;
        }
        if let Err(output) = self.write_project(&support::run()).and_then(|()| self.set_up()) {
            eprintln!("{:<16} was not made\n{output}", self.name);
            self.outcomes.insert(1, Outcome::Failed(output));
            return;
        }
        if matches!(self.origin, Origin::Phoenix(_)) {
            return self.run_phoenix();
        }
        let is_web = self.kind != "otp";
        let has_database = self.database != "none";
        self.gate(1, Self::parses);
        self.gate(2, |gates| {
            gates.mix("format --check-formatted")?;
            if gates.name == "live-postgres" { gates.names_of_every_length() } else { Ok(()) }
        });
        self.gate(3, |gates| gates.mix("compile --warnings-as-errors"));
        self.gate(4, |gates| gates.mix("credo --strict"));
        self.gate(5, Self::tests);
        self.gate(6, |gates| gates.mix("dialyzer"));
        if has_database {
            self.gate(7, Self::migrations);
        } else {
            self.outcomes.insert(7, Outcome::NotRun("no database"));
        }
        self.gate(8, |gates| {
            if is_web {
                gates.mix("sobelow --exit low")?;
            }
            gates.mix("xref graph --label compile-connected --fail-above 0")
        });
        self.gate(10, |gates| gates.boots(is_web));
        // What was added one by one is the same, and what chance comes up with may hold the names of what is added.
        let is_known = self.origin == Origin::New && !self.name.starts_with("sample-");
        if is_known && self.kind == "live" && has_database {
            self.gate(9, |gates| {
                // Phoenix numbers its migrations by the clock of the machine.
                let now = Run { clock: Timestamp::now(), ..support::run() };
                gates.write_project(&now).and_then(|()| gates.peers())
            });
        } else {
            self.outcomes.insert(9, Outcome::NotRun("–"));
        }
    }

    /// The gates that a project by `mix phx.new` passes before anything is added.
    fn run_phoenix(&mut self) {
        self.gate(1, Self::parses);
        self.gate(2, |gates| gates.mix("format --check-formatted"));
        self.gate(3, |gates| gates.mix("compile --warnings-as-errors"));
        self.gate(5, Self::tests);
        self.gate(7, Self::migrations);
        for gate in [4, 6, 8, 9, 10] {
            self.outcomes.insert(gate, Outcome::NotRun("–"));
        }
    }

    fn tests(&self) -> Result<(), String> {
        if self.database != "none" {
            // The spec before this one had other tables.
            self.program("mix", &["ecto.drop", "--quiet"], &[("MIX_ENV", "test")])?;
        }
        self.test(&["--warnings-as-errors"])?;
        self.test(&["--repeat-until-failure", "19"])
    }

    fn test(&self, flags: &[&str]) -> Result<(), String> {
        let left_out: &[&str] = if self.database == "mysql" { &["--exclude", CHECKS] } else { &[] };
        self.program("mix", &[&["test"], flags, left_out].concat(), &[])
    }

    /// Makes the project in the way that its row says. One to which each component is added by a command of its own ends
    /// in the same state as one that gets them all at once.
    fn write_project(&self, run: &Run) -> Result<(), String> {
        self.clear();
        let project = format!(
            "[project]\nname = \"shop\"\nkind = \"{}\"\ndatabase = \"{}\"\n",
            self.kind, self.database
        );
        let spec = format!("{project}{}", self.components);
        match self.origin {
            Origin::New => {
                support::write(&generated(&spec, run), &self.folder);
                Ok(())
            }
            Origin::Added => {
                let expected = TempDir::new().unwrap();
                support::write(&generated(&spec, run), expected.path());
                support::write(&generated(&project, run), &self.folder);
                self.add_each(run)?;
                self.compare(expected.path())
            }
            Origin::Phoenix(flags) => {
                let folder = TempDir::new().unwrap();
                let words = format!("phx.new shop --no-install --no-version-check {flags}");
                let words: Vec<_> = words.split_whitespace().collect();
                self.finished(self.command("mix", &words, &[]).current_dir(folder.path()))?;
                let made = folder.path().join("shop");
                self.finished(Command::new("cp").arg("-r").arg(made.join(".")).arg(&self.folder))?;
                self.add_each(run)?;
                self.refuses_pages(flags)?;
                fs::write(folder.path().join("components.toml"), &self.components).unwrap();
                let clock = run.clock.to_string();
                let words = ["apply", "../components.toml", "--clock", &clock];
                let applied = support::beamsmith(&made, &words);
                if !applied.status.success() {
                    return Err(support::told(&applied));
                }
                self.compare(&made)
            }
        }
    }

    /// Adds each component of the spec by a command of its own.
    fn add_each(&self, run: &Run) -> Result<(), String> {
        let spec = Spec { name: None, text: self.components.clone() };
        let requests = spec::parse(&spec).unwrap();
        for (request, others) in requests.iter().zip((0..requests.len()).rev()) {
            let mut words = vec!["add".to_owned(), request.kind.name.to_owned()];
            words.extend(Said::typed(request.kind, &request.said).to_words());
            // Migrations bear the time.
            words.push(format!("--clock={}", run.ahead_of(others).clock));
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            let added = support::beamsmith(&self.folder, &words);
            if !added.status.success() {
                return Err(format!("{words:?}\n{}", support::told(&added)));
            }
        }
        Ok(())
    }

    /// A project without pages says so when one is asked for.
    fn refuses_pages(&self, flags: &str) -> Result<(), String> {
        let kinds = [("live", "no-live-view"), ("html", "no-package"), ("page", "no-live-view")];
        for (kind, code) in kinds.into_iter().filter(|_| flags == "--no-html") {
            let words = ["add", kind, "Catalog.Product", "--dry-run"];
            let said = support::told(&support::beamsmith(&self.folder, &words));
            if !said.starts_with(&format!("error[{code}]: ")) || !said.contains("  tip: ") {
                return Err(format!("`add {kind}` is not refused: {said}"));
            }
        }
        Ok(())
    }

    /// Tells in which files the project differs from another. What was typed, and when, may differ.
    fn compare(&self, other: &Path) -> Result<(), String> {
        let is_its_own = |path: &str| {
            let made = path.starts_with("deps/") || path.starts_with("_build/");
            !made && path != SPEC_FILE && path != LOCK_FILE
        };
        let files = |folder: &Path| -> BTreeMap<String, Vec<u8>> {
            let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let paths = support::files_below(folder).into_iter().filter(|path| is_its_own(&name(path)));
            paths.map(|path| (name(&path), fs::read(path).unwrap())).collect()
        };
        let (mine, other) = (files(&self.folder), files(other));
        let paths: BTreeSet<_> = mine.keys().chain(other.keys()).collect();
        let different: Vec<_> =
            paths.into_iter().filter(|path| mine.get(*path) != other.get(*path)).collect();
        if different.is_empty() {
            Ok(())
        } else {
            Err(format!("{}: added one by one, these files are others: {different:?}", self.name))
        }
    }

    /// Empties the folder but for what was fetched and built for the project before.
    fn clear(&self) {
        for entry in fs::read_dir(&self.folder).unwrap() {
            let path = entry.unwrap().path();
            match path.file_name().unwrap().to_str().unwrap() {
                "deps" | "_build" => {}
                _ if path.is_dir() => fs::remove_dir_all(path).unwrap(),
                _ => fs::remove_file(path).unwrap(),
            }
        }
        for env in ["dev", "test", "prod"] {
            let _ = fs::remove_dir_all(self.folder.join(format!("_build/{env}/lib/shop")));
            let _ = fs::remove_dir_all(self.folder.join(format!("_build/{env}/rel")));
        }
    }

    fn set_up(&self) -> Result<(), String> {
        self.mix("deps.get")?;
        match std::env::var("BEAMSMITH_PREPARE") {
            Ok(program) => self.program(&program, &[self.folder.to_str().unwrap()], &[]),
            Err(_) => Ok(()),
        }
    }

    fn gate(&mut self, number: u8, check: impl FnOnce(&Self) -> Result<(), String>) {
        let start = Instant::now();
        let outcome = match check(self) {
            Ok(()) => Outcome::Passed,
            Err(output) => Outcome::Failed(output),
        };
        let word = if matches!(outcome, Outcome::Passed) { "passed" } else { "FAILED" };
        eprintln!("{:<16} gate {number:<2} {word} ({:.0} s)", self.name, start.elapsed().as_secs_f32());
        if let Outcome::Failed(output) = &outcome {
            eprintln!("{output}");
        }
        self.outcomes.insert(number, outcome);
    }

    /// Every Elixir file parses, and no file holds a mark of a template.
    fn parses(&self) -> Result<(), String> {
        let parse = "for folder <- [\"*\", \"{config,lib,test,priv}/**/*\"], \
                     path <- Path.wildcard(folder <> \".{ex,exs}\", match_dot: true), \
                     do: path |> File.read!() |> Code.string_to_quoted!(file: path)";
        self.program("elixir", &["-e", parse], &[])?;
        let marks = "grep -rlE '@\\{ ?[a-z]|^ *#%' . --exclude-dir=deps --exclude-dir=_build";
        match self.command("sh", &["-c", marks], &[]).output() {
            Ok(output) if output.stdout.is_empty() => Ok(()),
            Ok(output) => Err(format!("template marks in {}", String::from_utf8_lossy(&output.stdout))),
            Err(error) => Err(error.to_string()),
        }
    }

    /// HEEx as well, whose formatter is a package.
    fn names_of_every_length(&self) -> Result<(), String> {
        let names = self.folder.join("names");
        let words = "customer_relationship_management_system_of_the_northern_branch";
        for app in (1..=60).map(|length| &words[..length]).filter(|app| !app.ends_with('_')) {
            for kind in ["live", "html"] {
                let spec = format!("[project]\nname = \"{app}\"\nkind = \"{kind}\"\n");
                support::write(&support::generate(&spec), &names.join(kind).join(app));
            }
        }
        let formatted = self.mix("format --check-formatted names/**/*.{ex,exs,heex}");
        fs::remove_dir_all(names).unwrap();
        formatted
    }

    fn migrations(&self) -> Result<(), String> {
        self.mix("ecto.drop --quiet")?;
        self.mix("ecto.create --quiet")?;
        self.mix("ecto.migrate --log-migrations-sql")?;
        self.mix("ecto.rollback --all")?;
        self.mix("ecto.migrate")
    }

    /// Phoenix's own generators find what they look for, and what they add compiles and passes.
    fn peers(&self) -> Result<(), String> {
        self.set_up()?;
        // What an earlier run migrated is in the way of the same migrations under new numbers.
        self.program("mix", &["ecto.drop", "--quiet"], &[("MIX_ENV", "test")])?;
        for generator in [
            "phx.gen.live Catalog Poster posters name:string price:decimal on_sale:boolean \
             --merge-with-existing-context",
            "phx.gen.html Blog Post posts title:string:unique body:text views:integer",
            "phx.gen.json Api Ticket tickets name:string due:date",
            "phx.gen.context Orders Receipt receipts number:integer placed_at:utc_datetime",
        ] {
            // Phoenix gives a decimal no scale, and MySQL then keeps whole numbers.
            let is_whole = self.database == "mysql";
            self.mix(&if is_whole {
                generator.replace(":decimal", ":integer")
            } else {
                generator.to_owned()
            })?;
            // Their migrations are numbered by the second, and two of one number are an error.
            std::thread::sleep(Duration::from_millis(1_100));
        }
        let router = self.folder.join("lib/shop_web/router.ex");
        let pages = "    pipe_through :browser\n\n    resources \"/posts\", PostController\n    \
                      live \"/posters\", PosterLive.Index, :index\n    \
                      live \"/posters/new\", PosterLive.Form, :new\n    \
                      live \"/posters/:id\", PosterLive.Show, :show\n    \
                      live \"/posters/:id/edit\", PosterLive.Form, :edit\n";
        let text = fs::read_to_string(&router).unwrap().replacen("    pipe_through :browser\n", pages, 1);
        let api = "\n  scope \"/api\", ShopWeb do\n    pipe_through :api\n\n    \
                   resources \"/tickets\", TicketController, except: [:new, :edit]\n  end\nend\n";
        fs::write(&router, text.trim_end().strip_suffix("end").unwrap().to_owned() + api).unwrap();
        // Where somebody has the users already, those who log in are called otherwise.
        let people = if self.components.contains(".User\"") { "Member members" } else { "User users" };
        self.mix(&format!("phx.gen.auth Accounts {people} --live"))?;
        // A generator that asks and gets no answer writes nothing and is content.
        for made in ["catalog/poster", "blog/post", "api/ticket", "orders/receipt", "accounts/scope"] {
            let path = format!("lib/shop/{made}.ex");
            if !self.folder.join(&path).is_file() {
                return Err(format!("{}: no generator made `{path}`", self.name));
            }
        }
        self.mix("deps.get")?;
        self.mix("compile --warnings-as-errors")?;
        self.test(&[])
    }

    /// The development server and the release start and answer.
    fn boots(&self, is_web: bool) -> Result<(), String> {
        let port = PORT.to_string();
        if is_web {
            let server = self.start("mix", &["phx.server"], &[("PORT", &port)]);
            answers(server, "/health/ready")?;
        }
        let prod = [("MIX_ENV", "prod")];
        if fs::read_to_string(self.folder.join("mix.exs")).unwrap().contains("\"assets.deploy\"") {
            self.program("mix", &["assets.deploy"], &prod)?;
        }
        self.program("mix", &["release", "--overwrite"], &prod)?;
        let release = self.folder.join("_build/prod/rel/shop/bin");
        let secret = "s".repeat(64);
        let database_url = if self.database == "mysql" {
            "ecto://root@127.0.0.1/shop_dev"
        } else {
            "ecto://postgres:postgres@127.0.0.1/shop_dev"
        };
        let database_path = self.folder.join("release.db");
        let env = [
            ("PORT", port.as_str()),
            ("PHX_HOST", "localhost"),
            ("SECRET_KEY_BASE", &secret),
            ("DATABASE_URL", database_url),
            ("DATABASE_PATH", database_path.to_str().unwrap()),
            ("RELEASE_COOKIE", "gates"),
        ];
        let bin = |name: &str| release.join(name).to_str().unwrap().to_owned();
        if self.database != "none" {
            self.program(&bin("migrate"), &[], &env)?;
        }
        if is_web {
            answers(self.start(&bin("server"), &[], &env), "/health/ready")
        } else {
            self.program(&bin("shop"), &["eval", "{:ok, _} = Application.ensure_all_started(:shop)"], &env)
        }
    }

    fn mix(&self, words: &str) -> Result<(), String> {
        self.program("mix", &words.split(' ').collect::<Vec<_>>(), &[])
    }

    /// Runs a program to its end. An error holds the last lines that it printed.
    fn program(&self, name: &str, words: &[&str], env: &[(&str, &str)]) -> Result<(), String> {
        self.finished(&mut self.command(name, words, env))
    }

    fn finished(&self, command: &mut Command) -> Result<(), String> {
        let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let text = support::told(&output);
        let lines: Vec<_> = text.lines().collect();
        let tail = lines[lines.len().saturating_sub(60)..].join("\n");
        Err(format!("{}: {command:?} failed\n{tail}", self.name))
    }

    fn start(&self, name: &str, words: &[&str], env: &[(&str, &str)]) -> Child {
        self.command(name, words, env).stdout(Stdio::null()).spawn().unwrap()
    }

    fn command(&self, name: &str, words: &[&str], env: &[(&str, &str)]) -> Command {
        let mut command = Command::new(name);
        command.args(words).envs(env.iter().copied()).current_dir(&self.folder).stdin(Stdio::null());
        command.env("MIX_OS_DEPS_COMPILE_PARTITION_COUNT", "2");
        command
    }

    fn failures(&self) -> impl Iterator<Item = String> {
        self.outcomes.iter().filter_map(|(number, outcome)| match outcome {
            Outcome::Failed(output) => Some(format!("{} gate {number}:\n{output}", self.name)),
            _ => None,
        })
    }
}

/// Waits until the server answers a path with 200, then stops it.
fn answers(mut server: Child, path: &str) -> Result<(), String> {
    let start = Instant::now();
    let mut last = String::from("no answer");
    while start.elapsed() < Duration::from_mins(1) {
        match get(path) {
            Ok(answer) if answer.starts_with("HTTP/1.1 200") => {
                last.clear();
                break;
            }
            Ok(answer) => last = answer,
            Err(error) => last = error.to_string(),
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    let _ = Command::new("kill").arg(server.id().to_string()).status();
    let _ = server.wait();
    while get(path).is_ok() {
        std::thread::sleep(Duration::from_millis(200));
    }
    if last.is_empty() { Ok(()) } else { Err(format!("GET {path}: {last}")) }
}

fn get(path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", PORT))?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

fn table(all: &[Gates]) -> String {
    let mut text = String::from("| spec |");
    (1..=10).for_each(|gate| write!(text, " {gate} |").unwrap());
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(10));
    for gates in all {
        write!(text, "\n| {} |", gates.name).unwrap();
        for gate in 1..=10 {
            let word = match gates.outcomes.get(&gate) {
                Some(Outcome::Passed) => "passed",
                Some(Outcome::Failed(_)) => "**failed**",
                Some(Outcome::NotRun(reason)) => reason,
                None => "not run",
            };
            write!(text, " {word} |").unwrap();
        }
    }
    text + "\n"
}
