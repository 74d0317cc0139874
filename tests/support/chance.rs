//! Specs that chance comes up with: every kind of component, schemas with every type of field, trees of supervisors.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use beamsmith::fields::Field;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// A component as chance has it: what of it means something depends on those before it.
#[derive(Clone, Debug)]
struct Draft {
    kind: Index,
    name: Vec<String>,
    /// What its choices are made by.
    choices: [Index; 4],
    fields: Vec<(String, Index, u16)>,
}

/// A project of up to 60 components, as a spec.
pub fn spec() -> impl Strategy<Value = String> {
    written().prop_map(|Written { kind, database, text, .. }| {
        format!("[project]\nname = \"relay\"\nkind = \"{kind}\"\ndatabase = \"{database}\"\n{text}")
    })
}

fn written() -> impl Strategy<Value = Written> {
    (any::<[Index; 3]>(), proptest::collection::vec(draft(), 0..60)).prop_map(|(project, drafts)| {
        let mut written = Written::new(&project);
        for draft in &drafts {
            written.add(draft);
        }
        written
    })
}

/// One of them, always the same for the same number.
pub fn sample(number: u64) -> Written {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
    written().new_tree(&mut runner).expect("nothing is refused").current()
}

fn draft() -> impl Strategy<Value = Draft> {
    // A letter that no module of Elixir's begins with, so that chance does not hit a reserved name.
    let part = "Q[a-z0-9]{0,14}([A-Z][a-z0-9]{1,9}){0,2}";
    let name = proptest::collection::vec(part, 1..4);
    let field = ("q[a-z]{1,12}(_[a-z]{2,9}){0,2}", any::<Index>(), any::<u16>());
    let fields = proptest::collection::vec(field, 1..8);
    (any::<Index>(), name, any::<[Index; 4]>(), fields).prop_map(|(kind, name, choices, fields)| Draft {
        kind,
        name,
        choices,
        fields,
    })
}

const PROCESSES: &[&str] = &[
    "supervisor",
    "gen_server",
    "cache",
    "rate_limiter",
    "dynamic",
    "tasks",
    "worker",
    "pool",
    "gateway",
    "rpc",
    "cluster",
    "horde",
];

/// A type of field and the modifiers that it may come with.
const TYPES: &[(&str, &[&str])] = &[
    ("string", &["optional", "unique", "min=2", "max=80", "format=email", "redact", "index"]),
    ("string", &["optional", "max=20", "format=slug", "default=word"]),
    ("text", &["optional", "min=1", "max=5000", "redact"]),
    ("integer", &["optional", "unique", "min=-20000", "max=999999", "index"]),
    ("integer", &["min=0", "default=10000", "optional"]),
    ("bigint", &["optional", "unique", "default=-5"]),
    ("float", &["optional", "min=-0.5", "max=2.5"]),
    ("decimal", &["optional", "min=0", "precision=10", "scale=2", "default=9.5"]),
    ("money", &["optional", "min=0", "max=100000"]),
    ("boolean", &["optional", "default=true", "index"]),
    ("date", &["optional", "unique", "index", "default=2026-11-23"]),
    ("time", &["optional", "default=09::00::00"]),
    ("naive_datetime", &["optional", "index"]),
    ("naive_datetime_usec", &["optional"]),
    ("utc_datetime", &["optional", "unique"]),
    ("utc_datetime_usec", &["optional", "redact"]),
    ("uuid", &["optional", "unique", "redact"]),
    ("binary", &["optional", "redact"]),
    ("map", &["optional"]),
    ("enum=draft/live/gone", &["optional", "default=draft", "index"]),
    ("array=string", &["optional", "min=1", "max=5"]),
    ("array=integer", &["optional", "default="]),
];

/// A spec that is being written, and what later components may refer to.
#[derive(Debug)]
pub struct Written {
    pub kind: &'static str,
    pub database: &'static str,
    /// What stands below the kind and the database of the project.
    pub text: String,
    taken: BTreeSet<String>,
    supervisors: Vec<Option<String>>,
    contexts: Vec<String>,
    schemas: Vec<String>,
    embedded: Vec<String>,
    /// Of what is embedded, what has to have bytes.
    of_bytes: BTreeSet<String>,
}

impl Written {
    fn new([kind, database, ids]: &[Index; 3]) -> Self {
        let kind = *kind.get(&["live", "html", "api", "otp"]);
        let database = *database.get(&["postgres", "sqlite", "mysql", "none"]);
        let has_uuids = database != "none" && *ids.get(&[true, false]);
        Self {
            text: if has_uuids { "ids = \"uuid\"\n".to_owned() } else { String::new() },
            kind,
            database,
            taken: BTreeSet::new(),
            supervisors: vec![None],
            contexts: Vec::new(),
            schemas: Vec::new(),
            embedded: Vec::new(),
            of_bytes: BTreeSet::new(),
        }
    }

    fn add(&mut self, draft: &Draft) {
        let mut kinds = PROCESSES.to_vec();
        if self.database != "none" {
            kinds.extend(["context", "embedded", "operation", "schema", "schema", "schema", "schema"]);
        }
        if self.kind != "otp" {
            kinds.extend(["channel", "presence"]);
        }
        if self.kind == "live" {
            kinds.push("page");
        }
        let kind = *draft.kind.get(&kinds);
        // Two names may be one file: `QaB` and `Qa_b` cannot, `Qa1` and `QA1` could. One last part is one table.
        let last = draft.name.last().expect("a name has a part");
        let is_new = |taken: &mut BTreeSet<String>, name: &str| taken.insert(name.to_lowercase());
        if !is_new(&mut self.taken, last) {
            return;
        }
        match kind {
            "context" => {
                self.contexts.push(last.clone());
                self.table(kind, last, &[]);
            }
            "schema" | "embedded" => self.data(kind, draft, last),
            "operation" => self.operation(draft, last),
            "cluster" | "presence" => {
                if is_new(&mut self.taken, kind) {
                    writeln!(self.text, "\n[[{kind}]]").expect("a string takes it");
                }
            }
            "page" | "channel" => self.table(kind, last, &[]),
            _ => self.process(kind, draft),
        }
    }

    fn table(&mut self, kind: &str, name: &str, lines: &[String]) {
        write!(self.text, "\n[[{kind}]]\nname = \"{name}\"\n").expect("a string takes it");
        for line in lines {
            writeln!(self.text, "{line}").expect("a string takes it");
        }
    }

    fn process(&mut self, kind: &str, draft: &Draft) {
        let name = draft.name.join(".");
        let mut lines = Vec::new();
        match kind {
            "pool" => lines.push("address = \"localhost:9100\"".to_owned()),
            "gateway" => lines.push("url = \"https://api.example.com/v1\"".to_owned()),
            _ => {}
        }
        let hangs = !matches!(kind, "gateway" | "rpc");
        if let Some(parent) = draft.choices[0].get(&self.supervisors).as_ref().filter(|_| hangs) {
            lines.push(format!("under = \"{parent}\""));
        }
        self.table(kind, &name, &lines);
        if kind == "supervisor" {
            self.supervisors.push(Some(name));
        }
    }

    /// The name of something in a context: one that is there, or one that comes with it.
    fn in_context(&mut self, draft: &Draft, last: &str) -> String {
        let known: Vec<_> = self.contexts.iter().map(Some).chain([None]).collect();
        let context = draft.choices[1].get(&known).map(ToOwned::to_owned);
        let context = context.unwrap_or_else(|| {
            let new = format!("{last}Area");
            self.contexts.push(new.clone());
            new
        });
        format!("{context}.{last}")
    }

    fn data(&mut self, kind: &str, draft: &Draft, last: &str) {
        let name = self.in_context(draft, last);
        let is_schema = kind == "schema";
        let mut taken = BTreeSet::new();
        let mut fields: Vec<_> = draft
            .fields
            .iter()
            .filter(|(field, ..)| taken.insert(field.clone()))
            .map(|(field, type_, modifiers)| self.field(field, *type_, *modifiers, is_schema))
            .collect();
        if is_schema {
            fields.extend(self.associations(draft, &name));
        }
        let mut lines = vec![format!("fields = [\n  \"{}\",\n]", fields.join("\",\n  \""))];
        if is_schema {
            // A form has no input for bytes: one without inputs is refused, as is one of a row that needs them.
            let is_bare = fields.iter().all(|field| field.contains("binary") || field.contains(":has_"));
            let webs: &[&[&str]] = match self.kind {
                "live" | "html" if is_bare || self.needs_bytes(&fields) => &[&[]],
                "live" => &[&[], &["live"], &["html", "json"], &["live", "json"]],
                "html" => &[&[], &["html"], &["html", "json"]],
                "api" => &[&[], &["json"]],
                _ => &[&[]],
            };
            let web = draft.choices[2].get(webs);
            if !web.is_empty() {
                lines.push(format!("web = {web:?}"));
            }
            self.schemas.push(name.clone());
        } else {
            if self.needs_bytes(&fields) {
                self.of_bytes.insert(name.clone());
            }
            self.embedded.push(name.clone());
        }
        self.table(kind, &name, &lines);
    }

    /// Whether a row has to have bytes, or what is embedded in it.
    fn needs_bytes(&self, fields: &[String]) -> bool {
        fields.iter().any(|field| {
            let embedded = field.split('=').nth(1).filter(|_| field.contains(":embeds_"));
            let is_of_bytes =
                field.contains("binary") || embedded.is_some_and(|name| self.of_bytes.contains(name));
            is_of_bytes && !field.contains(":optional")
        })
    }

    /// A field with those of the modifiers that it takes.
    fn field(&self, name: &str, type_: Index, chosen: u16, is_schema: bool) -> String {
        let is_there = |(type_, _): &&(&str, &[&str])| match self.database {
            "mysql" => !type_.starts_with("array"),
            _ => true,
        };
        let there: Vec<_> = TYPES.iter().filter(is_there).collect();
        let (type_, modifiers) = type_.get(&there);
        let mut line = format!("{name}:{type_}");
        for (bit, modifier) in modifiers.iter().enumerate() {
            // What is embedded has no table, hence no index; each limit makes it likelier that few values are left.
            let is_of_table = matches!(*modifier, "unique" | "index");
            if chosen & (1 << bit) == 0 || is_of_table && (!is_schema || line.matches(':').count() > 1) {
                continue;
            }
            let longer = format!("{line}:{modifier}");
            if longer.parse::<Field>().is_ok() {
                line = longer;
            }
        }
        line
    }

    fn associations(&self, draft: &Draft, name: &str) -> Vec<String> {
        let other = |index: usize| {
            let others: Vec<_> = self.schemas.iter().map(Some).chain([None]).collect();
            draft.choices[index].get(&others).map(String::as_str)
        };
        let mut lines = Vec::new();
        if let Some(owner) = other(0) {
            let rest = ["", ":optional", ":on_delete=delete", ":optional:on_delete=nilify"];
            lines.push(format!("owner:belongs_to={owner}{}", draft.choices[3].get(&rest)));
        }
        if let Some(peer) = other(3) {
            lines.push(format!("peers:many_to_many={peer}"));
        }
        if *draft.choices[2].get(&[true, false, false]) {
            lines.push(format!("parent:belongs_to={name}:optional"));
        }
        let parts: Vec<_> = self.embedded.iter().map(Some).chain([None]).collect();
        if let Some(part) = draft.choices[1].get(&parts) {
            let kind = draft.choices[0].get(&["embeds_one", "embeds_many"]);
            lines.push(format!("part:{kind}={part}"));
        }
        lines
    }

    fn operation(&mut self, draft: &Draft, last: &str) {
        if self.schemas.is_empty() {
            return;
        }
        let name = self.in_context(draft, last);
        let mut chosen = BTreeSet::new();
        let steps = ["insert", "update", "delete"].iter().zip(&draft.choices).filter_map(|(verb, choice)| {
            let schema = choice.get(&self.schemas);
            chosen.insert(schema.clone()).then(|| format!("{verb}_it:{verb}={schema}"))
        });
        let steps: Vec<_> = steps.collect();
        self.table("operation", &name, &[format!("steps = {steps:?}")]);
    }
}
