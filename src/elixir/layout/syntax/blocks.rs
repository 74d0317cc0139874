//! Reads statements, clauses, functions and what stands in parentheses.

use tree_sitter::Node;

use super::expressions::Reader;
use super::nodes::{children, last_child, line};
use super::{Binary, Clause, Expr, Kind, Statement};

impl<'s> Reader<'s> {
    /// The statements of a whole source.
    pub(in super::super) fn file(self, root: Node<'_>) -> Option<Vec<Statement<'s>>> {
        let nodes = children(root);
        let Some((last, others)) = nodes.split_last() else {
            return Some(Vec::new());
        };
        let mut statements = self.statements(others, *last)?;
        statements.push(Statement { expr: self.expr(*last)?, newlines: 1 });
        Some(statements)
    }

    /// Statements up to the node that follows them.
    pub(super) fn statements(self, nodes: &[Node<'_>], next: Node<'_>) -> Option<Vec<Statement<'s>>> {
        let mut statements = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let next = nodes.get(at + 1).copied().unwrap_or(next);
            statements
                .push(Statement { expr: self.expr(*node)?, newlines: self.newlines_between(*node, next)? });
        }
        Some(statements)
    }

    /// The line ends before `next`, after `node` and the comments that follow it.
    fn newlines_between(self, node: Node<'_>, next: Node<'_>) -> Option<usize> {
        let mut last = node;
        while let Some(sibling) = last.next_sibling()
            && sibling.kind() == "comment"
        {
            last = sibling;
        }
        let between = self.source.get(last.end_byte()..next.start_byte())?;
        Some(between.matches('\n').count())
    }

    pub(super) fn clauses(self, nodes: &[Node<'_>], next: Node<'_>) -> Option<Vec<Clause<'s>>> {
        let mut clauses = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let next = nodes.get(at + 1).copied().unwrap_or(next);
            clauses.push(self.clause(*node, next)?);
        }
        Some(clauses)
    }

    fn clause(self, node: Node<'_>, next: Node<'_>) -> Option<Clause<'s>> {
        if node.kind() != "stab_clause" {
            return None;
        }
        let arrow = node.child_by_field_name("operator")?;
        let left = node.child_by_field_name("left");
        let right = node.child_by_field_name("right");
        let body = children(right?);
        let newline = left.is_some_and(|left| ends_before(left, arrow))
            || body.first().is_some_and(|first| ends_before(arrow, *first));

        let arguments = match left {
            None => Vec::new(),
            Some(left) if left.kind() == "binary_operator" => vec![self.guarded(left)?],
            Some(arguments) => self.clause_arguments(arguments)?,
        };
        if body.is_empty() {
            return None;
        }
        Some(Clause { line: line(arrow), arguments, body: self.statements(&body, next)?, newline })
    }

    fn guarded(self, node: Node<'_>) -> Option<Expr<'s>> {
        let sign = node.child_by_field_name("operator")?;
        let left = node.child_by_field_name("left")?;
        let right = node.child_by_field_name("right")?;
        let line = line(sign);
        let left_expr = Box::new(Expr { line, kind: Kind::Arguments(self.clause_arguments(left)?) });
        let kind = Kind::Binary(Binary {
            operator: "when",
            left: left_expr,
            right: self.boxed(right)?,
            newline: ends_before(left, sign) || ends_before(sign, right),
        });
        Some(Expr { line, kind })
    }

    fn clause_arguments(self, node: Node<'_>) -> Option<Vec<Expr<'s>>> {
        let nodes = children(node);
        let parens = node.child(0).is_some_and(|first| first.kind() == "(");
        // The formatter takes the parentheses away: what it would not have left is not known.
        if node.kind() != "arguments" || parens && !nodes.is_empty() {
            return None;
        }
        self.all(&nodes)
    }

    pub(super) fn function(self, node: Node<'_>) -> Option<Kind<'s>> {
        let clauses = children(node);
        let end = last_child(node)?;
        Some(Kind::Function {
            newline: clauses.first()?.start_position().row > node.start_position().row,
            closing: line(end),
            clauses: self.clauses(&clauses, end)?,
        })
    }

    pub(super) fn block(self, node: Node<'_>) -> Option<Kind<'s>> {
        let held = children(node);
        let end = last_child(node)?;
        match held.as_slice() {
            [] => None,
            [first, ..] if first.kind() == "stab_clause" => {
                Some(Kind::ParenClauses(self.clauses(&held, end)?))
            }
            [only] => Some(Kind::Paren(self.boxed(*only)?)),
            _ => Some(Kind::ParenBlock { statements: self.statements(&held, end)?, closing: line(end) }),
        }
    }
}

fn ends_before(node: Node<'_>, other: Node<'_>) -> bool {
    node.end_position().row < other.start_position().row
}
