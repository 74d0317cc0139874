//! Asks what becomes of files that are there and differ.

use std::collections::BTreeMap;

use super::question::{Answer, Choice as Line, Form, HELP, Key, Question};
use super::{Respondent, Stop};
use crate::plan::Conflict;
use crate::project::Choice;

const CHOICES: &[(Choice, &str)] = &[
    (Choice::Keep, "leave it as it is"),
    (Choice::Overwrite, "overwrite it with the new version"),
    (Choice::Merge, "write both versions, between conflict markers"),
];

/// What becomes of each file, by path. Esc goes back to the one before.
pub fn settle(
    conflicts: &[Conflict],
    respondent: &mut dyn Respondent,
) -> Result<BTreeMap<String, Choice>, Stop> {
    let lines = CHOICES.iter().map(|(choice, help)| (choice.word().to_owned(), (*help).to_owned()));
    let form =
        Form::Select(Line::list(lines).into_iter().chain(Line::marks().into_iter().take(1)).collect(), 0);
    let mut settled = BTreeMap::new();
    let mut next = 0;
    while let Some(Conflict { path, diff }) = conflicts.get(next) {
        respondent.tell(diff)?;
        let message = format!("`{path}` exists and differs");
        let question = Question::new(Key::Conflict, message, form.clone()).first(next == 0);
        match respondent.ask(&question, &|_| Ok(())) {
            Ok(answer) if answer.asks(HELP) => respondent.explain(&question.explained())?,
            Ok(Answer::Word(word)) => {
                let choice = CHOICES.iter().find(|(choice, _)| choice.word() == word);
                settled.extend(choice.map(|(choice, _)| (path.clone(), *choice)));
                next += 1;
            }
            Ok(_) => {}
            Err(Stop::Back) => next = next.saturating_sub(1),
            Err(stop) => return Err(stop),
        }
    }
    Ok(settled)
}
