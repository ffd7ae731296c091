//! What the program says of itself, from the one table of commands that clap reads: help (`hjelp`), what a shell needs to
//! complete commands (`fullføring`), and the manual page (`manual`).

use std::io::ErrorKind;

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::{Cli, CliError, Outcome, print};
use crate::finding::did_you_mean;

#[derive(Debug, Args)]
pub(super) struct Shells {
    /// Skalet: bash, zsh, fish eller powershell
    #[arg(value_name = "SKAL", help_heading = "Argument", hide_possible_values = true)]
    shell: ShellName,
}

/// The shells.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShellName {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

#[derive(Debug, Args)]
pub(super) struct Topic {
    /// Kommandoen
    #[arg(value_name = "KOMMANDO", help_heading = "Argument")]
    command: Option<String>,
}

pub(super) fn completions(shells: &Shells) -> Result<Outcome, CliError> {
    let shell = match shells.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
    };
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handlingsplan", &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Done)
}

pub(super) fn page() -> Result<Outcome, CliError> {
    let mut text = Vec::new();
    let written = clap_mangen::Man::new(Cli::command().disable_help_subcommand(true)).render(&mut text);
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CliError::Print(error)),
        _ => print(&String::from_utf8_lossy(&text)).map(|()| Outcome::Done),
    }
}

pub(super) fn help(topic: &Topic) -> Result<Outcome, CliError> {
    let mut program = Cli::command();
    program.build();
    let text = match &topic.command {
        None => program.render_help(),
        Some(name) => {
            let known: Vec<String> = program.get_subcommands().map(|own| own.get_name().to_string()).collect();
            let Some(command) = program.find_subcommand_mut(name) else {
                return Err(CliError::Refused {
                    what: format!("kommandoen «{name}» finst ikkje"),
                    hint: did_you_mean(name, known.iter().map(String::as_str))
                        .unwrap_or_else(|| "Skriv «handlingsplan hjelp» for å sjå alle".into()),
                });
            };
            command.render_help()
        }
    };
    print(&text.to_string())?;
    Ok(Outcome::Done)
}
