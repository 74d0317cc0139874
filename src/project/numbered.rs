//! The files of a folder that begin with a number, such as migrations.

use std::collections::BTreeMap;

/// Numbered files, found by the rest of their names.
#[derive(Debug, Default)]
pub struct Numbered {
    numbers: BTreeMap<String, String>,
    last: u64,
}

impl Numbered {
    /// The number of the file of a name, as it is written.
    pub fn number_of(&self, name: &str) -> Option<&str> {
        self.numbers.get(name).map(String::as_str)
    }

    /// The highest number, or 0.
    pub fn last(&self) -> u64 {
        self.last
    }
}

impl<'a> Extend<&'a str> for Numbered {
    /// Adds those of these files that are numbered: `20261123120000_create_products.exs`.
    fn extend<T: IntoIterator<Item = &'a str>>(&mut self, files: T) {
        let parts = files.into_iter().filter_map(|file| file.strip_suffix(".exs")?.split_once('_'));
        for (number, name) in parts {
            let Ok(value) = number.parse() else { continue };
            self.last = self.last.max(value);
            self.numbers.entry(name.to_owned()).or_insert_with(|| number.to_owned());
        }
    }
}

impl<'a> FromIterator<&'a str> for Numbered {
    fn from_iter<T: IntoIterator<Item = &'a str>>(files: T) -> Self {
        let mut numbered = Self::default();
        numbered.extend(files);
        numbered
    }
}
