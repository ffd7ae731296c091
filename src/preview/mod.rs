//! The plan in the browser while it is written, and written there. Comes in: a plan's folder. Goes out: a page that shows it as it
//! is on disk, for as long as the program runs, and edits of its files by what is typed on the page.
//!
//! One thread, the desk, reads the plan, watches its files and answers what the page asks; it alone knows plans. Another serves
//! the page; it alone knows HTTP, and hands over only what has shown that it comes from the page.

mod advice;
mod answers;
mod controls;
mod desk;
mod documents;
mod findings;
mod folders;
mod forms;
mod guard;
mod history;
mod labels;
mod lately;
mod page;
mod pages;
mod places;
mod policy;
mod requests;
mod returned;
mod returned_list;
mod saving;
mod sent_files;
mod server;
mod shown;
mod start;
mod start_page;
mod step_forms;
mod steps;
mod targets;
mod texts;
mod things;
mod visit;
mod watch;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;

use crate::data::Sources;
use crate::finding::Finding;
use desk::{Desk, Next};
use guard::Guard;
use server::{Message, Server};
use start::Start;
use visit::Visit;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The plan's folder; without one, the plan is chosen on the page.
    pub folder: Option<PathBuf>,
    /// The folder that documents are made in, if it is another than that of `bygg`.
    pub output: Option<PathBuf>,
    /// The port of the address; any that is free if there is none.
    pub port: Option<u16>,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// There is no plan in the folder.
    #[error("planen har feil")]
    Findings {
        /// Everything that is wrong.
        findings: Vec<Finding>,
        /// The texts that it is in.
        sources: Box<Sources>,
    },
    /// Another program has the port.
    #[error("porten {0} er i bruk av eit anna program; vel ein annan, eller la programmet velje sjølv")]
    PortTaken(u16),
    /// The system refuses.
    #[error("sida kan ikkje visast: {0}")]
    System(#[from] io::Error),
    /// The system has no random numbers.
    #[error("sida kan ikkje visast: systemet gjev ikkje tilfeldige tal")]
    Random,
}

/// Shows the plan, or first those there are, until the page asks to end it. `ready` is given the address that the page is opened at.
///
/// # Errors
/// `PreviewError` if there is no plan, or nothing can be served.
pub fn serve(options: &Options, ready: impl FnOnce(&str)) -> Result<(), PreviewError> {
    let (told, states) = tokio::sync::watch::channel(0);
    let (messages, asked) = mpsc::channel();
    let home = options.folder.is_none().then(|| PathBuf::from("."));
    let visit = Arc::new(Visit::new(home, options.output.clone(), told, messages.clone()));
    let mut next = match &options.folder {
        Some(folder) => Next::Plan(Box::new(Desk::open(&visit, folder.clone())?)),
        None => Next::Start,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port.unwrap_or(0)));
    let listener = listener.map_err(|error| match (error.kind(), options.port) {
        (io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied, Some(port)) => PreviewError::PortTaken(port),
        _ => error.into(),
    })?;
    let guard = Guard::new(listener.local_addr()?.port()).map_err(|_| PreviewError::Random)?;
    let address = guard.address();
    let work = move || {
        loop {
            next = match next {
                Next::Plan(mut desk) => desk.work(&asked),
                Next::Start => Start::new(&visit).work(&asked),
                Next::End => return,
            }
        }
    };
    let desk = thread::Builder::new().spawn(work)?;
    ready(&address);
    let ended = server::run(listener, Server::new(guard, messages.clone(), states));
    // The desk ends what it is doing: nothing is left half written.
    let _ = messages.send(Message::End);
    let _ = desk.join();
    Ok(ended?)
}
