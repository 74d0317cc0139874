//! Reads tags and their attributes.

use super::tree::{Attribute, Value};

#[derive(Debug)]
pub(super) struct Open<'s> {
    pub(super) name: &'s str,
    pub(super) attributes: Vec<Attribute<'s>>,
    pub(super) closing: Closing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// `/>`, or an element that is always empty.
    Now,
    Later,
}

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "command", "keygen", "source",
];

/// The opening tag that a text begins with, and its length.
pub(super) fn open(text: &str) -> Option<(Open<'_>, usize)> {
    let mut rest = &text[1..];
    let name = name(&mut rest)?;
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(is_gap);
        let length = |rest: &str| text.len() - rest.len();
        if let Some(rest) = rest.strip_prefix("/>") {
            return Some((Open { name, attributes, closing: Closing::Now }, length(rest)));
        }
        if let Some(rest) = rest.strip_prefix('>') {
            let closing = if VOID.contains(&name) { Closing::Now } else { Closing::Later };
            return Some((Open { name, attributes, closing }, length(rest)));
        }
        let line = text[..length(rest)].matches('\n').count();
        let (name, value) = attribute(&mut rest)?;
        attributes.push(Attribute { name, value, line });
    }
}

/// The name of the closing tag that a text begins with, and its length.
pub(super) fn close(text: &str) -> Option<(&str, usize)> {
    let mut rest = &text[2..];
    let name = name(&mut rest)?;
    let rest = rest.strip_prefix('>')?;
    Some((name, text.len() - rest.len()))
}

fn attribute<'s>(rest: &mut &'s str) -> Option<(&'s str, Value<'s>)> {
    if let Some(inside) = rest.strip_prefix('{') {
        let code = code(inside)?;
        *rest = &inside[code.len() + 1..];
        return Some(("", Value::Expr(code)));
    }
    let name = name(rest)?;
    let Some(value) = rest.trim_start_matches(is_gap).strip_prefix('=') else {
        return Some((name, Value::None));
    };
    let value = value.trim_start_matches(is_gap);
    let inside = value.get(1..)?;
    let (length, value) = match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let length = inside.find(quote)?;
            (length, Value::Quoted(&inside[..length], quote))
        }
        '{' => {
            let code = code(inside)?;
            (code.len(), Value::Expr(code))
        }
        _ => return None,
    };
    *rest = &inside[length + 1..];
    (!inside[..length].contains("<%")).then_some((name, value))
}

/// The code before the brace that closes it.
pub(super) fn code(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'\\' if matches!(bytes.get(at + 1), Some(b'{' | b'}')) => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 0 => break,
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    (!text[..at].contains("<%")).then_some(&text[..at])
}

fn name<'s>(rest: &mut &'s str) -> Option<&'s str> {
    let length = rest.find(|at: char| is_gap(at) || matches!(at, '>' | '/' | '=' | '"' | '\''))?;
    let (name, after) = rest.split_at(length);
    *rest = after;
    (!name.is_empty() && !name.contains(['<', '}', '%'])).then_some(name)
}

fn is_gap(at: char) -> bool {
    matches!(at, ' ' | '\t' | '\x0c' | '\r' | '\n')
}
