//! The files of a project as a tree of a few lines: folders that hold many are folded.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::plan::Tree;

/// What is in a folder, by name; nothing is in a file.
#[derive(Default)]
struct Node {
    below: BTreeMap<String, Self>,
    is_open: bool,
}

/// The files as lines, about as many as this; what is in `lib` comes first to be seen, and those beside the folders are
/// counted.
pub(super) fn draw(files: &Tree, lines: usize) -> String {
    let mut root = Node::default();
    for path in files.keys() {
        path.split('/').fold(&mut root, |node, part| node.below.entry(part.to_owned()).or_default());
    }
    root.join();
    let beside = root.below.values().filter(|node| !node.is_folder()).count();
    let mut left = lines.saturating_sub(root.below.len() - beside);
    if let Some(lib) = root.below.get_mut("lib") {
        lib.open(&mut left);
    }
    root.open(&mut left);
    let mut text = String::new();
    let is_many = beside > left;
    root.below.retain(|_, node| node.is_folder() || !is_many);
    root.draw("", is_many.then(|| counted(beside)), &mut text);
    text
}

fn counted(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

impl Node {
    fn is_folder(&self) -> bool {
        !self.below.is_empty()
    }

    /// A folder in which there is nothing but a folder has one name with it.
    fn join(&mut self) {
        let below = std::mem::take(&mut self.below);
        for (mut name, mut node) in below {
            while let [(inner, only)] = &mut node.below.iter_mut().collect::<Vec<_>>()[..]
                && only.is_folder()
            {
                name = format!("{name}/{inner}");
                let only = std::mem::take(*only);
                node = only;
            }
            node.join();
            self.below.insert(name, node);
        }
    }

    /// Opens it, and folders in it as long as lines are left for what they hold: one level after the other, small ones
    /// first.
    fn open(&mut self, left: &mut usize) {
        self.is_open = true;
        for depth in 0.. {
            let mut level = self.at(depth);
            if level.is_empty() {
                return;
            }
            level.sort_by_key(|folder| folder.below.len());
            for folder in level {
                if !folder.is_open && folder.below.len() <= *left {
                    *left -= folder.below.len();
                    folder.is_open = true;
                }
            }
        }
    }

    /// The folders that lie so deep below it and are not in one that is folded.
    fn at(&mut self, depth: usize) -> Vec<&mut Self> {
        let folders = self.below.values_mut().filter(|node| node.is_folder());
        if depth == 0 {
            return folders.collect();
        }
        folders.filter(|node| node.is_open).flat_map(|node| node.at(depth - 1)).collect()
    }

    /// How many files there are in it, and in the folders in it.
    fn count(&self) -> usize {
        self.below.values().map(|node| if node.is_folder() { node.count() } else { 1 }).sum()
    }

    /// Draws what is in it, then what else there is to tell of it.
    fn draw(&self, margin: &str, rest: Option<String>, text: &mut String) {
        for (index, (name, node)) in self.below.iter().enumerate() {
            let is_last = index + 1 == self.below.len() && rest.is_none();
            let (branch, below) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            let (slash, count) = match (node.is_folder(), node.is_open) {
                (false, _) => ("", String::new()),
                (true, true) => ("/", String::new()),
                (true, false) => ("/", format!(" ({})", counted(node.count()))),
            };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{margin}{branch}{name}{slash}{count}");
            if node.is_open {
                node.draw(&format!("{margin}{below}"), None, text);
            }
        }
        if let Some(rest) = rest {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{margin}└─ {rest}");
        }
    }
}
