//! Names: their spellings agree with Elixir's.

use beamsmith::names::{camelize, title, underscore};

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
