//! The picture of the supervision tree in a project's README.

use crate::problem::Problem;
use crate::project::Project;
use crate::tree;

/// The file that shows it.
pub const README: &str = "README.md";
const FENCE: &str = "```mermaid";

/// The picture of the tree that a README is to show.
#[derive(Debug)]
pub struct Picture(String);

impl Picture {
    /// The picture of a project that has no tree yet.
    pub fn empty() -> Self {
        Self::fenced("")
    }

    /// The picture of a project's tree; none if its README shows no picture at all.
    pub fn of(project: &Project<'_>) -> Option<Self> {
        // A README that cannot be read shows nothing of ours.
        let readme = project.text(README).ok().flatten()?;
        let root = readme.contains(FENCE).then(|| tree::read(project).ok())??;
        Some(Self::fenced(&tree::mermaid(&root)))
    }

    fn fenced(chart: &str) -> Self {
        Self(format!("{FENCE}\n{chart}```\n"))
    }

    /// Shows the tree as it is now where the README shows this picture. What a person wrote or changed stays.
    pub fn redraw(&self, project: &mut Project<'_>) -> Result<(), Problem> {
        let Some(now) = Self::of(project) else { return Ok(()) };
        let readme = project.text(README)?.unwrap_or_default();
        let newline = if readme.contains("\r\n") { "\r\n" } else { "\n" };
        let [before, now] = [&self.0, &now.0].map(|picture| picture.replace('\n', newline));
        if before != now && readme.contains(&before) {
            project.put(README, readme.replacen(&before, &now, 1))?;
        }
        Ok(())
    }
}
