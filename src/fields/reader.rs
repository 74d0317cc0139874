//! Reads a field's line.

use super::bound::natural;
use super::parts::{Part, parts};
use super::{Bound, Field, FieldKind, FieldName, Modifier, Scalar, Type, Value, bad, coherence, kind};
use crate::problem::Problem;

/// Reads a line; what is wrong with it is said without the line itself.
pub(super) fn read(line: &str) -> Result<Field, Problem> {
    if line.contains(char::is_control) {
        return Err(bad("it contains an invisible character"));
    }
    let parts = parts(line);
    if let Some(part) = parts.iter().find(|part| part.key.contains(':')) {
        return Err(bad(format!(
            "`::` is a colon in a value, and `{}` is not a value",
            part.key.escape_debug()
        ))
        .hint("put one colon between two words"));
    }
    let Some((first, rest)) = parts.split_first() else { return Err(bad("it is empty")) };
    if let Some(value) = &first.value {
        return Err(bad(format!("the name has a value, `{}`", value.escape_debug()))
            .hint(format!("a type comes after a colon: `{}:{}`", first.key, value)));
    }
    let (kind, modifiers) = read_kind(rest)?;
    let name = match kind {
        FieldKind::BelongsTo(_) => FieldName::of_association(&first.key)?,
        _ => first.key.parse()?,
    };
    let mut field = Field::new(name, kind);
    let mut seen = Vec::new();
    for part in modifiers {
        let modifier = part.key.parse().map_err(|problem| after(seen.last(), part, problem))?;
        if seen.contains(&modifier) {
            return Err(bad(format!("`{modifier}` is given twice")));
        }
        seen.push(modifier);
        modify(&mut field, modifier, part.value.as_deref())?;
    }
    coherence::check(&field, seen.contains(&Modifier::Index))?;
    field.is_indexed &= !field.is_unique;
    Ok(field)
}

/// Adds what a modifier says.
fn modify(field: &mut Field, modifier: Modifier, value: Option<&str>) -> Result<(), Problem> {
    coherence::applies(modifier, &field.kind)?;
    let value = match (modifier.value_name(), value) {
        (Some(name), Some("")) if modifier != Modifier::Default => {
            return Err(bad(format!("`{modifier}` needs a value: `{modifier}={name}`")));
        }
        (Some(_), Some(value)) => value,
        (None, None) => "",
        (Some(name), None) => {
            return Err(bad(format!("`{modifier}` needs a value: `{modifier}={name}`")));
        }
        (None, Some(value)) => {
            let problem =
                bad(format!("`{modifier}` takes no value, and `{}` was given", value.escape_debug()));
            return Err(problem.hint(format!("write `{modifier}` alone, or leave it out for the opposite")));
        }
    };
    match modifier {
        Modifier::Min => field.min = Some(Bound::parse(value, &field.kind)?),
        Modifier::Max => field.max = Some(Bound::parse(value, &field.kind)?),
        Modifier::Precision => field.precision = Some(digits(value)?),
        Modifier::Scale => field.scale = Some(digits(value)?),
        Modifier::Format => field.format = Some(value.parse()?),
        Modifier::Default => field.default = Some(Value::parse(value, &field.kind)?),
        Modifier::OnDelete => field.on_delete = Some(value.parse()?),
        Modifier::Optional => field.is_optional = true,
        Modifier::Unique => field.is_unique = true,
        Modifier::Index => field.is_indexed = true,
        Modifier::Redact => field.is_redacted = true,
    }
    Ok(())
}

/// Reads the type, and leaves the modifiers. Phoenix writes arguments as parts of their own, and no type for a string.
fn read_kind(parts: &[Part]) -> Result<(FieldKind, &[Part]), Problem> {
    let Some((first, rest)) = parts.split_first() else {
        return Ok((FieldKind::Scalar(Scalar::String), parts));
    };
    if first.key.parse::<Modifier>().is_ok() {
        return Ok((FieldKind::Scalar(Scalar::String), parts));
    }
    if first.key.is_empty() {
        return Err(bad("the type is missing").hint("a field is `name:type`, such as `title:string`"));
    }
    let kind = first.key.parse()?;
    if let Some(argument) = &first.value {
        return Ok((FieldKind::parse(kind, Some(argument))?, rest));
    }
    let is_argument = |part: &Part| part.value.is_none() && part.key.parse::<Modifier>().is_err();
    match (kind, rest.split_first()) {
        (Type::Enum, _) => {
            let (values, rest) = spelled_out(rest)?;
            if values.is_empty() {
                return FieldKind::parse(kind, None).map(|kind| (kind, rest));
            }
            Ok((FieldKind::Enum(kind::enum_values(values)?), rest))
        }
        (Type::Scalar(_), _) => Ok((FieldKind::parse(kind, None)?, rest)),
        (_, Some((next, after))) if is_argument(next) => {
            let is_of_phoenix = kind == Type::Array || first.key == "references";
            if !is_of_phoenix && !next.key.is_empty() {
                return Err(bad(format!("the argument of `{kind}` comes after an equals sign"))
                    .hint(format!("`{kind}={}`", next.key)));
            }
            Ok((FieldKind::parse(kind, Some(&next.key))?, after))
        }
        _ => Ok((FieldKind::parse(kind, None)?, rest)),
    }
}

/// The values of an enum that are parts of their own, as Phoenix has them: all up to the modifiers at the end.
fn spelled_out(parts: &[Part]) -> Result<(Vec<String>, &[Part]), Problem> {
    let bare = parts.iter().take_while(|part| part.value.is_none()).count();
    let is_modifier = |part: &Part| matches!(part.key.as_str(), "unique" | "redact");
    let end = parts[..bare].iter().rposition(|part| !is_modifier(part)).map_or(0, |last| last + 1);
    let (values, modifiers) = parts.split_at(end);
    let values: Vec<String> = values.iter().map(|part| part.key.clone()).collect();
    match values.split_last() {
        Some((last, others)) if !others.is_empty() && last.parse::<Modifier>().is_ok() => {
            let others = others.join("/");
            Err(bad(format!("`{last}` may be a value of the enum or a modifier"))
                .hint(format!("`enum={others}/{last}` makes it a value, `enum={others}:{last}` a modifier")))
        }
        _ => Ok((values, modifiers)),
    }
}

/// Why a part is no modifier: after a default it may be the rest of that, cut off by a colon.
fn after(last: Option<&Modifier>, part: &Part, problem: Problem) -> Problem {
    let is_word = part.key.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    if last == Some(&Modifier::Default) && !(is_word && part.key.len() > 1) {
        return problem.hint("write a colon in a value twice: `default=https:://example.com`");
    }
    problem
}

/// How many digits there are.
fn digits(text: &str) -> Result<u32, Problem> {
    natural(text).ok_or_else(|| bad(format!("`{}` is not a number of digits", text.escape_debug())))
}
