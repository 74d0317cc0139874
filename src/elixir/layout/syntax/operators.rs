//! Reads operators.

use tree_sitter::Node;

use super::expressions::Reader;
use super::nodes::{children, line, tokens};
use super::{Binary, Expr, Kind};

impl<'s> Reader<'s> {
    pub(super) fn unary(self, node: Node<'_>) -> Option<Kind<'s>> {
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

    pub(super) fn binary(self, node: Node<'_>) -> Option<Expr<'s>> {
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
            self.expr(left)?,
            self.expr(right)?,
        ))
    }
}

/// An operation, or the pair that `=>` makes.
///
/// tree-sitter takes `a => b | c` to be `(a => b) | c`: there the pair is put outermost.
fn binary<'s>(operator: &'s str, line: usize, newline: bool, left: Expr<'s>, right: Expr<'s>) -> Expr<'s> {
    match left {
        left if operator == "=>" => Expr {
            line: left.line,
            kind: Kind::Pair { key: Box::new(left), arrow: " =>", value: Box::new(right) },
        },
        Expr { line: key_line, kind: Kind::Pair { key, arrow, value } } => Expr {
            line: key_line,
            kind: Kind::Pair { key, arrow, value: Box::new(binary(operator, line, newline, *value, right)) },
        },
        left => Expr {
            line,
            kind: Kind::Binary(Binary { operator, left: Box::new(left), right: Box::new(right), newline }),
        },
    }
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
