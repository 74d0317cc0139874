//! The grammar of fields: each case is a line, the snapshot is the line in our words, or why it is refused.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use beamsmith::fields::{self, Field, Format, Modifier, OnDelete, Scalar, Type, Value, modifiers};
use beamsmith::problem::Problem;
use proptest::prelude::*;

/// Tells for every line of a file what becomes of it.
fn check(name: &str, parse: fn(&str) -> Result<String, Problem>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fields/{name}.txt"));
    let mut told = String::new();
    for line in fs::read_to_string(&path).unwrap().lines() {
        let line = line.replace("<TAB>", "\t");
        writeln!(told, "{}", line.escape_debug()).unwrap();
        match parse(&line) {
            Ok(said) => writeln!(told, "  -> {said}").unwrap(),
            Err(problem) => {
                writeln!(told, "  {}", problem.line()).unwrap();
                assert!(problem.to_string().starts_with("error[bad-field]: "), "{line}: {problem}");
            }
        }
    }
    insta::with_settings!({
        snapshot_path => "fields", prepend_module_to_snapshot => false, omit_expression => true,
    }, { insta::assert_snapshot!(name, told) });
}

/// The line in our words, which say the same.
fn canonical(line: &str) -> Result<String, Problem> {
    let field: Field = line.parse()?;
    let said = field.to_string();
    assert_eq!(said.parse(), Ok(field), "{line} is {said}");
    Ok(said)
}

#[test]
fn what_phoenix_takes() {
    check("phoenix", canonical);
}

#[test]
fn what_only_we_take() {
    check("ours", canonical);
}

#[test]
fn what_is_refused() {
    check("refused", canonical);
}

#[test]
fn what_goes_together() {
    check("lists", |line| {
        let fields: Vec<Field> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        fields::check(&fields).map(|()| "fine".to_owned())
    });
}

#[test]
fn what_follows_from_a_field() {
    let field = |line: &str| line.parse::<Field>().unwrap();
    assert_eq!(field("category:belongs_to=Category").column().as_deref(), Some("category_id"));
    assert_eq!(field("comments:has_many=Comment").column(), None);
    assert_eq!(field("is_active:boolean").initial(), Some(Value::Boolean(false)));
    assert_eq!(field("is_active:boolean:optional").initial(), None);
    assert_eq!(field("settings:map").initial(), Some(Value::EmptyMap));
    assert!(field("category:belongs_to=Category").is_indexed);
    assert!(!field("category:belongs_to=Category:unique").is_indexed);
    assert!(!field("comments:has_many=Comment").is_required());
}

/// A value that the modifier takes for a type, as it is written.
fn sample(modifier: Modifier, kind: Type) -> &'static str {
    match (modifier, kind) {
        (Modifier::Default, Type::Scalar(Scalar::Boolean)) => "=true",
        (Modifier::Default, Type::Scalar(Scalar::Date)) => "=2026-11-23",
        (Modifier::Default, Type::Scalar(Scalar::Time | Scalar::TimeUsec)) => "=10::30::00",
        (Modifier::Default, Type::Scalar(scalar)) if scalar.is_calendar() => "=2026-11-23T10::30::00",
        (Modifier::Default, Type::Array | Type::Scalar(Scalar::Map)) => "=",
        (Modifier::Default, Type::Enum) => "=draft",
        (Modifier::Min | Modifier::Max | Modifier::Default, _) => "=7",
        (Modifier::Precision, _) => "=10",
        (Modifier::Scale, _) => "=2:precision=10",
        (Modifier::Format, _) => "=email",
        (Modifier::OnDelete, _) => "=restrict",
        _ => "",
    }
}

#[test]
fn a_type_takes_its_modifiers_and_no_others() {
    for kind in Type::all() {
        let example: Field = kind.example().parse().unwrap();
        assert_eq!(example.kind.type_(), kind);
        assert_eq!(example.to_string(), kind.example());
        for modifier in Modifier::ALL {
            let line = format!("sample:{}:{modifier}{}", example.kind, sample(modifier, kind));
            let taken = modifiers(kind).any(|it| it == modifier);
            assert_eq!(line.parse::<Field>().is_ok(), taken, "{line}: {:?}", line.parse::<Field>());
        }
    }
}

/// A line put together from what the grammar has, sense or nonsense.
fn lines() -> impl Strategy<Value = String> {
    let kind = prop_oneof![
        prop::sample::select(Scalar::ALL.map(Scalar::name).to_vec()).prop_map(str::to_owned),
        "array=(string|text|integer|decimal|time|map)",
        "enum=[a-d](/[e-h]){0,2}",
        "(belongs_to|embeds_one)=[A-C][a-z]{0,2}(\\.[A-C])?",
    ];
    let part = prop_oneof![
        Just("optional".to_owned()),
        Just("unique".to_owned()),
        Just("index".to_owned()),
        Just("redact".to_owned()),
        "(min|max|precision|scale)=-?[0-9]{1,2}(\\.[0-9]{1,2})?",
        "default=-?[0-9]{1,3}(\\.[0-9]{1,3})?",
        "default=[a-h:/=. ]{0,6}",
        "default=([a-d]|::|//){1,4}(/[a-d]([a-d]|::|//){0,4}){0,2}",
        "default=20[0-9]{2}-[01][0-9]-[0-3][0-9](T[0-2][0-9]::[0-5][0-9](::[0-5][0-9](\\.[0-9]{1,6})?)?Z?)?",
        "default=[0-2][0-9]::[0-5][0-9](/[0-2][0-9]::[0-5][0-9])?",
        "(format|on_delete)=(email|slug|restrict|nilify)",
    ];
    ("[a-z][a-z0-9_]{0,8}", kind, prop::collection::vec(part, 0..4))
        .prop_map(|(name, kind, parts)| [vec![name, kind], parts].concat().join(":"))
}

/// How many lines are tried, as for `tests/random.rs`.
fn cases() -> u32 {
    std::env::var("BEAMSMITH_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2048)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_field_says_what_it_is(line in lines()) {
        if let Ok(field) = line.parse::<Field>() {
            let said = field.to_string();
            prop_assert_eq!(said.parse::<Field>(), Ok(field), "{} is {}", line, said);
        }
    }

    #[test]
    fn any_line_is_a_field_or_a_problem(line in "\\PC{0,40}") {
        let parsed = line.parse::<Field>();
        prop_assert!(parsed.is_ok() || parsed.unwrap_err().to_string().contains("bad-field"));
    }

    #[test]
    fn any_text_can_be_said(text in "\\PC{1,40}") {
        let line = format!("note:text:default={}", text.replace(':', "::"));
        let field: Field = line.parse().unwrap();
        prop_assert_eq!(field.default, Some(Value::Text(text)));
    }
}

/// A text for a cell of a table.
fn code(text: impl std::fmt::Display) -> String {
    format!("`{text}`")
}

/// A name as Elixir writes it: `:string`, but `Ecto.UUID`.
fn elixir(name: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_uppercase()) {
        code(name)
    } else {
        code(format!(":{name}"))
    }
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = line(&head.iter().map(ToString::to_string).collect::<Vec<_>>());
    let rule = head.split('|').skip(2).map(|_| "|---").collect::<String>();
    rows.fold(format!("{head}{rule}|\n"), |text, row| text + &line(&row))
}

fn types_table() -> String {
    let row = |kind: Type| {
        let word = |schema: &str, column: &str| (schema.to_owned(), column.to_owned());
        let (schema, column) = match kind {
            Type::Scalar(scalar) => (elixir(scalar.schema_type()), elixir(scalar.column_type())),
            Type::Array => word("`{:array, …}`", "`{:array, …}`"),
            Type::Enum => word("`Ecto.Enum`", "`:string`"),
            Type::BelongsTo => word("`belongs_to`", "`references`"),
            Type::EmbedsOne | Type::EmbedsMany => (code(kind), "`:map`".to_owned()),
            Type::ManyToMany => word("`many_to_many`", "a table between"),
            Type::HasMany | Type::HasOne => (code(kind), "–".to_owned()),
        };
        let taken: Vec<_> = modifiers(kind).map(code).collect();
        let taken = if taken.is_empty() { "–".to_owned() } else { taken.join(" ") };
        vec![code(kind), kind.help().to_owned(), schema, column, taken, code(kind.example())]
    };
    table(&["type", "is", "schema", "migration", "takes", "example"], Type::all().map(row))
}

fn modifiers_table() -> String {
    let row = |modifier: Modifier| {
        let name = modifier.value_name().map_or(code(modifier), |value| code(format!("{modifier}={value}")));
        vec![name, modifier.help().to_owned()]
    };
    table(&["modifier", "says"], Modifier::ALL.into_iter().map(row))
}

fn formats_table() -> String {
    table(&["format", "is"], Format::ALL.into_iter().map(|it| vec![code(it), it.help().to_owned()]))
}

fn actions_table() -> String {
    table(&["action", "does"], OnDelete::ALL.into_iter().map(|it| vec![code(it), it.help().to_owned()]))
}

fn phoenix_table() -> String {
    let lines = [
        "title",
        "title:unique",
        "secret:string:redact",
        "tags:array:string",
        "status:enum:draft:live",
        "starts_at:datetime",
        "user_id:references:users",
    ];
    table(
        &["as Phoenix has it", "as it is here"],
        lines.into_iter().map(|line| vec![code(line), code(line.parse::<Field>().unwrap())]),
    )
}

/// The document with a table between two marks made anew.
fn with_table(document: &str, name: &str, table: &str) -> String {
    let (before, rest) = document.split_once(&format!("<!-- {name} -->\n")).unwrap();
    let (_, after) = rest.split_once("<!-- end -->\n").unwrap();
    format!("{before}<!-- {name} -->\n{table}<!-- end -->\n{after}")
}

#[test]
fn the_reference_is_made_from_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/fields.md");
    let written = fs::read_to_string(&path).unwrap();
    let tables = [
        ("types", types_table()),
        ("modifiers", modifiers_table()),
        ("formats", formats_table()),
        ("actions", actions_table()),
        ("phoenix", phoenix_table()),
    ];
    let made = tables.iter().fold(written.clone(), |text, (name, table)| with_table(&text, name, table));
    if made != written {
        fs::write(&path, made).unwrap();
        panic!("docs/fields.md was behind the code; it is written anew, read it and commit it");
    }
}

#[test]
fn every_field_in_the_reference_is_one() {
    let text = include_str!("../docs/fields.md");
    let (blocks, prose): (Vec<_>, Vec<_>) = text.split("```").enumerate().partition(|(at, _)| at % 2 == 1);
    let blocks = blocks.iter().flat_map(|(_, block)| block.lines().skip(1));
    let spans = prose.iter().flat_map(|(_, prose)| prose.split('`').skip(1).step_by(2));
    let is_field = |it: &&str| {
        it.contains(':')
            && !it.contains('…')
            && !it.ends_with("//")
            && it.starts_with(|first: char| first.is_ascii_lowercase())
    };
    let fields: Vec<_> = blocks.chain(spans).filter(is_field).collect();
    assert!(fields.len() > 30);
    for field in fields {
        assert!(field.parse::<Field>().is_ok(), "{field}");
    }
}
