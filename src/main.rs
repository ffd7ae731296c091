//! The program: reads the command line, has the command carried out, prints errors, sets the exit code.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use handlingsplan::cli::{Cli, Outcome, colours, usage_error};

/// The data is wrong, or a file can't be read or written.
const FAILED: u8 = 1;
/// The command line is wrong.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error),
    };
    match cli.run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(FAILED),
        Err(error) => {
            say(&format!("{}\n", error.told(colours(&std::io::stderr())).trim_end()));
            ExitCode::from(FAILED)
        }
    }
}

fn not_parsed(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp => {
            let _ = write!(std::io::stdout(), "{}", error.render());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayVersion => {
            let _ = writeln!(std::io::stdout(), "handlingsplan {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&error.render().to_string());
            ExitCode::from(MISUSED)
        }
        _ => {
            say(&format!("{}\n", usage_error(error)));
            ExitCode::from(MISUSED)
        }
    }
}

/// To the error stream; a closed one is nothing to fail for.
fn say(text: &str) {
    let _ = write!(std::io::stderr(), "{text}");
}
