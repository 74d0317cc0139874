//! Writes the attributes of a tag: on its line, or each on its own.

use super::super::doc::{Doc, Level, Rules, concat};
use super::code;
use super::tree::{Attribute, Value};

/// The attributes, and `end` behind them if they stay on the line.
pub(super) fn attributes<'s>(
    attributes: &[Attribute<'s>],
    end: &'static str,
    rules: Rules,
) -> Option<Doc<'s>> {
    match attributes {
        [] => Some(Doc::text(end)),
        [only] => Some(concat([Doc::text(" "), attribute(only, rules)?, Doc::text(end)])),
        _ => {
            let mut sorted: Vec<_> = attributes.iter().collect();
            sorted.sort_by_key(|attribute| order(attribute.name));
            let mut docs = Vec::new();
            for one in &sorted {
                docs.push(Doc::Break(" "));
                docs.push(attribute(one, rules)?);
            }
            let doc = Doc::Concat(docs).nest(Level::By(2));
            let doc = concat([doc, Doc::Break(end)]);
            let apart = attributes.windows(2).all(|pair| pair[0].line != pair[1].line);
            Some(if apart { doc.force_unfit().group() } else { doc.group() })
        }
    }
}

fn order(name: &str) -> usize {
    match name {
        ":let" => 1,
        ":for" => 2,
        ":if" => 3,
        _ => 4,
    }
}

fn attribute<'s>(attribute: &Attribute<'s>, rules: Rules) -> Option<Doc<'s>> {
    let name = attribute.name;
    match attribute.value {
        Value::None => Some(Doc::text(name)),
        Value::Expr(code) if name.is_empty() => {
            Some(concat([Doc::text("{"), Doc::bytes(code), Doc::text("}")]))
        }
        Value::Expr(code) => code::attribute(name, code, rules),
        Value::Quoted(value, quote) => {
            let quote = if quote == '\'' && value.contains('"') { "'" } else { "\"" };
            Some(concat([
                Doc::text(name),
                Doc::text("="),
                Doc::text(quote),
                Doc::bytes(value),
                Doc::text(quote),
            ]))
        }
    }
}
