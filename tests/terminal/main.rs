//! The wizard in a real pseudo-terminal: what is drawn, what keys do, what is left behind.
#![cfg(unix)]

#[path = "../support/everything.rs"]
mod answers;
mod session;
#[path = "../support/mod.rs"]
mod support;
mod sweep;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use session::{CTRL_C, DOWN, ENTER, ESC, Terminal, entries};

/// The questions up to the first component when all is answered by Enter, each by a few of its words.
const PROJECT: [&str; 4] = ["The folder", "Kind of project", "Database", "Restart strategy of"];

/// Those after the last component.
const TOOLING: [&str; 3] = ["Parts", "More options?", "Other options"];

#[test]
fn a_project_with_a_component_is_asked_for_and_written() {
    let mut terminal = Terminal::start(&["new", "--no-git"]);
    terminal.sees("The folder").presses("shop\r");
    // Filtered to the one that is left.
    terminal.sees("Kind of project").presses("otp\r");
    terminal.enters(&PROJECT[2..]);
    terminal.sees("Add a component?").presses("cache").presses(ENTER);
    terminal.sees("Module name").presses("Pricing.Cache\r");
    terminal.sees("How long").presses(ENTER).sees("More options?").presses(ENTER);
    terminal.sees("Add a component?").presses(ENTER).enters(&TOOLING);
    terminal.sees("[[cache]]").sees("beamsmith new shop --kind otp --no-git --yes");
    terminal.sees("beamsmith add cache Pricing.Cache").sees("write").presses(ENTER);
    assert_eq!(terminal.ends(), (0, vec!["shop".to_owned()]), "{}", terminal.drawn);
    terminal.assert_cursor_is_shown();
    let project = terminal.folder.path().join("shop");
    assert!(project.join("lib/shop/pricing/cache.ex").is_file());
    let spec = fs::read_to_string(project.join("beamsmith.toml")).unwrap();
    assert!(spec.contains("kind = \"otp\"") && spec.ends_with("ttl = \"5m\"\n"), "{spec}");
}

#[test]
fn what_is_wrong_is_told_below_the_line_and_can_be_mended() {
    let mut terminal = Terminal::start(&["new"]);
    // While it is typed, and again where Enter does not take it.
    terminal.sees("The folder").presses("server").sees("The folder").sees("is taken");
    terminal.presses(ENTER).sees("see below").presses("\x7f\x7f\x7f\x7f\x7f\x7fshop\r");
    terminal.sees("Kind of project").presses(CTRL_C);
    assert_eq!(terminal.ends(), (130, vec![]));
}

#[test]
fn esc_goes_back_one_question() {
    let mut terminal = Terminal::start(&["new", "--color", "never"]);
    terminal.sees("The folder").presses("shop\r");
    terminal.sees("Kind of project").presses(DOWN).presses(ENTER);
    terminal.sees("Database").presses(ESC);
    // It starts at what was answered before.
    terminal.sees("(back)").sees("Kind of project").sees("> html").presses(ESC);
    terminal.sees("(back)").sees("The folder").sees("shop").presses("py\r");
    terminal.sees("Kind of project").presses("api\r");
    terminal.enters(&PROJECT[2..]);
    // At 60 columns a line is broken between words.
    terminal
        .sees("Add a component?")
        .sees("A table with its schema, migration,\r\n")
        .presses(ENTER)
        .enters(&TOOLING);
    terminal.sees("beamsmith new shoppy --kind api --yes");
    terminal.sees("quit").presses("quit\r");
    assert_eq!(terminal.ends(), (0, vec![]));
}

/// Every question that there is, and keys that answer it. A few words tell which it is.
const QUESTIONS: &[(&str, &str)] = &[
    ("The folder", "shop\r"),
    ("Kind of project", ENTER),
    ("Database", ENTER),
    ("Restart strategy of", ENTER),
    ("Add a component?", "schema\r"),
    ("Module name", "Catalog.Product\r"),
    ("Field 1", "name:string\r"),
    ("Field 2", CHOOSE),
    ("leave it as it is", "change\r"),
    ("Field 1", ENTER),
    ("Field 2", ENTER),
    ("Interfaces", ENTER),
    ("More options?", YES),
    ("Plural name", ENTER),
    ("Table name", ENTER),
    ("Scope of all", ENTER),
    ("Other options", ENTER),
    ("Primary key column", ENTER),
    ("PostgreSQL schema", ENTER),
    ("Add a component?", "change\r"),
    ("Which one", "schema\r"),
    ("answer its questions again", "remove\r"),
    ("Add a component?", "no\r"),
    ("Parts", ENTER),
    ("More options?", ENTER),
    ("Other options", ENTER),
    ("What next", "quit\r"),
];

/// The first of what is offered.
const CHOOSE: &str = "\x1b[B\r";

const YES: &str = "y\r";

#[test]
fn ctrl_c_at_any_question_leaves_nothing_behind() {
    for (count, (question, _)) in QUESTIONS.iter().enumerate() {
        let mut terminal = Terminal::start(&["new"]);
        for (question, keys) in &QUESTIONS[..count] {
            terminal.sees(question).presses(keys);
        }
        terminal.sees(question).presses(CTRL_C);
        assert_eq!(terminal.ends(), (130, vec![]), "at `{question}`");
        terminal.assert_cursor_is_shown();
        // What was drawn below the question is gone.
        assert!(terminal.drawn.trim_end().ends_with("\x1b[J"), "at `{question}`: {:?}", terminal.drawn);
    }
}

#[test]
fn esc_at_any_question_goes_back_to_the_one_before() {
    let mut terminal = Terminal::start(&["new"]);
    // Before the first there is none: it is asked again where it stands, and does not say that Esc goes back.
    for _ in 0..3 {
        terminal.sees("The folder").sees("??: preview").presses(ESC).sees("\x1b[1A\x1b[J");
    }
    assert!(
        !terminal.drawn.contains("Esc: back") && !terminal.drawn.contains("(back)"),
        "{}",
        terminal.drawn
    );
    let mut before = None;
    for (question, keys) in QUESTIONS {
        terminal.sees(question);
        if let Some((earlier, keys)) = before {
            // It starts at what was answered, unless that was to be chosen or said again.
            let again = if [CHOOSE, YES].contains(&keys) { keys } else { ENTER };
            terminal.presses(ESC).sees(earlier).presses(again).sees(question);
        }
        terminal.presses(keys);
        before = Some((*question, *keys));
    }
    assert_eq!(terminal.ends(), (0, vec![]));
    terminal.assert_cursor_is_shown();
}

#[test]
fn what_it_comes_to_so_far_is_shown_at_any_question() {
    let mut terminal = Terminal::start(&["new"]);
    terminal.sees("The folder").presses("??\r").sees("There is nothing to preview yet.").sees("The folder");
    terminal.presses("shop\r").sees("Kind of project").presses("otp\r");
    terminal.sees("Database").presses("??\r").sees("└─ Shop.TaskSupervisor");
    // What cannot be is found by its name, and why.
    terminal.enters(&PROJECT[2..]).sees("Add a component?").presses("schema\r").sees("has no database");
    terminal.sees("Add a component?").presses("cache\r").sees("Module name").presses("Prices\r");
    terminal.sees("How long").presses("??\r").sees("test/").sees("How long").presses(ENTER);
    terminal
        .sees("More options?")
        .presses("??\r")
        .sees("Supervision tree")
        .sees("More options?")
        .presses(ENTER);
    terminal.sees("Add a component?").presses(ENTER);
    // What was ticked before stays.
    terminal.sees("Parts").presses("agents ").presses(&"\x7f".repeat(6)).presses("??\r");
    terminal
        .sees("├─ Shop.TaskSupervisor")
        .sees("└─ Shop.Prices")
        .sees("Parts")
        .sees("[ ] agents")
        .presses(ENTER);
    terminal
        .enters(&TOOLING[1..])
        .sees("What next")
        .presses("??\r")
        .sees("└─ Shop.Prices")
        .sees("What next")
        .presses(CTRL_C);
    assert_eq!(terminal.ends(), (130, vec![]));
}

#[test]
fn every_question_is_explained_where_it_is_asked() {
    let mut terminal = Terminal::start(&["new"]);
    terminal.sees("The folder").presses("?\r").sees("It must not exist").sees("The folder").presses("shop\r");
    terminal
        .sees("Kind of project")
        .presses("?\r")
        .sees("--kind KIND")
        .sees("Kind of project")
        .presses(ENTER);
    terminal.enters(&PROJECT[2..]).sees("Add a component?").presses("?\r").sees("for a form, a");
    terminal.sees("Add a component?").presses("schema\r").sees("Module name").presses("Catalog.Product\r");
    terminal.sees("Field 1").presses("name:string\r").sees("Field 2").presses(CHOOSE);
    terminal.sees("leave it as it is").presses("?\r").sees("edit it").sees("leave it as it is");
    terminal.presses("back\r").sees("Field 2").presses(ENTER);
    terminal.sees("Interfaces").presses("?\r").sees("--web KIND").sees("Interfaces").presses(ENTER);
    terminal.sees("More options?").presses("?\r").sees("--plural NAME").sees("More options?").presses(ENTER);
    terminal
        .sees("Add a component?")
        .presses("change\r")
        .sees("Which one")
        .presses("?\r")
        .sees("schema Catalog.Product");
    terminal.sees("Which one").presses("back\r").sees("Add a component?").presses("no\r");
    terminal.sees("Parts").presses("?\r").sees("mailer").sees("Parts").presses(ENTER).enters(&TOOLING[1..2]);
    terminal.sees("Other options").presses("?\r").sees("Other options").presses(ENTER);
    terminal
        .sees("What next")
        .sees("Esc: back")
        .presses("?\r")
        .sees("Esc: back")
        .sees("write only the spec")
        .sees("Esc: back")
        .presses(CTRL_C);
    assert_eq!(terminal.ends(), (130, vec![]));
}

/// The shop of the product's own example, by the keys that somebody presses who has not seen Beamsmith before.
const SHOP: &[(&str, &str)] = &[
    ("The folder", "shop\r"),
    ("Kind of project", ENTER),
    ("Database", ENTER),
    ("Restart strategy of", ENTER),
    ("Add a component?", "context\r"),
    ("Module name", "Catalog\r"),
    ("Add a component?", "schema\r"),
    ("Module name", "Catalog.Category\r"),
    ("Field 1", "name:string:unique\r"),
    ("Field 2", ENTER),
    ("Interfaces", ENTER),
    ("More options?", ENTER),
    ("Add a component?", "schema\r"),
    ("Module name", "Catalog.Product\r"),
    ("Field 1", "name:string:max=160\r"),
    ("Field 2", "price:decimal:min=0\r"),
    ("Field 3", "status:enum=draft/live:default=draft\r"),
    ("Field 4", "category:belongs_to=Catalog.Category:on_delete=restrict\r"),
    ("Field 5", ENTER),
    ("Interfaces", "live \r"),
    ("More options?", ENTER),
    ("Add a component?", "supervisor\r"),
    ("Module name", "Pricing\r"),
    ("Restart strategy", "rest_for_one\r"),
    ("More options?", ENTER),
    ("Add a component?", "cache\r"),
    ("Module name", "Pricing.Cache\r"),
    ("Parent supervisor", ENTER),
    ("How long", ENTER),
    ("More options?", ENTER),
    ("Add a component?", ENTER),
    ("Parts", ENTER),
    ("More options?", ENTER),
    ("Other options", ENTER),
];

#[test]
fn the_shop_is_made_and_the_spec_that_is_shown_makes_the_same() {
    let mut terminal = Terminal::start(&["new", "--no-git"]);
    let start = Instant::now();
    for (question, keys) in SHOP {
        terminal.sees(question);
        std::thread::sleep(rest("BEAMSMITH_THINK_MS"));
        terminal.types(keys, rest("BEAMSMITH_KEY_MS"));
    }
    terminal.sees("Equivalent spec, with ").drawn.clear();
    eprintln!("{} questions in {:.1} s", SHOP.len(), start.elapsed().as_secs_f64());
    let drawn = terminal.sees("Equivalent commands").sees("What next").drawn.clone();
    terminal.presses(ENTER);
    assert_eq!(terminal.ends(), (0, vec!["shop".to_owned()]), "{}", terminal.drawn);
    let lines = drawn.lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect::<Vec<_>>();
    let (fixed, shown) = (lines[0], lines[1..].join("\n"));
    let (spec, typed) = shown.split_once("Equivalent commands").unwrap();
    let folder = terminal.folder.path();
    let asked = support::files(&folder.join("shop"));
    // The spec makes the same, all of it.
    fs::write(folder.join("shown.toml"), format!("{}\n", spec.trim())).unwrap();
    let words = ["new", "again", "--spec", "shown.toml", "--no-git"].into_iter().chain(fixed.split(' '));
    let made = support::beamsmith(folder, &words.collect::<Vec<_>>());
    assert!(made.status.success(), "{}\n{spec}", support::told(&made));
    assert_same(&asked, &support::files(&folder.join("again")));
    // So do the commands, but for the lock, which tells of each of them.
    let commands: Vec<_> =
        typed.lines().filter(|line| line.starts_with("beamsmith ") || line.starts_with("cd ")).collect();
    assert_eq!(commands.len(), 7, "{typed}");
    let script = format!(
        "set -e\nbeamsmith() {{ '{}' \"$@\" >/dev/null 2>&1; }}\n{}\n",
        env!("CARGO_BIN_EXE_beamsmith"),
        commands.join("\n")
    );
    fs::create_dir(folder.join("typed")).unwrap();
    let status = Command::new("sh").args(["-c", &script]).current_dir(folder.join("typed")).status().unwrap();
    assert!(status.success(), "{script}");
    let (mut asked, mut typed) = (asked, support::files(&folder.join("typed/shop")));
    asked.remove("beamsmith.lock");
    typed.remove("beamsmith.lock");
    assert_same(&asked, &typed);
    // Forty words a minute, of five letters and a space each, are four keys a second. What two minutes leave is a second
    // for each question to be read, while nothing is typed.
    let keys = u64::try_from(SHOP.iter().map(|(_, keys)| keys.chars().count()).sum::<usize>()).unwrap();
    let (typed, read) = (Duration::from_millis(250 * keys), Duration::from_secs(SHOP.len() as u64));
    assert!(typed + read < Duration::from_mins(2), "{keys} keys: {typed:?} and {read:?}");
}

/// Each file is in both, and the same.
fn assert_same(asked: &BTreeMap<String, String>, again: &BTreeMap<String, String>) {
    assert_eq!(asked.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (path, text) in asked {
        assert!(*text == again[path], "{path} is another");
    }
}

/// How long somebody rests before a key, or before an answer: not at all, unless a variable gives so many milliseconds.
fn rest(variable: &str) -> Duration {
    let said = std::env::var(variable).ok();
    Duration::from_millis(said.map_or(0, |said| said.parse().unwrap()))
}

#[test]
fn the_spec_alone_can_be_saved() {
    // The folder that it goes into need not be there.
    let mut terminal = Terminal::start(&["new", "apps/shop", "--no-git"]);
    let folder = terminal.folder.path().to_owned();
    fs::write(folder.join("apps"), "in the way").unwrap();
    terminal.enters(&PROJECT[1..]).enters(&["Add a component?"]).enters(&TOOLING);
    terminal.sees("What next").presses("save\r").sees("error").sees("apps");
    fs::remove_file(folder.join("apps")).unwrap();
    terminal.sees("What next").presses("save\r").sees("Wrote apps/shop.toml.");
    terminal.sees("beamsmith new apps/shop --spec apps/shop.toml --no-git --seed=");
    assert_eq!(terminal.ends(), (0, vec!["apps".to_owned()]));
    assert_eq!(entries(&folder.join("apps")), ["shop.toml"]);

    let mut terminal = Terminal::start(&["new", "shop"]);
    let spec = terminal.folder.path().join("shop.toml");
    fs::write(&spec, "mine").unwrap();
    terminal.enters(&PROJECT[1..]).enters(&["Add a component?"]).enters(&TOOLING);
    terminal.sees("save").presses("save\r").sees("already exists");
    fs::remove_file(&spec).unwrap();
    terminal.sees("What next").presses("save\r");
    assert_eq!(terminal.ends(), (0, vec!["shop.toml".to_owned()]));
    let spec = fs::read_to_string(terminal.folder.path().join("shop.toml")).unwrap();
    assert!(spec.starts_with("[project]\nname = \"shop\"\n"), "{spec}");
}

#[test]
fn add_asks_for_the_kind_and_its_arguments() {
    let folder = TempDir::new().unwrap();
    let spec = "[project]\nname = \"shop\"\nkind = \"otp\"\n[[supervisor]]\nname = \"Pricing\"\n";
    support::write(&support::generate(spec), folder.path());
    let mut terminal = Terminal::start_in(folder, &["add"], &[]);
    terminal.sees("What to add").presses("gen_server\r");
    terminal.sees("Module name").presses("Pricing.Engine\r");
    terminal.sees("Parent supervisor").presses("pricing\r");
    terminal.sees("More options?").presses(ENTER);
    terminal.sees("lib/shop/pricing/engine.ex");
    terminal
        .sees("beamsmith add gen_server Pricing.Engine --under Pricing")
        .sees("What next")
        .presses("show\r");
    terminal.sees("+defmodule Shop.Pricing.Engine do").sees("What next").presses("write\r");
    assert_eq!(terminal.ends().0, 0, "{}", terminal.drawn);
    let supervisor = fs::read_to_string(terminal.folder.path().join("lib/shop/pricing.ex")).unwrap();
    assert!(supervisor.contains("Shop.Pricing.Engine"), "{supervisor}");
}

#[test]
fn what_an_addition_shows_is_what_it_writes() {
    let folder = TempDir::new().unwrap();
    support::write(&support::generate("[project]\nname = \"shop\"\nkind = \"api\"\n"), folder.path());
    let mut terminal = Terminal::start_in(folder, &["add", "schema", "Catalog.Product"], &[]);
    terminal.sees("Field 1").presses("name:string\r").enters(&["Field 2", "Interfaces", "More options?"]);
    terminal.sees(" priv/repo/migrations/").drawn.clear();
    terminal.sees("_create_products.exs");
    let name = terminal.drawn.clone();
    // The names of migrations tell seconds.
    std::thread::sleep(Duration::from_millis(1100));
    terminal.sees("What next").presses("write\r");
    assert_eq!(terminal.ends().0, 0, "{}", terminal.drawn);
    assert!(terminal.folder.path().join("priv/repo/migrations").join(&name).is_file(), "no {name}");
}

#[test]
fn a_schema_is_described_field_by_field() {
    let mut terminal = Terminal::start(&["new", "shop", "--no-git"]);
    terminal.enters(&PROJECT[1..]);
    terminal.sees("Add a component?").presses("context\r").sees("Module name").presses("Catalog\r");
    terminal.sees("Add a component?").presses("schema\r");
    // The context is offered; Tab takes it.
    terminal.sees("Module name").sees("Catalog.").presses("\t").presses("Product\r");
    // A type is offered while it is typed, and what is wrong is told under the line.
    terminal
        .sees("Field 1")
        .presses("name:st")
        .sees("a short text")
        .presses("\t")
        .presses(":uni")
        .sees("no two rows");
    terminal.presses("\t\r");
    terminal.sees("Field 2").presses("price:monkey").sees("`monkey` is not a type");
    terminal.presses(&"\x7f".repeat(3)).presses("ey\r");
    terminal.sees("Field 3").presses("?\r").sees("name:type[=argument][:modifier[=value]]");
    // What already exists is below the line: it can be chosen.
    terminal.sees("Field 3").sees("price:money").presses(DOWN).presses(DOWN).presses(ENTER);
    terminal.sees("leave it as it is").presses("change\r");
    terminal.sees("Field 2").presses(":min=0\r");
    terminal.sees("Field 3").sees("price:money:min=0").presses(ENTER);
    // What is found is not ticked yet.
    terminal.sees("Interfaces").presses("live\r").sees("nothing was ticked").presses(" ").presses(ENTER);
    terminal.sees("More options?").presses("y\r");
    terminal.sees("Plural name").sees("products").presses("goods\r");
    terminal.sees("Table name").sees("goods").presses(ESC);
    terminal.sees("Plural name").sees("goods").presses(&"\x7f".repeat(5)).presses(ENTER);
    terminal.sees("Table name").presses(ENTER).sees("Scope of all").presses(ENTER);
    terminal
        .sees("Other options")
        .presses(ENTER)
        .sees("Primary key")
        .presses(ENTER)
        .sees("PostgreSQL")
        .presses(ENTER);
    terminal.sees("Add a component?").presses("??\r").sees("Shop.Repo");
    terminal.sees("Add a component?").presses(ENTER).enters(&TOOLING);
    terminal.sees("name:string:unique price:money:min=0 --web live");
    terminal.sees("What next").presses(ENTER);
    assert_eq!(terminal.ends(), (0, vec!["shop".to_owned()]), "{}", terminal.drawn);
    terminal.assert_cursor_is_shown();
    let schema = terminal.folder.path().join("shop/lib/shop/catalog/product.ex");
    assert!(fs::read_to_string(schema).unwrap().contains("field :price, :integer"));
}

#[test]
fn a_terminal_that_changes_its_size_is_drawn_anew() {
    let mut terminal = Terminal::start(&["new", "shop"]);
    terminal.enters(&PROJECT[1..]).sees("Add a component?").sees("A table with its schema, migration,\r\n");
    terminal
        .becomes(120, 40)
        .presses(ENTER)
        .enters(&TOOLING)
        .sees("What next")
        .presses(ESC)
        .sees("Other options")
        .presses(ESC);
    terminal.sees("More options?").presses(ESC).sees("Parts").presses(ESC);
    terminal.sees("Add a component?").sees("context functions, and tests").presses("quit\r");
    assert_eq!(terminal.ends(), (0, vec![]));
    terminal.assert_cursor_is_shown();
}

#[test]
fn a_terminal_that_becomes_narrow_is_written_to_in_narrow_lines() {
    let mut terminal = Terminal::start(&["new", "shop"]);
    terminal.enters(&PROJECT[1..]).sees("Add a component?");
    // While a list is shown, and while a text is typed.
    terminal.becomes(50, 24).presses("schema\r").sees("Module name");
    terminal.becomes(40, 24).presses("catalog");
    terminal.sees("try `Catalog`").presses(&"\x7f".repeat(7));
    terminal.presses("Catalog.Product\r").sees("Field 1").presses("name:string\r").sees("Field 2");
    terminal.presses(ENTER).sees("Interfaces").presses(ENTER).sees("More options?").presses(ENTER);
    terminal.sees("Add a component?").sees("A bounded\r\n").presses("quit\r");
    assert_eq!(terminal.ends(), (0, vec![]), "{}", terminal.drawn);
    terminal.assert_cursor_is_shown();
}

#[test]
fn wide_and_combining_letters_stay_in_their_line() {
    let mut terminal = Terminal::start(&["new"]);
    terminal.sees("The folder").presses("店ｅ\u{301}").sees("店").presses("\r").sees("OTP application name");
    terminal.sees("is not a valid").presses("店").sees("is not a valid").presses("\x7fshop\r");
    terminal.enters(&PROJECT[1..]);
    terminal.sees("Add a component?").presses("schema\r").sees("Module name").presses("Catalog.Product\r");
    terminal.sees("Field 1").presses("name:string:default=店店店e\u{301}\r");
    terminal.sees("Field 2").sees("店店店e\u{301}").presses(ENTER).sees("Interfaces").presses(CTRL_C);
    assert_eq!(terminal.ends(), (130, vec![]));
    terminal.assert_cursor_is_shown();
}

#[test]
fn an_addition_that_is_not_wanted_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    support::write(&support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\n"), folder.path());
    let before = support::files(folder.path());
    for keys in ["quit\r", CTRL_C] {
        let folder = TempDir::new().unwrap();
        support::write(&support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\n"), folder.path());
        let mut terminal = Terminal::start_in(folder, &["add", "cache"], &[]);
        terminal.sees("Module name").presses("Cache\r").enters(&["How long", "More options?"]);
        terminal.sees("What next").presses(keys);
        let status = if keys == CTRL_C { 130 } else { 0 };
        assert_eq!(terminal.ends().0, status);
        assert_eq!(support::files(terminal.folder.path()), before);
    }
}

#[test]
fn of_a_file_that_differs_it_is_asked_what_becomes_of_it() {
    let start = || {
        let folder = TempDir::new().unwrap();
        support::write(&support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\n"), folder.path());
        fs::write(folder.path().join("lib/shop/jobs.ex"), "# mine\n").unwrap();
        let mut terminal = Terminal::start_in(folder, &["add", "tasks", "Jobs"], &[]);
        terminal.sees("# mine").sees("exists and differs");
        terminal
    };
    let mut terminal = start();
    let before = support::files(terminal.folder.path());
    // Before the first such question there is none.
    terminal.presses(ESC).sees("\x1b[1A\x1b[J").sees("exists and differs").presses(CTRL_C);
    assert_eq!(terminal.ends().0, 130, "{}", terminal.drawn);
    terminal.assert_cursor_is_shown();
    assert_eq!(support::files(terminal.folder.path()), before);
    // What was decided is of the file that was shown.
    let mut terminal = start();
    fs::write(terminal.folder.path().join("lib/shop/jobs.ex"), "# mine, and more\n").unwrap();
    terminal.presses("overwrite\r").sees("changed while the plan was made");
    assert_eq!(terminal.ends().0, 1, "{}", terminal.drawn);
    assert_eq!(support::files(terminal.folder.path())["lib/shop/jobs.ex"], "# mine, and more\n");
    let mut terminal = start();
    terminal.presses("overwrite\r").sees("edit").sees("lib/shop/jobs.ex");
    assert_eq!(terminal.ends().0, 0, "{}", terminal.drawn);
    assert!(support::files(terminal.folder.path())["lib/shop/jobs.ex"].starts_with("defmodule Shop.Jobs do"));
}

#[test]
fn add_asks_only_for_what_is_open() {
    let folder = TempDir::new().unwrap();
    support::write(&support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\n"), folder.path());
    let words = ["add", "cache", "--ttl", "30s", "--dry-run"];
    let before = entries(folder.path());
    let mut terminal = Terminal::start_in(folder, &words, &[]);
    terminal.sees("Module name").presses("Cache\r").sees("More options?").presses(ENTER);
    terminal.sees("beamsmith add cache Cache --ttl 30s").sees(" lib/shop/cache.ex");
    assert_eq!(terminal.ends(), (0, before));
    assert!(!terminal.drawn.contains("How long"), "{}", terminal.drawn);
}

#[test]
fn a_dry_run_writes_nothing_and_says_so() {
    let mut terminal = Terminal::start(&["new", "shop", "--dry-run"]);
    terminal.enters(&PROJECT[1..]).enters(&["Add a component?"]).enters(&TOOLING[..2]);
    terminal.sees("What next").sees("a dry run writes").drawn.clear();
    terminal.sees("Esc: back").presses(ENTER);
    let (code, names) = terminal.ends();
    assert_eq!((code, names), (0, vec![]));
    assert!(terminal.drawn.contains(" lib/ ("), "{}", terminal.drawn);
    assert!(!terminal.drawn.contains("save"), "{}", terminal.drawn);
}

#[test]
fn where_nothing_can_be_done_nothing_is_asked() {
    let mut terminal = Terminal::start(&["add"]);
    terminal.sees("there is no Mix project here");
    assert_eq!(terminal.ends(), (1, vec![]));
    // No kind goes there, so there is nothing to choose from.
    let folder = TempDir::new().unwrap();
    let umbrella =
        "defmodule Shop.MixProject do\n  use Mix.Project\n\n  def project, do: [apps_path: \"apps\"]\nend\n";
    fs::write(folder.path().join("mix.exs"), umbrella).unwrap();
    let mut terminal = Terminal::start_in(folder, &["add"], &[]);
    terminal.sees("this is the root of an umbrella");
    assert_eq!(terminal.ends(), (1, vec!["mix.exs".to_owned()]));
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("shop/mine")).unwrap();
    let mut terminal = Terminal::start_in(folder, &["new", "shop"], &[]);
    terminal.sees("is not empty");
    assert_eq!(terminal.ends(), (1, vec!["shop".to_owned()]));
}

#[test]
fn color_is_left_out_where_it_is_not_wanted() {
    for (words, environment) in
        [(&["new", "--color", "never"][..], &[][..]), (&["new"], &[("NO_COLOR", "1")])]
    {
        let mut terminal = Terminal::start_in(TempDir::new().unwrap(), words, environment);
        // Marks tell what colors do elsewhere: where the list stands, and what is ticked.
        terminal.sees("The folder").presses("shop\r").sees("Kind of project").sees("> live").presses(ENTER);
        terminal.enters(&PROJECT[2..]).enters(&["Add a component?"]);
        terminal.sees("Parts").sees("> [x] mailer").presses(CTRL_C);
        assert_eq!(terminal.ends().0, 130);
        assert!(
            !terminal.drawn.contains("\x1b[38") && !terminal.drawn.contains("\x1b[3;"),
            "{:?}",
            terminal.drawn
        );
    }
}

#[test]
fn a_dumb_terminal_is_asked_line_by_line() {
    let start = |words: &[&str]| Terminal::start_in(TempDir::new().unwrap(), words, &[("TERM", "dumb")]);
    let mut terminal = start(&["new", "--no-git"]);
    terminal
        .sees("Answer each question with a line.")
        .sees("The folder")
        .presses("<\n")
        .sees("this is the first question")
        .sees("The folder")
        .presses("?\n");
    terminal.sees("It must not exist").sees("The folder").presses("server\n").sees("is taken");
    terminal.sees("The folder").presses("shop\n").sees("[live]").sees("4  otp").presses("4\n");
    terminal.sees("Database").presses("<\n").sees("Kind of project [otp]").presses("api\n");
    terminal
        .sees("Database")
        .presses("postgr\n")
        .sees("Restart strategy")
        .presses("one\n")
        .sees("more than one");
    terminal
        .presses("\n")
        .sees("Add a component?")
        .presses("schema\n")
        .sees("Module name")
        .presses("Catalog.Product\n");
    terminal.sees("Field 1").presses("name:strin\n").sees("did you mean `string`").presses("name:string\n");
    terminal.sees("Field 2").sees("name:string").presses("name:string\n").sees("[change]").presses("\n");
    terminal.sees("Field 1 [name:string]").presses("title:string\n").sees("Field 2").presses("\n");
    terminal.sees("Interfaces").sees("[none").presses("soap\n").sees("there is no `soap`").presses("json\n");
    terminal.sees("More options?").sees("[no]").presses("maybe\n").sees("yes or no").presses("??\n");
    terminal.sees("repo.ex").sees("More options?").presses("\n").sees("Add a component?").presses("\n");
    terminal
        .sees("Parts")
        .presses("1, release\n")
        .sees("More options?")
        .presses("\n")
        .sees("Other options")
        .presses("\n");
    terminal.sees("--no-ci").sees("What next").presses("\n");
    assert_eq!(terminal.ends(), (0, vec!["shop".to_owned()]), "{}", terminal.drawn);
    assert!(!terminal.drawn.contains('\x1b'), "{}", terminal.drawn);
    let folder = terminal.folder.path().join("shop");
    assert!(fs::read_to_string(folder.join("lib/shop/catalog/product.ex")).unwrap().contains("field :title"));
    // The end of what can be read is a way out too.
    let mut terminal = start(&["new"]);
    terminal.sees("The folder").presses("shop\n").sees("Kind of project").presses("\x04");
    assert_eq!(terminal.ends(), (130, vec![]));
}

#[test]
fn yes_is_never_asked() {
    let mut terminal = Terminal::start(&["new", "shop", "--yes"]);
    assert_eq!(terminal.ends(), (0, vec!["shop".to_owned()]));
    let mut terminal = Terminal::start(&["new", "--yes"]);
    terminal.sees("<PATH>");
    assert_eq!(terminal.ends(), (2, vec![]));
}
