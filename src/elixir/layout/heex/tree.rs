//! A template as a tree.

/// A node of a template.
#[derive(Debug)]
pub(super) enum Node<'s> {
    Text(Text<'s>),
    /// `<!-- … -->` and the text around it.
    Comment(&'s str),
    Element(Element<'s>),
    /// `<br />`, `<.icon />`.
    Empty {
        name: &'s str,
        attributes: Vec<Attribute<'s>>,
    },
    /// `{…}`
    Expr(&'s str),
    /// `<%= … %>`, `<% … %>`
    Eex {
        marker: &'s str,
        code: &'s str,
    },
    /// `<%= … do %>`, and each part with what ends it.
    EexBlock {
        marker: &'s str,
        code: &'s str,
        clauses: Vec<(Vec<Node<'s>>, &'s str)>,
    },
    /// `<%!-- … --%>`
    EexComment(&'s str),
}

#[derive(Debug)]
pub(super) struct Text<'s> {
    pub(super) content: &'s str,
    /// The line ends before and after what is no space.
    pub(super) before: usize,
    pub(super) after: usize,
    /// The space at its ends counts.
    pub(super) preserve: bool,
    /// It holds `<!-- … -->`.
    pub(super) comment: bool,
}

#[derive(Debug)]
pub(super) struct Element<'s> {
    pub(super) name: &'s str,
    pub(super) attributes: Vec<Attribute<'s>>,
    pub(super) children: Vec<Node<'s>>,
    /// Everything between its tags.
    pub(super) inner: &'s str,
    /// What is inside stays as it is.
    pub(super) preserve: bool,
}

#[derive(Debug)]
pub(super) struct Attribute<'s> {
    /// Empty for `{@rest}`.
    pub(super) name: &'s str,
    pub(super) value: Value<'s>,
    /// The line, counted from the tag's.
    pub(super) line: usize,
}

#[derive(Debug)]
pub(super) enum Value<'s> {
    None,
    Quoted(&'s str, char),
    Expr(&'s str),
}

impl<'s> Text<'s> {
    pub(super) fn new(content: &'s str) -> Self {
        let newlines = |text: &str| text.matches('\n').count();
        let space = |at: char| matches!(at, ' ' | '\t' | '\n');
        Self {
            content,
            before: newlines(&content[..content.len() - content.trim_start_matches(space).len()]),
            after: newlines(&content[content.trim_end_matches(space).len()..]),
            preserve: false,
            comment: false,
        }
    }

    pub(super) fn is_space(&self) -> bool {
        self.content.trim_start().is_empty()
    }
}

/// What the nodes on both sides need to know of a node.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub(super) struct Edge {
    pub(super) element: bool,
    /// An element or an empty one.
    pub(super) tag: bool,
    pub(super) text: bool,
    pub(super) preserved_text: bool,
    pub(super) starts_with_space: bool,
    pub(super) ends_with_space: bool,
    /// No break may go before or after it.
    pub(super) preserved: bool,
    pub(super) newlines_before: usize,
}

impl Node<'_> {
    pub(super) fn edge(&self) -> Edge {
        let edge = Edge::default();
        match self {
            Node::Text(text) => Edge {
                text: true,
                preserved_text: text.preserve,
                starts_with_space: text.content.starts_with(is_space),
                ends_with_space: text.content.ends_with(is_space),
                newlines_before: text.before,
                ..edge
            },
            Node::Element(element) => Edge { element: true, tag: true, preserved: element.preserve, ..edge },
            Node::Empty { .. } => Edge { tag: true, ..edge },
            Node::Expr(_) | Node::Eex { .. } => Edge { preserved: true, ..edge },
            Node::Comment(_) | Node::EexBlock { .. } | Node::EexComment(_) => edge,
        }
    }
}

pub(super) fn is_space(at: char) -> bool {
    matches!(at, ' ' | '\n' | '\r' | '\t')
}
