//! The kinds that can be added to a project, and why the others cannot.

use super::question::Choice;
use super::said::Said;
use crate::candidates::candidates;
use crate::components::{Context, Kind};
use crate::problem::Problem;

/// Every kind that there is to add: those that the project can have, and those that it cannot.
pub(super) struct Offer {
    pub(super) kinds: Vec<&'static Kind>,
    pub(super) refused: Vec<(&'static Kind, Problem)>,
}

impl Offer {
    /// What a project can have. All that a new one has is known: what is to be named has to be there.
    pub(super) fn new(context: &Context<'_>, is_new: bool) -> Result<Self, Problem> {
        let (mut kinds, mut refused) = (Vec::new(), Vec::new());
        for kind in Kind::additions() {
            let unnamed = || if is_new { unnamed(kind, context) } else { Ok(None) };
            match refusal(kind, context).map_or_else(unnamed, |problem| Ok(Some(problem)))? {
                Some(problem) => refused.push((kind, problem)),
                None => kinds.push(kind),
            }
        }
        match refused.pop() {
            // Then it is nothing about the kind.
            Some((_, problem)) if kinds.is_empty() => Err(problem),
            last => {
                refused.extend(last);
                Ok(Self { kinds, refused })
            }
        }
    }

    /// Why the others cannot be added.
    pub(super) fn reasons(&self) -> Vec<Choice> {
        Choice::list(self.refused.iter().map(|(kind, problem)| (kind.name.to_owned(), problem.line())))
    }
}

/// Why a project cannot have a component of a kind, whatever is said of it: what is wrong lies with none of its
/// arguments.
pub(super) fn refusal(kind: &'static Kind, context: &Context<'_>) -> Option<Problem> {
    let model = Said::nothing(kind).completed().said.model(context);
    model.err().filter(|problem| problem.subject().is_none())
}

/// Why a component of a kind cannot be added yet: there is none of what it has to name.
fn unnamed(kind: &'static Kind, context: &Context<'_>) -> Result<Option<Problem>, Problem> {
    for arg in kind.command().get_arguments().filter(|arg| arg.is_required_set()) {
        let is_none = candidates(arg, context.project)?.is_some_and(|words| words.is_empty());
        if let (true, Some([name, ..])) = (is_none, arg.get_value_names()) {
            let name = name.to_lowercase();
            let problem = Problem::usage("nothing-to-name", format!("there is no `{name}` yet"));
            return Ok(Some(problem.hint(format!("add a `{name}` first"))));
        }
    }
    Ok(None)
}
