//! Fields, and names that are derived from what was said.

use crate::script::{END, LIVE, Watching, ask_new, assert_same_bytes, assert_snapshot, new};

#[test]
fn fields_are_added_changed_moved_and_removed() {
    let fields = [
        // One that is wrong is told where it is typed; so are two of one name.
        &["", "name:strin", "name:string", "name:text", "price:decimal", "stock:integer", "notes:text"][..],
        // What already exists is chosen to be changed.
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
    let more = ["y", "", "", "", "", "", ""];
    let schema =
        [&["context", "Catalog", "schema", "Catalog.Person", "name:string", "", ""][..], &more].concat();
    let mut script = Watching::new(&[&LIVE[..], &schema, &["no", "", "", "", "quit"]].concat());
    ask_new(&mut script);
    assert_eq!(script.default_of("Plural name"), "people");
    assert_eq!(script.default_of("Table name"), "people");
    assert!(script.offers("Module name, with its context", "").contains(&"Catalog.".to_owned()));
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
    assert!(outcome.said("PATH \nThe folder to create,"));
    assert_eq!(outcome.typed()[1], "beamsmith add cache Cache");
}

#[test]
fn a_schema_that_is_changed_keeps_its_fields() {
    let schema = ["schema", "Catalog.Product", "name:string", "", "live", "y", "goods", "", "", "", "", ""];
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
