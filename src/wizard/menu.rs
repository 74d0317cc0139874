//! The questions between the components: what to add, what to change, what to do with it all.

use super::offer::Offer;
use super::question::{Choice, Form, Key, Question};
use super::said::Said;

/// No more components.
pub(super) const NO_MORE: &str = "no";
/// One that was said is to be said in another way, or to go.
pub(super) const CHANGE: &str = "change";
/// What cannot be added, and why.
pub(super) const OTHERS: &str = "others";
/// Nothing is to be written.
pub(super) const QUIT: &str = "quit";
/// A component is to go.
pub(super) const REMOVE: &str = "remove";
/// One more component after all.
pub(super) const ADD: &str = "add";
/// What the files hold.
pub(super) const SHOW: &str = "show";
/// All is to be written.
pub(super) const WRITE: &str = "write";
/// All that would be written is to be told.
pub(super) const PLAN: &str = "plan";
/// The spec is to be written, and nothing else.
pub(super) const SAVE: &str = "save";

/// Where a new project goes; it went to a path before.
pub(super) fn path(earlier: Option<&str>) -> Question {
    let form = Form::Text { default: String::new(), typed: earlier.unwrap_or_default().to_owned() };
    let explanation =
        ["PATH", "The folder to create, or a path to it. It must not exist yet, or must be empty."];
    let explanation = explanation.map(|line| (line.to_owned(), String::new()));
    Question::new(Key::Path, "The folder to create", form)
        .with_help("its name becomes the project's")
        .explained_by(Choice::list(explanation))
}

/// Which kind of component to add to a new project, if any.
pub(super) fn addition(offer: &Offer, has_components: bool) -> Question {
    let change = if has_components { "change or remove earlier answers" } else { "change earlier answers" };
    let after = [(CHANGE, change), (QUIT, "quit without writing anything")];
    let all = list(&[(NO_MORE, "no more components")]).into_iter().chain(kinds(offer)).chain(list(&after));
    Question::new(Key::Addition, "Add a component?", Form::Select(all.collect(), 0))
        .explained_by(reasons(offer))
}

/// Which kind of component to add to a project that is there.
pub(super) fn first_addition(offer: &Offer) -> Question {
    let after = [(QUIT, "quit without writing anything")];
    let all = kinds(offer).chain(list(&after)).collect();
    Question::new(Key::Addition, "What to add", Form::Select(all, 0)).explained_by(reasons(offer))
}

/// Which of what was said is to be changed.
pub(super) fn which(said: &[Said]) -> Question {
    let titles = said.iter().map(|said| (title(said), String::new()));
    select(Key::Which, "Which one?", titles.chain(words(&[("back", "change nothing")])))
}

/// What becomes of a component.
pub(super) fn component(said: &Said, index: usize) -> Question {
    let fates =
        [(CHANGE, "answer its questions again"), (REMOVE, "remove it"), ("back", "leave it as it is")];
    select(Key::Component(index), &title(said), words(&fates))
}

/// What is done besides writing.
pub(super) fn flags(flags: &[(String, String)]) -> Question {
    let typed = flags.iter().map(|(flag, help)| (format!("--{flag}"), help.clone()));
    Question::new(Key::Flags, "Other options", Form::Ticks(Choice::list(flags.iter().cloned()), Vec::new()))
        .explained_by(Choice::list(typed))
}

/// What to do with a new project.
pub(super) fn ends() -> Question {
    let ends = [
        (WRITE, "create the project"),
        (SHOW, "show the contents of the files"),
        (CHANGE, "change or remove earlier answers"),
        (ADD, "add another component"),
        (SAVE, "write only the spec"),
        (QUIT, "quit without writing anything"),
    ];
    select(Key::End, "What next?", words(&ends))
}

/// What to do with a new project of which nothing is to be written.
pub(super) fn ends_of_dry_run() -> Question {
    let ends = [
        (PLAN, "show what would be written; a dry run writes nothing"),
        (SHOW, "show the contents of the files"),
        (CHANGE, "change or remove earlier answers"),
        (ADD, "add another component"),
        (QUIT, "quit"),
    ];
    select(Key::End, "What next?", words(&ends))
}

/// What to do with an addition.
pub(super) fn ends_of_addition() -> Question {
    let ends = [
        (WRITE, "add it"),
        (SHOW, "show the diff"),
        (CHANGE, "answer its questions again"),
        (QUIT, "quit without writing anything"),
    ];
    select(Key::End, "What next?", words(&ends))
}

/// A component by its kind and its name.
pub(super) fn title(said: &Said) -> String {
    match said.title() {
        (kind, Some(name)) => format!("{kind} {name}"),
        (kind, None) => kind.to_owned(),
    }
}

fn kinds(offer: &Offer) -> impl Iterator<Item = Choice> {
    let kinds = offer.kinds.iter().map(|kind| {
        let about = kind.command().get_about().map(ToString::to_string);
        Choice { word: kind.name.to_owned(), group: kind.group, help: about.unwrap_or_default() }
    });
    // They are found by their names, too.
    let refused: Vec<_> = offer.refused.iter().map(|(kind, _)| kind.name).collect();
    let help = format!("why these are not offered: {}", refused.join(", "));
    let others = (!offer.refused.is_empty()).then(|| list(&[(OTHERS, &help)]));
    kinds.chain(others.into_iter().flatten())
}

/// When to choose each kind.
fn reasons(offer: &Offer) -> Vec<Choice> {
    Choice::list(offer.kinds.iter().map(|kind| (kind.name.to_owned(), kind.when.to_owned())))
}

fn list(choices: &[(&str, &str)]) -> Vec<Choice> {
    Choice::list(words(choices))
}

fn words(choices: &[(&str, &str)]) -> Vec<(String, String)> {
    choices.iter().map(|(word, help)| ((*word).to_owned(), (*help).to_owned())).collect()
}

fn select(key: Key, message: &str, choices: impl IntoIterator<Item = (String, String)>) -> Question {
    Question::new(key, message, Form::Select(Choice::list(choices), 0))
}
