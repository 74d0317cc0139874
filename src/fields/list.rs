//! Whether the fields of one schema go together.

use std::collections::HashMap;

use super::{Field, bad};
use crate::problem::Problem;

/// Refuses fields of which two want the same name or the same column, and no fields at all.
pub fn check(fields: &[Field]) -> Result<(), Problem> {
    if fields.is_empty() {
        return Err(bad("a schema needs at least one field").hint("for example `name:string`"));
    }
    let mut taken: HashMap<String, &Field> = HashMap::new();
    for field in fields {
        let column = field.column().filter(|column| column != field.name.as_str());
        for name in [Some(field.name.to_string()), column].into_iter().flatten() {
            if let Some(other) = taken.insert(name.clone(), field) {
                return Err(if other.name == field.name {
                    bad(format!("two fields are named `{name}`: `{other}` and `{field}`"))
                } else {
                    bad(format!("`{other}` and `{field}` both need the column `{name}`"))
                });
            }
        }
    }
    Ok(())
}
