//! What the domain kinds know of a schema that is there.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::fs;
use std::path::Path;

use beamsmith::components::Kind;
use beamsmith::plan::{File, Tree};
use beamsmith::problem::Problem;
use beamsmith::project::Project;
use beamsmith::record::SPEC_FILE;
use beamsmith::run;
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
    for name in
        ["default", "every_type", "long_index", "associations", "uuid", "sqlite", "mysql", "no_phoenix"]
    {
        check(&fs::read_to_string(root.join("snapshots/schema").join(name).with_extension("toml")).unwrap());
    }
}

#[test]
fn the_shop_is_read_back_as_it_was_written() {
    let shop = include_str!("packages/shop.toml");
    let lines: Vec<_> = shop.lines().filter(|line| !line.starts_with("web = ")).collect();
    check(&format!("[project]\nname = \"shop\"\n\n{}\n", lines.join("\n")));
}

/// A project in which rows belong to a user, or to a team if that is said.
fn with_scopes(kind: &str) -> Tree {
    let mut tree = support::generate(&format!(
        "[project]\nname = \"shop\"\nkind = \"{kind}\"\ndatabase = \"postgres\"\n"
    ));
    let scope = |name: &str, rest: &str| {
        format!(
            "  {name}: [\n    {rest}module: Shop.Accounts.Scope,\n    assign_key: :current_scope,\n    \
             access_path: [:{name}, :id],\n    schema_key: :{name}_id,\n    schema_type: :id,\n    \
             schema_table: :{name}s,\n    test_data_fixture: Shop.AccountsFixtures,\n    \
             test_setup_helper: :register_and_log_in_{name}\n  ]"
        )
    };
    let scopes = [
        scope("user", "default: true,\n    "),
        scope("team", "route_prefix: \"/teams/:team\",\n    route_access_path: [:team, :slug],\n    "),
    ]
    .join(",\n");
    let config = format!("{}\nconfig :shop, :scopes,\n{scopes}\n", tree["config/config.exs"].text);
    tree.insert("config/config.exs".to_owned(), File::new(config));
    let router = "lib/shop_web/router.ex";
    if let Some(file) = tree.get(router) {
        let session = "\n  scope \"/\", ShopWeb do\n    pipe_through [:browser, :require_authenticated_user]\n\n    \
            live_session :require_authenticated_user do\n      live \"/me\", MeLive\n    end\n  end\nend\n";
        let text = format!("{}{session}", file.text.trim_end().strip_suffix("end").unwrap());
        tree.insert(router.to_owned(), File::new(text));
    }
    tree
}

/// The project with one more component, as it would be typed.
fn with(tree: &Tree, words: &str) -> Result<Tree, Problem> {
    let (kind, words) = words.split_once(' ').unwrap();
    let kind = Kind::named(kind).unwrap();
    let said = kind.parser().try_get_matches_from(words.split(' ')).unwrap();
    let plan = run::plan_addition(kind, &said, &support::run(), Project::of(tree))?;
    assert_eq!(plan.by_hand(), [], "{words}");
    let mut tree = tree.clone();
    tree.extend(plan.into_after());
    Ok(tree)
}

/// The project with several more components, which have to be right.
fn with_all(tree: &Tree, lines: &[&str]) -> Tree {
    lines
        .iter()
        .fold(tree.clone(), |tree, line| with(&tree, line).unwrap_or_else(|it| panic!("{line}: {it}")))
}

#[test]
fn what_works_on_a_schema_is_in_the_scope_of_the_schema() {
    let schemas = [
        "schema Sales.Order number --scope=team",
        "schema Catalog.Tag name --scope=none",
        "schema Blog.Post title",
    ];
    let tree = with_all(&with_scopes("otp"), &schemas);
    let mut unsaid = tree.clone();
    unsaid.remove(SPEC_FILE);
    unsaid.remove("beamsmith.lock");
    // A column of the owner in rows that the context gives to everybody, and one in those that it does not.
    let tag = unsaid["lib/shop/catalog/tag.ex"]
        .text
        .replace("field :name, :string", "field :name, :string\n    field :user_id, :id");
    let mut foreign = unsaid.clone();
    foreign.insert("lib/shop/catalog/tag.ex".to_owned(), File::new(tag));
    for tree in [&tree, &unsaid, &foreign] {
        for (schema, scope) in [("Sales.Order", "team"), ("Catalog.Tag", ""), ("Blog.Post", "user")] {
            let found = target(schema, &Project::of(tree));
            assert_eq!(found["scope"]["name"].as_str().unwrap_or_default(), scope, "{schema}");
        }
    }
    let tree = with_all(&tree, &["operation Sales.Close order:update=Sales.Order tag:insert=Catalog.Tag"]);
    let operation = &tree["lib/shop/sales/close.ex"].text;
    assert!(
        operation.contains("%Scope{team: %{id: owner}}, {%Order{team_id: owner} = row, attrs}"),
        "{operation}"
    );
    assert!(tree["test/shop/sales/close_test.exs"].text.contains("%{scope: team_scope_fixture()}"));
    let mixed =
        with(&tree, "operation Sales.Tell order:update=Sales.Order post:insert=Blog.Post").unwrap_err();
    let told = "`Sales.Order` is in the scope `team`, and `Blog.Post` in `user`: an operation is done for one of them";
    assert_eq!(mixed.message(), told);
}

#[test]
fn a_reference_to_rows_of_another_scope_is_refused() {
    let schemas = [
        "schema Blog.Post title",
        "schema Sales.Order number --scope=team",
        "schema Catalog.Tag name --scope=none",
    ];
    let tree = with_all(&with_scopes("live"), &schemas);
    for taken in [
        "schema Blog.Comment post:belongs_to=Blog.Post tags:many_to_many=Catalog.Tag",
        "schema Sales.Item order:belongs_to=Sales.Order tag:belongs_to=Catalog.Tag --scope=team",
        "schema Catalog.Alias tag:belongs_to=Catalog.Tag --scope=none",
    ] {
        with_all(&tree, &[taken]);
    }
    for (refused, ours) in [
        ("schema Blog.Mark post:belongs_to=Blog.Post --scope=none", "none"),
        ("schema Blog.Mark post:many_to_many=Blog.Post --scope=none", "none"),
        ("schema Blog.Mark post:belongs_to=Blog.Post --scope=team", "`team`"),
        ("schema Blog.Mark order:belongs_to=Sales.Order post:belongs_to=Blog.Post --scope=team", "`team`"),
    ] {
        let problem = with(&tree, refused).unwrap_err();
        let told =
            format!("`Blog.Post` is in the scope `user` and `Blog.Mark` in {ours}, so a row could refer");
        assert!(problem.message().contains(&told), "{refused}: {problem}");
    }
    // Pages of a schema of another hand would offer everybody's rows.
    let mark = with_all(&tree, &["schema Blog.Mark title --scope=none", "schema Blog.Note title"]);
    let text = mark["lib/shop/blog/mark.ex"]
        .text
        .replace("field :title, :string\n", "field :title, :string\n    belongs_to :post, Shop.Blog.Post\n");
    let mut mark = mark;
    mark.insert("lib/shop/blog/mark.ex".to_owned(), File::new(text));
    mark.remove(SPEC_FILE);
    mark.remove("beamsmith.lock");
    let problem = with(&mark, "live Blog.Mark").unwrap_err();
    assert_eq!(problem.code(), "other-scope", "{problem}");
}

#[test]
fn an_association_is_on_both_sides() {
    let bare = support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\ndatabase = \"postgres\"\n");
    let project = |lines: &[&str]| with_all(&bare, lines);
    let check = |tree: &Tree, path: &str, line: &str| {
        let text = &tree[path].text;
        assert!(text.lines().any(|it| it.trim() == line), "{line}\n{text}");
    };
    let tree = project(&[
        "schema Catalog.Tag name",
        "schema Catalog.Item name tags:many_to_many=Catalog.Tag main:belongs_to=Catalog.Tag other:many_to_many=tags",
        "schema Sales.Item name items:many_to_many=Catalog.Item --table=sold_items",
    ]);
    let (tag, item) = ("lib/shop/catalog/tag.ex", "lib/shop/catalog/item.ex");
    check(&tree, tag, "has_many :items, Shop.Catalog.Item, foreign_key: :main_id");
    check(&tree, tag, "many_to_many :tags_items, Shop.Catalog.Item, join_through: \"items_tags\"");
    check(&tree, tag, "many_to_many :other_items, Shop.Catalog.Item, join_through: \"items_other\"");
    check(&tree, item, "join_keys: [other_item_id: :id, item_id: :id]");
    // The side without ids is read as what it is, whatever made it.
    let mut unsaid = tree.clone();
    unsaid.remove(SPEC_FILE);
    unsaid.remove("beamsmith.lock");
    let names = |schema: &str| -> Vec<String> {
        let fields = target(schema, &Project::of(&unsaid))["fields"].as_array().unwrap().clone();
        fields.iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("Catalog.Tag"), ["name", "items"]);
    assert_eq!(names("Catalog.Item"), ["name", "tags", "main", "other"]);

    let tree = project(&["schema Catalog.Category name parent:belongs_to=Catalog.Category:optional"]);
    check(&tree, "lib/shop/catalog/category.ex", "has_many :children, __MODULE__, foreign_key: :parent_id");
    let tree = project(&["schema Catalog.Step name parent:belongs_to=Catalog.Step:optional:unique"]);
    check(&tree, "lib/shop/catalog/step.ex", "has_one :child, __MODULE__, foreign_key: :parent_id");
    let tree = project(&[
        "schema Catalog.Category related:many_to_many=Catalog.Category parent:belongs_to=Catalog.Category:optional",
    ]);
    check(&tree, "lib/shop/catalog/category.ex", "has_many :children, __MODULE__, foreign_key: :parent_id");
    for other in
        ["parts:has_many=Catalog.Category", "children:integer", "origin:belongs_to=Catalog.Category:optional"]
    {
        let line = format!("schema Catalog.Category parent:belongs_to=Catalog.Category:optional {other}");
        let tree = project(&[&line]);
        let text = &tree["lib/shop/catalog/category.ex"].text;
        assert!(!text.contains(":children, __MODULE__"), "{text}");
    }
}

#[test]
fn the_form_of_a_list_in_a_part_of_a_part_has_what_it_calls() {
    let inputs = |inner: &str| {
        let tree = support::generate(&format!(
            "[project]\nname = \"shop\"\nkind = \"html\"\n\
             [[embedded]]\nname = \"Office.Inner\"\nfields = [\"weights:array=float\"]\n\
             [[embedded]]\nname = \"Office.Outer\"\nfields = [\"title\", \"{inner}=Office.Inner\"]\n\
             [[schema]]\nname = \"Office.Desk\"\nfields = [\"name\", \"outer:embeds_one=Office.Outer\"]\n\
             web = [\"html\"]\n"
        ));
        let text = |name: &str| tree.iter().find(|(path, _)| path.ends_with(name)).unwrap().1.text.clone();
        let (view, form) = (text("/desk_html.ex"), text("/desk_form.html.heex"));
        let called: Vec<_> = form.split(":let={").skip(1).filter_map(|rest| rest.split('}').next()).collect();
        assert!(view.contains("import ShopWeb.ListInput"), "{view}");
        assert!(form.contains(&format!("<.list_input field={{{}[:weights]}}", called[2])), "{form}");
        called.join(" ")
    };
    assert_eq!(inputs("inner:embeds_one"), "form outer inner");
    assert_eq!(inputs("parts:embeds_many"), "form outer inner");
    assert_eq!(inputs("outer:embeds_one"), "form outer outer_outer");
    assert_eq!(inputs("form:embeds_one"), "form outer the_form");
}

#[test]
fn a_decimal_is_drawn_within_its_bounds() {
    for (bounds, drawn) in [
        ("min=0.2:max=0.7", "member_of([Decimal.new(\"0.5\"), Decimal.new(\"0.25\")])"),
        ("min=0.5:precision=1:scale=1", "member_of([Decimal.new(\"0.5\"), Decimal.new(\"0.9\")])"),
        ("min=0.5:max=1", "member_of([Decimal.new(\"0.5\"), Decimal.new(\"1\")])"),
        ("min=20000000000", "map(integer(20_000_000_000..20_999_999_999), &Decimal.new/1)"),
        ("max=-20000000000", "map(integer(-20_999_999_999..-20_000_000_000), &Decimal.new/1)"),
    ] {
        let tree = support::generate(&format!(
            "[project]\nname = \"shop\"\n[[schema]]\nname = \"Catalog.Item\"\nfields = [\"part:decimal:{bounds}\"]\n"
        ));
        let text = &tree["test/shop/catalog/item_test.exs"].text;
        assert!(text.contains(drawn), "{text}");
    }
}

#[test]
fn has_one_is_held_to_one() {
    let unique = |tree: &Tree, table: &str, column: &str, key: &str| {
        let schema = tree.iter().find(|(path, _)| path.ends_with(&format!("/{table}.ex"))).unwrap().1;
        assert!(schema.text.contains(&format!("|> unique_constraint(:{column})")), "{}", schema.text);
        let migration =
            tree.iter().find(|(path, _)| path.ends_with(&format!("_create_{table}s.exs"))).unwrap().1;
        let index = format!("create unique_index(:{table}s, [{key}])");
        assert!(migration.text.contains(&index), "{}", migration.text);
    };
    let bare = support::generate("[project]\nname = \"shop\"\nkind = \"otp\"\ndatabase = \"postgres\"\n");
    let tree = with_all(
        &bare,
        &[
            "schema People.Person name profile:has_one=People.Profile",
            "schema People.Profile bio person:belongs_to=People.Person",
            "schema People.Node name origin:belongs_to=People.Node:optional copy:has_one=People.Node",
        ],
    );
    unique(&tree, "profile", "person_id", ":person_id");
    unique(&tree, "node", "origin_id", ":origin_id");
    // Each owner has rows of an own; what belongs to one of them belongs to its owner.
    let tree = with_all(
        &with_scopes("otp"),
        &[
            "schema People.Person name",
            "schema People.Profile bio person:belongs_to=People.Person:unique",
            "schema Catalog.Place name --scope=none",
            "schema Catalog.Rating place:belongs_to=Catalog.Place:unique",
        ],
    );
    unique(&tree, "profile", "person_id", ":person_id");
    assert!(tree["lib/shop/people/person.ex"].text.contains("has_one :profile, Shop.People.Profile"));
    assert!(tree["lib/shop/catalog/place.ex"].text.contains("has_many :ratings, Shop.Catalog.Rating"));
    assert!(tree["lib/shop/catalog/rating.ex"].text.contains("unique_constraint([:user_id, :place_id]"));
    // A table that is there and may have many.
    let many = with_all(&bare, &["schema People.Profile bio person_id:integer"]);
    let problem = with(&many, "schema People.Person name profile:has_one=People.Profile").unwrap_err();
    assert_eq!(problem.code(), "not-unique", "{problem}");
    let one = with_all(&bare, &["schema People.Profile bio person_id:integer:unique"]);
    with_all(&one, &["schema People.Person name profile:has_one=People.Profile"]);
}

#[test]
fn the_paths_of_a_scope_begin_as_it_says() {
    let order = "schema Sales.Order number --scope=team";
    let tree = with_all(
        &with_scopes("live"),
        &[
            order,
            "live Sales.Order",
            "html Sales.Order --namespace=Admin",
            "json Sales.Order --namespace=Api",
        ],
    );
    let check = |path: &str, part: &str| {
        let text = &tree[path].text;
        assert!(text.contains(part), "{part}\n{text}");
    };
    let router = "lib/shop_web/router.ex";
    check(router, "live \"/teams/:team/orders/:id/edit\", OrderLive.Form, :edit");
    check(router, "resources \"/teams/:team/admin/orders\", Admin.OrderController");
    check(
        router,
        "scope \"/api\", ShopWeb do\n    pipe_through :api\n\n    resources \"/teams/:team/orders\"",
    );
    let list = "live/order_live/index.ex";
    check(&format!("lib/shop_web/{list}"), "navigate={~p\"/teams/#{@current_scope.team.slug}/orders/new\"}");
    let form = "lib/shop_web/live/order_live/form.ex";
    check(form, "push_navigate(to: ~p\"/teams/#{socket.assigns.current_scope.team.slug}/orders\")");
    check(form, "navigate={back(@current_scope, @live_action, @order)}");
    check(
        "lib/shop_web/controllers/api/order_controller.ex",
        "~p\"/api/teams/#{conn.assigns.current_scope.team.slug}/orders/#{order}\"",
    );
    check("test/shop_web/live/order_live_test.exs", "open(conn, ~p\"/teams/#{scope.team.slug}/orders\")");
    assert!(
        !tree["lib/shop_web/components/layouts.ex"].text.contains("orders"),
        "a link that nobody can follow"
    );
    for (prefix, why) in [("/:org/:team", "more than one part"), ("/teams/:id", "a part `:id`")] {
        let mut tree = with_scopes("live");
        let config = tree["config/config.exs"].text.replace("/teams/:team", prefix);
        tree.insert("config/config.exs".to_owned(), File::new(config));
        let problem = with(&tree, order).unwrap_err();
        assert!(problem.message().contains(why), "{problem}");
    }
}
