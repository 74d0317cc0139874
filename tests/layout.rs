//! What the layout makes of long lines, against what the real formatters made of them.

use beamsmith::elixir::{layout, layout_heex};

#[test]
fn lays_out_elixir_as_the_formatter_does() {
    compare(include_str!("layout/elixir.txt"), layout);
}

#[test]
fn lays_out_templates_as_the_formatter_does() {
    compare(include_str!("layout/heex.txt"), layout_heex);
}

/// Each case: its name, a source, what the formatter makes of it.
fn compare(cases: &str, layout: fn(&str) -> String) {
    let mut wrong = Vec::new();
    for case in cases.split("=== ").skip(1) {
        let (name, case) = case.split_once('\n').expect("a case has a name");
        let (source, wanted) = case.split_once("\n---\n").expect("a case has a result");
        let (source, wanted) = (format!("{source}\n"), format!("{}\n", wanted.trim_end()));
        let laid = layout(&source);
        if laid != wanted {
            wrong.push(format!("{name}\n{laid}"));
        } else if layout(&laid) != laid {
            wrong.push(format!("{name}: not the same a second time"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lays_out_templates_in_sigils() {
    let link = "navigate={@customer_relationship_management_category_of_the_customer} class=\"category\" id=\"category\"";
    let source =
        |link| format!("def a(b) do\n  ~H\"\"\"\n  <.link{link}>\n    a\n  </.link>\n  \"\"\"\nend\n");
    let broken = link.replace(' ', "\n    ");
    assert_eq!(layout(&source(format!(" {link}"))), source(format!("\n    {broken}\n  ")));
}

/// Elixir 1.18 would let the `do` stand beyond the margin, 1.20 would not: both leave this alone.
#[test]
fn prefers_what_all_formatters_leave_alone() {
    let start = "live_session :styled_layout_of_the_sessi,";
    let end = "root_layout: {CustomerRelationshipWeb.Layouts, :styled} do\n  a\nend\n";
    assert_eq!(layout(&format!("{start} {end}")), format!("{start}\n  {end}"));
}

#[test]
fn leaves_what_fits_or_is_not_understood() {
    let long = "a".repeat(120);
    for source in [
        String::new(),
        "foo(1,2)\n".to_owned(),
        format!("foo({long}, {long}\n"),
        format!("foo({long}, {long})\r\n"),
        format!("foo({long}) ) {long}\n"),
        format!("# {long} {long}\n"),
        format!("{}x{}", "(".repeat(5000), ")".repeat(5000)),
    ] {
        assert_eq!(layout(&source), source);
    }
    for source in [
        format!("<p>{long} {{b c\n"),
        format!("<p class={{@a b=\"{long}\">“</p>\n"),
        format!("<.a b=\"{long}\" c=\"<%= d %>\" />\n"),
        format!("“<%= if a do %>{long}</p>\n"),
        format!("<.a b=\"{long}\" c={{(}} />\n"),
    ] {
        assert_eq!(layout_heex(&source), source);
    }
}
