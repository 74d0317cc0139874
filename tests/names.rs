//! Names: their spellings agree with Elixir's.

use beamsmith::names::{self, camelize, plural, singular, title, underscore};

/// A name, `Macro.underscore/1` and `Macro.camelize/1` of it, as Elixir 1.18.3 gave them.
const SPELLINGS: &str = include_str!("names/spellings.txt");

#[test]
fn spellings_are_those_of_elixir() {
    for line in SPELLINGS.lines() {
        let [name, underscored, camelized] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("three words in {line}");
        };
        assert_eq!(underscore(name), underscored, "Macro.underscore({name:?})");
        assert_eq!(camelize(name), camelized, "Macro.camelize({name:?})");
    }
}

#[test]
fn titles_are_for_people() {
    assert_eq!(title("shop"), "Shop");
    assert_eq!(title("my_v2_shop"), "My V2 Shop");
    assert_eq!(title("foo__bar"), "Foo Bar");
}

#[test]
fn plurals() {
    let cases = [
        ("product", "products"),
        ("category", "categories"),
        ("day", "days"),
        ("address", "addresses"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("analysis", "analyses"),
        ("status", "statuses"),
        ("person", "people"),
        ("sales_person", "sales_people"),
        ("series", "series"),
        ("order_item", "order_items"),
        ("photo", "photos"),
        ("quiz", "quizzes"),
        ("buzz", "buzzes"),
        ("payments", "payments"),
        ("order_items", "order_items"),
        ("people", "people"),
        ("news", "news"),
        ("lens", "lenses"),
        ("bus", "buses"),
        ("class", "classes"),
    ];
    for (singular, expected) in cases {
        assert_eq!(plural(singular), expected);
        let is_of_many = plural(singular) == singular;
        assert!(
            is_of_many || names::singular(expected) == singular,
            "{expected}: {}",
            names::singular(expected)
        );
    }
}

#[test]
fn singulars() {
    let cases = [
        ("peers", "peer"),
        ("peer", "peer"),
        ("best_friends", "best_friend"),
        ("children", "child"),
        ("matrices", "matrix"),
        ("sheep", "sheep"),
        ("staff", "staff"),
        ("houses", "house"),
        ("bases", "base"),
        ("responses", "response"),
        ("sizes", "size"),
        ("caches", "cache"),
        ("matches", "match"),
        ("dishes", "dish"),
        ("indexes", "index"),
        ("bonuses", "bonus"),
        ("causes", "cause"),
        ("aliases", "alias"),
        ("addresses", "address"),
        ("movies", "movie"),
        ("stories", "story"),
        ("archives", "archive"),
        ("status", "status"),
        ("address", "address"),
        ("s", "s"),
    ];
    for (plural, expected) in cases {
        assert_eq!(singular(plural), expected);
    }
}
