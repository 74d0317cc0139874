//! The names of a column's constraints and indexes.

use serde::Serialize;

use crate::fields::{Field, Type};
use crate::record::sha256;

/// The most bytes of a name in PostgreSQL; MySQL bears one more, SQLite any number.
const MAX_NAME: usize = 63;

/// Names of constraints and indexes: of a check always, else where the conventional one is too long.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Constraints {
    pub check: Option<String>,
    pub unique_name: Option<String>,
    pub index_name: Option<String>,
    pub foreign_name: Option<String>,
}

impl Constraints {
    /// The names for the column of a field. What is told of a broken unique index in SQLite is always the conventional name.
    pub(super) fn new(field: &Field, table: &str, is_checked: bool, sqlite: bool) -> Self {
        let column = field.column();
        let name = |ending: &str| column.as_ref().map(|column| format!("{table}_{column}_{ending}"));
        let long = |ending: &str| name(ending).and_then(unconventional);
        Self {
            check: name("check").filter(|_| is_checked).map(|name| shortened(name).0),
            unique_name: long("index").filter(|_| field.is_unique && !sqlite),
            index_name: long("index").filter(|_| field.is_indexed),
            foreign_name: long("fkey").filter(|_| field.kind.type_() == Type::BelongsTo),
        }
    }
}

/// The name of a constraint or an index, where the conventional one is too long.
pub(super) fn unconventional(name: String) -> Option<String> {
    let (name, is_cut) = shortened(name);
    is_cut.then_some(name)
}

/// A name that each database bears, and whether it had to be cut. What was cut off is told by a hash of it.
pub(super) fn shortened(name: String) -> (String, bool) {
    if name.len() <= MAX_NAME {
        return (name, false);
    }
    let hash = &sha256(&name)[..8];
    (format!("{}_{hash}", name[..MAX_NAME - 9].trim_end_matches('_')), true)
}
