//! `handlingsplan lsp`: help in the editor for those who write in the plan's files.

use std::io::{IsTerminal, Write};

use clap::Args;

use super::{CliError, Outcome};
use crate::lsp::serve;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Snakk med redigeringsprogrammet over standard inn og ut; det gjer programmet alltid
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(_: &Arguments) -> Result<Outcome, CliError> {
    if std::io::stdin().is_terminal() {
        // Standard output is for the editor alone.
        let _ = writeln!(
            std::io::stderr(),
            "Dette er hjelp for redigeringsprogram, som startar kommandoen sjølve; rettleiinga seier korleis. Avslutt med Ctrl-C."
        );
    }
    serve()?;
    Ok(Outcome::Done)
}
