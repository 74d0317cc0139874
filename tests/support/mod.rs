//! What several tests share: the fixed run of every case, and trees on disk.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::Path;

use beamsmith::plan::Tree;
use beamsmith::problem::Problem;
use beamsmith::record::Run;
use beamsmith::run;
use beamsmith::spec::Spec;

/// The tree of a spec, always with the same seed and at the same time.
pub fn plan(name: &str, text: &str) -> Result<Tree, Problem> {
    let run = Run { seed: "42".parse().unwrap(), clock: "2026-11-23T12:00:00Z".parse().unwrap() };
    run::generate(&Spec { name: Some(name.to_owned()), text: text.to_owned() }, &run)
}

/// The tree of a spec that has to be right.
pub fn generate(text: &str) -> Tree {
    plan("spec", text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// Writes a tree below a folder, over what is there.
pub fn write(tree: &Tree, folder: &Path) {
    for (path, file) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &file.text).unwrap();
        #[cfg(unix)]
        if file.executable {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
}
