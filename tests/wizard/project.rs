//! A new project: its questions, going back, its end.

use beamsmith::wizard::{End, Stop};

use crate::script::{END, LIVE, OTP, Watching, ask_new, assert_same_bytes, assert_snapshot, new, try_new};

#[test]
fn a_folder_that_gives_no_name_is_followed_by_the_question_for_one() {
    for (answers, line) in [
        (&["商店", "", "Shop", "shop"][..], "beamsmith new 商店 --app shop --yes"),
        (&["shop.app", "??", "shop"], "beamsmith new shop.app --app shop --yes"),
        (&["1shop", "<", "shop.app", "shop"], "beamsmith new shop.app --app shop --yes"),
        (&["task", "Elixir", "Tasks"], "beamsmith new task --module Tasks --yes"),
        (&["shop.app", "task", "Tasks"], "beamsmith new shop.app --app task --module Tasks --yes"),
    ] {
        let outcome = new("", &[answers, &["", "", ""], &END].concat());
        assert_eq!(outcome.typed(), [line], "{:#?}", outcome.transcript);
        assert_same_bytes(&outcome);
    }
    // Where the folder was typed, it is the first question.
    let outcome = new("shop.app --kind api", &[&["shop", "", ""], &END[..]].concat());
    assert_eq!(outcome.typed(), ["beamsmith new shop.app --kind api --app shop --yes"]);
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
            --max-restarts 7 --max-seconds 9 --module Store --no-mailer --no-release --no-git --install --yes"]
    );
    assert_same_bytes(&outcome);
}

#[test]
fn what_does_not_go_with_the_answers_is_not_asked() {
    let outcome = new("shop", &["otp", "", "", "no", "", "n", "", "quit"]);
    assert_eq!(outcome.end, End::Quit);
    assert!(outcome.said("Parts: "));
    let more = new("shop", &["otp", "", "", "no", "", "y", "", "", "", "", "", "quit"]);
    assert!(!more.said("Primary key type"), "{:#?}", more.transcript);
}

#[test]
fn what_was_typed_is_not_asked_again() {
    let outcome =
        new("shop --kind api --no-ci --max-restarts 5", &["", "", "no", "ci", "y", "", "", "", "", "", ""]);
    let asked = outcome.transcript.join("\n");
    for question in ["The folder", "Kind of project", "Restarts that"] {
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
fn esc_goes_back_and_forgets_what_came_after() {
    let outcome = new(
        "",
        &["<", "shop", "otp", "<", "<", "store", "api", "<", "", "sqlite", "", "", "", "", "", "write"],
    );
    assert_eq!(outcome.typed(), ["beamsmith new store --kind api --database sqlite --yes"]);
    assert_same_bytes(&outcome);
}

#[test]
fn the_end_shows_what_is_to_be_written() {
    let outcome = new("shop", &["otp", "", "", "no", "release ci agents", "", "", "show", "save"]);
    assert_eq!(outcome.end, End::Save);
    assert!(outcome.said("+defmodule Shop.MixProject do"));
    let summary = outcome.transcript.iter().find(|text| text.contains("Supervision tree")).unwrap();
    assert_snapshot("summary", summary);
}

#[test]
fn a_spec_that_cannot_be_saved_loses_no_answer() {
    let end = ["no", "release ci agents", "", "", "save", "write"];
    let outcome = new("kept", &[&["otp", "", ""], &end[..]].concat());
    assert_eq!(outcome.end, End::Write);
    assert!(outcome.said("`kept.toml` already exists"));
    assert_same_bytes(&outcome);
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
    assert!(problem.to_string().contains("`mailer` cannot be combined with kind `otp`"), "{problem}");
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
    let outcome = new("", &[&OTP[..], &["cache", "Cache", "", "", "?", "??", "quit"]].concat());
    assert_eq!(outcome.end, End::Quit);
    assert!(outcome.said("└─ Shop.Cache"), "{:#?}", outcome.transcript);
    assert!(outcome.said("cache for data that is expensive to get"), "{:#?}", outcome.transcript);
    assert!(outcome.said("├─ cache/"), "{:#?}", outcome.transcript);
}

#[test]
fn what_is_asked_for_is_seen_as_soon_as_it_can_be_made() {
    let schema = ["schema", "??", "Catalog.Product", "name:string", "??", "^C"];
    let Err((Stop::Interrupted, transcript)) = try_new("", &[&LIVE[..], &schema].concat()) else {
        panic!("not left")
    };
    let seen = transcript.iter().filter(|line| line.contains("product.ex")).count();
    assert_eq!(seen, 1, "{transcript:#?}");
}

#[test]
fn only_options_that_are_asked_for_are_named() {
    let named = |database: &str| {
        let mut person = Watching::new(&["shop", "otp", database, "", "no", "", "", "quit"]);
        ask_new(&mut person);
        person.asked("More options?").next().unwrap().help.clone().unwrap()
    };
    assert!(named("postgres").contains("ids"));
    assert!(!named("none").contains("ids"));
}

#[test]
fn switches_are_explained_as_they_are_typed() {
    let outcome = new("", &[&OTP[..], &["no", "?", "", "", "?", "", "quit"]].concat());
    for told in ["`--no-…` leaves one out", "--release", "--install"] {
        assert!(outcome.said(told), "{told}: {:#?}", outcome.transcript);
    }
}

#[test]
fn a_project_that_others_rely_on_changes_as_far_as_they_go_with_it() {
    let schema = ["schema", "Catalog.Product", "name:string", "", "", ""];
    // Without a database there is no schema; whether there is one is asked after the kind.
    let change = ["change", "project", "", "otp", "none", "postgres", "", "no", "", "", "", "write"];
    let outcome = new("", &[&LIVE[..], &schema, &change].concat());
    let told = "`schema Catalog.Product` needs it: choose another answer";
    assert!(outcome.said(told), "{:#?}", outcome.transcript);
    assert_eq!(outcome.typed()[0], "beamsmith new shop --kind otp --database postgres --yes");
    assert_same_bytes(&outcome);
}
