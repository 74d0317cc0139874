//! The trees of the last sources: a source is asked many questions, and each begins with its tree.

use std::cell::RefCell;
use std::collections::HashMap;
use std::mem;

use tree_sitter::Tree;

/// How many bytes of sources a generation holds; a tree takes about thirty times as much as its source.
const CAPACITY: usize = 128 * 1024;

/// Two generations: what nobody asks for while the younger one fills up is forgotten with the older one.
#[derive(Default)]
struct Memory {
    young: HashMap<String, Option<Tree>>,
    old: HashMap<String, Option<Tree>>,
    young_bytes: usize,
}

impl Memory {
    fn tree(&mut self, source: &str, parse: impl FnOnce() -> Option<Tree>) -> Option<Tree> {
        if let Some(tree) = self.young.get(source) {
            return tree.clone();
        }
        let tree = self.old.remove(source).unwrap_or_else(parse);
        if self.young_bytes + source.len() > CAPACITY {
            self.old = mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += source.len();
        self.young.insert(source.to_owned(), tree.clone());
        tree
    }
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// What `parse` gave for this source before, or gives now.
pub(super) fn tree(source: &str, parse: impl FnOnce() -> Option<Tree>) -> Option<Tree> {
    MEMORY.with_borrow_mut(|memory| memory.tree(source, parse))
}
