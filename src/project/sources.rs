//! A cache of parsed sources.

use std::collections::HashMap;
use std::mem;
use std::rc::Rc;

use crate::elixir::Source;

/// The size of a generation, in bytes of source; a tree takes about thirty times as much memory as its source.
const CAPACITY: usize = 256 * 1024;

/// Sources by path, in two generations: a source that is not used while the young one fills up is dropped with the old
/// one.
#[derive(Default)]
pub(super) struct Sources {
    young: HashMap<String, Rc<Source>>,
    old: HashMap<String, Rc<Source>>,
    young_bytes: usize,
}

impl Sources {
    /// The source at a path, if it is cached.
    pub(super) fn get(&mut self, path: &str) -> Option<Rc<Source>> {
        if let Some(source) = self.young.get(path) {
            return Some(Rc::clone(source));
        }
        let source = self.old.remove(path)?;
        self.insert(path, Rc::clone(&source));
        Some(source)
    }

    /// Caches the source at a path.
    pub(super) fn insert(&mut self, path: &str, source: Rc<Source>) {
        let bytes = source.as_str().len();
        if self.young_bytes + bytes > CAPACITY {
            self.old = mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += bytes;
        self.old.remove(path);
        self.young.insert(path.to_owned(), source);
    }

    /// Drops the source at a path.
    pub(super) fn remove(&mut self, path: &str) {
        self.young.remove(path);
        self.old.remove(path);
    }
}
