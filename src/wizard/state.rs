//! How far the questions are: what was said, and with it which question is next.

use std::path::Path;
use std::rc::Rc;

use super::End;
use super::command_line::line;
use super::form;
use super::question::{Answer, Choice, Form, Key, Question};
use super::said::Said;
use crate::components::{Context, Kind};
use crate::plan::{File, Plan, Tree};
use crate::problem::Problem;
use crate::project::Project;
use crate::record::Run;
use crate::spec::{self, Request, Spec};

/// All that the questions depend on besides the answers.
pub struct World<'w> {
    /// The project that is there; one without files for a new one.
    pub read: &'w dyn Fn(&str) -> Result<Option<File>, Problem>,
    /// Whether a new project may go to a path.
    pub vacant: &'w dyn Fn(&Path) -> Result<(), Problem>,
    /// The tree that a spec describes.
    pub plan: &'w dyn Fn(&Spec) -> Result<Tree, Problem>,
    /// The seed and the clock.
    pub run: &'w Run,
    /// Words that the command line of a project has besides its arguments, such as `--no-git`.
    pub typed_for_new: Vec<String>,
    /// Words that every command line of this session has, such as `--seed=42`.
    pub typed_for_all: Vec<String>,
}

/// What was said, and what came of it.
#[derive(Clone)]
pub struct State<'w> {
    world: &'w World<'w>,
    is_new: bool,
    /// The components so far, a new project first; only of the last may there be more to ask.
    said: Vec<Said>,
    /// The new project without the last component.
    before: Rc<Tree>,
    /// The new project as far as it is said.
    tree: Rc<Tree>,
    /// Whether no component is to follow.
    is_all: bool,
    end: Option<End>,
}

/// What comes next.
pub(super) enum Step {
    Ask(Question),
    Done(End),
}

/// What an answer leads to.
pub(super) enum Turn<'w> {
    On(State<'w>),
    Show(String),
    Back,
}

const NO_MORE: &str = "no";

const ENDS: &[(&str, &str)] = &[
    ("write", "make the project"),
    ("show", "show what the files hold"),
    ("spec", "show the spec that says the same"),
    ("change", "back to the last question"),
    ("save", "write the spec only"),
    ("quit", "write nothing"),
];

impl<'w> State<'w> {
    /// Before the first question about a new project, of which this was typed.
    pub fn new_project(world: &'w World<'w>, typed: Said) -> Result<Self, Problem> {
        let state = Self::start(world, true, vec![typed]);
        match &state.said[0].path {
            Some(path) => {
                (world.vacant)(path)?;
                state.planned()
            }
            None => Ok(state),
        }
    }

    /// Before the first question about a component, of which this was typed, if anything was.
    pub fn addition(world: &'w World<'w>, typed: Option<Said>) -> Self {
        Self::start(world, false, typed.into_iter().collect())
    }

    fn start(world: &'w World<'w>, is_new: bool, said: Vec<Said>) -> Self {
        let (before, tree) = Default::default();
        Self { world, is_new, said, before, tree, is_all: false, end: None }
    }

    /// The question that is next, or what is to be done if there is none.
    pub(super) fn step(&self) -> Result<Step, Problem> {
        if let Some(end) = self.end {
            return Ok(Step::Done(end));
        }
        if let Some(question) = self.question()? {
            return Ok(Step::Ask(question));
        }
        Ok(match (self.is_new, self.is_all) {
            (true, true) => Step::Ask(ends()),
            (true, false) => Step::Ask(component(true)),
            (false, _) if self.said.is_empty() => Step::Ask(component(false)),
            (false, _) => Step::Done(End::Write),
        })
    }

    /// What an answer to the question leads to.
    pub(super) fn answer(&self, question: &Question, answer: &Answer) -> Result<Turn<'w>, Problem> {
        let mut next = self.clone();
        match (question.key(), answer) {
            (Key::Path, Answer::Word(path)) => {
                (self.world.vacant)(Path::new(path))?;
                next.said = vec![self.said[0].clone().at(path)];
                next = next.planned()?;
            }
            (Key::Component, Answer::Word(word)) => match Kind::named(word) {
                Some(kind) => {
                    next.said.push(Said::nothing(kind));
                    next.before = Rc::clone(&self.tree);
                }
                None => next.is_all = true,
            },
            (Key::End, Answer::Word(word)) => match word.as_str() {
                "show" => {
                    let plan = Plan::new(Tree::new(), self.tree().clone(), Vec::new());
                    return Ok(Turn::Show(format!("{plan:#}")));
                }
                "spec" => return Ok(Turn::Show(self.spec()?.text)),
                "change" => return Ok(Turn::Back),
                "write" => next.end = Some(End::Write),
                "save" => next.end = Some(End::Save),
                _ => next.end = Some(End::Quit),
            },
            _ => {
                let context = Context { project: &self.project(), run: self.world.run };
                if let Some(last) = next.said.last_mut() {
                    *last = form::answered(last, question, answer, &context)?;
                }
                next = next.planned()?;
            }
        }
        Ok(Turn::On(next))
    }

    /// The components, in the order in which a spec adds them.
    pub fn components(&self) -> Result<Vec<&Said>, Problem> {
        let text = spec_of(self.said.iter())?;
        let order: Vec<_> = spec::parse(&Spec { name: None, text })?.iter().map(Request::title).collect();
        let mut components: Vec<_> = self.said.iter().collect();
        components.sort_by_key(|said| order.iter().position(|title| *title == said.title()));
        Ok(components)
    }

    /// The spec that says the same.
    pub fn spec(&self) -> Result<Spec, Problem> {
        Ok(Spec { name: None, text: spec_of(self.components()?.into_iter())? })
    }

    /// The command lines that say the same.
    pub fn command_lines(&self) -> Result<Vec<Vec<String>>, Problem> {
        Ok(self.components()?.into_iter().map(|said| line(said, self.world)).collect())
    }

    /// Where a new project goes.
    pub fn path(&self) -> &Path {
        self.said.first().and_then(|said| said.path.as_deref()).unwrap_or(Path::new(""))
    }

    /// The files of a new project.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The project that the last component is added to.
    fn project(&self) -> Project<'w> {
        let (tree, read) = (Rc::clone(&self.before), self.world.read);
        Project::new(move |path| match tree.get(path) {
            Some(file) => Ok(Some(file.clone())),
            None => read(path),
        })
    }

    /// The next question about the last component.
    fn question(&self) -> Result<Option<Question>, Problem> {
        match self.said.last() {
            Some(said) if said.kind.is_project() && said.path.is_none() => Ok(Some(path())),
            Some(said) => form::next(said, &Context { project: &self.project(), run: self.world.run }),
            None => Ok(None),
        }
    }

    /// The same, what is not said yet taken to be the default; a problem if that cannot be.
    fn planned(mut self) -> Result<Self, Problem> {
        if self.said.last().is_some_and(|said| !said.is_whole()) {
            return Ok(self);
        }
        if self.is_new {
            self.tree = Rc::new((self.world.plan)(&self.spec()?)?);
        } else if let Some(said) = self.said.last() {
            said.kind.add(&said.matches()?, &mut self.project(), self.world.run)?;
        }
        Ok(self)
    }
}

/// The spec of components in this order.
fn spec_of<'s>(components: impl Iterator<Item = &'s Said>) -> Result<String, Problem> {
    let tables = components.map(Said::table).collect::<Result<Vec<_>, _>>()?;
    Ok(tables.join("\n"))
}

fn path() -> Question {
    Question::new(Key::Path, "The folder to make; its last part names the project", Form::text(String::new()))
}

/// Which kind of component to add; with `may_end`, none is an answer too.
fn component(may_end: bool) -> Question {
    let none = may_end.then(|| (NO_MORE.to_owned(), "that is all".to_owned()));
    let kinds = Kind::additions().map(|kind| {
        let about = kind.command().get_about().map(ToString::to_string);
        (kind.name.to_owned(), about.unwrap_or_default())
    });
    let message = if may_end { "Add a component?" } else { "What to add" };
    Question::new(Key::Component, message, Form::Select(Choice::list(none.into_iter().chain(kinds)), 0))
}

fn ends() -> Question {
    let ends = ENDS.iter().map(|(word, help)| ((*word).to_owned(), (*help).to_owned()));
    Question::new(Key::End, "Now", Form::Select(Choice::list(ends), 0))
}
