//! What a shell asks on Tab, answered for the project at hand.

use std::ffi::{OsStr, OsString};

use clap::{Arg, ArgAction, Command, ValueEnum as _, ValueHint};
use clap_complete::{ArgValueCompleter, CompletionCandidate};

use crate::candidates::{Words, candidates, completions};
use crate::cli::{self, Shell};
use crate::components::{Kind, is_switch};
use crate::disk;
use crate::problem::Problem;
use crate::project::Project;
use crate::rules;

/// The words that go on with a command line, as the shell that asks reads them.
pub(super) fn answer(shell: &str, words: impl IntoIterator<Item = OsString>) -> Result<String, Problem> {
    // Before `--` is this program, behind it the line that is being typed.
    let words = words.into_iter().skip_while(|word| word != "--").skip(1).collect();
    let command = cli::command_with(with_candidates);
    // `help` takes a kind without `add` before it, too.
    let verbs: Vec<_> = command.get_subcommands().cloned().collect();
    let help = Command::new("help")
        .about("Print the help of a command or of a kind")
        .subcommands(verbs)
        .subcommands(Kind::additions().map(|kind| kind.command().clone()));
    disk::complete(shell, &mut command.disable_help_subcommand(true).subcommand(help), words)
}

/// Bash takes a word apart at `:` and `=`, and replaces what is behind the last of them. Here it is one word again, and
/// what is offered begins where Bash inserts it.
const WHOLE_WORDS: &str = r#"
_beamsmith() {
    local line=$COMP_LINE typed=$2 i last=-1 word
    local -a words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $i == "$COMP_CWORD" && $word != [:=]* && "${BASH_VERSINFO[0]}" -ge 4 ]]; then
            word=$typed
        fi
        if [[ $last -ge 0 && $line != [[:space:]]* && ($word == [:=]* || ${words[last]} == *[:=]) ]]; then
            words[last]+=$word
        else
            words[++last]=$word
        fi
        line=${line#"${line%%[![:space:]]*}"}
        line=${line#"${COMP_WORDS[i]}"}
    done
    local COMP_WORDS=("${words[@]}") COMP_CWORD=$last
    [[ $typed == [:=]* ]] && typed=
    _clap_complete_beamsmith "$1" "${words[last]}" "$3"
    local before=${words[last]%"$typed"}
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
}
"#;

/// The script that makes a shell ask.
pub(super) fn script(shell: Shell) -> Result<String, Problem> {
    let shell = shell.to_possible_value();
    let script = disk::completion_script(shell.as_ref().map_or("", |shell| shell.get_name()))?;
    // In Bash no space follows what a name goes on behind: a dot, too.
    let script = script.replace("=~ [=/:]$", "=~ [=/:.]$");
    let whole = script.replace("-F _clap_complete_beamsmith", "-F _beamsmith");
    Ok(if whole == script { script } else { format!("{WHOLE_WORDS}{whole}") })
}

/// The command of which each argument knows the words that it may take.
fn with_candidates(command: Command) -> Command {
    let negations: Vec<_> =
        command.get_arguments().filter(|arg| is_switch(arg)).filter_map(negation).collect();
    command.mut_args(with_words).args(negations)
}

/// `--no-mailer`, which is no argument of its own where words are parsed.
fn negation(arg: &Arg) -> Option<Arg> {
    let name = format!("no-{}", arg.get_long()?);
    let help = format!("Without: {}", arg.get_help()?);
    Some(Arg::new(name.clone()).long(name).help(help).action(ArgAction::SetTrue))
}

fn with_words(arg: Arg) -> Arg {
    // Choices and paths are completed anyway.
    if !arg.get_action().takes_values()
        || !arg.get_possible_values().is_empty()
        || arg.get_value_hint() != ValueHint::Unknown
    {
        return arg;
    }
    let asked = arg.clone();
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let candidate = |(word, help): (String, String)| {
            CompletionCandidate::new(word).help(Some(help).filter(|help| !help.is_empty()).map(Into::into))
        };
        typed.to_str().map_or(Words::new(), |typed| words(&asked, typed)).into_iter().map(candidate).collect()
    }))
}

/// The words that go on with what is typed of an argument here. That nothing can be told is nothing to tell a shell.
fn words(arg: &Arg, typed: &str) -> Words {
    let mut words = match disk::project_root() {
        _ if arg.get_id() == "rule" => {
            rules::all().map(|rule| (rule.id.clone(), rule.name.clone())).collect()
        }
        Ok(root) => known(arg, typed, &super::project(&root)).unwrap_or_default(),
        Err(_) => Words::new(),
    };
    words.retain(|(word, _)| !word.is_empty() && word.starts_with(typed));
    words
}

fn known(arg: &Arg, typed: &str, project: &Project<'_>) -> Result<Words, Problem> {
    if let Some(words) = candidates(arg, project)? {
        return Ok(words);
    }
    Ok(completions(arg, project)?.map(|completions| completions.of(typed)).unwrap_or_default())
}
