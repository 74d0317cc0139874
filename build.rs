//! Rebuilds when a template is added: `include_dir!` sees only the files that it embedded.

fn main() {
    println!("cargo::rerun-if-changed=templates");
}
