//! A shell asks by the environment, and is answered with paths too.

use std::ffi::OsString;
use std::io;

use clap::Command;
use clap_complete::env::Shells;

use crate::problem::Problem;

/// The variable that names the shell that asks.
const VARIABLE: &str = "BEAMSMITH_COMPLETE";

const NAME: &str = "beamsmith";

/// The shell that asks how a command line goes on, if one does.
pub fn asking_shell() -> Option<String> {
    std::env::var(VARIABLE).ok().filter(|shell| !shell.is_empty())
}

/// What to answer that shell.
pub fn complete(shell: &str, command: &mut Command, words: Vec<OsString>) -> Result<String, Problem> {
    let folder = std::env::current_dir().ok();
    written(shell, |shell, text| shell.write_complete(command, words, folder.as_deref(), text))
}

/// The script that makes a shell ask.
pub fn completion_script(shell: &str) -> Result<String, Problem> {
    written(shell, |shell, text| shell.write_registration(VARIABLE, NAME, NAME, NAME, text))
}

fn written(
    shell: &str,
    write: impl FnOnce(&dyn clap_complete::env::EnvCompleter, &mut Vec<u8>) -> io::Result<()>,
) -> Result<String, Problem> {
    let shells = Shells::builtins();
    let Some(completer) = shells.completer(shell) else {
        let known: Vec<_> = shells.names().collect();
        let problem = Problem::usage("unknown-shell", format!("`{}` is not a shell", shell.escape_debug()));
        return Err(problem.nearest(shell, &known));
    };
    let mut text = Vec::new();
    write(completer, &mut text)
        .map_err(|error| Problem::world("completion", format!("nothing can be completed: {error}")))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
