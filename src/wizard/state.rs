//! How far the questions are: what was said, and with it which question is next.

use std::path::Path;
use std::rc::Rc;

use super::command_line::{Chance, line};
use super::offer::{self, Offer};
use super::question::{Answer, Choice, Form, Key, Question};
use super::said::Said;
use super::{End, form, menu, summary};
use crate::components::{Context, Kind};
use crate::plan::{File, Plan, Tree};
use crate::problem::Problem;
use crate::project::{Project, names_below};
use crate::record::Run;
use crate::spec::{self, Request, Spec};

/// All that the questions depend on besides the answers.
pub struct World<'w> {
    /// The project that is there; one without files for a new one.
    pub read: &'w dyn Fn(&str) -> Result<Option<File>, Problem>,
    /// The names of what is in a folder of it, those of folders with a slash at the end.
    pub list: &'w dyn Fn(&str) -> Result<Vec<String>, Problem>,
    /// Whether a new project may go to a path.
    pub vacant: &'w dyn Fn(&Path) -> Result<(), Problem>,
    /// Whether the spec of a new project at a path may be written beside it.
    pub unsaved: &'w dyn Fn(&Path) -> Result<(), Problem>,
    /// The tree that a spec describes.
    pub plan: &'w dyn Fn(&Spec) -> Result<Tree, Problem>,
    /// What a component changes in the project that is there; none if nobody is to be asked whether to write it.
    pub addition: Option<&'w Addition<'w>>,
    /// Whether nothing is to be written whatever is answered.
    pub is_dry_run: bool,
    /// The seed and the clock.
    pub run: &'w Run,
    /// Words that the command line of a project has besides its arguments, such as `--no-git`.
    pub typed_for_new: Vec<String>,
    /// The flags that it may have besides, and what each does.
    pub flags_for_new: Vec<(String, String)>,
}

/// What there is so far before a project has a name.
const NOTHING: &str = "\nThere is nothing to preview yet.\n";

/// Tells what a component would change.
pub type Addition<'w> = dyn Fn(&Said) -> Result<Plan, Problem> + 'w;

/// What was said, and what came of it.
#[derive(Clone)]
pub struct State<'w> {
    world: &'w World<'w>,
    is_new: bool,
    /// The components so far, a new project first.
    said: Vec<Said>,
    /// The one that is being asked for; of all others nothing is open but what a project's end asks.
    current: usize,
    /// The new project without that one, and those after it.
    before: Rc<Tree>,
    /// The new project, with all components that are said in full.
    tree: Rc<Tree>,
    /// What is being changed, if it is still to be said how.
    changing: Option<Changing>,
    /// Whether no component is to follow.
    is_all: bool,
    /// The flags of a new project, if that was asked.
    flags: Option<Vec<String>>,
    end: Option<End>,
}

/// How far it is said what to change.
#[derive(Clone, Copy)]
enum Changing {
    /// It is to be said which component.
    Which,
    /// It is to be said what becomes of the one at this place.
    Component(usize),
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
    Explain(Vec<Choice>),
    Back,
}

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
    pub fn addition(world: &'w World<'w>, typed: Option<Said>) -> Result<Self, Problem> {
        let state = Self::start(world, false, typed.into_iter().collect());
        let context = Context { project: &state.project(), run: world.run };
        let refused = state.said.first().and_then(|said| offer::refusal(said.kind, &context));
        refused.map_or_else(|| Ok(state.clone()), Err)
    }

    fn start(world: &'w World<'w>, is_new: bool, said: Vec<Said>) -> Self {
        let (before, tree) = Default::default();
        Self {
            world,
            is_new,
            said,
            current: 0,
            before,
            tree,
            changing: None,
            is_all: false,
            flags: None,
            end: None,
        }
    }

    /// The question that is next, or what is to be done if there is none.
    pub(super) fn step(&self) -> Result<Step, Problem> {
        if let Some(end) = self.end {
            return Ok(Step::Done(end));
        }
        let question = match self.changing {
            Some(Changing::Which) => Some(menu::which(&self.said)),
            Some(Changing::Component(index)) => Some(menu::component(&self.said[index], index)),
            None => self.question()?,
        };
        let flags = &self.world.flags_for_new;
        Ok(Step::Ask(match question {
            Some(question) => question,
            None if !self.is_new && self.said.is_empty() => menu::first_addition(&self.offer()?),
            None if !self.is_new && self.world.addition.is_none() => return Ok(Step::Done(End::Write)),
            None if !self.is_new => menu::ends_of_addition(),
            None if !self.is_all => menu::addition(&self.offer()?, self.said.len() > 1),
            None if self.flags.is_none() && !flags.is_empty() => menu::flags(flags),
            None if self.world.is_dry_run => menu::ends_of_dry_run(),
            None => menu::ends(),
        }))
    }

    /// What an answer to the question leads to.
    pub(super) fn answer(&self, question: &Question, answer: &Answer) -> Result<Turn<'w>, Problem> {
        let mut next = self.clone();
        match (question.key(), answer) {
            (Key::Path, Answer::Word(path)) => {
                (self.world.vacant)(Path::new(path))?;
                next.said[0] = self.said[0].clone().at(path);
                next = next.tried()?;
            }
            (Key::Addition, Answer::Word(word)) => match (Kind::named(word), word.as_str()) {
                (Some(kind), _) => {
                    next.said.push(Said::nothing(kind));
                    next.current = self.said.len();
                    next.before = Rc::clone(&self.tree);
                }
                (None, menu::CHANGE) => next.changing = Some(Changing::Which),
                (None, menu::OTHERS) => return Ok(Turn::Explain(self.offer()?.reasons())),
                (None, menu::QUIT) => next.end = Some(End::Quit),
                (None, _) => next = next.at_its_end(),
            },
            (Key::Which, Answer::Word(word)) => {
                match self.said.iter().position(|said| menu::title(said) == *word) {
                    Some(0) => next = next.anew(0)?,
                    Some(index) => next.changing = Some(Changing::Component(index)),
                    None => return Ok(Turn::Back),
                }
            }
            (Key::Component(index), Answer::Word(word)) => match word.as_str() {
                menu::CHANGE => next = next.anew(*index)?,
                menu::REMOVE => {
                    next.said.remove(*index);
                    next = next.at_rest().planned()?;
                }
                _ => return Ok(Turn::Back),
            },
            (Key::Flags, Answer::Ticked(flags)) => next.flags = Some(flags.clone()),
            (Key::End, Answer::Word(word)) => match word.as_str() {
                menu::SHOW => return Ok(Turn::Show(format!("{:#}", self.plan()?))),
                menu::CHANGE if self.is_new => next.changing = Some(Changing::Which),
                menu::CHANGE => next = next.anew(0)?,
                menu::ADD => next.is_all = false,
                menu::WRITE | menu::PLAN => next.end = Some(End::Write),
                menu::SAVE => {
                    (self.world.unsaved)(self.path())?;
                    next.end = Some(End::Save);
                }
                _ => next.end = Some(End::Quit),
            },
            _ => {
                let context = Context { project: &self.project(), run: self.world.run };
                let current = &mut next.said[self.current];
                *current = form::answered(current, question, answer, &context)?;
                next = next.tried()?;
            }
        }
        Ok(Turn::On(next))
    }

    /// What it all comes to, before it is said what to do with it.
    pub(super) fn summary(&self) -> Result<String, Problem> {
        if self.is_new {
            return Ok(format!("{}\n{}", summary::overview(&self.tree)?, summary::the_same(self)?));
        }
        let plan = self.plan()?;
        let processes = summary::processes(&self.project_with(&Rc::new(plan.after().clone())))?;
        Ok(format!("\n{plan}\n{processes}\n{}", summary::the_same(self)?))
    }

    /// What there is; of a new project, with the component that is being asked for once that can be made.
    pub(super) fn so_far(&self) -> Result<String, Problem> {
        match &self.said[..] {
            [project, ..] if self.is_new && project.path.is_none() => Ok(NOTHING.to_owned()),
            _ if !self.is_new => Ok(format!("\n{}", summary::processes(&self.project())?)),
            _ if self.question()?.is_none() => summary::overview(&self.tree),
            [_, ..] if self.current > 0 => {
                let completed = self.said[self.current].completed();
                let is_enough = completed.stand_ins.is_empty();
                let made =
                    is_enough.then(|| self.planned_with(&completed.said, self.current + 1).ok()).flatten();
                summary::overview(made.as_ref().unwrap_or(&self.before))
            }
            _ => match self.clone().planned() {
                Ok(planned) if !planned.tree.is_empty() => summary::overview(&planned.tree),
                _ => Ok(NOTHING.to_owned()),
            },
        }
    }

    /// The components, in the order in which a spec adds them.
    pub fn components(&self) -> Result<Vec<&Said>, Problem> {
        let spec = spec_of(self.said.iter())?;
        let order: Vec<_> = spec::parse(&spec)?.iter().map(Request::title).collect();
        let mut components: Vec<_> = self.said.iter().collect();
        components.sort_by_key(|said| order.iter().position(|title| *title == said.title()));
        Ok(components)
    }

    /// The spec that says the same.
    pub fn spec(&self) -> Result<Spec, Problem> {
        spec_of(self.components()?.into_iter())
    }

    /// The command lines that say the same, one after the other, and make the same bytes.
    pub fn command_lines(&self) -> Result<Vec<Vec<String>>, Problem> {
        Ok(self.lines_and_fixed()?.0)
    }

    /// The command lines, and the words with which the spec makes the same bytes as they do.
    pub(super) fn lines_and_fixed(&self) -> Result<(Vec<Vec<String>>, Vec<String>), Problem> {
        let components = self.components()?;
        let chance = self.chance(&components)?;
        let fixed = self.fixed(&chance);
        let flags = self.flags_typed();
        let lines = components.iter().zip(chance).zip((0..components.len()).rev());
        let line = |((said, chance), others): ((&&Said, Chance), usize)| {
            line(said, &flags, chance.words(&self.world.run.ahead_of(others)), self.world)
        };
        Ok((lines.map(line).collect(), fixed))
    }

    /// The command line that makes the same bytes of the spec in a file.
    pub fn command_line_of_spec(&self, file: &Path) -> Result<Vec<String>, Problem> {
        let [path, file] = [self.path(), file].map(|path| path.to_string_lossy().into_owned());
        let mut words = vec!["beamsmith".to_owned(), "new".to_owned(), path, "--spec".to_owned(), file];
        words.extend_from_slice(&self.world.typed_for_new);
        words.extend(self.flags_typed());
        words.extend(self.fixed(&self.chance(&self.components()?)?));
        Ok(words)
    }

    /// The words with which the spec makes the same bytes, by what each component depends on.
    fn fixed(&self, chance: &[Chance]) -> Vec<String> {
        let is_any = |is_meant: fn(&Chance) -> bool| chance.iter().any(is_meant);
        let chance = Chance { seed: is_any(|it| it.seed), clock: is_any(|it| it.clock) };
        chance.words(self.world.run)
    }

    fn flags_typed(&self) -> Vec<String> {
        self.flags().iter().map(|flag| format!("--{flag}")).collect()
    }

    /// Whether what each component makes, after those before it, depends on the seed or the clock.
    fn chance(&self, components: &[&Said]) -> Result<Vec<Chance>, Problem> {
        let matches = components.iter().map(|said| said.matches()).collect::<Result<Vec<_>, _>>()?;
        let mut files = Rc::<Tree>::default();
        let mut chance = Vec::new();
        for ((said, matched), others) in components.iter().zip(&matches).zip((0..components.len()).rev()) {
            let made = |run: &Run| {
                let mut project = self.project_with(&files);
                for (said, matched) in components.iter().zip(&matches) {
                    project.expect(said.kind.name, matched);
                }
                said.kind.add(matched, &mut project, run)?;
                Ok::<_, Problem>(project.into_plan()?.into_after())
            };
            let run = self.world.run.ahead_of(others);
            let after = made(&run)?;
            let (seed, clock) = (made(&run.with_another_seed())?, made(&run.at_another_time())?);
            chance.push(Chance { seed: seed != after, clock: clock != after });
            let mut all = Tree::clone(&files);
            all.extend(after);
            files = Rc::new(all);
        }
        Ok(chance)
    }

    /// The same, before it was said what to do with it all.
    #[must_use]
    pub fn before_its_end(self) -> Self {
        Self { end: None, ..self }
    }

    /// The flags of a new project that were asked for.
    pub fn flags(&self) -> &[String] {
        self.flags.as_deref().unwrap_or_default()
    }

    /// Where a new project goes.
    pub fn path(&self) -> &Path {
        self.said.first().and_then(|said| said.path.as_deref()).unwrap_or(Path::new(""))
    }

    /// The files of a new project.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The project that the component at hand is added to.
    fn project(&self) -> Project<'w> {
        self.project_with(&self.before)
    }

    /// The project that is there, with these files.
    fn project_with<'p>(&self, files: &Rc<Tree>) -> Project<'p>
    where
        'w: 'p,
    {
        let (tree, listed) = (Rc::clone(files), Rc::clone(files));
        let (read, list) = (self.world.read, self.world.list);
        Project::new(
            move |path| match tree.get(path) {
                Some(file) => Ok(Some(file.clone())),
                None => read(path),
            },
            move |folder| Ok([list(folder)?, names_below(&listed, folder)].concat()),
        )
    }

    /// The next question about the component at hand. What a project is made with is asked when no component is to
    /// follow.
    fn question(&self) -> Result<Option<Question>, Problem> {
        match self.said.get(self.current) {
            Some(said) if said.kind.is_project() && said.path.is_none() => {
                let earlier = said.earlier().and_then(|said| said.path.as_deref()?.to_str());
                Ok(Some(menu::path(earlier)))
            }
            Some(said) => {
                let in_full = !said.kind.is_project() || self.is_all;
                form::next(said, in_full, &Context { project: &self.project(), run: self.world.run })
            }
            None => Ok(None),
        }
    }

    /// The same, with no component to follow.
    fn at_its_end(self) -> Self {
        Self { is_all: true, ..self }.at_rest()
    }

    /// The same, with no component at hand.
    fn at_rest(self) -> Self {
        Self { current: 0, before: Rc::default(), changing: None, ..self }
    }

    /// The same, with all to be said anew of the component at a place.
    fn anew(self, index: usize) -> Result<Self, Problem> {
        let mut next = self.at_rest();
        if index > 0 {
            next.before = Rc::new((next.world.plan)(&spec_of(next.said[..index].iter())?)?);
        }
        next.said[index] = next.said[index].anew();
        next.current = index;
        Ok(next)
    }

    /// What writing it would change.
    fn plan(&self) -> Result<Plan, Problem> {
        match (self.world.addition, self.said.first()) {
            (Some(plan), Some(said)) if !self.is_new => plan(said),
            _ => Ok(Plan::new(Tree::new(), self.tree().clone(), Vec::new())),
        }
    }

    /// What can be added to what there is.
    fn offer(&self) -> Result<Offer, Problem> {
        let project = self.project_with(&self.tree);
        Offer::new(&Context { project: &project, run: self.world.run }, self.is_new)
    }

    /// The same after an answer about the component at hand; a problem if what was said cannot be. The whole project is
    /// planned only when that is said in full, and where it takes the whole to judge.
    fn tried(self) -> Result<Self, Problem> {
        let completed = self.said[self.current].completed();
        if self.is_new {
            let is_enough = self.question()?.is_some() && self.fits(&completed.said).unwrap_or(false);
            return if is_enough { Ok(self) } else { self.planned() };
        }
        let added = if let Some(plan) = self.world.addition {
            plan(&completed.said).map(drop)
        } else {
            let said = completed.said.matches();
            said.and_then(|said| completed.said.kind.add(&said, &mut self.project(), self.world.run))
        };
        match added {
            // Whatever else is said, another component has the name.
            Err(problem) if completed.is_to_blame(&problem) || problem.code() == "name-taken" => Err(problem),
            _ => Ok(self),
        }
    }

    /// Whether the component at hand, said like this, certainly goes with those before it, and none comes after it.
    fn fits(&self, said: &Said) -> Result<bool, Problem> {
        if self.current + 1 < self.said.len() {
            return Ok(false);
        }
        spec::parse(&spec_of(self.said[..self.current].iter().chain([said]))?)?;
        let mut project = self.project();
        if said.kind.is_project() {
            said.model(&Context { project: &project, run: self.world.run })?;
            return Ok(true);
        }
        said.kind.add(&said.matches()?, &mut project, self.world.run)?;
        let plan = project.into_plan()?;
        Ok(plan.by_hand().is_empty() && plan.conflicts().is_empty())
    }

    /// The same with the whole project planned, what is not said yet taken to be the default; a problem if that cannot
    /// be.
    fn planned(mut self) -> Result<Self, Problem> {
        let completed = self.said[self.current].completed();
        match self.planned_with(&completed.said, self.said.len()) {
            Ok(tree) => self.tree = Rc::new(tree),
            Err(problem) if completed.is_to_blame(&problem) => {
                if !self.can_be_mended()? {
                    return Err(self.owed_to_others(&completed.said, problem));
                }
            }
            Err(_) => {}
        }
        Ok(self)
    }

    /// The project in which this is said of the component at hand, with so many of all components.
    fn planned_with(&self, said: &Said, count: usize) -> Result<Tree, Problem> {
        let (before, after) = (&self.said[..self.current], &self.said[self.current + 1..count]);
        spec_of(before.iter().chain([said]).chain(after)).and_then(|spec| (self.world.plan)(&spec))
    }

    /// Whether an answer to the next question about the component at hand makes it go with those after it.
    fn can_be_mended(&self) -> Result<bool, Problem> {
        let Some(question) = self.question()?.filter(|_| self.current + 1 < self.said.len()) else {
            return Ok(false);
        };
        let Form::Select(choices, _) = &question.form else { return Ok(false) };
        let context = Context { project: &self.project(), run: self.world.run };
        let current = &self.said[self.current];
        let mends = |choice: &Choice| {
            let said = form::answered(current, &question, &Answer::Word(choice.word.clone()), &context)?;
            self.planned_with(&said.completed().said, self.said.len()).map(drop)
        };
        Ok(choices.iter().any(|choice| mends(choice).is_ok()))
    }

    /// The problem, with the way out if it only lies with a component that comes after the one at hand.
    fn owed_to_others(&self, said: &Said, problem: Problem) -> Problem {
        let mut counts = self.current + 1..=self.said.len();
        match counts.find(|count| self.planned_with(said, *count).is_err()) {
            Some(count) if count > self.current + 1 => {
                let title = menu::title(&self.said[count - 1]);
                problem.hint(format!(
                    "`{title}` needs it: choose another answer, or go back and remove `{title}` by `change`"
                ))
            }
            _ => problem,
        }
    }
}

/// The spec of components in this order.
fn spec_of<'s>(components: impl Iterator<Item = &'s Said>) -> Result<Spec, Problem> {
    let tables = components.map(Said::table).collect::<Result<Vec<_>, _>>()?;
    Ok(Spec { name: None, text: tables.join("\n") })
}
