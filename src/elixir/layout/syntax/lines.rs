//! The first and the last line of an expression, as the formatter reckons them for comments.

use super::{Body, Callee, Clause, Container, Expr, Kind, Part, Statement};

/// The least and the greatest line met.
#[derive(Clone, Copy)]
struct Span(usize, usize);

impl Expr<'_> {
    /// The first and the last line; closing delimiters and `end` do not count.
    pub(in super::super) fn lines(&self) -> (usize, usize) {
        let mut span = Span(usize::MAX, 0);
        span.expr(self);
        (span.0, span.1)
    }
}

impl Span {
    fn line(&mut self, line: usize) {
        self.0 = self.0.min(line);
        self.1 = self.1.max(line);
    }

    fn expr(&mut self, expr: &Expr<'_>) {
        if !matches!(expr.kind, Kind::Paren(_) | Kind::Keywords(_)) {
            self.line(expr.line);
        }
        match &expr.kind {
            Kind::Text(_) => {}
            Kind::Quoted(quoted) => {
                for part in &quoted.parts {
                    if let Part::Interpolation(expr) = part {
                        self.expr(expr);
                    }
                }
            }
            Kind::Paren(inner) | Kind::Unary { operand: inner, .. } => self.expr(inner),
            Kind::ParenBlock { statements, .. } => self.statements(statements),
            Kind::ParenClauses(clauses) | Kind::Function { clauses, .. } => self.clauses(clauses),
            Kind::Container(container) => self.container(container),
            Kind::Keywords(exprs) | Kind::Arguments(exprs) => self.exprs(exprs),
            Kind::Pair { key, value, .. } => {
                self.expr(key);
                self.expr(value);
            }
            Kind::Binary(binary) => {
                self.expr(&binary.left);
                self.expr(&binary.right);
            }
            Kind::Dot { target, name } => {
                self.expr(target);
                self.expr(name);
            }
            Kind::Suffixed { target, container, .. } => {
                self.expr(target);
                self.container(container);
            }
            Kind::Call(call) => {
                match &call.callee {
                    Callee::Local(_) => {}
                    Callee::Remote(target, _) | Callee::Anonymous(target) | Callee::Double(target) => {
                        self.expr(target);
                    }
                }
                self.exprs(&call.arguments);
                for block in &call.blocks {
                    self.line(block.line);
                    match &block.body {
                        Body::Statements(statements) => self.statements(statements),
                        Body::Clauses(clauses) => self.clauses(clauses),
                    }
                }
            }
        }
    }

    fn exprs(&mut self, exprs: &[Expr<'_>]) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn container(&mut self, container: &Container<'_>) {
        for expr in container.name.iter().chain(&container.updated) {
            self.expr(expr);
        }
        self.exprs(&container.items);
    }

    fn statements(&mut self, statements: &[Statement<'_>]) {
        for statement in statements {
            self.expr(&statement.expr);
        }
    }

    fn clauses(&mut self, clauses: &[Clause<'_>]) {
        for clause in clauses {
            self.line(clause.line);
            self.exprs(&clause.arguments);
            self.statements(&clause.body);
        }
    }
}
