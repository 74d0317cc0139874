//! Components: added, changed, removed, and what is told of each.

use beamsmith::components::Kind;
use beamsmith::wizard::Form;

use crate::script::{END, LIVE, OTP, Watching, ask_new, assert_same_bytes, assert_snapshot, new};

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
fn the_pipelines_of_the_router_are_offered() {
    let project = ["", "", ""];
    let limiter = ["rate_limiter", "Limiter", "", "", "", "api", ""];
    let outcome = new("shop", &[&project[..], &limiter, &END].concat());
    assert_eq!(outcome.typed()[1], "beamsmith add rate_limiter Limiter --pipeline api");
    assert_same_bytes(&outcome);
}

#[test]
fn what_is_named_below_a_supervisor_is_offered_to_hang_there() {
    let supervisors = ["supervisor", "Pricing", "", "", "supervisor", "Billing", "", "", ""];
    // The application's for one, the supervisor of its name for the others.
    let caches = ["cache", "Cache", "", "", "", "cache", "Pricing.Rates.Cache", "", "", ""];
    let outcome = new("", &[&OTP[..], &supervisors, &caches, &END].concat());
    assert_eq!(
        outcome.typed()[3..],
        ["beamsmith add cache Cache", "beamsmith add cache Pricing.Rates.Cache --under Pricing"]
    );
    assert_same_bytes(&outcome);
}

#[test]
fn what_has_a_usual_name_may_keep_it() {
    let components = ["cluster", "", "", "presence", "Presence"];
    let outcome = new("", &[&LIVE[..], &components, &END].concat());
    assert_eq!(outcome.typed()[1..], ["beamsmith add cluster", "beamsmith add presence"]);
    assert_same_bytes(&outcome);
}

#[test]
fn all_that_is_required_is_asked_for() {
    let project = ["otp", "", ""];
    let pool = ["pool", "lines", "Lines", "switch", "switch:9100", "", ""];
    let outcome = new("shop", &[&project[..], &pool, &END].concat());
    assert!(
        outcome.said("! `lines` is not a valid module name") && outcome.said("! `switch` is not an address")
    );
    assert_eq!(outcome.typed()[1], "beamsmith add pool Lines --address switch:9100");
    assert_same_bytes(&outcome);
}

#[test]
fn a_name_that_is_taken_is_told_while_it_is_typed() {
    let project = ["otp", "", ""];
    let components = ["cache", "Pricing", "", "", "worker", "Pricing", "Reconciler", "", ""];
    let outcome = new("shop", &[&project[..], &components, &END].concat());
    assert!(outcome.said("! there are two components named `Pricing`"));
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
fn a_component_that_was_said_can_be_changed() {
    let cache = ["cache", "Prices", "", "30s", ""];
    let supervisor = ["supervisor", "Pricing", "", ""];
    // Its questions start at what was answered: Enter keeps it.
    let change = ["change", "cache Prices", "change", "", "Pricing", "1m", ""];
    let outcome =
        new("", &[&OTP[..], &supervisor, &cache[..2], &["", "30s", ""], &change[..], &END].concat());
    assert_eq!(outcome.typed()[2], "beamsmith add cache Prices --under Pricing --ttl 1m");
    assert_same_bytes(&outcome);
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
fn what_is_wrong_as_a_whole_is_told_before_the_last_question() {
    // The name is checked though the fields are not said yet.
    let outcome = new("", &[&LIVE[..], &["schema", "Product", "<", "quit"]].concat());
    assert!(outcome.said("! `Product` has no context"), "{:#?}", outcome.transcript);
}

#[test]
fn only_kinds_that_the_project_can_have_are_offered() {
    let mut script = Watching::new(&[&OTP[..], &["others", "quit"]].concat());
    ask_new(&mut script);
    let offered = script.choices("Add a component?");
    for (word, is_offered) in [("cache", true), ("context", true), ("live", false), ("schema", false)] {
        assert_eq!(offered.contains(&word.to_owned()), is_offered, "{word} in {offered:?}");
    }
    let why = script.script.transcript.join("\n");
    for reason in ["schema this project has no database", "live `ShopWeb` has no `live_view`"] {
        assert!(why.contains(reason), "no `{reason}` in {why}");
    }
    // Pages are of a schema, and there is none yet.
    let mut script = Watching::new(
        &[&LIVE[..], &["schema", "Catalog.Product", "name:string", "", "", "", "quit"]].concat(),
    );
    ask_new(&mut script);
    assert!(!script.choices("Add a component?").contains(&"live".to_owned()));
    assert!(script.last_choices("Add a component?").contains(&"live".to_owned()));
}

#[test]
fn every_kind_is_offered_with_the_group_that_it_belongs_to() {
    let mut script = Watching::new(
        &[&LIVE[..], &["schema", "Catalog.Product", "name:string", "", "", "", "quit"]].concat(),
    );
    ask_new(&mut script);
    let Form::Select(choices, _) = &script.asked("Add a component?").next_back().unwrap().form else {
        panic!()
    };
    let groups: Vec<_> =
        choices.iter().map(|choice| choice.group).filter(|group| !group.is_empty()).collect();
    assert_eq!(groups.len(), Kind::additions().count(), "{choices:?}");
    let mut seen = groups.clone();
    seen.dedup();
    assert_eq!(seen, ["domain", "web", "OTP", "distribution", "boundary"]);
}
