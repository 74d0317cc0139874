//! Reads a template, as Phoenix LiveView's tokenizer and parser do.

use super::eex::{Role, role};
use super::tags::{self, Closing, Open};
use super::tree::{Element, Node, Text, is_space};

/// The nodes of a template, or `None` at what is not known.
pub(super) fn parse(source: &str) -> Option<Vec<Node<'_>>> {
    let mut parser = Parser { source, at: 0, text: 0, comment: false, nodes: Vec::new(), open: Vec::new() };
    while parser.at < source.len() {
        parser.step()?;
    }
    parser.flush();
    let mut nodes = parser.nodes;
    while matches!(nodes.last(), Some(Node::Text(text)) if text.is_space()) {
        nodes.pop();
    }
    let space = |node: &&Node<'_>| matches!(node, Node::Text(text) if text.is_space());
    let leading = nodes.iter().take_while(space).count();
    nodes.drain(..leading);
    parser.open.is_empty().then_some(nodes)
}

struct Parser<'s> {
    source: &'s str,
    at: usize,
    /// Where the text not pushed yet begins, and whether it holds a comment.
    text: usize,
    comment: bool,
    nodes: Vec<Node<'s>>,
    open: Vec<Frame<'s>>,
}

/// What is open, and the nodes before it.
enum Frame<'s> {
    Element { tag: Open<'s>, inner: usize, before: Vec<Node<'s>> },
    Eex { marker: &'s str, code: &'s str, clauses: Vec<(Vec<Node<'s>>, &'s str)>, before: Vec<Node<'s>> },
}

impl<'s> Parser<'s> {
    fn step(&mut self) -> Option<()> {
        let rest = &self.source[self.at..];
        if let Some(eex) = rest.strip_prefix("<%") {
            self.eex(eex)
        } else if rest.starts_with("<!--") {
            let end = rest.find("-->")? + 3;
            self.comment = true;
            self.skip_without_eex(end)
        } else if rest.starts_with("<!doctype") || rest.starts_with("<!DOCTYPE") {
            let end = rest.find('>')? + 1;
            self.skip_without_eex(end)
        } else if rest.starts_with("</") {
            self.close(rest)
        } else if rest.starts_with('<') {
            self.open(rest)
        } else if let Some(inside) = rest.strip_prefix('{').filter(|_| self.has_interpolation()) {
            let code = tags::code(inside)?;
            self.push(Node::Expr(code), code.len() + 2);
            Some(())
        } else {
            let stops = |byte| matches!(byte, b'<' | b'{');
            let next = rest.bytes().skip(1).position(stops).map_or(rest.len(), |next| next + 1);
            self.at += next;
            Some(())
        }
    }

    fn has_interpolation(&self) -> bool {
        !self.open.iter().any(|frame| match frame {
            Frame::Element { tag, .. } => {
                tag.attributes.iter().any(|attribute| attribute.name == "phx-no-curly-interpolation")
            }
            Frame::Eex { .. } => false,
        })
    }

    fn skip_without_eex(&mut self, length: usize) -> Option<()> {
        let skipped = &self.source[self.at..self.at + length];
        self.at += length;
        (!skipped.contains("<%")).then_some(())
    }

    /// Ends the text before what is `length` long.
    fn flush(&mut self) {
        if self.text < self.at {
            let text = &self.source[self.text..self.at];
            if text.chars().next().is_some_and(|first| !is_space(first)) {
                self.preserve_last(!text.trim_start().is_empty());
            }
            let comment = std::mem::take(&mut self.comment);
            self.nodes.push(Node::Text(Text { comment, ..Text::new(text) }));
        }
        self.text = self.at;
    }

    /// An element stays as it is if what follows it touches it.
    fn preserve_last(&mut self, touched: bool) {
        if let Some(Node::Element(element)) = self.nodes.last_mut() {
            element.preserve |= touched;
        }
    }

    fn push(&mut self, node: Node<'s>, length: usize) {
        self.flush();
        if matches!(node, Node::Expr(_) | Node::Eex { .. }) {
            self.preserve_last(true);
        }
        self.nodes.push(node);
        self.skip(length);
    }

    fn skip(&mut self, length: usize) {
        self.at += length;
        self.text = self.at;
    }

    fn open(&mut self, rest: &'s str) -> Option<()> {
        let (tag, length) = tags::open(rest)?;
        self.flush();
        self.skip(length);
        if tag.closing == Closing::Now {
            self.nodes.push(Node::Empty { name: tag.name, attributes: tag.attributes });
            return Some(());
        }
        let raw = matches!(tag.name, "script" | "style");
        let end = format!("</{}>", tag.name);
        let before = std::mem::take(&mut self.nodes);
        self.open.push(Frame::Element { tag, inner: self.at, before });
        if raw {
            self.at += self.source[self.at..].find(&end)?;
        }
        Some(())
    }

    fn close(&mut self, rest: &'s str) -> Option<()> {
        let (name, length) = tags::close(rest)?;
        self.flush();
        let end = self.at;
        self.skip(length);
        match self.open.pop()? {
            Frame::Element { tag, inner, before } if tag.name == name => {
                let children = std::mem::replace(&mut self.nodes, before);
                self.nodes.push(Node::Element(Element {
                    name,
                    attributes: tag.attributes,
                    children,
                    inner: &self.source[inner..end],
                    preserve: false,
                }));
                Some(())
            }
            _ => None,
        }
    }

    fn eex(&mut self, rest: &'s str) -> Option<()> {
        if let Some(comment) = rest.strip_prefix("!--") {
            let length = comment.find("--%>")?;
            self.push(Node::EexComment(&comment[..length]), "<%!----%>".len() + length);
            return Some(());
        }
        let marker = if rest.starts_with('=') { "=" } else { "" };
        let inside = &rest[marker.len()..];
        if inside.starts_with(['%', '#', '/', '|']) {
            return None;
        }
        let length = inside.find("%>")?;
        let code = inside[..length].trim();
        let whole = "<%%>".len() + marker.len() + length;
        let role = role(code);
        if role == Role::Alone {
            self.push(Node::Eex { marker, code }, whole);
            return Some(());
        }
        self.flush();
        self.skip(whole);
        let nodes = std::mem::take(&mut self.nodes);
        if role == Role::Start {
            self.open.push(Frame::Eex { marker, code, clauses: Vec::new(), before: nodes });
            return Some(());
        }
        let Some(Frame::Eex { marker, code: start, mut clauses, before }) = self.open.pop() else {
            return None;
        };
        clauses.push((nodes, code));
        if role == Role::Middle {
            self.open.push(Frame::Eex { marker, code: start, clauses, before });
        } else {
            self.nodes = before;
            self.nodes.push(Node::EexBlock { marker, code: start, clauses });
        }
        Some(())
    }
}
