//! Elixir's syntax as its formatter sees it: parentheses, line breaks and lines where they matter.
//!
//! The formatter works on quoted expressions whose metadata tell where an author broke lines;
//! this tree holds as much, and the text of whatever is never broken.

mod blocks;
mod calls;
mod comments;
mod containers;
mod expressions;
mod lines;
mod nodes;
mod operators;
mod quoted;

pub(super) use calls::is_block_after_do;
pub(super) use comments::{Comment, comments};
pub(super) use expressions::Reader;
pub(super) use nodes::children;

/// An expression.
#[derive(Debug)]
pub(super) struct Expr<'s> {
    /// The line, from 1, that the formatter takes it to stand on: an operator's is its sign's.
    pub(super) line: usize,
    pub(super) kind: Kind<'s>,
}

#[derive(Debug)]
pub(super) enum Kind<'s> {
    /// What is never broken: a name, a number, an atom, a string on one line.
    Text(&'s str),
    Quoted(Quoted<'s>),
    Paren(Box<Expr<'s>>),
    ParenBlock {
        statements: Vec<Statement<'s>>,
        closing: usize,
    },
    ParenClauses(Vec<Clause<'s>>),
    Container(Container<'s>),
    /// Pairs without brackets around them.
    Keywords(Vec<Expr<'s>>),
    /// The arguments of a clause that has a guard.
    Arguments(Vec<Expr<'s>>),
    Pair {
        key: Box<Expr<'s>>,
        arrow: &'static str,
        value: Box<Expr<'s>>,
    },
    Unary {
        operator: &'s str,
        operand: Box<Expr<'s>>,
    },
    Binary(Binary<'s>),
    Call(Call<'s>),
    /// `target.name` without arguments.
    Dot {
        target: Box<Expr<'s>>,
        name: Box<Expr<'s>>,
    },
    /// `target[key]`, `target.{a, b}`.
    Suffixed {
        target: Box<Expr<'s>>,
        dot: &'static str,
        container: Container<'s>,
    },
    Function {
        clauses: Vec<Clause<'s>>,
        newline: bool,
        closing: usize,
    },
}

#[derive(Debug)]
pub(super) struct Binary<'s> {
    pub(super) operator: &'s str,
    pub(super) left: Box<Expr<'s>>,
    pub(super) right: Box<Expr<'s>>,
    /// A line ends before or after the sign.
    pub(super) newline: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    List,
    Tuple,
    Bitstring,
    Map,
    /// `{a, b}` after a dot.
    Aliases,
}

#[derive(Debug)]
pub(super) struct Container<'s> {
    pub(super) shape: Shape,
    /// The struct's name.
    pub(super) name: Option<Box<Expr<'s>>>,
    /// What stands before the `|` of an update.
    pub(super) updated: Option<Box<Expr<'s>>>,
    pub(super) items: Vec<Expr<'s>>,
    pub(super) delimiters: Delimiters,
}

/// An opening and a closing delimiter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delimiters {
    /// The line of the opening one.
    pub(super) line: usize,
    /// A line ends after the opening one.
    pub(super) newline: bool,
    /// The line of the closing one.
    pub(super) closing: usize,
}

#[derive(Debug)]
pub(super) enum Callee<'s> {
    Local(&'s str),
    /// `target.name(…)`.
    Remote(Box<Expr<'s>>, &'s str),
    /// `target.(…)`.
    Anonymous(Box<Expr<'s>>),
    /// `target(…)(…)`.
    Double(Box<Expr<'s>>),
}

#[derive(Debug)]
pub(super) struct Call<'s> {
    pub(super) callee: Callee<'s>,
    /// Keywords at the end are one argument.
    pub(super) arguments: Vec<Expr<'s>>,
    pub(super) parens: Option<Delimiters>,
    pub(super) blocks: Vec<DoBlock<'s>>,
}

/// `do …`, `else …`.
#[derive(Debug)]
pub(super) struct DoBlock<'s> {
    pub(super) keyword: &'s str,
    pub(super) line: usize,
    /// The line of what ends it.
    pub(super) end: usize,
    pub(super) body: Body<'s>,
}

#[derive(Debug)]
pub(super) enum Body<'s> {
    Statements(Vec<Statement<'s>>),
    Clauses(Vec<Clause<'s>>),
}

#[derive(Debug)]
pub(super) struct Statement<'s> {
    pub(super) expr: Expr<'s>,
    /// How many line ends stand between it (or the comments after it) and what follows.
    pub(super) newlines: usize,
}

/// `arguments -> body`.
#[derive(Debug)]
pub(super) struct Clause<'s> {
    /// The line of the arrow.
    pub(super) line: usize,
    /// One expression if there is a guard: its `when`.
    pub(super) arguments: Vec<Expr<'s>>,
    pub(super) body: Vec<Statement<'s>>,
    /// A line ends before or after the arrow.
    pub(super) newline: bool,
}

/// A string or a sigil that spans lines.
#[derive(Debug)]
pub(super) struct Quoted<'s> {
    /// A heredoc, whose lines are indented with the code.
    pub(super) heredoc: bool,
    pub(super) opening: &'s str,
    pub(super) parts: Vec<Part<'s>>,
    /// The closing delimiter and a sigil's modifiers.
    pub(super) closing: &'s str,
}

#[derive(Debug)]
pub(super) enum Part<'s> {
    /// Lines, without a heredoc's indentation.
    Lines(Vec<&'s str>),
    Interpolation(Box<Expr<'s>>),
}

impl<'s> Expr<'s> {
    /// Whether it is an operator without parentheses around it.
    pub(super) fn binary(&self) -> Option<&Binary<'s>> {
        match &self.kind {
            Kind::Binary(binary) => Some(binary),
            _ => None,
        }
    }
}
