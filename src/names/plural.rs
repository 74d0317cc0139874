//! English plurals, as the names of tables have them, and the way back.

/// Words that are their own plural.
const UNCOUNTABLE: &[&str] = &[
    "aircraft",
    "data",
    "deer",
    "equipment",
    "feedback",
    "fish",
    "hardware",
    "information",
    "media",
    "metadata",
    "money",
    "news",
    "research",
    "rice",
    "series",
    "sheep",
    "software",
    "species",
    "staff",
    "traffic",
    "weather",
];

/// Words whose plural no rule gives.
const IRREGULAR: &[(&str, &str)] = &[
    ("alumnus", "alumni"),
    ("cactus", "cacti"),
    ("calf", "calves"),
    ("child", "children"),
    ("criterion", "criteria"),
    ("echo", "echoes"),
    ("foot", "feet"),
    ("goose", "geese"),
    ("half", "halves"),
    ("hero", "heroes"),
    ("knife", "knives"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("man", "men"),
    ("matrix", "matrices"),
    ("mouse", "mice"),
    ("ox", "oxen"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("potato", "potatoes"),
    ("quiz", "quizzes"),
    ("self", "selves"),
    ("shelf", "shelves"),
    ("thief", "thieves"),
    ("tomato", "tomatoes"),
    ("tooth", "teeth"),
    ("vertex", "vertices"),
    ("veto", "vetoes"),
    ("wife", "wives"),
    ("wolf", "wolves"),
    ("woman", "women"),
];

/// Words of one thing that end as those of many do.
const SINGULAR: &[&str] =
    &["alias", "atlas", "bias", "canvas", "chaos", "corps", "cosmos", "gas", "lens", "pancreas", "summons"];

/// Whether a word is of many already: `payments`, `people`.
fn is_plural(word: &str) -> bool {
    let is_of_one =
        ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) || SINGULAR.contains(&word);
    IRREGULAR.iter().any(|(_, plural)| *plural == word) || word.len() > 2 && word.ends_with('s') && !is_of_one
}

/// The plural of a name in snake case: `order_item` becomes `order_items`, `category` becomes `categories`; `payments`
/// stays what it is.
pub fn plural(name: &str) -> String {
    let (head, word) =
        name.rsplit_once('_').map_or(("", name), |(_, word)| name.split_at(name.len() - word.len()));
    if UNCOUNTABLE.contains(&word) || is_plural(word) {
        return name.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR.iter().find(|(singular, _)| *singular == word) {
        return format!("{head}{plural}");
    }
    let before = |ending: &str| word.strip_suffix(ending);
    let plural = if let Some(stem) = before("y").filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        format!("{stem}ies")
    } else if let Some(stem) = before("sis") {
        format!("{stem}ses")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending)) {
        format!("{word}es")
    } else {
        format!("{word}s")
    };
    format!("{head}{plural}")
}

/// Words that end in `e`, of which the plural looks as if they did not.
const IN_E: &[&str] = &[
    "ache", "cache", "calorie", "cookie", "genie", "headache", "movie", "niche", "pie", "selfie", "tie",
    "zombie",
];

/// The singular of a name in snake case: `order_items` becomes `order_item`, `people` becomes `person`; a name of one thing
/// stays what it is.
pub fn singular(name: &str) -> String {
    let (head, word) =
        name.rsplit_once('_').map_or(("", name), |(_, word)| name.split_at(name.len() - word.len()));
    if let Some((singular, _)) = IRREGULAR.iter().find(|(_, plural)| *plural == word) {
        return format!("{head}{singular}");
    }
    if UNCOUNTABLE.contains(&word) || !is_plural(word) {
        return name.to_owned();
    }
    let stem = |ending: &str| word.strip_suffix(ending);
    let is_one = |stem: &&str| {
        SINGULAR.contains(stem) || ["ss", "us", "x", "zz", "ch", "sh"].iter().any(|it| stem.ends_with(it))
    };
    let singular = if let Some(stem) = stem("s").filter(|stem| IN_E.contains(stem)) {
        stem.to_owned()
    } else if let Some(stem) = stem("ies") {
        format!("{stem}y")
    } else if let Some(stem) = stem("yses") {
        format!("{stem}ysis")
    } else if let Some(stem) =
        stem("es").filter(is_one).filter(|stem| !stem.ends_with("ous") && !stem.ends_with("aus"))
    {
        stem.to_owned()
    } else {
        stem("s").unwrap_or(word).to_owned()
    };
    format!("{head}{singular}")
}
