//! The manual: a page for the program, for each verb and for each kind.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::example::example;
use crate::cli;
use crate::components::Kind;
use crate::disk;
use crate::problem::Problem;

/// Writes all pages into a folder, over those that are there.
pub(super) fn write(folder: &Path) -> Result<usize, Problem> {
    let mut command = cli::command().disable_help_subcommand(true);
    command.build();
    let mut count = 0;
    let mut waiting = vec![&command];
    while let Some(command) = waiting.pop() {
        waiting.extend(command.get_subcommands().filter(|command| !command.is_hide_set()));
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let man = Man::new(command.clone()).title(name).manual("Beamsmith");
        disk::put(&folder.join(man.get_filename()), &page(&man, command)?)?;
        count += 1;
    }
    Ok(count)
}

/// The page of a command, in roff; that of a kind ends with its example.
fn page(man: &Man, command: &Command) -> Result<Vec<u8>, Problem> {
    let mut page = Vec::new();
    let mut written = man.render(&mut page);
    let is_kind = command.get_bin_name().is_some_and(|name| name.contains(" add "));
    let kind = Kind::named(command.get_name()).filter(|_| is_kind);
    if let Some(example) = kind.and_then(example) {
        let mut roff = Roff::new();
        roff.control("SH", ["EXAMPLE"]);
        roff.control("nf", []);
        for line in example.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
        written = written.and_then(|()| roff.to_writer(&mut page));
    }
    written.map_err(|error| Problem::world("manual", format!("a page cannot be made: {error}")))?;
    // What comes after the arguments has the name that such a section has in other manuals.
    Ok(String::from_utf8_lossy(&page).replace("\n.SH EXTRA\n", "\n.SH NOTES\n").into_bytes())
}
