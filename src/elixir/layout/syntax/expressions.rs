//! Reads expressions from tree-sitter's nodes.

use tree_sitter::Node;

use super::{Binary, Container, Delimiters, Expr, Kind, Shape};

/// How deep expressions may nest.
const DEPTH: usize = 200;

/// Reads nodes of one source. Each method is `None` at what it does not know.
#[derive(Clone, Copy)]
pub(in super::super) struct Reader<'s> {
    pub(super) source: &'s str,
    depth: usize,
}

impl<'s> Reader<'s> {
    pub(in super::super) fn new(source: &'s str) -> Self {
        Self { source, depth: 0 }
    }

    pub(in super::super) fn expr(self, node: Node<'_>) -> Option<Expr<'s>> {
        let reader = Self { depth: self.depth + 1, ..self };
        if reader.depth > DEPTH {
            return None;
        }
        let kind = match node.kind() {
            "identifier"
            | "alias"
            | "integer"
            | "float"
            | "char"
            | "boolean"
            | "nil"
            | "atom"
            | "quoted_atom"
            | "operator_identifier" => Kind::Text(self.one_line(node)?),
            "string" | "charlist" | "sigil" => match self.one_line(node) {
                Some(text) => Kind::Text(text),
                None => Kind::Quoted(reader.quoted(node)?),
            },
            "list" => Kind::Container(reader.container(node, Shape::List)?),
            "tuple" => Kind::Container(reader.container(node, Shape::Tuple)?),
            "bitstring" => Kind::Container(reader.container(node, Shape::Bitstring)?),
            "map" => Kind::Container(reader.map(node)?),
            "keywords" => Kind::Keywords(reader.all(&children(node))?),
            "pair" => reader.pair(node)?,
            "unary_operator" => reader.unary(node)?,
            "binary_operator" => return reader.binary(node),
            "dot" => reader.dot(node)?,
            "access_call" => reader.access(node)?,
            "call" => return reader.call(node),
            "anonymous_function" => reader.function(node)?,
            "block" => reader.block(node)?,
            _ => return None,
        };
        let line = match &kind {
            Kind::Suffixed { container, .. } => container.delimiters.line,
            _ => line(node),
        };
        Some(Expr { line, kind })
    }

    pub(super) fn all(self, nodes: &[Node<'_>]) -> Option<Vec<Expr<'s>>> {
        nodes.iter().map(|node| self.expr(*node)).collect()
    }

    pub(super) fn boxed(self, node: Node<'_>) -> Option<Box<Expr<'s>>> {
        self.expr(node).map(Box::new)
    }

    pub(super) fn text(self, node: Node<'_>) -> &'s str {
        &self.source[node.byte_range()]
    }

    pub(super) fn one_line(self, node: Node<'_>) -> Option<&'s str> {
        let text = self.text(node);
        (!text.contains('\n')).then_some(text)
    }

    /// Items of which pairs at the end are items like others.
    pub(super) fn items(self, nodes: &[Node<'_>]) -> Option<Vec<Expr<'s>>> {
        let mut items = self.all(nodes)?;
        if matches!(items.last().map(|last| &last.kind), Some(Kind::Keywords(_)))
            && let Some(Kind::Keywords(pairs)) = items.pop().map(|last| last.kind)
        {
            items.extend(pairs);
        }
        Some(items)
    }

    pub(super) fn container(self, node: Node<'_>, shape: Shape) -> Option<Container<'s>> {
        let items = children(node);
        Some(Container {
            shape,
            name: None,
            updated: None,
            items: match shape {
                Shape::List => self.items(&items)?,
                _ => self.all(&items)?,
            },
            delimiters: delimiters(node, node.child(0)?, items.first()),
        })
    }

    fn map(self, node: Node<'_>) -> Option<Container<'s>> {
        let mut name = None;
        let mut items = Vec::new();
        for child in children(node) {
            match child.kind() {
                "struct" => name = Some(self.boxed(children(child).first().copied()?)?),
                "map_content" => items = children(child),
                _ => return None,
            }
        }
        let opening = tokens(node).find(|token| token.kind() == "{")?;
        let delimiters = delimiters(node, opening, items.first());

        let (updated, items) = match self.items(&items)? {
            mut items if items.first().is_some_and(is_update) => {
                let rest = items.split_off(1);
                let Some(Kind::Binary(update)) = items.pop().map(|first| first.kind) else {
                    return None;
                };
                let mut items = match update.right.kind {
                    Kind::Keywords(pairs) => pairs,
                    _ => vec![*update.right],
                };
                items.extend(rest);
                (Some(update.left), items)
            }
            items => (None, items),
        };
        Some(Container { shape: Shape::Map, name, updated, items, delimiters })
    }

    fn pair(self, node: Node<'_>) -> Option<Kind<'s>> {
        let key = node.child_by_field_name("key")?;
        let text = self.text(key).trim_end();
        if text.contains('\n') {
            return None;
        }
        Some(Kind::Pair {
            key: Box::new(Expr { line: line(key), kind: Kind::Text(text) }),
            arrow: "",
            value: self.boxed(node.child_by_field_name("value")?)?,
        })
    }

    fn unary(self, node: Node<'_>) -> Option<Kind<'s>> {
        let sign = node.child_by_field_name("operator")?;
        let operand = children(node).pop()?;
        let spaced = self.source[sign.end_byte()..].starts_with(' ');
        let operator = match self.text(sign) {
            "not" => "not ",
            "&" if spaced => "& ",
            operator => operator,
        };
        if sign.kind() == "&" && is_name_and_arity(operand) {
            return Some(Kind::Text(self.one_line(node)?));
        }
        let mut operand = self.boxed(operand)?;
        // The parentheses of `&(…)` have no node of their own.
        if tokens(node).any(|token| token.kind() == "(") {
            operand = Box::new(Expr { line: operand.line, kind: Kind::Paren(operand) });
        }
        Some(Kind::Unary { operator, operand })
    }

    fn binary(self, node: Node<'_>) -> Option<Expr<'s>> {
        let (left, sign, right) = (
            node.child_by_field_name("left")?,
            node.child_by_field_name("operator")?,
            node.child_by_field_name("right")?,
        );
        let operator = match self.text(sign) {
            _ if sign.kind() == "not in" => "not in",
            text => text,
        };
        let newline = left.end_position().row < sign.start_position().row
            || sign.end_position().row < right.start_position().row;
        Some(binary(
            operator,
            line(sign),
            newline && operator != "not in",
            self.boxed(left)?,
            self.boxed(right)?,
        ))
    }

    fn dot(self, node: Node<'_>) -> Option<Kind<'s>> {
        let target = self.boxed(node.child_by_field_name("left")?)?;
        let right = node.child_by_field_name("right")?;
        match right.kind() {
            "tuple" => {
                Some(Kind::Suffixed { target, dot: ".", container: self.container(right, Shape::Aliases)? })
            }
            _ => Some(Kind::Dot { target, name: self.boxed(right)? }),
        }
    }

    fn access(self, node: Node<'_>) -> Option<Kind<'s>> {
        let key = node.child_by_field_name("key")?;
        let opening = tokens(node).find(|token| token.kind() == "[")?;
        Some(Kind::Suffixed {
            target: self.boxed(node.child_by_field_name("target")?)?,
            dot: "",
            container: Container {
                shape: Shape::List,
                name: None,
                updated: None,
                items: self.items(&[key])?,
                delimiters: delimiters(node, opening, Some(&key)),
            },
        })
    }
}

/// An operation, or the pair that `=>` makes.
///
/// tree-sitter takes `a => b | c` to be `(a => b) | c`: there the pair is put outermost.
fn binary<'s>(
    operator: &'s str,
    line: usize,
    newline: bool,
    left: Box<Expr<'s>>,
    right: Box<Expr<'s>>,
) -> Expr<'s> {
    match *left {
        left if operator == "=>" => {
            Expr { line: left.line, kind: Kind::Pair { key: Box::new(left), arrow: " =>", value: right } }
        }
        Expr { line: key_line, kind: Kind::Pair { key, arrow, value } } => Expr {
            line: key_line,
            kind: Kind::Pair { key, arrow, value: Box::new(binary(operator, line, newline, value, right)) },
        },
        left => Expr { line, kind: Kind::Binary(Binary { operator, left: Box::new(left), right, newline }) },
    }
}

fn is_update(expr: &Expr<'_>) -> bool {
    expr.binary().is_some_and(|binary| binary.operator == "|")
}

/// `name/2`, `Module.name/2`, `+/2`, as after `&`.
fn is_name_and_arity(node: Node<'_>) -> bool {
    let field = |name| node.child_by_field_name(name);
    node.kind() == "binary_operator"
        && field("operator").is_some_and(|sign| sign.kind() == "/")
        && field("right").is_some_and(|arity| arity.kind() == "integer")
        && field("left").is_some_and(|name| {
            matches!(name.kind(), "identifier" | "operator_identifier")
                || name.kind() == "call"
                    && name.child_by_field_name("arguments").is_none()
                    && name.named_child_count() == 1
        })
}

pub(super) fn line(node: Node<'_>) -> usize {
    node.start_position().row + 1
}

/// The named children that are no comments.
pub(in super::super) fn children<'t>(node: Node<'t>) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).filter(|child| child.kind() != "comment").collect()
}

/// The children that are signs.
pub(super) fn tokens<'t>(node: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    let mut cursor = node.walk();
    let tokens: Vec<_> = node.children(&mut cursor).filter(|child| !child.is_named()).collect();
    tokens.into_iter()
}

pub(super) fn delimiters(node: Node<'_>, opening: Node<'_>, first: Option<&Node<'_>>) -> Delimiters {
    let opened = opening.end_position().row;
    let closing = node.end_position().row;
    Delimiters {
        line: line(opening),
        newline: first.map_or(closing, |first| first.start_position().row) > opened,
        closing: closing + 1,
    }
}
