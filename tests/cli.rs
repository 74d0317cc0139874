//! The program from outside: help, errors, exit codes, results and talk.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use beamsmith::components::Kind;
use tempfile::TempDir;

struct Outcome {
    code: Option<i32>,
    out: String,
    err: String,
}

fn beamsmith(folder: &Path, words: &[&str], input: &str) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_beamsmith"))
        .args(words)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its words does not wait for input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Outcome {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// What the program answers to each line, as one text; nothing may be left behind by any of them.
fn transcript(lines: &[&str]) -> String {
    let mut transcript = String::new();
    for line in lines {
        let folder = TempDir::new().unwrap();
        let (words, input) = line.split_once(" <<< ").unwrap_or((line, ""));
        let words: Vec<_> = words.split_whitespace().collect();
        let outcome = beamsmith(folder.path(), &words, &input.replace("\\n", "\n"));
        assert_eq!(entries(folder.path()), Vec::<String>::new(), "`{line}` left something behind");
        assert_eq!(outcome.out, "", "`{line}` printed a result");
        let error = outcome.err.replace(folder.path().to_str().unwrap(), "HERE");
        let code = outcome.code.unwrap();
        writeln!(transcript, "$ beamsmith {line}\n{}\n[exit {code}]\n", error.trim_end()).unwrap();
    }
    transcript
}

fn assert_snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "cli", prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!(name, text) });
}

#[test]
fn names_that_cannot_be_are_refused_with_a_way_out() {
    let long = format!("new {}", "a".repeat(300));
    assert_snapshot(
        "names",
        &transcript(&[
            "new server",
            "new table",
            "new Elixir",
            "new Kernel",
            "new kernel",
            "new test",
            "new phoenix",
            "new end",
            "new ..",
            "new .",
            "new /",
            "new Shop",
            "new MyShop",
            "new 1shop",
            "new café",
            "new shop_",
            "new my.shop",
            "new enum",
            &long,
            "new folder --app Shop",
            "new folder --app my-shop",
            "new shop --module shop",
            "new shop --module Enum",
            "new shop --module Elixir.Shop",
            "new shop --module Shop..Web",
            "new --spec - <<< [project]\\nname = \"../shop\"",
            "new --spec - <<< [project]\\nname = \"/tmp/shop\"",
            "new --spec - <<< [project]\\nname = \"a\\u0000b\"",
            "new --spec - <<< [project]\\nname = \"\"",
        ]),
    );
}

#[test]
fn words_that_make_no_sense_are_refused_with_a_way_out() {
    assert_snapshot(
        "words",
        &transcript(&[
            "new",
            "nwe shop",
            "cache Sessions",
            "cahce Sessions",
            "add cahce Sessions",
            "help cahce",
            "completions csh",
            "new shop --databse sqlite",
            "new shop --database sqlit",
            "new shop --strategy one-for-one",
            "new shop --max-seconds 0",
            "new shop --max-restarts -1",
            "new shop --max-restarts many",
            "new shop --database oracle",
            "new shop --database",
            "new shop another",
            "new ~/shop",
            "new shop --skip",
            "add cache Cache --skip --force",
            "add cache Cache --ttl 1m --ttl 2m",
            "add cache Cache --ttl=",
            "add cache Cache --under=",
            "add pool Lines --address=",
            "add gateway Rates --url=",
            "new shop --mailer maybe",
            "new shop --no-database",
            "new shop --seed no/seed",
            "new shop --clock yesterday",
            "new shop --kind otp --dashboard",
            "new shop --kind otp --mailer",
            "new shop --kind html --dashboard",
            "new shop --kind api --tailwind",
            "new shop --kind otp --ids uuid",
            "new shop --install --dry-run",
            "rules L9",
            "rules otp",
            "new shop --spec no.toml",
            "new shop --spec - --kind api <<< [project]",
            "add schema Catalog.Product name --binary-id",
            "add schema Catalog.Product name --repo Shop.Archive",
            "add schema Catalog.Product name --migration-dir priv/archive",
            "add schema Catalog.Product name --context-app shop",
            "add live Catalog.Product --no-context",
            "add schema Catalog.Product name --web Admin",
        ]),
    );
}

#[test]
fn a_schema_that_would_hurt_is_refused_with_the_reason_before_anything_is_written() {
    assert_snapshot(
        "hurt",
        &transcript(&[
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"id:integer\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"end:date\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"views:bigint:min=9223372036854775807\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"code:string:max=1:unique\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"views:float:min=0.5:max=0.5\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"views:integer:min=5:max=5\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\ndatabase = \"sqlite\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"views:decimal:precision=16:scale=2\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Item\"\\nfields = [\"shelf:integer:min=1:max=60:unique\"]\\nweb = \"live\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"inserted_at:utc_datetime\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Form\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Repo.Form\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"name\", \"name_id:belongs_to=Catalog.Form:optional\", \"name_id:integer\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Fallback\"\\nfields = [\"name\"]\\nweb = \"json\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Changeset\"\\nfields = [\"name\"]\\nweb = \"json\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Error\"\\nfields = [\"name\"]\\nweb = \"json\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"name\"]\\n\\n[[schema]]\\nname = \"Sales.Form\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Id\"\\nfields = [\"name\"]\\nweb = \"json\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Id\"\\nfields = [\"name\"]\\nweb = \"html\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Nil\"\\nfields = [\"name\"]\\nweb = \"live\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Lab.Blood\"\\nfields = [\"name\"]\\n\\n[[schema]]\\nname = \"Lab.BloodTest\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[embedded]]\\nname = \"Lab.BloodTest\"\\nfields = [\"name\"]\\n\\n[[schema]]\\nname = \"Lab.Blood\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Lab.Test\"\\nfields = [\"name\"]\\n\\n[[operation]]\\nname = \"Lab.Do\"\\nsteps = [\"test:insert=Lab.Test\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Lab.Test\"\\nfields = [\"name\"]\\n\\n[[operation]]\\nname = \"Lab.TestTest\"\\nsteps = [\"test:insert=Lab.Test\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Catalog.Form\"\\nfields = [\"name\", \"form:integer\"]\\nprimary_key = \"form\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Net.HTTPServer\"\\nfields = [\"name\"]\\n\\n[[schema]]\\nname = \"Net.HttpServer\"\\nfields = [\"name\"]\\ntable = \"others\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"Net.Order_Item\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[context]]\\nname = \"NET\"\\n\\n[[schema]]\\nname = \"Net.Server\"\\nfields = [\"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[page]]\\nname = \"Stock\"\\n\\n[[page]]\\nname = \"StockLive\"",
        ]),
    );
}

#[test]
fn a_spec_that_makes_no_sense_is_refused_at_its_line_and_column() {
    assert_snapshot(
        "specs",
        &transcript(&[
            "new --spec - <<< ",
            "new --spec - <<< [project]",
            "new --spec - <<< name = \"shop\"",
            "new --spec - <<< [projet]\\nname = \"shop\"",
            "new --spec - <<< [[project]]\\nname = \"shop\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\ndatabse = \"sqlite\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\ncolour = \"red\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\nname = \"shop\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\nkind = \"liev\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\nkind = 3",
            "new --spec - <<< [project]\\nname = \"shop\"\\nmailer = \"yes\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\nmax_restarts = \"three\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n  max_restarts = -3",
            "new --spec - <<< [project]\\nname = \"shop\"\\nmax_restarts = 99999999999",
            "new --spec - <<< [project]\\nname = [\"shop\"]",
            "new --spec - <<< [project\\nname = \"shop\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\nkind = \"otp\"\\ndashboard = true",
            "new --spec - <<< [project]\\nname = \"shop\"\\napp = \"end\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"A.B\"\\nfields = [\"name\", \"end\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"A.B\"\\nfields = [\\n  \"name\",\\n  \"size:strin\",\\n]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"A.B\"\\nfields = [\\n  \"name\",\\n  \"c_id:belongs_to=A.C\",\\n]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"A.B\"\\nfields = [\"name\", \"user_id:references:users\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[schema]]\\nname = \"A.B\"\\nfields = [\"name\", \"name\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[operation]]\\nname = \"A.Run\"\\nsteps = [\"a:insert=A.B\", \"b:do=A.C\"]",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[cache]]\\n\\n[[cache]]\\nname = \"A\"",
            "new --spec - <<< [project]\\nname = \"shop\"\\n\\n[[cache]]\\nnam = \"A\"",
        ]),
    );
}

#[test]
fn files_that_cannot_be_read_or_made_are_told_with_a_way_out() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("latin.toml"), b"[project]\nname = \"sh\xf6p\"\n").unwrap();
    for (words, told) in [
        (&["new", "--spec", "latin.toml"][..], "cannot read `latin.toml`: it is not text in UTF-8"),
        (&["new", "--spec", "none.toml"], "cannot read `none.toml`: it does not exist"),
        (&["new", "--spec", "none.toml"], "tip: name an existing spec"),
        (&["new", "--spec", "latn.toml"], "tip: did you mean `latin.toml`?"),
        (&["new", "latin.toml/shop", "--yes"], "latin.toml`: something with that name already exists"),
        (&["new", ""], "`[PATH]` has no value"),
    ] {
        let refused = beamsmith(folder.path(), words, "");
        assert!(refused.err.contains(told), "{words:?}: {}", refused.err);
        assert!(matches!(refused.code, Some(1 | 2)), "{words:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn help_says_what_may_be_typed() {
    let folder = TempDir::new().unwrap();
    let help = beamsmith(folder.path(), &["new", "--help"], "");
    assert_eq!(help.code, Some(0));
    assert_snapshot("help", &help.out);
}

#[test]
fn a_project_appears_and_talk_goes_to_standard_error() {
    let folder = TempDir::new().unwrap();
    let made = beamsmith(folder.path(), &["new", "apps/my-shop", "--yes"], "");
    assert_eq!((made.code, made.out.as_str()), (Some(0), ""), "{}", made.err);
    assert!(made.err.contains("cd apps/my-shop"), "{}", made.err);
    assert_eq!(entries(folder.path()), ["apps"]);
    assert_eq!(entries(&folder.path().join("apps")), ["my-shop"]);
    let project = folder.path().join("apps/my-shop");
    assert!(project.join("lib/my_shop/application.ex").is_file());
    assert!(project.join(".git").is_dir());
}

#[test]
fn inside_a_repository_no_other_is_made() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(beamsmith(folder.path(), &["new", "shop", "--yes"], "").code, Some(0));
    assert!(!folder.path().join("shop/.git").exists());
}

#[test]
fn a_spec_and_the_flags_that_say_the_same_give_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let fixed = ["--seed", "42", "--clock", "2026-11-23T12:00:00Z", "--no-git", "--yes"];
    let flags =
        ["new", "a/shop", "--kind", "html", "--database", "sqlite", "--no-mailer", "--max-restarts", "5"];
    assert_eq!(beamsmith(folder.path(), &[&flags[..], &fixed].concat(), "").code, Some(0));
    let spec = fs::read_to_string(folder.path().join("a/shop/beamsmith.toml")).unwrap();
    let from_spec = [&["new", "b/shop", "--spec", "-"][..], &fixed].concat();
    assert_eq!(beamsmith(folder.path(), &from_spec, &spec).code, Some(0));
    let diff = Command::new("diff").args(["-r", "a", "b"]).current_dir(folder.path()).output().unwrap();
    assert!(diff.status.success(), "{}", String::from_utf8_lossy(&diff.stdout));
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let shown = beamsmith(folder.path(), &["new", "shop", "--dry-run", "--diff"], "");
    assert_eq!((shown.code, shown.err.as_str()), (Some(0), ""));
    assert!(shown.out.contains("create mix.exs\n"));
    assert!(shown.out.contains("+defmodule Shop.MixProject do\n"));
    assert_eq!(entries(folder.path()), Vec::<String>::new());
}

#[test]
fn a_dry_run_tells_many_files_by_folder() {
    let folder = TempDir::new().unwrap();
    let shown = beamsmith(folder.path(), &["new", "shop", "--dry-run"], "");
    assert!(shown.out.contains("  create config/ (5 files)\n"), "{}", shown.out);
    assert!(
        shown.out.contains("  create Dockerfile\n") || shown.out.contains("  create ./ ("),
        "{}",
        shown.out
    );
    assert!(shown.out.lines().count() < 15, "{}", shown.out);
    let few = beamsmith(
        folder.path(),
        &["new", "relay", "--dry-run", "--kind", "otp", "--no-release", "--no-ci"],
        "",
    );
    assert!(few.out.contains("  create lib/relay/application.ex\n"), "{}", few.out);
}

#[test]
fn what_is_there_already_is_told_as_the_same() {
    let folder = TempDir::new().unwrap();
    let new = ["new", "relay", "--kind", "otp", "--no-git", "--yes"];
    assert_eq!(beamsmith(folder.path(), &new, "").code, Some(0));
    let project = folder.path().join("relay");
    assert_eq!(beamsmith(&project, &["add", "cache", "Prices"], "").code, Some(0));
    let again = beamsmith(&project, &["add", "cache", "Prices"], "");
    assert_eq!(again.err, "Nothing to do: everything is there already.\n");
    for path in ["lib/relay/application.ex", "lib/relay/prices.ex", "test/relay/prices_test.exs"] {
        assert!(again.out.contains(&format!("    same {path}\n")), "{}", again.out);
    }
    // What is the same goes beside what is not.
    fs::remove_file(project.join("lib/relay/prices.ex")).unwrap();
    let mended = beamsmith(&project, &["add", "cache", "Prices"], "");
    assert!(mended.out.contains("  create lib/relay/prices.ex\n    same "), "{}", mended.out);
    let names = (1..=15).map(|number| format!("[[cache]]\nname = \"Cache{number}\"\n"));
    fs::write(project.join("caches.toml"), names.collect::<String>()).unwrap();
    let many = beamsmith(&project, &["apply", "caches.toml"], "");
    assert!(many.out.contains("  create lib/ (60 files)\n"), "{}", many.out);
    let again = beamsmith(&project, &["apply", "caches.toml"], "");
    assert!(again.out.contains("    same lib/ (61 files)\n"), "{}", again.out);
}

/// A `mix` that says what the real one says, and writes the lock that is counted.
#[cfg(unix)]
#[test]
fn installing_says_what_it_does_and_how_long_it_took() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TempDir::new().unwrap();
    let mix = folder.path().join("mix");
    let script = "#!/bin/sh\nprintf '%%{\n  \"a\": 1,\n  \"b\": 2\n}\n' >mix.lock\n\
                  echo '* Getting a (Hex package)'\necho '==> a'\n[ $1 != \"$FAILS\" ]\n";
    fs::write(&mix, script).unwrap();
    fs::set_permissions(&mix, fs::Permissions::from_mode(0o755)).unwrap();
    let run = |name: &str, fails: &str| {
        let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_beamsmith"));
        command.args(["new", name, "--yes", "--install", "--no-git"]).current_dir(folder.path());
        command.env("PATH", path).env("FAILS", fails).output().unwrap()
    };
    let done = run("shop", "");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(
        said.starts_with("Fetching dependencies\nCompiling\nFetched and compiled 2 packages in "),
        "{said}"
    );
    let failed = run("relay", "compile");
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert_eq!(failed.status.code(), Some(1), "{said}");
    assert!(said.contains("error[mix-failed]: `mix compile` failed"), "{said}");
}

#[test]
fn json_is_the_plan_as_data() {
    let folder = TempDir::new().unwrap();
    let told = beamsmith(folder.path(), &["new", "shop", "--dry-run", "--json"], "");
    let plan: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(plan["version"], 1);
    assert_eq!(plan["path"], folder.path().join("shop").to_str().unwrap());
    let files = plan["files"].as_array().unwrap();
    let mix = files.iter().find(|file| file["path"] == "mix.exs").unwrap();
    assert_eq!(mix["action"], "create");
    assert_eq!(mix["executable"], false);
    assert_eq!(mix["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn the_help_of_a_kind_shows_what_its_case_writes() {
    let folder = TempDir::new().unwrap();
    let help = beamsmith(folder.path(), &["help", "cache"], "");
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    assert_eq!(help.out, beamsmith(folder.path(), &["add", "cache", "--help"], "").out);
    assert_eq!(help.out, beamsmith(folder.path(), &["help", "add", "cache"], "").out);
    let (_, example) = help.out.split_once("\nExample:\n").unwrap();
    assert_snapshot("example", example);
    let short = beamsmith(folder.path(), &["add", "cache", "-h"], "");
    assert!(!short.out.contains("Example:"), "{}", short.out);
    assert_eq!(
        beamsmith(folder.path(), &["help", "project"], "").out,
        beamsmith(folder.path(), &["help", "new"], "").out
    );
}

#[test]
fn every_kind_has_a_page_in_the_manual_with_its_example() {
    let folder = TempDir::new().unwrap();
    for _ in 1..=2 {
        assert_eq!(beamsmith(folder.path(), &["man", "man1"], "").code, Some(0));
    }
    let pages = folder.path().join("man1");
    assert!(fs::read_to_string(pages.join("beamsmith.1")).unwrap().starts_with(".ie"));
    for kind in Kind::additions() {
        let page = fs::read_to_string(pages.join(format!("beamsmith-add-{}.1", kind.name))).unwrap();
        assert!(page.contains("\n.SH EXAMPLE\n"), "`{}` has no example: {page}", kind.name);
        assert!(page.contains("\n.SH NOTES\nChoose it "), "`{}`: when to choose it? {page}", kind.name);
    }
    let man = fs::read_to_string(pages.join("beamsmith-man.1")).unwrap();
    assert!(man.contains("share/man/man1"), "{man}");
}

/// What help shows can be typed as it stands, in an empty folder.
#[cfg(unix)]
#[test]
fn the_example_of_every_kind_runs() {
    std::thread::scope(|scope| {
        for kind in Kind::additions() {
            scope.spawn(move || {
                let folder = TempDir::new().unwrap();
                let help = beamsmith(folder.path(), &["help", kind.name], "").out;
                let (_, example) = help.split_once("\nExample:\n").unwrap();
                let (lines, written) = example.split_once("\n\nThe last command writes:\n").unwrap();
                let script = format!(
                    "set -e\nbeamsmith() {{ '{}' \"$@\"; }}\n{lines}",
                    env!("CARGO_BIN_EXE_beamsmith")
                );
                let ran = Command::new("sh").args(["-c", &script]).current_dir(&folder).output().unwrap();
                let told = String::from_utf8_lossy(&ran.stdout);
                assert!(ran.status.success(), "{lines}\n{}", String::from_utf8_lossy(&ran.stderr));
                for path in written.lines().filter_map(|line| line.strip_prefix("  create ")) {
                    let is_migration = path.contains("/migrations/");
                    assert!(is_migration || told.contains(&format!("  create {path}\n")), "{path}: {told}");
                }
            });
        }
    });
}

#[test]
fn rules_are_listed_told_and_data() {
    let folder = TempDir::new().unwrap();
    let list = beamsmith(folder.path(), &["rules"], "");
    assert!(list.out.contains("\n  O3  DynamicSupervisor for processes on demand (dynamic"), "{}", list.out);
    let one = beamsmith(folder.path(), &["rules", "o3"], "");
    assert!(
        one.out.contains("  lib/shop/rooms/processes.ex of dynamic/default\n    use DynamicSupervisor\n")
    );
    let group = beamsmith(folder.path(), &["rules", "O", "--json"], "");
    let data: serde_json::Value = serde_json::from_str(&group.out).unwrap();
    assert_eq!(data["rules"].as_array().unwrap().len(), 6);
    assert_eq!(data["rules"][2]["shown"][0]["case"], "dynamic/default");
}

#[test]
fn what_stands_in_the_way_is_told_and_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("full")).unwrap();
    fs::write(folder.path().join("full/mine"), "mine").unwrap();
    fs::write(folder.path().join("file"), "mine").unwrap();
    fs::create_dir(folder.path().join(".left.beamsmith")).unwrap();
    for (path, code) in [
        ("full", "folder-not-empty"),
        ("file", "path-taken"),
        ("file/below", "disk"),
        ("left", "unfinished-run"),
        ("/proc/nowhere", "disk"),
    ] {
        let refused = beamsmith(folder.path(), &["new", path, "--app", "shop", "--yes"], "");
        assert_eq!(refused.code, Some(1), "{path}: {}", refused.err);
        assert!(refused.err.starts_with(&format!("error[{code}]: ")), "{path}: {}", refused.err);
    }
    assert_eq!(entries(folder.path()), [".left.beamsmith", "file", "full"]);
    assert_eq!(entries(&folder.path().join("full")), ["mine"]);
}

#[test]
fn an_empty_folder_is_taken_over() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("shop")).unwrap();
    assert_eq!(beamsmith(folder.path(), &["new", "shop", "--yes"], "").code, Some(0));
    assert!(folder.path().join("shop/mix.exs").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_stops_is_no_failure_and_a_full_device_is_one() {
    let folder = TempDir::new().unwrap();
    let run = |redirect: &str| {
        let program = env!("CARGO_BIN_EXE_beamsmith");
        let script = format!("set -o pipefail; '{program}' new shop --dry-run --diff {redirect}");
        Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().unwrap()
    };
    assert_eq!(run("| head -n 1 >/dev/null").status.code(), Some(0));
    let full = run(">/dev/full");
    assert_eq!(full.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&full.stderr).starts_with("error[output]: cannot write to standard output")
    );
}

/// A file-size limit stands for a disk that fills up: the third of the files does not fit any more.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let program = env!("CARGO_BIN_EXE_beamsmith");
    let script = format!("trap '' XFSZ; ulimit -f 4; exec '{program}' new shop --yes --no-git");
    let full = Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(full.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&full.stderr).starts_with("error[disk]: cannot write"));
    assert_eq!(entries(folder.path()), Vec::<String>::new());
}

#[test]
fn what_is_to_be_run_next_is_told() {
    let folder = TempDir::new().unwrap();
    assert_eq!(beamsmith(folder.path(), &["new", "my shop/shop", "--no-git", "--yes"], "").code, Some(0));
    let project = folder.path().join("my shop/shop");
    let words = ["add", "schema", "Catalog.Product", "name:string"];
    let schema = beamsmith(&project, &words, "");
    assert_eq!(schema.err, "Next: mix deps.get && mix ecto.migrate\n");
    let supervisor = beamsmith(&project, &["add", "supervisor", "Pricing"], "");
    assert_eq!((supervisor.code, supervisor.err.as_str()), (Some(0), ""));
    let made = beamsmith(folder.path(), &["new", "my shop/store", "--no-git", "--yes"], "");
    assert!(made.err.contains("\n  cd 'my shop/store'\n"), "{}", made.err);
}
