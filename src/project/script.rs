//! What a shell script exports.

use std::collections::BTreeSet;

/// Whether a script exports every variable that a snippet of one exports, whatever the values.
pub(super) fn exports_all(script: &str, snippet: &str) -> bool {
    let exported: BTreeSet<_> = exports(script).collect();
    exports(snippet).all(|variable| exported.contains(variable))
}

/// The variables that a script exports.
fn exports(script: &str) -> impl Iterator<Item = &str> {
    let exports = script.lines().filter_map(|line| line.trim().strip_prefix("export "));
    exports.filter_map(|export| Some(export.split_once('=')?.0.trim()))
}
