//! Writes a template as a document, after Phoenix LiveView's `HTMLAlgebra` (v1.2.10).

use super::super::doc::{Doc, Level, Rules, concat};
use super::attributes::attributes;
use super::tree::{Edge, Element, Node, Text, is_space};
use super::{code, text};

/// How a node takes part in its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Inline,
    Block,
    Newline,
}

/// Nodes, one after the other.
pub(super) fn nodes(nodes: Vec<Node<'_>>, rules: Rules) -> Option<Doc<'_>> {
    let mut written: Option<(Edge, Flow, Doc<'_>)> = None;
    for next in nodes {
        let edge = next.edge();
        let (flow, doc) = node(next, rules)?;
        let doc = if flow == Flow::Block { doc.force_unfit() } else { doc };
        let doc = match written {
            None => doc,
            Some((last, last_flow, written)) => {
                let between = between((last, last_flow), (edge, flow), doc.is_nil());
                concat([written, between, doc])
            }
        };
        written = Some((edge, flow, doc));
    }
    Some(written.map_or(Doc::Nil, |(_, _, doc)| doc.group()))
}

fn between<'s>((last, last_flow): (Edge, Flow), (next, flow): (Edge, Flow), nothing: bool) -> Doc<'s> {
    match (last_flow, flow) {
        (Flow::Inline, Flow::Inline) if nothing => Doc::Nil,
        (Flow::Inline, Flow::Inline) => inline_break(last, next),
        (Flow::Newline, Flow::Inline) => Doc::Line,
        (_, Flow::Newline) if next.newlines_before > 1 => Doc::Line.nest(Level::Reset),
        (_, Flow::Newline) => Doc::Nil,
        _ if last.ends_with_space || next.starts_with_space => Doc::Break(""),
        // A break would put space where there was none.
        _ if last.text || next.text || last.tag && next.tag => Doc::Nil,
        _ => Doc::Break(""),
    }
}

fn inline_break<'s>(last: Edge, next: Edge) -> Doc<'s> {
    let space = last.ends_with_space || next.starts_with_space;
    if last.preserved || next.preserved {
        let keep = space && !last.preserved_text && !next.preserved_text;
        if keep { Doc::text(" ") } else { Doc::Nil }
    } else if last.element && !next.tag {
        Doc::Break(" ")
    } else if space && !last.preserved_text {
        Doc::FlexBreak(" ")
    } else {
        Doc::Nil
    }
}

fn node(node: Node<'_>, rules: Rules) -> Option<(Flow, Doc<'_>)> {
    match node {
        Node::Text(text) => Some(plain(&text)),
        Node::Comment(comment) => Some((Flow::Block, text::raw(comment).nest(Level::Reset).group())),
        Node::Element(found) if matches!(found.name, "script" | "style") => {
            let content = text::language(found.inner, found.preserve);
            let doc = concat([opening(&found, rules)?, content, closing(&found)]);
            Some((Flow::Block, doc.group()))
        }
        Node::Element(found) if found.preserve => {
            let doc = concat([opening(&found, rules)?, text::raw(found.inner), closing(&found)]);
            Some((Flow::Inline, doc.group()))
        }
        Node::Element(found) => element(found, rules),
        Node::Empty { name, attributes: found } => {
            let doc =
                concat([Doc::text("<"), Doc::text(name), attributes(&found, " ", rules)?, Doc::text("/>")]);
            Some((Flow::Inline, doc.group()))
        }
        Node::Expr(code) => {
            let doc = concat([Doc::text("{"), code::expression(code, rules)?, Doc::text("}")]);
            Some((Flow::Inline, doc))
        }
        Node::Eex { marker, code } => {
            let doc = code::expression(code, rules)?;
            Some((
                Flow::Inline,
                concat([Doc::text("<%"), Doc::text(marker), Doc::text(" "), doc, Doc::text(" %>")]),
            ))
        }
        Node::EexBlock { marker, code, clauses } => eex_block(marker, code, clauses, rules),
        Node::EexComment(comment) => {
            let doc = concat([Doc::text("<%!--"), Doc::bytes(comment), Doc::text("--%>")]);
            Some((Flow::Inline, doc))
        }
    }
}

fn plain<'s>(text: &Text<'s>) -> (Flow, Doc<'s>) {
    if text.preserve {
        return (Flow::Inline, Doc::text(text.content));
    }
    if text.content.trim_start_matches([' ', '\t', '\n']).is_empty() {
        let flow = if text.content.contains('\n') { Flow::Newline } else { Flow::Inline };
        return (flow, Doc::Nil);
    }
    let lines = text.content.split('\n').map(str::trim).skip_while(|line| line.is_empty());
    (Flow::Inline, text::lines(lines))
}

fn opening<'s>(element: &Element<'s>, rules: Rules) -> Option<Doc<'s>> {
    let attributes = attributes(&element.attributes, "", rules)?;
    Some(concat([Doc::text("<"), Doc::text(element.name), attributes, Doc::text(">")]))
}

fn closing<'s>(element: &Element<'s>) -> Doc<'s> {
    concat([Doc::text("</"), Doc::text(element.name), Doc::text(">")])
}

fn element(mut element: Element<'_>, rules: Rules) -> Option<(Flow, Doc<'_>)> {
    let inline = is_inline(element.name);
    let mut children = std::mem::take(&mut element.children);
    let broken = trim(&mut children, inline)?;
    let inline = inline && !broken;
    let content = if children.is_empty() {
        Doc::Nil
    } else if inline {
        nodes(children, rules)?
    } else {
        concat([Doc::Break(""), nodes(children, rules)?]).nest(Level::By(2))
    };
    let content = if broken { content.force_unfit() } else { content };
    let end = if inline { Doc::Nil } else { Doc::Break("") };
    let doc = concat([opening(&element, rules)?, content, end, closing(&element)]);
    Some((if inline { Flow::Inline } else { Flow::Block }, doc.group()))
}

fn eex_block<'s>(
    marker: &'s str,
    code: &'s str,
    clauses: Vec<(Vec<Node<'s>>, &'s str)>,
    rules: Rules,
) -> Option<(Flow, Doc<'s>)> {
    let tag = |marker, code| {
        concat([Doc::text("<%"), Doc::text(marker), Doc::text(" "), Doc::bytes(code), Doc::text(" %>")])
    };
    let mut docs = vec![tag(marker, code)];
    let mut in_clause = false;
    for (mut content, end) in clauses {
        trim(&mut content, false)?;
        let content = if content.is_empty() {
            Doc::Nil
        } else {
            let indent = if in_clause { 4 } else { 2 };
            concat([Doc::Line, nodes(content, rules)?]).nest(Level::By(indent))
        };
        in_clause = end.ends_with("->");
        let end = concat([Doc::Line, tag("", end)]).nest(Level::By(if in_clause { 2 } else { 0 }));
        docs.push(concat([content, end]).force_unfit());
    }
    Some((Flow::Block, Doc::Concat(docs).group()))
}

/// Takes the space from both ends; whether there were line ends in it.
fn trim(nodes: &mut Vec<Node<'_>>, inline: bool) -> Option<bool> {
    let mut broken = false;
    if let Some(Node::Text(text)) = nodes.first_mut() {
        let newline = text.before > 0;
        broken |= newline;
        if text.is_space() {
            nodes.remove(0);
        } else if inline && !newline && text.content.starts_with([' ', '\t']) {
            // One space is kept; more of it, the formatter would have taken away.
            let kept = text.content.strip_prefix(' ')?;
            if kept.starts_with(char::is_whitespace) {
                return None;
            }
            text.preserve = true;
        }
    }
    if let Some(Node::Text(text)) = nodes.last_mut() {
        let newline = text.after > 0;
        broken |= newline;
        if text.is_space() {
            nodes.pop();
        } else if inline && !newline && text.content.ends_with([' ', '\t']) {
            let kept = text.content.strip_suffix(' ')?;
            if kept.ends_with(is_space) {
                return None;
            }
            text.preserve = true;
        }
    }
    Some(broken && !nodes.is_empty())
}

/// Elements among the words of a text, and components named like links and buttons.
fn is_inline(name: &str) -> bool {
    const INLINE: &str = " a abbr acronym audio b bdi bdo big br button canvas cite code data datalist \
        del dfn em embed i iframe img input ins kbd label map mark meter noscript object output \
        picture progress q ruby s samp select slot small span strong sub sup svg template textarea \
        time u tt var video wbr ";
    name.contains("link") || name.contains("button") || INLINE.split(' ').any(|inline| inline == name)
}
