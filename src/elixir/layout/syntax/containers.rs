//! Reads lists, tuples, bitstrings, maps and structs, and what hangs on a dot or in brackets.

use tree_sitter::Node;

use super::expressions::Reader;
use super::nodes::{children, delimiters, line, tokens};
use super::{Container, Expr, Kind, Shape};

impl<'s> Reader<'s> {
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

    pub(super) fn map(self, node: Node<'_>) -> Option<Container<'s>> {
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

    pub(super) fn pair(self, node: Node<'_>) -> Option<Kind<'s>> {
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

    pub(super) fn dot(self, node: Node<'_>) -> Option<Kind<'s>> {
        let target = self.boxed(node.child_by_field_name("left")?)?;
        let right = node.child_by_field_name("right")?;
        match right.kind() {
            "tuple" => {
                Some(Kind::Suffixed { target, dot: ".", container: self.container(right, Shape::Aliases)? })
            }
            _ => Some(Kind::Dot { target, name: self.boxed(right)? }),
        }
    }

    pub(super) fn access(self, node: Node<'_>) -> Option<Kind<'s>> {
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

fn is_update(expr: &Expr<'_>) -> bool {
    expr.binary().is_some_and(|binary| binary.operator == "|")
}
