//! The wizard without a terminal: answers from a script.

mod support;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::Path;

use beamsmith::cli::{self, Verb};
use beamsmith::components::{KINDS, Kind, is_switch};
use beamsmith::plan::{Conflict, Plan, Tree};
use beamsmith::problem::Problem;
use beamsmith::project::{Choice, Project, names_below};
use beamsmith::record::LOCK_FILE;
use beamsmith::run;
use beamsmith::spec;
use beamsmith::wizard::{self, Answer, Check, End, Form, Question, Respondent, Said, State, Stop, World};

/// Answers, one a question: a word, words to tick or untick, nothing for Enter, `<` for Esc, `^C`.
struct Script {
    answers: VecDeque<String>,
    /// Every question with its answer, every text that was told, every error under a line.
    transcript: Vec<String>,
}

impl Script {
    fn new(answers: &[&str]) -> Self {
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        Self { answers, transcript: Vec::new() }
    }

    fn answer(&mut self, question: &Question) -> Result<Answer, Stop> {
        let answer = self.answers.pop_front();
        let answer = answer.unwrap_or_else(|| panic!("no answer to {question:#?}\n{:#?}", self.transcript));
        self.transcript.push(format!("{}: {answer}", question.message));
        match answer.as_str() {
            "<" => return Err(Stop::Back),
            "^C" => return Err(Stop::Interrupted),
            _ => {}
        }
        Ok(match &question.form {
            Form::Select(choices, start) if answer.is_empty() => Answer::Word(choices[*start].word.clone()),
            Form::Select(choices, _) => {
                assert!(
                    choices.iter().any(|choice| choice.word == answer),
                    "no {answer} in {choices:#?}\n{:#?}",
                    self.transcript
                );
                Answer::Word(answer)
            }
            Form::Ticks(choices, ticked) => {
                let toggled: Vec<_> = answer.split_whitespace().collect();
                let is_on = |index: &usize| {
                    ticked.contains(index) != toggled.contains(&choices[*index].word.as_str())
                };
                let on = (0..choices.len()).filter(is_on);
                Answer::Ticked(on.map(|index| choices[index].word.clone()).collect())
            }
            Form::Text { default, typed } if answer.is_empty() => {
                Answer::Word(if typed.is_empty() { default } else { typed }.clone())
            }
            Form::Text { .. } => Answer::Word(answer),
            Form::YesNo(usual) if answer.is_empty() => Answer::Yes(*usual),
            Form::YesNo(_) => Answer::Yes(answer == "y"),
        })
    }
}

impl Respondent for Script {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        loop {
            let answer = self.answer(question)?;
            match check(&answer) {
                Err(problem) if matches!(question.form, Form::Text { .. }) => {
                    self.transcript.push(format!("! {}", problem.line()));
                }
                _ => return Ok(answer),
            }
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        self.transcript.push(text.to_owned());
        Ok(())
    }

    fn explain(&mut self, words: &[wizard::Choice]) -> Result<(), Stop> {
        let lines: Vec<_> = words.iter().map(|line| format!("{} {}", line.word, line.help)).collect();
        self.tell(&lines.join("\n"))
    }
}

/// No more components, the usual parts, nothing besides.
const END: [&str; 5] = ["no", "", "", "", "write"];

/// What came of a script.
struct Outcome {
    end: End,
    lines: Vec<Vec<String>>,
    spec: String,
    tree: Tree,
    transcript: Vec<String>,
}

impl Outcome {
    fn typed(&self) -> Vec<String> {
        self.lines.iter().map(|line| wizard::join(line)).collect()
    }

    fn said(&self, line: &str) -> bool {
        self.transcript.iter().any(|said| said.contains(line))
    }
}

fn vacant(path: &Path) -> Result<(), Problem> {
    if path == Path::new("full") {
        Err(Problem::world("full", "the folder `full` is not empty"))
    } else {
        Ok(())
    }
}

/// The wizard of `beamsmith new WORDS`, answered by a script.
fn try_new(words: &str, answers: &[&str]) -> Result<Outcome, (Stop, Vec<String>)> {
    let words = ["beamsmith", "new"].into_iter().chain(words.split_whitespace()).map(Into::into);
    let Ok((options, Verb::AskNew(new, matches))) = cli::parse(words, true) else { panic!("nothing to ask") };
    let world = World {
        read: &|_| Ok(None),
        list: &|_| Ok(Vec::new()),
        vacant: &vacant,
        plan: &|spec| run::generate(spec, &support::run()),
        run: &support::run(),
        addition: None,
        typed_for_new: new.typed(),
        flags_for_new: new.untyped(),
        typed_for_all: options.typed(),
    };
    let said = Said::typed(Kind::named("project").unwrap(), &matches);
    let said = match new.path {
        Some(path) => said.at(path),
        None => said,
    };
    let mut script = Script::new(answers);
    let done = State::new_project(&world, said)
        .map_err(Stop::from)
        .and_then(|start| wizard::run(start, &mut script));
    let (state, end) = match done {
        Ok(done) => done,
        Err(stop) => return Err((stop, script.transcript)),
    };
    assert_eq!(script.answers, Vec::<String>::new(), "answers that nobody asked for");
    Ok(Outcome {
        end,
        lines: state.command_lines().unwrap(),
        spec: state.spec().unwrap().text,
        tree: state.tree().clone(),
        transcript: script.transcript,
    })
}

fn new(words: &str, answers: &[&str]) -> Outcome {
    try_new(words, answers).unwrap_or_else(|(stop, transcript)| panic!("{stop:?}\n{transcript:#?}"))
}

/// What command lines make, one after the other.
fn run_lines(lines: &[Vec<String>]) -> Tree {
    let mut tree = Tree::new();
    for line in lines {
        let (_, verb) = cli::parse(line.iter().map(Into::into), false).unwrap();
        match verb {
            Verb::New(new, said) => {
                let kind = Kind::named("project").unwrap();
                let spec = spec::write(kind, &said, new.path.as_deref()).unwrap();
                tree = run::generate(&spec, &support::run()).unwrap();
            }
            Verb::Add(kind, said) => {
                let before = tree.clone();
                let project = Project::of(&before);
                tree.extend(run::plan_addition(kind, &said, &support::run(), project).unwrap().into_after());
            }
            verb => panic!("{verb:?} makes nothing"),
        }
    }
    tree
}

/// The two ways to say the same without the wizard give the same bytes. The lock tells of each command,
/// so it is only the same from the spec.
fn assert_same_bytes(outcome: &Outcome) {
    let from_spec = support::generate(&outcome.spec);
    assert_eq!(outcome.tree, from_spec);
    let (mut asked, mut typed) = (outcome.tree.clone(), run_lines(&outcome.lines));
    asked.remove(LOCK_FILE);
    typed.remove(LOCK_FILE);
    let difference = Plan::new(asked.clone(), typed.clone(), Vec::new());
    assert!(difference.is_empty() && asked.len() == typed.len(), "{:?}\n{difference:#}", outcome.typed());
}

fn assert_snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "wizard", prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!(name, text) });
}

#[test]
fn enter_throughout_gives_the_defaults() {
    let outcome = new("", &["shop", "", "", "", "", "", "", "", ""]);
    assert_eq!(outcome.end, End::Write);
    assert_eq!(outcome.typed(), ["beamsmith new shop --yes"]);
    assert_same_bytes(&outcome);
}

#[test]
fn what_was_answered_is_what_can_be_typed() {
    let answers = [
        &["apps/my-shop", "html", "sqlite", "rest_for_one", "no", "mailer release"][..],
        &["y", "uuid", "7", "9", "", "Store"],
        &["install", "write"],
    ];
    let outcome = new("--no-git --seed 42 --clock 2026-11-23T12:00:00Z", &answers.concat());
    assert_eq!(
        outcome.typed(),
        ["beamsmith new apps/my-shop --kind html --database sqlite --ids uuid --strategy rest_for_one \
            --max-restarts 7 --max-seconds 9 --module Store --no-mailer --no-release --no-git --install --yes \
            --seed=42 --clock=2026-11-23T12:00:00Z"]
    );
    assert_same_bytes(&outcome);
}

#[test]
fn components_are_added_as_commands_would_add_them() {
    let project = ["shop", "otp", "", ""];
    let engine = ["gen_server", "Pricing.Engine", ""];
    let pricing = ["supervisor", "Pricing", "rest_for_one", "y", "", "1000", "7", "60"];
    let cache = ["cache", "Pricing.Cache", "Pricing", "30s", ""];
    let limiter = ["rate_limiter", "Limiter", "", "50", "10s", "token_bucket", ""];
    let outcome = new("", &[&project[..], &engine, &pricing, &cache, &limiter, &END].concat());
    assert_same_bytes(&outcome);
    assert_snapshot("components", &outcome.typed().join("\n"));
}

#[test]
fn what_does_not_go_with_the_answers_is_not_asked() {
    let outcome = new("shop", &["otp", "", "", "no", "", "n", "", "quit"]);
    assert_eq!(outcome.end, End::Quit);
    assert!(outcome.said("Parts: "));
    let more = new("shop", &["otp", "", "", "no", "", "y", "", "", "", "", "", "quit"]);
    assert!(!more.said("primary keys"), "{:#?}", more.transcript);
}

#[test]
fn what_was_typed_is_not_asked_again() {
    let outcome =
        new("shop --kind api --no-ci --max-restarts 5", &["", "", "no", "ci", "y", "", "", "", "", "", ""]);
    let asked = outcome.transcript.join("\n");
    for question in ["The folder", "What it is", "How many restarts"] {
        assert!(!asked.contains(question), "{asked}");
    }
    assert_same_bytes(&outcome);
}

#[test]
fn an_answer_that_cannot_be_is_refused_where_it_is_typed() {
    let names = ["server", "full", "Shop", "..", "shop"];
    let more = ["y", "", "-1", "3", "0", "5", "Enum", "", "enum", "Enum", ""];
    let outcome = new(
        "",
        &[
            &names[..],
            &["", "", ""],
            &["cache", "pricing", "Pricing", "1 m", "1m", "", "no", ""],
            &more,
            &["", "quit"],
        ]
        .concat(),
    );
    let refused: Vec<_> = outcome.transcript.iter().filter(|line| line.starts_with("! ")).cloned().collect();
    assert_snapshot("refused", &refused.join("\n"));
}

#[test]
fn the_pipelines_of_the_router_are_offered() {
    let project = ["", "", ""];
    let limiter = ["rate_limiter", "Limiter", "", "", "", "api", ""];
    let outcome = new("shop", &[&project[..], &limiter, &END].concat());
    assert_eq!(outcome.typed()[1], "beamsmith add rate_limiter Limiter --pipeline api");
    assert_same_bytes(&outcome);
}

#[test]
fn all_that_is_required_is_asked_for() {
    let project = ["otp", "", ""];
    let pool = ["pool", "lines", "Lines", "switch", "switch:9100", "", ""];
    let outcome = new("shop", &[&project[..], &pool, &END].concat());
    assert!(outcome.said("! `lines` cannot name a module") && outcome.said("! `switch` is no address"));
    assert_eq!(outcome.typed()[1], "beamsmith add pool Lines --address switch:9100");
    assert_same_bytes(&outcome);
}

#[test]
fn a_name_that_is_taken_is_told_while_it_is_typed() {
    let project = ["otp", "", ""];
    let components = ["cache", "Pricing", "", "", "worker", "Pricing", "Reconciler", "", ""];
    let outcome = new("shop", &[&project[..], &components, &END].concat());
    assert!(outcome.said("! there are two components of the name `Pricing`"));
    assert_same_bytes(&outcome);
}

#[test]
fn esc_goes_back_and_forgets_what_came_after() {
    let outcome = new(
        "",
        &["<", "shop", "otp", "<", "<", "store", "api", "<", "", "sqlite", "", "", "", "", "", "write"],
    );
    assert_eq!(outcome.typed(), ["beamsmith new store --kind api --database sqlite --yes"]);
    assert_same_bytes(&outcome);
}

#[test]
fn esc_leaves_a_component_and_one_more_can_be_added_from_the_end() {
    let answers = [
        "shop", "otp", "", "", "cache", "<", "worker", "<", "no", "", "", "", "add", "tasks", "Jobs", "", "",
        "no", "write",
    ];
    let outcome = new("", &answers);
    assert_eq!(outcome.typed(), ["beamsmith new shop --kind otp --yes", "beamsmith add tasks Jobs"]);
    assert_same_bytes(&outcome);
}

#[test]
fn the_end_shows_what_is_to_be_written() {
    let outcome = new("shop", &["otp", "", "", "no", "release ci agents", "", "", "show", "save"]);
    assert_eq!(outcome.end, End::Save);
    assert!(outcome.said("+defmodule Shop.MixProject do"));
    let summary = outcome.transcript.iter().find(|text| text.contains("Processes")).unwrap();
    assert_snapshot("summary", summary);
}

#[test]
fn of_each_file_that_differs_it_is_asked_what_becomes_of_it() {
    let conflict = |path: &str| Conflict { path: path.to_owned(), diff: format!("-mine in {path}") };
    let conflicts = [conflict("a.ex"), conflict("b.ex")];
    let mut script = Script::new(&["keep", "<", "overwrite", "merge"]);
    let settled = wizard::settle(&conflicts, &mut script).unwrap();
    assert_eq!(settled["a.ex"], Choice::Overwrite);
    assert_eq!(settled["b.ex"], Choice::Merge);
    assert_eq!(script.transcript[..2], ["-mine in a.ex", "`a.ex` holds something else: keep"]);
    let broken_off = wizard::settle(&conflicts, &mut Script::new(&["keep", "^C"]));
    assert!(matches!(broken_off, Err(Stop::Interrupted)));
}

#[test]
fn ctrl_c_ends_it_at_every_question() {
    let answers = ["shop", "otp", "", "", "cache", "Pricing.Cache", "", "", "no", "", "", ""];
    for count in 0..=answers.len() {
        let script = [&answers[..count], &["^C"]].concat();
        assert!(matches!(try_new("", &script), Err((Stop::Interrupted, _))), "{script:?}");
    }
}

#[test]
fn flags_that_make_no_sense_are_refused_before_the_first_question() {
    let Err((Stop::Problem(problem), _)) = try_new("shop --kind otp --mailer", &[]) else { panic!("asked") };
    assert!(problem.to_string().contains("`mailer` does not go with kind `otp`"), "{problem}");
}

/// The shop of the product's own example, as a person who presses Enter wherever that will do answers.
const SHOP: &[&str] = &[
    // The project: a LiveView application on PostgreSQL.
    "shop",
    "",
    "",
    "",
    "context",
    "Catalog",
    "schema",
    "Catalog.Category",
    "name:string:unique",
    "",
    "",
    "",
    "schema",
    "Catalog.Product",
    "name:string:max=160",
    "price:decimal:min=0",
    "status:enum=draft/live:default=draft",
    "category:belongs_to=Catalog.Category:on_delete=restrict",
    "",
    "live",
    "",
    "supervisor",
    "Pricing",
    "rest_for_one",
    "",
    "cache",
    "Pricing.Cache",
    "Pricing",
    "",
    "",
    "no",
    "",
    "",
    "",
    "write",
];

/// How many keys the answers of a script take, if choices are found by typing their words: each letter, and Enter. A
/// tick takes the keys that find it and Space.
fn keystrokes(answers: &[&str]) -> usize {
    answers.iter().map(|answer| answer.chars().count() + 1).sum()
}

#[test]
fn the_shop_is_described_in_under_two_minutes() {
    let outcome = new("", SHOP);
    assert_same_bytes(&outcome);
    assert_snapshot("shop", &format!("{}\n\n{}", outcome.spec, outcome.typed().join("\n")));
    // Forty words a minute, of five letters and a space each, are 240 keys.
    let keys = keystrokes(SHOP);
    assert!(keys < 480, "{keys} keys");
}

/// A new LiveView application without components, up to the first of them.
const LIVE: [&str; 4] = ["shop", "", "", ""];

/// A new plain application without components, up to the first of them.
const OTP: [&str; 4] = ["shop", "otp", "", ""];

#[test]
fn fields_are_added_changed_moved_and_removed() {
    let fields = [
        // One that is wrong is told where it is typed; so are two of one name.
        &["", "name:strin", "name:string", "name:text", "price:decimal", "stock:integer", "notes:text"][..],
        // What is there already is chosen to be changed.
        &["name:string", "change", "title:string"],
        &["notes:text", "remove"],
        &["stock:integer", "up"],
        &["title:string", "down"],
        &["price:decimal", "back"],
        &["price:decimal", "change", "stock:text", "price:money", ""],
    ];
    let schema = [&["schema", "Catalog.Product"][..], &fields.concat(), &["", ""]].concat();
    let outcome = new("", &[&LIVE[..], &schema, &END].concat());
    assert_eq!(
        outcome.typed()[1],
        "beamsmith add schema Catalog.Product stock:integer title:string price:money"
    );
    let refused: Vec<_> = outcome.transcript.iter().filter(|line| line.starts_with("! ")).cloned().collect();
    assert_snapshot("fields", &refused.join("\n"));
    assert_same_bytes(&outcome);
}

#[test]
fn esc_goes_back_within_a_list() {
    let schema = [
        &["schema", "Catalog.Product", "name:string", "price:decimal", "<"][..],
        // Back to the field that was typed last, which is typed anew.
        &["price:money", "name:string", "<", "name:string", "change", "<", "<", "", "<", "stock:integer", ""],
        &["", ""],
    ];
    let outcome = new("", &[&LIVE[..], &schema.concat(), &END].concat());
    assert_eq!(
        outcome.typed()[1],
        "beamsmith add schema Catalog.Product name:string price:money stock:integer"
    );
}

#[test]
fn names_are_derived_from_what_was_said() {
    let more = ["y", "", "", "", ""];
    let schema =
        [&["context", "Catalog", "schema", "Catalog.Person", "name:string", "", ""][..], &more].concat();
    let mut script = Watching::new(&[&LIVE[..], &schema, &["no", "", "", "", "quit"]].concat());
    ask_new(&mut script);
    assert_eq!(script.default_of("Its name for many"), "people");
    assert_eq!(script.default_of("Its table"), "people");
    assert!(script.offers("Its module, below its context", "").contains(&"Catalog.".to_owned()));
    assert_eq!(script.offers("Field 1", "name:st"), ["name:string"]);
    assert_eq!(script.offers("Field 1", "name:string:un"), ["name:string:unique"]);
    assert_eq!(script.offers("Field 1", "owner:belongs_to=C"), Vec::<String>::new());
    assert_eq!(script.offers("Field 1", "mail:string:format=e"), ["mail:string:format=email"]);
    assert_eq!(script.offers("Field 1", "mail:strong"), [""]);
    assert_eq!(script.offers("Field 2", ""), ["name:string"]);
}

#[test]
fn a_schema_is_offered_where_a_field_points_to_one() {
    let category = ["schema", "Catalog.Category", "name:string", "", "", ""];
    let product = ["schema", "Catalog.Product", "name:string", "", "", ""];
    let operation = ["operation", "Catalog.Fill", "product:insert=Catalog.Product", ""];
    let mut script = Watching::new(&[&LIVE[..], &category, &product, &operation, &["quit"]].concat());
    ask_new(&mut script);
    assert_eq!(script.offers("Step 1", "product:update=Catalog.P"), ["product:update=Catalog.Product"]);
    let offered = script.last_offers("Field 1", "category:belongs_to=");
    assert_eq!(offered, ["category:belongs_to=Catalog.Category"]);
}

#[test]
fn a_question_mark_tells_all_of_an_argument() {
    let outcome =
        new("", &["?", "shop", "otp", "", "", "cache", "?", "Cache", "?", "", "n", "no", "", "", "", ""]);
    assert!(outcome.said("--ttl TIME \nHow long"), "{:#?}", outcome.transcript);
    assert!(outcome.said("PATH \nThe folder to make."));
    assert_eq!(outcome.typed()[1], "beamsmith add cache Cache");
}

#[test]
fn a_component_that_was_said_can_be_changed() {
    let cache = ["cache", "Pricing.Cache", "", "30s", ""];
    let supervisor = ["supervisor", "Pricing", "", ""];
    // Its questions start at what was answered: Enter keeps it.
    let change = ["change", "cache Pricing.Cache", "change", "", "Pricing", "1m", ""];
    let outcome =
        new("", &[&OTP[..], &supervisor, &cache[..2], &["", "30s", ""], &change[..], &END].concat());
    assert_eq!(outcome.typed()[2], "beamsmith add cache Pricing.Cache --under Pricing --ttl 1m");
    assert_same_bytes(&outcome);
}

#[test]
fn a_schema_that_is_changed_keeps_its_fields() {
    let schema = ["schema", "Catalog.Product", "name:string", "", "live", "y", "goods", "", "", ""];
    let at_the_end = [
        "change",
        "schema Catalog.Product",
        "change",
        "",
        "price:money",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "write",
    ];
    let outcome = new("", &[&LIVE[..], &schema, &["no", "", "", ""], &at_the_end].concat());
    assert_eq!(
        outcome.typed()[1],
        "beamsmith add schema Catalog.Product name:string price:money --web live --plural goods"
    );
}

#[test]
fn a_component_that_was_said_can_be_removed_unless_another_needs_it() {
    let pricing = ["supervisor", "Pricing", "", "", "cache", "Cache", "Pricing", "", ""];
    let refused = ["change", "supervisor Pricing", "remove", "back", "back"];
    let removed = ["change", "cache Cache", "remove", "change", "supervisor Pricing", "remove"];
    let outcome = new("", &[&OTP[..], &pricing, &refused, &removed, &END].concat());
    assert_eq!(outcome.typed(), ["beamsmith new shop --kind otp --yes"]);
    assert!(outcome.said("there is no supervisor `Pricing`"), "{:#?}", outcome.transcript);
    assert_same_bytes(&outcome);
}

#[test]
fn the_project_can_be_changed_at_the_end() {
    let change = ["change", "project", "store", "", "sqlite", "", "", "", "write"];
    let outcome = new("", &[&LIVE[..], &["no", "ci", "", ""], &change].concat());
    assert_eq!(outcome.typed(), ["beamsmith new store --database sqlite --no-ci --yes"]);
    assert_same_bytes(&outcome);
}

#[test]
fn files_and_processes_so_far_can_be_seen_and_all_be_left() {
    let outcome = new("", &[&OTP[..], &["cache", "Cache", "", "", "tree", "quit"]].concat());
    assert_eq!(outcome.end, End::Quit);
    assert!(outcome.said("└─ Shop.Cache"), "{:#?}", outcome.transcript);
    assert!(outcome.said(" test/"));
}

#[test]
fn an_addition_is_shown_before_it_is_written() {
    let tree = support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\n");
    let kind = Kind::named("cache").unwrap();
    let answers = ["tree", "cache", "Cache", "1m", "", "show", "change", "Prices", "", "", ""];
    let mut script = Script::new(&answers);
    let plan_addition =
        |said: &Said| run::plan_addition(kind, &said.matches().unwrap(), &support::run(), Project::of(&tree));
    let world = World {
        read: &|path| Ok(tree.get(path).cloned()),
        list: &|folder| Ok(names_below(&tree, folder)),
        vacant: &|_| Ok(()),
        plan: &|spec| run::generate(spec, &support::run()),
        addition: Some(&plan_addition),
        run: &support::run(),
        typed_for_new: Vec::new(),
        flags_for_new: Vec::new(),
        typed_for_all: Vec::new(),
    };
    let (state, end) = wizard::run(State::addition(&world, None), &mut script).unwrap();
    assert_eq!(end, End::Write);
    assert_eq!(state.command_lines().unwrap()[0].join(" "), "beamsmith add cache Prices --ttl 1m");
    let told = script.transcript.join("\n");
    for part in
        ["Processes", "  create lib/shop/cache.ex", "+defmodule Shop.Cache do", "add cache Cache --ttl 1m"]
    {
        assert!(told.contains(part), "no `{part}` in {told}");
    }
    let mut script = Script::new(&["cache", "Cache", "", "", "quit"]);
    let (_, end) = wizard::run(State::addition(&world, None), &mut script).unwrap();
    assert_eq!(end, End::Quit);
}

#[test]
fn what_is_wrong_as_a_whole_is_told_before_the_last_question() {
    // The name is checked though the fields are not said yet.
    let outcome = new("", &[&LIVE[..], &["schema", "Product", "<", "quit"]].concat());
    assert!(outcome.said("! `Product` has no context"), "{:#?}", outcome.transcript);
}

/// A script that keeps the questions.
struct Watching {
    script: Script,
    questions: Vec<Question>,
}

impl Watching {
    fn new(answers: &[&str]) -> Self {
        Self { script: Script::new(answers), questions: Vec::new() }
    }

    fn asked(&self, message: &str) -> impl DoubleEndedIterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.message.starts_with(message))
    }

    fn default_of(&self, message: &str) -> &str {
        match &self.asked(message).next().unwrap().form {
            Form::Text { default, .. } => default,
            form => panic!("{form:?}"),
        }
    }

    /// What is offered where this is typed, the first time that it is asked.
    fn offers(&self, message: &str, typed: &str) -> Vec<String> {
        offered(self.asked(message).next().unwrap(), typed)
    }

    fn last_offers(&self, message: &str, typed: &str) -> Vec<String> {
        offered(self.asked(message).next_back().unwrap(), typed)
    }
}

fn offered(question: &Question, typed: &str) -> Vec<String> {
    question.completions.as_ref().unwrap().of(typed).into_iter().map(|(word, _)| word).collect()
}

impl Respondent for Watching {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        self.questions.push(question.clone());
        self.script.ask(question, check)
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        self.script.tell(text)
    }

    fn explain(&mut self, words: &[wizard::Choice]) -> Result<(), Stop> {
        self.script.explain(words)
    }
}

/// The wizard of `beamsmith new`, answered by whoever this is.
fn ask_new(respondent: &mut dyn Respondent) {
    let world = World {
        read: &|_| Ok(None),
        list: &|_| Ok(Vec::new()),
        vacant: &vacant,
        plan: &|spec| run::generate(spec, &support::run()),
        addition: None,
        run: &support::run(),
        typed_for_new: Vec::new(),
        flags_for_new: Vec::new(),
        typed_for_all: Vec::new(),
    };
    let start = State::new_project(&world, Said::nothing(Kind::named("project").unwrap())).unwrap();
    wizard::run(start, respondent).unwrap_or_else(|stop| panic!("{stop:?}"));
}

/// A project in which every kind finds what it needs.
const READY: &str = "[project]\nname = \"shop\"\n[[supervisor]]\nname = \"Pricing\"\n[[schema]]\n\
    name = \"Catalog.Product\"\nfields = [\"name:string\"]\n";

/// No argument of any kind is out of reach: with more options asked for, each is asked about. What comes of it is what
/// the command line says that is made of the answers.
#[test]
fn every_argument_of_every_kind_can_be_reached() {
    let ready = support::generate(READY);
    for kind in &KINDS {
        let tree = if kind.is_project() { Tree::new() } else { ready.clone() };
        let asked = RefCell::new(String::new());
        let plan_addition = |said: &Said| {
            run::plan_addition(kind, &said.matches().unwrap(), &support::run(), Project::of(&tree))
        };
        let world = World {
            read: &|path| Ok(tree.get(path).cloned()),
            list: &|folder| Ok(names_below(&tree, folder)),
            vacant: &|_| Ok(()),
            plan: &|spec| run::generate(spec, &support::run()),
            addition: Some(&plan_addition),
            run: &support::run(),
            typed_for_new: Vec::new(),
            flags_for_new: Vec::new(),
            typed_for_all: Vec::new(),
        };
        let start = if kind.is_project() {
            State::new_project(&world, Said::nothing(kind)).unwrap()
        } else {
            State::addition(&world, Some(Said::nothing(kind)))
        };
        let (state, end) = wizard::run(start, &mut Everything(&asked)).unwrap();
        assert_eq!(end, End::Write);
        let asked = asked.into_inner();
        for arg in kind.command().get_arguments() {
            let help = arg.get_help().unwrap().to_string();
            let help = help.split(" [default: ").next().unwrap();
            // The folder names a project.
            let is_said_otherwise = kind.is_project() && arg.get_id() == "name";
            let is_switch = is_switch(arg);
            assert!(
                asked.contains(help) || is_said_otherwise,
                "{}: {help} ({is_switch})\n{asked}",
                kind.name
            );
        }
        if !kind.is_project() {
            let [line] = &state.command_lines().unwrap()[..] else { panic!("not one command line") };
            let (_, Verb::Add(_, typed)) = cli::parse(line.iter().map(Into::into), false).unwrap() else {
                panic!("{line:?} adds nothing")
            };
            let said = state.components().unwrap()[0].matches().unwrap();
            let after = |said| {
                let project = Project::of(&tree);
                run::plan_addition(kind, said, &support::run(), project).unwrap().into_after()
            };
            assert_eq!(after(&typed), after(&said), "{line:?}");
        }
    }
}

/// Answers with the default, or with the first of some words that can be, and asks for more options.
struct Everything<'a>(&'a RefCell<String>);

impl Respondent for Everything<'_> {
    fn ask(&mut self, question: &Question, check: &Check<'_>) -> Result<Answer, Stop> {
        let mut asked = self.0.borrow_mut();
        asked.push_str(&question.message);
        asked.push_str(question.help.as_deref().unwrap_or_default());
        Ok(match &question.form {
            Form::Select(choices, start) => {
                let may_be_left_out = choices[0].word.is_empty();
                let others = choices.iter().rev().filter(|_| may_be_left_out);
                let words = others.map(|choice| Answer::Word(choice.word.clone()));
                let said = words.into_iter().find(|answer| check(answer).is_ok());
                said.unwrap_or_else(|| Answer::Word(choices[*start].word.clone()))
            }
            Form::Ticks(choices, _) => {
                asked.extend(choices.iter().map(|choice| format!("{}\n", choice.help)));
                let all = Answer::Ticked(choices.iter().map(|choice| choice.word.clone()).collect());
                if check(&all).is_ok() { all } else { Answer::Ticked(Vec::new()) }
            }
            Form::Text { default, .. } => {
                let words = [
                    "Thing",
                    "Catalog.Thing",
                    "name:string",
                    "thing",
                    "thing:1",
                    "https://thing.test",
                    "made:insert=Catalog.Product",
                ];
                let answers =
                    [default.as_str()].into_iter().chain(words).map(|it| Answer::Word(it.to_owned()));
                answers.into_iter().find(|answer| check(answer).is_ok()).unwrap_or_else(|| {
                    let why = words.map(|word| check(&Answer::Word(word.to_owned())).unwrap_err().line());
                    panic!("nothing answers {question:#?}\n{why:#?}\n{asked}")
                })
            }
            Form::YesNo(_) => Answer::Yes(true),
        })
    }

    fn tell(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }

    fn explain(&mut self, _: &[wizard::Choice]) -> Result<(), Stop> {
        Ok(())
    }
}
