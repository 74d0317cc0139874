//! Whether the parts of a field go together.

use super::bound::MAX_STRING;
use super::{Bound, Field, FieldKind, Modifier, Number, OnDelete, Scalar, Type, Value, bad, modifiers};
use crate::problem::Problem;

/// The most digits, and of them after the point, that every database keeps.
const MAX_PRECISION: u32 = 65;
const MAX_SCALE: u32 = 30;

/// Refuses a modifier that means nothing for a type.
pub(super) fn applies(modifier: Modifier, kind: &FieldKind) -> Result<(), Problem> {
    let kind = kind.type_();
    if modifier.applies_to(kind) {
        return Ok(());
    }
    let problem = bad(format!("`{modifier}` does not apply to `{kind}`"));
    Err(match (modifier, kind) {
        (Modifier::Min | Modifier::Max, Type::Scalar(scalar)) if scalar.is_calendar() => {
            problem.hint("a limit in time is a rule of the domain, for the changeset")
        }
        (Modifier::Precision | Modifier::Scale, Type::Scalar(scalar)) if scalar.is_number() => {
            problem.hint("a `decimal` has as many digits as you say")
        }
        (Modifier::Default, Type::Scalar(_)) => problem.hint("each row has its own"),
        (_, Type::HasMany | Type::HasOne) => {
            problem.hint("its column is in the other table, and so are its rules")
        }
        (Modifier::OnDelete, Type::ManyToMany) => {
            problem.hint("the rows of the table between go with either side")
        }
        _ => {
            let taken: Vec<_> = modifiers(kind).map(|it| format!("`{it}`")).collect();
            if taken.is_empty() { problem } else { problem.hint(format!("it takes {}", taken.join(", "))) }
        }
    })
}

/// Refuses what contradicts itself.
pub(super) fn check(field: &Field, says_index: bool) -> Result<(), Problem> {
    if field.is_unique && says_index {
        return Err(bad("`unique` already creates an index").hint("leave `index` out"));
    }
    if field.is_unique && field.default.is_some() {
        return Err(bad("a unique default works for only one row").hint("leave out `default` or `unique`"));
    }
    if field.on_delete == Some(OnDelete::Nilify) && !field.is_optional {
        return Err(bad("`on_delete=nilify` clears the reference, which is required").hint("add `optional`"));
    }
    check_digits(field)?;
    check_bounds(field)?;
    field.default.as_ref().map_or(Ok(()), |default| check_default(field, default))
}

fn check_digits(field: &Field) -> Result<(), Problem> {
    let (precision, scale) = match (field.precision, field.scale) {
        (None, None) => return Ok(()),
        (None, Some(_)) => {
            return Err(bad("`scale` needs `precision`").hint("for example `precision=10:scale=2`"));
        }
        (Some(precision), scale) => (precision, scale.unwrap_or(0)),
    };
    if !(1..=MAX_PRECISION).contains(&precision) {
        return Err(bad(format!("`precision` is 1 to {MAX_PRECISION} digits")));
    }
    if scale > MAX_SCALE {
        return Err(bad(format!("`scale` is {MAX_SCALE} digits at most")));
    }
    if scale > precision {
        return Err(bad(format!("`scale={scale}` is more than `precision={precision}`")));
    }
    let bounds = [&field.min, &field.max].into_iter().flatten().filter_map(|bound| match bound {
        Bound::Number(number) => Some(number),
        _ => None,
    });
    let default = field.default.iter().filter_map(|default| match default {
        Value::Number(number) => Some(number),
        _ => None,
    });
    let fits = |number: &&Number| {
        number.scale() <= scale as usize && number.whole_digits() <= (precision - scale) as usize
    };
    match bounds.chain(default).find(|number| !fits(number)) {
        Some(number) => {
            Err(bad(format!("`{number}` does not fit {precision} digits, {scale} after the decimal point")))
        }
        None => Ok(()),
    }
}

fn check_bounds(field: &Field) -> Result<(), Problem> {
    match (&field.min, &field.max) {
        (Some(min), Some(max)) if min > max => Err(bad(format!("`min={min}` is above `max={max}`"))),
        (_, Some(Bound::Size(0))) => Err(bad("`max=0` allows no value")),
        _ => Ok(()),
    }
}

fn check_default(field: &Field, default: &Value) -> Result<(), Problem> {
    let size = match default {
        Value::Text(text) => Some(Bound::Size(small(text.chars().count()))),
        Value::List(values) => Some(Bound::Size(small(values.len()))),
        Value::Integer(value) => Some(Bound::Integer(*value)),
        Value::Number(number) => Some(Bound::Number(number.clone())),
        _ => None,
    };
    if let Some(size) = size {
        if let Some(min) = field.min.as_ref().filter(|min| size < **min) {
            return Err(bad(format!("the default is below `min={min}`")));
        }
        if let Some(max) = field.max.as_ref().filter(|max| size > **max) {
            return Err(bad(format!("the default is above `max={max}`")));
        }
    }
    let texts = match default {
        Value::List(values) => values.iter().collect(),
        value => vec![value],
    };
    for value in texts {
        let Value::Text(text) = value else { continue };
        let is_string =
            matches!(field.kind, FieldKind::Scalar(Scalar::String) | FieldKind::Array(Scalar::String));
        if is_string && small(text.chars().count()) > MAX_STRING {
            return Err(bad(format!("the default is longer than the {MAX_STRING} characters of a `string`")));
        }
        if let Some(format) = field.format.filter(|format| !format.matches(text)) {
            return Err(bad(format!("the default is not a valid {format}: that is {}", format.help())));
        }
    }
    Ok(())
}

/// A size, which no bound is ever above.
fn small(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
