//! The spellings of a name, as Elixir makes them.

/// `MyApp.HTTPServer` becomes `my_app/http_server`: the path of a module's file.
///
/// The rules are those of Elixir's `Macro.underscore/1`; `tests/names.rs` holds a table recorded from it.
pub fn underscore(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len() + 4);
    let mut previous = None;
    let mut chars = name.chars().peekable();
    while let Some(char) = chars.next() {
        if char == '.' {
            spelled.push('/');
            previous = None;
            continue;
        }
        if let Some(previous) = previous
            && char.is_ascii_uppercase()
            && begins_word(previous, chars.peek().copied())
        {
            spelled.push('_');
        }
        spelled.push(char.to_ascii_lowercase());
        previous = Some(char);
    }
    spelled
}

/// Whether an uppercase letter between these two starts a new word rather than going on with an acronym.
fn begins_word(previous: char, next: Option<char>) -> bool {
    let after_lowercase = !previous.is_ascii_uppercase() && previous != '_';
    let before_lowercase = next.is_some_and(|next| {
        !next.is_ascii_uppercase() && !next.is_ascii_digit() && next != '.' && next != '_'
    });
    after_lowercase || before_lowercase
}

/// `my_app` becomes `MyApp`: the module that a snake-case name stands for.
///
/// The rules are those of Elixir's `Macro.camelize/1`, for names without a slash.
pub fn camelize(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    let mut chars = name.trim_start_matches('_').chars().peekable();
    spelled.extend(chars.next().map(|first| first.to_ascii_uppercase()));
    while let Some(char) = chars.next() {
        if char != '_' {
            spelled.push(char);
            continue;
        }
        match chars.peek().copied() {
            Some(next) if next.is_ascii_lowercase() || next.is_ascii_digit() => {
                spelled.push(next.to_ascii_uppercase());
                chars.next();
            }
            Some('_') | None => {}
            Some(_) => spelled.push('_'),
        }
    }
    spelled
}

/// `my_app` becomes `My App`: the name as people read it.
pub fn title(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty());
    words.map(camelize).collect::<Vec<_>>().join(" ")
}

/// `unit_price` becomes `Unit price`: the label of a field, the head of a page.
pub fn sentence(name: &str) -> String {
    let mut words = title(name).to_lowercase();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}
