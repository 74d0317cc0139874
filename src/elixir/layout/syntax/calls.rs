//! Reads calls and their `do` blocks.

use tree_sitter::Node;

use super::expressions::Reader;
use super::nodes::{children, delimiters, last_child, line, tokens};
use super::{Body, Call, Callee, DoBlock, Expr, Kind};

impl<'s> Reader<'s> {
    pub(super) fn call(self, node: Node<'_>) -> Option<Expr<'s>> {
        let target = node.child_by_field_name("target")?;
        let (mut arguments, mut blocks) = (None, Vec::new());
        for child in children(node) {
            match child.kind() {
                _ if child == target => {}
                "arguments" => arguments = Some(child),
                "do_block" => blocks = self.do_blocks(child)?,
                _ => return None,
            }
        }
        let (line, callee) = self.callee(target)?;
        let callee = match callee {
            Callee::Remote(target, name) if arguments.is_none() && blocks.is_empty() => {
                let name = Box::new(Expr { line, kind: Kind::Text(name) });
                let kind = Kind::Dot { target, name };
                return Some(Expr { line, kind });
            }
            callee => callee,
        };
        let items = arguments.map(children).unwrap_or_default();
        let parens = arguments
            .and_then(|node| Some((node, node.child(0)?)))
            .filter(|(_, first)| first.kind() == "(")
            .map(|(node, opening)| delimiters(node, opening, items.first()));
        let kind = Kind::Call(Call { callee, arguments: self.all(&items)?, parens, blocks });
        Some(Expr { line, kind })
    }

    fn callee(self, target: Node<'_>) -> Option<(usize, Callee<'s>)> {
        match target.kind() {
            "identifier" => Some((line(target), Callee::Local(self.text(target)))),
            "dot" => {
                let left = self.boxed(target.child_by_field_name("left")?)?;
                if let Some(name) = target.child_by_field_name("right") {
                    return Some((line(name), Callee::Remote(left, self.one_line(name)?)));
                }
                let dot = target.child_by_field_name("operator")?;
                Some((line(dot), Callee::Anonymous(left)))
            }
            "call" => {
                let call = self.boxed(target)?;
                Some((call.line, Callee::Double(call)))
            }
            _ => None,
        }
    }

    fn do_blocks(self, node: Node<'_>) -> Option<Vec<DoBlock<'s>>> {
        let (others, first): (Vec<_>, Vec<_>) =
            children(node).into_iter().partition(|child| is_block_after_do(*child));
        let end = last_child(node)?;

        let next = others.first().copied().unwrap_or(end);
        let mut blocks = vec![self.do_block(node, &first, next)?];
        for (at, other) in others.iter().enumerate() {
            let next = others.get(at + 1).copied().unwrap_or(end);
            blocks.push(self.do_block(*other, &children(*other), next)?);
        }
        Some(blocks)
    }

    /// One block: its node, what it holds, what follows it.
    fn do_block(self, node: Node<'_>, held: &[Node<'_>], next: Node<'_>) -> Option<DoBlock<'s>> {
        let keyword = tokens(node).next()?;
        let body = match held.first() {
            Some(first) if first.kind() == "stab_clause" => Body::Clauses(self.clauses(held, next)?),
            _ => Body::Statements(self.statements(held, next)?),
        };
        Some(DoBlock { keyword: self.text(keyword), line: line(keyword), end: line(next), body })
    }
}

pub(in super::super) fn is_block_after_do(node: Node<'_>) -> bool {
    matches!(node.kind(), "after_block" | "rescue_block" | "catch_block" | "else_block")
}
