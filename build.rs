//! Gathers the default case of each kind, which its help shows. Rebuilds when a template is added: `include_dir!` sees
//! only the files that it embedded.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=templates");
    let root = env::var("CARGO_MANIFEST_DIR").expect("Cargo names the package's folder");
    let output = env::var("OUT_DIR").expect("Cargo names a folder for output");
    let mut kinds: Vec<_> = fs::read_dir("templates")
        .expect("there are templates")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    kinds.sort();
    let mut table = String::from("&[\n");
    for kind in kinds {
        let case = format!("{root}/snapshots/{kind}/default.toml");
        if Path::new(&case).is_file() {
            println!("cargo::rerun-if-changed={case}");
            writeln!(table, "({kind:?}, include_str!({case:?})),").expect("a string can be written to");
        }
    }
    table.push(']');
    fs::write(Path::new(&output).join("examples.rs"), table).expect("Cargo's folder can be written to");
}
