//! The parts that `<% … %>` tags play in a block.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `if … do`, `for … fn … ->`
    Start,
    /// `else`, `pattern ->`
    Middle,
    /// `end`
    End,
    Alone,
}

/// The part that a tag's code plays.
pub(super) fn role(code: &str) -> Role {
    let word = |text: &str, word: &str| {
        text.strip_prefix(word).is_some_and(|rest| {
            !rest.starts_with(|next: char| next.is_alphanumeric() || "_?!:".contains(next))
        })
    };
    let ends_with_do = code
        .strip_suffix("do")
        .is_some_and(|rest| rest.ends_with(|last: char| !last.is_alphanumeric() && !"_:@.".contains(last)));
    let ends = word(code, "end");
    if ends_with_do {
        if ends { Role::Middle } else { Role::Start }
    } else if matches!(code, "else" | "after" | "catch" | "rescue") {
        Role::Middle
    } else if code.ends_with("->") {
        let function =
            code.split(|at: char| !at.is_alphanumeric()).rfind(|part| matches!(*part, "fn" | "end"));
        if function == Some("fn") { Role::Start } else { Role::Middle }
    } else if word(code.trim_start_matches(['(', '[', '{', ')', ']', '}']), "end") {
        Role::End
    } else {
        Role::Alone
    }
}
