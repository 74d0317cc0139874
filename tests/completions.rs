//! Completions in real shells: what Tab gives in a project, and outside of one.

#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const SHOP: &str = "[project]\nname = \"shop\"\n\n[[supervisor]]\nname = \"Pricing\"\n\n\
                    [[supervisor]]\nname = \"Pricing.Feeds\"\nunder = \"Pricing\"\n\n\
                    [[cache]]\nname = \"Pricing.Cache\"\nunder = \"Pricing\"\n\n\
                    [[schema]]\nname = \"Catalog.Product\"\nfields = [\"name:string\"]\n";

fn shop() -> TempDir {
    let folder = TempDir::new().unwrap();
    support::write(&support::generate(SHOP), folder.path());
    folder
}

/// Whether a shell is to be had; one that is not is told.
fn is_there(shell: &str) -> bool {
    let is_there = Command::new(shell).args(["-c", "exit"]).status().is_ok_and(|status| status.success());
    if !is_there {
        eprintln!("completions in {shell}: not run");
    }
    is_there
}

fn run(folder: &Path, shell: &str, script: &str) -> Vec<String> {
    let programs = Path::new(env!("CARGO_BIN_EXE_beamsmith")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let output =
        Command::new(shell).args(["-c", script]).current_dir(folder).env("PATH", path).output().unwrap();
    assert!(output.stderr.is_empty(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// What Bash offers at the end of a line.
fn in_bash(folder: &Path, line: &str) -> Vec<String> {
    // As Bash has it: `:` and `=` are words of their own, and what is typed behind them is another.
    let words = line.replace(':', " : ").replace('=', " = ");
    let script = format!(
        "source <(beamsmith completions bash)\n\
         COMP_LINE='{line}'; COMP_WORDS=({words}); [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')\n\
         COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_TYPE=9\n\
         compopt() {{ :; }}\n\
         typed=${{COMP_WORDS[COMP_CWORD]}}; [[ $typed == [:=] ]] && typed=\n\
         _beamsmith beamsmith \"$typed\" ''\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    run(folder, "bash", &script)
}

/// What Fish offers, without what it says of it.
fn in_fish(folder: &Path, line: &str) -> Vec<String> {
    let script = format!("beamsmith completions fish | source; complete --do-complete '{line}'");
    let lines = run(folder, "fish", &script);
    lines.iter().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn assert_completes(complete: fn(&Path, &str) -> Vec<String>) {
    let shop = shop();
    assert_eq!(complete(shop.path(), "beamsmith add ca"), ["cache"]);
    assert_eq!(complete(shop.path(), "beamsmith help ca"), ["cache"]);
    assert_eq!(complete(shop.path(), "beamsmith add cache X --under "), ["Pricing", "Pricing.Feeds"]);
    assert_eq!(
        complete(shop.path(), "beamsmith add rate_limiter X --pipeline "),
        ["browser", "api", "dev_tools"]
    );
    assert_eq!(complete(shop.path(), "beamsmith add live Ca"), ["Catalog.Product"]);
    assert_eq!(complete(shop.path(), "beamsmith add schema Ca"), ["Catalog."]);
    assert_eq!(complete(shop.path(), "beamsmith add cache Pricing.F"), ["Pricing.Feeds."]);
    assert_eq!(complete(shop.path(), "beamsmith new x --no-ma"), ["--no-mailer"]);
    assert_eq!(complete(shop.path(), "beamsmith new x --database s"), ["sqlite"]);
    assert_eq!(complete(shop.path(), "beamsmith rules O").len(), 6);
    assert!(complete(shop.path(), "beamsmith new x --spec beam").contains(&"beamsmith.toml".to_owned()));
    let nowhere = TempDir::new().unwrap();
    let offered = complete(nowhere.path(), "beamsmith add cache X --under ");
    assert!(offered.concat().is_empty(), "{offered:?}");
}

#[test]
fn bash_completes() {
    assert!(is_there("bash"), "there is no Bash");
    assert_completes(in_bash);
    // Bash inserts behind the last `:` or `=`.
    let shop = shop();
    let field = |typed: &str| in_bash(shop.path(), &format!("beamsmith add schema Catalog.Item {typed}"));
    assert_eq!(field("name:st"), ["string"]);
    assert!(field("name:").contains(&"string".to_owned()), "{:?}", field("name:"));
    assert_eq!(field("name:string:un"), ["unique"]);
    assert_eq!(field("product:belongs_to="), ["Catalog.Product"]);
    assert_eq!(field("product:belongs_to=C"), ["Catalog.Product"]);
    assert_eq!(in_bash(shop.path(), "beamsmith add cache X --under=Pricing.F"), ["Pricing.Feeds"]);
}

#[test]
fn bash_sets_no_space_where_a_name_goes_on() {
    let script = run(TempDir::new().unwrap().path(), "bash", "beamsmith completions bash");
    assert!(script.iter().any(|line| line.contains("=~ [=/:.]$")), "{script:#?}");
}

#[test]
fn fish_completes() {
    if is_there("fish") {
        assert_completes(in_fish);
        let shop = shop();
        let field = |typed: &str| in_fish(shop.path(), &format!("beamsmith add schema Catalog.Item {typed}"));
        assert_eq!(field("name:st"), ["name:string"]);
        assert_eq!(field("name:string:un"), ["name:string:unique"]);
        assert_eq!(field("product:belongs_to=C"), ["product:belongs_to=Catalog.Product"]);
    }
}

/// Zsh completes only at a prompt; that it takes the script is seen without one.
#[test]
fn zsh_takes_the_script() {
    if is_there("zsh") {
        let said = run(
            TempDir::new().unwrap().path(),
            "zsh",
            "autoload -U compinit; compinit -D; source <(beamsmith completions zsh); echo $_comps[beamsmith]",
        );
        assert_eq!(said, ["_clap_dynamic_completer_beamsmith"]);
    }
}
