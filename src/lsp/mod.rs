//! `handlingsplan lsp`: help in the editor for those who write in the plan's files, by the language server protocol (3.17) over
//! standard input and output. Comes in: what is open, as it is typed, and the editor's questions. Goes out: what `sjekk` finds,
//! what may be written at a place, what names lead to, and changes for the editor to make. Nothing is written here.

mod addresses;
mod completion;
mod cursor;
mod describe;
mod diagnostics;
mod edits;
mod hover;
mod index;
mod names;
mod outline;
mod server;
mod skeleton;
mod workspace;

use std::io;

use lsp_server::Connection;
use server::{Ended, Server};

/// Why the editor gets no more answers.
#[derive(Debug, thiserror::Error)]
pub enum LspError {
    /// What came in is not the protocol.
    #[error("det som kom inn, er ikkje ei melding frå eit redigeringsprogram: {0}")]
    Protocol(io::Error),
    /// The editor ended it without saying so first.
    #[error("redigeringsprogrammet avslutta utan å seie frå først")]
    Abrupt,
}

/// Answers the editor on standard input and output until it ends, or closes the input.
///
/// # Errors
/// `LspError` if what comes in is not the protocol.
pub fn serve() -> Result<(), LspError> {
    let (connection, threads) = Connection::stdio();
    let ended = Server::new(&connection).run();
    // The last answers are written once nobody can send any more.
    drop(connection);
    match ended {
        // Nobody reads: what still comes in is not waited for.
        Ended::Disconnected => Ok(()),
        Ended::Properly => threads.join().map_err(LspError::Protocol),
        Ended::Abruptly => Err(LspError::Abrupt),
    }
}
