//! A component for a project that is there, and files that are in its way.

use beamsmith::components::Kind;
use beamsmith::plan::Conflict;
use beamsmith::project::Choice;
use beamsmith::wizard::{self, End, Said, State, Stop};

use crate::answers::in_world;
use crate::script::Script;
use crate::support;

#[test]
fn of_each_file_that_differs_it_is_asked_what_becomes_of_it() {
    let conflict = |path: &str| Conflict { path: path.to_owned(), diff: format!("-mine in {path}") };
    let conflicts = [conflict("a.ex"), conflict("b.ex")];
    let mut script = Script::new(&["keep", "<", "overwrite", "merge"]);
    let settled = wizard::settle(&conflicts, &mut script).unwrap();
    assert_eq!(settled["a.ex"], Choice::Overwrite);
    assert_eq!(settled["b.ex"], Choice::Merge);
    assert_eq!(script.transcript[..2], ["-mine in a.ex", "`a.ex` exists and differs: keep"]);
    let broken_off = wizard::settle(&conflicts, &mut Script::new(&["keep", "^C"]));
    assert!(matches!(broken_off, Err(Stop::Interrupted)));
}

#[test]
fn an_addition_is_shown_before_it_is_written() {
    let tree = support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\n");
    let answers = ["??", "cache", "Cache", "1m", "", "show", "change", "Prices", "", "", ""];
    let mut script = Script::new(&answers);
    in_world(&tree, |world| {
        let (state, end) = wizard::run(State::addition(&world, None).unwrap(), &mut script).unwrap();
        assert_eq!(end, End::Write);
        assert_eq!(state.command_lines().unwrap()[0].join(" "), "beamsmith add cache Prices --ttl 1m");
    });
    let told = script.transcript.join("\n");
    for part in [
        "Supervision tree",
        "  create lib/shop/cache.ex",
        "+defmodule Shop.Cache do",
        "add cache Cache --ttl 1m",
    ] {
        assert!(told.contains(part), "no `{part}` in {told}");
    }
    let mut script = Script::new(&["cache", "Cache", "", "", "quit"]);
    let end =
        in_world(&tree, |world| wizard::run(State::addition(&world, None).unwrap(), &mut script).unwrap().1);
    assert_eq!(end, End::Quit);
}

#[test]
fn what_a_project_cannot_have_is_told_before_anything_is_asked() {
    let tree = support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\n[[tasks]]\nname = \"Jobs\"\n");
    in_world(&tree, |world| {
        let live = Said::nothing(Kind::named("live").unwrap());
        let refused = State::addition(&world, Some(live)).err().expect("this project has no pages");
        assert_eq!(refused.code(), "no-live-view", "{refused}");
        // A name that another component has is refused where it is typed, whatever is still to be said.
        for answers in [&["cache", "Jobs", "Prices", "", "", "quit"][..], &["pool", "Jobs", "^C"]] {
            let mut script = Script::new(answers);
            let _ = wizard::run(State::addition(&world, None).unwrap(), &mut script);
            let told = "! `Jobs` already exists in `beamsmith.toml`";
            assert!(script.transcript.iter().any(|line| line.starts_with(told)), "{:#?}", script.transcript);
        }
    });
}
