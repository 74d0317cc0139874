//! What the domain kinds know of a schema that is there.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::fs;
use std::path::Path;

use beamsmith::components::Kind;
use beamsmith::plan::Tree;
use beamsmith::project::Project;
use beamsmith::spec::{self, Spec};
use serde_json::Value;

/// The model of an operation on one schema, as its templates see it.
fn target(schema: &str, project: &Project<'_>) -> Value {
    let kind = Kind::named("operation").unwrap();
    let words = ["Other.Change".to_owned(), format!("it:update={schema}")];
    let said = kind.parser().try_get_matches_from(words).unwrap();
    kind.model(&said, project, &support::run()).unwrap()["steps"][0]["target"].clone()
}

/// What a source can say of a field, as JSON; a column of a database alone is not in it.
fn told(column: &Value) -> Value {
    const KNOWN: [&str; 14] = [
        "name",
        "title",
        "ecto",
        "optional",
        "required",
        "unique",
        "redact",
        "text",
        "number",
        "values",
        "column",
        "format",
        "ids",
        "to_itself",
    ];
    let mut column = column.clone();
    // A list of what is embedded is there, be it empty: whether it has to be is said by the migration.
    if column["kind"] == "embeds_many" {
        column["optional"] = true.into();
        column["required"] = false.into();
    }
    KNOWN
        .iter()
        .map(|key| ((*key).to_owned(), column[*key].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn fields(table: &Value) -> Vec<Value> {
    table["fields"].as_array().unwrap().iter().map(told).collect()
}

/// The schemas that a spec names.
fn schemas(spec: &str) -> Vec<String> {
    let requests = spec::parse(&Spec { name: None, text: spec.to_owned() }).unwrap();
    let schemas = requests.iter().filter(|request| request.kind.name == "schema");
    schemas
        .map(|request| request.said.get_raw("name").unwrap().next().unwrap().to_str().unwrap().to_owned())
        .collect()
}

/// Compares what is known of each schema by the spec with what its source says.
fn check(spec: &str) {
    let tree: Tree = support::generate(spec);
    for name in schemas(spec) {
        let requests = spec::parse(&Spec { name: None, text: spec.to_owned() }).unwrap();
        let mut said = Project::of(&tree);
        for request in &requests {
            said.expect(request.kind.name, &request.said);
        }
        let read = Project::of(&tree);
        let (said, read) = (target(&name, &said), target(&name, &read));
        // An association that only the other side asked for is in the source alone.
        let names: Vec<_> = fields(&said).iter().map(|field| field["name"].clone()).collect();
        let read: Vec<_> = fields(&read).into_iter().filter(|field| names.contains(&field["name"])).collect();
        for (read, said) in read.iter().zip(fields(&said)) {
            assert_eq!(*read, said, "{name}");
        }
        assert_eq!(read.len(), names.len(), "{name}");
    }
}

#[test]
fn a_schema_is_read_back_as_it_was_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["default", "every_type", "associations", "uuid", "sqlite", "mysql", "no_phoenix"] {
        check(&fs::read_to_string(root.join("snapshots/schema").join(name).with_extension("toml")).unwrap());
    }
}

#[test]
fn the_shop_is_read_back_as_it_was_written() {
    let shop = include_str!("packages/shop.toml");
    let lines: Vec<_> = shop.lines().filter(|line| !line.starts_with("web = ")).collect();
    check(&format!("[project]\nname = \"shop\"\n\n{}\n", lines.join("\n")));
}
