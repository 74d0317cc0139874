//! The rules that generated code follows, and where it shows that it does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    toml::from_str(include_str!("../rules.toml")).expect("this is a bug: `rules.toml` is no list of rules")
});

/// All rules, in groups.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    group: Vec<Group>,
}

/// Rules of one subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The letter that its rules begin with.
    pub letter: String,
    /// Its subject.
    pub name: String,
    /// Its rules.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

/// A rule, and what is known of how generated code follows it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// A letter and a number, such as `O3`.
    pub id: String,
    /// It in a few words.
    pub name: String,
    /// What it asks for.
    pub says: String,
    /// What a project does instead, where practice has moved on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<String>,
    /// What notices when it is broken.
    pub held: String,
    /// The numbers of the gates that have a part in that.
    pub gates: Vec<u8>,
    /// What stands in no project.
    #[serde(default)]
    pub never: Vec<Text>,
    /// What shows of a kind that it follows the rule: a kind that writes one of these is among those of `shown`.
    #[serde(default, skip_serializing)]
    pub signs: Vec<Text>,
    /// Where it shows.
    pub shown: Vec<Shown>,
}

/// A text in files.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// A part of the paths that are meant.
    pub within: String,
    /// The text.
    pub text: String,
}

/// A line of a snapshot.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The case, such as `cache/default`.
    pub case: String,
    /// The file in it.
    pub file: String,
    /// A part of the line.
    pub text: String,
}

impl Rule {
    /// The kinds that show it, and the files of each in which they do.
    pub fn kinds(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut kinds = BTreeMap::<_, BTreeSet<_>>::new();
        for shown in &self.shown {
            kinds.entry(shown.kind()).or_default().insert(shown.file.as_str());
        }
        kinds
    }
}

impl Shown {
    /// The kind of its case.
    pub fn kind(&self) -> &str {
        self.case.split('/').next().unwrap_or_default()
    }

    /// Whether it is a test.
    pub fn is_test(&self) -> bool {
        self.file.starts_with("test/")
    }
}

/// The groups of the rules.
pub fn groups() -> &'static [Group] {
    &RULES.group
}

/// All rules, in order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    groups().iter().flat_map(|group| &group.rules)
}

/// The rules that a word means: one by its id, or those of a group by its letter.
pub fn find(word: &str) -> Result<Vec<&'static Rule>, Problem> {
    let upper = word.to_uppercase();
    let is_meant =
        |rule: &&Rule| rule.id == upper || rule.id.trim_end_matches(|c: char| c.is_ascii_digit()) == upper;
    let found: Vec<_> = all().filter(is_meant).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let problem = Problem::usage("unknown-rule", format!("there is no rule `{}`", word.escape_debug()));
    let of_letter: Vec<_> =
        all().map(|rule| rule.id.as_str()).filter(|id| upper.starts_with(&id[..1])).collect();
    if of_letter.is_empty() {
        let letters = groups().iter().map(|group| format!("{} ({})", group.letter, group.name));
        let letters = letters.collect::<Vec<_>>().join(", ");
        return Err(problem.hint(format!("the groups are {letters}; `beamsmith rules` lists all")));
    }
    Err(problem.nearest(&upper, &of_letter))
}

/// A line for each rule, below the names of their groups.
pub fn list() -> String {
    let mut text = String::new();
    for group in groups() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}{}", if text.is_empty() { "" } else { "\n" }, group.name);
        for rule in &group.rules {
            let kinds = rule.kinds().into_keys().collect::<Vec<_>>().join(", ");
            let kinds = if kinds.is_empty() { "no kind yet".to_owned() } else { kinds };
            let _ = writeln!(text, "  {}  {} ({kinds})", rule.id, rule.name);
        }
    }
    text
}

/// All that is known of a rule.
pub fn describe(rule: &Rule) -> String {
    let mut text = format!("{}  {}\n\n{}\n", rule.id, rule.name, wrap(&rule.says, 2));
    let mut part = |head: &str, body: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{head}\n{body}");
    };
    if let Some(today) = &rule.today {
        part("Today", &wrap(today, 2));
    }
    part("Held by", &wrap(&held(rule), 2));
    if !rule.never.is_empty() {
        let never = rule.never.iter().map(|never| format!("  {} in {}", never.text.trim(), never.within));
        part("Never", &never.collect::<Vec<_>>().join("\n"));
    }
    for (head, is_test) in [("Followed in", false), ("Tested in", true)] {
        let shown = rule.shown.iter().filter(|shown| shown.is_test() == is_test);
        let lines: Vec<_> = shown
            .map(|shown| format!("  {} of {}\n    {}", shown.file, shown.case, shown.text.trim()))
            .collect();
        if !lines.is_empty() {
            part(head, &lines.join("\n"));
        }
    }
    if rule.shown.is_empty() {
        part("Followed in", "  no kind yet");
    }
    text
}

/// What holds a rule, its gates included.
fn held(rule: &Rule) -> String {
    let gates: Vec<_> = rule.gates.iter().map(ToString::to_string).collect();
    match gates.as_slice() {
        [] => rule.held.clone(),
        [gate] => format!("{} (gate {gate})", rule.held),
        gates => format!("{} (gates {})", rule.held, gates.join(", ")),
    }
}

/// The rules as a page in Markdown: `docs/rules.md`.
pub fn page() -> String {
    let mut page = String::from(
        "# The rules, and where generated code follows them\n\n\
         Made from `rules.toml`, as `beamsmith rules` is; a test looks every line up in the snapshots. The numbers of \
         gates are\nthose of [gates.md](gates.md). The files are those of the case, below `snapshots/`.\n",
    );
    for group in groups() {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "\n## {}", group.name);
        for rule in &group.rules {
            let _ = writeln!(page, "\n### {} {}\n\n{}", rule.id, rule.name, wrap(&rule.says, 0));
            if let Some(today) = &rule.today {
                let _ = writeln!(page, "\n{}", wrap(&format!("*Today.* {today}"), 0));
            }
            let _ = writeln!(page, "\n{}", wrap(&format!("*Held by* {}.", held(rule)), 0));
            if !rule.never.is_empty() {
                let never = rule.never.iter().map(|it| format!("`{}` in `{}`", it.text.trim(), it.within));
                let never = never.collect::<Vec<_>>().join(", ");
                let _ = writeln!(page, "\n{}", wrap(&format!("*Never* {never}."), 0));
            }
            if rule.shown.is_empty() {
                let _ = writeln!(page, "\nNo kind shows it yet.");
                continue;
            }
            let _ = writeln!(page, "\n| case | file | line |\n|---|---|---|");
            for shown in &rule.shown {
                let text = shown.text.trim().replace('|', "\\|");
                let _ = writeln!(page, "| {} | `{}` | `{text}` |", shown.case, shown.file);
            }
        }
    }
    page
}

/// A text in lines of at most 100 columns, each after a margin.
fn wrap(text: &str, margin: usize) -> String {
    const WIDTH: usize = 100;
    let (mut wrapped, mut column) = (" ".repeat(margin), margin);
    for (index, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if index > 0 && column + 1 + length > WIDTH {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(margin));
            column = margin;
        } else if index > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}
