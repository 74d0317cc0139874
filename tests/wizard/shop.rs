//! The shop of the product's own example.

use beamsmith::wizard;

use crate::script::{assert_same_bytes, assert_snapshot, new};

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
    "",
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
    let lines: Vec<_> = outcome.lines.iter().map(|line| wizard::join(line)).collect();
    assert_snapshot("shop", &format!("{}\n\n{}", outcome.spec, lines.join("\n")));
    // Forty words a minute, of five letters and a space each, are 240 keys.
    let keys = keystrokes(SHOP);
    assert!(keys < 480, "{keys} keys");
}
